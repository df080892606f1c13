/* Clauses, queries and statements as text, each on one line. */
#include "parser/format.h"

#include "lexer/lexer.h"

/* ---- Items ---- */

static void format_alias(sbuf *out, const ast_item *item)
{
    if (!item->has_alias)
        return;
    sbuf_add(out, STR(" as "));
    format_name(out, &item->alias);
}

static void format_in(sbuf *out, const ast_expr *in)
{
    if (!in)
        return;
    sbuf_add(out, STR(" in "));
    ast_format_expr(out, in);
}

static void format_item(sbuf *out, const ast_item *item)
{
    if (item->expr)
        ast_format_expr(out, item->expr);
    else
        sbuf_char(out, '*');
    format_alias(out, item);
    format_in(out, item->in);
    if (item->has_direction)
        sbuf_add(out, item->descending ? STR(" desc") : STR(" asc"));
}

static void format_add_item(sbuf *out, const ast_item *item)
{
    format_name(out, &item->alias);
    sbuf_add(out, STR(" = "));
    ast_format_expr(out, item->expr);
    if (item->per_count > 0)
        sbuf_add(out, STR(" per "));
    format_exprs(out, item->per, item->per_count);
}

static void format_items(sbuf *out, const char *before, const ast_items *items, void (*format)(sbuf *, const ast_item *))
{
    for (size_t i = 0; i < items->count; i++) {
        sbuf_add(out, i == 0 ? str_of(before) : STR(", "));
        format(out, &items->items[i]);
    }
}

/* ---- Clauses ---- */

void format_source(sbuf *out, const ast_source *s)
{
    if (s->kind == AST_FROM_NAME) {
        format_name(out, &s->name);
    } else if (s->kind == AST_FROM_QUERY) {
        sbuf_char(out, '(');
        if (s->query)
            ast_format_query(out, s->query);
        sbuf_char(out, ')');
    }
}

static void format_group(sbuf *out, const ast_clause *c)
{
    format_items(out, "group by ", &c->items, format_item);
    if (c->has_pivot) {
        sbuf_add(out, STR(" pivot "));
        format_item(out, &c->pivot);
    }
    format_items(out, " show ", &c->show, format_item);
}

static void format_top(sbuf *out, const ast_clause *c)
{
    sbuf_add(out, STR("top "));
    ast_format_expr(out, c->expr);
    sbuf_add(out, STR(" by "));
    ast_format_expr(out, c->by);
    format_items(out, " per ", &c->items, format_item);
    if (c->with_ties)
        sbuf_add(out, STR(" with ties"));
}

static void format_join(sbuf *out, const ast_clause *c)
{
    sbuf_add(out, c->left ? STR("left join ") : STR("join "));
    format_source(out, &c->source);
    if (c->has_name) {
        sbuf_add(out, STR(" as "));
        format_name(out, &c->name);
    }
    sbuf_add(out, STR(" on "));
    ast_format_expr(out, c->expr);
}

static void format_to(sbuf *out, const ast_clause *c)
{
    sbuf_add(out, STR("to"));
    if (c->format.text.n > 0)
        sbuf_printf(out, " %.*s", STR_ARG(c->format.text));
    for (size_t i = 0; i < c->option_count; i++) {
        sbuf_char(out, ' ');
        format_name(out, &c->options[i].name);
        if (!c->options[i].value)
            continue;
        sbuf_char(out, '=');
        ast_format_expr(out, c->options[i].value);
    }
    if (c->has_file) {
        sbuf_char(out, ' ');
        lexer_quote(out, c->file);
    }
}

static void format_with_expr(sbuf *out, const char *word, const ast_expr *e)
{
    sbuf_printf(out, "%s ", word);
    ast_format_expr(out, e);
}

static void format_with_source(sbuf *out, const char *word, const ast_clause *c)
{
    sbuf_printf(out, "%s ", word);
    format_source(out, &c->source);
}

static void format_limit(sbuf *out, const ast_clause *c)
{
    format_with_expr(out, "limit", c->expr);
    if (c->offset)
        format_with_expr(out, " offset", c->offset);
}

/* Long because there are so many clauses, each with its own case. */
void format_clause(sbuf *out, const ast_clause *c)
{
    if (c->piped)
        sbuf_add(out, STR("| "));
    switch (c->kind) {
    case AST_WHERE:
        format_with_expr(out, "where", c->expr);
        break;
    case AST_SELECT:
        format_items(out, "select ", &c->items, format_item);
        break;
    case AST_ADD:
        format_items(out, "add ", &c->items, format_add_item);
        break;
    case AST_DROP:
        format_items(out, "drop ", &c->items, format_item);
        break;
    case AST_RENAME:
        format_items(out, "rename ", &c->items, format_item);
        break;
    case AST_SORT:
        format_items(out, "sort by ", &c->items, format_item);
        break;
    case AST_FIRST:
        format_with_expr(out, "first", c->expr);
        break;
    case AST_LAST:
        format_with_expr(out, "last", c->expr);
        break;
    case AST_LIMIT:
        format_limit(out, c);
        break;
    case AST_TOP:
        format_top(out, c);
        break;
    case AST_DISTINCT:
        sbuf_add(out, STR("distinct"));
        format_items(out, " by ", &c->items, format_item);
        break;
    case AST_GROUP:
        format_group(out, c);
        break;
    case AST_COUNT:
        sbuf_add(out, STR("count"));
        format_items(out, " by ", &c->items, format_item);
        break;
    case AST_SHOW:
        format_items(out, "show ", &c->items, format_item);
        break;
    case AST_EXPAND:
        format_with_expr(out, "expand", c->expr);
        format_in(out, c->in);
        break;
    case AST_JOIN:
        format_join(out, c);
        break;
    case AST_APPEND:
        format_with_source(out, "append", c);
        break;
    case AST_EXCEPT:
        format_with_source(out, "except", c);
        break;
    case AST_INTERSECT:
        format_with_source(out, "intersect", c);
        break;
    case AST_TO:
        format_to(out, c);
        break;
    case AST_BAD_CLAUSE:
        sbuf_char(out, '?');
        break;
    }
}

