/* Several values without brackets and commas as they stand here: `country = Ukraine, Moldova`, `country = (Ukraine or Moldova)`. */
#include "parser/habits.h"

bool habit_is_comparison(unsigned role)
{
    return role == TOK_EQ || role == TOK_IN || role == ROLE_COMPARE || role == ROLE_TEST;
}

bool habit_is_value(unsigned role)
{
    return role == TOK_WORD || role == TOK_NUMBER || role == TOK_STRING || role == TOK_DATE || role == TOK_VARIABLE;
}

/* The operator `back` pieces ago as it stands before a list; empty if none can. */
static str list_sign(parsing *p, size_t back)
{
    const piece *sign = filter_past(&p->f, back + 1);
    switch (sign->t.kind) {
    case TOK_EQ:
        return STR("in");
    case TOK_NE:
        return STR("not in");
    case TOK_SAME:
    case TOK_NOT_SAME:
    case TOK_LIKE:
    case TOK_NOT_LIKE:
    case TOK_IN:
    case TOK_HAS_ALL:
    case TOK_ONLY:
        return syntax_text(p, sign);
    default:
        return (str){0};
    }
}

/* What a list behind the operator asks for. */
static const char *values_wanted(str sign)
{
    if (sign.p[0] == '!' || str_starts(sign, STR("not")))
        return "none of several values";
    return str_equal_nocase(sign, STR("only")) || sign.n > 4 ? "several values" : "one of several values";
}

/* ---- The habits ---- */

/* The two values around `or` or `and`, as a list behind the operator that is written. */
static void hint_list(parsing *p, diag *d)
{
    size_t back = 0;
    while (habit_is_value(habit_before(p, back)))
        back++;
    bool opened = back > 0 && habit_before(p, back) == TOK_LPAREN && habit_is_comparison(habit_before(p, back + 1));
    str second = habit_rest(p, p->current.t.where.end, "a where b in (", HABIT_VALUE), left = habit_operand(p, back + 2);
    if (!opened || second.n == 0 || left.n == 0)
        return;
    str first = source_slice(p->from, span_join(filter_past(&p->f, back)->t.where, filter_past(&p->f, 1)->t.where));
    str sign = list_sign(p, back + 1);
    if (p->current.role == TOK_AND && habit_before(p, back + 1) == TOK_EQ)
        diag_hint(p->bag, d, "both values in a set: `%.*s has all (%.*s, %.*s)`", STR_ARG(left), STR_ARG(first), STR_ARG(second));
    if (sign.n > 0)
        diag_hint(p->bag, d, "%s: `%.*s %.*s (%.*s, %.*s)`", values_wanted(sign), STR_ARG(left), STR_ARG(sign), STR_ARG(first),
                  STR_ARG(second));
    str both = source_slice(p->from, (span){filter_past(&p->f, back)->t.where.begin, (uint32_t)(second.p + second.n - p->from->text.p)});
    diag_hint(p->bag, d, "a text with `%.*s` in it stands in quotes: `\"%.*s\"`", STR_ARG(habit_text(p)), STR_ARG(both));
}

/* `country = (Ukraine or Moldova)` */
bool habit_or_between(parsing *p, const bool expected[])
{
    bool logic = p->current.role == TOK_OR || p->current.role == TOK_AND;
    if (!logic || p->f.depth == 0 || !(p->f.frame[p->f.depth] & IN_VALUES) || !expected[TOK_RPAREN])
        return false;
    str word = habit_text(p);
    diag *d = habit_add(p, E_VALUE_ENDED, p->current.t.where, "\"%.*s\" cannot stand between two values", STR_ARG(word));
    diag_expect(p->bag, d, "a comma or a closing bracket");
    hint_list(p, d);
    return true;
}

/* The `let` or `param` of the variable that the sign `back` pieces ago gives its value; NULL if it is a comparison's. */
static const piece *declaration(const parsing *p, size_t back)
{
    size_t first = back + 1;
    unsigned role = habit_before(p, first);
    while (role != ROLE_KINDS && role != TOK_LET && role != TOK_PARAM && role != ROLE_DEFINE && !habit_is_comparison(role))
        role = habit_before(p, ++first);
    bool variable = (role == TOK_LET || role == TOK_PARAM) && habit_before(p, first - 1) == TOK_VARIABLE;
    return variable ? filter_past(&p->f, first + 1) : NULL;
}

/* `let $l = Ukraine, Moldova` */
static bool declared_list(parsing *p, size_t back)
{
    const piece *begin = declaration(p, back), *sign = filter_past(&p->f, back + 1), *colon = filter_past(&p->f, back + 2);
    if (!begin)
        return false;
    while (colon->role != TOK_COLON && colon->role != TOK_VARIABLE)
        colon = filter_past(&p->f, ++back + 2);
    bool typed = colon->role == TOK_COLON;
    str name = str_trim(source_slice(p->from, (span){begin->t.where.begin, typed ? colon->t.where.end : sign->t.where.begin}));
    str type = typed ? str_trim(source_slice(p->from, (span){colon->t.where.end, sign->t.where.begin})) : STR("");
    str values = habit_rest(p, sign->t.where.end, "a where b in (", HABIT_VALUE);
    diag *d = habit_add(p, E_SYNTAX, p->current.t.where, "a comma cannot stand after the value of a variable");
    diag_expect(p->bag, d, "the end of the statement, or brackets around several values");
    const char *set = typed ? str_starts(type, STR("set ")) ? " " : " set of " : "";
    str whole = arena_printf(p->memory, "%.*s%s%.*s = (%.*s)", STR_ARG(name), set, STR_ARG(type), STR_ARG(values));
    if (values.n > 0 && habit_parses(whole))
        diag_hint(p->bag, d, "several values: `%.*s`", STR_ARG(whole));
    return true;
}

/* `country = Ukraine, Moldova` */
bool habit_list(parsing *p, const bool expected[])
{
    size_t back = 0;
    while (habit_is_value(habit_before(p, back)))
        back++;
    if (p->current.role != TOK_COMMA || expected[TOK_COMMA] || back == 0 || !habit_is_comparison(habit_before(p, back)))
        return false;
    if (declared_list(p, back))
        return true;
    bool negated = habit_before(p, back + 1) == TOK_NOT;
    str left = habit_operand(p, back + 1 + negated), sign = list_sign(p, back);
    str values = habit_rest(p, filter_past(&p->f, back)->t.where.begin, "a where b in (", HABIT_VALUE);
    diag *d = habit_add(p, E_SYNTAX, p->current.t.where, "a comma cannot stand after the value of a comparison");
    diag_expect(p->bag, d, "another condition (and, or), a clause or the end");
    if (sign.n > 0 && left.n > 0 && values.n > 0)
        diag_hint(p->bag, d, "%s: `%.*s %s%.*s (%.*s)`", values_wanted(negated ? STR("not") : sign), STR_ARG(left), negated ? "not " : "",
                  STR_ARG(sign), STR_ARG(values));
    return true;
}
