/* Where a database is written: beside the old one, under a name that is locked while it is written. */
#ifndef _GNU_SOURCE
#define _GNU_SOURCE /* strerror_r that gives the text */
#endif
#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#include "import/database.h"
#include "import/database_beside.h"
#include "import/database_place.h"
#include "runtime/sql/layout.h"

__attribute__((format(printf, 3, 4))) static status refuse(database_place *p, diag_code code, const char *format, ...)
{
    va_list args;
    va_start(args, format);
    str message = arena_vprintf(p->scratch, format, args);
    va_end(args);
    return diag_add(p->bag, code, NULL, (span){0, 0}, "%.*s", STR_ARG(message)) ? ST_IO : ST_NO_MEMORY;
}

static status refuse_system(database_place *p)
{
    char reason[128];
    return refuse(p, E_DATABASE_WRITE, "%s cannot be written: %s", p->shown.p, strerror_r(errno, reason, sizeof reason));
}

/* ---- What is there ---- */

/* A link is followed, so that what it points to is replaced, not the link. */
static status resolve(database_place *p, str path)
{
    str given = arena_str(p->scratch, path);
    char *real = given.n == path.n ? realpath(given.p, NULL) : NULL;
    p->shown = given;
    p->path = real ? arena_str(p->scratch, str_of(real)) : given;
    free(real);
    return p->scratch->failed ? ST_NO_MEMORY : ST_OK;
}

/* The application id stands at byte 68 of a SQLite file (SQLite, "Database File Format"). */
static bool is_ours(const char *path)
{
    unsigned char head[72];
    int file = open(path, O_RDONLY | O_CLOEXEC);
    ssize_t n = file >= 0 ? read(file, head, sizeof head) : -1;
    if (file >= 0)
        close(file);
    uint32_t id = (uint32_t)head[68] << 24 | (uint32_t)head[69] << 16 | (uint32_t)head[70] << 8 | head[71];
    return n == (ssize_t)sizeof head && memcmp(head, "SQLite format 3", 16) == 0 && id == SQL_APPLICATION;
}

/* Of the file nothing is opened here: closing it again would end the locks that this process holds on it. */
static database_stamp stamp_of(const char *path)
{
    struct stat info;
    if (stat(path, &info) != 0)
        return (database_stamp){.there = false};
    return (database_stamp){.there = true,
                            .device = (uint64_t)info.st_dev,
                            .file = (uint64_t)info.st_ino,
                            .size = (uint64_t)info.st_size,
                            .seconds = (int64_t)info.st_mtim.tv_sec,
                            .nanoseconds = (int64_t)info.st_mtim.tv_nsec};
}

bool database_look(str path, arena *scratch, database_stamp *out)
{
    str name = arena_str(scratch, path);
    if (scratch->failed)
        return false;
    *out = stamp_of(name.p);
    out->ours = out->there && is_ours(name.p);
    return true;
}

static status refuse_changed(database_place *p)
{
    return refuse(p, E_DATABASE_OCCUPIED, "%s was changed by somebody else meanwhile; it was left as it is", p->shown.p);
}

static status check_same(database_place *p)
{
    database_stamp now = stamp_of(p->path.p);
    const database_stamp *was = p->was;
    if (!was || (now.there == was->there && now.device == was->device && now.file == was->file && now.size == was->size &&
                 now.seconds == was->seconds && now.nanoseconds == was->nanoseconds))
        return ST_OK;
    return refuse_changed(p);
}

/* A journal beside the old file would be played back into the new one. */
static status check_journals(database_place *p)
{
    static const char *const endings[] = {"-journal", "-wal"};
    for (size_t i = 0; i < 2; i++) {
        struct stat info;
        str name = arena_printf(p->scratch, "%s%s", p->path.p, endings[i]);
        if (!name.n)
            return ST_NO_MEMORY;
        if (stat(name.p, &info) == 0 && info.st_size > 0)
            return refuse(p, E_DATABASE_OCCUPIED, "%s is in use, or was left in the middle of a change: %s is there", p->shown.p, name.p);
    }
    return ST_OK;
}

/* The file is made anew, and they would be gone: keys into our tables may lead elsewhere then, so they are not taken along. */
static status check_beside(database_place *p)
{
    str others;
    TRY(database_beside(p->path, p->scratch, &others));
    if (!others.n)
        return ST_OK;
    diag *d = diag_add(p->bag, E_DATABASE_OCCUPIED, NULL, (span){0, 0}, "%s has what cyq did not make, and would be lost: %.*s", p->shown.p,
                       STR_ARG(others));
    diag_hint(p->bag, d, "keep it in a file of its own, from which ATTACH leads to this one, or choose another file");
    return d ? ST_IO : ST_NO_MEMORY;
}

