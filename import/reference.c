/* Reads the reference tables that the build compiled in (import/reference/, one CSV each). */
#include "import/reference.h"

#include "base/text.h"

#include <csv.h>

extern const char import_text_countries[], import_text_cities[], import_text_regions[], import_text_organisations[];
extern const size_t import_text_countries_size, import_text_cities_size, import_text_regions_size, import_text_organisations_size;

enum { COLUMNS = 4 };

typedef struct table_reader table_reader;
struct table_reader {
    arena *a;
    import_reference *reference;
    bool (*row)(table_reader *r, const str *cells);
    str cells[COLUMNS];
    size_t column;
    bool past_header;
    bool failed;
    place_entry *places;
    size_t place_capacity;
    organisation_entry *organisations;
    size_t organisation_capacity;
};

static bool split_also(arena *a, str joined, str_list *out)
{
    while (joined.n) {
        size_t end = str_find(joined, STR("; "));
        str one = {joined.p, end == SIZE_MAX ? joined.n : end};
        if (!list_add(out, a, one))
            return false;
        joined = end == SIZE_MAX ? (str){0} : (str){joined.p + end + 2, joined.n - end - 2};
    }
    return true;
}

static bool add_place(table_reader *r, place_entry entry, str also)
{
    import_reference *ref = r->reference;
    place_entry *place = arena_push(r->a, (void **)&r->places, &ref->place_count, &r->place_capacity, sizeof *place);
    if (!place || !split_also(r->a, also, &entry.also))
        return false;
    *place = entry;
    size_t index = ref->place_count - 1;
    bool done = names_add(&ref->place_names, r->a, entry.name, index);
    for (size_t i = 0; i < entry.also.count; i++)
        done = done && names_add(&ref->place_names, r->a, entry.also.items[i], index);
    return done;
}

static bool country_row(table_reader *r, const str *c)
{
    return add_place(r, (place_entry){.kind = PLACE_COUNTRY, .name = c[0], .iso2 = c[1], .iso3 = c[2]}, c[3]);
}

static bool region_row(table_reader *r, const str *c)
{
    return add_place(r, (place_entry){.kind = PLACE_REGION, .name = c[0]}, c[1]);
}

static bool city_row(table_reader *r, const str *c)
{
    return add_place(r, (place_entry){.kind = PLACE_CITY, .name = c[0], .country = c[1]}, c[2]);
}

static bool organisation_row(table_reader *r, const str *c)
{
    import_reference *ref = r->reference;
    organisation_entry *o = arena_push(r->a, (void **)&r->organisations, &ref->organisation_count, &r->organisation_capacity, sizeof *o);
    if (!o || !split_also(r->a, c[2], &o->also))
        return false;
    o->name = c[0];
    o->body = str_equal(c[1], STR("body"));
    size_t index = ref->organisation_count - 1;
    bool done = names_add(&ref->organisation_names, r->a, o->name, index);
    for (size_t i = 0; i < o->also.count; i++)
        done = done && names_add(&ref->organisation_names, r->a, o->also.items[i], index);
    return done;
}

static void on_cell(void *cell, size_t n, void *data)
{
    table_reader *r = data;
    if (r->column < COLUMNS) {
        r->cells[r->column] = arena_str(r->a, (str){cell, n});
        r->failed |= r->cells[r->column].n != n;
    }
    r->column++;
}

static void on_row(int terminator, void *data)
{
    (void)terminator;
    table_reader *r = data;
    if (r->past_header && !r->failed)
        r->failed = !r->row(r, r->cells);
    r->past_header = true;
    r->column = 0;
    for (size_t i = 0; i < COLUMNS; i++)
        r->cells[i] = (str){0};
}

static bool read_table(table_reader *r, const char *text, size_t size, bool (*row)(table_reader *, const str *))
{
    struct csv_parser parser;
    r->row = row;
    r->past_header = false;
    if (csv_init(&parser, 0) != 0)
        return false;
    bool whole = csv_parse(&parser, text, size, on_cell, on_row, r) == size && csv_fini(&parser, on_cell, on_row, r) == 0;
    csv_free(&parser);
    return whole && !r->failed;
}

status import_reference_read(arena *a, const import_reference **out)
{
    import_reference *ref = ARENA_NEW(a, import_reference);
    table_reader r = {.a = a, .reference = ref};
    if (!ref || !read_table(&r, import_text_countries, import_text_countries_size, country_row))
        return ST_NO_MEMORY;
    ref->country_count = ref->place_count;
    if (!add_place(&r, (place_entry){.kind = PLACE_GLOBAL, .name = STR("global")}, STR("worldwide; world")) ||
        !read_table(&r, import_text_regions, import_text_regions_size, region_row) ||
        !read_table(&r, import_text_cities, import_text_cities_size, city_row) ||
        !read_table(&r, import_text_organisations, import_text_organisations_size, organisation_row))
        return ST_NO_MEMORY;
    ref->places = r.places;
    ref->organisations = r.organisations;
    *out = ref;
    return ST_OK;
}

const place_entry *reference_place(const import_reference *r, arena *scratch, str name)
{
    size_t i = names_find(&r->place_names, scratch, name);
    return i == SIZE_MAX ? NULL : &r->places[i];
}

const organisation_entry *reference_organisation(const import_reference *r, arena *scratch, str name)
{
    size_t i = names_find(&r->organisation_names, scratch, name);
    return i == SIZE_MAX ? NULL : &r->organisations[i];
}
