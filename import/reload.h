/* Putting a loaded collection into the data. */
#ifndef CYQ_IMPORT_RELOAD_H
#define CYQ_IMPORT_RELOAD_H

#include "base/diag.h"
#include "runtime/model/dataset.h"

/* The dataset in `a` that has `c` at index `at`: behind those of `d`, or in the place of one. Then links of other collections to that one lead to the
 * rows of `c` that have the same key, or else the same name; those that lead to none any more are missing, which is told in `bag` at `where`. What
 * does not change is shared with `d`. */
status reload_dataset(arena *a, arena *scratch, const dataset *d, const collection *c, size_t at, diag_bag *bag, const source *from,
                      span where, const dataset **out);

#endif
