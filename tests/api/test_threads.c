/* Sessions side by side in threads, and interrupts from another thread and from a signal handler. */
#include "api.h"

#include <pthread.h>
#include <signal.h>
#include <stdlib.h>
#include <time.h>
#include <unistd.h>

enum { THREADS = 8, ROUNDS = 20 };

/* Criterion's asserts are not made for threads: a thread tells by its result. */
static void *ask_often(void *unused)
{
    (void)unused;
    size_t good = 0;
    cyq_config config = {.size = sizeof config, .today = "2025-10-15"};
    cyq_session *session = NULL;
    if (cyq_session_open(&config, NULL, &session) != CYQ_OK)
        return NULL;
    for (int i = 0; i < ROUNDS; i++) {
        static const char text[] = "activities count by project";
        cyq_script *script = NULL;
        cyq_result *r = NULL;
        const char *cell = NULL;
        if (cyq_script_open(session, "q", text, strlen(text), NULL, &script) == CYQ_OK && cyq_script_next(script, NULL, &r) == CYQ_RESULT)
            good += cyq_result_text(r, 2, 1, &cell, NULL) == CYQ_OK && strcmp(cell, "33") == 0;
        cyq_result_free(r);
        cyq_script_close(script);
    }
    cyq_session_close(session);
    return good == ROUNDS ? "good" : NULL;
}

Test(threads, sessions_side_by_side)
{
    pthread_t threads[THREADS];
    for (int i = 0; i < THREADS; i++)
        cr_assert_eq(pthread_create(&threads[i], NULL, ask_often, NULL), 0);
    for (int i = 0; i < THREADS; i++) {
        void *result = NULL;
        pthread_join(threads[i], &result);
        cr_expect_not_null(result, "thread %d got wrong answers", i);
    }
}

static void *interrupt_soon(void *session)
{
    nanosleep(&(struct timespec){.tv_nsec = 50 * 1000 * 1000}, NULL);
    cyq_session_interrupt(session);
    return NULL;
}

Test(threads, interrupt_from_another_thread, .timeout = 60)
{
    cyq_session *session = api_session();
    cyq_diagnostics *said = NULL;
    pthread_t other;
    cyq_diagnostics_new(&said);
    cr_assert_eq(pthread_create(&other, NULL, interrupt_soon, session), 0);
    cr_expect_eq(api_run(session, api_endless, said), CYQ_INTERRUPTED);
    pthread_join(other, NULL);
    cr_expect_str_eq(api_code(said, 0), "E0821");
    cr_expect_eq(api_run(session, "activities count", NULL), CYQ_DONE, "the session is as good as before");
    cyq_diagnostics_free(said);
    cyq_session_close(session);
}

static cyq_session *signalled;

static void on_alarm(int number)
{
    (void)number;
    cyq_session_interrupt(signalled);
}

Test(threads, interrupt_from_a_signal_handler, .timeout = 60)
{
    struct sigaction action = {.sa_handler = on_alarm};
    signalled = api_session();
    sigaction(SIGALRM, &action, NULL);
    alarm(1);
    cr_expect_eq(api_run(signalled, api_endless, NULL), CYQ_INTERRUPTED);
    cyq_session_close(signalled);
}

Test(threads, an_interrupt_waits_for_the_next_statement_and_no_longer)
{
    cyq_session *session = api_session();
    cyq_script *script = NULL;
    cyq_result *r = NULL;
    cr_assert_eq(cyq_script_open(session, "q", "projects; projects", 18, NULL, &script), CYQ_OK);
    cyq_session_interrupt(session);
    cr_expect_eq(cyq_script_next(script, NULL, &r), CYQ_INTERRUPTED);
    cr_expect_null(r);
    cr_expect_eq(cyq_script_next(script, NULL, &r), CYQ_DONE, "the script is at its end");
    cyq_script_close(script);
    cyq_session_interrupt(session);
    cr_expect_eq(api_run(session, "projects", NULL), CYQ_DONE, "opening a script forgets it");
    cyq_session_close(session);
}
