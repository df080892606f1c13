/* Rows and columns read through the public interface. */
#include "api.h"

static const char october[] =
    "activities where project = CyberEast+ and month = 2025-10 select start, when, country, project, days, joint, partner";

Test(results, columns_have_names_and_types)
{
    cyq_session *session = api_session();
    cyq_result *r = api_ask(session, october);
    bool is_set = true;
    cr_expect_eq(cyq_result_row_count(r), 6);
    cr_expect_eq(cyq_result_column_count(r), 7);
    cr_expect_str_eq(cyq_result_column_name(r, 0), "start");
    cr_expect_eq(cyq_result_column_type(r, 0, &is_set), CYQ_TYPE_DATE);
    cr_expect_not(is_set);
    cr_expect_eq(cyq_result_column_type(r, 1, NULL), CYQ_TYPE_PERIOD);
    cr_expect_eq(cyq_result_column_type(r, 2, NULL), CYQ_TYPE_LINK);
    cr_expect_eq(cyq_result_column_type(r, 3, &is_set), CYQ_TYPE_LINK);
    cr_expect(is_set);
    cr_expect_eq(cyq_result_column_type(r, 4, NULL), CYQ_TYPE_INT);
    cr_expect_eq(cyq_result_column_type(r, 5, NULL), CYQ_TYPE_BOOL);
    cr_expect_eq(cyq_result_column_type(r, 7, &is_set), CYQ_TYPE_NONE);
    cr_expect_not(is_set);
    cr_expect_null(cyq_result_column_name(r, 7));
    cyq_result_free(r);
    cyq_session_close(session);
}

Test(results, cells_by_type)
{
    cyq_session *session = api_session();
    cyq_result *r = api_ask(session, october);
    cyq_date first = {0}, last = {0};
    int64_t number = -1;
    size_t length = 0;
    const char *text = NULL;
    cr_expect_eq(cyq_result_text(r, 1, 2, &text, &length), CYQ_OK);
    cr_expect_str_eq(text, "Hungary");
    cr_expect_eq(length, strlen("Hungary"));
    cr_expect_eq(cyq_result_period(r, 1, 1, &first, &last), CYQ_OK);
    cr_expect(first.year == 2025 && first.month == 10 && first.day == 13);
    cr_expect(last.year == 2025 && last.month == 10 && last.day == 17);
    cr_expect_eq(cyq_result_period(r, 1, 0, NULL, &last), CYQ_OK);
    cr_expect(last.day == 13);
    cr_expect_eq(cyq_result_int(r, 1, 4, &number), CYQ_OK);
    cr_expect_eq(number, 5);
    cr_expect_eq(cyq_result_int(r, 1, 5, &number), CYQ_OK);
    cr_expect(number == 0 || number == 1);
    cyq_result_free(r);
    cyq_session_close(session);
}

Test(results, sets)
{
    cyq_session *session = api_session();
    cyq_result *r = api_ask(session, "activities where project has all (CyberSEE, GLACY-e) select project first 1");
    const char *text = NULL;
    cr_assert_eq(cyq_result_set_size(r, 0, 0), 2);
    cr_expect_eq(cyq_result_set_text(r, 0, 0, 0, &text, NULL), CYQ_OK);
    cr_expect_str_eq(text, "CyberSEE");
    cr_expect_eq(cyq_result_set_text(r, 0, 0, 1, &text, NULL), CYQ_OK);
    cr_expect_str_eq(text, "GLACY-e");
    cr_expect_eq(cyq_result_set_text(r, 0, 0, 2, &text, NULL), CYQ_MISUSE);
    cr_expect_str_eq(api_text(r, 0, 0), "CyberSEE; GLACY-e");
    cyq_result_free(r);
    cyq_session_close(session);
}

Test(results, a_pivot_has_columns_named_by_values)
{
    cyq_session *session = api_session();
    cyq_result *r = api_ask(session, "activities where start = 2025-Q4 group by country in (Hungary, Moldova) pivot start.month "
                                     "show count, sum(days) as days");
    static const char *const names[] = {"country", "2025-10 count", "2025-10 days", "2025-11 count", "2025-11 days"};
    int64_t number = -1;
    bool set = true;
    cr_assert_eq(cyq_result_column_count(r), sizeof names / sizeof *names);
    for (size_t i = 0; i < sizeof names / sizeof *names; i++)
        cr_expect_str_eq(cyq_result_column_name(r, i), names[i]);
    cr_expect_null(cyq_result_column_name(r, 5));
    cr_expect_eq(cyq_result_row_count(r), 2);
    cr_expect_eq(cyq_result_column_type(r, 3, &set), CYQ_TYPE_INT);
    cr_expect_not(set);
    cr_expect_eq(cyq_result_int(r, 0, 3, &number), CYQ_OK);
    cr_expect_eq(number, 0);
    cr_expect(cyq_result_is_missing(r, 0, 4));
    cr_expect_str_eq(api_text(r, 1, 4), "5");
    cyq_result_free(r);
    r = api_ask(session, "activities where false group by country pivot month");
    cr_expect_eq(cyq_result_column_count(r), 1);
    cr_expect_eq(cyq_result_row_count(r), 0);
    cyq_result_free(r);
    cyq_session_close(session);
}

