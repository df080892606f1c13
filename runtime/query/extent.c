/* From when to when the values of an expression can run. */
#include "runtime/query/extent.h"

#include "runtime/query/values.h"

/* The first days and the last days of what a column holds. */
typedef struct extent {
    period firsts, lasts;
} extent;

static bool stored_extent(checker *k, const plan_expr *e, bool some, extent *out)
{
    stored column = scope_origin(k, k->at.scope, e);
    return column.field && (some ? values_some_extent : values_extent)(k, column, &out->firsts, &out->lasts);
}

static period widened(period all, cal_unit unit)
{
    period from = cal_around(all.first, unit, 0), to = cal_around(all.last, unit, 0);
    return (period){from.first ? from.first : all.first, to.last ? to.last : all.last};
}

/* What a function of a time makes of it. */
static bool of_call(const plan_expr *e, const extent *inner, extent *out)
{
    static const struct {
        const char *name;
        cal_unit unit;
    } units[] = {{"day", CAL_DAY}, {"week", CAL_WEEK}, {"month", CAL_MONTH}, {"quarter", CAL_QUARTER}, {"year", CAL_YEAR}};
    str name = str_of(e->function->name);
    *out = *inner;
    if (str_equal(name, STR("start"))) {
        out->lasts = inner->firsts;
        return true;
    }
    if (str_equal(name, STR("end"))) {
        out->firsts = inner->lasts;
        return true;
    }
    for (size_t i = 0; i < sizeof units / sizeof *units; i++)
        if (str_equal(name, str_of(units[i].name))) {
            out->firsts = widened((period){inner->firsts.first, inner->lasts.last}, units[i].unit);
            out->lasts = out->firsts;
            return true;
        }
    return str_equal(name, STR("period"));
}

static bool find(checker *k, const plan_expr *e, bool some, extent *out)
{
    extent inner;
    bool time = e->type.kind == TYPE_DATE || e->type.kind == TYPE_PERIOD;
    if (!time)
        return false;
    if (e->kind == PLAN_CALL)
        return e->arg_count == 1 && find(k, e->args[0], some, &inner) && of_call(e, &inner, out);
    if (e->kind == PLAN_MAP)
        return find(k, e->args[1], some, out);
    return stored_extent(k, e, some, out);
}

static bool whole(checker *k, const plan_expr *e, bool some, period *out)
{
    extent found;
    if (!find(k, e, some, &found))
        return false;
    *out = (period){found.firsts.first, found.lasts.last};
    return true;
}

bool extent_of(checker *k, const plan_expr *e, period *out)
{
    return whole(k, e, false, out);
}

bool extent_of_some(checker *k, const plan_expr *e, period *out)
{
    return whole(k, e, true, out);
}
