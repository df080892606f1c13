/* Picking the row of the function table that a call or operator means, and converting to what it takes.
 *
 * Exact argument types win; then int counts as number, a date as a period, a link as its name, and a year where time is wanted. */
#ifndef CYQ_QUERY_FUNCTIONS_H
#define CYQ_QUERY_FUNCTIONS_H

#include "runtime/query/checker.h"

typedef struct picked {
    const function *function; /* NULL: no row takes these */
    type any;                 /* what PARAM_ANY stands for */
    type result;
} picked;

/* `classes` has one bit (1 << function_class) for each class that may be picked. Arguments may be of sets. */
picked function_pick(checker *k, str name, bool operator_, unsigned classes, size_t count, const plan_expr *const *args);
/* Does the table have the name in one of the classes? */
bool function_exists(const checker *k, str name, unsigned classes);
enum {
    FUNCTIONS_OF_ROWS = 1u << FN_SCALAR | 1u << FN_PREDICATE | 1u << FN_MEASURE,
    FUNCTIONS_AGGREGATE = 1u << FN_AGGREGATE,
    FUNCTIONS_WINDOW = 1u << FN_WINDOW,
    FUNCTIONS_OVER_ROWS = FUNCTIONS_AGGREGATE | FUNCTIONS_WINDOW,
    FUNCTIONS_MODAL = 1u << FN_MODAL,
    FUNCTIONS_ALL = FUNCTIONS_OF_ROWS | FUNCTIONS_OVER_ROWS | FUNCTIONS_MODAL
};

/* The call with its arguments converted; prepared where the function asks for it. */
const plan_expr *function_call_of(checker *k, const picked *p, size_t count, const plan_expr *const *args, bool ignore_case, span where);
/* The type that the picked row takes as its argument i. */
type function_takes(const picked *p, size_t i);
/* `name` between or before its arguments; NULL if the operator does not take them. */
const plan_expr *function_operator(checker *k, const char *name, size_t count, const plan_expr *const *args, span where);

/* The one type that two values can both be given as: int with number, date with period, link with text. False if there is none. */
bool function_unify(type a, type b, type *out);
/* As another type that function_unify or a row asks for; of sets element by element. */
const plan_expr *function_convert(checker *k, const plan_expr *e, type to);
/* The name of the row that a link points to, as text. */
const plan_expr *function_link_name(checker *k, const plan_expr *link, span where);

#endif
