/* Anyone's database as collections, with no configuration: tables become collections, columns fields, foreign keys links, pure link tables sets.
 *
 *     catalogue ─foreign_sqlite, foreign_postgres→ foreign_catalogue ─foreign_mapping→ the same, as the user says ─foreign→ skeleton and layout */
#ifndef CYQ_SQL_FOREIGN_H
#define CYQ_SQL_FOREIGN_H

#include "runtime/model/load_setting.h"
#include "runtime/sql/connection.h"
#include "runtime/sql/layout.h"

/* What the user says of one table, in a mapping: `load "orders" as sales with when = ordered..shipped`. */
typedef struct foreign_said {
    str table; /* as the database has it, ASCII case ignored */
    span table_where;
    str name; /* of its collection; empty: as the table */
    span name_where;
    const load_setting *settings;
    size_t setting_count;
} foreign_said;

typedef struct foreign_mapping {
    const source *from;
    const foreign_said *tables;
    size_t count;
} foreign_mapping;

/* Reads what the database has, within the transaction that is open. The skeleton (fields without data) and the layout lie in `a`; `m` may be NULL, and need not outlive the call. ST_IO when the database cannot be
 * asked or has more than can be read, ST_ERROR for a mapping that does not fit it. One thread at a time. */
status foreign_read(sql_connection *c, const foreign_mapping *m, arena *a, diag_bag *bag, sql_layout *layout, const dataset **skeleton);

#endif
