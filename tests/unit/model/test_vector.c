/* Vectors: constants, gathering, picking, reading back. */
#include <stdlib.h>

#include "fixtures.h"
#include "runtime/model/vector.h"

static void check_row(const vec *v, size_t i, const value *expected)
{
    arena a = {0};
    value got;
    cr_assert_eq(vec_value(&a, v, i, NULL, &got), ST_OK);
    check_same(&got, expected, i);
    arena_free(&a);
}

/* A few values of each type. */
#define SAMPLES                                                                                                                            \
    {                                                                                                                                      \
        {BOOL(true), MISSING(TYPE_BOOL), BOOL(false)}, {INT(-5), MISSING(TYPE_INT), INT(70000)},                                           \
            {NUMBER(1), MISSING(TYPE_NUMBER), NUMBER(-1)}, {MONEY(1, "EUR"), MISSING(TYPE_MONEY), MONEY(9999999999, "USD")},               \
            {TEXT("b"), MISSING(TYPE_TEXT), TEXT("")}, {DATE(CAL_FIRST), MISSING(TYPE_DATE), DATE(CAL_LAST)},                              \
            {PERIOD(1, 2), MISSING(TYPE_PERIOD), PERIOD(5, CAL_LAST)}, {DAYS(1), MISSING(TYPE_DURATION), MONTHS(-2)},                      \
            {LINK(0, 7), MISSING(TYPE_LINK), LINK(0, 0)},                                                                                  \
    }

Test(vector, gathers_rows_in_any_order_and_absent_ones)
{
    const value samples[][3] = SAMPLES;
    for (size_t s = 0; s < COUNT_OF(samples); s++) {
        arena a = {0};
        type t = samples[s][0].type;
        const col *c = column_of(&a, t, samples[s], 3, NULL);
        uint32_t rows[] = {2, 0, UINT32_MAX, 1, 0};
        value missing = {.type = t, .missing = true};
        const value *expected[] = {&samples[s][2], &samples[s][0], &missing, &missing, &samples[s][0]};
        vec v;
        cr_assert_eq(vec_gather(&a, c, rows, 5, &v), ST_OK);
        cr_assert_eq(v.count, 5);
        for (size_t i = 0; i < 5; i++)
            check_row(&v, i, expected[i]);
        arena_free(&a);
    }
}

Test(vector, a_column_without_rows_gives_missing)
{
    const value samples[][3] = SAMPLES;
    for (size_t s = 0; s < COUNT_OF(samples); s++) {
        arena a = {0};
        type t = samples[s][0].type;
        uint32_t rows[] = {UINT32_MAX};
        value missing = {.type = t, .missing = true};
        vec v;
        cr_assert_eq(vec_gather(&a, column_of(&a, t, NULL, 0, NULL), rows, 1, &v), ST_OK);
        check_row(&v, 0, &missing);
        cr_assert_eq(vec_gather(&a, column_of(&a, t, NULL, 0, NULL), NULL, 0, &v), ST_OK);
        cr_expect_eq(v.count, 0);
        arena_free(&a);
    }
}

Test(vector, a_constant_is_stored_once)
{
    const value samples[][3] = SAMPLES;
    for (size_t s = 0; s < COUNT_OF(samples); s++) {
        arena a = {0};
        vec v;
        for (size_t k = 0; k < 3; k++) {
            cr_assert_eq(vec_constant(&a, &samples[s][k], 1000, &v), ST_OK);
            cr_expect_eq(v.count, 1000);
            cr_expect_eq(v.mask, 0);
            check_row(&v, 999, &samples[s][k]);
        }
        arena_free(&a);
    }
}

Test(vector, picks_from_vectors_and_constants)
{
    const value samples[][3] = SAMPLES;
    for (size_t s = 0; s < COUNT_OF(samples); s++) {
        arena a = {0};
        vec all, picked, constant;
        uint32_t rows[] = {2, UINT32_MAX, 2, 1};
        value missing = {.type = samples[s][0].type, .missing = true};
        cr_assert_eq(vec_of_values(&a, samples[s][0].type, samples[s], 3, &all), ST_OK);
        cr_assert_eq(vec_pick(&a, &all, rows, 4, &picked), ST_OK);
        check_row(&picked, 0, &samples[s][2]);
        check_row(&picked, 1, &missing);
        check_row(&picked, 2, &samples[s][2]);
        check_row(&picked, 3, &missing);
        cr_assert_eq(vec_constant(&a, &samples[s][0], 5, &constant), ST_OK);
        cr_assert_eq(vec_pick(&a, &constant, rows, 1, &picked), ST_OK);
        check_row(&picked, 0, &samples[s][0]);
        arena_free(&a);
    }
}

Test(vector, a_part_is_a_view_of_the_rows_in_it)
{
    const value samples[][3] = SAMPLES;
    for (size_t s = 0; s < COUNT_OF(samples); s++) {
        arena a = {0};
        vec all, part, constant;
        value missing = {.type = samples[s][0].type, .missing = true};
        cr_assert_eq(vec_gather(&a, column_of(&a, samples[s][0].type, samples[s], 3, NULL), (const uint32_t[]){UINT32_MAX, 0, 2}, 3, &all),
                     ST_OK);
        vec_part(&all, 1, 2, &part);
        cr_expect_eq(part.count, 2);
        check_row(&part, 0, &samples[s][0]);
        check_row(&part, 1, &samples[s][2]);
        vec_part(&all, 0, 1, &part);
        check_row(&part, 0, &missing);
        cr_assert_eq(vec_constant(&a, &samples[s][1], 5, &constant), ST_OK);
        vec_part(&constant, 3, 2, &part);
        check_row(&part, 1, &samples[s][1]);
        arena_free(&a);
    }
}

