/* Building columns: rows are collected as plain arrays; the finish numbers the distinct texts and set elements in their order and packs everything. */
#ifndef _GNU_SOURCE
#define _GNU_SOURCE /* qsort_r */
#endif
#include "runtime/model/column_pack.h"

#include <stdlib.h>
#include <string.h>

/* Elements that a mask has bits for. */
enum { MASK_BITS = 64 };

/* A builder of a set column keeps the elements of all rows, one after the other, in a builder of their own. */
struct col_builder {
    arena *scratch;
    type type;
    const col_link_order *order;
    raw_column raw; /* scalars; of sets only the count */
    size_t capacity;
    dict_builder *texts;
    col_builder *elements;
    uint64_t *ends; /* of each row: the elements up to its end */
};

/* ---- Collecting ---- */

static bool uses_second(type_kind kind)
{
    return kind == TYPE_PERIOD || kind == TYPE_DURATION || kind == TYPE_MONEY;
}

static bool uses_wide(type_kind kind)
{
    return kind == TYPE_NUMBER || kind == TYPE_MONEY;
}

col_builder *col_builder_new(arena *scratch, type t, const col_link_order *order)
{
    col_builder *b = ARENA_NEW(scratch, col_builder);
    if (!b)
        return NULL;
    b->scratch = scratch;
    b->type = t;
    b->order = order;
    if (t.set) {
        b->elements = col_builder_new(scratch, type_element(t), order);
        return b->elements ? b : NULL;
    }
    if (t.kind == TYPE_TEXT) {
        b->texts = dict_builder_new(scratch);
        return b->texts ? b : NULL;
    }
    return b;
}

static bool regrow(arena *a, void *place, size_t count, size_t capacity, size_t size)
{
    void *old = NULL, *larger = arena_array(a, capacity, size);
    if (!larger)
        return false;
    memcpy(&old, place, sizeof old); /* the pointer at `place` is of whatever type */
    if (count)
        memcpy(larger, old, count * size);
    memcpy(place, &larger, sizeof larger);
    return true;
}

/* Room for one more row in the arrays that the type uses. */
static status reserve(col_builder *b)
{
    raw_column *r = &b->raw;
    if (r->count < b->capacity)
        return ST_OK;
    if (b->capacity > SIZE_MAX / 4)
        return ST_NO_MEMORY;
    size_t capacity = b->capacity ? b->capacity * 2 : 16;
    type_kind kind = (type_kind)b->type.kind;
    bool done;
    if (b->type.set) {
        done = regrow(b->scratch, &b->ends, r->count, capacity, sizeof *b->ends);
    } else {
        done = regrow(b->scratch, &r->missing, r->count, capacity, sizeof *r->missing);
        done = done && (uses_wide(kind) || regrow(b->scratch, &r->first, r->count, capacity, sizeof *r->first));
        done = done && (!uses_second(kind) || regrow(b->scratch, &r->second, r->count, capacity, sizeof *r->second));
        done = done && (!uses_wide(kind) || regrow(b->scratch, &r->wide, r->count, capacity, sizeof *r->wide));
    }
    if (!done)
        return ST_NO_MEMORY;
    b->capacity = capacity;
    return ST_OK;
}

static status put_text(col_builder *b, size_t at, str text)
{
    uint32_t code = 0;
    TRY(dict_builder_add(b->texts, text, &code));
    b->raw.first[at] = code;
    return ST_OK;
}

static status put_value(col_builder *b, size_t at, const value *v)
{
    raw_column *r = &b->raw;
    switch ((type_kind)b->type.kind) {
    case TYPE_BOOL:
        r->first[at] = v->as.boolean;
        break;
    case TYPE_NUMBER:
        r->wide[at] = v->as.number;
        break;
    case TYPE_MONEY:
        r->wide[at] = money_amount(v->as.money);
        r->second[at] = v->as.money.currency;
        break;
    case TYPE_TEXT:
        return put_text(b, at, v->as.text);
    case TYPE_DATE:
        r->first[at] = v->as.date;
        break;
    case TYPE_PERIOD:
        r->first[at] = v->as.period.first;
        r->second[at] = v->as.period.last;
        break;
    case TYPE_DURATION:
        r->first[at] = v->as.duration.amount;
        r->second[at] = v->as.duration.months;
        break;
    case TYPE_LINK:
        r->first[at] = v->as.row;
        break;
    default:
        r->first[at] = v->as.integer;
        break;
    }
    return ST_OK;
}

