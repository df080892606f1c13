/* Treaties, treaty events and figures from the section on the convention. */
#include "import/treaties.h"

#include "import/dates.h"
#include "import/place.h"

#include <string.h>

/* ---- Small readers ---- */

static size_t find_nocase(str text, str word)
{
    for (size_t at = 0; at + word.n <= text.n; at++)
        if (str_equal_nocase((str){text.p + at, word.n}, word))
            return at;
    return SIZE_MAX;
}

static str from(str text, size_t at)
{
    return at >= text.n ? (str){text.p + text.n, 0} : (str){text.p + at, text.n - at};
}

/* Whole numbers, `1,234` too; false if the text does not begin with one. */
static bool number_at_start(str text, int64_t *out)
{
    int64_t value = 0;
    size_t at = 0;
    for (; at < text.n && value < 1000000000000; at++) {
        bool group = text.p[at] == ',' && at + 1 < text.n && text.p[at + 1] >= '0' && text.p[at + 1] <= '9';
        if (text.p[at] >= '0' && text.p[at] <= '9')
            value = value * 10 + (text.p[at] - '0');
        else if (!group)
            break;
    }
    *out = value;
    return at > 0;
}

/* The first ordinal, `81st`; 0 if there is none. */
static int64_t ordinal_in(str text)
{
    for (size_t at = 0; at < text.n; at++) {
        int64_t value = 0;
        if (text.p[at] < '0' || text.p[at] > '9' || !number_at_start(from(text, at), &value))
            continue;
        while (at < text.n && text.p[at] >= '0' && text.p[at] <= '9')
            at++;
        str end = {text.p + at, text.n - at < 2 ? text.n - at : 2};
        if (str_equal(end, STR("st")) || str_equal(end, STR("nd")) || str_equal(end, STR("rd")) || str_equal(end, STR("th")))
            return value;
    }
    return 0;
}

static str without_article(str name)
{
    name = issue_bare(name);
    return name.n > 4 && str_equal_nocase((str){name.p, 4}, STR("the ")) ? str_trim(from(name, 4)) : name;
}

/* ---- Treaties ---- */

/* The treaty of that name, made if new. A short form ("Second Additional Protocol") is the treaty whose name begins with it. */
static treaty *treaty_named(reading *r, facts *f, str name, place_in at)
{
    name = without_article(name);
    for (size_t i = 0; i < f->treaties.count; i++) {
        treaty *t = &f->treaties.items[i];
        if (str_equal_nocase(t->name, name) || (name.n > 8 && str_starts(t->name, name)))
            return t;
        if (t->name.n > 8 && str_starts(name, t->name)) {
            t->name = issue_unmarked(r->a, name);
            return t;
        }
    }
    treaty *t = name.n ? FACT_ADD(r, f->treaties) : NULL;
    if (t) {
        t->name = issue_unmarked(r->a, name);
        t->at = at;
    }
    return t;
}

static treaty_event *add_event(reading *r, facts *f, event_kind kind, const treaty *t, place_in at)
{
    treaty_event *e = FACT_ADD(r, f->treaty_events);
    if (e) {
        e->kind = kind;
        e->treaty = t->name;
        e->at = at;
    }
    return e;
}

static status open_treaty(reading *r, facts *f, str name, day opened, place_in at)
{
    treaty *t = treaty_named(r, f, name, at);
    if (!t)
        return r->a->failed ? ST_NO_MEMORY : ST_OK;
    if (t->opened)
        return ST_OK;
    t->opened = opened;
    treaty_event *e = add_event(r, f, EVENT_OPENING, t, at);
    if (!e)
        return ST_NO_MEMORY;
    e->date = opened;
    return ST_OK;
}

/* ---- Labelled lines ---- */

/* "Parties as of 30 September 2025: 81" */
static status read_figure(reading *r, facts *f, issue *i, const md_block *block, bool *is_one)
{
    size_t as_of = find_nocase(block->text, STR(" as of "));
    size_t colon = as_of == SIZE_MAX ? SIZE_MAX : str_find(from(block->text, as_of), STR(":"));
    date_found date;
    int64_t value = 0;
    *is_one = false;
    if (colon == SIZE_MAX || !dates_whole((str){block->text.p + as_of + 7, colon - 7}, &date) || !date.when.first ||
        !number_at_start(str_trim(from(block->text, as_of + colon + 1)), &value))
        return ST_OK;
    *is_one = true;
    figure *made = FACT_ADD(r, f->figures);
    if (!made)
        return ST_NO_MEMORY;
    *made = (figure){issue_unmarked(r->a, (str){block->text.p, as_of}), value, date.when.last, {i, block->first, block->last}};
    issue_mark(i, block->first, block->last);
    return ST_OK;
}

