/* Aggregates: the argument is evaluated block by block, spread over the entries of each row, and handed to the function's update. */
#include "runtime/memory/collect.h"
#include "runtime/memory/operators.h"
#include "runtime/memory/wordmap.h"

typedef struct aggregation {
    exec_env *env;
    const plan_aggregate *plan;
    const grouping *over;
    function_call call;
    void *states;
    /* distinct: values wait here until all are known */
    collector *values;
    rel_rows groups;
} aggregation;

static status update(aggregation *a, const uint32_t *group, const vec *arg, size_t count)
{
    a->call.scratch = &a->env->block;
    a->call.count = count;
    return count ? a->plan->function->aggregate->update(&a->call, &a->env->memory, a->states, group, arg, count) : ST_OK;
}

/* Counting rows needs no argument: entries are enough. */
static status update_entries(aggregation *a)
{
    for (size_t begin = 0; begin < a->over->entries; begin += VEC_BLOCK) {
        size_t left = a->over->entries - begin;
        TRY(exec_poll(a->env, NULL));
        TRY(update(a, a->over->group + begin, NULL, left < VEC_BLOCK ? left : VEC_BLOCK));
        arena_free(&a->env->block);
        exec_advance(a->env->control, VEC_BLOCK);
    }
    return ST_OK;
}

/* The values of a block for the entries of its rows: which of them, and in which group. */
typedef struct handed {
    uint32_t *picks, *group;
    size_t count;
} handed;

/* The entries of row `i`, and the values that row `k` of the block brings to each. */
typedef struct reach {
    uint32_t entry, entry_end, value, value_end;
} reach;

static reach reach_of(const aggregation *a, const vec *v, size_t row, size_t k)
{
    const uint32_t *entries = a->over->offsets, *elements = v->type.set ? v->as.set.offsets : NULL;
    reach r = {(uint32_t)row, (uint32_t)row + 1, (uint32_t)k, (uint32_t)k + 1};
    if (entries) {
        r.entry = entries[row];
        r.entry_end = entries[row + 1];
    }
    if (elements) {
        r.value = elements[vec_at(v, k)];
        r.value_end = elements[vec_at(v, k) + 1];
    } else if (vec_missing(v, k)) {
        r.value_end = r.value;
    }
    return r;
}

static status hand_out(const aggregation *a, const vec *v, size_t begin, handed *h)
{
    arena *scratch = &a->env->block;
    size_t total = 0;
    for (size_t k = 0; k < v->count; ++k) {
        reach r = reach_of(a, v, begin + k, k);
        total += (size_t)(r.entry_end - r.entry) * (r.value_end - r.value);
    }
    *h = (handed){.picks = ARENA_ARRAY(scratch, total, uint32_t), .group = ARENA_ARRAY(scratch, total, uint32_t)};
    if (!h->picks || !h->group)
        return ST_NO_MEMORY;
    for (size_t k = 0; k < v->count; ++k) {
        reach r = reach_of(a, v, begin + k, k);
        for (uint32_t e = r.entry; e < r.entry_end; ++e)
            for (uint32_t i = r.value; i < r.value_end; ++i) {
                h->picks[h->count] = i;
                h->group[h->count++] = a->over->group[e];
            }
    }
    return ST_OK;
}

/* Values that are to be taken once wait. */
static status keep_for_later(aggregation *a, const handed *h, const vec *values)
{
    TRY(rel_rows_reserve(&a->groups, h->count));
    for (size_t i = 0; i < h->count; ++i)
        a->groups.rows[a->groups.count++] = h->group[i];
    return collect_add(a->values, values);
}

static bool plain(const aggregation *a, const vec *v)
{
    return !a->over->offsets && !v->type.set && !v->missing && v->mask && !a->plan->distinct;
}

static status update_block(aggregation *a, const vec *v, size_t begin)
{
    handed h;
    vec values;
    if (plain(a, v))
        return update(a, a->over->group + begin, v, v->count);
    TRY(hand_out(a, v, begin, &h));
    TRY(vec_pick(&a->env->block, v->type.set ? v->as.set.elements : v, h.picks, h.count, &values));
    values.missing = NULL;
    node_mend_text(&values);
    return a->plan->distinct ? keep_for_later(a, &h, &values) : update(a, h.group, &values, h.count);
}

