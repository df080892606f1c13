/* What the listings of one activity may say differently: dates, place, mode. Where they do, each of them is a claim about the activity. */
#ifndef CYQ_IMPORT_LISTED_H
#define CYQ_IMPORT_LISTED_H

#include "import/facts.h"

/* The names are what `claims.field` holds. */
#define LISTED_FIELDS(FIELD) FIELD(when) FIELD(place) FIELD(mode)
typedef enum listed_field {
#define FIELD(name) LISTED_##name,
    LISTED_FIELDS(FIELD)
#undef FIELD
        LISTED_COUNT
} listed_field;

const char *listed_field_name(listed_field field);
/* What one listing says, as printed and in one form, in r->scratch or in the facts; both are empty where it says nothing. */
status listed_stated(reading *r, const listing *l, listed_field field, str *value, str *normal);
/* Whether listings of the activity say different things; what says nothing differs from nothing. */
status listed_differ(reading *r, const facts *f, const activity *a, listed_field field, bool *differ);

#endif
