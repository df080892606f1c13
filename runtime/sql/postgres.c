/* The driver for PostgreSQL: transactions, statements with parameters, rows. */
#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

#include "runtime/sql/postgres_inside.h"

/* The types of PostgreSQL that are told apart, by their numbers in its catalogue (src/include/catalog/pg_type.dat), which never change. */
enum {
    OID_BOOL = 16,
    OID_INT8 = 20,
    OID_INT2 = 21,
    OID_INT4 = 23,
    OID_INT8_ARRAY = 1016,
    OID_TEXT = 25,
    OID_TEXT_ARRAY = 1009,
    OID_UNKNOWN = 0
};

/* Rows between two questions whether to stop, while they come without a wait. */
enum { ROWS_AT_ONCE = 1024 };

typedef struct postgres_cursor {
    sql_cursor base;
    PGresult *row; /* the one at hand; NULL: none */
    unsigned rows; /* since stop was asked */
    bool over;
} postgres_cursor;

static postgres *postgres_of(sql_connection *c)
{
    return (postgres *)c;
}

/* ---- Transactions ---- */

/* A server that was restarted since the last statement, or that ends idle connections, is connected to anew. */
static status begin(sql_connection *c, const sql_bounds *bounds, diag_bag *bag)
{
    postgres *p = postgres_of(c);
    arena unsaid = {0};
    diag_bag quiet = {.memory = &unsaid};
    char sql[160];
    p->bounds = bounds ? *bounds : (sql_bounds){0};
    uint64_t timeout = p->bounds.timeout_ms < INT32_MAX ? p->bounds.timeout_ms : INT32_MAX;
    int n = snprintf(sql, sizeof sql, "BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY");
    if (timeout)
        snprintf(sql + n, sizeof sql - (size_t)n, "; SET LOCAL statement_timeout = %" PRIu64, timeout);
    status done = p->link && !p->lost ? postgres_command(p, &p->bounds, sql, &quiet) : ST_IO;
    arena_free(&unsaid);
    if (done == ST_IO) {
        postgres_drop(p);
        TRY(postgres_connect(p, &p->bounds, bag));
        done = postgres_command(p, &p->bounds, sql, bag);
    }
    p->begun = done == ST_OK;
    return done;
}

static void end(sql_connection *c)
{
    postgres *p = postgres_of(c);
    arena unsaid = {0};
    diag_bag quiet = {.memory = &unsaid};
    /* A cancel that came late may meet the first one. */
    for (int tries = 0; tries < 2 && p->begun && !p->lost; tries++)
        if (postgres_command(p, NULL, "ROLLBACK", &quiet) == ST_OK)
            p->begun = false;
    p->lost |= p->begun;
    p->begun = false;
    p->bounds = (sql_bounds){0};
    arena_free(&unsaid);
}

/* ---- Parameters ---- */

/* {1,2,3} */
static const char *print_ints(arena *a, const sql_param *v)
{
    sbuf text = {0};
    sbuf_char(&text, '{');
    for (size_t i = 0; i < v->count; i++)
        sbuf_printf(&text, "%s%" PRId64, i ? "," : "", v->integers[i]);
    sbuf_char(&text, '}');
    str kept = text.failed ? (str){0} : arena_str(a, sbuf_str(&text));
    a->failed |= text.failed;
    sbuf_free(&text);
    return kept.p;
}

/* {"first","with \"quotes\" and \\"} */
static const char *print_texts(arena *a, const sql_param *v)
{
    sbuf text = {0};
    sbuf_char(&text, '{');
    for (size_t i = 0; i < v->count; i++) {
        sbuf_add(&text, i ? STR(",\"") : STR("\""));
        for (size_t k = 0; k < v->texts[i].n; k++) {
            if (v->texts[i].p[k] == '"' || v->texts[i].p[k] == '\\')
                sbuf_char(&text, '\\');
            sbuf_char(&text, v->texts[i].p[k]);
        }
        sbuf_char(&text, '"');
    }
    sbuf_char(&text, '}');
    str kept = text.failed ? (str){0} : arena_str(a, sbuf_str(&text));
    a->failed |= text.failed;
    sbuf_free(&text);
    return kept.p;
}

