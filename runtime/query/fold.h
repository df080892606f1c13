/* Constant folding: the value of an expression that depends on no row. */
#ifndef CYQ_QUERY_FOLD_H
#define CYQ_QUERY_FOLD_H

#include "runtime/query/checker.h"

typedef struct folded {
    value value;       /* its texts and sets lie in the query's arena */
    bool uncomputable; /* a division by zero or the like: something in it is missing though its arguments were there */
} folded;

/* False if it depends on rows (a field, a query), or without memory. */
bool fold(checker *k, const plan_expr *e, folded *out);
/* Puts a set's elements in sort order, each once. False without memory. */
bool fold_set(checker *k, value *v);

#endif
