/* Figures of projects: labels, and normal forms by which two statements are compared. */
#include "import/stated.h"

#include "base/text.h"
#include "import/budget.h"
#include "import/dates.h"
#include "import/place.h"
#include "import/projects.h"

#include <stdlib.h>
#include <string.h>

static const struct {
    const char *label;
    stated_field field;
} labels[] = {
    {"Duration", STATED_when},
    {"Budget", STATED_budget},
    {"Funding", STATED_funding},
    {"Funded by", STATED_funding},
    {"Donors", STATED_funding},
    {"Participating countries/regions", STATED_country},
    {"Participating countries", STATED_country},
    {"Project area", STATED_country},
    {"Countries", STATED_country},
    {"Geographical scope", STATED_scope},
    {"Scope", STATED_scope},
    {"Implementation", STATED_implemented_by},
    {"Implemented by", STATED_implemented_by},
};

const char *stated_field_name(stated_field field)
{
    static const char *const names[] = {
#define FIELD(name) #name,
        STATED_FIELDS(FIELD)
#undef FIELD
    };
    return names[field];
}

bool stated_field_named(str name, stated_field *out)
{
    for (size_t k = 0; k < STATED_COUNT; k++)
        if (str_equal(name, str_of(stated_field_name((stated_field)k)))) {
            *out = (stated_field)k;
            return true;
        }
    return false;
}

bool stated_label(str line, stated_field *field, str *value)
{
    line = issue_bare(line);
    size_t colon = str_find(line, STR(":"));
    if (colon == SIZE_MAX)
        return false;
    str label = issue_bare((str){line.p, colon});
    for (size_t i = 0; i < sizeof labels / sizeof *labels; i++)
        if (str_equal_nocase(label, str_of(labels[i].label))) {
            *field = labels[i].field;
            *value = issue_bare((str){line.p + colon + 1, line.n - colon - 1});
            return true;
        }
    return false;
}

bool stated_period(str value, period *out)
{
    date_found date;
    if (dates_whole(value, &date) && date.when.first) {
        *out = date.when;
        return true;
    }
    return cal_parse_range(value, out) == CAL_IS_DATE;
}

/* ---- Normal forms ---- */

static int compare_texts(const void *a, const void *b)
{
    return str_compare(*(const str *)a, *(const str *)b);
}

static str sorted(reading *r, str_list *names)
{
    if (names->count)
        qsort(names->items, names->count, sizeof *names->items, compare_texts);
    return list_join(names, r->a);
}

static str fold(reading *r, str text)
{
    str folded = {0};
    if (text_fold_in(r->a, text, &folded) != ST_OK)
        return (str){0};
    return folded;
}

/* Countries by their canonical names where the text names only such; else its words. */
static status normal_places(reading *r, str value, str *normal)
{
    str_list countries = {0};
    bool all = false;
    TRY(place_countries(r, value, &countries, &all));
    *normal = all ? sorted(r, &countries) : fold(r, value);
    return ST_OK;
}

static str printed_period(reading *r, period p)
{
    sbuf out = {0};
    cal_print(&out, p);
    str text = arena_str(r->a, sbuf_str(&out));
    r->a->failed |= out.failed;
    sbuf_free(&out);
    return text;
}

static str printed_money(reading *r, money m)
{
    sbuf out = {0};
    money_print(&out, m, false);
    str text = arena_str(r->a, sbuf_str(&out));
    r->a->failed |= out.failed;
    sbuf_free(&out);
    return text;
}

/* Text with what stands in brackets left out. */
static str without_brackets(reading *r, str value)
{
    str out = arena_str(r->scratch, value);
    char *p = (char *)out.p;
    size_t n = 0, depth = 0;
    for (size_t i = 0; i < out.n; i++) {
        depth += p[i] == '(';
        if (!depth)
            p[n++] = p[i];
        depth -= p[i] == ')' && depth;
    }
    return (str){p, n};
}

