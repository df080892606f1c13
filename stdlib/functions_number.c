/* Arithmetic of whole numbers, decimals and money: exact, rounded once, missing where there is no result. */
#include "stdlib/eval.h"

/* ---- Whole numbers ---- */

static bool int_mod(int64_t x, int64_t y, int64_t *r)
{
    if (y == 0)
        return false;
    *r = y == -1 ? 0 : x % y; /* INT64_MIN % -1 traps */
    return true;
}

#define INT_BINARY(NAME, COMPUTE) EVAL_BINARY(NAME, int64_t, ints, int64_t, ints, TYPE_INT, ints, COMPUTE, eval_uncomputable)

INT_BINARY(eval_int_plus, !__builtin_add_overflow(x, y, r))
INT_BINARY(eval_int_minus, !__builtin_sub_overflow(x, y, r))
INT_BINARY(eval_int_times, !__builtin_mul_overflow(x, y, r))
INT_BINARY(eval_int_mod, int_mod(x, y, r))

EVAL_UNARY(eval_int_negate, int64_t, ints, TYPE_INT, ints, !__builtin_sub_overflow((int64_t)0, x, r))
EVAL_UNARY(eval_int_abs, int64_t, ints, TYPE_INT, ints, x >= 0 ? (*r = x, true) : !__builtin_sub_overflow((int64_t)0, x, r))
EVAL_UNARY(eval_int_sign, int64_t, ints, TYPE_INT, ints, (*r = (x > 0) - (x < 0), true))
EVAL_UNARY(eval_number, int64_t, ints, TYPE_NUMBER, numbers, (*r = dec_of_int(x), dec_fits(*r)))

/* ---- Decimals ---- */

static bool floor_of(dec x, int64_t *r)
{
    return dec_to_int(dec_floor(x), r);
}

static bool ceil_of(dec x, int64_t *r)
{
    dec whole = 0;
    return dec_ceil(x, &whole) && dec_to_int(whole, r);
}

/* dec_round takes any places; an int64 is brought into its range first. */
static bool round_to(dec x, int64_t places, dec *r)
{
    int near = places > 100 ? 100 : places < -100 ? -100 : (int)places;
    return dec_round(x, near, r);
}

#define NUMBER_BINARY(NAME, COMPUTE) EVAL_BINARY(NAME, dec, numbers, dec, numbers, TYPE_NUMBER, numbers, COMPUTE, eval_uncomputable)

NUMBER_BINARY(eval_number_plus, dec_add(x, y, r))
NUMBER_BINARY(eval_number_minus, dec_sub(x, y, r))
NUMBER_BINARY(eval_number_times, dec_mul(x, y, r))
NUMBER_BINARY(eval_number_by, dec_div(x, y, r))
NUMBER_BINARY(eval_number_mod, dec_mod(x, y, r))

EVAL_UNARY(eval_number_negate, dec, numbers, TYPE_NUMBER, numbers, (*r = -x, true))
EVAL_UNARY(eval_number_abs, dec, numbers, TYPE_NUMBER, numbers, (*r = x < 0 ? -x : x, true))
EVAL_UNARY(eval_number_sign, dec, numbers, TYPE_INT, ints, (*r = (x > 0) - (x < 0), true))
EVAL_UNARY(eval_floor, dec, numbers, TYPE_INT, ints, floor_of(x, r))
EVAL_UNARY(eval_ceil, dec, numbers, TYPE_INT, ints, ceil_of(x, r))
EVAL_UNARY(eval_round, dec, numbers, TYPE_NUMBER, numbers, dec_round(x, 0, r))
EVAL_BINARY(eval_round_places, dec, numbers, int64_t, ints, TYPE_NUMBER, numbers, round_to(x, y, r), eval_uncomputable)

/* ---- Money ---- */

/* The least count of cents that does not fit. */
#define CENTS_LIMIT (DEC_ONE * 100000000)

static bool give_money(dec cents, uint32_t currency, money *r)
{
    *r = (money){.cents = cents, .currency = currency};
    return -CENTS_LIMIT < cents && cents < CENTS_LIMIT;
}

static bool money_plus(money x, money y, money *r)
{
    return give_money(x.cents + y.cents, x.currency, r) && x.currency == y.currency;
}

static bool money_minus(money x, money y, money *r)
{
    return give_money(x.cents - y.cents, x.currency, r) && x.currency == y.currency;
}

/* Cents are whole, a decimal carries 10^12: their product without that scale is cents again, and so is their quotient with it. Both round once. */
static bool money_times(money x, dec y, money *r)
{
    dec cents = 0;
    return dec_mul(x.cents, y, &cents) && give_money(cents, x.currency, r);
}

static bool money_by(money x, dec y, money *r)
{
    dec cents = 0;
    return dec_div(x.cents, y, &cents) && give_money(cents, x.currency, r);
}

static bool money_round(money x, int64_t places, money *r)
{
    dec amount = 0;
    return round_to(money_amount(x), places, &amount) && money_of(amount, x.currency, r);
}

/* Why two amounts have no result: their currencies, or their size. */
static status fail_money(function_call *call, const vec *const *args, size_t count, vec *out, size_t i)
{
    uint32_t x = args[0]->as.moneys[vec_at(args[0], i)].currency, y = args[1]->as.moneys[vec_at(args[1], i)].currency;
    return x != y ? eval_mixed(call, args, count, out, i) : eval_uncomputable(call, args, count, out, i);
}

EVAL_BINARY(eval_money_plus, money, moneys, money, moneys, TYPE_MONEY, moneys, money_plus(x, y, r), fail_money)
EVAL_BINARY(eval_money_minus, money, moneys, money, moneys, TYPE_MONEY, moneys, money_minus(x, y, r), fail_money)
EVAL_BINARY(eval_money_times, money, moneys, dec, numbers, TYPE_MONEY, moneys, money_times(x, y, r), eval_uncomputable)
EVAL_BINARY(eval_times_money, dec, numbers, money, moneys, TYPE_MONEY, moneys, money_times(y, x, r), eval_uncomputable)
EVAL_BINARY(eval_money_by, money, moneys, dec, numbers, TYPE_MONEY, moneys, money_by(x, y, r), eval_uncomputable)
EVAL_BINARY(eval_money_ratio, money, moneys, money, moneys, TYPE_NUMBER, numbers, x.currency == y.currency && dec_div(x.cents, y.cents, r),
            fail_money)
EVAL_BINARY(eval_money_round_places, money, moneys, int64_t, ints, TYPE_MONEY, moneys, money_round(x, y, r), eval_uncomputable)

EVAL_UNARY(eval_money_round, money, moneys, TYPE_MONEY, moneys, money_round(x, 0, r))
EVAL_UNARY(eval_money_negate, money, moneys, TYPE_MONEY, moneys, (*r = (money){-x.cents, x.currency}, true))
EVAL_UNARY(eval_money_abs, money, moneys, TYPE_MONEY, moneys, (*r = (money){x.cents < 0 ? -x.cents : x.cents, x.currency}, true))
EVAL_UNARY(eval_money_sign, money, moneys, TYPE_INT, ints, (*r = (x.cents > 0) - (x.cents < 0), true))
