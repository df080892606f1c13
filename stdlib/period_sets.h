/* Results that are sets of periods, row by row: each row puts its periods, then the end makes the vector. */
#ifndef CYQ_STDLIB_PERIOD_SETS_H
#define CYQ_STDLIB_PERIOD_SETS_H

#include "runtime/model/function.h"

typedef struct period_sets {
    const function_call *call;
    arena *scratch;
    vec *out;
    period *items;
    size_t count, capacity;
    size_t row;
} period_sets;

/* All of these: ST_NO_MEMORY, also for more elements than a vector counts; what function_poll gives. */
status period_sets_begin(period_sets *r, function_call *call, vec *out);
status period_sets_put(period_sets *r, period p);
/* The row at hand is whole. */
void period_sets_row(period_sets *r);
status period_sets_end(period_sets *r);

#endif
