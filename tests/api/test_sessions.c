/* Sessions, scripts and diagnostics through the public interface: settings, errors, limits, NULL. */
#include "api.h"

#include <stdio.h>
#include <unistd.h>

/* ---- Settings ---- */

Test(sessions, settings_that_make_no_sense)
{
    cyq_session *session = (cyq_session *)1;
    cyq_diagnostics *said = NULL;
    cr_assert_eq(cyq_diagnostics_new(&said), CYQ_OK);
    static const char *const wrong[] = {NULL, "", "today", "2025-10", "2025-02-30", "2025-10-15x"};
    for (size_t i = 0; i < sizeof wrong / sizeof *wrong; i++) {
        cyq_config config = {.size = sizeof config, .today = wrong[i]};
        cyq_diagnostics_clear(said);
        cr_expect_eq(cyq_session_open(&config, said, &session), CYQ_MISUSE);
        cr_expect_null(session);
        cr_expect_eq(cyq_diagnostics_error_count(said), 1);
        cr_expect_str_eq(api_code(said, 0), "E0741");
    }
    cyq_diagnostics_free(said);
}

Test(sessions, the_size_tells_the_version_of_the_host)
{
    struct {
        cyq_config config;
        uint64_t later[2];
    } newer = {.config = {.today = "2025-10-15"}};
    cyq_session *session = NULL;
    newer.config.size = sizeof newer;
    cr_expect_eq(cyq_session_open(&newer.config, NULL, &session), CYQ_OK);
    cyq_session_close(session);
    newer.later[1] = 1; /* a setting that this library does not know */
    cr_expect_eq(cyq_session_open(&newer.config, NULL, &session), CYQ_MISUSE);
    cyq_config older = {.size = offsetof(cyq_config, database), .today = "2025-10-15", .database = "/no/such/file", .max_rows = 1};
    cr_expect_eq(cyq_session_open(&older, NULL, &session), CYQ_OK);
    cr_expect_eq(api_run(session, "projects", NULL), CYQ_DONE);
    cyq_session_close(session);
    cyq_config none = {.today = "2025-10-15"};
    cr_expect_eq(cyq_session_open(&none, NULL, &session), CYQ_MISUSE);
}

static cyq_status open_given(cyq_session *session, const char *text, const cyq_argument *given, size_t count, cyq_diagnostics *said)
{
    cyq_script *script = NULL;
    cyq_status s = cyq_script_open_with(session, "s.cyq", text, strlen(text), given, count, said, &script);
    cr_expect_eq(s == CYQ_OK, script != NULL);
    cyq_script_close(script);
    return s;
}

Test(sessions, arguments_of_a_script)
{
    static const char text[] = "param $country: text\nparam $n: int = 3\nactivities where country = $country first $n";
    cyq_session *session = api_session();
    cyq_diagnostics *said = NULL;
    cyq_diagnostics_new(&said);
    cyq_argument two[] = {{sizeof *two, "country", "Moldova"}, {sizeof *two, "N", "2"}};
    cr_expect_eq(open_given(session, text, two, 2, said), CYQ_OK);
    cr_expect_eq(cyq_diagnostics_count(said), 0);
    cr_expect_eq(open_given(session, text, two + 1, 1, said), CYQ_ERROR);
    cr_expect_str_eq(api_code(said, 0), "E0364");
    cyq_diagnostics_clear(said);
    cyq_argument unknown[] = {{sizeof *two, "country", "Moldova"}, {sizeof *two, "m", "2"}};
    cr_expect_eq(open_given(session, text, unknown, 2, said), CYQ_ERROR);
    cr_expect_str_eq(api_code(said, 0), "E0365");
    cyq_argument misused[] = {{0, "country", "Moldova"}, {sizeof *two, NULL, "x"}, {sizeof *two, "x", NULL}};
    for (size_t i = 0; i < 3; i++)
        cr_expect_eq(open_given(session, text, &misused[i], 1, NULL), CYQ_MISUSE);
    cr_expect_eq(open_given(session, text, NULL, 1, NULL), CYQ_MISUSE);
    cyq_diagnostics_clear(said);
    cyq_argument broken[] = {{sizeof *two, "country", "\xff"}};
    cr_expect_eq(open_given(session, text, broken, 1, said), CYQ_ERROR);
    cr_expect_str_eq(api_code(said, 0), "E0101");
    cyq_diagnostics_free(said);
    cyq_session_close(session);
}

