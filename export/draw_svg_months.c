/* A calendar as SVG: a grid for each month, strips over its days, and below it all of them in full. */
#include "base/text.h"
#include "export/draw.h"

enum {
    DAYS = 7,
    DAY = (SVG_WIDTH - 2 * SVG_MARGIN) / DAYS,
    HEAD = 22,
    STRIP = 20,
    LEAST_LINES = 1,
    WIDEST_WHEN = 220,
    NUMBER = 30,
    GAP = 12
};

static void draw_weekdays(svg_canvas *s)
{
    static const char *const names[DAYS] = {"Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"};
    for (long d = 0; d < DAYS; d++)
        svg_text(s, "cyq-quiet", SVG_MARGIN + d * DAY + DAY / 2, s->y, "middle", str_of(names[d]), DAY);
    s->y += SVG_LINE / 2;
}

static void draw_days(svg_canvas *s, const picture_month *month, int week, long height)
{
    sbuf number = {0};
    for (int d = 0; d < DAYS; d++) {
        int day_of_month = week * DAYS + d - month->lead + 1;
        if (day_of_month < 1 || day_of_month > month->length)
            continue;
        svg_box(s, "cyq-frame", -1, SVG_MARGIN + (long)d * DAY, s->y, DAY, height);
        sbuf_clear(&number);
        sbuf_printf(&number, "%d", day_of_month);
        svg_text(s, "cyq-quiet", SVG_MARGIN + (long)(d + 1) * DAY - 6, s->y + HEAD - 6, "end", sbuf_str(&number), DAY);
    }
    s->out->failed = s->out->failed || number.failed;
    sbuf_free(&number);
}

static void draw_strip(svg_canvas *s, const picture_month *month, const picture_strip *strip)
{
    const picture_entry *entry = &month->entries[strip->entry];
    long from = SVG_MARGIN + (long)strip->first * DAY + (strip->from_before ? 0 : 3);
    long to = SVG_MARGIN + (long)(strip->last + 1) * DAY - (strip->goes_on ? 0 : 3), y = s->y + HEAD + (long)strip->line * STRIP;
    sbuf name = {0};
    sbuf_printf(&name, "%zu %.*s", strip->entry + 1, STR_ARG(entry->label));
    svg_open(s, entry->when, entry->label);
    svg_box(s, "cyq-strip", -1, from, y, to - from, STRIP - 2);
    svg_text(s, "cyq-text", from + 4, y + STRIP / 2 + 3, "start", sbuf_str(&name), to - from - 6);
    svg_close(s);
    s->out->failed = s->out->failed || name.failed;
    sbuf_free(&name);
}

static void draw_week(svg_canvas *s, const picture_month *month, int week)
{
    size_t lines = month->lines[week] > LEAST_LINES ? month->lines[week] : LEAST_LINES;
    long height = HEAD + (long)lines * STRIP + 4;
    draw_days(s, month, week, height);
    for (size_t i = 0; i < month->strip_count; i++)
        if (month->strips[i].week == (size_t)week)
            draw_strip(s, month, &month->strips[i]);
    s->y += height;
}

static void draw_entries(svg_canvas *s, const picture_month *month)
{
    sbuf number = {0};
    long when = 0;
    for (size_t i = 0; i < month->entry_count; i++) {
        long wide = svg_width(month->entries[i].when) + GAP;
        when = wide > when ? wide : when;
    }
    when = when < WIDEST_WHEN ? when : WIDEST_WHEN;
    for (size_t i = 0; i < month->entry_count && !s->out->failed; i++) {
        s->y += SVG_LINE;
        sbuf_clear(&number);
        sbuf_printf(&number, "%zu", i + 1);
        svg_text(s, "cyq-quiet", SVG_MARGIN + NUMBER - 8, s->y, "end", sbuf_str(&number), NUMBER);
        svg_text(s, "cyq-quiet", SVG_MARGIN + NUMBER, s->y, "start", month->entries[i].when, when - GAP / 2);
        svg_text(s, "cyq-text", SVG_MARGIN + NUMBER + when, s->y, "start", month->entries[i].label,
                 SVG_WIDTH - 2 * SVG_MARGIN - NUMBER - when);
    }
    s->out->failed = s->out->failed || number.failed;
    sbuf_free(&number);
}

void draw_svg_months(svg_canvas *s)
{
    for (size_t i = 0; i < s->p->month_count && !s->out->failed; i++) {
        const picture_month *month = &s->p->months[i];
        s->y += i ? 2 * SVG_LINE : SVG_LINE / 2;
        svg_text(s, "cyq-title", SVG_MARGIN, s->y, "start", month->name, SVG_WIDTH);
        if (month->strip_count) {
            s->y += SVG_LINE;
            draw_weekdays(s);
        }
        for (int week = 0; week < month->weeks && month->strip_count; week++)
            draw_week(s, month, week);
        draw_entries(s, month);
    }
}
