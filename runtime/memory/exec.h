/* The memory executor: runs a typed plan over columns.
 *
 * Columnar: operators work on blocks of rows, an expression that depends on one dictionary-coded or linked column alone is computed once per distinct
 * entry, and rows stay row numbers until the result is made. */
#ifndef CYQ_MEMORY_EXEC_H
#define CYQ_MEMORY_EXEC_H

#include "runtime/query/plan.h"

/* How a host stops or bounds a run. All of it may be zero. */
typedef struct exec_control {
    bool (*stop)(void *data); /* asked at least once a block; true ends the run with ST_CANCELLED. May be called often: must be cheap */
    void *stop_data;
    uint64_t max_rows;   /* of the result; more is ST_LIMIT with a diagnostic. 0: no limit */
    uint64_t timeout_ms; /* for databases that keep a limit of time themselves, such as servers; here `stop` does. 0: no limit */
    size_t max_memory;   /* bytes of scratch and result, counted at least once a block; more is ST_LIMIT with a diagnostic. 0: no limit */
} exec_control;

typedef struct result_column {
    str name;
    const col *data;
} result_column;

/* A finished result. It lies in the arena it was made in, but columns that show a whole stored field, dictionaries and the elements of sets may be the
 * dataset's: it lives as long as both. */
typedef struct result {
    const result_column *columns;
    size_t column_count;
    const result_column *hidden; /* not shown: what the format reads beside the columns (plan_query.hidden) */
    size_t hidden_count;
    size_t rows;
    const dataset *data; /* what links point into */
} result;

/* Runs it. The result lies in `memory`, whose own limit holds too. `control` may be NULL. Notes (rows kept because a value is missing, rows that could not be
 * computed, results that mix currencies, ties cut) go to `bag` when the run succeeds. ST_NO_MEMORY, ST_LIMIT (with a diagnostic), ST_CANCELLED; *out is then
 * NULL. Any number of threads may run plans over one dataset. */
status exec_run(arena *memory, const plan_query *query, const dataset *data, const exec_control *control, diag_bag *bag,
                const result **out);

#endif
