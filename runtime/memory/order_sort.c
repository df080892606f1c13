/* Sorting by words: radix sort for all rows, a heap for the first few, and ranks of sequences. */
#include "runtime/memory/order.h"

#include <string.h>

/* ---- All rows: least significant byte first, which keeps equal rows in order ---- */

typedef struct keyed {
    uint64_t word;
    uint32_t row;
} keyed;

/* One pass; false if all rows have the same byte there and nothing had to move. */
static bool sort_by_byte(const keyed *from, keyed *to, size_t rows, unsigned shift)
{
    size_t begin[256] = {0};
    for (size_t i = 0; i < rows; ++i)
        ++begin[(from[i].word >> shift) & 255];
    if (begin[(from[0].word >> shift) & 255] == rows)
        return false;
    size_t sum = 0;
    for (size_t b = 0; b < 256; ++b) {
        size_t n = begin[b];
        begin[b] = sum;
        sum += n;
    }
    for (size_t i = 0; i < rows; ++i)
        to[begin[(from[i].word >> shift) & 255]++] = from[i];
    return true;
}

static status sort_keyed(exec_env *env, keyed *items, keyed *spare, size_t rows, uint64_t greatest, keyed **sorted)
{
    unsigned passes = 1;
    while (passes < 8 && greatest >> 8 * passes)
        passes++;
    for (unsigned shift = 0; shift < 64 && (greatest >> shift); shift += 8) {
        TRY(exec_poll(env, NULL));
        exec_advance(env->control, rows / passes);
        if (sort_by_byte(items, spare, rows, shift)) {
            keyed *swap = items;
            items = spare;
            spare = swap;
        }
    }
    *sorted = items;
    return ST_OK;
}

/* Missing as one more than the largest word, so that few bytes are enough. */
static uint64_t narrow(const order_column *c, size_t i)
{
    return c->words[i] == ORDER_MISSING ? c->bound : c->words[i];
}

status order_sort(exec_env *env, arena *a, const order_column *c, size_t rows, uint32_t **out)
{
    *out = ARENA_ARRAY(a, rows, uint32_t);
    if (!*out)
        return ST_NO_MEMORY;
    if (rows == 0)
        return ST_OK;
    arena local = exec_arena(env);
    keyed *items = ARENA_ARRAY(&local, rows, keyed), *spare = ARENA_ARRAY(&local, rows, keyed), *sorted = NULL;
    status st = items && spare ? ST_OK : ST_NO_MEMORY;
    for (size_t i = 0; st == ST_OK && i < rows; ++i)
        items[i] = (keyed){narrow(c, i), (uint32_t)i};
    if (st == ST_OK)
        st = sort_keyed(env, items, spare, rows, c->bound, &sorted);
    for (size_t i = 0; st == ST_OK && i < rows; ++i)
        (*out)[i] = sorted[i].row;
    arena_free(&local);
    return st;
}

/* ---- The first few: a heap with the last of them on top ---- */

static bool later(keyed a, keyed b)
{
    return a.word != b.word ? a.word > b.word : a.row > b.row;
}

static void sink(keyed *heap, size_t count, size_t at, keyed item)
{
    for (size_t child = 2 * at + 1; child < count; child = 2 * at + 1) {
        if (child + 1 < count && later(heap[child + 1], heap[child]))
            ++child;
        if (!later(heap[child], item))
            break;
        heap[at] = heap[child];
        at = child;
    }
    heap[at] = item;
}

status order_top(exec_env *env, arena *a, const order_column *c, size_t rows, size_t wanted, uint32_t **out)
{
    keyed *heap = ARENA_ARRAY(a, wanted, keyed);
    *out = ARENA_ARRAY(a, wanted, uint32_t);
    if (!heap || !*out)
        return ST_NO_MEMORY;
    for (size_t i = 0; i < wanted; ++i)
        heap[i] = (keyed){narrow(c, i), (uint32_t)i};
    for (size_t i = wanted / 2; i-- > 0;)
        sink(heap, wanted, i, heap[i]);
    for (size_t i = wanted; wanted && i < rows; ++i) {
        keyed item = {narrow(c, i), (uint32_t)i};
        if (i % VEC_BLOCK == 0) {
            TRY(exec_poll(env, NULL));
            exec_advance(env->control, VEC_BLOCK);
        }
        if (later(heap[0], item))
            sink(heap, wanted, 0, item);
    }
    for (size_t left = wanted; left-- > 0;) {
        (*out)[left] = heap[0].row;
        sink(heap, left, 0, heap[left]);
    }
    return ST_OK;
}

