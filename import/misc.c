/* Highlights, saved dates, steps of accession, platforms. */
#include "import/misc.h"

#include "base/text.h"
#include "import/dates.h"
#include "import/place.h"

#include <string.h>

static bool failed(const reading *r)
{
    return r->a->failed || r->scratch->failed;
}

static str fold(reading *r, str text)
{
    str folded = {0};
    return text_fold_in(r->scratch, text, &folded) == ST_OK ? folded : (str){0};
}

/* ---- Highlights ---- */

static status read_highlights(reading *r, facts *f, issue *i, const section *s)
{
    int64_t position = 0;
    for (size_t b = s->first_block; b < s->end_block; b++) {
        const md_block *block = &i->md.blocks[b];
        if (block->kind != MD_ITEM || !block->text.n)
            continue;
        highlight *h = FACT_ADD(r, f->highlights);
        if (!h)
            return ST_NO_MEMORY;
        *h = (highlight){++position, issue_unmarked(r->a, block->text), {i, block->first, block->last}};
        issue_mark(i, block->first, block->last);
    }
    return ST_OK;
}

/* ---- Saved dates ---- */

static const char *const ordinals[][2] = {{"first", "1st"}, {"second", "2nd"},  {"third", "3rd"},  {"fourth", "4th"}, {"fifth", "5th"},
                                          {"sixth", "6th"}, {"seventh", "7th"}, {"eighth", "8th"}, {"ninth", "9th"},  {"tenth", "10th"}};

/* Words that any two titles share. */
static const char *const small_words[] = {"the", "of", "on", "and", "with", "in", "to", "for", "a", "an", "meeting", "by", "at"};

static bool next_word(str *rest, str *word)
{
    size_t at = 0, end;
    while (at < rest->n && strchr(" ,:;().\"'", rest->p[at]))
        at++;
    for (end = at; end < rest->n && !strchr(" ,:;().\"'", rest->p[end]);)
        end++;
    *word = (str){rest->p + at, end - at};
    *rest = (str){rest->p + end, rest->n - end};
    return word->n > 0;
}

static str usual(str word)
{
    for (size_t i = 0; i < sizeof ordinals / sizeof *ordinals; i++)
        if (str_equal(word, str_of(ordinals[i][0])))
            return str_of(ordinals[i][1]);
    return word;
}

/* How many telling words two folded titles share. */
static size_t shared_words(str a, str b)
{
    size_t shared = 0;
    for (str word; next_word(&a, &word);) {
        bool small = false, found = false;
        for (size_t i = 0; i < sizeof small_words / sizeof *small_words; i++)
            small |= str_equal(word, str_of(small_words[i]));
        str rest = b, other;
        while (!small && !found && next_word(&rest, &other))
            found = str_equal(usual(word), usual(other));
        shared += found;
    }
    return shared;
}

/* The activity that a date is kept free for: on the same days in the same country, with two telling words of the title in common. */
static size_t activity_of(reading *r, const facts *f, const saved_date *d)
{
    size_t best = SIZE_MAX, most = 1;
    str title = fold(r, d->title);
    for (size_t i = 0; i < f->activities.count; i++) {
        const activity *a = &f->activities.items[i];
        const listing *l = &f->listings.items[a->shown];
        if (!l->when.first || cal_compare(l->when, d->when) != 0 || !str_equal(l->spot.country, d->country))
            continue;
        size_t shared = shared_words(title, fold(r, a->title));
        if (shared > most) {
            best = i;
            most = shared;
        }
    }
    return best;
}

status misc_save_date(reading *r, facts *f, str title, period when, str country, place_in at)
{
    saved_date *d = FACT_ADD(r, f->saved_dates);
    if (!d)
        return ST_NO_MEMORY;
    *d = (saved_date){title, when, country, SIZE_MAX, at};
    d->activity = activity_of(r, f, d);
    return ST_OK;
}

