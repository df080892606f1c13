/* Projects: their names from boxes, headings and the final inventory, and the figures stated there. */
#include "import/projects.h"

#include "base/text.h"
#include "import/budget.h"
#include "import/dates.h"
#include "import/lead.h"
#include "import/place.h"
#include "import/stated.h"

#include <string.h>

/* ---- Names ---- */

project *projects_named(reading *r, facts *f, str name, str parent)
{
    str key = lead_key(r->scratch, name);
    if (!key.n)
        return NULL;
    size_t at = names_find_key(&f->project_keys, key);
    if (at == SIZE_MAX) {
        project *p = FACT_ADD(r, f->projects);
        if (!p || !names_add_key(&f->project_keys, r->a, key, f->projects.count - 1))
            return NULL;
        p->name = issue_unmarked(r->a, name);
        at = f->projects.count - 1;
    }
    project *p = &f->projects.items[at];
    if (parent.n && !p->parent.n)
        p->parent = issue_unmarked(r->a, parent);
    return p;
}

static project *project_named(reading *r, facts *f, str words)
{
    str parent, name;
    lead_split_parent(words, &parent, &name);
    return projects_named(r, f, name, parent);
}

static bool failed(const reading *r)
{
    return r->a->failed || r->scratch->failed;
}

/* The lines below a heading, up to the next one. */
static place_in below(const issue *i, size_t heading)
{
    uint32_t last = (uint32_t)i->from->line_count;
    for (size_t b = heading + 1; b < i->md.count; b++)
        if (i->md.blocks[b].kind == MD_HEADING) {
            last = i->md.blocks[b].first - 1;
            break;
        }
    return (place_in){i, i->md.blocks[heading].first, last};
}

static bool box_heading(str text, str *name)
{
    static const char *const endings[] = {" basics", " in brief", " at a glance"};
    for (size_t i = 0; i < sizeof endings / sizeof *endings; i++) {
        str ending = str_of(endings[i]);
        if (text.n <= ending.n || !str_equal_nocase((str){text.p + text.n - ending.n, ending.n}, ending))
            continue;
        *name = (str){text.p, text.n - ending.n};
        return true;
    }
    return false;
}

/* "Global Action on Cybercrime Enhanced (GLACY-e)": the full name and, in brackets, the short one. */
static bool full_and_short(str title, str *full, str *brief)
{
    title = str_trim(title);
    if (!str_ends(title, STR(")")))
        return false;
    for (size_t at = title.n; at > 0; at--)
        if (title.p[at - 1] == '(') {
            *full = str_trim((str){title.p, at - 1});
            *brief = (str){title.p + at, title.n - at - 1};
            return full->n && brief->n;
        }
    return false;
}

static status find_boxes(reading *r, facts *f, issue *i)
{
    str name;
    for (size_t b = 0; b < i->md.count; b++) {
        const md_block *block = &i->md.blocks[b];
        if (block->kind != MD_HEADING || !box_heading(block->text, &name))
            continue;
        project *p = project_named(r, f, name);
        if (failed(r))
            return ST_NO_MEMORY;
        if (!p)
            continue;
        p->lasting = true;
        p->box = below(i, b);
        issue_mark(i, block->first, block->last);
    }
    return ST_OK;
}

size_t projects_boxed(const reading *r, const facts *f, const issue *i, const section *s)
{
    str name, parent;
    for (size_t b = s->first_block; b < s->end_block; b++) {
        if (i->md.blocks[b].kind != MD_HEADING || !box_heading(i->md.blocks[b].text, &name))
            continue;
        lead_split_parent(name, &parent, &name);
        size_t at = names_find_key(&f->project_keys, lead_key(r->scratch, name));
        if (at != SIZE_MAX)
            return at;
    }
    return SIZE_MAX;
}

/* The final inventory: each heading in it is a project's. */
static status find_inventory(reading *r, facts *f, issue *i, const section *s)
{
    for (size_t b = s->first_block; b < s->end_block; b++) {
        const md_block *block = &i->md.blocks[b];
        if (block->kind != MD_HEADING)
            continue;
        project *p = project_named(r, f, block->text);
        if (failed(r))
            return ST_NO_MEMORY;
        if (!p)
            continue;
        p->lasting = true;
        p->final = below(i, b);
        if (p->parent.n && !p->title.n)
            p->title = block->text;
        issue_mark(i, block->first, block->last);
    }
    return ST_OK;
}

