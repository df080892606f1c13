/* Clauses and the queries they make. */
#include "parser/build.h"

#include "parser/build_node.h"

/* ---- Items ---- */

ast_item *build_item(parsing *p, span where, ast_expr *e, const token *alias)
{
    ast_item *item = ARENA_NEW(p->memory, ast_item);
    if (!item) {
        build_no_memory(p);
        item = &p->spare_item;
        *item = (ast_item){0};
    }
    item->where = where;
    item->expr = e ? build_no_query(p, e) : NULL;
    if (alias) {
        item->has_alias = true;
        item->alias = build_name(alias);
    }
    return item;
}

ast_item *build_key(parsing *p, span where, ast_expr *e, const token *alias, ast_expr *in)
{
    if (!in && e->kind == AST_COMPARE && e->op == AST_OP_IN && !e->negated) {
        in = e->right;
        e = e->left;
    } else if (in) {
        build_in(p, in);
    }
    ast_item *item = build_item(p, where, e, alias);
    item->in = in;
    return item;
}

ast_expr *build_in(parsing *p, ast_expr *value)
{
    build_one_item_list(p, value);
    return value;
}

ast_items build_items(const list *l)
{
    return (ast_items){l->items, l->count};
}

/* ---- Clauses ---- */

ast_clause *build_clause(parsing *p, ast_clause_kind kind, span where, const token *keyword)
{
    ast_clause *c = ARENA_NEW(p->memory, ast_clause);
    if (!c) {
        build_no_memory(p);
        c = &p->spare_clause;
        *c = (ast_clause){0};
    }
    c->kind = kind;
    c->where = where;
    c->keyword = keyword ? keyword->where : where;
    return c;
}

ast_clause *build_bad_clause(parsing *p, span where)
{
    return build_clause(p, AST_BAD_CLAUSE, where, NULL);
}

void build_top_keys(parsing *p, ast_clause *c, const list *keys)
{
    list *items = build_list(p);
    for (size_t i = 0; i < keys->count; i++) {
        ast_expr *key = ((ast_expr **)keys->items)[i];
        build_add_item(p, items, &(ast_item){.where = key->where, .expr = key});
    }
    c->items = build_items(items);
}

ast_clause *build_pivot(parsing *p, span where, const token *keyword, const list *keys)
{
    ast_clause *c = build_clause(p, AST_BAD_CLAUSE, where, keyword);
    ast_items all = build_items(keys);
    if (all.count > 0) {
        c->has_pivot = true;
        c->pivot = all.items[0];
    }
    if (all.count < 2 || !filter_may_report(&p->f))
        return c;
    diag *d = diag_add(p->bag, E_PIVOT_PLACE, p->from, all.items[1].where, "a pivot has one key");
    diag_label_at(p->bag, d, all.items[0].where, "its values become columns");
    diag_expect(p->bag, d, "nothing more");
    diag_hint(p->bag, d, "other keys stand before it: `group by month, country pivot project`");
    diag_hint(p->bag, d, "what fills the cells stands in show: `pivot project show count, sum(days)`");
    return c;
}

ast_clause *build_join(parsing *p, span where, const token *keyword, const ast_source *s, const token *alias, ast_expr *condition)
{
    ast_clause *c = build_clause(p, AST_JOIN, where, keyword);
    c->left = keyword->kind == TOK_LEFT_JOIN;
    c->source = *s;
    c->expr = build_no_query(p, condition);
    c->has_name = alias != NULL;
    if (alias)
        c->name = build_name(alias);
    return c;
}

ast_clause *build_to(parsing *p, span where, const token *keyword, const token *format, const list *options, const token *file)
{
    ast_clause *c = build_clause(p, AST_TO, where, keyword);
    if (format)
        c->format = build_name(format);
    c->options = options->items;
    c->option_count = options->count;
    c->has_file = file != NULL;
    if (file) {
        c->file = file->text;
        c->file_where = file->where;
    }
    return c;
}

/* ---- Sources and queries ---- */

ast_source build_source(const token *name)
{
    return (ast_source){.kind = AST_FROM_NAME, .where = name->where, .name = build_name(name)};
}

ast_source build_source_query(parsing *p, span where, ast_query *q)
{
    if (q)
        build_height(p, where, q->height);
    return (ast_source){.kind = AST_FROM_QUERY, .where = where, .query = q};
}

