/* Names and paths. */
#include "runtime/query/typed.h"
#include "runtime/query/computed.h"
#include "runtime/query/expr.h"
#include "runtime/query/functions.h"
#include "runtime/query/group.h"
#include "runtime/query/literal.h"
#include "runtime/query/names.h"
#include "runtime/query/not_executed.h"

/* What a name stands for here; NULL if for nothing. */
static const plan_expr *find_name(checker *k, str name, span where)
{
    if (k->at.row)
        return computed_field(k, k->at.row, name, where);
    visible *v = scope_find(k->at.scope, name);
    return v ? scope_value(k, v, where) : NULL;
}

/* `project` on projects' rows may be the collection that links here. */
static bool is_reverse_link(const checker *k, str name)
{
    int32_t from = dataset_find(k->env->data, name);
    int32_t here = k->at.scope ? k->at.scope->collection : -1;
    if (from < 0 || here < 0)
        return false;
    const collection *c = &k->env->data->collections[from];
    for (size_t i = 0; i < c->field_count; i++)
        if (c->fields[i].type.kind == TYPE_LINK && c->fields[i].type.target == here)
            return true;
    return false;
}

const plan_expr *expr_name(checker *k, const ast_expr *e)
{
    str name = e->name.text;
    bool bare = e->kind == AST_NAME && !e->name.quoted;
    if (e->has_via)
        return not_executed_expr(k, NOT_REVERSE_LINK, e);
    if (k->at.show && bare && str_equal_nocase(name, STR("count")))
        return expr_count_rows(k, e->where);
    const plan_expr *found = find_name(k, name, e->where);
    value v;
    if (found)
        return found;
    if (bare && literal_is_word(name))
        return literal_of_word(k, &e->name, &v) == LITERAL_OK ? typed_const(k, v, e->where) : &typed_nothing;
    if (k->at.show && group_not_a_key(k, e))
        return &typed_nothing;
    if (bare && is_reverse_link(k, name))
        return not_executed_expr(k, NOT_REVERSE_LINK, e);
    names_unknown_field(k, &e->name);
    return &typed_nothing;
}

/* ---- Paths ---- */

/* One step from a single value: a field behind a link, a part of a time. NULL if the type has none of that name. */
static const plan_expr *step(checker *k, const plan_expr *base, str name, span where)
{
    if (base->type.kind == TYPE_LINK) {
        row r = {.collection = base->type.target, .link = base};
        return computed_field(k, &r, name, where);
    }
    if (base->type.kind != TYPE_DATE && base->type.kind != TYPE_PERIOD)
        return NULL;
    picked p = function_pick(k, name, false, 1u << FN_SCALAR, 1, &base);
    return p.function ? function_call_of(k, &p, 1, &base, false, where) : NULL;
}

/* From a set: from each element. Where a step from a missing element is missing, steps go on inside the same MAP. */
static const plan_expr *step_each(checker *k, const plan_expr *base, str name, span where)
{
    if (!base->type.set)
        return step(k, base, name, where);
    if (base->kind == PLAN_MAP) {
        const plan_expr *inner = step_each(k, base->args[1], name, where);
        if (!inner || inner->type.set || typed_is_strict(inner, base->args[1]))
            return inner ? typed_map(k, base->args[0], inner, where) : NULL;
    }
    const plan_expr *one = step(k, typed_element(k, type_element(base->type), where), name, where);
    return one ? typed_map(k, base, one, where) : NULL;
}

const plan_expr *expr_path(checker *k, const ast_expr *e)
{
    const plan_expr *base = expr_check(k, e->left);
    if (typed_is_nothing(base))
        return base;
    const plan_expr *found = step_each(k, base, e->name.text, e->where);
    if (!found)
        names_unknown_part(k, e, base->type);
    return found ? found : &typed_nothing;
}
