/* A table in a file (CSV, TSV, JSON, JSONL) becomes a collection beside those that are there: the statement `load`.
 *
 *     bytes ─table_csv, table_json→ table of raw cells ─infer→ types ─load_columns, load_links→ columns of a collection */
#ifndef CYQ_IMPORT_LOAD_H
#define CYQ_IMPORT_LOAD_H

#include "runtime/memory/exec.h"
#include "runtime/model/load_setting.h"

/* The largest file that is read, in bytes; the most columns that one may have. */
enum { LOAD_FILE_MAX = 2000000000, LOAD_COLUMNS_MAX = 900 };

typedef struct load_request {
    str path;                     /* relative to the current folder */
    str name;                     /* of the collection */
    const load_setting *settings; /* places in .from */
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
