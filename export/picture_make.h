/* What the makers of pictures share: which columns are what, and the texts of rows. */
#ifndef CYQ_EXPORT_PICTURE_MAKE_H
#define CYQ_EXPORT_PICTURE_MAKE_H

#include "export/picture.h"

enum { NO_COLUMN = -1 };

/* What the columns of a result are in a picture, by their numbers. */
typedef struct picture_columns {
    const size_t *labels; /* in the order of the result */
    size_t label_count;
    const size_t *values; /* what is measured: all numbers, all money or all durations */
    size_t value_count;
    bool of_times; /* of a heat map without `along`: the columns of values are called by times, such as 2025-10 */
    int64_t along; /* of a line: what goes along x; of a heat map: what goes across, NO_COLUMN if the values' columns do */
    int64_t time;  /* of timelines and calendars: a period or a date, or a set of such */
    int64_t until; /* the date of its end, if that is another column; else NO_COLUMN */
} picture_columns;

/* ST_ERROR with *why if a picture needs other columns. `rows`: how many there are, where that is known. */
status picture_choose_columns(arena *a, picture_kind kind, const export_column *columns, size_t count, size_t rows, picture_columns *out,
                              export_misfit *why);

/* A picture in the making. */
typedef struct picture_maker {
    arena *memory;
    const result *r;
    picture_columns columns;
    picture *out;
    export_misfit *why;
    sbuf raw, safe; /* for texts on their way */
    picture_mark *marks;
    size_t mark_capacity;
    str *notes;
    size_t note_capacity;
    bool failed; /* memory */
} picture_maker;

status picture_make_bars(picture_maker *m);
status picture_make_lines(picture_maker *m);
status picture_make_heat(picture_maker *m);
status picture_make_timeline(picture_maker *m);
status picture_make_calendar(picture_maker *m);

void picture_add(picture_maker *m, picture_mark mark);
void picture_note(picture_maker *m, const char *format, ...) __attribute__((format(printf, 2, 3)));
/* Says that only the first rows are drawn, if there are more. */
void picture_note_rows(picture_maker *m, size_t drawn);
/* A text made harmless; a cell as people read it, `–` if it is missing; the label of a row: the cells of `columns` with · between them. What is missing is
 * `–` in charts, whose rows are told apart by it, and left out in pictures of time. All in the maker's memory. */
str picture_safe(picture_maker *m, str text);
str picture_cell(picture_maker *m, size_t column, size_t row);
str picture_label(picture_maker *m, const size_t *columns, size_t count, size_t row);
/* The label of a row, valid until the next text is asked for: where many rows have few labels. */
str picture_label_now(picture_maker *m, const size_t *columns, size_t count, size_t row);
/* The name of a column, made harmless. */
str picture_column(picture_maker *m, size_t column);
/* Of a column that is called by a time, that as people read it: Oct 2025. */
str picture_column_time(picture_maker *m, size_t column);
/* A number with commas between thousands. */
str picture_figure(picture_maker *m, size_t number);

/* What a value measures; false if it is missing. */
bool picture_number(const col *c, size_t row, dec *out);
/* That all values have one unit, and its name: EUR, days. ST_ERROR with the reason if they have not. */
status picture_unit(picture_maker *m, str *name);
/* Are all values whole numbers, or durations? */
bool picture_whole(const picture_maker *m);
/* The days of a row: its period, or the k-th of its set. False if there is none. */
bool picture_time(const picture_maker *m, size_t row, size_t k, period *out);
size_t picture_times(const picture_maker *m, size_t row);
/* The time of a row as people read it; empty if it is missing. */
str picture_when(picture_maker *m, size_t row);

/* The days from the first to the last that the rows' times name, open ends aside; first 0 if they name none. */
period picture_days(const picture_maker *m, size_t rows, bool *opens, bool *goes_on);

/* Numbers of texts by their place of first appearance. */
typedef struct picture_names {
    str *items;
    size_t count, capacity;
    size_t *slots; /* 1 + number; 0 is free */
    size_t slot_count;
} picture_names;
/* The number of a text, which is copied on its first appearance. SIZE_MAX without memory. */
size_t picture_name(picture_maker *m, picture_names *names, str text);

#endif