/* A section's heading gives the full name of the project whose box stands in it. */
static status name_in_full(reading *r, facts *f, issue *i, const section *s)
{
    str full = s->title, brief = s->title;
    if (!full_and_short(s->title, &full, &brief))
        full = s->title;
    project *p = project_named(r, f, brief);
    if (failed(r))
        return ST_NO_MEMORY;
    if (!p)
        return ST_OK;
    const md_block *heading = &i->md.blocks[s->first_block - 1];
    p->title = full;
    if (!p->named.in)
        p->named = (place_in){i, heading->first, heading->last};
    return ST_OK;
}

/* "GLACY-e, CyberEast+, CyberUA and Octopus": a heading that lists projects. Names of one word only, and more than one of them. */
static status find_listed(reading *r, facts *f, issue *i, const md_block *heading)
{
    lead names = {0};
    TRY(lead_read(r, f, heading->text, &names));
    if (names.projects.count < 2)
        return ST_OK;
    issue_mark(i, heading->first, heading->last);
    for (size_t n = 0; n < names.partners.count; n++) {
        if (reference_organisation(r->reference, r->scratch, names.partners.items[n]))
            continue;
        project *p = project_named(r, f, names.partners.items[n]);
        if (p && !p->named.in)
            p->named = (place_in){i, heading->first, heading->last};
    }
    return failed(r) ? ST_NO_MEMORY : ST_OK;
}

status projects_find(reading *r, facts *f, issue *i)
{
    /* The inventory first: its order is that of the projects. */
    for (size_t s = 0; s < i->section_count; s++)
        if (i->sections[s].kind == SECTION_PROJECTS)
            TRY(find_inventory(r, f, i, &i->sections[s]));
    TRY(find_boxes(r, f, i));
    for (size_t s = 0; s < i->section_count; s++)
        if (i->sections[s].kind == SECTION_PROJECT)
            TRY(name_in_full(r, f, i, &i->sections[s]));
    for (size_t s = 0; s < i->section_count; s++)
        for (size_t b = i->sections[s].first_block; i->sections[s].kind == SECTION_JOINT && b < i->sections[s].end_block; b++)
            if (i->md.blocks[b].kind == MD_HEADING)
                TRY(find_listed(r, f, i, &i->md.blocks[b]));
    return ST_OK;
}

/* ---- Figures ---- */

typedef struct stating {
    reading *r;
    facts *f;
    issue *in;
    size_t project;
    bool final;
    bool open; /* a figure may go on on the next line */
    stated_field field;
    sbuf value;
    uint32_t first, last;
} stating;

static status finish(stating *s)
{
    if (!s->open)
        return ST_OK;
    s->open = false;
    statement *made = FACT_ADD(s->r, s->f->statements);
    if (!made || s->value.failed)
        return ST_NO_MEMORY;
    *made = (statement){.project = s->project, .field = s->field, .final = s->final, .at = {s->in, s->first, s->last}};
    made->value = issue_unmarked(s->r->a, str_trim(sbuf_str(&s->value)));
    TRY(stated_normal(s->r, s->field, made->value, &made->normal));
    issue_mark(s->in, s->first, s->last);
    if (!made->normal.n &&
        !diag_add(s->r->report, W_IMPORT_LEFT_OVER, s->in->from, issue_span(s->in, s->first, s->last), "the %s of %.*s was not understood",
                  stated_field_name(s->field), STR_ARG(s->f->projects.items[s->project].name)))
        return ST_NO_MEMORY;
    return ST_OK;
}

static status read_line(stating *s, uint32_t line)
{
    str words = issue_line(s->r->scratch, s->in, line), value;
    stated_field field;
    if (s->r->scratch->failed)
        return ST_NO_MEMORY;
    if (stated_label(words, &field, &value)) {
        TRY(finish(s));
        s->open = true;
        s->field = field;
        s->first = s->last = line;
        sbuf_clear(&s->value);
        sbuf_add(&s->value, value);
        return ST_OK;
    }
    if (!words.n)
        return finish(s);
    if (!s->open)
        return ST_OK;
    sbuf_char(&s->value, ' ');
    sbuf_add(&s->value, words);
    s->last = line;
    return ST_OK;
}

static status read_place(reading *r, facts *f, issue *i, size_t project, const place_in *at, bool final)
{
    stating s = {.r = r, .f = f, .in = i, .project = project, .final = final};
    status done = ST_OK;
    for (uint32_t line = at->first + 1; line <= at->last && done == ST_OK; line++)
        done = read_line(&s, line);
    if (done == ST_OK)
        done = finish(&s);
    sbuf_free(&s.value);
    return done;
}

