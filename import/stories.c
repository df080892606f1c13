/* Stories of the news sections. */
#include "import/stories.h"

#include "import/dates.h"
#include "import/lead.h"
#include "import/mode.h"
#include "import/place.h"
#include "import/projects.h"

#include <string.h>

/* No place line is longer than this. */
enum { LONGEST_PLACE = 160 };

status stories_dateline(reading *r, const md_block *block, spot *where, period *when, str *rest, bool *is_one)
{
    date_found date;
    *is_one = false;
    str text = issue_bare(block->text);
    if (block->kind == MD_OTHER || block->kind == MD_ITEM || !dates_first((str){text.p, text.n < 400 ? text.n : 400}, &date))
        return ST_OK;
    str place = issue_bare((str){text.p, date.begin});
    if (!place.n || place.n > LONGEST_PLACE || !str_ends(place, STR(",")))
        return ST_OK;
    bool known = false;
    TRY(place_line(r, place, where, &known));
    *when = date.when;
    *rest = issue_bare((str){text.p + date.end, text.n - date.end});
    /* Prose may begin with a place and a date, too; a line of its own has nothing behind them. */
    *is_one = issue_capitals(place) || (known && (!rest->n || block->kind == MD_HEADING));
    return ST_OK;
}

typedef struct teller {
    reading *r;
    facts *f;
    issue *in;
    const section *section;
    story *now; /* the story whose text is read; NULL between stories */
    bool wants_headline;
    sbuf text;
} teller;

/* ---- Headlines ---- */

/* "In person | CyberEast+: …": the mode before the bar. */
static status take_mode(teller *t, str *headline)
{
    size_t bar = str_find(*headline, STR("|"));
    if (bar == SIZE_MAX)
        return ST_OK;
    mode_found modes = {0};
    bool all = false;
    TRY(mode_read(t->r, (str){headline->p, bar}, &modes, &all));
    if (!all)
        return ST_OK;
    t->now->modes = modes.modes;
    t->now->spot.global |= modes.global;
    *headline = issue_bare((str){headline->p + bar + 1, headline->n - bar - 1});
    return ST_OK;
}

/* "Octopus and GLACY-e projects: …" or "CyberSEE supports …": who the story is about. */
static status take_lead(teller *t, str headline)
{
    bool found = false;
    size_t colon = str_find(headline, STR(":"));
    if (colon != SIZE_MAX)
        TRY(lead_read_known(t->r, t->f, (str){headline.p, colon}, &t->now->lead, &found));
    return found ? ST_OK : lead_read_beginning(t->r, t->f, headline, &t->now->lead, &found);
}

static status set_headline(teller *t, str words, uint32_t last)
{
    t->wants_headline = false;
    str headline = words;
    TRY(take_mode(t, &headline));
    t->now->headline = issue_unmarked(t->r->a, headline);
    t->now->at.last = last;
    return take_lead(t, t->now->headline);
}

/* ---- Beginning and end ---- */

/* A story that names nobody is its section's project's; among the joint initiatives, of the projects that its text names. */
static status settle_projects(teller *t, story *s)
{
    if (s->lead.projects.count || s->lead.bodies.count)
        return ST_OK;
    if (t->section->kind == SECTION_JOINT)
        return lead_mentions(t->r, t->f, s->text, &s->lead);
    if (t->section->kind != SECTION_PROJECT)
        return ST_OK;
    size_t boxed = projects_boxed(t->r, t->f, t->in, t->section);
    bool added = boxed == SIZE_MAX || list_add_new(&s->lead.projects, t->r->a, t->f->projects.items[boxed].name);
    return added && !t->r->scratch->failed ? ST_OK : ST_NO_MEMORY;
}

static status end_story(teller *t)
{
    story *s = t->now;
    t->now = NULL;
    t->wants_headline = false;
    if (!s)
        return ST_OK;
    s->text = arena_str(t->r->a, str_trim(sbuf_str(&t->text)));
    if (t->text.failed || t->r->a->failed)
        return ST_NO_MEMORY;
    return settle_projects(t, s);
}

static status begin_story(teller *t, const md_block *block, const spot *where, period when, str rest)
{
    TRY(end_story(t));
    story *s = FACT_ADD(t->r, t->f->stories);
    if (!s)
        return ST_NO_MEMORY;
    s->section = t->section->title;
    s->spot = *where;
    s->when = when;
    s->at = (place_in){t->in, block->first, block->last};
    t->now = s;
    t->wants_headline = true;
    sbuf_clear(&t->text);
    issue_mark(t->in, block->first, block->last);
    return rest.n ? set_headline(t, rest, block->last) : ST_OK;
}

/* ---- Text ---- */

static str without_more(str text)
{
    static const char *const ends[] = {"[READ MORE]", "READ MORE", "[Read more]", "Read more"};
    for (size_t i = 0; i < sizeof ends / sizeof *ends; i++)
        if (str_ends(text, str_of(ends[i])))
            return str_trim((str){text.p, text.n - strlen(ends[i])});
    return text;
}

/* What is printed in capitals or in bold from end to end is a box between stories. */
static bool is_box(const md_block *block)
{
    return block->kind == MD_HEADING || block->strong || issue_capitals(block->text);
}

static bool is_footnote(const md_block *block)
{
    return str_starts(block->text, STR("*"));
}

static status read_block(teller *t, const md_block *block)
{
    spot where = {0};
    period when;
    str rest;
    bool begins = false;
    if (block->kind == MD_OTHER || is_footnote(block))
        return ST_OK;
    TRY(stories_dateline(t->r, block, &where, &when, &rest, &begins));
    if (begins)
        return begin_story(t, block, &where, when, rest);
    if (t->now && t->wants_headline && block->kind != MD_ITEM) {
        issue_mark(t->in, block->first, block->last);
        return set_headline(t, issue_bare(block->text), block->last);
    }
    if (is_box(block))
        return end_story(t);
    if (!t->now)
        return ST_OK;
    sbuf_add(&t->text, without_more(block->text));
    sbuf_add(&t->text, STR("\n\n"));
    issue_mark(t->in, block->first, block->last);
    return ST_OK;
}

static bool has_stories(const section *s)
{
    return s->kind == SECTION_TREATY || s->kind == SECTION_JOINT || s->kind == SECTION_PROJECT || s->kind == SECTION_OTHER;
}

status stories_read(reading *r, facts *f, issue *i)
{
    teller t = {.r = r, .f = f, .in = i};
    status done = ST_OK;
    for (size_t s = 0; s < i->section_count && done == ST_OK; s++) {
        if (!has_stories(&i->sections[s]))
            continue;
        t.section = &i->sections[s];
        for (size_t b = t.section->first_block; b < t.section->end_block && done == ST_OK; b++)
            done = read_block(&t, &i->md.blocks[b]);
        if (done == ST_OK)
            done = end_story(&t);
    }
    sbuf_free(&t.text);
    return done == ST_OK && (r->a->failed || r->scratch->failed) ? ST_NO_MEMORY : done;
}
