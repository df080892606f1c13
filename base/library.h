/* Libraries that are taken into the process when they are first needed: they bring others with them, and take longer to load than most queries run. */
#ifndef CYQ_BASE_LIBRARY_H
#define CYQ_BASE_LIBRARY_H

#include <stdbool.h>
#include <stddef.h>

/* A function that is wanted, and where in a table of pointers its address goes. */
typedef struct library_function {
    const char *name;
    size_t offset; /* bytes */
} library_function;

/* Loads the library of that file name and fills the table. False if the library or a function of it is missing; *reason then is what the system's loader says, valid until the
 * thread loads something again. The library stays in the process until its end. Safe in any number of threads. */
bool library_load(const char *file, const library_function *functions, size_t count, void *table, const char **reason);

#endif
