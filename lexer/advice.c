/* Words that look like something else: `5-3`, `2025-10-7`, `3days`. They are words by the rules; where one is not known, a hint says what was
 * likely meant. */
#include <string.h>

#include "lexer/lexer.h"

#include "base/calendar.h"
#include "base/decimal.h"
#include "lexer/keywords.h"

static str part(str s, size_t from, size_t to)
{
    return (str){s.p + from, to - from};
}

static bool is_digit(char c)
{
    return c >= '0' && c <= '9';
}

/* The digits from `*at` on as a number (at most 4 of them count), *at behind them; -1 if there are none or more. */
static int digits(str s, size_t *at)
{
    int value = 0;
    size_t begin = *at;
    for (; *at < s.n && is_digit(s.p[*at]); (*at)++)
        value = *at - begin < 4 ? value * 10 + (s.p[*at] - '0') : value;
    return *at == begin || *at - begin > 4 ? -1 : value;
}

/* 2025-10-7, 2025-1, 2025/10/07, 7-10-2025, 7/10/2025: three numbers (or two) of which one is a year. */
static bool date_advice(str word, sbuf *out)
{
    int n[3] = {0, 1, 1};
    size_t at = 0, count = 0;
    for (; count < 3; count++) {
        if (count > 0 && (at >= word.n || (word.p[at] != '-' && word.p[at] != '/')))
            break;
        at += count > 0;
        n[count] = digits(word, &at);
        if (n[count] < 0)
            return false;
    }
    if (at != word.n || count < 2)
        return false;
    bool year_last = count == 3 && n[2] >= 1000;
    civil c = year_last ? (civil){n[2], n[1], n[0]} : (civil){n[0], n[1], n[2]};
    if (c.year < 1000 || !cal_valid(c))
        return false;
    if (count == 3)
        sbuf_printf(out, "a date has two digits for month and day: `%04d-%02d-%02d`", c.year, c.month, c.day);
    else
        sbuf_printf(out, "a month has two digits: `%04d-%02d`", c.year, c.month);
    return true;
}

/* 3days: a number and a unit. */
static bool unit_advice(str word, sbuf *out)
{
    size_t at = 0;
    cal_unit unit;
    while (at < word.n && is_digit(word.p[at]))
        at++;
    if (at == 0 || !cal_unit_named(part(word, at, word.n), &unit))
        return false;
    sbuf_printf(out, "a space stands between number and unit: `%.*s %.*s`", STR_ARG(part(word, 0, at)), STR_ARG(part(word, at, word.n)));
    return true;
}

/* days+1, 5-3, end-start: the signs join words, so arithmetic wants spaces. */
static bool arithmetic_advice(str word, sbuf *out)
{
    bool found = false;
    sbuf spaced = {0};
    for (size_t i = 0; i < word.n; i++) {
        bool sign = i > 0 && i + 1 < word.n && strchr("+-/&", word.p[i]);
        found = found || sign;
        if (sign)
            sbuf_printf(&spaced, " %c ", word.p[i]);
        else
            sbuf_char(&spaced, word.p[i]);
    }
    if (found)
        sbuf_printf(out, "arithmetic wants spaces around its signs: `%.*s`", STR_ARG(sbuf_str(&spaced)));
    sbuf_free(&spaced);
    return found;
}

/* 2025-10–2025-12: two dates around a dash that a word processor made. */
static bool range_advice(str word, sbuf *out)
{
    str dash = STR("–");
    size_t at = str_find(word, dash);
    if (at == SIZE_MAX)
        return false;
    str from = part(word, 0, at), to = part(word, at + dash.n, word.n);
    token_kind left = lexer_classify(from), right = lexer_classify(to);
    if (left == TOK_WORD || left != right || (left != TOK_DATE && left != TOK_NUMBER))
        return false;
    sbuf_printf(out, "a range is written with two dots: `%.*s..%.*s`", STR_ARG(from), STR_ARG(to));
    return true;
}

bool lexer_word_advice(str word, sbuf *out)
{
    if (lexer_classify(word) != TOK_WORD)
        return false;
    return range_advice(word, out) || date_advice(word, out) || unit_advice(word, out) || arithmetic_advice(word, out);
}
