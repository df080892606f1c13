/* Nodes and lists in the arena, and the heights by which nesting is bounded. */
#include "parser/build.h"

#include "base/text.h"
#include "parser/build_node.h"

void build_no_memory(parsing *p)
{
    if (p->stopped == ST_OK)
        p->stopped = ST_NO_MEMORY;
}

void build_too_deep(parsing *p, span where)
{
    if (p->stopped != ST_OK)
        return;
    p->stopped = ST_LIMIT;
    diag *d = diag_add(p->bag, E_TOO_DEEP, p->from, where, "this is nested more than %d deep", PARSE_DEPTH_MAX);
    diag_expect(p->bag, d, "at most %d levels of brackets and operators", PARSE_DEPTH_MAX);
    diag_hint(p->bag, d, "a long chain of `or` is shorter as a list: `country in (Ukraine, Moldova)`");
}

str build_shown(parsing *p, str text)
{
    enum { SHOWN = 40 };
    str cut = text_cut(text, SHOWN);
    return cut.n == text.n ? text : arena_printf(p->memory, "%.*s…", STR_ARG(cut));
}

unsigned build_height(parsing *p, span where, unsigned beneath)
{
    if (beneath >= PARSE_DEPTH_MAX)
        build_too_deep(p, where);
    return beneath + 1;
}

ast_expr *build_node(parsing *p, ast_kind kind, span where)
{
    ast_expr *e = ARENA_NEW(p->memory, ast_expr);
    if (!e) {
        build_no_memory(p);
        e = &p->spare_expr;
        *e = (ast_expr){0};
    }
    e->kind = kind;
    e->where = where;
    e->height = 1;
    return e;
}

/* ---- Lists ---- */

list *build_list(parsing *p)
{
    list *l = ARENA_NEW(p->memory, list);
    if (l)
        return l;
    build_no_memory(p);
    p->spare_list = (list){0};
    return &p->spare_list;
}

static void *push(parsing *p, list *l, size_t size)
{
    void *item = arena_push(p->memory, &l->items, &l->count, &l->capacity, size);
    if (!item)
        build_no_memory(p);
    return item;
}

list *build_add_expr(parsing *p, list *l, ast_expr *e)
{
    ast_expr **slot = push(p, l, sizeof *slot);
    if (slot)
        *slot = e;
    return l;
}

list *build_add_item(parsing *p, list *l, const ast_item *item)
{
    ast_item *slot = push(p, l, sizeof *slot);
    if (slot)
        *slot = *item;
    return l;
}

ast_name build_name(const token *t)
{
    return (ast_name){t->text, t->where, t->quoted};
}

list *build_add_name(parsing *p, list *l, const token *t)
{
    ast_name *slot = push(p, l, sizeof *slot);
    if (slot)
        *slot = build_name(t);
    return l;
}

list *build_add_option(parsing *p, list *l, span where, const token *name, ast_expr *value)
{
    ast_option *slot = push(p, l, sizeof *slot);
    if (slot)
        *slot = (ast_option){where, build_name(name), value};
    return l;
}

list *build_add_setting(parsing *p, list *l, const ast_setting *s)
{
    ast_setting *slot = push(p, l, sizeof *slot);
    if (slot)
        *slot = *s;
    return l;
}

static void comma_missing(parsing *p, const ast_word *before, const token *t)
{
    if (!filter_may_report(&p->f))
        return;
    str first = build_shown(p, before->text), second = build_shown(p, t->text);
    diag *d = diag_add(p->bag, E_NO_COMMA, p->from, t->where, "\"%.*s\" begins a new line, and a text ends with its line", STR_ARG(second));
    diag_expect(p->bag, d, "a comma or a closing bracket before it");
    diag_hint(p->bag, d, "two values: `%.*s, %.*s`", STR_ARG(first), STR_ARG(second));
}

list *build_add_word(parsing *p, list *l, const token *t)
{
    if (l->count > 0 && t->before != BREAK_NONE)
        comma_missing(p, (const ast_word *)l->items + l->count - 1, t);
    ast_word *slot = push(p, l, sizeof *slot);
    ast_word_kind kind = t->kind == TOK_NUMBER ? AST_WORD_NUMBER : t->kind == TOK_DATE ? AST_WORD_DATE : AST_WORD_TEXT;
    if (slot)
        *slot = (ast_word){kind, t->text, t->where};
    return l;
}
