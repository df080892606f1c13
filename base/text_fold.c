/* Folding: text as people compare it. One code point at a time, so that a database can do the same with replacements of single characters:
 * canonical decomposition, marks U+0300-036F dropped, simple lower case, then the table below. The text being NFC, marks
 * of other blocks need no reordering. */
#include "base/text.h"

#include <string.h>
#include <utf8proc.h>

const text_fold_row text_fold_table[] = {
    {0x0009, " "},  {0x000A, " "},  {0x000B, " "},  {0x000C, " "},  {0x000D, " "},  /* white space */
    {0x002D, " "},                                                                  /* hyphen-minus */
    {0x0085, " "},  {0x00A0, " "},                                                  /* next line, no-break space */
    {0x00AB, "\""},                                                                 /* « */
    {0x00AD, " "},                                                                  /* soft hyphen */
    {0x00BB, "\""},                                                                 /* » */
    {0x00DF, "ss"}, {0x00E6, "ae"}, {0x00F0, "d"},  {0x00F8, "o"},  {0x00FE, "th"}, /* ß æ ð ø þ */
    {0x0111, "d"},  {0x0127, "h"},  {0x0131, "i"},  {0x0142, "l"},  {0x0153, "oe"}, /* đ ħ ı ł œ */
    {0x03C2, "σ"},                                                                  /* ς */
    {0x058A, " "},  {0x05BE, " "},  {0x1400, " "},                                  /* Armenian, Hebrew and Canadian hyphens */
    {0x1680, " "},                                                                  /* Ogham space */
    {0x1806, " "},                                                                  /* Mongolian hyphen */
    {0x2000, " "},  {0x2001, " "},  {0x2002, " "},  {0x2003, " "},  {0x2004, " "},  {0x2005, " "}, /* spaces of all widths */
    {0x2006, " "},  {0x2007, " "},  {0x2008, " "},  {0x2009, " "},  {0x200A, " "},  {0x2010, " "},
    {0x2011, " "},  {0x2012, " "},  {0x2013, " "},  {0x2014, " "},  {0x2015, " "}, /* hyphens, dashes, bar */
    {0x2018, "'"},  {0x2019, "'"},  {0x201A, "'"},  {0x201B, "'"},                 /* ‘ ’ ‚ ‛ */
    {0x201C, "\""}, {0x201D, "\""}, {0x201E, "\""}, {0x201F, "\""},                /* “ ” „ ‟ */
    {0x2028, " "},  {0x2029, " "},  {0x202F, " "},                                 /* line and paragraph separator, narrow no-break space */
    {0x2032, "'"},  {0x2033, "\""},                                                /* ′ ″ */
    {0x2039, "'"},  {0x203A, "'"},                                                 /* ‹ › */
    {0x205F, " "},                                                                 /* mathematical space */
    {0x2212, " "},                                                                 /* minus */
    {0x2E17, " "},  {0x2E1A, " "},  {0x2E3A, " "},  {0x2E3B, " "},  {0x2E40, " "},  {0x2E5D, " "}, /* the other dashes of Unicode */
    {0x3000, " "},                                                                                 /* ideographic space */
    {0x301C, " "},  {0x3030, " "},  {0x30A0, " "},  {0xFE31, " "},  {0xFE32, " "},  {0xFE58, " "},
    {0xFE63, " "},  {0xFF0D, " "},  {0x10EAD, " "},
};
const size_t text_fold_table_count = sizeof text_fold_table / sizeof *text_fold_table;

static const char *table_entry(uint32_t c)
{
    size_t low = 0, high = text_fold_table_count;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (text_fold_table[middle].from == c)
            return text_fold_table[middle].to;
        if (text_fold_table[middle].from < c)
            low = middle + 1;
        else
            high = middle;
    }
    return NULL;
}

