/* Progress through the public interface. */
#include "api.h"

#include <stdio.h>
#include <stdlib.h>
#include <time.h>
#include <unistd.h>

/* What was told. */
typedef struct told {
    cyq_session *stop; /* interrupted at the first call; NULL */
    size_t calls, reading, writing;
    uint64_t last; /* nanoseconds */
    char what[64];
    uint64_t done, total;
    bool too_often, backwards, too_much;
} told;

static uint64_t now(void)
{
    struct timespec t;
    clock_gettime(CLOCK_MONOTONIC, &t);
    return (uint64_t)t.tv_sec * 1000000000u + (uint64_t)t.tv_nsec;
}

static void listen_to(void *user, const char *what, uint64_t done, uint64_t total)
{
    told *t = user;
    uint64_t when = now();
    bool same = strcmp(what, t->what) == 0 && total == t->total;
    t->too_often |= t->calls && when - t->last < 99000000u;
    t->backwards |= same && done < t->done;
    t->too_much |= total && done > total;
    t->reading += strcmp(what, "reading rows") == 0 || strcmp(what, "loading columns") == 0;
    t->writing += strcmp(what, "writing rows") == 0;
    t->calls++;
    t->last = when;
    snprintf(t->what, sizeof t->what, "%s", what);
    t->done = done;
    t->total = total;
    if (t->stop)
        cyq_session_interrupt(t->stop);
}

static void expect_good(const told *t)
{
    cr_expect(!t->too_often, "at most ten times a second");
    cr_expect(!t->backwards, "while a stage lasts done never becomes less");
    cr_expect(!t->too_much, "no more is done than there is");
}

Test(progress, of_a_long_query_is_told_as_long_as_it_runs)
{
    told t = {0};
    cyq_session *session = api_session_with((cyq_config){.timeout_ms = 700, .progress = listen_to, .progress_user = &t});
    cr_expect_eq(api_run(session, api_endless, NULL), CYQ_LIMIT);
    cr_expect_gt(t.calls, 1);
    cr_expect_leq(t.calls, 20);
    expect_good(&t);
    size_t calls = t.calls;
    cr_expect_eq(api_run(session, "projects count", NULL), CYQ_DONE);
    cr_expect_eq(t.calls, calls, "what takes no time is not told of");
    cyq_session_close(session);
    cr_expect_eq(t.calls, calls);
}

Test(progress, who_is_told_may_stop_it)
{
    told t = {0};
    cyq_session *session = api_session_with((cyq_config){.timeout_ms = 20000, .progress = listen_to, .progress_user = &t});
    t.stop = session;
    cr_expect_eq(api_run(session, api_endless, NULL), CYQ_INTERRUPTED);
    cr_expect_eq(t.calls, 1);
    t.stop = NULL;
    cr_expect_eq(api_run(session, "projects count", NULL), CYQ_DONE);
    cyq_session_close(session);
}

Test(progress, of_load_sort_and_save)
{
    enum { ROWS = 400000 };
    static const char text[] = "load \"big.csv\" as big; big sort by name, number last 3; save \"big.db\"";
    char folder[] = "/tmp/cyq-progress-XXXXXX";
    told t = {0};
    cr_assert_not_null(mkdtemp(folder));
    cr_assert_eq(chdir(folder), 0);
    FILE *file = fopen("big.csv", "w");
    cr_assert_not_null(file);
    fputs("name,number\n", file);
    for (int i = 0; i < ROWS; i++)
        fprintf(file, "row %d,%d\n", (int)((long)i * 7919 % ROWS), i);
    fclose(file);
    cyq_session *session = api_session_with((cyq_config){.progress = listen_to, .progress_user = &t});
    cr_expect_eq(api_run(session, text, NULL), CYQ_DONE);
    cr_expect_gt(t.reading, 0);
    cr_expect_gt(t.writing, 0);
    expect_good(&t);
    cyq_session_close(session);
    unlink("big.csv");
    unlink("big.db");
    cr_expect_eq(rmdir(folder), 0, "nothing else is left");
}

Test(progress, of_an_import)
{
    static const char text[] = "# WATERWAYS UPDATE\n\nJanuary – March 2031\n\n## Inventory of activities (January – March 2031)\n\n"
                               "### January 2031\n\nOctopus\tWorkshop, Chile, <i>online</i>, 05 January 2031\n";
    cyq_document document = {"a.md", text, sizeof text - 1};
    char folder[] = "/tmp/cyq-progress-XXXXXX";
    told t = {0};
    cr_assert_not_null(mkdtemp(folder));
    cr_assert_eq(chdir(folder), 0);
    cyq_import_config how = {.size = sizeof how, .database = "made.db", .progress = listen_to, .progress_user = &t};
    cr_expect_eq(cyq_import_with(&document, 1, NULL, NULL), CYQ_MISUSE);
    cyq_import_config nowhere = {.size = sizeof nowhere};
    cr_expect_eq(cyq_import_with(&document, 1, &nowhere, NULL), CYQ_MISUSE);
    cr_expect_eq(cyq_import_with(&document, 1, &how, NULL), CYQ_OK);
    expect_good(&t);
    unlink("made.db");
    cr_expect_eq(rmdir(folder), 0, "nothing else is left");
}
