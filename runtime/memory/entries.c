/* Rows under their keys: a row with a set as key stands under each of its elements. */
#include "runtime/memory/entries.h"

static uint32_t size_at(const spread *s, size_t row)
{
    return s->offsets ? s->offsets[row + 1] - s->offsets[row] : 1;
}

/* How many entries each row has: the product of the sizes of its keys. */
static status count_entries(exec_env *env, const relation *in, entries *e)
{
    bool several = false;
    e->count = in->rows;
    for (size_t k = 0; k < e->key_count; ++k)
        several = several || e->keys[k].offsets;
    if (!several)
        return ST_OK;
    e->offsets = ARENA_ARRAY(&env->memory, in->rows + 1, uint32_t);
    if (!e->offsets)
        return ST_NO_MEMORY;
    uint64_t total = 0;
    for (size_t i = 0; i < in->rows; ++i) {
        uint64_t here = 1;
        for (size_t k = 0; k < e->key_count && here <= EXEC_ROWS_MAX; ++k)
            here *= size_at(&e->keys[k], i);
        total += here;
        if (total > EXEC_ROWS_MAX)
            return exec_too_many_rows(env, "the groups would have", EXEC_ROWS_MAX);
        e->offsets[i + 1] = (uint32_t)total;
    }
    e->count = (size_t)total;
    return ST_OK;
}

/* Which value of key `k` each entry has: counting through the combinations, the last key fastest. */
static status number_values(exec_env *env, const relation *in, entries *e, size_t k)
{
    uint32_t *value = ARENA_ARRAY(&env->memory, e->count, uint32_t);
    if (!value)
        return ST_NO_MEMORY;
    for (size_t i = 0; i < in->rows; ++i) {
        uint32_t begin = e->keys[k].offsets ? e->keys[k].offsets[i] : (uint32_t)i, size = size_at(&e->keys[k], i), faster = 1;
        for (size_t later = k + 1; later < e->key_count; ++later)
            faster *= size_at(&e->keys[later], i);
        for (uint32_t at = e->offsets[i]; at < e->offsets[i + 1]; ++at)
            value[at] = begin + (at - e->offsets[i]) / faster % size;
    }
    e->value[k] = value;
    return ST_OK;
}

status entries_make(exec_env *env, const plan_key *keys, size_t key_count, const relation *in, entries *e)
{
    *e = (entries){.key_count = key_count};
    e->keys = ARENA_ARRAY(&env->memory, key_count, spread);
    e->value = ARENA_ARRAY(&env->memory, key_count, uint32_t *);
    if (!e->keys || !e->value)
        return ST_NO_MEMORY;
    for (size_t k = 0; k < key_count; ++k)
        TRY(spread_all(env, keys[k].expr, keys[k].in, in, &e->keys[k]));
    TRY(count_entries(env, in, e));
    for (size_t k = 0; e->offsets && k < key_count; ++k)
        TRY(number_values(env, in, e, k));
    return ST_OK;
}

/* The words of one key, entry by entry. */
static status entry_words(exec_env *env, arena *a, const entries *e, size_t k, order_column *out)
{
    order_column c;
    TRY(order_words(env, a, &e->keys[k].values, &c));
    *out = c;
    if (!e->value[k])
        return ST_OK;
    out->words = ARENA_ARRAY(a, e->count, uint64_t);
    if (!out->words)
        return ST_NO_MEMORY;
    for (size_t i = 0; i < e->count; ++i)
        out->words[i] = c.words[e->value[k][i]];
    return ST_OK;
}

static status number(exec_env *env, arena *a, const entries *e, size_t first, size_t count, bool sorted, word_groups *out)
{
    order_column *columns = ARENA_ARRAY(a, count, order_column), c;
    if (!columns)
        return ST_NO_MEMORY;
    for (size_t k = 0; k < count; ++k)
        TRY(entry_words(env, a, e, first + k, &columns[k]));
    TRY(order_combine(env, a, columns, count, e->count, &c));
    return word_groups_make(env, &env->memory, &c, e->count, sorted, out);
}

status entries_number(exec_env *env, const entries *e, size_t first, size_t count, bool sorted, word_groups *out)
{
    arena words = exec_arena(env);
    status st = number(env, &words, e, first, count, sorted, out);
    arena_free(&words);
    return st;
}

status entries_whole(exec_env *env, const entries *e, word_groups *out)
{
    *out = (word_groups){.of_row = ARENA_ARRAY(&env->memory, e->count, uint32_t), .count = 1};
    return out->of_row ? ST_OK : ST_NO_MEMORY;
}

status entries_key(exec_env *env, const entries *e, size_t k, const word_groups *g, vec *out)
{
    uint32_t *rows = ARENA_ARRAY(&env->memory, g->count, uint32_t);
    if (!rows)
        return ST_NO_MEMORY;
    for (size_t i = 0; i < g->count; ++i)
        rows[i] = e->value[k] ? e->value[k][g->first[i]] : g->first[i];
    TRY(vec_pick(&env->memory, &e->keys[k].values, rows, g->count, out));
    node_mend_text(out);
    return ST_OK;
}

status entries_drop_unused(exec_env *env, const relation *in, entries *e, relation *used)
{
    *used = *in;
    if (!e->offsets)
        return ST_OK;
    uint32_t *rows = ARENA_ARRAY(&env->memory, in->rows, uint32_t);
    if (!rows)
        return ST_NO_MEMORY;
    size_t count = 0;
    for (size_t i = 0; i < in->rows; ++i) {
        if (e->offsets[i] == e->offsets[i + 1])
            continue;
        rows[count] = (uint32_t)i;
        e->offsets[++count] = e->offsets[i + 1];
    }
    return count == in->rows ? ST_OK : rel_pick(&env->memory, in, rows, count, used);
}

status entries_rows(exec_env *env, const relation *in, const entries *e, uint32_t **out)
{
    *out = NULL;
    if (!e->offsets)
        return ST_OK;
    *out = ARENA_ARRAY(&env->memory, e->count, uint32_t);
    if (!*out)
        return ST_NO_MEMORY;
    for (size_t i = 0; i < in->rows; ++i)
        for (uint32_t k = e->offsets[i]; k < e->offsets[i + 1]; ++k)
            (*out)[k] = (uint32_t)i;
    return ST_OK;
}
