/* The driver for SQLite: files that may be damaged, or made to do harm, are opened so that the worst they can do is to be refused. */
#include "runtime/sql/sqlite.h"

#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "runtime/sql/sqlite_functions.h"

typedef struct sqlite_connection {
    sql_connection base;
    sqlite3 *db;
    char *shown;
    sql_bounds bounds; /* between begin and end */
    bool misordered;   /* texts were compared by a rule that is not known here; see unknown_rule */
} sqlite_connection;

typedef struct sqlite_cursor {
    sql_cursor base;
    sqlite3_stmt *s;
} sqlite_cursor;

sqlite3 *sqlite_handle(const sql_connection *c)
{
    return ((const sqlite_connection *)c)->db;
}

/* ---- Complaints ---- */

__attribute__((format(printf, 4, 5))) static status refuse(const char *shown, diag_code code, diag_bag *bag, const char *format, ...)
{
    va_list args;
    va_start(args, format);
    str message = arena_vprintf(bag->memory, format, args);
    va_end(args);
    return diag_add(bag, code, NULL, (span){0, 0}, "%s: %.*s", shown, STR_ARG(message)) ? ST_IO : ST_NO_MEMORY;
}

bool sqlite_lacks_memory(sqlite3 *db)
{
    return sqlite3_errcode(db) == SQLITE_NOMEM || sqlite3_extended_errcode(db) == SQLITE_IOERR_NOMEM;
}

/* What SQLite complains about. */
static status refuse_last(sqlite_connection *c, diag_bag *bag)
{
    if (sqlite_lacks_memory(c->db))
        return ST_NO_MEMORY;
    c->base.overflowed |= strcmp(sqlite3_errmsg(c->db), "integer overflow") == 0; /* there is no code of its own */
    switch (sqlite3_errcode(c->db)) {
    case SQLITE_INTERRUPT:
        return ST_CANCELLED;
    case SQLITE_NOTADB:
        return refuse(c->base.shown, E_DATABASE_OPEN, bag, "this is no SQLite database");
    case SQLITE_BUSY:
    case SQLITE_LOCKED:
        return refuse(c->base.shown, E_DATABASE_OPEN, bag, "another program is writing to it; try again when that is done");
    case SQLITE_READONLY:
        return refuse(
            c->base.shown, E_DATABASE_OPEN, bag,
            "it has a write-ahead log, which can be read only where files may be made beside it; copy it to a folder of your own");
    case SQLITE_TOOBIG:
        return refuse(c->base.shown, E_DATABASE_FOREIGN, bag, "a value in it is longer than the %d MB that are read", SOURCE_MAX >> 20);
    case SQLITE_CANTOPEN:
    case SQLITE_PERM:
        return refuse(c->base.shown, E_DATABASE_OPEN, bag, "%s", sqlite3_errmsg(c->db));
    default:
        return refuse(c->base.shown, E_DATABASE_DAMAGED, bag, "the database is damaged: %s", sqlite3_errmsg(c->db));
    }
}

/* ---- Statements ---- */

static int must_stop(void *data)
{
    const sqlite_connection *c = data;
    return c->bounds.stop && c->bounds.stop(c->bounds.stop_data);
}

static bool bind_one(sqlite3_stmt *s, int at, const sql_param *p)
{
    switch (p->kind) {
    case SQL_PARAM_INT:
        return sqlite3_bind_int64(s, at, p->integer) == SQLITE_OK;
    case SQL_PARAM_TEXT:
        return sqlite3_bind_text64(s, at, p->text.n ? p->text.p : "", p->text.n, SQLITE_TRANSIENT, SQLITE_UTF8) == SQLITE_OK;
    default:
        return true; /* NULL; lists are PostgreSQL's */
    }
}

