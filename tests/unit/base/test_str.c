/* Slices and the growable buffer. */
#include "check.h"

#include <stdio.h>
#include <string.h>

Test(str, of_null_is_empty)
{
    cr_expect_eq(str_of(NULL).n, 0);
    cr_expect_eq(str_of("abc").n, 3);
    cr_expect_eq(STR("a\0b").n, 3);
}

Test(str, equal)
{
    cr_expect(str_equal((str){NULL, 0}, STR("")));
    cr_expect(str_equal(STR("ab"), STR("ab")));
    cr_expect_not(str_equal(STR("ab"), STR("abc")));
    cr_expect(str_equal_nocase(STR("Sort BY"), STR("sORT by")));
    cr_expect_not(str_equal_nocase(STR("@"), STR("`")), "only letters have a case");
    cr_expect_not(str_equal_nocase(STR("É"), STR("é")));
}

Test(str, order_is_by_bytes_then_length)
{
    cr_expect_lt(str_compare(STR("a"), STR("b")), 0);
    cr_expect_lt(str_compare(STR("ab"), STR("abc")), 0);
    cr_expect_gt(str_compare(STR("é"), STR("z")), 0, "bytes count as unsigned");
    cr_expect_eq(str_compare((str){NULL, 0}, STR("")), 0);
}

Test(str, starts_and_ends)
{
    cr_expect(str_starts(STR("abc"), STR("ab")));
    cr_expect(str_starts((str){NULL, 0}, STR("")));
    cr_expect_not(str_starts(STR("a"), STR("ab")));
    cr_expect(str_ends(STR("abc"), STR("bc")));
    cr_expect_not(str_ends(STR("c"), STR("bc")));
    cr_expect(str_ends(STR("c"), STR("")));
}

Test(str, trim)
{
    CHECK_TEXT(str_trim(STR(" \t a b \r\n")), "a b");
    CHECK_TEXT(str_trim(STR("\u00A0\u202F x\u202F\u00A0")), "x");
    CHECK_TEXT(str_trim(STR(" \u00A0 ")), "");
    CHECK_TEXT(str_trim(STR("à")), "à"); /* ends in the byte A0 */
    cr_expect_eq(str_trim((str){NULL, 0}).n, 0);
}

Test(str, find)
{
    cr_expect_eq(str_find(STR("abcabd"), STR("abd")), 3);
    cr_expect_eq(str_find(STR("abc"), STR("")), 0);
    cr_expect_eq(str_find((str){NULL, 0}, STR("")), 0);
    cr_expect_eq(str_find((str){NULL, 0}, STR("a")), SIZE_MAX);
    cr_expect_eq(str_find(STR("abc"), STR("x")), SIZE_MAX);
    cr_expect_eq(str_find(STR("a\0b"), STR("b")), 2);
}

Test(str, hash_is_fixed_and_spreads)
{
    cr_expect_eq(str_hash(STR("")), UINT64_C(0xefd01f60ba992926));
    cr_expect_eq(str_hash(STR("activities")), str_hash(STR("activities")));
    cr_expect_eq(str_hash_nocase(STR("Activities")), str_hash_nocase(STR("aCTIVITIES")));
    cr_expect_eq(str_hash_nocase(STR("activities")), str_hash(STR("activities")));
    cr_expect_neq(str_hash_nocase(STR("É")), str_hash_nocase(STR("é")));
    unsigned low_bits[16] = {0};
    for (int i = 0; i < 1600; i++) {
        char text[16];
        int n = snprintf(text, sizeof text, "row%d", i);
        low_bits[str_hash((str){text, (size_t)n}) & 15]++;
    }
    for (int i = 0; i < 16; i++)
        cr_expect(low_bits[i] > 50 && low_bits[i] < 150, "%u of 1600 in bucket %d", low_bits[i], i);
}

Test(sbuf, grows)
{
    sbuf b = {0};
    cr_expect_eq(sbuf_str(&b).n, 0);
    cr_expect_not_null(sbuf_str(&b).p);
    sbuf_add(&b, STR("ab"));
    sbuf_char(&b, '-');
    sbuf_repeat(&b, 'x', 200);
    sbuf_printf(&b, "%d:%.*s", 42, STR_ARG(STR("end")));
    cr_expect_eq(b.n, 2 + 1 + 200 + 6);
    cr_expect_eq(strlen(b.p), b.n);
    cr_expect(str_ends(sbuf_str(&b), STR("x42:end")));
    sbuf_clear(&b);
    cr_expect_eq(b.n, 0);
    cr_expect_str_eq(b.p, "");
    sbuf_free(&b);
    cr_expect_null(b.p);
}

Test(sbuf, adding_nothing_is_fine)
{
    sbuf b = {0};
    sbuf_add(&b, (str){NULL, 0});
    sbuf_repeat(&b, 'x', 0);
    cr_expect_eq(b.n, 0);
    cr_expect_not(b.failed);
    sbuf_free(&b);
}

Test(sbuf, failure_sticks)
{
    sbuf b = {0};
    sbuf_add(&b, STR("kept"));
    sbuf_repeat(&b, 'x', SIZE_MAX);
    cr_expect(b.failed);
    sbuf_add(&b, STR("more"));
    sbuf_printf(&b, "%d", 1);
    CHECK_TEXT(sbuf_str(&b), "kept");
    cr_expect_not(sbuf_reserve(&b, 1));
    sbuf_clear(&b);
    cr_expect(b.failed, "what was lost cannot be forgotten");
    sbuf_free(&b);
    cr_expect_not(b.failed);
}

Test(sbuf, lists)
{
    static const str items[] = {STR_INIT("a"), STR_INIT("b"), STR_INIT("c")};
    static const char *const want[] = {"", "a", "a or b", "a, b or c"};
    for (size_t n = 0; n <= 3; n++) {
        sbuf b = {0};
        sbuf_list(&b, items, n, " or ");
        cr_expect(str_equal(sbuf_str(&b), str_of(want[n])), "%zu: %.*s", n, STR_ARG(sbuf_str(&b)));
        sbuf_free(&b);
    }
}

Test(str, files_by_their_names)
{
    static const struct {
        const char *path, *name, *stem;
    } rows[] = {
        {"visits.csv", "visits.csv", "visits"},
        {"a/b.c/visits.2025.csv", "visits.2025.csv", "visits.2025"},
        {"/visits", "visits", "visits"},
        {"a.b/", "", ""},
        {".csv", ".csv", ""},
        {"", "", ""},
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        cr_expect(str_equal(str_file_name(str_of(rows[i].path)), str_of(rows[i].name)), "%s", rows[i].path);
        cr_expect(str_equal(str_file_stem(str_of(rows[i].path)), str_of(rows[i].stem)), "%s", rows[i].path);
    }
}
