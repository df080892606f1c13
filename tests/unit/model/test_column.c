/* Columns: what goes in comes out, in the narrowest form. */
#include <stdio.h>
#include <stdlib.h>

#include "fixtures.h"

Test(column, bools_and_missing)
{
    arena a = {0};
    value v[] = {BOOL(true), MISSING(TYPE_BOOL), BOOL(false)};
    const col *c = check_column(&a, TYPE_BOOL, v, COUNT_OF(v));
    cr_expect_eq(c->first.width, 1);
    cr_expect(c->missing != NULL);
    arena_free(&a);
}

Test(column, no_rows)
{
    arena a = {0};
    for (int k = TYPE_BOOL; k <= TYPE_LINK; k++) {
        const col *c = column_of(&a, type_of((type_kind)k), NULL, 0, NULL);
        cr_expect_eq(c->count, 0);
        const col *s = column_of(&a, type_set_of(type_of((type_kind)k)), NULL, 0, NULL);
        cr_expect_eq(s->count, 0);
        cr_expect_eq(s->elements->count, 0);
    }
    arena_free(&a);
}

Test(column, missing_everywhere)
{
    arena a = {0};
    for (int k = TYPE_BOOL; k <= TYPE_LINK; k++) {
        value v[70];
        for (size_t i = 0; i < COUNT_OF(v); i++)
            v[i] = (value){.type = {.kind = (uint8_t)k}, .missing = true};
        const col *c = check_column(&a, (type_kind)k, v, COUNT_OF(v));
        cr_expect_eq(c->first.width, 0, "fillers take no room");
        for (size_t i = 0; i < COUNT_OF(v); i++)
            cr_expect(col_missing(c, i));
    }
    arena_free(&a);
}

Test(column, no_missing_no_bitmap)
{
    arena a = {0};
    value v[] = {INT(5), INT(5)};
    const col *c = check_column(&a, TYPE_INT, v, 2);
    cr_expect_null(c->missing);
    cr_expect_eq(c->first.width, 0, "one value for all rows is a base alone");
    arena_free(&a);
}

Test(column, integers_take_the_narrowest_width)
{
    static const struct {
        int64_t low, high;
        uint8_t width;
    } cases[] = {
        {7, 7, 0},
        {-100, 155, 1},
        {-100, 156, 2},
        {1000000, 1065535, 2},
        {1000000, 1065536, 4},
        {-2147483648, 2147483647, 4},
        {-1, 4294967295, 8},
        {INT64_MIN, INT64_MAX, 8},
        {INT64_MIN, INT64_MIN + 255, 1},
    };
    arena a = {0};
    for (size_t i = 0; i < COUNT_OF(cases); i++) {
        value v[] = {INT(cases[i].high), INT(cases[i].low), MISSING(TYPE_INT), INT(cases[i].low)};
        const col *c = check_column(&a, TYPE_INT, v, COUNT_OF(v));
        cr_expect_eq(c->first.width, cases[i].width, "case %zu has width %d", i, c->first.width);
    }
    arena_free(&a);
}

Test(column, the_whole_calendar)
{
    arena a = {0};
    value dates[] = {DATE(CAL_FIRST), DATE(CAL_LAST), MISSING(TYPE_DATE), DATE(739500)};
    value periods[] = {PERIOD(CAL_FIRST, CAL_LAST), PERIOD(739500, 739500), MISSING(TYPE_PERIOD), PERIOD(CAL_LAST, CAL_LAST)};
    check_column(&a, TYPE_DATE, dates, COUNT_OF(dates));
    check_column(&a, TYPE_PERIOD, periods, COUNT_OF(periods));
    arena_free(&a);
}

Test(column, durations_keep_their_unit)
{
    arena a = {0};
    value v[] = {DAYS(3), MONTHS(3), DAYS(-9000000000), MISSING(TYPE_DURATION)};
    check_column(&a, TYPE_DURATION, v, COUNT_OF(v));
    arena_free(&a);
}

