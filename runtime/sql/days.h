/* What a condition says about the days of a stored period: between which days its first and its last day must lie for the condition to be true. */
#ifndef CYQ_SQL_DAYS_H
#define CYQ_SQL_DAYS_H

#include "runtime/query/plan.h"

typedef struct days_bounds {
    const plan_expr *of;  /* the PLAN_FIELD; NULL: nothing is said */
    period firsts, lasts; /* days from .first to .last, none outside the calendar */
} days_bounds;

/* The condition is true of no row outside the bounds, and of none without the period; within them it may be either. Looks at comparisons with constants, also of its days, months …, and at those in
 * `and` and `or`. Where a condition is about several periods, the first. */
days_bounds days_of_condition(const plan_expr *e);
/* What is true of both. They are of the same period. */
days_bounds days_both(days_bounds a, days_bounds b);

#endif