static status check_place(database_place *p)
{
    struct stat info;
    if (stat(p->path.p, &info) != 0) {
        if (errno != ENOENT)
            return refuse_system(p);
        if (lstat(p->path.p, &info) == 0)
            return refuse(p, E_DATABASE_OCCUPIED, "%s is a link that leads to no file", p->shown.p);
        return check_journals(p);
    }
    if (!S_ISREG(info.st_mode))
        return refuse(p, E_DATABASE_OCCUPIED, "%s is no file", p->shown.p);
    if (info.st_size > 0 && !is_ours(p->path.p))
        return refuse(p, E_DATABASE_OCCUPIED, "%s exists and is no database of cyq; it was left as it is", p->shown.p);
    TRY(check_journals(p));
    return info.st_size > 0 ? check_beside(p) : ST_OK;
}

/* ---- Leftovers ---- */

/* NAME.new-PID-NUMBER, as make_file calls them. */
static bool is_new_file(const char *entry, str name)
{
    static const char middle[] = ".new-";
    size_t n = name.n + sizeof middle - 1, dashes = 0;
    if (strncmp(entry, name.p, name.n) != 0 || strncmp(entry + name.n, middle, sizeof middle - 1) != 0)
        return false;
    for (const char *c = entry + n; *c; c++) {
        if (*c == '-' && c > entry + n && c[1])
            dashes++;
        else if (*c < '0' || *c > '9')
            return false;
    }
    return dashes == 1;
}

/* A file that nobody holds the lock of was left by a process that was killed. */
static void remove_leftover(const char *path)
{
    int file = open(path, O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC);
    if (file < 0)
        return;
    if (flock(file, LOCK_EX | LOCK_NB) == 0)
        (void)unlink(path);
    close(file);
}

static size_t name_begin(str path)
{
    size_t end = path.n;
    while (end && path.p[end - 1] != '/')
        end--;
    return end;
}

/* Best effort: what cannot be removed is in nobody's way, as new files take other names. */
static status remove_leftovers(database_place *p)
{
    size_t begin = name_begin(p->path);
    str directory = begin ? arena_str(p->scratch, (str){p->path.p, begin}) : STR("./");
    str name = {p->path.p + begin, p->path.n - begin};
    DIR *d = directory.n ? opendir(directory.p) : NULL;
    for (struct dirent *e = d ? readdir(d) : NULL; e; e = readdir(d)) {
        if (!is_new_file(e->d_name, name))
            continue;
        str found = arena_printf(p->scratch, "%s%s", directory.p, e->d_name);
        if (found.n)
            remove_leftover(found.p);
    }
    if (d)
        closedir(d);
    return p->scratch->failed ? ST_NO_MEMORY : ST_OK;
}

/* ---- The new file ---- */

/* Another import may have taken the file for a leftover between its making and its lock. */
static bool lock_file(database_place *p, int file)
{
    struct stat here, there;
    (void)flock(file, LOCK_EX | LOCK_NB); /* some file systems have no locks; nothing is taken for a leftover there */
    if (fstat(file, &here) == 0 && stat(p->made.p, &there) == 0 && here.st_ino == there.st_ino && here.st_dev == there.st_dev) {
        p->lock = file;
        return true;
    }
    close(file);
    return false;
}

/* With the permissions that files get here. */
static status make_file(database_place *p)
{
    for (unsigned n = 0; n < 100; n++) {
        p->made = arena_printf(p->scratch, "%s.new-%ld-%u", p->path.p, (long)getpid(), n);
        if (!p->made.n)
            return ST_NO_MEMORY;
        int file = open(p->made.p, O_RDWR | O_CREAT | O_EXCL | O_CLOEXEC, 0666);
        if (file >= 0 && lock_file(p, file))
            return ST_OK;
        if (file < 0 && errno != EEXIST)
            break;
    }
    p->made = (str){0};
    return refuse_system(p);
}

static bool sync_path(const char *path, int flags)
{
    int file = open(path, flags | O_CLOEXEC);
    if (file < 0)
        return false;
    bool synced = fsync(file) == 0;
    close(file);
    return synced;
}

/* It may be this session's own connection that shares the log. */
static status refuse_used(database_place *p)
{
    diag *d = diag_add(p->bag, E_DATABASE_OCCUPIED, NULL, (span){0, 0}, "%s is in use; it was left as it is", p->shown.p);
    diag_hint(p->bag, d, "close it where it is open, or choose another file");
    return d ? ST_IO : ST_NO_MEMORY;
}

