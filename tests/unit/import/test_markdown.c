/* Blocks with their lines, and plain words. */
#include "import_test.h"

#include "import/markdown.h"

static const struct {
    const char *markdown, *words;
} inlines[] = {
    {"plain", "plain"},
    {"33 <sup>rd</sup> Plenary", "33rd Plenary"},
    {"a <sup>note</sup>", "a note"},
    {"online &amp; in person", "online & in person"},
    {"**bold** and *slanted*", "bold and slanted"},
    {"a [link](#) and [\\[READ MORE\\]](#)", "a link and [READ MORE]"},
    {"Kosovo\\*, still", "Kosovo*, still"},
    {"Kosovo**, still", "Kosovo**, still"},
    {"# no heading", "# no heading"},
    {"- no list", "- no list"},
    {"1. no list either", "1. no list either"},
    {"    no code", "no code"},
    {"a\tb  c\nd", "a b c d"},
    {"a<br>b", "a b"},
    {"", ""},
};

Test(markdown, plain_words_of_running_text)
{
    arena a = {0};
    for (size_t i = 0; i < sizeof inlines / sizeof *inlines; i++) {
        str words = md_inline(&a, str_of(inlines[i].markdown), false);
        cr_expect(str_equal(words, str_of(inlines[i].words)), "\"%s\" is \"%.*s\"", inlines[i].markdown, STR_ARG(words));
    }
    cr_expect_not(a.failed);
    arena_free(&a);
}

Test(markdown, emphasis_can_be_kept)
{
    arena a = {0};
    cr_expect(str_equal(md_inline(&a, STR("x, <i>in person</i> , *y*"), true), STR("x, \x01in person\x02 , \x01y\x02")));
    arena_free(&a);
}

static const char document[] = "# Title\n"
                               "\n"
                               "First *line*\n"
                               "second line\r more\n"
                               "\n"
                               "- item\n"
                               "\n"
                               "A\tB\n"
                               "---\n"
                               "**all bold**\n"
                               "\n"
                               "    code\n";

Test(markdown, blocks_know_their_lines)
{
    arena a = {0}, scratch = {0};
    const source *from = NULL;
    md_document md;
    cr_assert_eq(source_read(&a, STR("d.md"), str_of(document), &from, NULL), ST_OK);
    cr_assert_eq(md_read(&a, &scratch, from, &md), ST_OK);
    static const struct {
        md_kind kind;
        uint32_t first, last;
        const char *text;
    } want[] = {{MD_HEADING, 1, 1, "Title"},
                {MD_PARAGRAPH, 3, 4, "First line second line more"},
                {MD_ITEM, 6, 6, "item"},
                /* a row over a line of dashes is no heading */
                {MD_PARAGRAPH, 8, 9, "A B"},
                {MD_PARAGRAPH, 10, 10, "all bold"},
                {MD_OTHER, 12, 12, ""}};
    cr_assert_eq(md.count, sizeof want / sizeof *want);
    for (size_t i = 0; i < md.count; i++) {
        const md_block *b = &md.blocks[i];
        cr_expect(b->kind == want[i].kind && b->first == want[i].first && b->last == want[i].last &&
                      str_equal(b->text, str_of(want[i].text)),
                  "block %zu: kind %d, lines %u to %u, \"%.*s\"", i, (int)b->kind, b->first, b->last, STR_ARG(b->text));
    }
    cr_expect(md.blocks[4].strong);
    cr_expect_not(md.blocks[1].strong);
    arena_free(&scratch);
    arena_free(&a);
}

Test(markdown, memory_that_runs_out_is_a_status)
{
    arena a = {0};
    const source *from = NULL;
    cr_assert_eq(source_read(&a, STR("d.md"), str_of(document), &from, NULL), ST_OK);
    size_t failures = 0;
    for (size_t limit = 64; limit < 200000; limit += limit / 8) {
        arena blocks = {0}, scratch = {.limit = limit};
        md_document md;
        status done = md_read(&blocks, &scratch, from, &md);
        cr_expect(done == ST_OK || done == ST_NO_MEMORY);
        failures += done == ST_NO_MEMORY;
        arena_free(&scratch);
        arena_free(&blocks);
    }
    cr_expect_gt(failures, 10);
    arena_free(&a);
}
