/* The real newsletter, when it is at hand: what it holds, that the built-in data is what it gives, and that changed copies of it are read
 * without a change to the program. */
#include "import_test.h"

static imported x;
static char *letter;
static size_t letter_size;

static void setup(void)
{
    const char *path = newsletter_path();
    if (!path)
        cr_skip_test("the newsletter is not at hand (CYQ_NEWSLETTER names it)");
    letter = read_whole(path, &letter_size);
    cr_assert_not_null(letter);
}

static void teardown(void)
{
    import_end(&x);
    free(letter);
    letter = NULL;
}

TestSuite(newsletter, .init = setup, .fini = teardown);

static void import_letter(void)
{
    import_text(&x, "cybercrime-coe-update-2025-q3.md", (str){letter, letter_size});
    cr_assert_eq(x.done, ST_OK);
}

Test(newsletter, is_counted)
{
    import_letter();
    cr_expect_eq(x.summary.listings, 131);
    cr_expect_eq(x.summary.activities, 107);
    cr_expect_eq(x.summary.merged, 24);
    cr_expect_eq(x.summary.stories, 24);
    cr_expect_eq(x.summary.projects, 7);
    cr_expect_eq(x.summary.lines, 670);
    cr_expect_eq(x.summary.contradictions, 1);
    cr_expect_eq(rows_of(&x, "claims"), 55);
    cr_expect_eq(rows_of(&x, "highlights"), 5);
    cr_expect_eq(rows_of(&x, "saved_dates"), 4);
    cr_expect_eq(rows_of(&x, "accession_steps"), 6);
    cr_expect_eq(rows_of(&x, "treaty_events"), 6);
    cr_expect_eq(rows_of(&x, "figures"), 5);
}

/* The lines of the text that are rows, found without the importer: a tab, and emphasis before the date. */
Test(newsletter, every_row_is_a_source_and_every_source_a_row)
{
    import_letter();
    sbuf sources = {0};
    for (size_t i = 0; i < rows_of(&x, "activities"); i++)
        sbuf_printf(&sources, "%s; ", cell_text(&x, "activities", i, "source"));
    size_t rows = 0, line = 0;
    for (const char *p = letter; *p; p++) {
        const char *end = strchr(p, '\n');
        size_t n = end ? (size_t)(end - p) : strlen(p);
        line++;
        if (memchr(p, '\t', n) && str_find((str){p, n}, STR("</i>")) != SIZE_MAX) {
            char source[32];
            snprintf(source, sizeof source, "2025-Q3:%zu; ", line);
            cr_expect_neq(str_find(sbuf_str(&sources), str_of(source)), SIZE_MAX, "line %zu is no source", line);
            rows++;
        }
        p = end ? end : p + n - 1;
    }
    cr_expect_eq(rows, 131);
    sbuf_free(&sources);
}

Test(newsletter, the_report_names_what_differs_and_what_is_left)
{
    import_letter();
    cr_expect_eq(reported(&x, N_IMPORT_MERGED, "listings are one activity"), 6);
    cr_expect_eq(reported_line(&x, N_IMPORT_READ, "spelt differently"), 501);
    cr_expect_eq(reported_line(&x, W_IMPORT_CONTRADICTION, "the budget of CyberSEE is EUR 5500000 here, and EUR 5550000 in line 352"), 618);
    cr_expect_eq(reported_line(&x, W_IMPORT_LEFT_OVER, "\"CyberUA\" is named in a heading"), 112);
    cr_expect_eq(reported(&x, W_IMPORT_INCOMPLETE, ""), 0);
    cr_expect_eq(reported_line(&x, W_IMPORT_LEFT_OVER, "line 548 was not read"), 548);
    cr_expect_eq(reported_line(&x, W_IMPORT_LEFT_OVER, "lines 667 to 669 were not read"), 667);
}

