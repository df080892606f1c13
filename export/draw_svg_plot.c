/* Lines as SVG: told apart by dashes and marks as well as by colours. */
#include "base/text.h"
#include "export/draw.h"

enum { HEIGHT = 280, LEFT = 110, LEGEND_MARK = 24 };

typedef struct plot {
    svg_canvas *s;
    long top, width;
} plot;

static long x_of(const plot *g, const picture_mark *mark)
{
    return LEFT + (long)(mark->from * g->width / PICTURE_FULL);
}

static long y_of(const plot *g, int64_t at)
{
    return g->top + (long)((PICTURE_FULL - at) * HEIGHT / PICTURE_FULL);
}

/* Circles, squares, triangles and diamonds, the second four hollow by a smaller one inside. */
static void draw_shape(sbuf *out, const char *class_name, long number, size_t series, long x, long y, long r)
{
    sbuf_printf(out, "<path class=\"%s", class_name);
    if (number >= 0)
        sbuf_printf(out, "%ld", number);
    switch (series % 4) {
    case 0:
        sbuf_printf(out, "\" d=\"M%ld %lda%ld %ld 0 1 0 %ld 0a%ld %ld 0 1 0 -%ld 0Z\"/>\n", x - r, y, r, r, 2 * r, r, r, 2 * r);
        break;
    case 1:
        sbuf_printf(out, "\" d=\"M%ld %ldh%ldv%ldh-%ldZ\"/>\n", x - r, y - r, 2 * r, 2 * r, 2 * r);
        break;
    case 2:
        sbuf_printf(out, "\" d=\"M%ld %ldl%ld %ldh-%ldZ\"/>\n", x, y - r - 1, r + 1, 2 * r + 1, 2 * (r + 1));
        break;
    default:
        sbuf_printf(out, "\" d=\"M%ld %ldl%ld %ldl-%ld %ldl-%ld -%ldZ\"/>\n", x, y - r - 1, r + 1, r + 1, r + 1, r + 1, r + 1, r + 1);
        break;
    }
}

static void draw_point(svg_canvas *s, size_t series, long x, long y)
{
    draw_shape(s->out, "cyq-s", (long)(series % PICTURE_SERIES_MAX), series, x, y, 4);
    if (series >= 4)
        draw_shape(s->out, "cyq-back", -1, series, x, y, 2);
}

/* The line through the points of one series, which are those from `first`; how many they are. */
static size_t draw_series(const plot *g, size_t first)
{
    const picture *p = g->s->p;
    size_t count = 0, series = p->marks[first].series;
    while (first + count < p->mark_count && p->marks[first + count].series == series)
        count++;
    if (count > 1) {
        sbuf_printf(g->s->out, "<path class=\"cyq-path cyq-s%zu\" d=\"", series % PICTURE_SERIES_MAX);
        for (size_t i = 0; i < count; i++)
            sbuf_printf(g->s->out, "%c%ld %ld", i ? 'L' : 'M', x_of(g, &p->marks[first + i]), y_of(g, p->marks[first + i].to));
        sbuf_add(g->s->out, STR("\"/>\n"));
    }
    return count;
}

static void draw_points(const plot *g)
{
    const picture *p = g->s->p;
    sbuf name = {0};
    for (size_t i = 0; i < p->mark_count && !g->s->out->failed; i++) {
        const picture_mark *mark = &p->marks[i];
        sbuf_clear(&name);
        if (p->series_count > 1)
            sbuf_printf(&name, "%.*s, ", STR_ARG(p->series[mark->series]));
        sbuf_add(&name, mark->label);
        svg_open(g->s, sbuf_str(&name), mark->text);
        draw_point(g->s, mark->series, x_of(g, mark), y_of(g, mark->to));
        svg_close(g->s);
    }
    g->s->out->failed = g->s->out->failed || name.failed;
    sbuf_free(&name);
}

static void draw_beside(const plot *g)
{
    const picture_axis *up = &g->s->p->up;
    for (size_t i = 0; i < up->tick_count; i++) {
        long y = y_of(g, up->ticks[i].at);
        svg_line(g->s, "cyq-line", LEFT, y, LEFT + g->width, y);
        svg_text(g->s, "cyq-quiet", LEFT - 8, y + 4, "end", up->ticks[i].label, LEFT - 8 - SVG_MARGIN / 2);
    }
}

static void draw_legend(svg_canvas *s)
{
    for (size_t i = 0; i < s->p->series_count && s->p->series_count > 1; i++) {
        s->y += SVG_LINE;
        sbuf_printf(s->out, "<path class=\"cyq-path cyq-s%zu\" d=\"M%d %ldh%d\"/>\n", i % PICTURE_SERIES_MAX, LEFT, s->y - 4, LEGEND_MARK);
        draw_point(s, i, LEFT + LEGEND_MARK / 2, s->y - 4);
        svg_text(s, "cyq-text", LEFT + LEGEND_MARK + 8, s->y, "start", s->p->series[i], SVG_WIDTH - SVG_MARGIN - LEFT - LEGEND_MARK - 8);
    }
}

void draw_svg_plot(svg_canvas *s)
{
    const picture *p = s->p;
    if (p->up.name.n) {
        svg_text(s, "cyq-quiet", LEFT - 8, s->y, "end", p->up.name, LEFT - 8 - SVG_MARGIN / 2);
        s->y += SVG_LINE / 2;
    }
    plot g = {.s = s, .top = s->y, .width = SVG_WIDTH - LEFT - 3 * SVG_MARGIN};
    draw_beside(&g);
    s->y += HEIGHT;
    svg_axis(s, &p->along, LEFT, g.width, g.top);
    for (size_t i = 0; i < p->mark_count && !s->out->failed;)
        i += draw_series(&g, i);
    draw_points(&g);
    draw_legend(s);
}
