/* The short lists of a document: highlights, dates to keep free, steps of accession, platforms, footnotes. */
#ifndef CYQ_IMPORT_MISC_H
#define CYQ_IMPORT_MISC_H

#include "import/facts.h"

/* After merge_listings, for the activities that dates are kept free for. */
status misc_read(reading *r, facts *f, issue *i);
/* Designation footnotes, `* Palestine: …`. */
status notes_read(reading *r, facts *f, issue *i);
/* The footnote on a country that `countries.note` holds, or the empty text. */
str notes_of(const facts *f, str country);

#endif
