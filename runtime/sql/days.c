/* Bounds of the days of a period, from conditions. */
#include "runtime/sql/days.h"

#include <string.h>

/* ---- Bounds ---- */

static days_bounds unbounded(const plan_expr *of)
{
    return (days_bounds){.of = of, .firsts = {CAL_FIRST, CAL_LAST}, .lasts = {CAL_FIRST, CAL_LAST}};
}

static day later(day a, day b)
{
    return a > b ? a : b;
}

static day earlier(day a, day b)
{
    return a < b ? a : b;
}

static period shared(period a, period b)
{
    return (period){later(a.first, b.first), earlier(a.last, b.last)};
}

static period around_both(period a, period b)
{
    return (period){earlier(a.first, b.first), later(a.last, b.last)};
}

days_bounds days_both(days_bounds a, days_bounds b)
{
    return (days_bounds){.of = a.of, .firsts = shared(a.firsts, b.firsts), .lasts = shared(a.lasts, b.lasts)};
}

static bool same_period(const plan_expr *a, const plan_expr *b)
{
    return a->kind == b->kind && a->index == b->index && a->collection == b->collection && a->field == b->field;
}

/* ---- Comparisons ---- */

/* One day of a side of a comparison: the first or last of the period, or a constant one. */
typedef struct side {
    const plan_expr *of; /* NULL: constant */
    bool last;
    day constant;
} side;

static bool is_time(const plan_expr *e)
{
    return !e->type.set && (e->type.kind == TYPE_PERIOD || e->type.kind == TYPE_DATE);
}

static bool side_of_call(const plan_expr *e, bool last, side *out);

static bool side_of(const plan_expr *e, bool last, side *out)
{
    bool is_period = e->type.kind == TYPE_PERIOD;
    if (!is_time(e))
        return false;
    if (e->kind == PLAN_CALL)
        return side_of_call(e, last, out);
    if (e->kind == PLAN_CONST && !e->constant.missing) {
        const period p = e->constant.as.period;
        *out = (side){.constant = !is_period ? e->constant.as.date : last ? p.last : p.first};
        return true;
    }
    *out = (side){.of = e, .last = last};
    return is_period && (e->kind == PLAN_FIELD || (e->kind == PLAN_ELEMENT && e->index == 0));
}

/* start(when) and end(when) are days of it; a day as a period is that day. */
static bool side_of_call(const plan_expr *e, bool last, side *out)
{
    const char *name = e->function->name;
    if (e->arg_count != 1 || e->function->class != FN_SCALAR)
        return false;
    bool of_period = e->args[0]->type.kind == TYPE_PERIOD, start = strcmp(name, "start") == 0, end = strcmp(name, "end") == 0;
    if (of_period)
        return (start || end) && side_of(e->args[0], end, out);
    return (strcmp(name, "day") == 0 || strcmp(name, "period") == 0) && side_of(e->args[0], last, out);
}

typedef enum relation { BELOW, AT_MOST, AT_LEAST, ABOVE } relation;

/* What is so where a comparison is true: the first (or last) day of its left side stands so to a day of its right side. */
typedef struct need {
    bool left_last;
    relation is;
    bool right_last;
} need;

enum { FIRST = 0, LAST = 1, NEEDS_MAX = 4 };

static const struct {
    const char *name;
    need needs[NEEDS_MAX];
    size_t count;
} comparisons[] = {
    {"=", {{FIRST, AT_MOST, LAST}, {LAST, AT_LEAST, FIRST}}, 2},
    {"overlaps", {{FIRST, AT_MOST, LAST}, {LAST, AT_LEAST, FIRST}}, 2},
    {"within", {{FIRST, AT_LEAST, FIRST}, {LAST, AT_MOST, LAST}}, 2},
    {"contains", {{FIRST, AT_MOST, FIRST}, {LAST, AT_LEAST, LAST}}, 2},
    {"==", {{FIRST, AT_MOST, FIRST}, {FIRST, AT_LEAST, FIRST}, {LAST, AT_MOST, LAST}, {LAST, AT_LEAST, LAST}}, 4},
    {"<", {{LAST, BELOW, FIRST}}, 1},
    {"<=", {{LAST, AT_MOST, LAST}}, 1},
    {">", {{FIRST, ABOVE, LAST}}, 1},
    {">=", {{FIRST, AT_LEAST, FIRST}}, 1},
};