void ast_format_clause(sbuf *out, const ast_clause *c)
{
    ast_clause alone = *c;
    alone.piped = false;
    format_clause(out, &alone);
}

void ast_format_query(sbuf *out, const ast_query *q)
{
    format_source(out, &q->source);
    for (size_t i = 0; i < q->clause_count; i++) {
        if (i > 0 || q->source.kind != AST_FROM_LAST)
            sbuf_char(out, ' ');
        format_clause(out, q->clauses[i]);
    }
}

/* ---- Statements ---- */

/* The word that asks about a query. Without one it is the last, and nothing stands behind the word. */
static void format_asking(sbuf *out, const char *word, const ast_statement *s)
{
    bool last = s->query->source.kind == AST_FROM_LAST && s->query->clause_count == 0;
    sbuf_printf(out, "%s%s", word, last ? "" : " ");
}

void format_head(sbuf *out, const ast_statement *s)
{
    if (s->kind == AST_LET_QUERY) {
        sbuf_add(out, STR("let "));
        format_name(out, &s->name);
        sbuf_add(out, STR(" = "));
    } else if (s->kind == AST_EXPLAIN) {
        format_asking(out, "explain", s);
    } else if (s->kind == AST_WHY) {
        format_asking(out, "why", s);
    } else if (s->kind == AST_WHY_NOT) {
        sbuf_add(out, STR("why not "));
        lexer_quote(out, s->name.text);
        if (s->query->source.kind != AST_FROM_LAST || s->query->clause_count > 0)
            sbuf_add(out, STR(" in "));
    } else if (s->kind == AST_SAY) {
        format_asking(out, "say", s);
    }
}

/* param $name: type = value, let $name: type = value */
static void format_variable(sbuf *out, const char *word, const ast_statement *s)
{
    sbuf_printf(out, "%s $%.*s", word, STR_ARG(s->name.text));
    if (s->has_type)
        sbuf_printf(out, ": %.*s", STR_ARG(s->type.text));
    if (s->expr)
        format_with_expr(out, " =", s->expr);
}

static void format_def(sbuf *out, const ast_statement *s)
{
    sbuf_printf(out, "def %.*s(", STR_ARG(s->name.text));
    for (size_t i = 0; i < s->param_count; i++)
        sbuf_printf(out, "%s$%.*s", i > 0 ? ", " : "", STR_ARG(s->params[i].text));
    format_with_expr(out, ") =", s->expr);
}

static void format_owned(sbuf *out, const char *word, const ast_statement *s)
{
    sbuf_printf(out, "%s ", word);
    if (s->has_owner) {
        format_name(out, &s->owner);
        sbuf_char(out, '.');
    }
    format_name(out, &s->name);
}

static void format_quoted(sbuf *out, const char *word, str text)
{
    sbuf_printf(out, "%s ", word);
    lexer_quote(out, text);
}

static void format_setting(sbuf *out, const ast_setting *s)
{
    format_name(out, &s->name);
    sbuf_add(out, s->links ? STR(" links ") : STR(" = "));
    if (s->links)
        format_name(out, &s->target);
    else if (s->has_type)
        sbuf_add(out, s->type.text);
    else
        ast_format_expr(out, s->expr);
}

static void format_load(sbuf *out, const ast_statement *s)
{
    format_quoted(out, "load", s->file);
    if (s->has_name) {
        sbuf_add(out, STR(" as "));
        format_name(out, &s->name);
    }
    for (size_t i = 0; i < s->setting_count; i++) {
        sbuf_add(out, i == 0 ? STR(" with ") : STR(", "));
        format_setting(out, &s->settings[i]);
    }
}

void format_plain_statement(sbuf *out, const ast_statement *s)
{
    switch (s->kind) {
    case AST_USE:
        if (s->has_name)
            format_owned(out, "use", s);
        else
            format_quoted(out, "use", s->file);
        break;
    case AST_PARAM:
        format_variable(out, "param", s);
        break;
    case AST_LET_VALUE:
        format_variable(out, "let", s);
        break;
    case AST_DEF:
        format_def(out, s);
        break;
    case AST_DEF_FIELD:
        format_owned(out, "def", s);
        format_with_expr(out, " =", s->expr);
        break;
    case AST_LOAD:
        format_load(out, s);
        break;
    case AST_SAVE:
        format_quoted(out, "save", s->file);
        break;
    case AST_EXPLAIN:
        format_owned(out, "explain", s);
        break;
    case AST_DESCRIBE:
        if (s->of_variable)
            sbuf_printf(out, "describe $%.*s", STR_ARG(s->name.text));
        else if (s->of_text)
            format_quoted(out, "describe", s->name.text);
        else
            format_owned(out, "describe", s);
        break;
    case AST_SHOW_LIST:
        format_owned(out, "show", s);
        break;
    default:
        sbuf_char(out, '?');
    }
}
