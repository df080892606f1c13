/* Queries inside expressions. */
#include "runtime/memory/query_values.h"

#include "runtime/memory/operators.h"

/* The values of all rows, without those that are missing. */
static status all_values(exec_env *env, const plan_subquery *q, vec *values)
{
    relation rel;
    expr_node *n = NULL;
    vec v;
    TRY(exec_rows(env, q->root, &rel));
    TRY(node_ready(env, q->column, rel.rows, &n));
    TRY(node_eval_all(env, n, &rel, &v));
    if (v.type.set) {
        *values = *v.as.set.elements;
        return ST_OK;
    }
    uint32_t *known = ARENA_ARRAY(&env->memory, v.count, uint32_t);
    size_t count = 0;
    if (!known)
        return ST_NO_MEMORY;
    for (size_t i = 0; i < v.count; ++i) {
        known[count] = (uint32_t)i;
        count += !vec_missing(&v, i);
    }
    return vec_pick(&env->memory, &v, known, count, values);
}

/* One set of them, for every row the same. */
static status as_set(exec_env *env, const vec *values, type t, vec *out)
{
    vec *elements = ARENA_NEW(&env->memory, vec);
    if (!elements)
        return ST_NO_MEMORY;
    *elements = *values;
    node_mend_text(elements);
    TRY(vec_make(&env->memory, t, 1, false, out));
    out->mask = 0;
    out->as.set.elements = elements;
    out->as.set.offsets[1] = (uint32_t)values->count;
    return order_distinct_sets(env, &env->memory, out);
}

static status compute(exec_env *env, const plan_expr *e, vec *out)
{
    vec values;
    TRY(all_values(env, e->query, &values));
    return as_set(env, &values, e->type, out);
}

/* The block at hand may be in use by whoever asks: the query gets one of its own. */
static status compute_aside(exec_env *env, const plan_expr *e, vec *out)
{
    arena block = env->block;
    env->block = exec_arena(env);
    status st = compute(env, e, out);
    arena_free(&env->block);
    env->block = block;
    return st;
}

status exec_query_values(exec_env *env, const plan_expr *e, vec *out)
{
    for (size_t i = 0; i < env->query_count; ++i)
        if (env->queries[i].query == e->query) {
            *out = *env->queries[i].values;
            return ST_OK;
        }
    vec *values = ARENA_NEW(&env->memory, vec);
    if (!values)
        return ST_NO_MEMORY;
    TRY(compute_aside(env, e, values));
    exec_query *made = arena_push(&env->memory, (void **)&env->queries, &env->query_count, &env->query_capacity, sizeof *made);
    if (!made)
        return ST_NO_MEMORY;
    *made = (exec_query){.query = e->query, .values = values};
    *out = *values;
    return ST_OK;
}
