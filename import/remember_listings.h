/* Listings of a document whose text the database does not have. */
#ifndef CYQ_IMPORT_REMEMBER_LISTINGS_H
#define CYQ_IMPORT_REMEMBER_LISTINGS_H

#include "import/facts.h"

/* A listing for each line of the document that an activity names as its source. It says what the activity says, or where the database claims something else
 * of that line, that. Nothing that the database has is lost so, however often it grows. */
status remember_listings(reading *r, facts *f, const issue *i);

#endif
