/* Columns into vectors: the rows of a block, widened. One tight loop for each stored width. */
#include "runtime/model/column_read.h"
#include "runtime/model/vector.h"

/* Writes `target` (an lvalue in i) from the integers of the column at rows[i]. The addition wraps, as the stored form asks. */
#define GATHER_WIDTH(W, c, target, T)                                                                                                      \
    do {                                                                                                                                   \
        const W *data_ = (c)->data;                                                                                                        \
        uint64_t base_ = (uint64_t)(c)->base;                                                                                              \
        for (size_t i = 0; i < count; i++)                                                                                                 \
            (target) = (T)(int64_t)(base_ + data_[rows[i]]);                                                                               \
    } while (0)

#define GATHER(c, target, T)                                                                                                               \
    do {                                                                                                                                   \
        switch ((c)->width) {                                                                                                              \
        case 1:                                                                                                                            \
            GATHER_WIDTH(uint8_t, c, target, T);                                                                                           \
            break;                                                                                                                         \
        case 2:                                                                                                                            \
            GATHER_WIDTH(uint16_t, c, target, T);                                                                                          \
            break;                                                                                                                         \
        case 4:                                                                                                                            \
            GATHER_WIDTH(uint32_t, c, target, T);                                                                                          \
            break;                                                                                                                         \
        case 8:                                                                                                                            \
            GATHER_WIDTH(uint64_t, c, target, T);                                                                                          \
            break;                                                                                                                         \
        default:                                                                                                                           \
            for (size_t i = 0; i < count; i++)                                                                                             \
                (target) = (T)(c)->base;                                                                                                   \
            break;                                                                                                                         \
        }                                                                                                                                  \
    } while (0)

static void gather_periods(const col *c, const uint32_t *rows, size_t count, period *out)
{
    GATHER(&c->first, out[i].first, day);
    GATHER(&c->second, out[i].last, day);
}

static void gather_durations(const col *c, const uint32_t *rows, size_t count, duration *out)
{
    GATHER(&c->first, out[i].amount, int64_t);
    GATHER(&c->second, out[i].months, bool);
}

static void gather_scalars(const col *c, const uint32_t *rows, size_t count, vec *out)
{
    switch ((type_kind)c->type.kind) {
    case TYPE_BOOL:
        GATHER(&c->first, out->as.bools[i], uint8_t);
        break;
    case TYPE_INT:
        GATHER(&c->first, out->as.ints[i], int64_t);
        break;
    case TYPE_NUMBER:
        for (size_t i = 0; i < count; i++)
            out->as.numbers[i] = col_number_at(c, rows[i]);
        break;
    case TYPE_MONEY:
        for (size_t i = 0; i < count; i++)
            out->as.moneys[i] = col_money_at(c, rows[i]);
        break;
    case TYPE_TEXT:
        GATHER(&c->first, out->as.text.codes[i], uint32_t);
        break;
    case TYPE_DATE:
        GATHER(&c->first, out->as.dates[i], day);
        break;
    case TYPE_PERIOD:
        gather_periods(c, rows, count, out->as.periods);
        break;
    case TYPE_DURATION:
        gather_durations(c, rows, count, out->as.durations);
        break;
    case TYPE_LINK:
        GATHER(&c->first, out->as.rows[i], uint32_t);
        break;
    default:
        break;
    }
}

static bool has_absent(const uint32_t *rows, size_t count)
{
    bool any = false;
    for (size_t i = 0; i < count; i++)
        any |= rows[i] == UINT32_MAX;
    return any;
}

/* The rows with 0 for absent ones, so that the loops need not look. */
static uint32_t *without_absent(arena *a, const uint32_t *rows, size_t count)
{
    uint32_t *safe = ARENA_ARRAY(a, count, uint32_t);
    for (size_t i = 0; safe && i < count; i++)
        safe[i] = rows[i] == UINT32_MAX ? 0 : rows[i];
    return safe;
}

static uint32_t set_size(const col *c, uint32_t row)
{
    return row == UINT32_MAX ? 0 : (uint32_t)col_set_size(c, row);
}

/* Appends the element numbers of a row's set. */
static uint32_t *put_items(const col *c, uint32_t row, uint32_t *to)
{
    if (row == UINT32_MAX)
        return to;
    if (c->offsets) {
        for (uint64_t at = c->offsets[row]; at < c->offsets[row + 1]; at++)
            *to++ = (uint32_t)col_int_at(&c->items, (size_t)at);
        return to;
    }
    for (uint64_t mask = (uint64_t)col_int_at(&c->first, row); mask; mask &= mask - 1)
        *to++ = (uint32_t)__builtin_ctzll(mask);
    return to;
}

static status gather_set(arena *a, const col *c, const uint32_t *rows, size_t count, vec *out)
{
    uint64_t total = 0;
    TRY(vec_make(a, c->type, count, false, out));
    for (size_t i = 0; i < count; i++) {
        total += set_size(c, rows[i]);
        if (total > UINT32_MAX)
            return ST_NO_MEMORY;
        out->as.set.offsets[i + 1] = (uint32_t)total;
    }
    uint32_t *numbers = ARENA_ARRAY(a, (size_t)total, uint32_t);
    vec *elements = ARENA_NEW(a, vec);
    if (!numbers || !elements)
        return ST_NO_MEMORY;
    uint32_t *end = numbers;
    for (size_t i = 0; i < count; i++)
        end = put_items(c, rows[i], end);
    out->as.set.elements = elements;
    return vec_gather(a, c->elements, numbers, (size_t)total, elements);
}

status vec_gather(arena *a, const col *c, const uint32_t *rows, size_t count, vec *out)
{
    if (c->type.set)
        return gather_set(a, c, rows, count, out);
    bool absent = has_absent(rows, count);
    TRY(vec_make(a, c->type, count, absent || c->missing, out));
    if (c->type.kind == TYPE_TEXT)
        out->as.text.dict = c->dict;
    for (size_t i = 0; out->missing && i < count; i++)
        out->missing[i] = rows[i] == UINT32_MAX || col_missing(c, rows[i]);
    if (absent) {
        rows = without_absent(a, rows, count);
        if (!rows)
            return ST_NO_MEMORY;
    }
    if (c->count)
        gather_scalars(c, rows, count, out);
    return ST_OK;
}
