/* The condition of a join, taken apart: which rows each part looks at, and which parts ask for equality. */
#include "runtime/memory/join.h"

#include <string.h>

enum { LEVELS_MAX = 8, WAYS_MAX = 16 };

typedef struct splitting {
    exec_env *env;
    size_t slots, temps;
    join_tests *tests;
} splitting;

/* A set over whose elements an ANY goes. */
typedef struct level {
    const plan_expr *set;
    unsigned side;
} level;

/* The part at hand. */
typedef struct reading {
    const splitting *s;
    level levels[LEVELS_MAX]; /* the outermost first */
    size_t depth;
    join_way ways[WAYS_MAX];
    size_t count;
} reading;

/* ---- Which rows it looks at ---- */

static unsigned side_of(size_t index, size_t left)
{
    return index < left ? JOIN_OF_LEFT : JOIN_OF_RIGHT;
}

/* Elements that `bound` ANYs and MAPs inside the expression do not bind are those of the levels. */
static unsigned sides_of(const reading *r, const plan_expr *e, size_t depth, uint32_t bound)
{
    unsigned sides = 0;
    if (e->kind == PLAN_FIELD || e->kind == PLAN_ROW)
        sides = side_of(e->index, r->s->slots);
    else if (e->kind == PLAN_TEMP)
        sides = side_of(e->index, r->s->temps);
    else if (e->kind == PLAN_ELEMENT && e->index >= bound && e->index - bound < depth)
        sides = r->levels[depth - 1 - (e->index - bound)].side;
    bool binds = e->kind == PLAN_ANY || e->kind == PLAN_MAP;
    for (size_t i = 0; i < e->arg_count; ++i)
        sides |= sides_of(r, e->args[i], depth, bound + (binds && i == 1));
    return sides;
}

/* ---- The values of one side, as an expression of its own ---- */

/* The number that an element of level `at` has where only the levels of its side are around. */
static uint32_t own_number(const reading *r, size_t depth, size_t at)
{
    uint32_t inner = 0;
    for (size_t k = at + 1; k < depth; ++k)
        inner += r->levels[k].side == r->levels[at].side;
    return inner;
}

/* The expression without the levels of the other side around it. NULL without memory. */
static const plan_expr *alone(const reading *r, const plan_expr *e, size_t depth, uint32_t bound)
{
    arena *a = &r->s->env->memory;
    plan_expr *copy = ARENA_NEW(a, plan_expr);
    const plan_expr **args = ARENA_ARRAY(a, e->arg_count, const plan_expr *);
    if (!copy || !args)
        return NULL;
    *copy = *e;
    copy->args = args;
    if (e->kind == PLAN_ELEMENT && e->index >= bound)
        copy->index = bound + own_number(r, depth, depth - 1 - (e->index - bound));
    bool binds = e->kind == PLAN_ANY || e->kind == PLAN_MAP;
    for (size_t i = 0; i < e->arg_count; ++i)
        if (!(args[i] = alone(r, e->args[i], depth, bound + (binds && i == 1))))
            return NULL;
    return copy;
}

static const plan_expr *map_over(const reading *r, const plan_expr *set, const plan_expr *body)
{
    arena *a = &r->s->env->memory;
    plan_expr *map = ARENA_NEW(a, plan_expr);
    const plan_expr **args = ARENA_ARRAY(a, 2, const plan_expr *);
    if (!map || !args || !set)
        return NULL;
    args[0] = set;
    args[1] = body;
    *map = (plan_expr){.kind = PLAN_MAP,
                       .type = type_set_of(type_element(body->type)),
                       .args = args,
                       .arg_count = 2,
                       .from = body->from,
                       .where = body->where};
    return map;
}

/* `value`, for all elements of the levels of the side. */
static const plan_expr *values_of(const reading *r, const plan_expr *value, unsigned side)
{
    const plan_expr *e = alone(r, value, r->depth, 0);
    for (size_t k = r->depth; e && k-- > 0;)
        if (r->levels[k].side == side)
            e = map_over(r, alone(r, r->levels[k].set, k, 0), e);
    return e;
}

/* ---- Equality ---- */

/* False, without a way more, if the expression is none between the sides. */
static status read_equality(reading *r, const plan_expr *e, bool *is_one)
{
    join_way way;
    *is_one = false;
    if (!alike_asked(e, &way.by) || r->count == WAYS_MAX)
        return ST_OK;
    unsigned first = sides_of(r, e->args[0], r->depth, 0), second = sides_of(r, e->args[1], r->depth, 0);
    if (first + second != JOIN_OF_BOTH || first == 0 || second == 0)
        return ST_OK;
    way.of[JOIN_LEFT] = values_of(r, e->args[first == JOIN_OF_LEFT ? 0 : 1], JOIN_OF_LEFT);
    way.of[JOIN_RIGHT] = values_of(r, e->args[first == JOIN_OF_LEFT ? 1 : 0], JOIN_OF_RIGHT);
    if (!way.of[JOIN_LEFT] || !way.of[JOIN_RIGHT])
        return ST_NO_MEMORY;
    r->ways[r->count++] = way;
    *is_one = true;
    return ST_OK;
}

/* An equality, some of several, or one for some element. */
static status read_ways(reading *r, const plan_expr *e, bool *all)
{
    *all = true;
    if (e->kind == PLAN_OR) {
        for (size_t i = 0; i < e->arg_count && *all; ++i)
            TRY(read_ways(r, e->args[i], all));
        return ST_OK;
    }
    if (e->kind != PLAN_ANY)
        return read_equality(r, e, all);
    unsigned side = sides_of(r, e->args[0], r->depth, 0);
    *all = r->depth < LEVELS_MAX && (side == JOIN_OF_LEFT || side == JOIN_OF_RIGHT);
    if (!*all)
        return ST_OK;
    r->levels[r->depth++] = (level){.set = e->args[0], .side = side};
    TRY(read_ways(r, e->args[1], all));
    --r->depth;
    return ST_OK;
}

/* ---- The parts ---- */

static status add_test(splitting *s, const plan_expr *e)
{
    reading r = {.s = s};
    bool all = false;
    join_test *t = arena_push(&s->env->memory, (void **)&s->tests->items, &s->tests->count, &s->tests->capacity, sizeof *t);
    if (!t)
        return ST_NO_MEMORY;
    *t = (join_test){.expr = e, .sides = sides_of(&r, e, 0, 0)};
    if (t->sides != JOIN_OF_BOTH)
        return ST_OK;
    TRY(read_ways(&r, e, &all));
    if (!all)
        return ST_OK;
    join_way *ways = ARENA_ARRAY(&s->env->memory, r.count, join_way);
    if (!ways)
        return ST_NO_MEMORY;
    memcpy(ways, r.ways, r.count * sizeof *ways);
    t->ways = ways;
    t->way_count = r.count;
    return ST_OK;
}

static status split(splitting *s, const plan_expr *e)
{
    if (e->kind != PLAN_AND)
        return add_test(s, e);
    for (size_t i = 0; i < e->arg_count; ++i)
        TRY(split(s, e->args[i]));
    return ST_OK;
}

status join_tests_of(exec_env *env, const plan_expr *condition, size_t slots, size_t temps, join_tests *out)
{
    *out = (join_tests){0};
    splitting s = {.env = env, .slots = slots, .temps = temps, .tests = out};
    return split(&s, condition);
}
