/* Did a script of cyq's make the tables of a database of PostgreSQL? */
#include "runtime/sql/ask.h"
#include "runtime/sql/own.h"

static status number(sql_connection *c, str sql, diag_bag *bag, int64_t *out)
{
    sbuf text = {0};
    sbuf_add(&text, sql);
    status done = sql_number(c, &text, bag, out);
    sbuf_free(&text);
    return done;
}

status postgres_own_version(sql_connection *c, diag_bag *bag, int64_t *version)
{
    int64_t there = 0;
    *version = 0;
    TRY(number(c,
               STR("SELECT CASE WHEN to_regclass('cyq_form') IS NOT NULL AND to_regclass('cyq_collections') IS NOT NULL AND "
                   "to_regclass('cyq_fields') IS NOT NULL THEN 1 ELSE 0 END + "
                   "CASE WHEN EXISTS (SELECT 1 FROM pg_catalog.pg_proc WHERE proname = 'normalize') THEN 2 ELSE 0 END"),
               bag, &there));
    c->no_folding = !(there & 2); /* before PostgreSQL 13, and in servers that grew from it */
    if (!(there & 1))
        return ST_OK;
    TRY(number(c, STR("SELECT version FROM cyq_form"), bag, version));
    return *version >= SQL_OLDEST_VERSION && *version <= SQL_VERSION
               ? ST_OK
               : sql_refuse(c, bag, E_DATABASE_FOREIGN, "this database has form %lld; this cyq reads the forms %d to %d",
                            (long long)*version, SQL_OLDEST_VERSION, SQL_VERSION);
}
