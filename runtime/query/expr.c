/* Expressions: the table of kinds, literals in operand position, conditions. */
#include "runtime/query/expr.h"

#include "base/text.h"
#include "runtime/query/trail.h"
#include "runtime/query/typed.h"
#include "runtime/query/beside.h"
#include "runtime/query/functions.h"
#include "runtime/query/guess.h"
#include "runtime/query/literal.h"
#include "runtime/query/variable.h"
#include "runtime/query/words.h"

const ast_expr *expr_bare(const ast_expr *e)
{
    while (e->kind == AST_PAREN)
        e = e->left;
    return e;
}

static const plan_expr *check_paren(checker *k, const ast_expr *e)
{
    return expr_check(k, e->left);
}

static const plan_expr *check_phrase(checker *k, const ast_expr *e)
{
    value v;
    if (literal_natural(k, e, &v) != LITERAL_OK)
        return &typed_nothing;
    if (e->value_position || v.type.kind != TYPE_TEXT)
        return typed_const(k, v, e->where);
    diag *d = diag_add(k->bag, E_WRONG_VALUE, k->from, e->where, "\"%.*s\" is not a value", STR_ARG(v.as.text));
    diag_expect(k->bag, d, "a number, an amount (EUR 5M), a time (2025-10, this week) or a length of time (3 days)");
    return &typed_nothing;
}

/* `"start" > 2025-10`: quotes make text of it, also left of a comparison. */
static void warn_quoted(checker *k, const ast_expr *e)
{
    const scope *s = k->quiet || k->defining || e->value_position ? NULL : k->at.scope;
    for (size_t i = 0; s && i < s->count; i++) {
        bool spaced = str_trim(e->text).n < e->text.n; /* `text(days) + " days"` */
        if (spaced || !text_equal_folded(s->names[i].name, e->text))
            continue;
        diag *d = diag_add(k->bag, W_VALUE_IS_FIELD, k->from, e->where, "this is the text \"%.*s\", not the field", STR_ARG(e->text));
        diag_hint(k->bag, d, "the field is written without quotes: `%.*s`", STR_ARG(s->names[i].name));
        return;
    }
}

static const plan_expr *check_string(checker *k, const ast_expr *e)
{
    warn_quoted(k, e);
    return typed_text(k, e->text, e->where);
}

/* An end of a range that is computed: a date, or where nothing is written the end of the calendar. */
static const plan_expr *range_end(checker *k, const ast_expr *e, day open, span where)
{
    if (!e)
        return typed_const(k, (value){.type = type_of(TYPE_DATE), .as.date = open}, where);
    return expr_check(k, e);
}

/* `start..end`: the period between two dates. */
static const plan_expr *computed_range(checker *k, const ast_expr *e)
{
    const plan_expr *ends[] = {range_end(k, e->left, CAL_FIRST, e->where), range_end(k, e->right, CAL_LAST, e->where)};
    if (typed_is_nothing(ends[0]) || typed_is_nothing(ends[1]))
        return &typed_nothing;
    picked p = function_pick(k, STR("period"), false, FUNCTIONS_OF_ROWS, 2, ends);
    if (p.function)
        return function_call_of(k, &p, 2, ends, false, e->where);
    diag *d = diag_add(k->bag, E_NOT_A_TIME, k->from, e->where, "the ends of this range are not dates");
    const char *dates = e->value_position ? ".start...end" : "start..end";
    diag_expect(k->bag, d, "a range of times such as 2025-10..2025-12, or of two dates such as %s", dates);
    return &typed_nothing;
}

static const plan_expr *check_range(checker *k, const ast_expr *e)
{
    value v;
    literal_result r = literal_time_range(k, e, &v);
    if (r == LITERAL_NOT)
        return computed_range(k, e);
    return r == LITERAL_OK ? typed_const(k, v, e->where) : &typed_nothing;
}

static const plan_expr *check_list(checker *k, const ast_expr *e)
{
    diag *d = diag_add(k->bag, E_LIST_HERE, k->from, e->where, "a list is not a single value");
    diag_expect(k->bag, d, "one value: a list stands right of a comparison, as in `country in (Ukraine, Moldova)`");
    return &typed_nothing;
}

static const plan_expr *check_regex(checker *k, const ast_expr *e)
{
    diag *d = diag_add(k->bag, E_LIST_HERE, k->from, e->where, "a pattern is not a value");
    diag_expect(k->bag, d, "a value: a pattern stands right of `matches`");
    return &typed_nothing;
}

static const plan_expr *check_query(checker *k, const ast_expr *e)
{
    diag *d = diag_add(k->bag, E_QUERY_AS_VALUE, k->from, e->where, "a query is not a single value");
    diag_expect(k->bag, d, "one value: a query of one column stands right of `in`");
    return &typed_nothing;
}

static const plan_expr *check_bad(checker *k, const ast_expr *e)
{
    (void)e;
    k->unread = true;
    return &typed_nothing;
}

