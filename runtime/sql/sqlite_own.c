/* What SQLite can say of a file before its tables are read: whose it is, whether it is whole, and what its tables are. */
#include <stdlib.h>

#include "runtime/sql/ask.h"
#include "runtime/sql/own.h"
#include "runtime/sql/sqlite.h"

static status pragma(sql_connection *c, const char *sql, diag_bag *bag, int64_t *out)
{
    sbuf text = {0};
    sbuf_add(&text, str_of(sql));
    status done = sql_number(c, &text, bag, out);
    sbuf_free(&text);
    return done;
}

status sqlite_own_version(sql_connection *c, diag_bag *bag, int64_t *version)
{
    int64_t application = 0, form = 0;
    *version = 0;
    TRY(pragma(c, "PRAGMA application_id", bag, &application));
    TRY(pragma(c, "PRAGMA user_version", bag, &form));
    if (application != SQL_APPLICATION)
        return ST_OK;
    *version = form;
    return form >= SQL_OLDEST_VERSION && form <= SQL_VERSION
               ? ST_OK
               : sql_refuse(c, bag, E_DATABASE_FOREIGN, "this database has form %lld; this cyq reads the forms %d to %d", (long long)form,
                            SQL_OLDEST_VERSION, SQL_VERSION);
}

/* Starts a statement that is a constant. */
static status start(sql_connection *c, const char *sql, diag_bag *bag, sql_cursor **out)
{
    *out = NULL;
    return c->driver->open(c, sql, NULL, 0, bag, out);
}

/* The one row of the check. *possible: it could be made. A generated column whose expression fails, or wants a function that only another program has, stops it, and says nothing of damage. */
static status check(sql_connection *c, diag_bag *bag, bool *possible)
{
    sql_cursor *s;
    bool row = false, overflowed = c->overflowed;
    status done = start(c, "PRAGMA quick_check(1)", bag, &s);
    if (done == ST_OK)
        done = sql_next(s, bag, &row);
    str said = done == ST_OK && row ? c->driver->text(s, 0) : (str){0};
    *possible = done != ST_IO || sqlite3_errcode(sqlite_handle(c)) != SQLITE_ERROR;
    if (done == ST_OK && str_ends(said, STR("error code=7"))) /* SQLITE_NOMEM: a page it had no memory to look at */
        done = ST_NO_MEMORY;
    else if (done == ST_OK && !str_equal(said, STR("ok")))
        done = sql_refuse(c, bag, E_DATABASE_DAMAGED, "the database is damaged: %.*s",
                          STR_ARG(said.n ? said : STR("SQLite's check says nothing")));
    sql_close(s);
    c->overflowed = overflowed;
    return done;
}

status sqlite_check_whole(sql_connection *c, bool own, diag_bag *bag)
{
    arena unsaid = {0};
    diag_bag quiet = {.memory = &unsaid};
    bool possible = true;
    status done = own ? ST_IO : check(c, &quiet, &possible);
    arena_free(&unsaid);
    if (!possible)
        return ST_OK;
    return done == ST_IO ? check(c, bag, &possible) : done;
}

/* ---- Tables ---- */

/* A table that is to be there. */
typedef struct wanted_table {
    str name;
    bool seen;
} wanted_table;

static int lower(char c)
{
    return c >= 'A' && c <= 'Z' ? c + ('a' - 'A') : (unsigned char)c;
}

/* By name, ASCII case ignored, as SQLite compares them. */
static int compare_tables(const void *a, const void *b)
{
    str x = ((const wanted_table *)a)->name, y = ((const wanted_table *)b)->name;
    for (size_t i = 0; i < x.n && i < y.n; i++) {
        int c = lower(x.p[i]) - lower(y.p[i]);
        if (c)
            return c;
    }
    return (x.n > y.n) - (x.n < y.n);
}

static status cross_off(sql_connection *c, wanted_table *tables, size_t count, diag_bag *bag)
{
    sql_cursor *s;
    bool row = true;
    TRY(start(c, "SELECT name FROM pragma_table_list WHERE schema = 'main' AND type = 'table'", bag, &s));
    status done = sql_next(s, bag, &row);
    while (done == ST_OK && row) {
        wanted_table there = {.name = c->driver->text(s, 0)};
        wanted_table *found = count ? bsearch(&there, tables, count, sizeof *tables, compare_tables) : NULL;
        if (found)
            found->seen = true;
        done = sql_next(s, bag, &row);
    }
    sql_close(s);
    return done;
}

status sqlite_check_tables(sql_connection *c, const str *names, size_t count, diag_bag *bag)
{
    arena scratch = {0};
    wanted_table *tables = ARENA_ARRAY(&scratch, count, wanted_table);
    if (!tables)
        return ST_NO_MEMORY;
    for (size_t i = 0; i < count; i++)
        tables[i].name = names[i];
    if (count)
        qsort(tables, count, sizeof *tables, compare_tables);
    status done = cross_off(c, tables, count, bag);
    for (size_t i = 0; i < count && done == ST_OK; i++)
        if (!tables[i].seen)
            done = sql_refuse(c, bag, E_DATABASE_DAMAGED, "the table %.*s is missing", STR_ARG(tables[i].name));
    arena_free(&scratch);
    return done;
}
