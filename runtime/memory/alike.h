/* Which comparisons ask whether two values are equal, so that equal ones can be looked up instead of compared one by one. */
#ifndef CYQ_MEMORY_ALIKE_H
#define CYQ_MEMORY_ALIKE_H

#include "runtime/query/plan.h"

typedef enum alike {
    ALIKE_SAME,   /* the same value */
    ALIKE_FOLDED, /* texts that fold to the same */
    ALIKE_DAYS    /* periods that share a day */
} alike;

/* Is it such a comparison of two single values, and which? */
bool alike_asked(const plan_expr *e, alike *by);

#endif
