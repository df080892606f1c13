/* Numbers words: directly by their value where they are small, else through a hash table. */
#include "runtime/memory/wordmap.h"

#include <string.h>

/* Some more slots than rows are fine for direct addressing: they are cheaper than hashing. */
static bool worth_direct(uint64_t bound, size_t rows)
{
    return bound <= 1024 || bound <= (uint64_t)rows * 4;
}

/* slot[word] is number + 1. */
static status number_directly(exec_env *env, arena *local, const order_column *c, size_t rows, word_groups *out)
{
    uint32_t *slot = ARENA_ARRAY(local, (size_t)c->bound, uint32_t);
    if (!slot)
        return ST_NO_MEMORY;
    for (size_t i = 0; i < rows; ++i) {
        if (i % VEC_BLOCK == 0)
            TRY(exec_poll(env, local));
        uint32_t *s = &slot[c->words[i]];
        if (!*s) {
            out->first[out->count] = (uint32_t)i;
            *s = (uint32_t)++out->count;
        }
        out->of_row[i] = *s - 1;
    }
    return ST_OK;
}

typedef struct word_slots {
    uint32_t *number; /* + 1 */
    size_t count;     /* a power of two */
} word_slots;

static uint32_t *find(const word_slots *s, const order_column *c, const uint32_t *first, uint64_t word)
{
    uint64_t h = word * UINT64_C(0x9e3779b97f4a7c15);
    size_t at = (size_t)(h ^ (h >> 32)) & (s->count - 1);
    while (s->number[at] && c->words[first[s->number[at] - 1]] != word)
        at = (at + 1) & (s->count - 1);
    return &s->number[at];
}

/* Twice the slots; the numbers stay. */
static status widen(arena *local, const order_column *c, const word_groups *g, word_slots *s)
{
    s->count = s->count ? s->count * 2 : 1024;
    s->number = ARENA_ARRAY(local, s->count, uint32_t);
    if (!s->number)
        return ST_NO_MEMORY;
    for (size_t k = 0; k < g->count; ++k)
        *find(s, c, g->first, c->words[g->first[k]]) = (uint32_t)k + 1;
    return ST_OK;
}

static status number_by_hash(exec_env *env, arena *local, const order_column *c, size_t rows, word_groups *out)
{
    word_slots s = {0};
    for (size_t i = 0; i < rows; ++i) {
        if (i % VEC_BLOCK == 0)
            TRY(exec_poll(env, local));
        if (out->count * 2 >= s.count)
            TRY(widen(local, c, out, &s));
        uint32_t *slot = find(&s, c, out->first, c->words[i]);
        if (!*slot) {
            out->first[out->count] = (uint32_t)i;
            *slot = (uint32_t)++out->count;
        }
        out->of_row[i] = *slot - 1;
    }
    return ST_OK;
}

/* From numbers by appearance to numbers by word. */
static status sort_numbers(exec_env *env, arena *local, const order_column *c, size_t rows, word_groups *g)
{
    order_column words = {.words = ARENA_ARRAY(local, g->count, uint64_t), .bound = c->bound};
    uint32_t *sorted = NULL, *number = ARENA_ARRAY(local, g->count, uint32_t), *first = ARENA_ARRAY(local, g->count, uint32_t);
    if (!words.words || !number || !first)
        return ST_NO_MEMORY;
    for (size_t k = 0; k < g->count; ++k)
        words.words[k] = c->words[g->first[k]];
    TRY(order_sort(env, local, &words, g->count, &sorted));
    for (size_t k = 0; k < g->count; ++k) {
        number[sorted[k]] = (uint32_t)k;
        first[k] = g->first[sorted[k]];
    }
    memcpy(g->first, first, g->count * sizeof *first);
    for (size_t i = 0; i < rows; ++i)
        g->of_row[i] = number[g->of_row[i]];
    return ST_OK;
}

status word_groups_make(exec_env *env, arena *a, const order_column *c, size_t rows, bool sorted, word_groups *out)
{
    *out = (word_groups){.of_row = ARENA_ARRAY(a, rows, uint32_t), .first = ARENA_ARRAY(a, rows, uint32_t)};
    if (!out->of_row || !out->first)
        return ST_NO_MEMORY;
    arena local = exec_arena(env);
    bool direct = worth_direct(c->bound, rows);
    status st = direct ? number_directly(env, &local, c, rows, out) : number_by_hash(env, &local, c, rows, out);
    if (st == ST_OK && sorted)
        st = sort_numbers(env, &local, c, rows, out);
    arena_free(&local);
    return st;
}
