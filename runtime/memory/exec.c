/* Drives a plan from its scan to the columns of the result, under the host's limits. */
#include "runtime/memory/exec.h"

#include "runtime/memory/operators.h"

/* What was counted when the rows were filtered elsewhere is told here, as the filter would. */
static status tell_kept(exec_env *env, const plan *p)
{
    for (size_t i = 0; i < p->note_count; i++) {
        const plan_kept_note *n = &p->notes[i];
        exec_note told = {
            .owner = n, .code = N_KEPT_MISSING, .from = n->from, .where = n->where, .count = (size_t)p->kept[i], .name = n->name};
        told.why = exec_why_kept(n);
        if (p->kept[i] > 0)
            TRY(exec_note_add(env, told));
    }
    return ST_OK;
}

static status scan(exec_env *env, const plan *p, relation *out)
{
    size_t rows = env->data->collections[p->collection].rows;
    TRY(tell_kept(env, p));
    if (rows > EXEC_ROWS_MAX)
        return exec_too_many_rows(env, "a collection has", EXEC_ROWS_MAX);
    return rel_scan(&env->memory, rows, out);
}

/* Of a sort whose first rows only are wanted no more is sorted: one row more than the cut shows whether it goes through equal rows. */
static status slice(exec_env *env, const plan *p, relation *out)
{
    relation in;
    const plan *sort = p->input;
    if (p->per_count || p->with_ties) {
        TRY(exec_rows(env, sort->input, &in));
        return op_top(env, p, &in, out);
    }
    if (sort->kind == PLAN_SORT && !p->from_end && p->take < UINT32_MAX && p->skip < UINT32_MAX) {
        relation unsorted;
        TRY(exec_rows(env, sort->input, &unsorted));
        TRY(op_sort(env, sort, &unsorted, (size_t)(p->skip + p->take + 1), &in));
    } else {
        TRY(exec_rows(env, sort, &in));
    }
    return op_slice(env, p, &in, out);
}

typedef status operator_run(exec_env *env, const plan *p, const relation *in, relation *out);

static status sort_all(exec_env *env, const plan *p, const relation *in, relation *out)
{
    return op_sort(env, p, in, SIZE_MAX, out);
}

static status rows_of(exec_env *env, const plan *p, relation *out)
{
    static operator_run *const operators[] = {
        [PLAN_FILTER] = op_filter, [PLAN_EXPAND] = op_expand,  [PLAN_SORT] = sort_all,  [PLAN_DISTINCT] = op_distinct,
        [PLAN_GROUP] = op_group,   [PLAN_WINDOW] = op_window,  [PLAN_JOIN] = op_join,   [PLAN_APPEND] = op_append,
        [PLAN_EXCEPT] = op_keep,   [PLAN_INTERSECT] = op_keep, [PLAN_PIVOT] = op_pivot,
    };
    relation in;
    TRY(exec_poll(env, NULL));
    if (p->kind == PLAN_SCAN)
        return scan(env, p, out);
    if (p->kind == PLAN_SLICE)
        return slice(env, p, out);
    TRY(exec_rows(env, p->input, &in));
    exec_stage(env->control, "working on rows", 0); /* operators that take long say more */
    return operators[p->kind](env, p, &in, out);
}

/* A query inside an expression is a stage inside that of the operator. */
status exec_rows(exec_env *env, const plan *p, relation *out)
{
    exec_progress outer = exec_stage(env->control, NULL, 0);
    status st = rows_of(env, p, out);
    exec_stage_back(env->control, outer);
    return st;
}

static status run_query(exec_env *env, arena *memory, const plan_query *query, const result **out)
{
    relation rel;
    TRY(exec_rows(env, query->root, &rel));
    if (env->control->max_rows && rel.rows > env->control->max_rows)
        return exec_too_many_rows(env, "the result has", env->control->max_rows);
    return output_columns(env, memory, query, &rel, out);
}

/* The caller's arena may hand out what the run may use, and keeps a smaller limit of its own. */
static size_t result_limit(const arena *memory, size_t max_memory)
{
    if (max_memory == 0 || max_memory > SIZE_MAX - memory->used)
        return memory->limit;
    size_t limit = memory->used + max_memory;
    return memory->limit && memory->limit < limit ? memory->limit : limit;
}

status exec_run(arena *memory, const plan_query *query, const dataset *data, const exec_control *control, diag_bag *bag, const result **out)
{
    static const exec_control free_hand = {0};
    exec_env env = {.data = data,
                    .order = dataset_link_order(data),
                    .control = control ? control : &free_hand,
                    .bag = bag,
                    .result = memory,
                    .result_before = memory->used,
                    .from = query->from,
                    .where = query->where};
    size_t limit_before = memory->limit;
    env.memory = env.block = exec_arena(&env);
    memory->limit = result_limit(memory, env.control->max_memory);
    *out = NULL;
    status st = run_query(&env, memory, query, out);
    memory->limit = limit_before;
    /* With a limit set, an arena that gives nothing more has met it. */
    if (st == ST_NO_MEMORY && env.control->max_memory)
        st = exec_out_of_memory(&env);
    if (st == ST_OK)
        exec_tell_notes(&env);
    else
        *out = NULL;
    arena_free(&env.block);
    arena_free(&env.memory);
    return st;
}
