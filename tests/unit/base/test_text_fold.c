/* Folding. */
#include "base/text.h"

#include "check.h"

#include <string.h>
#include <utf8proc.h>

Test(fold, rows)
{
    static const struct {
        const char *text, *folded;
    } rows[] = {
        {"", ""},
        {"   ", ""},
        {"CyberEast+", "cybereast+"},
        {"Türkiye", "turkiye"},
        {"CÔTE D’IVOIRE", "cote d'ivoire"},
        {"GLACY-e", "glacy e"},
        {"GLACY – e", "glacy e"},
        {"- a -- b -", "a b"},
        {"\ta\u00A0\u202F\n b\u3000", "a b"},
        {"İstanbul Iğdır ısı", "istanbul igdir isi"},
        {"Straße STRAẞE", "strasse strasse"},
        {"Æsop Œuvre Þór Øre Ðuro Đuro Łódź Ħal ð", "aesop oeuvre thor ore duro duro lodz hal d"},
        {"ΣΟΦΟΣ σοφός", "σοφοσ σοφοσ"},
        {"Ǿ ǿ Ǽ", "o o ae"},
        {"‘a’ ‚b‛ “c” „d‟ «e» ‹f› 5′ 6″", "'a' 'b' \"c\" \"d\" \"e\" 'f' 5' 6\""},
        {"a‐b‑c‒d–e—f―g−h﹘i﹣j－k\u00ADl", "a b c d e f g h i j k l"},
        {"Київ Йорк", "киів иорк"},
        {"한국", "\u1112\u1161\u11AB\u1100\u116E\u11A8"},
        {"\u212B \u2126 \u212A", "a ω k"},
        {"e\u0301 \u0301", "e"},
        {"24/7 d'Ivoire 40%", "24/7 d'ivoire 40%"},
    };
    sbuf b = {0};
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        text_fold(&b, str_of(rows[i].text));
        CHECK_BUFFER(&b, rows[i].folded);
    }
    sbuf_free(&b);
}

Test(fold, appends)
{
    sbuf b = {0};
    sbuf_add(&b, STR("key: "));
    text_fold(&b, STR(" É"));
    cr_expect_str_eq(b.p, "key: e");
    sbuf_free(&b);
    text_fold(&b, STR(""));
    cr_expect_str_eq(b.p, "");
    sbuf_free(&b);
}

Test(fold, in_an_arena)
{
    arena a = {0};
    str out;
    cr_expect_eq(text_fold_in(&a, STR(" Ünïcode—Text "), &out), ST_OK);
    CHECK_TEXT(out, "unicode text");
    cr_expect_eq(text_fold_in(&a, STR(" - "), &out), ST_OK);
    CHECK_TEXT(out, "");
    arena_free(&a);
    arena small = {.limit = 16};
    cr_expect_eq(text_fold_in(&small, STR("more than sixteen bytes"), &out), ST_NO_MEMORY);
    arena_free(&small);
}

Test(fold, equal)
{
    cr_expect(text_equal_folded(STR("turkiye"), STR("Türkiye")));
    cr_expect(text_equal_folded(STR("  GLACY-e"), STR("glacy E ")));
    cr_expect(text_equal_folded(STR("æ"), STR("AE")));
    cr_expect(text_equal_folded(STR(""), STR(" — ")));
    cr_expect_not(text_equal_folded(STR("a"), STR("ab")));
    cr_expect_not(text_equal_folded(STR("ab"), STR("a")));
    cr_expect_not(text_equal_folded(STR("a b"), STR("ab")));
    cr_expect_not(text_equal_folded(STR("ae"), STR("a")));
}

static size_t encode(uint32_t c, char out[4])
{
    return (size_t)utf8proc_encode_char((utf8proc_int32_t)c, (utf8proc_uint8_t *)out);
}

/* Every code point, each between letters so that no trimming hides what it becomes. */
Test(fold, twice_is_once_for_every_code_point)
{
    sbuf once = {0}, twice = {0};
    for (uint32_t c = 1; c <= 0x10FFFF; c++) {
        if (c >= 0xD800 && c <= 0xDFFF)
            continue;
        char text[6] = "x";
        size_t n = encode(c, text + 1);
        text[n + 1] = 'x';
        text_fold(&once, (str){text, n + 2});
        text_fold(&twice, sbuf_str(&once));
        cr_assert(str_equal(sbuf_str(&once), sbuf_str(&twice)), "U+%04X: |%s| |%s|", c, once.p, twice.p);
        cr_assert_eq(text_valid(sbuf_str(&once)), once.n, "U+%04X", c);
        sbuf_clear(&once);
        sbuf_clear(&twice);
    }
    sbuf_free(&once);
    sbuf_free(&twice);
}

/* A backend that has only the normal forms of Unicode gets the same result from either. */
Test(fold, does_not_depend_on_the_normal_form)
{
    sbuf composed = {0}, decomposed = {0};
    for (uint32_t c = 0x80; c <= 0xFFFF; c++) {
        if (c >= 0xD800 && c <= 0xDFFF)
            continue;
        utf8proc_uint8_t text[5] = {0};
        encode(c, (char *)text);
        utf8proc_uint8_t *nfd = utf8proc_NFD(text);
        text_fold(&composed, str_of((char *)text));
        text_fold(&decomposed, str_of((char *)nfd));
        cr_assert(str_equal(sbuf_str(&composed), sbuf_str(&decomposed)), "U+%04X", c);
        free(nfd);
        sbuf_clear(&composed);
        sbuf_clear(&decomposed);
    }
    sbuf_free(&composed);
    sbuf_free(&decomposed);
}

Test(fold, upper_and_lower_case_of_latin_greek_cyrillic_fold_alike)
{
    for (uint32_t c = 0x41; c < 0x530; c++) {
        char upper[4], lower[4];
        uint32_t l = (uint32_t)utf8proc_tolower((utf8proc_int32_t)c);
        str u = {upper, encode(c, upper)};
        cr_expect(text_equal_folded(u, (str){lower, encode(l, lower)}), "U+%04X", c);
    }
}

Test(fold, table_is_in_order_and_final)
{
    for (size_t i = 0; i < text_fold_table_count; i++) {
        const text_fold_row *row = &text_fold_table[i];
        cr_expect(i == 0 || text_fold_table[i - 1].from < row->from, "U+%04X is out of order", row->from);
        char out[TEXT_FOLD_MAX];
        size_t n = text_fold_char(row->from, out);
        /* U+2000 and U+2001 decompose first, to spaces that fold alike; all others reach their row. */
        cr_expect(str_equal((str){out, n}, str_of(row->to)), "U+%04X", row->from);
    }
}

Test(fold, no_code_point_overflows)
{
    size_t longest = 0;
    for (uint32_t c = 0; c <= 0x110010; c++) {
        char out[TEXT_FOLD_MAX];
        size_t n = text_fold_char(c, out);
        longest = n > longest ? n : longest;
    }
    cr_expect(longest > 2 && longest <= TEXT_FOLD_MAX, "%zu", longest);
}

Test(fold, broken_bytes_do_no_harm)
{
    sbuf b = {0};
    text_fold(&b, STR("A\xFF\xE2\x82"));
    CHECK_BUFFER(&b, "a\uFFFD\uFFFD\uFFFD");
    sbuf_free(&b);
}
