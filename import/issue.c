/* Opens a document: sections, identity, lines. */
#include "import/issue.h"

#include "base/text.h"
#include "import/dates.h"

#include <string.h>

/* Headings that begin a section, by how they begin (folded). The first that fits is taken. */
static const struct {
    const char *begins;
    const char *holds; /* and what must stand further on; "" anything */
    section_kind kind;
} headings[] = {
    {"highlights", "", SECTION_HIGHLIGHTS},
    {"save the date", "", SECTION_SAVED_DATES},
    {"inventory of", "project", SECTION_PROJECTS},
    {"inventory of", "", SECTION_INVENTORY},
    {"inventory", "", SECTION_INVENTORY},
    {"coming next", "", SECTION_COMING},
    {"coming up", "", SECTION_COMING},
    {"upcoming activities", "", SECTION_COMING},
    {"update:", "joint project", SECTION_JOINT},
    {"update:", "convention", SECTION_TREATY},
    {"update:", "", SECTION_PROJECT},
};

/* "Second Protocol to the Budapest Convention (CyberSPEX)" is a project's: what it is called stands in brackets. A body's name may stand there,
 * too: "Cybercrime Convention Committee (T-CY)". */
static bool names_project(reading *r, str title)
{
    str t = str_trim(title);
    size_t open = t.n;
    while (open && t.p[open - 1] != '(')
        open--;
    if (!open || !str_ends(t, STR(")")))
        return false;
    const organisation_entry *o = reference_organisation(r->reference, r->scratch, (str){t.p + open, t.n - open - 1});
    return !o || !o->body;
}

/* Headings of months, stories and boxes stand on levels of their own making, so only these words, and level 1 and 2, divide a document. */
static bool section_of(reading *r, const md_block *heading, section_kind *kind)
{
    str folded = {0};
    if (text_fold_in(r->scratch, heading->text, &folded) != ST_OK)
        return false;
    for (size_t i = 0; i < sizeof headings / sizeof *headings; i++) {
        if (!str_starts(folded, str_of(headings[i].begins)) || str_find(folded, str_of(headings[i].holds)) == SIZE_MAX)
            continue;
        *kind = headings[i].kind;
        if (*kind == SECTION_TREATY && names_project(r, heading->text))
            *kind = SECTION_PROJECT;
        return true;
    }
    date_found date;
    *kind = SECTION_OTHER;
    return heading->level <= 2 && !dates_at_end(heading->text, 0, &date);
}

static str without_update(str title)
{
    size_t colon = str_find(title, STR(":"));
    bool update = colon == 6 && str_equal_nocase((str){title.p, 6}, STR("update"));
    return update ? str_trim((str){title.p + 7, title.n - 7}) : title;
}

static status find_sections(reading *r, issue *i)
{
    section *sections = NULL;
    size_t count = 0, capacity = 0;
    uint32_t lines = (uint32_t)i->from->line_count;
    for (size_t b = 0; b < i->md.count; b++) {
        const md_block *block = &i->md.blocks[b];
        section_kind kind = SECTION_OTHER;
        if (block->kind != MD_HEADING || !section_of(r, block, &kind))
            continue;
        if (count) {
            sections[count - 1].end_block = b;
            sections[count - 1].last = block->first - 1;
        }
        section *s = arena_push(r->a, (void **)&sections, &count, &capacity, sizeof *s);
        if (!s)
            return ST_NO_MEMORY;
        *s = (section){kind, without_update(block->text), b + 1, i->md.count, block->last + 1, lines};
    }
    i->sections = sections;
    i->section_count = count;
    return r->scratch->failed ? ST_NO_MEMORY : ST_OK;
}

/* ---- Identity ---- */

static const md_block *title_block(const issue *i)
{
    const md_block *first = NULL;
    for (size_t b = 0; b < i->md.count; b++) {
        const md_block *block = &i->md.blocks[b];
        if (block->kind != MD_HEADING)
            continue;
        if (block->level == 1)
            return block;
        first = first ? first : block;
    }
    return first;
}

/* The period stands alone under the title; else in the headings of the highlights or of the inventory. */
static period stated_period(const issue *i)
{
    date_found date;
    for (size_t b = 0; b < i->md.count && b < 8; b++)
        if (i->md.blocks[b].kind != MD_ITEM && dates_whole(i->md.blocks[b].text, &date) && date.month_only)
            return date.when;
    for (size_t s = 0; s < i->section_count; s++) {
        section_kind kind = i->sections[s].kind;
        if ((kind == SECTION_HIGHLIGHTS || kind == SECTION_INVENTORY) && dates_first(i->sections[s].title, &date))
            return date.when;
    }
    return (period){0, 0};
}

static str file_of(str path)
{
    for (size_t n = path.n; n > 0; n--)
        if (path.p[n - 1] == '/' || path.p[n - 1] == '\\')
            return (str){path.p + n, path.n - n};
    return path;
}

static str stem_of(str file)
{
    for (size_t n = file.n; n > 1; n--)
        if (file.p[n - 1] == '.')
            return (str){file.p, n - 1};
    return file;
}

