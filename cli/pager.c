/* The pager: started with the first line that the screen has no room for, so that a short answer stays where it is. */
#include "cli/pager.h"

#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "cli/output.h"
#include "cli/progress.h"
#include "cli/signals.h"

/* ---- Which ---- */

/* Is there a program of the name, as a shell would look for it? */
static bool is_program(const char *name, size_t length)
{
    char path[PATH_MAX];
    const char *folders = getenv("PATH");
    if (memchr(name, '/', length)) {
        snprintf(path, sizeof path, "%.*s", (int)length, name);
        return access(path, X_OK) == 0;
    }
    while (folders && *folders) {
        size_t folder = strcspn(folders, ":");
        int n = snprintf(path, sizeof path, "%.*s/%.*s", (int)folder, folders, (int)length, name);
        if (n > 0 && (size_t)n < sizeof path && access(path, X_OK) == 0)
            return true;
        folders += folder + (folders[folder] == ':');
    }
    return false;
}

/* As the shell reads it; NULL: none. */
static const char *chosen_pager(void)
{
    const char *chosen = getenv("PAGER");
    const char *line = chosen ? chosen : "less -FRSX";
    line += strspn(line, " \t");
    size_t word = strcspn(line, " \t");
    bool plain = word == 0 || (strncmp(line, "cat", 3) == 0 && !line[3 + strspn(line + 3, " \t")]);
    bool set = memchr(line, '=', word); /* of a variable, before the program's name */
    return !plain && (set || is_program(line, word)) ? line : NULL;
}

bool pager_wanted(const options *o)
{
    return !o->no_pager && output_is_screen() && output_can_erase(STDOUT_FILENO) && chosen_pager();
}

/* ---- Starting ---- */

/* A bare `:` does not say what the keys are, and who types the next query into it should neither run programs nor write files. What the user has set stays. */
static void set_up_less(void)
{
    setenv("LESS", "-FRSX -Ps?e(end) .arrows and space move, / searches, q leaves$", 0);
    setenv("LESSSECURE", "1", 0);
}

/* In the child: the pager reads from the pipe. */
static void become_pager(int from)
{
    signal(SIGPIPE, SIG_DFL);
    dup2(from, STDIN_FILENO);
    set_up_less();
    execlp("sh", "sh", "-c", chosen_pager(), (char *)NULL);
    _exit(127);
}

/* False when it cannot be. */
static bool start(pager *p)
{
    int ends[2];
    if (pipe(ends) != 0)
        return false;
    for (int i = 0; i < 2; i++)
        fcntl(ends[i], F_SETFD, FD_CLOEXEC);
    progress_clear();
    p->child = fork();
    if (p->child == 0)
        become_pager(ends[0]);
    close(ends[0]);
    if (p->child > 0)
        p->pipe = ends[1];
    else
        close(ends[1]);
    return p->child > 0;
}

/* ---- Writing ---- */

static int write_pipe(pager *p, const char *bytes, size_t length)
{
    while (length && !output_is_stopped()) {
        ssize_t n = write(p->pipe, bytes, length);
        if (n < 0 && errno == EINTR)
            continue;
        p->left = n < 0;
        if (p->left)
            return 1;
        bytes += n;
        length -= (size_t)n;
    }
    return output_is_stopped();
}

static int pass_on(pager *p, const char *bytes, size_t length)
{
    return p->plain ? output_write_screen(bytes, length) : write_pipe(p, bytes, length);
}

/* What was held back goes first. */
static int release(pager *p)
{
    size_t length = p->length;
    p->length = 0;
    return length ? pass_on(p, p->held, length) : 0;
}

static bool hold(pager *p, const char *bytes, size_t length)
{
    if (p->capacity - p->length < length) {
        size_t capacity = 2 * (p->length + length);
        char *more = realloc(p->held, capacity);
        if (!more)
            return false;
        p->held = more;
        p->capacity = capacity;
    }
    memcpy(p->held + p->length, bytes, length);
    p->length += length;
    return true;
}

void pager_begin(pager *p)
{
    *p = (pager){.pipe = -1};
}

int pager_write(void *user, const char *bytes, size_t length)
{
    pager *p = user;
    if (p->plain || p->pipe >= 0)
        return pass_on(p, bytes, length);
    for (size_t i = 0; i < length; i++)
        p->lines += bytes[i] == '\n';
    bool tall = p->lines >= output_screen_height(STDOUT_FILENO); /* one line is the prompt's */
    if (!tall && hold(p, bytes, length))
        return 0;
    p->plain = !tall || !start(p);
    int refused = release(p);
    return refused ? refused : pass_on(p, bytes, length);
}

void pager_end(pager *p)
{
    if (p->pipe < 0) {
        p->plain = true;
        release(p);
    } else {
        close(p->pipe);
        signals_wait_for(p->child); /* a Ctrl-C ends a search in it */
    }
    free(p->held);
    p->held = NULL;
}
