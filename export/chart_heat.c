/* chart heat: a grid of two columns, each cell its number and a shade. Of one column and those that pivot made, the cells are theirs. */
#include <stdlib.h>

#include "export/picture_make.h"

typedef struct heat {
    picture_maker *m;
    picture_names down, across;
    size_t *cells; /* 1 + the row of the result that fills a cell, PICTURE_ACROSS_MAX to a row of the grid; 0: none */
    size_t left_out;
    dec lo, hi;
} heat;

/* Which cell a value of a row belongs to; SIZE_MAX where there is no memory. */
static bool find_cell(heat *h, size_t row, size_t value, size_t *down, size_t *across)
{
    picture_maker *m = h->m;
    size_t along = (size_t)m->columns.along;
    bool grid = m->columns.along != NO_COLUMN;
    *down = picture_name(m, &h->down, picture_label_now(m, m->columns.labels, m->columns.label_count, row));
    *across = grid ? picture_name(m, &h->across, picture_label_now(m, &along, 1, row)) : value;
    return !m->memory->failed;
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
    size_t down, across;
    for (size_t row = 0; row < m->r->rows; row++)
        for (size_t i = 0; i < m->columns.value_count; i++) {
            if (!find_cell(h, row, i, &down, &across))
                return ST_NO_MEMORY;
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

static void shade(heat *h)
{
    for (size_t i = 0; i < h->m->out->mark_count; i++) {
        picture_mark *mark = &h->m->marks[i];
        dec number;
        if (picture_number(h->m->r->columns[mark->to].data, (size_t)mark->from, &number))
            mark->level = level_of(h, number);
        mark->from = mark->to = 0;
    }
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

static void name_columns(heat *h)
{
    picture_maker *m = h->m;
    if (m->columns.along == NO_COLUMN)
        for (size_t i = 0; i < m->columns.value_count && !m->memory->failed; i++) {
            str *item = arena_push(m->memory, (void **)&h->across.items, &h->across.count, &h->across.capacity, sizeof *item);
            if (item)
                *item = picture_column(m, m->columns.values[i]);
        }
    m->out->lanes = h->down.items;
    m->out->lane_count = at_most(h->down.count, PICTURE_LANES_MAX);
    m->out->series = h->across.items;
    m->out->series_count = at_most(h->across.count, PICTURE_ACROSS_MAX);
}

static void say_left_out(heat *h)
{
    if (!h->left_out)
        return;
    str values = picture_figure(h->m, h->left_out), down = picture_figure(h->m, h->down.count),
        across = picture_figure(h->m, h->across.count);
    picture_note(h->m, "not drawn: %.*s values, of a grid of %.*s rows and %.*s columns; `where`, `top` and `in (…)` choose",
                 STR_ARG(values), STR_ARG(down), STR_ARG(across));
}

status picture_make_heat(picture_maker *m)
{
    heat h = {.m = m, .cells = ARENA_ARRAY(m->memory, (size_t)PICTURE_LANES_MAX * PICTURE_ACROSS_MAX, size_t)};
    if (!h.cells)
        return ST_NO_MEMORY;
    TRY(picture_unit(m, &m->out->along.name));
    TRY(gather(&h));
    shade(&h);
    if (m->out->mark_count)
        qsort(m->marks, m->out->mark_count, sizeof *m->marks, compare_cells);
    name_columns(&h);
    say_left_out(&h);
    return ST_OK;
}
