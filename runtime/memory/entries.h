/* Which rows belong together by their keys.
 *
 * A row has an *entry* for each combination of the elements of its keys, counted through with the last key fastest; most often that is one. */
#ifndef CYQ_MEMORY_ENTRIES_H
#define CYQ_MEMORY_ENTRIES_H

#include "runtime/memory/operators.h"
#include "runtime/memory/wordmap.h"

/* All entries of a relation. */
typedef struct entries {
    spread *keys;
    size_t key_count;
    size_t count;
    uint32_t *offsets; /* row i has the entries offsets[i] .. offsets[i + 1] - 1; NULL: one each */
    uint32_t **value;  /* for each key which of its values an entry has; NULL: the entry's own number */
} entries;

/* All of these make what they give in env->memory. */

status entries_make(exec_env *env, const plan_key *keys, size_t key_count, const relation *in, entries *out);
/* Numbers for the combinations that entries have of keys [first, first + count): by their first appearance or, `sorted`, in key order, missing last. */
status entries_number(exec_env *env, const entries *e, size_t first, size_t count, bool sorted, word_groups *out);
/* One group of all entries, also if there are none. */
status entries_whole(exec_env *env, const entries *e, word_groups *out);
/* The values of key `k` that the first entries of groups have. */
status entries_key(exec_env *env, const entries *e, size_t k, const word_groups *g, vec *out);
/* Drops the rows that have no entry, which aggregates must not look at: `used` are the others, and the offsets are theirs. */
status entries_drop_unused(exec_env *env, const relation *in, entries *e, relation *used);
/* The row of each entry; NULL where that is its own number. */
status entries_rows(exec_env *env, const relation *in, const entries *e, uint32_t **out);

#endif
