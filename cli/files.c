/* Files read as a whole. */
#include "cli/files.h"

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include <unistd.h>

#include "cli/output.h"

enum { FIRST_READ = 64 * 1024 };

static bool read_all(int fd, char **text, size_t *length)
{
    size_t capacity = FIRST_READ;
    *length = 0;
    *text = malloc(capacity);
    while (*text) {
        ssize_t n = read(fd, *text + *length, capacity - *length - 1);
        if (n == 0) {
            (*text)[*length] = 0;
            return true;
        }
        if (n < 0 && errno != EINTR)
            break;
        *length += n > 0 ? (size_t)n : 0;
        if (*length + 1 < capacity)
            continue;
        capacity *= 2;
        char *more = realloc(*text, capacity);
        if (!more)
            break;
        *text = more;
    }
    int error = *text ? errno : ENOMEM;
    free(*text);
    *text = NULL;
    errno = error;
    return false;
}

bool file_read(const char *path, char **text, size_t *length)
{
    bool standard = strcmp(path, "-") == 0;
    int fd = standard ? STDIN_FILENO : open(path, O_RDONLY | O_CLOEXEC);
    bool good = fd >= 0 && read_all(fd, text, length);
    if (!good)
        complain("%s: %s", file_title(path), strerror(errno));
    if (fd >= 0 && !standard)
        close(fd);
    return good;
}

bool file_is_other(const char *path, bool script)
{
    static const char run[] = "cyq -f ", ask[] = "cyq --db ", load[] = "load \"";
    static const struct {
        const char *ending, *what, *before, *behind;
    } uses[] = {{".cyq", "file", run, " runs it"},
                {".db", "file", ask, " 'QUERY' asks it"},
                {".sqlite", "file", ask, " 'QUERY' asks it"},
                {".md", "file", "cyq import ", " -o DB makes a database of it"},
                {".csv", "table", load, "\" reads it"},
                {".tsv", "table", load, "\" reads it"},
                {".tab", "table", load, "\" reads it"},
                {".json", "table", load, "\" reads it"},
                {".jsonl", "table", load, "\" reads it"},
                {".ndjson", "table", load, "\" reads it"}};
    size_t length = strlen(path);
    for (size_t i = script; i < sizeof uses / sizeof *uses; i++) { /* the first is that of scripts */
        size_t ending = strlen(uses[i].ending);
        if (length <= ending || strcasecmp(path + length - ending, uses[i].ending) != 0 || access(path, F_OK) != 0)
            continue;
        complain("%s is a %s: %s%s%s", path, uses[i].what, uses[i].before, path, uses[i].behind);
        return true;
    }
    return false;
}

const char *file_title(const char *path)
{
    return strcmp(path, "-") == 0 ? "standard input" : path;
}
