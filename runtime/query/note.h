/* What every executor tells in the same words. */
#ifndef CYQ_QUERY_NOTE_H
#define CYQ_QUERY_NOTE_H

#include "runtime/query/plan.h"

/* The error of a query that needs more memory than the `bytes` it may use. */
void note_memory_limit(diag_bag *bag, const source *from, span where, size_t bytes);

#endif
