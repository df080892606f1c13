/* What is told of rows that a filter kept, whoever ran it. */
#ifndef CYQ_QUERY_NOTE_H
#define CYQ_QUERY_NOTE_H

#include "runtime/query/plan.h"

/* "kept 3 rows without a country": at a place, in `bag`. */
void note_kept(diag_bag *bag, const source *from, span where, str name, size_t count);

/* The error of a query that needs more memory than the `bytes` it may use. */
void note_memory_limit(diag_bag *bag, const source *from, span where, size_t bytes);

#endif
