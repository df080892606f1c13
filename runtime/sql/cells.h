/* Cells of a database as values. */
#ifndef CYQ_SQL_CELLS_H
#define CYQ_SQL_CELLS_H

#include "runtime/sql/keys.h"

/* Where a value stands, and what a cell there means. */
typedef struct cell_place {
    const sql_cursor *cursor;
    size_t column; /* of the cursor: the first of the field's */
    const sql_field *field;
    bool own;            /* what is no value of the type is damage; else it is missing */
    const key_map *keys; /* links: the rows that they may lead to */
    str table;           /* for messages, and so is the key */
    int64_t key;         /* of the row */
    arena *texts;        /* what texts are made of; may be emptied when the value is used up */
    diag_bag *bag;
} cell_place;

/* The value of a scalar field, or of one element of a set; texts point into the cursor's row, or `texts`. ST_IO, E_DATABASE_DAMAGED. */
status cell_read(const cell_place *p, value *out);
/* What a text in a database that is not ours is as a date, 0 for none: YYYY-MM-DD, and with `stamp` also what goes on with a time. */
day cell_day(str text, bool stamp);
/* What such a database prints of its own numbers: of any length, and rounded once to the places that a number has here, half away from zero. False: none that there is here. */
bool cell_number(str text, dec *out);

#endif