/* A text has no type of its own, so that it takes that of its place, or of the cast behind it, without a conversion at run time that a planner could not see through. */
static const char *print_param(arena *a, const sql_param *v, Oid *type)
{
    *type = OID_UNKNOWN;
    switch (v->kind) {
    case SQL_PARAM_NULL:
        return NULL;
    case SQL_PARAM_INT:
        *type = OID_INT8;
        return arena_printf(a, "%" PRId64, v->integer).p;
    case SQL_PARAM_TEXT:
        return arena_str(a, v->text).p;
    case SQL_PARAM_INTS:
        *type = OID_INT8_ARRAY;
        return print_ints(a, v);
    case SQL_PARAM_TEXTS:
        *type = OID_TEXT_ARRAY;
        return print_texts(a, v);
    }
    return NULL;
}

/* Does $number stand in a statement? */
static bool is_used(const char *sql, size_t number)
{
    char mark[24];
    size_t n = (size_t)snprintf(mark, sizeof mark, "$%zu", number);
    for (const char *at = strstr(sql, mark); at; at = strstr(at + n, mark))
        if (at[n] < '0' || at[n] > '9')
            return true;
    return false;
}

static status send(postgres *p, const char *sql, const sql_param *params, size_t count, diag_bag *bag)
{
    arena scratch = {0};
    Oid *types = ARENA_ARRAY(&scratch, count, Oid);
    const char **values = ARENA_ARRAY(&scratch, count, const char *);
    for (size_t i = 0; types && values && i < count; i++) {
        values[i] = print_param(&scratch, &params[i], &types[i]);
        if (types[i] == OID_UNKNOWN && !is_used(sql, i + 1)) /* it has no place to take a type from, and the server asks for one */
            types[i] = OID_TEXT;
    }
    status done = scratch.failed ? ST_NO_MEMORY : ST_OK;
    if (done == ST_OK && p->pq.PQsendQueryParams(p->link, sql, (int)count, types, values, NULL, NULL, 0) != 1)
        done = postgres_refuse_lost(p, bag);
    arena_free(&scratch);
    if (done == ST_OK)
        (void)p->pq.PQsetSingleRowMode(p->link); /* refused only where no statement was sent */
    return done;
}

/* ---- Rows ---- */

static status open_cursor(sql_connection *c, const char *sql, const sql_param *params, size_t count, diag_bag *bag, sql_cursor **out)
{
    postgres *p = postgres_of(c);
    *out = NULL;
    if (!p->link || p->lost)
        return postgres_refuse_lost(p, bag);
    postgres_cursor *s = calloc(1, sizeof *s);
    if (!s)
        return ST_NO_MEMORY;
    s->base.connection = c;
    status done = send(p, sql, params, count, bag);
    if (done == ST_OK)
        *out = &s->base;
    else
        free(s);
    return done;
}

static status take_result(postgres_cursor *s, PGresult *r, diag_bag *bag, bool *row)
{
    postgres *p = postgres_of(s->base.connection);
    ExecStatusType got = p->pq.PQresultStatus(r);
    if (got == PGRES_SINGLE_TUPLE) {
        s->row = r;
        *row = true;
        return ST_OK;
    }
    status done = got == PGRES_TUPLES_OK || got == PGRES_COMMAND_OK ? ST_OK : postgres_refuse_result(p, r, bag);
    p->pq.PQclear(r);
    return done;
}

static status next(sql_cursor *base, diag_bag *bag, bool *row)
{
    postgres_cursor *s = (postgres_cursor *)base;
    postgres *p = postgres_of(base->connection);
    status done = ST_OK;
    *row = false;
    p->pq.PQclear(s->row);
    s->row = NULL;
    if (++s->rows % ROWS_AT_ONCE == 0 && p->bounds.stop && p->bounds.stop(p->bounds.stop_data)) {
        postgres_cancel(p);
        done = ST_CANCELLED;
    }
    while (done == ST_OK && !s->over && !*row) {
        PGresult *r;
        done = postgres_result(p, &p->bounds, &r, bag);
        s->over = done == ST_OK && !r;
        if (r)
            done = take_result(s, r, bag, row);
    }
    if (done != ST_OK && !s->over) {
        postgres_drain(p, NULL);
        s->over = true;
    }
    return done;
}

