/* Which row of a collection a text names: for building datasets. */
#ifndef CYQ_MODEL_LINK_FIND_H
#define CYQ_MODEL_LINK_FIND_H

#include "runtime/model/dataset.h"

#define LINK_NONE UINT32_MAX

/* For each text of `texts` the row of the target that it names, or LINK_NONE; an array in `a`. The target needs its columns without links. Where it has a
 * key, its name counts only with `names_too`. */
status link_find_all(arena *a, const collection *target, bool names_too, const dict *texts, const uint32_t **rows);

#endif
