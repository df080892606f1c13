/* Plain files, read as a whole. */
#include "base/file.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

enum { PIECE = 1 << 20 };

static status refuse(file_content *out, const char *reason)
{
    snprintf(out->reason, sizeof out->reason, "%s", reason);
    return ST_IO;
}

static status refuse_error(file_content *out, int error)
{
    out->absent = error == ENOENT || error == ENOTDIR;
    if (strerror_r(error, out->reason, sizeof out->reason) != 0) /* the POSIX one, which gives a number */
        refuse(out, "an unknown error");
    return ST_IO;
}

static status poll(const file_request *r, size_t size)
{
    return r->poll ? r->poll(r->data, size) : ST_OK;
}

static status read_bytes(const file_request *r, int file, size_t size, file_content *out)
{
    while (out->n < size) {
        size_t left = size - out->n;
        ssize_t got = read(file, out->bytes + out->n, left < PIECE ? left : PIECE);
        if (got < 0 && errno != EINTR)
            return refuse_error(out, errno);
        if (got == 0)
            break;
        out->n += got > 0 ? (size_t)got : 0;
        TRY(poll(r, size));
    }
    return ST_OK;
}

static status read_open(const file_request *r, int file, file_content *out)
{
    struct stat info;
    if (fstat(file, &info) != 0)
        return refuse_error(out, errno);
    if (!S_ISREG(info.st_mode))
        return refuse(out, S_ISDIR(info.st_mode) ? "it is a folder" : "it is no plain file");
    if ((uint64_t)info.st_size > r->most)
        return refuse(out, r->too_long);
    size_t size = (size_t)info.st_size;
    TRY(poll(r, size));
    out->bytes = malloc(size + 1);
    return out->bytes ? read_bytes(r, file, size, out) : ST_NO_MEMORY;
}

status file_read_whole(const file_request *r, file_content *out)
{
    *out = (file_content){0};
    int file = open(r->path, O_RDONLY | O_CLOEXEC | O_NONBLOCK); /* a pipe is refused, not waited for */
    if (file < 0)
        return refuse_error(out, errno);
    status done = read_open(r, file, out);
    close(file);
    return done;
}
