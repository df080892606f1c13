/* Sums and means over values that come one by one. */
#include "stdlib/samples.h"

/* ---- Taking in ---- */

void sum_take(sum_state *s, const value *v)
{
    switch ((type_kind)v->type.kind) {
    case TYPE_INT:
        sum_add(s, v->as.integer, 0);
        break;
    case TYPE_NUMBER:
        sum_add(s, v->as.number, 0);
        break;
    case TYPE_MONEY:
        sum_add(s, v->as.money.cents, v->as.money.currency);
        break;
    case TYPE_DURATION:
        sum_add(s, v->as.duration.amount, v->as.duration.months);
        break;
    default:
        break;
    }
}

/* ---- Giving out ---- */

static value no_result(type t)
{
    return (value){.type = t, .missing = true};
}

static value uncomputable(function_call *call, type t)
{
    call->uncomputable++;
    return no_result(t);
}

value mixed_result(function_call *call, type t)
{
    if (t.kind != TYPE_MONEY)
        return uncomputable(call, t);
    call->mixed_currencies++;
    return no_result(t);
}

/* An amount in the plain form of its type (whole, scaled by 10^12, cents) as a value, unless it does not fit. */
static value amount_value(function_call *call, type t, dec amount, uint32_t unit)
{
    value v = {.type = t};
    bool fits_int = amount >= INT64_MIN && amount <= INT64_MAX;
    switch ((type_kind)t.kind) {
    case TYPE_INT:
        v.as.integer = (int64_t)amount;
        return fits_int ? v : uncomputable(call, t);
    case TYPE_NUMBER:
        v.as.number = amount;
        return dec_fits(amount) ? v : uncomputable(call, t);
    case TYPE_MONEY:
        v.as.money = (money){.cents = amount, .currency = unit};
        return dec_fits(amount) && dec_fits(money_amount(v.as.money)) ? v : uncomputable(call, t);
    case TYPE_DURATION:
        v.as.duration = (duration){.amount = (int64_t)amount, .months = unit != 0};
        return fits_int ? v : uncomputable(call, t);
    default:
        return no_result(t);
    }
}

value sum_result(const sum_state *s, function_call *call, type t)
{
    dec total;
    if (s->sum.count == 0)
        return no_result(t);
    if (s->mixed)
        return mixed_result(call, t);
    return exact_sum_total(&s->sum, &total) ? amount_value(call, t, total, s->unit) : uncomputable(call, t);
}

value mean_result(const sum_state *s, function_call *call, type of, type t)
{
    dec mean, scale = of.kind == TYPE_INT ? DEC_ONE : 1;
    if (s->sum.count == 0)
        return no_result(t);
    if (s->mixed)
        return mixed_result(call, t);
    return exact_sum_mean(&s->sum, scale, &mean) ? amount_value(call, t, mean, s->unit) : uncomputable(call, t);
}

/* ---- Order ---- */

bool same_unit(const value *a, const value *b)
{
    if (a->type.kind == TYPE_MONEY)
        return a->as.money.currency == b->as.money.currency;
    return a->type.kind != TYPE_DURATION || a->as.duration.months == b->as.duration.months;
}
