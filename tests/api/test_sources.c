/* Where the rows of the last query were read, through the public interface. */
#include "api.h"

static cyq_result *sources(cyq_session *session, uint64_t row)
{
    cyq_script *script = NULL;
    cyq_result *result = NULL;
    cr_assert_eq(cyq_sources_open(session, row, NULL, &script), CYQ_OK);
    cr_assert_eq(cyq_script_next(script, NULL, &result), CYQ_RESULT);
    cyq_script_close(script);
    return result;
}

Test(sources, of_the_last_query)
{
    cyq_session *session = api_session();
    cyq_script *script = (cyq_script *)1;
    cr_expect_eq(cyq_sources_open(NULL, 0, NULL, &script), CYQ_MISUSE);
    cr_expect_eq(cyq_sources_open(session, 0, NULL, &script), CYQ_ERROR);
    cr_expect_null(script);
    cr_expect_eq(api_run(session, "activities where project = Octopus select start, country", NULL), CYQ_DONE);
    cyq_result *result = sources(session, 0);
    cr_assert_eq(cyq_result_row_count(result), 2);
    cr_expect_str_eq(cyq_result_column_name(result, 0), "row");
    cr_expect_str_eq(cyq_result_column_name(result, 1), "name");
    cr_expect_str_eq(cyq_result_column_name(result, 2), "source");
    cr_expect_str_eq(api_text(result, 1, 0), "2");
    cr_expect_str_eq(api_text(result, 1, 1), "3rd African Forum");
    cr_expect_str_eq(api_text(result, 1, 2), "2025-Q3:566");
    cyq_result_free(result);
    result = sources(session, 3);
    cr_expect_eq(cyq_result_row_count(result), 0);
    cyq_result_free(result);
    cr_expect_eq(api_run(session, "where country = Kenya", NULL), CYQ_DONE, "the last query is still the last");
    result = sources(session, 1);
    cr_assert_eq(cyq_result_row_count(result), 1);
    cr_expect_str_eq(api_text(result, 0, 1), "3rd African Forum");
    cyq_result_free(result);
    cyq_session_close(session);
}

Test(sources, of_groups_are_those_of_the_rows_behind)
{
    cyq_session *session = api_session();
    cr_expect_eq(api_run(session, "activities count by country, mode sort by count desc, country first 7", NULL), CYQ_DONE);
    cyq_result *groups = api_ask(session, "activities count by country, mode sort by count desc, country first 7"),
               *result = sources(session, 0);
    size_t row = 0;
    for (size_t i = 0; i < cyq_result_row_count(groups); i++) {
        int64_t count = 0, number = 0;
        cr_assert_eq(cyq_result_int(groups, i, 2, &count), CYQ_OK);
        for (int64_t k = 0; k < count; k++, row++) {
            cr_assert_eq(cyq_result_int(result, row, 0, &number), CYQ_OK);
            cr_expect_eq(number, (int64_t)i + 1, "as many rows behind it as it counts");
        }
    }
    cr_expect_eq(row, cyq_result_row_count(result));
    cr_expect_gt(row, 7);
    cyq_result_free(result);
    cyq_result_free(groups);
    cyq_session_close(session);
}

/* The query itself needs little; each of its rows comes from two, whose names and places are texts. */
Test(sources, stay_within_the_limit_of_memory)
{
    static const char *const many = "activities join activities as b on b.title is known select days";
    cyq_session *session = api_session_with((cyq_config){.max_memory = 4 << 20});
    cyq_diagnostics *said = NULL;
    cyq_script *script = NULL;
    cyq_result *result = NULL;
    cr_expect_eq(api_run(session, many, NULL), CYQ_DONE);
    cr_assert_eq(cyq_diagnostics_new(&said), CYQ_OK);
    cr_assert_eq(cyq_sources_open(session, 0, said, &script), CYQ_OK);
    cr_expect_eq(cyq_script_next(script, said, &result), CYQ_LIMIT);
    cr_expect_null(result);
    cr_expect_gt(cyq_diagnostics_error_count(said), 0);
    cyq_script_close(script);
    cyq_diagnostics_free(said);
    result = sources(session, 11449);
    cr_expect_eq(cyq_result_row_count(result), 2, "a single row is no matter");
    cyq_result_free(result);
    cyq_session_close(session);
}
