/* Sums that are exact however many values they take and in whatever order. */
#include "stdlib/exact_sum.h"

bool exact_sum_total(const exact_sum *s, dec *out)
{
    dec high = s->high + (s->low >> 64), shifted;
    if (__builtin_mul_overflow(high, (dec)1 << 64, &shifted))
        return false;
    *out = shifted + (dec)(uint64_t)s->low;
    return true;
}

dec divide_half_away(dec n, dec d)
{
    dec quotient = n / d, rest = n % d;
    dec size = rest < 0 ? -rest : rest;
    if (size >= d - size)
        quotient += n < 0 ? -1 : 1;
    return quotient;
}

/* Whole part and rest apart, so that scaling does not overflow: the rest is less than the count. */
bool exact_sum_mean(const exact_sum *s, dec scale, dec *out)
{
    dec total, count = (dec)s->count, whole;
    if (!exact_sum_total(s, &total) || __builtin_mul_overflow(total / count, scale, &whole))
        return false;
    *out = whole + divide_half_away(total % count * scale, count);
    return true;
}
