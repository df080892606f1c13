/* SORT: the keys become one word a row; equal words keep their order. */
#include "runtime/memory/operators.h"

status sort_columns(exec_env *env, arena *a, const plan *p, const relation *in, order_column *columns)
{
    for (size_t k = 0; k < p->key_count; ++k) {
        expr_node *n = NULL;
        vec values;
        TRY(node_ready(env, p->keys[k].expr, in->rows, &n));
        TRY(node_eval_all(env, n, in, &values));
        TRY(order_words(env, a, &values, &columns[k]));
        if (p->keys[k].descending)
            order_reverse(&columns[k], in->rows);
    }
    return ST_OK;
}

status sort_words(exec_env *env, arena *a, const plan *p, const relation *in, order_column *out)
{
    order_column *columns = ARENA_ARRAY(a, p->key_count, order_column);
    if (!columns)
        return ST_NO_MEMORY;
    TRY(sort_columns(env, a, p, in, columns));
    return order_combine(env, a, columns, p->key_count, in->rows, out);
}

/* A heap pays where far fewer rows are wanted than there are. */
static bool worth_heap(size_t wanted, size_t rows)
{
    return wanted < rows / 16;
}

status op_sort(exec_env *env, const plan *p, const relation *in, size_t wanted, relation *out)
{
    arena words = exec_arena(env);
    order_column c;
    uint32_t *rows = NULL;
    exec_stage(env->control, "sorting rows",
               (uint64_t)in->rows * (p->key_count + 1)); /* each key is computed, then they are put in order */
    status st = sort_words(env, &words, p, in, &c);
    bool heap = worth_heap(wanted, in->rows);
    if (st == ST_OK)
        st = heap ? order_top(env, &env->memory, &c, in->rows, wanted, &rows) : order_sort(env, &env->memory, &c, in->rows, &rows);
    arena_free(&words);
    TRY(st);
    return rel_pick(&env->memory, in, rows, heap ? wanted : in->rows, out);
}
