/* The deadline and the interrupt, asked for by the executor at every block; and the progress, told on that occasion. */
#include "engine/limits.h"

#include <time.h>

const limits limits_none = {0};

uint64_t limits_now(void)
{
    struct timespec t;
    clock_gettime(CLOCK_MONOTONIC, &t);
    return (uint64_t)t.tv_sec * 1000000000u + (uint64_t)t.tv_nsec;
}

/* Ten times a second is as often as anyone can read it. */
enum { BETWEEN_TELLING = 100000000 };

static void tell_progress(limits_watch *w)
{
    const limits *l = w->limits;
    if (!l->progress || !w->now.what)
        return;
    uint64_t now = limits_now();
    if (now - w->told < BETWEEN_TELLING)
        return;
    w->told = now;
    l->progress(l->progress_user, w->now.what, w->now.done, w->now.total);
}

static bool must_stop(void *data)
{
    limits_watch *w = data;
    tell_progress(w);
    if (atomic_load_explicit(w->interrupted, memory_order_relaxed))
        return true;
    w->timed_out = w->timed_out || (w->deadline && limits_now() >= w->deadline);
    return w->timed_out;
}

/* The deadline of a timeout too long for the clock is its last moment. */
static uint64_t deadline_in(uint64_t timeout_ms)
{
    uint64_t start = limits_now();
    return timeout_ms < (UINT64_MAX - start) / 1000000u ? start + timeout_ms * 1000000u : UINT64_MAX;
}

void limits_start(limits_watch *w, const limits *l, atomic_bool *interrupted)
{
    *w = (limits_watch){.limits = l, .interrupted = interrupted, .deadline = l->timeout_ms ? deadline_in(l->timeout_ms) : 0};
    w->control = (exec_control){
        .stop = must_stop, .stop_data = w, .max_rows = l->max_rows, .timeout_ms = l->timeout_ms, .max_memory = l->max_memory};
    if (!l->progress)
        return;
    w->told = limits_now();
    w->control.progress = &w->now;
}

static void say_timeout(const limits_watch *w, diag_bag *bag, const source *from, span where)
{
    sbuf seconds = {0};
    dec_print(&seconds, (dec)w->limits->timeout_ms * (DEC_ONE / 1000), false);
    diag *d = diag_add(bag, E_TIMEOUT, from, where, "stopped: the time limit of %s s was reached", seconds.p ? seconds.p : "0");
    diag_hint(bag, d, "give it more time, or narrow the rows with where before the costly clauses");
    sbuf_free(&seconds);
}

status limits_explain(limits_watch *w, status s, diag_bag *bag, const source *from, span where)
{
    if (s != ST_CANCELLED)
        return s;
    if (atomic_exchange(w->interrupted, false)) {
        diag_add(bag, E_INTERRUPTED, from, where, "stopped: interrupted");
        return ST_CANCELLED;
    }
    say_timeout(w, bag, from, where);
    return ST_LIMIT;
}
