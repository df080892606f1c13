/* Every code has its row in order, and the example of each provokes it in a session. */
#include <criterion/criterion.h>

#include <string.h>

#include "engine/engine.h"

/* Runs a text to its end and says whether a diagnostic of the code came up. */
static bool provokes(const char *text, const char *code)
{
    cyq_config config = {.size = sizeof config, .today = "2025-10-15"};
    cyq_session *session = NULL;
    cyq_script *script = NULL;
    cyq_diagnostics *said = NULL;
    bool found = false;
    cr_assert_eq(cyq_diagnostics_new(&said), CYQ_OK);
    cr_assert_eq(cyq_session_open(&config, said, &session), CYQ_OK);
    cyq_status s = cyq_script_open(session, "query", text, strlen(text), said, &script);
    while (s >= 0 && s != CYQ_DONE) {
        cyq_result *result = NULL;
        s = cyq_script_next(script, said, &result);
        cyq_result_free(result);
    }
    for (size_t i = 0; i < cyq_diagnostics_count(said); i++) {
        cyq_diagnostic d = {.size = sizeof d};
        cyq_diagnostics_get(said, i, &d);
        found = found || strcmp(d.code, code) == 0;
    }
    cyq_script_close(script);
    cyq_session_close(session);
    cyq_diagnostics_free(said);
    return found;
}

Test(codes, examples_provoke_them)
{
    size_t tried = 0;
    for (int code = 0; code < DIAG_CODE_COUNT; code++) {
        const diag_code_info *row = diag_info((diag_code)code);
        if (!*row->example)
            continue;
        cr_expect(provokes(row->example, row->code), "%s is not what `%s` gives", row->code, row->example);
        tried++;
    }
    cr_expect_gt(tried, 20);
}

Test(codes, numbers_are_used_once)
{
    for (int a = 0; a < DIAG_CODE_COUNT; a++)
        for (int b = 0; b < a; b++)
            cr_expect_str_neq(diag_info((diag_code)a)->code, diag_info((diag_code)b)->code);
}
