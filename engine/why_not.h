/* why not: what finding the rows that are meant and following them share. */
#ifndef CYQ_ENGINE_WHY_NOT_H
#define CYQ_ENGINE_WHY_NOT_H

#include "engine/why.h"

enum { CANDIDATES_MAX = 10, WAYS_MAX = 16, KEYS_MAX = 16, SHOWN_MAX = 3, CONDITIONS_MAX = 64, NAMES_MAX = 100000 };

/* One of the rows that are meant. */
typedef struct candidate {
    uint16_t collection;
    uint32_t number; /* of its row */
    str name;
    str *ids; /* what it is called at the operator at hand */
    size_t id_count, id_capacity;
    bool gone;    /* on the way at hand */
    bool present; /* in the answer, by some way */
    bool merged;  /* … as a part of the rows called `into` */
    str into;
} candidate;

/* From where rows are read to the answer. */
typedef struct way {
    const plan **ops; /* the first reads */
    bool *other;      /* … enters as the other side */
    size_t count;
} way;

/* A row of the answer. */
typedef struct told {
    const candidate *who;
    str clause, condition, value;
} told;

typedef struct following {
    asking *a;
    str text;
    probe_match how;
    way ways[WAYS_MAX];
    size_t way_count;
    candidate rows[CANDIDATES_MAX];
    size_t row_count, found;
    told *told;
    size_t told_count, told_capacity;
    /* Along the way at hand: how rows are called. */
    uint16_t collection;
    uint32_t slot;
    bool in_slot;
    const plan_expr *ids[KEYS_MAX];
    size_t id_count;
} following;

/* Fills f->ways and f->rows with what f->text means. ST_ERROR with a diagnostic where that is nothing. */
status meant_find(following *f);

#endif
