/* What belongs to the language but is not run by this version: the only list of it. */
#ifndef CYQ_QUERY_NOT_EXECUTED_H
#define CYQ_QUERY_NOT_EXECUTED_H

#include "runtime/query/checker.h"

typedef enum not_executed_what { NOT_PIVOT, NOT_EXECUTED_COUNT } not_executed_what;

/* Adds the diagnostic; a way to write it may be added to what is returned (which may be NULL). */
diag *not_executed(checker *k, not_executed_what what, span where);
/* The same, with the ways that an expression in such a place has; gives typed_nothing. */
const plan_expr *not_executed_expr(checker *k, not_executed_what what, const ast_expr *e);

#endif
