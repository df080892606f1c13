/* From activities and the claims about them back to listings. */
#include "import/remember_listings.h"

#include "import/dates.h"
#include "import/listed.h"
#include "import/place.h"
#include "import/stored.h"

#include <stdlib.h>

/* ---- Claims ---- */

/* The claims about activities, found by what they are about: the first of each id, and from each row the next one. */
typedef struct claim_index {
    stored_rows rows;
    name_table first;
    size_t *last, *next;
} claim_index;

static status index_claims(reading *r, const dataset *d, claim_index *out)
{
    *out = (claim_index){.rows = stored_collection(d, "claims")};
    size_t count = stored_count(&out->rows);
    out->last = ARENA_ARRAY(r->scratch, count, size_t);
    out->next = ARENA_ARRAY(r->scratch, count, size_t);
    if (!out->last || !out->next)
        return ST_NO_MEMORY;
    for (size_t row = 0; row < count; row++) {
        str about = stored_text(&out->rows, "about", row);
        size_t first = names_find_key(&out->first, about);
        out->next[row] = SIZE_MAX;
        if (first == SIZE_MAX) {
            if (!names_add_key(&out->first, r->scratch, about, row))
                return ST_NO_MEMORY;
            first = row;
        } else {
            out->next[out->last[first]] = row;
        }
        out->last[first] = row;
    }
    return ST_OK;
}

typedef struct claimed {
    bool any; /* listings of the activity differ in this */
    str value, normal;
} claimed;

/* What a line says of its activity; no normal form where it says nothing. */
static claimed claim_of(const claim_index *claims, str id, listed_field field, str document, uint32_t line)
{
    claimed out = {0};
    for (size_t row = names_find_key(&claims->first, id); row != SIZE_MAX; row = claims->next[row]) {
        if (!str_equal(stored_text(&claims->rows, "field", row), str_of(listed_field_name(field))))
            continue;
        out.any = true;
        if (stored_line(stored_text(&claims->rows, "source", row), document) != line)
            continue;
        out.value = stored_text(&claims->rows, "value", row);
        out.normal = stored_text(&claims->rows, "normal", row);
    }
    return out;
}

/* ---- What a line says itself ---- */

static void say_dates(listing *l, const claimed *c)
{
    period when;
    date_found printed;
    if (!c->normal.n || cal_parse_range(c->normal, &when) != CAL_IS_DATE)
        return;
    if (cal_compare(when, l->when) != 0 && dates_whole(c->value, &printed))
        l->month_only = printed.month_only;
    l->when = when;
    l->dates = c->value;
}

/* The country stays: it is what activities are known by. */
static status say_place(reading *r, listing *l, const claimed *c)
{
    str country = l->spot.country, value, normal;
    TRY(listed_stated(r, l, LISTED_place, &value, &normal));
    if (str_equal(normal, c->normal))
        return ST_OK;
    l->spot = (spot){0};
    if (c->normal.n)
        TRY(place_alone(r, c->value, &l->spot));
    l->spot.country = country;
    return ST_OK;
}

static status say_modes(reading *r, listing *l, const claimed *c)
{
    str rest = c->normal;
    l->modes = (str_list){0};
    while (rest.n) {
        size_t at = str_find(rest, STR("; "));
        if (!list_add_new(&l->modes, r->a, (str){rest.p, at == SIZE_MAX ? rest.n : at}))
            return ST_NO_MEMORY;
        rest = at == SIZE_MAX ? (str){0} : (str){rest.p + at + 2, rest.n - at - 2};
    }
    return ST_OK;
}

static status say_itself(reading *r, const claim_index *claims, listing *l)
{
    claimed c[LISTED_COUNT];
    for (size_t k = 0; k < LISTED_COUNT; k++)
        c[k] = claim_of(claims, l->id, (listed_field)k, l->at.in->id, l->at.first);
    say_dates(l, &c[LISTED_when]);
    if (c[LISTED_place].any)
        TRY(say_place(r, l, &c[LISTED_place]));
    return c[LISTED_mode].any ? say_modes(r, l, &c[LISTED_mode]) : ST_OK;
}

/* ---- Where it stands ---- */

/* The lines of the document on which an activity stands, and the months under which it does, in this document or any. */
typedef struct printed_at {
    uint32_t *lines;
    size_t count;
    bool elsewhere; /* it stands in other documents, too */
    const period *months;
    size_t month_count;
} printed_at;

