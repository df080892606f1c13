/* chart bar: a bar for each row and column of values, from zero to what it says. */
#include "export/picture_make.h"

/* Row numbers stand for labels where the result has none, but not of a single row. */
static str lane_label(picture_maker *m, size_t row)
{
    if (m->columns.label_count)
        return picture_label(m, m->columns.labels, m->columns.label_count, row);
    return m->r->rows == 1 ? STR("") : picture_figure(m, row + 1);
}

/* The lanes and the names of the columns of values, of which one alone is named by the title. */
static void make_lanes(picture_maker *m, size_t rows)
{
    str *lanes = ARENA_ARRAY(m->memory, rows, str), *series = ARENA_ARRAY(m->memory, m->columns.value_count, str);
    for (size_t i = 0; lanes && i < rows; i++)
        lanes[i] = lane_label(m, i);
    for (size_t i = 0; series && i < m->columns.value_count; i++)
        series[i] = picture_column(m, m->columns.values[i]);
    m->out->lanes = lanes;
    m->out->lane_count = lanes ? rows : 0;
    m->out->series = series;
    m->out->series_count = series ? m->columns.value_count : 0;
}

static void find_range(const picture_maker *m, size_t rows, dec *lo, dec *hi)
{
    dec number;
    *lo = *hi = 0;
    for (size_t i = 0; i < m->columns.value_count; i++)
        for (size_t row = 0; row < rows; row++)
            if (picture_number(m->r->columns[m->columns.values[i]].data, row, &number)) {
                *lo = number < *lo ? number : *lo;
                *hi = number > *hi ? number : *hi;
            }
}

static void add_bar(picture_maker *m, size_t row, size_t series, dec lo, dec hi)
{
    size_t column = m->columns.values[series];
    picture_mark mark = {.lane = row, .series = series, .text = picture_cell(m, column, row), .from = m->out->zero, .to = m->out->zero};
    dec number;
    mark.missing = !picture_number(m->r->columns[column].data, row, &number);
    if (!mark.missing && number > 0)
        mark.to = picture_place(number, lo, hi);
    else if (!mark.missing && number < 0)
        mark.from = picture_place(number, lo, hi);
    picture_add(m, mark);
}

status picture_make_bars(picture_maker *m)
{
    size_t rows = m->r->rows < PICTURE_LANES_MAX ? m->r->rows : PICTURE_LANES_MAX;
    dec lo, hi;
    TRY(picture_unit(m, &m->out->along.name));
    find_range(m, rows, &lo, &hi);
    TRY(picture_axis_of_numbers(m->memory, &lo, &hi, picture_whole(m), &m->out->along));
    m->out->zero = picture_place(0, lo, hi);
    make_lanes(m, rows);
    for (size_t row = 0; row < rows && !m->memory->failed; row++)
        for (size_t i = 0; i < m->columns.value_count; i++)
            add_bar(m, row, i, lo, hi);
    picture_note_rows(m, rows);
    return ST_OK;
}
