/* Making vectors, and reading their rows as values. */
#ifndef _GNU_SOURCE
#define _GNU_SOURCE /* qsort_r */
#endif
#include "runtime/model/vector.h"

#include <stdlib.h>

#include "base/text.h"

/* ---- Making ---- */

size_t vec_item_size(type_kind kind)
{
    static const size_t sizes[TYPE_KIND_COUNT] = {
        [TYPE_NONE] = 1,
        [TYPE_BOOL] = sizeof(uint8_t),
        [TYPE_INT] = sizeof(int64_t),
        [TYPE_NUMBER] = sizeof(dec),
        [TYPE_MONEY] = sizeof(money),
        [TYPE_TEXT] = sizeof(uint32_t),
        [TYPE_DATE] = sizeof(day),
        [TYPE_PERIOD] = sizeof(period),
        [TYPE_DURATION] = sizeof(duration),
        [TYPE_LINK] = sizeof(uint32_t),
    };
    return sizes[kind];
}

void *vec_data(const vec *v)
{
    return v->type.kind == TYPE_TEXT ? (void *)v->as.text.codes : (void *)v->as.bools;
}

void vec_set_data(vec *v, void *data)
{
    if (v->type.kind == TYPE_TEXT)
        v->as.text.codes = data;
    else
        v->as.bools = data;
}

status vec_make(arena *a, type t, size_t count, bool with_missing, vec *out)
{
    *out = (vec){.type = t, .count = count, .mask = SIZE_MAX};
    if (t.set) {
        out->as.set.offsets = ARENA_ARRAY(a, count + 1, uint32_t);
        return out->as.set.offsets ? ST_OK : ST_NO_MEMORY;
    }
    void *data = arena_array(a, count, vec_item_size((type_kind)t.kind));
    if (with_missing)
        out->missing = ARENA_ARRAY(a, count, uint8_t);
    if (!data || (with_missing && !out->missing))
        return ST_NO_MEMORY;
    vec_set_data(out, data);
    return ST_OK;
}

/* ---- From values ---- */

static status texts_of_values(arena *a, const value *values, size_t count, vec *out)
{
    uint32_t *renumber;
    dict_builder *b = dict_builder_new(a);
    if (!b)
        return ST_NO_MEMORY;
    for (size_t i = 0; i < count; i++)
        TRY(dict_builder_add(b, values[i].missing ? STR("") : values[i].as.text, &out->as.text.codes[i]));
    TRY(dict_builder_finish(b, a, a, &out->as.text.dict, &renumber));
    for (size_t i = 0; i < count; i++)
        out->as.text.codes[i] = renumber[out->as.text.codes[i]];
    return ST_OK;
}

void vec_part(const vec *v, size_t begin, size_t count, vec *out)
{
    *out = *v;
    out->count = count;
    if (!v->mask)
        return;
    if (v->type.set)
        out->as.set.offsets += begin;
    else
        vec_set_data(out, (char *)vec_data(v) + begin * vec_item_size((type_kind)v->type.kind));
    if (v->missing)
        out->missing += begin;
}

void vec_put(vec *v, size_t i, const value *one)
{
    switch ((type_kind)v->type.kind) {
    case TYPE_BOOL:
        v->as.bools[i] = one->as.boolean;
        break;
    case TYPE_INT:
        v->as.ints[i] = one->as.integer;
        break;
    case TYPE_NUMBER:
        v->as.numbers[i] = one->as.number;
        break;
    case TYPE_MONEY:
        v->as.moneys[i] = one->as.money;
        break;
    case TYPE_DATE:
        v->as.dates[i] = one->as.date;
        break;
    case TYPE_PERIOD:
        v->as.periods[i] = one->as.period;
        break;
    case TYPE_DURATION:
        v->as.durations[i] = one->as.duration;
        break;
    case TYPE_LINK:
        v->as.rows[i] = one->as.row;
        break;
    default:
        break;
    }
}

status vec_of_values(arena *a, type t, const value *values, size_t count, vec *out)
{
    bool any = false;
    for (size_t i = 0; i < count; i++)
        any = any || values[i].missing;
    TRY(vec_make(a, t, count, any, out));
    for (size_t i = 0; any && i < count; i++)
        out->missing[i] = values[i].missing;
    if (t.kind == TYPE_TEXT)
        return texts_of_values(a, values, count, out);
    for (size_t i = 0; i < count; i++)
        if (!values[i].missing)
            vec_put(out, i, &values[i]);
    return ST_OK;
}

