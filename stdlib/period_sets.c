/* Results that are sets of periods. */
#include "stdlib/period_sets.h"

status period_sets_begin(period_sets *r, function_call *call, vec *out)
{
    *r = (period_sets){.call = call, .scratch = call->scratch, .out = out};
    return vec_make(call->scratch, type_set_of(type_of(TYPE_PERIOD)), call->count, false, out);
}

status period_sets_put(period_sets *r, period p)
{
    TRY(function_poll(r->call, r->count));
    period *item = arena_push(r->scratch, (void **)&r->items, &r->count, &r->capacity, sizeof *item);
    if (!item || r->count > UINT32_MAX)
        return ST_NO_MEMORY;
    *item = p;
    return ST_OK;
}

void period_sets_row(period_sets *r)
{
    r->out->as.set.offsets[++r->row] = (uint32_t)r->count;
}

status period_sets_end(period_sets *r)
{
    vec *elements = ARENA_NEW(r->scratch, vec);
    if (!elements)
        return ST_NO_MEMORY;
    *elements = (vec){.type = type_of(TYPE_PERIOD), .count = r->count, .mask = SIZE_MAX, .as.periods = r->items};
    r->out->as.set.elements = elements;
    return ST_OK;
}
