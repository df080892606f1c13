/* Asking further about a query that was checked: small plans over its rows, run where the query itself is. */
#ifndef CYQ_ENGINE_ASKING_H
#define CYQ_ENGINE_ASKING_H

#include "engine/engine.h"
#include "runtime/query/probe.h"

typedef struct asking {
    probe probe;
    prepared *p;
    const data_source *source;
    exec_control control; /* the query's, but for the number of rows */
    uint64_t most_rows;   /* that the answer may have; 0: any */
    arena memory;         /* of plans and answers */
} asking;

/* About p->plan. To be ended in any case. */
void ask_begin(asking *a, const data_source *source, check_env *env, prepared *p, const exec_control *control);
void ask_end(asking *a);

/* Runs a plan that probe made (NULL: memory had failed). What is said of it is dropped unless it fails. The answer lives as long as `a`. */
status ask(asking *a, const plan_query *query, const result **out);
/* To be asked by what goes over the rows of an answer, every ASK_BLOCK of them: ST_CANCELLED where the run is to stop, ST_LIMIT with a diagnostic where `a` and `beside`,
 * bytes that were made elsewhere, are more than it may use. */
status ask_poll(asking *a, size_t beside);
enum { ASK_BLOCK = 1024 };
/* A cell as csv writes it; in `a`. */
str ask_text(asking *a, const result *r, size_t column, size_t row);
/* A whole number, or a bool as one; 0 for what is missing. */
int64_t ask_int(const result *r, size_t column, size_t row);

/* What was written, on one line and not too long. */
str ask_written(asking *a, const source *from, span where);
/* A clause of the query. */
str ask_clause(asking *a, const plan *op);
/* The conditions of a filter: those that are joined by `and` or, where there are more than `most` or nobody told them apart, all as one. NULL without memory. */
const plan_conjunct *ask_conjuncts(asking *a, const plan *filter, size_t most, size_t *count);
/* A condition of a filter. */
str ask_conjunct(asking *a, const plan *filter, const plan_conjunct *c);
/* Both in one, with `between` if neither is empty. */
str ask_join(asking *a, str left, const char *between, str right);

/* ---- What a condition looks at ---- */

enum { OPERANDS_MAX = 6 };

/* The columns of a question that are a condition's operands. */
typedef struct asked_operands {
    const plan_expr *items[OPERANDS_MAX];
    str names[OPERANDS_MAX]; /* as they are printed, once that was asked for */
    size_t count;
    size_t first;     /* the column of the first */
    const plan *rows; /* what they are expressions over */
} asked_operands;

/* `2025-10-07`, or where there are several, or `condition` does not name the one, `start: 2025-10-07, end: 2025-10-09`; "missing" for what is. */
str ask_values(asking *a, asked_operands *o, str condition, const result *r, size_t row);

/* The first row of an answer with the values that `row` has; itself if it is that. */
status ask_first_like(asking *a, const asked_operands *o, const result *r, size_t row, size_t *out);

/* The operators of a plan from where its rows are read (the first) up to its root, along inputs. */
typedef struct asked_chain {
    const plan **ops;
    size_t count;
} asked_chain;
status ask_chain(asking *a, asked_chain *out);

#endif
