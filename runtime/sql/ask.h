/* Small questions to a database, for the files of this room. */
#ifndef CYQ_SQL_ASK_H
#define CYQ_SQL_ASK_H

#include "runtime/sql/connection.h"

/* Adds a diagnostic that begins with what the connection is called; ST_IO. */
status sql_refuse(const sql_connection *c, diag_bag *bag, diag_code code, const char *format, ...) __attribute__((format(printf, 4, 5)));

/* Starts what is in `text`, which is emptied. */
status sql_start(sql_connection *c, sbuf *text, const sql_param *params, size_t param_count, diag_bag *bag, sql_cursor **out);
/* The one whole number that a statement gives; 0 if it gives none. */
status sql_number(sql_connection *c, sbuf *text, diag_bag *bag, int64_t *out);
/* A cell that should be text as text in `a`, NUL-terminated; empty if it is none, or not in UTF-8. p is NULL without memory. */
str sql_text(arena *a, sql_cursor *s, size_t column);

static inline status sql_next(sql_cursor *s, diag_bag *bag, bool *row)
{
    return s->connection->driver->next(s, bag, row);
}
static inline void sql_close(sql_cursor *s)
{
    if (s)
        s->connection->driver->close(s);
}

#endif
