/* Text slices and a growable byte buffer.
 *
 * A `str` is a view: it owns nothing, is not NUL-terminated, and lives as long as what it points into.
 * All text inside the library is valid UTF-8 in NFC; the rooms where bytes enter (base/source, import) see to that. */
#ifndef CYQ_BASE_STR_H
#define CYQ_BASE_STR_H

#include <stdarg.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

typedef struct str {
    const char *p; /* may be NULL only when n is 0 */
    size_t n;      /* bytes */
} str;

/* A str of a string literal; a str of a NUL-terminated string (NULL gives the empty one). */
#define STR(literal) ((str){"" literal, sizeof(literal) - 1})
/* The same as an initialiser, for tables of constants. */
#define STR_INIT(literal)                                                                                                                  \
    {                                                                                                                                      \
        "" literal, sizeof(literal) - 1                                                                                                    \
    }
str str_of(const char *cstring);

/* The arguments of printf's "%.*s" for a str. */
#define STR_ARG(s) (int)(s).n, (s).p

bool str_equal(str a, str b);
/* ASCII case ignored: what keywords and names need; text values go through text_fold. */
bool str_equal_nocase(str a, str b);
/* Order of bytes, which for UTF-8 is the order of code points: <0, 0, >0. */
int str_compare(str a, str b);
bool str_starts(str s, str prefix);
bool str_ends(str s, str suffix);
/* Of a path: behind its last slash; and of that, before its last dot. */
str str_file_name(str path);
str str_file_stem(str path);
/* Without ASCII white space and no-break spaces (U+00A0, U+202F) at either end. */
str str_trim(str s);
/* Position of the first `needle`, or SIZE_MAX. An empty needle is found at 0. */
size_t str_find(str haystack, str needle);
/* A 64-bit hash, the same in every run and on every machine (FNV-1a with a final mix). */
uint64_t str_hash(str s);
/* The same for texts that str_equal_nocase takes for equal. */
uint64_t str_hash_nocase(str s);

/* A growable buffer. Zero-initialised is empty and ready. When memory runs out `failed` becomes true and every later
 * call does nothing: write freely, test once at the end. The owner calls sbuf_free. */
typedef struct sbuf {
    char *p; /* NUL-terminated whenever it is not NULL */
    size_t n;
    size_t capacity;
    size_t limit; /* bytes that it may come to, more is no memory; 0 is no limit */
    bool failed;
} sbuf;

void sbuf_free(sbuf *b);
void sbuf_clear(sbuf *b); /* keeps the memory, and `failed` */
/* Makes room for `more` bytes and a NUL, so that they may be written at b->p + b->n; false if there is no memory. */
bool sbuf_reserve(sbuf *b, size_t more);
void sbuf_add(sbuf *b, str s); /* s must not lie in b itself */
void sbuf_char(sbuf *b, char c);
void sbuf_repeat(sbuf *b, char c, size_t times);
/* "a, b or c": with ", " between the items, and `last` before the last one of several. */
void sbuf_list(sbuf *b, const str *items, size_t count, const char *last);
void sbuf_printf(sbuf *b, const char *format, ...) __attribute__((format(printf, 2, 3)));
void sbuf_vprintf(sbuf *b, const char *format, va_list args) __attribute__((format(printf, 2, 0)));
str sbuf_str(const sbuf *b);

#endif
