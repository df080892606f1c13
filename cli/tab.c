/* Tab at the prompt: asks the library what may come, writes it where it is certain, and else shows what there is, with its help.
 *
 * Readline's own completion replaces a word that its list of breaks finds; here the library says what is replaced, which may be several words (`in pers` of `in person`). So Tab is a
 * command of its own. A tab in a paste in brackets never comes here: readline takes such a paste as it is. */
#include "cli/tab.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include <readline/readline.h>

/* readline's commands know no user pointer. */
static const prompt *here;
static bool listed; /* the last Tab showed what there is, and not all of it */

/* ---- What there is to choose from ---- */

/* One candidate, as it takes the place of the text from the same byte on as all others. */
typedef struct choice {
    char *text;
    const char *form, *help;
    bool whole;
} choice;

typedef struct choices {
    choice *items;
    size_t count;
    size_t from; /* in readline's line */
} choices;

static void choices_free(choices *c)
{
    for (size_t i = 0; i < c->count; i++)
        free(c->items[i].text);
    free(c->items);
    *c = (choices){0};
}

static bool choices_reserve(choices *c, size_t count)
{
    c->items = calloc(count + 1, sizeof *c->items);
    return c->items;
}

/* `before` bytes of the line stand before what the candidate replaces. */
static void choices_add(choices *c, const char *before, size_t length, const char *text, const char *form, const char *help, bool whole)
{
    size_t size = strlen(text) + 1;
    char *all = malloc(length + size);
    if (!all)
        return;
    memcpy(all, before, length);
    memcpy(all + length, text, size);
    c->items[c->count++] = (choice){all, form, help, whole};
}

/* ---- From the library ---- */

/* The lines before, the line to the cursor; `*line` is where the latter begins. NULL without memory. */
static char *text_to_cursor(size_t *length, size_t *line)
{
    size_t before = here->pending ? strlen(here->pending) + 1 : 0, cursor = (size_t)rl_point;
    char *text = malloc(before + cursor + 1);
    if (!text)
        return NULL;
    if (before > 0) {
        memcpy(text, here->pending, before - 1);
        text[before - 1] = '\n';
    }
    memcpy(text + before, rl_line_buffer, cursor);
    text[before + cursor] = 0;
    *length = before + cursor;
    *line = before;
    return text;
}

static size_t first_from(const cyq_completions *all)
{
    size_t from = SIZE_MAX;
    cyq_completion c = {.size = sizeof c};
    for (size_t i = 0; cyq_completions_get(all, i, &c) == CYQ_OK; i++)
        from = c.from < from ? c.from : from;
    return from;
}

/* `line` bytes stand before readline's line. */
static void choose_among(choices *out, const cyq_completions *all, const char *text, size_t line)
{
    size_t from = first_from(all);
    cyq_completion c = {.size = sizeof c};
    if (from == SIZE_MAX || from < line || !choices_reserve(out, cyq_completions_count(all)))
        return;
    out->from = from - line;
    for (size_t i = 0; cyq_completions_get(all, i, &c) == CYQ_OK; i++)
        choices_add(out, text + from, c.from - from, c.text, c.form, c.help, c.whole);
}

/* ---- Commands and files ---- */

static bool is_command(void)
{
    return !here->pending && rl_line_buffer[strspn(rl_line_buffer, " \t")] == '.';
}

/* Can it be written between quotes as it is? */
static bool needs_no_escape(const char *name)
{
    return !strpbrk(name, "\"'\\\n");
}

/* Of a file in a folder, or of what is typed of it. */
static bool is_hidden(const char *path)
{
    const char *slash = strrchr(path, '/');
    return (slash ? slash[1] : path[0]) == '.';
}

/* Hidden ones where a dot is typed. `quoted`: between quotes, in a statement. */
static void choose_file(choices *out, const char *begun, size_t from, bool quoted)
{
    char **names = rl_completion_matches(begun, rl_filename_completion_function);
    size_t count = 0;
    while (names && names[count])
        count++;
    size_t first = count > 1; /* of several the first is what they have in common */
    out->from = from;
    if (names && choices_reserve(out, count))
        for (size_t i = first; i < count; i++)
            if ((is_hidden(begun) || !is_hidden(names[i])) && (!quoted || needs_no_escape(names[i])))
                choices_add(out, "", 0, names[i], "", "", false);
    for (size_t i = 0; i < count; i++)
        free(names[i]);
    free(names);
}

