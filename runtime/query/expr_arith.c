/* Arithmetic: + - * / & and the minus sign. */
#include "runtime/query/typed.h"
#include "base/text.h"
#include "runtime/query/expr.h"
#include "runtime/query/functions.h"
#include "runtime/query/names.h"
#include "runtime/query/tried.h"
#include "runtime/query/values.h"
#include "runtime/query/variable.h"
#include "runtime/query/words.h"

static const struct {
    const char *sign, *takes;
} signs[] = {
    [AST_OP_ADD] = {"+", "two numbers, two amounts of money, two texts, or a time and a length of time"},
    [AST_OP_SUB] = {"-", "two numbers, two amounts of money, two dates, or a time and a length of time"},
    [AST_OP_MUL] = {"*", "two numbers, or a number and an amount of money or a length of time"},
    [AST_OP_DIV] = {"/", "two numbers, or an amount of money and a number or another amount"},
    [AST_OP_COMMON] = {"&", "two periods: what they have in common"},
};

static void tell_set(checker *k, const ast_expr *e, const ast_expr *set)
{
    str name = checker_text(k, set);
    diag *d = diag_add(k->bag, E_SET_HERE, k->from, set->where, "`%s` takes one value, and %.*s is a set of them", signs[e->op].sign,
                       STR_ARG(name));
    diag_hint(k->bag, d, "for each element its own row: `expand %.*s` first", STR_ARG(name));
    diag_hint(k->bag, d, "of the whole set: `size(%.*s)`, `total(%.*s)` and the like", STR_ARG(name), STR_ARG(name));
}

static bool is_number(const plan_expr *e)
{
    return e->type.kind == TYPE_INT || e->type.kind == TYPE_NUMBER;
}

static bool is_time(const plan_expr *e)
{
    return e->type.kind == TYPE_DATE || e->type.kind == TYPE_PERIOD;
}

/* A side that is a variable: with another type, or as a length of time, it might do. */
static bool hint_variable(checker *k, diag *d, const ast_expr *e, const ast_expr *side, const plan_expr *given, const plan_expr *other)
{
    static const type_kind kinds[] = {TYPE_NUMBER, TYPE_MONEY, TYPE_DURATION, TYPE_PERIOD, TYPE_TEXT};
    const variable *v = variable_named(k, side);
    if (!v)
        return false;
    if (is_time(other) && is_number(given) && v->statement->expr) {
        str text = checker_text(k, v->statement->expr);
        diag_hint(k->bag, d, "a length of time says of what: `%s $%.*s = %.*s days`", v->statement->kind == AST_PARAM ? "param" : "let",
                  STR_ARG(v->as.name), STR_ARG(text));
        return true;
    }
    for (size_t i = 0; i < sizeof kinds / sizeof *kinds; i++) {
        plan_expr as = {.kind = PLAN_TEMP, .type = type_of(kinds[i])};
        const plan_expr *sides[] = {side == e->left ? &as : other, side == e->left ? other : &as};
        if (function_pick(k, str_of(signs[e->op].sign), true, FUNCTIONS_OF_ROWS, 2, sides).function &&
            variable_hint_type(k, d, side, kinds[i]))
            return true;
    }
    return true;
}

/* `end > start + 30`, `today - interval 30 day`, `today + 3days`: words that were read as text. */
static bool hint_words(checker *k, diag *d, const ast_expr *e, const plan_expr *const *sides)
{
    const ast_expr *left = expr_bare(e->left), *right = expr_bare(e->right);
    str name = left->kind == AST_PHRASE && left->word_count == 1 ? left->words[0].text : (str){0};
    str text = checker_text(k, e->right), sign = str_of(signs[e->op].sign);
    type t;
    if (name.n > 0 && sides[0]->type.kind == TYPE_TEXT && names_here(k, name, &t)) {
        bool counted = (t.kind == TYPE_DATE || t.kind == TYPE_PERIOD) && is_number(sides[1]);
        diag_hint(k->bag, d, "a field on the right wears a dot: `.%.*s %.*s %.*s%s`", STR_ARG(name), STR_ARG(sign), STR_ARG(text),
                  counted ? " days" : "");
        return true;
    }
    bool words = right->kind == AST_PHRASE && is_time(sides[0]) && sides[1]->type.kind == TYPE_TEXT;
    if (words && right->word_count == 1 && names_hint_word(k, d, right->words[0].text))
        return true;
    str interval = STR("interval ");
    if (!words || text.n <= interval.n || !str_equal_nocase((str){text.p, interval.n}, interval))
        return false;
    diag_hint(k->bag, d, "write `%.*s %.*s %.*s`", STR_ARG(checker_text(k, e->left)), STR_ARG(sign), (int)(text.n - interval.n),
              text.p + interval.n);
    return true;
}

/* `joint & online`, `EUR -5` */
static bool hint_otherwise(checker *k, diag *d, const ast_expr *e, const plan_expr *const *sides)
{
    const ast_expr *left = expr_bare(e->left);
    str a = checker_text(k, e->left), b = checker_text(k, e->right),
        both = arena_printf(k->memory, "%.*s and %.*s", STR_ARG(a), STR_ARG(b));
    if (e->op == AST_OP_COMMON && sides[0]->type.kind == TYPE_BOOL && sides[1]->type.kind == TYPE_BOOL && tried_condition(k, both))
        diag_hint(k->bag, d, "both hold: `%.*s`", STR_ARG(both));
    else if (e->op == AST_OP_SUB && left->kind == AST_PHRASE && left->word_count == 1 && money_currency(left->words[0].text) &&
             is_number(sides[1]))
        diag_hint(k->bag, d, "the sign stands before the currency: `-%.*s %.*s`", STR_ARG(a), STR_ARG(b));
    else
        return false;
    return true;
}