static bool is_integer(Oid type)
{
    return type == OID_INT8 || type == OID_INT4 || type == OID_INT2 || type == OID_BOOL;
}

static sql_cell cell(const sql_cursor *base, size_t column)
{
    const postgres_cursor *s = (const postgres_cursor *)base;
    const postgres *p = (const postgres *)base->connection;
    if (!s->row || p->pq.PQgetisnull(s->row, 0, (int)column))
        return SQL_CELL_NULL;
    return is_integer(p->pq.PQftype(s->row, (int)column)) ? SQL_CELL_INT : SQL_CELL_TEXT;
}

static str text(const sql_cursor *base, size_t column)
{
    const postgres_cursor *s = (const postgres_cursor *)base;
    const postgres *p = (const postgres *)base->connection;
    if (!s->row)
        return (str){0};
    return (str){p->pq.PQgetvalue(s->row, 0, (int)column), (size_t)p->pq.PQgetlength(s->row, 0, (int)column)};
}

static int64_t integer(const sql_cursor *base, size_t column)
{
    const postgres_cursor *s = (const postgres_cursor *)base;
    const postgres *p = (const postgres *)base->connection;
    str printed = text(base, column);
    if (!printed.n)
        return 0;
    if (p->pq.PQftype(s->row, (int)column) == OID_BOOL)
        return *printed.p == 't';
    return strtoll(printed.p, NULL, 10); /* libpq ends each value in a NUL */
}

static void close_cursor(sql_cursor *base)
{
    postgres_cursor *s = (postgres_cursor *)base;
    if (!s)
        return;
    postgres *p = postgres_of(base->connection);
    p->pq.PQclear(s->row);
    /* To cancel would end the transaction, too. */
    if (!s->over && p->link)
        postgres_drain(p, &p->bounds);
    free(s);
}

/* ---- The connection ---- */

static void disconnect(sql_connection *c)
{
    postgres *p = postgres_of(c);
    if (!p)
        return;
    postgres_drop(p);
    arena_free(&p->memory);
    free(p);
}

static const sql_driver driver = {"PostgreSQL", begin, end, open_cursor, next, cell, integer, text, close_cursor, disconnect};

/* "programme at db.example.org" */
static const char *show(postgres *p)
{
    const char *host = postgres_setting(&p->settings, "host"), *database = postgres_setting(&p->settings, "dbname");
    sbuf shown = {0};
    postgres_add_safe(&shown, database ? database : postgres_setting(&p->settings, "user"));
    sbuf_add(&shown, STR(" at "));
    postgres_add_safe(&shown, host ? host : "the local socket");
    str kept = shown.failed ? (str){0} : arena_str(&p->memory, sbuf_str(&shown));
    sbuf_free(&shown);
    return kept.p;
}

status postgres_open(const char *url, const sql_setting *settings, size_t count, const sql_bounds *bounds, diag_bag *bag,
                     sql_connection **out)
{
    *out = NULL;
    postgres *p = calloc(1, sizeof *p);
    if (!p)
        return ST_NO_MEMORY;
    p->base.driver = &driver;
    status done = libpq_load(&p->pq, bag);
    if (done == ST_OK)
        done = postgres_settings_read(p, url, settings, count, bag);
    if (done == ST_OK && !(p->base.shown = show(p)))
        done = ST_NO_MEMORY;
    if (done == ST_OK)
        done = postgres_connect(p, bounds, bag);
    if (done == ST_OK)
        *out = &p->base;
    else
        disconnect(&p->base);
    return done;
}

bool postgres_is(const sql_connection *c)
{
    return c->driver == &driver;
}

bool postgres_is_utf8(const sql_connection *c)
{
    return ((const postgres *)c)->utf8;
}
