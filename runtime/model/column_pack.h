/* Packing plain arrays into the compact forms of a column: for the files of this room that make one. */
#ifndef CYQ_MODEL_COLUMN_PACK_H
#define CYQ_MODEL_COLUMN_PACK_H

#include "base/arena.h"
#include "base/status.h"
#include "runtime/model/column.h"

/* Rows of scalars before they are packed. Only the arrays that the type uses are there. */
typedef struct raw_column {
    size_t count;
    int64_t *first, *second; /* as in `col`; first of a number or money stays 0 */
    dec *wide;               /* numbers, amounts of money */
    bool *missing;
} raw_column;

/* Integers in the narrowest width, in `a`. Where `missing` (may be NULL) is true the value does not count and a filler is stored. */
status pack_ints(arena *a, const int64_t *values, const bool *missing, size_t count, col_ints *out);
/* All but sets: fills the column, whose type and, for text, dict are given. */
status pack_scalars(arena *a, arena *scratch, const raw_column *raw, col *out);

#endif
