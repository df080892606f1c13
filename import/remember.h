/* Facts of a document whose text the database does not have (it was saved from the built-in data, or made before texts were kept), as its rows have them.
 *
 * Rows have less than the document: of the listings of one activity each is taken to say what the activity says. */
#ifndef CYQ_IMPORT_REMEMBER_H
#define CYQ_IMPORT_REMEMBER_H

#include "import/facts.h"

/* Projects and the claims on them; before any document's listings are read, which name projects. */
status remember_projects(reading *r, facts *f, const issue *i);
/* Listings, stories, treaties and their events, figures, notes on countries. */
status remember_events(reading *r, facts *f, const issue *i);
/* Highlights, dates to keep free, steps of accession, platforms; after the listings were merged. */
status remember_lists(reading *r, facts *f, const issue *i);

#endif
