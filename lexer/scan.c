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
    diag *d = scan_error(s, E_FOREIGN_COMMENT, "\"%.*s\" does not begin a comment here", 2, text.p);
    s->at = end;
    diag_expect(s->bag, d, "# before a comment");
    if (text.p[0] == '-')
        diag_hint(s->bag, d, "to subtract a negative number, put a space between the signs: `- -`");
    else if (text.p[1] == '/')
        diag_hint(s->bag, d, "a value in place of a missing one: `country ?? \"none\"`");
    for (size_t i = 0; i < text.n; i++)
        if (text.p[i] == '\n')
            scan_line_end(s);
    s->spaced = true;
    s->line_ends = 0;
}

/* ---- Tokens ---- */

/* Longer than anything that people or programs mean by one word, number or text. */
enum { TOKEN_MAX = 1 << 20 };

static void tell_long(scan *s)
{
    diag *d = scan_error(s, E_TOKEN_TOO_LONG, "this has %u bytes", s->at - s->begin);
    diag_expect(s->bag, d, "a word, number or text of at most 1 MB (%d bytes)", TOKEN_MAX);
}

token *scan_token(scan *s, token_kind kind)
{
    if (!s->bad && s->at - s->begin > TOKEN_MAX)
        tell_long(s);
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

static size_t digits_from(str s, size_t at)
{
    size_t n = 0;
    while (at + n < s.n && is_digit(s.p[at + n]))
        n++;
    return n;
}

static int digits_value(str s, size_t at, size_t n)
{
    int value = 0;
    for (size_t i = 0; i < n; i++)
        value = value * 10 + (s.p[at + i] - '0');
    return value;
}

/* 7.10.2025, 2025.10.07: the day that is meant, for dots stand in dates where the day comes before the month. */
static bool dotted_date(str text, civil *out)
{
    size_t a = digits_from(text, 0), b = digits_from(text, a + 1), c = digits_from(text, a + b + 2);
    bool day_first = a <= 2 && c == 4, year_first = a == 4 && c <= 2;
    if (a == 0 || b == 0 || b > 2 || c == 0 || a + b + c + 2 != text.n || !(day_first || year_first))
        return false;
    int first = digits_value(text, 0, a), last = digits_value(text, a + b + 2, c), month = digits_value(text, a + 1, b);
    *out = day_first ? (civil){last, month, first} : (civil){first, month, last};
    return cal_valid(*out);
}

/* 0.1234567890123: more digits than a number has. */
static bool too_many_digits(scan *s, str text)
{
    enum { BEFORE = 18, BEHIND = 12 };
    size_t before = digits_from(text, 0), behind = digits_from(text, before + 1);
    if (before + behind + 1 != text.n || (before <= BEFORE && behind <= BEHIND))
        return false;
    bool large = before > BEFORE;
    diag *d = scan_error(s, E_BAD_NUMBER, "this number has %zu digits %s its point", large ? before : behind, large ? "before" : "behind");
    diag_expect(s->bag, d, "at most %d", large ? BEFORE : BEHIND);
    return true;
}

/* 10.000.000: three digits behind each point. */
static bool is_thousands(str text)
{
    size_t at = digits_from(text, 0);
    while (at > 0 && at < text.n && text.p[at] == '.' && digits_from(text, at + 1) == 3)
        at += 4;
    return at == text.n;
}

/* 10.000.000: says how the number would be written. */
static void explain_number(scan *s, diag *d)
{
    str text = scan_text(s);
    sbuf plain = {0};
    for (size_t i = 0; i < text.n; i++)
        sbuf_char(&plain, text.p[i] == '.' ? '_' : text.p[i]);
    dec ignored;
    bool dots = count_of(text, '.') > 1 && plain.n < 40;
    if (dots && is_thousands(text) && dec_parse_literal(sbuf_str(&plain), &ignored))
        diag_hint(s->bag, d, "thousands are written with _ between them, or with nothing: `%.*s`", STR_ARG(sbuf_str(&plain)));
    else if (dots)
        diag_hint(s->bag, d, "a text with dots stands in quotes: `\"%.*s\"`", STR_ARG(text));
    else
        diag_hint(s->bag, d, "numbers are written 12, 3.9, 1_000, 3.9M, 5k, 2bn, 40%%");
    sbuf_free(&plain);
}

static void bad_number(scan *s)
{
    str text = scan_text(s);
    civil date;
    if (too_many_digits(s, text))
        return;
    bool is_date = dotted_date(text, &date);
    diag *d = scan_error(s, E_BAD_NUMBER, "\"%.*s\" is not a number", STR_ARG(scan_shown(s)));
    diag_expect(s->bag, d, is_date ? "a date: year-month-day" : "a number with at most one decimal point");
    if (is_date)
        diag_hint(s->bag, d, "write it as `%04d-%02d-%02d`", date.year, date.month, date.day);
    else
        explain_number(s, d);
}

void scan_number(scan *s)
{
    dec ignored;
    str text = scan_text(s);
    if (!dec_parse_literal(text, &ignored))
        bad_number(s);
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
        if (s->begin == 0 || s->from->text.p[s->begin - 1] == '\n')
            diag_hint(s->bag, d, "where it is the prompt of a terminal it is not part of the query: leave it out");
    }
    token *t = scan_token(s, TOK_VARIABLE);
    t->text = (str){t->text.p + 1, t->text.n - 1};
}
