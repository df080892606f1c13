/* Plain files, read as a whole. */
#ifndef CYQ_BASE_FILE_H
#define CYQ_BASE_FILE_H

#include <stdbool.h>

#include "base/status.h"
#include "base/str.h"

typedef struct file_request {
    const char *path;
    size_t most;          /* bytes that are read */
    const char *too_long; /* what is said of a file that has more: "it is longer than the 64 MB that are read" */
    status (*poll)(
        void *data,
        size_t size); /* asked before and between pieces, of a file of `size` bytes; anything but ST_OK ends the reading. NULL: nobody is */
    void *data;
} file_request;

enum { FILE_REASON = 128 };

typedef struct file_content {
    char *bytes; /* to be freed in any case */
    size_t n;
    bool absent;              /* ST_IO, because there is no such file */
    char reason[FILE_REASON]; /* ST_IO: why it cannot be read, for people */
} file_content;

/* ST_IO for what is no plain file, cannot be read or is too long; ST_NO_MEMORY; what `poll` gave. A file that grows meanwhile is taken as it was. */
status file_read_whole(const file_request *r, file_content *out);

#endif