static status add_set(col_builder *b, const value *v)
{
    for (size_t k = 0; !v->missing && k < v->as.set.count; k++)
        if (!v->as.set.items[k].missing)
            TRY(col_builder_add(b->elements, &v->as.set.items[k]));
    b->ends[b->raw.count++] = b->elements->raw.count;
    return ST_OK;
}

status col_builder_add(col_builder *b, const value *v)
{
    TRY(reserve(b));
    if (b->type.set)
        return add_set(b, v);
    size_t at = b->raw.count;
    b->raw.missing[at] = v->missing;
    if (!v->missing)
        TRY(put_value(b, at, v));
    b->raw.count++;
    return ST_OK;
}

/* ---- Scalars ---- */

/* The sorted dictionary of a text builder, whose codes then are final. Codes of missing rows stay 0, a filler. */
static status finish_texts(col_builder *b, arena *a, const dict **out)
{
    uint32_t *renumber;
    *out = NULL;
    if (b->type.kind != TYPE_TEXT)
        return ST_OK;
    TRY(dict_builder_finish(b->texts, a, b->scratch, out, &renumber));
    for (size_t i = 0; i < b->raw.count; i++)
        if (!b->raw.missing[i])
            b->raw.first[i] = renumber[b->raw.first[i]];
    return ST_OK;
}

static status finish_scalars(col_builder *b, arena *a, col *out)
{
    out->type = b->type;
    TRY(finish_texts(b, a, &out->dict));
    return pack_scalars(a, b->scratch, &b->raw, out);
}

status col_of_codes(arena *a, arena *scratch, dict_builder *texts, const uint32_t *codes, size_t count, const col **out)
{
    uint32_t *renumber;
    col *c = ARENA_NEW(a, col);
    raw_column raw = {.count = count, .first = ARENA_ARRAY(scratch, count, int64_t), .missing = ARENA_ARRAY(scratch, count, bool)};
    if (!c || !raw.first || !raw.missing)
        return ST_NO_MEMORY;
    c->type = type_of(TYPE_TEXT);
    TRY(dict_builder_finish(texts, a, scratch, &c->dict, &renumber));
    for (size_t i = 0; i < count; i++) {
        raw.missing[i] = codes[i] == CODE_NONE;
        raw.first[i] = raw.missing[i] ? 0 : renumber[codes[i]];
    }
    *out = c;
    return pack_scalars(a, scratch, &raw, c);
}

/* ---- Sets ---- */

#define COMPARE(a, b) (((a) > (b)) - ((a) < (b)))

/* The order of two collected scalars, none missing; that of value_compare. Text codes must be final. */
static int compare_raw(const col_builder *b, size_t i, size_t j)
{
    const raw_column *r = &b->raw;
    if (b->type.kind == TYPE_LINK && b->order && b->order->position) {
        uint32_t x = b->order->position(b->order->data, b->type.target, (uint32_t)r->first[i]);
        uint32_t y = b->order->position(b->order->data, b->type.target, (uint32_t)r->first[j]);
        if (x != y)
            return COMPARE(x, y);
    }
    if (b->type.kind == TYPE_PERIOD)
        return r->first[i] != r->first[j] ? COMPARE(r->first[i], r->first[j]) : COMPARE(r->second[i], r->second[j]);
    if (r->second && r->second[i] != r->second[j])
        return COMPARE(r->second[i], r->second[j]);
    return r->wide ? COMPARE(r->wide[i], r->wide[j]) : COMPARE(r->first[i], r->first[j]);
}

static int compare_elements(const void *a, const void *b, void *builder)
{
    return compare_raw(builder, *(const size_t *)a, *(const size_t *)b);
}

static int compare_numbers(const void *a, const void *b)
{
    return COMPARE(*(const int64_t *)a, *(const int64_t *)b);
}

/* What a set column is made of: the number of each collected element among the distinct ones, and one collected element for each distinct one. */
typedef struct numbering {
    int64_t *number;
    size_t *sample;
    size_t distinct;
} numbering;

