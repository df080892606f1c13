/* Functions of dates, periods and lengths of time. */
#include "stdlib/eval.h"
#include "stdlib/period_sets.h"

/* ---- Ends and lengths ---- */

status eval_start(function_call *call, const vec *const *args, vec *out)
{
    TRY(vec_make(call->scratch, type_of(TYPE_DATE), call->count, false, out));
    for (size_t i = 0; i < call->count; i++)
        out->as.dates[i] = args[0]->as.periods[vec_at(args[0], i)].first;
    return ST_OK;
}

status eval_end(function_call *call, const vec *const *args, vec *out)
{
    TRY(vec_make(call->scratch, type_of(TYPE_DATE), call->count, false, out));
    for (size_t i = 0; i < call->count; i++)
        out->as.dates[i] = args[0]->as.periods[vec_at(args[0], i)].last;
    return ST_OK;
}

status eval_days(function_call *call, const vec *const *args, vec *out)
{
    TRY(vec_make(call->scratch, type_of(TYPE_INT), call->count, false, out));
    for (size_t i = 0; i < call->count; i++) {
        period p = args[0]->as.periods[vec_at(args[0], i)];
        out->as.ints[i] = cal_days(p);
        if (cal_open(p) && !vec_missing(args[0], i))
            TRY(eval_none(call, out, i));
    }
    return ST_OK;
}

status eval_weekday(function_call *call, const vec *const *args, vec *out)
{
    TRY(vec_make(call->scratch, type_of(TYPE_INT), call->count, false, out));
    for (size_t i = 0; i < call->count; i++)
        out->as.ints[i] = cal_weekday(args[0]->as.dates[vec_at(args[0], i)]);
    return ST_OK;
}

/* ---- The unit around a date ---- */

static status around(function_call *call, const vec *const *args, vec *out, cal_unit unit)
{
    TRY(vec_make(call->scratch, type_of(TYPE_PERIOD), call->count, false, out));
    for (size_t i = 0; i < call->count; i++)
        out->as.periods[i] = cal_around(args[0]->as.dates[vec_at(args[0], i)], unit, 0);
    return ST_OK;
}

#define AROUND(NAME, UNIT)                                                                                                                 \
    status eval_##NAME(function_call *call, const vec *const *args, vec *out)                                                              \
    {                                                                                                                                      \
        return around(call, args, out, UNIT);                                                                                              \
    }

AROUND(day, CAL_DAY)
AROUND(week, CAL_WEEK)
AROUND(month, CAL_MONTH)
AROUND(quarter, CAL_QUARTER)
AROUND(half, CAL_HALF)
AROUND(year, CAL_YEAR)

/* ---- The units that a period touches ---- */

static status put_units(period_sets *r, period p, cal_unit unit)
{
    for (day at = p.first; at >= CAL_FIRST && at <= p.last;) {
        period around_it = cal_around(at, unit, 0);
        TRY(period_sets_put(r, around_it));
        at = around_it.last + 1;
    }
    return ST_OK;
}

static status units_of(function_call *call, const vec *const *args, vec *out, cal_unit unit)
{
    const vec *from = args[0];
    period_sets r;
    TRY(period_sets_begin(&r, call, out));
    for (size_t i = 0; i < call->count; i++) {
        period p = from->as.periods[vec_at(from, i)];
        if (!vec_missing(from, i) && !cal_open(p))
            TRY(put_units(&r, p, unit));
        period_sets_row(&r);
    }
    return period_sets_end(&r);
}

#define UNITS_OF(NAME, UNIT)                                                                                                               \
    status eval_##NAME(function_call *call, const vec *const *args, vec *out)                                                              \
    {                                                                                                                                      \
        return units_of(call, args, out, UNIT);                                                                                            \
    }

UNITS_OF(days_of, CAL_DAY)
UNITS_OF(weeks_of, CAL_WEEK)
UNITS_OF(months_of, CAL_MONTH)
UNITS_OF(quarters_of, CAL_QUARTER)
UNITS_OF(halves_of, CAL_HALF)
UNITS_OF(years_of, CAL_YEAR)