static status cursor_open(sql_connection *base, const char *sql, const sql_param *params, size_t param_count, diag_bag *bag,
                          sql_cursor **out)
{
    sqlite_connection *c = (sqlite_connection *)base;
    sqlite_cursor *s = calloc(1, sizeof *s);
    *out = NULL;
    if (!s)
        return ST_NO_MEMORY;
    s->base.connection = base;
    if (must_stop(c)) { /* many short statements may come one after the other, none of which asks by itself */
        free(s);
        return ST_CANCELLED;
    }
    bool good = sqlite3_prepare_v2(c->db, sql, -1, &s->s, NULL) == SQLITE_OK;
    size_t used = good ? (size_t)sqlite3_bind_parameter_count(s->s) : 0;
    for (size_t i = 0; good && i < param_count && i < used; i++)
        good = bind_one(s->s, (int)i + 1, &params[i]);
    if (good) {
        *out = &s->base;
        return ST_OK;
    }
    status done = refuse_last(c, bag);
    sqlite3_finalize(s->s);
    free(s);
    return done;
}

static status cursor_next(sql_cursor *base, diag_bag *bag, bool *row)
{
    int stepped = sqlite3_step(((sqlite_cursor *)base)->s);
    sqlite_connection *c = (sqlite_connection *)base->connection;
    *row = stepped == SQLITE_ROW;
    if (c->misordered) {
        c->misordered = false;
        return refuse(c->base.shown, E_DATABASE_FOREIGN, bag, "texts in it are in an order that only the program knows which made it");
    }
    return stepped == SQLITE_ROW || stepped == SQLITE_DONE ? ST_OK : refuse_last(c, bag);
}

static sql_cell cursor_cell(const sql_cursor *base, size_t column)
{
    switch (sqlite3_column_type(((const sqlite_cursor *)base)->s, (int)column)) {
    case SQLITE_INTEGER:
        return SQL_CELL_INT;
    case SQLITE_FLOAT:
        return SQL_CELL_REAL;
    case SQLITE_TEXT:
        return SQL_CELL_TEXT;
    case SQLITE_BLOB:
        return SQL_CELL_BLOB;
    default:
        return SQL_CELL_NULL;
    }
}

static int64_t cursor_integer(const sql_cursor *base, size_t column)
{
    return sqlite3_column_int64(((const sqlite_cursor *)base)->s, (int)column);
}

/* Without memory SQLite gives none: p is NULL then. */
static str cursor_text(const sql_cursor *base, size_t column)
{
    sqlite3_stmt *s = ((const sqlite_cursor *)base)->s;
    const char *text = (const char *)sqlite3_column_text(s, (int)column);
    return (str){text, text ? (size_t)sqlite3_column_bytes(s, (int)column) : 0};
}

static void cursor_close(sql_cursor *base)
{
    if (!base)
        return;
    sqlite3_finalize(((sqlite_cursor *)base)->s);
    free(base);
}

/* ---- One view of the data ---- */

/* Steps of SQLite's machine between two questions whether to stop: some tens of microseconds. */
enum { STEPS_BETWEEN = 2000 };

static void end(sql_connection *base)
{
    sqlite_connection *c = (sqlite_connection *)base;
    sqlite3_progress_handler(c->db, 0, NULL, NULL);
    c->bounds = (sql_bounds){0};
    sqlite3_exec(c->db, "ROLLBACK", NULL, NULL, NULL); /* there may be nothing to end, and nothing was written */
}

static status begin(sql_connection *base, const sql_bounds *bounds, diag_bag *bag)
{
    sqlite_connection *c = (sqlite_connection *)base;
    c->bounds = bounds ? *bounds : (sql_bounds){0};
    if (sqlite3_exec(c->db, "BEGIN", NULL, NULL, NULL) != SQLITE_OK)
        return refuse_last(c, bag);
    if (c->bounds.stop)
        sqlite3_progress_handler(c->db, STEPS_BETWEEN, must_stop, c);
    return ST_OK;
}

/* ---- Opening ---- */

static void disconnect(sql_connection *base)
{
    sqlite_connection *c = (sqlite_connection *)base;
    if (!c)
        return;
    sqlite3_close(c->db);
    free(c->shown);
    free(c);
}

const sql_driver sqlite_driver = {
    .name = "SQLite",
    .begin = begin,
    .end = end,
    .open = cursor_open,
    .next = cursor_next,
    .cell = cursor_cell,
    .integer = cursor_integer,
    .text = cursor_text,
    .close = cursor_close,
    .disconnect = disconnect,
};

