/* Blocks that double up to 1 MiB; what is large gets a block of its own. Blocks come zeroed from calloc, and nothing is handed out
 * twice, so every allocation is zeroed for free. */
#include "base/arena.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { ALIGNMENT = 16, FIRST_BLOCK = 4 * 1024, LARGEST_BLOCK = 1024 * 1024 };

/* The first block of the list is the one being filled. */
struct arena_block {
    arena_block *next;
    size_t used, capacity;
    _Alignas(ALIGNMENT) unsigned char bytes[];
};

void arena_free(arena *a)
{
    for (arena_block *b = a->blocks; b;) {
        arena_block *next = b->next;
        free(b);
        b = next;
    }
    *a = (arena){.limit = a->limit};
}

arena arena_beside(const arena *a)
{
    return (arena){.limit = a->limit == 0 ? 0 : a->used < a->limit ? a->limit - a->used : 1};
}

static arena_block *new_block(size_t capacity)
{
    if (capacity > SIZE_MAX - sizeof(arena_block))
        return NULL;
    arena_block *b = calloc(1, sizeof(arena_block) + capacity);
    if (b)
        b->capacity = capacity;
    return b;
}

/* The capacity that the next ordinary block should have. */
static size_t next_capacity(const arena *a)
{
    size_t doubled = a->blocks ? a->blocks->capacity : FIRST_BLOCK / 2;
    doubled = doubled > LARGEST_BLOCK / 2 ? LARGEST_BLOCK : doubled * 2;
    return doubled < FIRST_BLOCK ? FIRST_BLOCK : doubled;
}

/* A block with room for `size`: the current one, a new one, or one of its own behind the current one, whose rest stays in use. */
static arena_block *block_for(arena *a, size_t size)
{
    arena_block *current = a->blocks;
    if (current && size <= current->capacity - current->used)
        return current;
    size_t capacity = next_capacity(a);
    bool own = size > capacity / 4;
    arena_block *b = new_block(own ? size : capacity);
    if (!b)
        return NULL;
    arena_block **place = own && current ? &current->next : &a->blocks;
    b->next = *place;
    *place = b;
    return b;
}

void *arena_alloc(arena *a, size_t size)
{
    size_t rounded = size ? size : 1;
    bool fits = rounded <= SIZE_MAX - (ALIGNMENT - 1);
    rounded = (rounded + ALIGNMENT - 1) & ~(size_t)(ALIGNMENT - 1);
    fits = fits && rounded <= SIZE_MAX - a->used && (a->limit == 0 || a->used + rounded <= a->limit);
    arena_block *b = fits ? block_for(a, rounded) : NULL;
    if (!b) {
        a->failed = true;
        return NULL;
    }
    void *p = b->bytes + b->used;
    b->used += rounded;
    a->used += rounded;
    return p;
}

void *arena_array(arena *a, size_t count, size_t size)
{
    size_t bytes = 0;
    if (__builtin_mul_overflow(count, size, &bytes)) {
        a->failed = true;
        return NULL;
    }
    return arena_alloc(a, bytes);
}

str arena_str(arena *a, str s)
{
    char *p = s.n < SIZE_MAX ? arena_alloc(a, s.n + 1) : NULL;
    if (!p) {
        a->failed = true;
        return (str){"", 0};
    }
    if (s.n)
        memcpy(p, s.p, s.n);
    return (str){p, s.n};
}

str arena_printf(arena *a, const char *format, ...)
{
    va_list args;
    va_start(args, format);
    str s = arena_vprintf(a, format, args);
    va_end(args);
    return s;
}

str arena_vprintf(arena *a, const char *format, va_list args)
{
    va_list again;
    va_copy(again, args);
    int n = vsnprintf(NULL, 0, format, args);
    char *p = n < 0 ? NULL : arena_alloc(a, (size_t)n + 1);
    if (p)
        vsnprintf(p, (size_t)n + 1, format, again);
    else
        a->failed = true;
    va_end(again);
    return p ? (str){p, (size_t)n} : (str){"", 0};
}

/* The caller's array pointer is of some other type than void *, so it is read and written as bytes. */
static bool grow(arena *a, void **items, size_t count, size_t *capacity, size_t size)
{
    if (*capacity > SIZE_MAX / 2) {
        a->failed = true;
        return false;
    }
    size_t larger = *capacity ? *capacity * 2 : 4;
    void *new_items = arena_array(a, larger, size);
    if (!new_items)
        return false;
    void *old_items = NULL;
    memcpy(&old_items, items, sizeof old_items);
    if (count)
        memcpy(new_items, old_items, count * size);
    memcpy(items, &new_items, sizeof new_items);
    *capacity = larger;
    return true;
}

void *arena_push(arena *a, void **items, size_t *count, size_t *capacity, size_t size)
{
    if (*count >= *capacity && !grow(a, items, *count, capacity, size))
        return NULL;
    unsigned char *base = NULL;
    memcpy(&base, items, sizeof base);
    void *item = base + *count * size;
    memset(item, 0, size); /* the place may have held an item that was taken off again */
    ++*count;
    return item;
}
