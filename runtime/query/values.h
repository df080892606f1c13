/* Does a value occur in the stored column it is compared with, and which one that does is near it?
 *
 * What columns hold is looked up in indexes (value_index.h). Where a column is too long to have one, every value is taken to occur. */
#ifndef CYQ_QUERY_VALUES_H
#define CYQ_QUERY_VALUES_H

#include "runtime/query/scope.h"

/* Does some row have it? Text as `=` compares (`exact`: as `==` does), links by any of their names, time by a day in common. True when the column is not
 * stored, so that nothing can be said. */
bool values_occur(checker *k, stored column, const value *v, bool exact);
/* The nearest text or name that does occur (for links, then one that no row links to); empty if none is near. */
str values_nearest(checker *k, stored column, str text);
/* A link's text names a row of the target, linked to or not: the row's name; else empty. */
str values_elsewhere(checker *k, stored column, str text);
/* Another field of the rows that a column links to, and the row which has the text there. */
typedef struct values_other {
    const field *field; /* NULL: none has it */
    str row;            /* its name */
} values_other;
values_other values_in_other_field(checker *k, stored column, str text);
/* How many different texts, or names of linked rows, have it in them, as `~` compares. */
size_t values_containing(checker *k, stored column, str text);
/* Is there certainly none? False where there are too many to look into. */
bool values_none_contain(checker *k, stored column, str text);
enum { VALUES_FEW = 8 };
/* The different texts of a column, or the names of the rows it links to, in sort order; 0 if it is not stored, or has more than that. */
size_t values_few(checker *k, stored column, str out[VALUES_FEW]);
/* A short one of the texts of a column; empty if it has none among its first, or is not stored. */
str values_example(checker *k, stored column);
/* No date or period of the column is the very same as the period, though some shares a day with it. For a computed date, whether the period is
 * longer than a day. */
bool values_other_time(checker *k, stored column, type t, const value *v);
/* Between which days the first days of a column of times lie, and the last ones. False if it has none. */
bool values_extent(checker *k, stored column, period *firsts, period *lasts);
/* The same of some of the values, where that is quicker. */
bool values_some_extent(checker *k, stored column, period *firsts, period *lasts);
/* The currency of the first amount in a column, as text; EUR if there is none. */
str values_currency(checker *k, stored column);
/* Does the stored column of money have an amount in the currency? True, too, if it has none at all. */
bool values_have_currency(checker *k, stored column, uint32_t currency);

#endif
