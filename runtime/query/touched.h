/* Which stored columns a plan looks at: what must be in memory before it is run there.
 *
 * Not in memory is a field whose data is NULL (runtime/model/dataset.h); who has it, a store, loads what is marked here. */
#ifndef CYQ_QUERY_TOUCHED_H
#define CYQ_QUERY_TOUCHED_H

#include "runtime/query/plan.h"

/* Of each collection. */
typedef struct touched_collection {
    bool rows;    /* how many there are */
    bool names;   /* what links to its rows print, and how they sort: the name field is marked, too */
    bool *fields; /* each of its fields; NULL: none */
} touched_collection;

typedef struct touched {
    arena *memory;
    const dataset *data;
    touched_collection *collections; /* as those of the data */
} touched;

/* Nothing is marked. In `a`; the data must outlive it. ST_NO_MEMORY. */
status touched_new(arena *a, const dataset *d, touched *out);
/* One field; of a link also how many rows its target has, of a set of links also their names, since these order the set. */
status touched_field(touched *t, uint16_t collection, uint16_t field);
/* What links to its rows print. */
status touched_names(touched *t, uint16_t collection);
/* All of it. */
status touched_collection_all(touched *t, uint16_t collection);
status touched_all(touched *t);
/* What running the query, and printing its result, looks at. */
status touched_query(touched *t, const plan_query *q);
/* The rows of a plan alone, without outputs. */
status touched_plan(touched *t, const plan *p);
/* One expression; `named`: its links are printed, compared or sorted, not only followed. */
status touched_expr(touched *t, const plan_expr *e, bool named);

#endif
