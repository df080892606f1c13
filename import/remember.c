/* From rows of the database back to facts. */
#include "import/remember.h"

#include "import/lead.h"
#include "import/misc.h"
#include "import/projects.h"
#include "import/remember_listings.h"
#include "import/stated.h"
#include "import/stored.h"

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

/* Names of projects that lead something in the document. */
static status leading_in(reading *r, const issue *i, const char *collection, str_list *out)
{
    stored_rows rows = stored_collection(i->remembered, collection);
    for (size_t row = 0; row < stored_count(&rows); row++)
        if (stored_names(&rows, row, i->id))
            TRY(stored_texts(&rows, "project", row, r->scratch, out));
    return ST_OK;
}

static bool is_claimed_in(const issue *i, str name)
{
    stored_rows claims = stored_collection(i->remembered, "claims");
    for (size_t row = 0; row < stored_count(&claims); row++)
        if (str_equal(stored_text(&claims, "about", row), name) && stored_names(&claims, row, i->id))
            return true;
    return false;
}

/* Those that the document knows of. The row of one may have its source in a later document, which speaks of it, too. */
static status remember_rows(reading *r, facts *f, const issue *i)
{
    stored_rows rows = stored_collection(i->remembered, "projects");
    str_list leading = {0};
    place_in at;
    TRY(leading_in(r, i, "activities", &leading));
    TRY(leading_in(r, i, "stories", &leading));
    for (size_t row = 0; row < stored_count(&rows); row++) {
        str name = stored_text(&rows, "name", row), title = stored_text(&rows, "title", row);
        bool here = stands_in(i, &rows, row, &at), claimed = is_claimed_in(i, name), leads = list_has(&leading, name);
        if (!here && !claimed && !leads)
            continue;
        project *p = projects_named(r, f, name, stored_text(&rows, "parent", row));
        if (!p)
            return ST_NO_MEMORY;
        p->title = title.n ? title : p->title;
        /* One that no figure is known of, and that leads something, is one for that. */
        p->lasting |= claimed || !leads;
        if (here && (claimed || !leads))
            p->final = at;
        else if (here && !p->named.in)
            p->named = at;
    }
    return ST_OK;
}

/* The boxes stand before the inventory, where the project has its source; if that is a later document's, what is stated for the second time. */
static bool is_final(const facts *f, const statement *s)
{
    const place_in *final = &f->projects.items[s->project].final;
    bool again = false;
    if (final->in == s->at.in)
        return s->at.first >= final->first;
    for (size_t k = 0; k < f->statements.count; k++) {
        const statement *other = &f->statements.items[k];
        again |= other->at.in == s->at.in && other->project == s->project && other->field == s->field && other->at.first < s->at.first;
    }
    return again;
}

status remember_projects(reading *r, facts *f, const issue *i)
{
    stored_rows claims = stored_collection(i->remembered, "claims");
    place_in at;
    TRY(remember_rows(r, f, i));
    for (size_t row = 0; row < stored_count(&claims); row++) {
        size_t project = lead_project(r, f, stored_text(&claims, "about", row));
        stated_field field;
        if (project == SIZE_MAX || !stands_in(i, &claims, row, &at) || !stated_field_named(stored_text(&claims, "field", row), &field))
            continue;
        statement one = {.project = project,
                         .field = field,
                         .value = stored_text(&claims, "value", row),
                         .normal = stored_text(&claims, "normal", row),
                         .at = at};
        one.final = is_final(f, &one);
        statement *made = FACT_ADD(r, f->statements);
        if (!made)
            return ST_NO_MEMORY;
        *made = one;
    }
    return failed(r) ? ST_NO_MEMORY : ST_OK;
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

static event_kind kind_of(str name)
{
    static const char *const names[] = {"opening", "signature", "accession", "invitation"};
    size_t k = 0;
    while (k + 1 < sizeof names / sizeof *names && !str_equal(name, str_of(names[k])))
        k++;
    return (event_kind)k;
}

/* Who says when a treaty was opened has the event, too. If that is another document, it says so again. */
static bool is_opened_elsewhere(const issue *i, str treaty)
{
    stored_rows rows = stored_collection(i->remembered, "treaty_events");
    place_in at;
    for (size_t row = 0; row < stored_count(&rows); row++)
        if (kind_of(stored_text(&rows, "kind", row)) == EVENT_OPENING && str_equal(stored_text(&rows, "treaty", row), treaty))
            return !stands_in(i, &rows, row, &at);
    return false;
}

static status remember_treaties(reading *r, facts *f, const issue *i)
{
    stored_rows rows = stored_collection(i->remembered, "treaties");
    for (size_t row = 0; row < stored_count(&rows); row++) {
        treaty one = {stored_text(&rows, "name", row), stored_text(&rows, "number", row), stored_day(&rows, "opened", row), {i, 1, 1}};
        treaty *known = NULL;
        one.opened = is_opened_elsewhere(i, one.name) ? 0 : one.opened;
        for (size_t k = 0; k < f->treaties.count; k++)
            if (str_equal_nocase(f->treaties.items[k].name, one.name))
                known = &f->treaties.items[k];
        treaty *to = known ? known : FACT_ADD(r, f->treaties);
        if (!to)
            return ST_NO_MEMORY;
        if (known) {
            one.number = known->number.n ? known->number : one.number;
            one.opened = known->opened ? known->opened : one.opened;
            one.at = known->at;
        }
        *to = one;
    }
    return ST_OK;
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