Test(sessions, a_module_takes_values_again)
{
    static const char text[] = "use chosen\nchosen_time";
    cyq_session *session = api_session();
    cyq_diagnostics *said = NULL;
    cyq_diagnostics_new(&said);
    static const char *const times[] = {"2025-10", "2025-Q3"};
    for (size_t i = 0; i < 2; i++) {
        cyq_argument given = {sizeof given, "period", times[i]}, wrong = {sizeof wrong, "perid", times[i]};
        cyq_script *script = NULL;
        cyq_result *r = NULL;
        cr_expect_eq(cyq_script_open_with(session, "s", text, strlen(text), &wrong, 1, said, &script), CYQ_ERROR);
        cr_assert_eq(cyq_script_open_with(session, "s", text, strlen(text), &given, 1, said, &script), CYQ_OK);
        while (!r)
            cr_assert_geq(cyq_script_next(script, said, &r), 0);
        cr_expect_str_eq(api_text(r, 0, 0), times[i]);
        cyq_result_free(r);
        cyq_script_close(script);
    }
    cyq_diagnostics_free(said);
    cyq_session_close(session);
}

/* What a module that fails had named must not be remembered by its text, which goes. */
Test(sessions, modules_that_fail_again_and_again)
{
    char folder[] = "/tmp/cyq-modules-XXXXXX", path[64], text[64];
    cr_assert_not_null(mkdtemp(folder));
    snprintf(path, sizeof path, "%s/bad.cyq", folder);
    snprintf(text, sizeof text, "use \"%s\"", path);
    cyq_session *session = api_session();
    for (int i = 0; i < 20; i++) {
        FILE *f = fopen(path, "w");
        cr_assert_not_null(f);
        fprintf(f, "let a_long_name_%d = activities\ndef activities.field_%d = days\nlet y = nowhere", i, i);
        cr_assert_eq(fclose(f), 0);
        cr_expect_eq(api_run(session, text, NULL), CYQ_ERROR);
        cr_expect_eq(api_run(session, "a_long_name_0 count", NULL), CYQ_ERROR);
        cr_expect_eq(api_run(session, "activities where long = 3 count", NULL), CYQ_ERROR);
    }
    cr_expect_eq(remove(path), 0);
    cr_expect_eq(rmdir(folder), 0);
    cr_expect_eq(api_run(session, "activities count", NULL), CYQ_DONE);
    cyq_session_close(session);
}

