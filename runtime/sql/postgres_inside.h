/* What the files of the driver for PostgreSQL share. */
#ifndef CYQ_SQL_POSTGRES_INSIDE_H
#define CYQ_SQL_POSTGRES_INSIDE_H

#include "runtime/sql/libpq.h"
#include "runtime/sql/postgres.h"

/* The settings of a connection, in an arena. */
typedef struct postgres_settings {
    const sql_setting *items; /* all that are not empty */
    size_t count;
} postgres_settings;

typedef struct postgres {
    sql_connection base;
    libpq pq;
    arena memory; /* settings and texts of the connection's lifetime */
    postgres_settings settings;
    PGconn *link;      /* NULL: none */
    bool lost;         /* the connection broke: the next transaction tries to connect anew */
    bool utf8;         /* server_encoding */
    bool begun;        /* in a transaction */
    bool stopping;     /* we asked the server to cancel what runs */
    sql_bounds bounds; /* of the transaction at hand */
} postgres;

/* The settings of the url and the list, in p->memory. */
status postgres_settings_read(postgres *p, const char *url, const sql_setting *settings, size_t count, diag_bag *bag);
/* A setting's value, or NULL. */
const char *postgres_setting(const postgres_settings *s, const char *keyword);
/* Appends the text for PQconnectStart: every keyword that this libpq knows, each with a value. `host`, `hostaddr`, `port` are those of one host. */
void postgres_conninfo(sbuf *out, const postgres *p, const sql_setting *host, size_t count);

/* Connects by p->settings; p->link is then ready for statements. */
status postgres_connect(postgres *p, const sql_bounds *bounds, diag_bag *bag);
/* Ends the connection, if there is one. */
void postgres_drop(postgres *p);

/* Runs statements that give no rows, to their end. */
status postgres_command(postgres *p, const sql_bounds *bounds, const char *sql, diag_bag *bag);

enum { POSTGRES_TICK_MS = 20 }; /* between two questions whether to stop */

/* ---- postgres_result.c: results as they come ---- */

/* Sends what libpq holds back, then waits for the next result of the statement that runs; *out is NULL when there are no more. ST_CANCELLED: the bounds said stop; the statement was
 * cancelled, and nothing is left of it. */
status postgres_result(postgres *p, const sql_bounds *bounds, PGresult **out, diag_bag *bag);
/* Lets the rest of the results go by. */
void postgres_drain(postgres *p, const sql_bounds *bounds);
/* Of a clock that only goes forward. */
uint64_t postgres_now_ms(void);
/* Stops what runs, and waits for its end. */
void postgres_cancel(postgres *p);

/* ---- postgres_said.c: what libpq and the server say ---- */

/* Appends what may be shown of a text of the server or libpq: its first line, valid UTF-8, no control characters, no final full stop. */
void postgres_add_safe(sbuf *out, const char *text);
/* A connection that failed: tells what was tried. */
status postgres_refuse_connect(postgres *p, const char *said, bool timed_out, diag_bag *bag);
/* A statement that failed. */
status postgres_refuse_result(postgres *p, const PGresult *r, diag_bag *bag);
/* The connection broke in the middle. */
status postgres_refuse_lost(postgres *p, diag_bag *bag);

#endif
