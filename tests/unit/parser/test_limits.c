/* Long and deep texts: an error with a place at most, never a crash; and time that grows with the length only. */
#include "parse_test.h"

#include <time.h>

static void repeated(sbuf *out, const char *before, const char *again, size_t times, const char *after)
{
    sbuf_add(out, str_of(before));
    for (size_t i = 0; i < times; i++)
        sbuf_add(out, str_of(again));
    sbuf_add(out, str_of(after));
    cr_assert_not(out->failed);
}

static void expect_deep(const char *before, const char *again, const char *after)
{
    static const struct {
        size_t times;
        status wanted;
    } rows[] = {{400, ST_OK}, {100000, ST_LIMIT}};
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        sbuf text = {0};
        parsed p;
        repeated(&text, before, again, rows[i].times, after);
        parse_text(&p, sbuf_str(&text));
        cr_expect_eq(p.result, rows[i].wanted, "%zu times %s: %s", rows[i].times, again, parsed_codes(&p));
        if (rows[i].wanted == ST_LIMIT)
            cr_expect_str_eq(parsed_codes(&p), "E0801", "%s", again);
        else
            cr_expect_not_null(parsed_format(&p));
        parsed_free(&p);
        sbuf_free(&text);
    }
}

Test(deep, brackets)
{
    expect_deep("activities where ", "(", "");
}

Test(deep, conditions)
{
    expect_deep("activities where ", "not ", "a");
    expect_deep("activities where a", " or a", "");
    expect_deep("activities where a", " and a", "");
    expect_deep("activities add x = ", "if a then b else ", "c");
}

Test(deep, arithmetic)
{
    expect_deep("activities select a", " + a", "");
    expect_deep("activities select a", " ?? a", "");
    expect_deep("activities select ", "- ", "a");
    expect_deep("activities where a = b", " & b", "");
    expect_deep("activities where a = ", "- ", "b");
    expect_deep("activities select a", ".b", "");
}

Test(deep, calls_and_queries)
{
    expect_deep("activities select ", "f(", "");
    expect_deep("", "(", "activities");
}

Test(deep, queries_in_queries)
{
    static const struct {
        size_t times;
        status wanted;
    } rows[] = {{150, ST_OK}, {300, ST_LIMIT}};
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        sbuf text = {0};
        parsed p;
        repeated(&text, "a", " where b in (c", rows[i].times, " count");
        repeated(&text, "", ")", rows[i].times, "");
        parse_text(&p, sbuf_str(&text));
        cr_expect_eq(p.result, rows[i].wanted, "%s", parsed_codes(&p));
        parsed_free(&p);
        sbuf_free(&text);
    }
}

Test(deep, the_edge)
{
    sbuf text = {0};
    parsed p;
    repeated(&text, "a where ", "(", PARSE_DEPTH_MAX - 1, "b");
    repeated(&text, "", ")", PARSE_DEPTH_MAX - 1, "");
    parse_text(&p, sbuf_str(&text));
    cr_expect_eq(p.result, ST_OK, "%s", parsed_report(&p));
    cr_expect_eq(p.script->statements[0]->query->clauses[0]->expr->height, PARSE_DEPTH_MAX);
    parsed_free(&p);
    sbuf_clear(&text);
    repeated(&text, "a where ", "(", PARSE_DEPTH_MAX, "b");
    repeated(&text, "", ")", PARSE_DEPTH_MAX, "");
    parse_text(&p, sbuf_str(&text));
    cr_expect_eq(p.result, ST_LIMIT);
    parsed_free(&p);
    sbuf_free(&text);
}

/* ---- Long ---- */

static void expect_long(const char *before, const char *again, size_t times, const char *after, const char *codes)
{
    sbuf text = {0};
    parsed p;
    repeated(&text, before, again, times, after);
    parse_text(&p, sbuf_str(&text));
    cr_expect_eq(p.result, ST_OK);
    cr_expect_str_eq(parsed_codes(&p), codes, "%s", again);
    for (size_t i = 0; i < p.bag.count; i++)
        cr_expect_lt(p.bag.items[i]->message.n, 200, "a message quotes too much");
    parsed_free(&p);
    sbuf_free(&text);
}

