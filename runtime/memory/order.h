/* The order and the sameness of values as plain numbers.
 *
 * Any column of values becomes one 64-bit *word* a row: equal words mean the same value (what prints the same), and words compare as the language
 * sorts. Sorting, grouping and making distinct then need to know nothing about types. */
#ifndef CYQ_MEMORY_ORDER_H
#define CYQ_MEMORY_ORDER_H

#include "runtime/memory/env.h"

#define ORDER_MISSING UINT64_MAX

typedef struct order_column {
    uint64_t *words; /* below `bound`, or ORDER_MISSING */
    uint64_t bound;
} order_column;

/* The words of a vector, in `a`. Words of two vectors cannot be compared with each other. */
status order_words(exec_env *env, arena *a, const vec *v, order_column *out);
/* Several columns of `rows` rows as one, the first weighing most; missing comes last in each. The result has no ORDER_MISSING. `columns` is used up. */
status order_combine(exec_env *env, arena *a, order_column *columns, size_t count, size_t rows, order_column *out);
/* Largest first; missing stays last. */
void order_reverse(order_column *c, size_t rows);

/* The row numbers 0 .. rows - 1 sorted by their words, equal ones in their order. A new list in `a`. */
status order_sort(exec_env *env, arena *a, const order_column *c, size_t rows, uint32_t **out);
/* The first `wanted` of these. */
status order_top(exec_env *env, arena *a, const order_column *c, size_t rows, size_t wanted, uint32_t **out);

/* The sets of a vector with each element once, in sort order. */
status order_distinct_sets(exec_env *env, arena *a, vec *sets);

/* Sequences of words, compared word by word, a beginning before what goes on: row i has words[offsets[i]] .. words[offsets[i + 1] - 1]. Gives each
 * row a number so that numbers compare as the sequences do, and one more than the largest. */
status order_rank(exec_env *env, arena *a, const uint64_t *words, const uint32_t *offsets, size_t rows, order_column *out);

#endif
