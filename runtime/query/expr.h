/* Expressions: from what was written to a typed plan expression.
 *
 * Never NULL: what does not check is `typed_nothing`, and its diagnostic was given. */
#ifndef CYQ_QUERY_EXPR_H
#define CYQ_QUERY_EXPR_H

#include "runtime/query/scope.h"

/* Any expression in operand position. */
const plan_expr *expr_check(checker *k, const ast_expr *e);
/* One that must be a condition. */
const plan_expr *expr_condition(checker *k, const ast_expr *e);
/* The same of one behind `not`, which is not yet in what it gives. */
const plan_expr *expr_denied(checker *k, const ast_expr *e);
/* The condition of a `where`: negative comparisons joined by `and` get notes about rows kept for want of a value. */
const plan_expr *expr_where(checker *k, const ast_expr *e, note_list *notes);

/* The kinds of expression, one function each; expr.c has the table. */
const plan_expr *expr_name(checker *k, const ast_expr *e);
const plan_expr *expr_path(checker *k, const ast_expr *e);
const plan_expr *expr_call(checker *k, const ast_expr *e);
const plan_expr *expr_arithmetic(checker *k, const ast_expr *e);
const plan_expr *expr_negate(checker *k, const ast_expr *e);
const plan_expr *expr_else(checker *k, const ast_expr *e);
const plan_expr *expr_if(checker *k, const ast_expr *e);
const plan_expr *expr_logic(checker *k, const ast_expr *e);
const plan_expr *expr_not(checker *k, const ast_expr *e);
const plan_expr *expr_is(checker *k, const ast_expr *e);
const plan_expr *expr_compare(checker *k, const ast_expr *e);

/* `in V` behind a key: is the element (PLAN_ELEMENT 0, of `element`'s type) among V? `key` is the key as written, for messages. */
const plan_expr *expr_among(checker *k, const ast_expr *key, type element, stored origin, const ast_expr *values);
/* A call of an aggregate or window function. */
const plan_expr *expr_over_rows(checker *k, const ast_expr *e);
/* `where count(project) > 1`: all the rows are counted, where the set of one was meant. Notes it if so. */
void expr_note_counted_set(checker *k, const ast_expr *call);
/* The number of rows, where aggregates may stand. */
const plan_expr *expr_count_rows(checker *k, span where);
/* No row of the function's name takes these arguments: tells what they take. */
const plan_expr *expr_no_such_row(checker *k, const ast_expr *e, unsigned classes, const plan_expr *const *args);
/* Without the brackets around it. */
const ast_expr *expr_bare(const ast_expr *e);

#endif
