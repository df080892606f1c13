/* A heat map as SVG: each cell has its number on its shade. */
#include "base/text.h"
#include "export/draw.h"

enum { CELL = 26, WIDEST_LABEL = 260, LEAST_CELL = 44, WIDEST_CELL = 140, GAP = 8, PAD = 10 };

static long widest(const str *texts, size_t count)
{
    long wide = 0;
    for (size_t i = 0; i < count; i++) {
        long w = svg_width(texts[i]);
        wide = w > wide ? w : wide;
    }
    return wide;
}

static long cell_width(const picture *p)
{
    long wide = widest(p->series, p->series_count) + PAD;
    for (size_t i = 0; i < p->mark_count; i++) {
        long w = svg_width(p->marks[i].text) + PAD;
        wide = w > wide ? w : wide;
    }
    return wide < LEAST_CELL ? LEAST_CELL : wide > WIDEST_CELL ? WIDEST_CELL : wide;
}

static void draw_cell(svg_canvas *s, const picture_mark *mark, long x, long y, long wide)
{
    sbuf name = {0};
    sbuf_printf(&name, "%.*s, %.*s", STR_ARG(s->p->lanes[mark->lane]), STR_ARG(s->p->series[mark->series]));
    svg_open(s, sbuf_str(&name), mark->text);
    svg_box(s, "cyq-h", mark->level, x + 1, y + 1, wide - 2, CELL - 2);
    svg_text(s, mark->level == PICTURE_LEVELS ? "cyq-on" : "cyq-text", x + wide / 2, y + CELL / 2 + 5, "middle", mark->text, wide);
    svg_close(s);
    s->out->failed = s->out->failed || name.failed;
    sbuf_free(&name);
}

void draw_svg_grid(svg_canvas *s)
{
    const picture *p = s->p;
    long labels = widest(p->lanes, p->lane_count), wide = cell_width(p);
    labels = labels < WIDEST_LABEL ? labels : WIDEST_LABEL;
    long left = SVG_MARGIN + labels + GAP, all = left + (long)p->series_count * wide + SVG_MARGIN;
    s->width = all > SVG_WIDTH ? all : SVG_WIDTH;
    for (size_t i = 0; i < p->series_count; i++)
        svg_text(s, "cyq-quiet", left + (long)i * wide + wide / 2, s->y, "middle", p->series[i], wide - 4);
    s->y += SVG_LINE / 2;
    for (size_t lane = 0; lane < p->lane_count; lane++)
        svg_text(s, "cyq-text", SVG_MARGIN + labels, s->y + (long)lane * CELL + CELL / 2 + 5, "end", p->lanes[lane], labels);
    for (size_t i = 0; i < p->mark_count && !s->out->failed; i++)
        draw_cell(s, &p->marks[i], left + (long)p->marks[i].series * wide, s->y + (long)p->marks[i].lane * CELL, wide);
    s->y += (long)p->lane_count * CELL;
}
