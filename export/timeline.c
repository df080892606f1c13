/* timeline: the periods of rows as bars on an axis of days. */
#include "export/picture_make.h"

/* The days that are named, and some room where a period goes on beyond them. */
static period find_range(const picture_maker *m, size_t rows)
{
    bool opens, goes_on;
    period all = picture_days(m, rows, &opens, &goes_on);
    int64_t room = ((int64_t)all.last - all.first + 1) / 10 + 1;
    if (all.first && opens)
        all.first = all.first > room ? (day)(all.first - room) : CAL_FIRST + 1;
    if (all.first && goes_on)
        all.last = all.last + room < CAL_LAST ? (day)(all.last + room) : CAL_LAST - 1;
    return all;
}

static void add_periods(picture_maker *m, size_t row, period all)
{
    size_t times = picture_times(m, row);
    period p;
    for (size_t k = 0; k < times; k++) {
        picture_mark mark = {.lane = row, .to = PICTURE_FULL};
        if (!picture_time(m, row, k, &p))
            continue;
        mark.open_from = p.first == CAL_FIRST;
        mark.open_to = p.last == CAL_LAST;
        if (!mark.open_from)
            mark.from = picture_place_of_day(p.first, all);
        if (!mark.open_to)
            mark.to = picture_place_of_day((int64_t)p.last + 1, all);
        mark.text = times == 1 ? picture_when(m, row) : STR("");
        picture_add(m, mark);
    }
    if (!times)
        picture_add(m, (picture_mark){.lane = row, .missing = true, .text = STR("–")});
}

/* What a row is called; where it has several periods, they stand behind. */
static str lane_label(picture_maker *m, size_t row)
{
    str label = picture_label(m, m->columns.labels, m->columns.label_count, row);
    if (picture_times(m, row) < 2)
        return label;
    str when = picture_when(m, row);
    return arena_printf(m->memory, "%.*s%s%.*s", STR_ARG(label), label.n ? " · " : "", STR_ARG(when));
}

status picture_make_timeline(picture_maker *m)
{
    size_t rows = m->r->rows < PICTURE_LANES_MAX ? m->r->rows : PICTURE_LANES_MAX;
    period all = find_range(m, rows);
    str *lanes = ARENA_ARRAY(m->memory, rows, str);
    if (!lanes)
        return ST_NO_MEMORY;
    if (all.first)
        TRY(picture_axis_of_days(m->memory, all, &m->out->along));
    for (size_t row = 0; row < rows && !m->memory->failed; row++) {
        lanes[row] = lane_label(m, row);
        add_periods(m, row, all);
    }
    m->out->lanes = lanes;
    m->out->lane_count = rows;
    picture_note_rows(m, rows);
    return ST_OK;
}
