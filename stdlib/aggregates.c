/* Aggregates: one state for each group, filled row by row. States are zeroed at the start; what they point to lies in the memory that lives until the finish. */
#ifndef _GNU_SOURCE
#define _GNU_SOURCE /* qsort_r */
#endif
#include <stdlib.h>

#include "runtime/model/vector.h"
#include "stdlib/eval.h"
#include "stdlib/samples.h"

/* One result for each group, as a vector. */
typedef value finish_one(function_call *call, const void *state, type t);

static status finish_each(function_call *call, const void *states, size_t size, size_t groups, vec *out, finish_one *one)
{
    type t = out->type;
    value *results = ARENA_ARRAY(call->scratch, groups, value);
    if (!results)
        return ST_NO_MEMORY;
    for (size_t g = 0; g < groups; g++)
        results[g] = one(call, (const char *)states + g * size, t);
    return vec_of_values(call->scratch, t, results, groups, out);
}

/* Defines aggregate_NAME from an update and the result of one state. */
#define AGGREGATE(NAME, STATE, UPDATE, RESULT)                                                                                             \
    static status finish_##NAME(function_call *call, const void *states, size_t groups, vec *out)                                          \
    {                                                                                                                                      \
        return finish_each(call, states, sizeof(STATE), groups, out, RESULT);                                                              \
    }                                                                                                                                      \
    const aggregate aggregate_##NAME = {.state_size = sizeof(STATE), .update = UPDATE, .finish = finish_##NAME};

/* ---- count ---- */

static status update_count(function_call *call, arena *memory, void *states, const uint32_t *group, const vec *arg, size_t count)
{
    (void)call, (void)memory, (void)arg;
    int64_t *counts = states;
    for (size_t i = 0; i < count; i++)
        counts[group[i]]++;
    return ST_OK;
}

static value count_result(function_call *call, const void *state, type t)
{
    (void)call;
    return (value){.type = t, .as.integer = *(const int64_t *)state};
}

AGGREGATE(count, int64_t, update_count, count_result)

/* ---- sum, avg ---- */

/* The type that is summed is kept for the mean, which is scaled by it. */
typedef struct sum_group {
    sum_state sum;
    type of;
} sum_group;

#define SUM_ROWS(AMOUNT, UNIT)                                                                                                             \
    do {                                                                                                                                   \
        for (size_t i = 0; i < count; i++) {                                                                                               \
            size_t k = vec_at(arg, i);                                                                                                     \
            sum_add(&groups[group[i]].sum, AMOUNT, UNIT);                                                                                  \
            groups[group[i]].of = arg->type;                                                                                               \
        }                                                                                                                                  \
    } while (0)

static status update_sum(function_call *call, arena *memory, void *states, const uint32_t *group, const vec *arg, size_t count)
{
    (void)call, (void)memory;
    sum_group *groups = states;
    switch ((type_kind)arg->type.kind) {
    case TYPE_INT:
        SUM_ROWS(arg->as.ints[k], 0);
        break;
    case TYPE_NUMBER:
        SUM_ROWS(arg->as.numbers[k], 0);
        break;
    case TYPE_MONEY:
        SUM_ROWS(arg->as.moneys[k].cents, arg->as.moneys[k].currency);
        break;
    case TYPE_DURATION:
        SUM_ROWS(arg->as.durations[k].amount, arg->as.durations[k].months);
        break;
    default:
        break;
    }
    return ST_OK;
}

static value sum_of_group(function_call *call, const void *state, type t)
{
    return sum_result(&((const sum_group *)state)->sum, call, t);
}

static value avg_of_group(function_call *call, const void *state, type t)
{
    const sum_group *g = state;
    return mean_result(&g->sum, call, g->of, t);
}

AGGREGATE(sum_int, sum_group, update_sum, sum_of_group)
AGGREGATE(sum_number, sum_group, update_sum, sum_of_group)
AGGREGATE(sum_money, sum_group, update_sum, sum_of_group)
AGGREGATE(sum_duration, sum_group, update_sum, sum_of_group)
AGGREGATE(avg_int, sum_group, update_sum, avg_of_group)
AGGREGATE(avg_number, sum_group, update_sum, avg_of_group)
AGGREGATE(avg_money, sum_group, update_sum, avg_of_group)
AGGREGATE(avg_duration, sum_group, update_sum, avg_of_group)

/* ---- min, max, first, last: one value kept ---- */

/* A text in `kept` may point into a dictionary of the block at hand; at the end of the block those that are new are copied. */
typedef struct kept_value {
    value kept;
    str fold;
    bool any, fresh, mixed;
} kept_value;

static status copy_text(arena *memory, str *s)
{
    str copy = arena_str(memory, *s);
    if (copy.n != s->n)
        return ST_NO_MEMORY;
    *s = copy;
    return ST_OK;
}

