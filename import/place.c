/* Places: matching comma segments against the reference. */
#include "import/place.h"

#include "base/text.h"

#include <string.h>

static const place_entry *known_place(reading *r, str words)
{
    str name = issue_bare(words);
    const place_entry *p = reference_place(r->reference, r->scratch, name);
    if (!p && name.n > 4 && str_equal_nocase((str){name.p, 4}, STR("the ")))
        p = reference_place(r->reference, r->scratch, (str){name.p + 4, name.n - 4});
    return p;
}

static str without_article(str words)
{
    return words.n > 4 && str_equal_nocase((str){words.p, 4}, STR("and ")) ? (str){words.p + 4, words.n - 4} : words;
}

/* The last comma segment of `words`; *before is what stands before its comma. */
static str last_segment(str words, str *before)
{
    for (size_t at = words.n; at > 0; at--)
        if (words.p[at - 1] == ',') {
            *before = str_trim((str){words.p, at - 1});
            return str_trim((str){words.p + at, words.n - at});
        }
    *before = (str){words.p, 0};
    return str_trim(words);
}

/* ---- Listings ---- */

/* Whether the segment ends in `: Place`, so that it opens a list: "Regional Meeting HUBs Latam: Chile". */
static bool opens_list(reading *r, str segment)
{
    for (size_t at = segment.n; at > 0; at--)
        if (segment.p[at - 1] == ':')
            return known_place(r, (str){segment.p + at, segment.n - at}) != NULL;
    return false;
}

/* The segments before a place that are places, too, might be a list of the title's. */
static bool stands_in_list(reading *r, str before)
{
    while (before.n) {
        str earlier, segment = last_segment(before, &earlier);
        if (opens_list(r, segment))
            return true;
        if (!known_place(r, without_article(segment)))
            return false;
        before = earlier;
    }
    return false;
}

static bool set_spot(reading *r, const place_entry *p, spot *out)
{
    switch (p->kind) {
    case PLACE_COUNTRY:
        out->country = p->name;
        break;
    case PLACE_CITY:
        out->city = p->name;
        out->country = p->country;
        break;
    case PLACE_REGION:
        out->region = p->name;
        break;
    case PLACE_GLOBAL:
        out->global = true;
        break;
    }
    return (!out->city.n || list_add_new(&out->cities, r->a, out->city)) &&
           (!out->country.n || list_add_new(&out->countries, r->a, out->country));
}

/* `Chile and Peru`: several countries, so none of them is the country. */
static status several_countries(reading *r, str segment, spot *out, bool *found)
{
    bool all = false;
    str_list countries = {0};
    TRY(place_countries(r, segment, &countries, &all));
    *found = all && countries.count > 1;
    if (*found)
        out->countries = countries;
    return ST_OK;
}

status place_at_end(reading *r, str words, spot *out, str *rest)
{
    str before, segment = last_segment(words, &before);
    const place_entry *p = known_place(r, segment);
    bool several = false;
    *rest = words;
    *out = (spot){0};
    if (!before.n || stands_in_list(r, before) || opens_list(r, segment))
        return ST_OK;
    if (!p)
        TRY(several_countries(r, segment, out, &several));
    if (!p && !several)
        return ST_OK;
    if (p && !set_spot(r, p, out))
        return ST_NO_MEMORY;
    str place = segment, title = before, earlier;
    const place_entry *city = known_place(r, last_segment(before, &earlier));
    if (p && p->kind == PLACE_COUNTRY && city && city->kind == PLACE_CITY && str_equal(city->country, p->name) && earlier.n) {
        place = last_segment(before, &earlier);
        place.n = (size_t)(segment.p + segment.n - place.p);
        title = earlier;
        if (!set_spot(r, city, out))
            return ST_NO_MEMORY;
    }
    out->place = issue_unmarked(r->a, place);
    *rest = title;
    return r->a->failed || r->scratch->failed ? ST_NO_MEMORY : ST_OK;
}

status place_alone(reading *r, str words, spot *out)
{
    str listed = arena_printf(r->scratch, "-, %.*s", STR_ARG(words)), rest;
    TRY(listed.n ? place_at_end(r, listed, out, &rest) : ST_NO_MEMORY);
    out->place = words;
    return ST_OK;
}

/* ---- Stories ---- */

/* `VRDNIK` is Vrdnik: capitals are how such a line is printed, not the name. */
static str city_name(arena *a, str words)
{
    str name = issue_unmarked(a, words);
    if (!issue_capitals(name))
        return name;
    char *p = (char *)name.p;
    for (size_t i = 1; i < name.n; i++)
        if (p[i - 1] != ' ' && p[i - 1] != '-' && p[i] >= 'A' && p[i] <= 'Z')
            p[i] = (char)(p[i] - 'A' + 'a');
    return name;
}

