/* Bars with characters: of chart bar and of timeline. An eighth of a column is the least that is drawn. */
#include "base/text.h"
#include "export/draw.h"

enum { GAP = 1, LEAST_BARS = 10, LONGEST_VALUE = 32 };

typedef struct lanes {
    text_canvas *t;
    size_t labels, names; /* columns of the labels, of the names of series; with a gap behind each */
    size_t values;        /* columns kept for what stands behind bars */
    size_t bars;          /* columns of the bars */
} lanes;

static void repeat(sbuf *out, str text, size_t times)
{
    for (size_t i = 0; i < times; i++)
        sbuf_add(out, text);
}

static str fill_of(size_t series)
{
    static const str fills[] = {STR_INIT("█"), STR_INIT("▒"), STR_INIT("▓"), STR_INIT("░")};
    return fills[series % (sizeof fills / sizeof *fills)];
}

/* The label of a lane stands once, before the first of its bars. */
static void draw_head(const lanes *l, const picture_mark *mark, bool first)
{
    text_canvas *t = l->t;
    if (l->labels) {
        draw_field(t, first ? t->p->lanes[mark->lane] : STR(""), l->labels, false);
        sbuf_repeat(t->out, ' ', GAP);
    }
    if (l->names) {
        draw_field(t, t->p->series[mark->series], l->names, false);
        sbuf_repeat(t->out, ' ', GAP);
    }
}

/* ---- Bars from zero ---- */

static str part_of(size_t eighths)
{
    static const str parts[] = {STR_INIT(""),  STR_INIT("▏"), STR_INIT("▎"), STR_INIT("▍"),
                                STR_INIT("▌"), STR_INIT("▋"), STR_INIT("▊"), STR_INIT("▉")};
    return parts[eighths % 8];
}

static void draw_above(const lanes *l, const picture_mark *mark, size_t room)
{
    text_canvas *t = l->t;
    sbuf bar = {0};
    size_t eighths = (size_t)((mark->to - t->p->zero) * (int64_t)(l->bars - 1) * 8 / PICTURE_FULL);
    if (eighths == 0 && mark->to > t->p->zero)
        eighths = 1;
    eighths = eighths < room * 8 ? eighths : room * 8;
    /* Series told apart by their fill have whole columns alone, and one at least. */
    bool whole = t->p->series_count > 1 && mark->series % 4;
    size_t full = whole ? (eighths + 7) / 8 : eighths / 8;
    repeat(&bar, fill_of(t->p->series_count > 1 ? mark->series : 0), full);
    sbuf_add(&bar, whole ? STR("") : part_of(eighths));
    draw_coloured(t, sbuf_str(&bar), mark->series);
    t->out->failed = t->out->failed || bar.failed;
    sbuf_free(&bar);
}

/* Towards the left, in whole columns. */
static void draw_below(const lanes *l, const picture_mark *mark, size_t before)
{
    text_canvas *t = l->t;
    sbuf bar = {0};
    size_t full = (size_t)(((t->p->zero - mark->from) * (int64_t)(l->bars - 1) + PICTURE_FULL / 2) / PICTURE_FULL);
    if (full == 0 && mark->from < t->p->zero)
        full = 1;
    full = full < before ? full : before;
    sbuf_repeat(t->out, ' ', before - full);
    repeat(&bar, fill_of(t->p->series_count > 1 ? mark->series : 0), full);
    draw_coloured(t, sbuf_str(&bar), mark->series);
    t->out->failed = t->out->failed || bar.failed;
    sbuf_free(&bar);
}

static void draw_bar(const lanes *l, const picture_mark *mark)
{
    text_canvas *t = l->t;
    size_t before = (size_t)(t->p->zero * (int64_t)(l->bars - 1) / PICTURE_FULL);
    draw_below(l, mark, before);
    sbuf_add(t->out, STR("│"));
    draw_above(l, mark, l->bars - 1 - before);
    sbuf_char(t->out, ' ');
    draw_cut(t->out, mark->text, l->values, NULL);
}

/* ---- Periods ---- */

/* The columns that a period takes: each that it touches. */
static void find_columns(const lanes *l, const picture_mark *mark, size_t *from, size_t *to)
{
    int64_t width = (int64_t)l->bars;
    *from = (size_t)(mark->from * width / PICTURE_FULL);
    *to = (size_t)((mark->to * width + PICTURE_FULL - 1) / PICTURE_FULL);
    *from = *from < l->bars ? *from : l->bars - 1;
    *to = *to > *from ? *to : *from + 1;
}