status projects_read(reading *r, facts *f, issue *i)
{
    for (size_t p = 0; p < f->projects.count; p++) {
        const project *one = &f->projects.items[p];
        if (one->box.in == i)
            TRY(read_place(r, f, i, p, &one->box, false));
    }
    for (size_t p = 0; p < f->projects.count; p++) {
        const project *one = &f->projects.items[p];
        if (one->final.in == i)
            TRY(read_place(r, f, i, p, &one->final, true));
    }
    return ST_OK;
}

const statement *projects_shown(const facts *f, size_t project, stated_field field, bool box_first)
{
    const statement *best = NULL;
    for (size_t i = 0; i < f->statements.count; i++) {
        const statement *s = &f->statements.items[i];
        if (s->project != project || s->field != field || !s->normal.n)
            continue;
        if (best && s->at.in->period.last < best->at.in->period.last)
            continue;
        bool newer = !best || s->at.in->period.last > best->at.in->period.last;
        if (newer || (s->final != box_first && best->final == box_first))
            best = s;
    }
    return best;
}

bool projects_lasts(const project *p)
{
    return p->lasting || p->led;
}

/* ---- The report ---- */

/* The first statement on the same figure that says something else, if it stands before `s`. */
static const statement *contradicted(const facts *f, const statement *s)
{
    for (const statement *other = f->statements.items; other < s; other++)
        if (other->project == s->project && other->field == s->field && other->normal.n && !str_equal(other->normal, s->normal))
            return other;
    return NULL;
}

static status report_contradiction(reading *r, const facts *f, const statement *s, const statement *other)
{
    str name = f->projects.items[s->project].name;
    str place = other->at.in == s->at.in ? arena_printf(r->scratch, "line %u", (unsigned)other->at.first)
                                         : issue_source(r, other->at.in, other->at.first);
    diag *d = diag_add(r->report, W_IMPORT_CONTRADICTION, s->at.in->from, issue_span(s->at.in, s->at.first, s->at.last),
                       "the %s of %.*s is %.*s here, and %.*s in %.*s", stated_field_name(s->field), STR_ARG(name), STR_ARG(s->normal),
                       STR_ARG(other->normal), STR_ARG(place));
    if (other->at.in == s->at.in)
        diag_label_at(r->report, d, issue_span(other->at.in, other->at.first, other->at.last), "%.*s", STR_ARG(other->normal));
    return d ? ST_OK : ST_NO_MEMORY;
}

static status report_name(reading *r, const project *p)
{
    const place_in *at = &p->named;
    diag *d =
        diag_add(r->report, W_IMPORT_LEFT_OVER, at->in->from, issue_find(at->in, at->first, at->last, p->name),
                 "\"%.*s\" is named in a heading, but has no box, no place in the inventory of projects and no activity", STR_ARG(p->name));
    return d ? ST_OK : ST_NO_MEMORY;
}

/* A parent that is no project itself cannot be linked to. */
static status report_parent(reading *r, const facts *f, const project *p)
{
    size_t parent = names_find_key(&f->project_keys, lead_key(r->scratch, p->parent));
    if (parent != SIZE_MAX && projects_lasts(&f->projects.items[parent]))
        return ST_OK;
    const place_in *at = p->final.in ? &p->final : p->box.in ? &p->box : &p->named;
    if (!at->in)
        return ST_OK;
    diag *d = diag_add(r->report, W_IMPORT_LEFT_OVER, at->in->from, issue_find(at->in, at->first, at->first, p->parent),
                       "\"%.*s\", of which %.*s is a part, is no project of the document", STR_ARG(p->parent), STR_ARG(p->name));
    return d ? ST_OK : ST_NO_MEMORY;
}

status projects_report(reading *r, const facts *f, size_t *contradictions)
{
    for (size_t i = 0; i < f->statements.count; i++) {
        const statement *s = &f->statements.items[i], *other = s->normal.n ? contradicted(f, s) : NULL;
        if (!other)
            continue;
        TRY(report_contradiction(r, f, s, other));
        ++*contradictions;
    }
    for (size_t i = 0; i < f->projects.count; i++) {
        const project *p = &f->projects.items[i];
        if (!projects_lasts(p) && p->named.in)
            TRY(report_name(r, p));
        if (projects_lasts(p) && p->parent.n)
            TRY(report_parent(r, f, p));
    }
    return ST_OK;
}
