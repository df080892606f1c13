/* Signs that the language does not use: those of other languages, and those that word processors make. Each is reported and, where its
 * meaning is plain, read as what it means, so that one mistake gives one message. */
#include "lexer/scan.h"

#include "base/text.h"

typedef struct foreign_sign {
    const char *sign;
    diag_code code;
    token_kind kind;    /* what it is read as; TOK_EOF: it is passed over */
    const char *expect; /* what is written instead */
    const char *hint;   /* an example; may be NULL */
} foreign_sign;

static const foreign_sign SIGNS[] = {
    {"&&", E_FOREIGN_SIGN, TOK_AND, "and", "where joint and online"},
    {"||", E_FOREIGN_SIGN, TOK_OR, "or (between texts +)", "where joint or online"},
    {"<>", E_FOREIGN_SIGN, TOK_NE, "!=", "where country != Ukraine"},
    {"===", E_FOREIGN_SIGN, TOK_SAME, "==", "where name == GLACY-e"},
    {"=~", E_FOREIGN_SIGN, TOK_LIKE, "~ (contains) or matches (a pattern)", "title matches /osint/i"},
    {"=<", E_FOREIGN_SIGN, TOK_LE, "<=", "where days <= 3"},
    {"=>", E_FOREIGN_SIGN, TOK_GE, ">=", "where days >= 3"},
    {":=", E_FOREIGN_SIGN, TOK_EQ, "=", "let $q4 = 2025-Q4"},
    {"**", E_FOREIGN_SIGN, TOK_STAR, "* (there is no power operator)", "days * days"},
    {"!", E_FOREIGN_SIGN, TOK_NOT, "not", "where not joint"},
    {"%", E_FOREIGN_SIGN, TOK_SLASH, "% only behind a number: 40%", NULL},
    {"[", E_FOREIGN_SIGN, TOK_LPAREN, "( ) around lists and groups", "country in (Ukraine, Moldova)"},
    {"]", E_FOREIGN_SIGN, TOK_RPAREN, "( ) around lists and groups", "country in (Ukraine, Moldova)"},
    {"{", E_FOREIGN_SIGN, TOK_LPAREN, "( ) around lists and groups", "country in (Ukraine, Moldova)"},
    {"}", E_FOREIGN_SIGN, TOK_RPAREN, "( ) around lists and groups", "country in (Ukraine, Moldova)"},
    {"@", E_FOREIGN_SIGN, TOK_EOF, "$ before a variable", "$country"},
    {"^", E_FOREIGN_SIGN, TOK_EOF, "one of + - * / (there is no power operator)", "days * days"},
    {"“", E_CURLY_QUOTE, TOK_EOF, "plain quotes", "title ~ \"osint\""},
    {"”", E_CURLY_QUOTE, TOK_EOF, "plain quotes", "title ~ \"osint\""},
    {"„", E_CURLY_QUOTE, TOK_EOF, "plain quotes", "title ~ \"osint\""},
    {"‟", E_CURLY_QUOTE, TOK_EOF, "plain quotes", "title ~ \"osint\""},
    {"‘", E_CURLY_QUOTE, TOK_EOF, "plain quotes", "title ~ 'osint'"},
    {"’", E_CURLY_QUOTE, TOK_EOF, "plain quotes", "title ~ 'osint'"},
    {"‚", E_CURLY_QUOTE, TOK_EOF, "plain quotes", "title ~ 'osint'"},
    {"‛", E_CURLY_QUOTE, TOK_EOF, "plain quotes", "title ~ 'osint'"},
    {"«", E_CURLY_QUOTE, TOK_EOF, "plain quotes", "title ~ \"osint\""},
    {"»", E_CURLY_QUOTE, TOK_EOF, "plain quotes", "title ~ \"osint\""},
    {"–", E_TYPOGRAPHIC, TOK_MINUS, "a plain -, or .. for a range", "when = 2025-10..2025-12"},
    {"—", E_TYPOGRAPHIC, TOK_MINUS, "a plain -, or .. for a range", "when = 2025-10..2025-12"},
    {"−", E_TYPOGRAPHIC, TOK_MINUS, "a plain -", NULL},
    {"‐", E_TYPOGRAPHIC, TOK_MINUS, "a plain -", NULL},
    {"‑", E_TYPOGRAPHIC, TOK_MINUS, "a plain -", NULL},
    {"‒", E_TYPOGRAPHIC, TOK_MINUS, "a plain -", NULL},
    {"―", E_TYPOGRAPHIC, TOK_MINUS, "a plain -", NULL},
    {"…", E_TYPOGRAPHIC, TOK_RANGE, ".. (two dots)", "when = 2025-10..2025-12"},
    {"≠", E_TYPOGRAPHIC, TOK_NE, "!=", NULL},
    {"≤", E_TYPOGRAPHIC, TOK_LE, "<=", NULL},
    {"≥", E_TYPOGRAPHIC, TOK_GE, ">=", NULL},
    {"×", E_TYPOGRAPHIC, TOK_STAR, "*", NULL},
    {"÷", E_TYPOGRAPHIC, TOK_SLASH, "/", NULL},
};

