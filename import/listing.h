/* A listing: one row of an inventory, `lead TAB title, place, mode, dates`. */
#ifndef CYQ_IMPORT_LISTING_H
#define CYQ_IMPORT_LISTING_H

#include "import/facts.h"

/* A row as it was put together from its lines. */
typedef struct row {
    str text; /* raw, its lines joined by spaces; one tab divides lead and title */
    place_in at;
    bool coming;
    period listed; /* first 0: under no month */
} row;

/* Reads a row into facts->listings. *understood is false for what is no listing at all (nothing is added then). What a row leaves over is
 * reported with its place. */
status listing_read(reading *r, facts *f, const row *from, bool *understood);
/* The row has its end: a date with its year, or the words that say it is yet to come. */
bool listing_is_whole(str text);

#endif
