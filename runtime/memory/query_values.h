/* Queries inside expressions, and looking values up among theirs. */
#ifndef CYQ_MEMORY_QUERY_VALUES_H
#define CYQ_MEMORY_QUERY_VALUES_H

#include "runtime/memory/expr.h"

/* The values of a PLAN_QUERY: one set, each value once, in env->memory. It is computed once a run, wherever it stands. */
status exec_query_values(exec_env *env, const plan_expr *e, vec *out);

#endif
