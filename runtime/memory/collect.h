/* Many vectors, one behind the other, as one that lasts: what expressions give block by block, put together.
 *
 * Texts keep their codes while all blocks have the same lasting dictionary; otherwise they get a sorted one of their own. */
#ifndef CYQ_MEMORY_COLLECT_H
#define CYQ_MEMORY_COLLECT_H

#include "runtime/memory/env.h"

typedef struct collector collector;

/* A collector for vectors of a type, in `memory`; `expected` rows are made room for. NULL without memory. */
collector *collect_new(exec_env *env, arena *memory, type t, size_t expected);
status collect_add(collector *c, const vec *v);
/* All of it. Text gets a dictionary with at least one entry. */
status collect_end(collector *c, vec *out);

#endif
