/* The line on standard error that says how far long work is, as long as it lasts. */
#ifndef CYQ_CLI_PROGRESS_H
#define CYQ_CLI_PROGRESS_H

#include <stdint.h>

/* Work begins, of which progress_show may tell. */
void progress_begin(void);
/* A cyq_progress_function; `user` is not looked at. Draws nothing where standard error is no terminal that can take a line away, is that of another program at the moment, or
 * the work has not lasted half a second. */
void progress_show(void *user, const char *what, uint64_t done, uint64_t total);
/* Takes the line away, if there is one: before anything else is written. */
void progress_clear(void);

#endif
