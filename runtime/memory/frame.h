/* The rows that an expression is evaluated over, a block at a time.
 *
 * A root frame is a block of a relation. From a frame others are made: some of its rows (the branch of an `if`), or one row for each element of a
 * set (the inside of ANY and MAP). Leaves find their values through the frame: a stored field by way of the relation's tracks, an element by
 * counting frames outwards. Frames lie on the stack of their user; their arrays in the scratch arena, which is emptied after the block. */
#ifndef CYQ_MEMORY_FRAME_H
#define CYQ_MEMORY_FRAME_H

#include "runtime/memory/env.h"
#include "runtime/memory/relation.h"

typedef struct frame frame;
struct frame {
    const frame *parent;
    const uint32_t *to_parent; /* for each row the parent's row; NULL: the same */
    const vec *element;        /* one for each row, where the frame has elements of its own */
    size_t count;
    arena *scratch;
    /* The rows of the relation: rows[i], or begin + i where it is NULL. */
    const relation *rel;
    const uint32_t *rows;
    size_t begin;
    const uint32_t **tracks; /* of the frame's rows, as far as they were asked for */
    /* In place of a relation: values of the one leaf there is (see memo.h), rows leading into it. */
    const vec *domain;
};

/* Rows [begin, begin + count) of a relation. */
status frame_block(arena *scratch, const relation *rel, size_t begin, size_t count, frame *out);
/* Rows of a relation by number. */
status frame_rows(arena *scratch, const relation *rel, const uint32_t *rows, size_t count, frame *out);
/* Every row of a leaf's domain. */
void frame_domain(arena *scratch, const vec *domain, frame *out);
/* Every one of `elements`, with nothing around it. */
void frame_only_elements(arena *scratch, const vec *elements, frame *out);
/* Some rows of a frame. */
status frame_select(const frame *parent, const uint32_t *rows, size_t count, frame *out);
/* One row for each element; element i belongs to row to_parent[i] (NULL: row i). */
status frame_elements(const frame *parent, const uint32_t *to_parent, const vec *elements, frame *out);

/* For each row of the frame the row that the track leads to (maybe EXEC_NO_ROW). */
status frame_track(frame *f, size_t track, const uint32_t **out);
/* If the rows lead to rows that follow each other: the first of them. No array is made. */
bool frame_contiguous(const frame *f, size_t track, size_t *begin);
/* The elements at hand: `index` frames with elements further out. */
status frame_element(const frame *f, uint32_t index, vec *out);

#endif
