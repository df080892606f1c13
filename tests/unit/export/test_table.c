/* The table for people: widths, wrapping, colours. */
#include "tests/unit/export/sample.h"

#include "base/text.h"

static void two_columns(sample *s)
{
    static const char *const names[] = {"Azerbaijan", "Côte d'Ivoire", NULL};
    sample_texts(s, "country", names, 3);
    sample_ints(s, "count", (int64_t[]){6, 10000, 1}, 3);
}

Test(table, columns_are_aligned_by_display_width)
{
    sample s = {0};
    two_columns(&s);
    sample_expect(&s, "table", NULL,
                  "country         count\n"
                  "─────────────  ──────\n"
                  "Azerbaijan          6\n"
                  "Côte d'Ivoire  10,000\n"
                  "                    1\n");
}

Test(table, on_a_terminal_missing_is_marked_and_rows_are_counted)
{
    sample s = {0};
    two_columns(&s);
    sample_expect(&s, "table", &(export_options){.terminal = true, .width = 80},
                  "country         count\n"
                  "─────────────  ──────\n"
                  "Azerbaijan          6\n"
                  "Côte d'Ivoire  10,000\n"
                  "–                   1\n"
                  "3 rows\n");
}

Test(table, colours_only_when_asked)
{
    sample s = {0};
    static const char *const texts[] = {"x", NULL};
    sample_texts(&s, "t", texts, 2);
    sample_expect(&s, "table", &(export_options){.terminal = true, .colour = true, .width = 80},
                  "\x1b[1mt\x1b[0m\n\x1b[2m─\x1b[0m\nx\n\x1b[2m–\x1b[0m\n\x1b[2m2 rows\x1b[0m\n");
}

Test(table, no_blanks_at_line_ends)
{
    sample s = {0};
    sample_ints(&s, "n", (int64_t[]){1}, 1);
    static const char *const texts[] = {NULL};
    sample_texts(&s, "empty", texts, 1);
    sample_expect(&s, "table", NULL, "n  empty\n─  ─────\n1\n");
}

Test(table, text_wraps_by_words_on_a_narrow_terminal)
{
    sample s = {0};
    static const char *const texts[] = {"Training on electronic evidence for judges"};
    sample_ints(&s, "n", (int64_t[]){1}, 1);
    sample_texts(&s, "title", texts, 1);
    sample_expect(&s, "table", &(export_options){.width = 24},
                  "n  title\n"
                  "─  ─────────────────────\n"
                  "1  Training on\n"
                  "   electronic evidence\n"
                  "   for judges\n");
}

Test(table, what_does_not_fit_four_lines_ends_in_an_ellipsis)
{
    sample s = {0};
    static const char *const texts[] = {"one two three four five six seven eight nine ten"};
    sample_texts(&s, "t", texts, 1);
    sample_expect(&s, "table", &(export_options){.width = 9}, "t\n─────────\none two\nthree\nfour five\nsix seve…\n");
}

Test(table, without_a_width_nothing_is_cut)
{
    sample s = {0};
    static char text[3000];
    memset(text, 'w', sizeof text - 1);
    const char *const texts[] = {text};
    sample_texts(&s, "t", texts, 1);
    char *got = sample_written(&s, "table", &(export_options){0});
    cr_expect_not_null(strstr(got, text));
    free(got);
    sample_free(&s);
}

/* No line is wider than the terminal where the columns of text can give way, and every word is there. */
Test(table, fits_any_reasonable_width)
{
    for (size_t width = 30; width < 120; width++) {
        sample s = {0};
        static const char *const titles[] = {"Regional workshop on the Second Protocol", "日本語のとても長い題名です", "Short"};
        static const char *const places[] = {"Kuala Lumpur, Malaysia", "Athens", NULL};
        sample_texts(&s, "title", titles, 3);
        sample_texts(&s, "place", places, 3);
        sample_ints(&s, "days", (int64_t[]){3, 12, 303}, 3);
        char *got = sample_written(&s, "table", &(export_options){.width = width});
        for (char *line = strtok(got, "\n"); line; line = strtok(NULL, "\n"))
            cr_expect_leq(text_width(str_of(line)), width, "%zu: %s", width, line);
        free(got);
        sample_free(&s);
    }
}

Test(table, figures_are_never_wrapped)
{
    sample s = {0};
    sample_ints(&s, "n", (int64_t[]){123456789012}, 1);
    sample_expect(&s, "table", &(export_options){.width = 5}, "              n\n───────────────\n123,456,789,012\n");
}

Test(table, data_cannot_move_the_cursor)
{
    sample s = {0};
    static const char *const texts[] = {"a\x1b[2Jb\nc\td\xe2\x80\xaeX"};
    sample_texts(&s, "t", texts, 1);
    char *got = sample_written(&s, "table", NULL);
    cr_expect_null(strchr(got, '\x1b'));
    cr_expect_null(strstr(got, "\xe2\x80\xae"));
    cr_expect_not_null(strstr(got, "b c d"));
    free(got);
    sample_free(&s);
}
