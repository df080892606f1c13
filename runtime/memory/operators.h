/* The operators of a plan, one function each: from the rows that come in to those that go out. What they make lies in env->memory. */
#ifndef CYQ_MEMORY_OPERATORS_H
#define CYQ_MEMORY_OPERATORS_H

#include "runtime/memory/expr.h"
#include "runtime/memory/order.h"

/* Counts the rows without the note's operand, and notes them if there are any. */
status note_missing(exec_env *env, diag_code code, const plan_kept_note *note, const relation *rows);

/* Notes that a slice has cut through equal rows. */
status note_ties_cut(exec_env *env, const plan *p);

/* Runs a plan down to its rows. */
status exec_rows(exec_env *env, const plan *p, relation *out);

status op_filter(exec_env *env, const plan *p, const relation *in, relation *out);
status op_expand(exec_env *env, const plan *p, const relation *in, relation *out);
/* Sorted; only the first `wanted` rows are asked for (SIZE_MAX: all). */
status op_sort(exec_env *env, const plan *p, const relation *in, size_t wanted, relation *out);
status op_slice(exec_env *env, const plan *p, const relation *in, relation *out);
status op_distinct(exec_env *env, const plan *p, const relation *in, relation *out);
status op_group(exec_env *env, const plan *p, const relation *in, relation *out);
status op_pivot(exec_env *env, const plan *p, const relation *in, relation *out);
status op_window(exec_env *env, const plan *p, const relation *in, relation *out);
/* These run the plan's other input themselves. */
status op_join(exec_env *env, const plan *p, const relation *in, relation *out);
status op_append(exec_env *env, const plan *p, const relation *in, relation *out);
status op_keep(exec_env *env, const plan *p, const relation *in, relation *out); /* EXCEPT, INTERSECT */

/* The rows that a slice keeps of `rows`. */
void slice_bounds(const plan *p, size_t rows, size_t *begin, size_t *count);
/* Of a slice that stands on its sort, over the rows that are sorted: those it keeps, where .per or .with_ties have a say in that. */
status op_top(exec_env *env, const plan *p, const relation *in, relation *out);

/* The keys of all rows as columns, each turned as the key says. */
status sort_columns(exec_env *env, arena *a, const plan *p, const relation *in, order_column *columns);
/* The same as one column. */
status sort_words(exec_env *env, arena *a, const plan *p, const relation *in, order_column *out);

/* What the aggregates of a group work on: entry e belongs to group group[e]; row i of the relation has the entries offsets[i] .. offsets[i + 1] - 1, or
 * with offsets NULL the entry i. */
typedef struct grouping {
    const relation *rel;
    const uint32_t *offsets;
    size_t entries;
    const uint32_t *group;
    size_t groups;
} grouping;

/* What `call` counted while `a` was computed becomes notes. */
status aggregate_note(exec_env *env, const plan_aggregate *a, const function_call *call);
/* One result for each group, in env->memory. */
status aggregate_run(exec_env *env, const plan_aggregate *a, const grouping *g, vec *out);

/* The values of an expression that is spread: the elements of each row's set, distinct and in order, or its value; kept only where `in` holds. */
typedef struct spread {
    vec values;
    const uint32_t *offsets; /* row i has values offsets[i] .. offsets[i + 1] - 1; NULL: one each */
} spread;

/* A row without elements gets one missing value, or with `in` none. */
status spread_all(exec_env *env, const plan_expr *e, const plan_expr *in, const relation *rel, spread *out);

/* The columns of the result, in `memory`. */
status output_columns(exec_env *env, arena *memory, const plan_query *query, const relation *rel, const result **out);

#endif
