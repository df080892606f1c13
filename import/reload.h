/* Putting a collection into the data in the place of another, and leading links to its rows. */
#ifndef CYQ_IMPORT_RELOAD_H
#define CYQ_IMPORT_RELOAD_H

#include "base/diag.h"
#include "runtime/model/dataset.h"

/* The dataset in `a` that has `c` at index `at`: behind those of `d`, or in the place of one. Then links of other collections to that one lead to the
 * rows of `c` that have the same key, or else the same name; those that lead to none any more are missing, which is told in `bag` at `where`. What
 * does not change is shared with `d`. */
status reload_dataset(arena *a, arena *scratch, const dataset *d, const collection *c, size_t at, diag_bag *bag, const source *from,
                      span where, const dataset **out);

/* For each row of `was` the row of `now` that has the same key, or else the same name, or LINK_NONE (runtime/model/link_find.h); in `scratch`. */
status reload_rows(arena *scratch, const collection *was, const collection *now, const uint32_t **rows);
/* A column in `a` of links, or sets of links, of the type `t`, that lead where `rows` says for each row that they led to before; those that lead to LINK_NONE
 * are left out and added to *lost. */
status reload_links(arena *a, arena *scratch, const col *old, type t, const uint32_t *rows, const col_link_order *order, const col **out,
                    size_t *lost);

#endif
