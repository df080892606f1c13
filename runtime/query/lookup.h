/* Things by name: a hash index that is asked in constant time, however many definitions a session has.
 *
 * Names ignore the case of ASCII letters, as they do everywhere. The same name may stand in several spaces, which are told apart by a number. */
#ifndef CYQ_QUERY_LOOKUP_H
#define CYQ_QUERY_LOOKUP_H

#include "base/arena.h"
#include "base/status.h"

typedef struct lookup_entry {
    uint64_t hash;
    int32_t space;
    str name;
    const void *thing; /* NULL: the name was known once */
} lookup_entry;

/* Zero-initialised is empty. */
typedef struct lookup {
    lookup_entry *entries; /* open addressing; a slot without a name is free */
    size_t count, capacity;
} lookup;

/* NULL if there is none. */
const void *lookup_find(const lookup *l, int32_t space, str name);
/* From now on the name stands for `thing` (NULL: for nothing). The name is copied, into `memory`, where the index grows.
 * ST_NO_MEMORY: nothing has changed; a name that was there before needs none. */
status lookup_put(lookup *l, arena *memory, int32_t space, str name, const void *thing);

#endif
