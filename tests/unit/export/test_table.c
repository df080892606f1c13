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
    static const char *const texts[] = {"Training on electronic evidence for judges", "Talks"};
    sample_ints(&s, "n", (int64_t[]){1, 2}, 2);
    sample_texts(&s, "title", texts, 2);
    sample_expect(&s, "table", &(export_options){.width = 24},
                  "n  title\n"
                  "─  ─────────────────────\n"
                  "1  Training on\n"
                  "   electronic evidence\n"
                  "   for judges\n\n"
                  "2  Talks\n");
}

Test(table, rows_of_several_lines_stand_apart_and_cuts_are_told)
{
    sample s = {0};
    static const char *const texts[] = {"one", "two", "three four five", "six", "one two three four five six seven eight nine ten"};
    sample_texts(&s, "t", texts, 5);
    sample_expect(&s, "table", &(export_options){.width = 9, .terminal = true},
                  "t\n─────────\none\ntwo\n\nthree\nfour five\n\nsix\n\none two\nthree\nfour five\nsix seve…\n"
                  "5 rows, 1 of them cut at …; select fewer columns\n");
}

Test(table, short_texts_do_not_give_way_to_a_long_one_in_their_column)
{
    sample s = {0};
    static const char *const titles[] = {"Training on electronic evidence for judges and prosecutors", "Workshop on the Second Protocol",
                                         "Regional workshop on the Second Protocol"};
    static const char *const projects[] = {"CyberSEE, CyberSouth+, GLACY-e, Octopus", "CyberSEE", "GLACY-e"};
    sample_texts(&s, "title", titles, 3);
    sample_texts(&s, "project", projects, 3);
    sample_expect(&s, "table", &(export_options){.width = 60},
                  "title                                     project\n"
                  "────────────────────────────────────────  ──────────────────\n"
                  "Training on electronic evidence for       CyberSEE,\n"
                  "judges and prosecutors                    CyberSouth+,\n"
                  "                                          GLACY-e, Octopus\n"
                  "\n"
                  "Workshop on the Second Protocol           CyberSEE\n"
                  "Regional workshop on the Second Protocol  GLACY-e\n");
}

static void four_columns(sample *s)
{
    static const char *const titles[] = {"Training on electronic evidence", NULL};
    static const char *const places[] = {"Kuala Lumpur", "Athens"};
    sample_texts(s, "title", titles, 2);
    sample_texts(s, "place", places, 2);
    sample_texts(s, "city", places, 2);
    sample_ints(s, "days", (int64_t[]){3, 12000}, 2);
}

Test(table, columns_that_cannot_be_read_become_records)
{
    sample s = {0};
    four_columns(&s);
    sample_expect(&s, "table", &(export_options){.width = 26, .terminal = true},
                  "── 1 ──────────\n"
                  "title  Training on\n"
                  "       electronic evidence\n"
                  "place  Kuala Lumpur\n"
                  "city   Kuala Lumpur\n"
                  "days   3\n"
                  "── 2 ──────────\n"
                  "title  –\n"
                  "place  Athens\n"
                  "city   Athens\n"
                  "days   12,000\n"
                  "2 rows\n");
}

Test(table, a_single_row_that_does_not_fit_is_a_record)
{
    static const char *const texts[] = {"Training on evidence"};
    for (int fits = 0; fits < 2; fits++) {
        sample s = {0};
        sample_ints(&s, "n", (int64_t[]){1}, 1);
        sample_texts(&s, "title", texts, 1);
        sample_expect(&s, "table", &(export_options){.width = fits ? 23 : 22},
                      fits ? "n  title\n─  ────────────────────\n1  Training on evidence\n"
                           : "── 1 ──────────\nn      1\ntitle  Training on\n       evidence\n");
    }
}

/* Also off a terminal; what stands below a line's beginning stays there where the terminal breaks it. */
Test(table, a_single_row_with_lines_is_a_record_that_keeps_them)
{
    static const char *const texts[] = {"one:\n  two three four\n\nfive"};
    sample s = {0};
    sample_ints(&s, "n", (int64_t[]){1}, 1);
    sample_texts(&s, "t", texts, 1);
    sample_expect(&s, "table", NULL, "── 1 ──────\nn  1\nt  one:\n     two three four\n\n   five\n");
    s = (sample){0};
    sample_ints(&s, "n", (int64_t[]){1}, 1);
    sample_texts(&s, "t", texts, 1);
    sample_expect(&s, "table", &(export_options){.width = 16}, "── 1 ──────\nn  1\nt  one:\n     two three\n     four\n\n   five\n");
}

/* Lines of several rows are run together, so that a line is a row. */
Test(table, rows_with_lines_stay_rows)
{
    static const char *const texts[] = {"one\ntwo", "three"};
    sample s = {0};
    sample_ints(&s, "n", (int64_t[]){1, 2}, 2);
    sample_texts(&s, "t", texts, 2);
    sample_expect(&s, "table", NULL, "n  t\n─  ───────\n1  one two\n2  three\n");
}

Test(table, records_have_colours_only_when_asked)
{
    sample s = {0};
    four_columns(&s);
    char *got = sample_written(&s, "table", &(export_options){.width = 26, .terminal = true, .colour = true});
    cr_expect_not_null(strstr(got, "\x1b[2m── 1 ──────────\x1b[0m\n\x1b[1mtitle\x1b[0m  Training on\n"), "%s", got);
    cr_expect_not_null(strstr(got, "\x1b[1mtitle\x1b[0m  \x1b[2m–\x1b[0m\n"), "%s", got);
    free(got);
    sample_free(&s);
}

Test(table, records_fit_any_width_and_cut_no_value)
{
    static const char *const texts[] = {"one two three four five six seven eight nine ten eleven twelve thirteen"};
    for (size_t width = 20; width < 28; width++) {
        sample s = {0};
        sample_texts(&s, "a name of some length", texts, 1);
        sample_texts(&s, "another", texts, 1);
        sample_texts(&s, "a third", texts, 1);
        char *got = sample_written(&s, "table", &(export_options){.width = width});
        cr_expect_not_null(strstr(got, "── 1 ──"), "%zu", width);
        cr_expect_not_null(strstr(got, "thirteen"), "%zu", width);
        for (char *line = strtok(got, "\n"); line; line = strtok(NULL, "\n"))
            cr_expect_leq(text_width(str_of(line)), width, "%zu: %s", width, line);
        free(got);
        sample_free(&s);
    }
}

Test(table, without_rows_the_columns_are_shown_at_any_width)
{
    sample s = {0};
    sample_texts(&s, "a long name", NULL, 0);
    sample_texts(&s, "another name", NULL, 0);
    char *got = sample_written(&s, "table", &(export_options){.width = 10, .terminal = true});
    cr_expect_not_null(strstr(got, "another"));
    free(got);
    sample_free(&s);
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
