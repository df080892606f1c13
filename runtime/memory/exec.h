/* The memory executor: runs a typed plan over columns.
 *
 * Columnar: operators work on blocks of rows, an expression that depends on one dictionary-coded or linked column alone is computed once per distinct
 * entry, and rows stay row numbers until the result is made. */
#ifndef CYQ_MEMORY_EXEC_H
#define CYQ_MEMORY_EXEC_H

#include "runtime/query/plan.h"

/* How far long work is, for a host that asks while it runs: a stage of it, and how much of that is done. */
typedef struct exec_progress {
    const char *what;     /* what it is busy with, for people: "sorting rows". Static. NULL: nothing to tell of */
    uint64_t done, total; /* in what the words count; done grows while a stage lasts. total 0: not known */
} exec_progress;

/* How a host stops, bounds or watches a run. All of it may be zero. */
typedef struct exec_control {
    bool (*stop)(void *data); /* asked at least once a block; true ends the run with ST_CANCELLED. May be called often: must be cheap */
    void *stop_data;
    uint64_t max_rows;   /* of the result; more is ST_LIMIT with a diagnostic. 0: no limit */
    uint64_t timeout_ms; /* for databases that keep a limit of time themselves, such as servers; here `stop` does. 0: no limit */
    size_t max_memory;   /* bytes of scratch and result, counted at least once a block; more is ST_LIMIT with a diagnostic. 0: no limit */
    exec_progress *progress; /* where the run notes how far it is, before it asks `stop`; NULL: nobody wants to know */
} exec_control;

/* A stage begins; `total` 0: not known. Gives what was noted before, for exec_stage_back when the stage lies inside another. `control` may be NULL. */
exec_progress exec_stage(const exec_control *control, const char *what, uint64_t total);
void exec_stage_back(const exec_control *control, exec_progress before);
/* So much more of the stage is done, and never more than all of it. */
void exec_advance(const exec_control *control, uint64_t more);

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
