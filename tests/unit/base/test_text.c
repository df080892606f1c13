/* Code points: validity, normal form, width, safe printing. */
#include "base/text.h"

#include "check.h"

#include <stdlib.h>
#include <string.h>
#include <utf8proc.h>

Test(text, valid)
{
    static const struct {
        str text;
        size_t bad;
    } rows[] = {
        {STR_INIT(""), 0},
        {STR_INIT("plain"), 5},
        {STR_INIT("Türkiye 日本 😀"), 20},
        {STR_INIT("a\0b"), 1},
        {STR_INIT("ab\x80"), 2},
        {STR_INIT("\xC1\xBF"), 0},
        {STR_INIT("é\xE2\x82"), 2},
        {STR_INIT("\xED\xBF\xBF"), 0},
        {STR_INIT("\xF0\x80\x80\x80"), 0},
        {STR_INIT("\xF5\x80\x80\x80"), 0},
        {STR_INIT("\xC3("), 0},
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
        cr_expect_eq(text_valid(rows[i].text), rows[i].bad, "row %zu: %zu", i, text_valid(rows[i].text));
}

Test(text, decode)
{
    size_t length = 0;
    str s = STR("aé日😀\xFF\xE2\x82");
    cr_expect_eq(text_decode(s, 0, &length), 'a');
    cr_expect_eq(text_decode(s, 1, &length), 0xE9);
    cr_expect_eq(length, 2);
    cr_expect_eq(text_decode(s, 3, &length), 0x65E5);
    cr_expect_eq(text_decode(s, 6, &length), 0x1F600);
    cr_expect_eq(length, 4);
    cr_expect_eq(text_decode(s, 10, &length), 0xFFFD);
    cr_expect_eq(length, 1);
    cr_expect_eq(text_decode(s, 11, &length), 0xFFFD, "cut off at the end");
    cr_expect_eq(length, 1);
}

Test(text, nfc_of_ascii_is_the_text_itself)
{
    arena a = {0};
    str s = STR("plain"), out;
    cr_expect_eq(text_nfc(&a, s, &out), ST_OK);
    cr_expect_eq(out.p, s.p);
    cr_expect_eq(a.used, 0);
    cr_expect_eq(text_nfc(&a, (str){NULL, 0}, &out), ST_OK);
    cr_expect_eq(out.n, 0);
    arena_free(&a);
}

Test(text, nfc_without_memory)
{
    arena a = {.limit = 16};
    str out;
    cr_expect_eq(text_nfc(&a, STR("é is longer than sixteen bytes"), &out), ST_NO_MEMORY);
    arena_free(&a);
}

static void check_nfc(str s)
{
    arena a = {0};
    str out;
    cr_assert_eq(text_nfc(&a, s, &out), ST_OK);
    char *terminated = strndup(s.p, s.n);
    char *expected = (char *)utf8proc_NFC((const utf8proc_uint8_t *)terminated);
    cr_assert(str_equal(out, str_of(expected)), "|%s| gave |%.*s|, not |%s|", terminated, STR_ARG(out), expected);
    free(expected);
    free(terminated);
    arena_free(&a);
}

/* Against utf8proc's own, on texts of the code points that make normalising hard. */
Test(text, nfc_is_that_of_unicode)
{
    static const char *const parts[] = {"a",      "e",      " ",          "é",      "ü",      "Å",      "\u212B", "\u2126",
                                        "\u0301", "\u0323", "\u0307",     "\u0327", "\u0345", "\u0315", "\u1E9B", "\u1E63",
                                        "\u0958", "\u0915", "\u093C",     "\u1100", "\u1161", "\u11A8", "\uAC00", "\uAC01",
                                        "\u3099", "\u304B", "\u0622",     "\u0650", "\u0653", "日",     "–",      "’",
                                        "\u0F73", "\u0F71", "\U0001D15E", "ẞ",      "\u2000", "\u0340", "\u09C7", "\u09BE"};
    uint64_t seed = 3;
    sbuf b = {0};
    for (int i = 0; i < 20000; i++) {
        for (uint64_t n = check_random(&seed) % 12; n > 0; n--)
            sbuf_add(&b, str_of(parts[check_random(&seed) % (sizeof parts / sizeof *parts)]));
        check_nfc(sbuf_str(&b));
        sbuf_clear(&b);
    }
    sbuf_free(&b);
}

/* A million marks in the worst order: quadratic reordering would take minutes. */
Test(text, nfc_of_many_marks_is_quick, .timeout = 20)
{
    arena a = {0};
    sbuf b = {0};
    sbuf_char(&b, 'a');
    for (int i = 0; i < 500000; i++)
        sbuf_add(&b, STR("\u0315\u0316"));
    str out;
    cr_expect_eq(text_nfc(&a, sbuf_str(&b), &out), ST_OK);
    cr_expect_eq(out.n, b.n);
    cr_expect(str_starts(out, STR("a\u0316\u0316\u0316")));
    cr_expect(str_ends(out, STR("\u0315\u0315\u0315")));
    sbuf_free(&b);
    arena_free(&a);
}

Test(text, width)
{
    static const struct {
        const char *text;
        size_t width;
    } rows[] = {{"", 0}, {"abc", 3}, {"Türkiye", 7}, {"日本", 4}, {"e\u0301", 1}, {"a\tb\n\x1b", 2}, {"–…", 2}, {"😀", 2}, {"\u200B", 0}};
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
        cr_expect_eq(text_width(str_of(rows[i].text)), rows[i].width, "%s: %zu", rows[i].text, text_width(str_of(rows[i].text)));
}

Test(text, cut)
{
    CHECK_TEXT(text_cut(STR("abc"), 2), "ab");
    CHECK_TEXT(text_cut(STR("abc"), 9), "abc");
    CHECK_TEXT(text_cut(STR("abc"), 0), "");
    CHECK_TEXT(text_cut(STR("日本"), 3), "日");
    CHECK_TEXT(text_cut(STR("e\u0301\u0323x"), 1), "e\u0301\u0323");
    CHECK_TEXT(text_cut(STR("ab\u0301c"), 1), "a");
    /* A family is one character, of three joined; so is a flag of two letters, and a hand with the colour of its skin. */
    CHECK_TEXT(text_cut(STR("\U0001F468\u200D\U0001F469\u200D\U0001F467x"), 5), "");
    CHECK_TEXT(text_cut(STR("\U0001F468\u200D\U0001F469\u200D\U0001F467x"), 6), "\U0001F468\u200D\U0001F469\u200D\U0001F467");
    CHECK_TEXT(text_cut(STR("a\U0001F1F2\U0001F1E9b"), 2), "a");
    CHECK_TEXT(text_cut(STR("a\U0001F44D\U0001F3FDb"), 3), "a");
    CHECK_TEXT(text_cut(STR("a\u0301bc"), 2), "a\u0301b");
}

Test(text, print_safe)
{
    static const struct {
        const char *text, *printed;
    } rows[] = {
        {"plain", "plain"},
        {"a\tb\nc", "a b c"},
        {"\x1b[31mred\r\x7f", "\uFFFD[31mred\uFFFD\uFFFD"},
        {"\xC2\x85x\xC2\x9B", "\uFFFDx\uFFFD"},
        {"a\u202Eb\u2066c\u200Fd\u061C", "a\uFFFDb\uFFFDc\uFFFDd\uFFFD"},
        {"\u2028\u2029", "\uFFFD\uFFFD"},
        {"bad\xFFutf\xE2\x82", "bad\uFFFDutf\uFFFD\uFFFD"},
        {"Türkiye 日本 –", "Türkiye 日本 –"},
    };
    sbuf b = {0};
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        text_print_safe(&b, str_of(rows[i].text));
        cr_expect_eq(text_safe_width(str_of(rows[i].text)), text_width(sbuf_str(&b)));
        CHECK_BUFFER(&b, rows[i].printed);
    }
    sbuf_free(&b);
}
