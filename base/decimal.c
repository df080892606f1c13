/* Exact arithmetic on 128-bit integers scaled by 10^12, with longer steps where a product or quotient needs them.
 * Reading and printing are in decimal_text.c. */
#include "base/decimal.h"

__extension__ typedef unsigned __int128 wide;

#define ONE ((wide)1000000000000)
#define LIMIT (ONE * 1000000000000000000) /* 10^30: the least scaled magnitude that does not fit */
#define WIDE_MAX (~(wide)0)

static wide magnitude(dec d)
{
    return d < 0 ? -(wide)d : (wide)d;
}

/* False if the magnitude does not fit. */
static bool give(wide m, bool negative, dec *out)
{
    if (m >= LIMIT)
        return false;
    *out = negative ? -(dec)m : (dec)m;
    return true;
}

dec dec_of_int(int64_t i)
{
    return i * DEC_ONE;
}

bool dec_fits(dec d)
{
    return magnitude(d) < LIMIT;
}

bool dec_to_int(dec d, int64_t *out)
{
    dec whole = d / DEC_ONE;
    if (d % DEC_ONE != 0 || whole < INT64_MIN || whole > INT64_MAX)
        return false;
    *out = (int64_t)whole;
    return true;
}

bool dec_add(dec a, dec b, dec *out)
{
    dec sum = 0;
    if (__builtin_add_overflow(a, b, &sum) || !dec_fits(sum))
        return false;
    *out = sum;
    return true;
}

bool dec_sub(dec a, dec b, dec *out)
{
    dec difference = 0;
    if (__builtin_sub_overflow(a, b, &difference) || !dec_fits(difference))
        return false;
    *out = difference;
    return true;
}

/* n / d, half up. */
static wide divide_rounded(wide n, wide d)
{
    wide quotient = n / d, rest = n % d;
    return quotient + (rest >= d - rest);
}

/* a * b / 10^12, half up, by way of the 256-bit product in four 64-bit limbs; WIDE_MAX if it is 2^128 or more. */
static wide scale_product(wide a, wide b)
{
    uint64_t x[2] = {(uint64_t)a, (uint64_t)(a >> 64)}, y[2] = {(uint64_t)b, (uint64_t)(b >> 64)}, limb[4] = {0};
    for (int i = 0; i < 2; i++) {
        uint64_t carry = 0;
        for (int j = 0; j < 2; j++) {
            wide t = (wide)x[i] * y[j] + limb[i + j] + carry;
            limb[i + j] = (uint64_t)t;
            carry = (uint64_t)(t >> 64);
        }
        limb[i + 2] = carry;
    }
    wide rest = 0;
    for (int i = 3; i >= 0; i--) {
        wide t = rest << 64 | limb[i];
        limb[i] = (uint64_t)(t / ONE);
        rest = t % ONE;
    }
    wide quotient = (wide)limb[1] << 64 | limb[0];
    if (limb[3] || limb[2] || quotient == WIDE_MAX)
        return WIDE_MAX;
    return quotient + (rest >= ONE - rest);
}

bool dec_mul(dec a, dec b, dec *out)
{
    wide x = magnitude(a), y = magnitude(b), product = 0;
    wide scaled = __builtin_mul_overflow(x, y, &product) ? scale_product(x, y) : divide_rounded(product, ONE);
    return give(scaled, (a < 0) != (b < 0), out);
}

/* The quotient grows by 10^12 in one step where the rest leaves room for that, else digit by digit. */
bool dec_div(dec a, dec b, dec *out)
{
    wide n = magnitude(a), d = magnitude(b);
    if (d == 0 || d > WIDE_MAX / 10)
        return false;
    wide quotient = n / d, rest = n % d;
    if (quotient >= LIMIT)
        return false;
    wide factor = d <= WIDE_MAX / ONE ? ONE : 10;
    for (wide scaled = 1; scaled < ONE; scaled *= factor) {
        rest *= factor;
        wide more = rest / d; /* less than factor */
        rest %= d;
        if (quotient >= LIMIT / factor)
            return false;
        quotient = quotient * factor + more;
    }
    return give(quotient + (rest >= d - rest), (a < 0) != (b < 0), out);
}

bool dec_mod(dec a, dec b, dec *out)
{
    return b != 0 && give(magnitude(a) % magnitude(b), a < 0, out);
}

bool dec_round(dec d, int places, dec *out)
{
    wide unit = 1;
    for (int i = places < -18 ? -18 : places; i < 12; i++)
        unit *= 10;
    return give(divide_rounded(magnitude(d), unit) * unit, d < 0, out);
}

dec dec_floor(dec d)
{
    dec rest = d % DEC_ONE;
    dec floor = d - rest;
    /* Only far outside what fits can one less overflow. */
    return rest < 0 && !__builtin_sub_overflow(floor, DEC_ONE, &floor) ? floor : d - rest;
}

bool dec_ceil(dec d, dec *out)
{
    dec rest = d % DEC_ONE;
    return rest > 0 ? dec_add(d - rest, DEC_ONE, out) : dec_add(d - rest, 0, out);
}
