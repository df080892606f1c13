/* What measures and aggregates have in common: sums, means and extremes over values that come one by one. */
#ifndef CYQ_STDLIB_SAMPLES_H
#define CYQ_STDLIB_SAMPLES_H

#include "runtime/model/function.h"
#include "stdlib/exact_sum.h"

/* ---- Sums ---- */

/* A sum of ints, numbers, money or lengths of time. Zeroed is the sum of nothing. */
typedef struct sum_state {
    exact_sum sum;
    uint32_t unit; /* the currency, or 1 for months and 0 for days */
    bool mixed;    /* two units came */
} sum_state;

/* An amount in the plain form of its type: whole, times 10^12 (numbers), or cents. */
static inline void sum_add(sum_state *s, dec amount, uint32_t unit)
{
    if (s->sum.count == 0)
        s->unit = unit;
    s->mixed |= unit != s->unit;
    exact_sum_add(&s->sum, amount);
}

/* A value of such a type that is not missing. */
void sum_take(sum_state *s, const value *v);
/* The sum, or the mean of at least one, as a value of `t`: int, number, money or duration. Missing for nothing, for two units (counted as mixed
 * currencies or uncomputable) and for what does not fit (uncomputable). */
value sum_result(const sum_state *s, function_call *call, type t);
/* `of` is the type that was summed. */
value mean_result(const sum_state *s, function_call *call, type of, type t);

/* ---- Order ---- */

/* Whether values of two such rows may be put in order: not two currencies, nor days and months. */
bool same_unit(const value *a, const value *b);
/* Missing because of two units; counts it. */
value mixed_result(function_call *call, type t);

#endif
