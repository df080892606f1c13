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

void clause_select(checker *k, const ast_clause *c)
{
    scope *s = scope_without_names(k, k->scope);
    if (!s)
        return;
    s->collection = -1;
    clause_enter(k, c, k->scope);
    for (size_t i = 0; i < c->items.count; i++)
        select_item(k, s, &c->items.items[i]);
    scope_note_all_gone(k, k->scope, s, c);
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

/* The column that an item of drop or rename names, in `s`. */
static visible *named_column(checker *k, scope *s, const ast_item *item)
{
    visible *v = item->expr->kind == AST_NAME || item->expr->kind == AST_FIELD ? scope_find(s, item->expr->name.text)
                                                                               : scope_find_printed(k, s, item->expr);
    if (v)
        return v;
    ast_name name = item->expr->name;
    if (item->expr->kind != AST_NAME && item->expr->kind != AST_FIELD)
        name = (ast_name){.text = checker_text(k, item->expr), .where = item->expr->where};
    names_unknown_field(k, &name);
    return NULL;
}

void clause_drop(checker *k, const ast_clause *c)
{
    scope *s = scope_copy(k, k->scope);
    if (!s)
        return;
    clause_enter(k, c, k->scope);
    for (size_t i = 0; i < c->items.count; i++) {
        visible *v = named_column(k, s, &c->items.items[i]);
        if (!v)
            continue;
        scope_note_gone(k, s, v->name, c);
        scope_remove(s, v);
    }
    k->scope = s;
}

void clause_rename(checker *k, const ast_clause *c)
{
    scope *s = scope_copy(k, k->scope);
    if (!s)
        return;
    clause_enter(k, c, k->scope);
    for (size_t i = 0; i < c->items.count; i++) {
        const ast_item *item = &c->items.items[i];
        visible *v = named_column(k, k->scope, item);
        if (!v)
            continue;
        visible *mine = &s->names[v - k->scope->names];
        scope_note_gone(k, s, v->name, c);
        scope_value(k, mine, item->where);
        mine->name = item->alias.text;
        mine->computed = NULL;
        mine->shown = true;
    }
    for (size_t i = 0; i < c->items.count; i++) {
        size_t same = 0;
        for (size_t j = 0; j < s->count; j++)
            same += str_equal_nocase(s->names[j].name, c->items.items[i].alias.text);
        if (same > 1)
            names_twice(k, c->items.items[i].alias.text, c->items.items[i].alias.where);
    }
    k->scope = s;
}