/* "13-14 November 2025: 33rd T-CY Plenary Meeting, France" */
static status read_saved_date(reading *r, facts *f, issue *i, const md_block *block)
{
    date_found date;
    size_t colon = str_find(block->text, STR(":"));
    if (colon == SIZE_MAX || !dates_whole((str){block->text.p, colon}, &date) || !date.when.first)
        return ST_OK;
    str title = issue_bare((str){block->text.p + colon + 1, block->text.n - colon - 1});
    spot where = {0};
    TRY(place_at_end(r, title, &where, &title));
    issue_mark(i, block->first, block->last);
    return misc_save_date(r, f, issue_unmarked(r->a, title), date.when, where.country, (place_in){i, block->first, block->last});
}

static status read_saved_dates(reading *r, facts *f, issue *i, const section *s)
{
    for (size_t b = s->first_block; b < s->end_block; b++)
        if (i->md.blocks[b].kind == MD_ITEM || i->md.blocks[b].kind == MD_PARAGRAPH)
            TRY(read_saved_date(r, f, i, &i->md.blocks[b]));
    return ST_OK;
}

/* ---- Steps of accession ---- */

/* Known steps in our own short words, by what their description holds (folded). */
static const struct {
    const char *holds;
    const char *action;
} known_steps[] = {
    {"domestic legislation", "prepare domestic law"},        {"letter", "write to the Secretary General"},
    {"consultation", "the Secretariat asks the Parties"},    {"invited", "the Parties agree and invite the state"},
    {"internal procedures", "complete internal procedures"}, {"deposit", "deposit the instrument of accession"},
};

/* A step nobody knows: its first words. */
static str first_words(str text)
{
    size_t words = 0, at = 0;
    for (; at < text.n && text.p[at] != '('; at++)
        if (text.p[at] == ' ' && ++words == 8)
            break;
    return str_trim((str){text.p, at});
}

static status add_step(reading *r, facts *f, str text, int64_t number, place_in at)
{
    step *s = FACT_ADD(r, f->steps);
    if (!s)
        return ST_NO_MEMORY;
    str folded = fold(r, text);
    s->number = number;
    s->at = at;
    for (size_t i = 0; i < sizeof known_steps / sizeof *known_steps && !s->action.n; i++)
        if (str_find(folded, str_of(known_steps[i].holds)) != SIZE_MAX)
            s->action = str_of(known_steps[i].action);
    if (!s->action.n)
        s->action = arena_str(r->a, first_words(folded));
    return ST_OK;
}

/* Bullets survive the conversion as characters. */
static str without_bullet(str text)
{
    while (text.n && !((text.p[0] | 32) >= 'a' && (text.p[0] | 32) <= 'z') && !(text.p[0] >= '0' && text.p[0] <= '9'))
        text = (str){text.p + 1, text.n - 1};
    return text;
}

static status read_steps(reading *r, facts *f, issue *i)
{
    bool inside = false;
    int64_t number = 0;
    if (f->steps.count) /* the steps are the same in every issue */
        number = -1;
    for (size_t b = 0; b < i->md.count; b++) {
        const md_block *block = &i->md.blocks[b];
        if (block->kind == MD_HEADING) {
            inside = str_find(fold(r, block->text), STR("steps towards accession")) != SIZE_MAX;
            if (inside)
                issue_mark(i, block->first, block->last);
        } else if (inside && block->kind == MD_ITEM) {
            if (number >= 0)
                TRY(add_step(r, f, without_bullet(block->text), ++number, (place_in){i, block->first, block->last}));
            issue_mark(i, block->first, block->last);
        } else if (block->text.n) {
            inside = false;
        }
    }
    return ST_OK;
}

/* ---- Platforms ---- */

status misc_add_platform(reading *r, facts *f, str name, str kind, place_in at)
{
    for (size_t i = 0; i < f->platforms.count; i++)
        if (text_equal_folded(f->platforms.items[i].name, name))
            return ST_OK;
    platform *p = FACT_ADD(r, f->platforms);
    if (!p)
        return ST_NO_MEMORY;
    *p = (platform){issue_unmarked(r->a, name), arena_str(r->a, kind), at};
    return ST_OK;
}