/* ---- Ranks of sequences ---- */

typedef struct sequences {
    const uint64_t *words;
    const uint32_t *offsets;
} sequences;

static int compare_sequences(const sequences *s, uint32_t a, uint32_t b)
{
    uint32_t i = s->offsets[a], k = s->offsets[b];
    for (; i < s->offsets[a + 1] && k < s->offsets[b + 1]; ++i, ++k)
        if (s->words[i] != s->words[k])
            return s->words[i] < s->words[k] ? -1 : 1;
    return (i < s->offsets[a + 1]) - (k < s->offsets[b + 1]);
}

static uint64_t hash_sequence(const sequences *s, uint32_t row)
{
    uint64_t h = UINT64_C(0x9e3779b97f4a7c15);
    for (uint32_t i = s->offsets[row]; i < s->offsets[row + 1]; ++i) {
        h = (h ^ s->words[i]) * UINT64_C(0xff51afd7ed558ccd);
        h ^= h >> 32;
    }
    return h;
}

static void merge_sequences(const sequences *s, uint32_t *rows, uint32_t *spare, size_t count)
{
    if (count < 2)
        return;
    size_t middle = count / 2, i = 0, k = middle;
    merge_sequences(s, rows, spare, middle);
    merge_sequences(s, rows + middle, spare + middle, count - middle);
    for (size_t to = 0; to < count; ++to) {
        bool left = k == count || (i < middle && compare_sequences(s, rows[i], rows[k]) <= 0);
        spare[to] = left ? rows[i++] : rows[k++];
    }
    memcpy(rows, spare, count * sizeof *rows);
}

/* Which rows have the same sequence: number[i] is a number for each distinct one, first[number] a row that has it. */
typedef struct distinct_sequences {
    uint32_t *number, *first;
    size_t count;
} distinct_sequences;

static status number_sequences(exec_env *env, arena *local, const sequences *s, size_t rows, distinct_sequences *out)
{
    size_t slot_count = 64;
    while (slot_count < rows * 2)
        slot_count *= 2;
    uint32_t *slots = ARENA_ARRAY(local, slot_count, uint32_t); /* number + 1 */
    *out = (distinct_sequences){.number = ARENA_ARRAY(local, rows, uint32_t), .first = ARENA_ARRAY(local, rows, uint32_t)};
    if (!slots || !out->number || !out->first)
        return ST_NO_MEMORY;
    for (size_t i = 0; i < rows; ++i) {
        if (i % VEC_BLOCK == 0)
            TRY(exec_poll(env, local));
        size_t at = (size_t)hash_sequence(s, (uint32_t)i) & (slot_count - 1);
        while (slots[at] && compare_sequences(s, out->first[slots[at] - 1], (uint32_t)i) != 0)
            at = (at + 1) & (slot_count - 1);
        if (!slots[at]) {
            out->first[out->count] = (uint32_t)i;
            slots[at] = (uint32_t)++out->count;
        }
        out->number[i] = slots[at] - 1;
    }
    return ST_OK;
}

static status rank_in(exec_env *env, arena *local, const sequences *s, size_t rows, order_column *out)
{
    distinct_sequences d;
    TRY(number_sequences(env, local, s, rows, &d));
    uint32_t *sorted = ARENA_ARRAY(local, d.count, uint32_t), *spare = ARENA_ARRAY(local, d.count, uint32_t);
    uint32_t *rank = ARENA_ARRAY(local, d.count, uint32_t);
    if (!sorted || !spare || !rank)
        return ST_NO_MEMORY;
    memcpy(sorted, d.first, d.count * sizeof *sorted);
    merge_sequences(s, sorted, spare, d.count);
    for (size_t i = 0; i < d.count; ++i)
        rank[d.number[sorted[i]]] = (uint32_t)i;
    for (size_t i = 0; i < rows; ++i)
        out->words[i] = rank[d.number[i]];
    out->bound = d.count;
    return ST_OK;
}

status order_rank(exec_env *env, arena *a, const uint64_t *words, const uint32_t *offsets, size_t rows, order_column *out)
{
    arena local = exec_arena(env);
    sequences s = {words, offsets};
    *out = (order_column){.words = ARENA_ARRAY(a, rows, uint64_t)};
    status st = out->words ? rank_in(env, &local, &s, rows, out) : ST_NO_MEMORY;
    arena_free(&local);
    return st;
}