Test(sessions, params_of_a_script)
{
    static const char text[] =
        "#!/usr/bin/env cyq\n# About\n# it.\n\n# Where.\nparam $country: text\nparam $n: set of int = (1, 2)\nnothing_such where";
    cyq_session *session = api_session();
    cyq_params *params = NULL;
    cyq_param p = {.size = sizeof p};
    cr_expect_eq(cyq_params_read(session, "s.cyq", text, strlen(text), NULL, &params), CYQ_ERROR); /* it does not parse */
    cr_expect_null(params);
    cr_assert_eq(cyq_params_read(session, "s.cyq", text, strlen(text) - strlen(" where"), NULL, &params), CYQ_OK);
    cr_expect_str_eq(cyq_params_about(params), "About it.");
    cr_expect_eq(cyq_params_count(params), 2);
    cr_expect_eq(cyq_params_get(params, 0, &p), CYQ_OK);
    cr_expect_str_eq(p.name, "country");
    cr_expect_str_eq(p.type, "text");
    cr_expect_str_eq(p.help, "Where.");
    cr_expect_null(p.fallback);
    cr_expect(p.required);
    cr_expect_eq(cyq_params_get(params, 1, &p), CYQ_OK);
    cr_expect_str_eq(p.type, "set of int");
    cr_expect_str_eq(p.fallback, "(1, 2)");
    cr_expect_not(p.required);
    cr_expect_eq(cyq_params_get(params, 2, &p), CYQ_MISUSE);
    cyq_params_free(params);
    static const char its[] = "#!/usr/bin/env cyq\n# Where.\nparam $country: text"; /* the comment is the param's */
    cr_assert_eq(cyq_params_read(session, "s.cyq", its, strlen(its), NULL, &params), CYQ_OK);
    cr_expect_str_eq(cyq_params_about(params), "");
    cr_expect_eq(cyq_params_get(params, 0, &p), CYQ_OK);
    cr_expect_str_eq(p.help, "Where.");
    cyq_params_free(params);
    cyq_params_free(NULL);
    cr_expect_eq(cyq_params_count(NULL), 0);
    cyq_session_close(session);
}

Test(sessions, a_database_that_is_not_there)
{
    cyq_config config = {.size = sizeof config, .today = "2025-10-15", .database = "/no/such/file.db"};
    cyq_session *session = NULL;
    cyq_diagnostics *said = NULL;
    cyq_diagnostics_new(&said);
    cr_expect_eq(cyq_session_open(&config, said, &session), CYQ_IO);
    cr_expect_null(session);
    cr_expect_eq(cyq_diagnostics_error_count(said), 1);
    cyq_diagnostics_free(said);
}

Test(sessions, null_is_refused_or_ignored)
{
    cyq_session *session = NULL;
    cyq_script *script = NULL;
    cyq_result *result = NULL;
    cyq_config config = {.size = sizeof config, .today = "2025-10-15"};
    cr_expect_eq(cyq_session_open(NULL, NULL, &session), CYQ_MISUSE);
    cr_expect_eq(cyq_session_open(&config, NULL, NULL), CYQ_MISUSE);
    cr_expect_eq(cyq_script_open(NULL, "q", "", 0, NULL, &script), CYQ_MISUSE);
    cr_expect_eq(cyq_script_next(NULL, NULL, &result), CYQ_MISUSE);
    cr_expect_null(cyq_script_wrote(NULL, NULL));
    cr_expect_null(cyq_script_loaded(NULL, NULL, NULL));
    cr_expect_eq(cyq_text_check(NULL, "q", "", 0, NULL), CYQ_MISUSE);
    cr_expect_eq(cyq_text_format("q", "", 0, NULL, NULL, NULL), CYQ_MISUSE);
    cr_expect_eq(cyq_diagnostics_new(NULL), CYQ_MISUSE);
    cr_expect_eq(cyq_diagnostics_count(NULL), 0);
    cr_expect_eq(cyq_diagnostics_error_count(NULL), 0);
    cr_expect_null(cyq_diagnostics_text(NULL, 0, false));
    cr_expect_eq(cyq_result_row_count(NULL), 0);
    cr_expect_null(cyq_result_format(NULL));
    cr_expect(cyq_is_complete(NULL, 0));
    cr_expect_eq(cyq_word_nearest(NULL, NULL, 3), SIZE_MAX);
    cr_expect_eq(cyq_text_safe(NULL, 3, NULL, 0), 0);
    cr_expect_eq(cyq_file_write(NULL, "", 0, NULL), CYQ_MISUSE);
    cyq_session_interrupt(NULL);
    cyq_diagnostics_clear(NULL);
    cyq_diagnostics_free(NULL);
    cyq_result_free(NULL);
    cyq_script_close(NULL);
    cyq_session_close(NULL);
    session = api_session();
    cr_expect_eq(cyq_script_open(session, NULL, "", 0, NULL, &script), CYQ_MISUSE);
    cr_expect_eq(cyq_script_open(session, "q", NULL, 5, NULL, &script), CYQ_MISUSE);
    cr_expect_eq(cyq_script_open(session, "q", "", 0, NULL, NULL), CYQ_MISUSE);
    cr_assert_eq(cyq_script_open(session, "q", NULL, 0, NULL, &script), CYQ_OK);
    cr_expect_eq(cyq_script_next(script, NULL, NULL), CYQ_MISUSE);
    cr_expect_eq(cyq_script_next(script, NULL, &result), CYQ_DONE);
    cyq_script_close(script);
    cyq_session_close(session);
}

