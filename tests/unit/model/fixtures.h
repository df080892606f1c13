/* Values and columns for the tests of the data model. */
#ifndef CYQ_TESTS_UNIT_MODEL_FIXTURES_H
#define CYQ_TESTS_UNIT_MODEL_FIXTURES_H

#include "runtime/model/column.h"

#include <criterion/criterion.h>

#define MISSING(KIND) ((value){.type = {.kind = KIND}, .missing = true})
#define BOOL(B) ((value){.type = {.kind = TYPE_BOOL}, .as.boolean = (B)})
#define INT(I) ((value){.type = {.kind = TYPE_INT}, .as.integer = (I)})
#define NUMBER(D) ((value){.type = {.kind = TYPE_NUMBER}, .as.number = (D)})
#define MONEY(CENTS, CODE) ((value){.type = {.kind = TYPE_MONEY}, .as.money = {(CENTS), money_currency(str_of(CODE))}})
#define TEXT(S) ((value){.type = {.kind = TYPE_TEXT}, .as.text = str_of(S)})
#define DATE(D) ((value){.type = {.kind = TYPE_DATE}, .as.date = (D)})
#define PERIOD(F, L) ((value){.type = {.kind = TYPE_PERIOD}, .as.period = {(F), (L)}})
#define DAYS(N) ((value){.type = {.kind = TYPE_DURATION}, .as.duration = {(N), false}})
#define MONTHS(N) ((value){.type = {.kind = TYPE_DURATION}, .as.duration = {(N), true}})
#define LINK(T, R) ((value){.type = {.kind = TYPE_LINK, .target = (T)}, .as.row = (R)})

#define COUNT_OF(array) (sizeof(array) / sizeof *(array))

static inline value set_of(type_kind kind, const value *items, size_t count)
{
    return (value){.type = {.kind = (uint8_t)kind, .set = true}, .missing = count == 0, .as.set = {items, count}};
}

/* The column of these values; an assertion fails if it cannot be made. */
static inline const col *column_of(arena *a, type t, const value *values, size_t count, const col_link_order *order)
{
    arena scratch = {0};
    const col *made = NULL;
    col_builder *b = col_builder_new(&scratch, t, order);
    cr_assert(b != NULL);
    for (size_t i = 0; i < count; i++)
        cr_assert_eq(col_builder_add(b, &values[i]), ST_OK);
    cr_assert_eq(col_builder_finish(b, a, &made), ST_OK);
    arena_free(&scratch); /* the column must not need it */
    return made;
}

static inline void check_same(const value *got, const value *expected, size_t i)
{
    cr_expect_eq(got->missing, expected->missing, "row %zu: missing is %d", i, got->missing);
    cr_expect(type_equal(got->type, expected->type), "row %zu: another type", i);
    cr_expect_eq(value_compare(got, expected, NULL), 0, "row %zu: another value", i);
}

/* Builds a column, checks each row, and gives the column. */
static inline const col *check_column(arena *a, type_kind kind, const value *values, size_t count)
{
    const col *c = column_of(a, type_of(kind), values, count, NULL);
    cr_assert_eq(c->count, count);
    for (size_t i = 0; i < count; i++) {
        value got = col_value(c, i);
        check_same(&got, &values[i], i);
    }
    return c;
}

#endif
