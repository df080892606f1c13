/* Times in literals: dates at their precision, ranges, and what is said from today. */
#include "runtime/query/literal.h"

#include "runtime/query/variable.h"

static bool word_is(const ast_word *w, const char *text)
{
    return str_equal_nocase(w->text, str_of(text));
}

static literal_result outside(checker *k, span where)
{
    diag *d = diag_add(k->bag, E_IMPOSSIBLE_DATE, k->from, where, "this lies outside the calendar");
    diag_expect(k->bag, d, "expected a time in the years 1 to 9999");
    return LITERAL_TOLD;
}

/* ---- Impossible dates, in words ---- */

static int number_at(str s, size_t at, size_t n)
{
    int v = 0;
    for (size_t i = at; i < at + n && i < s.n && s.p[i] >= '0' && s.p[i] <= '9'; i++)
        v = v * 10 + (s.p[i] - '0');
    return v;
}

static const char *const month_names[] = {"January", "February", "March",     "April",   "May",      "June",
                                          "July",    "August",   "September", "October", "November", "December"};

/* 2025-13, 2025-02-30: a year, a dash and two digits. */
static void impossible_month_or_day(checker *k, str s, span where)
{
    int year = number_at(s, 0, 4), month = number_at(s, 5, 2);
    diag *d;
    if (month < 1 || month > 12) {
        d = diag_add(k->bag, E_IMPOSSIBLE_DATE, k->from, where, "there is no month %d in %.*s", month, STR_ARG(s));
        diag_expect(k->bag, d, "a month from 01 to 12");
        return;
    }
    int length = cal_month_length(year, month);
    d = diag_add(k->bag, E_IMPOSSIBLE_DATE, k->from, where, "there is no day %.*s", STR_ARG(s));
    diag_expect(k->bag, d, "a day from 01 to %d: %s %d has no more", length, month_names[month - 1], year);
}

static void impossible_unit(checker *k, str s, span where)
{
    int year = number_at(s, 0, 4);
    bool quarter = (s.p[5] | 0x20) == 'q', half = (s.p[5] | 0x20) == 'h';
    const char *unit = quarter ? "quarter" : half ? "half" : "week";
    diag *d = diag_add(k->bag, E_IMPOSSIBLE_DATE, k->from, where, "there is no %s %.*s", unit, STR_ARG(s));
    if (quarter || half)
        diag_expect(k->bag, d, quarter ? "a quarter from Q1 to Q4" : "H1 or H2");
    else
        diag_expect(k->bag, d, "a week from W01 to W%d: %d has no more", cal_week((iso_week){year, 53}).first ? 53 : 52, year);
}

static literal_result impossible(checker *k, str s, span where)
{
    if (s.n < 6 || s.p[4] != '-' || number_at(s, 0, 4) == 0) {
        diag *d = diag_add(k->bag, E_IMPOSSIBLE_DATE, k->from, where, "there is no %.*s", STR_ARG(s));
        diag_expect(k->bag, d, "a time in the years 0001 to 9999");
    } else if (s.p[5] >= '0' && s.p[5] <= '9') {
        impossible_month_or_day(k, s, where);
    } else {
        impossible_unit(k, s, where);
    }
    return LITERAL_TOLD;
}

/* ---- What is said from today ---- */

static literal_result put(checker *k, span where, period p, period *out)
{
    if (p.first == 0 || p.last == 0)
        return outside(k, where);
    *out = p;
    return LITERAL_OK;
}

static int64_t steps_of(const ast_word *w)
{
    return word_is(w, "last") ? -1 : word_is(w, "next") ? 1 : 0;
}

/* `last 90 days` ends today, `next 2 weeks` begins today. */
static literal_result stretch(checker *k, int64_t n, cal_unit unit, bool last, span where, period *out)
{
    static const int unit_months[] = {[CAL_MONTH] = 1, [CAL_QUARTER] = 3, [CAL_HALF] = 6, [CAL_YEAR] = 12};
    day today = k->env->today;
    int64_t sign = last ? -1 : 1;
    if (n > CAL_LAST)
        return outside(k, where);
    if (unit == CAL_DAY || unit == CAL_WEEK) {
        day far = cal_add_days(today, sign * (n * (unit == CAL_WEEK ? 7 : 1) - 1)); /* today is the first of them */
        return put(k, where, last ? (period){far, today} : (period){today, far}, out);
    }
    day beyond = cal_add_months(today, sign * n * unit_months[unit]);
    if (beyond == 0)
        return outside(k, where);
    return put(k, where, last ? (period){beyond + 1, today} : (period){today, beyond - 1}, out);
}