Test(newsletter, the_built_in_data_is_what_the_importer_gives)
{
    import_input in = {STR("cybercrime-coe-update-2025-q3.md"), {letter, letter_size}};
    x = (imported){0};
    x.report.memory = &x.a;
    import_options options = {.without_prose = true};
    cr_assert_eq(import_reference_read(&x.a, &x.reference), ST_OK);
    cr_assert_eq(import_documents(&x.a, &x.scratch, &in, 1, x.reference, &options, &x.report, &x.data, &x.summary), ST_OK);
    arena_free(&x.scratch);
    for (size_t i = 0; i < x.data->count; i++) {
        char path[256];
        size_t n = 0;
        snprintf(path, sizeof path, "stdlib/data/%s.csv", dataset_specs[i].name);
        char *kept = read_whole(path, &n);
        cr_assert_not_null(kept, "%s is missing", path);
        const char *made = collection_csv(&x, dataset_specs[i].name);
        cr_expect(strlen(made) == n && memcmp(made, kept, n) == 0, "%s is not what the importer gives; script/data makes it anew", path);
        free(kept);
    }
}

/* ---- Changed copies ---- */

/* The letter with every `from` made `to`. To be freed. */
static char *replaced(const char *text, const char *from, const char *to)
{
    sbuf out = {0};
    for (const char *at = text; *at;) {
        const char *next = strstr(at, from);
        size_t n = next ? (size_t)(next - at) : strlen(at);
        sbuf_add(&out, (str){at, n});
        if (next)
            sbuf_add(&out, str_of(to));
        at += n + (next ? strlen(from) : 0);
    }
    cr_assert_not(out.failed);
    return out.p;
}

static void replace(char **text, const char *from, const char *to)
{
    char *changed = replaced(*text, from, to);
    free(*text);
    *text = changed;
}

/* Two words trade places. */
static void swap(char **text, const char *one, const char *other)
{
    replace(text, one, "\x1A");
    replace(text, other, one);
    replace(text, "\x1A", other);
}

static const char *const compared[] = {"title", "body", "place",     "city",      "country", "region",
                                       "scope", "mode", "precision", "tentative", "section"};

enum { COMPARED = sizeof compared / sizeof *compared };

/* An activity in one line, without its dates, projects and lines. To be freed. */
static char *activity_line(imported *from, size_t row)
{
    sbuf out = {0};
    for (size_t k = 0; k < COMPARED; k++)
        sbuf_printf(&out, "%s|", cell_text(from, "activities", row, compared[k]));
    return out.p;
}

static int compare_lines(const void *a, const void *b)
{
    return strcmp(*(char *const *)a, *(char *const *)b);
}

/* All activities, in the order of the lines. To be freed. */
static char *all_activities(imported *from, bool in_order)
{
    size_t rows = rows_of(from, "activities");
    char **lines = calloc(rows + 1, sizeof *lines);
    sbuf out = {0};
    for (size_t i = 0; i < rows; i++)
        lines[i] = activity_line(from, i);
    if (!in_order)
        qsort(lines, rows, sizeof *lines, compare_lines);
    for (size_t i = 0; i < rows; i++) {
        sbuf_printf(&out, "%s\n", lines[i]);
        free(lines[i]);
    }
    free(lines);
    return out.p;
}

/* Imports the changed text and expects the activities of the original, word by word, dates, projects and lines aside. */
static void expect_same_activities(char *changed, bool in_order)
{
    import_letter();
    char *want = all_activities(&x, in_order);
    import_end(&x);
    import_text(&x, "changed.md", str_of(changed));
    cr_assert_eq(x.done, ST_OK, "%.*s", STR_ARG(x.report.count ? x.report.items[0]->message : STR("")));
    cr_expect_eq(x.summary.listings, 131);
    cr_expect_eq(x.summary.activities, 107);
    cr_expect_eq(x.summary.stories, 24);
    cr_expect_eq(x.summary.projects, 7);
    char *got = all_activities(&x, in_order);
    cr_expect_str_eq(got, want);
    free(got);
    free(want);
    free(changed);
}

Test(newsletter, another_quarter_and_other_months)
{
    replace(&letter, "2025", "2033"); /* titles have years, too */
    replace(&letter, "2026", "2034");
    replace(&letter, "2024", "2032");
    replace(&letter, "2027", "2035");
    letter_size = strlen(letter);
    char *changed = strdup(letter);
    swap(&changed, "July", "August");
    swap(&changed, "October", "December");
    expect_same_activities(changed, true);
    expect_cell(&x, "documents", 0, "id", "2033-08..2033-09");
    expect_cell(&x, "activities", row_where(&x, "activities", "title", "Further development of the Help Course"), "when",
                "2033-02..2033-11");
    expect_cell(&x, "activities", row_where(&x, "activities", "title", "4th Steering Committee"), "when", "2033-10-03");
}

