/* Names and paths. */
#include "runtime/query/typed.h"
#include "runtime/query/back.h"
#include "runtime/query/computed.h"
#include "runtime/query/def_function.h"
#include "runtime/query/expr.h"
#include "runtime/query/functions.h"
#include "runtime/query/group.h"
#include "runtime/query/literal.h"
#include "runtime/query/names.h"

/* What a name stands for here; NULL if for nothing. */
static const plan_expr *find_name(checker *k, str name, span where)
{
    if (k->at.row)
        return computed_field(k, k->at.row, name, where);
    const visible *v = scope_find(k->at.scope, name);
    return v ? scope_value(k, v, where) : NULL;
}

/* The rows of a collection that link to the row at hand. */
static const plan_expr *find_backwards(checker *k, const ast_expr *e)
{
    row r;
    if (k->at.row)
        return back_walk(k, k->at.row, e);
    return back_rows(k->at.scope, &r) ? back_walk(k, &r, e) : NULL;
}

const plan_expr *expr_name(checker *k, const ast_expr *e)
{
    str name = e->name.text;
    bool bare = e->kind == AST_NAME && !e->name.quoted && !e->has_via;
    value v;
    if ((k->at.call || k->at.without_rows) && !(bare && literal_is_word(name)))
        return def_no_row(k, e);
    if (k->at.show && bare && str_equal_nocase(name, STR("count")))
        return expr_count_rows(k, e->where);
    const plan_expr *found = e->has_via || k->at.call || k->at.without_rows ? NULL : find_name(k, name, e->where);
    if (found)
        return found;
    if (k->at.over && k->at.clause == AST_ADD && bare && str_equal_nocase(name, STR("count")))
        return expr_count_rows(k, e->where);
    if (bare && literal_is_word(name))
        return literal_of_word(k, &e->name, &v) == LITERAL_OK ? typed_const(k, v, e->where) : &typed_nothing;
    if (k->at.show && group_not_a_key(k, e))
        return &typed_nothing;
    found = find_backwards(k, e);
    if (!found)
        names_unknown_field(k, &e->name);
    return found ? found : &typed_nothing;
}

/* ---- Paths ---- */

/* From a link: a field of the row that it leads to, or the rows that link to that one. */
static const plan_expr *step_from_link(checker *k, const plan_expr *base, const ast_expr *path)
{
    row r = {.collection = base->type.target, .link = base};
    const plan_expr *own = path->has_via ? NULL : computed_field(k, &r, path->name.text, path->where);
    return own ? own : back_walk(k, &r, path);
}

/* One step from a single value: along a link, or to a part of a time. NULL if the type has none of that name. */
static const plan_expr *step(checker *k, const plan_expr *base, const ast_expr *path)
{
    if (base->type.kind == TYPE_LINK)
        return step_from_link(k, base, path);
    if ((base->type.kind != TYPE_DATE && base->type.kind != TYPE_PERIOD) || path->has_via)
        return NULL;
    picked p = function_pick(k, path->name.text, false, 1u << FN_SCALAR, 1, &base);
    return p.function ? function_call_of(k, &p, 1, &base, false, path->where) : NULL;
}

/* From a set: from each element. Where a step from a missing element is missing, steps go on inside the same MAP. */
static const plan_expr *step_each(checker *k, const plan_expr *base, const ast_expr *path)
{
    if (!base->type.set)
        return step(k, base, path);
    if (base->kind == PLAN_MAP) {
        const plan_expr *inner = step_each(k, base->args[1], path);
        if (!inner || typed_is_nothing(inner))
            return inner;
        if (inner->type.set || typed_is_strict(inner, base->args[1]))
            return typed_map(k, base->args[0], inner, path->where);
    }
    const plan_expr *one = step(k, typed_element(k, type_element(base->type), path->where), path);
    return one ? typed_map(k, base, one, path->where) : NULL;
}

const plan_expr *expr_path(checker *k, const ast_expr *e)
{
    if (names_unknown_side(k, e))
        return &typed_nothing;
    const plan_expr *base = expr_check(k, e->left);
    if (typed_is_nothing(base))
        return base;
    const plan_expr *found = step_each(k, base, e);
    if (!found)
        names_unknown_part(k, e, base->type);
    return found ? found : &typed_nothing;
}