/* ---- Diagnostics ---- */

Test(sessions, a_diagnostic_says_where)
{
    cyq_session *session = api_session();
    cyq_diagnostics *said = NULL;
    cyq_diagnostics_new(&said);
    cr_expect_eq(api_run(session, "projects\n\nactivities where projct = GLACY-e", said), CYQ_ERROR);
    cr_assert_eq(cyq_diagnostics_error_count(said), 1);
    cyq_diagnostic d = {.size = sizeof d};
    cr_assert_eq(cyq_diagnostics_get(said, 0, &d), CYQ_OK);
    cr_expect_eq(d.severity, CYQ_SEVERITY_ERROR);
    cr_expect_eq(d.code[0], 'E');
    cr_expect_str_eq(d.source, "query");
    cr_expect_eq(d.line, 3);
    cr_expect_eq(d.column, 18);
    cr_expect_eq(d.length, 6);
    cr_expect_not_null(strstr(d.message, "projct"));
    cr_assert_geq(d.hint_count, 1);
    cr_expect_not_null(strstr(d.hints[0], "project"));
    const char *plain = cyq_diagnostics_text(said, 0, false), *coloured = cyq_diagnostics_text(said, 0, true);
    cr_expect_not_null(strstr(plain, "^^^^^^"));
    cr_expect_null(strchr(plain, '\x1b'));
    cr_expect_not_null(strchr(coloured, '\x1b'));
    cr_expect_null(cyq_diagnostics_text(said, 1, false));
    cr_expect_eq(cyq_diagnostics_get(said, 1, &d), CYQ_MISUSE);
    cyq_session_close(session);
    cr_expect_str_eq(plain, cyq_diagnostics_text(said, 0, false), "it outlives its session");
    cyq_diagnostics_clear(said);
    cr_expect_eq(cyq_diagnostics_count(said), 0);
    cr_expect_eq(cyq_diagnostics_error_count(said), 0);
    cyq_diagnostics_free(said);
}

Test(sessions, all_mistakes_are_found_before_anything_runs)
{
    cyq_session *session = api_session();
    cyq_diagnostics *said = NULL;
    cyq_script *script = NULL;
    cyq_diagnostics_new(&said);
    static const char text[] = "projects; activities where projct = X; projects where nme = X";
    cr_expect_eq(cyq_script_open(session, "q", text, strlen(text), said, &script), CYQ_ERROR);
    cr_expect_null(script);
    cr_expect_eq(cyq_diagnostics_error_count(said), 2);
    cyq_diagnostics_free(said);
    cyq_session_close(session);
}

Test(sessions, texts_that_are_no_utf8)
{
    cyq_session *session = api_session();
    cyq_diagnostics *said = NULL;
    cyq_diagnostics_new(&said);
    cr_expect_eq(api_run(session, "projects\nwhere name = \xff", said), CYQ_ERROR);
    cr_expect_str_eq(api_code(said, 0), "E0101");
    cr_expect_not_null(strstr(cyq_diagnostics_text(said, 0, false), "line 2"));
    cyq_script *script = NULL;
    cyq_diagnostics_clear(said);
    cr_expect_eq(cyq_script_open(session, "q", "projects\0", 9, said, &script), CYQ_ERROR);
    cr_expect_str_eq(api_code(said, 0), "E0101");
    cyq_diagnostics_free(said);
    cyq_session_close(session);
}