Test(results, missing_is_not_zero)
{
    cyq_session *session = api_session();
    cyq_result *r = api_ask(session, "activities where country is missing select country, title first 1");
    cr_expect(cyq_result_is_missing(r, 0, 0));
    cr_expect_eq(cyq_result_set_size(r, 0, 0), 0);
    cr_expect_str_eq(api_text(r, 0, 0), "");
    cr_expect_not(cyq_result_is_missing(r, 0, 1));
    cr_expect_eq(cyq_result_set_size(r, 0, 1), 1);
    cyq_result_free(r);
    r = api_ask(session, "activities where project is missing select project first 1");
    cr_expect(cyq_result_is_missing(r, 0, 0), "an empty set");
    cr_expect_eq(cyq_result_set_size(r, 0, 0), 0);
    cr_expect_str_eq(api_text(r, 0, 0), "");
    cyq_result_free(r);
    cyq_session_close(session);
}

Test(results, wrong_cells_and_types_are_refused)
{
    cyq_session *session = api_session();
    cyq_result *r = api_ask(session, october);
    const char *text = "untouched";
    int64_t number = 77;
    cyq_date date = {1, 2, 3};
    cr_expect_eq(cyq_result_text(r, 6, 0, &text, NULL), CYQ_MISUSE);
    cr_expect_eq(cyq_result_text(r, 0, 7, &text, NULL), CYQ_MISUSE);
    cr_expect_eq(cyq_result_text(r, 0, 0, NULL, NULL), CYQ_MISUSE);
    cr_expect_eq(cyq_result_text(NULL, 0, 0, &text, NULL), CYQ_MISUSE);
    cr_expect_str_eq(text, "untouched");
    cr_expect_eq(cyq_result_int(r, 0, 0, &number), CYQ_MISUSE);
    cr_expect_eq(cyq_result_int(r, 0, 3, &number), CYQ_MISUSE);
    cr_expect_eq(number, 77);
    cr_expect_eq(cyq_result_period(r, 0, 4, &date, NULL), CYQ_MISUSE);
    cr_expect_eq(date.year, 1);
    cr_expect_eq(cyq_result_set_text(r, 0, 2, 0, &text, NULL), CYQ_MISUSE);
    cr_expect(cyq_result_is_missing(r, 99, 0));
    cr_expect_eq(cyq_result_set_size(r, 0, 99), 0);
    cyq_result_free(r);
    cyq_session_close(session);
}

typedef struct taken {
    char text[4096];
    size_t length, refuse_after, calls;
} taken;

static int take(void *user, const char *bytes, size_t length)
{
    taken *t = user;
    t->calls++;
    if (t->refuse_after && t->calls >= t->refuse_after)
        return 1;
    if (t->length + length < sizeof t->text) {
        memcpy(t->text + t->length, bytes, length);
        t->length += length;
    }
    return 0;
}

Test(results, written_in_a_format)
{
    cyq_session *session = api_session();
    cyq_result *r = api_ask(session, "activities count");
    taken t = {0};
    cr_expect_eq(cyq_result_write(r, "json", NULL, take, &t), CYQ_OK);
    cr_expect_str_eq(t.text, "[{\"count\":107}]\n");
    cr_expect_eq(cyq_result_write(r, "no such", NULL, take, &t), CYQ_MISUSE);
    cr_expect_eq(cyq_result_write(r, NULL, NULL, take, &t), CYQ_MISUSE);
    cr_expect_eq(cyq_result_write(r, "csv", NULL, NULL, &t), CYQ_MISUSE);
    t = (taken){.refuse_after = 1};
    cr_expect_eq(cyq_result_write(r, "csv", NULL, take, &t), CYQ_IO);
    cr_expect_eq(t.calls, 1);
    cyq_result_free(r);
    cyq_session_close(session);
}

typedef struct taken_page {
    char text[32768];
    size_t length;
} taken_page;

static int take_page(void *user, const char *bytes, size_t length)
{
    taken_page *p = user;
    if (p->length + length >= sizeof p->text)
        return 1;
    memcpy(p->text + p->length, bytes, length);
    p->length += length;
    return 0;
}