static status identify(reading *r, issue *i)
{
    const md_block *title = title_block(i);
    i->title = title ? title->text : (str){0};
    i->file = file_of(i->from->name);
    i->period = stated_period(i);
    if (!i->period.first) {
        i->id = stem_of(i->file);
        return ST_OK;
    }
    sbuf id = {0};
    cal_print(&id, i->period);
    i->id = arena_str(r->a, sbuf_str(&id));
    bool failed = id.failed || r->a->failed;
    sbuf_free(&id);
    return failed ? ST_NO_MEMORY : ST_OK;
}

/* The title and the period are in `documents`; headings that divide say what stands below them. */
static void mark_structure(issue *i)
{
    date_found date;
    const md_block *title = title_block(i);
    for (size_t b = 0; b < i->md.count; b++) {
        const md_block *block = &i->md.blocks[b];
        if (block == title || (b < 8 && dates_whole(block->text, &date) && date.month_only))
            issue_mark(i, block->first, block->last);
    }
    for (size_t s = 0; s < i->section_count; s++)
        if (i->sections[s].kind != SECTION_OTHER) {
            const md_block *heading = &i->md.blocks[i->sections[s].first_block - 1];
            issue_mark(i, heading->first, heading->last);
        }
}

status issue_open(reading *r, const source *from, issue **out)
{
    issue *i = ARENA_NEW(r->a, issue);
    if (!i)
        return ST_NO_MEMORY;
    i->from = from;
    i->read = ARENA_ARRAY(r->a, from->line_count + 1, uint8_t);
    if (!i->read)
        return ST_NO_MEMORY;
    TRY(md_read(r->a, r->scratch, from, &i->md));
    TRY(find_sections(r, i));
    TRY(identify(r, i));
    mark_structure(i);
    *out = i;
    return ST_OK;
}

/* ---- Lines ---- */

void issue_mark(issue *i, uint32_t first, uint32_t last)
{
    for (uint32_t line = first; line <= last && line <= i->from->line_count; line++)
        i->read[line] = 1;
}

str issue_source(reading *r, const issue *i, uint32_t line)
{
    return arena_printf(r->a, "%.*s:%u", STR_ARG(i->id), (unsigned)line);
}

span issue_span(const issue *i, uint32_t first, uint32_t last)
{
    str one = str_trim(source_line(i->from, first)), other = str_trim(source_line(i->from, last));
    if (!one.n)
        one.p = i->from->text.p + i->from->line_begin[first ? first - 1 : 0];
    if (!other.n)
        other = one;
    return (span){(uint32_t)(one.p - i->from->text.p), (uint32_t)(other.p + other.n - i->from->text.p)};
}

span issue_find(const issue *i, uint32_t first, uint32_t last, str words)
{
    span whole = issue_span(i, first, last);
    size_t at = words.n ? str_find(source_slice(i->from, whole), words) : SIZE_MAX;
    if (at == SIZE_MAX)
        return first == last ? whole : issue_span(i, first, first);
    return (span){whole.begin + (uint32_t)at, whole.begin + (uint32_t)(at + words.n)};
}

str issue_line(arena *a, const issue *i, uint32_t line)
{
    str raw = str_trim(source_line(i->from, line));
    while (raw.n && raw.p[0] == '#')
        raw = (str){raw.p + 1, raw.n - 1};
    return md_inline(a, raw, false);
}

static bool is_blank(const issue *i, uint32_t line)
{
    return str_trim(source_line(i->from, line)).n == 0;
}

/* Lines that follow each other, blank ones between them aside, are one place. */
static uint32_t end_of_place(const issue *i, uint32_t first)
{
    uint32_t last = first;
    for (uint32_t line = first + 1; line <= i->from->line_count && !i->read[line]; line++)
        if (!is_blank(i, line))
            last = line;
    return last;
}

status issue_left_over(reading *r, const issue *i, size_t *count)
{
    for (uint32_t line = 1; line <= i->from->line_count; line++) {
        if (i->read[line] || is_blank(i, line))
            continue;
        uint32_t last = end_of_place(i, line);
        span where = issue_span(i, line, line);
        diag *d = last == line ? diag_add(r->report, W_IMPORT_LEFT_OVER, i->from, where, "line %u was not read", (unsigned)line)
                               : diag_add(r->report, W_IMPORT_LEFT_OVER, i->from, where, "lines %u to %u were not read", (unsigned)line,
                                          (unsigned)last);
        if (!d)
            return ST_NO_MEMORY;
        ++*count;
        line = last;
    }
    return ST_OK;
}

/* ---- Words ---- */

static bool is_mark(char c)
{
    return c == '*' || c == '\\' || c == ' ' || c == '\t';
}

str issue_bare(str words)
{
    while (words.n && is_mark(words.p[0]))
        words = (str){words.p + 1, words.n - 1};
    while (words.n && is_mark(words.p[words.n - 1]))
        words.n--;
    return str_trim(words);
}

str issue_unmarked(arena *a, str words)
{
    str out = arena_str(a, words);
    char *p = (char *)out.p;
    size_t n = 0;
    for (size_t i = 0; i < out.n; i++)
        if (p[i] != '*' && (unsigned char)p[i] > MD_EMPHASIS_END)
            p[n++] = p[i];
    return str_trim((str){p, n});
}

bool issue_capitals(str words)
{
    size_t capitals = 0;
    for (size_t i = 0; i < words.n; i++) {
        if (words.p[i] >= 'a' && words.p[i] <= 'z')
            return false;
        capitals += words.p[i] >= 'A' && words.p[i] <= 'Z';
    }
    return capitals >= 3;
}
