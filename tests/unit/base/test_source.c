/* Reading a text and finding places in it. */
#include "base/source.h"

#include "check.h"

static const source *read_text(arena *a, str text)
{
    const source *s = NULL;
    cr_assert_eq(source_read(a, STR("query"), text, &s, NULL), ST_OK);
    return s;
}

Test(source, cleans_what_it_reads)
{
    arena a = {0};
    const source *s = read_text(&a, STR("\xEF\xBB\xBF"
                                        "a\r\ne\u0301\r\n\rb"));
    CHECK_TEXT(s->text, "a\n\u00E9\n\rb");
    CHECK_TEXT(s->name, "query");
    cr_expect_eq(s->text.p[s->text.n], '\n');
    cr_expect_eq(s->text.p[s->text.n + 1], '\0');
    cr_expect_eq(s->line_count, 3);
    arena_free(&a);
}

Test(source, empty)
{
    arena a = {0};
    const source *s = read_text(&a, (str){NULL, 0});
    cr_expect_eq(s->text.n, 0);
    cr_expect_eq(s->line_count, 1);
    cr_expect_eq(s->text.p[0], '\n');
    source_place p = source_locate(s, 99);
    cr_expect_eq(p.line, 1);
    cr_expect_eq(p.column, 1);
    cr_expect_eq(source_line(s, 1).n, 0);
    arena_free(&a);
}

Test(source, only_a_byte_order_mark)
{
    arena a = {0};
    cr_expect_eq(read_text(&a, STR("\xEF\xBB\xBF"))->text.n, 0);
    arena_free(&a);
}

Test(source, refuses_what_is_no_text)
{
    static const struct {
        str text;
        size_t bad;
    } rows[] = {
        {STR_INIT("ab\xFFz"), 2},    {STR_INIT("a\0b"), 1},
        {STR_INIT("\xC0\x80"), 0},   {STR_INIT("x\xED\xA0\x80"), 1},
        {STR_INIT("\xE2\x82"), 0},   {STR_INIT("\xF4\x90\x80\x80"), 0},
        {STR_INIT("ok\r\n\x80"), 4}, {STR_INIT("\xEF\xBB\xBF\xFE"), 3},
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        arena a = {0};
        const source *s = NULL;
        size_t bad = 99;
        cr_expect_eq(source_read(&a, STR("x"), rows[i].text, &s, &bad), ST_ERROR);
        cr_expect_eq(bad, rows[i].bad, "row %zu: %zu", i, bad);
        cr_expect_null(s);
        arena_free(&a);
    }
}

Test(source, limits)
{
    arena a = {.limit = 32};
    const source *s = NULL;
    cr_expect_eq(source_read(&a, STR("x"), STR("a text that is longer than that"), &s, NULL), ST_NO_MEMORY);
    cr_expect_null(s);
    arena_free(&a);
    cr_expect_eq(source_read(&a, STR("x"), (str){"", (size_t)SOURCE_MAX + 1}, &s, NULL), ST_LIMIT, "judged by length alone");
    arena_free(&a);
}

Test(source, places_count_characters)
{
    arena a = {0};
    const source *s = read_text(&a, STR("dž日x\n\nlast\n"));
    static const struct {
        uint32_t offset;
        size_t line, column;
    } rows[] = {{0, 1, 1}, {1, 1, 2}, {3, 1, 3},  {4, 1, 3},  {6, 1, 4},   {7, 1, 5},
                {8, 2, 1}, {9, 3, 1}, {13, 3, 5}, {14, 4, 1}, {1000, 4, 1}};
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        source_place p = source_locate(s, rows[i].offset);
        cr_expect(p.line == rows[i].line && p.column == rows[i].column, "%u is %zu:%zu", rows[i].offset, p.line, p.column);
    }
    arena_free(&a);
}

Test(source, lines_and_slices)
{
    arena a = {0};
    const source *s = read_text(&a, STR("one\n\nthree"));
    CHECK_TEXT(source_line(s, 1), "one");
    CHECK_TEXT(source_line(s, 2), "");
    CHECK_TEXT(source_line(s, 3), "three");
    CHECK_TEXT(source_line(s, 0), "");
    CHECK_TEXT(source_line(s, 4), "");
    CHECK_TEXT(source_slice(s, (span){1, 3}), "ne");
    CHECK_TEXT(source_slice(s, (span){5, 999}), "three");
    CHECK_TEXT(source_slice(s, (span){900, 999}), "");
    CHECK_TEXT(source_slice(s, (span){4, 2}), "");
    arena_free(&a);
}

Test(source, join)
{
    span j = span_join((span){5, 9}, (span){2, 6});
    cr_expect_eq(j.begin, 2);
    cr_expect_eq(j.end, 9);
}