ast_query *build_query(parsing *p, const ast_source *s)
{
    ast_query *q = ARENA_NEW(p->memory, ast_query);
    if (!q) {
        build_no_memory(p);
        q = &p->spare_query;
        *q = (ast_query){0};
    }
    q->where = s->where;
    q->source = *s;
    q->height = s->query ? s->query->height + 1 : 1;
    return q;
}

static unsigned expr_height(unsigned h, const ast_expr *e)
{
    return e && e->height > h ? e->height : h;
}

static unsigned item_height(unsigned h, const ast_item *item)
{
    h = expr_height(expr_height(h, item->expr), item->in);
    for (size_t i = 0; i < item->per_count; i++)
        h = expr_height(h, item->per[i]);
    return h;
}

static unsigned clause_height(const ast_clause *c)
{
    unsigned h = expr_height(expr_height(expr_height(0, c->expr), c->by), c->in);
    for (size_t i = 0; i < c->items.count; i++)
        h = item_height(h, &c->items.items[i]);
    h = item_height(h, &c->pivot);
    if (c->source.query && c->source.query->height > h)
        h = c->source.query->height;
    return h;
}

/* One behind another group, or behind the show of its own, stands in a wrong place; else there is no group at all. */
static void refuse_pivot(parsing *p, const ast_clause *last, const ast_clause *c)
{
    bool grouped = last && last->kind == AST_GROUP;
    diag *d;
    if (!filter_may_report(&p->f))
        return;
    if (grouped && last->has_pivot) {
        d = diag_add(p->bag, E_PIVOT_PLACE, p->from, c->keyword, "this group by has a pivot already");
        diag_label_at(p->bag, d, last->pivot.where, "its values become columns");
        diag_expect(p->bag, d, "one pivot in a group by");
        diag_hint(p->bag, d, "make this a key, which gives each value a row: `group by month, country pivot project`");
    } else if (grouped) {
        d = diag_add(p->bag, E_PIVOT_PLACE, p->from, c->keyword, "pivot stands before show");
        diag_expect(p->bag, d, "pivot right behind the keys of the group by");
        diag_hint(p->bag, d, "for example: `group by month pivot project show sum(days)`");
    } else {
        d = diag_add(p->bag, E_PIVOT_PLACE, p->from, c->keyword, "pivot has no group by before it");
        diag_expect(p->bag, d, "group by before pivot");
        diag_hint(p->bag, d, "for example: `group by month pivot project`");
    }
}

/* A show or pivot at once after group by belongs to it (language rules, 6). True if `c` went into the clause before. */
static bool joins_group(parsing *p, const ast_query *q, ast_clause *c)
{
    ast_clause *last = q->clause_count > 0 ? q->clauses[q->clause_count - 1] : NULL;
    bool group = last && last->kind == AST_GROUP && last->show.count == 0;
    if (c->has_pivot && group && !last->has_pivot) {
        last->has_pivot = true;
        last->pivot = c->pivot;
    } else if (c->kind == AST_SHOW && group) {
        last->show = c->items;
    } else {
        if (c->has_pivot)
            refuse_pivot(p, last, c);
        return false;
    }
    last->where.end = c->where.end;
    return true;
}

static void refuse_after_to(parsing *p, const ast_query *q, const ast_clause *c)
{
    const ast_clause *last = q->clause_count > 0 ? q->clauses[q->clause_count - 1] : NULL;
    if (!last || last->kind != AST_TO || c->kind == AST_BAD_CLAUSE || !filter_may_report(&p->f))
        return;
    str word = source_slice(p->from, c->keyword);
    diag *d = diag_add(p->bag, E_AFTER_TO, p->from, c->keyword, "\"%.*s\" stands after to", STR_ARG(word));
    diag_expect(p->bag, d, "the end of the statement: to comes last");
    diag_hint(p->bag, d, "put `to …` at the end");
}

ast_query *build_add_clause(parsing *p, ast_query *q, ast_clause *c, bool piped)
{
    bool bad_again = c->kind == AST_BAD_CLAUSE && q->clause_count > 0 && q->clauses[q->clause_count - 1]->kind == AST_BAD_CLAUSE;
    c->piped = piped;
    q->where.end = c->where.end > q->where.end ? c->where.end : q->where.end;
    unsigned height = clause_height(c);
    if (height > q->height)
        q->height = height;
    refuse_after_to(p, q, c);
    if (bad_again || joins_group(p, q, c))
        return q;
    ast_clause **slot = arena_push(p->memory, (void **)&q->clauses, &q->clause_count, &q->clause_capacity, sizeof *slot);
    if (!slot)
        build_no_memory(p);
    else
        *slot = c;
    return q;
}
