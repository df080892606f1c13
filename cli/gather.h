/* What the library writes, gathered in memory. */
#ifndef CYQ_CLI_GATHER_H
#define CYQ_CLI_GATHER_H

#include <stddef.h>

/* Zero is empty; `text` is freed by free(), and NULL while nothing was written. */
typedef struct gathered {
    char *text;
    size_t length;
} gathered;

/* A cyq_write_function for a `gathered`. Refuses only without memory. */
int gather(void *user, const char *bytes, size_t length);

#endif
