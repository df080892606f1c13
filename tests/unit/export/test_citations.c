/* citable: what stands beside the rows in each format, and that what is read back of it is what was written or nothing. */
#include "tests/unit/export/sample.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "export/citation.h"

#define DIGITS "0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef"
#define AWKWARD "let $t: text = \"<b>&amp; ```\"; t where a = '-->' and n < 3"

static const citation said = {{AWKWARD, sizeof AWKWARD - 1}, STR_INIT("programme.db, 5 rows"), STR_INIT("2025-10-15"), 5, {DIGITS, 64}};

/* What a format writes of one row and the citation; free() it. */
static char *page(const char *words)
{
    sample s = {0};
    sbuf lines = {0};
    export_choice choice;
    sample_texts(&s, "t", (const char *const[]){"x"}, 1);
    sample_ints(&s, "n", (int64_t[]){1}, 1);
    value day = {.type = type_of(TYPE_DATE), .as.date = 739000};
    sample_column(&s, "when", type_of(TYPE_DATE), &day, 1);
    citation_print(&lines, &said);
    export_about about = {.data = said.data, .citation = sbuf_str(&lines)};
    cr_assert(export_choose(str_of(words), &choice));
    char *out = sample_written(&s, choice.format->name, &(export_options){.chosen = choice.options, .about = &about});
    sbuf_free(&lines);
    sample_free(&s);
    return out;
}

static const char *const formats[] = {"table citable",       "markdown citable", "html citable",         "html bar citable",
                                      "org citable",         "latex citable",    "latex long citable",   "chart citable",
                                      "chart svg citable",   "timeline citable", "timeline svg citable", "calendar citable",
                                      "calendar svg citable"};
enum { FORMATS = sizeof formats / sizeof *formats };

static bool same(const citation *a, const citation *b)
{
    return str_equal(a->query, b->query) && str_equal(a->data, b->data) && str_equal(a->today, b->today) && a->rows == b->rows &&
           str_equal(a->fingerprint, b->fingerprint);
}

/* Asserts what is read of a text: so many blocks, the first in a state. */
static void expect_read(const char *text, size_t count, citation_state state)
{
    arena a = {0};
    const citation_found *found;
    size_t n;
    cr_assert_eq(citation_read(&a, str_of(text), &found, &n), ST_OK);
    cr_expect_eq(n, count, "%zu blocks in\n%s", n, text);
    if (n && count) {
        cr_expect_eq(found[0].state, state, "state %d of\n%s", (int)found[0].state, text);
        cr_expect(state != CITATION_WHOLE || same(&found[0].said, &said), "another citation of\n%s", text);
    }
    arena_free(&a);
}

Test(citations, every_format_gives_back_what_it_was_given)
{
    for (size_t i = 0; i < FORMATS; i++) {
        char *text = page(formats[i]);
        expect_read(text, 1, CITATION_WHOLE);
        free(text);
    }
}

Test(citations, every_format_that_people_read_takes_it_and_no_other)
{
    static const char *const data[] = {"csv", "tsv", "json", "jsonl", "ics"};
    export_choice choice;
    for (size_t i = 0; i < export_format_count; i++) {
        char words[64];
        bool is_data = false;
        for (size_t k = 0; k < sizeof data / sizeof *data; k++)
            is_data = is_data || strcmp(data[k], export_formats[i].name) == 0;
        snprintf(words, sizeof words, "%s citable", export_formats[i].name);
        cr_expect_eq(export_choose(str_of(words), &choice), !is_data, "%s", words);
    }
}

Test(citations, the_lines_of_markdown)
{
    char *text = page("markdown citable");
    cr_expect(strstr(text, "\n\n```text\ncyq citation 1\nquery: " AWKWARD
                           "\ndata: programme.db, 5 rows\ntoday: 2025-10-15\nrows: 5\nsha256: " DIGITS "\nend of citation "),
              "%s", text);
    cr_expect_str_eq(text + strlen(text) - 5, "\n```\n");
    free(text);
}

Test(citations, latex_has_it_in_comments)
{
    char *text = page("latex citable");
    const char *at = strstr(text, "\\end{tabular}\n");
    cr_assert(at);
    for (at = strchr(at, '\n') + 1; *at; at = strchr(at, '\n') + 1)
        cr_expect_eq(*at, '%', "%s", at);
    free(text);
}

Test(citations, a_picture_of_svg_has_it_escaped_and_only_inside)
{
    char *text = page("chart svg citable");
    cr_expect(strstr(text, "<metadata>\ncyq citation 1, escaped\nquery: let $t: text = &quot;&lt;b&gt;&amp;amp; ```"));
    cr_expect(strstr(text, "</metadata>\n<style>"));
    cr_expect_str_eq(text + strlen(text) - 7, "</svg>\n");
    free(text);
}