Test(lengthy, texts_of_ten_megabytes)
{
    enum { TEN_MB = 10000000 };
    expect_long("a where b = \"", "x", TEN_MB, "\"", "E0803");
    expect_long("a where b = \"", "x", TEN_MB, "", "E0103");
    expect_long("a where b = ", "x", TEN_MB, "", "E0803");
    expect_long("a where b matches /", "x", TEN_MB, "/", "E0803");
    expect_long("# ", "x", TEN_MB, "", "");
}

/* A word of exactly 1 MB, and one byte more. */
Test(lengthy, the_longest_word)
{
    enum { MB = 1 << 20 };
    expect_long("a where b = ", "x", MB, "", "");
    expect_long("a where b = ", "x", MB + 1, "", "E0803");
    expect_long("a where b = \"", "x", MB - 2, "\"", "");
    expect_long("a where b = \"", "x", MB - 1, "\"", "E0803");
}

Test(lengthy, many_of_everything)
{
    expect_long("a where b in (c", ", c", 100000, ")", "");
    expect_long("a", " first 3", 100000, "", "");
    expect_long("", "a\n", 100000, "", "");
    expect_long("", "# a\n", 100000, "", "");
    expect_long("a where b = c", " c", 100000, "", "");
    expect_long("a b ", "xxxxxxxxxx", 1000, "", "E0203");
    expect_long("a where b xx", "xxxxxxxxxx", 1000, "", "E0201");
    expect_long("a where b = c.", "xxxxxxxxxx", 1000, "", "E0212");
    expect_long("a where b = 1", ".11", 1000, "", "E0108");
}

static double seconds_for(size_t statements)
{
    sbuf text = {0};
    parsed p;
    repeated(&text, "", "activities where project = CyberEast+ and month in (2025-10, 2025-11) select start, country sort by start\n",
             statements, "");
    clock_t begin = clock();
    parse_text(&p, sbuf_str(&text));
    double seconds = (double)(clock() - begin) / CLOCKS_PER_SEC;
    cr_assert_eq(p.script->statement_count, statements);
    parsed_free(&p);
    sbuf_free(&text);
    return seconds;
}

/* Four times the text takes about four times as long; twelve leaves room for a busy machine, and is far from the sixteen of a square. */
Test(lengthy, time_grows_with_the_length)
{
    double best_one = 1e9, best_four = 1e9;
    for (int i = 0; i < 3; i++) {
        double one = seconds_for(2500), four = seconds_for(10000);
        best_one = one < best_one ? one : best_one;
        best_four = four < best_four ? four : best_four;
    }
    cr_expect_lt(best_four, 12 * best_one + 0.05, "%f s, then %f s", best_one, best_four);
}

/* ---- Memory ---- */

/* Every limit of the arena in turn: the parse ends with ST_NO_MEMORY and leaves nothing behind. */
Test(memory, an_arena_that_is_full)
{
    const str text =
        STR("let x = a where b in (c, \"d\\n\") select e, f(g) sort by h desc # i\nparam $j: text = k l\nm were n\n(o count) to csv \"p\"");
    bool whole = false;
    for (size_t limit = 1000; limit < 400000 && !whole; limit += 101) {
        arena own = {0}, memory = {.limit = limit};
        diag_bag bag = {.memory = &memory};
        const source *from = NULL;
        const ast_script *script = NULL;
        size_t bad = 0;
        cr_assert_eq(source_read(&own, STR("query"), text, &from, &bad), ST_OK);
        status s = parse(&memory, from, &bag, &script);
        whole = s == ST_OK;
        cr_expect(whole || s == ST_NO_MEMORY, "status %d with %zu bytes", (int)s, limit);
        arena_free(&memory);
        arena_free(&own);
    }
    cr_expect(whole, "never enough");
}
