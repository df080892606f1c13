/* Results as they come over the connection, and stopping the statement that makes them. */
#include <poll.h>
#include <time.h>

#include "runtime/sql/postgres_inside.h"

/* How long a server may take to end a statement that it was told to cancel, in ms; after that the connection is given up. It is told again from time to time, since a server forgets the
 * wish if it comes before the statement does. */
enum { CANCEL_MS = 5000, CANCEL_AGAIN_MS = 500 };

uint64_t postgres_now_ms(void)
{
    struct timespec t;
    clock_gettime(CLOCK_MONOTONIC, &t);
    return (uint64_t)t.tv_sec * 1000 + (uint64_t)t.tv_nsec / 1000000;
}

/* Gives way to the socket for a moment; false if the connection is broken. */
static bool pump(postgres *p, bool write)
{
    struct pollfd watched = {.fd = p->pq.PQsocket(p->link), .events = write ? POLLIN | POLLOUT : POLLIN};
    (void)poll(&watched, 1, POSTGRES_TICK_MS); /* an interrupted wait is a short one */
    return p->pq.PQconsumeInput(p->link) == 1;
}

static void send_cancel(postgres *p)
{
    char ignored[256];
    PGcancel *cancel = p->pq.PQgetCancel(p->link);
    if (cancel)
        (void)p->pq.PQcancel(cancel, ignored, sizeof ignored); /* where it fails, the wait for the end does */
    p->pq.PQfreeCancel(cancel);
}

/* Waits for something to happen to a statement that was told to end; false when it is in vain. */
static bool await_end(postgres *p, uint64_t start, uint64_t *told)
{
    uint64_t now = postgres_now_ms();
    if (now - start >= CANCEL_MS)
        return false;
    if (now - *told >= CANCEL_AGAIN_MS) {
        send_cancel(p);
        *told = now;
    }
    return pump(p, false);
}

void postgres_cancel(postgres *p)
{
    uint64_t start = postgres_now_ms(), told = start;
    PGresult *r = NULL;
    p->stopping = true;
    send_cancel(p);
    do {
        p->pq.PQclear(r);
        while (p->pq.PQisBusy(p->link) && await_end(p, start, &told))
            ;
        r = p->pq.PQisBusy(p->link) ? NULL : p->pq.PQgetResult(p->link);
    } while (r);
    p->stopping = false;
    p->lost |= p->pq.PQisBusy(p->link) || p->pq.PQstatus(p->link) == CONNECTION_BAD;
}

static bool must_stop(const sql_bounds *bounds)
{
    return bounds && bounds->stop && bounds->stop(bounds->stop_data);
}

status postgres_result(postgres *p, const sql_bounds *bounds, PGresult **out, diag_bag *bag)
{
    *out = NULL;
    int unsent = p->pq.PQflush(p->link);
    while (unsent > 0 || (unsent == 0 && p->pq.PQisBusy(p->link))) {
        if (must_stop(bounds)) {
            postgres_cancel(p);
            return ST_CANCELLED;
        }
        if (!pump(p, unsent > 0))
            return postgres_refuse_lost(p, bag);
        unsent = p->pq.PQflush(p->link);
    }
    if (unsent < 0)
        return postgres_refuse_lost(p, bag);
    *out = p->pq.PQgetResult(p->link);
    return ST_OK;
}

void postgres_drain(postgres *p, const sql_bounds *bounds)
{
    arena unsaid = {0};
    diag_bag bag = {.memory = &unsaid};
    PGresult *r = NULL;
    while (!p->lost && postgres_result(p, bounds, &r, &bag) == ST_OK && r)
        p->pq.PQclear(r);
    arena_free(&unsaid);
}

status postgres_command(postgres *p, const sql_bounds *bounds, const char *sql, diag_bag *bag)
{
    if (p->pq.PQsendQuery(p->link, sql) != 1)
        return postgres_refuse_lost(p, bag);
    for (;;) {
        PGresult *r;
        TRY(postgres_result(p, bounds, &r, bag));
        if (!r)
            return ST_OK;
        ExecStatusType got = p->pq.PQresultStatus(r);
        status done = got == PGRES_COMMAND_OK || got == PGRES_TUPLES_OK ? ST_OK : postgres_refuse_result(p, r, bag);
        p->pq.PQclear(r);
        if (done != ST_OK) {
            postgres_drain(p, NULL);
            return done;
        }
    }
}
