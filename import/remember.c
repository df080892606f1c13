/* From rows of the database back to facts. */
#include "import/remember.h"

#include "import/lead.h"
#include "import/misc.h"
#include "import/place.h"
#include "import/projects.h"
#include "import/stated.h"
#include "import/stored.h"

#include <stdlib.h>
#include <string.h>

static bool failed(const reading *r)
{
    return r->a->failed || r->scratch->failed;
}

/* Where a row stands; false if it is another document's. A row that says no source is any document's. */
static bool stands_in(const issue *i, const stored_rows *rows, size_t row, place_in *at)
{
    str source = stored_text(rows, "source", row);
    uint32_t line = stored_line(source, i->id);
    *at = (place_in){line || !source.n ? i : NULL, line ? line : 1, line ? line : 1};
    return at->in != NULL;
}

/* ---- Projects ---- */

status remember_projects(reading *r, facts *f, const issue *i)
{
    stored_rows projects = stored_collection(i->remembered, "projects"), claims = stored_collection(i->remembered, "claims");
    place_in at;
    for (size_t row = 0; row < stored_count(&projects); row++) {
        if (!stands_in(i, &projects, row, &at))
            continue;
        project *p = projects_named(r, f, stored_text(&projects, "name", row), stored_text(&projects, "parent", row));
        if (!p)
            return ST_NO_MEMORY;
        str title = stored_text(&projects, "title", row);
        p->title = title.n ? title : p->title;
        p->lasting = true;
        p->final = at;
    }
    for (size_t row = 0; row < stored_count(&claims); row++) {
        size_t project = lead_project(r, f, stored_text(&claims, "about", row));
        stated_field field;
        if (project == SIZE_MAX || !stands_in(i, &claims, row, &at) || !stated_field_named(stored_text(&claims, "field", row), &field))
            continue;
        statement *s = FACT_ADD(r, f->statements);
        if (!s)
            return ST_NO_MEMORY;
        /* The boxes stand before the inventory, where the project has its source. */
        *s = (statement){.project = project,
                         .field = field,
                         .final = at.first >= f->projects.items[project].final.first,
                         .value = stored_text(&claims, "value", row),
                         .normal = stored_text(&claims, "normal", row),
                         .at = at};
    }
    return failed(r) ? ST_NO_MEMORY : ST_OK;
}

/* ---- Listings ---- */

static status remember_lead(reading *r, const stored_rows *rows, size_t row, lead *out)
{
    TRY(stored_texts(rows, "project", row, r->a, &out->projects));
    TRY(stored_texts(rows, "body", row, r->a, &out->bodies));
    return stored_texts(rows, "partner", row, r->a, &out->partners);
}

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

typedef struct printed_at {
    uint32_t lines[64];
    size_t count;
    period listed[64];
    size_t listed_count;
} printed_at;

static int by_line(const void *a, const void *b)
{
    const uint32_t *one = a, *other = b;
    return (*one > *other) - (*one < *other);
}

/* The lines of the document on which the activity stands, and the months under which it does. */
static status where_printed(reading *r, const issue *i, const stored_rows *rows, size_t row, printed_at *out)
{
    str_list sources = {0};
    TRY(stored_texts(rows, "source", row, r->scratch, &sources));
    for (size_t k = 0; k < sources.count && out->count < sizeof out->lines / sizeof *out->lines; k++) {
        uint32_t line = stored_line(sources.items[k], i->id);
        if (line)
            out->lines[out->count++] = line;
    }
    qsort(out->lines, out->count, sizeof *out->lines, by_line);
    out->listed_count = stored_periods(rows, "listed", row, out->listed, sizeof out->listed / sizeof *out->listed);
    return ST_OK;
}

/* Rows say together under which months an activity stands; by their order each line has its own where there are as many. */
static period month_of(const printed_at *p, size_t k)
{
    if (!p->listed_count)
        return (period){0, 0};
    return p->listed[k < p->listed_count ? k : p->listed_count - 1];
}

