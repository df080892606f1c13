/* Counting what the given documents have, and what is new in them. */
#include "import/summary.h"

#include "import/build.h"
#include "import/listed.h"
#include "import/projects.h"

/* ---- Activities ---- */

static bool is_fresh(const issue *i)
{
    return i->given && !i->before;
}

/* What the documents before say of an activity, and those given. */
typedef struct seen {
    bool given;
    bool fresh_held, before_held;
    const listing *fresh, *before; /* the last of each, NULL: none */
} seen;

static seen look_at(const facts *f, const activity *a)
{
    seen s = {0};
    for (size_t i = 0; i < a->count; i++) {
        const listing *l = &f->listings.items[a->listings[i]];
        s.given |= l->at.in->given;
        s.fresh = is_fresh(l->at.in) ? l : s.fresh;
        s.before = l->at.in->before ? l : s.before;
        s.fresh_held |= is_fresh(l->at.in) && !l->coming;
        s.before_held |= l->at.in->before && !l->coming;
    }
    return s;
}

/* Adds one if both say something, and not the same. */
static status count_change(reading *r, const seen *by, listed_field field, size_t *changes)
{
    str value, before, fresh;
    TRY(listed_stated(r, by->before, field, &value, &before));
    TRY(listed_stated(r, by->fresh, field, &value, &fresh));
    *changes += before.n && fresh.n && !str_equal(before, fresh);
    return ST_OK;
}

static status count_activity(reading *r, const facts *f, const activity *a, import_summary *s)
{
    seen by = look_at(f, a);
    s->activities += by.given;
    if (!by.fresh)
        return ST_OK;
    s->new_activities += !by.before;
    s->known_activities += by.before != NULL;
    if (!by.before)
        return ST_OK;
    s->held += by.fresh_held && !by.before_held;
    TRY(count_change(r, &by, LISTED_when, &s->moved));
    return count_change(r, &by, LISTED_place, &s->placed);
}

/* ---- Projects ---- */

static bool leads(const facts *f, size_t at, const lead *l, const issue *in, bool given)
{
    return (given ? in->given : in->before) && list_has(&l->projects, f->projects.items[at].name);
}

/* Whether a document of those given, or of those before, says anything of the project. */
static bool is_told_of(const facts *f, size_t at, bool given)
{
    const project *p = &f->projects.items[at];
    const issue *in[] = {p->box.in, p->final.in, p->named.in};
    for (size_t i = 0; i < 3; i++)
        if (in[i] && (given ? in[i]->given : in[i]->before))
            return true;
    for (size_t i = 0; i < f->statements.count; i++) {
        const statement *s = &f->statements.items[i];
        if (s->project == at && (given ? s->at.in->given : s->at.in->before))
            return true;
    }
    for (size_t i = 0; i < f->listings.count; i++)
        if (leads(f, at, &f->listings.items[i].lead, f->listings.items[i].at.in, given))
            return true;
    for (size_t i = 0; i < f->stories.count; i++)
        if (leads(f, at, &f->stories.items[i].lead, f->stories.items[i].at.in, given))
            return true;
    return false;
}

static void count_projects(const facts *f, import_summary *s)
{
    for (size_t p = 0; p < f->projects.count; p++) {
        bool given = projects_lasts(&f->projects.items[p]) && is_told_of(f, p, true);
        s->projects += given;
        s->new_projects += given && !is_told_of(f, p, false);
    }
}

/* ---- The rest ---- */

static void count_documents(const facts *f, import_summary *s)
{
    for (size_t i = 0; i < f->issue_count; i++) {
        const issue *one = f->issues[i];
        if (!one->given) {
            s->kept++;
            continue;
        }
        s->documents++;
        s->replaced += one->replaced;
        s->lines += one->from->line_count - str_ends(one->from->text, STR("\n")); /* nothing stands behind the last line end */
    }
}

static status count_partners(reading *r, const facts *f, import_summary *s)
{
    str_list partners = {0};
    TRY(build_partners(r, f, true, &partners));
    s->organisations = partners.count;
    return ST_OK;
}

status summary_make(reading *r, const facts *f, import_summary *s)
{
    count_documents(f, s);
    for (size_t i = 0; i < f->activities.count; i++)
        TRY(count_activity(r, f, &f->activities.items[i], s));
    count_projects(f, s);
#define COUNT(list, number)                                                                                                                \
    for (size_t i = 0; i < f->list.count; i++)                                                                                             \
    s->number += f->list.items[i].at.in->given
    COUNT(listings, listings);
    COUNT(statements, claims);
    COUNT(stories, stories);
    COUNT(treaties, treaties);
    COUNT(treaty_events, treaty_events);
    COUNT(figures, figures);
    COUNT(highlights, highlights);
    COUNT(saved_dates, saved_dates);
    COUNT(platforms, platforms);
    COUNT(steps, accession_steps);
#undef COUNT
    s->merged = s->listings - s->activities;
    return count_partners(r, f, s);
}

/* ---- Words ---- */

typedef struct counted {
    size_t count;
    const char *one, *many;
} counted;

static void print_counts(sbuf *out, const counted *lines, size_t count)
{
    for (size_t i = 0; i < count; i++)
        if (lines[i].count)
            sbuf_printf(out, "%zu %s\n", lines[i].count, lines[i].count == 1 ? lines[i].one : lines[i].many);
}

static void print_growth(sbuf *out, const import_summary *s)
{
    const counted lines[] = {
        {s->kept, "document before these", "documents before these"},
        {s->new_activities, "activity is new", "activities are new"},
        {s->known_activities, "activity was known and gains a source", "activities were known and gain a source"},
        {s->held, "activity that was coming next is held", "activities that were coming next are held"},
        {s->moved, "activity has other dates than before", "activities have other dates than before"},
        {s->placed, "activity has another place than before", "activities have other places than before"},
        {s->new_projects, "project is new", "projects are new"},
    };
    if (!s->kept && !s->replaced)
        return;
    sbuf_char(out, '\n');
    print_counts(out, lines, sizeof lines / sizeof *lines);
}

void import_print_summary(sbuf *out, const import_summary *s)
{
    const counted lines[] = {
        {s->documents, "document", "documents"},
        {s->lines, "line", "lines"},
        {s->listings, "listing", "listings"},
        {s->activities, "activity", "activities"},
        {s->merged, "listing merged into an activity listed before", "listings merged into activities listed before"},
        {s->projects, "project", "projects"},
        {s->claims, "figure of a project", "figures of projects"},
        {s->stories, "story", "stories"},
        {s->treaties, "treaty", "treaties"},
        {s->treaty_events, "treaty event", "treaty events"},
        {s->figures, "figure", "figures"},
        {s->highlights, "highlight", "highlights"},
        {s->saved_dates, "date to keep free", "dates to keep free"},
        {s->accession_steps, "step of accession", "steps of accession"},
        {s->platforms, "platform", "platforms"},
        {s->organisations, "partner", "partners"},
        {s->left_over, "place left over", "places left over"},
        {s->contradictions, "contradiction", "contradictions"},
    };
    print_counts(out, lines, sizeof lines / sizeof *lines);
    print_growth(out, s);
}
