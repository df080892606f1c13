/* Opening and closing a database, and the views of its data. */
#include "runtime/sql/store.h"

#include <stdlib.h>

#include "runtime/sql/ask.h"
#include "runtime/sql/own.h"
#include "runtime/sql/sqlite.h"

static status open_sqlite(sql_store *s, bool whole, diag_bag *bag)
{
    int64_t version = 0;
    TRY(sqlite_own_version(s->connection, bag, &version));
    if (!version)
        return sql_refuse(s->connection, bag, E_DATABASE_FOREIGN, "this SQLite database was not written by cyq");
    if (whole)
        TRY(sqlite_check_whole(s->connection, bag));
    s->own = true;
    return own_read(s, version, bag);
}

static status open_postgres(sql_store *s, diag_bag *bag)
{
    int64_t version = 0;
    TRY(postgres_own_version(s->connection, bag, &version));
    if (!version)
        return sql_refuse(s->connection, bag, E_DATABASE_FOREIGN, "this database of PostgreSQL was not made by a script of cyq's");
    s->own = true;
    return own_read(s, version, bag);
}

static status open_data(sql_store *s, bool whole, diag_bag *bag)
{
    TRY(store_begin(s, NULL, bag));
    status done = s->connection->driver == &sqlite_driver ? open_sqlite(s, whole, bag) : open_postgres(s, bag);
    store_end(s);
    return done;
}

status store_open(sql_connection *c, bool whole, diag_bag *bag, sql_store **out)
{
    sql_store *s = calloc(1, sizeof *s);
    *out = NULL;
    if (!s) {
        c->driver->disconnect(c);
        return ST_NO_MEMORY;
    }
    s->connection = c;
    status done = open_data(s, whole, bag);
    if (done == ST_OK)
        *out = s;
    else
        store_close(s);
    return done;
}

void store_close(sql_store *s)
{
    if (!s)
        return;
    s->connection->driver->disconnect(s->connection);
    arena_free(&s->memory);
    free(s);
}

status store_begin(sql_store *s, const sql_bounds *bounds, diag_bag *bag)
{
    return s->connection->driver->begin(s->connection, bounds, bag);
}

void store_end(sql_store *s)
{
    s->connection->driver->end(s->connection);
}
