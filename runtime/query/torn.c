/* `country = Bosnia and Herzegovina`, `country = Ukraine or Moldova`: values that `and` or `or` tears apart. */
#include "runtime/query/torn.h"

#include "runtime/query/expr.h"
#include "runtime/query/literal.h"
#include "runtime/query/names.h"
#include "runtime/query/tried.h"
#include "runtime/query/values.h"

const ast_expr *torn_end(const ast_expr *e)
{
    while (e->kind == AST_NOT || (e->kind == AST_BINARY && (e->op == AST_OP_AND || e->op == AST_OP_OR)))
        e = e->kind == AST_NOT ? e->left : e->right;
    return e->kind == AST_COMPARE && e->right->kind == AST_PHRASE ? e : NULL;
}

/* The words of such a value: `Herzegovina`, `Moldova`. */
static bool lone_value(checker *k, const ast_expr *e, str *word)
{
    type t;
    e = expr_bare(e);
    if (e->kind == AST_STRING)
        *word = e->text;
    else if (e->kind == AST_PHRASE)
        *word = literal_text(k, e);
    else if (e->kind == AST_NAME && !literal_is_word(e->name.text) && !names_here(k, e->name.text, &t))
        *word = e->name.text;
    else
        return false;
    return true;
}

bool torn_value(checker *k, const ast_expr *e)
{
    str word;
    return lone_value(k, e, &word);
}

/* What is known of the values: the comparison, and what follows it. */
typedef struct torn {
    const ast_expr *comparison;
    const ast_expr *const *rest;
    size_t count;
    ast_op op;
    str left, sign;
} torn;

static void offer(checker *k, diag *d, const char *why, str condition)
{
    if (tried_condition(k, condition))
        diag_hint(k->bag, d, "%s: `%.*s`", why, STR_ARG(condition));
}

static str joined(checker *k, const torn *t, str before, str between, const char *after)
{
    sbuf b = {0};
    const ast_expr *right = t->comparison->right;
    bool both = right->word_count > 1 && str_equal_nocase(right->words[0].text, STR("both")); /* says no more than the `and` */
    str first = checker_written(k, span_join(right->words[both].where, right->words[right->word_count - 1].where));
    sbuf_printf(&b, "%.*s%.*s", STR_ARG(before), STR_ARG(first));
    for (size_t i = 0; i < t->count; i++) {
        str text = checker_text(k, expr_bare(t->rest[i]));
        sbuf_printf(&b, "%.*s%.*s", STR_ARG(between), STR_ARG(text));
    }
    sbuf_printf(&b, "%s", after);
    return checker_take(k, &b);
}

/* One text with `and` in it. */
static bool hint_whole(checker *k, diag *d, const torn *t)
{
    const char *joint = t->op == AST_OP_AND ? " and " : " or ";
    value v = {.type = type_of(TYPE_TEXT)};
    sbuf b = {0};
    str word = literal_text(k, t->comparison->right);
    sbuf_add(&b, word);
    for (size_t i = 0; i < t->count && lone_value(k, t->rest[i], &word); i++)
        sbuf_printf(&b, "%s%.*s", joint, STR_ARG(word));
    v.as.text = checker_take(k, &b);
    stored column = {k->compared.of, k->compared.field};
    bool part = t->comparison->op == AST_OP_LIKE;
    bool found = column.field && (part ? values_containing(k, column, v.as.text) > 0 : values_occur(k, column, &v, false));
    if (found)
        diag_hint(k->bag, d, "a value with `%s` in it stands in quotes: `%.*s %.*s \"%.*s\"`", t->op == AST_OP_AND ? "and" : "or",
                  STR_ARG(t->left), STR_ARG(t->sign), STR_ARG(v.as.text));
    return found;
}

/* The operator in front of a list of the values; NULL if it takes none. */
static const char *list_sign(const torn *t, bool set)
{
    const ast_expr *c = t->comparison;
    bool both = t->op == AST_OP_AND && !c->negated;
    switch (c->op) {
    case AST_OP_EQ:
    case AST_OP_SAME:
    case AST_OP_IN:
        return c->negated ? "not in" : both && set ? "has all" : "in";
    case AST_OP_LIKE:
        return c->negated ? "!~" : both ? NULL : "~";
    case AST_OP_HAS_ALL:
        return c->negated ? NULL : "has all";
    case AST_OP_ONLY:
        return c->negated ? NULL : "only";
    default:
        return NULL;
    }
}

/* Of money the currency is said once: `budget > EUR 3M or 5M`. */
static str repeated(checker *k, const torn *t)
{
    str before = arena_printf(k->memory, "%.*s %.*s ", STR_ARG(t->left), STR_ARG(t->sign));
    str between = arena_printf(k->memory, " %s %.*s", t->op == AST_OP_AND ? "and" : "or", STR_ARG(before));
    return joined(k, t, before, between, "");
}

static str with_currency(checker *k, const torn *t, str before, const char *after)
{
    const ast_expr *first = t->comparison->right;
    if (k->compared.type.kind != TYPE_MONEY || first->word_count != 2)
        return joined(k, t, before, STR(", "), after);
    str between = arena_printf(k->memory, ", %.*s ", STR_ARG(first->words[0].text));
    return joined(k, t, before, between, after);
}

static void hint_torn(checker *k, diag *d, const torn *t)
{
    bool text = k->compared.type.kind == TYPE_TEXT || k->compared.type.kind == TYPE_LINK;
    if (text && hint_whole(k, d, t))
        return;
    const char *sign = list_sign(t, k->compared.type.set);
    if (!sign) {
        offer(k, d, "say the comparison again", repeated(k, t));
        return;
    }
    str before = arena_printf(k->memory, "%.*s %s (", STR_ARG(t->left), sign);
    bool all = str_equal(str_of(sign), STR("has all"));
    offer(k, d,
          all                      ? "all of the values"
          : t->comparison->negated ? "none of the values"
                                   : "one of the values",
          with_currency(k, t, before, ")"));
}

size_t torn_tell(checker *k, const ast_expr *const *items, size_t at, size_t count, ast_op op)
{
    str word;
    const ast_expr *c = torn_end(items[at - 1]);
    if (!c || k->compared.at != c || !k->at.scope || k->at.scope->open || !lone_value(k, items[at], &word))
        return 0;
    torn t = {.comparison = c, .rest = items + at, .count = 1, .op = op, .left = checker_text(k, c->left)};
    t.sign = checker_written(k, c->op_where);
    while (at + t.count < count && torn_value(k, items[at + t.count]))
        t.count++;
    diag *d = diag_add(k->bag, E_NO_CONDITION, k->from, items[at]->where, "\"%.*s\" after `%s` is not a condition", STR_ARG(word),
                       op == AST_OP_AND ? "and" : "or");
    diag_expect(k->bag, d, "a comparison, or a field that is true or false");
    hint_torn(k, d, &t);
    return t.count;
}