/* Words that say how, not who. */
static const char *const phrases[] = {
    "joint project of ", "voluntary contributions by ", "voluntary contributions from ", "co funded by ", "funded by ", "the "};

static str without_phrases(str name)
{
    for (bool again = true; again;) {
        again = false;
        for (size_t i = 0; i < sizeof phrases / sizeof *phrases; i++) {
            str phrase = str_of(phrases[i]);
            if (!str_starts(name, phrase))
                continue;
            name = (str){name.p + phrase.n, name.n - phrase.n};
            again = true;
        }
    }
    return str_trim(name);
}

/* One piece between commas: a funder, or countries whose commas were lost ("France Hungary"). */
static status add_funder(reading *r, str piece, str_list *names)
{
    str name = without_phrases(fold(r, piece));
    str_list countries = {0};
    bool all = false;
    if (!name.n)
        return ST_OK;
    TRY(place_countries(r, name, &countries, &all));
    for (size_t i = 0; all && i < countries.count; i++)
        if (!list_add_new(names, r->a, countries.items[i]))
            return ST_NO_MEMORY;
    const organisation_entry *o = all ? NULL : reference_organisation(r->reference, r->scratch, name);
    return all || list_add_new(names, r->a, o ? o->name : name) ? ST_OK : ST_NO_MEMORY;
}

/* Who pays, in a fixed order: details in brackets, articles and the form of the contribution do not count. */
static status normal_funding(reading *r, str value, str *normal)
{
    str_list names = {0};
    str rest = without_brackets(r, value);
    for (size_t pieces = 0; rest.n && pieces < 64; pieces++) {
        size_t comma = str_find(rest, STR(",")), and = str_find(rest, STR(" and "));
        size_t at = comma < and? comma : and, length = comma < and? 1 : 5;
        TRY(add_funder(r, (str){rest.p, at == SIZE_MAX ? rest.n : at}, &names));
        rest = at == SIZE_MAX ? (str){0} : (str){rest.p + at + length, rest.n - at - length};
    }
    *normal = sorted(r, &names);
    return ST_OK;
}

status stated_implementers(reading *r, str value, str_list *out)
{
    str rest = value;
    for (size_t pieces = 0; rest.n && pieces < 32; pieces++) {
        size_t comma = str_find(rest, STR(", ")), and = str_find(rest, STR(" and "));
        size_t at = comma < and? comma : and, length = comma < and? 2 : 5;
        str name = issue_unmarked(r->a, (str){rest.p, at == SIZE_MAX ? rest.n : at});
        if (name.n && !list_add_new(out, r->a, name))
            return ST_NO_MEMORY;
        rest = at == SIZE_MAX ? (str){0} : (str){rest.p + at + length, rest.n - at - length};
    }
    return r->a->failed ? ST_NO_MEMORY : ST_OK;
}

static status normal_implementers(reading *r, str value, str *normal)
{
    str_list names = {0}, folded = {0};
    TRY(stated_implementers(r, value, &names));
    for (size_t i = 0; i < names.count; i++)
        if (!list_add_new(&folded, r->a, fold(r, names.items[i])))
            return ST_NO_MEMORY;
    *normal = sorted(r, &folded);
    return ST_OK;
}

status stated_normal(reading *r, stated_field field, str value, str *normal)
{
    period when;
    budget cost;
    status done = ST_OK;
    *normal = (str){0};
    switch (field) {
    case STATED_when:
        if (stated_period(value, &when))
            *normal = printed_period(r, when);
        break;
    case STATED_budget:
        if (budget_read(value, &cost))
            *normal = printed_money(r, cost.amount);
        break;
    case STATED_funding:
        done = normal_funding(r, value, normal);
        break;
    case STATED_implemented_by:
        done = normal_implementers(r, value, normal);
        break;
    case STATED_country:
    case STATED_scope:
    case STATED_COUNT:
        done = normal_places(r, value, normal);
        break;
    }
    return done == ST_OK && (r->a->failed || r->scratch->failed) ? ST_NO_MEMORY : done;
}
