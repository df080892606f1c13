/* How long periods are in other units, what they share, and what sets of them cover. */
#include "stdlib/eval.h"
#include "stdlib/period_sets.h"

#include <stdlib.h>

/* ---- Lengths ---- */

enum { WEEK = 7, FRIDAY = 5 };

static int64_t workdays(period p)
{
    int64_t days = (int64_t)p.last - p.first + 1, count = days / WEEK * FRIDAY;
    for (int64_t rest = days % WEEK; rest > 0; rest--)
        count += cal_weekday((day)(p.last - rest + 1)) <= FRIDAY;
    return count;
}

static int64_t weeks(period p)
{
    return ((int64_t)p.last - p.first + 1) / WEEK;
}

/* The most months that the first day may move by without passing the day after the last. */
static int64_t months(period p)
{
    day after = p.last + 1;
    civil from = cal_civil(p.first), to = cal_civil(after);
    int64_t count = (int64_t)(to.year - from.year) * 12 + to.month - from.month;
    return cal_add_months(p.first, count) > after ? count - 1 : count;
}

static int64_t years(period p)
{
    return months(p) / 12;
}

static status length(function_call *call, const vec *const *args, vec *out, int64_t (*of)(period p))
{
    TRY(vec_make(call->scratch, type_of(TYPE_INT), call->count, false, out));
    for (size_t i = 0; i < call->count; i++) {
        period p = args[0]->as.periods[vec_at(args[0], i)];
        if (vec_missing(args[0], i))
            continue;
        if (cal_open(p))
            TRY(eval_none(call, out, i));
        else
            out->as.ints[i] = of(p);
    }
    return ST_OK;
}

#define LENGTH(NAME)                                                                                                                       \
    status eval_##NAME(function_call *call, const vec *const *args, vec *out)                                                              \
    {                                                                                                                                      \
        return length(call, args, out, NAME);                                                                                              \
    }

LENGTH(workdays)
LENGTH(weeks)
LENGTH(months)
LENGTH(years)

/* The days that both periods have; two with the same open end share more than can be counted. */
status eval_overlap(function_call *call, const vec *const *args, vec *out)
{
    TRY(vec_make(call->scratch, type_of(TYPE_INT), call->count, false, out));
    for (size_t i = 0; i < call->count; i++) {
        period both = cal_common(args[0]->as.periods[vec_at(args[0], i)], args[1]->as.periods[vec_at(args[1], i)]);
        out->as.ints[i] = cal_days(both);
        if (both.first && cal_open(both))
            TRY(eval_none(call, out, i));
    }
    return ST_OK;
}

/* ---- Days of a period ---- */

status eval_workday(function_call *call, const vec *const *args, vec *out)
{
    period_sets r;
    TRY(period_sets_begin(&r, call, out));
    for (size_t i = 0; i < call->count; i++) {
        period p = args[0]->as.periods[vec_at(args[0], i)];
        bool none = vec_missing(args[0], i) || cal_open(p);
        for (day d = p.first; !none && d <= p.last; d++)
            if (cal_weekday(d) <= FRIDAY)
                TRY(period_sets_put(&r, (period){d, d}));
        period_sets_row(&r);
    }
    return period_sets_end(&r);
}

status eval_weekdays_of(function_call *call, const vec *const *args, vec *out)
{
    vec *elements = ARENA_NEW(call->scratch, vec);
    size_t count = 0;
    TRY(vec_make(call->scratch, type_set_of(type_of(TYPE_INT)), call->count, false, out));
    if (!elements)
        return ST_NO_MEMORY;
    TRY(vec_make(call->scratch, type_of(TYPE_INT), call->count * WEEK, false, elements));
    for (size_t i = 0; i < call->count; i++) {
        period p = args[0]->as.periods[vec_at(args[0], i)];
        bool none = vec_missing(args[0], i) || cal_open(p);
        for (day d = p.first; !none && d <= p.last && d < p.first + WEEK; d++)
            elements->as.ints[count++] = cal_weekday(d);
        out->as.set.offsets[i + 1] = (uint32_t)count;
    }
    elements->count = count;
    out->as.set.elements = elements;
    return ST_OK;
}

/* ---- What sets of periods cover ---- */

static int by_begin(const void *a, const void *b)
{
    return cal_compare(*(const period *)a, *(const period *)b);
}

/* The periods of a row in `room`, in order, with those that overlap or touch made one; how many there are. */
static size_t merge(const vec *set, size_t i, period *room)
{
    size_t k = vec_at(set, i), count = 0, merged = 0;
    const vec *elements = set->as.set.elements;
    for (uint32_t e = set->as.set.offsets[k]; e < set->as.set.offsets[k + 1]; e++)
        room[count++] = elements->as.periods[vec_at(elements, e)];
    if (count == 0)
        return 0;
    qsort(room, count, sizeof *room, by_begin);
    for (size_t p = 1; p < count; p++) {
        if (room[p].first > room[merged].last + 1)
            room[++merged] = room[p];
        else if (room[p].last > room[merged].last)
            room[merged].last = room[p].last;
    }
    return merged + 1;
}

/* Room for the largest set of the rows. */
static period *room_for(function_call *call, const vec *set)
{
    size_t most = 0;
    for (size_t i = 0; i < call->count; i++) {
        size_t k = vec_at(set, i), size = set->as.set.offsets[k + 1] - set->as.set.offsets[k];
        most = size > most ? size : most;
    }
    return ARENA_ARRAY(call->scratch, most, period);
}

status eval_merged(function_call *call, const vec *const *args, vec *out)
{
    period_sets r;
    period *room = room_for(call, args[0]);
    if (!room)
        return ST_NO_MEMORY;
    TRY(period_sets_begin(&r, call, out));
    for (size_t i = 0; i < call->count; i++) {
        size_t count = merge(args[0], i, room);
        for (size_t p = 0; p < count; p++)
            TRY(period_sets_put(&r, room[p]));
        period_sets_row(&r);
    }
    return period_sets_end(&r);
}

static status put_gaps(period_sets *r, period whole, const period *covered, size_t count)
{
    day at = whole.first;
    for (size_t p = 0; p < count && covered[p].first <= whole.last; p++) {
        if (covered[p].first > at)
            TRY(period_sets_put(r, (period){at, covered[p].first - 1}));
        at = covered[p].last >= at ? covered[p].last + 1 : at;
    }
    return at <= whole.last ? period_sets_put(r, (period){at, whole.last}) : ST_OK;
}

status eval_gaps(function_call *call, const vec *const *args, vec *out)
{
    period_sets r;
    period *room = room_for(call, args[0]);
    if (!room)
        return ST_NO_MEMORY;
    TRY(period_sets_begin(&r, call, out));
    for (size_t i = 0; i < call->count; i++) {
        size_t count = merge(args[0], i, room);
        if (!vec_missing(args[1], i))
            TRY(put_gaps(&r, args[1]->as.periods[vec_at(args[1], i)], room, count));
        period_sets_row(&r);
    }
    return period_sets_end(&r);
}
