/* A dataset in a SQLite file, and back.
 *
 * The file is plain. Each collection is a table of its name, in row order by its integer key `row`; a field is a column of its name, with these
 * exceptions: a period has two DATE columns, `when_first` and `when_last` (an open end is 0001-01-01 or 9999-12-31); money has its exact amount as
 * text and `budget_currency`; a link is the key of its row, a foreign key; a set is a table of its own, `activities_project`, with the key of the
 * row that has it and the value. Numbers and durations are text, because SQLite has no exact decimals. `cyq_collections` and `cyq_fields` say what the
 * collections, fields and types are, so that reading guesses nothing; application_id is `cyq1`, user_version the version of this form. Beside the data there are indexes, R-trees of periods and views for people
 * (import/sqlite_extras.h), without which everything works, too. */
#ifndef CYQ_IMPORT_DATABASE_H
#define CYQ_IMPORT_DATABASE_H

#include <sqlite3.h>

#include "runtime/memory/exec.h"
#include "runtime/sql/foreign.h"

struct sql_connection;

/* Writes any dataset to `path`. The new file is made beside it (`path.new-…`), flushed to disk, and only then takes its place: until then the old
 * file is as it was, and on failure the new one is removed. An existing file is replaced as a whole if it is a database of cyq or empty; anything else
 * is refused (E_DATABASE_OCCUPIED). ST_IO with a diagnostic in `bag` otherwise. `scratch` holds what is needed on the way. `control`, of
 * which only the wish to stop and the progress count and which may be NULL, ends it with ST_CANCELLED. */
status database_write(const dataset *data, str path, arena *scratch, const exec_control *control, diag_bag *bag);

/* How many rows of collections and of their sets a database of the data has: what is told of the progress of writing one. */
uint64_t database_rows(const dataset *data);

/* The same in a private database that lies in memory, and that the caller closes. */
status database_in_memory(const dataset *data, arena *scratch, diag_bag *bag, sqlite3 **out);

/* What is at a path at a moment: what is read then may be written anew later if it is still the same. */
typedef struct database_stamp {
    bool ours;  /* a database of cyq, by its first bytes alone */
    bool there; /* anything; the rest says which file and in which state */
    uint64_t device, file, size;
    int64_t seconds, nanoseconds; /* of its last change */
} database_stamp;
/* False without memory in `scratch`. */
bool database_look(str path, arena *scratch, database_stamp *out);
/* The same as database_write, but if the path has something else than `was` by then, nothing is replaced (E_DATABASE_OCCUPIED). */
status database_write_over(const dataset *data, str path, const database_stamp *was, arena *scratch, const exec_control *control,
                           diag_bag *bag);

/* Reads a file that database_write wrote, or anyone else, into a dataset in `a`; `mapping` is for the latter and may be NULL. The file is opened read-only, its schema is not
 * trusted, and it is refused with the reason if it cannot be opened, has nothing to read, or does not hold what its own schema says (E_DATABASE_OPEN, E_DATABASE_FOREIGN,
 * E_DATABASE_DAMAGED): ST_IO; ST_ERROR for a mapping that does not fit (E_MAPPING). `scratch` must live until this returns, `a` as long as the dataset. */
status database_read(arena *a, arena *scratch, str path, const foreign_mapping *mapping, diag_bag *bag, const dataset **out);

/* The same of what a connection leads to, which is ended in any case. */
status database_take(arena *a, arena *scratch, struct sql_connection *c, const foreign_mapping *mapping, diag_bag *bag,
                     const dataset **out);

/* ---- The same as a script for psql ---- */

/* Where the bytes go; as an export_sink. */
typedef status (*database_sink)(void *data, str bytes);

/* The first bytes of such a script, by which it is known. */
#define DATABASE_SCRIPT_HEAD "-- A programme of cyq for PostgreSQL. psql -d DATABASE -f THIS_FILE makes its tables there."

/* Writes any dataset as a script that makes it in PostgreSQL: the tables and columns of the SQLite file, but with PostgreSQL's own types (boolean, bigint, numeric, date; durations
 * are text), filled by COPY, with primary and foreign keys and the indexes that queries use, in one transaction. Names longer than PostgreSQL's 63 bytes are cut; a text of more than
 * 2,500 bytes in a set leaves that set's table without its primary key. What tables were made by such a script before are replaced; others that have the same names stop
 * the script. ST_IO: what the sink gave, or E_DATABASE_WRITE for a collection of more columns than a table can have. Otherwise as database_write. */
status database_write_script(const dataset *data, database_sink sink, void *sink_data, arena *scratch, const exec_control *control,
                             diag_bag *bag);

#endif
