/* Inside fetching: rows (fetch.c) and the sets that go with them (fetch_sets.c). */
#ifndef CYQ_SQL_FETCHING_H
#define CYQ_SQL_FETCHING_H

#include "runtime/sql/ask.h"
#include "runtime/sql/cells.h"
#include "runtime/sql/fetch.h"

/* The key of a row that has sets: a whole number, or a text. */
typedef struct row_key {
    int64_t integer;
    str text;
} row_key;

typedef struct fetching {
    sql_store *store;
    arena *a;      /* of the columns */
    arena scratch; /* of a run */
    arena texts;   /* of rows that are read; emptied now and then */
    diag_bag *bag;
    col_link_order order;
    const sql_made *made;
    key_map *maps; /* of collections; asked for once */
    bool *mapped;
    struct set_keys *sets; /* of the made collection's columns */
} fetching;

/* Which keys lead to which rows of a collection. */
status fetch_keys(fetching *f, uint16_t target, const key_map **out);

/* Before the rows of a made collection. */
status sets_begin(fetching *f);
/* Keeps the key of the row whose set the column is. */
status set_note_row(fetching *f, sql_cursor *s, size_t column);
/* Asks for the sets of all rows, and adds them. */
status set_fill(fetching *f, size_t column, col_builder *to);

#endif
