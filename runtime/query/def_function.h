/* Functions that statements define: `def shared_days($a, $b) = days($a & $b)`.
 *
 * The body is kept as written and typed at each call; it sees its parameters, variables and functions, and no fields. */
#ifndef CYQ_QUERY_DEF_FUNCTION_H
#define CYQ_QUERY_DEF_FUNCTION_H

#include "runtime/query/checker.h"

typedef struct def_function {
    definition as;
    const ast_name *params; /* without $ */
    size_t param_count;
    const ast_expr *body;
} def_function;

/* A call whose body is being read. */
struct def_call {
    const def_function *of;
    const plan_expr *const *args;
};

/* NULL if there is none of that name. */
const def_function *def_function_find(const check_env *env, str name);
/* What a parameter stands for in the call; NULL if there is none of that name. */
const plan_expr *def_call_argument(const def_call *call, str name);
/* A call of it. */
const plan_expr *def_function_call(checker *k, const def_function *f, const ast_expr *e);
/* `shared_days($a, $b)`; in the query's arena. */
str def_function_head(checker *k, const def_function *f);
/* A field in a body, or in the value of a variable: there is no row that has one. */
const plan_expr *def_no_row(checker *k, const ast_expr *name);
/* An aggregate or window function in one of these. */
const plan_expr *def_no_rows(checker *k, const ast_expr *call);

/* The statement. */
status def_function_define(checker *k, const ast_statement *s);

#endif
