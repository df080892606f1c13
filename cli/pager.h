/* Answers that are taller than the screen go through the reader's pager. */
#ifndef CYQ_CLI_PAGER_H
#define CYQ_CLI_PAGER_H

#include <stdbool.h>
#include <stddef.h>
#include <sys/types.h>

#include "cli/options.h"

/* One answer on its way to the screen. */
typedef struct pager {
    char *held; /* what came so far, while it fits the screen */
    size_t length, capacity;
    size_t lines;
    int pipe; /* to the pager; -1: it has not been started */
    pid_t child;
    bool plain; /* to the screen as it is */
    bool left;  /* its reader has seen enough */
} pager;

/* Does the reader want one, and is there one? Only where results go to a terminal. */
bool pager_wanted(const options *o);
void pager_begin(pager *p);
/* A cyq_write_function; `user` is a pager. Refuses when the pager was left, and as output_write does. */
int pager_write(void *user, const char *bytes, size_t length);
/* The answer is whole, or its writing ended: writes what was held back, or waits until the pager is left. */
void pager_end(pager *p);

#endif