/* What a page says of a result, when the script that gave it is gone. */
static void expect_on_page(cyq_session *session, const char *text, bool keep, const char *wanted)
{
    static const char *const always[] = {"<h1>", "<caption>", "</html>"};
    static taken_page page;
    cyq_session_keep_about(session, keep);
    cyq_result *r = api_ask(session, text);
    page.length = 0;
    cr_expect_eq(cyq_result_write(r, "html", NULL, take_page, &page), CYQ_OK);
    page.text[page.length] = '\0';
    for (size_t i = 0; i < sizeof always / sizeof *always; i++)
        cr_expect(strstr(page.text, always[i]), "no %s in %s", always[i], page.text);
    cr_expect_eq(strstr(page.text, wanted) != NULL, keep, "%s in %s", wanted, page.text);
    cyq_result_free(r);
}

Test(results, a_page_says_what_was_kept)
{
    cyq_session *session = api_session();
    expect_on_page(session, "activities count", false, "Counts the rows");
    expect_on_page(session, "activities count", true,
                   "<p>Takes the activities. Counts the rows.</p>\n<pre><code>activities count</code></pre>");
    expect_on_page(session, "where count > 1", true, "<pre><code>activities count where count &gt; 1</code></pre>");
    expect_on_page(session, "show formats", true, "<pre><code>show formats</code></pre>\n<table>");
    expect_on_page(session, "activities count", false, "<footer>");
    cyq_session_keep_about(NULL, true);
    cyq_session_close(session);
}

Test(results, what_a_format_cannot_hold_is_told_before_it_is_written)
{
    cyq_session *session = api_session();
    cyq_diagnostics *said = NULL;
    cyq_diagnostic d = {.size = sizeof d};
    taken t = {0};
    cr_assert_eq(cyq_diagnostics_new(&said), CYQ_OK);
    cyq_result *r = api_ask(session, "activities count");
    cr_expect_eq(cyq_result_check(r, "csv", said), CYQ_OK);
    cr_expect_eq(cyq_diagnostics_count(said), 0);
    cr_expect_eq(cyq_result_check(r, "ics", said), CYQ_ERROR);
    cr_assert_eq(cyq_diagnostics_count(said), 1);
    cr_assert_eq(cyq_diagnostics_get(said, 0, &d), CYQ_OK);
    cr_expect_str_eq(d.code, "E0627");
    cr_expect_eq(cyq_result_check(r, "ics", NULL), CYQ_ERROR);
    cr_expect_eq(cyq_result_write(r, "ics", NULL, take, &t), CYQ_ERROR);
    cr_expect_eq(t.calls, 0);
    cr_expect_eq(cyq_result_check(r, "no such", said), CYQ_MISUSE);
    cr_expect_eq(cyq_result_check(NULL, "csv", said), CYQ_MISUSE);
    cr_expect_eq(cyq_result_check(r, NULL, said), CYQ_MISUSE);
    cyq_result_free(r);
    cyq_diagnostics_clear(said);
    r = api_ask(session, "activities first 3 select title, period(start, 2025-07-02) as when");
    cr_expect_eq(cyq_result_check(r, "ics", said), CYQ_OK);
    cr_assert_eq(cyq_diagnostics_count(said), 0);
    cyq_result_free(r);
    r = api_ask(session, "activities sort by start select title, period(start, 2025-07-02) as when");
    cr_expect_eq(cyq_result_check(r, "ics", said), CYQ_OK);
    cr_assert_eq(cyq_diagnostics_count(said), 1);
    cr_assert_eq(cyq_diagnostics_get(said, 0, &d), CYQ_OK);
    cr_expect_str_eq(d.code, "N0628");
    cyq_result_free(r);
    cyq_diagnostics_free(said);
    cyq_session_close(session);
}

Test(results, may_not_suit_a_format)
{
    cyq_session *session = api_session();
    cyq_diagnostics *said = NULL;
    cr_assert_eq(cyq_diagnostics_new(&said), CYQ_OK);
    cyq_result *r = api_ask(session, "projects select name, when first 2");
    cr_expect_eq(cyq_result_check(r, "timeline", said), CYQ_OK);
    cr_expect_eq(cyq_result_check(r, "csv safe", said), CYQ_OK);
    cr_expect_eq(cyq_diagnostics_count(said), 0);
    cr_expect_eq(cyq_result_check(r, "chart line", said), CYQ_ERROR);
    cr_expect_eq(cyq_result_check(r, "chart line", NULL), CYQ_ERROR);
    cr_assert_eq(cyq_diagnostics_count(said), 1);
    cr_expect_not_null(strstr(cyq_diagnostics_text(said, 0, false), "chart line needs a column of numbers"));
    cr_expect_eq(cyq_result_check(r, "chart pie", said), CYQ_MISUSE);
    cr_expect_eq(cyq_result_check(NULL, "chart", said), CYQ_MISUSE);
    cr_expect_eq(cyq_result_check(r, NULL, said), CYQ_MISUSE);
    taken t = {0}; /* whoever writes it all the same reads what it lacks */
    cr_expect_eq(cyq_result_write(r, "chart line", NULL, take, &t), CYQ_OK);
    cr_expect_not_null(strstr(t.text, "chart line needs a column of numbers"));
    cyq_result_free(r);
    cyq_diagnostics_free(said);
    cyq_session_close(session);
}