static status remember_listing(reading *r, facts *f, const issue *i, const stored_rows *rows, size_t row)
{
    printed_at printed = {.count = 0};
    listing one = {.id = stored_text(rows, "id", row), .title = stored_text(rows, "title", row), .when = stored_period(rows, "when", row)};
    str_list sections = {0};
    value tentative = stored_value(rows, "tentative", row, TYPE_BOOL);
    one.tentative = !tentative.missing && tentative.as.boolean;
    one.month_only = str_equal(stored_text(rows, "precision", row), STR("month"));
    TRY(remember_lead(r, rows, row, &one.lead));
    TRY(remember_spot(r, rows, row, &one.spot));
    TRY(stored_texts(rows, "mode", row, r->a, &one.modes));
    TRY(stored_texts(rows, "section", row, r->scratch, &sections));
    TRY(where_printed(r, i, rows, row, &printed));
    bool coming = list_has(&sections, STR("coming next")), held = list_has(&sections, STR("inventory"));
    for (size_t k = 0; k < printed.count; k++) {
        listing *made = FACT_ADD(r, f->listings);
        if (!made)
            return ST_NO_MEMORY;
        *made = one;
        made->at = (place_in){i, printed.lines[k], printed.lines[k]};
        made->listed = month_of(&printed, k);
        made->coming = coming && (!held || made->listed.first > i->period.last);
    }
    return failed(r) ? ST_NO_MEMORY : ST_OK;
}

static status remember_listings(reading *r, facts *f, const issue *i)
{
    stored_rows rows = stored_collection(i->remembered, "activities");
    for (size_t row = 0; row < stored_count(&rows); row++)
        TRY(remember_listing(r, f, i, &rows, row));
    return ST_OK;
}

/* ---- Stories, treaties, notes ---- */

static status remember_stories(reading *r, facts *f, const issue *i)
{
    stored_rows rows = stored_collection(i->remembered, "stories");
    place_in at;
    for (size_t row = 0; row < stored_count(&rows); row++) {
        if (!stands_in(i, &rows, row, &at))
            continue;
        story *s = FACT_ADD(r, f->stories);
        if (!s)
            return ST_NO_MEMORY;
        *s = (story){.headline = stored_text(&rows, "headline", row),
                     .section = stored_text(&rows, "section", row),
                     .text = stored_text(&rows, "text", row),
                     .when = stored_period(&rows, "when", row),
                     .at = at};
        s->spot.place = stored_text(&rows, "place", row);
        TRY(stored_texts(&rows, "project", row, r->a, &s->lead.projects));
        TRY(stored_texts(&rows, "city", row, r->a, &s->spot.cities));
        TRY(stored_texts(&rows, "country", row, r->a, &s->spot.countries));
        TRY(stored_texts(&rows, "mode", row, r->a, &s->modes));
    }
    return ST_OK;
}

static status remember_treaties(reading *r, facts *f, const issue *i)
{
    stored_rows rows = stored_collection(i->remembered, "treaties");
    for (size_t row = 0; row < stored_count(&rows); row++) {
        treaty one = {stored_text(&rows, "name", row), stored_text(&rows, "number", row), stored_day(&rows, "opened", row), {i, 1, 1}};
        bool known = false;
        for (size_t k = 0; k < f->treaties.count; k++)
            known |= str_equal_nocase(f->treaties.items[k].name, one.name);
        treaty *made = known ? NULL : FACT_ADD(r, f->treaties);
        if (made)
            *made = one;
        else if (!known)
            return ST_NO_MEMORY;
    }
    return ST_OK;
}

static event_kind kind_of(str name)
{
    static const char *const names[] = {"opening", "signature", "accession", "invitation"};
    size_t k = 0;
    while (k + 1 < sizeof names / sizeof *names && !str_equal(name, str_of(names[k])))
        k++;
    return (event_kind)k;
}

static status remember_treaty_events(reading *r, facts *f, const issue *i)
{
    stored_rows rows = stored_collection(i->remembered, "treaty_events");
    place_in at;
    for (size_t row = 0; row < stored_count(&rows); row++) {
        if (!stands_in(i, &rows, row, &at))
            continue;
        treaty_event *e = FACT_ADD(r, f->treaty_events);
        if (!e)
            return ST_NO_MEMORY;
        *e = (treaty_event){kind_of(stored_text(&rows, "kind", row)), stored_text(&rows, "state", row),
                            stored_text(&rows, "treaty", row),        stored_day(&rows, "date", row),
                            stored_int(&rows, "rank", row),           stored_text(&rows, "effect", row),
                            stored_day(&rows, "effect_date", row),    at};
    }
    return ST_OK;
}

