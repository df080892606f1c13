/* Rows whose columns depend on the data: what may be done with them, and what is said where something may not. */
#ifndef CYQ_QUERY_PIVOT_H
#define CYQ_QUERY_PIVOT_H

#include "runtime/query/scope.h"

/* The columns of a pivot, which become those of its plan. NULL without memory. */
const pivot_columns *pivot_make(checker *k, plan *p, const visible *each, size_t count, const ast_clause *c);
/* May the clause go on from the pivot in k->scope? If not, tells it, and nothing more is said of what comes behind. */
bool pivot_lets_follow(checker *k, const ast_clause *c);
/* Rows of a pivot stand where columns must be known. */
void pivot_tell_rows(checker *k, const pivot_columns *p, span where);
/* Hints at why a column of the pivot, or what it is made of, cannot be named. False if there is no pivot. */
bool pivot_hint_name(checker *k, diag *d);
/* The columns of the pivot, into k->query. */
status pivot_outputs(checker *k, const pivot_columns *p);
/* `one column for each project: count: int`, behind the columns so far. */
void pivot_column_words(checker *k, sbuf *out, const pivot_columns *p);

#endif
