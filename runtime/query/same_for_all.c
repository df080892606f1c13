/* Conditions that ask nothing of the row: an aggregate in `where` goes over all rows, so `where any(joint)` keeps all of them or none. */
#include "runtime/query/conjuncts.h"
#include "runtime/query/expr.h"
#include "runtime/query/tried.h"

enum { TOLD_MAX = 4 }; /* of one `where` */

/* Does it depend on aggregates, whose temps begin with `first`, and on no row? */
static bool is_same(const plan_expr *e, size_t first, bool *aggregates)
{
    enum { LARGE = 200 }; /* nobody writes such a thing without a field */
    if (e->size > LARGE || e->kind == PLAN_FIELD || e->kind == PLAN_ROW || (e->kind == PLAN_TEMP && e->index < first))
        return false;
    *aggregates |= e->kind == PLAN_TEMP;
    for (size_t i = 0; i < e->arg_count; i++)
        if (!is_same(e->args[i], first, aggregates))
            return false;
    return true;
}

/* Was it told of this place, as a definition that is used twice is read twice? Or of a count in it, which says more? */
static bool was_told(const checker *k, span where)
{
    for (size_t i = 0; i < k->bag->count; i++) {
        const diag *d = k->bag->items[i];
        bool inside = d->from == k->from && d->where.begin >= where.begin && d->where.end <= where.end;
        if (inside && (d->code == N_COUNT_SET || d->code == N_SAME_FOR_ALL))
            return true;
    }
    return false;
}

/* The part of a chain of `and` that stands there. */
static const ast_expr *written_at(const ast_expr *e, span where)
{
    while (e && !(e->where.begin == where.begin && e->where.end == where.end)) {
        const ast_expr *bare = expr_bare(e);
        if (bare->kind != AST_BINARY)
            return NULL;
        e = where.begin >= bare->right->where.begin ? bare->right : bare->left;
    }
    return e ? expr_bare(e) : NULL;
}

/* `any(P)`, `not all(P)`: P is asked of each row. */
static void hint_each(checker *k, diag *d, const ast_expr *e)
{
    bool negated = e && e->kind == AST_NOT;
    const ast_expr *call = negated ? expr_bare(e->left) : e;
    if (!call || call->kind != AST_CALL || call->item_count != 1)
        return;
    str of = checker_text(k, call->items[0]), each = negated ? arena_printf(k->memory, "not (%.*s)", STR_ARG(of)) : of;
    if (tried_condition(k, each))
        diag_hint(k->bag, d, "of each row: `%.*s`", STR_ARG(each));
}

/* What the library asks is its own matter; what a definition asks was told where it was read first. */
static bool is_silent(const checker *k)
{
    return k->quiet || k->trying || k->defining || k->env->in_library || (k->inside && k->inside->of->of_library);
}

void conjuncts_note_same(checker *k, const ast_expr *written, const plan *filter, size_t first_temp)
{
    size_t left = is_silent(k) ? 0 : TOLD_MAX;
    for (size_t i = 0; left > 0 && i < filter->conjunct_count; i++) {
        const plan_conjunct *one = &filter->conjuncts[i];
        bool aggregates = false;
        if (!is_same(one->expr, first_temp, &aggregates) || !aggregates || was_told(k, one->where))
            continue;
        diag *d = diag_add(k->bag, N_SAME_FOR_ALL, k->from, one->where, "%.*s is one answer for all rows: it keeps all of them or none",
                           STR_ARG(checker_written(k, one->where)));
        hint_each(k, d, written_at(written, one->where));
        left--;
    }
}
