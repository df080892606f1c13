/* Aggregates beside rows: in `where`, and in the items of `add`, which say by `per` which rows belong together. They become a WINDOW under the clause. */
#ifndef CYQ_QUERY_WINDOW_H
#define CYQ_QUERY_WINDOW_H

#include "runtime/query/gather.h"
#include "runtime/query/scope.h"

typedef struct window {
    gathered over;
    plan_part *parts;
    size_t part_count, part_capacity;
    uint32_t *places; /* of parts, by the hash of their keys: number + 1, 0 is free */
    size_t place_count;
    const ast_item *spread; /* the item whose keys spread the rows over the elements of a set; NULL: none does */
    uint32_t spread_part;
} window;

/* Aggregates may stand in what is checked from here on, over all the rows that come in. */
void window_begin(checker *k, window *w);
/* An item of `add`, over the rows that have the same of its keys. */
const plan_expr *window_item(checker *k, window *w, const ast_item *item);
/* The operator on top of `s`, if one is needed. Where the rows were spread, the column of a set that is a key now is one element. */
void window_end(checker *k, window *w, scope *s, const ast_clause *c);

#endif
