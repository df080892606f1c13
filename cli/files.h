/* Files read as a whole. */
#ifndef CYQ_CLI_FILES_H
#define CYQ_CLI_FILES_H

#include <stdbool.h>
#include <stddef.h>

/* The content of a file, or of standard input for "-", to be freed by free(); ends in a NUL that is not counted. False when it cannot be read, and standard error says why. */
bool file_read(const char *path, char **text, size_t *length);
/* Is a file there that is for something else, by the ending of its name, than to be read as a script (or, if not `script`, as a query)? Standard error says then how it is used. */
bool file_is_other(const char *path, bool script);
/* What diagnostics call it. */
const char *file_title(const char *path);

#endif
