/* What JOIN is made of: its condition taken apart, and the pairs of rows that its parts name without looking at all of them.
 *
 * Of the parts of a condition joined by `and` some look at one side only: they narrow that side first. Some ask whether values of both sides are equal or share a day: those that leave
 * the fewest pairs find the pairs. What is left of the condition is asked of every pair found. */
#ifndef CYQ_MEMORY_JOIN_H
#define CYQ_MEMORY_JOIN_H

#include "runtime/memory/alike.h"
#include "runtime/memory/operators.h"

enum { JOIN_LEFT = 0, JOIN_RIGHT = 1 };
/* Bits of join_test.sides. */
enum { JOIN_OF_LEFT = 1, JOIN_OF_RIGHT = 2, JOIN_OF_BOTH = 3 };

/* True of a pair of rows if a value of the one expression and one of the other are alike. Either may be a set. */
typedef struct join_way {
    alike by;
    const plan_expr *of[2]; /* of the left row, of the right row */
} join_way;

/* One of the parts joined by `and`. */
typedef struct join_test {
    const plan_expr *expr;
    unsigned sides;       /* which rows it looks at */
    const join_way *ways; /* it is true where one of them is; none if it is of another form */
    size_t way_count;
} join_test;

typedef struct join_tests {
    join_test *items;
    size_t count, capacity;
} join_tests;

/* Takes a condition apart, in order. The left rows have so many slots and temps. */
status join_tests_of(exec_env *env, const plan_expr *condition, size_t slots, size_t temps, join_tests *out);

/* Finds for left rows the right rows that pass some of the tests. Lies in an arena of its own. */
typedef struct join_index join_index;

/* The best index for the tests, in `a`: the tests that it answers are marked in `answered` (one for each test). *out is NULL if there is none. `halves`: the rows of either
 * side (rel_half). */
status join_index_make(exec_env *env, arena *a, const join_tests *tests, const relation halves[2], bool *answered, join_index **out);
/* The right rows for a left row, in order and each once. They stay until the next call. */
status join_index_find(join_index *x, size_t left_row, const uint32_t **rows, size_t *count);
/* How many pairs there are at most. */
uint64_t join_index_pairs(const join_index *x);

#endif
