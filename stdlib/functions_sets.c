/* Sets made of values and of other sets. Two values are the same if they print the same; what comes out has none twice. */
#include "stdlib/eval.h"

/* ---- Results, row by row ---- */

typedef struct set_results {
    const function_call *call;
    arena *scratch;
    vec *out;
    value *items;
    size_t count, capacity;
    size_t row;
} set_results;

static status put(set_results *r, const value *v)
{
    TRY(function_poll(r->call, r->count));
    value *item = arena_push(r->scratch, (void **)&r->items, &r->count, &r->capacity, sizeof *item);
    if (!item || r->count > UINT32_MAX)
        return ST_NO_MEMORY;
    *item = *v;
    return ST_OK;
}

static status begin(set_results *r, function_call *call, vec *out)
{
    *r = (set_results){.call = call, .scratch = call->scratch, .out = out};
    return vec_make(call->scratch, out->type, call->count, false, out);
}

static void end_row(set_results *r)
{
    r->out->as.set.offsets[++r->row] = (uint32_t)r->count;
}

static status end(set_results *r)
{
    vec *elements = ARENA_NEW(r->scratch, vec);
    if (!elements)
        return ST_NO_MEMORY;
    r->out->as.set.elements = elements;
    return vec_of_values(r->scratch, type_element(r->out->type), r->items, r->count, elements);
}

/* ---- Two sets ---- */

/* Which values to keep: those only in the first set, only in the second, in both. */
typedef struct keeping {
    bool first, second, both;
} keeping;

/* The elements of a row in order, each once; how many there are. */
static status elements_of(function_call *call, const vec *set, size_t i, const value **items, size_t *count)
{
    value v;
    TRY(vec_value(call->scratch, set, i, call->order, &v));
    *items = v.missing ? NULL : v.as.set.items;
    *count = v.missing ? 0 : v.as.set.count;
    return ST_OK;
}

static status join_row(set_results *r, function_call *call, const vec *const *args, size_t i, keeping keep)
{
    const value *a = NULL, *b = NULL;
    size_t a_count = 0, b_count = 0;
    TRY(elements_of(call, args[0], i, &a, &a_count));
    TRY(elements_of(call, args[1], i, &b, &b_count));
    while (a_count > 0 || b_count > 0) {
        int order = a_count == 0 ? 1 : b_count == 0 ? -1 : value_compare(a, b, call->order);
        if (order < 0 ? keep.first : order > 0 ? keep.second : keep.both)
            TRY(put(r, order <= 0 ? a : b));
        if (order <= 0) {
            a++;
            a_count--;
        }
        if (order >= 0) {
            b++;
            b_count--;
        }
    }
    end_row(r);
    return ST_OK;
}

static status join_sets(function_call *call, const vec *const *args, vec *out, keeping keep)
{
    set_results r;
    TRY(begin(&r, call, out));
    for (size_t i = 0; i < call->count; i++)
        TRY(join_row(&r, call, args, i, keep));
    return end(&r);
}

status eval_together(function_call *call, const vec *const *args, vec *out)
{
    return join_sets(call, args, out, (keeping){true, true, true});
}

status eval_in_common(function_call *call, const vec *const *args, vec *out)
{
    return join_sets(call, args, out, (keeping){.both = true});
}

status eval_without(function_call *call, const vec *const *args, vec *out)
{
    return join_sets(call, args, out, (keeping){.first = true});
}

/* ---- Values ---- */

static status put_once(set_results *r, size_t from, const value *v, const col_link_order *order)
{
    for (size_t k = from; k < r->count; k++)
        if (value_compare(&r->items[k], v, order) == 0)
            return ST_OK;
    return put(r, v);
}

static status set_of(function_call *call, const vec *const *args, size_t count, vec *out)
{
    set_results r;
    TRY(begin(&r, call, out));
    for (size_t i = 0; i < call->count; i++) {
        size_t from = r.count;
        bool whole = !eval_has_missing(args, count, i);
        for (size_t a = 0; whole && a < count; a++) {
            value v = vec_scalar(args[a], i);
            TRY(put_once(&r, from, &v, call->order));
        }
        end_row(&r);
    }
    return end(&r);
}

#define SET_OF(NAME, COUNT)                                                                                                                \
    status eval_##NAME(function_call *call, const vec *const *args, vec *out)                                                              \
    {                                                                                                                                      \
        return set_of(call, args, COUNT, out);                                                                                             \
    }

SET_OF(set_of_one, 1)
SET_OF(set_of_two, 2)
SET_OF(set_of_three, 3)
SET_OF(set_of_four, 4)