/* Milliseconds to wait for whoever is writing. */
enum { PATIENCE = 1000 };

/* Takes the lock of a writer, so that none is in the midst of a change that would be lost. Readers may go on: they have the old file. With a write-ahead log (WAL) even they must
 * not, as they all share the log, which goes by the file's name: what they write into it later would be taken for the new file's. What is damaged has no lock, and nobody uses it. */
static status hold(database_place *p, sqlite3 **out)
{
    int opened = sqlite3_open_v2(p->path.p, out, SQLITE_OPEN_READWRITE | SQLITE_OPEN_NOMUTEX, NULL);
    if (!*out)
        return ST_NO_MEMORY;
    sqlite3_busy_timeout(*out, PATIENCE);
    if (opened == SQLITE_OK)
        opened = sqlite3_exec(*out, "PRAGMA locking_mode = EXCLUSIVE; BEGIN IMMEDIATE", NULL, NULL, NULL);
    if (opened == SQLITE_OK && sqlite3_db_readonly(*out, "main"))
        return refuse(p, E_DATABASE_WRITE, "%s cannot be written: it is protected from being changed", p->shown.p);
    switch (opened) {
    case SQLITE_NOMEM:
        return ST_NO_MEMORY;
    case SQLITE_BUSY:
    case SQLITE_LOCKED:
        return refuse_used(p);
    case SQLITE_CANTOPEN:
        return refuse(p, E_DATABASE_WRITE, "%s cannot be written: %s", p->shown.p, sqlite3_errmsg(*out));
    default:
        return ST_OK;
    }
}

/* An empty log, which its readers leave behind, is the old file's, too. */
static status remove_logs(database_place *p)
{
    static const char *const endings[] = {"-wal", "-shm"};
    TRY(check_journals(p));
    for (size_t i = 0; i < 2; i++) {
        str name = arena_printf(p->scratch, "%s%s", p->path.p, endings[i]);
        if (!name.n)
            return ST_NO_MEMORY;
        (void)unlink(name.p);
    }
    return ST_OK;
}

static status replace_held(database_place *p)
{
    sqlite3 *held = NULL;
    status done =
        stamp_of(p->path.p).size ? hold(p, &held) : ST_OK; /* an empty file has nobody at work, and taking its lock would write to it */
    if (done == ST_OK)
        done = check_same(p);
    if (done == ST_OK)
        done = remove_logs(p);
    if (done == ST_OK && rename(p->made.p, p->path.p) != 0)
        done = refuse_system(p);
    sqlite3_close(held);
    return done;
}

/* One import after the other: what it does between the check and the change of names is done under a lock of the old file that only cyq takes. */
static status replace_same(database_place *p)
{
    int old = open(p->path.p, O_RDONLY | O_CLOEXEC);
    if (old >= 0)
        (void)flock(old, LOCK_EX); /* held for a moment only */
    status done = replace_held(p);
    if (old >= 0)
        close(old);
    return done;
}

/* A second name, which is not given where there is a file meanwhile, and then away with the first. */
static status place_first(database_place *p)
{
    if (link(p->made.p, p->path.p) == 0)
        return unlink(p->made.p) == 0 ? ST_OK : refuse_system(p);
    if (errno != EEXIST) /* some file systems give no second names */
        return replace_same(p);
    return refuse_changed(p);
}

status place_take(database_place *p)
{
    struct stat info;
    if (stat(p->path.p, &info) == 0)
        (void)chmod(p->made.p, info.st_mode & 07777); /* best effort: the new file stays as private as the old one was */
    if (!sync_path(p->made.p, O_RDONLY))
        return refuse_system(p);
    TRY(p->was && !p->was->there ? place_first(p) : replace_same(p));
    p->made = (str){0};
    size_t begin = name_begin(p->path);
    str directory = begin ? arena_str(p->scratch, (str){p->path.p, begin}) : STR(".");
    (void)sync_path(directory.p, O_RDONLY | O_DIRECTORY); /* some file systems cannot; the rename itself stands */
    return ST_OK;
}

status place_open(database_place *p, str path, const database_stamp *was, arena *scratch, diag_bag *bag)
{
    *p = (database_place){.scratch = scratch, .bag = bag, .was = was, .lock = -1};
    TRY(resolve(p, path));
    TRY(check_place(p));
    TRY(remove_leftovers(p));
    return make_file(p);
}

void place_close(database_place *p)
{
    if (p->made.n)
        unlink(p->made.p);
    if (p->lock >= 0)
        close(p->lock);
    p->lock = -1;
}
