/* Parsing in tests, and trees as nested lists. */
#include "parse_test.h"

#include <stdio.h>

void parse_text(parsed *p, str text)
{
    size_t bad = 0;
    *p = (parsed){.bag = {0}};
    p->bag.memory = &p->memory;
    cr_assert_eq(source_read(&p->memory, STR("query"), text, &p->from, &bad), ST_OK);
    p->result = parse(&p->memory, p->from, &p->bag, &p->script);
}

void parsed_free(parsed *p)
{
    sbuf_free(&p->text);
    arena_free(&p->memory);
}

static const char *answer(parsed *p)
{
    return p->text.p ? p->text.p : "";
}

const char *parsed_report(parsed *p)
{
    sbuf_clear(&p->text);
    for (size_t i = 0; i < p->bag.count; i++) {
        diag_settle(p->bag.items[i], NULL, NULL); /* no names are known here: the first guess stands */
        diag_render(&p->text, p->bag.items[i], false);
    }
    return answer(p);
}

const char *parsed_codes(parsed *p)
{
    sbuf_clear(&p->text);
    for (size_t i = 0; i < p->bag.count; i++)
        sbuf_printf(&p->text, "%s%s", i > 0 ? " " : "", diag_info(p->bag.items[i]->code)->code);
    return answer(p);
}

const char *parsed_format(parsed *p)
{
    sbuf_clear(&p->text);
    ast_format(&p->text, p->script);
    return answer(p);
}

/* ---- Trees ---- */

/* A name is itself, a field .name, a literal <…>, a text [a b], "…" a string, $x a variable, /…/ a pattern, the rest (what operands). */

static const char *const OPS[] = {
    [AST_OP_ADD] = "+",
    [AST_OP_SUB] = "-",
    [AST_OP_MUL] = "*",
    [AST_OP_DIV] = "/",
    [AST_OP_COMMON] = "&",
    [AST_OP_ELSE] = "??",
    [AST_OP_AND] = "and",
    [AST_OP_OR] = "or",
    [AST_OP_EQ] = "=",
    [AST_OP_SAME] = "==",
    [AST_OP_LIKE] = "~",
    [AST_OP_LT] = "<",
    [AST_OP_LE] = "<=",
    [AST_OP_GT] = ">",
    [AST_OP_GE] = ">=",
    [AST_OP_IN] = "in",
    [AST_OP_OVERLAPS] = "overlaps",
    [AST_OP_WITHIN] = "within",
    [AST_OP_CONTAINS] = "contains",
    [AST_OP_MATCHES] = "matches",
    [AST_OP_HAS_ALL] = "has-all",
    [AST_OP_ONLY] = "only",
    [AST_OP_MISSING] = "missing",
    [AST_OP_KNOWN] = "known",
};

static void tree(sbuf *out, const ast_expr *e);

static void node(sbuf *out, const char *head, const ast_expr *a, const ast_expr *b, const ast_expr *c)
{
    sbuf_printf(out, "(%s", head);
    for (const ast_expr *const *e = (const ast_expr *const[]){a, b, c, NULL}; *e; e++) {
        sbuf_char(out, ' ');
        tree(out, *e);
    }
    sbuf_char(out, ')');
}

static void items(sbuf *out, const char *head, str name, const ast_expr *e)
{
    sbuf_printf(out, "(%s%.*s", head, STR_ARG(name));
    for (size_t i = 0; i < e->item_count; i++) {
        sbuf_char(out, ' ');
        tree(out, e->items[i]);
    }
    sbuf_char(out, ')');
}

static void range(sbuf *out, const ast_expr *e)
{
    sbuf_add(out, STR("(.. "));
    if (e->left)
        tree(out, e->left);
    else
        sbuf_char(out, '_');
    sbuf_char(out, ' ');
    if (e->right)
        tree(out, e->right);
    else
        sbuf_char(out, '_');
    sbuf_char(out, ')');
}

static void words(sbuf *out, const ast_expr *e)
{
    sbuf_char(out, e->value_position ? '[' : '<');
    for (size_t i = 0; i < e->word_count; i++)
        sbuf_printf(out, "%s%.*s", i > 0 ? " " : "", STR_ARG(e->words[i].text));
    sbuf_char(out, e->value_position ? ']' : '>');
}

static void operation(sbuf *out, const ast_expr *e)
{
    char head[32];
    snprintf(head, sizeof head, "%s%s", e->negated ? "not-" : "", OPS[e->op]);
    node(out, head, e->left, e->right, NULL);
}

