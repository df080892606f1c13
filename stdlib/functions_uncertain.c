/* The periods that one may be which is known only by weeks, months, quarters, halves or years. */
#include "base/text.h"
#include "stdlib/eval.h"
#include "stdlib/period_sets.h"

/* From each day of the first unit to each day of the last, as far as they are in the period; in sort order. An open end is no day and stays. */
static status put_possible(period_sets *r, period p, cal_unit unit)
{
    period first = cal_around(p.first, unit, 0), last = cal_around(p.last, unit, 0);
    day latest_start = p.first == CAL_FIRST ? p.first : first.last < p.last ? first.last : p.last;
    day earliest_end = p.last == CAL_LAST ? p.last : last.first > p.first ? last.first : p.first;
    for (day start = p.first; start <= latest_start; start++)
        for (day end = start > earliest_end ? start : earliest_end; end <= p.last; end++)
            TRY(period_sets_put(r, (period){start, end}));
    return ST_OK;
}

/* What is no unit says nothing: the period stands as it is. */
static cal_unit unit_named(str word)
{
    cal_unit unit;
    return cal_unit_named(word, &unit) ? unit : CAL_DAY;
}

status eval_possible(function_call *call, const vec *const *args, vec *out)
{
    period_sets r;
    TRY(period_sets_begin(&r, call, out));
    for (size_t i = 0; i < call->count; i++) {
        period p = args[0]->as.periods[vec_at(args[0], i)];
        cal_unit unit = unit_named(vec_text(args[1], i));
        if (!eval_has_missing(args, 2, i))
            TRY(unit == CAL_DAY ? period_sets_put(&r, p) : put_possible(&r, p, unit));
        period_sets_row(&r);
    }
    return period_sets_end(&r);
}
