/* The data of a session: in memory, or in a database of which columns are loaded when they are needed. */
#ifndef CYQ_ENGINE_DATA_H
#define CYQ_ENGINE_DATA_H

#include "include/cyq.h"
#include "runtime/memory/exec.h"
#include "runtime/query/check.h"
#include "runtime/query/touched.h"

struct sql_store;

/* What was opened. */
typedef struct data_source {
    const dataset *data;       /* columns that are not in memory are the store's */
    struct sql_store *store;   /* NULL: all is in memory */
    const char *name;          /* the file as it was named, or "programme at db.example.org"; NULL: the built-in data */
    const exec_control *looks; /* bounds of what the checker looks for in columns while it reads a statement; NULL: none */
} data_source;

/* What is to be opened: the settings of that name of cyq_config. */
typedef struct data_place {
    const char *backend, *database;
    const cyq_argument *server;
    size_t server_count;
    const char *mapping;
} data_place;

/* Opens a database, or the built-in data where there is none. What is in memory lies in `memory`. ST_ERROR with a diagnostic for a backend that
 * there is not, or not for that database (*misused), or for a mapping that does not fit; ST_IO. `out` is to be closed in any case. */
status data_open(data_source *out, arena *memory, const data_place *place, diag_bag *bag, bool *misused);
void data_close(data_source *d);

/* How the checker looks into columns; valid as long as the source stays where it is. */
check_columns data_columns(const data_source *d);

/* The dataset with the wanted columns, in `a`; `base`, which is what was opened with the collections loaded since, where all is in memory. ST_LIMIT with a diagnostic
 * where they take more than control->max_memory. */
status data_load(const data_source *d, const touched *wanted, const dataset *base, arena *a, const exec_control *control, diag_bag *bag,
                 const dataset **out);
status data_load_all(const data_source *d, const dataset *base, arena *a, const exec_control *control, diag_bag *bag, const dataset **out);

/* Is the database asked to do a part of each query? Without a database, or in one whose texts are not in UTF-8, memory does all of it. */
bool data_is_cut(const data_source *d);
/* Runs a plan, as exec_run does. */
status data_run(const data_source *d, const plan_query *query, const dataset *base, arena *memory, const exec_control *control,
                diag_bag *bag, const result **out);

#endif
