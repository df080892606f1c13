/* Pictures with characters: the frame, axes, and what all of them share. Everything can be read without colours. */
#include <string.h>

#include "base/text.h"
#include "export/draw.h"
#include "export/people.h"

enum { USUAL_WIDTH = 80, LEAST_WIDTH = 30, MOST_WIDTH = 400 };

void draw_cut(sbuf *out, str text, size_t width, bool *cut)
{
    str head = text_cut(text, width);
    bool cuts = head.n < text.n;
    if (cuts && width) {
        sbuf_add(out, text_cut(text, width - 1));
        sbuf_add(out, STR("…"));
    } else {
        sbuf_add(out, head);
    }
    if (cut && cuts)
        *cut = true;
}

void draw_field(text_canvas *t, str text, size_t width, bool right)
{
    sbuf fitted = {0};
    draw_cut(&fitted, text, width, NULL);
    size_t used = text_width(sbuf_str(&fitted));
    size_t blanks = used < width ? width - used : 0;
    if (right)
        sbuf_repeat(t->out, ' ', blanks);
    sbuf_add(t->out, sbuf_str(&fitted));
    if (!right)
        sbuf_repeat(t->out, ' ', blanks);
    t->out->failed = t->out->failed || fitted.failed;
    sbuf_free(&fitted);
}

void draw_coloured(text_canvas *t, str text, size_t series)
{
    static const char *const colours[] = {"\x1b[36m", "\x1b[33m", "\x1b[35m", "\x1b[32m", "\x1b[34m", "\x1b[31m"};
    people_styled(t->out, text, t->colour ? colours[series % (sizeof colours / sizeof *colours)] : NULL);
}

size_t draw_widest(const str *texts, size_t count, size_t most)
{
    size_t widest = 0;
    for (size_t i = 0; i < count && widest < most; i++) {
        size_t width = text_width(texts[i]);
        widest = width > widest ? width : widest;
    }
    return widest < most ? widest : most;
}

/* ---- Axes ---- */

/* Days have columns of their own, which begin at their ticks; of numbers the last column is the end of the axis. */
static size_t column_of(const text_canvas *t, int64_t at, size_t width)
{
    size_t column = (size_t)(at * (int64_t)(t->p->kind == PICTURE_TIMELINE ? width : width - 1) / PICTURE_FULL);
    return column < width ? column : width - 1;
}

void draw_end_line(sbuf *out)
{
    while (out->n && out->p[out->n - 1] == ' ')
        out->n--;
    sbuf_char(out, '\n');
}

static void draw_axis_line(text_canvas *t, const picture_axis *axis, size_t width)
{
    size_t next = 0;
    for (size_t i = 0; i < width; i++) {
        while (next < axis->tick_count && column_of(t, axis->ticks[next].at, width) < i)
            next++;
        bool tick = next < axis->tick_count && column_of(t, axis->ticks[next].at, width) == i;
        sbuf_add(t->out, tick ? STR("┬") : STR("─"));
    }
}

/* Where a label begins: in the middle below its tick, and not beyond either end. */
static size_t label_from(const text_canvas *t, const picture_tick *tick, size_t width)
{
    size_t wide = text_width(tick->label), column = column_of(t, tick->at, width);
    size_t from = column > wide / 2 ? column - wide / 2 : 0;
    return from + wide <= width ? from : wide < width ? width - wide : 0;
}

/* Every how many-th label has room beside the others. */
static size_t find_stride(const text_canvas *t, const picture_axis *axis, size_t width)
{
    for (size_t stride = 1; stride < axis->tick_count; stride++) {
        size_t at = 0, i = 0;
        for (; i < axis->tick_count; i += stride) {
            size_t from = label_from(t, &axis->ticks[i], width);
            if (i && from < at + 1)
                break;
            at = from + text_width(axis->ticks[i].label);
        }
        if (i >= axis->tick_count)
            return stride;
    }
    return axis->tick_count;
}

static void draw_axis_labels(text_canvas *t, const picture_axis *axis, size_t width)
{
    size_t at = 0, stride = find_stride(t, axis, width);
    for (size_t i = 0; i < axis->tick_count; i += stride) {
        size_t from = label_from(t, &axis->ticks[i], width);
        sbuf_repeat(t->out, ' ', from - at);
        draw_cut(t->out, axis->ticks[i].label, width - from, NULL);
        at = from + text_width(axis->ticks[i].label);
    }
}

void draw_axis(text_canvas *t, const picture_axis *axis, size_t before, size_t width)
{
    if (!axis->tick_count && !axis->name.n)
        return;
    sbuf_repeat(t->out, ' ', before);
    draw_axis_line(t, axis, width);
    sbuf_char(t->out, '\n');
    if (axis->tick_count) {
        sbuf_repeat(t->out, ' ', before);
        draw_axis_labels(t, axis, width);
        draw_end_line(t->out);
    }
    if (axis->name.n) {
        sbuf_repeat(t->out, ' ', before);
        draw_field(t, axis->name, width, true);
        draw_end_line(t->out);
    }
}

/* ---- The frame ---- */

/* A note may take several lines. */
static void draw_note(text_canvas *t, str note)
{
    while (note.n) {
        sbuf_add(t->out, people_line(&note, t->width));
        sbuf_char(t->out, '\n');
    }
}

void picture_text(sbuf *out, const picture *p, const export_options *options)
{
    static void (*const drawers[])(text_canvas *) = {[PICTURE_BAR] = draw_text_lanes,
                                                     [PICTURE_LINE] = draw_text_plot,
                                                     [PICTURE_HEAT] = draw_text_grid,
                                                     [PICTURE_TIMELINE] = draw_text_lanes,
                                                     [PICTURE_CALENDAR] = draw_text_months};
    size_t width = options->width ? options->width : USUAL_WIDTH;
    text_canvas t = {.out = out, .p = p, .colour = options->colour};
    t.width = width < LEAST_WIDTH ? LEAST_WIDTH : width > MOST_WIDTH ? MOST_WIDTH : width;
    if (p->title.n) {
        sbuf title = {0};
        draw_cut(&title, p->title, t.width, NULL);
        people_styled(out, sbuf_str(&title), t.colour ? STYLE_HEADER : NULL);
        sbuf_char(out, '\n');
        out->failed = out->failed || title.failed;
        sbuf_free(&title);
    }
    if (p->nothing.n)
        draw_note(&t, p->nothing);
    else
        drawers[p->kind](&t);
    for (size_t i = 0; i < p->note_count; i++)
        draw_note(&t, p->notes[i]);
}
