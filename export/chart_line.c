/* chart line: values along time, along numbers, or along what a column of texts holds, in the order of its rows. */
#include <stdlib.h>

#include "base/text.h"
#include "export/picture_make.h"

/* A value and where it lies, before the ends of the axes are known. */
typedef struct point {
    size_t series, row, column;
    int64_t x; /* a day, or the number of a text */
    day last;  /* of a period that is not open */
    dec number, y;
} point;

typedef struct line {
    picture_maker *m;
    picture_names series, steps;
    point *points;
    size_t count, capacity;
    sbuf name;
    size_t left_out, too_many, missing;
    bool of_time, of_numbers;
    dec lo, hi;
} line;

/* Where a row lies along x, which among texts is found when it is drawn. False if that is missing, or has no beginning. */
static bool find_x(const line *l, size_t row, point *p)
{
    size_t along = (size_t)l->m->columns.along;
    const col *c = l->m->r->columns[along].data;
    if (l->of_numbers)
        return picture_number(c, row, &p->number);
    if (!l->of_time)
        return true;
    value v = col_value(c, row);
    p->x = v.missing ? CAL_FIRST : v.type.kind == TYPE_DATE ? v.as.date : v.as.period.first;
    p->last = !v.missing && v.type.kind == TYPE_PERIOD && v.as.period.last != CAL_LAST ? v.as.period.last : (day)p->x;
    return p->x != CAL_FIRST;
}

/* The place of a text on the axis. One that is not drawn has none: the axis would end far behind the last point. */
static void take_step(line *l, size_t row, point *p)
{
    size_t along = (size_t)l->m->columns.along;
    if (!l->of_time && !l->of_numbers)
        p->x = (int64_t)picture_name(l->m, &l->steps, picture_label_now(l->m, &along, 1, row));
}

/* The number of the line that a value belongs to, which is called by the labels of its row, and by the column where there are several. */
static size_t find_series(line *l, size_t row, size_t column)
{
    picture_maker *m = l->m;
    str label = picture_label_now(m, m->columns.labels, m->columns.label_count, row);
    if (m->columns.value_count == 1 && label.n)
        return picture_name(m, &l->series, label);
    sbuf_clear(&l->name);
    sbuf_add(&l->name, label);
    sbuf_add(&l->name, label.n ? STR(" · ") : STR(""));
    text_print_safe(&l->name, m->r->columns[column].name);
    m->failed = m->failed || l->name.failed;
    return picture_name(m, &l->series, sbuf_str(&l->name));
}

static void add_point(line *l, size_t row, size_t column)
{
    point p = {.row = row, .column = column};
    picture_maker *m = l->m;
    p.series = find_series(l, row, column);
    if (!find_x(l, row, &p) || !picture_number(m->r->columns[column].data, row, &p.y)) {
        if (p.series < PICTURE_SERIES_MAX && l->steps.count < PICTURE_POINTS_MAX)
            take_step(l, row, &p); /* a gap */
        l->missing++;
        return;
    }
    if (p.series >= PICTURE_SERIES_MAX) {
        l->left_out++;
        return;
    }
    if (l->count == PICTURE_POINTS_MAX) {
        l->too_many++;
        return;
    }
    take_step(l, row, &p);
    l->lo = l->count && l->lo < p.y ? l->lo : p.y;
    l->hi = l->count && l->hi > p.y ? l->hi : p.y;
    point *place = arena_push(m->memory, (void **)&l->points, &l->count, &l->capacity, sizeof p);
    if (place)
        *place = p;
}

static int compare_points(const void *left, const void *right)
{
    const point *a = left, *b = right;
    if (a->series != b->series)
        return a->series < b->series ? -1 : 1;
    if (a->x != b->x)
        return a->x < b->x ? -1 : 1;
    if (a->number != b->number)
        return a->number < b->number ? -1 : 1;
    return a->row < b->row ? -1 : a->row > b->row;
}

/* ---- Axes ---- */

/* A tick for each text; where they are too many, the drawer shows those that have room. */
static status axis_of_texts(line *l, picture_axis *out)
{
    size_t count = l->steps.count;
    picture_tick *ticks = ARENA_ARRAY(l->m->memory, count, picture_tick);
    for (size_t i = 0; ticks && i < count; i++)
        ticks[i] = (picture_tick){count > 1 ? (int64_t)i * PICTURE_FULL / (int64_t)(count - 1) : PICTURE_FULL / 2, l->steps.items[i]};
    out->ticks = ticks;
    out->tick_count = ticks ? count : 0;
    return ticks ? ST_OK : ST_NO_MEMORY;
}

