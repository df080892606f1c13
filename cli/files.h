/* Files read as a whole. */
#ifndef CYQ_CLI_FILES_H
#define CYQ_CLI_FILES_H

#include <stdbool.h>
#include <stddef.h>

/* The content of a file, or of standard input for "-", to be freed by free(); ends in a NUL that is not counted. False when it cannot be read, and standard error says why. */
bool file_read(const char *path, char **text, size_t *length);
/* What diagnostics call it. */
const char *file_title(const char *path);

#endif
