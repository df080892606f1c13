/* DISTINCT: the first row of each combination of keys. */
#include "runtime/memory/operators.h"
#include "runtime/memory/wordmap.h"

status op_distinct(exec_env *env, const plan *p, const relation *in, relation *out)
{
    arena words = exec_arena(env);
    order_column c;
    word_groups g = {0};
    exec_stage(env->control, "comparing rows", (uint64_t)in->rows * p->key_count);
    status st = sort_words(env, &words, p, in, &c);
    if (st == ST_OK)
        st = word_groups_make(env, &env->memory, &c, in->rows, false, &g);
    arena_free(&words);
    TRY(st);
    return rel_pick(&env->memory, in, g.first, g.count, out);
}
