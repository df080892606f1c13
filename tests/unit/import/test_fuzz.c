/* Damaged documents by the hundred: whatever the bytes, an import ends with a dataset or with an error that says why, and never a crash. Seeded,
 * so that a failure can be had again; CYQ_FUZZ_ROUNDS sets how many rounds there are. */
#include "import_test.h"

#include "base/text.h"

typedef struct mutator {
    uint64_t state; /* xorshift64* (Vigna) */
    char *bytes;
    size_t n, capacity;
} mutator;

static uint64_t next(mutator *m)
{
    m->state ^= m->state >> 12;
    m->state ^= m->state << 25;
    m->state ^= m->state >> 27;
    return m->state * UINT64_C(2685821657736338717);
}

static size_t below(mutator *m, size_t limit)
{
    return limit ? (size_t)(next(m) % limit) : 0;
}

/* What documents are made of, and what has confused readers of them. */
static const char *const pieces[] = {
    "\t",
    "\n",
    "\n\n",
    "\r",
    "\r\n",
    "*",
    "**",
    "***",
    "<i>",
    "</i>",
    "<!--",
    "```\n",
    "    ",
    "- ",
    "> ",
    "[",
    "](",
    "\\",
    "&amp;",
    "&#x41;",
    "<sup>",
    ", ",
    ": ",
    "–",
    "-",
    "(TBD)",
    "July 2025",
    "31 June 2025",
    "2025-Q3",
    "# ",
    "## ",
    "Kosovo*",
    "Georgia",
    " and ",
    "the the ",
    "\u00A0",
    "\u0301",
    "\U0001F600",
    "\xEF\xBB\xBF",
    "99999999",
    "EUR 1,000",
    "## Coming next (July 2025)\n\n",
    "## Inventory of activities (July 2025)\n\n",
    "## Inventory of projects\n\n",
    "### X basics\n\n",
    "Budget: EUR 9 million\n",
    "X\tA, Fiji, <i>online</i> , 1 July 2025\n",
    "FIJI, 1 July 2025\n\n",
    "\xC3",
    "\xFF",
    "\x01\x02",
};

static void splice(mutator *m, size_t at, size_t removed, const char *bytes, size_t n)
{
    if (m->n - removed + n > m->capacity)
        return;
    memmove(m->bytes + at + n, m->bytes + at + removed, m->n - at - removed);
    memcpy(m->bytes + at, bytes, n);
    m->n = m->n - removed + n;
}

static void mutate_once(mutator *m)
{
    char copy[600];
    size_t at = below(m, m->n + 1), length = below(m, sizeof copy);
    length = length > m->n - at ? m->n - at : length;
    const char *piece = pieces[below(m, sizeof pieces / sizeof *pieces)];
    memcpy(copy, m->bytes + at, length);
    switch (below(m, 7)) {
    case 0:
        splice(m, at, length, "", 0);
        break;
    case 1: /* some of it again, elsewhere */
        splice(m, below(m, m->n + 1), 0, copy, length);
        break;
    case 2: /* the same many times */
        for (size_t i = below(m, 60); i > 0; i--)
            splice(m, at, 0, piece, strlen(piece));
        break;
    case 3:
        if (at < m->n)
            m->bytes[at] = (char)next(m);
        break;
    case 4: /* cut off */
        if (below(m, 8) == 0)
            m->n = at;
        break;
    default:
        splice(m, at, 0, piece, strlen(piece));
    }
}

static void expect_sane(imported *x, const mutator *m, uint64_t seed)
{
    cr_assert(x->done == ST_OK || x->done == ST_ERROR, "seed %llu: status %d", (unsigned long long)seed, (int)x->done);
    cr_expect_eq(x->done == ST_ERROR, x->report.error_count > 0, "seed %llu", (unsigned long long)seed);
    cr_expect_eq(x->done == ST_OK, x->data != NULL);
    sbuf out = {0};
    for (size_t i = 0; i < x->report.count; i++) {
        const diag *d = x->report.items[i];
        cr_expect_eq(text_valid(d->message), d->message.n, "seed %llu: a message is no UTF-8", (unsigned long long)seed);
        cr_expect(!d->from || (d->where.begin <= d->where.end && d->where.end <= d->from->text.n), "seed %llu: a span lies outside",
                  (unsigned long long)seed);
        diag_render(&out, d, false);
    }
    sbuf_free(&out);
    if (x->done != ST_OK)
        return;
    cr_expect_eq(x->summary.activities, rows_of(x, "activities"));
    cr_expect_eq(x->summary.stories, rows_of(x, "stories"));
    cr_expect_leq(x->summary.activities, x->summary.listings);
    cr_expect_leq(x->summary.lines, m->n + 1);
}

static void run(const char *text, size_t n, size_t rounds, uint64_t first_seed)
{
    mutator m = {.capacity = n * 2 + 4096};
    m.bytes = malloc(m.capacity);
    cr_assert_not_null(m.bytes);
    for (uint64_t seed = first_seed; seed < first_seed + rounds; seed++) {
        imported x;
        m.state = seed * UINT64_C(0x9E3779B97F4A7C15) + 1;
        m.n = n;
        memcpy(m.bytes, text, n);
        for (size_t i = 1 + below(&m, 12); i > 0; i--)
            mutate_once(&m);
        import_text(&x, "fuzz.md", (str){m.bytes, m.n});
        expect_sane(&x, &m, seed);
        import_end(&x);
    }
    free(m.bytes);
}

static size_t rounds_or(size_t usual)
{
    const char *given = getenv("CYQ_FUZZ_ROUNDS");
    return given ? (size_t)strtoul(given, NULL, 10) : usual;
}

Test(fuzz, mutated_newsletters_of_our_own, .timeout = 3000)
{
    size_t n = 0;
    char *text = read_whole("tests/import/waterways-2031-q1.md", &n);
    cr_assert_not_null(text);
    run(text, n, rounds_or(600), 1);
    free(text);
}

Test(fuzz, mutations_of_the_real_one, .timeout = 3000)
{
    size_t n = 0;
    const char *path = newsletter_path();
    if (!path)
        cr_skip_test("the newsletter is not at hand (CYQ_NEWSLETTER names it)");
    char *text = read_whole(path, &n);
    cr_assert_not_null(text);
    run(text, n, rounds_or(60), 1000000);
    free(text);
}

/* Nothing but pieces: texts that no newsletter ever was. */
Test(fuzz, heaps_of_pieces, .timeout = 3000)
{
    run("", 0, rounds_or(600), 2000000);
}
