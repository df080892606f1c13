/* An opened database: the collections it has, where they lie in it, and their columns, loaded when they are needed.
 *
 * A store belongs to one session and is used by one thread at a time. Its skeleton is a dataset whose fields have no data (NULL). Everything that reads rows does so
 * between store_begin and store_end, within one view of the data. */
#ifndef CYQ_SQL_STORE_H
#define CYQ_SQL_STORE_H

#include "runtime/query/touched.h"
#include "runtime/sql/connection.h"
#include "runtime/sql/foreign.h"
#include "runtime/sql/layout.h"

typedef struct sql_store {
    arena memory;               /* of all of this */
    sql_connection *connection; /* the store's */
    const dataset *data;        /* the skeleton: collections, fields, types, rows as they were counted last; no columns */
    sql_layout layout;          /* as its collections */
    bool own;                   /* cyq wrote it: what does not fit its schema is damage; in anyone else's database it is missing */
    int64_t version;            /* of anyone else's SQLite file: what it was when its columns were looked at */
    struct store_kept *kept;    /* keep.c: columns and values that were read before */
} sql_store;

/* Opens what a connection leads to, which from here on is the store's, in any case. `whole`: a SQLite file is checked as a whole first, which reads all of it. ST_IO with a diagnostic in
 * `bag` (E_DATABASE_FOREIGN, E_DATABASE_DAMAGED …). *out is NULL then. */
status store_open(sql_connection *c, bool whole, diag_bag *bag, sql_store **out);
/* The same of a database that cyq did not write, of whose tables the mapping, which may be NULL, says more. ST_ERROR with a diagnostic (E_MAPPING) where it does not fit. */
status store_open_mapped(sql_connection *c, bool whole, const foreign_mapping *mapping, diag_bag *bag, sql_store **out);
void store_close(sql_store *s); /* NULL is allowed */

/* One view of the data until store_end. ST_IO, ST_CANCELLED. */
status store_begin(sql_store *s, const sql_bounds *bounds, diag_bag *bag);
void store_end(sql_store *s);
/* Within a view: is what columns hold still known? In a SQLite file that is not ours somebody may have put a text among numbers since it was opened. */
status store_known(sql_store *s, diag_bag *bag, bool *known);

/* The dataset in `a` whose collections are those of `base`, the wanted columns loaded. `base` is the skeleton, or it with collections behind that are in memory; the marks are for
 * it. Columns may be the store's, or of `base`: the result lives as long as `a`, `base` and the store. A cell that is not what its schema says: ST_IO, E_DATABASE_DAMAGED, in a database of cyq's; else
 * it is missing. */
status store_load(sql_store *s, const touched *wanted, const dataset *base, arena *a, diag_bag *bag, const dataset **out);

/* A whole column of the store's, kept. */
status store_column(sql_store *s, uint16_t collection, uint16_t field, diag_bag *bag, const col **out);
/* The values of a field, of a set those of its elements, each once or more, as a column without missing ones; the store's, kept. Money comes in the order in which it stands in
 * memory. *out is NULL where there are more than STORE_TEXTS_MAX different texts, which nobody looks through for a hint. */
enum { STORE_TEXTS_MAX = 200000 };
status store_values(sql_store *s, uint16_t collection, uint16_t field, diag_bag *bag, const col **out);

/* ---- What is quicker than reading a column (probe.c) ---- */

typedef enum store_answer { STORE_NO, STORE_YES, STORE_UNKNOWN } store_answer;
/* Has some row, or set, the value: a text as `=` compares (`exact`: as `==`), the row of a link, a whole number, a period that shares a day? */
status store_occurs(sql_store *s, uint16_t collection, uint16_t field, const value *v, bool exact, diag_bag *bag, store_answer *out);
/* Between which days the first and the last days of some of the rows lie. *found: there are any, and they can be looked at quickly. */
status store_some_extent(sql_store *s, uint16_t collection, uint16_t field, diag_bag *bag, period *firsts, period *lasts, bool *found);

#endif
