/* calendar: for each month in which something happens its days, and what runs on them. */
#include <stdlib.h>

#include "base/text.h"
#include "export/picture_make.h"

/* A period of a row. */
typedef struct item {
    period when;
    size_t row;
} item;

typedef struct months {
    picture_maker *m;
    item *items; /* by first day */
    size_t count, capacity;
    size_t timeless;
    picture_month *made;
    size_t made_capacity;
} months;

static void gather(months *c)
{
    picture_maker *m = c->m;
    for (size_t row = 0; row < m->r->rows && !m->memory->failed; row++) {
        size_t times = picture_times(m, row);
        c->timeless += times == 0;
        for (size_t k = 0; k < times; k++) {
            item one = {.row = row};
            if (!picture_time(m, row, k, &one.when))
                continue;
            item *place = arena_push(m->memory, (void **)&c->items, &c->count, &c->capacity, sizeof one);
            if (place)
                *place = one;
        }
    }
}

static int compare_items(const void *left, const void *right)
{
    const item *a = left, *b = right;
    int order = cal_compare(a->when, b->when);
    return order ? order : a->row < b->row ? -1 : a->row > b->row;
}

/* ---- One month ---- */

typedef struct grid {
    picture_maker *m;
    picture_month *month;
    period days;
    picture_entry *entries;
    picture_strip *strips;
    size_t strip_capacity;
    unsigned char busy[PICTURE_WEEKS][PICTURE_ENTRIES_MAX]; /* a bit for each day of the week */
} grid;

/* Finds the first line of a week on which the days are free. */
static void add_strip(grid *g, size_t week, int first, int last, picture_strip strip)
{
    unsigned days = 0;
    for (int d = first; d <= last; d++)
        days |= 1u << d;
    size_t line = 0;
    while (line + 1 < PICTURE_ENTRIES_MAX && (g->busy[week][line] & days))
        line++;
    g->busy[week][line] |= (unsigned char)days;
    if (line >= g->month->lines[week])
        g->month->lines[week] = line + 1;
    strip.week = week;
    strip.line = line;
    strip.first = first;
    strip.last = last;
    picture_strip *place = arena_push(g->m->memory, (void **)&g->strips, &g->month->strip_count, &g->strip_capacity, sizeof strip);
    if (place)
        *place = strip;
}

static void add_strips(grid *g, period when, size_t entry)
{
    period here = cal_common(when, g->days);
    int from = here.first - g->days.first + g->month->lead, to = here.last - g->days.first + g->month->lead;
    for (int week = from / 7; week <= to / 7; week++) {
        int first = week == from / 7 ? from % 7 : 0, last = week == to / 7 ? to % 7 : 6;
        bool begins = week == from / 7 && here.first == when.first, ends = week == to / 7 && here.last == when.last;
        add_strip(g, (size_t)week, first, last, (picture_strip){.from_before = !begins, .goes_on = !ends, .entry = entry});
    }
}

/* What runs through the whole month stands in its list alone: a strip on each day would tell nothing. */
static void add_entry(grid *g, const item *one)
{
    picture_maker *m = g->m;
    size_t entry = g->month->entry_count++;
    str when = picture_when(m, one->row);
    bool whole = one->when.first <= g->days.first && one->when.last >= g->days.last;
    if (whole && cal_compare(one->when, g->days) != 0)
        when = arena_printf(m->memory, "%.*s, all month", STR_ARG(when));
    g->entries[entry] = (picture_entry){picture_label(m, m->columns.labels, m->columns.label_count, one->row), when};
    if (!whole)
        add_strips(g, one->when, entry);
}

static void say_more(grid *g, size_t left_out)
{
    if (!left_out)
        return;
    str more = picture_figure(g->m, left_out);
    picture_note(g->m, "not drawn: %.*s more in %.*s; `where` chooses", STR_ARG(more), STR_ARG(g->month->name));
}

static void make_month(months *c, period days)
{
    picture_maker *m = c->m;
    picture_month *month = arena_push(m->memory, (void **)&c->made, &m->out->month_count, &c->made_capacity, sizeof *month);
    sbuf name = {0};
    if (!month)
        return;
    cal_print_pretty(&name, days);
    *month = (picture_month){.name = picture_safe(m, sbuf_str(&name)), .lead = cal_weekday(days.first) - 1};
    sbuf_free(&name);
    month->length = (int)cal_days(days);
    month->weeks = (month->lead + month->length + 6) / 7;
    grid g = {.m = m, .month = month, .days = days, .entries = ARENA_ARRAY(m->memory, PICTURE_ENTRIES_MAX, picture_entry)};
    size_t left_out = 0;
    for (size_t i = 0; g.entries && i < c->count && c->items[i].when.first <= days.last; i++) {
        if (c->items[i].when.last < days.first)
            continue;
        if (month->entry_count < PICTURE_ENTRIES_MAX)
            add_entry(&g, &c->items[i]);
        else
            left_out++;
    }
    month->entries = g.entries;
    month->strips = g.strips;
    say_more(&g, left_out);
}

/* ---- All of them ---- */

/* The first month between two days in which something happens; first 0 if there is none. What has no end happens as long as others do. */
static period next_month(const months *c, day from, day last)
{
    day next = 0;
    for (size_t i = 0; i < c->count; i++) {
        const period *when = &c->items[i].when;
        day d = when->first > from ? when->first : from;
        if (when->last >= from && d <= last && (!next || d < next))
            next = d;
    }
    return next ? cal_around(next, CAL_MONTH, 0) : (period){0, 0};
}

static void say_left_out(months *c, period rest)
{
    picture_maker *m = c->m;
    if (c->timeless) {
        str rows = picture_figure(m, c->timeless);
        picture_note(m, "not drawn: %.*s %s without a time", STR_ARG(rows), c->timeless == 1 ? "row" : "rows");
    }
    if (!rest.first)
        return;
    size_t later = 0;
    for (size_t i = 0; i < c->count; i++)
        later += c->items[i].when.last >= rest.first;
    str count = picture_figure(m, later);
    sbuf from = {0};
    cal_print_pretty(&from, rest);
    str month = picture_safe(m, sbuf_str(&from));
    sbuf_free(&from);
    picture_note(m, "not drawn: what runs in %.*s and later, %.*s in all; `where` chooses a time", STR_ARG(month), STR_ARG(count));
}

status picture_make_calendar(picture_maker *m)
{
    months c = {.m = m};
    bool opens, goes_on;
    period all = picture_days(m, m->r->rows, &opens, &goes_on);
    if (!all.first) {
        m->out->nothing = STR("no row has a time with a beginning or an end: there is nothing to draw");
        return ST_OK;
    }
    gather(&c);
    if (m->memory->failed)
        return ST_NO_MEMORY;
    qsort(c.items, c.count, sizeof *c.items, compare_items);
    period month = next_month(&c, all.first, all.last);
    while (month.first && m->out->month_count < PICTURE_MONTHS_MAX && !m->memory->failed) {
        make_month(&c, month);
        month = next_month(&c, month.last + 1, all.last);
    }
    m->out->months = c.made;
    say_left_out(&c, month);
    return ST_OK;
}
