/* Does a value occur in the stored column it is compared with, and which one that does is near it? */
#ifndef CYQ_QUERY_VALUES_H
#define CYQ_QUERY_VALUES_H

#include "runtime/query/scope.h"

/* Does some row have it? Text as `=` compares (`exact`: as `==` does), links by any of their names, time by a day in common. True when the column is not
 * stored, so that nothing can be said. */
bool values_occur(checker *k, stored column, const value *v, bool exact);
/* The nearest text or name that does occur; empty if none is near. */
str values_nearest(checker *k, stored column, str text);
/* A link's text names a row of the target that no row of this column links to: its name; else empty. */
str values_elsewhere(checker *k, stored column, str text);
/* The currency of the first amount in a column, as text; EUR if there is none. */
str values_currency(checker *k, stored column);

#endif