static status constant_set(arena *a, const value *v, size_t count, vec *out)
{
    size_t n = v->missing ? 0 : v->as.set.count;
    vec *elements = ARENA_NEW(a, vec);
    if (!elements || n > UINT32_MAX)
        return ST_NO_MEMORY;
    TRY(vec_make(a, v->type, 1, false, out));
    TRY(vec_of_values(a, type_element(v->type), v->as.set.items, n, elements));
    out->count = count;
    out->mask = 0;
    out->as.set.offsets[1] = (uint32_t)n;
    out->as.set.elements = elements;
    return ST_OK;
}

status vec_constant(arena *a, const value *v, size_t count, vec *out)
{
    if (v->type.set)
        return constant_set(a, v, count, out);
    TRY(vec_of_values(a, v->type, v, 1, out));
    out->count = count;
    out->mask = 0;
    return ST_OK;
}

/* ---- Rows of a vector ---- */

static status pick_set(arena *a, const vec *v, const uint32_t *rows, size_t count, vec *out)
{
    const uint32_t *from = v->as.set.offsets;
    uint64_t total = 0;
    TRY(vec_make(a, v->type, count, false, out));
    for (size_t i = 0; i < count; i++) {
        size_t k = vec_at(v, rows[i]);
        total += rows[i] == UINT32_MAX ? 0 : from[k + 1] - from[k];
        if (total > UINT32_MAX)
            return ST_NO_MEMORY;
        out->as.set.offsets[i + 1] = (uint32_t)total;
    }
    uint32_t *numbers = ARENA_ARRAY(a, (size_t)total, uint32_t);
    vec *elements = ARENA_NEW(a, vec);
    if (!numbers || !elements)
        return ST_NO_MEMORY;
    for (size_t i = 0, at = 0; i < count; i++) {
        uint32_t begin = rows[i] == UINT32_MAX ? 0 : from[vec_at(v, rows[i])];
        for (; at < out->as.set.offsets[i + 1]; at++)
            numbers[at] = begin++;
    }
    out->as.set.elements = elements;
    return vec_pick(a, v->as.set.elements, numbers, (size_t)total, elements);
}

#define PICK(target, source)                                                                                                               \
    do {                                                                                                                                   \
        for (size_t i = 0; i < count; i++)                                                                                                 \
            if (rows[i] != UINT32_MAX)                                                                                                     \
                (target)[i] = (source)[vec_at(v, rows[i])];                                                                                \
    } while (0)

static void pick_scalars(const vec *v, const uint32_t *rows, size_t count, vec *out)
{
    switch ((type_kind)v->type.kind) {
    case TYPE_BOOL:
        PICK(out->as.bools, v->as.bools);
        break;
    case TYPE_INT:
        PICK(out->as.ints, v->as.ints);
        break;
    case TYPE_NUMBER:
        PICK(out->as.numbers, v->as.numbers);
        break;
    case TYPE_MONEY:
        PICK(out->as.moneys, v->as.moneys);
        break;
    case TYPE_TEXT:
        out->as.text.dict = v->as.text.dict;
        PICK(out->as.text.codes, v->as.text.codes);
        break;
    case TYPE_DATE:
        PICK(out->as.dates, v->as.dates);
        break;
    case TYPE_PERIOD:
        PICK(out->as.periods, v->as.periods);
        break;
    case TYPE_DURATION:
        PICK(out->as.durations, v->as.durations);
        break;
    case TYPE_LINK:
        PICK(out->as.rows, v->as.rows);
        break;
    default:
        break;
    }
}

status vec_pick(arena *a, const vec *v, const uint32_t *rows, size_t count, vec *out)
{
    if (v->type.set)
        return pick_set(a, v, rows, count, out);
    bool any = false;
    for (size_t i = 0; i < count; i++)
        any = any || rows[i] == UINT32_MAX || vec_missing(v, rows[i]);
    TRY(vec_make(a, v->type, count, any, out));
    for (size_t i = 0; any && i < count; i++)
        out->missing[i] = rows[i] == UINT32_MAX || vec_missing(v, rows[i]);
    pick_scalars(v, rows, count, out);
    return ST_OK;
}