/* ---- Making and cutting periods ---- */

status eval_period(function_call *call, const vec *const *args, vec *out)
{
    TRY(vec_make(call->scratch, type_of(TYPE_PERIOD), call->count, false, out));
    for (size_t i = 0; i < call->count; i++) {
        period p = {args[0]->as.dates[vec_at(args[0], i)], args[1]->as.dates[vec_at(args[1], i)]};
        out->as.periods[i] = p;
        if (p.last < p.first)
            TRY(eval_uncomputable(call, args, 2, out, i));
    }
    return ST_OK;
}

status eval_common(function_call *call, const vec *const *args, vec *out)
{
    TRY(vec_make(call->scratch, type_of(TYPE_PERIOD), call->count, false, out));
    for (size_t i = 0; i < call->count; i++) {
        period *r = &out->as.periods[i];
        *r = cal_common(args[0]->as.periods[vec_at(args[0], i)], args[1]->as.periods[vec_at(args[1], i)]);
        if (!r->first)
            TRY(eval_none(call, out, i));
    }
    return ST_OK;
}

/* ---- Moving ---- */

/* The length turned around; false for the one amount that has no opposite. */
static bool turned(duration d, duration *r)
{
    *r = d;
    return !__builtin_sub_overflow((int64_t)0, d.amount, &r->amount);
}

static bool move_date(day from, duration by, day *r)
{
    *r = by.months ? cal_add_months(from, by.amount) : cal_add_days(from, by.amount);
    return *r != 0;
}

static bool move_period(period from, duration by, period *r)
{
    *r = by.months ? cal_move_months(from, by.amount) : cal_move_days(from, by.amount);
    return r->first != 0;
}

static bool add_durations(duration x, duration y, duration *r)
{
    r->months = x.months;
    return x.months == y.months && !__builtin_add_overflow(x.amount, y.amount, &r->amount);
}

static bool subtract_durations(duration x, duration y, duration *r)
{
    r->months = x.months;
    return x.months == y.months && !__builtin_sub_overflow(x.amount, y.amount, &r->amount);
}

static bool multiply_duration(duration x, int64_t times, duration *r)
{
    r->months = x.months;
    return !__builtin_mul_overflow(x.amount, times, &r->amount);
}

static bool move_date_back(day from, duration by, day *r)
{
    return turned(by, &by) && move_date(from, by, r);
}

static bool move_period_back(period from, duration by, period *r)
{
    return turned(by, &by) && move_period(from, by, r);
}

EVAL_BINARY(eval_date_plus, day, dates, duration, durations, TYPE_DATE, dates, move_date(x, y, r), eval_uncomputable)
EVAL_BINARY(eval_date_minus, day, dates, duration, durations, TYPE_DATE, dates, move_date_back(x, y, r), eval_uncomputable)
EVAL_BINARY(eval_date_difference, day, dates, day, dates, TYPE_DURATION, durations, (*r = (duration){.amount = (int64_t)x - y}, true),
            eval_uncomputable)
EVAL_BINARY(eval_period_plus, period, periods, duration, durations, TYPE_PERIOD, periods, move_period(x, y, r), eval_uncomputable)
EVAL_BINARY(eval_period_minus, period, periods, duration, durations, TYPE_PERIOD, periods, move_period_back(x, y, r), eval_uncomputable)
EVAL_BINARY(eval_duration_plus, duration, durations, duration, durations, TYPE_DURATION, durations, add_durations(x, y, r),
            eval_uncomputable)
EVAL_BINARY(eval_duration_minus, duration, durations, duration, durations, TYPE_DURATION, durations, subtract_durations(x, y, r),
            eval_uncomputable)
EVAL_BINARY(eval_duration_times, duration, durations, int64_t, ints, TYPE_DURATION, durations, multiply_duration(x, y, r),
            eval_uncomputable)
EVAL_BINARY(eval_times_duration, int64_t, ints, duration, durations, TYPE_DURATION, durations, multiply_duration(y, x, r),
            eval_uncomputable)

EVAL_UNARY(eval_duration_negate, duration, durations, TYPE_DURATION, durations, turned(x, r))
