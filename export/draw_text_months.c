/* A calendar with characters: a grid for each month, with a number and the beginning of a name on its days, and below it all of them in full. */
#include "base/text.h"
#include "export/draw.h"
#include "export/people.h"

enum { DAYS = 7, NUMBER = 3, WIDEST_WHEN = 30, LEAST_LABEL = 12 };

static void repeat(sbuf *out, str text, size_t times)
{
    for (size_t i = 0; i < times; i++)
        sbuf_add(out, text);
}

static void draw_rule(text_canvas *t, size_t cell, const char *left, const char *between, const char *right)
{
    for (size_t d = 0; d < DAYS; d++) {
        sbuf_add(t->out, str_of(d ? between : left));
        repeat(t->out, STR("─"), cell);
    }
    sbuf_add(t->out, str_of(right));
    sbuf_char(t->out, '\n');
}

static void draw_weekdays(text_canvas *t, size_t cell)
{
    static const char *const names[DAYS] = {"Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"};
    for (size_t d = 0; d < DAYS; d++) {
        sbuf_char(t->out, ' ');
        draw_field(t, str_of(names[d]), cell, false);
    }
    draw_end_line(t->out);
}

static void draw_numbers(text_canvas *t, const picture_month *month, size_t week, size_t cell)
{
    for (size_t d = 0; d < DAYS; d++) {
        int number = (int)(week * DAYS + d) - month->lead + 1;
        sbuf_add(t->out, STR("│"));
        if (number >= 1 && number <= month->length)
            sbuf_printf(t->out, "%*d", (int)cell, number);
        else
            sbuf_repeat(t->out, ' ', cell);
    }
    sbuf_add(t->out, STR("│\n"));
}

/* [12 Training on elec…] over its days: ‹ and › where it goes on. */
static void draw_strip(text_canvas *t, const picture_month *month, const picture_strip *strip, size_t cell)
{
    size_t days = (size_t)(strip->last - strip->first + 1), room = days * cell + days - 1 - 2;
    sbuf name = {0}, cut = {0};
    sbuf_printf(&name, "%zu %.*s", strip->entry + 1, STR_ARG(month->entries[strip->entry].label));
    draw_cut(&cut, sbuf_str(&name), room, NULL);
    size_t used = text_width(sbuf_str(&cut));
    if (used < room) {
        sbuf_char(&cut, ' ');
        repeat(&cut, STR("─"), room - used - 1);
    }
    sbuf_add(t->out, strip->from_before ? STR("‹") : STR("["));
    draw_coloured(t, sbuf_str(&cut), strip->entry);
    sbuf_add(t->out, strip->goes_on ? STR("›") : STR("]"));
    t->out->failed = t->out->failed || name.failed || cut.failed;
    sbuf_free(&name);
    sbuf_free(&cut);
}

static const picture_strip *strip_at(const picture_month *month, size_t week, size_t line, size_t d)
{
    for (size_t i = 0; i < month->strip_count; i++) {
        const picture_strip *strip = &month->strips[i];
        if (strip->week == week && strip->line == line && (size_t)strip->first == d)
            return strip;
    }
    return NULL;
}

static void draw_line(text_canvas *t, const picture_month *month, size_t week, size_t line, size_t cell)
{
    for (size_t d = 0; d < DAYS;) {
        const picture_strip *strip = strip_at(month, week, line, d);
        sbuf_add(t->out, STR("│"));
        if (strip)
            draw_strip(t, month, strip, cell);
        else
            sbuf_repeat(t->out, ' ', cell);
        d = strip ? (size_t)strip->last + 1 : d + 1;
    }
    sbuf_add(t->out, STR("│\n"));
}

/* The number, when, and the whole name, on several lines if it must be. */
static void draw_entries(text_canvas *t, const picture_month *month)
{
    size_t when = 0;
    for (size_t i = 0; i < month->entry_count; i++) {
        size_t wide = text_width(month->entries[i].when);
        when = wide > when ? wide : when;
    }
    when = when < WIDEST_WHEN ? when : WIDEST_WHEN;
    size_t before = NUMBER + 1 + when + 2, room = t->width > before + LEAST_LABEL ? t->width - before : LEAST_LABEL;
    for (size_t i = 0; i < month->entry_count && !t->out->failed; i++) {
        str times = month->entries[i].when, label = month->entries[i].label;
        sbuf_printf(t->out, "%*zu ", NUMBER, i + 1);
        for (bool first = true; first || times.n || label.n; first = false) {
            if (!first)
                sbuf_repeat(t->out, ' ', NUMBER + 1);
            draw_field(t, people_line(&times, when), when + 2, false);
            sbuf_add(t->out, people_line(&label, room));
            draw_end_line(t->out);
        }
    }
}

static void draw_grid(text_canvas *t, const picture_month *month)
{
    size_t cell = (t->width - DAYS - 1) / DAYS;
    draw_weekdays(t, cell);
    draw_rule(t, cell, "┌", "┬", "┐");
    for (size_t week = 0; week < (size_t)month->weeks; week++) {
        if (week)
            draw_rule(t, cell, "├", "┼", "┤");
        draw_numbers(t, month, week, cell);
        for (size_t line = 0; line < month->lines[week]; line++)
            draw_line(t, month, week, line, cell);
    }
    draw_rule(t, cell, "└", "┴", "┘");
}

/* A month in which all that runs does so through all of it needs no grid. */
void draw_text_months(text_canvas *t)
{
    for (size_t i = 0; i < t->p->month_count && !t->out->failed; i++) {
        const picture_month *month = &t->p->months[i];
        if (i)
            sbuf_char(t->out, '\n');
        people_styled(t->out, month->name, t->colour ? STYLE_HEADER : NULL);
        sbuf_char(t->out, '\n');
        if (month->strip_count)
            draw_grid(t, month);
        draw_entries(t, month);
    }
}
