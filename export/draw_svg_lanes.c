/* Bars as SVG: of chart bar and of timeline. */
#include "base/text.h"
#include "export/draw.h"

enum { LANE = 24, BAR = 16, WIDEST_LABEL = 290, WIDEST_NAME = 140, WIDEST_VALUE = 170, GAP = 8 };

typedef struct lanes {
    svg_canvas *s;
    long labels, names, left, bars; /* units: of the labels, of the names of series; where bars begin and how wide they may be */
} lanes;

static long widest(const str *texts, size_t count, long most)
{
    long wide = 0;
    for (size_t i = 0; i < count; i++) {
        long w = svg_width(texts[i]);
        wide = w > wide ? w : wide;
    }
    return wide < most ? wide : most;
}

static void measure(lanes *l)
{
    const picture *p = l->s->p;
    long values = 0;
    l->labels = widest(p->lanes, p->lane_count, WIDEST_LABEL);
    l->names = p->series_count > 1 ? widest(p->series, p->series_count, WIDEST_NAME) : 0;
    for (size_t i = 0; p->kind == PICTURE_BAR && i < p->mark_count; i++) {
        long w = svg_width(p->marks[i].text);
        values = w > values ? w : values;
    }
    values = values < WIDEST_VALUE ? values : WIDEST_VALUE;
    l->left = SVG_MARGIN + (l->labels ? l->labels + GAP : 0) + (l->names ? l->names + GAP : 0);
    l->bars = SVG_WIDTH - SVG_MARGIN - l->left - (values ? values + GAP : GAP);
}

static long place(const lanes *l, int64_t at)
{
    return l->left + (long)(at * l->bars / PICTURE_FULL);
}

static void draw_head(const lanes *l, const picture_mark *mark, bool first, long baseline)
{
    svg_canvas *s = l->s;
    if (first && l->labels)
        svg_text(s, "cyq-text", SVG_MARGIN + l->labels, baseline, "end", s->p->lanes[mark->lane], l->labels);
    if (l->names)
        svg_text(s, "cyq-quiet", l->left - GAP, baseline, "end", s->p->series[mark->series], l->names);
}

/* What a bar says stands behind it; what a period says stands in it if there is room, else on the side where there is more. */
static void draw_said(const lanes *l, const picture_mark *mark, long from, long to, long baseline)
{
    svg_canvas *s = l->s;
    long behind = SVG_WIDTH - SVG_MARGIN / 2 - to - GAP, before = from - l->left - GAP, wide = svg_width(mark->text);
    if (s->p->kind == PICTURE_BAR)
        svg_text(s, "cyq-text", to + GAP, baseline, "start", mark->text, behind);
    else if (to - from >= wide + 4 * GAP)
        svg_text(s, "cyq-on", (from + to) / 2, baseline, "middle", mark->text, to - from);
    else if (wide > behind && before > behind)
        svg_text(s, "cyq-quiet", from - GAP, baseline, "end", mark->text, before);
    else
        svg_text(s, "cyq-quiet", to + GAP, baseline, "start", mark->text, behind);
}

/* An arrow's head where a period goes on. */
static void draw_open(const lanes *l, long x, long y, long towards)
{
    sbuf_printf(l->s->out, "<path class=\"cyq-back\" d=\"M%ld %ldL%ld %ldL%ld %ldZ\"/>\n", x + towards * 2, y + BAR / 2, x - towards * 5,
                y + 3, x - towards * 5, y + BAR - 3);
}

static void draw_mark(const lanes *l, const picture_mark *mark)
{
    svg_canvas *s = l->s;
    const picture *p = s->p;
    long from = place(l, mark->from), to = place(l, mark->to), top = s->y + (LANE - BAR) / 2, baseline = s->y + LANE / 2 + 5;
    if (!mark->missing) {
        to = to > from + 1 || mark->to == mark->from ? to : from + 2; /* what is there is seen */
        if (to > from) {
            svg_open(s, p->lanes[mark->lane], mark->text);
            svg_box(s, "cyq-s", (long)(p->kind == PICTURE_BAR ? mark->series % PICTURE_SERIES_MAX : 0), from, top, to - from, BAR);
            if (mark->open_from)
                draw_open(l, from + 4, top, -1);
            if (mark->open_to)
                draw_open(l, to - 4, top, 1);
            svg_close(s);
        }
        if (mark->text.n)
            draw_said(l, mark, from, to, baseline);
    } else {
        svg_text(s, "cyq-quiet", place(l, p->zero) + GAP, baseline, "start", mark->text, l->bars);
    }
}

void draw_svg_lanes(svg_canvas *s)
{
    const picture *p = s->p;
    lanes l = {.s = s};
    measure(&l);
    long top = s->y, below;
    s->y += (long)(p->kind == PICTURE_BAR ? p->mark_count : p->lane_count) * LANE + 4;
    long bottom = s->y;
    svg_axis(s, &p->along, l.left, l.bars, top);
    below = s->y;
    s->y = top;
    for (size_t i = 0; i < p->mark_count && !s->out->failed; i++) {
        bool first = i == 0 || p->marks[i].lane != p->marks[i - 1].lane;
        s->y += i && (first || p->kind == PICTURE_BAR) ? LANE : 0;
        if (first || p->kind == PICTURE_BAR)
            draw_head(&l, &p->marks[i], first, s->y + LANE / 2 + 5);
        draw_mark(&l, &p->marks[i]);
    }
    if (p->kind == PICTURE_BAR)
        svg_line(s, "cyq-axis", place(&l, p->zero), top, place(&l, p->zero), bottom);
    s->y = below;
}