Test(sessions, an_error_leaves_the_session_as_it_was)
{
    cyq_session *session = api_session();
    cr_expect_eq(api_run(session, "activities where nonsense", NULL), CYQ_ERROR);
    cr_expect_eq(api_run(session, "((((", NULL), CYQ_ERROR);
    cr_expect_eq(api_run(session, "activities count", NULL), CYQ_DONE);
    cyq_session_close(session);
}

/* ---- Going on from the last query ---- */

Test(sessions, a_clause_goes_on_from_the_query_before)
{
    cyq_session *session = api_session();
    cr_expect_eq(api_run(session, "activities where project = CyberEast+", NULL), CYQ_DONE);
    cr_expect_eq(api_run(session, "where month = 2025-10", NULL), CYQ_DONE);
    cyq_result *r = api_ask(session, "count");
    cr_expect_str_eq(api_text(r, 0, 0), "6");
    cyq_result_free(r);
    for (int i = 0; i < 50; i++) /* long chains of refinements, begun again and again */
        cr_expect_eq(api_run(session, i % 5 ? "where days >= 1" : "activities", NULL), CYQ_DONE);
    r = api_ask(session, "count");
    cr_expect_str_eq(api_text(r, 0, 0), "107");
    cyq_result_free(r);
    cyq_session_close(session);
}

/* What a text sets, with the count that a query of an earlier text then gives. */
static void set_and_count(cyq_session *session, cyq_diagnostics *said, const char *text, const char *count)
{
    cr_expect_eq(api_run(session, text, said), CYQ_DONE, "%s", text);
    cyq_result *result = api_ask(session, "running count");
    cr_expect_str_eq(api_text(result, 0, 0), count, "%s", text);
    cyq_result_free(result);
}

Test(sessions, a_param_is_set_again_and_again)
{
    cyq_session *session = api_session();
    cyq_diagnostics *said = NULL;
    cyq_diagnostics_new(&said);
    api_run(session, "param $period: period = missing\nlet running = activities where $period is missing or when = $period", NULL);
    set_and_count(session, said, "let $period = 2025-12", "10");
    set_and_count(session, said, "let $period = 2025", "107"); /* a year, as the param's type says */
    set_and_count(session, said, "let $period = 2025-11", "27");
    set_and_count(session, said, "let $period = missing", "107");
    cr_expect_eq(cyq_diagnostics_count(said), 0, "nothing need be said of a setting");
    cr_expect_eq(api_run(session, "let $period = soon", said), CYQ_ERROR);
    set_and_count(session, said, "let $other = 2025-12", "107");
    cyq_diagnostics_free(said);
    cyq_session_close(session);
}

Test(sessions, a_failed_query_is_not_gone_on_from)
{
    cyq_session *session = api_session();
    cr_expect_eq(api_run(session, "activities where project = CyberEast+", NULL), CYQ_DONE);
    cr_expect_eq(api_run(session, "projects where nonsense = 1", NULL), CYQ_ERROR);
    cyq_result *r = api_ask(session, "count");
    cr_expect_str_eq(api_text(r, 0, 0), "19");
    cyq_result_free(r);
    cyq_session_close(session);
}

/* ---- Limits ---- */

Test(sessions, a_time_limit)
{
    cyq_session *session = api_session_with((cyq_config){.timeout_ms = 50});
    cyq_diagnostics *said = NULL;
    cyq_diagnostics_new(&said);
    cr_expect_eq(api_run(session, api_endless, said), CYQ_LIMIT);
    cr_expect_str_eq(api_code(said, 0), "E0822");
    cr_expect_eq(api_run(session, "activities count", NULL), CYQ_DONE);
    cyq_diagnostics_free(said);
    cyq_session_close(session);
}

