/* Rows for each collection from what the documents say. */
#include "import/build.h"

#include "import/budget.h"
#include "import/listed.h"
#include "import/misc.h"
#include "import/place.h"
#include "import/projects.h"
#include "import/stated.h"

#include <string.h>

/* ---- One row, field by field ---- */

typedef struct row_writer {
    reading *r;
    const facts *f;
    const import_options *options;
    dataset_builder *builder;
    const collection_spec *spec;
    size_t collection;
    cell *cells;
} row_writer;

static bool begin_collection(row_writer *w, const char *name)
{
    for (size_t i = 0; i < dataset_spec_count; i++)
        if (strcmp(dataset_specs[i].name, name) == 0) {
            w->spec = &dataset_specs[i];
            w->collection = i;
            w->cells = ARENA_ARRAY(w->r->scratch, w->spec->field_count, cell);
            return w->cells != NULL;
        }
    return false;
}

static void begin_row(row_writer *w)
{
    for (size_t i = 0; i < w->spec->field_count; i++)
        w->cells[i] = (cell){.missing = true};
}

static status end_row(row_writer *w)
{
    if (w->r->a->failed || w->r->scratch->failed)
        return ST_NO_MEMORY;
    return dataset_builder_row(w->builder, w->collection, w->cells);
}

/* The cell of a field; a place to write in vain where the schema has no such field. */
static cell *cell_of(row_writer *w, const char *field, cell *nowhere)
{
    for (size_t i = 0; i < w->spec->field_count; i++)
        if (strcmp(w->spec->fields[i].name, field) == 0)
            return &w->cells[i];
    return nowhere;
}

static void set_text(row_writer *w, const char *field, str text)
{
    cell nowhere;
    if (text.n)
        *cell_of(w, field, &nowhere) = (cell){.text = text};
}

static void set_texts(row_writer *w, const char *field, const str_list *texts)
{
    cell nowhere;
    if (texts->count)
        *cell_of(w, field, &nowhere) = (cell){.texts = texts->items, .count = texts->count};
}

static void set_periods(row_writer *w, const char *field, const period *periods, size_t count)
{
    cell nowhere;
    if (count)
        *cell_of(w, field, &nowhere) = (cell){.periods = periods, .count = count};
}

static void set_value(row_writer *w, const char *field, value v)
{
    cell nowhere;
    *cell_of(w, field, &nowhere) = (cell){.v = v};
}

static void set_int(row_writer *w, const char *field, int64_t n)
{
    set_value(w, field, (value){.type = type_of(TYPE_INT), .as.integer = n});
}

static void set_bool(row_writer *w, const char *field, bool yes)
{
    set_value(w, field, (value){.type = type_of(TYPE_BOOL), .as.boolean = yes});
}

static void set_day(row_writer *w, const char *field, day d)
{
    if (d)
        set_value(w, field, (value){.type = type_of(TYPE_DATE), .as.date = d});
}

static void set_period(row_writer *w, const char *field, period p)
{
    if (p.first)
        set_value(w, field, (value){.type = type_of(TYPE_PERIOD), .as.period = p});
}

static void set_source(row_writer *w, const place_in *at)
{
    if (at->in)
        set_text(w, "source", issue_source(w->r, at->in, at->first));
}

/* ---- Activities ---- */

static str scope_of(const spot *where)
{
    if (where->country.n)
        return STR("country");
    if (where->region.n || where->countries.count)
        return STR("region");
    return where->global ? STR("global") : STR("unspecified");
}

/* What an earlier document lists as coming next, and a later one lists too, is what the later one says it is. */
static bool is_past(const facts *f, const activity *a, const listing *l)
{
    const listing *shown = &f->listings.items[a->shown];
    return l->coming && shown->at.in != l->at.in && shown->at.in->period.last > l->at.in->period.last;
}

/* What the listings of an activity say together: where and under which months each stands. */
static bool gather(row_writer *w, const activity *a, str_list *sources, str_list *sections, str_list *partners, period *listed,
                   size_t *months)
{
    bool done = true;
    for (size_t i = 0; i < a->count; i++) {
        const listing *l = &w->f->listings.items[a->listings[i]];
        arena *s = w->r->scratch;
        done = done && list_add_new(sources, s, issue_source(w->r, l->at.in, l->at.first));
        if (!is_past(w->f, a, l))
            done = done && list_add_new(sections, s, l->coming ? STR("coming next") : STR("inventory"));
        for (size_t k = 0; k < l->lead.partners.count; k++)
            done = done && list_add_new(partners, s, l->lead.partners.items[k]);
        if (l->listed.first)
            listed[(*months)++] = l->listed;
        for (size_t k = 0; k < l->month_count; k++)
            listed[(*months)++] = l->months[k];
    }
    return done;
}