static const foreign_sign *find_sign(str text)
{
    for (size_t i = 0; i < sizeof SIGNS / sizeof *SIGNS; i++)
        if (str_equal(text, str_of(SIGNS[i].sign)))
            return &SIGNS[i];
    return NULL;
}

/* Does the sign close a foreign bracket that was reported? Keeps the count of those. */
static bool closes_foreign(scan *s, const foreign_sign *sign)
{
    s->foreign_brackets += sign->kind == TOK_LPAREN;
    bool closes = sign->kind == TOK_RPAREN && s->foreign_brackets > 0;
    s->foreign_brackets -= closes;
    return closes;
}

/* Is the lexeme the last thing on its line? */
static bool ends_line(const scan *s)
{
    str text = s->from->text;
    size_t at = s->at;
    while (at < text.n && (text.p[at] == ' ' || text.p[at] == '\t' || text.p[at] == '\r'))
        at++;
    return at == text.n || text.p[at] == '\n';
}

/* A sign that no language has in this place, or that stands at the end of an English sentence. */
static void tell_stray(scan *s, str text)
{
    unsigned char c = (unsigned char)text.p[0];
    diag *d = c < 0x20 || c == 0x7F ? scan_error(s, E_BAD_CHARACTER, "a control character (number %u) has no meaning here", c)
                                    : scan_error(s, E_BAD_CHARACTER, "\"%.*s\" has no meaning here", STR_ARG(text));
    if (c != '?' && c != '.')
        return;
    if (ends_line(s)) {
        diag_hint(s->bag, d, "a query ends without a %s", c == '?' ? "question mark" : "full stop");
    } else if (c == '?') {
        diag_hint(s->bag, d, "a choice: `if days > 3 then \"long\" else \"short\"`");
        diag_hint(s->bag, d, "two question marks give a value in place of a missing one: `country ?? \"none\"`");
    } else {
        diag_hint(s->bag, d,
                  "a dot stands before the name of a field (`.end`), two dots in a range (`2025-10..2025-12`); text with a dot in it "
                  "stands in quotes");
    }
}

/* `project[0]`, `50 %`: what is meant hangs on what stands before. */
static void hint_sign(scan *s, diag *d, const foreign_sign *sign)
{
    bool behind_name = s->previous == TOK_WORD || s->previous == TOK_PATH || s->previous == TOK_RPAREN;
    if (sign->sign[0] == '[' && behind_name && !s->spaced) {
        diag_hint(s->bag, d, "nothing is reached by its position; the first rows are `activities first 5`");
        diag_hint(s->bag, d, "of a set: `project = GLACY-e`, `size(project)`, `least(project)`");
    } else if (sign->sign[0] == '%' && s->previous == TOK_NUMBER) {
        diag_hint(s->bag, d, "without a space before it: `50%%`");
    } else if (sign->sign[0] == '%') {
        diag_hint(s->bag, d, "%s", behind_name ? "the rest of a division: `mod(days, 2)`" : "a part of a text: `title ~ osint`");
    } else if (sign->hint) {
        diag_hint(s->bag, d, "for example: `%s`", sign->hint);
    }
}

bool scan_foreign(scan *s)
{
    str text = scan_text(s);
    const foreign_sign *sign = find_sign(text);
    if (!sign) {
        tell_stray(s, text);
        return false;
    }
    if (closes_foreign(s, sign)) {
        scan_symbol(s, sign->kind);
        return true;
    }
    diag *d = scan_error(s, sign->code, "\"%.*s\" is not a sign of this language", STR_ARG(text));
    diag_expect(s->bag, d, "%s", sign->expect);
    hint_sign(s, d, sign);
    if (sign->kind != TOK_EOF)
        scan_symbol(s, sign->kind);
    return sign->kind != TOK_EOF;
}
