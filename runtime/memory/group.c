/* GROUP: one row for each combination of keys, in key order, with the aggregates of its rows.
 *
 * A row has an *entry* for each combination of the elements of its keys; most often that is one. */
#include "runtime/memory/operators.h"
#include "runtime/memory/wordmap.h"

/* All entries of a relation. */
typedef struct entries {
    spread *keys;
    size_t key_count;
    size_t count;
    uint32_t *offsets; /* of the rows' entries; NULL: one each */
    uint32_t **value;  /* for each key which of its values an entry has; NULL: the entry's own number */
} entries;

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

static status make_entries(exec_env *env, const plan *p, const relation *in, entries *e)
{
    *e = (entries){.key_count = p->key_count};
    e->keys = ARENA_ARRAY(&env->memory, p->key_count, spread);
    e->value = ARENA_ARRAY(&env->memory, p->key_count, uint32_t *);
    if (!e->keys || !e->value)
        return ST_NO_MEMORY;
    for (size_t k = 0; k < p->key_count; ++k)
        TRY(spread_all(env, p->keys[k].expr, p->keys[k].in, in, &e->keys[k]));
    TRY(count_entries(env, in, e));
    for (size_t k = 0; e->offsets && k < p->key_count; ++k)
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

static status number_groups_in(exec_env *env, arena *a, const entries *e, word_groups *g)
{
    order_column *columns = ARENA_ARRAY(a, e->key_count, order_column), c;
    if (!columns)
        return ST_NO_MEMORY;
    for (size_t k = 0; k < e->key_count; ++k)
        TRY(entry_words(env, a, e, k, &columns[k]));
    TRY(order_combine(env, a, columns, e->key_count, e->count, &c));
    return word_groups_make(env, &env->memory, &c, e->count, true, g);
}

static status number_groups(exec_env *env, const entries *e, word_groups *g)
{
    arena words = exec_arena(env);
    status st = number_groups_in(env, &words, e, g);
    arena_free(&words);
    return st;
}

/* The key of each group is that of its first entry. */
static status group_key(exec_env *env, const entries *e, size_t k, const word_groups *g, vec *out)
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

/* Without the rows that `in` left no entry: aggregates must not look at them. */
static status drop_unused(exec_env *env, const relation *in, entries *e, relation *used)
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

static status whole(exec_env *env, const relation *in, word_groups *g)
{
    *g = (word_groups){.of_row = ARENA_ARRAY(&env->memory, in->rows, uint32_t), .count = 1};
    return g->of_row ? ST_OK : ST_NO_MEMORY;
}

status op_group(exec_env *env, const plan *p, const relation *in, relation *out)
{
    entries e;
    word_groups g;
    relation used;
    size_t temp_count = p->key_count + p->aggregate_count;
    vec *temps = ARENA_ARRAY(&env->memory, temp_count, vec);
    if (!temps)
        return ST_NO_MEMORY;
    TRY(make_entries(env, p, in, &e));
    TRY(p->whole ? whole(env, in, &g) : number_groups(env, &e, &g));
    for (size_t k = 0; k < p->key_count; ++k)
        TRY(group_key(env, &e, k, &g, &temps[k]));
    TRY(drop_unused(env, in, &e, &used));
    grouping over = {.rel = &used, .offsets = e.offsets, .entries = e.count, .group = g.of_row, .groups = g.count};
    for (size_t k = 0; k < p->aggregate_count; ++k)
        TRY(aggregate_run(env, &p->aggregates[k], &over, &temps[p->key_count + k]));
    return rel_of_temps(&env->memory, temps, temp_count, g.count, out);
}
