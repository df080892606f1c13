/* From when to when the values of an expression can run. */
#ifndef CYQ_QUERY_EXTENT_H
#define CYQ_QUERY_EXTENT_H

#include "runtime/query/scope.h"

/* For a stored column of dates or periods, and for start, end and the units of one (month, year …): the time in which all its values lie.
 * False if nothing is known, or nothing is stored. */
bool extent_of(checker *k, const plan_expr *e, period *out);
/* The same of some of the values, where that is quicker than of all: what lies in it is surely in the other. */
bool extent_of_some(checker *k, const plan_expr *e, period *out);

#endif
