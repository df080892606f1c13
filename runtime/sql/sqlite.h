/* The driver for SQLite. */
#ifndef CYQ_SQL_SQLITE_H
#define CYQ_SQL_SQLITE_H

#include <sqlite3.h>

#include "runtime/sql/connection.h"

extern const sql_driver sqlite_driver;

/* Opens a file read-only and trusts nothing in it: no views, no triggers, no functions that its schema calls. ST_IO with a diagnostic (E_DATABASE_OPEN). `path` is copied. */
status sqlite_connect(str path, diag_bag *bag, sql_connection **out);
/* Takes over a database that is open already, and must not be changed any more; it is closed with the connection, or here where this fails. `shown`: for messages, copied. */
status sqlite_adopt(sqlite3 *db, str shown, diag_bag *bag, sql_connection **out);
/* The one behind a connection of this driver. */
sqlite3 *sqlite_handle(const sql_connection *c);
/* Did the last call fail since an allocation did? One for reading a file is told as trouble with that file. */
bool sqlite_lacks_memory(sqlite3 *db);

#endif
