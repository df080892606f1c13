/* Commands of the prompt that set something, and those that deal with files. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include <unistd.h>

#include "cli/files.h"
#include "cli/history.h"
#include "cli/output.h"
#include "cli/prompt.h"
#include "cli/signals.h"

void prompt_mode(prompt *p, const char *argument)
{
    const char *format = *argument ? cyq_format_find(argument) : NULL;
    if (format || !*argument) {
        p->options.format = format;
        return;
    }
    complain("there is no format %s; there are:", argument);
    for (size_t i = 0; i < cyq_format_count(); i++) {
        output_print("  %-10s ", cyq_format_name(i));
        prompt_say_wrapped(p, cyq_format_help(i), 13);
    }
}

void prompt_width(prompt *p, const char *argument)
{
    char *end;
    long width = strtol(argument, &end, 10);
    if (*argument && (*end || width < 20 || width > 10000))
        complain("a width is a number of columns, 20 to 10000, and not %s", argument);
    else
        p->options.width = *argument ? (size_t)width : 0;
}

void prompt_limit(prompt *p, const char *argument)
{
    char *end;
    unsigned long long rows = strtoull(argument, &end, 10);
    if (*argument && (*end || rows == 0 || rows > SIZE_MAX || *argument == '-'))
        complain("a limit is a number of rows, and not %s", argument);
    else
        p->options.shown_rows = (size_t)rows;
}

/* A text may stand in quotes. */
static char *unquoted(const char *text)
{
    size_t length = strlen(text);
    bool quoted = length > 1 && (*text == '"' || *text == '\'') && text[length - 1] == *text;
    return strndup(text + quoted, length - 2 * (size_t)quoted);
}

void prompt_null(prompt *p, const char *argument)
{
    free(p->missing);
    p->missing = *argument ? unquoted(argument) : NULL;
    p->options.missing = p->missing;
}

/* What is on or off; false, told, if the argument says neither. */
static bool read_switch(const char *name, const char *argument, bool *out)
{
    bool on = strcasecmp(argument, "on") == 0, off = strcasecmp(argument, "off") == 0;
    if (on || off)
        *out = on;
    else
        complain("%s on, or %s off", name, name);
    return on || off;
}

void prompt_timer(prompt *p, const char *argument)
{
    read_switch(".timer", argument, &p->timer);
}

void prompt_pager(prompt *p, const char *argument)
{
    bool on;
    if (read_switch(".pager", argument, &on))
        p->options.no_pager = !on;
}

/* ---- Files ---- */

/* The format that the ending of a file's name tells; NULL: none. */
static const char *format_of(const char *path)
{
    const char *dot = strrchr(path, '.');
    return dot && !strchr(dot, '/') ? cyq_format_find(dot + 1) : NULL;
}

static bool files_allowed(const prompt *p)
{
    if (p->options.safe)
        complain("statements may not read or write files here");
    return !p->options.safe;
}

static bool can_hold_results(const char *path)
{
    const char *foreign = cyq_file_foreign(path);
    if (foreign)
        complain("%s: results are written into no %s", path, foreign);
    return !foreign;
}

static void write_to(prompt *p, const char *argument, bool once)
{
    char *path = unquoted(argument);
    if (path && files_allowed(p) && can_hold_results(path) && output_to(path)) {
        p->program->file_format = format_of(path);
        p->once = once;
    }
    free(path);
}

void prompt_output(prompt *p, const char *argument)
{
    output_to(NULL);
    p->program->file_format = NULL;
    p->once = false;
    if (*argument)
        write_to(p, argument, false);
}

void prompt_once(prompt *p, const char *argument)
{
    if (*argument)
        write_to(p, argument, true);
    else
        complain("into which file? .once answer.csv");
}

void prompt_save(prompt *p, const char *argument)
{
    char *path = unquoted(argument);
    size_t size = path ? 2 * strlen(path) + 10 : 0, at = 6;
    char *statement = path && *path ? malloc(size) : NULL;
    if (!statement) {
        complain("into which file? .save programme.db");
        free(path);
        return;
    }
    strcpy(statement, "save \"");
    for (const char *from = path; *from; from++) {
        if (*from == '"' || *from == '\\')
            statement[at++] = '\\';
        statement[at++] = *from;
    }
    strcpy(statement + at, "\"");
    program_run(p->program, "query", statement, strlen(statement));
    free(statement);
    free(path);
}

