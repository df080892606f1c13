/* The rows that flow between operators: numbers, not values.
 *
 * A relation has *tracks*: each says for every row of the relation which row of some table is meant. Slots (tables: collections) come first, one
 * track each; a temp is a vector and the track that leads into it. Filtering and sorting only compose tracks. */
#ifndef CYQ_MEMORY_RELATION_H
#define CYQ_MEMORY_RELATION_H

#include "base/arena.h"
#include "runtime/model/vector.h"

typedef struct rel_temp {
    const vec *data;
    size_t track;
} rel_temp;

typedef struct relation {
    size_t rows;
    const uint32_t *const *tracks; /* NULL for a track: row i is row i */
    size_t track_count;
    size_t slot_count; /* tracks [0, slot_count) are the slots */
    const rel_temp *temps;
    size_t temp_count;
} relation;

/* All of these make `out` in `a`; vectors and tracks are shared with what they were made from, not copied. */

/* All `rows` of one collection as slot 0. */
status rel_scan(arena *a, size_t rows, relation *out);
/* Rows without slots: temps that are used row by row. */
status rel_of_temps(arena *a, const vec *temps, size_t temp_count, size_t rows, relation *out);
/* The rows named, in that order; `rows` must live as long as the result. */
status rel_pick(arena *a, const relation *in, const uint32_t *rows, size_t count, relation *out);
/* Rows [begin, begin + count). */
status rel_cut(arena *a, const relation *in, size_t begin, size_t count, relation *out);
/* The same rows and one temp more, used row by row. */
status rel_add_temp(arena *a, const relation *in, const vec *temp, relation *out);
/* The same with rows[i] being the row of the vector that row i has; `rows` must live as long as the result. NULL: row i. */
status rel_add_temp_by(arena *a, const relation *in, const vec *temp, const uint32_t *rows, relation *out);

/* Rows of two side by side: out's row i is row left_rows[i] of the one and row right_rows[i] of the other, UINT32_MAX for none. Slots and temps of the right side follow
 * those of the left. Both lists must live as long as the result. */
status rel_join(arena *a, const relation *left, const uint32_t *left_rows, const relation *right, const uint32_t *right_rows, size_t count,
                relation *out);
/* Laid out as if joined, but with the rows of one side alone: nobody may ask for anything of the other. The last track leads to the rows of that side. */
status rel_half(arena *a, const relation *left, const relation *right, bool is_right, relation *out);
/* The rows of one, then those of another that has the same slots; neither has temps. */
status rel_append(arena *a, const relation *first, const relation *second, relation *out);

/* A growing list of row numbers. Zero-initialised but for `memory`. */
typedef struct rel_rows {
    arena *memory;
    uint32_t *rows;
    size_t count, capacity;
} rel_rows;

/* Room for `more` rows behind the last one. */
status rel_rows_reserve(rel_rows *r, size_t more);

#endif
