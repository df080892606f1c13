/* How far apart two words are, and which of many is the one that was meant. */
#include "base/text.h"

#include <stdlib.h>

/* A folded word as code points. */
typedef struct word {
    uint32_t *p;
    size_t n;
} word;

/* False without memory. The caller frees w->p. */
static bool word_of(str s, word *w)
{
    sbuf folded = {0};
    text_fold(&folded, s);
    str f = sbuf_str(&folded);
    *w = (word){0};
    if (!folded.failed && f.n < SIZE_MAX / sizeof *w->p)
        w->p = malloc((f.n + 1) * sizeof *w->p);
    size_t length = 1;
    for (size_t at = 0; w->p && at < f.n; at += length)
        w->p[w->n++] = text_decode(f, at, &length);
    sbuf_free(&folded);
    return w->p != NULL;
}

static size_t least(size_t a, size_t b)
{
    return a < b ? a : b;
}

static size_t most(size_t a, size_t b)
{
    return a > b ? a : b;
}

/* Three rows of the table of distances between beginnings of a and b; only cells within `limit` of the diagonal are filled, the
 * cells next to them hold limit + 1. */
typedef struct band {
    word a, b;
    size_t limit;
    size_t *before, *above, *row;
} band;

static size_t cell(const band *t, size_t i, size_t j)
{
    bool same = t->a.p[i - 1] == t->b.p[j - 1];
    size_t best = t->above[j - 1] + !same;
    best = least(best, least(t->above[j], t->row[j - 1]) + 1);
    bool swapped = i > 1 && j > 1 && t->a.p[i - 1] == t->b.p[j - 2] && t->a.p[i - 2] == t->b.p[j - 1];
    if (swapped)
        best = least(best, t->before[j - 2] + 1);
    return least(best, t->limit + 1);
}

/* Fills row i; gives the least distance in it. */
static size_t fill_row(const band *t, size_t i)
{
    size_t from = i > t->limit ? i - t->limit : 1;
    size_t to = least(t->b.n, i + t->limit);
    size_t nearest = t->row[from - 1] = from == 1 ? least(i, t->limit + 1) : t->limit + 1;
    for (size_t j = from; j <= to; j++) {
        t->row[j] = cell(t, i, j);
        nearest = least(nearest, t->row[j]);
    }
    if (to < t->b.n)
        t->row[to + 1] = t->limit + 1;
    return nearest;
}

/* For limit <= the longer length and lengths no further apart than it. */
static size_t banded(band *t)
{
    for (size_t j = 0; j <= t->b.n; j++)
        t->above[j] = least(j, t->limit + 1);
    size_t near_above = 0;
    for (size_t i = 1; i <= t->a.n; i++) {
        size_t nearest = fill_row(t, i);
        if (nearest > t->limit && near_above > t->limit) /* two rows: a swap may reach over one */
            return t->limit + 1;
        near_above = nearest;
        size_t *oldest = t->before;
        t->before = t->above;
        t->above = t->row;
        t->row = oldest;
    }
    return t->above[t->b.n];
}

static size_t distance(word a, word b, size_t limit)
{
    size_t longer = most(a.n, b.n);
    if (longer - least(a.n, b.n) > limit)
        return limit + 1;
    size_t width = b.n + 1;
    size_t *rows = width < SIZE_MAX / sizeof *rows / 3 ? calloc(width * 3, sizeof *rows) : NULL;
    if (!rows)
        return limit == SIZE_MAX ? limit : limit + 1;
    band t = {a, b, least(limit, longer), rows, rows + width, rows + 2 * width};
    size_t d = banded(&t);
    free(rows);
    return d;
}

size_t text_distance(str a, str b, size_t limit)
{
    word x = {0}, y = {0};
    size_t d = limit == SIZE_MAX ? limit : limit + 1;
    if (word_of(a, &x) && word_of(b, &y))
        d = distance(x, y, limit);
    free(x.p);
    free(y.p);
    return d;
}

/* A run of letters between spaces: that which begins at `from`. */
static word part_at(word w, size_t from)
{
    size_t end = from;
    while (end < w.n && w.p[end] != ' ')
        end++;
    return (word){w.p + from, end - from};
}

static size_t part_count(word w)
{
    size_t count = 1;
    for (size_t i = 0; i < w.n; i++)
        count += w.p[i] == ' ';
    return count;
}

/* `b` begins with all of `a`, which has some letters. */
static bool is_prefix(word a, word b)
{
    enum { LETTERS = 3 };
    if (a.n < LETTERS || a.n > b.n)
        return false;
    for (size_t i = 0; i < a.n; i++)
        if (a.p[i] != b.p[i])
            return false;
    return true;
}

/* How many slips a word of so many letters may have. Long words have more letters in common by chance, not more slips. */
static size_t slips(size_t letters)
{
    enum { SHORT = 2, MIDDLE = 5, LONG = 9 };
    return letters <= SHORT ? 0 : letters <= MIDDLE ? 1 : letters <= LONG ? 2 : 3;
}

/* Of two texts of as many words each word must be near its fellow: Western Balkans is not Western Sahara. */
static bool parts_are_near(word a, word b)
{
    size_t i = 0, j = 0;
    while (i < a.n && j < b.n) {
        word x = part_at(a, i), y = part_at(b, j);
        size_t limit = most(slips(x.n), 1);
        if (distance(x, y, limit) > limit)
            return false;
        i += x.n + 1;
        j += y.n + 1;
    }
    return true;
}

/* How far `b` is from `a`, SIZE_MAX if too far to be meant. The distance of a prefix is what it lacks; where `b` is the shorter one, words
 * too many may stand behind it, but not letters. */
static size_t meant_distance(word a, word b)
{
    size_t longer = most(a.n, b.n);
    if (is_prefix(a, b) || (is_prefix(b, a) && (a.n <= b.n + 1 || a.p[b.n] == ' ')))
        return longer - least(a.n, b.n);
    size_t limit = slips(a.n);
    size_t d = is_prefix(b, a) ? SIZE_MAX : distance(a, b, limit);
    size_t parts = part_count(a);
    return d <= limit && d < longer && (parts == 1 || parts != part_count(b) || parts_are_near(a, b)) ? d : SIZE_MAX;
}

int64_t text_nearest(str text, const str *words, size_t count)
{
    word wanted = {0};
    int64_t best = -1;
    size_t best_distance = SIZE_MAX;
    bool ready = word_of(text, &wanted);
    for (size_t i = 0; ready && i < count && best_distance > 0; i++) {
        word candidate = {0};
        size_t d = word_of(words[i], &candidate) ? meant_distance(wanted, candidate) : SIZE_MAX;
        free(candidate.p);
        if (d < best_distance) {
            best_distance = d;
            best = (int64_t)i;
        }
    }
    free(wanted.p);
    return best;
}