/* A code point of a decomposition: dropped, spelt out or lower-cased. */
static size_t fold_part(utf8proc_int32_t part, char out[4])
{
    if (part >= 0x300 && part <= 0x36F)
        return 0;
    utf8proc_int32_t lower = utf8proc_tolower(part);
    const char *entry = table_entry((uint32_t)lower);
    if (entry) {
        size_t n = strlen(entry);
        memcpy(out, entry, n);
        return n;
    }
    utf8proc_uint8_t bytes[4];
    utf8proc_ssize_t n = utf8proc_encode_char(lower, bytes);
    if (n < 0)
        return 0;
    memcpy(out, bytes, (size_t)n);
    return (size_t)n;
}

size_t text_fold_char(uint32_t c, char out[TEXT_FOLD_MAX])
{
    enum { MOST_PARTS = TEXT_FOLD_MAX / 4 };
    utf8proc_int32_t parts[MOST_PARTS] = {(utf8proc_int32_t)c};
    int unused = 0;
    utf8proc_ssize_t count = 1;
    if (c >= 0x80)
        count = utf8proc_decompose_char((utf8proc_int32_t)c, parts, MOST_PARTS, UTF8PROC_DECOMPOSE | UTF8PROC_STABLE, &unused);
    size_t n = 0;
    for (utf8proc_ssize_t i = 0; i < count && i < MOST_PARTS; i++)
        n += fold_part(parts[i], out + n);
    return n;
}

/* Reads a text byte by byte in its folded form. */
typedef struct fold_reader {
    str text;
    size_t at;
    char piece[TEXT_FOLD_MAX]; /* what is left to give of one code point */
    size_t next, end;
    bool begun;   /* something was given */
    bool gap;     /* a space is due before the next byte */
    bool holding; /* `held` waits behind that space */
    int held;
} fold_reader;

/* The next byte with every space as it comes, or -1. */
static int next_spaced(fold_reader *r)
{
    while (r->next == r->end) {
        if (r->at >= r->text.n)
            return -1;
        unsigned char c = (unsigned char)r->text.p[r->at];
        if ((c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == ' ') { /* most text by far */
            r->at++;
            return c;
        }
        size_t length = 1;
        uint32_t code = text_decode(r->text, r->at, &length);
        r->at += length;
        r->next = 0;
        r->end = text_fold_char(code, r->piece);
    }
    return (unsigned char)r->piece[r->next++];
}

/* The next byte, or -1 at the end. */
static int next_folded(fold_reader *r)
{
    if (r->holding) {
        r->holding = false;
        return r->held;
    }
    int c = next_spaced(r);
    for (; c == ' '; c = next_spaced(r))
        r->gap = r->begun;
    if (c < 0)
        return -1;
    r->begun = true;
    if (!r->gap)
        return c;
    r->gap = false;
    r->holding = true;
    r->held = c;
    return ' ';
}

void text_fold(sbuf *out, str s)
{
    fold_reader r = {.text = s};
    for (int c = next_folded(&r); c >= 0; c = next_folded(&r)) {
        if (out->n + 1 >= out->capacity && !sbuf_reserve(out, s.n - r.at + TEXT_FOLD_MAX))
            return;
        out->p[out->n++] = (char)c;
    }
    if (sbuf_reserve(out, 0))
        out->p[out->n] = '\0';
}

status text_fold_in(arena *a, str s, str *out)
{
    sbuf folded = {0};
    text_fold(&folded, s);
    *out = folded.n ? arena_str(a, sbuf_str(&folded)) : (str){"", 0};
    bool done = !folded.failed && out->n == folded.n;
    sbuf_free(&folded);
    return done ? ST_OK : ST_NO_MEMORY;
}

bool text_equal_folded(str a, str b)
{
    if (str_equal(a, b))
        return true;
    fold_reader x = {.text = a}, y = {.text = b};
    int c;
    do {
        c = next_folded(&x);
        if (c != next_folded(&y))
            return false;
    } while (c >= 0);
    return true;
}