static size_t most_months(const facts *f, const activity *a)
{
    size_t most = a->count;
    for (size_t i = 0; i < a->count; i++)
        most += f->listings.items[a->listings[i]].month_count;
    return most;
}

static status activity_row(row_writer *w, const activity *a)
{
    const listing *l = &w->f->listings.items[a->shown];
    str_list sources = {0}, sections = {0}, partners = {0};
    size_t months = 0;
    period *listed = ARENA_ARRAY(w->r->scratch, most_months(w->f, a), period);
    if (!listed || !gather(w, a, &sources, &sections, &partners, listed, &months))
        return ST_NO_MEMORY;
    begin_row(w);
    set_text(w, "id", a->id);
    set_text(w, "title", a->title);
    set_texts(w, "project", &l->lead.projects);
    set_texts(w, "body", &l->lead.bodies);
    set_texts(w, "partner", &partners);
    set_text(w, "place", l->spot.place);
    set_text(w, "city", l->spot.city);
    set_text(w, "country", l->spot.country);
    set_text(w, "region", l->spot.region);
    set_text(w, "scope", scope_of(&l->spot));
    set_texts(w, "mode", &l->modes);
    set_period(w, "when", l->when);
    if (l->when.first)
        set_text(w, "precision", l->month_only ? STR("month") : STR("day"));
    set_bool(w, "tentative", l->tentative);
    set_texts(w, "section", &sections);
    set_periods(w, "listed", listed, months);
    set_texts(w, "source", &sources);
    return end_row(w);
}

static status activities(row_writer *w)
{
    for (size_t i = 0; i < w->f->activities.count; i++)
        TRY(activity_row(w, &w->f->activities.items[i]));
    return ST_OK;
}

/* ---- Projects and claims ---- */

static str value_of(const statement *s)
{
    return s ? s->value : (str){0};
}

/* The box says which countries; a project without one works where its scope says, if that names countries only. */
static status project_countries(row_writer *w, size_t p, str_list *out)
{
    const statement *box = projects_shown(w->f, p, STATED_country, true), *scope = projects_shown(w->f, p, STATED_scope, false);
    bool all = false;
    TRY(place_countries(w->r, value_of(box ? box : scope), out, &all));
    if (!all)
        out->count = 0;
    return ST_OK;
}

static void project_money(row_writer *w, size_t p)
{
    const statement *s = projects_shown(w->f, p, STATED_budget, false);
    budget cost;
    if (!s || !budget_read(s->value, &cost))
        return;
    set_value(w, "budget", (value){.type = type_of(TYPE_MONEY), .as.money = cost.amount});
    set_bool(w, "ceiling", cost.ceiling);
}

static status project_row(row_writer *w, size_t p)
{
    const project *one = &w->f->projects.items[p];
    const statement *when = projects_shown(w->f, p, STATED_when, false), *scope = projects_shown(w->f, p, STATED_scope, false);
    period duration;
    str_list countries = {0}, implementers = {0};
    begin_row(w);
    TRY(project_countries(w, p, &countries));
    TRY(stated_implementers(w->r, value_of(projects_shown(w->f, p, STATED_implemented_by, true)), &implementers));
    set_text(w, "name", one->name);
    set_text(w, "title", one->title);
    set_text(w, "parent", one->parent);
    if (when && stated_period(when->value, &duration))
        set_period(w, "when", duration);
    project_money(w, p);
    set_text(w, "funding", value_of(projects_shown(w->f, p, STATED_funding, false)));
    set_text(w, "scope", value_of(scope ? scope : projects_shown(w->f, p, STATED_country, true)));
    set_texts(w, "country", &countries);
    set_texts(w, "implemented_by", &implementers);
    set_source(w, one->final.in ? &one->final : one->box.in ? &one->box : &one->named);
    return end_row(w);
}

static status projects(row_writer *w)
{
    for (size_t p = 0; p < w->f->projects.count; p++)
        if (projects_lasts(&w->f->projects.items[p]))
            TRY(project_row(w, p));
    return ST_OK;
}

