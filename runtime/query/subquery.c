/* Queries in brackets on the right of `in`. */
#include "runtime/query/subquery.h"

#include "runtime/query/query.h"
#include "runtime/query/typed.h"
#include "runtime/query/words.h"

/* The one column that is shown; NULL if there is not just one. */
static const visible *only_column(const scope *rows)
{
    const visible *only = NULL;
    for (size_t i = 0; i < rows->count; i++) {
        if (!rows->names[i].shown)
            continue;
        if (only)
            return NULL;
        only = &rows->names[i];
    }
    return only;
}

/* For a link among the rows that it leads to, their name; else the first column whose values could be among what is asked for; else the first. */
static str likely_column(checker *k, const operand *o, const scope *rows)
{
    str first = {0};
    if (o->type.kind == TYPE_LINK && rows->collection == o->type.target) {
        const collection *target = checker_collection(k, o->type.target);
        str name = target->name_field >= 0 ? target->fields[target->name_field].name : STR("");
        if (scope_find(rows, name))
            return name;
    }
    for (size_t i = 0; i < rows->count; i++) {
        const visible *v = &rows->names[i];
        if (!v->shown || !v->expr)
            continue;
        if (v->expr->type.kind == o->type.kind && v->expr->type.target == o->type.target)
            return v->name;
        first = first.n > 0 ? first : v->name;
    }
    return first;
}

static void tell_columns(checker *k, const operand *o, const ast_expr *e, const scope *rows)
{
    sbuf all = {0};
    size_t count = 0;
    for (size_t i = 0; i < rows->count; i++)
        if (rows->names[i].shown)
            sbuf_printf(&all, "%s%.*s", count++ ? ", " : "", STR_ARG(rows->names[i].name));
    str columns = checker_take(k, &all), column = likely_column(k, o, rows), query = checker_written(k, e->query->where);
    diag *d = diag_add(k->bag, E_ONE_COLUMN, k->from, e->where, "this query has %zu columns: %.*s", count, STR_ARG(columns));
    diag_expect(k->bag, d, "a query of one column behind `%.*s`", STR_ARG(o->sign));
    if (column.n > 0)
        diag_hint(k->bag, d, "say which one: `%.*s (%.*s select %.*s)`", STR_ARG(o->sign), STR_ARG(query), STR_ARG(column));
}

const plan_expr *subquery_values(checker *k, const operand *o, const ast_expr *e)
{
    ast_source source = {.kind = AST_FROM_QUERY, .where = e->where, .query = e->query};
    scope *rows = query_of_source(k, &source);
    if (!rows || rows->open)
        return &typed_nothing;
    const visible *column = only_column(rows);
    if (!column) {
        tell_columns(k, o, e, rows);
        return &typed_nothing;
    }
    plan_subquery *query = ARENA_NEW(k->memory, plan_subquery);
    const plan_expr *values = scope_value(k, column, e->where);
    if (!query || typed_is_nothing(values))
        return &typed_nothing;
    *query = (plan_subquery){.root = rows->root, .column = values};
    plan_expr made = {.kind = PLAN_QUERY, .type = type_set_of(type_element(values->type)), .query = query, .where = e->where};
    return typed_node(k, made, 0, NULL);
}

bool subquery_tell_name(checker *k, const operand *o, const ast_expr *value)
{
    if (o->op != AST_OP_IN || value->kind != AST_PHRASE || value->word_count != 1 || !query_is_named(k, value->words[0].text))
        return false;
    str name = value->words[0].text;
    ast_source source = {.kind = AST_FROM_NAME, .where = value->where, .name = {.text = name, .where = value->where}};
    const scope *rows = query_of_source(k, &source);
    if (!rows)
        return true;
    str column = likely_column(k, o, rows);
    diag *d = diag_add(k->bag, E_ONE_COLUMN, k->from, value->where, "%.*s is a name for rows, not a value", STR_ARG(name));
    diag_expect(k->bag, d, "values, or a query of one column");
    diag_hint(k->bag, d, "the values of one of its columns: `%.*s (%.*s select %.*s)`", STR_ARG(o->sign), STR_ARG(name), STR_ARG(column));
    diag_hint(k->bag, d, "in quotes, \"%.*s\" is a value", STR_ARG(name));
    return true;
}
