/* The short lists of a document: highlights, dates to keep free, steps of accession, platforms, footnotes. */
#ifndef CYQ_IMPORT_MISC_H
#define CYQ_IMPORT_MISC_H

#include "import/facts.h"

/* After merge_listings, for the activities that dates are kept free for. */
status misc_read(reading *r, facts *f, issue *i);
/* A date to keep free, with the activity that it is kept for. Texts are taken as they are. */
status misc_save_date(reading *r, facts *f, str title, period when, str country, place_in at);
/* A platform, once for each name. */
status misc_add_platform(reading *r, facts *f, str name, str kind, place_in at);
/* Designation footnotes, `* Palestine: …`. */
status notes_read(reading *r, facts *f, issue *i);
/* The footnote on a country that `countries.note` holds, or the empty text. */
str notes_of(const facts *f, str country);

#endif
