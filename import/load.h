/* A table in a file (CSV, TSV, JSON, JSONL) becomes a collection beside those that are there: the statement `load`.
 *
 *     bytes ─table_csv, table_json→ table of raw cells ─infer→ types ─load_columns, load_links→ columns of a collection */
#ifndef CYQ_IMPORT_LOAD_H
#define CYQ_IMPORT_LOAD_H

#include "runtime/memory/exec.h"

/* The largest file that is read, in bytes; the most columns that one may have. */
enum { LOAD_FILE_MAX = 2000000000, LOAD_COLUMNS_MAX = 900 };

typedef enum load_setting_kind {
    LOAD_TYPE,   /* a column is of a type: .type (of kind TYPE_NONE, for `set`: of elements whose type is inferred) */
    LOAD_LINKS,  /* a column's texts name rows of the collection .target */
    LOAD_PERIOD, /* a new field .name from the first day of .first to the last day of .last, which are columns and may be the same */
    LOAD_KEY     /* the column .first names the rows, each by a value of its own */
} load_setting_kind;

/* What is said of the file in the statement. Names are columns of the file, ASCII case ignored. */
typedef struct load_setting {
    load_setting_kind kind;
    span where; /* in load_request.from, and so for the rest */
    str name, first, last, target;
    span name_where, first_where, last_where, target_where;
    type type;
} load_setting;

typedef struct load_request {
    str path; /* relative to the current folder */
    str name; /* of the collection */
    const load_setting *settings;
    size_t setting_count;
    const dataset *data; /* where links lead to */
    size_t at;           /* its index in the new dataset: data->count, or that of the collection whose place it takes */
    const source *from;  /* the statement, for diagnostics */
    span where;          /* the file's name in it */
    const exec_control *control;
    bool forbidden; /* no file may be read: of the statement everything else is told before */
} load_request;

/* Reads the file and gives the collection, with all its columns, in `a`; nothing is given on failure. What has to be said goes to `bag`.
 * ST_IO when the file cannot be read, ST_ERROR when it may not be, is no such table or does not fit the settings, ST_LIMIT, ST_CANCELLED, ST_NO_MEMORY. The
 * collection shares nothing with `scratch`. Pure but for reading the file; any number of threads. */
status load_file(arena *a, arena *scratch, const load_request *request, diag_bag *bag, collection *out);

/* The endings of files that load_file reads, as a list for messages: "csv, tsv, json, jsonl". */
extern const char load_endings[];

#endif
