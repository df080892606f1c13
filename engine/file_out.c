/* Files that are replaced in one step: written beside their place, moved there when complete.
 *
 * What is there and is no regular file (a pipe, a terminal, /dev/null) is written to directly: it cannot be replaced. */
#include "engine/engine.h"

#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

enum { NAME_TRIES = 100 };

struct file_out {
    int fd;
    int error;        /* the first errno; 0 while all is well */
    const char *path; /* as it was given, for messages */
    char *target;     /* with symbolic links followed, so that a link stays one */
    char *beside;     /* the new file; NULL when writing directly */
    sbuf name;        /* what `beside` lies in */
};

str file_missing_folder(const char *path)
{
    struct stat info;
    const char *slash = strrchr(path, '/');
    str folder = {path, slash ? (size_t)(slash - path) : 0};
    char name[PATH_MAX];
    if (!folder.n || folder.n >= sizeof name) /* the system takes no longer ones either */
        return (str){0};
    memcpy(name, folder.p, folder.n);
    name[folder.n] = 0;
    return stat(name, &info) != 0 && errno == ENOENT ? folder : (str){0};
}

/* What people call it; else the system's words. */
static str reason_of(const char *path, int error, char *room, size_t size)
{
    str folder = error == ENOENT ? file_missing_folder(path) : (str){0};
    if (folder.n)
        snprintf(room, size, "there is no folder %.*s", STR_ARG(folder));
    else if (error == EISDIR)
        snprintf(room, size, "it is a folder");
    else if (strerror_r(error, room, size) != 0) /* the POSIX one, which gives a number */
        snprintf(room, size, "error %d", error);
    return str_of(room);
}

static status say(const char *path, int error, diag_bag *bag, const source *from, span where)
{
    char room[PATH_MAX + 128];
    str reason = reason_of(path, error, room, sizeof room);
    diag_add(bag, E_FILE_WRITE, from, where, "%s cannot be written: %.*s", path, STR_ARG(reason));
    return ST_IO;
}

/* Makes a new file beside the target under a name that is free, with the rights that a new file gets. */
static int open_beside(file_out *f)
{
    for (unsigned i = 0; i < NAME_TRIES; i++) {
        sbuf_clear(&f->name);
        sbuf_printf(&f->name, "%s.new-%ld-%u", f->target, (long)getpid(), i);
        if (f->name.failed)
            return errno = ENOMEM, -1;
        int fd = open(f->name.p, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0666);
        if (fd >= 0) {
            f->beside = f->name.p;
            return fd;
        }
        if (errno != EEXIST)
            return -1;
    }
    return -1;
}

static int open_target(file_out *f)
{
    struct stat now;
    f->target = realpath(f->path, NULL);
    if (!f->target && errno == ENOENT)
        f->target = strdup(f->path);
    if (!f->target)
        return -1;
    if (stat(f->target, &now) != 0)
        return errno == ENOENT ? open_beside(f) : -1;
    if (!S_ISREG(now.st_mode))
        return open(f->target, O_WRONLY | O_CLOEXEC);
    if (access(f->target, W_OK) != 0) /* a file that may not be written is not replaced either */
        return -1;
    int fd = open_beside(f);
    if (fd >= 0)
        (void)!fchmod(fd, now.st_mode & 07777);
    return fd;
}

static void free_file(file_out *f)
{
    sbuf_free(&f->name);
    free(f->target);
    free(f);
}

status file_out_open(const char *path, diag_bag *bag, const source *from, span where, file_out **out)
{
    file_out *f = calloc(1, sizeof *f);
    *out = NULL;
    if (!f)
        return ST_NO_MEMORY;
    f->path = path;
    f->fd = open_target(f);
    if (f->fd < 0) {
        status s = say(path, errno, bag, from, where);
        free_file(f);
        return s;
    }
    *out = f;
    return ST_OK;
}

status file_out_write(void *data, str bytes)
{
    file_out *f = data;
    while (bytes.n && !f->error) {
        ssize_t n = write(f->fd, bytes.p, bytes.n);
        if (n < 0 && errno == EINTR)
            continue;
        if (n < 0) {
            f->error = errno;
            break;
        }
        bytes = (str){bytes.p + n, bytes.n - (size_t)n};
    }
    return f->error ? ST_IO : ST_OK;
}

/* What the disk has to say may come as late as here. */
static void settle(file_out *f)
{
    if (!f->error && f->beside && fsync(f->fd) != 0)
        f->error = errno;
    if (close(f->fd) != 0 && !f->error && errno != EINTR)
        f->error = errno;
}

status file_out_close(file_out *f, bool keep, diag_bag *bag, const source *from, span where)
{
    settle(f);
    if (f->beside && keep && !f->error && rename(f->beside, f->target) != 0)
        f->error = errno;
    if (f->beside && (!keep || f->error))
        unlink(f->beside);
    status s = f->error ? say(f->path, f->error, bag, from, where) : ST_OK;
    free_file(f);
    return s;
}

cyq_status cyq_file_write(const char *path, const char *bytes, size_t length, cyq_diagnostics *diagnostics)
{
    if (!path || (!bytes && length))
        return CYQ_MISUSE;
    arena said = {0};
    diag_bag bag = {.memory = &said};
    file_out *f;
    status s = file_out_open(path, &bag, NULL, (span){0}, &f);
    if (s == ST_OK) {
        s = file_out_write(f, (str){bytes, length});
        status closed = file_out_close(f, s == ST_OK, &bag, NULL, (span){0});
        s = closed != ST_OK ? closed : s;
    }
    s = diagnostics_take(diagnostics, &bag, s);
    arena_free(&said);
    return status_shown(s);
}
