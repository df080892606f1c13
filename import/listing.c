/* The grammar of a listing, read from its end:
 *
 *     row   = lead TAB title {"," place} ["," mode {"," mode}] "," date ["(TBD)"]
 */
#include "import/listing.h"

#include "import/dates.h"
#include "import/lead.h"
#include "import/mode.h"
#include "import/place.h"

#include <string.h>

static const char *const tentative_marks[] = {"(TBD)", "(TBC)", "(to be determined)", "(to be confirmed)", "(tentative)", "TBD", "TBC"};

static bool ends_nocase(str s, str end)
{
    return s.n >= end.n && str_equal_nocase((str){s.p + s.n - end.n, end.n}, end);
}

static str without_tentative(str words, bool *tentative)
{
    words = str_trim(words);
    for (size_t i = 0; i < sizeof tentative_marks / sizeof *tentative_marks; i++) {
        str mark = str_of(tentative_marks[i]);
        if (!ends_nocase(words, mark))
            continue;
        *tentative = true;
        return str_trim((str){words.p, words.n - mark.n});
    }
    return words;
}

/* Spaces and commas at the end of a piece. Marks of emphasis stay: they say where the mode is. */
static str cut_end(str words)
{
    while (words.n && memchr(" ,;\t\\", words.p[words.n - 1], 5))
        words.n--;
    return words;
}

bool listing_is_whole(str text)
{
    bool tentative = false;
    date_found date;
    str words = cut_end(without_tentative(cut_end(text), &tentative));
    return memchr(words.p ? words.p : "", '\t', words.n) && (dates_at_end(words, 0, &date) || tentative);
}

/* ---- The pieces, from the end ---- */

typedef struct piece_reader {
    reading *r;
    const row *from;
    listing *to;
    str words; /* what is still to be read; marks of emphasis in it */
    bool has_date, has_mode;
} piece_reader;

static diag *report(piece_reader *p, diag_code code, str words, const char *message)
{
    const place_in *at = &p->from->at;
    return diag_add(p->r->report, code, at->in->from, issue_find(at->in, at->first, at->last, words), "%s", message);
}

static int year_of(period listed)
{
    return listed.first ? cal_civil(listed.first).year : 0;
}

static status read_date(piece_reader *p)
{
    date_found date;
    p->words = cut_end(without_tentative(cut_end(p->words), &p->to->tentative));
    if (!dates_at_end(p->words, year_of(p->from->listed), &date))
        return ST_OK;
    p->has_date = true;
    str printed = {p->words.p + date.begin, date.end - date.begin};
    p->to->when = date.when;
    p->to->dates = issue_unmarked(p->r->a, printed);
    p->to->month_only = date.month_only;
    if (!date.when.first && !report(p, W_IMPORT_LEFT_OVER, printed, "these are no dates of the calendar, so the activity has none"))
        return ST_NO_MEMORY;
    if (!date.year_given && !report(p, N_IMPORT_READ, printed, "the date has no year; it is read as that of the month's heading"))
        return ST_NO_MEMORY;
    p->words = cut_end((str){p->words.p, date.begin});
    return ST_OK;
}

/* The emphasised words with which the text ends, if it does; *before is what stands before them. */
static bool last_emphasis(str words, str *inside, str *before)
{
    size_t end = words.n;
    while (end && (words.p[end - 1] == ' ' || words.p[end - 1] == ','))
        end--;
    if (!end || words.p[end - 1] != MD_EMPHASIS_END)
        return false;
    for (size_t at = end - 1; at > 0; at--)
        if (words.p[at - 1] == MD_EMPHASIS_BEGIN) {
            *inside = (str){words.p + at, end - 1 - at};
            *before = (str){words.p, at - 1};
            return true;
        }
    return false;
}

static bool add_modes(piece_reader *p, const mode_found *found)
{
    p->has_mode = true;
    p->to->spot.global |= found->global;
    for (size_t i = 0; i < found->modes.count; i++)
        if (!list_add_new(&p->to->modes, p->r->a, found->modes.items[i]))
            return false;
    return true;
}

