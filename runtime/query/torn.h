/* `country = Bosnia and Herzegovina`, `country = Ukraine or Moldova`: values that `and` or `or` tears apart. */
#ifndef CYQ_QUERY_TORN_H
#define CYQ_QUERY_TORN_H

#include "runtime/query/scope.h"

/* The comparison at the end of an operand of a chain, if a phrase ends it; NULL. */
const ast_expr *torn_end(const ast_expr *e);
/* Is it a value that stands alone where a condition should? */
bool torn_value(checker *k, const ast_expr *e);
/* `items[at]` is such a value, behind a comparison: tells of it and of those that follow, and gives how many these are; 0 if it is nothing of the
 * kind. */
size_t torn_tell(checker *k, const ast_expr *const *items, size_t at, size_t count, ast_op op);

#endif
