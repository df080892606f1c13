/* A value that stands without its field: which column could be meant. */
#ifndef CYQ_QUERY_GUESS_H
#define CYQ_QUERY_GUESS_H

#include "runtime/query/scope.h"

/* A condition that compares a visible column, one with such a value, with the value: `when = 2025-10`, `country = Ukraine`; empty if there is
 * none. The value is given as written. */
str guess_condition(checker *k, str value);
/* The same, of links and times alone: for where it is one thing among others that could have been meant. */
str guess_condition_quickly(checker *k, str value);
/* The same on the rows of some collection: `activities where country = Ukraine`. */
str guess_query(checker *k, str value);

#endif