/* ---- Collations ---- */

/* Stands for a collation that the program has which made the file (COLLATE LOCALIZED). A table cannot even be counted without it, though all that is asked here is compared by rules that are known; a statement that compares
 * by this one ends. */
static int unknown_rule(void *data, int n, const void *a, int m, const void *b)
{
    sqlite_connection *c = data;
    int common = n && m ? memcmp(a, b, (size_t)(n < m ? n : m)) : 0;
    c->misordered = true;
    return common ? common : n - m;
}

static void stand_in(void *data, sqlite3 *db, int encoding, const char *name)
{
    (void)encoding;
    sqlite3_create_collation(db, name, SQLITE_UTF8, data, unknown_rule); /* without memory it is missing as before */
}

/* Milliseconds to wait for whoever is writing. */
enum { PATIENCE = 1000 };

static void settle(sqlite_connection *c)
{
    sqlite3 *db = c->db;
    sqlite_functions_register(db); /* what is missing is an error of the statement that wants it */
    sqlite3_collation_needed(db, c, stand_in);
    int ignored = 0;
    sqlite3_db_config(db, SQLITE_DBCONFIG_DEFENSIVE, 1, &ignored);
    sqlite3_db_config(db, SQLITE_DBCONFIG_TRUSTED_SCHEMA, 0, &ignored);
    sqlite3_db_config(db, SQLITE_DBCONFIG_ENABLE_TRIGGER, 0, &ignored);
    sqlite3_db_config(db, SQLITE_DBCONFIG_ENABLE_VIEW, 0, &ignored);
    sqlite3_db_config(db, SQLITE_DBCONFIG_DQS_DML, 0, &ignored); /* a column that is missing is no text with its name */
    sqlite3_limit(db, SQLITE_LIMIT_LENGTH, SOURCE_MAX);
    sqlite3_busy_timeout(db, PATIENCE);
    /* Half of SQLite's own cache, in KiB: a page that is asked of the system again takes less time than one that is new to the heap. Measured, see docs/performance.md. */
    sqlite3_exec(db, "PRAGMA cell_size_check = ON; PRAGMA mmap_size = 0; PRAGMA cache_size = -1000; PRAGMA query_only = ON", NULL, NULL,
                 NULL);
}

/* A connection without a database. */
static sqlite_connection *make(str shown)
{
    sqlite_connection *c = calloc(1, sizeof *c);
    char *copy = malloc(shown.n + 1);
    if (!c || !copy) {
        free(c);
        free(copy);
        return NULL;
    }
    if (shown.n)
        memcpy(copy, shown.p, shown.n);
    copy[shown.n] = 0;
    c->shown = copy;
    c->base = (sql_connection){.driver = &sqlite_driver, .shown = copy};
    return c;
}

status sqlite_adopt(sqlite3 *db, str shown, diag_bag *bag, sql_connection **out)
{
    sqlite_connection *c = make(shown);
    (void)bag;
    *out = c ? &c->base : NULL;
    if (!c) {
        sqlite3_close(db);
        return ST_NO_MEMORY;
    }
    c->db = db;
    settle(c);
    return ST_OK;
}

static status open_file(sqlite_connection *c, diag_bag *bag)
{
    struct stat info;
    if (stat(c->shown, &info) != 0)
        return refuse(c->shown, E_DATABASE_OPEN, bag, "there is no such file");
    if (!S_ISREG(info.st_mode))
        return refuse(c->shown, E_DATABASE_OPEN, bag, "this is no file");
    if (sqlite3_open_v2(c->shown, &c->db, SQLITE_OPEN_READONLY | SQLITE_OPEN_NOMUTEX, NULL) != SQLITE_OK)
        return c->db ? refuse_last(c, bag) : ST_NO_MEMORY;
    settle(c);
    return ST_OK;
}

status sqlite_connect(str path, diag_bag *bag, sql_connection **out)
{
    sqlite_connection *c = make(path);
    *out = NULL;
    if (!c)
        return ST_NO_MEMORY;
    status done = open_file(c, bag);
    if (done != ST_OK)
        disconnect(&c->base);
    else
        *out = &c->base;
    return done;
}
