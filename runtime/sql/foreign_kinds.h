/* What is stored in the columns of a SQLite table, whose types say little: a function that looks at all values in one pass, and what follows from it. */
#ifndef CYQ_SQL_FOREIGN_KINDS_H
#define CYQ_SQL_FOREIGN_KINDS_H

#include <sqlite3.h>

#include "runtime/sql/foreign_catalogue.h"

/* The aggregates cyq_stored(column, …) and cyq_stored_days(column, …) of up to eight columns: what occurs there, eight bits a column, the first column's lowest, as
 * foreign_column_kind reads them. The second looks whether texts are dates. Either is an error past `most` rows: pages that lead to one another in a circle have no end.
 * What they are registered with lies in `a`. False without memory. */
enum { FOREIGN_KINDS_ONCE = 8 };
bool foreign_kinds_register(sqlite3 *db, int64_t most, arena *a);

/* Does the declared type say that its texts are dates? */
bool foreign_declared_date(str declared);
/* Of a column of a STRICT table: fills in its kind if the declared type is enough for it. */
bool foreign_strict_kind(foreign_column *column);
/* Fills in the kind and the form of a column from its declared type and the bits of its values. */
void foreign_column_kind(foreign_column *column, uint8_t bits);

#endif