static void choose_format(choices *out, const char *begun, size_t from)
{
    if (!choices_reserve(out, cyq_format_count()))
        return;
    out->from = from;
    for (size_t i = 0; i < cyq_format_count(); i++)
        if (strncasecmp(cyq_format_name(i), begun, strlen(begun)) == 0)
            choices_add(out, "", 0, cyq_format_name(i), "", cyq_format_help(i), true);
}

/* `begun` is what follows the command's name. */
static void choose_argument(choices *out, const char *name, size_t length, const char *begun, size_t from)
{
    for (size_t i = 0; i < prompt_command_count; i++) {
        const prompt_command *c = &prompt_commands[i];
        if (strlen(c->name) != length || strncasecmp(c->name, name, length) != 0)
            continue;
        if (strstr(c->argument, "FILE"))
            choose_file(out, begun, from, false);
        else if (strstr(c->argument, "FORMAT"))
            choose_format(out, begun, from);
    }
}

static void choose_command(choices *out)
{
    char *line = strndup(rl_line_buffer, (size_t)rl_point);
    size_t from = line ? strspn(line, " \t") : 0, length = line ? strcspn(line + from, " \t") : 0;
    size_t argument = line ? from + length + strspn(line + from + length, " \t") : 0;
    if (line && line[from + length])
        choose_argument(out, line + from, length, line + argument, argument);
    else if (line && choices_reserve(out, prompt_command_count)) {
        out->from = from;
        for (size_t i = 0; i < prompt_command_count; i++)
            if (strncasecmp(prompt_commands[i].name, line + from, length) == 0)
                choices_add(out, "", 0, prompt_commands[i].name, prompt_commands[i].argument, prompt_commands[i].help, true);
    }
    free(line);
}

/* ---- What is written ---- */

/* A letter of ASCII counts in either case. */
static size_t common(const choices *c)
{
    size_t length = strlen(c->items[0].text);
    for (size_t i = 1; i < c->count; i++) {
        size_t same = 0;
        while (same < length && strncasecmp(c->items[0].text + same, c->items[i].text + same, 1) == 0)
            same++;
        length = same;
    }
    while (length > 0 && ((unsigned char)c->items[0].text[length] & 0xC0) == 0x80)
        length--; /* no half character */
    return length;
}

static void replace(size_t from, const char *text, size_t length, bool space)
{
    char *with = malloc(length + 2);
    if (!with)
        return;
    memcpy(with, text, length);
    with[length] = ' ';
    with[length + (space ? 1 : 0)] = 0;
    rl_begin_undo_group();
    rl_delete_text((int)from, rl_point);
    rl_point = (int)from;
    rl_insert_text(with);
    rl_end_undo_group();
    free(with);
}

/* A closing quote that stands there already is not written twice. */
static void write_one(const choices *c)
{
    const choice *one = &c->items[0];
    size_t length = strlen(one->text);
    char next = rl_line_buffer[rl_point];
    if (length > 1 && next == one->text[length - 1] && (next == '"' || next == '\''))
        rl_delete_text(rl_point, rl_point + 1);
    replace(c->from, one->text, length, one->whole && rl_line_buffer[rl_point] != ' ');
}

/* ---- What is shown ---- */

/* As far as `width` columns; values and comments come from anywhere. */
static size_t print_safe(const char *text, size_t width)
{
    enum { ROOM = 4096 };
    char shown[ROOM];
    size_t columns = 0, end = 0;
    cyq_text_safe(text, strlen(text), shown, sizeof shown);
    for (; shown[end]; end++) {
        bool begins = ((unsigned char)shown[end] & 0xC0) != 0x80;
        if (begins && columns == width)
            break;
        columns += begins;
    }
    fwrite(shown, 1, end, rl_outstream);
    return columns;
}

