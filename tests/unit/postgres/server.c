/* Talking to the server of the tests. */
#include "server.h"

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

bool server_is_there(void)
{
    return getenv("PGHOST") != NULL && getenv("PGPORT") != NULL;
}

const char *server_port(void)
{
    return getenv("PGPORT");
}

status server_try(talk *t, const char *url, const sql_setting *settings, const sql_bounds *bounds)
{
    sql_setting all[16] = {{"host", getenv("PGHOST")}, {"port", server_port()}, {"user", "cyq"}, {"dbname", "cyq"}};
    size_t n = 4;
    t->bag = (diag_bag){.memory = &t->memory};
    for (; settings && settings->keyword; settings++)
        all[n++] = *settings;
    return postgres_open(url, all, n, bounds, &t->bag, &t->c);
}

void server_open(talk *t, const sql_setting *settings, const sql_bounds *bounds)
{
    status s = server_try(t, NULL, settings, bounds);
    cr_assert_eq(s, ST_OK, "%s", t->bag.count ? t->bag.items[0]->message.p : "no story");
    cr_assert_eq(t->c->driver->begin(t->c, bounds, &t->bag), ST_OK);
}

void server_close(talk *t)
{
    if (t->c) {
        t->c->driver->end(t->c);
        t->c->driver->disconnect(t->c);
    }
    arena_free(&t->memory);
}

void server_expect(talk *t, diag_code code, const char *text)
{
    sbuf all = {0};
    cr_assert_eq(t->bag.count, 1);
    diag_render(&all, t->bag.items[0], false);
    cr_expect_eq(t->bag.items[0]->code, code, "%s", all.p);
    cr_expect(strstr(all.p, text) != NULL, "no \"%s\" in %s", text, all.p);
    cr_expect(strstr(all.p, "sesame") == NULL, "a password is shown: %s", all.p);
    sbuf_free(&all);
}

const char *server_ask(talk *t, const char *sql, const sql_param *params, size_t count)
{
    const sql_driver *d = t->c->driver;
    sql_cursor *s;
    bool row;
    status done = d->open(t->c, sql, params, count, &t->bag, &s);
    if (done == ST_OK)
        done = d->next(s, &t->bag, &row);
    cr_assert_eq(done, ST_OK, "%s: %s", sql, t->bag.count ? t->bag.items[0]->message.p : "no story");
    str answer = STR("(no row)");
    if (row && d->cell(s, 0) == SQL_CELL_INT)
        answer = arena_printf(&t->memory, "%" PRId64, d->integer(s, 0));
    else if (row)
        answer = d->cell(s, 0) == SQL_CELL_NULL ? STR("-") : arena_str(&t->memory, d->text(s, 0));
    d->close(s);
    return answer.p;
}

status server_run(talk *t, const char *sql, size_t *rows)
{
    const sql_driver *d = t->c->driver;
    sql_cursor *s = NULL;
    bool row = true;
    *rows = 0;
    status done = d->open(t->c, sql, NULL, 0, &t->bag, &s);
    while (done == ST_OK && row) {
        done = d->next(s, &t->bag, &row);
        *rows += row;
    }
    d->close(s);
    return done;
}
