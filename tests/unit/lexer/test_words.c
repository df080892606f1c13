/* The tables of words, and what is said about words that look like something else. */
#include <criterion/criterion.h>

#include <string.h>

#include "lexer/keywords.h"
#include "lexer/lexer.h"

/* ---- Tables ---- */

Test(keywords, each_is_found_by_its_own_words)
{
    for (size_t i = 0; i < keyword_count; i++) {
        const keyword *k = &keyword_table[i];
        cr_expect(keyword_of(k->kind) == k, "%.*s", STR_ARG(k->text));
        cr_expect(keyword_pair(k->first, k->second) == k, "%.*s", STR_ARG(k->text));
        cr_expect(k->help.n > 0, "%.*s has no help", STR_ARG(k->text));
    }
}

Test(keywords, case_does_not_count)
{
    cr_assert_not_null(keyword_find(STR("WheRe")));
    cr_expect_eq(keyword_find(STR("WheRe"))->kind, TOK_WHERE);
    cr_expect_eq(keyword_pair(STR("SORT"), STR("By"))->kind, TOK_SORT_BY);
}

Test(keywords, half_of_a_pair_is_none)
{
    cr_expect_null(keyword_find(STR("sort")));
    cr_expect_null(keyword_find(STR("group")));
    cr_expect_null(keyword_find(STR("")));
    cr_expect_null(keyword_of(TOK_WORD));
}

Test(keywords, nearest_clause)
{
    static const struct {
        const char *word;
        token_kind kind;
    } rows[] = {{"were", TOK_WHERE},    {"wher", TOK_WHERE},    {"slect", TOK_SELECT},
                {"grup", TOK_GROUP_BY}, {"sortt", TOK_SORT_BY}, {"cuont", TOK_COUNT}};
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        const keyword *k = keyword_near(str_of(rows[i].word), KW_CLAUSE);
        cr_assert_not_null(k, "%s", rows[i].word);
        cr_expect_eq(k->kind, rows[i].kind, "%s is near %.*s", rows[i].word, STR_ARG(k->text));
    }
    cr_expect_null(keyword_near(STR("xyzzy"), KW_CLAUSE));
}

Test(keywords, formats_and_lists)
{
    cr_expect(format_known(STR("CSV")));
    cr_expect_not(format_known(STR("xlsx")));
    show_list list;
    cr_expect(show_list_find(STR("Functions"), &list));
    cr_expect_eq(list, SHOW_FUNCTIONS);
    cr_expect_not(show_list_find(STR("tables"), NULL));
}

/* ---- Advice ---- */

static void expect_advice(const char *word, const char *wanted)
{
    sbuf out = {0};
    bool any = lexer_word_advice(str_of(word), &out);
    cr_expect_eq(any, wanted != NULL, "%s: %s", word, out.p ? out.p : "nothing");
    if (wanted)
        cr_expect_str_eq(out.p ? out.p : "", wanted);
    sbuf_free(&out);
}

#define ADVICE(name, word, wanted)                                                                                                         \
    Test(advice, name)                                                                                                                     \
    {                                                                                                                                      \
        expect_advice(word, wanted);                                                                                                       \
    }

ADVICE(subtraction, "5-3", "arithmetic wants spaces around its signs: `5 - 3`")
ADVICE(addition, "days+1", "arithmetic wants spaces around its signs: `days + 1`")
ADVICE(names, "end-start", "arithmetic wants spaces around its signs: `end - start`")
ADVICE(short_day, "2025-10-7", "a date has two digits for month and day: `2025-10-07`")
ADVICE(short_month, "2025-1", "a month has two digits: `2025-01`")
ADVICE(slashes, "2025/10/07", "a date has two digits for month and day: `2025-10-07`")
ADVICE(year_last, "7-10-2025", "a date has two digits for month and day: `2025-10-07`")
ADVICE(unit, "3days", "a space stands between number and unit: `3 days`")
ADVICE(range, "2025-10–2025-12", "a range is written with two dots: `2025-10..2025-12`")
ADVICE(no_such_day, "2025-2-30", "arithmetic wants spaces around its signs: `2025 - 2 - 30`")
ADVICE(plain_words_need_none, "Ukraine", NULL)
ADVICE(dates_need_none, "2025-10", NULL)
ADVICE(nothing_for_nothing, "", NULL)

/* ---- Quoting ---- */

Test(quote, what_needs_it)
{
    sbuf out = {0};
    lexer_quote(&out, STR("a \"b\"\n\t\\\x01é"));
    cr_expect_str_eq(out.p, "\"a \\\"b\\\"\\n\\t\\\\\\u{1}é\"");
    sbuf_free(&out);
}

Test(plain_name, is_one_word_of_no_other_kind)
{
    static const char *const plain[] = {"title", "CyberEast+", "d'Ivoire", "2nd", "first_day", "été"};
    static const char *const others[] = {"First day", "where", "2025", "2025-10", "a.b", "a(", "", " a", "a ", "a#b", "a\"", "`a`", "12%"};
    for (size_t i = 0; i < sizeof plain / sizeof *plain; i++)
        cr_expect(lexer_is_plain_name(str_of(plain[i])), "%s", plain[i]);
    for (size_t i = 0; i < sizeof others / sizeof *others; i++)
        cr_expect_not(lexer_is_plain_name(str_of(others[i])), "%s", others[i]);
}