Test(column, numbers_in_as_few_places_as_they_need)
{
    arena a = {0};
    value whole[] = {NUMBER(3 * DEC_ONE), NUMBER(-5 * DEC_ONE), NUMBER(0)};
    value quarter[] = {NUMBER(DEC_ONE / 4), NUMBER(7 * DEC_ONE), MISSING(TYPE_NUMBER)};
    value tiny[] = {NUMBER(1), NUMBER(-1), NUMBER(12 * DEC_ONE)};
    const col *c = check_column(&a, TYPE_NUMBER, whole, 3);
    cr_expect_eq(c->places, 0);
    cr_expect_eq(c->first.width, 1);
    c = check_column(&a, TYPE_NUMBER, quarter, 3);
    cr_expect_eq(c->places, 2);
    c = check_column(&a, TYPE_NUMBER, tiny, 3);
    cr_expect_eq(c->places, 12);
    cr_expect_null(c->decimals);
    arena_free(&a);
}

Test(column, numbers_beyond_64_bits)
{
    arena a = {0};
    dec big = DEC_ONE * 999999999999999999 + DEC_ONE - 1;
    value v[] = {NUMBER(big), NUMBER(-big), MISSING(TYPE_NUMBER), NUMBER(1)};
    const col *c = check_column(&a, TYPE_NUMBER, v, COUNT_OF(v));
    cr_expect_not_null(c->decimals);
    arena_free(&a);
}

Test(column, money)
{
    arena a = {0};
    value plain[] = {MONEY(390000000, "EUR"), MONEY(-500, "USD"), MISSING(TYPE_MONEY)};
    value cents[] = {MONEY(390000050, "EUR"), MONEY(1, "EUR")};
    value big[] = {MONEY((dec)9999999999999999 * 10000 + 9999, "EUR"), MONEY(1, "EUR")};
    const col *c = check_column(&a, TYPE_MONEY, plain, 3);
    cr_expect_eq(c->places, 0);
    c = check_column(&a, TYPE_MONEY, cents, 2);
    cr_expect_eq(c->places, 2);
    c = check_column(&a, TYPE_MONEY, big, 2);
    cr_expect_not_null(c->decimals);
    arena_free(&a);
}

Test(column, texts_empty_is_not_missing)
{
    arena a = {0};
    value v[] = {TEXT("b"), TEXT(""), MISSING(TYPE_TEXT), TEXT("a"), TEXT("b")};
    const col *c = check_column(&a, TYPE_TEXT, v, COUNT_OF(v));
    cr_expect_eq(c->dict->count, 3);
    cr_expect(c->dict->sorted);
    cr_expect_eq(col_int_at(&c->first, 0), 2, "codes are in sort order");
    arena_free(&a);
}

Test(column, a_dictionary_over_65536_entries)
{
    enum { MANY = 66000 };
    arena a = {0};
    static char texts[MANY][8];
    value *v = calloc(MANY, sizeof *v);
    for (size_t i = 0; i < MANY; i++) {
        snprintf(texts[i], sizeof texts[i], "%zu", i);
        v[i] = TEXT(texts[i]);
    }
    const col *c = check_column(&a, TYPE_TEXT, v, MANY);
    cr_expect_eq(c->dict->count, MANY);
    cr_expect_eq(c->first.width, 4);
    free(v);
    arena_free(&a);
}

Test(column, links)
{
    arena a = {0};
    value v[] = {LINK(0, 3), MISSING(TYPE_LINK), LINK(0, 4000000000)};
    const col *c = check_column(&a, TYPE_LINK, v, COUNT_OF(v));
    cr_expect_eq(c->first.width, 4);
    arena_free(&a);
}

/* ---- Sets ---- */

static void check_set(const col *c, size_t row, const value *expected, size_t count)
{
    value got = col_value(c, row);
    cr_assert_eq(col_set_size(c, row), count, "row %zu has %zu elements", row, col_set_size(c, row));
    cr_expect_eq(got.missing, count == 0);
    cr_expect_eq(got.as.set.count, count);
    for (size_t k = 0; k < count; k++) {
        value element = col_value(c->elements, col_set_item(c, row, k));
        check_same(&element, &expected[k], row);
    }
}

