/* Scanning JSON text. */
#include "import/json_text.h"

/* Behind the string that begins at `at`. */
static size_t string_end(str text, size_t at)
{
    for (at++; at < text.n && text.p[at] != '"'; at++)
        at += text.p[at] == '\\';
    return at < text.n ? at + 1 : text.n;
}

static bool ends_word(char c)
{
    return c == ',' || c == ']' || c == '}' || c == ' ' || (c >= '\t' && c <= '\r');
}

size_t json_text_end(str text, size_t at)
{
    size_t depth = 0;
    while (at < text.n) {
        char c = text.p[at];
        if (c == '"') {
            at = string_end(text, at);
        } else {
            depth += c == '{' || c == '[';
            bool closes = c == '}' || c == ']';
            if (depth == 0 && ends_word(c))
                return at;
            depth -= closes;
            at++;
            if (!closes)
                continue;
        }
        if (depth == 0)
            return at;
    }
    return text.n;
}

static bool is_digit(str s, size_t i)
{
    return i < s.n && s.p[i] >= '0' && s.p[i] <= '9';
}

static size_t digits_end(str s, size_t at)
{
    while (is_digit(s, at))
        at++;
    return at;
}

/* Behind the number that begins at `at`, as RFC 8259 has it; `at` if there is none. */
static size_t number_end(str s, size_t at)
{
    size_t whole = at + (s.p[at] == '-');
    if (!is_digit(s, whole))
        return at;
    size_t end = s.p[whole] == '0' ? whole + 1 : digits_end(s, whole);
    if (end < s.n && s.p[end] == '.' && is_digit(s, end + 1))
        end = digits_end(s, end + 1);
    size_t power = end < s.n && (s.p[end] == 'e' || s.p[end] == 'E') ? end + 1 : end;
    power += power > end && power < s.n && (s.p[power] == '+' || s.p[power] == '-');
    if (power > end && is_digit(s, power))
        end = digits_end(s, power);
    bool goes_on =
        end < s.n && (is_digit(s, end) || s.p[end] == '.' || s.p[end] == 'e' || s.p[end] == 'E' || s.p[end] == '-' || s.p[end] == '+');
    return goes_on ? at : end;
}

/* One piece of the text that stays together: a string, a number or a character. Gives where it ends, and the letter that marks it, or 0. */
static size_t piece_end(str text, size_t at, char *mark)
{
    *mark = text.p[at] == '"' ? 's' : 0;
    if (*mark)
        return string_end(text, at);
    bool begins = text.p[at] == '-' || is_digit(text, at);
    size_t end = begins ? number_end(text, at) : at;
    *mark = end > at ? 'n' : 0;
    return end > at ? end : at + 1;
}

void json_text_mark(sbuf *out, str text)
{
    size_t end;
    for (size_t at = 0; at < text.n; at = end) {
        char mark;
        end = piece_end(text, at, &mark);
        str piece = {text.p + at, end - at};
        if (mark == 's') {
            sbuf_add(out, STR("\"s"));
            sbuf_add(out, (str){piece.p + 1, piece.n - 1});
        } else if (mark) {
            sbuf_add(out, STR("\"n"));
            sbuf_add(out, piece);
            sbuf_char(out, '"');
        } else {
            sbuf_char(out, *piece.p);
        }
    }
}

size_t json_text_origin(str text, size_t marked)
{
    size_t end, written = 0;
    for (size_t at = 0; at < text.n; at = end) {
        char mark;
        end = piece_end(text, at, &mark);
        size_t more = end - at + (mark == 's' ? 1 : mark == 'n' ? 3 : 0);
        if (written + more > marked) {
            size_t within = marked - written;
            return at + (within < end - at ? within : end - at);
        }
        written += more;
    }
    return text.n;
}
