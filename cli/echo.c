/* The echo of a statement in colours. Readline cannot colour what is being typed; once Enter was pressed the line stands still, and is drawn over itself. The
 * characters and their places are the same, so nothing moves. */
#define _XOPEN_SOURCE 700 /* wcwidth */

#include "cli/echo.h"

#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <wchar.h>

#include <readline/readline.h>

#include "cyq.h"

/* How many lines of the screen a text takes behind `indent` columns; 0 where that is not certain: a character has not exactly one column, a line
 * of several ends at the edge, or there are more lines than the screen has. */
static int lines_of(const char *text, int indent)
{
    int rows, columns, lines = 0, at = indent;
    mbstate_t state = {0};
    rl_get_screen_size(&rows, &columns);
    for (const char *end = text + strlen(text); text <= end; text++) {
        wchar_t c = 0;
        size_t bytes = *text ? mbrtowc(&c, text, (size_t)(end - text), &state) : 1;
        if (*text && *text != '\n' && (bytes > 4 || wcwidth(c) != 1))
            return 0;
        text += bytes - 1;
        if (*text && *text != '\n') {
            at++;
            continue;
        }
        if (*text && at > 0 && at % columns == 0) /* whether readline leaves a line empty there hangs on the terminal */
            return 0;
        lines += at > columns ? (at + columns - 1) / columns : 1;
        at = 0;
    }
    return columns > 1 && lines < rows ? lines : 0;
}

static bool is_on(const char *variable)
{
    const char *value = rl_variable_value(variable);
    return value && strcmp(value, "on") == 0;
}

typedef struct drawing {
    const char *text; /* the whole statement so far */
    size_t at;        /* drawn up to here */
    FILE *to;
} drawing;

static void draw(void *user, size_t from, size_t to, cyq_highlight_kind kind)
{
    static const char *const colours[] = {[CYQ_HIGHLIGHT_WORD] = "35",
                                          [CYQ_HIGHLIGHT_TEXT] = "32",
                                          [CYQ_HIGHLIGHT_NUMBER] = "36",
                                          [CYQ_HIGHLIGHT_VARIABLE] = "33",
                                          [CYQ_HIGHLIGHT_COMMENT] = "2"};
    drawing *d = user;
    if (to <= d->at)
        return;
    from = from > d->at ? from : d->at; /* it may have begun in a line above */
    fwrite(d->text + d->at, 1, from - d->at, d->to);
    fprintf(d->to, "\033[%sm", colours[kind]);
    fwrite(d->text + from, 1, to - from, d->to);
    fputs("\033[0m", d->to);
    d->at = to;
}

/* In one piece, so that nothing flickers. */
static void draw_all(const char *text, size_t length, size_t from, const char *mark, int lines)
{
    char *all = NULL;
    size_t size = 0;
    drawing d = {.text = text, .at = from, .to = open_memstream(&all, &size)};
    if (!d.to)
        return;
    fprintf(d.to, "\r\033[%dA%s", lines, mark);
    cyq_status s = cyq_highlight(text, length, draw, &d);
    fwrite(text + d.at, 1, length - d.at, d.to);
    fputs("\r\n", d.to);
    if (fclose(d.to) == 0 && s == CYQ_OK) {
        fwrite(all, 1, size, rl_outstream);
        fflush(rl_outstream);
    }
    free(all);
}

void echo_coloured(const char *before, const char *mark, const char *line)
{
    size_t above = before ? strlen(before) + 1 : 0, length = above + strlen(line);
    int lines = is_on("horizontal-scroll-mode") || is_on("show-mode-in-prompt") ? 0 : lines_of(line, (int)strlen(mark));
    char *text = lines ? malloc(length + 1) : NULL;
    if (!text)
        return;
    if (above) {
        memcpy(text, before, above - 1);
        text[above - 1] = '\n';
    }
    strcpy(text + above, line);
    draw_all(text, length, above, mark, lines);
    free(text);
}