/* ---- Rows as values ---- */

str vec_text(const vec *v, size_t i)
{
    const dict *d = v->as.text.dict;
    uint32_t code = v->as.text.codes[vec_at(v, i)];
    return d && code < d->count ? d->text[code] : STR("");
}

str vec_fold(const vec *v, size_t i)
{
    const dict *d = v->as.text.dict;
    uint32_t code = v->as.text.codes[vec_at(v, i)];
    return d && code < d->count ? d->fold[code] : STR("");
}

value vec_scalar(const vec *v, size_t i)
{
    value out = {.type = v->type, .missing = vec_missing(v, i)};
    size_t k = vec_at(v, i);
    if (out.missing)
        return out;
    switch ((type_kind)v->type.kind) {
    case TYPE_BOOL:
        out.as.boolean = v->as.bools[k] != 0;
        break;
    case TYPE_NUMBER:
        out.as.number = v->as.numbers[k];
        break;
    case TYPE_MONEY:
        out.as.money = v->as.moneys[k];
        break;
    case TYPE_TEXT:
        out.as.text = vec_text(v, k);
        break;
    case TYPE_DATE:
        out.as.date = v->as.dates[k];
        break;
    case TYPE_PERIOD:
        out.as.period = v->as.periods[k];
        break;
    case TYPE_DURATION:
        out.as.duration = v->as.durations[k];
        break;
    case TYPE_LINK:
        out.as.row = v->as.rows[k];
        break;
    default:
        out.as.integer = v->as.ints[k];
        break;
    }
    return out;
}

static int compare_texts(const vec *v, size_t i, size_t j)
{
    uint32_t x = v->as.text.codes[vec_at(v, i)], y = v->as.text.codes[vec_at(v, j)];
    if (x == y || v->as.text.dict->sorted)
        return (x > y) - (x < y);
    return dict_compare_texts(vec_text(v, i), vec_fold(v, i), vec_text(v, j), vec_fold(v, j));
}

int vec_compare(const vec *v, size_t i, size_t j, const col_link_order *order)
{
    bool x_missing = vec_missing(v, i), y_missing = vec_missing(v, j);
    if (v->type.kind == TYPE_TEXT && !x_missing && !y_missing)
        return compare_texts(v, i, j);
    value x = vec_scalar(v, i), y = vec_scalar(v, j);
    return value_compare(&x, &y, order);
}

typedef struct element_order {
    const vec *elements;
    const col_link_order *order;
} element_order;

static int compare_elements(const void *a, const void *b, void *data)
{
    const element_order *by = data;
    return vec_compare(by->elements, *(const uint32_t *)a, *(const uint32_t *)b, by->order);
}

static status set_as_value(arena *a, const vec *v, size_t i, const col_link_order *order, value *out)
{
    size_t k = vec_at(v, i);
    uint32_t begin = v->as.set.offsets[k], n = v->as.set.offsets[k + 1] - begin;
    *out = (value){.type = v->type, .missing = n == 0};
    if (n == 0)
        return ST_OK;
    uint32_t *sorted = ARENA_ARRAY(a, n, uint32_t);
    value *items = ARENA_ARRAY(a, n, value);
    if (!sorted || !items)
        return ST_NO_MEMORY;
    for (uint32_t e = 0; e < n; e++)
        sorted[e] = begin + e;
    element_order by = {v->as.set.elements, order};
    qsort_r(sorted, n, sizeof *sorted, compare_elements, &by);
    size_t kept = 0;
    for (uint32_t e = 0; e < n; e++)
        if (e == 0 || compare_elements(&sorted[e - 1], &sorted[e], &by) != 0)
            items[kept++] = vec_scalar(v->as.set.elements, sorted[e]);
    out->as.set.items = items;
    out->as.set.count = kept;
    return ST_OK;
}

status vec_value(arena *a, const vec *v, size_t i, const col_link_order *order, value *out)
{
    if (v->type.set)
        return set_as_value(a, v, i, order, out);
    *out = vec_scalar(v, i);
    return ST_OK;
}
