/* chart heat: a grid of two columns, each cell its number and a shade. Of one column and those that pivot made, the cells are theirs. */
#include <stdlib.h>

#include "export/picture_make.h"

/* What stands down or across, in the order it is drawn. */
typedef struct axis {
    const size_t *columns;
    size_t column_count;
    picture_names names; /* by first appearance */
    size_t *rows;        /* where each name appears first */
    size_t row_count, capacity;
    size_t *places; /* of each name */
    str *drawn;     /* the names in order of their places */
} axis;

typedef struct heat {
    picture_maker *m;
    axis down, across;
    size_t along;  /* the column of `across` */
    size_t *cells; /* 1 + the row of the result that fills a cell, PICTURE_ACROSS_MAX to a row of the grid; 0: none */
    size_t left_out;
    dec lo, hi;
} heat;

/* ---- Axes ---- */

static bool has_order(const picture_maker *m, const axis *x)
{
    if (x->column_count != 1)
        return false;
    type t = m->r->columns[x->columns[0]].data->type;
    return !t.set && (t.kind == TYPE_DATE || t.kind == TYPE_PERIOD || t.kind == TYPE_INT || t.kind == TYPE_BOOL);
}

static bool add_name(picture_maker *m, axis *x, size_t row)
{
    size_t before = x->names.count;
    picture_name(m, &x->names, picture_label_now(m, x->columns, x->column_count, row));
    if (x->names.count > before) {
        size_t *at = arena_push(m->memory, (void **)&x->rows, &x->row_count, &x->capacity, sizeof *at);
        if (at)
            *at = row;
    }
    return !m->memory->failed;
}

typedef struct step {
    value at;
    size_t name;
} step;

/* What is missing comes last. */
static int compare_steps(const void *left, const void *right)
{
    const step *a = left, *b = right;
    int order = a->at.missing != b->at.missing ? (a->at.missing ? 1 : -1) : a->at.missing ? 0 : value_compare(&a->at, &b->at, NULL);
    return order ? order : a->name < b->name ? -1 : a->name > b->name;
}

/* Time goes on, numbers grow, false comes before true, in whatever order the rows come; texts and links keep theirs. */
static bool sort_axis(picture_maker *m, axis *x)
{
    size_t count = x->names.count;
    x->places = ARENA_ARRAY(m->memory, count, size_t);
    step *steps = ARENA_ARRAY(m->memory, count, step);
    x->drawn = ARENA_ARRAY(m->memory, count, str);
    if (!x->places || !steps || !x->drawn)
        return false;
    bool ordered = has_order(m, x);
    for (size_t i = 0; i < count; i++) {
        steps[i].name = i;
        if (ordered)
            steps[i].at = col_value(m->r->columns[x->columns[0]].data, x->rows[i]);
    }
    if (ordered && count)
        qsort(steps, count, sizeof *steps, compare_steps);
    for (size_t place = 0; place < count; place++) {
        x->places[steps[place].name] = place;
        x->drawn[place] = x->names.items[steps[place].name];
    }
    return true;
}

/* The columns that `pivot` made: where all are called by times, they are written as times elsewhere are. */
static bool name_values(heat *h)
{
    picture_maker *m = h->m;
    size_t count = m->columns.value_count;
    h->across.drawn = ARENA_ARRAY(m->memory, count, str);
    for (size_t i = 0; h->across.drawn && i < count; i++)
        h->across.drawn[i] = m->columns.of_times ? picture_column_time(m, m->columns.values[i]) : picture_column(m, m->columns.values[i]);
    h->across.names.count = count;
    return h->across.drawn && !m->memory->failed;
}

static bool make_axes(heat *h)
{
    picture_maker *m = h->m;
    bool grid = m->columns.along != NO_COLUMN;
    h->along = (size_t)m->columns.along;
    h->down.columns = m->columns.labels;
    h->down.column_count = m->columns.label_count;
    h->across.columns = &h->along;
    h->across.column_count = grid ? 1 : 0;
    for (size_t row = 0; row < m->r->rows; row++)
        if (!add_name(m, &h->down, row) || (grid && !add_name(m, &h->across, row)))
            return false;
    return sort_axis(m, &h->down) && (grid ? sort_axis(m, &h->across) : name_values(h));
}

/* ---- Cells ---- */

static size_t place_of(picture_maker *m, axis *x, size_t row)
{
    return x->places[picture_name(m, &x->names, picture_label_now(m, x->columns, x->column_count, row))];
}

static status cell_twice(heat *h, size_t row)
{
    picture_maker *m = h->m;
    str label = picture_label(m, m->columns.labels, m->columns.label_count, row), across = STR("");
    if (m->columns.along != NO_COLUMN)
        across = picture_cell(m, (size_t)m->columns.along, row);
    m->why->message = arena_printf(m->memory, "chart heat has one cell for %.*s%s%.*s, and the result several rows", STR_ARG(label),
                                   across.n ? " and " : "", STR_ARG(across));
    m->why->hint = STR("bring them together before, as in `group by project, mode show count to chart heat`");
    return m->memory->failed || m->failed ? ST_NO_MEMORY : ST_ERROR;
}