/* What `to` hides for the calendar is no column for the host. */
Test(results, hidden_columns_are_not_seen)
{
    cyq_session *session = api_session();
    cyq_result *r = api_ask(session, "activities first 1 select country to ics");
    taken t = {0};
    cr_expect_eq(cyq_result_column_count(r), 1);
    cr_expect_str_eq(cyq_result_column_name(r, 0), "country");
    cr_expect_null(cyq_result_column_name(r, 1));
    cr_expect_eq(cyq_result_check(r, cyq_result_format(r), NULL), CYQ_OK);
    cr_expect_eq(cyq_result_write(r, cyq_result_format(r), NULL, take, &t), CYQ_OK);
    cr_expect_not_null(strstr(t.text, "SUMMARY:Advanced regional training"));
    t = (taken){0};
    cr_expect_eq(cyq_result_write(r, "csv", NULL, take, &t), CYQ_OK);
    cr_expect_str_eq(t.text, "country\nRomania\n");
    cyq_result_free(r);
    cyq_session_close(session);
}

Test(results, the_query_may_name_a_format)
{
    cyq_session *session = api_session();
    cyq_result *r = api_ask(session, "activities count to markdown");
    cr_expect_str_eq(cyq_result_format(r), "markdown");
    cyq_result_free(r);
    r = api_ask(session, "activities count");
    cr_expect_null(cyq_result_format(r));
    cyq_result_free(r);
    cyq_session_close(session);
}

Test(results, formats_are_listed)
{
    cr_expect_geq(cyq_format_count(), 6);
    for (size_t i = 0; i < cyq_format_count(); i++) {
        cr_expect_gt(strlen(cyq_format_name(i)), 0);
        cr_expect_gt(strlen(cyq_format_help(i)), 0);
    }
    cr_expect_null(cyq_format_name(cyq_format_count()));
    cr_expect_null(cyq_format_help(cyq_format_count()));
    cr_expect_str_eq(cyq_format_find("MD"), "markdown");
    cr_expect_str_eq(cyq_format_find("Json"), "json");
    cr_expect_null(cyq_format_find("jso"));
    cr_expect_null(cyq_format_find(NULL));
    cr_expect_str_eq(cyq_file_foreign("a/answer.Xlsx"), "files of Excel");
    cr_expect_str_eq(cyq_file_foreign("x.db"), "databases");
    cr_expect_null(cyq_file_foreign("x.csv"));
    cr_expect_null(cyq_file_foreign("x.out"));
    cr_expect_null(cyq_file_foreign(".xlsx"));
    cr_expect_null(cyq_file_foreign(NULL));
}

Test(results, outlive_their_script)
{
    cyq_session *session = api_session();
    cyq_result *r = api_ask(session, "projects select name sort by name");
    for (int i = 0; i < 20; i++)
        cr_expect_eq(api_run(session, "activities count by project", NULL), CYQ_DONE);
    cr_expect_str_eq(api_text(r, 0, 0), "CyberEast+");
    cyq_result_free(r);
    cyq_session_close(session);
}

static int take_text(void *user, const char *bytes, size_t length)
{
    char *text = user;
    size_t before = strlen(text);
    memcpy(text + before, bytes, length);
    text[before + length] = 0;
    return 0;
}

Test(results, of_which_the_first_rows_are_shown)
{
    cyq_session *session = api_session();
    cyq_result *result = api_ask(session, "projects select name, parent");
    cyq_write_options how = {.size = sizeof how, .terminal = true, .rows = 2, .missing = "n/a\x1b"};
    char text[4096] = "";
    cr_assert_eq(cyq_result_write(result, "table", &how, take_text, text), CYQ_OK);
    cr_expect(strstr(text, "Octopus") && strstr(text, "CyberEast+") && !strstr(text, "CyberSEE"), "%s", text);
    cr_expect(strstr(text, "2 of 7 rows\n") && strstr(text, "n/a") && !strchr(text, '\x1b'), "%s", text);
    text[0] = 0;
    how = (cyq_write_options){.size = sizeof how, .terminal = true, .rows = 7};
    cr_assert_eq(cyq_result_write(result, "table", &how, take_text, text), CYQ_OK);
    cr_expect(strstr(text, "\n7 rows\n") && strstr(text, "–"), "%s", text);
    cyq_result_free(result);
    cyq_session_close(session);
}
