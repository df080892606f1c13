/* What the tests of the public interface share. */
#include "api.h"

const char api_endless[] = "activities add a = day, b = day, c = day, d = day expand a expand b expand c expand d count";

cyq_session *api_session_with(cyq_config config)
{
    cyq_session *session = NULL;
    config.size = sizeof config;
    if (!config.today)
        config.today = "2025-10-15";
    cr_assert_eq(cyq_session_open(&config, NULL, &session), CYQ_OK);
    cr_assert_not_null(session);
    return session;
}

cyq_session *api_session(void)
{
    return api_session_with((cyq_config){0});
}

cyq_result *api_ask(cyq_session *session, const char *text)
{
    cyq_script *script = NULL;
    cyq_result *result = NULL;
    cr_assert_eq(cyq_script_open(session, "query", text, strlen(text), NULL, &script), CYQ_OK, "%s", text);
    cr_assert_eq(cyq_script_next(script, NULL, &result), CYQ_RESULT, "%s", text);
    cyq_script_close(script);
    return result;
}

cyq_status api_run(cyq_session *session, const char *text, cyq_diagnostics *said)
{
    cyq_script *script = NULL;
    cyq_result *result = NULL;
    cyq_status s = cyq_script_open(session, "query", text, strlen(text), said, &script);
    while (s >= 0 && s != CYQ_DONE) {
        s = cyq_script_next(script, said, &result);
        cyq_result_free(result);
    }
    cyq_script_close(script);
    return s;
}

const char *api_text(cyq_result *result, size_t row, size_t column)
{
    const char *text = NULL;
    cr_assert_eq(cyq_result_text(result, row, column, &text, NULL), CYQ_OK);
    return text;
}

const char *api_code(const cyq_diagnostics *said, size_t index)
{
    cyq_diagnostic d = {.size = sizeof d};
    return cyq_diagnostics_get(said, index, &d) == CYQ_OK ? d.code : "";
}