/* Where the listings of an activity differ, what each of them says. */
static status activity_claims(row_writer *w, const activity *a, listed_field field)
{
    bool differ = false;
    TRY(listed_differ(w->r, w->f, a, field, &differ));
    for (size_t i = 0; differ && i < a->count; i++) {
        const listing *l = &w->f->listings.items[a->listings[i]];
        str value, normal;
        TRY(listed_stated(w->r, l, field, &value, &normal));
        if (!normal.n)
            continue;
        begin_row(w);
        set_text(w, "about", a->id);
        set_text(w, "field", str_of(listed_field_name(field)));
        set_text(w, "value", value);
        set_text(w, "normal", normal);
        set_source(w, &l->at);
        TRY(end_row(w));
    }
    return ST_OK;
}

static status claims(row_writer *w)
{
    for (size_t i = 0; i < w->f->statements.count; i++) {
        const statement *s = &w->f->statements.items[i];
        begin_row(w);
        set_text(w, "about", w->f->projects.items[s->project].name);
        set_text(w, "field", str_of(stated_field_name(s->field)));
        set_text(w, "value", s->value);
        set_text(w, "normal", s->normal);
        set_source(w, &s->at);
        TRY(end_row(w));
    }
    for (size_t i = 0; i < w->f->activities.count; i++)
        for (size_t k = 0; k < LISTED_COUNT; k++)
            TRY(activity_claims(w, &w->f->activities.items[i], (listed_field)k));
    return ST_OK;
}

/* ---- The rest, one function a collection ---- */

static status stories(row_writer *w)
{
    for (size_t i = 0; i < w->f->stories.count; i++) {
        const story *s = &w->f->stories.items[i];
        begin_row(w);
        set_text(w, "headline", s->headline);
        set_texts(w, "project", &s->lead.projects);
        set_text(w, "section", s->section);
        set_text(w, "place", s->spot.place);
        set_texts(w, "city", &s->spot.cities);
        set_texts(w, "country", &s->spot.countries);
        set_period(w, "when", s->when);
        set_texts(w, "mode", &s->modes);
        set_source(w, &s->at);
        if (!w->options->without_prose)
            set_text(w, "text", s->text);
        TRY(end_row(w));
    }
    return ST_OK;
}

static status treaties(row_writer *w)
{
    for (size_t i = 0; i < w->f->treaties.count; i++) {
        const treaty *t = &w->f->treaties.items[i];
        begin_row(w);
        set_text(w, "name", t->name);
        set_text(w, "number", t->number);
        set_day(w, "opened", t->opened);
        TRY(end_row(w));
    }
    return ST_OK;
}

static status treaty_events(row_writer *w)
{
    static const char *const kinds[] = {"opening", "signature", "accession", "invitation"};
    for (size_t i = 0; i < w->f->treaty_events.count; i++) {
        const treaty_event *e = &w->f->treaty_events.items[i];
        begin_row(w);
        set_text(w, "kind", str_of(kinds[e->kind]));
        set_text(w, "state", e->state);
        set_text(w, "treaty", e->treaty);
        set_day(w, "date", e->date);
        if (e->rank)
            set_int(w, "rank", e->rank);
        set_text(w, "effect", e->effect);
        set_day(w, "effect_date", e->effect_date);
        set_source(w, &e->at);
        TRY(end_row(w));
    }
    return ST_OK;
}

static status figures(row_writer *w)
{
    for (size_t i = 0; i < w->f->figures.count; i++) {
        const figure *one = &w->f->figures.items[i];
        begin_row(w);
        set_text(w, "name", one->name);
        set_int(w, "value", one->value);
        set_day(w, "as_of", one->as_of);
        set_source(w, &one->at);
        TRY(end_row(w));
    }
    return ST_OK;
}

static status highlights(row_writer *w)
{
    for (size_t i = 0; i < w->f->highlights.count; i++) {
        const highlight *h = &w->f->highlights.items[i];
        begin_row(w);
        set_int(w, "position", h->position);
        set_text(w, "headline", h->headline);
        set_source(w, &h->at);
        TRY(end_row(w));
    }
    return ST_OK;
}

static status saved_dates(row_writer *w)
{
    for (size_t i = 0; i < w->f->saved_dates.count; i++) {
        const saved_date *d = &w->f->saved_dates.items[i];
        begin_row(w);
        set_text(w, "title", d->title);
        set_period(w, "when", d->when);
        set_text(w, "country", d->country);
        if (d->activity != SIZE_MAX)
            set_text(w, "activity", w->f->activities.items[d->activity].id);
        set_source(w, &d->at);
        TRY(end_row(w));
    }
    return ST_OK;
}