Test(column, a_set_comes_sorted_and_without_repeats)
{
    arena a = {0};
    value messy[] = {TEXT("online"), TEXT("desk"), TEXT("online"), TEXT("Desk")}, tidy[] = {TEXT("Desk"), TEXT("desk"), TEXT("online")};
    value one[] = {TEXT("online")};
    value rows[] = {set_of(TYPE_TEXT, messy, 4), set_of(TYPE_TEXT, NULL, 0), set_of(TYPE_TEXT, one, 1)};
    const col *c = column_of(&a, type_set_of(type_of(TYPE_TEXT)), rows, 3, NULL);
    cr_expect_null(c->offsets, "few elements: masks");
    check_set(c, 0, tidy, 3);
    check_set(c, 1, NULL, 0);
    check_set(c, 2, one, 1);
    arena_free(&a);
}

/* A column whose row i is the set {i, i+1} of ints, so that it has `distinct` elements in all. */
static const col *overlapping_pairs(arena *a, int64_t distinct)
{
    size_t n = (size_t)distinct - 1;
    value *items = calloc(n * 2, sizeof *items), *rows = calloc(n, sizeof *rows);
    for (size_t i = 0; i < n; i++) {
        items[2 * i] = INT((int64_t)i + 1);
        items[2 * i + 1] = INT((int64_t)i);
        rows[i] = set_of(TYPE_INT, &items[2 * i], 2);
    }
    const col *c = column_of(a, type_set_of(type_of(TYPE_INT)), rows, n, NULL);
    free(items);
    free(rows);
    return c;
}

Test(column, masks_up_to_64_distinct_elements_then_lists)
{
    for (int64_t distinct = 63; distinct <= 66; distinct++) {
        arena a = {0};
        const col *c = overlapping_pairs(&a, distinct);
        cr_expect_eq(c->offsets == NULL, distinct <= 64, "%d distinct elements", (int)distinct);
        cr_expect_eq(c->elements->count, (size_t)distinct);
        for (int64_t i = 0; i + 1 < distinct; i++) {
            value expected[] = {INT(i), INT(i + 1)};
            check_set(c, (size_t)i, expected, 2);
        }
        arena_free(&a);
    }
}

Test(column, lists_with_empty_rows_and_repeats)
{
    enum { MANY = 300 };
    arena a = {0};
    value items[MANY * 2], rows[3];
    for (size_t i = 0; i < MANY; i++)
        items[i] = items[2 * MANY - 1 - i] = INT((int64_t)(i * i));
    rows[0] = set_of(TYPE_INT, NULL, 0);
    rows[1] = set_of(TYPE_INT, items, MANY * 2);
    rows[2] = set_of(TYPE_INT, &items[10], 1);
    const col *c = column_of(&a, type_set_of(type_of(TYPE_INT)), rows, 3, NULL);
    cr_expect_not_null(c->offsets);
    check_set(c, 0, NULL, 0);
    check_set(c, 1, items, MANY);
    check_set(c, 2, &items[10], 1);
    arena_free(&a);
}

Test(column, sets_of_every_type)
{
    value pairs[][2] = {
        {BOOL(false), BOOL(true)},    {NUMBER(-1), NUMBER(DEC_ONE)}, {MONEY(5, "EUR"), MONEY(1, "USD")}, {DATE(1), DATE(2)},
        {PERIOD(1, 3), PERIOD(1, 4)}, {DAYS(90), MONTHS(1)},         {LINK(0, 1), LINK(0, 2)},
    };
    for (size_t i = 0; i < COUNT_OF(pairs); i++) {
        arena a = {0};
        value backwards[] = {pairs[i][1], pairs[i][0], pairs[i][1]};
        value row = set_of((type_kind)pairs[i][0].type.kind, backwards, 3);
        const col *c = column_of(&a, row.type, &row, 1, NULL);
        check_set(c, 0, pairs[i], 2);
        arena_free(&a);
    }
}

