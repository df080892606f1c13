/* A database that is asked in SQL: what the drivers for SQLite and PostgreSQL have in common.
 *
 * A connection belongs to one session and is used by one thread at a time. Nothing is ever written through it. Errors become diagnostics in the bag of the call, with the status
 * that goes with them: ST_IO when the database cannot be asked or is damaged, ST_CANCELLED when `stop` said so, ST_NO_MEMORY. */
#ifndef CYQ_SQL_CONNECTION_H
#define CYQ_SQL_CONNECTION_H

#include "base/diag.h"
#include "runtime/model/type.h"

typedef struct sql_connection sql_connection;
typedef struct sql_cursor sql_cursor;

/* A parameter of a statement; bound, never put into its text. */
typedef struct sql_param {
    enum {
        SQL_PARAM_NULL,
        SQL_PARAM_INT,   /* .integer */
        SQL_PARAM_TEXT,  /* .text; in PostgreSQL of a type that the statement casts it to: $1::date */
        SQL_PARAM_INTS,  /* .integers: a list; PostgreSQL only, as bigint[] */
        SQL_PARAM_TEXTS, /* .texts: a list; PostgreSQL only, as text[] */
    } kind;
    int64_t integer;
    str text;
    const int64_t *integers;
    const str *texts;
    size_t count;
} sql_param;

/* How a run is bounded. All of it may be zero. */
typedef struct sql_bounds {
    bool (*stop)(void *data); /* asked often; true ends the statement */
    void *stop_data;
    uint64_t timeout_ms; /* told to the server, where there is one; 0: none */
} sql_bounds;

/* What a cell is, as the database gave it. */
typedef enum sql_cell { SQL_CELL_NULL, SQL_CELL_INT, SQL_CELL_REAL, SQL_CELL_TEXT, SQL_CELL_BLOB } sql_cell;

typedef struct sql_driver {
    const char *name; /* "SQLite", "PostgreSQL": for messages */
    /* One consistent view of the data until sql_end: a read transaction (PostgreSQL: REPEATABLE READ, READ ONLY). */
    status (*begin)(sql_connection *c, const sql_bounds *bounds, diag_bag *bag);
    void (*end)(sql_connection *c);
    /* Starts a statement; its rows come one at a time, and are not gathered anywhere. `sql` is NUL-terminated; parameters are ?1, ?2 … in SQLite, $1, $2 … in PostgreSQL. */
    status (*open)(sql_connection *c, const char *sql, const sql_param *params, size_t param_count, diag_bag *bag, sql_cursor **out);
    /* *row: there is one to look at, until the next call. */
    status (*next)(sql_cursor *s, diag_bag *bag, bool *row);
    /* PostgreSQL's booleans come as 0 and 1, its other types but integers as text. */
    sql_cell (*cell)(const sql_cursor *s, size_t column);
    int64_t (*integer)(const sql_cursor *s, size_t column);
    str (*text)(const sql_cursor *s, size_t column); /* as the database prints it; until the next call */
    void (*close)(sql_cursor *s);                    /* NULL is allowed */
    void (*disconnect)(sql_connection *c);           /* NULL is allowed */
} sql_driver;

/* The first member of each driver's connection and cursor. */
struct sql_connection {
    const sql_driver *driver;
    const char *shown; /* the file, or the host and database, for messages; no password in it */
    bool overflowed;   /* a statement failed since a number in it did not fit; the caller takes it back */
    bool
        no_folding; /* it has no function that takes texts apart into letters and accents: they are folded in memory. Known when the store is open */
};
struct sql_cursor {
    sql_connection *connection;
};

#endif