/* Markup says where the mode is. What it emphasises there and is no mode is reported, and is not the title's either. */
static status read_emphasised_mode(piece_reader *p, bool *found)
{
    str inside, before;
    mode_found modes = {0};
    *found = last_emphasis(p->words, &inside, &before);
    if (!*found)
        return ST_OK;
    bool all = false;
    TRY(mode_read(p->r, inside, &modes, &all));
    if (all && !add_modes(p, &modes))
        return ST_NO_MEMORY;
    if (!all && str_trim(inside).n) {
        diag *d = report(p, W_IMPORT_LEFT_OVER, inside, "this stands where the mode does, and is none that is known");
        if (!d)
            return ST_NO_MEMORY;
        p->has_mode = true;
    }
    p->words = cut_end(before);
    return ST_OK;
}

/* Without markup the last comma segments are the mode if their words are. */
static status read_plain_mode(piece_reader *p, bool *found)
{
    *found = false;
    for (size_t at = p->words.n; at > 0; at--) {
        if (p->words.p[at - 1] != ',')
            continue;
        mode_found modes = {0};
        TRY(mode_read(p->r, (str){p->words.p + at, p->words.n - at}, &modes, found));
        if (!*found)
            return ST_OK;
        if (!add_modes(p, &modes))
            return ST_NO_MEMORY;
        p->words = cut_end((str){p->words.p, at - 1});
        return ST_OK;
    }
    return ST_OK;
}

static status read_modes(piece_reader *p)
{
    bool found = false;
    TRY(read_emphasised_mode(p, &found));
    for (size_t pieces = 0; pieces < 8; pieces++) {
        TRY(read_plain_mode(p, &found));
        if (!found)
            break;
    }
    return ST_OK;
}

static status read_place(piece_reader *p)
{
    bool global = p->to->spot.global;
    str title = p->words;
    TRY(place_at_end(p->r, cut_end(p->words), &p->to->spot, &title));
    p->words = cut_end(title);
    if (global && !p->to->spot.place.n)
        p->to->spot.place = STR("global");
    p->to->spot.global |= global;
    if (p->to->spot.countries.count > 1 &&
        !report(p, N_IMPORT_READ, p->to->spot.place, "the place names several countries; an activity has one"))
        return ST_NO_MEMORY;
    return ST_OK;
}

/* ---- The row ---- */

/* The first tab divides; more of them are white space. */
static bool divide(const row *from, str *lead, str *rest)
{
    const char *tab = from->text.n ? memchr(from->text.p, '\t', from->text.n) : NULL;
    if (!tab)
        return false;
    *lead = str_trim((str){from->text.p, (size_t)(tab - from->text.p)});
    *rest = str_trim((str){tab + 1, (size_t)(from->text.p + from->text.n - tab - 1)});
    return lead->n && rest->n;
}

static status read_pieces(piece_reader *p)
{
    TRY(read_date(p));
    TRY(read_modes(p));
    return read_place(p);
}

status listing_read(reading *r, facts *f, const row *from, bool *understood)
{
    str lead_words, rest;
    *understood = false;
    if (!divide(from, &lead_words, &rest))
        return ST_OK;
    listing found = {.coming = from->coming, .listed = from->listed, .at = from->at};
    piece_reader p = {.r = r, .from = from, .to = &found, .words = md_inline(r->scratch, rest, true)};
    TRY(read_pieces(&p));
    found.title = issue_unmarked(r->a, p.words);
    *understood = found.title.n && (p.has_date || found.tentative);
    if (!*understood)
        return r->a->failed || r->scratch->failed ? ST_NO_MEMORY : ST_OK;
    if (!p.has_mode && !report(&p, N_IMPORT_READ, found.title, "the row says no mode"))
        return ST_NO_MEMORY;
    TRY(lead_read(r, f, md_inline(r->scratch, lead_words, false), &found.lead));
    listing *l = FACT_ADD(r, f->listings);
    if (!l || r->a->failed || r->scratch->failed)
        return ST_NO_MEMORY;
    *l = found;
    return ST_OK;
}
