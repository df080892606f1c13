/* Measures: of the whole set of a row, with every element that a path reached, equal ones included. */
#include "stdlib/samples.h"

#include "runtime/model/print.h"
#include "stdlib/eval.h"

typedef struct element_range {
    const vec *elements;
    uint32_t begin, end;
} element_range;

static element_range elements_of(const vec *set, size_t i)
{
    size_t k = vec_at(set, i);
    return (element_range){set->as.set.elements, set->as.set.offsets[k], set->as.set.offsets[k + 1]};
}

status eval_size(function_call *call, const vec *const *args, vec *out)
{
    TRY(vec_make(call->scratch, type_of(TYPE_INT), call->count, false, out));
    for (size_t i = 0; i < call->count; i++) {
        element_range r = elements_of(args[0], i);
        out->as.ints[i] = r.end - r.begin;
    }
    return ST_OK;
}

/* One result for each row, from its elements. */
typedef value measure(function_call *call, element_range r, type t);

static status measured(function_call *call, const vec *const *args, vec *out, measure *with)
{
    type t = out->type;
    value *results = ARENA_ARRAY(call->scratch, call->count, value);
    if (!results)
        return ST_NO_MEMORY;
    for (size_t i = 0; i < call->count; i++)
        results[i] = with(call, elements_of(args[0], i), t);
    return vec_of_values(call->scratch, t, results, call->count, out);
}

/* ---- Sums ---- */

static sum_state sum_of(element_range r)
{
    sum_state s = {0};
    for (uint32_t e = r.begin; e < r.end; e++) {
        value v = vec_scalar(r.elements, e);
        sum_take(&s, &v);
    }
    return s;
}

static value total(function_call *call, element_range r, type t)
{
    sum_state s = sum_of(r);
    return sum_result(&s, call, t);
}

static value mean(function_call *call, element_range r, type t)
{
    sum_state s = sum_of(r);
    return mean_result(&s, call, r.elements->type, t);
}

#define MEASURE(NAME, WITH)                                                                                                                \
    status eval_##NAME(function_call *call, const vec *const *args, vec *out)                                                              \
    {                                                                                                                                      \
        return measured(call, args, out, WITH);                                                                                            \
    }

MEASURE(total_int, total)
MEASURE(total_number, total)
MEASURE(total_money, total)
MEASURE(mean_int, mean)
MEASURE(mean_number, mean)
MEASURE(mean_money, mean)

/* ---- Extremes ---- */

/* The element that comes first (sign 1) or last (sign -1). */
static value extreme(function_call *call, element_range r, type t, int sign)
{
    value best = {.type = t, .missing = true};
    uint32_t at = r.begin;
    for (uint32_t e = r.begin; e < r.end; e++) {
        value v = vec_scalar(r.elements, e);
        if (e > r.begin && !same_unit(&best, &v))
            return mixed_result(call, t);
        if (e == r.begin || vec_compare(r.elements, e, at, call->order) * sign < 0) {
            best = v;
            at = e;
        }
    }
    best.type = t;
    return best;
}

static value least(function_call *call, element_range r, type t)
{
    return extreme(call, r, t, 1);
}

static value greatest(function_call *call, element_range r, type t)
{
    return extreme(call, r, t, -1);
}

MEASURE(least, least)
MEASURE(greatest, greatest)

/* ---- Pairs ---- */

static status put_pair(text_results *r, sbuf *text, const value *a, const value *b, vec *elements)
{
    sbuf_clear(text);
    value_print(text, a);
    sbuf_add(text, STR(" + "));
    value_print(text, b);
    if (text->failed)
        return ST_NO_MEMORY;
    elements->count++;
    return text_results_put(r, sbuf_str(text));
}

static status put_pairs(text_results *r, sbuf *text, const value *set, vec *elements)
{
    for (size_t a = 0; !set->missing && a < set->as.set.count; a++)
        for (size_t b = a + 1; b < set->as.set.count; b++)
            TRY(put_pair(r, text, &set->as.set.items[a], &set->as.set.items[b], elements));
    return ST_OK;
}

/* The sets of all rows as values, and in out->offsets where each row's pairs begin. */
static status read_sets(function_call *call, const vec *from, value *sets, vec *out)
{
    uint64_t pairs = 0;
    for (size_t i = 0; i < call->count; i++) {
        TRY(vec_value(call->scratch, from, i, call->order, &sets[i]));
        uint64_t n = sets[i].missing ? 0 : sets[i].as.set.count;
        pairs += n ? n * (n - 1) / 2 : 0;
        if (pairs > UINT32_MAX)
            return ST_NO_MEMORY;
        out->as.set.offsets[i + 1] = (uint32_t)pairs;
    }
    return ST_OK;
}

status eval_pairs(function_call *call, const vec *const *args, vec *out)
{
    value *sets = ARENA_ARRAY(call->scratch, call->count, value);
    vec *elements = ARENA_NEW(call->scratch, vec);
    text_results r;
    sbuf text = {0};
    if (!sets || !elements)
        return ST_NO_MEMORY;
    TRY(vec_make(call->scratch, type_set_of(type_of(TYPE_TEXT)), call->count, false, out));
    TRY(read_sets(call, args[0], sets, out));
    TRY(text_results_begin(&r, call, out->as.set.offsets[call->count], elements));
    elements->count = 0;
    status done = ST_OK;
    for (size_t i = 0; done == ST_OK && i < call->count; i++)
        done = put_pairs(&r, &text, &sets[i], elements);
    sbuf_free(&text);
    out->as.set.elements = elements;
    return done == ST_OK ? text_results_end(&r) : done;
}
