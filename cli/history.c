/* The history file: a statement a line, line ends and backslashes in it escaped. Each statement is appended by one write, so that several
 * programs may share the file. */
#include "cli/history.h"

#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include <readline/history.h>

enum { KEPT_IN_MEMORY = 5000 };

/* Makes the folders of a path that are not there, for their owner only. */
static void make_folders(char *path)
{
    for (char *at = strchr(path + 1, '/'); at; at = strchr(at + 1, '/')) {
        *at = 0;
        mkdir(path, 0700);
        *at = '/';
    }
}

static int file_path(char *out, size_t size)
{
    const char *state = getenv("XDG_STATE_HOME"), *home = getenv("HOME");
    int length = -1;
    if (state && *state == '/')
        length = snprintf(out, size, "%s/cyq/history", state);
    else if (home && *home == '/')
        length = snprintf(out, size, "%s/.local/state/cyq/history", home);
    return length > 0 && (size_t)length < size;
}

static void unescape(char *line)
{
    char *to = line;
    for (const char *from = line; *from && *from != '\n'; from++) {
        if (from[0] == '\\' && from[1] && from[1] != '\n') {
            from++;
            *to++ = (char)(*from == 'n' ? '\n' : *from);
        } else {
            *to++ = *from;
        }
    }
    *to = 0;
}

bool history_load(void)
{
    char path[PATH_MAX];
    using_history();
    stifle_history(KEPT_IN_MEMORY);
    FILE *file = file_path(path, sizeof path) ? fopen(path, "re") : NULL;
    if (!file)
        return false;
    char *line = NULL;
    size_t capacity = 0;
    while (getline(&line, &capacity, file) > 0) {
        unescape(line);
        if (*line)
            add_history(line);
    }
    free(line);
    fclose(file);
    return true;
}

static void append(const char *path, const char *statement)
{
    size_t length = 0;
    char *line = malloc(2 * strlen(statement) + 1);
    int fd = line ? open(path, O_WRONLY | O_APPEND | O_CREAT | O_CLOEXEC, 0600) : -1;
    for (const char *from = statement; line && *from; from++) {
        if (*from == '\n' || *from == '\\')
            line[length++] = '\\';
        line[length++] = (char)(*from == '\n' ? 'n' : *from);
    }
    if (fd >= 0) {
        line[length++] = '\n';
        (void)!write(fd, line, length); /* a history that cannot be written is no reason to stop */
        close(fd);
    }
    free(line);
}

void history_keep(const char *statement)
{
    char path[PATH_MAX];
    HIST_ENTRY *last = history_length ? history_get(history_base + history_length - 1) : NULL;
    if (last && strcmp(last->line, statement) == 0)
        return;
    add_history(statement);
    if (!file_path(path, sizeof path))
        return;
    make_folders(path);
    append(path, statement);
}
