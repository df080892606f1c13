/* Sums that are exact however many values they take and in whatever order, for aggregates and measures. */
#ifndef CYQ_STDLIB_EXACT_SUM_H
#define CYQ_STDLIB_EXACT_SUM_H

#include "base/decimal.h"
#include "runtime/model/type.h"

/* Zeroed is the sum of nothing. The total is high * 2^64 + low: neither part overflows before 2^63 values. */
typedef struct exact_sum {
    dec high, low;
    uint64_t count;
} exact_sum;

static inline void exact_sum_add(exact_sum *s, dec v)
{
    s->high += v >> 64;
    s->low += (dec)(uint64_t)v;
    s->count++;
}

/* False if it needs more than 128 bits. */
bool exact_sum_total(const exact_sum *s, dec *out);
/* The total divided by the count (not 0) and multiplied by `scale` (1 or DEC_ONE), rounded half away from zero. */
bool exact_sum_mean(const exact_sum *s, dec scale, dec *out);

/* n / d, d > 0, rounded half away from zero. */
dec divide_half_away(dec n, dec d);

#endif
