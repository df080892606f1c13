/* Text between quotes, backquotes and slashes: escapes undone, and what is said when the end is missing. */
#include <string.h>

#include "lexer/scan.h"

#include "base/text.h"
#include "lexer/keywords.h"

/* ---- Escapes ---- */

static int hex_digit(char c)
{
    if (c >= '0' && c <= '9')
        return c - '0';
    if (c >= 'a' && c <= 'f')
        return c - 'a' + 10;
    return c >= 'A' && c <= 'F' ? c - 'A' + 10 : -1;
}

/* `u{1F600}` at `at`: the bytes it takes, or 0 if it is no character. */
static size_t add_code_point(sbuf *out, str body, size_t at)
{
    uint32_t c = 0;
    size_t i = at + 2;
    if (i >= body.n || body.p[at + 1] != '{')
        return 0;
    for (; i < body.n && hex_digit(body.p[i]) >= 0 && c <= 0x10FFFF; i++)
        c = c * 16 + (uint32_t)hex_digit(body.p[i]);
    bool digits = i > at + 2, surrogate = c >= 0xD800 && c <= 0xDFFF;
    if (!digits || i >= body.n || body.p[i] != '}' || c == 0 || c > 0x10FFFF || surrogate)
        return 0;
    text_encode(out, c);
    return i + 1 - at;
}

/* The bytes of `u{…}` at `at`, whether or not it is a character; 0 if it is not of that form. */
static size_t code_point_length(str body, size_t at)
{
    size_t i = at + 2;
    if (i >= body.n || body.p[at] != 'u' || body.p[at + 1] != '{')
        return 0;
    while (i < body.n && hex_digit(body.p[i]) >= 0)
        i++;
    return i > at + 2 && i < body.n && body.p[i] == '}' ? i + 1 - at : 0;
}

static void bad_escape(scan *s, size_t at, size_t length, bool number)
{
    uint32_t begin = s->begin, end = s->at;
    s->begin = begin + 1 + (uint32_t)at;
    s->at = s->begin + (uint32_t)length;
    if (number) {
        diag *d = scan_error(s, E_BAD_ESCAPE, "there is no character with the number \"%.*s\"", STR_ARG(scan_shown(s)));
        diag_expect(s->bag, d, "the number of a character in hexadecimal: \\u{E9}");
    } else {
        diag *d = scan_error(s, E_BAD_ESCAPE, "\"%.*s\" is not an escape", STR_ARG(scan_text(s)));
        diag_expect(s->bag, d, "\\n, \\t, \\\", \\\\ or \\u{…} with a character's number");
        diag_hint(s->bag, d, "a backslash itself is written `\\\\`; between single quotes nothing is an escape");
    }
    s->begin = begin;
    s->at = end;
}

/* Appends the character that the escape at `at` (behind the backslash) stands for; the bytes it took. */
static size_t add_escape(scan *s, sbuf *out, str body, size_t at)
{
    static const char names[] = "nt\"\\", meanings[] = "\n\t\"\\";
    for (size_t i = 0; i < sizeof names - 1; i++) {
        if (body.p[at] == names[i]) {
            sbuf_char(out, meanings[i]);
            return 1;
        }
    }
    size_t length = body.p[at] == 'u' ? add_code_point(out, body, at) : 0;
    if (length > 0)
        return length;
    size_t number = code_point_length(body, at);
    text_decode(body, at, &length);
    length = number > 0 ? number : length;
    bad_escape(s, at - 1, length + 1, number > 0);
    sbuf_add(out, (str){body.p + at, length});
    return length;
}

/* The body with its escapes undone, in the arena; NFC, as all text is. The body itself when there are none. */
static str unescape(scan *s, str body)
{
    if (!memchr(body.p, '\\', body.n))
        return body;
    sbuf plain = {0};
    for (size_t i = 0; i < body.n; i++) {
        if (body.p[i] != '\\')
            sbuf_char(&plain, body.p[i]);
        else if (i + 1 < body.n)
            i += add_escape(s, &plain, body, i + 1);
    }
    if (plain.failed)
        s->memory->failed = true;
    str kept = arena_str(s->memory, sbuf_str(&plain)), normal = kept;
    sbuf_free(&plain);
    return text_nfc(s->memory, kept, &normal) == ST_OK ? normal : kept;
}

/* ---- Strings ---- */

/* The line's rest in quotes, when it may be the text that was meant. */
static void hint_closed(scan *s, diag *d, char quote)
{
    enum { LIKELY = 40 };
    str rest = scan_text(s);
    rest = str_trim((str){rest.p + 1, rest.n - 1});
    if (rest.n > 0 && rest.n <= LIKELY)
        diag_hint(s->bag, d, "write `%c%.*s%c`", quote, STR_ARG(rest), quote);
    diag_hint(s->bag, d, "most texts need no quotes, as in `country = North Macedonia`");
}

