/* Being stopped: Ctrl-C, and the signals that ask a program to end (SIGTERM, SIGHUP), which end it once what is under way has cleaned up. */
#ifndef CYQ_CLI_SIGNALS_H
#define CYQ_CLI_SIGNALS_H

#include <signal.h>
#include <sys/types.h>

enum { STOPPING_SIGNALS = 3 };

typedef struct listening {
    struct sigaction before[STOPPING_SIGNALS];
} listening;

/* Calls `stop` when one of them comes, in the signal handler, until signals_leave_off; what is ignored stays ignored. Not in itself. */
void signals_listen(listening *l, void (*stop)(void));
/* As it was before. Where a signal came that is to end the program, it does now. */
void signals_leave_off(const listening *l);

/* Waits for a program that was given the terminal; its status, as waitpid has it, or -1. As long as it is there a Ctrl-C is its own. */
int signals_wait_for(pid_t child);

#endif
