/* How collections lie in SQLite: the names of tables and columns, the same for writing and reading. */
#ifndef CYQ_IMPORT_SQLITE_LAYOUT_H
#define CYQ_IMPORT_SQLITE_LAYOUT_H

#include "runtime/model/dataset.h"

enum {
    SQL_APPLICATION = 0x63797131, /* "cyq1" */
    SQL_VERSION = 2,              /* 2: collections say their key */
    SQL_OLDEST_VERSION = 1
};

typedef struct sql_field {
    type type;
    str table;      /* a set's own table; else empty */
    str owner;      /* in it, the column with the key of the row that has the set */
    str columns[2]; /* a period: first and last day; money: amount and currency; else one */
    size_t column_count;
} sql_field;

typedef struct sql_table {
    str name;
    str key; /* the integer key, 1 for the first row */
    sql_field *fields;
    size_t field_count;
} sql_table;

typedef struct sql_layout {
    sql_table *tables; /* as the specs */
    size_t count;
} sql_layout;

/* Names are those of the collections and fields, with `_` behind them where two would meet. In `a`. ST_ERROR if a type is none. */
status sql_layout_make(arena *a, const collection_spec *specs, size_t count, sql_layout *out);
/* The specs of a dataset, in `a`. */
status sql_specs_of(arena *a, const dataset *d, const collection_spec **out);
/* Appends a name in double quotes. */
void sql_name(sbuf *out, str name);

#endif
