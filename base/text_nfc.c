/* Normal form C. The properties are utf8proc's; the loop is ours because utf8proc's own reordering of marks takes quadratic time on a
 * text made for that, and because nearly all text needs no work at all. */
#include "base/text.h"

#include <stdlib.h>
#include <string.h>
#include <utf8proc.h>

enum { MOST_FROM_ONE = 32 }; /* utf8proc's longest decomposition of a code point is 18 */

typedef struct codes {
    utf8proc_int32_t *p;
    size_t n, capacity;
} codes;

static bool codes_reserve(codes *c, size_t more)
{
    if (more <= c->capacity - c->n)
        return true;
    size_t capacity = c->capacity * 2 + more;
    if (capacity > SIZE_MAX / sizeof *c->p / 4)
        return false;
    utf8proc_int32_t *p = realloc(c->p, capacity * sizeof *p);
    if (!p)
        return false;
    c->p = p;
    c->capacity = capacity;
    return true;
}

static unsigned combining_class(utf8proc_int32_t c)
{
    return c < 0x300 ? 0 : (unsigned)utf8proc_get_property(c)->combining_class & 0xFF;
}

/* Sorts marks by combining class, those of one class as they came: a counting sort by way of `spare`, which has room for n. */
static void sort_marks(utf8proc_int32_t *marks, size_t n, utf8proc_int32_t *spare)
{
    size_t place[257] = {0};
    for (size_t i = 0; i < n; i++)
        place[combining_class(marks[i]) + 1]++;
    for (size_t rank = 1; rank < 257; rank++)
        place[rank] += place[rank - 1];
    for (size_t i = 0; i < n; i++)
        spare[place[combining_class(marks[i])]++] = marks[i];
    memcpy(marks, spare, n * sizeof *marks);
}

/* Canonical order: sorts each run of marks that is out of order. */
static bool order_marks(codes *c)
{
    if (!codes_reserve(c, c->n))
        return false;
    for (size_t begin = 0, end = 0; begin < c->n; begin = end + 1) {
        bool ordered = true;
        unsigned before = 0;
        for (end = begin; end < c->n && combining_class(c->p[end]); end++) {
            unsigned rank = combining_class(c->p[end]);
            ordered = ordered && before <= rank;
            before = rank;
        }
        if (!ordered)
            sort_marks(c->p + begin, end - begin, c->p + c->n);
    }
    return true;
}

static bool decompose(codes *c, str s)
{
    size_t length = 1;
    for (size_t at = 0; at < s.n; at += length) {
        if (!codes_reserve(c, MOST_FROM_ONE))
            return false;
        utf8proc_int32_t one = (utf8proc_int32_t)text_decode(s, at, &length);
        int unused = 0;
        utf8proc_ssize_t n = utf8proc_decompose_char(one, c->p + c->n, MOST_FROM_ONE, UTF8PROC_DECOMPOSE | UTF8PROC_STABLE, &unused);
        if (n < 0 || n > MOST_FROM_ONE)
            return false;
        c->n += (size_t)n;
    }
    return true;
}

static void add_codes(sbuf *out, const utf8proc_int32_t *p, size_t n)
{
    for (size_t i = 0; i < n; i++) {
        utf8proc_uint8_t bytes[4];
        utf8proc_ssize_t length = utf8proc_encode_char(p[i], bytes);
        sbuf_add(out, (str){(const char *)bytes, length > 0 ? (size_t)length : 0});
    }
}

/* Normalises a piece that neither composes nor reorders with what stands around it. */
static bool add_piece(sbuf *out, codes *c, str piece)
{
    c->n = 0;
    if (!decompose(c, piece) || !order_marks(c))
        return false;
    utf8proc_ssize_t n = utf8proc_normalize_utf32(c->p, (utf8proc_ssize_t)c->n, UTF8PROC_COMPOSE | UTF8PROC_STABLE);
    if (n < 0)
        return false;
    add_codes(out, c->p, (size_t)n);
    return true;
}

static bool is_ascii(char c)
{
    return (unsigned char)c < 0x80;
}

/* Bytes below 0xCC begin or go on with code points below U+0300, which are NFC as they stand unless one from U+0300 on follows. */
static size_t plain_length(str s)
{
    size_t n = 0;
    while (n < s.n && (unsigned char)s.p[n] < 0xCC)
        n++;
    if (n < s.n && n > 0)
        for (n--; n > 0 && ((unsigned char)s.p[n] & 0xC0) == 0x80;)
            n--;
    return n;
}

/* From the last plain character up to the next ASCII one, which composes with nothing before it. */
static size_t piece_length(str s)
{
    size_t n = s.n ? 1 : 0;
    while (n < s.n && !is_ascii(s.p[n]))
        n++;
    return n;
}

status text_nfc_add(sbuf *out, str s)
{
    codes c = {0};
    bool done = true;
    while (done && s.n) {
        size_t plain = plain_length(s);
        sbuf_add(out, (str){s.p, plain});
        s = (str){s.p + plain, s.n - plain};
        size_t piece = piece_length(s);
        done = piece == 0 || add_piece(out, &c, (str){s.p, piece});
        s = (str){s.p + piece, s.n - piece};
    }
    free(c.p);
    return done && !out->failed ? ST_OK : ST_NO_MEMORY;
}

static bool all_ascii(str s)
{
    for (size_t i = 0; i < s.n; i++)
        if (!is_ascii(s.p[i]))
            return false;
    return true;
}

status text_nfc(arena *a, str s, str *out)
{
    *out = s;
    if (all_ascii(s))
        return ST_OK;
    sbuf normal = {0};
    status done = text_nfc_add(&normal, s);
    if (done == ST_OK)
        *out = arena_str(a, sbuf_str(&normal));
    if (done == ST_OK && out->n != normal.n)
        done = ST_NO_MEMORY;
    sbuf_free(&normal);
    return done;
}