Test(vector, every_stored_width_is_gathered)
{
    static const int64_t spans[] = {0, 200, 60000, 4000000000, INT64_MAX};
    for (size_t s = 0; s < COUNT_OF(spans); s++) {
        arena a = {0};
        value low = INT(-10), high = INT(spans[s] - 10), both[] = {low, high};
        uint32_t rows[] = {1, 0};
        vec v;
        cr_assert_eq(vec_gather(&a, column_of(&a, low.type, both, 2, NULL), rows, 2, &v), ST_OK);
        cr_expect_eq(v.as.ints[0], high.as.integer);
        cr_expect_eq(v.as.ints[1], low.as.integer);
        cr_expect_null(v.missing);
        arena_free(&a);
    }
}

/* ---- Sets ---- */

static value ints_set(arena *a, const int64_t *ints, size_t n)
{
    value *items = ARENA_ARRAY(a, n, value);
    for (size_t i = 0; i < n; i++)
        items[i] = INT(ints[i]);
    return set_of(TYPE_INT, items, n);
}

Test(vector, sets_are_gathered_from_masks_and_lists)
{
    for (int64_t distinct = 3; distinct <= 103; distinct += 100) {
        arena a = {0};
        int64_t all[103];
        for (int64_t i = 0; i < distinct; i++)
            all[i] = i;
        value rows[] = {ints_set(&a, all, (size_t)distinct), ints_set(&a, NULL, 0), ints_set(&a, all + 1, 1)};
        const col *c = column_of(&a, rows[0].type, rows, 3, NULL);
        uint32_t wanted[] = {2, UINT32_MAX, 1, 0};
        const value *expected[] = {&rows[2], &rows[1], &rows[1], &rows[0]};
        vec v;
        cr_assert_eq(vec_gather(&a, c, wanted, 4, &v), ST_OK);
        for (size_t i = 0; i < 4; i++)
            check_row(&v, i, expected[i]);
        cr_expect(vec_missing(&v, 1));
        cr_expect_not(vec_missing(&v, 0));
        arena_free(&a);
    }
}

Test(vector, sets_are_constants_and_are_picked)
{
    arena a = {0};
    int64_t ints[] = {1, 4, 9};
    value set = ints_set(&a, ints, 3), none = ints_set(&a, NULL, 0);
    vec constant, picked;
    uint32_t rows[] = {6, UINT32_MAX, 0};
    cr_assert_eq(vec_constant(&a, &set, 10, &constant), ST_OK);
    check_row(&constant, 9, &set);
    cr_assert_eq(vec_pick(&a, &constant, rows, 3, &picked), ST_OK);
    check_row(&picked, 0, &set);
    check_row(&picked, 1, &none);
    check_row(&picked, 2, &set);
    cr_assert_eq(vec_constant(&a, &none, 10, &constant), ST_OK);
    cr_expect(vec_missing(&constant, 3));
    arena_free(&a);
}

Test(vector, a_set_as_a_value_is_sorted_and_distinct)
{
    arena a = {0};
    vec v, elements;
    value items[] = {TEXT("b"), TEXT("a"), TEXT("b"), TEXT("A")}, expected[] = {TEXT("A"), TEXT("a"), TEXT("b")};
    value got, want = set_of(TYPE_TEXT, expected, 3);
    cr_assert_eq(vec_of_values(&a, type_of(TYPE_TEXT), items, 4, &elements), ST_OK);
    cr_assert_eq(vec_make(&a, want.type, 1, false, &v), ST_OK);
    v.as.set.offsets[1] = 4;
    v.as.set.elements = &elements;
    cr_assert_eq(vec_value(&a, &v, 0, NULL, &got), ST_OK);
    cr_expect_eq(got.as.set.count, 3);
    check_same(&got, &want, 0);
    arena_free(&a);
}

Test(vector, rows_compare_as_their_values)
{
    const value samples[][3] = SAMPLES;
    for (size_t s = 0; s < COUNT_OF(samples); s++) {
        arena a = {0};
        vec v;
        cr_assert_eq(vec_of_values(&a, samples[s][0].type, samples[s], 3, &v), ST_OK);
        for (size_t i = 0; i < 3; i++)
            for (size_t j = 0; j < 3; j++)
                cr_expect_eq(vec_compare(&v, i, j, NULL) < 0, value_compare(&samples[s][i], &samples[s][j], NULL) < 0, "%zu: %zu %zu", s, i,
                             j);
        arena_free(&a);
    }
}

Test(vector, texts_come_with_their_folded_form)
{
    arena a = {0};
    value v = TEXT("Côte d’Ivoire");
    vec c;
    cr_assert_eq(vec_constant(&a, &v, 2, &c), ST_OK);
    cr_expect(str_equal(vec_text(&c, 1), v.as.text));
    cr_expect(str_equal(vec_fold(&c, 1), STR("cote d'ivoire")));
    arena_free(&a);
}

Test(vector, no_memory_is_reported)
{
    arena a = {.limit = 64};
    vec v;
    value big = INT(1);
    cr_expect_eq(vec_make(&a, type_of(TYPE_INT), 1000, true, &v), ST_NO_MEMORY);
    cr_expect_eq(vec_make(&a, type_set_of(type_of(TYPE_INT)), 1000, false, &v), ST_NO_MEMORY);
    cr_expect_eq(vec_constant(&a, &big, 1000000, &v), ST_OK, "a constant needs room for one");
    arena_free(&a);
}
