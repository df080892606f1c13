/* What a SQLite file has beside its data: indexes for questions, and lists for people who read it with other tools. */
#ifndef CYQ_IMPORT_SQLITE_EXTRAS_H
#define CYQ_IMPORT_SQLITE_EXTRAS_H

#include <sqlite3.h>

#include "runtime/sql/layout.h"

/* Adds them to a database whose rows are there. A library without R-trees leaves these out. ST_ERROR with SQLite's message in `db`; ST_NO_MEMORY. */
status sqlite_add_extras(sqlite3 *db, arena *scratch, const dataset *data, const sql_layout *layout);

#endif
