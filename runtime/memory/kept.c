/* "N rows without a country were kept": what is told of missing values among the rows that an operator keeps. */
#include "runtime/memory/operators.h"

static status count_missing(exec_env *env, expr_node *n, const relation *rel, size_t *missing)
{
    for (size_t begin = 0; begin < rel->rows; begin += VEC_BLOCK) {
        frame f;
        vec v;
        TRY(exec_poll(env, NULL));
        TRY(frame_block(&env->block, rel, begin, rel->rows - begin < VEC_BLOCK ? rel->rows - begin : VEC_BLOCK, &f));
        TRY(node_eval(env, n, &f, &v));
        for (size_t i = 0; i < f.count; ++i)
            *missing += vec_missing(&v, i);
        arena_free(&env->block);
    }
    return ST_OK;
}

/* A field without any missing value needs no counting where every row has one: after a left join there may be none in the slot. */
static bool never_missing(const exec_env *env, const plan_expr *e, const relation *rows)
{
    if (e->kind != PLAN_FIELD || e->type.set || exec_column(env, e->collection, e->field)->missing)
        return false;
    const uint32_t *track = rows->tracks[e->index];
    for (size_t i = 0; track && i < rows->rows; ++i)
        if (track[i] == EXEC_NO_ROW)
            return false;
    return true;
}

status note_missing(exec_env *env, diag_code code, const plan_kept_note *note, const relation *rows)
{
    expr_node *n = NULL;
    size_t missing = 0;
    if (never_missing(env, note->operand, rows))
        return ST_OK;
    TRY(node_ready(env, note->operand, rows->rows, &n));
    TRY(count_missing(env, n, rows, &missing));
    exec_note told = {.owner = note, .code = code, .from = note->from, .where = note->where, .count = missing, .name = note->name};
    told.why = exec_why_kept(note);
    return missing ? exec_note_add(env, told) : ST_OK;
}
