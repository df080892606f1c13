/* APPEND, EXCEPT, INTERSECT: rows of two inputs, column by column. */
#include "runtime/memory/collect.h"
#include "runtime/memory/operators.h"
#include "runtime/memory/wordmap.h"

/* Column k of both inputs, the rows of the other behind those of the first. */
static status both_values(exec_env *env, const plan *p, size_t k, const relation *in, const relation *other, vec *out)
{
    const plan_expr *const of[] = {p->columns[k], p->other_columns[k]};
    const relation *const rows[] = {in, other};
    collector *c = collect_new(env, &env->memory, of[0]->type, in->rows + other->rows);
    if (!c)
        return ST_NO_MEMORY;
    for (int side = 0; side < 2; ++side) {
        expr_node *n = NULL;
        vec v;
        TRY(node_ready(env, of[side], rows[side]->rows, &n));
        TRY(node_eval_all(env, n, rows[side], &v));
        TRY(collect_add(c, &v));
    }
    return collect_end(c, out);
}

static status count_rows(exec_env *env, const relation *in, const relation *other)
{
    bool few = in->rows <= EXEC_ROWS_MAX - other->rows;
    return few ? ST_OK : exec_too_many_rows(env, "the query makes", EXEC_ROWS_MAX);
}

status op_append(exec_env *env, const plan *p, const relation *in, relation *out)
{
    relation other;
    TRY(exec_rows(env, p->other, &other));
    TRY(count_rows(env, in, &other));
    if (p->column_count == 0)
        return rel_append(&env->memory, in, &other, out);
    vec *temps = ARENA_ARRAY(&env->memory, p->column_count, vec);
    if (!temps)
        return ST_NO_MEMORY;
    for (size_t k = 0; k < p->column_count; ++k)
        TRY(both_values(env, p, k, in, &other, &temps[k]));
    return rel_of_temps(&env->memory, temps, p->column_count, in->rows + other.rows, out);
}

/* Rows of both inputs that are the same in all columns get one number. */
static status number_rows(exec_env *env, arena *words, const plan *p, const relation *in, const relation *other, word_groups *g)
{
    size_t rows = in->rows + other->rows;
    order_column *columns = ARENA_ARRAY(words, p->column_count, order_column), all;
    if (!columns)
        return ST_NO_MEMORY;
    for (size_t k = 0; k < p->column_count; ++k) {
        vec values;
        TRY(both_values(env, p, k, in, other, &values));
        TRY(order_words(env, words, &values, &columns[k]));
    }
    TRY(order_combine(env, words, columns, p->column_count, rows, &all));
    return word_groups_make(env, words, &all, rows, false, g);
}

static status keep_rows(exec_env *env, arena *words, const plan *p, const relation *in, const relation *other, rel_rows *kept)
{
    word_groups g;
    TRY(number_rows(env, words, p, in, other, &g));
    uint8_t *there = ARENA_ARRAY(words, g.count, uint8_t);
    if (!there)
        return ST_NO_MEMORY;
    for (size_t i = 0; i < other->rows; ++i)
        there[g.of_row[in->rows + i]] = 1;
    TRY(rel_rows_reserve(kept, in->rows));
    for (size_t i = 0; i < in->rows; ++i) {
        kept->rows[kept->count] = (uint32_t)i;
        kept->count += there[g.of_row[i]] == (p->kind == PLAN_INTERSECT);
    }
    return ST_OK;
}

status op_keep(exec_env *env, const plan *p, const relation *in, relation *out)
{
    relation other;
    rel_rows kept = {.memory = &env->memory};
    TRY(exec_rows(env, p->other, &other));
    TRY(count_rows(env, in, &other));
    arena words = exec_arena(env);
    status st = keep_rows(env, &words, p, in, &other, &kept);
    arena_free(&words);
    TRY(st);
    return rel_pick(&env->memory, in, kept.rows, kept.count, out);
}
