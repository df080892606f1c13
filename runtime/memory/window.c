/* WINDOW: values beside the rows, of the rows that belong to the same part.
 *
 * An aggregate is computed once for each part, and the temp leads from the row to its part. Only a part with a set among its keys makes other
 * rows: one for each entry. */
#include "runtime/memory/entries.h"

typedef struct part {
    entries entries;
    word_groups groups;
    const uint32_t *of_row; /* for each row that comes out the group it belongs to */
} part;

typedef struct windows {
    exec_env *env;
    const relation *in;
    part *parts;
    const part *spreading; /* NULL: rows stay as they are */
    const uint32_t *rows;  /* where a part spreads: the row of `in` that each row comes from; else NULL */
    relation out;
} windows;

static status make_part(windows *w, const plan_part *p, part *made)
{
    TRY(entries_make(w->env, p->keys, p->key_count, w->in, &made->entries));
    return p->key_count ? entries_number(w->env, &made->entries, 0, p->key_count, false, &made->groups)
                        : entries_whole(w->env, &made->entries, &made->groups);
}

/* Numbers that the rows of `in` have as those of the rows that come out. */
static status as_spread(const windows *w, const uint32_t *numbers, const uint32_t **out)
{
    size_t count = w->spreading->entries.count;
    uint32_t *spread = ARENA_ARRAY(&w->env->memory, count, uint32_t);
    if (!spread)
        return ST_NO_MEMORY;
    for (size_t i = 0; i < count; ++i)
        spread[i] = numbers[w->rows[i]];
    *out = spread;
    return ST_OK;
}

static status make_parts(windows *w, const plan *p)
{
    w->parts = ARENA_ARRAY(&w->env->memory, p->part_count, part);
    if (!w->parts)
        return ST_NO_MEMORY;
    for (size_t i = 0; i < p->part_count; ++i) {
        TRY(make_part(w, &p->parts[i], &w->parts[i]));
        if (w->parts[i].entries.offsets)
            w->spreading = &w->parts[i];
    }
    if (w->spreading) {
        uint32_t *rows = NULL;
        TRY(entries_rows(w->env, w->in, &w->spreading->entries, &rows));
        w->rows = rows;
        TRY(rel_pick(&w->env->memory, w->in, rows, w->spreading->entries.count, &w->out));
    }
    for (size_t i = 0; i < p->part_count; ++i) {
        w->parts[i].of_row = w->parts[i].groups.of_row;
        if (w->spreading && w->spreading != &w->parts[i])
            TRY(as_spread(w, w->parts[i].groups.of_row, &w->parts[i].of_row));
    }
    return ST_OK;
}

/* ---- Values ---- */

/* The argument of a window function, entry by entry. */
static status argument(windows *w, const plan_aggregate *a, const part *p, vec *out)
{
    expr_node *n = NULL;
    TRY(node_ready(w->env, a->arg, w->in->rows, &n));
    TRY(node_eval_all(w->env, n, w->in, out));
    if (p != w->spreading)
        return ST_OK;
    vec of_rows = *out;
    TRY(vec_pick(&w->env->memory, &of_rows, w->rows, p->entries.count, out));
    node_mend_text(out);
    return ST_OK;
}

static status add_function(windows *w, const plan_aggregate *a, const part *p, vec *out)
{
    vec arg;
    function_call call = exec_call(w->env, &w->env->memory, p->entries.count);
    if (a->arg)
        TRY(argument(w, a, p, &arg));
    TRY(exec_poll(w->env, NULL));
    *out = (vec){.type = a->type, .count = call.count, .mask = SIZE_MAX};
    if (call.count == 0)
        TRY(node_empty(&w->env->memory, a->type, out));
    else
        TRY(a->function->window(&call, p->groups.of_row, p->groups.count, a->arg ? &arg : NULL, out));
    node_mend_text(out);
    TRY(aggregate_note(w->env, a, &call));
    return rel_add_temp_by(&w->env->memory, &w->out, out, p == w->spreading ? NULL : w->rows, &w->out);
}

static status add_aggregate(windows *w, const plan_aggregate *a, const part *p, vec *out)
{
    grouping over = {
        .rel = w->in, .offsets = p->entries.offsets, .entries = p->entries.count, .group = p->groups.of_row, .groups = p->groups.count};
    TRY(aggregate_run(w->env, a, &over, out));
    return rel_add_temp_by(&w->env->memory, &w->out, out, p->of_row, &w->out);
}

/* The element of each key under which a row that was spread stands. */
static status add_elements(windows *w)
{
    const entries *e = &w->spreading->entries;
    for (size_t k = 0; k < e->key_count; ++k)
        TRY(rel_add_temp_by(&w->env->memory, &w->out, &e->keys[k].values, e->value[k], &w->out));
    return ST_OK;
}

status op_window(exec_env *env, const plan *p, const relation *in, relation *out)
{
    windows w = {.env = env, .in = in, .out = *in};
    vec *values = ARENA_ARRAY(&env->memory, p->aggregate_count, vec);
    if (!values)
        return ST_NO_MEMORY;
    exec_stage(env->control, "computing over rows", 0);
    TRY(make_parts(&w, p));
    for (size_t i = 0; i < p->aggregate_count; ++i) {
        const plan_aggregate *a = &p->aggregates[i];
        const part *of = &w.parts[a->part];
        TRY(a->function->class == FN_WINDOW ? add_function(&w, a, of, &values[i]) : add_aggregate(&w, a, of, &values[i]));
    }
    if (w.spreading)
        TRY(add_elements(&w));
    *out = w.out;
    return ST_OK;
}
