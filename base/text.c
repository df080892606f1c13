/* Code points: are they valid, how wide are they, and how to print them without harm. */
#include "base/text.h"

#include <utf8proc.h>

/* The code point at `at`, or -1 if the bytes are no UTF-8; *length is at least 1. */
static utf8proc_int32_t decode(str s, size_t at, size_t *length)
{
    unsigned char first = (unsigned char)s.p[at];
    *length = 1;
    if (first < 0x80)
        return first;
    size_t rest = s.n - at < 4 ? s.n - at : 4;
    utf8proc_int32_t c = -1;
    utf8proc_ssize_t n = utf8proc_iterate((const utf8proc_uint8_t *)s.p + at, (utf8proc_ssize_t)rest, &c);
    if (n < 1)
        return -1;
    *length = (size_t)n;
    return c;
}

size_t text_valid(str s)
{
    size_t length = 1;
    for (size_t at = 0; at < s.n; at += length)
        if (decode(s, at, &length) <= 0)
            return at;
    return s.n;
}

uint32_t text_decode(str s, size_t at, size_t *length)
{
    utf8proc_int32_t c = decode(s, at, length);
    return c < 0 ? 0xFFFD : (uint32_t)c;
}

void text_encode(sbuf *out, uint32_t c)
{
    utf8proc_uint8_t bytes[4];
    utf8proc_ssize_t n = utf8proc_encode_char((utf8proc_int32_t)c, bytes);
    sbuf_add(out, (str){(const char *)bytes, (size_t)n});
}

static size_t char_width(uint32_t c)
{
    if (c < 0x7F)
        return c >= 0x20;
    int width = utf8proc_charwidth((utf8proc_int32_t)c);
    return width > 0 ? (size_t)width : 0;
}

size_t text_width(str s)
{
    size_t width = 0, length = 1;
    for (size_t at = 0; at < s.n; at += length)
        width += char_width(text_decode(s, at, &length));
    return width;
}

/* Does a character as people see it begin at `c`? */
static bool begins_character(uint32_t before, uint32_t c, utf8proc_int32_t *state)
{
    if (c >= 0x20 && c < 0x7F) { /* ASCII joins nothing before it, and is most of what there is */
        *state = 0;
        return true;
    }
    return utf8proc_grapheme_break_stateful((utf8proc_int32_t)before, (utf8proc_int32_t)c, state);
}

str text_cut(str s, size_t width)
{
    size_t used = 0, whole = 0, length = 1;
    utf8proc_int32_t state = 0;
    uint32_t before = 0;
    for (size_t at = 0; at < s.n; at += length) {
        uint32_t c = text_decode(s, at, &length);
        if (at == 0 || begins_character(before, c, &state))
            whole = at;
        before = c;
        size_t w = char_width(c);
        if (w > width - used)
            return (str){s.p, whole};
        used += w;
    }
    return s;
}

typedef struct code_range {
    uint32_t first, last;
} code_range;

/* Controls, the bidirectional controls and the line separators: what could move the cursor, hide text or reorder it. */
static const code_range HARMFUL[] = {
    {0x0000, 0x001F}, {0x007F, 0x009F}, {0x061C, 0x061C}, {0x200E, 0x200F}, {0x2028, 0x202E}, {0x2066, 0x2069},
};

bool text_is_harmful(uint32_t c)
{
    if (c >= 0x20 && c < 0x7F)
        return false;
    for (size_t i = 0; i < sizeof HARMFUL / sizeof *HARMFUL; i++)
        if (c >= HARMFUL[i].first && c <= HARMFUL[i].last)
            return true;
    return false;
}

str text_safe_char(str s, size_t at, size_t *length)
{
    utf8proc_int32_t c = decode(s, at, length);
    if (c == '\n' || c == '\t')
        return STR(" ");
    return c < 0 || text_is_harmful((uint32_t)c) ? STR("\uFFFD") : (str){s.p + at, *length};
}

void text_print_safe(sbuf *out, str s)
{
    size_t begin = 0, length = 1;
    for (size_t at = 0; at < s.n; at += length) {
        str safe = text_safe_char(s, at, &length);
        if (safe.p == s.p + at)
            continue;
        sbuf_add(out, (str){s.p + begin, at - begin});
        sbuf_add(out, safe);
        begin = at + length;
    }
    if (begin < s.n)
        sbuf_add(out, (str){s.p + begin, s.n - begin});
}

bool text_is_safe(str s)
{
    size_t length = 1;
    for (size_t at = 0; at < s.n; at += length)
        if (text_safe_char(s, at, &length).p != s.p + at)
            return false;
    return true;
}

size_t text_safe_width(str s)
{
    size_t width = 0, length = 1;
    for (size_t at = 0; at < s.n; at += length)
        width += text_width(text_safe_char(s, at, &length));
    return width;
}
