/* How numbers and money lie in a column: for the files of this room that read one. */
#ifndef CYQ_MODEL_COLUMN_READ_H
#define CYQ_MODEL_COLUMN_READ_H

#include "runtime/model/column.h"

enum { DEC_PLACES = 12, MONEY_PLACES = 2 };

/* A hundredth in the scale of decimals. */
#define DEC_CENT ((dec)10000000000)

/* 10^n for n in 0..12. */
static inline int64_t power_of_ten(unsigned n)
{
    static const int64_t powers[] = {1,        10,        100,        1000,        10000,        100000,       1000000,
                                     10000000, 100000000, 1000000000, 10000000000, 100000000000, 1000000000000};
    return powers[n];
}

static inline dec col_number_at(const col *c, size_t i)
{
    return c->decimals ? c->decimals[i] : (dec)col_int_at(&c->first, i) * power_of_ten(DEC_PLACES - c->places);
}

static inline money col_money_at(const col *c, size_t i)
{
    dec cents = c->decimals ? c->decimals[i] / DEC_CENT : (dec)col_int_at(&c->first, i) * power_of_ten(MONEY_PLACES - c->places);
    return (money){.cents = cents, .currency = (uint32_t)col_int_at(&c->second, i)};
}

#endif