Test(sessions, a_row_limit)
{
    cyq_session *session = api_session_with((cyq_config){.max_rows = 7});
    cyq_diagnostics *said = NULL;
    cyq_diagnostics_new(&said);
    cr_expect_eq(api_run(session, "projects", said), CYQ_DONE);
    cr_expect_eq(api_run(session, "projects; activities; projects", said), CYQ_LIMIT);
    cr_expect_eq(cyq_diagnostics_error_count(said), 1);
    cr_expect_str_eq(api_code(said, 0), "E0811");
    cyq_diagnostics_free(said);
    cyq_session_close(session);
}

Test(sessions, a_memory_limit)
{
    cyq_session *session = api_session_with((cyq_config){.max_memory = 8 << 20});
    cyq_diagnostics *said = NULL;
    cyq_diagnostics_new(&said);
    cr_expect_eq(api_run(session, api_endless, said), CYQ_LIMIT);
    cr_expect_str_eq(api_code(said, 0), "E0812");
    cr_expect_eq(api_run(session, "activities count", NULL), CYQ_DONE);
    cyq_diagnostics_free(said);
    cyq_session_close(session);
}

/* ---- Files ---- */

Test(sessions, safe_sessions_write_no_files)
{
    cyq_session *session = api_session_with((cyq_config){.safe = true});
    cyq_diagnostics *said = NULL;
    cyq_diagnostics_new(&said);
    cr_expect_eq(api_run(session, "projects to csv \"must-not-exist.csv\"", said), CYQ_ERROR);
    cr_expect_str_eq(api_code(said, 0), "E0732");
    cr_expect_neq(access("must-not-exist.csv", F_OK), 0);
    cr_expect_eq(api_run(session, "projects to csv", NULL), CYQ_DONE);
    cyq_diagnostics_free(said);
    cyq_session_close(session);
}

Test(sessions, a_query_that_writes_a_file)
{
    char path[] = "/tmp/cyq-api-XXXXXX", text[256], got[64] = "";
    int fd = mkstemp(path);
    cr_assert_geq(fd, 0);
    snprintf(text, sizeof text, "activities count to csv \"%s\"", path);
    cyq_session *session = api_session();
    cr_expect_eq(api_run(session, text, NULL), CYQ_DONE);
    close(fd);
    FILE *file = fopen(path, "r"); /* a new file stands where the old one was */
    cr_assert_not_null(file);
    cr_expect_eq(fread(got, 1, sizeof got - 1, file), strlen("count\n107\n"));
    cr_expect_str_eq(got, "count\n107\n");
    fclose(file);
    unlink(path);
    cyq_session_close(session);
}

Test(sessions, a_file_that_cannot_be_written)
{
    cyq_session *session = api_session();
    cyq_diagnostics *said = NULL;
    cyq_diagnostics_new(&said);
    cr_expect_eq(api_run(session, "projects to csv \"/no/such/folder/x.csv\"; activities", said), CYQ_IO);
    cr_expect_str_eq(api_code(said, 0), "E0731");
    cyq_diagnostics_free(said);
    cyq_session_close(session);
}

/* ---- What there is to ask for ---- */

Test(sessions, collections)
{
    cyq_session *session = api_session();
    cyq_collection c = {.size = sizeof c}, older = {.size = offsetof(cyq_collection, rows), .rows = 5};
    cr_expect_geq(cyq_session_collection_count(session), 10);
    for (size_t i = 0; i < cyq_session_collection_count(session); i++) {
        cr_assert_eq(cyq_session_collection(session, i, &c), CYQ_OK);
        cr_expect_gt(strlen(c.name), 0);
        cr_expect_gt(strlen(c.help), 0, "%s", c.name);
    }
    cr_expect_eq(cyq_session_collection(session, 0, &c), CYQ_OK);
    cr_expect_str_eq(c.name, "activities");
    cr_expect_eq(c.rows, 107);
    cr_expect_eq(cyq_session_collection(session, 0, &older), CYQ_OK);
    cr_expect_str_eq(older.name, "activities");
    cr_expect_eq(older.rows, 5, "what the host's struct does not have is left alone");
    cr_expect_eq(cyq_session_collection(session, cyq_session_collection_count(session), &c), CYQ_MISUSE);
    cr_expect_eq(cyq_session_collection(session, 0, NULL), CYQ_MISUSE);
    cr_expect_eq(cyq_session_collection(session, 0, &(cyq_collection){0}), CYQ_MISUSE);
    cr_expect_eq(cyq_session_collection(NULL, 0, &c), CYQ_MISUSE);
    cr_expect_eq(cyq_session_collection_count(NULL), 0);
    cyq_session_close(session);
}