/* From the first day to the last of what the points stand for. */
static period days_of(const line *l)
{
    period all = {(day)l->points[0].x, l->points[0].last};
    for (size_t i = 1; i < l->count; i++) {
        all.first = l->points[i].x < all.first ? (day)l->points[i].x : all.first;
        all.last = l->points[i].last > all.last ? l->points[i].last : all.last;
    }
    return all;
}

/* Makes the axis along x and places the points on it, in .x. */
static status place_along(line *l)
{
    picture_axis *axis = &l->m->out->along;
    if (l->of_time) {
        period all = days_of(l);
        TRY(picture_axis_of_days(l->m->memory, all, axis));
        for (size_t i = 0; i < l->count; i++)
            l->points[i].x = picture_place_of_day(l->points[i].x, all);
        return ST_OK;
    }
    if (!l->of_numbers) {
        TRY(axis_of_texts(l, axis));
        for (size_t i = 0; i < l->count; i++)
            l->points[i].x = axis->ticks[l->points[i].x].at;
        return ST_OK;
    }
    dec lo = l->points[0].number, hi = lo;
    for (size_t i = 1; i < l->count; i++) {
        lo = l->points[i].number < lo ? l->points[i].number : lo;
        hi = l->points[i].number > hi ? l->points[i].number : hi;
    }
    type_kind kind = (type_kind)l->m->r->columns[l->m->columns.along].data->type.kind;
    TRY(picture_axis_of_numbers(l->m->memory, &lo, &hi, kind == TYPE_INT, axis));
    for (size_t i = 0; i < l->count; i++)
        l->points[i].x = picture_place(l->points[i].number, lo, hi);
    return ST_OK;
}

/* Beside the lines: from zero, unless all values lie close together far from it. */
static status make_up(line *l)
{
    if (l->lo > 0 && (l->lo == l->hi || l->lo < l->hi / 2))
        l->lo = 0;
    if (l->hi < 0 && (l->lo == l->hi || l->hi > l->lo / 2))
        l->hi = 0;
    return picture_axis_of_numbers(l->m->memory, &l->lo, &l->hi, picture_whole(l->m), &l->m->out->up);
}

/* ---- All of it ---- */

static void say_left_out(line *l)
{
    picture_maker *m = l->m;
    if (l->missing) {
        str values = picture_figure(m, l->missing);
        picture_note(m, "not drawn: %.*s %s missing, or without a place along the axis", STR_ARG(values),
                     l->missing == 1 ? "value that is" : "values that are");
    }
    if (l->too_many) {
        str values = picture_figure(m, l->count), more = picture_figure(m, l->too_many);
        picture_note(m, "drawn are the first %.*s values; %.*s more are not: `group by` brings them together", STR_ARG(values),
                     STR_ARG(more));
    }
    if (l->left_out) {
        str values = picture_figure(m, l->left_out), lines = picture_figure(m, l->series.count - PICTURE_SERIES_MAX);
        picture_note(m, "not drawn: %.*s more lines of %.*s values; `where … in (…)` chooses", STR_ARG(lines), STR_ARG(values));
    }
}

static void add_marks(line *l)
{
    picture_maker *m = l->m;
    for (size_t i = 0; i < l->count && !m->memory->failed; i++) {
        const point *p = &l->points[i];
        picture_add(m, (picture_mark){.series = p->series,
                                      .from = p->x,
                                      .to = picture_place(p->y, l->lo, l->hi),
                                      .text = picture_cell(m, p->column, p->row),
                                      .label = picture_cell(m, (size_t)m->columns.along, p->row)});
    }
    m->out->series = l->series.items;
    m->out->series_count = l->series.count < PICTURE_SERIES_MAX ? l->series.count : PICTURE_SERIES_MAX;
}

status picture_make_lines(picture_maker *m)
{
    type along = m->r->columns[m->columns.along].data->type;
    line l = {.m = m};
    l.of_time = !along.set && (along.kind == TYPE_DATE || along.kind == TYPE_PERIOD);
    l.of_numbers = !along.set && along.kind == TYPE_INT;
    TRY(picture_unit(m, &m->out->up.name));
    for (size_t row = 0; row < m->r->rows && !m->memory->failed; row++)
        for (size_t i = 0; i < m->columns.value_count; i++)
            add_point(&l, row, m->columns.values[i]);
    sbuf_free(&l.name);
    if (m->memory->failed)
        return ST_NO_MEMORY;
    say_left_out(&l);
    if (!l.count) {
        m->out->nothing = STR("no values: there is nothing to draw");
        return ST_OK;
    }
    qsort(l.points, l.count, sizeof *l.points, compare_points);
    TRY(place_along(&l));
    TRY(make_up(&l));
    add_marks(&l);
    return ST_OK;
}