/* "Opened for signature: 23 November 2001", below the heading that names the treaty */
static status read_opening(reading *r, facts *f, issue *i, const md_block *block, str heading, uint32_t heading_line)
{
    static const char label[] = "Opened for signature:";
    size_t at = find_nocase(block->text, str_of(label));
    date_found date;
    if (at != 0 || !dates_whole(from(block->text, sizeof label - 1), &date) || !date.when.first || !heading.n)
        return ST_OK;
    issue_mark(i, block->first, block->last);
    issue_mark(i, heading_line, heading_line);
    return open_treaty(r, f, heading, date.when.first, (place_in){i, block->first, block->last});
}

static status read_labels(reading *r, facts *f, issue *i, const section *s)
{
    str heading = {0};
    uint32_t heading_line = 0;
    for (size_t b = s->first_block; b < s->end_block; b++) {
        const md_block *block = &i->md.blocks[b];
        bool is_figure = false;
        if (block->kind == MD_HEADING) {
            heading = block->text;
            heading_line = block->first;
            continue;
        }
        TRY(read_figure(r, f, i, block, &is_figure));
        if (is_figure)
            issue_mark(i, heading_line ? heading_line : block->first, heading_line ? heading_line : block->first);
        else
            TRY(read_opening(r, f, i, block, heading, heading_line));
    }
    return ST_OK;
}

/* ---- Events: headlines ---- */

/* What a headline says, between the states and the treaty. The first that occurs is taken. */
static const struct {
    const char *phrase;
    event_kind kind;
} phrases[] = {
    {" invited to accede to ", EVENT_INVITATION},
    {" state to sign ", EVENT_SIGNATURE},
    {" party to ", EVENT_ACCESSION},
    {" state party to ", EVENT_ACCESSION},
    {" accedes to ", EVENT_ACCESSION},
    {" acceded to ", EVENT_ACCESSION},
    {" accede to ", EVENT_ACCESSION},
    {" ratifies ", EVENT_ACCESSION},
    {" joins ", EVENT_ACCESSION},
    {" signs ", EVENT_SIGNATURE},
    {" signed ", EVENT_SIGNATURE},
    {" sign ", EVENT_SIGNATURE},
};

/* "The Convention will enter into force for New Zealand on 1 December 2025." */
static void read_force(treaty_event *e, str text)
{
    date_found date;
    size_t at = find_nocase(text, STR("enter into force for "));
    str sentence = at == SIZE_MAX ? (str){0} : from(text, at);
    size_t stop = str_find(sentence, STR(". "));
    if (stop != SIZE_MAX)
        sentence.n = stop;
    if (str_find(sentence, e->state) == SIZE_MAX || !dates_first(sentence, &date))
        return;
    e->effect = STR("entry into force");
    e->effect_date = date.when.first;
}

/* "This invitation is valid for five years from its adoption." */
static void read_validity(reading *r, treaty_event *e, str text)
{
    size_t at = find_nocase(text, STR("valid for "));
    str rest = at == SIZE_MAX ? (str){0} : from(text, at);
    size_t length = 10;
    for (size_t words = 0; length < rest.n && words < 2; length++)
        if (rest.p[length] == ' ' || rest.p[length] == '.' || rest.p[length] == ',') {
            if (++words == 2 || rest.p[length] != ' ')
                break;
        }
    if (rest.n)
        e->effect = arena_str(r->a, (str){rest.p, length < rest.n ? length : rest.n});
}

static status add_state(reading *r, facts *f, const story *s, event_kind kind, const treaty *t, str state, int64_t rank)
{
    treaty_event *e = add_event(r, f, kind, t, s->at);
    if (!e)
        return ST_NO_MEMORY;
    e->state = state;
    e->date = s->when.first;
    e->rank = rank;
    if (kind == EVENT_INVITATION)
        read_validity(r, e, s->text);
    else
        read_force(e, s->text);
    return ST_OK;
}

