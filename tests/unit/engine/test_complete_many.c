/* Completion over a million rows: nobody waits for it, wherever they lie. */
#include <criterion/criterion.h>

#include <stdio.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

#include <sqlite3.h>

#include "include/cyq.h"

static char path[] = "/tmp/cyq-complete-XXXXXX";

static void make_rows(void)
{
    static const char sql[] = "create table visit (id integer primary key, town text, note text, day date);"
                              "with recursive n(i) as (select 1 union all select i + 1 from n where i < 1000000)"
                              "insert into visit select i, 'Town ' || (i * 7919 % 500), 'note ' || (i * 104729 % 300000), "
                              "date('2025-01-01', (i % 365) || ' days') from n;";
    sqlite3 *db;
    int fd = mkstemp(path);
    cr_assert_geq(fd, 0);
    close(fd);
    cr_assert_eq(sqlite3_open(path, &db), SQLITE_OK);
    cr_assert_eq(sqlite3_exec(db, sql, NULL, NULL, NULL), SQLITE_OK, "%s", sqlite3_errmsg(db));
    cr_assert_eq(sqlite3_close(db), SQLITE_OK);
}

static void forget_rows(void)
{
    cr_expect_eq(unlink(path), 0);
}

static double milliseconds_now(void)
{
    struct timespec now;
    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &now); /* the processor's: other programs run beside this one */
    return (double)now.tv_sec * 1e3 + (double)now.tv_nsec / 1e6;
}

/* The quickest of a few, and the most that came: at least `least` candidates. */
static void complete_soon(cyq_session *session, const char *text, size_t least)
{
    enum { TRIES = 5, MOST_MS = 50 };
    double best = 1e9;
    size_t most = 0;
    for (int i = 0; i < TRIES; i++) {
        cyq_completions *all;
        double begun = milliseconds_now();
        cr_assert_eq(cyq_complete(session, text, strlen(text), strlen(text), &all), CYQ_OK);
        double took = milliseconds_now() - begun;
        best = took < best ? took : best;
        most = cyq_completions_count(all) > most ? cyq_completions_count(all) : most;
        cyq_completions_free(all);
    }
    cr_expect_geq(most, least, "%s: %zu", text, most);
    cr_expect_leq(best, MOST_MS, "%s: %.1f ms", text, best);
}

static void complete_in(const char *backend)
{
    cyq_config config = {.size = sizeof config, .today = "2025-10-15", .database = path, .backend = backend};
    cyq_session *session;
    cr_assert_eq(cyq_session_open(&config, NULL, &session), CYQ_OK);
    complete_soon(session, "visit where ", 4);
    complete_soon(session, "visit where town = ", 100);
    complete_soon(session, "visit where town = Town 4", 2);
    complete_soon(session, "visit where town = nowhere", 0);
    complete_soon(session, "visit where note = ", 100);
    complete_soon(session, "visit where day = ", 12);
    complete_soon(session, "visit where id > ", 1);
    complete_soon(session, "visit where town = Town 1 sort by note where note = ", 0);
    cyq_session_close(session);
}

/* A sanitizer makes everything slower by no known factor. */
#ifdef __SANITIZE_ADDRESS__
#define TOO_SLOW true
#else
#define TOO_SLOW false
#endif

Test(completion_of_many, comes_soon, .init = make_rows, .fini = forget_rows, .disabled = TOO_SLOW)
{
    complete_in("sqlite");
    complete_in("memory");
}
