/* Opening and closing a database, and the views of its data. */
#include "runtime/sql/store.h"

#include <stdlib.h>

#include "runtime/sql/ask.h"
#include "runtime/sql/own.h"
#include "runtime/sql/sqlite.h"

/* cyq's own say all that there is to say themselves. */
static status refuse_mapping(sql_store *s, const foreign_mapping *mapping, diag_bag *bag)
{
    diag *d = diag_add(bag, E_MAPPING, mapping->from, mapping->count ? mapping->tables[0].table_where : (span){0, 0},
                       "%s was written by cyq and takes no mapping", s->connection->shown);
    diag_hint(bag, d, "leave --mapping out");
    return ST_ERROR;
}

static status read_version(sql_store *s, diag_bag *bag, int64_t *out)
{
    sbuf text = {0};
    sbuf_add(&text, STR("PRAGMA data_version"));
    status done = sql_number(s->connection, &text, bag, out);
    sbuf_free(&text);
    return done;
}

static status open_sqlite(sql_store *s, bool whole, const foreign_mapping *mapping, diag_bag *bag)
{
    int64_t version = 0;
    TRY(sqlite_own_version(s->connection, bag, &version));
    s->own = version != 0;
    if (whole)
        TRY(sqlite_check_whole(s->connection, s->own, bag));
    if (s->own && mapping)
        return refuse_mapping(s, mapping, bag);
    if (s->own)
        return own_read(s, version, bag);
    TRY(read_version(s, bag, &s->version));
    return foreign_read(s->connection, mapping, &s->memory, bag, &s->layout, &s->data);
}

static status open_postgres(sql_store *s, const foreign_mapping *mapping, diag_bag *bag)
{
    int64_t version = 0;
    TRY(postgres_own_version(s->connection, bag, &version));
    s->own = version != 0;
    if (s->own && mapping)
        return refuse_mapping(s, mapping, bag);
    return s->own ? own_read(s, version, bag) : foreign_read(s->connection, mapping, &s->memory, bag, &s->layout, &s->data);
}

static status open_data(sql_store *s, bool whole, const foreign_mapping *mapping, diag_bag *bag)
{
    TRY(store_begin(s, NULL, bag));
    status done = s->connection->driver == &sqlite_driver ? open_sqlite(s, whole, mapping, bag) : open_postgres(s, mapping, bag);
    store_end(s);
    return done;
}

status store_open(sql_connection *c, bool whole, diag_bag *bag, sql_store **out)
{
    return store_open_mapped(c, whole, NULL, bag, out);
}

status store_open_mapped(sql_connection *c, bool whole, const foreign_mapping *mapping, diag_bag *bag, sql_store **out)
{
    sql_store *s = calloc(1, sizeof *s);
    *out = NULL;
    if (!s) {
        c->driver->disconnect(c);
        return ST_NO_MEMORY;
    }
    s->connection = c;
    status done = open_data(s, whole, mapping, bag);
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

status store_known(sql_store *s, diag_bag *bag, bool *known)
{
    int64_t version = s->version;
    if (!s->own && s->connection->driver == &sqlite_driver)
        TRY(read_version(s, bag, &version));
    *known = version == s->version;
    return ST_OK;
}
