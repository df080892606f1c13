/* Values that are none of the type they are compared with: what is said, and how they are written. */
#include "runtime/query/operand.h"

#include "runtime/query/extent.h"
#include "runtime/query/literal.h"
#include "runtime/query/names.h"
#include "runtime/query/rewrite.h"
#include "runtime/query/tried.h"
#include "runtime/query/values.h"
#include "runtime/query/words.h"

str operand_with(checker *k, const operand *o, str value)
{
    if (o->variable)
        return value;
    str left = checker_text(k, o->written);
    return arena_printf(k->memory, "%.*s %.*s %.*s", STR_ARG(left), STR_ARG(o->sign), STR_ARG(value));
}

/* `budget in EUR 1M..4M`: the comparison with the whole range, another value at this end of it. */
static str with_range(checker *k, const operand *o, str value)
{
    return operand_with(k, o, arena_printf(k->memory, "%.*s%.*s%.*s", STR_ARG(o->before), STR_ARG(value), STR_ARG(o->behind)));
}

/* Offers the comparison with another value, or that value for the variable, if that checks. Of a part of a range or of a list, all of the range
 * if that checks, else that part alone. */
static bool hint_value(checker *k, diag *d, const operand *o, const char *why, str value)
{
    str whole = operand_with(k, o, value), ranged = with_range(k, o, value);
    bool range = o->before.n + o->behind.n > 0;
    if (value.n == 0 || !(o->variable ? tried_declared(k, value, o->type) : tried_condition(k, whole)))
        return false;
    if (range && !o->variable && tried_condition(k, ranged))
        whole = ranged;
    else if (range || o->among)
        whole = value;
    diag_hint(k->bag, d, "%s `%.*s`", why, STR_ARG(whole));
    return true;
}

/* The value as written, without quotes. */
static str plain_text(checker *k, const ast_expr *v)
{
    return v->kind == AST_STRING ? v->text : v->kind == AST_PHRASE ? literal_text(k, v) : (str){0};
}

static bool hint_field(checker *k, diag *d, const operand *o, str word)
{
    type t;
    return names_here(k, word, &t) &&
           hint_value(k, d, o, "a field on the right wears a dot:", arena_printf(k->memory, ".%.*s", STR_ARG(word)));
}

/* ---- Money ---- */

static str in_currency(checker *k, str currency, str number)
{
    return arena_printf(k->memory, "%.*s %.*s", STR_ARG(currency), STR_ARG(number));
}

/* `budget > 5`: of which currency? */
static bool tell_currency(checker *k, const operand *o, const ast_expr *v)
{
    value number;
    if (o->type.kind != TYPE_MONEY || v->kind != AST_PHRASE || literal_read(k, v, TYPE_NUMBER, &number) != LITERAL_OK)
        return false;
    str name = checker_text(k, o->written), text = literal_text(k, v), currency = values_currency(k, o->origin);
    diag *d = diag_add(k->bag, E_NO_CURRENCY, k->from, v->where, "%.*s is an amount of money, and %.*s has no currency", STR_ARG(name),
                       STR_ARG(text));
    diag_expect(k->bag, d, "an amount such as EUR 5M");
    operand both = *o; /* the other end of a range may lack it, too */
    str ranged = with_range(k, o, in_currency(k, currency, text));
    if (!tried_condition(k, ranged)) {
        bool last = o->before.n > 2, first = o->behind.n > 2;
        both.before = last ? in_currency(k, currency, o->before) : o->before;
        both.behind = first ? arena_printf(k->memory, "..%.*s", STR_ARG(in_currency(k, currency, (str){o->behind.p + 2, o->behind.n - 2})))
                            : o->behind;
    }
    hint_value(k, d, &both, "write", in_currency(k, currency, text));
    return true;
}

/* ---- Times ---- */

/* The time, or the one that a range begins with. */
static bool read_time(str text, period *out)
{
    size_t range = str_find(text, STR(".."));
    return cal_parse(range == SIZE_MAX ? text : (str){text.p, range}, out, NULL) == CAL_IS_DATE;
}

/* How a time is written here; one without a year is of this one, or of the last in which the left side has it. */
static size_t ways_to_write(checker *k, const operand *o, str text, str out[REWRITES_MAX])
{
    enum { YEARS_MAX = 100 };
    period all, named;
    str ways[REWRITES_MAX];
    size_t count = rewrite_time(k, text, cal_civil(k->env->today).year, out);
    if (count == 0 || !read_time(out[0], &named) || !o->left || !extent_of(k, o->left, &all) || cal_overlaps(named, all))
        return count;
    int first = cal_civil(all.first).year, last = cal_civil(all.last).year;
    for (int year = last; year >= first && year > last - YEARS_MAX; year--) {
        if (rewrite_time(k, text, year, ways) > 0 && read_time(ways[0], &named) && cal_overlaps(named, all))
            return rewrite_time(k, text, year, out);
    }
    return count;
}