Test(citations, nothing_without_the_option)
{
    char *text = page("markdown");
    expect_read(text, 0, CITATION_WHOLE);
    free(text);
}

/* Each bit of the block, flipped: it is read as what was written, or not as a whole citation; and it never goes unseen. */
static void flip_all(char *text, const char *begin, const char *end)
{
    for (size_t i = (size_t)(begin - text); i < (size_t)(end - text); i++)
        for (int bit = 0; bit < 8; bit++) {
            arena a = {0};
            const citation_found *found;
            size_t n;
            text[i] = (char)(text[i] ^ 1 << bit);
            cr_assert_eq(citation_read(&a, (str){text, (size_t)(end - text)}, &found, &n), ST_OK);
            cr_expect_gt(n, 0, "bit %d of byte %zu: the citation is lost", bit, i);
            for (size_t k = 0; k < n; k++)
                cr_expect(found[k].state != CITATION_WHOLE || same(&found[k].said, &said), "bit %d of byte %zu goes unseen", bit, i);
            text[i] = (char)(text[i] ^ 1 << bit);
            arena_free(&a);
        }
}

Test(citations, every_bit_that_flips_is_seen_or_does_no_harm)
{
    for (size_t i = 0; i < FORMATS; i++) {
        char *text = page(formats[i]);
        char *begin = strstr(text, "cyq citation 1"), *end = strstr(text, "end of citation ");
        cr_assert(begin && end);
        flip_all(text, begin, strchr(end, '\n') + 1);
        free(text);
    }
}

static void expect_written(const char *before, const char *line_end, const char *left_out, size_t count, citation_state state)
{
    sbuf lines = {0}, text = {0};
    citation_print(&lines, &said);
    str rest = sbuf_str(&lines);
    for (size_t end; (end = str_find(rest, STR("\n"))) != SIZE_MAX; rest = (str){rest.p + end + 1, rest.n - end - 1})
        if (!left_out || !str_starts(rest, str_of(left_out)))
            sbuf_printf(&text, "%s%.*s%s", before, (int)end, rest.p, line_end);
    expect_read(text.p, count, state);
    sbuf_free(&lines);
    sbuf_free(&text);
}

Test(citations, mail_and_editors_may_indent_quote_and_end_lines_their_way)
{
    expect_written("", "\r\n", NULL, 1, CITATION_WHOLE);
    expect_written("> ", " \n", NULL, 1, CITATION_WHOLE);
    expect_written("    # ", "\t\n", NULL, 1, CITATION_WHOLE);
}

Test(citations, lines_that_are_lost)
{
    static const char *const lines[] = {"cyq citation", "query", "data", "today", "rows", "sha256", "end of citation"};
    for (size_t i = 0; i < sizeof lines / sizeof *lines; i++)
        expect_written("", "\n", lines[i], 1, CITATION_DAMAGED);
}

Test(citations, a_block_in_which_another_begins_does_not_hide_it)
{
    arena a = {0};
    const citation_found *found;
    size_t n;
    sbuf text = {0};
    sbuf_add(&text, STR("title\ncyq citation 1\nquery: projects\n"));
    citation_print(&text, &said);
    sbuf_add(&text, STR("cyq citation 2\nquery: \xff\n"));
    citation_print(&text, &said);
    cr_assert_eq(citation_read(&a, sbuf_str(&text), &found, &n), ST_OK);
    cr_assert_eq(n, 4);
    cr_expect_eq(found[0].state, CITATION_DAMAGED);
    cr_expect_eq(found[0].line, 2);
    cr_expect_eq(found[1].state, CITATION_WHOLE);
    cr_expect_eq(found[1].line, 4);
    cr_expect_eq(found[2].state, CITATION_FOREIGN);
    cr_expect_eq(found[3].state, CITATION_WHOLE);
    sbuf_free(&text);
    arena_free(&a);
}

Test(citations, control_characters_are_never_read)
{
    static const char *const queries[] = {"a\x1b[2J",
                                          "a\xe2\x80\xae"
                                          "b",
                                          "a\tb", "\xff", "a\xc2\x85"};
    for (size_t i = 0; i < sizeof queries / sizeof *queries; i++) {
        citation c = said;
        sbuf text = {0};
        c.query = str_of(queries[i]);
        citation_print(&text, &c);
        expect_read(text.p, 1, CITATION_DAMAGED);
        sbuf_free(&text);
    }
}
