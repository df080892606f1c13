/* Documents that are none, or not whole: a clear error, or what can be read and the lines of the rest. */
#include "import_test.h"

#define NEWSLETTER "# UPDATE\n\nJanuary – March 2031\n\n## Inventory of activities (January – March 2031)\n\n### January 2031\n\n"
#define ROW_A "Alpha\tFirst thing, Chile, <i>in person</i> , 08–09 January 2031\n"
#define ROW_B "Beta, Alpha\tSecond thing, Peru, <i>online</i> , 10 January 2031\n"
#define PROJECTS "\n## Inventory of projects\n\n### Alpha\n\nBudget: EUR 1 million\n\n### Beta Project\n\nBudget: EUR 2 million\n"

static imported x;

static void import_string(const char *text)
{
    import_text(&x, "dir/letter.md", str_of(text));
}

/* One error, with that code and that text in its message. */
static void expect_refused(diag_code code, const char *text)
{
    cr_expect_eq(x.done, ST_ERROR);
    cr_expect_null(x.data, "nothing is half read");
    cr_expect_eq(x.report.error_count, 1);
    cr_expect_eq(reported(&x, code, text), 1, "no error with \"%s\"; the first report: %.*s", text,
                 STR_ARG(x.report.count ? x.report.items[0]->message : STR("none")));
    import_end(&x);
}

Test(damage, an_empty_document)
{
    import_string("");
    expect_refused(E_IMPORT_EMPTY, "dir/letter.md: the document is empty");
    import_string("\xEF\xBB\xBF \n\t\n");
    expect_refused(E_IMPORT_EMPTY, "empty");
}

Test(damage, a_document_that_is_no_newsletter)
{
    import_string("# Shopping\n\n- milk\n- 2 eggs, 3 May 2031\n\nSome prose about July 2025.\n");
    expect_refused(E_IMPORT_FOREIGN, "letter.md is no newsletter");
    import_string("a,b,c\n1,2,3\n");
    expect_refused(E_IMPORT_FOREIGN, "no newsletter");
    import_string("## Inventory of activities (January – March 2031)\n\nNothing this time.\n");
    expect_refused(E_IMPORT_FOREIGN, "no newsletter");
}

Test(damage, bytes_that_are_not_utf8)
{
    import_string("# Title\n\nNext l\xC3\xADne, \xFF\xFE and more, to the end of it\n");
    cr_expect_eq(reported_line(&x, E_IMPORT_ENCODING, ""), 3);
    expect_refused(E_IMPORT_ENCODING, "line 3, column 12: the bytes here are not UTF-8 (the first is 0xFF)");
    import_text(&x, "l.md", (str){"abc\0def, ghi", 12});
    expect_refused(E_IMPORT_ENCODING, "line 1, column 4: a NUL byte");
    import_text(&x, "l.md", STR("# Title\n\ncut in a character \xE2\x80"));
    cr_expect_eq(x.report.items[0]->hint_count, 1);
    cr_expect_neq(str_find(x.report.items[0]->hints[0], STR("cut off here")), SIZE_MAX);
    expect_refused(E_IMPORT_ENCODING, "line 3, column 20");
}

/* Every proper beginning of a row that still is a row's beginning. */
static const char *const cuts[] = {"Al",
                                   "Alpha\tFir",
                                   "Alpha\tFirst thing, Chile, <i>in per",
                                   "Alpha\tFirst thing, Chile, <i>in person</i> , 08–0",
                                   "Alpha\tFirst thing, Chile, <i>in person</i> , 08–09 January",
                                   "Alpha\tFirst thing, Chile, <i>in person</i> , 08–09 January 20"};

Test(damage, a_document_cut_in_the_middle_of_a_row)
{
    for (size_t i = 0; i < sizeof cuts / sizeof *cuts; i++) {
        char text[1024];
        snprintf(text, sizeof text, "%s%s%s", NEWSLETTER, ROW_B, cuts[i]);
        import_string(text);
        cr_expect_eq(reported_line(&x, E_IMPORT_CUT, ""), 10, "%s", cuts[i]);
        expect_refused(E_IMPORT_CUT, "the document ends in the middle of a row");
    }
}

Test(damage, two_files_of_one_issue)
{
    import_input twice[] = {{STR("a.md"), STR(NEWSLETTER ROW_A)}, {STR("b.md"), STR(NEWSLETTER ROW_B)}};
    import_begin(&x, twice, 2);
    expect_refused(E_IMPORT_TWICE, "a.md and b.md are the same issue, 2031-Q1");
}

Test(damage, two_issues_are_one_dataset)
{
    static const char later[] =
        "# UPDATE\n\nApril – June 2031\n\n## Inventory of activities (April – June 2031)\n\n### April 2031\n\n"
        "Alpha\tLong thing, Chile, <i>online</i> , January–May 2031\nAlpha\tOther, Peru, <i>online</i> , 2 April 2031\n" PROJECTS;
    import_input both[] = {{STR("a.md"), STR(NEWSLETTER "Alpha\tLong thing, Chile, <i>online</i> , January–April 2031\n" ROW_B PROJECTS)},
                           {STR("b.md"), str_of(later)}};
    import_begin(&x, both, 2);
    cr_assert_eq(x.done, ST_OK);
    cr_expect_eq(x.summary.listings, 4);
    cr_expect_eq(x.summary.activities, 3);
    expect_cell(&x, "activities", 0, "source", "2031-Q1:9; 2031-Q2:9");
    expect_cell(&x, "activities", 0, "when", "2031-01..2031-05");
    cr_expect_eq(reported(&x, W_IMPORT_CONTRADICTION, "this listing gives other dates"), 1);
    cr_expect_eq(rows_of(&x, "documents"), 2);
    cr_expect_eq(rows_of(&x, "projects"), 2);
    cr_expect_eq(rows_of(&x, "claims"), 6, "four of the projects, two of the long thing");
    expect_cell(&x, "claims", 4, "value", "January–April 2031");
    expect_cell(&x, "claims", 5, "value", "January–May 2031");
    expect_cell(&x, "claims", 5, "source", "2031-Q2:9");
    import_end(&x);
}

