/* Window functions: a value beside each row, of the rows that belong to its part. Each goes over the rows once or twice. */
#include "stdlib/eval.h"
#include "stdlib/samples.h"

/* ---- number ---- */

status window_number(function_call *call, const uint32_t *part, size_t parts, const vec *arg, vec *out)
{
    (void)arg;
    int64_t *seen = ARENA_ARRAY(call->scratch, parts, int64_t);
    TRY(vec_make(call->scratch, type_of(TYPE_INT), call->count, false, out));
    if (!seen)
        return ST_NO_MEMORY;
    for (size_t i = 0; i < call->count; i++)
        out->as.ints[i] = ++seen[part[i]];
    return ST_OK;
}

/* ---- previous, next ---- */

/* Notes the neighbour of row i: the row of its part that was come by last. */
static void step(const uint32_t *part, uint32_t *latest, uint32_t *neighbour, size_t i)
{
    uint32_t *at = &latest[part[i]];
    neighbour[i] = *at - 1; /* 0 is none and becomes UINT32_MAX */
    *at = (uint32_t)i + 1;
}

static status neighbours(function_call *call, const uint32_t *part, size_t parts, const vec *arg, bool backwards, vec *out)
{
    uint32_t *latest = ARENA_ARRAY(call->scratch, parts, uint32_t), *neighbour = ARENA_ARRAY(call->scratch, call->count, uint32_t);
    if (!latest || !neighbour)
        return ST_NO_MEMORY;
    for (size_t i = 0; i < call->count; i++)
        step(part, latest, neighbour, backwards ? call->count - 1 - i : i);
    return vec_pick(call->scratch, arg, neighbour, call->count, out);
}

status window_previous(function_call *call, const uint32_t *part, size_t parts, const vec *arg, vec *out)
{
    return neighbours(call, part, parts, arg, false, out);
}

status window_next(function_call *call, const uint32_t *part, size_t parts, const vec *arg, vec *out)
{
    return neighbours(call, part, parts, arg, true, out);
}

/* ---- running ---- */

status window_running(function_call *call, const uint32_t *part, size_t parts, const vec *arg, vec *out)
{
    type t = out->type;
    sum_state *sums = ARENA_ARRAY(call->scratch, parts, sum_state);
    TRY(vec_make(call->scratch, t, call->count, true, out));
    if (!sums)
        return ST_NO_MEMORY;
    for (size_t i = 0; i < call->count; i++) {
        value v = vec_scalar(arg, i);
        if (!v.missing)
            sum_take(&sums[part[i]], &v);
        v = sum_result(&sums[part[i]], call, t);
        out->missing[i] = v.missing;
        if (!v.missing)
            vec_put(out, i, &v);
    }
    return ST_OK;
}

/* ---- share ---- */

/* The plain amount of a value, as sums count it. */
static dec plain(const value *v)
{
    switch ((type_kind)v->type.kind) {
    case TYPE_INT:
        return v->as.integer;
    case TYPE_MONEY:
        return v->as.money.cents;
    default:
        return v->as.number;
    }
}

/* What the value is of the sum; false if it cannot be computed, which is counted. */
static bool share_of(function_call *call, const value *v, const sum_state *s, dec *out)
{
    dec total;
    if (s->mixed) {
        call->mixed_currencies++;
        return false;
    }
    bool computed = exact_sum_total(&s->sum, &total) && dec_div(plain(v), total, out);
    call->uncomputable += !computed;
    return computed;
}

status window_share(function_call *call, const uint32_t *part, size_t parts, const vec *arg, vec *out)
{
    sum_state *sums = ARENA_ARRAY(call->scratch, parts, sum_state);
    TRY(vec_make(call->scratch, type_of(TYPE_NUMBER), call->count, true, out));
    if (!sums)
        return ST_NO_MEMORY;
    for (size_t i = 0; i < call->count; i++) {
        value v = vec_scalar(arg, i);
        if (!v.missing)
            sum_take(&sums[part[i]], &v);
    }
    for (size_t i = 0; i < call->count; i++) {
        value v = vec_scalar(arg, i);
        out->missing[i] = v.missing || !share_of(call, &v, &sums[part[i]], &out->as.numbers[i]);
    }
    return ST_OK;
}
