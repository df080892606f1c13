/* Text slices and the growable byte buffer. */
#ifndef _GNU_SOURCE
#define _GNU_SOURCE /* memmem, which is linear on any input */
#endif
#include "base/str.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static char lower_ascii(char c)
{
    return c >= 'A' && c <= 'Z' ? (char)(c - 'A' + 'a') : c;
}

str str_of(const char *cstring)
{
    return cstring ? (str){cstring, strlen(cstring)} : (str){"", 0};
}

bool str_equal(str a, str b)
{
    return a.n == b.n && (a.n == 0 || memcmp(a.p, b.p, a.n) == 0);
}

bool str_equal_nocase(str a, str b)
{
    if (a.n != b.n)
        return false;
    for (size_t i = 0; i < a.n; i++)
        if (lower_ascii(a.p[i]) != lower_ascii(b.p[i]))
            return false;
    return true;
}

int str_compare(str a, str b)
{
    size_t shorter = a.n < b.n ? a.n : b.n;
    int order = shorter ? memcmp(a.p, b.p, shorter) : 0;
    return order ? order : (a.n > b.n) - (a.n < b.n);
}

bool str_starts(str s, str prefix)
{
    return s.n >= prefix.n && str_equal((str){s.p, prefix.n}, prefix);
}

bool str_ends(str s, str suffix)
{
    return s.n >= suffix.n && (suffix.n == 0 || memcmp(s.p + s.n - suffix.n, suffix.p, suffix.n) == 0);
}

str str_file_name(str path)
{
    size_t begin = path.n;
    while (begin > 0 && path.p[begin - 1] != '/')
        begin--;
    return (str){path.p + begin, path.n - begin};
}

str str_file_stem(str path)
{
    str name = str_file_name(path);
    for (size_t i = name.n; i > 0; i--)
        if (name.p[i - 1] == '.')
            return (str){name.p, i - 1};
    return name;
}

static bool is_space(char c)
{
    return c == ' ' || (c >= '\t' && c <= '\r');
}

/* Bytes of the blank that `s` starts or ends with; 0 if it does not. */
static size_t blank_at_start(str s)
{
    if (s.n && is_space(s.p[0]))
        return 1;
    if (str_starts(s, STR("\u00A0")))
        return 2;
    return str_starts(s, STR("\u202F")) ? 3 : 0;
}

static size_t blank_at_end(str s)
{
    if (s.n && is_space(s.p[s.n - 1]))
        return 1;
    if (str_ends(s, STR("\u00A0")))
        return 2;
    return str_ends(s, STR("\u202F")) ? 3 : 0;
}

str str_trim(str s)
{
    for (size_t n = blank_at_start(s); n; n = blank_at_start(s))
        s = (str){s.p + n, s.n - n};
    for (size_t n = blank_at_end(s); n; n = blank_at_end(s))
        s.n -= n;
    return s;
}

size_t str_find(str haystack, str needle)
{
    if (needle.n == 0)
        return 0;
    if (needle.n > haystack.n)
        return SIZE_MAX;
    const char *found = memmem(haystack.p, haystack.n, needle.p, needle.n);
    return found ? (size_t)(found - haystack.p) : SIZE_MAX;
}

/* FNV-1a (Fowler, Noll, Vo) with the final mix of MurmurHash3 (Appleby): tables use the low bits, which FNV alone mixes badly. */
static uint64_t hash_step(uint64_t h, unsigned char byte)
{
    return (h ^ byte) * UINT64_C(0x100000001b3);
}

static uint64_t hash_end(uint64_t h)
{
    h ^= h >> 33;
    h *= UINT64_C(0xff51afd7ed558ccd);
    h ^= h >> 33;
    h *= UINT64_C(0xc4ceb9fe1a85ec53);
    return h ^ (h >> 33);
}

static const uint64_t HASH_BEGIN = UINT64_C(0xcbf29ce484222325);

uint64_t str_hash(str s)
{
    uint64_t h = HASH_BEGIN;
    for (size_t i = 0; i < s.n; i++)
        h = hash_step(h, (unsigned char)s.p[i]);
    return hash_end(h);
}

uint64_t str_hash_nocase(str s)
{
    uint64_t h = HASH_BEGIN;
    for (size_t i = 0; i < s.n; i++)
        h = hash_step(h, (unsigned char)lower_ascii(s.p[i]));
    return hash_end(h);
}

void sbuf_free(sbuf *b)
{
    free(b->p);
    *b = (sbuf){0};
}

void sbuf_clear(sbuf *b)
{
    b->n = 0;
    if (b->p)
        b->p[0] = '\0';
}

bool sbuf_reserve(sbuf *b, size_t more)
{
    if (b->failed)
        return false;
    if (b->p && more < b->capacity - b->n)
        return true;
    size_t need = 0;
    size_t capacity = b->capacity > SIZE_MAX / 2 ? SIZE_MAX : b->capacity * 2;
    bool counts = !__builtin_add_overflow(b->n, more, &need) && (!b->limit || need <= b->limit) && need < SIZE_MAX;
    if (!counts) {
        b->failed = true;
        return false;
    }
    need++;
    if (capacity < 64)
        capacity = 64;
    if (capacity < need)
        capacity = need;
    char *p = realloc(b->p, capacity);
    if (!p) {
        b->failed = true;
        return false;
    }
    b->p = p;
    b->capacity = capacity;
    b->p[b->n] = '\0';
    return true;
}

void sbuf_add(sbuf *b, str s)
{
    if (!sbuf_reserve(b, s.n))
        return;
    if (s.n)
        memcpy(b->p + b->n, s.p, s.n);
    b->n += s.n;
    b->p[b->n] = '\0';
}

void sbuf_char(sbuf *b, char c)
{
    sbuf_add(b, (str){&c, 1});
}

void sbuf_repeat(sbuf *b, char c, size_t times)
{
    if (!sbuf_reserve(b, times))
        return;
    memset(b->p + b->n, c, times);
    b->n += times;
    b->p[b->n] = '\0';
}

void sbuf_list(sbuf *b, const str *items, size_t count, const char *last)
{
    for (size_t i = 0; i < count; i++) {
        sbuf_add(b, i == 0 ? STR("") : i + 1 < count ? STR(", ") : str_of(last));
        sbuf_add(b, items[i]);
    }
}

void sbuf_printf(sbuf *b, const char *format, ...)
{
    va_list args;
    va_start(args, format);
    sbuf_vprintf(b, format, args);
    va_end(args);
}

void sbuf_vprintf(sbuf *b, const char *format, va_list args)
{
    if (b->failed)
        return;
    va_list again;
    va_copy(again, args);
    int n = vsnprintf(NULL, 0, format, args);
    if (n < 0)
        b->failed = true;
    else if (sbuf_reserve(b, (size_t)n)) {
        vsnprintf(b->p + b->n, (size_t)n + 1, format, again);
        b->n += (size_t)n;
    }
    va_end(again);
}

str sbuf_str(const sbuf *b)
{
    return b->p ? (str){b->p, b->n} : (str){"", 0};
}
