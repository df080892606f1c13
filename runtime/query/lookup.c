/* Things by name: open addressing in an array that doubles. */
#include "runtime/query/lookup.h"

enum { FIRST_CAPACITY = 64 };

static uint64_t hash_of(int32_t space, str name)
{
    return str_hash_nocase(name) + (uint64_t)(uint32_t)space * UINT64_C(0x9e3779b97f4a7c15);
}

/* The slot that has the name, or the free one where it belongs. */
static lookup_entry *slot_of(const lookup *l, uint64_t hash, int32_t space, str name)
{
    for (size_t i = (size_t)hash;; i++) {
        lookup_entry *e = &l->entries[i & (l->capacity - 1)];
        if (!e->name.p || (e->hash == hash && e->space == space && str_equal_nocase(e->name, name)))
            return e;
    }
}

const void *lookup_find(const lookup *l, int32_t space, str name)
{
    return l->capacity ? slot_of(l, hash_of(space, name), space, name)->thing : NULL;
}

static status grow(lookup *l, arena *memory)
{
    lookup larger = {.count = l->count, .capacity = l->capacity ? 2 * l->capacity : FIRST_CAPACITY};
    larger.entries = ARENA_ARRAY(memory, larger.capacity, lookup_entry);
    if (!larger.entries)
        return ST_NO_MEMORY;
    for (size_t i = 0; i < l->capacity; i++)
        if (l->entries[i].name.p)
            *slot_of(&larger, l->entries[i].hash, l->entries[i].space, l->entries[i].name) = l->entries[i];
    *l = larger;
    return ST_OK;
}

status lookup_put(lookup *l, arena *memory, int32_t space, str name, const void *thing)
{
    uint64_t hash = hash_of(space, name);
    lookup_entry *e = l->capacity ? slot_of(l, hash, space, name) : NULL;
    if (!e || !e->name.p) {
        if (2 * l->count >= l->capacity)
            TRY(grow(l, memory));
        e = slot_of(l, hash, space, name);
        name = arena_str(memory, name); /* what is taken back leaves its name here */
        if (!name.p)
            return ST_NO_MEMORY;
        *e = (lookup_entry){.hash = hash, .space = space, .name = name};
        l->count++;
    }
    e->thing = thing;
    return ST_OK;
}