void prompt_read(prompt *p, const char *argument)
{
    char *path = unquoted(argument), *text;
    size_t length;
    if (!*argument)
        complain("which script? .read report.cyq");
    else if (path && files_allowed(p) && !file_is_other(path, true) && file_read(path, &text, &length)) {
        if (program_give(p->program, (const char *const *)p->given, p->given_count))
            program_run(p->program, file_title(path), text, length);
        program_take_back(p->program);
        prompt_settle(p);
        free(text);
    }
    free(path);
}

/* ---- Values for scripts ---- */

static size_t name_length(const char *given)
{
    return strcspn(given, "=");
}

static void forget_given(prompt *p, const char *given)
{
    size_t kept = 0, length = name_length(given);
    for (size_t i = 0; i < p->given_count; i++) {
        if (name_length(p->given[i]) == length && strncasecmp(p->given[i], given, length) == 0)
            free(p->given[i]);
        else
            p->given[kept++] = p->given[i];
    }
    p->given_count = kept;
}

void prompt_param(prompt *p, const char *argument)
{
    if (!*argument) {
        for (size_t i = 0; i < p->given_count; i++)
            output_print("  %s\n", p->given[i]);
        return;
    }
    if (!program_is_given(argument)) {
        complain("a value is given as NAME=VALUE: .param country=Moldova");
        return;
    }
    forget_given(p, argument);
    if (!argument[name_length(argument) + 1])
        return;
    char **more = realloc(p->given, (p->given_count + 1) * sizeof *more);
    char *copy = more ? strdup(argument) : NULL;
    p->given = more ? more : p->given;
    if (copy)
        p->given[p->given_count++] = copy;
}

/* ---- The editor ---- */

static const char *editor(void)
{
    const char *visual = getenv("VISUAL"), *plain = getenv("EDITOR");
    if (visual && *visual)
        return visual;
    return plain && *plain ? plain : "vi";
}

/* Waits for the editor; it may be several words, as the shell reads them, which a Ctrl-C in the editor must not end before it. */
static bool edit_file(const char *path)
{
    pid_t child = fork();
    if (child == 0) {
        execlp("sh", "sh", "-c", "trap : INT; eval \"$1 \\\"\\$2\\\"\"", "sh", editor(), path, (char *)NULL);
        _exit(127);
    }
    int status = child < 0 ? -1 : signals_wait_for(child);
    if (status != 0)
        complain("%s did not end well; nothing runs", editor());
    return status == 0;
}

#define ENDING ".cyq"

/* A name for mkstemps in the folder for such files, ENDING at its end; to be freed. NULL without memory. */
static char *edited_name(void)
{
    static const char name[] = "/cyq-edit-XXXXXX" ENDING;
    const char *set = getenv("TMPDIR"), *folder = set && *set ? set : "/tmp";
    size_t size = strlen(folder) + sizeof name;
    char *path = malloc(size);
    if (path)
        snprintf(path, size, "%s%s", folder, name);
    return path;
}

void prompt_edit(prompt *p, const char *argument)
{
    (void)argument;
    char *path = edited_name(), *text;
    size_t length;
    int fd = path ? mkstemps(path, (int)strlen(ENDING)) : -1;
    FILE *file = fd >= 0 ? fdopen(fd, "w") : NULL;
    bool made = file && (!p->last || fprintf(file, "%s\n", p->last) > 0);
    if (file && fclose(file) != 0)
        made = false;
    if (!made)
        complain("%s cannot be written", path ? path : "a file to edit");
    else if (edit_file(path) && file_read(path, &text, &length)) {
        while (length > 0 && text[length - 1] == '\n')
            length--;
        char *statement = strndup(text, length);
        free(text);
        if (statement && *statement) {
            history_keep(statement);
            prompt_run(p, statement);
        }
        free(statement);
    }
    if (fd >= 0)
        unlink(path);
    free(path);
}
