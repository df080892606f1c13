/* What listings of one activity say, in a form that compares. */
#include "import/listed.h"

static const char *const names[] = {
#define FIELD(name) #name,
    LISTED_FIELDS(FIELD)
#undef FIELD
};

const char *listed_field_name(listed_field field)
{
    return names[field];
}

static status dates_of(reading *r, const listing *l, str *value, str *normal)
{
    sbuf printed = {0};
    if (l->when.first)
        cal_print(&printed, l->when);
    *normal = arena_str(r->scratch, sbuf_str(&printed));
    *value = l->dates.n ? l->dates : *normal;
    bool failed = printed.failed || r->scratch->failed;
    sbuf_free(&printed);
    return failed ? ST_NO_MEMORY : ST_OK;
}

/* In the order of the alphabet: `online, in person` says the same as `in person, online`. */
static status modes_of(reading *r, const listing *l, str *out)
{
    str_list sorted = {0};
    while (sorted.count < l->modes.count) {
        const str *least = NULL;
        for (size_t i = 0; i < l->modes.count; i++)
            if (!list_has(&sorted, l->modes.items[i]) && (!least || str_compare(l->modes.items[i], *least) < 0))
                least = &l->modes.items[i];
        if (!least || !list_add(&sorted, r->scratch, *least))
            return ST_NO_MEMORY;
    }
    *out = list_join(&sorted, r->scratch);
    return r->scratch->failed ? ST_NO_MEMORY : ST_OK;
}

status listed_stated(reading *r, const listing *l, listed_field field, str *value, str *normal)
{
    const spot *where = &l->spot;
    switch (field) {
    case LISTED_when:
        return dates_of(r, l, value, normal);
    case LISTED_mode:
        TRY(modes_of(r, l, normal));
        *value = *normal;
        return ST_OK;
    default:
        *normal = where->city.n ? where->city : where->country.n ? where->country : where->place;
        *value = where->place.n ? where->place : *normal;
        return ST_OK;
    }
}

status listed_differ(reading *r, const facts *f, const activity *a, listed_field field, bool *differ)
{
    str first = {0}, value, normal;
    *differ = false;
    for (size_t i = 0; i < a->count && !*differ; i++) {
        TRY(listed_stated(r, &f->listings.items[a->listings[i]], field, &value, &normal));
        *differ = first.n && normal.n && !str_equal(first, normal);
        first = first.n ? first : normal;
    }
    return ST_OK;
}
