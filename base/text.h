/* Text as people mean it: folding, normal form and display width. Pure, safe in any thread.
 *
 * Folding is one fixed table, part of the language reference (language rules, "Folding"), so that every backend can do the same. */
#ifndef CYQ_BASE_TEXT_H
#define CYQ_BASE_TEXT_H

#include "base/arena.h"
#include "base/status.h"

/* Offset of the first byte that is not valid UTF-8 (or is NUL), or s.n. */
size_t text_valid(str s);
/* NFC in `a` (utf8proc); s itself when it is already plain ASCII. */
status text_nfc(arena *a, str s, str *out);
/* The same, appended to `out`; takes time in proportion to the text, whatever it holds. */
status text_nfc_add(sbuf *out, str s);
/* One code point at `at` (which must be < s.n); its length in bytes into *length. For valid UTF-8; what is not reads as U+FFFD, one
 * byte long. */
uint32_t text_decode(str s, size_t at, size_t *length);
/* Appends a code point, which must be a character (below U+110000 and no surrogate), as UTF-8. */
void text_encode(sbuf *out, uint32_t c);

/* Appends the folded form: canonical decomposition without U+0300-036F, simple lower case, the letters ß æ œ þ ø đ ð ł ħ ı ς spelt
 * out, typographic quotes plain, hyphens and dashes to space, runs of white space to one space, ends trimmed. */
void text_fold(sbuf *out, str s);
status text_fold_in(arena *a, str s, str *out);
bool text_equal_folded(str a, str b); /* allocates nothing */

/* The part of folding that no Unicode property gives: a code point and what it becomes, ordered by code point. It is looked up after
 * decomposition and lower case; backends derive their own folding from it and from text_fold_char. */
typedef struct text_fold_row {
    uint32_t from;
    const char *to;
} text_fold_row;
extern const text_fold_row text_fold_table[];
extern const size_t text_fold_table_count;

/* What one code point becomes, as UTF-8 in out[]; its length, 0 for a mark that goes. White space, hyphens and dashes are one space here:
 * joining spaces and trimming are all that text_fold does beside this. */
enum { TEXT_FOLD_MAX = 32 };
size_t text_fold_char(uint32_t c, char out[TEXT_FOLD_MAX]);

/* Columns on a terminal (utf8proc_charwidth; control characters count 0). */
size_t text_width(str s);
/* The longest prefix no wider than `width` columns that cuts no character as people see it: no code point, nothing from its combining marks, no
 * emoji joined of several (UAX 29). */
str text_cut(str s, size_t width);
/* Appends with C0/C1 controls, bidi controls and U+2028/2029 made visible as U+FFFD; newline and tab are a space. */
void text_print_safe(sbuf *out, str s);
/* Is there nothing in it that text_print_safe changes? */
bool text_is_safe(str s);
bool text_is_harmful(uint32_t c); /* one of those that become U+FFFD */
/* What it writes for the character at `at` (which must be < s.n), whose length goes into *length: a part of s, or constant. */
str text_safe_char(str s, size_t at, size_t *length);
/* Columns of what text_print_safe writes. */
size_t text_safe_width(str s);

/* Edit distance (insert, delete, replace, swap of neighbours), on folded forms; more than `limit` counts as limit + 1,
 * as does a failed allocation. Restricted Damerau-Levenshtein ("optimal string alignment") within a band, after Ukkonen 1985. */
size_t text_distance(str a, str b, size_t limit);
/* Of `count` words the nearest to `word` that is near enough to be meant: a few slips away (one in 3 to 5 letters, two up to 9, then three; of
 * texts with as many words, each word is), or `word` is its beginning of 3 letters or more, or it is `word` without its last letter or last
 * words. Ties go to the first. -1 if none. */
int64_t text_nearest(str word, const str *words, size_t count);

#endif