/* ---- Diagnostics for a terminal ---- */

Test(diagnostics, fit_a_terminal)
{
    static const char query[] = "activities where country = Moldova and start = 2025-11 and projct = CyberEast+";
    cyq_session *session = api_session();
    cyq_diagnostics *said = NULL;
    cr_assert_eq(cyq_diagnostics_new(&said), CYQ_OK);
    cyq_diagnostics_fit(NULL, 40);
    cyq_diagnostics_fit(said, 40);
    cyq_diagnostics_clear(said);
    cr_expect_eq(api_run(session, query, said), CYQ_ERROR);
    cr_expect_not_null(strstr(cyq_diagnostics_text(said, 0, false), "…"), "the width outlives the emptying");
    cyq_diagnostics_fit(said, 0);
    cyq_diagnostics_clear(said);
    cr_expect_eq(api_run(session, query, said), CYQ_ERROR);
    cr_expect_not_null(strstr(cyq_diagnostics_text(said, 0, false), query));
    cyq_diagnostics_free(said);
    cyq_session_close(session);
}

Test(sessions, a_script_says_which_file_was_written)
{
    static const char text[] = "projects first 2 to csv \"/dev/null\"; projects count";
    cyq_session *session = api_session();
    cyq_script *script = NULL;
    cyq_result *result = NULL;
    uint64_t rows = 0;
    cr_assert_eq(cyq_script_open(session, "q", text, strlen(text), NULL, &script), CYQ_OK);
    cr_expect_null(cyq_script_wrote(script, &rows));
    cr_assert_eq(cyq_script_next(script, NULL, &result), CYQ_OK);
    cr_expect_str_eq(cyq_script_wrote(script, &rows), "/dev/null");
    cr_expect_eq(rows, 2);
    cr_assert_eq(cyq_script_next(script, NULL, &result), CYQ_RESULT);
    cr_expect_null(cyq_script_wrote(script, &rows));
    cyq_result_free(result);
    cyq_script_close(script);
    cyq_session_close(session);
}

Test(sessions, a_script_says_what_was_loaded)
{
    static const char text[] = "load \"loaded-visits.csv\" as visits; visits count";
    FILE *file = fopen("loaded-visits.csv", "w");
    cr_assert(file && fputs("title,day\nfirst,2025-10-07\n", file) >= 0 && fclose(file) == 0);
    cyq_session *session = api_session();
    cyq_script *script = NULL;
    cyq_result *result = NULL;
    const char *columns = NULL;
    uint64_t rows = 0;
    cr_assert_eq(cyq_script_open(session, "q", text, strlen(text), NULL, &script), CYQ_OK);
    cr_expect_null(cyq_script_loaded(script, &rows, &columns));
    cr_assert_eq(cyq_script_next(script, NULL, &result), CYQ_OK);
    cr_expect_str_eq(cyq_script_loaded(script, NULL, NULL), "visits");
    cr_expect_str_eq(cyq_script_loaded(script, &rows, &columns), "visits");
    cr_expect_eq(rows, 1);
    cr_expect_str_eq(columns, "title, day");
    cr_assert_eq(cyq_script_next(script, NULL, &result), CYQ_RESULT);
    cr_expect_null(cyq_script_loaded(script, &rows, &columns));
    cyq_result_free(result);
    cyq_script_close(script);
    cyq_session_close(session);
    remove("loaded-visits.csv");
}
