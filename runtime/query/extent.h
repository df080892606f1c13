/* From when to when the values of an expression can run. */
#ifndef CYQ_QUERY_EXTENT_H
#define CYQ_QUERY_EXTENT_H

#include "runtime/query/scope.h"

/* For a stored column of dates or periods, and for start, end and the units of one (month, year …): the time in which all its values lie.
 * False if nothing is known, or nothing is stored. */
bool extent_of(checker *k, const plan_expr *e, period *out);

#endif
