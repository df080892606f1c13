/* What the two halves of reading a SQLite file share: opening it and believing its schema (sqlite_open.c), and reading its rows (sqlite_read.c). */
#ifndef CYQ_IMPORT_SQLITE_READER_H
#define CYQ_IMPORT_SQLITE_READER_H

#include <sqlite3.h>

#include "base/diag.h"
#include "runtime/sql/layout.h"

typedef struct sql_reader {
    arena *a, *scratch;
    diag_bag *bag;
    str path; /* NUL-terminated */
    sqlite3 *db;
    collection_spec *specs;
    size_t count;
    sql_layout layout;
    int64_t version; /* of the form that the file has */
    int64_t *rows;   /* of each collection */
    dataset_builder *builder;
    arena values; /* of rows that are built already; emptied now and then */
    sbuf text;
} sql_reader;

/* Adds a diagnostic that begins with the path; ST_IO. */
status sql_refuse(sql_reader *r, diag_code code, const char *format, ...) __attribute__((format(printf, 3, 4)));
/* The same for what SQLite complains about. */
status sql_refuse_sqlite(sql_reader *r);
/* Prepares what is in r->text. */
status sql_prepare(sql_reader *r, sqlite3_stmt **out);
/* *row: there is one to look at. */
status sql_step(sql_reader *r, sqlite3_stmt *s, bool *row);

/* The one number that the statement in r->text gives. */
status sql_read_number(sql_reader *r, int64_t *out);

/* Opens the file read-only, sees that it is ours and whole, and reads the specs and the layout from it. */
status sql_open(sql_reader *r);

#endif
