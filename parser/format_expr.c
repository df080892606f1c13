/* Expressions as text: also how a column without an alias is named. */
#include "parser/format.h"

#include <string.h>

#include "lexer/lexer.h"

typedef struct op_text {
    const char *plain, *negated;
} op_text;

static const op_text OPS[] = {
    [AST_OP_ADD] = {"+", "+"},
    [AST_OP_SUB] = {"-", "-"},
    [AST_OP_MUL] = {"*", "*"},
    [AST_OP_DIV] = {"/", "/"},
    [AST_OP_COMMON] = {"&", "&"},
    [AST_OP_ELSE] = {"??", "??"},
    [AST_OP_AND] = {"and", "and"},
    [AST_OP_OR] = {"or", "or"},
    [AST_OP_EQ] = {"=", "!="},
    [AST_OP_SAME] = {"==", "!=="},
    [AST_OP_LIKE] = {"~", "!~"},
    [AST_OP_LT] = {"<", "<"},
    [AST_OP_LE] = {"<=", "<="},
    [AST_OP_GT] = {">", ">"},
    [AST_OP_GE] = {">=", ">="},
    [AST_OP_IN] = {"in", "not in"},
    [AST_OP_OVERLAPS] = {"overlaps", "not overlaps"},
    [AST_OP_WITHIN] = {"within", "not within"},
    [AST_OP_CONTAINS] = {"contains", "not contains"},
    [AST_OP_MATCHES] = {"matches", "not matches"},
    [AST_OP_HAS_ALL] = {"has all", "not has all"},
    [AST_OP_ONLY] = {"only", "not only"},
    [AST_OP_MISSING] = {"is missing", "is not missing"},
    [AST_OP_KNOWN] = {"is known", "is not known"},
};

void format_name(sbuf *out, const ast_name *name)
{
    if (name->quoted)
        sbuf_char(out, '`');
    sbuf_add(out, name->text);
    if (name->quoted)
        sbuf_char(out, '`');
}

void format_exprs(sbuf *out, ast_expr *const *items, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        if (i > 0)
            sbuf_add(out, STR(", "));
        ast_format_expr(out, items[i]);
    }
}

static void format_list(sbuf *out, const ast_expr *e)
{
    sbuf_char(out, '(');
    format_exprs(out, e->items, e->item_count);
    sbuf_char(out, ')');
}

static void format_phrase(sbuf *out, const ast_expr *e)
{
    for (size_t i = 0; i < e->word_count; i++) {
        if (i > 0)
            sbuf_char(out, ' ');
        sbuf_add(out, e->words[i].text);
    }
}

static void format_string(sbuf *out, const ast_expr *e)
{
    bool raw = e->raw && (e->text.n == 0 || !memchr(e->text.p, '\'', e->text.n));
    if (raw)
        sbuf_printf(out, "'%.*s'", STR_ARG(e->text));
    else
        lexer_quote(out, e->text);
}

static void format_operator(sbuf *out, const ast_expr *e)
{
    sbuf_printf(out, " %s ", e->negated ? OPS[e->op].negated : OPS[e->op].plain);
}

/* Two signs at once would begin another language's comment. */
static void format_negate(sbuf *out, const ast_expr *e)
{
    sbuf_add(out, e->left->kind == AST_NEGATE ? STR("- ") : STR("-"));
    ast_format_expr(out, e->left);
}

static void format_if(sbuf *out, const ast_expr *e)
{
    sbuf_add(out, STR("if "));
    ast_format_expr(out, e->condition);
    sbuf_add(out, STR(" then "));
    ast_format_expr(out, e->left);
    sbuf_add(out, STR(" else "));
    ast_format_expr(out, e->right);
}

/* The name of a field or of a path's last step. */
static void format_step(sbuf *out, const ast_expr *e)
{
    format_name(out, &e->name);
    if (e->has_via) {
        sbuf_add(out, STR(" via "));
        format_name(out, &e->via);
    }
}

static void format_leaf(sbuf *out, const ast_expr *e)
{
    switch (e->kind) {
    case AST_NAME:
        format_step(out, e);
        break;
    case AST_FIELD:
        sbuf_char(out, '.');
        format_name(out, &e->name);
        break;
    case AST_VAR:
        sbuf_printf(out, "$%.*s", STR_ARG(e->name.text));
        break;
    case AST_PHRASE:
        format_phrase(out, e);
        break;
    case AST_STRING:
        format_string(out, e);
        break;
    case AST_REGEX:
        sbuf_printf(out, "/%.*s/%s", STR_ARG(e->text), e->ignore_case ? "i" : "");
        break;
    default:
        sbuf_add(out, STR("?"));
    }
}

static void format_around(sbuf *out, const char *before, const ast_expr *e, const char *after)
{
    sbuf_add(out, str_of(before));
    if (e)
        ast_format_expr(out, e);
    sbuf_add(out, str_of(after));
}

void ast_format_expr(sbuf *out, const ast_expr *e)
{
    switch (e->kind) {
    case AST_PATH:
        format_around(out, "", e->left, ".");
        format_step(out, e);
        break;
    case AST_RANGE:
        format_around(out, "", e->left, "..");
        format_around(out, "", e->right, "");
        break;
    case AST_LIST:
        format_list(out, e);
        break;
    case AST_QUERY:
        sbuf_char(out, '(');
        ast_format_query(out, e->query);
        sbuf_char(out, ')');
        break;
    case AST_CALL:
        sbuf_printf(out, "%.*s%s", STR_ARG(e->name.text), e->distinct ? " distinct" : "");
        format_list(out, e);
        break;
    case AST_NEGATE:
        format_negate(out, e);
        break;
    case AST_NOT:
        format_around(out, "not ", e->left, "");
        break;
    case AST_BINARY:
    case AST_COMPARE:
        ast_format_expr(out, e->left);
        format_operator(out, e);
        ast_format_expr(out, e->right);
        break;
    case AST_IS:
        format_around(out, "", e->left, " ");
        sbuf_add(out, str_of(e->negated ? OPS[e->op].negated : OPS[e->op].plain));
        break;
    case AST_IF:
        format_if(out, e);
        break;
    case AST_PAREN:
        format_around(out, "(", e->left, ")");
        break;
    default:
        format_leaf(out, e);
    }
}
