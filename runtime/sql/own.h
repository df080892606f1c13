/* Databases that cyq wrote: they say themselves what they hold, in cyq_collections and cyq_fields, in SQLite and in PostgreSQL alike. */
#ifndef CYQ_SQL_OWN_H
#define CYQ_SQL_OWN_H

#include "runtime/sql/store.h"

/* Reads what the database says it holds, in form `version` (1 to SQL_VERSION), into the store's layout and skeleton. ST_IO with a diagnostic (E_DATABASE_DAMAGED). */
status own_read(sql_store *s, int64_t version, diag_bag *bag);

/* sqlite_own.c: is the file of a connection to SQLite one that cyq wrote? *version is that of its form, 0 if not. A form that this cyq does not know: ST_IO, E_DATABASE_FOREIGN. */
status sqlite_own_version(sql_connection *c, diag_bag *bag, int64_t *version);
/* SQLite's own check of the whole file, which reads all of it. ST_IO, E_DATABASE_DAMAGED. What is not our own may have columns that keep it from being made; no cell is believed then, as in a file
 * that is too large for it. */
status sqlite_check_whole(sql_connection *c, bool own, diag_bag *bag);
/* The tables of these names must be plain tables: no views, no virtual tables, whose reading would run what somebody else wrote. ST_IO, E_DATABASE_DAMAGED. */
status sqlite_check_tables(sql_connection *c, const str *names, size_t count, diag_bag *bag);

/* postgres_own.c: the same question to a database of PostgreSQL. */
status postgres_own_version(sql_connection *c, diag_bag *bag, int64_t *version);

#endif
