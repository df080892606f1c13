/* The dictionary rule: what depends on one leaf of few possible values is computed once for each of them and then looked up.
 *
 * The values are the entries of a text's dictionary, the rows that a link may point to, the span of small numbers and dates, or the pairs of first day and
 * length that periods have. An expression without leaves is computed once. Tables are made at the first use, for the largest expression that can have one, and
 * only where there are fewer values than rows to be seen. */
#ifndef CYQ_MEMORY_MEMO_H
#define CYQ_MEMORY_MEMO_H

#include "runtime/memory/expr.h"

/* Looks the frame's rows up if the expression has a table; *done says whether. */
status memo_eval(exec_env *env, expr_node *n, frame *f, vec *out, bool *done);

/* The table of a condition over one stored field, for filters that go over the column themselves; NULL if there is none. */
status memo_condition(exec_env *env, expr_node *n, const relation *rel, const memo **out);
/* Its answers for rows of the column, or for rows that follow each other; at most VEC_BLOCK. */
void memo_test(const memo *m, const uint32_t *rows, size_t count, uint8_t *out);
void memo_test_from(const memo *m, size_t begin, size_t count, uint8_t *out);

/* Around computing values that no row may have. What cannot be computed there is nobody's business: it only says that no table can be made. */
typedef struct memo_probe {
    bool failed_before;
} memo_probe;
memo_probe memo_probe_begin(exec_env *env);
bool memo_probe_failed(exec_env *env, memo_probe p);

#endif
