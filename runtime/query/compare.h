/* Comparisons, once their sides are typed: lowering to plan expressions.
 *
 * A set on the left is true if some element is; a set among the items counts as its elements; links answer to any of their names. What comes out is
 * made of predicates of single values, ANY, AND, OR and NOT. */
#ifndef CYQ_QUERY_COMPARE_H
#define CYQ_QUERY_COMPARE_H

#include "runtime/query/checker.h"

/* One value right of the operator. */
typedef struct compare_item {
    const plan_expr *value;
    const plan_expr *high; /* of a range of numbers: value is its low end; either may be NULL, not both */
    bool range;
    const ast_expr *written;
    span where;
} compare_item;

typedef struct comparison {
    ast_op op; /* the positive one */
    const plan_expr *left;
    const compare_item *items;
    size_t count;
    bool ignore_case; /* matches */
    span where;
} comparison;

/* The comparison; NULL if the operator does not take these types. */
const plan_expr *compare_lower(checker *k, const comparison *c);
/* Can single values of the two types be compared by the operator at all? */
bool compare_takes(checker *k, ast_op op, type left, type right);

#endif
