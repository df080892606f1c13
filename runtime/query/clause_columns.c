/* select, add, drop, rename: what the columns are. None of them needs an operator. */
#include "runtime/query/typed.h"
#include "runtime/query/clause.h"
#include "runtime/query/expr.h"
#include "runtime/query/names.h"
#include "runtime/query/window.h"

/* ---- select ---- */

/* `*`: all the columns that are stored or were made; computed fields that nobody asked for are not among them. */
static void select_all(checker *k, scope *s, const ast_item *item)
{
    for (size_t i = 0; i < k->scope->count; i++) {
        visible v = k->scope->names[i];
        if (v.computed)
            continue;
        v.shown = true;
        clause_add_column(k, s, v, item->where);
    }
}

static void select_item(checker *k, scope *s, const ast_item *item)
{
    if (!item->expr) {
        select_all(k, s, item);
        return;
    }
    visible v = {.name = clause_column_name(k, k->scope, item), .shown = true};
    v.expr = expr_check(k, item->expr);
    clause_add_column(k, s, v, item->where);
}

/* `select (days > 3)`, which elsewhere keeps rows. */
static void warn_condition(checker *k, const ast_clause *c, const plan_expr *e)
{
    const ast_item *item = &c->items.items[0];
    if (k->quiet || c->items.count != 1 || !item->expr || item->expr->kind != AST_PAREN || item->has_alias || e->type.kind != TYPE_BOOL)
        return;
    str condition = checker_text(k, item->expr->left);
    diag *d = diag_add(k->bag, W_SELECT_CONDITION, k->from, item->where, "this makes a column of true and false, and keeps all rows");
    diag_hint(k->bag, d, "the rows for which it holds: `where %.*s`", STR_ARG(condition));
    diag_hint(k->bag, d, "if the column is meant, give it a name with `as`");
}

void clause_select(checker *k, const ast_clause *c)
{
    scope *s = scope_without_names(k, k->scope);
    if (!s)
        return;
    s->collection = -1;
    clause_enter(k, c, k->scope);
    for (size_t i = 0; i < c->items.count; i++)
        select_item(k, s, &c->items.items[i]);
    if (s->count == 1 && s->names[0].expr)
        warn_condition(k, c, s->names[0].expr);
    scope_note_gone(k, k->scope, s, c);
    s->before_select = k->scope;
    k->scope = s;
}

/* ---- add ---- */

void clause_add(checker *k, const ast_clause *c)
{
    scope *s = scope_copy(k, k->scope);
    if (!s)
        return;
    window w;
    clause_enter(k, c, k->scope);
    window_begin(k, &w);
    for (size_t i = 0; i < c->items.count; i++) {
        const ast_item *item = &c->items.items[i];
        visible v = {.name = clause_column_name(k, k->scope, item), .shown = true};
        v.expr = window_item(k, &w, item);
        clause_add_column(k, s, v, item->where);
    }
    window_end(k, &w, s, c);
    k->scope = s;
}

/* ---- drop, rename ---- */

/* `rename n as days`: the names stand the wrong way round. */
static bool tell_renamed(checker *k, const scope *s, const ast_item *item, const ast_name *name)
{
    if (!item->has_alias || !scope_find(s, item->alias.text))
        return false;
    diag *d = diag_add(k->bag, E_UNKNOWN_FIELD, k->from, name->where, "there is no column \"%.*s\" to rename", STR_ARG(name->text));
    diag_expect(k->bag, d, "the old name first");
    diag_hint(k->bag, d, "write `rename %.*s as %.*s`", STR_ARG(item->alias.text), STR_ARG(name->text));
    return true;
}

/* The column that an item of drop or rename names; its place among the names of `s`, or -1, which is told. */
static int64_t named_column(checker *k, const scope *s, const ast_item *item)
{
    bool plain = item->expr->kind == AST_NAME || item->expr->kind == AST_FIELD;
    const visible *v = plain ? scope_find(s, item->expr->name.text) : scope_find_printed(k, s, item->expr);
    if (v)
        return v - s->names;
    ast_name name = item->expr->name;
    if (!plain)
        name = (ast_name){.text = checker_text(k, item->expr), .where = item->expr->where};
    if (!tell_renamed(k, s, item, &name))
        names_unknown_field(k, &name);
    return -1;
}

/* Of each column of `s` the item of the clause that names it, or NULL. A column that is named twice is told of. NULL without memory. */
static const ast_item **named_columns(checker *k, const scope *s, const ast_clause *c)
{
    const ast_item **named = ARENA_ARRAY(k->memory, s->count, const ast_item *);
    for (size_t i = 0; named && i < c->items.count; i++) {
        const ast_item *item = &c->items.items[i];
        int64_t at = named_column(k, s, item);
        if (at < 0)
            continue;
        if (named[at]) {
            diag *d = diag_add(k->bag, E_UNKNOWN_FIELD, k->from, item->where, "%.*s stands here a second time", STR_ARG(s->names[at].name));
            diag_label_at(k->bag, d, named[at]->where, "the first time");
        }
        named[at] = item;
    }
    return named;
}

void clause_drop(checker *k, const ast_clause *c)
{
    const scope *before = k->scope;
    scope *s = scope_without_names(k, before);
    clause_enter(k, c, before);
    const ast_item **named = s ? named_columns(k, before, c) : NULL;
    if (!named)
        return;
    for (size_t i = 0; i < before->count; i++)
        if (!named[i])
            scope_add(k, s, before->names[i]);
    scope_note_gone(k, before, s, c);
    k->scope = s;
}

void clause_rename(checker *k, const ast_clause *c)
{
    const scope *before = k->scope;
    scope *s = scope_without_names(k, before);
    clause_enter(k, c, before);
    const ast_item **named = s ? named_columns(k, before, c) : NULL;
    if (!named)
        return;
    for (size_t i = 0; i < before->count; i++) {
        visible v = before->names[i];
        if (named[i])
            v = (visible){.name = named[i]->alias.text, .expr = scope_value(k, &v, named[i]->where), .shown = true};
        const visible *same = scope_find(s, v.name);
        const ast_item *item = named[i] || !same ? named[i] : named[same - s->names];
        if (same && item)
            names_twice(k, item->alias.text, item->alias.where);
        scope_add(k, s, v);
    }
    scope_note_gone(k, before, s, c);
    k->scope = s;
}
