/* The names of scopes, found by a hash. */
#include "runtime/query/scope_table.h"

#include <string.h>

enum { WALKED = 16 }; /* so few names are compared one by one */

static uint64_t hash_nocase(str name)
{
    uint64_t h = 14695981039346656037u; /* FNV-1a */
    for (size_t i = 0; i < name.n; i++) {
        unsigned char c = (unsigned char)name.p[i];
        h = (h ^ (c >= 'A' && c <= 'Z' ? c + 32u : c)) * 1099511628211u;
    }
    return h ^ h >> 32;
}

/* Where the name stands in `places`, or the free place where it would. */
static uint32_t *place_of(const scope_table *t, str name)
{
    size_t at = (size_t)hash_nocase(name) & (t->place_count - 1);
    while (t->places[at] && !str_equal_nocase(t->items[t->places[at] - 1].name, name))
        at = (at + 1) & (t->place_count - 1);
    return &t->places[at];
}

static void put_place(scope_table *t, size_t position)
{
    uint32_t *place = place_of(t, t->items[position].name);
    if (!*place)
        *place = (uint32_t)position + 1;
}

/* Twice as many places as there are names, at least. */
static bool grow_places(arena *a, scope_table *t)
{
    t->place_count = t->place_count ? t->place_count * 2 : (size_t)WALKED * 4;
    while (t->place_count < t->count * 2)
        t->place_count *= 2;
    t->places = ARENA_ARRAY(a, t->place_count, uint32_t);
    for (size_t i = 0; t->places && i < t->count; i++)
        put_place(t, i);
    return t->places;
}

static scope_table *copy_first(arena *a, const scope_table *t, size_t count)
{
    scope_table *copy = ARENA_NEW(a, scope_table);
    if (!copy || count == 0)
        return copy;
    copy->capacity = count + count / 2 + 4;
    copy->items = ARENA_ARRAY(a, copy->capacity, visible);
    if (!copy->items)
        return NULL;
    memcpy(copy->items, t->items, count * sizeof *t->items);
    copy->count = count;
    return copy;
}

scope_table *scope_table_add(arena *a, scope_table *t, size_t count, const visible *v)
{
    if (!t || t->sealed || t->count != count)
        t = copy_first(a, t, count);
    visible *room = t ? arena_push(a, (void **)&t->items, &t->count, &t->capacity, sizeof *room) : NULL;
    if (!room)
        return NULL;
    *room = *v;
    if (!t->places && t->count <= WALKED)
        return t;
    if (!t->places || t->count * 2 > t->place_count)
        return grow_places(a, t) ? t : NULL;
    put_place(t, t->count - 1);
    return t;
}

int64_t scope_table_find(const scope_table *t, size_t count, str name)
{
    if (t && t->places)
        return *place_of(t, name) <= count ? (int64_t)*place_of(t, name) - 1 : -1;
    for (size_t i = 0; t && i < count; i++)
        if (str_equal_nocase(t->items[i].name, name))
            return (int64_t)i;
    return -1;
}

void scope_table_clear(scope_table *t)
{
    t->count = 0;
    t->sealed = false;
    if (t->places)
        memset(t->places, 0, t->place_count * sizeof *t->places);
}
