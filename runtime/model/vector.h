/* Values in blocks, wide and easy to compute with: what expressions are evaluated in.
 *
 * A vector lies in a scratch arena that is emptied after the block. */
#ifndef CYQ_MODEL_VECTOR_H
#define CYQ_MODEL_VECTOR_H

#include "runtime/model/column.h"

/* Rows of a block at most; a vector of set elements, of a dictionary or of aggregate results may be longer. */
enum { VEC_BLOCK = 2048 };

typedef struct vec vec;
struct vec {
    type type;
    size_t count;
    size_t mask;      /* row i is at index i & mask: SIZE_MAX, or 0 for a constant, which is stored once */
    uint8_t *missing; /* 1 where there is no value; NULL when all have one. Indexed like the data. Never for sets. */
    union {
        uint8_t *bools;
        int64_t *ints;
        dec *numbers;
        money *moneys;
        day *dates;
        period *periods;
        duration *durations;
        uint32_t *rows; /* links */
        struct {
            const dict *dict; /* need not be sorted */
            uint32_t *codes;
        } text;
        struct {
            uint32_t *offsets;   /* one more than rows (two for a constant) */
            const vec *elements; /* flat; repeats are possible (a path may reach a value twice), none missing */
        } set;
    } as;
};

static inline size_t vec_at(const vec *v, size_t i)
{
    return i & v->mask;
}

static inline bool vec_missing(const vec *v, size_t i)
{
    size_t k = i & v->mask;
    if (v->type.set)
        return v->as.set.offsets[k] == v->as.set.offsets[k + 1];
    return v->missing && v->missing[k];
}

/* Bytes of one item in the array of a kind. */
size_t vec_item_size(type_kind kind);
/* The array of a vector that is no set, whatever its kind: the arrays of the union all start at the same place but for text, which has its dictionary
 * before its codes. */
void *vec_data(const vec *v);
void vec_set_data(vec *v, void *data);

/* Room for `count` rows of a type in `out` (zeroed; not for sets' elements). `with_missing` gives a zeroed missing array too. */
status vec_make(arena *a, type t, size_t count, bool with_missing, vec *out);
/* A constant of `count` rows. */
status vec_constant(arena *a, const value *v, size_t count, vec *out);
/* Rows `rows[0..count)` of a column; an entry UINT32_MAX gives missing. */
status vec_gather(arena *a, const col *c, const uint32_t *rows, size_t count, vec *out);
/* Rows of a vector. */
status vec_pick(arena *a, const vec *v, const uint32_t *rows, size_t count, vec *out);
/* Rows [begin, begin + count) of a vector, sharing its arrays. */
void vec_part(const vec *v, size_t begin, size_t count, vec *out);
/* Puts a value that is not missing into a row of a vector of its type, which is neither a set nor text. */
void vec_put(vec *v, size_t i, const value *one);
/* A vector of `count` values of a scalar type, in their order. */
status vec_of_values(arena *a, type t, const value *values, size_t count, vec *out);
/* One row of a vector of scalars; texts point into its dictionary. No allocation. */
value vec_scalar(const vec *v, size_t i);
/* The text of a row and its folded form; empty where there is none, so that evaluators need not look. */
str vec_text(const vec *v, size_t i);
str vec_fold(const vec *v, size_t i);
/* The order of two rows of a vector of scalars: that of value_compare, but texts are not folded anew. */
int vec_compare(const vec *v, size_t i, size_t j, const col_link_order *order);
/* One row as a value; a set's elements are sorted, made distinct and put into `a`. `order` is for links. */
status vec_value(arena *a, const vec *v, size_t i, const col_link_order *order, value *out);

#endif