static void draw_stretch(const lanes *l, const picture_mark *mark, size_t wide, str inside)
{
    size_t said = text_width(inside), begin = mark->open_from, end = mark->open_to && wide > begin;
    sbuf bar = {0};
    sbuf_add(&bar, mark->open_from ? STR("◀") : STR(""));
    size_t full = wide > begin + end ? wide - begin - end : 0, left = said ? (full - said - 2) / 2 : full;
    repeat(&bar, STR("█"), left);
    if (said) {
        sbuf_printf(&bar, " %.*s ", STR_ARG(inside));
        repeat(&bar, STR("█"), full - said - 2 - left);
    }
    sbuf_add(&bar, end ? STR("▶") : STR(""));
    draw_coloured(l->t, sbuf_str(&bar), mark->lane);
    l->t->out->failed = l->t->out->failed || bar.failed;
    sbuf_free(&bar);
}

/* A period alone in its lane: when it is stands inside if there is room, else behind, else before it. */
static void draw_period(const lanes *l, const picture_mark *mark)
{
    sbuf *out = l->t->out;
    size_t from, to, said = text_width(mark->text);
    find_columns(l, mark, &from, &to);
    bool inside = said && to - from >= said + 6;
    size_t behind = l->bars - to, room = said + 1;
    bool before = !inside && behind < room && from > behind;
    if (before) {
        size_t wide = from - 1 < said ? from - 1 : said;
        sbuf_repeat(out, ' ', from - 1 - wide);
        draw_cut(out, mark->text, wide, NULL);
        sbuf_char(out, ' ');
    } else {
        sbuf_repeat(out, ' ', from);
    }
    draw_stretch(l, mark, to - from, inside ? mark->text : STR(""));
    if (!inside && !before && behind > 1) {
        sbuf_char(out, ' ');
        draw_cut(out, mark->text, behind - 1, NULL);
    }
}

/* The periods of one lane, in order; those that share a column are one there. */
static size_t draw_periods(const lanes *l, const picture_mark *marks, size_t count)
{
    size_t lane = marks[0].lane, n = 1, at = 0;
    while (n < count && marks[n].lane == lane)
        n++;
    if (marks[0].missing) {
        sbuf_add(l->t->out, marks[0].text);
    } else if (n == 1) {
        draw_period(l, marks);
    } else {
        for (size_t i = 0; i < n; i++) {
            size_t from, to;
            find_columns(l, &marks[i], &from, &to);
            from = from > at ? from : at;
            if (from >= to)
                continue;
            sbuf_repeat(l->t->out, ' ', from - at);
            draw_stretch(l, &marks[i], to - from, STR(""));
            at = to;
        }
    }
    return n;
}

/* ---- All lanes ---- */

static void measure(lanes *l)
{
    const picture *p = l->t->p;
    size_t width = l->t->width;
    l->labels = draw_widest(p->lanes, p->lane_count, width * 2 / 5);
    l->names = p->series_count > 1 ? draw_widest(p->series, p->series_count, width / 5) : 0;
    for (size_t i = 0; p->kind == PICTURE_BAR && i < p->mark_count; i++) {
        size_t value = text_width(p->marks[i].text);
        l->values = value > l->values ? value : l->values;
    }
    l->values = l->values < LONGEST_VALUE ? l->values : LONGEST_VALUE;
    size_t used = (l->labels ? l->labels + GAP : 0) + (l->names ? l->names + GAP : 0) + (p->kind == PICTURE_BAR ? l->values + GAP : 0);
    l->bars = width > used + LEAST_BARS ? width - used : LEAST_BARS;
}

void draw_text_lanes(text_canvas *t)
{
    const picture *p = t->p;
    lanes l = {.t = t};
    measure(&l);
    for (size_t i = 0; i < p->mark_count && !t->out->failed;) {
        draw_head(&l, &p->marks[i], i == 0 || p->marks[i].lane != p->marks[i - 1].lane);
        if (p->kind == PICTURE_BAR)
            draw_bar(&l, &p->marks[i++]);
        else
            i += draw_periods(&l, &p->marks[i], p->mark_count - i);
        draw_end_line(t->out);
    }
    draw_axis(t, &p->along, (l.labels ? l.labels + GAP : 0) + (l.names ? l.names + GAP : 0), l.bars);
}
