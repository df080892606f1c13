/* What the catalogue of anyone's database says: tables, columns with the types their values have here, keys and links.
 *
 * foreign_sqlite.c and foreign_postgres.c read it, each by queries of its own; foreign.c makes collections of it. Names are the bytes that the database has. */
#ifndef CYQ_SQL_FOREIGN_CATALOGUE_H
#define CYQ_SQL_FOREIGN_CATALOGUE_H

#include "runtime/sql/connection.h"
#include "runtime/sql/layout.h"

typedef struct foreign_column {
    str name;
    str declared;   /* its type in the words of the database; may be empty */
    type_kind kind; /* TYPE_NONE: its values are of no type that there is here; it is left out */
    sql_form form;
    size_t key;  /* its place in the primary key, from 1; 0: none */
    bool unique; /* no two rows have the same value */
    bool gaps;   /* some row may have no value there */
    bool made;   /* its values are computed by what the schema says (SQLite's generated columns) */
    bool told;   /* it holds texts, and a mapping says that they are of its kind */
    bool exact;  /* the database takes two values for equal just where they print the same: links may hold them */
} foreign_column;

/* A foreign key of one column. */
typedef struct foreign_link {
    size_t column;
    str schema, table; /* where it leads; no such table may be there */
    str target;        /* the column there; empty: the primary key */
    bool checked;      /* the database has seen to it that it leads to a row that is there and can be read */
} foreign_link;

typedef struct foreign_table {
    str schema; /* empty where names are found without one */
    str name;
    bool view;
    bool strict; /* of SQLite: columns hold nothing but what they are declared to */
    int64_t rows;
    foreign_column *columns;
    size_t column_count, column_capacity;
    foreign_link *links;
    size_t link_count, link_capacity;
    size_t wide_links; /* foreign keys of several columns */
    size_t key_columns;
} foreign_table;

typedef struct foreign_catalogue {
    foreign_table *tables; /* in the order in which their collections are listed */
    size_t count, capacity;
    bool exact; /* names differ by case, too (PostgreSQL) */
    bool wide;  /* its texts are in UTF-16 (SQLite) */
} foreign_catalogue;

/* Everything in `a`. Asks within the transaction that is open. ST_IO where the database cannot be asked. */
status foreign_read_sqlite(sql_connection *c, arena *a, diag_bag *bag, foreign_catalogue *out);
status foreign_read_postgres(sql_connection *c, arena *a, diag_bag *bag, foreign_catalogue *out);

/* By their names; SIZE_MAX if there is none. */
size_t foreign_find_table(const foreign_catalogue *f, str schema, str name);
size_t foreign_find_column(const foreign_catalogue *f, const foreign_table *t, str name);
/* One more; false without memory. */
bool foreign_add_link(foreign_table *t, arena *a, foreign_link link);

#endif
