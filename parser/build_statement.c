/* Statements. */
#include <string.h>

#include "parser/build.h"

#include "parser/build_node.h"

ast_statement *build_statement(parsing *p, ast_statement_kind kind, span where)
{
    ast_statement *s = ARENA_NEW(p->memory, ast_statement);
    if (!s) {
        build_no_memory(p);
        s = &p->spare_statement;
        *s = (ast_statement){0};
    }
    s->kind = kind;
    s->where = where;
    return s;
}

ast_statement *build_run(parsing *p, span where, ast_query *q)
{
    return build_about(p, AST_RUN, where, q);
}

ast_statement *build_about(parsing *p, ast_statement_kind kind, span where, ast_query *q)
{
    ast_statement *s = build_statement(p, kind, where);
    s->query = q;
    return s;
}

ast_statement *build_why_not(parsing *p, span where, const token *row, ast_query *q)
{
    ast_statement *s = build_about(p, AST_WHY_NOT, where, q);
    s->name = (ast_name){row->text, row->where, false};
    return s;
}

ast_query *build_last_query(parsing *p, span after)
{
    ast_source last = {.kind = AST_FROM_LAST, .where = {after.end, after.end}};
    return build_query(p, &last);
}

/* E0203, W0101, and what is nearly one: a letter and three to five digits. */
static bool is_code(str s)
{
    if (s.n < 4 || s.n > 6 || !strchr("EWNewn", s.p[0]))
        return false;
    for (size_t i = 1; i < s.n; i++)
        if (s.p[i] < '0' || s.p[i] > '9')
            return false;
    return true;
}

ast_statement *build_explain(parsing *p, span where, ast_query *q)
{
    ast_statement *s = build_statement(p, AST_EXPLAIN, where);
    bool code = q->source.kind == AST_FROM_NAME && !q->source.name.quoted && q->clause_count == 0 && is_code(q->source.name.text);
    if (code) {
        s->has_name = true;
        s->name = q->source.name;
    } else {
        s->query = q;
    }
    return s;
}

void build_type(const parsing *p, ast_statement *s, span words)
{
    s->has_type = words.end > words.begin;
    if (s->has_type)
        s->type = (ast_name){source_slice(p->from, words), words, false};
}

ast_setting build_type_setting(const parsing *p, const token *name, span words)
{
    ast_name type = {source_slice(p->from, words), words, false};
    return (ast_setting){.where = span_join(name->where, words), .name = build_name(name), .has_type = true, .type = type};
}

void build_add_statement(parsing *p, ast_statement *s)
{
    list *l = &p->statements;
    ast_statement **slot = arena_push(p->memory, &l->items, &l->count, &l->capacity, sizeof *slot);
    if (!slot)
        build_no_memory(p);
    else
        *slot = s;
}
