/* SLICE: some rows from the beginning, the middle or the end; says so when the cut goes through equal rows. */
#include "runtime/memory/operators.h"

void slice_bounds(const plan *p, size_t rows, size_t *begin, size_t *count)
{
    uint64_t skip = p->skip < rows ? p->skip : rows, left = rows - skip;
    uint64_t take = p->take < left ? p->take : left;
    if (p->from_end) {
        take = p->take < rows ? p->take : rows;
        skip = rows - take;
    }
    *begin = (size_t)skip;
    *count = (size_t)take;
}

/* Whether the rows on both sides of a cut before row `at` are equal in all keys. */
static status equal_at(exec_env *env, const plan *p, const relation *in, size_t at, bool *equal)
{
    relation pair;
    order_column c;
    *equal = false;
    if (at == 0 || at >= in->rows)
        return ST_OK;
    TRY(rel_cut(&env->memory, in, at - 1, 2, &pair));
    TRY(sort_words(env, &env->memory, p, &pair, &c));
    *equal = c.words[0] == c.words[1];
    return ST_OK;
}

static status note_ties(exec_env *env, const plan *p, const relation *in, size_t begin, size_t count)
{
    bool before = false, after = false;
    if (count == 0)
        return ST_OK;
    TRY(equal_at(env, p, in, begin, &before));
    TRY(equal_at(env, p, in, begin + count, &after));
    return before || after ? note_ties_cut(env, p) : ST_OK;
}

status note_ties_cut(exec_env *env, const plan *p)
{
    exec_note note = {.owner = p, .code = N_TIES_CUT, .from = p->from, .where = p->where, .count = 1};
    note.name = p->top ? STR("with ties") : (str){0};
    return exec_note_add(env, note);
}

status op_slice(exec_env *env, const plan *p, const relation *in, relation *out)
{
    size_t begin = 0, count = 0;
    slice_bounds(p, in->rows, &begin, &count);
    if (p->note_ties)
        TRY(note_ties(env, p, in, begin, count));
    TRY(rel_cut(&env->memory, in, begin, count, out));
    for (size_t i = 0; i < p->note_count; ++i)
        TRY(note_missing(env, N_MISSING_RANKED, &p->notes[i], out));
    return ST_OK;
}
