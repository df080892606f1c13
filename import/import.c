/* The import as a whole: documents in, dataset and report out. */
#include "import/import.h"

#include "import/build.h"
#include "import/documents.h"
#include "import/merge.h"
#include "import/misc.h"
#include "import/projects.h"
#include "import/remember.h"
#include "import/rows.h"
#include "import/stories.h"
#include "import/summary.h"
#include "import/treaties.h"

/* ---- Reading ---- */

/* A document that gave nothing that only newsletters have. */
static status check_newsletter(reading *r, const facts *f, const issue *i)
{
    bool any = false;
    for (size_t k = 0; k < f->listings.count; k++)
        any |= f->listings.items[k].at.in == i;
    for (size_t k = 0; k < f->stories.count; k++)
        any |= f->stories.items[k].at.in == i;
    for (size_t k = 0; k < f->statements.count; k++)
        any |= f->statements.items[k].at.in == i;
    if (any)
        return ST_OK;
    diag *d =
        diag_add(r->report, E_IMPORT_FOREIGN, i->from, issue_span(i, 1, 1), "%.*s is no newsletter that can be read", STR_ARG(i->file));
    diag_expect(r->report, d, "expected its inventory of activities, stories with a place and date, or projects in brief");
    diag_hint(r->report, d, "an inventory begins with a heading such as: ## Inventory of activities (July – September 2025)");
    return d ? ST_ERROR : ST_NO_MEMORY;
}

/* Parts that every issue has. Without one, what is missing is missing in silence. */
static const struct {
    section_kind kind;
    const char *name, *heading;
} parts[] = {
    {SECTION_INVENTORY, "inventory of activities", "Inventory of activities (July – September 2025)"},
    {SECTION_COMING, "list of what comes next", "Coming next (October – December 2025)"},
    {SECTION_PROJECTS, "inventory of projects", "Inventory of capacity building projects"},
};

static status check_parts(reading *r, const issue *i)
{
    uint32_t last = (uint32_t)i->from->text.n;
    for (size_t p = 0; p < sizeof parts / sizeof *parts; p++) {
        bool found = false;
        for (size_t s = 0; s < i->section_count; s++)
            found |= i->sections[s].kind == parts[p].kind;
        if (found)
            continue;
        diag *d = diag_add(r->report, W_IMPORT_INCOMPLETE, i->from, (span){last, last}, "%.*s has no %s; was it cut off?", STR_ARG(i->file),
                           parts[p].name);
        diag_expect(r->report, d, "a heading such as: ## %s", parts[p].heading);
        if (!d)
            return ST_NO_MEMORY;
    }
    return ST_OK;
}

/* A project that only a heading names is one if it leads something. */
static void mark_leading(const facts *f, const lead *l)
{
    for (size_t n = 0; n < l->projects.count; n++)
        for (size_t p = 0; p < f->projects.count; p++)
            f->projects.items[p].led |= str_equal(f->projects.items[p].name, l->projects.items[n]);
}

/* Another document has been read. */
static status poll_next(reading *r)
{
    const exec_control *c = r->control;
    exec_advance(c, 1);
    return c && c->stop && c->stop(c->stop_data) ? ST_CANCELLED : ST_OK;
}

static status read_document(reading *r, facts *f, issue *i)
{
    if (i->remembered)
        return remember_events(r, f, i);
    TRY(rows_read(r, f, i));
    TRY(stories_read(r, f, i));
    TRY(treaties_read(r, f, i));
    TRY(notes_read(r, f, i));
    TRY(check_newsletter(r, f, i));
    return check_parts(r, i);
}

static status read_all(reading *r, facts *f)
{
    exec_stage(r->control, "reading documents", f->issue_count);
    for (size_t i = 0; i < f->issue_count; i++) {
        if (f->issues[i]->remembered) {
            TRY(remember_projects(r, f, f->issues[i]));
            continue;
        }
        TRY(projects_find(r, f, f->issues[i]));
        TRY(projects_read(r, f, f->issues[i]));
    }
    for (size_t i = 0; i < f->issue_count; i++) {
        TRY(read_document(r, f, f->issues[i]));
        TRY(poll_next(r));
    }
    for (size_t i = 0; i < f->listings.count; i++)
        mark_leading(f, &f->listings.items[i].lead);
    for (size_t i = 0; i < f->stories.count; i++)
        mark_leading(f, &f->stories.items[i].lead);
    return ST_OK;
}

/* ---- The report ---- */

/* What is said of documents that were there before was said when they were given. */
static void forget_others(diag_bag *report, size_t first, const facts *f)
{
    size_t kept = first;
    for (size_t i = first; i < report->count; i++) {
        bool other = false;
        for (size_t k = 0; k < f->issue_count; k++)
            other |= !f->issues[k]->given && f->issues[k]->from == report->items[i]->from;
        if (!other)
            report->items[kept++] = report->items[i];
    }
    report->count = kept;
}

static void count_diagnostics(const diag_bag *report, size_t first, import_summary *s)
{
    s->left_over = s->contradictions = 0;
    for (size_t i = first; i < report->count; i++) {
        s->left_over += report->items[i]->code == W_IMPORT_LEFT_OVER;
        s->contradictions += report->items[i]->code == W_IMPORT_CONTRADICTION;
    }
}

status import_documents(arena *a, arena *scratch, const import_input *documents, size_t count, const import_reference *reference,
                        const import_options *options, diag_bag *report, const dataset **out, import_summary *summary)
{
    reading r = {a, scratch, reference, report, options->control};
    facts f = {0};
    size_t reported = report->count, left_over = 0, contradictions = 0;
    *summary = (import_summary){0};
    TRY(documents_open(&r, documents, count, options, &f));
    TRY(read_all(&r, &f));
    TRY(merge_listings(&r, &f, &contradictions));
    for (size_t i = 0; i < f.issue_count; i++)
        TRY(f.issues[i]->remembered ? remember_lists(&r, &f, f.issues[i]) : misc_read(&r, &f, f.issues[i]));
    TRY(projects_report(&r, &f, &contradictions));
    for (size_t i = 0; i < f.issue_count; i++)
        if (f.issues[i]->given)
            TRY(issue_left_over(&r, f.issues[i], &left_over));
    TRY(build_dataset(&r, &f, options, out));
    forget_others(report, reported, &f);
    TRY(summary_make(&r, &f, summary));
    count_diagnostics(report, reported, summary);
    return a->failed || scratch->failed || report->memory->failed ? ST_NO_MEMORY : ST_OK;
}