static status update_values(aggregation *a)
{
    const relation *rel = a->over->rel;
    expr_node *n = NULL;
    TRY(node_ready(a->env, a->plan->arg, rel->rows, &n));
    for (size_t begin = 0; begin < rel->rows; begin += VEC_BLOCK) {
        frame f;
        vec v;
        TRY(exec_poll(a->env, NULL));
        TRY(frame_block(&a->env->block, rel, begin, rel->rows - begin < VEC_BLOCK ? rel->rows - begin : VEC_BLOCK, &f));
        TRY(node_eval(a->env, n, &f, &v));
        TRY(update_block(a, &v, begin));
        arena_free(&a->env->block);
        exec_advance(a->env->control, VEC_BLOCK);
    }
    return ST_OK;
}

/* ---- Each value once in a group ---- */

/* The first of each value in each group, in their order. */
static status first_of_each(aggregation *a, arena *local, const vec *values, word_groups *g)
{
    order_column columns[2], c;
    columns[0] = (order_column){.words = ARENA_ARRAY(local, values->count, uint64_t), .bound = a->over->groups};
    if (!columns[0].words)
        return ST_NO_MEMORY;
    for (size_t i = 0; i < values->count; ++i)
        columns[0].words[i] = a->groups.rows[i];
    TRY(order_words(a->env, local, values, &columns[1]));
    TRY(order_combine(a->env, local, columns, 2, values->count, &c));
    return word_groups_make(a->env, local, &c, values->count, false, g);
}

static status update_firsts(aggregation *a, const vec *values, const word_groups *g)
{
    for (size_t begin = 0; begin < g->count; begin += VEC_BLOCK) {
        size_t count = g->count - begin < VEC_BLOCK ? g->count - begin : VEC_BLOCK;
        uint32_t *group = ARENA_ARRAY(&a->env->block, count, uint32_t);
        vec v;
        if (!group)
            return ST_NO_MEMORY;
        TRY(exec_poll(a->env, NULL));
        TRY(vec_pick(&a->env->block, values, g->first + begin, count, &v));
        for (size_t i = 0; i < count; ++i)
            group[i] = a->groups.rows[g->first[begin + i]];
        TRY(update(a, group, &v, count));
        arena_free(&a->env->block);
    }
    return ST_OK;
}

static status update_distinct(aggregation *a)
{
    vec values;
    word_groups g = {0};
    arena local = exec_arena(a->env);
    a->groups.memory = &a->env->memory;
    a->values = collect_new(a->env, &a->env->memory, type_element(a->plan->arg->type), a->over->entries);
    if (!a->values)
        return ST_NO_MEMORY;
    TRY(update_values(a));
    TRY(collect_end(a->values, &values));
    status st = first_of_each(a, &local, &values, &g);
    if (st == ST_OK)
        st = update_firsts(a, &values, &g);
    arena_free(&local);
    return st;
}

/* ---- Results ---- */

status aggregate_note(exec_env *env, const plan_aggregate *a, const function_call *call)
{
    exec_note note = {.owner = a, .code = N_NOT_COMPUTED, .from = a->from, .where = a->where, .count = call->uncomputable};
    note.why = exec_why_not_computed(a->type);
    if (note.count)
        TRY(exec_note_add(env, note));
    note.code = W_MIXED_CURRENCIES;
    note.count = call->mixed_currencies;
    return note.count ? exec_note_add(env, note) : ST_OK;
}

static status finish(aggregation *a, vec *out)
{
    a->call.scratch = &a->env->memory;
    a->call.count = a->over->groups;
    *out = (vec){.type = a->plan->type, .count = a->over->groups, .mask = SIZE_MAX};
    TRY(a->plan->function->aggregate->finish(&a->call, a->states, a->over->groups, out));
    node_mend_text(out);
    if (out->type.kind == TYPE_TEXT && !out->type.set)
        TRY(exec_keep_dict(a->env, out->as.text.dict));
    return aggregate_note(a->env, a->plan, &a->call);
}

status aggregate_run(exec_env *env, const plan_aggregate *p, const grouping *g, vec *out)
{
    aggregation a = {.env = env, .plan = p, .over = g, .call = exec_call(env, &env->block, 0)};
    if (g->groups == 0)
        return node_empty(&env->memory, p->type, out);
    a.states = arena_array(&env->memory, g->groups, p->function->aggregate->state_size);
    if (!a.states)
        return ST_NO_MEMORY;
    TRY(!p->arg ? update_entries(&a) : p->distinct ? update_distinct(&a) : update_values(&a));
    return finish(&a, out);
}
