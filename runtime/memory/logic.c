/* AND, OR, NOT and "is missing": two-valued logic, where a missing bool counts as false. */
#include "runtime/memory/expr.h"

static bool holds(const vec *v, size_t i)
{
    return !vec_missing(v, i) && v->as.bools[vec_at(v, i)];
}

static status make_bools(const frame *f, vec *out)
{
    return vec_make(f->scratch, type_of(TYPE_BOOL), f->count, false, out);
}

/* The rows of a junction that an argument more may still turn. */
typedef struct open_rows {
    uint32_t *rows; /* of the junction's frame; NULL: all */
    size_t count;
} open_rows;

/* Evaluates one argument for the open rows; those that it decides get `decided` and are open no more. */
static status decide(exec_env *env, expr_node *arg, frame *f, bool decided, open_rows *open, vec *out)
{
    frame part = *f;
    vec v;
    if (open->rows)
        TRY(frame_select(f, open->rows, open->count, &part));
    TRY(node_eval(env, arg, open->rows ? &part : f, &v));
    uint32_t *left = ARENA_ARRAY(f->scratch, open->count, uint32_t);
    if (!left)
        return ST_NO_MEMORY;
    size_t count = 0;
    for (size_t i = 0; i < open->count; ++i) {
        uint32_t row = open->rows ? open->rows[i] : (uint32_t)i;
        bool stop = holds(&v, i) == decided;
        out->as.bools[row] = stop ? decided : !decided;
        left[count] = row;
        count += !stop;
    }
    bool all = count == f->count;
    *open = (open_rows){.rows = all ? NULL : left, .count = count};
    return ST_OK;
}

/* Left to right, each argument only where those before have not decided: `days > 0 and 1 / days < 2` is safe. */
status node_eval_junction(exec_env *env, expr_node *n, frame *f, vec *out)
{
    open_rows open = {.count = f->count};
    TRY(make_bools(f, out));
    for (size_t k = 0; k < n->expr->arg_count && open.count > 0; ++k)
        TRY(decide(env, n->args[k], f, n->expr->kind == PLAN_OR, &open, out));
    return ST_OK;
}

status node_eval_not(exec_env *env, expr_node *n, frame *f, vec *out)
{
    vec v;
    TRY(node_eval(env, n->args[0], f, &v));
    TRY(make_bools(f, out));
    for (size_t i = 0; i < f->count; ++i)
        out->as.bools[i] = !holds(&v, i);
    return ST_OK;
}

/* A stored field need not be fetched to see whether it is there. */
static status field_is_missing(exec_env *env, const plan_expr *e, frame *f, vec *out)
{
    const uint32_t *rows = NULL;
    const col *c = exec_column(env, e->collection, e->field);
    TRY(frame_track(f, e->index, &rows));
    for (size_t i = 0; i < f->count; ++i) {
        bool none = rows[i] == EXEC_NO_ROW || (c->type.set ? col_set_size(c, rows[i]) == 0 : col_missing(c, rows[i]));
        out->as.bools[i] = none;
    }
    return ST_OK;
}

status node_eval_is_missing(exec_env *env, expr_node *n, frame *f, vec *out)
{
    TRY(make_bools(f, out));
    if (n->args[0]->expr->kind == PLAN_FIELD && !f->domain)
        return field_is_missing(env, n->args[0]->expr, f, out);
    vec v;
    TRY(node_eval(env, n->args[0], f, &v));
    for (size_t i = 0; i < f->count; ++i)
        out->as.bools[i] = vec_missing(&v, i);
    return ST_OK;
}
