/* What a user wants at each start of the prompt: a file of commands and statements. */
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "cli/prompt.h"

static bool file_path(char *out, size_t size)
{
    const char *config = getenv("XDG_CONFIG_HOME"), *home = getenv("HOME");
    int length = -1;
    if (config && *config == '/')
        length = snprintf(out, size, "%s/cyq/rc", config);
    else if (home && *home == '/')
        length = snprintf(out, size, "%s/.config/cyq/rc", home);
    return length > 0 && (size_t)length < size;
}

void prompt_read_rc(prompt *p)
{
    char path[PATH_MAX];
    FILE *file = file_path(path, sizeof path) ? fopen(path, "re") : NULL;
    if (!file)
        return;
    char *line = NULL;
    size_t capacity = 0;
    while (!p->leave && getline(&line, &capacity, file) > 0) {
        line[strcspn(line, "\r\n")] = 0;
        prompt_take_line(p, line);
    }
    if (p->pending)
        prompt_take_line(p, "");
    free(line);
    fclose(file);
}
