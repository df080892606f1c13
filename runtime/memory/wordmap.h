/* Numbers for words: which rows have the same word (order.h), and which was first. */
#ifndef CYQ_MEMORY_WORDMAP_H
#define CYQ_MEMORY_WORDMAP_H

#include "runtime/memory/order.h"

/* The distinct words of a column, and for each row the number of its word. */
typedef struct word_groups {
    uint32_t *of_row; /* for each row a number below `count` */
    uint32_t *first;  /* for each number the first row that has the word */
    size_t count;
} word_groups;

/* Numbers in order of first appearance, or, `sorted`, in order of the words. The column has no ORDER_MISSING. Arrays in `a`. */
status word_groups_make(exec_env *env, arena *a, const order_column *c, size_t rows, bool sorted, word_groups *out);

#endif