/* "CYBOX - Online platform for …": a name, and what it is. */
static status read_titled_platform(reading *r, facts *f, issue *i, const md_block *block)
{
    size_t dash = str_find(block->text, STR(" - "));
    if (dash == SIZE_MAX)
        dash = str_find(block->text, STR(" – "));
    if (dash == SIZE_MAX)
        return ST_OK;
    str kind = fold(r, (str){block->text.p + dash + 3, block->text.n - dash - 3});
    size_t end = str_find(kind, STR("platform"));
    if (end == SIZE_MAX || end > 40)
        return ST_OK;
    issue_mark(i, block->first, block->last);
    return misc_add_platform(r, f, issue_bare((str){block->text.p, dash}), (str){kind.p, end + 8},
                             (place_in){i, block->first, block->last});
}

/* "Visit our Octopus Platform" */
static str without_invitation(str heading)
{
    static const char *const invitations[] = {"visit ", "discover ", "our ", "the "};
    for (size_t i = 0; i < sizeof invitations / sizeof *invitations; i++) {
        str word = str_of(invitations[i]);
        if (heading.n > word.n && str_equal_nocase((str){heading.p, word.n}, word))
            heading = str_trim((str){heading.p + word.n, heading.n - word.n});
    }
    return heading;
}

static const struct {
    const char *holds;
    const char *kind;
} platform_kinds[] = {{"provide information", "information platform"}, {"training", "training platform"}, {"", "platform"}};

/* A section about a platform: its label in capitals ("ONLINE TRAINING PLATFORM") says the kind, else the words of its text do. */
static status read_platform_section(reading *r, facts *f, issue *i, const section *s)
{
    const md_block *heading = &i->md.blocks[s->first_block - 1];
    str kind = {0};
    bool named = str_find(fold(r, heading->text), STR("platform")) != SIZE_MAX, described = false;
    for (size_t b = s->first_block; b < s->end_block; b++) {
        const md_block *block = &i->md.blocks[b];
        str words = fold(r, block->text);
        described |= str_find(words, STR("platform")) != SIZE_MAX;
        if (issue_capitals(block->text) && str_ends(words, STR("platform")) && words.n < 60) {
            kind = words;
            issue_mark(i, block->first, block->last);
        }
        for (size_t k = 0; !kind.n && (named || described) && k < sizeof platform_kinds / sizeof *platform_kinds; k++)
            if (str_find(words, str_of(platform_kinds[k].holds)) != SIZE_MAX && (k < 2 || b + 1 == s->end_block))
                kind = str_of(platform_kinds[k].kind);
    }
    str name = without_invitation(heading->text);
    bool lone_name = name.n < 40 && str_find(name, STR(" ")) == SIZE_MAX;
    if (!named && !(described && lone_name && issue_capitals(name)))
        return ST_OK;
    issue_mark(i, heading->first, heading->last);
    return misc_add_platform(r, f, name, kind, (place_in){i, heading->first, heading->last});
}

static status read_platforms(reading *r, facts *f, issue *i)
{
    for (size_t s = 0; s < i->section_count; s++)
        if (i->sections[s].kind == SECTION_OTHER)
            TRY(read_platform_section(r, f, i, &i->sections[s]));
    for (size_t b = 0; b < i->md.count; b++)
        if (i->md.blocks[b].strong || i->md.blocks[b].kind == MD_HEADING)
            TRY(read_titled_platform(r, f, i, &i->md.blocks[b]));
    return ST_OK;
}

status misc_read(reading *r, facts *f, issue *i)
{
    for (size_t s = 0; s < i->section_count; s++) {
        const section *in = &i->sections[s];
        if (in->kind == SECTION_HIGHLIGHTS)
            TRY(read_highlights(r, f, i, in));
        if (in->kind == SECTION_SAVED_DATES)
            TRY(read_saved_dates(r, f, i, in));
    }
    TRY(read_steps(r, f, i));
    TRY(read_platforms(r, f, i));
    return failed(r) ? ST_NO_MEMORY : ST_OK;
}
