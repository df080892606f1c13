/* `if` and `??`: each branch is computed for the rows that take it and for no other, then both are put together. */
#include "runtime/memory/collect.h"
#include "runtime/memory/expr.h"

/* The rows of a frame in two lists. */
typedef struct parting {
    uint32_t *rows[2];
    size_t count[2];
} parting;

static status new_parting(const frame *f, parting *p)
{
    *p = (parting){.rows = {ARENA_ARRAY(f->scratch, f->count, uint32_t), ARENA_ARRAY(f->scratch, f->count, uint32_t)}};
    return p->rows[0] && p->rows[1] ? ST_OK : ST_NO_MEMORY;
}

static void put(parting *p, int side, size_t row)
{
    p->rows[side][p->count[side]++] = (uint32_t)row;
}

/* Values of the rows of one side. */
static status eval_side(exec_env *env, expr_node *n, frame *f, const parting *p, int side, vec *out)
{
    frame part;
    TRY(frame_select(f, p->rows[side], p->count[side], &part));
    return node_eval(env, n, &part, out);
}

/* Both sides back in the order of the frame's rows. */
static status join_sides(exec_env *env, const frame *f, const parting *p, const vec sides[2], type t, vec *out)
{
    vec both;
    uint32_t *place = ARENA_ARRAY(f->scratch, f->count, uint32_t);
    collector *c = collect_new(env, f->scratch, t, f->count);
    if (!place || !c)
        return ST_NO_MEMORY;
    TRY(collect_add(c, &sides[0]));
    TRY(collect_add(c, &sides[1]));
    TRY(collect_end(c, &both));
    size_t at = 0;
    for (int side = 0; side < 2; ++side)
        for (size_t i = 0; i < p->count[side]; ++i)
            place[p->rows[side][i]] = (uint32_t)at++;
    return vec_pick(f->scratch, &both, place, f->count, out);
}

status node_eval_if(exec_env *env, expr_node *n, frame *f, vec *out)
{
    vec condition, sides[2];
    parting p;
    TRY(node_eval(env, n->args[0], f, &condition));
    TRY(new_parting(f, &p));
    for (size_t i = 0; i < f->count; ++i)
        put(&p, vec_missing(&condition, i) || !condition.as.bools[vec_at(&condition, i)], i);
    for (int side = 0; side < 2; ++side)
        if (p.count[side] == f->count)
            return node_eval(env, n->args[1 + side], f, out);
    TRY(eval_side(env, n->args[1], f, &p, 0, &sides[0]));
    TRY(eval_side(env, n->args[2], f, &p, 1, &sides[1]));
    return join_sides(env, f, &p, sides, n->expr->type, out);
}

status node_eval_else(exec_env *env, expr_node *n, frame *f, vec *out)
{
    vec first, sides[2];
    parting p;
    TRY(node_eval(env, n->args[0], f, &first));
    TRY(new_parting(f, &p));
    for (size_t i = 0; i < f->count; ++i)
        put(&p, vec_missing(&first, i), i);
    if (p.count[1] == 0) {
        *out = first;
        return ST_OK;
    }
    TRY(eval_side(env, n->args[1], f, &p, 1, &sides[1]));
    TRY(vec_pick(f->scratch, &first, p.rows[0], p.count[0], &sides[0]));
    return join_sides(env, f, &p, sides, n->expr->type, out);
}
