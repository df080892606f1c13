/* EXPAND: one row for each element, and the element as a temp. */
#include "runtime/memory/operators.h"

status op_expand(exec_env *env, const plan *p, const relation *in, relation *out)
{
    spread s;
    relation repeated;
    vec *element = ARENA_NEW(&env->memory, vec);
    exec_stage(env->control, "expanding rows", in->rows);
    TRY(spread_all(env, p->expr, p->in, in, &s));
    if (!element)
        return ST_NO_MEMORY;
    *element = s.values;
    if (!s.offsets)
        return rel_add_temp(&env->memory, in, element, out);
    uint32_t *rows = ARENA_ARRAY(&env->memory, element->count, uint32_t);
    if (!rows)
        return ST_NO_MEMORY;
    for (size_t i = 0; i < in->rows; ++i)
        for (uint32_t k = s.offsets[i]; k < s.offsets[i + 1]; ++k)
            rows[k] = (uint32_t)i;
    TRY(rel_pick(&env->memory, in, rows, element->count, &repeated));
    return rel_add_temp(&env->memory, &repeated, element, out);
}