static status remember_figures(reading *r, facts *f, const issue *i)
{
    stored_rows rows = stored_collection(i->remembered, "figures");
    place_in at;
    for (size_t row = 0; row < stored_count(&rows); row++) {
        if (!stands_in(i, &rows, row, &at))
            continue;
        figure *one = FACT_ADD(r, f->figures);
        if (!one)
            return ST_NO_MEMORY;
        *one = (figure){stored_text(&rows, "name", row), stored_int(&rows, "value", row), stored_day(&rows, "as_of", row), at};
    }
    return ST_OK;
}

/* What the collections say of no document: the notes on countries, and partners. */
static status remember_names(reading *r, facts *f, const issue *i)
{
    stored_rows countries = stored_collection(i->remembered, "countries"), partners = stored_collection(i->remembered, "organisations");
    for (size_t row = 0; row < stored_count(&countries); row++) {
        str note = stored_text(&countries, "note", row);
        footnote *made = note.n ? FACT_ADD(r, f->footnotes) : NULL;
        if (made)
            *made = (footnote){stored_text(&countries, "name", row), note, true, {i, 1, 1}};
        else if (note.n)
            return ST_NO_MEMORY;
    }
    for (size_t row = 0; row < stored_count(&partners); row++)
        if (!list_add_new(&f->partners, r->a, stored_text(&partners, "name", row)))
            return ST_NO_MEMORY;
    return ST_OK;
}

status remember_events(reading *r, facts *f, const issue *i)
{
    TRY(remember_listings(r, f, i));
    TRY(remember_stories(r, f, i));
    TRY(remember_treaties(r, f, i));
    TRY(remember_treaty_events(r, f, i));
    TRY(remember_figures(r, f, i));
    TRY(remember_names(r, f, i));
    return failed(r) ? ST_NO_MEMORY : ST_OK;
}

/* ---- Short lists ---- */

static status remember_highlights(reading *r, facts *f, const issue *i)
{
    stored_rows rows = stored_collection(i->remembered, "highlights");
    place_in at;
    for (size_t row = 0; row < stored_count(&rows); row++) {
        if (!stands_in(i, &rows, row, &at))
            continue;
        highlight *h = FACT_ADD(r, f->highlights);
        if (!h)
            return ST_NO_MEMORY;
        *h = (highlight){stored_int(&rows, "position", row), stored_text(&rows, "headline", row), at};
    }
    return ST_OK;
}

static status remember_saved_dates(reading *r, facts *f, const issue *i)
{
    stored_rows rows = stored_collection(i->remembered, "saved_dates");
    place_in at;
    for (size_t row = 0; row < stored_count(&rows); row++)
        if (stands_in(i, &rows, row, &at))
            TRY(misc_save_date(r, f, stored_text(&rows, "title", row), stored_period(&rows, "when", row),
                               stored_text(&rows, "country", row), at));
    return ST_OK;
}

/* The steps are the same in every issue, and are read once. */
static status remember_steps(reading *r, facts *f, const issue *i)
{
    stored_rows rows = stored_collection(i->remembered, "accession_steps");
    for (size_t row = 0, none = f->steps.count; !none && row < stored_count(&rows); row++) {
        step *s = FACT_ADD(r, f->steps);
        if (!s)
            return ST_NO_MEMORY;
        *s = (step){stored_int(&rows, "step", row), stored_text(&rows, "action", row), {i, 1, 1}};
    }
    return ST_OK;
}

status remember_lists(reading *r, facts *f, const issue *i)
{
    stored_rows platforms = stored_collection(i->remembered, "platforms");
    place_in at;
    TRY(remember_highlights(r, f, i));
    TRY(remember_saved_dates(r, f, i));
    TRY(remember_steps(r, f, i));
    for (size_t row = 0; row < stored_count(&platforms); row++)
        if (stands_in(i, &platforms, row, &at))
            TRY(misc_add_platform(r, f, stored_text(&platforms, "name", row), stored_text(&platforms, "kind", row), at));
    return failed(r) ? ST_NO_MEMORY : ST_OK;
}
