/* Sorts texts eight bytes at a time: what many of them begin with is looked at once and not at each comparison. */
#ifndef _GNU_SOURCE
#define _GNU_SOURCE /* qsort_r */
#endif
#include "runtime/model/dict_sort.h"

#include <stdlib.h>

#include "runtime/model/dict.h"

/* The eight bytes of a folded text that are being looked at, as a number that is larger where they come later; behind its end there are zeros. */
typedef struct piece {
    uint64_t bytes;
    uint32_t number;
} piece;

/* Texts that are the same up to a depth. */
typedef struct group {
    size_t begin, end, depth;
} group;

typedef struct sorting {
    arena *scratch;
    const str *text, *fold;
    piece *pieces;
    group *groups; /* still to be sorted */
    size_t count, capacity;
} sorting;

enum { PIECE = 8 };

static uint64_t bytes_at(str s, size_t depth)
{
    uint64_t bytes = 0;
    size_t length = depth < s.n ? s.n - depth : 0;
    for (size_t i = 0; i < PIECE; i++)
        bytes = bytes << 8 | (i < length ? (unsigned char)s.p[depth + i] : 0);
    return bytes;
}

static int compare_pieces(const void *a, const void *b)
{
    uint64_t x = ((const piece *)a)->bytes, y = ((const piece *)b)->bytes;
    return (x > y) - (x < y);
}

static int compare_exact(const void *a, const void *b, void *sorting_)
{
    const sorting *s = sorting_;
    return str_compare(s->text[((const piece *)a)->number], s->text[((const piece *)b)->number]);
}

static status push(sorting *s, size_t begin, size_t end, size_t depth)
{
    group *g = end - begin > 1 ? arena_push(s->scratch, (void **)&s->groups, &s->count, &s->capacity, sizeof *g) : NULL;
    if (end - begin <= 1)
        return ST_OK;
    if (!g)
        return ST_NO_MEMORY;
    *g = (group){begin, end, depth};
    return ST_OK;
}

/* Sorts a group by its next bytes; those that have the same ones become groups in turn. */
static status sort_group(sorting *s, group g)
{
    bool same = true;
    for (size_t i = g.begin; i < g.end; i++) {
        s->pieces[i].bytes = bytes_at(s->fold[s->pieces[i].number], g.depth);
        same = same && s->pieces[i].bytes == s->pieces[g.begin].bytes;
    }
    if (!same)
        qsort(s->pieces + g.begin, g.end - g.begin, sizeof *s->pieces, compare_pieces);
    for (size_t begin = g.begin, end; begin < g.end; begin = end) {
        uint64_t bytes = s->pieces[begin].bytes;
        for (end = begin + 1; end < g.end && s->pieces[end].bytes == bytes;)
            end++;
        if ((bytes & 0xFF) == 0) /* they are at their end: folded forms that are the same go by the texts */
            qsort_r(s->pieces + begin, end - begin, sizeof *s->pieces, compare_exact, s);
        else
            TRY(push(s, begin, end, g.depth + PIECE));
    }
    return ST_OK;
}

status dict_sort(arena *scratch, const str *text, const str *fold, size_t count, uint32_t **order)
{
    sorting s = {.scratch = scratch, .text = text, .fold = fold, .pieces = ARENA_ARRAY(scratch, count, piece)};
    *order = ARENA_ARRAY(scratch, count, uint32_t);
    if (!s.pieces || !*order)
        return ST_NO_MEMORY;
    for (size_t i = 0; i < count; i++)
        s.pieces[i].number = (uint32_t)i;
    TRY(push(&s, 0, count, 0));
    while (s.count)
        TRY(sort_group(&s, s.groups[--s.count]));
    for (size_t i = 0; i < count; i++)
        (*order)[i] = s.pieces[i].number;
    return ST_OK;
}
