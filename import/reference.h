/* What the importer knows of the world: countries, cities, regions, and organisations with their other names. */
#ifndef CYQ_IMPORT_REFERENCE_H
#define CYQ_IMPORT_REFERENCE_H

#include "base/status.h"
#include "import/names.h"

typedef enum place_kind { PLACE_COUNTRY, PLACE_REGION, PLACE_CITY, PLACE_GLOBAL } place_kind;

typedef struct place_entry {
    place_kind kind;
    str name;
    str country;    /* of a city: the country's name */
    str iso2, iso3; /* of a country */
    str_list also;
} place_entry;

typedef struct organisation_entry {
    str name;
    bool body; /* a body that leads activities itself, not a partner */
    str_list also;
} organisation_entry;

/* Immutable once made; may be shared by any number of imports and threads. */
typedef struct import_reference {
    const place_entry *places; /* countries first, by name; then regions, cities, and `global` */
    size_t place_count;
    size_t country_count;
    name_table place_names; /* to an index of places */
    const organisation_entry *organisations;
    size_t organisation_count;
    name_table organisation_names; /* to an index of organisations */
} import_reference;

/* The reference data compiled into the library, read into `a` (about 200 KB). ST_NO_MEMORY is the only failure. */
status import_reference_read(arena *a, const import_reference **out);

/* NULL if the reference knows no such place or organisation. */
const place_entry *reference_place(const import_reference *r, arena *scratch, str name);
const organisation_entry *reference_organisation(const import_reference *r, arena *scratch, str name);

#endif
