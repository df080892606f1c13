/* SORT and SLICE as one: the first rows of each group, and those that are the same as the last of them.
 *
 * Only what is kept becomes rows; where there are no groups, no more is sorted than is kept. */
#include "runtime/memory/operators.h"

#include <string.h>

/* The words of the rows. */
typedef struct ranking {
    uint64_t *part;   /* equal for rows of a group; NULL: all are one */
    order_column all; /* group, then rank */
} ranking;

static status rank(exec_env *env, arena *a, const plan *p, const relation *in, ranking *out)
{
    order_column *columns = ARENA_ARRAY(a, p->key_count + 1, order_column), part;
    if (!columns)
        return ST_NO_MEMORY;
    TRY(sort_columns(env, a, p, in, columns));
    *out = (ranking){0};
    if (p->per_count == 0)
        return order_combine(env, a, columns, p->key_count, in->rows, &out->all);
    TRY(order_combine(env, a, columns, p->per_count, in->rows, &part));
    out->part = ARENA_ARRAY(a, in->rows, uint64_t);
    if (!out->part)
        return ST_NO_MEMORY;
    memcpy(out->part, part.words, in->rows * sizeof *out->part);
    columns[p->per_count - 1] = part;
    return order_combine(env, a, columns + p->per_count - 1, p->key_count - p->per_count + 1, in->rows, &out->all);
}

/* ---- Groups: all rows are sorted, and each run is cut ---- */

/* The run at hand, while the sorted rows pass by. */
typedef struct run {
    uint64_t seen;     /* rows of it */
    uint64_t boundary; /* the word of the last one kept for its place */
    bool cut_ties;
} run;

/* Does the slice keep the next row, whose word this is? */
static bool keeps(run *r, const plan *p, uint64_t word)
{
    uint64_t end = p->skip > UINT64_MAX - p->take ? UINT64_MAX : p->skip + p->take, at = r->seen++;
    if (at < p->skip || p->take == 0)
        return false;
    if (at < end) {
        r->boundary = word;
        return true;
    }
    bool tie = word == r->boundary;
    r->cut_ties |= tie && !p->with_ties;
    return tie && p->with_ties;
}

static status cut_runs(exec_env *env, const plan *p, const ranking *k, const uint32_t *sorted, size_t rows, rel_rows *kept)
{
    run r = {0};
    for (size_t i = 0; i < rows; ++i) {
        if (i % VEC_BLOCK == 0) {
            TRY(exec_poll(env, NULL));
            TRY(rel_rows_reserve(kept, VEC_BLOCK));
        }
        if (i > 0 && k->part && k->part[sorted[i]] != k->part[sorted[i - 1]])
            r.seen = 0;
        if (keeps(&r, p, k->all.words[sorted[i]]))
            kept->rows[kept->count++] = sorted[i];
    }
    return r.cut_ties && p->note_ties ? note_ties_cut(env, p) : ST_OK;
}

/* ---- No groups: the first few, then those that are the same as the last of them, in their order ---- */

static status add_ties(exec_env *env, const ranking *k, size_t rows, rel_rows *kept)
{
    uint32_t last = kept->rows[kept->count - 1];
    for (size_t i = (size_t)last + 1; i < rows; ++i) {
        if (i % VEC_BLOCK == 0)
            TRY(exec_poll(env, NULL));
        if (k->all.words[i] != k->all.words[last])
            continue;
        TRY(rel_rows_reserve(kept, 1));
        kept->rows[kept->count++] = (uint32_t)i;
    }
    return ST_OK;
}

/* A heap pays where far fewer rows are wanted than there are. */
static bool worth_heap(const plan *p, size_t rows)
{
    return p->per_count == 0 && p->skip == 0 && p->take > 0 && p->take < rows / 16;
}

static status keep(exec_env *env, arena *a, const plan *p, const relation *in, rel_rows *kept)
{
    ranking k;
    uint32_t *sorted = NULL;
    TRY(rank(env, a, p, in, &k));
    if (!worth_heap(p, in->rows)) {
        TRY(order_sort(env, a, &k.all, in->rows, &sorted));
        return cut_runs(env, p, &k, sorted, in->rows, kept);
    }
    kept->capacity = kept->count = (size_t)p->take;
    TRY(order_top(env, kept->memory, &k.all, in->rows, kept->count, &kept->rows));
    return add_ties(env, &k, in->rows, kept);
}

status op_top(exec_env *env, const plan *p, const relation *in, relation *out)
{
    arena words = exec_arena(env);
    rel_rows kept = {.memory = &env->memory};
    status st = keep(env, &words, p, in, &kept);
    arena_free(&words);
    TRY(st);
    TRY(rel_pick(&env->memory, in, kept.rows, kept.count, out));
    for (size_t i = 0; i < p->note_count; ++i)
        TRY(note_missing(env, N_MISSING_RANKED, &p->notes[i], out));
    return ST_OK;
}