static void unclosed_quote(scan *s)
{
    uint32_t end = s->at;
    char quote = s->from->text.p[s->begin];
    s->at = s->begin + 1;
    s->left_open = true;
    diag *d = scan_error(s, E_UNCLOSED_QUOTE, "this quote is not closed on its line");
    s->at = end;
    diag_expect(s->bag, d, "a second %c behind the text", quote);
    if (quote == '\'')
        diag_hint(s->bag, d, "a text with an apostrophe at its start is written in double quotes: `\"'…\"`");
    else
        hint_closed(s, d, quote);
}

static str inside(const scan *s, bool closed)
{
    str text = scan_text(s);
    return (str){text.p + 1, text.n - 1 - (closed ? 1 : 0)};
}

void scan_string(scan *s, bool closed)
{
    if (!closed)
        unclosed_quote(s);
    str text = unescape(s, inside(s, closed));
    scan_token(s, TOK_STRING)->text = text;
}

void scan_raw_string(scan *s, bool closed)
{
    if (!closed)
        unclosed_quote(s);
    token *t = scan_token(s, TOK_STRING);
    t->text = inside(s, closed);
    t->raw = true;
}

void scan_apostrophe(scan *s)
{
    str text = inside(s, true);
    diag *d = scan_error(s, E_UNCLOSED_QUOTE, "an apostrophe ends a text in single quotes");
    diag_expect(s->bag, d, "double quotes around a text with an apostrophe");
    if (str_find(text, STR("\"")) == SIZE_MAX)
        diag_hint(s->bag, d, "write `\"%.*s\"`", STR_ARG(text));
    scan_token(s, TOK_STRING)->text = text;
}

void scan_curly_string(scan *s)
{
    str text = scan_text(s);
    size_t quote = (unsigned char)text.p[0] == 0xC2 ? 2 : 3; /* bytes of « and of “ */
    text = (str){text.p + quote, text.n - 2 * quote};
    diag *d = scan_error(s, E_CURLY_QUOTE, "typographic quotes do not enclose a text");
    diag_expect(s->bag, d, "plain quotes");
    diag_hint(s->bag, d, "write `\"%.*s\"`", STR_ARG(text));
    scan_token(s, TOK_STRING)->text = text;
}

/* ---- Names and patterns ---- */

void scan_fence(scan *s)
{
    if (!s->fenced) {
        diag *d = scan_error(s, E_UNCLOSED_BACKQUOTE, "three backquotes are the fence around a query on a page");
        diag_expect(s->bag, d, "the query alone");
        diag_hint(s->bag, d, "leave out this line, and the one behind the query");
    }
    s->fenced = true;
    s->bad = false;
    s->spaced = true;
    s->line_ends = 0;
}

void scan_quoted_name(scan *s, bool closed)
{
    str name = inside(s, closed);
    if (!closed) {
        uint32_t end = s->at;
        s->at = s->begin + 1;
        s->left_open = true;
        diag *d = scan_error(s, E_UNCLOSED_BACKQUOTE, "this backquote is not closed on its line");
        s->at = end;
        diag_expect(s->bag, d, "a second ` behind the name");
    } else if (name.n == 0) {
        diag *d = scan_error(s, E_UNCLOSED_BACKQUOTE, "there is no name between these backquotes");
        diag_expect(s->bag, d, "a name: `First day`");
    }
    token *t = scan_token(s, TOK_QUOTED_NAME);
    t->text = name;
    t->quoted = true;
}

void scan_regex(scan *s, bool closed)
{
    str text = scan_text(s);
    bool ignore_case = closed && text.p[text.n - 1] == 'i';
    if (!closed) {
        uint32_t end = s->at;
        s->at = s->begin + 1;
        s->left_open = true;
        diag *d = scan_error(s, E_UNCLOSED_PATTERN, "this regular expression is not closed on its line");
        s->at = end;
        diag_expect(s->bag, d, "a second / behind it");
        diag_hint(s->bag, d, "a slash inside the expression is written `\\/`");
    }
    token *t = scan_token(s, TOK_REGEX);
    t->text = (str){text.p + 1, text.n - 1 - (closed ? 1u : 0u) - (ignore_case ? 1u : 0u)};
    t->ignore_case = ignore_case;
}

/* ---- And back ---- */

void lexer_quote(sbuf *out, str text)
{
    size_t length = 1;
    sbuf_char(out, '"');
    for (size_t i = 0; i < text.n; i += length) {
        uint32_t c = text_decode(text, i, &length);
        if (c == '\n')
            sbuf_add(out, STR("\\n"));
        else if (c == '\t')
            sbuf_add(out, STR("\\t"));
        else if (c == '"' || c == '\\')
            sbuf_printf(out, "\\%c", (char)c);
        else if (text_is_harmful(c)) /* nobody would see it, or it would do something to what shows it */
            sbuf_printf(out, "\\u{%X}", (unsigned)c);
        else
            sbuf_add(out, (str){text.p + i, length});
    }
    sbuf_char(out, '"');
}