static int by_line(const void *a, const void *b)
{
    const uint32_t *one = a, *other = b;
    return (*one > *other) - (*one < *other);
}

static status where_printed(reading *r, const issue *i, const stored_rows *rows, size_t row, printed_at *out)
{
    str_list sources = {0};
    TRY(stored_texts(rows, "source", row, r->scratch, &sources));
    *out = (printed_at){.lines = ARENA_ARRAY(r->scratch, sources.count, uint32_t)};
    for (size_t k = 0; out->lines && k < sources.count; k++) {
        uint32_t line = stored_line(sources.items[k], i->id);
        if (line)
            out->lines[out->count++] = line;
        else
            out->elsewhere = true;
    }
    if (!out->lines)
        return ST_NO_MEMORY;
    qsort(out->lines, out->count, sizeof *out->lines, by_line);
    return stored_periods(rows, "listed", row, r->a, &out->months, &out->month_count);
}

/* Rows say together under which months an activity stands. By their order each line has its own where there are as many; months before the document's own
 * are those of earlier ones. */
static period month_of(const printed_at *p, const issue *i, size_t k)
{
    size_t first = 0;
    if (!p->month_count)
        return (period){0, 0};
    while (p->month_count - first > p->count && p->months[first].first < i->period.first)
        first++;
    return p->months[first + k < p->month_count ? first + k : p->month_count - 1];
}

/* What was coming next and is held in a later document is only held in the row. */
static bool was_coming(const issue *i, const printed_at *p, const str_list *sections, period month)
{
    bool coming = list_has(sections, STR("coming next")), held = list_has(sections, STR("inventory"));
    if (coming && !held)
        return true;
    return (coming || p->elsewhere) && month.first > i->period.last;
}

/* ---- Listings ---- */

static status remember_spot(reading *r, const stored_rows *rows, size_t row, spot *out)
{
    bool all = false;
    out->place = stored_text(rows, "place", row);
    out->city = stored_text(rows, "city", row);
    out->country = stored_text(rows, "country", row);
    out->region = stored_text(rows, "region", row);
    out->global = str_equal(stored_text(rows, "scope", row), STR("global"));
    return place_countries(r, out->place, &out->countries, &all);
}

/* What the row says, and so each of its lines that says nothing else. */
static status remember_row(reading *r, const stored_rows *rows, size_t row, listing *out)
{
    value tentative = stored_value(rows, "tentative", row, TYPE_BOOL);
    *out =
        (listing){.id = stored_text(rows, "id", row), .title = stored_text(rows, "title", row), .when = stored_period(rows, "when", row)};
    out->tentative = !tentative.missing && tentative.as.boolean;
    out->month_only = str_equal(stored_text(rows, "precision", row), STR("month"));
    TRY(stored_texts(rows, "project", row, r->a, &out->lead.projects));
    TRY(stored_texts(rows, "body", row, r->a, &out->lead.bodies));
    TRY(stored_texts(rows, "partner", row, r->a, &out->lead.partners));
    TRY(stored_texts(rows, "mode", row, r->a, &out->modes));
    return remember_spot(r, rows, row, &out->spot);
}

static status remember_lines(reading *r, facts *f, const issue *i, const claim_index *claims, const stored_rows *rows, size_t row)
{
    listing one;
    printed_at printed;
    str_list sections = {0};
    TRY(remember_row(r, rows, row, &one));
    TRY(stored_texts(rows, "section", row, r->scratch, &sections));
    TRY(where_printed(r, i, rows, row, &printed));
    for (size_t k = 0; k < printed.count; k++) {
        listing *made = FACT_ADD(r, f->listings);
        if (!made)
            return ST_NO_MEMORY;
        *made = one;
        made->at = (place_in){i, printed.lines[k], printed.lines[k]};
        made->listed = month_of(&printed, i, k);
        made->coming = was_coming(i, &printed, &sections, made->listed);
        if (k == 0) {
            made->months = printed.months;
            made->month_count = printed.month_count;
        }
        TRY(say_itself(r, claims, made));
    }
    return ST_OK;
}

status remember_listings(reading *r, facts *f, const issue *i)
{
    stored_rows rows = stored_collection(i->remembered, "activities");
    claim_index claims;
    TRY(index_claims(r, i->remembered, &claims));
    for (size_t row = 0; row < stored_count(&rows); row++)
        TRY(remember_lines(r, f, i, &claims, &rows, row));
    return r->a->failed || r->scratch->failed ? ST_NO_MEMORY : ST_OK;
}
