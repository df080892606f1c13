/* The columns that a PIVOT makes: how many there are and what they are called is known when it has run. */
#ifndef CYQ_MEMORY_PIVOT_H
#define CYQ_MEMORY_PIVOT_H

#include "runtime/memory/operators.h"

/* Nobody reads so many; each costs memory of its own. */
enum { PIVOT_COLUMNS_MAX = 10000 };

typedef struct pivoted {
    const plan *plan;
    const vec *values; /* of its last key, in their order: each has a column for each of the plan's columns */
} pivoted;

size_t pivot_column_count(const pivoted *p);
/* The columns as expressions over the rows of the pivot, or what later operators made of them, value by value. In `a`; NULL without memory. */
const plan_expr *pivot_columns(arena *a, const pivoted *p);
/* Names for them, in `memory`, behind `count` columns that have theirs: the value as csv prints it, behind it the name of the column where the plan has several. No two
 * columns are called the same: a later one gets a number, which is noted. */
status pivot_name_columns(exec_env *env, arena *memory, const plan_query *query, result_column *columns, size_t count);

#endif
