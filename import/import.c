/* The import as a whole: documents in, dataset and report out. */
#include "import/import.h"

#include "base/text.h"
#include "import/build.h"
#include "import/merge.h"
#include "import/misc.h"
#include "import/projects.h"
#include "import/rows.h"
#include "import/stories.h"
#include "import/treaties.h"

/* ---- Opening ---- */

/* An error about a document that has no line to show. */
static status refuse(reading *r, diag_code code, str name, const char *message)
{
    return diag_add(r->report, code, NULL, (span){0, 0}, "%.*s: %s", STR_ARG(name), message) ? ST_ERROR : ST_NO_MEMORY;
}

/* The text up to the first wrong byte is fine, so that line can be shown, with a place behind its last good character. */
static status refuse_encoding(reading *r, const import_input *in, size_t bad)
{
    const source *from = NULL;
    TRY(source_read(r->a, in->name, (str){in->text.p, bad}, &from, NULL));
    uint32_t end = (uint32_t)from->text.n;
    source_place at = source_locate(from, end);
    unsigned byte = (unsigned char)in->text.p[bad];
    diag *d = byte == 0 ? diag_add(r->report, E_IMPORT_ENCODING, from, (span){end, end},
                                   "line %zu, column %zu: a NUL byte, which no text has", at.line, at.column)
                        : diag_add(r->report, E_IMPORT_ENCODING, from, (span){end, end},
                                   "line %zu, column %zu: the bytes here are not UTF-8 (the first is 0x%02X)", at.line, at.column, byte);
    diag_hint(r->report, d,
              in->text.n - bad < 4 ? "the file seems to be cut off here; get the whole document" : "save the document as UTF-8");
    return d ? ST_ERROR : ST_NO_MEMORY;
}

static bool is_empty(str text)
{
    return str_trim(str_starts(text, STR("\xEF\xBB\xBF")) ? (str){text.p + 3, text.n - 3} : text).n == 0;
}

static status open_document(reading *r, const import_input *in, issue **out)
{
    const source *from = NULL;
    size_t bad = 0;
    if (is_empty(in->text))
        return refuse(r, E_IMPORT_EMPTY, in->name, "the document is empty");
    status opened = source_read(r->a, in->name, in->text, &from, &bad);
    if (opened == ST_ERROR)
        return refuse_encoding(r, in, bad);
    if (opened == ST_LIMIT)
        return refuse(r, E_IMPORT_TOO_LONG, in->name, "the document is longer than 64 MB");
    TRY(opened);
    return issue_open(r, from, out);
}

static status check_same_issue(reading *r, issue *const *issues, size_t count)
{
    const issue *last = issues[count - 1];
    for (size_t i = 0; i + 1 < count; i++)
        if (str_equal(issues[i]->id, last->id)) {
            diag *d = diag_add(r->report, E_IMPORT_TWICE, last->from, (span){0, 0}, "%.*s and %.*s are the same issue, %.*s",
                               STR_ARG(issues[i]->file), STR_ARG(last->file), STR_ARG(last->id));
            diag_hint(r->report, d, "import one of them");
            return d ? ST_ERROR : ST_NO_MEMORY;
        }
    return ST_OK;
}

/* All documents are opened, and so all their encodings checked, before one is read. */
static status open_all(reading *r, const import_input *documents, size_t count, facts *f)
{
    issue **issues = ARENA_ARRAY(r->a, count, issue *);
    if (!issues)
        return ST_NO_MEMORY;
    f->issues = issues;
    for (size_t i = 0; i < count; i++) {
        TRY(open_document(r, &documents[i], &issues[i]));
        f->issue_count++;
        TRY(check_same_issue(r, issues, i + 1));
    }
    return ST_OK;
}

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

static status read_all(reading *r, facts *f)
{
    for (size_t i = 0; i < f->issue_count; i++) {
        TRY(projects_find(r, f, f->issues[i]));
        TRY(projects_read(r, f, f->issues[i]));
    }
    for (size_t i = 0; i < f->issue_count; i++) {
        TRY(rows_read(r, f, f->issues[i]));
        TRY(stories_read(r, f, f->issues[i]));
        TRY(treaties_read(r, f, f->issues[i]));
        TRY(notes_read(r, f, f->issues[i]));
        TRY(check_newsletter(r, f, f->issues[i]));
        TRY(check_parts(r, f->issues[i]));
    }
    for (size_t i = 0; i < f->listings.count; i++)
        mark_leading(f, &f->listings.items[i].lead);
    for (size_t i = 0; i < f->stories.count; i++)
        mark_leading(f, &f->stories.items[i].lead);
    return ST_OK;
}

/* ---- The report ---- */

static void count_diagnostics(const diag_bag *report, size_t first, import_summary *s)
{
    s->left_over = s->contradictions = 0;
    for (size_t i = first; i < report->count; i++) {
        s->left_over += report->items[i]->code == W_IMPORT_LEFT_OVER;
        s->contradictions += report->items[i]->code == W_IMPORT_CONTRADICTION;
    }
}

static status summarise(reading *r, const facts *f, import_summary *s)
{
    str_list partners = {0};
    TRY(build_partners(r, f, &partners));
    s->documents = f->issue_count;
    for (size_t i = 0; i < f->issue_count; i++)
        s->lines +=
            f->issues[i]->from->line_count - str_ends(f->issues[i]->from->text, STR("\n")); /* nothing stands behind the last line end */
    s->listings = f->listings.count;
    s->activities = f->activities.count;
    s->merged = f->listings.count - f->activities.count;
    for (size_t i = 0; i < f->projects.count; i++)
        s->projects += projects_lasts(&f->projects.items[i]);
    s->claims = f->statements.count;
    s->stories = f->stories.count;
    s->treaties = f->treaties.count;
    s->treaty_events = f->treaty_events.count;
    s->figures = f->figures.count;
    s->highlights = f->highlights.count;
    s->saved_dates = f->saved_dates.count;
    s->accession_steps = f->steps.count;
    s->platforms = f->platforms.count;
    s->organisations = partners.count;
    return ST_OK;
}

void import_print_summary(sbuf *out, const import_summary *s)
{
    const struct {
        size_t count;
        const char *one, *many;
    } lines[] = {
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
    for (size_t i = 0; i < sizeof lines / sizeof *lines; i++)
        if (lines[i].count)
            sbuf_printf(out, "%zu %s\n", lines[i].count, lines[i].count == 1 ? lines[i].one : lines[i].many);
}

status import_documents(arena *a, arena *scratch, const import_input *documents, size_t count, const import_reference *reference,
                        const import_options *options, diag_bag *report, const dataset **out, import_summary *summary)
{
    reading r = {a, scratch, reference, report};
    facts f = {0};
    size_t reported = report->count, left_over = 0, contradictions = 0;
    *summary = (import_summary){0};
    TRY(open_all(&r, documents, count, &f));
    TRY(read_all(&r, &f));
    TRY(merge_listings(&r, &f, &contradictions));
    for (size_t i = 0; i < f.issue_count; i++)
        TRY(misc_read(&r, &f, f.issues[i]));
    TRY(projects_report(&r, &f, &contradictions));
    for (size_t i = 0; i < f.issue_count; i++)
        TRY(issue_left_over(&r, f.issues[i], &left_over));
    TRY(build_dataset(&r, &f, options, out));
    TRY(summarise(&r, &f, summary));
    count_diagnostics(report, reported, summary);
    return a->failed || scratch->failed || report->memory->failed ? ST_NO_MEMORY : ST_OK;
}