static void leaf(sbuf *out, const ast_expr *e)
{
    switch (e->kind) {
    case AST_NAME:
        sbuf_add(out, e->name.text);
        if (e->has_via)
            sbuf_printf(out, "^%.*s", STR_ARG(e->via.text));
        break;
    case AST_FIELD:
        sbuf_printf(out, ".%.*s", STR_ARG(e->name.text));
        break;
    case AST_PHRASE:
        words(out, e);
        break;
    case AST_STRING:
        sbuf_printf(out, "\"%.*s\"", STR_ARG(e->text));
        break;
    case AST_REGEX:
        sbuf_printf(out, "/%.*s/%s", STR_ARG(e->text), e->ignore_case ? "i" : "");
        break;
    case AST_VAR:
        sbuf_printf(out, "$%.*s", STR_ARG(e->name.text));
        break;
    default:
        sbuf_add(out, STR("BAD"));
    }
}

static void tree(sbuf *out, const ast_expr *e)
{
    switch (e->kind) {
    case AST_PATH:
        tree(out, e->left);
        sbuf_printf(out, ">%.*s", STR_ARG(e->name.text));
        if (e->has_via)
            sbuf_printf(out, "^%.*s", STR_ARG(e->via.text));
        break;
    case AST_RANGE:
        range(out, e);
        break;
    case AST_LIST:
        items(out, "list", STR(""), e);
        break;
    case AST_QUERY:
        sbuf_add(out, STR("(query "));
        ast_format_query(out, e->query);
        sbuf_char(out, ')');
        break;
    case AST_CALL:
        items(out, e->distinct ? "distinct-" : "", e->name.text, e);
        break;
    case AST_NEGATE:
        node(out, "-", e->left, NULL, NULL);
        break;
    case AST_NOT:
        node(out, "not", e->left, NULL, NULL);
        break;
    case AST_PAREN:
        node(out, "paren", e->left, NULL, NULL);
        break;
    case AST_IF:
        node(out, "if", e->condition, e->left, e->right);
        break;
    case AST_BINARY:
    case AST_COMPARE:
    case AST_IS:
        operation(out, e);
        break;
    default:
        leaf(out, e);
    }
}

const char *parsed_tree(parsed *p)
{
    sbuf_clear(&p->text);
    cr_assert_geq(p->script->statement_count, 1);
    const ast_statement *s = p->script->statements[0];
    const ast_expr *e = s->expr;
    if (!e && s->query && s->query->clause_count > 0)
        e = s->query->clauses[0]->expr;
    cr_assert_not_null(e);
    tree(&p->text, e);
    return answer(p);
}

/* ---- Checks ---- */

static void expect_silent(parsed *p, const char *text)
{
    cr_assert_eq(p->result, ST_OK, "%s", text);
    cr_assert_eq(p->bag.count, 0, "%s\n%s", text, parsed_report(p));
}

void expect_format(const char *text, const char *canonical)
{
    parsed first, second;
    parse_text(&first, str_of(text));
    expect_silent(&first, text);
    cr_expect_str_eq(parsed_format(&first), canonical, "%s\nbecame\n%s", text, parsed_format(&first));
    parse_text(&second, str_of(canonical));
    expect_silent(&second, canonical);
    cr_expect_str_eq(parsed_format(&second), canonical, "%s\nbecame\n%s", canonical, parsed_format(&second));
    parsed_free(&first);
    parsed_free(&second);
}

void expect_same(const char *text)
{
    char line[4096];
    snprintf(line, sizeof line, "%s\n", text);
    expect_format(text, line);
}

void expect_tree(const char *expression, const char *wanted)
{
    char text[4096];
    parsed p;
    snprintf(text, sizeof text, "activities where %s", expression);
    parse_text(&p, str_of(text));
    expect_silent(&p, text);
    cr_expect_str_eq(parsed_tree(&p), wanted, "%s\nis\n%s", text, parsed_tree(&p));
    parsed_free(&p);
}

void expect_codes(const char *text, const char *codes)
{
    parsed p;
    parse_text(&p, str_of(text));
    cr_expect_str_eq(parsed_codes(&p), codes, "%s\n%s", text, parsed_report(&p));
    parsed_free(&p);
}

void expect_report(const char *text, const char *report)
{
    parsed p;
    parse_text(&p, str_of(text));
    cr_expect_str_eq(parsed_report(&p), report, "%s\n%s", text, parsed_report(&p));
    parsed_free(&p);
}