static void add_cell(heat *h, size_t row, size_t value, size_t down, size_t across)
{
    picture_maker *m = h->m;
    size_t column = m->columns.values[value];
    picture_mark mark = {.lane = down, .series = across, .text = picture_cell(m, column, row)};
    dec number;
    mark.missing = !picture_number(m->r->columns[column].data, row, &number);
    if (!mark.missing) {
        h->lo = number < h->lo ? number : h->lo;
        h->hi = number > h->hi ? number : h->hi;
    }
    mark.from = (int64_t)row;
    mark.to = (int64_t)column;
    picture_add(m, mark);
}

/* The marks have the place of their value for now. */
static status gather(heat *h)
{
    picture_maker *m = h->m;
    for (size_t row = 0; row < m->r->rows; row++)
        for (size_t i = 0; i < m->columns.value_count; i++) {
            size_t down = place_of(m, &h->down, row), across = h->across.column_count ? place_of(m, &h->across, row) : i;
            if (down >= PICTURE_LANES_MAX || across >= PICTURE_ACROSS_MAX) {
                h->left_out++;
                continue;
            }
            size_t *cell = &h->cells[down * PICTURE_ACROSS_MAX + across];
            if (*cell)
                return cell_twice(h, row);
            *cell = row + 1;
            add_cell(h, row, i, down, across);
        }
    return ST_OK;
}

/* Equal parts from the least to the most, which begin at zero unless there is less. */
static int level_of(const heat *h, dec number)
{
    if (h->lo == h->hi || (number == 0 && h->lo == 0))
        return 0;
    int64_t place = picture_place(number, h->lo, h->hi);
    int level = (int)((place * PICTURE_LEVELS + PICTURE_FULL - 1) / PICTURE_FULL);
    return level < 1 ? 1 : level;
}

/* Of whole numbers that are never negative, zero says what a cell that no row fills does: there are none. `pivot` fills in such zeros, and rows do not. */
static bool is_nothing(const heat *h, const picture_mark *mark, dec number)
{
    return h->lo == 0 && number == 0 && h->m->r->columns[mark->to].data->type.kind == TYPE_INT;
}

static void shade(heat *h)
{
    size_t count = 0;
    for (size_t i = 0; i < h->m->out->mark_count; i++) {
        picture_mark mark = h->m->marks[i];
        dec number;
        if (picture_number(h->m->r->columns[mark.to].data, (size_t)mark.from, &number)) {
            if (is_nothing(h, &mark, number))
                continue;
            mark.level = level_of(h, number);
        }
        mark.from = mark.to = 0;
        h->m->marks[count++] = mark;
    }
    h->m->out->mark_count = count;
}

static int compare_cells(const void *left, const void *right)
{
    const picture_mark *a = left, *b = right;
    if (a->lane != b->lane)
        return a->lane < b->lane ? -1 : 1;
    return a->series < b->series ? -1 : a->series > b->series;
}

static size_t at_most(size_t count, size_t most)
{
    return count < most ? count : most;
}

static void name_columns(const heat *h)
{
    picture_maker *m = h->m;
    m->out->lanes = h->down.drawn;
    m->out->lane_count = at_most(h->down.names.count, PICTURE_LANES_MAX);
    m->out->series = h->across.drawn;
    m->out->series_count = at_most(h->across.names.count, PICTURE_ACROSS_MAX);
}

static void say_left_out(heat *h)
{
    if (!h->left_out)
        return;
    str values = picture_figure(h->m, h->left_out), down = picture_figure(h->m, h->down.names.count),
        across = picture_figure(h->m, h->across.names.count);
    picture_note(h->m, "not drawn: %.*s values, of a grid of %.*s rows and %.*s columns; `where`, `top` and `in (…)` choose",
                 STR_ARG(values), STR_ARG(down), STR_ARG(across));
}

status picture_make_heat(picture_maker *m)
{
    heat h = {.m = m, .cells = ARENA_ARRAY(m->memory, (size_t)PICTURE_LANES_MAX * PICTURE_ACROSS_MAX, size_t)};
    if (!h.cells)
        return ST_NO_MEMORY;
    TRY(picture_unit(m, &m->out->along.name));
    if (!make_axes(&h))
        return ST_NO_MEMORY;
    TRY(gather(&h));
    shade(&h);
    if (m->out->mark_count)
        qsort(m->marks, m->out->mark_count, sizeof *m->marks, compare_cells);
    name_columns(&h);
    say_left_out(&h);
    return ST_OK;
}
