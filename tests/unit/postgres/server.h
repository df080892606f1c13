/* The server that tests/postgres/with started, as the tests of the driver know it. */
#ifndef TESTS_UNIT_POSTGRES_SERVER_H
#define TESTS_UNIT_POSTGRES_SERVER_H

#include <criterion/criterion.h>

#include "runtime/sql/postgres.h"

/* The tests of the driver have a server, or are skipped: `tests/postgres/with tests/unit/run build/tests/unit_postgres`. */
#define SERVER_TEST(suite, name)                                                                                                           \
    static void suite##_##name(void);                                                                                                      \
    Test(suite, name)                                                                                                                      \
    {                                                                                                                                      \
        if (!server_is_there())                                                                                                            \
            cr_skip_test("no server");                                                                                                     \
        suite##_##name();                                                                                                                  \
    }                                                                                                                                      \
    static void suite##_##name(void)

typedef struct talk {
    arena memory;
    diag_bag bag;
    sql_connection *c;
} talk;

bool server_is_there(void);
const char *server_port(void);
/* Connects as the usual user, with these settings besides; `settings` ends in a NULL keyword and may be NULL. */
status server_try(talk *t, const char *url, const sql_setting *settings, const sql_bounds *bounds);
/* The same, which must do, and begins a transaction. */
void server_open(talk *t, const sql_setting *settings, const sql_bounds *bounds);
void server_close(talk *t);
/* Has the bag one diagnostic of this code, whose message and hints have `text` in them and nowhere `secret`? */
void server_expect(talk *t, diag_code code, const char *text);
/* The first cell of the first row of a statement, as text: integers by their number, NULL as "-". */
const char *server_ask(talk *t, const char *sql, const sql_param *params, size_t count);
/* Opens and reads to the end. */
status server_run(talk *t, const char *sql, size_t *rows);

#endif
