/* Clauses: the table, and what all of them need. */
#include "runtime/query/clause.h"

#include "runtime/query/typed.h"
#include "runtime/query/expr.h"
#include "runtime/query/group.h"
#include "runtime/query/names.h"
#include "runtime/query/pivot.h"
#include "runtime/query/trail.h"

plan *clause_plan(checker *k, scope *s, plan_kind kind, const ast_clause *c)
{
    plan *p = ARENA_NEW(k->memory, plan);
    if (!p)
        return NULL;
    *p = (plan){.kind = kind, .input = s->root, .from = k->from, .where = c->where};
    s->root = p;
    return p;
}

void clause_enter(checker *k, const ast_clause *c, const scope *names)
{
    k->at = (place){.scope = names, .clause = c->kind};
}

void clause_add_column(checker *k, scope *s, visible v, span where)
{
    const visible *same = scope_find(s, v.name);
    if (!same)
        scope_add(k, s, v);
    else if (!typed_is_nothing(v.expr) && !(same->expr && typed_is_nothing(same->expr)))
        names_twice(k, v.name, where);
}

str clause_column_name(checker *k, const scope *s, const ast_item *item)
{
    if (item->has_alias)
        return item->alias.text;
    if ((item->expr->kind != AST_NAME && item->expr->kind != AST_FIELD) || item->expr->has_via)
        return checker_text(k, item->expr);
    const visible *v = scope_find(s, item->expr->name.text);
    return v ? v->name : item->expr->name.text;
}

static void clause_bad(checker *k, const ast_clause *c)
{
    (void)c;
    k->unread = true;
    scope *s = scope_copy(k, k->scope);
    if (!s)
        return;
    s->open = true; /* what it would have done to the columns is not known */
    k->scope = s;
}

static void (*const clauses[])(checker *, const ast_clause *) = {
    [AST_WHERE] = clause_where,       [AST_SELECT] = clause_select,   [AST_ADD] = clause_add,           [AST_DROP] = clause_drop,
    [AST_RENAME] = clause_rename,     [AST_SORT] = clause_sort,       [AST_FIRST] = clause_cut,         [AST_LAST] = clause_cut,
    [AST_LIMIT] = clause_cut,         [AST_TOP] = clause_top,         [AST_DISTINCT] = clause_distinct, [AST_GROUP] = group_clause,
    [AST_COUNT] = group_count_clause, [AST_SHOW] = group_show_clause, [AST_EXPAND] = clause_expand,     [AST_JOIN] = clause_join,
    [AST_APPEND] = clause_append,     [AST_EXCEPT] = clause_keep,     [AST_INTERSECT] = clause_keep,    [AST_TO] = clause_to,
    [AST_BAD_CLAUSE] = clause_bad,
};

/* The clause on top of the rows before it and those beside them. */
static bulk heaped(const bulk *before, const bulk *others)
{
    size_t under = before->height > others->height ? before->height : others->height;
    return (bulk){.clauses = before->clauses + others->clauses + 1, .height = under + 1};
}

static bool is_too_large(checker *k, const bulk *b, const ast_clause *c)
{
    if (b->height > CHECK_CLAUSES_MAX)
        diag_add(k->bag, E_TOO_LARGE, k->from, c->where,
                 "this has more than %d clauses on top of each other, with the queries it goes on from", CHECK_CLAUSES_MAX);
    else if (b->clauses > CHECK_NODES_MAX)
        diag_add(k->bag, E_TOO_LARGE, k->from, c->where, "this becomes too large, with the queries it names");
    else
        return false;
    return true;
}

void clause_check(checker *k, const ast_clause *c)
{
    if (checker_is_full(k))
        return;
    const scope *before = k->scope;
    bulk others = k->others;
    k->others = (bulk){0};
    if (!before->pivot || pivot_lets_follow(k, c))
        clauses[c->kind](k, c);
    trail_clause(k, c);
    if (k->scope && k->scope != before)
        k->scope->bulk = heaped(&before->bulk, &k->others);
    k->others = others;
    if (k->scope && is_too_large(k, &k->scope->bulk, c))
        k->scope = NULL;
}
