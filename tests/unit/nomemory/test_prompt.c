/* What is asked at the prompt and by editors, without memory: completion, sources, colours, outlines. */
#include <criterion/criterion.h>

#include <string.h>

#include "jobs.h"

static cyq_status complete_in(cyq_session *session, const char *text, cyq_diagnostics *said)
{
    cyq_completions *all = NULL;
    (void)said;
    cyq_status s = cyq_complete(session, text, strlen(text), strlen(text), &all);
    cyq_completions_free(all);
    return s;
}

/* Of the end of a text. */
static cyq_status complete(const char *text, cyq_diagnostics *said)
{
    return job_in(NULL, NULL, complete_in, text, said);
}

Test(nomemory, completing)
{
    static const char *const texts[] = {
        "let $q = 2025-Q4; let mine = activities select title, country\nmine where co",
        "activities where project.fu",
        "activities where country = Bo",
        "activities join projects as p on project = p.id sort b",
        "activities to csv ",
        "load \"a",
        "use calendar\n\ncl",
    };
    fail_in_turn_each(complete, texts, sizeof texts / sizeof *texts);
}

static cyq_status sources_in(cyq_session *session, const char *text, cyq_diagnostics *said)
{
    cyq_script *script = NULL;
    cyq_result *r = NULL;
    cyq_status s = job_run_in(session, text, said);
    if (s == CYQ_DONE)
        s = cyq_sources_open(session, 0, said, &script);
    if (s == CYQ_OK)
        s = cyq_script_next(script, said, &r);
    cyq_result_free(r);
    cyq_script_close(script);
    return s;
}

static cyq_status sources(const char *text, cyq_diagnostics *said)
{
    return job_in(NULL, NULL, sources_in, text, said);
}

Test(nomemory, sources)
{
    fail_in_turn(sources, "activities where project = Octopus select start", 1);
    fail_in_turn(sources, "activities where start = 2025-10-07 group by project, mode", 1);
}

static void count_part(void *user, size_t from, size_t to, cyq_highlight_kind kind)
{
    *(size_t *)user += to - from + (size_t)kind;
}

static cyq_status highlight(const char *text, cyq_diagnostics *said)
{
    size_t counted = 0;
    (void)said;
    return cyq_highlight(text, strlen(text), count_part, &counted);
}

Test(nomemory, highlighting)
{
    fail_in_turn(highlight, "activities where title = \"\\u{e9}\" # a comment\nsort by (start", 1);
}

static cyq_status outline(const char *text, cyq_diagnostics *said)
{
    cyq_outline *made = NULL;
    cyq_place place;
    (void)said;
    cyq_status s = cyq_outline_read(text, strlen(text), &made);
    cyq_outline_free(made);
    return s == CYQ_OK ? cyq_text_word(text, strlen(text), 1, 5, &place) : s;
}

Test(nomemory, outlining)
{
    fail_in_turn(outline, "let $q = 2025-Q4; let mine = activities where (\n# Help.\ndef twice($x) = $x * 2; load \"a.csv\"", 1);
}