/* `last days` */
static literal_result how_many(checker *k, const ast_word *w, span where)
{
    str unit = {w[1].text.p, w[1].text.n - 1};
    if (str_equal_nocase(w[0].text, STR("this"))) { /* of which there is one */
        diag *d = diag_add(k->bag, E_IMPOSSIBLE_DATE, k->from, where, "there is only one %.*s around today", STR_ARG(unit));
        diag_expect(k->bag, d, "%.*s %.*s", STR_ARG(w[0].text), STR_ARG(unit));
        return LITERAL_TOLD;
    }
    diag *d = diag_add(k->bag, E_IMPOSSIBLE_DATE, k->from, where, "this does not say how many %.*s", STR_ARG(w[1].text));
    diag_expect(k->bag, d, "a number between, as in %.*s 3 %.*s", STR_ARG(w[0].text), STR_ARG(w[1].text));
    return LITERAL_TOLD;
}

/* `last 0 days` */
static literal_result no_stretch(checker *k, const ast_word *w)
{
    diag *d =
        diag_add(k->bag, E_IMPOSSIBLE_DATE, k->from, w[1].where, "%.*s %.*s are no time at all", STR_ARG(w[1].text), STR_ARG(w[2].text));
    diag_expect(k->bag, d, "1 or more");
    return LITERAL_TOLD;
}

static literal_result relative(checker *k, const ast_word *w, size_t count, span where, period *out)
{
    cal_unit unit;
    dec d;
    int64_t n;
    bool last = word_is(w, "last"), next = word_is(w, "next");
    if (!last && !next && !word_is(w, "this"))
        return LITERAL_NOT;
    if (count == 2 && cal_unit_named(w[1].text, &unit) && str_ends(w[1].text, STR("s")))
        return how_many(k, w, where);
    if (count == 2 && cal_unit_named(w[1].text, &unit))
        return put(k, where, cal_around(k->env->today, unit, steps_of(w)), out);
    if (count == 3 && (last || next) && dec_parse_literal(w[1].text, &d) && dec_to_int(d, &n) && cal_unit_named(w[2].text, &unit))
        return n < 1 ? no_stretch(k, w) : stretch(k, n, unit, last, where, out);
    return LITERAL_NOT;
}

static literal_result one_word(checker *k, const ast_word *w, period *out)
{
    static const struct {
        const char *word;
        int days;
    } days[] = {{"today", 0}, {"yesterday", -1}, {"tomorrow", 1}};
    for (size_t i = 0; i < sizeof days / sizeof *days; i++)
        if (word_is(w, days[i].word)) {
            day d = cal_add_days(k->env->today, days[i].days);
            return put(k, w->where, (period){d, d}, out);
        }
    switch (cal_parse(w->text, out, NULL)) {
    case CAL_IS_DATE:
        return LITERAL_OK;
    case CAL_IMPOSSIBLE:
        return impossible(k, w->text, w->where);
    default:
        return LITERAL_NOT;
    }
}

literal_result literal_time(checker *k, const ast_word *words, size_t count, span where, period *out)
{
    return count == 1 ? one_word(k, words, out) : relative(k, words, count, where, out);
}

/* ---- Ranges ---- */

/* `$from..$to` */
static literal_result of_variable(const variable *v, period *out)
{
    if (!v || v->value.missing || v->value.type.set)
        return LITERAL_NOT;
    if (v->value.type.kind == TYPE_DATE)
        *out = (period){v->value.as.date, v->value.as.date};
    else if (v->value.type.kind == TYPE_PERIOD)
        *out = v->value.as.period;
    else
        return LITERAL_NOT;
    return LITERAL_OK;
}

static literal_result bound(checker *k, const ast_expr *e, period *out)
{
    while (e->kind == AST_PAREN)
        e = e->left;
    if (e->kind == AST_VAR)
        return of_variable(variable_named(k, e), out);
    return e->kind == AST_PHRASE ? literal_time(k, e->words, e->word_count, e->where, out) : LITERAL_NOT;
}

literal_result literal_time_range(checker *k, const ast_expr *range, value *out)
{
    period from = {CAL_FIRST, CAL_FIRST}, to = {CAL_LAST, CAL_LAST};
    literal_result a = range->left ? bound(k, range->left, &from) : LITERAL_OK;
    literal_result b = range->right ? bound(k, range->right, &to) : LITERAL_OK;
    if (a != LITERAL_OK || b != LITERAL_OK)
        return a == LITERAL_TOLD || b == LITERAL_TOLD ? LITERAL_TOLD : LITERAL_NOT;
    *out = (value){.type = type_of(TYPE_PERIOD), .as.period = {from.first, to.last}};
    if (from.first <= to.last)
        return LITERAL_OK;
    diag *d = diag_add(k->bag, E_RANGE_REVERSED, k->from, range->where, "this range ends before it starts");
    diag_expect(k->bag, d, "expected the earlier time first");
    if (range->left && range->left->kind == AST_PHRASE && range->right && range->right->kind == AST_PHRASE)
        diag_hint(k->bag, d, "write `%.*s..%.*s`", STR_ARG(checker_text(k, range->right)), STR_ARG(checker_text(k, range->left)));
    return LITERAL_TOLD;
}
