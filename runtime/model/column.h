/* Stored columns: compact, immutable, one type each.
 *
 * Integers of every meaning (numbers, dates, codes, rows) are kept in the narrowest width that holds them above a base; text is coded by a
 * sorted dictionary; a set is a bit mask over its distinct elements where they are at most 64, else a list of element numbers.
 * A column never changes once made and may be read from any number of threads. It may lie in an arena or in static memory. */
#ifndef CYQ_MODEL_COLUMN_H
#define CYQ_MODEL_COLUMN_H

#include "runtime/model/dict.h"
#include "runtime/model/type.h"

/* value(i) = base + data[i], data being unsigned integers of `width` bytes: 0 (all equal base, no data), 1, 2, 4, 8 (wraps). */
typedef struct col_ints {
    const void *data;
    uint8_t width;
    int64_t base;
} col_ints;

static inline int64_t col_int_at(const col_ints *c, size_t i)
{
    switch (c->width) {
    case 1:
        return c->base + ((const uint8_t *)c->data)[i];
    case 2:
        return c->base + ((const uint16_t *)c->data)[i];
    case 4:
        return c->base + (int64_t)((const uint32_t *)c->data)[i];
    case 8:
        return (int64_t)((uint64_t)c->base + ((const uint64_t *)c->data)[i]);
    default:
        return c->base;
    }
}

typedef struct col col;
struct col {
    type type;
    size_t count;
    const uint64_t *
        missing; /* bit i set: row i has no value; NULL: all have. Not used for sets: an empty set is missing. What stands in the other arrays
                                at a missing row is any valid filler. */
    /* first:  bool 0/1, int, date, text code, link row, first day of a period, amount of a duration, a number or money when `decimals` is NULL
     * second: last day of a period, 1 for a duration in months, the currency of money
     * of a number or money the stored integer times 10^-places is the value (places 0..12; money counts its amount, not cents) */
    col_ints first, second;
    uint8_t places;
    const dec *decimals; /* number: the value; money: its amount; where 64 bits do not do */
    const dict *dict;    /* text */
    /* sets: the distinct elements in sort order, none missing; then either one mask per row (bit k: elements[k] is in it) in `first`, or for
     * row i the element numbers item[offsets[i]] .. item[offsets[i+1]-1], ascending. */
    const col *elements;
    const uint64_t *offsets; /* count + 1; NULL when masks are used */
    col_ints items;
};

static inline bool col_missing(const col *c, size_t i)
{
    return c->missing && ((c->missing[i / 64] >> (i % 64)) & 1);
}

/* ---- One value, outside of columns ---- */

typedef struct value value;
struct value {
    type type;
    bool missing; /* also for an empty set */
    union {
        bool boolean;
        int64_t integer;
        dec number;
        money money;
        str text;
        day date;
        period period;
        duration duration;
        uint32_t row;
        struct {
            const value *items;
            size_t count;
        } set; /* in sort order, no two the same, none missing */
    } as;
};

/* The value of a row. Texts point into the dictionary. For a set only `missing` and as.set.count are given; its elements come
 * from col_set_item. No allocation, no failure. */
value col_value(const col *c, size_t row);
size_t col_set_size(const col *c, size_t row);
/* The k-th element of a row's set (k < size) as its element number; the value is col_value(c->elements, number). */
size_t col_set_item(const col *c, size_t row, size_t k);

/* ---- Making columns ---- */

typedef struct col_builder col_builder;

/* Knows the order of link rows: gives the sort position of a row of a collection (by its name, then row). May be NULL while links point into a collection
 * that is not made yet: elements are then ordered by row. */
typedef struct col_link_order {
    const void *data;
    uint32_t (*position)(const void *data, uint16_t target, uint32_t row);
} col_link_order;

/* A builder in `scratch` for a column of a type. NULL without memory. */
col_builder *col_builder_new(arena *scratch, type t, const col_link_order *order);
/* Appends one row; texts are copied. The type is the column's; a set value may come unsorted and with repeats. Missing when v->missing. */
status col_builder_add(col_builder *b, const value *v);
/* The finished column in `a`: narrowest widths, sorted dictionary, masks or lists. */
status col_builder_finish(col_builder *b, arena *a, const col **out);

/* A column of text in `a` from the provisional codes of a dictionary's builder, CODE_NONE for a missing value. The builder is used up. */
#define CODE_NONE UINT32_MAX
status col_of_codes(arena *a, arena *scratch, dict_builder *texts, const uint32_t *codes, size_t count, const col **out);

/* The order of two values of the same type as the language sorts: missing last; sets as they print. `order` may be NULL without links. */
int value_compare(const value *a, const value *b, const col_link_order *order);

#endif
