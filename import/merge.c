/* Identity of activities: the same title (case, dashes, marks and one misspelt acronym aside), the same projects and bodies, the same country, and
 * dates that overlap. Never a likeness of titles alone. */
#include "import/merge.h"

#include "base/text.h"

#include <string.h>

/* ---- Titles ---- */

/* Bytes of the character at `at`; *word: words are made of it. Typographic dashes, quotes and blanks (U+2000-206F, U+00A0-00BF) are none. */
static size_t read_char(str s, size_t at, bool *word)
{
    unsigned char c = (unsigned char)s.p[at];
    size_t length = 1;
    if (c < 0x80) {
        *word = (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z');
        return length;
    }
    uint32_t point = text_decode(s, at, &length);
    *word = !((point >= 0x2000 && point <= 0x206F) || (point >= 0xA0 && point <= 0xBF) || point == 0x2212);
    return length;
}

/* The end of the characters at `at` that are, or are not, of words. */
static size_t skip(str s, size_t at, bool words)
{
    bool word = words;
    while (at < s.n) {
        size_t length = read_char(s, at, &word);
        if (word != words)
            break;
        at += length;
    }
    return at;
}

/* The next word of letters and digits; false at the end. */
static bool next_word(str *rest, str *word)
{
    size_t at = skip(*rest, 0, false), end = skip(*rest, at, true);
    *word = (str){rest->p + at, end - at};
    *rest = (str){rest->p + end, rest->n - end};
    return word->n > 0;
}

/* Short ones differ by a letter too easily to be misspellings of each other. */
enum { SHORTEST_ACRONYM = 4 };

static bool is_acronym(str word)
{
    for (size_t i = 0; i < word.n; i++)
        if (word.p[i] < 'A' || word.p[i] > 'Z')
            return false;
    return word.n >= SHORTEST_ACRONYM;
}

static str fold(arena *scratch, str text)
{
    str folded = {0};
    return text_fold_in(scratch, text, &folded) == ST_OK ? folded : (str){0};
}

/* Titles are folded for their dashes and quotes first, but acronyms are known by their capitals, so words are folded one by one. */
static bool same_title(arena *scratch, str a, str b)
{
    str one, other;
    size_t misspelt = 0;
    for (;;) {
        bool more = next_word(&a, &one);
        if (next_word(&b, &other) != more)
            return false;
        if (!more)
            return true;
        if (str_equal(one, other) || str_equal(fold(scratch, one), fold(scratch, other)))
            continue;
        if (!is_acronym(one) || !is_acronym(other) || text_distance(one, other, 1) > 1 || ++misspelt > 1)
            return false;
    }
}

/* ---- Groups ---- */

static bool same_dates(const listing *a, const listing *b)
{
    return (!a->when.first && !b->when.first) || (a->when.first && b->when.first && cal_overlaps(a->when, b->when));
}

static bool same_activity(reading *r, const listing *a, const listing *b)
{
    return same_dates(a, b) && str_equal(a->spot.country, b->spot.country) && list_same(&a->lead.projects, &b->lead.projects) &&
           list_same(&a->lead.bodies, &b->lead.bodies) && same_title(r->scratch, a->title, b->title);
}

/* What listings of one activity surely share, so that only those are compared: the title's words without its acronyms. */
static str bucket_of(reading *r, const listing *l)
{
    sbuf key = {0};
    str title = l->title, word;
    while (next_word(&title, &word))
        if (!is_acronym(word)) {
            sbuf_add(&key, fold(r->scratch, word));
            sbuf_char(&key, ' ');
        }
    sbuf_add(&key, l->spot.country);
    sbuf_char(&key, '.');
    str out = arena_str(r->scratch, sbuf_str(&key));
    r->scratch->failed |= key.failed;
    sbuf_free(&key);
    return out;
}

typedef struct bucket {
    size_t *activities;
    size_t count, capacity;
} bucket;

typedef struct merger {
    reading *r;
    facts *f;
    name_table keys; /* to an index of buckets */
    bucket *buckets;
    size_t count, capacity;
} merger;

static bucket *bucket_for(merger *m, const listing *l)
{
    str key = bucket_of(m->r, l);
    size_t at = names_find_key(&m->keys, key);
    if (at != SIZE_MAX)
        return &m->buckets[at];
    if (!names_add_key(&m->keys, m->r->scratch, key, m->count))
        return NULL;
    return arena_push(m->r->scratch, (void **)&m->buckets, &m->count, &m->capacity, sizeof *m->buckets);
}

static bool add_to_activity(merger *m, size_t activity_index, size_t listing_index)
{
    activity *a = &m->f->activities.items[activity_index];
    size_t *slot = arena_push(m->r->a, (void **)&a->listings, &a->count, &a->capacity, sizeof *slot);
    if (!slot)
        return false;
    *slot = listing_index;
    m->f->listings.items[listing_index].activity = activity_index;
    return true;
}

static bool fits(merger *m, const activity *a, const listing *l)
{
    for (size_t i = 0; i < a->count; i++)
        if (same_activity(m->r, &m->f->listings.items[a->listings[i]], l))
            return true;
    return false;
}

static status place_listing(merger *m, size_t index)
{
    const listing *l = &m->f->listings.items[index];
    bucket *b = bucket_for(m, l);
    if (!b || m->r->scratch->failed)
        return ST_NO_MEMORY;
    for (size_t i = 0; i < b->count; i++)
        if (fits(m, &m->f->activities.items[b->activities[i]], l))
            return add_to_activity(m, b->activities[i], index) ? ST_OK : ST_NO_MEMORY;
    size_t *slot = arena_push(m->r->scratch, (void **)&b->activities, &b->count, &b->capacity, sizeof *slot);
    if (!slot || !FACT_ADD(m->r, m->f->activities))
        return ST_NO_MEMORY;
    *slot = m->f->activities.count - 1;
    return add_to_activity(m, *slot, index) ? ST_OK : ST_NO_MEMORY;
}

/* ---- What an activity shows ---- */

/* A later document knows better; within one, the first listing speaks. */
static size_t shown_of(const facts *f, const activity *a)
{
    size_t shown = a->listings[0];
    for (size_t i = 1; i < a->count; i++) {
        const listing *l = &f->listings.items[a->listings[i]], *best = &f->listings.items[shown];
        if (l->at.in->period.last > best->at.in->period.last)
            shown = a->listings[i];
    }
    return shown;
}

/* The spelling that most of the first `count` listings have; of equals the first. */
static str title_of(const facts *f, const activity *a, size_t count)
{
    size_t best = 0, best_count = 0;
    for (size_t i = 0; i < count && i < 32; i++) {
        size_t same = 0;
        for (size_t k = 0; k < count; k++)
            same += str_equal(f->listings.items[a->listings[i]].title, f->listings.items[a->listings[k]].title);
        if (same > best_count) {
            best = i;
            best_count = same;
        }
    }
    return f->listings.items[a->listings[best]].title;
}

/* ---- The report ---- */

static span span_of(const listing *l)
{
    return issue_span(l->at.in, l->at.first, l->at.last);
}

/* The first listing in a document that is reported on; the first of all if there is none. */
static const listing *first_given(const facts *f, const activity *a)
{
    for (size_t i = 0; i < a->count; i++)
        if (f->listings.items[a->listings[i]].at.in->given)
            return &f->listings.items[a->listings[i]];
    return &f->listings.items[a->listings[0]];
}

static status report_merged(reading *r, const facts *f, const activity *a)
{
    const listing *first = first_given(f, a);
    sbuf lines = {0};
    for (size_t i = 0; i < a->count; i++) {
        const listing *l = &f->listings.items[a->listings[i]];
        sbuf_printf(&lines, "%s%.*s:%u", i ? ", " : "", STR_ARG(l->at.in->id), (unsigned)l->at.first);
    }
    diag *d = lines.failed ? NULL
                           : diag_add(r->report, N_IMPORT_MERGED, first->at.in->from, span_of(first), "%zu listings are one activity: %.*s",
                                      a->count, STR_ARG(sbuf_str(&lines)));
    sbuf_free(&lines);
    return d ? ST_OK : ST_NO_MEMORY;
}

/* Spellings that the merge passed over. */
static status report_spelling(reading *r, const activity *a, const listing *l)
{
    if (str_equal(fold(r->scratch, l->title), fold(r->scratch, a->title)))
        return ST_OK;
    diag *d = diag_add(r->report, N_IMPORT_READ, l->at.in->from, span_of(l),
                       "the title is spelt differently here; the activity has the usual spelling");
    diag_hint(r->report, d, "%.*s", STR_ARG(a->title));
    return d ? ST_OK : ST_NO_MEMORY;
}

typedef enum difference { DIFFERENT_DATES, DIFFERENT_MODES, DIFFERENT_PLACES, DIFFERENT_PARTNERS, DIFFERENCES } difference;

static bool differ(const listing *a, const listing *b, difference in)
{
    switch (in) {
    case DIFFERENT_DATES:
        return cal_compare(a->when, b->when) != 0;
    case DIFFERENT_MODES:
        return !list_same(&a->modes, &b->modes);
    case DIFFERENT_PLACES:
        return !str_equal(a->spot.city, b->spot.city);
    default:
        return !list_same(&a->lead.partners, &b->lead.partners);
    }
}

static const char *const difference_names[] = {"dates", "modes", "places", "partners"};

static status report_within(reading *r, const listing *shown, const listing *l, difference in)
{
    diag *d = diag_add(r->report, W_IMPORT_CONTRADICTION, l->at.in->from, span_of(l),
                       "this listing gives other %s than the one that is shown", difference_names[in]);
    diag_label_at(r->report, d, span_of(shown), "shown");
    return d ? ST_OK : ST_NO_MEMORY;
}

/* Of two documents the later one is shown; it is told where it was asked for, else the other one is. */
static status report_between(reading *r, const listing *shown, const listing *l, difference in)
{
    const listing *here = shown->at.in->given ? shown : l, *there = here == shown ? l : shown;
    str place = issue_source(r, there->at.in, there->at.first);
    diag *d = diag_add(r->report, W_IMPORT_CONTRADICTION, here->at.in->from, span_of(here), "this listing gives other %s than %.*s",
                       difference_names[in], STR_ARG(place));
    if (in == DIFFERENT_DATES && there->dates.n)
        diag_hint(r->report, d, "there it is %.*s", STR_ARG(there->dates));
    if (in == DIFFERENT_PLACES && there->spot.place.n)
        diag_hint(r->report, d, "there it is %.*s", STR_ARG(there->spot.place));
    diag_hint(r->report, d, "the activity shows what the later document says");
    return d ? ST_OK : ST_NO_MEMORY;
}

/* Each listing of the document that is shown, and the last of those before, which what is shown takes the place of. */
static status report_differences(reading *r, const facts *f, const activity *a, difference in, size_t *contradictions)
{
    const listing *shown = &f->listings.items[a->shown], *other = NULL;
    for (size_t i = 0; i < a->count; i++) {
        const listing *l = &f->listings.items[a->listings[i]];
        if (!differ(l, shown, in))
            continue;
        if (l->at.in != shown->at.in) {
            other = l->at.in->given || shown->at.in->given ? l : other;
            continue;
        }
        TRY(report_within(r, shown, l, in));
        ++*contradictions;
    }
    if (!other)
        return ST_OK;
    ++*contradictions;
    return report_between(r, shown, other, in);
}

static status report_activity(reading *r, const facts *f, const activity *a, size_t *contradictions)
{
    if (a->count < 2)
        return ST_OK;
    TRY(report_merged(r, f, a));
    for (size_t i = 0; i < a->count; i++)
        TRY(report_spelling(r, a, &f->listings.items[a->listings[i]]));
    for (size_t in = 0; in < DIFFERENCES; in++)
        TRY(report_differences(r, f, a, (difference)in, contradictions));
    return ST_OK;
}

/* ---- Names ---- */

/* Appends words as `a-b-c`, at most `most` bytes of them, cut between words. */
static void add_slug(sbuf *out, arena *scratch, str words, size_t most)
{
    str rest = fold(scratch, words), word;
    for (size_t begin = out->n; next_word(&rest, &word);) {
        if (out->n - begin + word.n + 1 > most && out->n > begin)
            return;
        if (out->n)
            sbuf_char(out, '-');
        sbuf_add(out, word);
    }
}

/* From what an activity is known by: when it starts, who leads it, its title, its country, all by the first document that lists it, so that the name stays
 * when later ones do. */
static str slug_of(reading *r, const facts *f, const activity *a)
{
    const listing *l = &f->listings.items[a->listings[0]];
    size_t count = 1;
    while (count < a->count && f->listings.items[a->listings[count]].at.in == l->at.in)
        count++;
    sbuf slug = {0};
    cal_print_day(&slug, l->when.first);
    for (size_t i = 0; i < l->lead.projects.count && i < 3; i++)
        add_slug(&slug, r->scratch, l->lead.projects.items[i], 30);
    for (size_t i = 0; i < l->lead.bodies.count && i < 3; i++)
        add_slug(&slug, r->scratch, l->lead.bodies.items[i], 30);
    add_slug(&slug, r->scratch, title_of(f, a, count), 60);
    add_slug(&slug, r->scratch, l->spot.country, 30);
    str out = arena_str(r->a, sbuf_str(&slug));
    r->a->failed |= slug.failed;
    sbuf_free(&slug);
    return out;
}

static status name_activities(reading *r, facts *f)
{
    name_table taken = {0};
    for (size_t i = 0; i < f->activities.count; i++) {
        activity *a = &f->activities.items[i];
        str had = f->listings.items[a->listings[0]].id, slug = had.n ? had : slug_of(r, f, a);
        a->id = slug;
        for (size_t n = 2; names_find_key(&taken, a->id) != SIZE_MAX; n++)
            a->id = arena_printf(r->a, "%.*s-%zu", STR_ARG(slug), n);
        if (r->a->failed || r->scratch->failed || !names_add_key(&taken, r->scratch, a->id, i))
            return ST_NO_MEMORY;
    }
    return ST_OK;
}

status merge_listings(reading *r, facts *f, size_t *contradictions)
{
    merger m = {.r = r, .f = f};
    for (size_t i = 0; i < f->listings.count; i++)
        TRY(place_listing(&m, i));
    for (size_t i = 0; i < f->activities.count; i++) {
        activity *a = &f->activities.items[i];
        a->shown = shown_of(f, a);
        a->title = title_of(f, a, a->count);
        TRY(report_activity(r, f, a, contradictions));
    }
    return name_activities(r, f);
}