/* `7 October 2025`: as it is written here. */
static void hint_time(checker *k, diag *d, const operand *o, const ast_expr *v, size_t words)
{
    value alone;
    str ways[REWRITES_MAX];
    size_t count = ways_to_write(k, o, plain_text(k, v), ways);
    if (count == 1 && v->kind == AST_PHRASE && literal_read(k, v, TYPE_INT, &alone) == LITERAL_OK)
        diag_hint(k->bag, d, "a month is written with its year: %.*s", STR_ARG(ways[0]));
    else if (count == 2)
        diag_hint(k->bag, d, "write it as %.*s; or as %.*s, if the month stands first", STR_ARG(ways[0]), STR_ARG(ways[1]));
    else if ((count == 0 || !hint_value(k, d, o, "write", ways[0])) && !operand_hint_without(k, d, o, v, words))
        diag_hint(k->bag, d, "times are written 2025, 2025-Q4, 2025-10, 2025-W41 or 2025-10-07");
}

/* ---- Numbers and lengths of time ---- */

/* Does the left side count days, by its name? */
static bool counts_days(const ast_expr *e)
{
    while (e->kind == AST_PAREN)
        e = e->left;
    return (e->kind == AST_NAME || e->kind == AST_FIELD || e->kind == AST_PATH || e->kind == AST_CALL) &&
           str_equal_nocase(e->name.text, STR("days"));
}

/* A length of time where a number is wanted: its number alone, or what it comes to in days. */
static void hint_count(checker *k, diag *d, const operand *o, const ast_expr *v, duration length)
{
    cal_unit unit;
    if (cal_unit_named(v->words[1].text, &unit) && unit == CAL_DAY) {
        hint_value(k, d, o, "write the number alone:", v->words[0].text);
        return;
    }
    if (!counts_days(o->written) || length.amount > CAL_LAST)
        return;
    int64_t days = length.months ? length.amount * 365 / 12 : length.amount;
    hint_value(k, d, o, length.months ? "in days, that is about" : "write it in days:", arena_printf(k->memory, "%lld", (long long)days));
}

/* `days > 3 days`, `end - start > 3`: a number and a length of time are two things. */
static bool hint_unit(checker *k, diag *d, const operand *o, const ast_expr *v)
{
    value read;
    if (v->kind != AST_PHRASE)
        return false;
    bool counts = o->type.kind == TYPE_INT || o->type.kind == TYPE_NUMBER;
    if (counts && literal_read(k, v, TYPE_DURATION, &read) == LITERAL_OK)
        hint_count(k, d, o, v, read.as.duration);
    else if (o->type.kind == TYPE_DURATION && literal_read(k, v, TYPE_INT, &read) == LITERAL_OK)
        hint_value(k, d, o, "say of what:", arena_printf(k->memory, "%.*s days", STR_ARG(v->words[0].text)));
    else
        return false;
    return true;
}

/* `end - start > 3days`, `days > 3days`: with the space between them, or the number alone. */
static bool hint_torn_unit(checker *k, diag *d, const operand *o, const ast_expr *v)
{
    cal_unit unit;
    str word = v->kind == AST_PHRASE && v->word_count == 1 ? v->words[0].text : (str){0}, number = {word.p, 0};
    while (number.n < word.n && word.p[number.n] >= '0' && word.p[number.n] <= '9')
        number.n++;
    str rest = {word.p + number.n, word.n - number.n};
    if (number.n == 0 || !cal_unit_named(rest, &unit))
        return false;
    if (o->type.kind == TYPE_DURATION)
        return hint_value(k, d, o, "write", arena_printf(k->memory, "%.*s %.*s", STR_ARG(number), STR_ARG(rest)));
    return unit == CAL_DAY && hint_value(k, d, o, "write the number alone:", number);
}

/* ---- Truth ---- */

/* `tentative = yes` */
static void hint_truth(checker *k, diag *d, const operand *o, str text)
{
    static const struct {
        const char *word, *truth;
    } words[] = {{"yes", "true"}, {"y", "true"},  {"1", "true"},  {"on", "true"},
                 {"no", "false"}, {"n", "false"}, {"0", "false"}, {"off", "false"}};
    for (size_t i = 0; i < sizeof words / sizeof *words; i++)
        if (str_equal_nocase(text, str_of(words[i].word)))
            hint_value(k, d, o, "write", str_of(words[i].truth));
}

/* ---- Order ---- */

