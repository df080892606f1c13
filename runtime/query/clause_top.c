/* top: sorted and cut in one clause, over all rows or in each group. */
#include "runtime/query/typed.h"
#include "runtime/query/clause.h"
#include "runtime/query/expr.h"
#include "runtime/query/group.h"

/* A set as key: a row for each element, which the column then shows. The key is the element. */
static const plan_expr *spread_key(checker *k, scope *s, const ast_clause *c, const ast_expr *written, const plan_expr *set)
{
    stored origin = scope_origin(k, s, set);
    group_note_set_key(k, written, set, written->where, NULL);
    plan *p = clause_plan(k, s, PLAN_EXPAND, c);
    if (!p)
        return &typed_nothing;
    p->expr = set;
    visible v = {.shown = true};
    v.expr = typed_temp(k, type_element(set->type), scope_add_temp(k, s, origin), written->where);
    const ast_expr *bare = expr_bare(written);
    bool name = (bare->kind == AST_NAME || bare->kind == AST_FIELD) && !bare->has_via;
    /* A column that a select left out stays out. */
    if (!name || scope_find(s, bare->name.text))
        clause_name_element(k, s, written, v);
    return v.expr;
}

/* The keys of the sort: those of the groups, then what is ranked by. False if one did not check. */
static bool check_keys(checker *k, scope *s, const ast_clause *c, plan_key *keys)
{
    bool ok = true;
    size_t per = c->items.count;
    k->at.in_key = true;
    for (size_t i = 0; i < per; i++) {
        keys[i] = (plan_key){.expr = expr_check(k, c->items.items[i].expr)};
        ok &= !typed_is_nothing(keys[i].expr);
    }
    k->at.in_key = false;
    keys[per] = (plan_key){.expr = expr_check(k, c->by), .descending = true};
    ok &= !typed_is_nothing(keys[per].expr);
    for (size_t i = 0; i < per; i++)
        if (keys[i].expr->type.set)
            keys[i].expr = spread_key(k, s, c, c->items.items[i].expr, keys[i].expr);
    return ok;
}

void clause_top(checker *k, const ast_clause *c)
{
    uint64_t take = 0;
    size_t per = c->items.count;
    scope *s = scope_copy(k, k->scope);
    plan_key *keys = ARENA_ARRAY(k->memory, per + 1, plan_key);
    if (!s || !keys)
        return;
    clause_enter(k, c, clause_sort_names(k));
    bool ok = clause_count(k, c->expr, &take);
    ok &= check_keys(k, s, c, keys);
    plan *sort = ok ? clause_plan(k, s, PLAN_SORT, c) : NULL;
    plan *cut = sort ? clause_plan(k, s, PLAN_SLICE, c) : NULL;
    if (cut) {
        sort->keys = cut->keys = keys;
        sort->key_count = cut->key_count = per + 1;
        cut->per = keys;
        cut->per_count = per;
        cut->take = take;
        cut->top = true;
        cut->with_ties = c->with_ties;
        cut->note_ties = !c->with_ties;
        clause_note_ranked(k, s, cut);
    }
    k->scope = s;
}