static size_t columns_of(const char *text)
{
    size_t columns = 0;
    for (; *text; text++)
        columns += ((unsigned char)*text & 0xC0) != 0x80;
    return columns;
}

static size_t widest(const choices *c, size_t count)
{
    size_t most = 0;
    for (size_t i = 0; i < count; i++)
        most = columns_of(c->items[i].text) > most ? columns_of(c->items[i].text) : most;
    return most;
}

static void pad(size_t columns)
{
    fprintf(rl_outstream, "%*s", (int)columns, "");
}

/* A line each: the candidate, what it is, its help, as far as the terminal is wide. */
static void show_with_help(const choices *c, size_t count, size_t width)
{
    size_t column = widest(c, count);
    column = column > width / 2 ? width / 2 : column;
    for (size_t i = 0; i < count; i++) {
        const choice *o = &c->items[i];
        fputs("  ", rl_outstream);
        size_t used = print_safe(o->text, width - 3);
        size_t rest = used < column ? column : used;
        if ((*o->form || *o->help) && rest + 8 < width) {
            pad(rest - used + 2);
            size_t left = width - rest - 5, form = print_safe(o->form, left);
            if (*o->help && form + 8 < left) {
                pad(form ? 2 : 0);
                print_safe(o->help, left - form - 2);
            }
        }
        fputc('\n', rl_outstream);
    }
}

/* In columns, read downwards. */
static void show_all(const choices *c, size_t width)
{
    size_t column = widest(c, c->count) + 2, across = column < width ? width / column : 1;
    size_t down = (c->count + across - 1) / across;
    for (size_t row = 0; row < down; row++) {
        for (size_t i = row; i < c->count; i += down) {
            size_t used = print_safe(c->items[i].text, width - 1);
            pad(i + down < c->count ? column - used : 0);
        }
        fputc('\n', rl_outstream);
    }
}

/* The likeliest with their help, as many as half the screen holds; all of them at the second Tab. */
static void show(const choices *c, bool again)
{
    int rows, columns, point = rl_point;
    rl_get_screen_size(&rows, &columns);
    size_t width = columns > 20 ? (size_t)columns : 20, fit = rows > 12 ? (size_t)rows / 2 : 6;
    rl_point = rl_end; /* below the whole line, however many rows it takes */
    rl_redisplay();
    rl_crlf();
    if (again && c->count > fit) {
        show_all(c, width);
    } else {
        show_with_help(c, c->count < fit ? c->count : fit, width);
        if (c->count > fit)
            fprintf(rl_outstream, "  … and %zu more: type on, or press Tab again\n", c->count - fit);
    }
    listed = true;
    rl_point = point;
    rl_on_new_line();
}

/* ---- The key ---- */

static void offer(choices *c, bool again)
{
    size_t typed = (size_t)rl_point - c->from, same = c->count > 0 ? common(c) : 0;
    if (c->count == 0) {
        rl_ding();
    } else if (c->count == 1) {
        write_one(c);
    } else if (same > typed) {
        replace(c->from, c->items[0].text, same, false);
    } else {
        show(c, again);
    }
}

static void complete_statement(bool again)
{
    size_t length, line, file;
    cyq_completions *all = NULL;
    choices c = {0};
    char *text = text_to_cursor(&length, &line);
    if (text && cyq_complete(here->program->session, text, length, length, &all) == CYQ_OK) {
        if (cyq_completions_file(all, &file) && file >= line)
            choose_file(&c, text + file, file - line, true);
        else
            choose_among(&c, all, text, line);
        offer(&c, again);
    }
    choices_free(&c);
    cyq_completions_free(all);
    free(text);
}

static int on_tab(int count, int key)
{
    (void)count;
    (void)key;
    bool again = listed && rl_last_func == on_tab;
    listed = false;
    if (!is_command()) {
        complete_statement(again);
        return 0;
    }
    choices c = {0};
    choose_command(&c);
    offer(&c, again);
    choices_free(&c);
    return 0;
}

void tab_bind(const prompt *at)
{
    here = at;
    rl_add_defun("cyq-complete", on_tab, '\t');
}
