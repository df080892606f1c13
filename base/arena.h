/* The memory of one lifetime: many allocations, one release.
 *
 * The library has three lifetimes (session, query, result); what belongs to one lies in its arena.
 * Not safe for use by two threads at once. */
#ifndef CYQ_BASE_ARENA_H
#define CYQ_BASE_ARENA_H

#include "base/str.h"

typedef struct arena_block arena_block;

/* Zero-initialised is empty and ready. */
typedef struct arena {
    arena_block *blocks;
    size_t used;  /* bytes handed out, for limits and statistics */
    size_t limit; /* bytes it may hand out; 0 is no limit */
    bool failed;  /* an allocation failed (no memory, or the limit): sticky until arena_free */
} arena;

/* Back to empty and ready; the limit stays. */
void arena_free(arena *a);

/* An empty one for the while: it may hand out no more than `a` still may. */
arena arena_beside(const arena *a);

/* `size` zeroed bytes aligned to 16, or NULL with `failed` set. Size 0 gives a valid pointer. `used` counts in steps of 16. After a
 * failure a smaller allocation may still succeed. */
void *arena_alloc(arena *a, size_t size);
/* An array of `count` zeroed things; NULL on failure or when the product overflows. */
void *arena_array(arena *a, size_t count, size_t size);
#define ARENA_NEW(a, T) ((T *)arena_alloc((a), sizeof(T)))
#define ARENA_ARRAY(a, count, T) ((T *)arena_array((a), (count), sizeof(T)))

/* Copies; the result of arena_str has a NUL behind its last byte, not counted. On failure an empty str. */
str arena_str(arena *a, str s);
str arena_printf(arena *a, const char *format, ...) __attribute__((format(printf, 2, 3)));
str arena_vprintf(arena *a, const char *format, va_list args) __attribute__((format(printf, 2, 0)));

/* Makes room for one more item in an arena-held array of `*count` items of which `*capacity` fit (it doubles, the old
 * array stays in the arena). Gives the new, zeroed item and counts it, or NULL.
 *     item *it = arena_push(a, (void **)&items, &count, &capacity, sizeof *items); */
void *arena_push(arena *a, void **items, size_t *count, size_t *capacity, size_t size);

#endif
