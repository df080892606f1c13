/* Makes the tokens of the scanner's rules: words, numbers, names, signs. Text in quotes: lexer/quoted.c. */
#include "lexer/scan.h"

#include "base/calendar.h"
#include "base/decimal.h"
#include "base/text.h"
#include "lexer/keywords.h"

str scan_text(const scan *s)
{
    return (str){s->from->text.p + s->begin, s->at - s->begin};
}

str scan_shown(const scan *s)
{
    enum { SHOWN = 40 };
    str text = scan_text(s), cut = text_cut(text, SHOWN);
    return cut.n == text.n ? text : arena_printf(s->memory, "%.*s…", STR_ARG(cut));
}

diag *scan_error(scan *s, diag_code code, const char *format, ...)
{
    va_list args;
    va_start(args, format);
    str message = arena_vprintf(s->memory, format, args);
    va_end(args);
    s->bad = true;
    return diag_add(s->bag, code, s->from, (span){s->begin, s->at}, "%.*s", STR_ARG(message));
}

/* ---- What separates ---- */

void scan_space(scan *s)
{
    s->spaced = true;
}

void scan_line_end(scan *s)
{
    s->spaced = true;
    token_break b = ++s->line_ends > 1 ? BREAK_BLANK : BREAK_LINE;
    if (b > s->pending)
        s->pending = b;
}

void scan_comment(scan *s)
{
    s->spaced = true;
    s->line_ends = 0;
    span *c = arena_push(s->memory, (void **)&s->comments, &s->comment_count, &s->comment_capacity, sizeof *c);
    if (c)
        *c = (span){s->begin, s->at};
}

void scan_foreign_comment(scan *s)
{
    str text = scan_text(s);
    uint32_t end = s->at;
    s->at = s->begin + 2;
    diag *d = scan_error(s, E_FOREIGN_COMMENT, "\"%.*s\" begins no comment here", 2, text.p);
    s->at = end;
    diag_expect(s->bag, d, "# before a comment");
    if (text.p[0] == '-')
        diag_hint(s->bag, d, "to subtract a negative number, put a space between the signs: `- -`");
    for (size_t i = 0; i < text.n; i++)
        if (text.p[i] == '\n')
            scan_line_end(s);
    s->spaced = true;
    s->line_ends = 0;
}

/* ---- Tokens ---- */

token *scan_token(scan *s, token_kind kind)
{
    *s->out =
        (token){.kind = kind, .before = s->pending, .spaced = s->spaced, .bad = s->bad, .text = scan_text(s), .where = {s->begin, s->at}};
    s->pending = BREAK_NONE;
    s->spaced = s->bad = false;
    s->line_ends = 0;
    s->previous = kind;
    return s->out;
}

void scan_symbol(scan *s, token_kind kind)
{
    scan_token(s, kind);
}

void scan_end(scan *s)
{
    uint32_t end = (uint32_t)s->from->text.n;
    s->begin = s->at = end;
    scan_token(s, TOK_EOF);
}

static bool is_digit(char c)
{
    return c >= '0' && c <= '9';
}

token_kind lexer_classify(str lexeme)
{
    if (lexeme.n > 0 && is_digit(lexeme.p[0])) {
        period ignored;
        cal_unit precision;
        dec number;
        if (dec_parse_literal(lexeme, &number))
            return TOK_NUMBER;
        return cal_parse(lexeme, &ignored, &precision) == CAL_NOT_A_DATE ? TOK_WORD : TOK_DATE;
    }
    const keyword *k = keyword_find(lexeme);
    return k ? k->kind : TOK_WORD;
}

/* A name directly before `(` is a function's, unless it is a keyword that wants its brackets itself: `in (`, `not (`. */
void scan_word(scan *s)
{
    token_kind kind = lexer_classify(scan_text(s));
    bool bracket = s->at < s->from->text.n && s->from->text.p[s->at] == '(';
    if (bracket && (kind == TOK_WORD || keyword_is(kind, KW_CALL)))
        kind = TOK_CALL;
    scan_token(s, kind);
}

static size_t count_of(str s, char c)
{
    size_t n = 0;
    for (size_t i = 0; i < s.n; i++)
        n += s.p[i] == c;
    return n;
}

/* 10.000.000 or 7.10.2025: says how the number would be written, or the date. */
static void explain_number(scan *s, diag *d)
{
    str text = scan_text(s);
    diag_expect(s->bag, d, "a number with at most one decimal point");
    if (count_of(text, '.') == 2 && !str_starts(text, STR("0")) && text.n >= 8 && text.p[text.n - 5] == '.') {
        diag_hint(s->bag, d, "a date is written year-month-day: `2025-10-07`");
        return;
    }
    sbuf plain = {0};
    for (size_t i = 0; i < text.n; i++)
        if (text.p[i] == '.')
            sbuf_char(&plain, '_');
        else
            sbuf_char(&plain, text.p[i]);
    dec ignored;
    if (dec_parse_literal(sbuf_str(&plain), &ignored) && plain.n < 40)
        diag_hint(s->bag, d, "thousands are parted by _ or by nothing: `%.*s`", STR_ARG(sbuf_str(&plain)));
    else
        diag_hint(s->bag, d, "numbers are written 12, 3.9, 1_000, 3.9M, 5k, 2bn, 40%%");
    sbuf_free(&plain);
}

void scan_number(scan *s)
{
    dec ignored;
    str text = scan_text(s);
    if (!dec_parse_literal(text, &ignored))
        explain_number(s, scan_error(s, E_BAD_NUMBER, "\"%.*s\" is no number", STR_ARG(scan_shown(s))));
    scan_token(s, TOK_NUMBER);
}

void scan_initials(scan *s)
{
    str text = scan_text(s);
    diag *d = scan_error(s, E_BAD_CHARACTER, "\"%.*s\" has dots in it, which words have not", STR_ARG(text));
    diag_expect(s->bag, d, "quotes around a text with dots");
    diag_hint(s->bag, d, "write `\"%.*s\"`", STR_ARG(text));
    scan_token(s, TOK_WORD);
}

/* Does what stands directly before make `.name` a step of a path? Else it is a field said with a dot. */
static bool continues_path(const scan *s)
{
    if (s->spaced || s->begin == 0)
        return false;
    switch (s->previous) {
    case TOK_WORD:
    case TOK_NUMBER:
    case TOK_DATE:
    case TOK_QUOTED_NAME:
    case TOK_VARIABLE:
    case TOK_FIELD:
    case TOK_PATH:
    case TOK_RPAREN:
        return true;
    default:
        return keyword_of(s->previous) != NULL;
    }
}

void scan_field(scan *s)
{
    token *t = scan_token(s, continues_path(s) ? TOK_PATH : TOK_FIELD);
    t->text = (str){t->text.p + 1, t->text.n - 1};
    t->quoted = t->text.p[0] == '`';
    if (t->quoted)
        t->text = (str){t->text.p + 1, t->text.n - 2};
}

void scan_variable(scan *s)
{
    if (s->at - s->begin == 1) {
        diag *d = scan_error(s, E_BAD_VARIABLE, "a $ without a name");
        diag_expect(s->bag, d, "$ and a name: $country");
    }
    token *t = scan_token(s, TOK_VARIABLE);
    t->text = (str){t->text.p + 1, t->text.n - 1};
}