static bool add_city(reading *r, str words, spot *out, bool *known)
{
    const place_entry *p = known_place(r, words);
    *known |= p != NULL;
    if (p && p->kind != PLACE_CITY)
        return set_spot(r, p, out);
    str city = p ? p->name : city_name(r->a, words);
    if (!out->city.n)
        out->city = city;
    return list_add_new(&out->cities, r->a, city) && (!p || list_add_new(&out->countries, r->a, p->country));
}

/* One segment before the country: one city or several. */
static bool add_cities(reading *r, str words, spot *out, bool *known)
{
    for (size_t cities = 0; words.n && cities < 16; cities++) {
        size_t at = SIZE_MAX, length = 0;
        static const char *const dividers[] = {" AND ", " and ", " & ", "/"};
        for (size_t i = 0; i < sizeof dividers / sizeof *dividers; i++) {
            size_t here = known_place(r, words) ? SIZE_MAX : str_find(words, str_of(dividers[i]));
            if (here < at) {
                at = here;
                length = strlen(dividers[i]);
            }
        }
        if (!add_city(r, (str){words.p, at == SIZE_MAX ? words.n : at}, out, known))
            return false;
        words = at == SIZE_MAX ? (str){0} : (str){words.p + at + length, words.n - at - length};
    }
    return true;
}

status place_line(reading *r, str words, spot *out, bool *known)
{
    *out = (spot){0};
    *known = false;
    words = issue_bare(words);
    while (str_ends(words, STR(",")))
        words = str_trim((str){words.p, words.n - 1});
    out->place = issue_unmarked(r->a, words);
    str before = words, segment = last_segment(words, &before);
    const place_entry *p = known_place(r, segment);
    if (p) {
        *known = true;
        if (!set_spot(r, p, out))
            return ST_NO_MEMORY;
    } else if (!add_cities(r, segment, out, known)) {
        return ST_NO_MEMORY;
    }
    for (size_t segments = 0; before.n && segments < 16; segments++) {
        segment = last_segment(before, &before);
        if (segment.n && !add_cities(r, segment, out, known))
            return ST_NO_MEMORY;
    }
    return r->a->failed || r->scratch->failed ? ST_NO_MEMORY : ST_OK;
}

/* ---- Lists ---- */

static bool is_gap(char c)
{
    return c == ' ' || c == ',' || c == ';' || c == '*';
}

/* The end of the longest country name that begins at `at`; `at` itself if there is none. */
static size_t longest_country(reading *r, str words, size_t at, const place_entry **out)
{
    size_t best = at;
    for (size_t end = at + 1; end <= words.n && end - at <= 60; end++) {
        if (end < words.n && !is_gap(words.p[end]) && words.p[end] != '.')
            continue;
        const place_entry *p = known_place(r, (str){words.p + at, end - at});
        if (p && p->kind == PLACE_COUNTRY) {
            best = end;
            *out = p;
        }
        if (end < words.n && (words.p[end] == ',' || words.p[end] == ';'))
            break;
    }
    return best;
}

static size_t skip_joint(str words, size_t at)
{
    for (;;) {
        str rest = {words.p + at, words.n - at};
        if (rest.n && (is_gap(rest.p[0]) || rest.p[0] == '.'))
            at++;
        else if (str_starts(rest, STR("and ")))
            at += 4;
        else if (str_starts(rest, STR("& ")))
            at += 2;
        else
            return at;
    }
}

status place_countries(reading *r, str words, str_list *out, bool *all)
{
    size_t at = words.n ? skip_joint(words, 0) : 0;
    *all = at < words.n;
    while (at < words.n) {
        const place_entry *p = NULL;
        size_t end = longest_country(r, words, at, &p);
        if (end == at) {
            *all = false;
            return r->scratch->failed ? ST_NO_MEMORY : ST_OK;
        }
        if (!list_add_new(out, r->a, p->name))
            return ST_NO_MEMORY;
        at = skip_joint(words, end);
    }
    return r->scratch->failed ? ST_NO_MEMORY : ST_OK;
}

/* A name that a sentence is about comes early. */
enum { FIRST_WORDS = 2000 };

str place_first_country(reading *r, str sentence)
{
    for (size_t at = 0; at < sentence.n && at < FIRST_WORDS; at++) {
        const place_entry *p = NULL;
        bool begins = sentence.p[at] >= 'A' && (at == 0 || sentence.p[at - 1] == ' ');
        if (begins && longest_country(r, sentence, at, &p) > at)
            return p->name;
    }
    return (str){0};
}
