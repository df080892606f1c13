/* The values by which the rows of a join are alike, numbered: equal values of both sides have one number. */
#ifndef CYQ_MEMORY_JOIN_VALUES_H
#define CYQ_MEMORY_JOIN_VALUES_H

#include "runtime/memory/join.h"

/* The values of the rows of one side: row i has values offsets[i] .. offsets[i + 1] - 1, or with offsets NULL value i, which may be missing. */
typedef struct join_values {
    vec values;
    const uint32_t *offsets;
} join_values;

/* The values of both sides for one way of being alike, in env->memory. */
typedef struct join_pair {
    alike by;
    join_values of[2];
} join_pair;

status join_pair_make(exec_env *env, const join_way *way, const relation halves[2], join_pair *out);
/* For each value of a side the row that has it, in `a`. */
status join_owners(arena *a, const join_values *v, size_t rows, uint32_t **out);

/* Numbers of values, below `count`; EXEC_NO_ROW for what is missing. */
typedef struct join_numbers {
    const uint32_t *of[2];
    size_t count;
} join_numbers;

/* Several pairs as one: numbers are equal where all values are, and missing where one is. Of more than one pair all are without offsets. None is by days. In `a`. */
status join_number(exec_env *env, arena *a, const join_pair *pairs, size_t count, join_numbers *out);

#endif