static void tell_types(checker *k, const ast_expr *e, const plan_expr *const *sides)
{
    str left = checker_text(k, e->left), right = checker_text(k, e->right);
    const char *sign = signs[e->op].sign;
    diag *d = diag_add(k->bag, E_ARITHMETIC, k->from, e->op_where, "`%s` cannot take %.*s and %.*s", sign,
                       STR_ARG(words_type(k, sides[0]->type)), STR_ARG(words_type(k, sides[1]->type)));
    diag_expect(k->bag, d, "%s", signs[e->op].takes);
    bool steps = e->op == AST_OP_ADD || e->op == AST_OP_SUB, texts = e->op == AST_OP_ADD;
    if (hint_variable(k, d, e, e->left, sides[0], sides[1]) || hint_variable(k, d, e, e->right, sides[1], sides[0]))
        return;
    if (hint_otherwise(k, d, e, sides))
        return;
    if (steps && is_time(sides[0]) && is_number(sides[1]))
        diag_hint(k->bag, d, "say of what: `%.*s %s %.*s days`", STR_ARG(left), sign, STR_ARG(right));
    else if (steps && sides[0]->type.kind == TYPE_MONEY && is_number(sides[1]))
        diag_hint(k->bag, d, "say of which currency: `%.*s %s EUR %.*s`", STR_ARG(left), sign, STR_ARG(right));
    else if (e->op == AST_OP_SUB && sides[0]->kind == PLAN_CONST && is_time(sides[0]) && sides[1]->kind == PLAN_CONST && is_time(sides[1]))
        diag_hint(k->bag, d, "a range of times: `%.*s..%.*s`", STR_ARG(left), STR_ARG(right));
    else if (!hint_words(k, d, e, sides) && texts && sides[0]->type.kind == TYPE_TEXT)
        diag_hint(k->bag, d, "as text: `%.*s + text(%.*s)`", STR_ARG(left), STR_ARG(right));
    else if (texts && sides[1]->type.kind == TYPE_TEXT && sides[0]->type.kind != TYPE_TEXT && !is_time(sides[0]))
        diag_hint(k->bag, d, "as text: `text(%.*s) + %.*s`", STR_ARG(left), STR_ARG(right));
}

/* `project = CyberEast + count`: two texts are joined, and there is a name that ends with a plus. */
static void warn_plus_apart(checker *k, const ast_expr *e)
{
    const ast_expr *left = expr_bare(e->left), *at = k->compared.at;
    if (e->op != AST_OP_ADD || left->kind != AST_PHRASE || !at || expr_bare(at->right) != e || !k->compared.field || k->quiet ||
        k->defining)
        return;
    str name = arena_printf(k->memory, "%.*s+", STR_ARG(checker_text(k, left)));
    str near = values_nearest(k, (stored){k->compared.of, k->compared.field}, name);
    if (near.n == 0 || !text_equal_folded(near, name))
        return;
    str compared = checker_text(k, at->left), sign = checker_written(k, at->op_where);
    diag *d = diag_add(k->bag, W_VALUE_NOWHERE, k->from, e->where, "`+` joins two texts here, and %.*s is a value of %.*s", STR_ARG(near),
                       STR_ARG(compared));
    diag_hint(k->bag, d, "a + that belongs to a name stands directly behind it: `%.*s %.*s %.*s`", STR_ARG(compared), STR_ARG(sign),
              STR_ARG(name));
}

const plan_expr *expr_arithmetic(checker *k, const ast_expr *e)
{
    const plan_expr *sides[] = {expr_check(k, e->left), expr_check(k, e->right)};
    if (typed_is_nothing(sides[0]) || typed_is_nothing(sides[1]))
        return &typed_nothing;
    if (sides[0]->type.set || sides[1]->type.set) {
        tell_set(k, e, sides[0]->type.set ? e->left : e->right);
        return &typed_nothing;
    }
    const plan_expr *made = function_operator(k, signs[e->op].sign, 2, sides, e->where);
    if (!made)
        tell_types(k, e, sides);
    else if (made->type.kind == TYPE_TEXT)
        warn_plus_apart(k, e);
    return made ? made : &typed_nothing;
}

/* The sign of a literal is a part of it. */
static const plan_expr *negative_literal(checker *k, const plan_expr *e, span where)
{
    value v = e->constant;
    switch (v.type.kind) {
    case TYPE_INT:
        v.as.integer = -v.as.integer; /* a literal is not negative, so this fits */
        break;
    case TYPE_NUMBER:
        v.as.number = -v.as.number;
        break;
    case TYPE_MONEY:
        v.as.money.cents = -v.as.money.cents;
        break;
    case TYPE_DURATION:
        v.as.duration.amount = -v.as.duration.amount;
        break;
    default:
        return NULL;
    }
    return typed_const(k, v, where);
}

const plan_expr *expr_negate(checker *k, const ast_expr *e)
{
    const plan_expr *one = expr_check(k, e->left);
    const plan_expr *made = NULL;
    if (typed_is_nothing(one))
        return one;
    if (expr_bare(e->left)->kind == AST_PHRASE)
        made = negative_literal(k, one, e->where);
    if (!made && !one->type.set)
        made = function_operator(k, "-", 1, &one, e->where);
    if (made)
        return made;
    str text = checker_text(k, e->left);
    diag *d = diag_add(k->bag, E_ARITHMETIC, k->from, e->where, "%.*s is %.*s, which has no negative", STR_ARG(text),
                       STR_ARG(words_type(k, one->type)));
    diag_expect(k->bag, d, "a number, an amount of money or a length of time");
    if (k->at.clause == AST_SORT)
        diag_hint(k->bag, d, "the largest first: `sort by %.*s desc`", STR_ARG(text));
    return &typed_nothing;
}
