/* A heat map with characters: each cell has its number beside the shade. Columns that do not fit go on below. */
#include "base/text.h"
#include "export/draw.h"
#include "export/people.h"

enum { GAP = 2, SHADE = 2, WIDEST_HEAD = 12, HEAD_LINES = 4, WIDEST_VALUE = 20 };

typedef struct grid {
    text_canvas *t;
    size_t labels; /* columns of the labels of rows */
    size_t values; /* of a number */
    size_t cell;   /* of a cell without the gap before it */
    size_t across; /* cells in a line */
} grid;

static str shade_of(int level)
{
    static const str shades[PICTURE_LEVELS + 1] = {STR_INIT("  "), STR_INIT("░░"), STR_INIT("▒▒"), STR_INIT("▓▓"), STR_INIT("██")};
    return shades[level];
}

static void measure(grid *g)
{
    const picture *p = g->t->p;
    size_t width = g->t->width;
    g->labels = draw_widest(p->lanes, p->lane_count, width * 2 / 5);
    for (size_t i = 0; i < p->mark_count; i++) {
        size_t wide = text_width(p->marks[i].text);
        g->values = wide > g->values ? wide : g->values;
    }
    g->values = g->values < WIDEST_VALUE ? g->values : WIDEST_VALUE;
    g->cell = draw_widest(p->series, p->series_count, WIDEST_HEAD);
    g->cell = g->cell > SHADE + 1 + g->values ? g->cell : SHADE + 1 + g->values;
    g->across = width > g->labels ? (width - g->labels) / (g->cell + GAP) : 0;
    g->across = g->across ? g->across : 1;
}

static void draw_cell(const grid *g, const picture_mark *mark)
{
    text_canvas *t = g->t;
    sbuf_repeat(t->out, ' ', GAP + g->cell - SHADE - 1 - g->values);
    sbuf_add(t->out, shade_of(mark ? mark->level : 0));
    sbuf_char(t->out, ' ');
    draw_field(t, mark ? mark->text : STR("·"), g->values, true);
}

/* What stands above the columns, over several lines where it must be; the last ends in `…` if that is not enough. */
static void draw_heads(const grid *g, size_t from, size_t to)
{
    text_canvas *t = g->t;
    str rests[PICTURE_ACROSS_MAX];
    bool more = true;
    for (size_t i = from; i < to; i++)
        rests[i] = t->p->series[i];
    for (size_t line = 1; more && line <= HEAD_LINES; line++) {
        sbuf_repeat(t->out, ' ', g->labels);
        more = false;
        for (size_t i = from; i < to; i++) {
            str head = line == HEAD_LINES ? rests[i] : people_line(&rests[i], g->cell);
            sbuf_repeat(t->out, ' ', GAP);
            draw_field(t, head, g->cell, true);
            more = more || rests[i].n > 0;
        }
        draw_end_line(t->out);
    }
}

/* The rows of the columns `from` to `to`. Marks are in order of rows, then of columns. */
static void draw_panel(const grid *g, size_t from, size_t to)
{
    text_canvas *t = g->t;
    const picture *p = t->p;
    draw_heads(g, from, to);
    for (size_t lane = 0, at = 0; lane < p->lane_count; lane++) {
        draw_field(t, p->lanes[lane], g->labels, false);
        for (size_t i = from; i < to; i++) {
            while (at < p->mark_count && (p->marks[at].lane < lane || (p->marks[at].lane == lane && p->marks[at].series < i)))
                at++;
            bool there = at < p->mark_count && p->marks[at].lane == lane && p->marks[at].series == i;
            draw_cell(g, there ? &p->marks[at] : NULL);
        }
        draw_end_line(t->out);
    }
}

void draw_text_grid(text_canvas *t)
{
    grid g = {.t = t};
    measure(&g);
    for (size_t from = 0; from < t->p->series_count && !t->out->failed; from += g.across) {
        size_t to = from + g.across < t->p->series_count ? from + g.across : t->p->series_count;
        if (from)
            sbuf_char(t->out, '\n');
        draw_panel(&g, from, to);
    }
}
