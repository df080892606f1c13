/* Statements, parameters and rows of the driver for PostgreSQL. */
#include "server.h"

#include <stdlib.h>
#include <sys/resource.h>
#include <time.h>

SERVER_TEST(statements, cells_are_what_the_database_has)
{
    talk t = {0};
    server_open(&t, NULL, NULL);
    const struct {
        const char *sql, *cell;
    } cases[] = {
        {"SELECT true", "1"},
        {"SELECT false", "0"},
        {"SELECT NULL::boolean", "-"},
        {"SELECT 7::int2", "7"},
        {"SELECT -7::int4", "-7"},
        {"SELECT 9223372036854775807", "9223372036854775807"},
        {"SELECT (-9223372036854775808)::int8", "-9223372036854775808"},
        {"SELECT 1.50::numeric", "1.50"},
        {"SELECT 0.1::float8 + 0.2::float8", "0.30000000000000004"},
        {"SELECT ''", ""},
        {"SELECT E'tab\\tline\\nend'", "tab\tline\nend"},
        {"SELECT 'naïve ☂'", "naïve ☂"},
        {"SELECT date '2025-10-07'", "2025-10-07"},
        {"SELECT timestamptz '2025-10-07 23:30:00-05'", "2025-10-08 04:30:00+00"},
        {"SELECT interval '1 day'", "1 day"},
        {"SELECT '\\x00ff'::bytea", "\\x00ff"},
        {"SELECT 1 WHERE false", "(no row)"},
        {"SELECT current_setting('transaction_isolation') || ' ' || current_setting('transaction_read_only')", "repeatable read on"},
        {"SELECT current_setting('application_name')", "cyq"},
        {"SELECT current_setting('client_encoding')", "UTF8"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
        cr_expect_str_eq(server_ask(&t, cases[i].sql, NULL, 0), cases[i].cell, "%s", cases[i].sql);
    server_close(&t);
}

SERVER_TEST(statements, parameters_are_values_and_nothing_else)
{
    talk t = {0};
    server_open(&t, NULL, NULL);
    const int64_t numbers[] = {3, INT64_MIN, INT64_MAX};
    const str words[] = {STR("a\"b"), STR("c\\d"), STR("e,f"), STR(""), STR("null"), STR("g\nh"), STR("{i}")};
    const sql_param number = {.kind = SQL_PARAM_INT, .integer = INT64_MIN}, none = {.kind = SQL_PARAM_NULL};
    const sql_param day = {.kind = SQL_PARAM_TEXT, .text = STR("2025-10-07")},
                    quotes = {.kind = SQL_PARAM_TEXT, .text = STR("'; DROP TABLE x; --\\")};
    const sql_param ints = {.kind = SQL_PARAM_INTS, .integers = numbers, .count = 3},
                    texts = {.kind = SQL_PARAM_TEXTS, .texts = words, .count = 7};
    const sql_param no_texts = {.kind = SQL_PARAM_TEXTS};
    cr_expect_str_eq(server_ask(&t, "SELECT $1", &number, 1), "-9223372036854775808");
    cr_expect_str_eq(server_ask(&t, "SELECT $1::int IS NULL", &none, 1), "1");
    cr_expect_str_eq(server_ask(&t, "SELECT $1::date - date '2025-10-01'", &day, 1), "6");
    cr_expect_str_eq(server_ask(&t, "SELECT $1", &quotes, 1), "'; DROP TABLE x; --\\");
    cr_expect_str_eq(server_ask(&t, "SELECT 9223372036854775807 = ANY($1)", &ints, 1), "1");
    cr_expect_str_eq(server_ask(&t, "SELECT 4 = ANY($1)", &ints, 1), "0");
    cr_expect_str_eq(server_ask(&t, "SELECT string_agg(x, '|' ORDER BY n) FROM unnest($1) WITH ORDINALITY u(x, n)", &texts, 1),
                     "a\"b|c\\d|e,f||null|g\nh|{i}");
    cr_expect_str_eq(server_ask(&t, "SELECT 'x' = ANY($1)", &no_texts, 1), "0");
    const sql_param many[] = {day, none, quotes, day, day, day, day, day, day, day, quotes};
    cr_expect_str_eq(server_ask(&t, "SELECT $11", many, 11), "'; DROP TABLE x; --\\"); /* the others are not used */
    server_close(&t);
}

SERVER_TEST(statements, rows_are_streamed)
{
    talk t = {0};
    size_t rows;
    struct rusage before, after;
    server_open(&t, NULL, NULL);
    cr_expect_eq(server_run(&t, "SELECT n, repeat('x', 100) FROM generate_series(1, 1000) n", &rows), ST_OK);
    getrusage(RUSAGE_SELF, &before);
    cr_expect_eq(server_run(&t, "SELECT n, repeat('x', 100) FROM generate_series(1, 400000) n", &rows), ST_OK);
    getrusage(RUSAGE_SELF, &after);
    cr_expect_eq(rows, 400000);
#ifndef __SANITIZE_ADDRESS__ /* which keeps what was freed for a while */
    cr_expect_lt(after.ru_maxrss - before.ru_maxrss, 4096, "%ld kB more", after.ru_maxrss - before.ru_maxrss);
#endif
    server_close(&t);
}

SERVER_TEST(statements, a_cursor_may_be_closed_before_its_end)
{
    talk t = {0};
    server_open(&t, NULL, NULL);
    cr_expect_str_eq(server_ask(&t, "SELECT n FROM generate_series(1, 100000) n", NULL, 0), "1");
    cr_expect_str_eq(server_ask(&t, "SELECT 2", NULL, 0), "2");
    server_close(&t);
}

SERVER_TEST(statements, what_the_server_refuses_is_told_and_forgotten)
{
    talk t = {0};
    size_t rows;
    server_open(&t, NULL, NULL);
    cr_expect_eq(server_run(&t, "SELECT 1 / (n - 3) FROM generate_series(1, 5) n", &rows), ST_IO);
    server_expect(&t, E_SERVER_ANSWER, "cyq at /");
    server_expect(&t, E_SERVER_ANSWER, "says: division by zero");
    t.bag.count = 0;
    cr_expect_eq(server_run(&t, "SELECT 1", &rows), ST_IO); /* the transaction is over */
    t.c->driver->end(t.c);
    t.bag.count = 0;
    cr_expect_eq(t.c->driver->begin(t.c, NULL, &t.bag), ST_OK);
    cr_expect_str_eq(server_ask(&t, "SELECT 1", NULL, 0), "1");
    server_close(&t);
}

SERVER_TEST(statements, nothing_is_written)
{
    static const char *const sql[] = {"CREATE TABLE t (a int)", "SELECT nextval('s')", "DO $$ BEGIN CREATE TABLE t (a int); END $$",
                                      "SELECT 1; CREATE TABLE t (a int)"};
    for (size_t i = 0; i < sizeof sql / sizeof *sql; i++) {
        talk t = {0};
        size_t rows;
        server_open(&t, NULL, NULL);
        cr_expect_eq(server_run(&t, sql[i], &rows), ST_IO, "%s", sql[i]);
        server_close(&t);
    }
}

/* ---- Ends that come early ---- */

typedef struct patience {
    struct timespec start;
    long ms;
    size_t asked;
} patience;

static bool is_over(void *data)
{
    patience *p = data;
    struct timespec now;
    clock_gettime(CLOCK_MONOTONIC, &now);
    p->asked++;
    return (now.tv_sec - p->start.tv_sec) * 1000 + (now.tv_nsec - p->start.tv_nsec) / 1000000 >= p->ms;
}

static double seconds_since(struct timespec start)
{
    struct timespec now;
    clock_gettime(CLOCK_MONOTONIC, &now);
    return (double)(now.tv_sec - start.tv_sec) + (double)(now.tv_nsec - start.tv_nsec) / 1e9;
}

SERVER_TEST(ends, a_stop_cancels_and_the_connection_stays)
{
    static const char *const sql[] = {"SELECT pg_sleep(60)", "SELECT n, repeat('x', 1000) FROM generate_series(1, 1000000000) n",
                                      "SELECT count(*) FROM generate_series(1, 100000000) n"};
    for (size_t i = 0; i < 3; i++) {
        talk t = {0};
        size_t rows;
        server_open(&t, NULL, NULL);
        const char *backend = server_ask(&t, "SELECT pg_backend_pid()", NULL, 0);
        t.c->driver->end(t.c);
        patience p = {.ms = 100};
        clock_gettime(CLOCK_MONOTONIC, &p.start);
        const sql_bounds bounds = {.stop = is_over, .stop_data = &p};
        cr_assert_eq(t.c->driver->begin(t.c, &bounds, &t.bag), ST_OK);
        cr_expect_eq(server_run(&t, sql[i], &rows), ST_CANCELLED, "%s", sql[i]);
        cr_expect_lt(seconds_since(p.start), 5);
        cr_expect_eq(t.bag.count, 0);
        t.c->driver->end(t.c);
        cr_assert_eq(t.c->driver->begin(t.c, NULL, &t.bag), ST_OK);
        cr_expect_str_eq(server_ask(&t, "SELECT pg_backend_pid()", NULL, 0), backend);
        server_close(&t);
    }
}

SERVER_TEST(ends, the_limit_of_time_is_the_servers_too)
{
    talk t = {0};
    size_t rows;
    struct timespec start;
    const sql_bounds bounds = {.timeout_ms = 100};
    server_open(&t, NULL, &bounds);
    clock_gettime(CLOCK_MONOTONIC, &start);
    cr_expect_eq(server_run(&t, "SELECT pg_sleep(60)", &rows), ST_CANCELLED);
    cr_expect_lt(seconds_since(start), 5);
    cr_expect_eq(t.bag.count, 0);
    t.c->driver->end(t.c);
    cr_expect_eq(t.c->driver->begin(t.c, NULL, &t.bag), ST_OK);
    cr_expect_str_eq(server_ask(&t, "SHOW statement_timeout", NULL, 0), "0");
    server_close(&t);
}

SERVER_TEST(ends, a_limit_of_the_server_is_told)
{
    talk t = {0};
    size_t rows;
    const sql_setting settings[] = {{"options", "-c statement_timeout=100"}, {0}};
    server_open(&t, settings, NULL);
    cr_expect_eq(server_run(&t, "SELECT pg_sleep(60)", &rows), ST_LIMIT);
    server_expect(&t, E_SERVER_STOPPED, "canceling statement due to statement timeout");
    server_close(&t);
}

SERVER_TEST(ends, a_lost_connection_is_told_and_made_anew)
{
    talk t = {0};
    size_t rows;
    server_open(&t, NULL, NULL);
    cr_expect_eq(server_run(&t, "SELECT pg_terminate_backend(pg_backend_pid())", &rows), ST_IO);
    server_expect(&t, E_SERVER_LOST, "connection to cyq at /");
    t.bag.count = 0;
    cr_expect_eq(server_run(&t, "SELECT 1", &rows), ST_IO);
    t.c->driver->end(t.c);
    t.bag.count = 0;
    cr_expect_eq(t.c->driver->begin(t.c, NULL, &t.bag), ST_OK);
    cr_expect_str_eq(server_ask(&t, "SELECT 1", NULL, 0), "1");
    cr_expect_eq(t.bag.count, 0);
    server_close(&t);
}

/* The connection goes between two statements, unseen. */
SERVER_TEST(ends, a_connection_that_went_is_made_anew)
{
    talk t = {0}, other = {0};
    server_open(&t, NULL, NULL);
    const char *backend = server_ask(&t, "SELECT pg_backend_pid()", NULL, 0);
    t.c->driver->end(t.c);
    server_open(&other, NULL, NULL);
    const sql_param pid = {.kind = SQL_PARAM_INT, .integer = atoll(backend)};
    cr_expect_str_eq(server_ask(&other, "SELECT pg_terminate_backend($1::int, 5000)", &pid, 1), "1");
    server_close(&other);
    cr_expect_eq(t.c->driver->begin(t.c, NULL, &t.bag), ST_OK);
    cr_expect_str_neq(server_ask(&t, "SELECT pg_backend_pid()", NULL, 0), backend);
    cr_expect_eq(t.bag.count, 0);
    server_close(&t);
}
