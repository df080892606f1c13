/* Listings that are one activity. */
#ifndef CYQ_IMPORT_MERGE_H
#define CYQ_IMPORT_MERGE_H

#include "import/facts.h"

/* Fills facts->activities from facts->listings, in the order of their first listings. Reports what was merged, and what merged listings say
 * differently. */
status merge_listings(reading *r, facts *f, size_t *contradictions);

#endif