static status number_elements(col_builder *e, arena *scratch, numbering *out)
{
    size_t n = e->raw.count;
    size_t *sorted = ARENA_ARRAY(scratch, n, size_t);
    out->number = ARENA_ARRAY(scratch, n, int64_t);
    out->sample = ARENA_ARRAY(scratch, n, size_t);
    out->distinct = 0;
    if (!sorted || !out->number || !out->sample)
        return ST_NO_MEMORY;
    for (size_t i = 0; i < n; i++)
        sorted[i] = i;
    if (n)
        qsort_r(sorted, n, sizeof *sorted, compare_elements, e);
    for (size_t i = 0; i < n; i++) {
        if (i == 0 || compare_raw(e, sorted[i - 1], sorted[i]) != 0)
            out->sample[out->distinct++] = sorted[i];
        out->number[sorted[i]] = (int64_t)out->distinct - 1;
    }
    return ST_OK;
}

/* The column of distinct elements, in their order. */
static status pack_elements(const col_builder *e, const numbering *n, const dict *texts, arena *a, const col **out)
{
    arena *scratch = e->scratch;
    const raw_column *from = &e->raw;
    raw_column raw = {.count = n->distinct, .missing = ARENA_ARRAY(scratch, n->distinct, bool)};
    raw.first = from->first ? ARENA_ARRAY(scratch, n->distinct, int64_t) : NULL;
    raw.second = from->second ? ARENA_ARRAY(scratch, n->distinct, int64_t) : NULL;
    raw.wide = from->wide ? ARENA_ARRAY(scratch, n->distinct, dec) : NULL;
    col *c = ARENA_NEW(a, col);
    bool made = c && raw.missing && !raw.first == !from->first && !raw.second == !from->second && !raw.wide == !from->wide;
    if (!made)
        return ST_NO_MEMORY;
    for (size_t k = 0; k < n->distinct; k++) {
        if (raw.first)
            raw.first[k] = from->first[n->sample[k]];
        if (raw.second)
            raw.second[k] = from->second[n->sample[k]];
        if (raw.wide)
            raw.wide[k] = from->wide[n->sample[k]];
    }
    c->type = e->type;
    c->dict = texts;
    *out = c;
    return pack_scalars(a, scratch, &raw, c);
}

static status pack_masks(const col_builder *b, const numbering *n, arena *a, col *out)
{
    int64_t *masks = ARENA_ARRAY(b->scratch, b->raw.count, int64_t);
    if (!masks)
        return ST_NO_MEMORY;
    size_t at = 0;
    for (size_t row = 0; row < b->raw.count; row++) {
        uint64_t mask = 0;
        for (; at < b->ends[row]; at++)
            mask |= (uint64_t)1 << n->number[at];
        masks[row] = (int64_t)mask;
    }
    return pack_ints(a, masks, NULL, b->raw.count, &out->first);
}

/* Sorts the numbers of one row and drops repeats; gives how many are left. */
static size_t tidy(int64_t *numbers, size_t count)
{
    if (count < 2)
        return count;
    qsort(numbers, count, sizeof *numbers, compare_numbers);
    size_t kept = 1;
    for (size_t i = 1; i < count; i++)
        if (numbers[i] != numbers[kept - 1])
            numbers[kept++] = numbers[i];
    return kept;
}

/* The numbers are moved together in place: a row's list never starts behind where its elements were collected. */
static status pack_lists(const col_builder *b, const numbering *n, arena *a, col *out)
{
    uint64_t *offsets = ARENA_ARRAY(a, b->raw.count + 1, uint64_t);
    if (!offsets)
        return ST_NO_MEMORY;
    size_t begin = 0, used = 0;
    for (size_t row = 0; row < b->raw.count; row++) {
        size_t kept = tidy(n->number + begin, b->ends[row] - begin);
        memmove(n->number + used, n->number + begin, kept * sizeof *n->number);
        used += kept;
        begin = b->ends[row];
        offsets[row + 1] = used;
    }
    out->offsets = offsets;
    return pack_ints(a, n->number, NULL, used, &out->items);
}

static status finish_sets(col_builder *b, arena *a, col *out)
{
    const dict *texts;
    numbering n;
    out->type = b->type;
    out->count = b->raw.count;
    TRY(finish_texts(b->elements, a, &texts));
    TRY(number_elements(b->elements, b->scratch, &n));
    TRY(pack_elements(b->elements, &n, texts, a, &out->elements));
    return n.distinct <= MASK_BITS ? pack_masks(b, &n, a, out) : pack_lists(b, &n, a, out);
}

status col_builder_finish(col_builder *b, arena *a, const col **out)
{
    col *c = ARENA_NEW(a, col);
    if (!c)
        return ST_NO_MEMORY;
    TRY(b->type.set ? finish_sets(b, a, c) : finish_scalars(b, a, c));
    *out = c;
    return ST_OK;
}
