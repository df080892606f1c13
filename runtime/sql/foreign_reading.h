/* What the readers of catalogues share: asking row by row, and what a row says of a column, a foreign key, an index. Each reader's queries give it in the same columns. */
#ifndef CYQ_SQL_FOREIGN_READING_H
#define CYQ_SQL_FOREIGN_READING_H

#include "runtime/sql/foreign_catalogue.h"

/* One statement and its rows; `each` looks at one row. */
typedef struct foreign_rows {
    sql_connection *connection;
    sql_cursor *cursor;
    arena *a; /* for the texts of cells */
} foreign_rows;
typedef status (*foreign_each)(void *data, const foreign_rows *row);
status foreign_query(sql_connection *c, arena *a, diag_bag *bag, const char *sql, foreign_each each, void *data);
str foreign_text(const foreign_rows *r, size_t column); /* a copy; empty for NULL */
int64_t foreign_int(const foreign_rows *r, size_t column);

/* The catalogue that is read, and the table that the last row was about: they come in order. */
typedef struct foreign_reading {
    foreign_catalogue *out;
    size_t at;
} foreign_reading;

/* Rows of a query. All but the first begin with the name of a table and say nothing where that is none that is read. ST_NO_MEMORY.
 *
 *     table:  name, schema
 *     column: table, name, declared type, place in the primary key
 *     link:   table, number of columns, the first of them, schema and table that it leads to, the column there (NULL: the primary key), whether that is so for all rows
 *     unique: table, column */
status foreign_take_table(foreign_reading *r, const foreign_rows *row, foreign_table **out);
status foreign_take_column(foreign_reading *r, const foreign_rows *row, foreign_column **out); /* NULL where it says nothing */
status foreign_take_link(void *reading, const foreign_rows *row);
status foreign_take_unique(void *reading, const foreign_rows *row);

#endif
