/* Collections of one's own beside those of newsletters, when an import makes the latter anew. */
#ifndef CYQ_IMPORT_CARRY_H
#define CYQ_IMPORT_CARRY_H

#include "base/diag.h"
#include "runtime/model/dataset.h"

/* A dataset in `a` with the collections of `made` and, behind them, those of `before` that it has none of that name for. Their links find their rows by key or name;
 * one whose row is gone is missing, and told (W_LOAD_LINK). It shares data with both. */
status carry_collections(arena *a, arena *scratch, const dataset *before, const dataset *made, diag_bag *bag, const dataset **out);

#endif
