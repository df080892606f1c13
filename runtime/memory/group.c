/* GROUP: one row for each combination of keys, in key order, with the aggregates of its rows. */
#include "runtime/memory/entries.h"

status op_group(exec_env *env, const plan *p, const relation *in, relation *out)
{
    entries e;
    word_groups g;
    relation used;
    size_t temp_count = p->key_count + p->aggregate_count;
    vec *temps = ARENA_ARRAY(&env->memory, temp_count, vec);
    if (!temps)
        return ST_NO_MEMORY;
    exec_stage(env->control, "grouping rows", (uint64_t)in->rows * (p->key_count + p->aggregate_count));
    TRY(entries_make(env, p->keys, p->key_count, in, &e));
    TRY(p->whole ? entries_whole(env, &e, &g) : entries_number(env, &e, 0, p->key_count, true, &g));
    for (size_t k = 0; k < p->key_count; ++k)
        TRY(entries_key(env, &e, k, &g, &temps[k]));
    TRY(entries_drop_unused(env, in, &e, &used));
    grouping over = {.rel = &used, .offsets = e.offsets, .entries = e.count, .group = g.of_row, .groups = g.count};
    for (size_t k = 0; k < p->aggregate_count; ++k)
        TRY(aggregate_run(env, &p->aggregates[k], &over, &temps[p->key_count + k]));
    return rel_of_temps(&env->memory, temps, temp_count, g.count, out);
}
