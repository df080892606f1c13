/* Aggregates on their way from the expressions where they were read into the operator that computes them. */
#ifndef CYQ_QUERY_GATHER_H
#define CYQ_QUERY_GATHER_H

#include "runtime/query/checker.h"

struct gathered {
    plan_aggregate *items;
    size_t count, capacity;
    size_t first_temp; /* of the first of them; the others follow */
    uint32_t part;     /* of a WINDOW: the rows that the item being read goes over */
};

/* Puts it among those gathered where the checker stands; the value that it will have. */
const plan_expr *gather_add(checker *k, const plan_aggregate *made);

#endif