Test(damage, a_damaged_row_between_whole_ones_is_left_out_with_its_line)
{
    import_string(NEWSLETTER ROW_A "Alpha\tNo date, Chile, <i>in person</i>\n" ROW_B
                                   "stray words without a tab\n\nAlpha\tLast, <i>online</i> , "
                                   "11 January 2031\n" PROJECTS);
    cr_assert_eq(x.done, ST_OK);
    cr_expect_eq(x.summary.activities, 3);
    cr_expect_eq(reported_line(&x, W_IMPORT_LEFT_OVER, "the row has no dates"), 10);
    cr_expect_eq(reported_line(&x, W_IMPORT_LEFT_OVER, "line 12 was not read"), 12);
    import_end(&x);
}

Test(damage, a_document_that_ends_early_is_said_to)
{
    import_string(NEWSLETTER ROW_A ROW_B);
    cr_assert_eq(x.done, ST_OK);
    cr_expect_eq(reported(&x, W_IMPORT_INCOMPLETE, "has no inventory of activities"), 0);
    cr_expect_eq(reported(&x, W_IMPORT_INCOMPLETE, "letter.md has no list of what comes next; was it cut off?"), 1);
    cr_expect_eq(reported_line(&x, W_IMPORT_INCOMPLETE, "has no inventory of projects"), 11, "behind the last line");
    import_end(&x);
}

/* The same two rows, broken and joined in many ways. */
static const char *const layouts[] = {
    "Alpha\tFirst thing, Chile, <i>in person</i> , 08–09 January 2031\nBeta, Alpha\tSecond thing, Peru, <i>online</i> , 10 January 2031\n",
    "Alpha\nFirst thing,\nChile, <i>in person</i> , 08–09 January 2031\n\nBeta,\nAlpha\nSecond thing, Peru, <i>online</i> , 10 January "
    "2031\n",
    "Alpha\t\nFirst thing, Chile, <i>in\nperson</i> , 08–09\nJanuary\n2031\nBeta, Alpha\n\tSecond thing, Peru, <i>online</i> , 10 January "
    "2031\n",
    "Alpha\tFirst thing, Chile,\n\n<i>in person</i> , 08–09 January 2031\nBeta,\nAlpha\tSecond thing, Peru, <i>online</i> , 10 January "
    "2031\n",
    "Alpha\tFirst thing, Chile, <i>in person</i> , 08–09 January 2031 Beta, Alpha\tSecond thing, Peru, <i>online</i> , 10 January 2031\n",
    "Alpha First thing, Chile, <i>in person</i> , 08–09 January 2031\nBeta, Alpha   Second thing, Peru, <i>online</i> , 10 January 2031\n",
    "Alpha\tFirst thing, Chile, *in person*, 08\n–09 January 2031\n\n-----\t--\n\nBeta & Alpha\tSecond thing, Peru, online, 10 January "
    "2031\n",
    "Alpha Project\tFirst thing, Chile, **in person**, 08-09 January 2031\r\n\r\nBETA and alpha\tSecond thing, Peru, On-line, January 10, "
    "2031\r\n",
};

Test(damage, rows_are_read_wherever_their_lines_are_broken)
{
    for (size_t i = 0; i < sizeof layouts / sizeof *layouts; i++) {
        char text[2048];
        snprintf(text, sizeof text, "%s%s%s", NEWSLETTER, layouts[i], PROJECTS);
        import_string(text);
        cr_assert_eq(x.done, ST_OK, "layout %zu", i);
        cr_assert_eq(rows_of(&x, "activities"), 2, "layout %zu", i);
        static const char *const fields[] = {"title", "project", "country", "mode", "when"};
        static const char *const want[2][5] = {{"First thing", "Alpha", "Chile", "in person", "2031-01-08..2031-01-09"},
                                               {"Second thing", "Alpha; Beta", "Peru", "online", "2031-01-10"}};
        for (size_t row = 0; row < 2; row++)
            for (size_t k = 0; k < 5; k++) {
                const char *got = cell_text(&x, "activities", row, fields[k]);
                cr_expect_str_eq(got, want[row][k], "layout %zu, row %zu: %s is \"%s\"", i, row, fields[k], got);
            }
        import_end(&x);
    }
}

Test(damage, memory_that_runs_out_is_a_status)
{
    size_t n = 0, failures = 0, successes = 0;
    char *text = read_whole("tests/import/waterways-2031-q1.md", &n);
    cr_assert_not_null(text);
    arena kept = {0};
    const import_reference *reference = NULL;
    cr_assert_eq(import_reference_read(&kept, &reference), ST_OK);
    for (size_t limit = 4096; limit < 8 << 20; limit += limit / 16) {
        arena a = {.limit = limit}, scratch = {.limit = limit};
        diag_bag report = {.memory = &a};
        const dataset *data = NULL;
        import_summary summary;
        import_input in = {STR("w.md"), {text, n}};
        status done = import_documents(&a, &scratch, &in, 1, reference, &(import_options){0}, &report, &data, &summary);
        cr_expect(done == ST_OK || done == ST_NO_MEMORY, "limit %zu: status %d", limit, (int)done);
        failures += done == ST_NO_MEMORY;
        successes += done == ST_OK;
        arena_free(&scratch);
        arena_free(&a);
    }
    cr_expect_gt(failures, 20);
    cr_expect_gt(successes, 2);
    arena_free(&kept);
    free(text);
}