static const plan_expr *check_binary(checker *k, const ast_expr *e)
{
    switch (e->op) {
    case AST_OP_AND:
    case AST_OP_OR:
        return expr_logic(k, e);
    case AST_OP_ELSE:
        return expr_else(k, e);
    default:
        return expr_arithmetic(k, e);
    }
}

typedef const plan_expr *(*expr_checker)(checker *, const ast_expr *);

static const expr_checker checkers[] = {
    [AST_NAME] = expr_name,      [AST_FIELD] = expr_name,     [AST_PATH] = expr_path,       [AST_PHRASE] = check_phrase,
    [AST_STRING] = check_string, [AST_REGEX] = check_regex,   [AST_VAR] = expr_variable,    [AST_RANGE] = check_range,
    [AST_LIST] = check_list,     [AST_QUERY] = check_query,   [AST_CALL] = expr_call,       [AST_NEGATE] = expr_negate,
    [AST_NOT] = expr_not,        [AST_BINARY] = check_binary, [AST_COMPARE] = expr_compare, [AST_IS] = expr_is,
    [AST_IF] = expr_if,          [AST_PAREN] = check_paren,   [AST_BAD] = check_bad,
};

const plan_expr *expr_check(checker *k, const ast_expr *e)
{
    if (k->depth >= CHECK_DEPTH_MAX) {
        diag_add(k->bag, E_TOO_DEEP, k->from, e->where, "this is nested too deeply, with the definitions it uses");
        return &typed_nothing;
    }
    if (checker_is_full(k) || (checker_expands(k) && k->nodes >= CHECK_NODES_MAX))
        return &typed_nothing;
    bool name = (e->kind == AST_NAME || e->kind == AST_FIELD) && !e->has_via;
    const visible *printed = k->at.scope && !name ? scope_find_printed(k, k->at.scope, e) : NULL;
    const plan_expr *checked = printed ? scope_value(k, printed, e->where) : NULL;
    if (!checked) {
        k->depth++;
        checked = checkers[e->kind](k, e);
        k->depth--;
    }
    trail_typed(k, e, checked->type);
    return checked;
}

/* ---- Conditions ---- */

/* `joint`, `activities`: as a condition; `negated` where it stands behind `not`, which goes then. */
static void hint_test(checker *k, diag *d, type t, str text, bool negated)
{
    if (t.kind == TYPE_BOOL && negated)
        diag_hint(k->bag, d, "none of them is true: `%.*s != true`", STR_ARG(text));
    else if (t.kind == TYPE_BOOL)
        diag_hint(k->bag, d, "some of them are true: `%.*s = true`", STR_ARG(text));
    else if (t.kind == TYPE_INT || t.kind == TYPE_NUMBER)
        diag_hint(k->bag, d, "compare it: `%.*s %s 0`", STR_ARG(text), negated ? "=" : ">");
    else if (negated)
        diag_hint(k->bag, d, "rows that have none: `%.*s is missing`", STR_ARG(text));
    else
        diag_hint(k->bag, d, "rows that have one: `%.*s is known`", STR_ARG(text));
}

static void hint_condition(checker *k, diag *d, const ast_expr *e, const plan_expr *checked, bool negated)
{
    const ast_expr *bare = expr_bare(e);
    str text = checker_text(k, bare);
    bool value = bare->kind == AST_STRING || bare->kind == AST_PHRASE || bare->kind == AST_RANGE;
    str guess = value ? guess_condition(k, text) : (str){0};
    if (guess.n > 0)
        diag_hint(k->bag, d, "it is a value: %.*s", STR_ARG(words_typed(k, guess)));
    else if (bare->kind == AST_NAME && k->at.clause == AST_JOIN && k->at.scope->sides)
        diag_hint(k->bag, d, "the same on both sides: `%.*s = %.*s`", STR_ARG(text),
                  STR_ARG(beside_name(k, k->at.scope->sides->name, text)));
    else if (value)
        diag_hint(k->bag, d, "a value stands right of a field and an operator, as in `country = Ukraine`");
    else
        hint_test(k, d, checked->type, text, negated);
}

static const plan_expr *condition(checker *k, const ast_expr *e, bool negated)
{
    const plan_expr *checked = expr_check(k, e);
    if (typed_is_nothing(checked) || (checked->type.kind == TYPE_BOOL && !checked->type.set))
        return checked;
    str text = checker_text(k, e);
    diag *d = diag_add(k->bag, E_NO_CONDITION, k->from, e->where, "%.*s is %.*s, not a condition", STR_ARG(text),
                       STR_ARG(words_type(k, checked->type)));
    diag_expect(k->bag, d, "something that is true or false");
    hint_condition(k, d, e, checked, negated);
    return &typed_nothing;
}

const plan_expr *expr_condition(checker *k, const ast_expr *e)
{
    return condition(k, e, false);
}

const plan_expr *expr_denied(checker *k, const ast_expr *e)
{
    return condition(k, e, true);
}