static status settle(arena *memory, kept_value *states, const uint32_t *group, const vec *arg, size_t count)
{
    for (size_t i = 0; arg->type.kind == TYPE_TEXT && i < count; i++) {
        kept_value *s = &states[group[i]];
        if (!s->fresh)
            continue;
        TRY(copy_text(memory, &s->kept.as.text));
        TRY(copy_text(memory, &s->fold));
        s->fresh = false;
    }
    return ST_OK;
}

static void keep(kept_value *s, const vec *arg, size_t i)
{
    s->kept = vec_scalar(arg, i);
    if (arg->type.kind == TYPE_TEXT)
        s->fold = vec_fold(arg, i);
    s->any = true;
    s->fresh = true;
}

static int compare_kept(function_call *call, const kept_value *s, const vec *arg, size_t i, const value *v)
{
    if (arg->type.kind == TYPE_TEXT)
        return dict_compare_texts(v->as.text, vec_fold(arg, i), s->kept.as.text, s->fold);
    return value_compare(v, &s->kept, call->order);
}

static status update_extreme(function_call *call, arena *memory, void *states, const uint32_t *group, const vec *arg, size_t count,
                             int sign)
{
    kept_value *groups = states;
    for (size_t i = 0; i < count; i++) {
        kept_value *s = &groups[group[i]];
        value v = vec_scalar(arg, i);
        s->mixed = s->mixed || (s->any && !same_unit(&s->kept, &v));
        if (!s->any || compare_kept(call, s, arg, i, &v) * sign < 0)
            keep(s, arg, i);
    }
    return settle(memory, groups, group, arg, count);
}

static status update_min(function_call *call, arena *memory, void *states, const uint32_t *group, const vec *arg, size_t count)
{
    return update_extreme(call, memory, states, group, arg, count, 1);
}

static status update_max(function_call *call, arena *memory, void *states, const uint32_t *group, const vec *arg, size_t count)
{
    return update_extreme(call, memory, states, group, arg, count, -1);
}

static status update_first(function_call *call, arena *memory, void *states, const uint32_t *group, const vec *arg, size_t count)
{
    (void)call;
    kept_value *groups = states;
    for (size_t i = 0; i < count; i++)
        if (!groups[group[i]].any)
            keep(&groups[group[i]], arg, i);
    return settle(memory, groups, group, arg, count);
}

static status update_last(function_call *call, arena *memory, void *states, const uint32_t *group, const vec *arg, size_t count)
{
    (void)call;
    kept_value *groups = states;
    for (size_t i = 0; i < count; i++)
        keep(&groups[group[i]], arg, i);
    return settle(memory, groups, group, arg, count);
}

static value kept_result(function_call *call, const void *state, type t)
{
    const kept_value *s = state;
    if (s->mixed)
        return mixed_result(call, t);
    value v = s->kept;
    v.type = t;
    v.missing = !s->any;
    return v;
}

AGGREGATE(min, kept_value, update_min, kept_result)
AGGREGATE(max, kept_value, update_max, kept_result)
AGGREGATE(first, kept_value, update_first, kept_result)
AGGREGATE(last, kept_value, update_last, kept_result)

/* ---- list, median: all values kept; a list then has each once ---- */

typedef struct value_list {
    value *items;
    size_t count, capacity;
} value_list;

static status update_list(function_call *call, arena *memory, void *states, const uint32_t *group, const vec *arg, size_t count)
{
    (void)call;
    value_list *groups = states;
    for (size_t i = 0; i < count; i++) {
        value_list *list = &groups[group[i]];
        value *v = arena_push(memory, (void **)&list->items, &list->count, &list->capacity, sizeof *v);
        if (!v)
            return ST_NO_MEMORY;
        *v = vec_scalar(arg, i);
        if (arg->type.kind == TYPE_TEXT)
            TRY(copy_text(memory, &v->as.text));
    }
    return ST_OK;
}

/* All values of all groups, one behind the other. */
static status gather_lists(function_call *call, const value_list *lists, size_t groups, type element, vec *out)
{
    size_t total = 0, at = 0;
    for (size_t g = 0; g < groups; g++)
        total += lists[g].count;
    value *all = ARENA_ARRAY(call->scratch, total, value);
    if (!all || total > UINT32_MAX)
        return ST_NO_MEMORY;
    for (size_t g = 0; g < groups; g++)
        for (size_t i = 0; i < lists[g].count; i++)
            all[at++] = lists[g].items[i];
    return vec_of_values(call->scratch, element, all, total, out);
}

/* What sorting numbers of elements needs. */
typedef struct element_order {
    const vec *elements;
    const col_link_order *links;
} element_order;

