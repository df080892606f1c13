/* English dates: one small tokenizer and a grammar of points and ranges.
 *
 *     date   = point [dash point]
 *     point  = days month [[","] year]  |  month days "," year  |  month [year]
 *     days   = day {("," | "and" | dash) day}
 */
#include "import/dates.h"

#include <string.h>

typedef enum token_kind { T_END, T_OTHER, T_DAY, T_YEAR, T_MONTH, T_DASH, T_COMMA, T_AND } token_kind;

typedef struct token {
    token_kind kind;
    int value; /* day, month, year */
    size_t begin, end;
} token;

static const char *const month_names[] = {"january", "february", "march",     "april",   "may",      "june",
                                          "july",    "august",   "september", "october", "november", "december"};

/* Words that join: "1 March 2024 to 28 February 2027". */
static const struct {
    const char *word;
    token_kind kind;
} joining[] = {{"to", T_DASH}, {"until", T_DASH}, {"till", T_DASH}, {"through", T_DASH}, {"and", T_AND}, {"&", T_AND}, {",", T_COMMA},
               {"-", T_DASH},  {"–", T_DASH},     {"—", T_DASH},    {"‐", T_DASH},       {"‑", T_DASH},  {"−", T_DASH}};

static bool is_letter(char c)
{
    return (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z');
}

static bool is_digit(char c)
{
    return c >= '0' && c <= '9';
}

/* A full name, or its first letters, three at least: Sep, Sept, September. */
static int month_named(str word)
{
    if (str_ends(word, STR(".")))
        word.n--;
    for (int m = 0; m < 12; m++) {
        str name = str_of(month_names[m]);
        bool abbreviated = word.n == 3 || (m == 8 && word.n == 4);
        if ((word.n == name.n || abbreviated) && word.n <= name.n && str_equal_nocase(word, (str){name.p, word.n}))
            return m + 1;
    }
    return 0;
}

static size_t skip_space(str text, size_t at)
{
    for (;;) {
        if (at < text.n && (text.p[at] == ' ' || text.p[at] == '\t'))
            at++;
        else if (at + 1 < text.n && memcmp(text.p + at, "\u00A0", 2) == 0)
            at += 2;
        else
            return at;
    }
}

/* 1 or 2 digits are a day (`1st` as well), 4 a year, anything else is not for us. */
static token number_token(str text, size_t at)
{
    size_t end = at;
    int value = 0;
    while (end < text.n && is_digit(text.p[end])) {
        value = value < 100000 ? value * 10 + (text.p[end] - '0') : value;
        end++;
    }
    size_t digits = end - at;
    static const char *const ordinals[] = {"st", "nd", "rd", "th"};
    for (size_t i = 0; i < 4; i++)
        if (digits <= 2 && end + 2 <= text.n && memcmp(text.p + end, ordinals[i], 2) == 0 &&
            (end + 2 == text.n || !is_letter(text.p[end + 2]))) {
            end += 2;
            break;
        }
    bool alone = end == text.n || !is_letter(text.p[end]);
    /* Markup leaves a year and the word behind it without a space. */
    token_kind kind = digits == 4 ? T_YEAR : !alone || digits > 2 ? T_OTHER : T_DAY;
    return (token){kind, value, at, end};
}

static token word_token(str text, size_t at)
{
    size_t end = at;
    while (end < text.n && is_letter(text.p[end]))
        end++;
    if (end < text.n && text.p[end] == '.' && month_named((str){text.p + at, end - at}) && end - at < 5)
        end++;
    str word = {text.p + at, end - at};
    int month = month_named(word);
    if (month)
        return (token){T_MONTH, month, at, end};
    for (size_t i = 0; i < sizeof joining / sizeof *joining; i++)
        if (str_equal_nocase(word, str_of(joining[i].word)))
            return (token){joining[i].kind, 0, at, end};
    return (token){T_OTHER, 0, at, end};
}

static token sign_token(str text, size_t at)
{
    for (size_t i = 0; i < sizeof joining / sizeof *joining; i++) {
        str sign = str_of(joining[i].word);
        if (!is_letter(sign.p[0]) && str_starts((str){text.p + at, text.n - at}, sign))
            return (token){joining[i].kind, 0, at, at + sign.n};
    }
    return (token){T_OTHER, 0, at, at + 1};
}

static token next_token(str text, size_t at)
{
    at = skip_space(text, at);
    if (at >= text.n)
        return (token){T_END, 0, text.n, text.n};
    if (is_digit(text.p[at]))
        return number_token(text, at);
    return is_letter(text.p[at]) ? word_token(text, at) : sign_token(text, at);
}

/* ---- Points ---- */

typedef struct point {
    int first_day, last_day; /* 0: none given */
    int month, year;         /* year 0: none given */
    size_t end;
} point;

/* A year, with or without a comma before it. */
static void take_year(str text, point *p)
{
    token t = next_token(text, p->end);
    if (t.kind == T_COMMA)
        t = next_token(text, t.end);
    if (t.kind == T_YEAR) {
        p->year = t.value;
        p->end = t.end;
    }
}

/* days = day {("," | "and" | dash) day} */
static bool take_days(str text, size_t at, point *p)
{
    token t = next_token(text, at);
    if (t.kind != T_DAY)
        return false;
    p->first_day = p->last_day = t.value;
    p->end = t.end;
    for (int days = 1; days < 31; days++) {
        token join = next_token(text, p->end);
        if (join.kind != T_DASH && join.kind != T_AND && join.kind != T_COMMA)
            break;
        t = next_token(text, join.end);
        if (t.kind != T_DAY)
            break;
        p->last_day = t.value;
        p->end = t.end;
    }
    return true;
}

static bool take_point(str text, size_t at, point *p)
{
    *p = (point){0};
    bool days_first = take_days(text, at, p);
    token t = next_token(text, days_first ? p->end : at);
    if (t.kind != T_MONTH)
        return false;
    p->month = t.value;
    p->end = t.end;
    point american = *p;
    if (!days_first && take_days(text, p->end, &american)) {
        take_year(text, &american);
        if (american.year)
            *p = american;
    }
    take_year(text, p);
    return true;
}

/* ---- Ranges ---- */

/* Years that are left out come from the other end: `30 September–01 October 2025`, `December–January 2026`. */
static void settle_years(point *from, point *to, int default_year)
{
    if (!to->year)
        to->year = from->year ? from->year + (to->month < from->month) : default_year;
    if (!from->year)
        from->year = to->year - (from->month > to->month);
}

static period period_of(const point *from, const point *to)
{
    int last = to->last_day ? to->last_day : cal_month_length(to->year, to->month);
    period p = {cal_day((civil){from->year, from->month, from->first_day ? from->first_day : 1}),
                cal_day((civil){to->year, to->month, last})};
    return p.first && p.last && p.first <= p.last ? p : (period){0, 0};
}

static bool parse_at(str text, size_t at, int default_year, date_found *out)
{
    point from, to;
    if (!take_point(text, at, &from))
        return false;
    to = from;
    token dash = next_token(text, from.end);
    bool range = dash.kind == T_DASH && take_point(text, dash.end, &to);
    if (!range)
        to = from;
    out->year_given = from.year || to.year;
    if (!out->year_given && !default_year)
        return false;
    if (range)
        settle_years(&from, &to, default_year);
    else if (!from.year)
        from.year = to.year = default_year;
    out->when = period_of(&from, &to);
    out->month_only = !from.first_day && !to.last_day;
    out->begin = skip_space(text, at);
    out->end = to.end;
    return true;
}

/* ---- Where a date may begin ---- */

static bool is_inside_word(str text, size_t at)
{
    return at > 0 && at < text.n && (is_letter(text.p[at]) || is_digit(text.p[at])) &&
           (is_letter(text.p[at - 1]) || is_digit(text.p[at - 1]));
}

static bool may_begin(str text, size_t at)
{
    return (is_letter(text.p[at]) || is_digit(text.p[at])) && !is_inside_word(text, at);
}

static size_t end_of_words(str text)
{
    str rest = str_trim(text);
    size_t end = (size_t)(rest.p - text.p) + rest.n;
    while (end && (text.p[end - 1] == '.' || text.p[end - 1] == ' '))
        end--;
    return end;
}

/* Longer than any date is printed, so that a long text costs no more than a short one. */
enum { LONGEST_DATE = 80 };

bool dates_at_end(str text, int default_year, date_found *out)
{
    size_t end = text.n ? end_of_words(text) : 0;
    str cut = {text.p, end};
    for (size_t at = end > LONGEST_DATE ? end - LONGEST_DATE : 0; at < end; at++)
        if (may_begin(cut, at) && parse_at(cut, at, default_year, out) && out->end == end)
            return true;
    return false;
}

bool dates_first(str text, date_found *out)
{
    for (size_t at = 0; at < text.n; at++)
        if (may_begin(text, at) && parse_at(text, at, 0, out) && out->when.first)
            return true;
    return false;
}

bool dates_whole(str text, date_found *out)
{
    str trimmed = str_trim(text);
    return trimmed.n && parse_at(trimmed, 0, 0, out) && out->end == end_of_words(trimmed);
}
