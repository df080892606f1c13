/* FILTER: a block at a time, the conditions joined by `and` one after the other over what is left.
 *
 * Conditions that have a table (memo.h, sets.h) read the column straight; the rest is evaluated over a frame of the rows left. */
#include "runtime/memory/memo.h"
#include "runtime/memory/operators.h"
#include "runtime/memory/sets.h"

/* One of the conditions. */
typedef struct test {
    expr_node *node;
    const memo *memo; /* one of these or none */
    const element_table *table;
    bool negated; /* of the table's answer */
    size_t track;
} test;

typedef struct tests {
    test *items;
    size_t count, capacity;
} tests;

static status make_test(exec_env *env, expr_node *n, const relation *in, test *t)
{
    *t = (test){.node = n};
    TRY(memo_condition(env, n, in, &t->memo));
    if (t->memo) {
        t->track = n->needs.leaf->index;
        return ST_OK;
    }
    expr_node *any = n;
    while (any->expr->kind == PLAN_NOT) {
        any = any->args[0];
        t->negated = !t->negated;
    }
    if (any->expr->kind != PLAN_ANY)
        return ST_OK;
    t->track = any->args[0]->expr->index;
    return sets_table(env, any, &t->table);
}

/* The arguments of nested ANDs, left to right. */
static status flatten(exec_env *env, expr_node *n, const relation *in, tests *all)
{
    if (n->expr->kind == PLAN_AND) {
        for (size_t i = 0; i < n->expr->arg_count; ++i)
            TRY(flatten(env, n->args[i], in, all));
        return ST_OK;
    }
    test *t = arena_push(&env->memory, (void **)&all->items, &all->count, &all->capacity, sizeof *t);
    return t ? make_test(env, n, in, t) : ST_NO_MEMORY;
}

/* The rows of a block that are left. */
typedef struct selection {
    uint32_t *rows; /* of the relation */
    size_t count;
    bool whole; /* still all rows from rows[0] on */
} selection;

static status eval_general(exec_env *env, const test *t, const relation *in, const selection *s, uint8_t *keep)
{
    frame f;
    vec v;
    TRY(s->whole ? frame_block(&env->block, in, s->rows[0], s->count, &f) : frame_rows(&env->block, in, s->rows, s->count, &f));
    TRY(node_eval(env, t->node, &f, &v));
    for (size_t i = 0; i < s->count; ++i)
        keep[i] = !vec_missing(&v, i) && v.as.bools[vec_at(&v, i)];
    return ST_OK;
}

/* Follows the track to the column's rows, and asks the table. */
static void eval_table(const test *t, const relation *in, const selection *s, uint8_t *keep)
{
    uint32_t followed[VEC_BLOCK];
    const uint32_t *track = in->tracks[t->track], *rows = s->rows;
    for (size_t i = 0; track && i < s->count; ++i)
        followed[i] = track[s->rows[i]];
    rows = track ? followed : rows;
    bool straight = s->whole && !track;
    if (t->memo && straight)
        memo_test_from(t->memo, rows[0], s->count, keep);
    else if (t->memo)
        memo_test(t->memo, rows, s->count, keep);
    else if (straight)
        sets_any_from(t->table, rows[0], s->count, keep);
    else
        sets_any(t->table, rows, s->count, keep);
    for (size_t i = 0; t->negated && t->table && i < s->count; ++i)
        keep[i] = !keep[i];
}

static void narrow(selection *s, const uint8_t *keep)
{
    size_t left = 0;
    for (size_t i = 0; i < s->count; ++i) {
        s->rows[left] = s->rows[i];
        left += keep[i];
    }
    s->whole = s->whole && left == s->count;
    s->count = left;
}

static status filter_block(exec_env *env, const tests *all, const relation *in, selection *s)
{
    uint8_t keep[VEC_BLOCK];
    for (size_t k = 0; k < all->count && s->count > 0; ++k) {
        const test *t = &all->items[k];
        if (t->memo || t->table)
            eval_table(t, in, s, keep);
        else
            TRY(eval_general(env, t, in, s, keep));
        narrow(s, keep);
    }
    return ST_OK;
}

static status filter_all(exec_env *env, const tests *all, const relation *in, rel_rows *kept)
{
    exec_stage(env->control, "filtering rows", in->rows);
    for (size_t begin = 0; begin < in->rows; begin += VEC_BLOCK) {
        size_t count = in->rows - begin < VEC_BLOCK ? in->rows - begin : VEC_BLOCK;
        TRY(exec_poll(env, NULL));
        TRY(rel_rows_reserve(kept, count));
        selection s = {.rows = kept->rows + kept->count, .count = count, .whole = true};
        for (size_t i = 0; i < count; ++i)
            s.rows[i] = (uint32_t)(begin + i);
        TRY(filter_block(env, all, in, &s));
        kept->count += s.count;
        exec_advance(env->control, count);
        if (env->block.used)
            arena_free(&env->block);
    }
    return ST_OK;
}

status op_filter(exec_env *env, const plan *p, const relation *in, relation *out)
{
    expr_node *n = NULL;
    tests all = {0};
    rel_rows kept = {.memory = &env->memory};
    TRY(node_ready(env, p->expr, in->rows, &n));
    TRY(flatten(env, n, in, &all));
    TRY(filter_all(env, &all, in, &kept));
    TRY(rel_pick(&env->memory, in, kept.rows, kept.count, out));
    for (size_t i = 0; i < p->note_count; ++i)
        TRY(note_missing(env, N_KEPT_MISSING, &p->notes[i], out));
    return ST_OK;
}
