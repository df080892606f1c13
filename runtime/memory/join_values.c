/* The values by which the rows of a join are alike: evaluated for either side, and numbered together. */
#include "runtime/memory/join_values.h"

#include <string.h>

#include "runtime/memory/collect.h"
#include "runtime/memory/wordmap.h"

static status values_make(exec_env *env, const plan_expr *e, const relation *half, join_values *out)
{
    expr_node *n = NULL;
    *out = (join_values){0};
    TRY(node_ready(env, e, half->rows, &n));
    TRY(node_eval_all(env, n, half, &out->values));
    if (!e->type.set)
        return ST_OK;
    out->offsets = out->values.as.set.offsets;
    out->values = *out->values.as.set.elements;
    return ST_OK;
}

status join_pair_make(exec_env *env, const join_way *way, const relation halves[2], join_pair *out)
{
    out->by = way->by;
    TRY(values_make(env, way->of[JOIN_LEFT], &halves[JOIN_LEFT], &out->of[JOIN_LEFT]));
    return values_make(env, way->of[JOIN_RIGHT], &halves[JOIN_RIGHT], &out->of[JOIN_RIGHT]);
}

status join_owners(arena *a, const join_values *v, size_t rows, uint32_t **out)
{
    uint32_t *owners = ARENA_ARRAY(a, v->values.count, uint32_t);
    *out = owners;
    if (!owners)
        return ST_NO_MEMORY;
    for (size_t i = 0; i < rows; ++i)
        for (uint32_t k = v->offsets ? v->offsets[i] : (uint32_t)i; k < (v->offsets ? v->offsets[i + 1] : i + 1); ++k)
            owners[k] = (uint32_t)i;
    return ST_OK;
}

/* ---- Words of both sides ---- */

/* Texts as numbers of their folded forms. */
static status fold_words(arena *a, const vec *v, order_column *out)
{
    const dict *d = v->as.text.dict;
    dict_builder *folds = dict_builder_new(a);
    uint32_t *number = ARENA_ARRAY(a, d->count, uint32_t); /* of each entry, plus one */
    *out = (order_column){.words = ARENA_ARRAY(a, v->count, uint64_t)};
    if (!folds || !number || !out->words)
        return ST_NO_MEMORY;
    for (size_t i = 0; i < v->count; ++i) {
        uint32_t code = v->as.text.codes[vec_at(v, i)];
        out->words[i] = ORDER_MISSING;
        if (vec_missing(v, i))
            continue;
        if (!number[code]) {
            TRY(dict_builder_add(folds, d->fold[code], &number[code]));
            ++number[code];
        }
        out->words[i] = number[code] - 1;
    }
    out->bound = dict_builder_count(folds) + 1;
    return ST_OK;
}

/* Left values, then right values. */
static status words_of(exec_env *env, arena *a, const join_pair *p, order_column *out)
{
    vec both;
    const vec *left = &p->of[JOIN_LEFT].values, *right = &p->of[JOIN_RIGHT].values;
    collector *c = collect_new(env, a, left->type, left->count + right->count);
    if (!c)
        return ST_NO_MEMORY;
    TRY(collect_add(c, left));
    TRY(collect_add(c, right));
    TRY(collect_end(c, &both));
    return p->by == ALIKE_FOLDED ? fold_words(a, &both, out) : order_words(env, a, &both, out);
}

/* ---- Numbers ---- */

static void mark_absent(const order_column *c, size_t rows, uint8_t *absent)
{
    for (size_t i = 0; i < rows; ++i)
        absent[i] |= c->words[i] == ORDER_MISSING;
}

static status number_in(exec_env *env, arena *a, arena *local, const join_pair *pairs, size_t count, word_groups *g)
{
    size_t rows = pairs[0].of[JOIN_LEFT].values.count + pairs[0].of[JOIN_RIGHT].values.count;
    order_column *columns = ARENA_ARRAY(local, count, order_column), all;
    uint8_t *absent = ARENA_ARRAY(local, rows, uint8_t);
    if (!columns || !absent)
        return ST_NO_MEMORY;
    if (rows > EXEC_ROWS_MAX)
        return exec_too_many_rows(env, "a join compares", EXEC_ROWS_MAX);
    for (size_t k = 0; k < count; ++k) {
        TRY(words_of(env, local, &pairs[k], &columns[k]));
        mark_absent(&columns[k], rows, absent);
    }
    TRY(order_combine(env, local, columns, count, rows, &all));
    TRY(word_groups_make(env, a, &all, rows, false, g));
    for (size_t i = 0; i < rows; ++i)
        if (absent[i])
            g->of_row[i] = EXEC_NO_ROW;
    return ST_OK;
}

status join_number(exec_env *env, arena *a, const join_pair *pairs, size_t count, join_numbers *out)
{
    word_groups g = {0};
    arena local = exec_arena(env);
    status st = number_in(env, a, &local, pairs, count, &g);
    arena_free(&local);
    *out = (join_numbers){.of = {g.of_row, st == ST_OK ? g.of_row + pairs[0].of[JOIN_LEFT].values.count : NULL}, .count = g.count};
    return st;
}
