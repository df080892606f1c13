/* `matches`: patterns, their mistakes, their limits. */
#include "harness.h"

#include <string.h>

static const function *matches(void)
{
    type types[] = {{.kind = TYPE_TEXT}, {.kind = TYPE_TEXT}};
    return row_for("matches", types, 2);
}

/* Runs a pattern over one text; *uncomputable as counted. */
static bool run(const char *pattern, bool ignore_case, const char *text, size_t *uncomputable)
{
    arena query = {0}, scratch = {0};
    value p = {.type = type_of(TYPE_TEXT), .as.text = str_of(pattern)}, t = {.type = type_of(TYPE_TEXT), .as.text = str_of(text)};
    void *prepared = NULL;
    str message;
    size_t at;
    cr_assert_eq(matches()->prepare(&query, &p, ignore_case, &prepared, &message, &at), ST_OK, "%s", pattern);
    function_call call = {.scratch = &scratch, .count = 3, .prepared = prepared};
    vec args[2], out;
    cr_assert_eq(vec_constant(&scratch, &t, 3, &args[0]), ST_OK);
    cr_assert_eq(vec_constant(&scratch, &p, 3, &args[1]), ST_OK);
    cr_assert_eq(call_row(matches(), &call, args, &out), ST_OK);
    bool found = out.as.bools[2];
    cr_expect_eq(out.as.bools[0], out.as.bools[2], "a second match is as the first");
    *uncomputable = call.uncomputable;
    arena_free(&query);
    arena_free(&scratch);
    return found;
}

Test(regex, finds_and_does_not_find)
{
    static const struct {
        const char *pattern;
        bool ignore_case;
        const char *text;
        bool found;
    } cases[] = {
        {"24/7", false, "the 24/7 network", true},
        {"^the", false, "the 24/7 network", true},
        {"^The", false, "the 24/7 network", false},
        {"^The", true, "the 24/7 network", true},
        {"T.rkiye", false, "Türkiye", true}, /* a dot is a character, not a byte */
        {"^\\w+$", false, "Türkiye", true},
        {"É", true, "école", true},
        {"", false, "", true},
        {"x", false, "", false},
        {"(a)(b)(c)(d)\\4", false, "abcdd", true},
    };
    size_t uncomputable;
    for (size_t i = 0; i < COUNT_OF(cases); i++) {
        cr_expect_eq(run(cases[i].pattern, cases[i].ignore_case, cases[i].text, &uncomputable), cases[i].found, "%s", cases[i].pattern);
        cr_expect_eq(uncomputable, 0);
    }
}

Test(regex, a_pattern_that_explodes_is_stopped_and_counted)
{
    size_t uncomputable;
    cr_expect_not(run("^(a|a)*(b|c)$", false, "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa", &uncomputable));
    cr_expect_eq(uncomputable, 3);
}

Test(regex, a_missing_text_does_not_match)
{
    arena a = {0};
    value p = {.type = type_of(TYPE_TEXT), .as.text = STR(".*")}, missing = {.type = type_of(TYPE_TEXT), .missing = true};
    void *prepared = NULL;
    str message;
    size_t at;
    cr_assert_eq(matches()->prepare(&a, &p, false, &prepared, &message, &at), ST_OK);
    function_call call = {.scratch = &a, .count = 2, .prepared = prepared};
    vec args[2], out;
    cr_assert_eq(vec_constant(&a, &missing, 2, &args[0]), ST_OK);
    cr_assert_eq(vec_constant(&a, &p, 2, &args[1]), ST_OK);
    cr_assert_eq(call_row(matches(), &call, args, &out), ST_OK);
    cr_expect_eq(out.as.bools[1], 0);
    arena_free(&a);
}

static void check_refused(const char *pattern, const char *expected, size_t place)
{
    arena a = {0};
    value p = {.type = type_of(TYPE_TEXT), .as.text = str_of(pattern)};
    void *prepared = NULL;
    str message = {0};
    size_t at = 99;
    cr_expect_eq(matches()->prepare(&a, &p, false, &prepared, &message, &at), ST_ERROR, "%s", pattern);
    cr_expect(str_equal(message, str_of(expected)), "got %.*s", STR_ARG(message));
    cr_expect_eq(at, place, "%s: at %zu", pattern, at);
    arena_free(&a);
}

Test(regex, mistakes_have_a_message_and_a_place)
{
    check_refused("a(b", "the regular expression is not well formed: missing closing parenthesis", 3);
    check_refused("a**", "the regular expression is not well formed: quantifier does not follow a repeatable item", 2);
    check_refused("ab[", "the regular expression is not well formed: missing terminating ] for character class", 3);
    check_refused("(?<n", "the regular expression is not well formed: syntax error in subpattern name (missing terminator?)", 4);
}

Test(regex, a_pattern_that_is_too_long_is_refused)
{
    static char pattern[70000];
    memset(pattern, 'a', sizeof pattern - 1);
    check_refused(pattern, "the regular expression is too long (64 KiB at most)", 0);
}

Test(regex, no_memory_is_reported)
{
    value p = {.type = type_of(TYPE_TEXT), .as.text = STR("(a|b)+c")};
    for (size_t limit = 1; limit < 1500; limit += 100) {
        arena a = {.limit = limit};
        void *prepared = NULL;
        str message;
        size_t at;
        status s = matches()->prepare(&a, &p, false, &prepared, &message, &at);
        cr_expect(s == ST_NO_MEMORY || (s == ST_OK && prepared), "limit %zu gives %d", limit, (int)s);
        arena_free(&a);
    }
}
