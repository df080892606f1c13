/* Lines with characters: each has marks of its own, so that no colour is needed, and dots between them. */
#include "base/text.h"
#include "export/draw.h"
#include "export/people.h"

enum { HEIGHT = 16, WIDEST_LABEL = 20, PATH = 1, FIRST_MARK = 2 };

typedef struct plot {
    text_canvas *t;
    size_t labels, width; /* columns beside the lines, and of them */
    unsigned char *cells; /* HEIGHT rows of `width`: 0, PATH, FIRST_MARK + series */
    size_t hidden;        /* points that lie where others do */
} plot;

static str mark_of(size_t series)
{
    static const str marks[] = {STR_INIT("●"), STR_INIT("○"), STR_INIT("▲"), STR_INIT("△"),
                                STR_INIT("■"), STR_INIT("□"), STR_INIT("◆"), STR_INIT("◇")};
    return marks[series % (sizeof marks / sizeof *marks)];
}

static long column_of(const plot *g, const picture_mark *mark)
{
    return (long)(mark->from * (int64_t)(g->width - 1) / PICTURE_FULL);
}

static long row_of(int64_t at)
{
    return (long)(((PICTURE_FULL - at) * (HEIGHT - 1) + PICTURE_FULL / 2) / PICTURE_FULL);
}

/* A dot in each column between two points, or in each row where it is steep. */
static void draw_path(plot *g, long x, long y, long to_x, long to_y)
{
    long wide = to_x - x, tall = to_y > y ? to_y - y : y - to_y, steps = wide > tall ? wide : tall;
    for (long i = 1; i < steps; i++) {
        long up = (tall * i * 2 + steps) / (steps * 2);
        size_t row = (size_t)(to_y > y ? y + up : y - up), column = (size_t)(x + (wide * i * 2 + steps) / (steps * 2));
        unsigned char *cell = &g->cells[row * g->width + column];
        *cell = *cell ? *cell : PATH;
    }
}

static void place_marks(plot *g)
{
    const picture *p = g->t->p;
    for (size_t i = 1; i < p->mark_count; i++) {
        const picture_mark *from = &p->marks[i - 1], *to = &p->marks[i];
        if (from->series == to->series)
            draw_path(g, column_of(g, from), row_of(from->to), column_of(g, to), row_of(to->to));
    }
    for (size_t i = 0; i < p->mark_count; i++) {
        unsigned char *cell = &g->cells[(size_t)row_of(p->marks[i].to) * g->width + (size_t)column_of(g, &p->marks[i])];
        if (*cell >= FIRST_MARK)
            g->hidden++;
        else
            *cell = (unsigned char)(FIRST_MARK + p->marks[i].series);
    }
}

/* What stands beside a row: the label of the tick that lies there. */
static const picture_tick *tick_at(const plot *g, long row)
{
    const picture_axis *up = &g->t->p->up;
    for (size_t i = 0; i < up->tick_count; i++)
        if (row_of(up->ticks[i].at) == row)
            return &up->ticks[i];
    return NULL;
}

static void draw_row(plot *g, size_t row)
{
    text_canvas *t = g->t;
    const picture_tick *tick = tick_at(g, (long)row);
    draw_field(t, tick ? tick->label : STR(""), g->labels, true);
    sbuf_add(t->out, tick ? STR(" ┤") : STR(" │"));
    for (size_t i = 0; i < g->width; i++) {
        unsigned char cell = g->cells[row * g->width + i];
        if (cell >= FIRST_MARK)
            draw_coloured(t, mark_of(cell - FIRST_MARK), cell - FIRST_MARK);
        else
            sbuf_add(t->out, cell == PATH ? STR("·") : STR(" "));
    }
    draw_end_line(t->out);
}

/* Which mark is which line. One alone is named by the title. */
static void draw_legend(const plot *g)
{
    text_canvas *t = g->t;
    for (size_t i = 0; i < t->p->series_count && t->p->series_count > 1; i++) {
        draw_coloured(t, mark_of(i), i);
        sbuf_char(t->out, ' ');
        draw_cut(t->out, t->p->series[i], t->width - 2, NULL);
        sbuf_char(t->out, '\n');
    }
    if (g->hidden) {
        people_figure(t->out, g->hidden);
        sbuf_add(t->out, g->hidden == 1 ? STR(" point lies where another does\n") : STR(" points lie where others do\n"));
    }
}

void draw_text_plot(text_canvas *t)
{
    const picture *p = t->p;
    plot g = {.t = t};
    arena memory = {0};
    for (size_t i = 0; i < p->up.tick_count; i++) {
        size_t wide = text_width(p->up.ticks[i].label);
        g.labels = wide > g.labels ? wide : g.labels;
    }
    g.labels = g.labels < WIDEST_LABEL ? g.labels : WIDEST_LABEL;
    g.width = t->width - g.labels - 2;
    g.cells = ARENA_ARRAY(&memory, HEIGHT * g.width, unsigned char);
    if (!g.cells) {
        t->out->failed = true;
        return;
    }
    place_marks(&g);
    if (p->up.name.n) {
        sbuf_add(t->out, p->up.name);
        sbuf_char(t->out, '\n');
    }
    for (size_t row = 0; row < HEIGHT; row++)
        draw_row(&g, row);
    draw_axis(t, &p->along, g.labels + 2, g.width);
    draw_legend(&g);
    arena_free(&memory);
}