static status accession_steps(row_writer *w)
{
    for (size_t i = 0; i < w->f->steps.count; i++) {
        begin_row(w);
        set_int(w, "step", w->f->steps.items[i].number);
        set_text(w, "action", w->f->steps.items[i].action);
        TRY(end_row(w));
    }
    return ST_OK;
}

static status platforms(row_writer *w)
{
    for (size_t i = 0; i < w->f->platforms.count; i++) {
        const platform *p = &w->f->platforms.items[i];
        begin_row(w);
        set_text(w, "name", p->name);
        set_text(w, "kind", p->kind);
        set_source(w, &p->at);
        TRY(end_row(w));
    }
    return ST_OK;
}

static status countries(row_writer *w)
{
    const import_reference *ref = w->r->reference;
    for (size_t i = 0; i < ref->country_count; i++) {
        const place_entry *p = &ref->places[i];
        begin_row(w);
        set_text(w, "name", p->name);
        set_text(w, "iso2", p->iso2);
        set_text(w, "iso3", p->iso3);
        set_texts(w, "also", &p->also);
        set_text(w, "note", notes_of(w->f, p->name));
        TRY(end_row(w));
    }
    return ST_OK;
}

static status add_partners(reading *r, const str_list *partners, name_table *seen, str_list *out)
{
    for (size_t n = 0; n < partners->count; n++) {
        if (names_find(seen, r->scratch, partners->items[n]) != SIZE_MAX)
            continue;
        if (!names_add(seen, r->scratch, partners->items[n], n) || !list_add(out, r->a, partners->items[n]))
            return ST_NO_MEMORY;
    }
    return ST_OK;
}

status build_partners(reading *r, const facts *f, bool only_given, str_list *out)
{
    name_table seen = {0};
    if (!only_given) /* first, so that they stay in their order, whatever a later document says first */
        TRY(add_partners(r, &f->partners, &seen, out));
    for (size_t i = 0; i < f->listings.count; i++)
        if (!only_given || f->listings.items[i].at.in->given)
            TRY(add_partners(r, &f->listings.items[i].lead.partners, &seen, out));
    for (size_t i = 0; i < f->stories.count; i++)
        if (!only_given || f->stories.items[i].at.in->given)
            TRY(add_partners(r, &f->stories.items[i].lead.partners, &seen, out));
    return ST_OK;
}

static status organisations(row_writer *w)
{
    str_list partners = {0};
    TRY(build_partners(w->r, w->f, false, &partners));
    for (size_t i = 0; i < partners.count; i++) {
        const organisation_entry *o = reference_organisation(w->r->reference, w->r->scratch, partners.items[i]);
        begin_row(w);
        set_text(w, "name", partners.items[i]);
        if (o)
            set_texts(w, "also", &o->also);
        TRY(end_row(w));
    }
    return ST_OK;
}

static status documents(row_writer *w)
{
    for (size_t i = 0; i < w->f->issue_count; i++) {
        const issue *one = w->f->issues[i];
        begin_row(w);
        set_text(w, "id", one->id);
        set_text(w, "title", one->title);
        set_period(w, "period", one->period);
        set_text(w, "file", one->file);
        set_day(w, "imported", one->imported);
        if (!w->options->without_prose && !one->remembered)
            set_text(w, "text", one->from->text);
        TRY(end_row(w));
    }
    return ST_OK;
}

static const struct {
    const char *name;
    status (*rows)(row_writer *w);
} writers[] = {
#define WRITER(collection)                                                                                                                 \
    {                                                                                                                                      \
#collection, collection                                                                                                            \
    }
    WRITER(activities),    WRITER(projects),  WRITER(claims),        WRITER(stories),     WRITER(treaties),
    WRITER(treaty_events), WRITER(figures),   WRITER(highlights),    WRITER(saved_dates), WRITER(accession_steps),
    WRITER(platforms),     WRITER(countries), WRITER(organisations), WRITER(documents),
#undef WRITER
};

status build_dataset(reading *r, const facts *f, const import_options *options, const dataset **out)
{
    row_writer w = {
        .r = r, .f = f, .options = options, .builder = dataset_builder_new(r->scratch, dataset_specs, dataset_spec_count, LINKS_BY_TEXT)};
    if (!w.builder)
        return ST_NO_MEMORY;
    for (size_t i = 0; i < sizeof writers / sizeof *writers; i++)
        if (begin_collection(&w, writers[i].name))
            TRY(writers[i].rows(&w));
    if (r->scratch->failed)
        return ST_NO_MEMORY;
    return dataset_builder_finish(w.builder, r->a, out, NULL);
}
