/* What the tests of failing memory have in common. */
#include "jobs.h"

#include <string.h>

cyq_status job_in(const char *database, const char *modules, in_session what, const char *text, cyq_diagnostics *said)
{
    cyq_config config = {.size = sizeof config, .today = "2025-10-15", .database = database, .module_path = modules};
    cyq_session *session = NULL;
    cyq_status s = cyq_session_open(&config, said, &session);
    if (s == CYQ_OK)
        s = what(session, text, said);
    cyq_session_close(session);
    return s;
}

cyq_status job_results(cyq_session *session, const char *text, cyq_diagnostics *said, with_result what, void *user)
{
    cyq_script *script = NULL;
    cyq_status s = cyq_script_open(session, "query", text, strlen(text), said, &script);
    while (s >= 0 && s != CYQ_DONE) {
        cyq_result *r = NULL;
        s = cyq_script_next(script, said, &r);
        cyq_status used = r ? what(r, said, user) : CYQ_OK;
        s = used < 0 ? used : s;
        cyq_result_free(r);
    }
    cyq_script_close(script);
    return s;
}

int job_take(void *user, const char *bytes, size_t length)
{
    (void)bytes;
    *(size_t *)user += length;
    return 0;
}

/* Pictures are drawn elsewhere (test_pages.c). */
static bool is_picture(const char *format)
{
    return strcmp(format, "chart") == 0 || strcmp(format, "timeline") == 0 || strcmp(format, "calendar") == 0;
}

static cyq_status write_everywhere(cyq_result *r, cyq_diagnostics *said, void *user)
{
    size_t taken = 0;
    cyq_status s = CYQ_OK;
    (void)said, (void)user;
    for (size_t i = 0; i < cyq_format_count() && s == CYQ_OK; i++) {
        const char *format = cyq_format_name(i);
        if (is_picture(format) || (s = cyq_result_check(r, format, NULL)) == CYQ_ERROR)
            s = CYQ_OK; /* it has no time, and so is no calendar */
        else if (s == CYQ_OK)
            s = cyq_result_write(r, format, NULL, job_take, &taken);
    }
    return s;
}

cyq_status job_run_in(cyq_session *session, const char *text, cyq_diagnostics *said)
{
    return job_results(session, text, said, write_everywhere, NULL);
}

cyq_status job_run_on(const char *database, const char *text, cyq_diagnostics *said)
{
    return job_in(database, NULL, job_run_in, text, said);
}

cyq_status job_run(const char *text, cyq_diagnostics *said)
{
    return job_run_on(NULL, text, said);
}

cyq_status job_format(const char *text, cyq_diagnostics *said)
{
    size_t taken = 0;
    return cyq_text_format("query", text, strlen(text), said, job_take, &taken);
}