Test(newsletter, a_project_and_a_partner_never_seen_before)
{
    char *changed = replaced(letter, "CyberSPEX", "Quanta/X-9+");
    replace(&changed, "ICMEC", "Zeta Laboratories");
    replace(&changed, "CYBERKOP", "NEBULA");
    replace(&letter, "with ICMEC", "with Zeta Laboratories"); /* a title names it, too */
    letter_size = strlen(letter);
    expect_same_activities(changed, true);
    size_t quanta = 0, nebula = 0, zeta = 0;
    for (size_t i = 0; i < rows_of(&x, "activities"); i++) {
        quanta += strstr(cell_text(&x, "activities", i, "project"), "Quanta/X-9+") != NULL;
        nebula += strstr(cell_text(&x, "activities", i, "project"), "NEBULA") != NULL;
        zeta += strstr(cell_text(&x, "activities", i, "partner"), "Zeta Laboratories") != NULL;
    }
    cr_expect_eq(quanta, 12);
    cr_expect_eq(nebula, 10);
    cr_expect_eq(zeta, 3);
    expect_cell(&x, "projects", row_where(&x, "projects", "name", "NEBULA"), "parent", "Octopus");
    cr_expect_neq(row_where(&x, "organisations", "name", "Zeta Laboratories"), SIZE_MAX);
}

/* Breaks lines of more than `width` bytes at spaces: rows only, or everything but headings. */
static char *rewrapped(const char *text, size_t width, bool rows_only)
{
    sbuf out = {0};
    size_t column = 0;
    bool row = false;
    for (const char *p = text; *p; p++) {
        if (column == 0) {
            const char *end = strchr(p, '\n');
            row = rows_only ? memchr(p, '\t', end ? (size_t)(end - p) : strlen(p)) != NULL : *p != '#';
        }
        bool broken = *p == ' ' && row && column >= width && p[1] != '-' && p[1] != '#';
        sbuf_char(&out, broken ? '\n' : *p);
        column = *p == '\n' ? 0 : broken ? 1 : column + 1;
    }
    return out.p;
}

Test(newsletter, lines_broken_at_other_places)
{
    expect_same_activities(rewrapped(letter, 60, true), true);
    import_end(&x);
    expect_same_activities(rewrapped(letter, 25, true), true);
    import_end(&x);
    expect_same_activities(rewrapped(letter, 72, false), true);
    cr_expect_eq(x.summary.claims, 55);
    cr_expect_eq(x.summary.treaty_events, 6);
    cr_expect_eq(x.summary.contradictions, 1);
    import_end(&x);
    char *windows = replaced(letter, "\n", "\r\n");
    expect_same_activities(windows, true);
}

/* The rows below each heading in reverse. */
static char *reversed(const char *text)
{
    sbuf out = {0};
    str rows[200];
    size_t count = 0;
    for (const char *p = text; *p;) {
        const char *end = strchr(p, '\n');
        size_t n = end ? (size_t)(end - p) + 1 : strlen(p);
        if (memchr(p, '\t', n) && count < 200)
            rows[count++] = (str){p, n};
        if (*p == '#' || !end || !end[1]) {
            while (count)
                sbuf_add(&out, rows[--count]);
        }
        if (!memchr(p, '\t', n))
            sbuf_add(&out, (str){p, n});
        p += n;
    }
    return out.p;
}

Test(newsletter, rows_in_another_order)
{
    expect_same_activities(reversed(letter), false);
}

/* Cut anywhere: an error if that is within a row, else a report that says what is missing. */
Test(newsletter, cut_off_anywhere)
{
    size_t refused = 0, incomplete = 0;
    for (size_t n = 5000; n < letter_size - 3000; n += 613) {
        import_text(&x, "cut.md", (str){letter, n});
        cr_expect(x.done == ST_OK || (x.done == ST_ERROR && x.report.error_count == 1), "cut at %zu", n);
        refused += x.done == ST_ERROR;
        incomplete += x.done == ST_OK && reported(&x, W_IMPORT_INCOMPLETE, "was it cut off?") > 0;
        cr_expect(x.done == ST_ERROR || reported(&x, W_IMPORT_INCOMPLETE, "") || rows_of(&x, "activities") == 107, "cut at %zu", n);
        import_end(&x);
    }
    cr_expect_gt(refused, 20);
    cr_expect_gt(incomplete, 20);
    x = (imported){0};
}