bool operand_tell_order(checker *k, const operand *o, const ast_expr *v)
{
    value number;
    bool order = o->op == AST_OP_LT || o->op == AST_OP_LE || o->op == AST_OP_GT || o->op == AST_OP_GE;
    bool text = o->type.kind == TYPE_TEXT || o->type.kind == TYPE_LINK;
    if (!order || !text || v->kind != AST_PHRASE || literal_read(k, v, TYPE_NUMBER, &number) != LITERAL_OK)
        return false;
    str name = checker_text(k, o->written), written = literal_text(k, v), is = words_type(k, o->type);
    diag *d = diag_add(k->bag, E_WRONG_VALUE, k->from, v->where, "%.*s is %.*s, and %.*s is a number: neither is more than the other",
                       STR_ARG(name), STR_ARG(is), STR_ARG(written));
    diag_expect(k->bag, d, "text");
    str size = arena_printf(k->memory, "size(%.*s) %.*s %.*s", STR_ARG(name), STR_ARG(o->sign), STR_ARG(written));
    if (o->type.set && tried_condition(k, size))
        diag_hint(k->bag, d, "how many there are: `%.*s`", STR_ARG(size));
    hint_value(k, d, o, "by the alphabet, as text:", arena_printf(k->memory, "\"%.*s\"", STR_ARG(written)));
    return true;
}

/* ---- All of it ---- */

static void hint_wrong(checker *k, diag *d, const operand *o, const ast_expr *v, str text)
{
    type_kind kind = (type_kind)o->type.kind;
    bool time = kind == TYPE_DATE || kind == TYPE_PERIOD;
    if (v->kind == AST_STRING && hint_value(k, d, o, "without quotes it is one:", v->text))
        return;
    str ways[REWRITES_MAX];
    bool elsewhere =
        time && ways_to_write(k, o, plain_text(k, v), ways) > 0; /* `2025-10 to 2025-12`: all of it is a time, written otherwise */
    if (v->kind != AST_STRING && (hint_field(k, d, o, text) || hint_unit(k, d, o, v)))
        return;
    size_t words = operand_value_words(k, o, v);
    if (!elsewhere && operand_hint_behind(k, d, o, v, words))
        return;
    if (hint_torn_unit(k, d, o, v))
        return;
    bool number = kind == TYPE_INT || kind == TYPE_NUMBER;
    if (number && v->kind == AST_PHRASE && v->word_count == 1 && names_hint_word(k, d, text))
        return;
    if (time)
        hint_time(k, d, o, v, words);
    else if (kind == TYPE_BOOL)
        hint_truth(k, d, o, text);
    else if (kind != TYPE_MONEY || !hint_value(k, d, o, "write", rewrite_money(k, plain_text(k, v), values_currency(k, o->origin))))
        operand_hint_without(k, d, o, v, words);
}

/* 9223372036854775807 */
static bool tell_long_number(checker *k, const operand *o, const ast_expr *v, str text)
{
    enum { DIGITS = 18 };
    size_t digits = 0;
    bool number = o->type.kind == TYPE_INT || o->type.kind == TYPE_NUMBER;
    for (size_t i = 0; i < text.n; i++) {
        digits += text.p[i] >= '0' && text.p[i] <= '9';
        number = number && ((text.p[i] >= '0' && text.p[i] <= '9') || text.p[i] == '_');
    }
    if (!number || digits <= DIGITS || v->kind != AST_PHRASE)
        return false;
    diag *d = diag_add(k->bag, E_WRONG_VALUE, k->from, v->where, "this number has %zu digits before its point", digits);
    diag_expect(k->bag, d, "at most %d", DIGITS);
    return true;
}

void operand_tell_wrong(checker *k, const operand *o, const ast_expr *v, str text)
{
    if (tell_currency(k, o, v) || tell_long_number(k, o, v, text))
        return;
    type_kind kind = (type_kind)o->type.kind;
    bool time = kind == TYPE_DATE || kind == TYPE_PERIOD, truth = kind == TYPE_BOOL;
    str name = checker_text(k, o->written), type_text = words_type(k, type_element(o->type));
    str is = v->kind == AST_STRING ? STR("text") : truth ? STR("neither") : time ? STR("not a time") : STR("not");
    diag *d = diag_add(k->bag, time ? E_NOT_A_TIME : E_WRONG_VALUE, k->from, v->where, "%.*s is %.*s, and \"%.*s\" is %.*s", STR_ARG(name),
                       STR_ARG(type_text), STR_ARG(text), STR_ARG(is));
    if (time || truth)
        diag_expect(k->bag, d, time ? "a time" : "true or false");
    else
        diag_expect(k->bag, d, "%.*s, as in %s", STR_ARG(type_text), words_example(kind));
    hint_wrong(k, d, o, v, text);
}