static int compare_elements(const void *a, const void *b, void *data)
{
    const element_order *order = data;
    return vec_compare(order->elements, *(const uint32_t *)a, *(const uint32_t *)b, order->links);
}

/* Sorts picks[0, count) by their elements and keeps one of those that are the same; how many are left. */
static size_t sort_distinct(uint32_t *picks, size_t count, element_order *order)
{
    size_t kept = 0;
    qsort_r(picks, count, sizeof *picks, compare_elements, order);
    for (size_t i = 0; i < count; i++)
        if (i == 0 || compare_elements(&picks[kept - 1], &picks[i], order) != 0)
            picks[kept++] = picks[i];
    return kept;
}

static status finish_list(function_call *call, const void *states, size_t groups, vec *out)
{
    const value_list *lists = states;
    vec all, *elements = ARENA_NEW(call->scratch, vec);
    TRY(gather_lists(call, lists, groups, type_element(out->type), &all));
    TRY(vec_make(call->scratch, out->type, groups, false, out));
    uint32_t *picks = ARENA_ARRAY(call->scratch, all.count, uint32_t);
    if (!elements || !picks)
        return ST_NO_MEMORY;
    element_order order = {&all, call->order};
    size_t from = 0, kept = 0;
    for (size_t g = 0; g < groups; g++) {
        uint32_t *own = picks + kept; /* never behind the group's place among all */
        for (size_t i = 0; i < lists[g].count; i++)
            own[i] = (uint32_t)(from + i);
        kept += sort_distinct(own, lists[g].count, &order);
        from += lists[g].count;
        out->as.set.offsets[g + 1] = (uint32_t)kept;
    }
    out->as.set.elements = elements;
    return vec_pick(call->scratch, &all, picks, kept, elements);
}

const aggregate aggregate_list = {.state_size = sizeof(value_list), .update = update_list, .finish = finish_list};

static int compare_values(const void *a, const void *b, void *call)
{
    return value_compare(a, b, ((const function_call *)call)->order);
}

/* The mean of two ints, numbers or amounts as a value of `t`; for the rest the lower one. */
static value middle_of(function_call *call, const value *low, const value *high, type t)
{
    type_kind kind = (type_kind)low->type.kind;
    if (kind != TYPE_INT && kind != TYPE_NUMBER && kind != TYPE_MONEY)
        return *low;
    sum_state s = {0};
    sum_take(&s, low);
    sum_take(&s, high);
    return mean_result(&s, call, low->type, t);
}

static value median_of(function_call *call, value *sorted, size_t n, type t)
{
    if (n == 0)
        return (value){.type = t, .missing = true};
    for (size_t i = 1; i < n; i++)
        if (!same_unit(&sorted[0], &sorted[i]))
            return mixed_result(call, t);
    qsort_r(sorted, n, sizeof *sorted, compare_values, call);
    return middle_of(call, &sorted[(n - 1) / 2], &sorted[n / 2], t);
}

static status finish_median(function_call *call, const void *states, size_t groups, vec *out)
{
    const value_list *lists = states;
    type t = out->type;
    value *results = ARENA_ARRAY(call->scratch, groups, value);
    if (!results)
        return ST_NO_MEMORY;
    for (size_t g = 0; g < groups; g++) {
        value *sorted = ARENA_ARRAY(call->scratch, lists[g].count, value);
        if (!sorted)
            return ST_NO_MEMORY;
        for (size_t i = 0; i < lists[g].count; i++)
            sorted[i] = lists[g].items[i];
        results[g] = median_of(call, sorted, lists[g].count, t);
    }
    return vec_of_values(call->scratch, t, results, groups, out);
}

const aggregate aggregate_median = {.state_size = sizeof(value_list), .update = update_list, .finish = finish_median};

/* ---- any, all ---- */

typedef struct truth {
    bool some_true, some_false;
} truth;

static status update_truth(function_call *call, arena *memory, void *states, const uint32_t *group, const vec *arg, size_t count)
{
    (void)call, (void)memory;
    truth *groups = states;
    for (size_t i = 0; i < count; i++) {
        bool is = arg->as.bools[vec_at(arg, i)] != 0;
        groups[group[i]].some_true |= is;
        groups[group[i]].some_false |= !is;
    }
    return ST_OK;
}

static value any_result(function_call *call, const void *state, type t)
{
    (void)call;
    return (value){.type = t, .as.boolean = ((const truth *)state)->some_true};
}

static value all_result(function_call *call, const void *state, type t)
{
    (void)call;
    return (value){.type = t, .as.boolean = !((const truth *)state)->some_false};
}

AGGREGATE(any, truth, update_truth, any_result)
AGGREGATE(all, truth, update_truth, all_result)
