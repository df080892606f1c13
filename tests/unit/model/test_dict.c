/* Dictionaries: order, renumbering, finding, size. */
#include <stdio.h>

#include "base/text.h"
#include "fixtures.h"
#include "runtime/model/dict.h"

static const dict *dict_of(arena *a, const char *const *texts, size_t count, uint32_t *codes, uint32_t **renumber)
{
    const dict *d = NULL;
    dict_builder *b = dict_builder_new(a);
    cr_assert(b != NULL);
    for (size_t i = 0; i < count; i++)
        cr_assert_eq(dict_builder_add(b, str_of(texts[i]), &codes[i]), ST_OK);
    cr_assert_eq(dict_builder_finish(b, a, a, &d, renumber), ST_OK);
    return d;
}

Test(dict, codes_are_in_the_language_s_order)
{
    arena a = {0};
    const char *texts[] = {"zoo", "Éclair", "eclair", "apple", "Zoo", "", "e-clair"};
    const char *sorted[] = {"", "apple", "e-clair", "eclair", "Éclair", "Zoo", "zoo"};
    uint32_t codes[7], *renumber;
    const dict *d = dict_of(&a, texts, 7, codes, &renumber);
    cr_assert_eq(d->count, 7);
    cr_expect(d->sorted);
    for (size_t i = 0; i < 7; i++) {
        cr_expect(str_equal(d->text[i], str_of(sorted[i])), "%zu is %.*s", i, STR_ARG(d->text[i]));
        cr_expect_eq(codes[i], i, "codes come in the order of appearance");
        cr_expect(str_equal(d->text[renumber[i]], str_of(texts[i])));
    }
    arena_free(&a);
}

/* Texts are sorted eight bytes at a time: ends before, at and behind the eighth, and bytes above 0x7F. */
Test(dict, long_texts_that_begin_alike)
{
    arena a = {0};
    const char *texts[] = {"training course b",    "training", "trainings",       "training course a",         "trainin",
                           "training\xEE\x80\x80", "Training", "training course", "training course a of 2025", "training course A"};
    const char *sorted[] = {"trainin",
                            "Training",
                            "training",
                            "training course",
                            "training course A",
                            "training course a",
                            "training course a of 2025",
                            "training course b",
                            "trainings",
                            "training\xEE\x80\x80"};
    uint32_t codes[10], *renumber;
    const dict *d = dict_of(&a, texts, 10, codes, &renumber);
    for (size_t i = 0; i < 10; i++)
        cr_expect(str_equal(d->text[i], str_of(sorted[i])), "%zu is %.*s", i, STR_ARG(d->text[i]));
    for (size_t i = 1; i < d->count; i++)
        cr_expect_lt(dict_compare_texts(d->text[i - 1], d->fold[i - 1], d->text[i], d->fold[i]), 0);
    arena_free(&a);
}

Test(dict, a_text_comes_once)
{
    arena a = {0};
    const char *texts[] = {"a", "b", "a", "A", "b"};
    uint32_t codes[5], *renumber;
    const dict *d = dict_of(&a, texts, 5, codes, &renumber);
    cr_expect_eq(d->count, 3);
    cr_expect_eq(codes[2], codes[0]);
    cr_expect_neq(codes[3], codes[0], "texts that fold alike are distinct");
    arena_free(&a);
}

Test(dict, finds_exact_and_folded)
{
    arena a = {0};
    const char *texts[] = {"Türkiye", "Turkiye", "Côte d'Ivoire", "Moldova"};
    uint32_t codes[4], *renumber;
    const dict *d = dict_of(&a, texts, 4, codes, &renumber);
    cr_expect_eq(dict_find(d, STR("Türkiye"), STR("turkiye")), renumber[0]);
    cr_expect_eq(dict_find(d, STR("Turkiye"), STR("turkiye")), renumber[1]);
    cr_expect_eq(dict_find(d, STR("TURKIYE"), STR("turkiye")), -1);
    cr_expect_eq(dict_find_fold(d, STR("turkiye")), renumber[1], "the first of those that fold alike");
    cr_expect_eq(dict_find_fold(d, STR("turk")), -1);
    cr_expect_eq(dict_find_fold(d, STR("zzz")), -1, "behind the last");
    arena_free(&a);
}

Test(dict, an_empty_one_finds_nothing)
{
    arena a = {0};
    uint32_t *renumber;
    const dict *d = dict_of(&a, NULL, 0, NULL, &renumber);
    cr_expect_eq(d->count, 0);
    cr_expect_eq(dict_find(d, STR("x"), STR("x")), -1);
    cr_expect_eq(dict_find_fold(d, STR("")), -1);
    arena_free(&a);
}

Test(dict, more_than_16_bits_of_entries)
{
    enum { MANY = 70000 };
    arena a = {0};
    uint32_t *renumber, code;
    const dict *d = NULL;
    dict_builder *b = dict_builder_new(&a);
    char text[16];
    for (int round = 0; round < 2; round++) {
        for (int i = 0; i < MANY; i++) {
            int n = snprintf(text, sizeof text, "t%d", i);
            cr_assert_eq(dict_builder_add(b, (str){text, (size_t)n}, &code), ST_OK);
            cr_assert_eq(code, (uint32_t)i);
        }
    }
    cr_assert_eq(dict_builder_count(b), MANY);
    cr_assert_eq(dict_builder_finish(b, &a, &a, &d, &renumber), ST_OK);
    for (int i = 0; i < MANY; i += 997) {
        int n = snprintf(text, sizeof text, "t%d", i);
        cr_expect_eq(dict_find(d, (str){text, (size_t)n}, (str){text, (size_t)n}), renumber[i]);
    }
    for (size_t i = 1; i < d->count; i++)
        cr_assert_lt(str_compare(d->fold[i - 1], d->fold[i]), 0);
    arena_free(&a);
}

Test(dict, no_memory_is_reported)
{
    arena a = {.limit = 2000}, scratch = {0};
    uint32_t code, *renumber;
    const dict *d;
    dict_builder *b = dict_builder_new(&scratch);
    char text[16];
    for (int i = 0; i < 100; i++) {
        int n = snprintf(text, sizeof text, "text %d", i);
        cr_assert_eq(dict_builder_add(b, (str){text, (size_t)n}, &code), ST_OK);
    }
    cr_expect_eq(dict_builder_finish(b, &a, &scratch, &d, &renumber), ST_NO_MEMORY);
    dict_builder *small = dict_builder_new(&a);
    cr_expect(small == NULL || dict_builder_add(small, (str){text, 4}, &code) == ST_OK);
    arena_free(&a);
    arena_free(&scratch);
}
