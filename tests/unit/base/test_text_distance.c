/* Edit distance and what was meant. */
#include "base/text.h"

#include "check.h"

Test(distance, rows)
{
    static const struct {
        const char *a, *b;
        size_t limit, distance;
    } rows[] = {
        {"", "", 0, 0},
        {"", "abc", 5, 3},
        {"abc", "", 5, 3},
        {"abc", "", 2, 3},
        {"project", "project", 3, 0},
        {"projct", "project", 3, 1},
        {"CyberEats+", "CyberEast+", 3, 1},
        {"kitten", "sitting", 5, 3},
        {"kitten", "sitting", 2, 3},
        {"ca", "abc", 5, 3}, /* the restricted distance: no edit inside a swapped pair */
        {"ab", "ba", 1, 1},
        {"Türkiye", "turkiye", 0, 0},
        {"日本語", "日語本", 2, 1},
        {"abcdef", "xyz", 1, 2},
        {"abcdef", "ghijkl", 99, 6},
        {"a", "b", SIZE_MAX, 1},
        {"abcd", "", SIZE_MAX, 4},
        {"a", "b", 0, 1},
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        size_t d = text_distance(str_of(rows[i].a), str_of(rows[i].b), rows[i].limit);
        cr_expect_eq(d, rows[i].distance, "%s, %s within %zu: %zu", rows[i].a, rows[i].b, rows[i].limit, d);
        cr_expect_eq(text_distance(str_of(rows[i].b), str_of(rows[i].a), rows[i].limit), d, "both ways");
    }
}

enum { LONGEST = 12 };

/* The definition, with the whole table. */
static size_t plain_distance(str a, str b)
{
    size_t t[LONGEST + 1][LONGEST + 1] = {{0}};
    for (size_t i = 0; i <= a.n; i++)
        for (size_t j = 0; j <= b.n; j++) {
            if (i == 0 || j == 0) {
                t[i][j] = i + j;
                continue;
            }
            size_t best = t[i - 1][j - 1] + (a.p[i - 1] != b.p[j - 1]);
            size_t gap = (t[i - 1][j] < t[i][j - 1] ? t[i - 1][j] : t[i][j - 1]) + 1;
            best = gap < best ? gap : best;
            if (i > 1 && j > 1 && a.p[i - 1] == b.p[j - 2] && a.p[i - 2] == b.p[j - 1] && t[i - 2][j - 2] + 1 < best)
                best = t[i - 2][j - 2] + 1;
            t[i][j] = best;
        }
    return t[a.n][b.n];
}

Test(distance, the_band_changes_nothing)
{
    uint64_t seed = 11;
    for (int round = 0; round < 20000; round++) {
        char text[2][LONGEST];
        str s[2];
        for (int k = 0; k < 2; k++) {
            s[k] = (str){text[k], check_random(&seed) % (LONGEST + 1)};
            for (size_t i = 0; i < s[k].n; i++)
                text[k][i] = (char)('a' + (int)(check_random(&seed) % 3));
        }
        size_t limit = check_random(&seed) % 8;
        size_t d = plain_distance(s[0], s[1]);
        cr_assert_eq(text_distance(s[0], s[1], limit), d > limit ? limit + 1 : d, "|%.*s| |%.*s| within %zu", STR_ARG(s[0]), STR_ARG(s[1]),
                     limit);
    }
}

Test(distance, long_texts_within_a_narrow_band_are_quick, .timeout = 20)
{
    sbuf a = {0}, b = {0};
    sbuf_repeat(&a, 'a', 200000);
    sbuf_repeat(&b, 'a', 200000);
    b.p[1000] = 'b';
    cr_expect_eq(text_distance(sbuf_str(&a), sbuf_str(&b), 3), 1);
    sbuf_free(&a);
    sbuf_free(&b);
}

Test(nearest, long_texts_have_more_in_common_by_chance)
{
    static const str words[] = {STR_INIT("Budapest"), STR_INIT("Western Sahara"), STR_INIT("count"), STR_INIT("Bosnia and Herzegovina"),
                                STR_INIT("to")};
    static const struct {
        const char *word;
        int64_t found;
    } rows[] = {
        {"Bucharest", -1}, {"Western Balkans", -1},       {"country", -1},     {"t", -1}, {"Budapst", 0}, {"Wetsern Sahara", 1},
        {"counts", 2},     {"Bosnia and Hercegovina", 3}, {"count of all", 2},
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        int64_t found = text_nearest(str_of(rows[i].word), words, sizeof words / sizeof *words);
        cr_expect_eq(found, rows[i].found, "%s: %lld", rows[i].word, (long long)found);
    }
}

Test(nearest, finds_what_was_meant)
{
    static const str words[] = {STR_INIT("title"),   STR_INIT("project"),   STR_INIT("partner"), STR_INIT("place"),
                                STR_INIT("Türkiye"), STR_INIT("precision"), STR_INIT("id"),      STR_INIT("when")};
    static const struct {
        const char *word;
        int64_t found;
    } rows[] = {
        {"projct", 1},
        {"PROJECTS", 1},
        {"tilte", 0},
        {"turkye", 4},
        {"plaice", 3},
        {"whn", 7},
        {"di", -1} /* two letters are too few to guess from */,
        {"proj", 1}, /* a beginning */
        {"prec", 5},
        {"whenever", -1},
        {"whens", 7},
        {"zebra", -1},
        {"x", -1},
        {"", -1},
        {"unrelated", -1},
        {"Project", 1},
        {"pr", -1}, /* too short a beginning */
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        int64_t found = text_nearest(str_of(rows[i].word), words, sizeof words / sizeof *words);
        cr_expect_eq(found, rows[i].found, "%s: %lld", rows[i].word, (long long)found);
    }
    cr_expect_eq(text_nearest(STR("a"), NULL, 0), -1);
}

Test(nearest, ties_go_to_the_first_and_nearer_wins)
{
    static const str words[] = {STR_INIT("bax"), STR_INIT("bay"), STR_INIT("baz")};
    cr_expect_eq(text_nearest(STR("baw"), words, 3), 0);
    cr_expect_eq(text_nearest(STR("baz"), words, 3), 2);
    static const str more[] = {STR_INIT("countries"), STR_INIT("county"), STR_INIT("counter")};
    cr_expect_eq(text_nearest(STR("count"), more, 3), 1, "one letter is missing, not four");
}