/* The states stand before the verb: "Antigua and Barbuda and Malaysia have been". */
static status states_of(reading *r, str before, str_list *states)
{
    bool all = false;
    static const char *const verbs[] = {" becomes ", " become ", " became ", " have ", " has ", " is ", " are "};
    for (size_t v = 0; v < sizeof verbs / sizeof *verbs; v++) {
        size_t at = find_nocase(before, str_of(verbs[v]));
        if (at != SIZE_MAX)
            before.n = at;
    }
    return place_countries(r, before, states, &all);
}

static status read_event(reading *r, facts *f, const story *s)
{
    for (size_t p = 0; p < sizeof phrases / sizeof *phrases; p++) {
        str_list states = {0};
        str phrase = str_of(phrases[p].phrase);
        size_t at = find_nocase(s->headline, phrase);
        if (at == SIZE_MAX)
            continue;
        str before = {s->headline.p, at};
        TRY(states_of(r, before, &states));
        if (!states.count)
            continue;
        const treaty *t = treaty_named(r, f, from(s->headline, at + phrase.n), s->at);
        if (!t)
            return r->a->failed ? ST_NO_MEMORY : ST_OK;
        for (size_t i = 0; i < states.count; i++)
            TRY(add_state(r, f, s, phrases[p].kind, t, states.items[i], states.count == 1 ? ordinal_in(before) : 0));
        return ST_OK;
    }
    return ST_OK;
}

/* ---- Prose ---- */

/* The line of a story's text that has the words; the story's own where they are broken over lines. */
static place_in line_with(const story *s, str words)
{
    const source *from = s->at.in->from;
    for (uint32_t line = s->at.first; line <= from->line_count; line++)
        if (str_find(source_line(from, line), words) != SIZE_MAX)
            return (place_in){s->at.in, line, line};
    return s->at;
}

/* "The Second Additional Protocol was opened for signature on 12 May 2022" */
static status read_opened(reading *r, facts *f, const story *s)
{
    static const char phrase[] = " was opened for signature on ";
    size_t at = str_find(s->text, str_of(phrase));
    date_found date;
    if (at == SIZE_MAX || !dates_first(from(s->text, at), &date))
        return ST_OK;
    size_t begin = at;
    while (begin && s->text.p[begin - 1] != '.' && s->text.p[begin - 1] != '\n')
        begin--;
    return open_treaty(r, f, (str){s->text.p + begin, at - begin}, date.when.first, line_with(s, str_of(phrase)));
}

/* "the Convention on Cybercrime (ETS 185)" */
static status read_number(reading *r, facts *f, const story *s)
{
    static const char *const series[] = {" (ETS ", " (CETS "};
    for (size_t k = 0; k < sizeof series / sizeof *series; k++) {
        size_t at = str_find(s->text, str_of(series[k])), end = at == SIZE_MAX ? at : str_find(from(s->text, at), STR(")"));
        if (end == SIZE_MAX || end > 20)
            continue;
        for (size_t i = 0; i < f->treaties.count; i++) {
            treaty *t = &f->treaties.items[i];
            if (!t->number.n && str_ends((str){s->text.p, at}, t->name))
                t->number = arena_str(r->a, (str){s->text.p + at + 2, end - 2});
        }
    }
    return r->a->failed ? ST_NO_MEMORY : ST_OK;
}

static bool is_within(const story *s, const issue *i, const section *in)
{
    return s->at.in == i && s->at.first >= in->first && s->at.first <= in->last;
}

static status read_stories(reading *r, facts *f, issue *i, const section *s, status (*read)(reading *, facts *, const story *))
{
    for (size_t k = 0; k < f->stories.count; k++)
        if (is_within(&f->stories.items[k], i, s))
            TRY(read(r, f, &f->stories.items[k]));
    return ST_OK;
}

status treaties_read(reading *r, facts *f, issue *i)
{
    for (size_t s = 0; s < i->section_count; s++) {
        const section *in = &i->sections[s];
        if (in->kind != SECTION_TREATY)
            continue;
        TRY(read_labels(r, f, i, in));
        /* Headlines first: they have the treaties' whole names. */
        TRY(read_stories(r, f, i, in, read_event));
        TRY(read_stories(r, f, i, in, read_opened));
        TRY(read_stories(r, f, i, in, read_number));
    }
    return r->a->failed || r->scratch->failed ? ST_NO_MEMORY : ST_OK;
}
