/* What bounds a run: a deadline, the host's wish to stop, rows and memory. And what tells the host how far it is. */
#ifndef CYQ_ENGINE_LIMITS_H
#define CYQ_ENGINE_LIMITS_H

#include <stdatomic.h>

#include "include/cyq.h"
#include "runtime/memory/exec.h"

typedef struct limits {
    uint64_t timeout_ms; /* 0: none, and so for the rest */
    uint64_t max_rows;
    size_t max_memory;
    cyq_progress_function progress; /* NULL: the host does not want to know */
    void *progress_user;
} limits;

extern const limits limits_none;

/* Watches one run. */
typedef struct limits_watch {
    const limits *limits;
    atomic_bool *interrupted; /* the host's wish, set from anywhere */
    uint64_t deadline;        /* nanoseconds of the monotonic clock; 0: none */
    bool timed_out;           /* what ended the run, where it was ended */
    exec_progress now;        /* how far the run is; noted by it */
    uint64_t told;            /* when the host was told of that, or else when the run began */
    exec_control control;     /* what the executor is given; points back here */
} limits_watch;

/* Nanoseconds of the monotonic clock. */
uint64_t limits_now(void);

/* Starts the clock. `w` must stay where it is until the run is over. */
void limits_start(limits_watch *w, const limits *l, atomic_bool *interrupted);
/* Tells in `bag` why a run ended with `s` where nobody else could, takes back the interrupt that was obeyed, and gives the status as the host
 * is to see it. `where` is the statement. */
status limits_explain(limits_watch *w, status s, diag_bag *bag, const source *from, span where);

#endif