static const relation seen_from_right[] = {[BELOW] = ABOVE, [AT_MOST] = AT_LEAST, [AT_LEAST] = AT_MOST, [ABOVE] = BELOW};

static days_bounds bound(const side *s, relation is, day d)
{
    days_bounds b = unbounded(s->of);
    period *p = s->last ? &b.lasts : &b.firsts;
    if (is == BELOW || is == AT_MOST)
        p->last = later(CAL_FIRST, is == BELOW ? d - 1 : d);
    else
        p->first = earlier(CAL_LAST, is == ABOVE ? d + 1 : d);
    return b;
}

static days_bounds of_need(const need *n, const plan_expr *e)
{
    side left, right;
    if (!side_of(e->args[0], n->left_last, &left) || !side_of(e->args[1], n->right_last, &right) || !left.of == !right.of)
        return (days_bounds){0};
    return left.of ? bound(&left, n->is, right.constant) : bound(&right, seen_from_right[n->is], left.constant);
}

static days_bounds of_comparison(const plan_expr *e)
{
    days_bounds all = {0};
    if (e->arg_count != 2 || e->function->class != FN_PREDICATE)
        return all;
    for (size_t i = 0; i < sizeof comparisons / sizeof *comparisons; i++)
        for (size_t k = 0; strcmp(comparisons[i].name, e->function->name) == 0 && k < comparisons[i].count; k++) {
            days_bounds one = of_need(&comparisons[i].needs[k], e);
            all = all.of && one.of ? days_both(all, one) : one;
        }
    return all;
}

/* ---- Units of time ---- */

/* The unit around a day, also at the ends of the calendar. */
static period unit_around(day d, cal_unit unit)
{
    period p = cal_around(d, unit, 0);
    return p.first ? p : (period){CAL_FIRST, CAL_LAST};
}

/* Of a period, one of whose months has a first and a last day within the bounds. It touches that month, and has no open end, since those have no months. */
static days_bounds around_unit(const plan_expr *of, days_bounds b, cal_unit unit)
{
    days_bounds all = {.of = of, .firsts = {CAL_FIRST + 1, CAL_LAST}, .lasts = {CAL_FIRST, CAL_LAST - 1}};
    all.firsts.last = earlier(b.lasts.last, unit_around(b.firsts.last, unit).last);
    all.lasts.first = later(b.firsts.first, unit_around(b.lasts.first, unit).first);
    return all;
}

/* month(when) = 2025-10: some month that it touches. */
static days_bounds of_any(const plan_expr *e)
{
    const plan_expr *set = e->args[0];
    cal_unit unit;
    bool units = set->kind == PLAN_CALL && set->arg_count == 1 && set->function->class == FN_SCALAR && set->type.kind == TYPE_PERIOD &&
                 set->args[0]->kind == PLAN_FIELD && type_equal(set->args[0]->type, type_of(TYPE_PERIOD)) &&
                 cal_unit_named(str_of(set->function->name), &unit);
    if (!units)
        return (days_bounds){0};
    days_bounds b = days_of_condition(e->args[1]);
    return b.of && b.of->kind == PLAN_ELEMENT ? around_unit(set->args[0], b, unit) : (days_bounds){0};
}

/* ---- All conditions ---- */

/* All are true: what is known of the first period that something is known of. */
static days_bounds of_and(const plan_expr *e)
{
    days_bounds all = {0};
    for (size_t i = 0; i < e->arg_count; i++) {
        days_bounds one = days_of_condition(e->args[i]);
        if (!all.of)
            all = one;
        else if (one.of && same_period(all.of, one.of))
            all = days_both(all, one);
    }
    return all;
}

/* One of them is true: nothing is known unless each says something about the same period. */
static days_bounds of_or(const plan_expr *e)
{
    days_bounds all = days_of_condition(e->args[0]);
    for (size_t i = 1; i < e->arg_count && all.of; i++) {
        days_bounds one = days_of_condition(e->args[i]);
        if (!one.of || !same_period(all.of, one.of))
            return (days_bounds){0};
        all.firsts = around_both(all.firsts, one.firsts);
        all.lasts = around_both(all.lasts, one.lasts);
    }
    return all;
}

days_bounds days_of_condition(const plan_expr *e)
{
    switch (e->kind) {
    case PLAN_CALL:
        return of_comparison(e);
    case PLAN_ANY:
        return of_any(e);
    case PLAN_AND:
        return of_and(e);
    case PLAN_OR:
        return of_or(e);
    default:
        return (days_bounds){0};
    }
}
