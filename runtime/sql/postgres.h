/* The driver for PostgreSQL, and for what speaks its protocol, through libpq.
 *
 * Nothing is read from the environment: not by this room, and not by libpq, which is given every setting explicitly (postgres_settings.c says how). The server is told to begin
 * read-only transactions only, so that no statement can change anything. */
#ifndef CYQ_SQL_POSTGRES_H
#define CYQ_SQL_POSTGRES_H

#include "runtime/sql/connection.h"

/* One of libpq's connection keywords ("host", "dbname", "sslmode" …; PostgreSQL, "Parameter Key Words") and its value. */
typedef struct sql_setting {
    const char *keyword, *value;
} sql_setting;

/* Connects. `url` is a `postgresql://…` or text of keyword=value, and may be NULL; `settings` come after it: what they name, they decide. An empty value is as none.
 * What neither names has libpq's built-in default; `user` must be named. All of it is copied. `bounds` may be NULL; of it `stop` ends the attempt (ST_CANCELLED), the
 * setting `connect_timeout` bounds it too, in seconds for each host. Names are looked up by the system, which nothing interrupts.
 *
 * ST_IO with a diagnostic: E_SERVER_LIBRARY, E_SERVER_SETTING, E_SERVER_REACH, E_SERVER_PASSWORD, E_SERVER_DATABASE, E_SERVER_ANSWER. It holds no password. */
status postgres_open(const char *url, const sql_setting *settings, size_t count, const sql_bounds *bounds, diag_bag *bag,
                     sql_connection **out);

/* Is this one of ours? */
bool postgres_is(const sql_connection *c);
/* Is its text in UTF-8? Elsewhere conversion may fail row by row and functions of text mean something else: such a database is only read, its queries run in memory. */
bool postgres_is_utf8(const sql_connection *c);

#endif
