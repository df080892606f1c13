/* Connecting without blocking: the host's wish to stop is asked all the while. */
#include <poll.h>
#include <stdlib.h>
#include <string.h>

#include "runtime/sql/postgres_inside.h"

static void ignore_notice(void *data, const PGresult *r)
{
    (void)data;
    (void)r;
}

void postgres_drop(postgres *p)
{
    if (p->link)
        p->pq.PQfinish(p->link);
    p->link = NULL;
    p->begun = p->stopping = false;
}

/* ---- One host ---- */

typedef struct attempt {
    const sql_bounds *bounds;
    uint64_t deadline; /* of the clock above; 0: none */
    bool timed_out;
} attempt;

static uint64_t deadline_of(const postgres *p)
{
    const char *given = postgres_setting(&p->settings, "connect_timeout");
    long seconds = given ? strtol(given, NULL, 10) : 0;
    return seconds > 0 ? postgres_now_ms() + (uint64_t)seconds * 1000 : 0;
}

/* Goes on with the connection until it stands or has failed; ST_ERROR: it failed. */
static status shake_hands(postgres *p, attempt *a)
{
    PostgresPollingStatusType next = PGRES_POLLING_WRITING;
    while (p->pq.PQstatus(p->link) != CONNECTION_BAD && next != PGRES_POLLING_OK && next != PGRES_POLLING_FAILED) {
        struct pollfd watched = {.fd = p->pq.PQsocket(p->link), .events = next == PGRES_POLLING_READING ? POLLIN : POLLOUT};
        if (a->bounds && a->bounds->stop && a->bounds->stop(a->bounds->stop_data))
            return ST_CANCELLED;
        if (a->deadline && postgres_now_ms() >= a->deadline) {
            a->timed_out = true;
            return ST_ERROR;
        }
        if (poll(&watched, 1, POSTGRES_TICK_MS) > 0)
            next = p->pq.PQconnectPoll(p->link);
    }
    return next == PGRES_POLLING_OK ? ST_OK : ST_ERROR;
}

static status connect_host(postgres *p, const sql_setting *host, size_t count, attempt *a)
{
    sbuf text = {0};
    postgres_conninfo(&text, p, host, count);
    p->link = text.failed ? NULL : p->pq.PQconnectStart(text.p);
    if (text.p)
        explicit_bzero(text.p, text.n); /* a password is in it */
    sbuf_free(&text);
    if (!p->link)
        return ST_NO_MEMORY;
    p->pq.PQsetNoticeReceiver(p->link, ignore_notice, NULL); /* libpq's own prints */
    p->pq.PQsetErrorVerbosity(p->link, PQERRORS_VERBOSE);    /* so that messages carry their codes */
    a->deadline = deadline_of(p);
    return shake_hands(p, a);
}

/* ---- Several hosts ---- */

/* The at-th part of a list with commas, the only one for all; NULL if there is none. */
static const char *part_of(arena *a, const char *list, size_t at)
{
    if (!list)
        return NULL;
    const char *begin = list;
    for (size_t i = 0; i < at; i++) {
        const char *comma = strchr(begin, ',');
        if (!comma)
            return i == 0 ? list : ""; /* wrong in number: libpq is not asked to count what it does not see */
        begin = comma + 1;
    }
    return arena_str(a, (str){begin, strcspn(begin, ",")}).p;
}

static size_t count_parts(const char *list)
{
    size_t n = 1;
    for (const char *c = list; c && *c; c++)
        n += *c == ',';
    return n;
}

/* The hosts in their order, as libpq would try them; one at a time, since a limit of time for each is something that libpq keeps only when it may block. */
static status try_hosts(postgres *p, const sql_bounds *bounds, const char *wanted, diag_bag *bag)
{
    const char *hosts = postgres_setting(&p->settings, "host"), *addresses = postgres_setting(&p->settings, "hostaddr");
    const char *ports = postgres_setting(&p->settings, "port");
    size_t count = count_parts(addresses ? addresses : hosts);
    status done = ST_ERROR;
    attempt a = {.bounds = bounds};
    for (size_t i = 0; i < count && done == ST_ERROR; i++) {
        arena scratch = {0};
        sql_setting one[4];
        size_t n = 0;
        const struct {
            const char *keyword, *list;
        } lists[] = {{"host", hosts}, {"hostaddr", addresses}, {"port", ports}};
        postgres_drop(p);
        a.timed_out = false;
        for (size_t k = 0; k < 3; k++)
            if (lists[k].list)
                one[n++] = (sql_setting){lists[k].keyword, part_of(&scratch, lists[k].list, i)};
        if (wanted)
            one[n++] = (sql_setting){"target_session_attrs", wanted};
        done = scratch.failed ? ST_NO_MEMORY : connect_host(p, one, n, &a);
        arena_free(&scratch);
    }
    return done == ST_ERROR && bag ? postgres_refuse_connect(p, p->pq.PQerrorMessage(p->link), a.timed_out, bag) : done;
}

/* ---- A session that prints alike everywhere ---- */

/* Sent once; what the server, the database or the user's settings say of these does not count. search_path stays: it says which tables are meant. */
static const char pinned[] =
    "SET DateStyle = 'ISO, YMD'; SET IntervalStyle = 'postgres'; SET TimeZone = 'UTC'; SET extra_float_digits = 1; "
    "SET standard_conforming_strings = on; SET bytea_output = 'hex'; SET default_transaction_read_only = on";

static status pin(postgres *p, const sql_bounds *bounds, diag_bag *bag)
{
    const char *encoding = p->pq.PQparameterStatus(p->link, "server_encoding");
    p->utf8 = encoding && strcmp(encoding, "UTF8") == 0;
    if (p->pq.PQsetnonblocking(p->link, 1) != 0)
        return postgres_refuse_lost(p, bag);
    return postgres_command(p, bounds, pinned, bag);
}

status postgres_connect(postgres *p, const sql_bounds *bounds, diag_bag *bag)
{
    const char *wanted = postgres_setting(&p->settings, "target_session_attrs");
    bool prefers = wanted && strcmp(wanted, "prefer-standby") == 0;
    status done = prefers ? try_hosts(p, bounds, "standby", NULL) : ST_ERROR;
    if (done == ST_ERROR)
        done = try_hosts(p, bounds, prefers ? "any" : wanted, bag);
    if (done == ST_OK) {
        p->lost = false;
        done = pin(p, bounds, bag);
    }
    if (done != ST_OK)
        postgres_drop(p);
    return done;
}