static uint32_t backwards(const void *data, uint16_t target, uint32_t row)
{
    (void)data, (void)target;
    return 1000 - row;
}

Test(column, links_in_a_set_follow_the_order_of_names)
{
    arena a = {0};
    col_link_order order = {.position = backwards};
    value items[] = {LINK(0, 1), LINK(0, 5), LINK(0, 3)}, expected[] = {LINK(0, 5), LINK(0, 3), LINK(0, 1)};
    value row = set_of(TYPE_LINK, items, 3);
    check_set(column_of(&a, row.type, &row, 1, &order), 0, expected, 3);
    arena_free(&a);
}

/* ---- Order ---- */

Test(column, values_of_every_type_have_an_order)
{
    value ascending[][2] = {
        {BOOL(false), BOOL(true)},
        {INT(INT64_MIN), INT(INT64_MAX)},
        {NUMBER(-1), NUMBER(0)},
        {MONEY(999, "EUR"), MONEY(1, "USD")},
        {MONEY(1, "EUR"), MONEY(2, "EUR")},
        {TEXT("Éa"), TEXT("eb")},
        {TEXT("Zoo"), TEXT("zoo")},
        {TEXT("e-clair"), TEXT("eclair")},
        {DATE(1), DATE(CAL_LAST)},
        {PERIOD(1, 9), PERIOD(2, 3)},
        {PERIOD(1, 2), PERIOD(1, 3)},
        {DAYS(400), MONTHS(1)},
        {DAYS(1), DAYS(2)},
        {LINK(0, 1), LINK(0, 2)},
        {INT(3), MISSING(TYPE_INT)},
    };
    for (size_t i = 0; i < COUNT_OF(ascending); i++) {
        cr_expect_lt(value_compare(&ascending[i][0], &ascending[i][1], NULL), 0, "case %zu", i);
        cr_expect_gt(value_compare(&ascending[i][1], &ascending[i][0], NULL), 0, "case %zu", i);
        cr_expect_eq(value_compare(&ascending[i][0], &ascending[i][0], NULL), 0, "case %zu", i);
    }
    value missing = MISSING(TYPE_INT);
    cr_expect_eq(value_compare(&missing, &missing, NULL), 0);
}

Test(column, sets_compare_element_by_element)
{
    value ab[] = {TEXT("a"), TEXT("b")}, a_c[] = {TEXT("a"), TEXT("c")};
    value one = set_of(TYPE_TEXT, ab, 1), two = set_of(TYPE_TEXT, ab, 2), three = set_of(TYPE_TEXT, a_c, 2),
          none = set_of(TYPE_TEXT, NULL, 0);
    cr_expect_lt(value_compare(&one, &two, NULL), 0, "the shorter first");
    cr_expect_lt(value_compare(&two, &three, NULL), 0);
    cr_expect_lt(value_compare(&three, &none, NULL), 0, "an empty set is missing and last");
}

Test(column, links_compare_by_the_order_given)
{
    col_link_order order = {.position = backwards};
    value a = LINK(0, 1), b = LINK(0, 2);
    cr_expect_lt(value_compare(&a, &b, NULL), 0);
    cr_expect_gt(value_compare(&a, &b, &order), 0);
}

Test(column, no_memory_is_reported)
{
    for (size_t limit = 16; limit < 4096; limit += 64) {
        arena a = {.limit = limit}, scratch = {.limit = limit};
        const col *c = NULL;
        value items[] = {TEXT("some text"), TEXT("another text")};
        value row = set_of(TYPE_TEXT, items, 2);
        col_builder *b = col_builder_new(&scratch, row.type, NULL);
        status s = b ? ST_OK : ST_NO_MEMORY;
        for (int i = 0; s == ST_OK && i < 20; i++)
            s = col_builder_add(b, &row);
        if (s == ST_OK)
            s = col_builder_finish(b, &a, &c);
        cr_expect(s == ST_NO_MEMORY || (s == ST_OK && c && c->count == 20));
        arena_free(&a);
        arena_free(&scratch);
    }
}
