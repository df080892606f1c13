/* The commands of the prompt: the one list of them. */
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "cli/output.h"
#include "cli/prompt.h"

const prompt_command prompt_commands[] = {
    {".help", "help", "[NAME]", "what there is to ask, and how; or what a command, a word, a field or a function is", prompt_help},
    {".collections", NULL, "", "the collections and how many rows they have", prompt_collections},
    {".describe", NULL, "NAME", "what a name is: describe NAME", prompt_describe},
    {".explain", NULL, "[QUERY]", "types and plan of a query, or of the last one", prompt_explain},
    {".source", NULL, "[N]", "where the rows of the last answer were read, or only row N; of groups the rows behind them", prompt_source},
    {".mode", NULL, "[FORMAT]", "how results are written that do not say it by `to`; as at the start without a format", prompt_mode},
    {".output", NULL, "[FILE]", "writes results into a file from now on, in the format of its ending; to the terminal again without a file",
     prompt_output},
    {".once", NULL, "FILE", "writes the next result into a file", prompt_once},
    {".timer", NULL, "on|off", "says how long a statement took", prompt_timer},
    {".pager", NULL, "on|off", "whether what is taller than the screen goes through the pager ($PAGER, or less)", prompt_pager},
    {".width", NULL, "[N]", "fits tables to so many columns; to the terminal without a number", prompt_width},
    {".limit", NULL, "[N]", "shows the first N rows of a table on the terminal, and says how many there are; all of them without a number",
     prompt_limit},
    {".null", NULL, "[TEXT]", "what tables on the terminal have for what is missing; the usual mark without a text", prompt_null},
    {".last", NULL, "", "the statement that ran last", prompt_last},
    {".history", NULL, "[N]", "the latest statements, 20 if no number is given", prompt_history},
    {".edit", NULL, "", "the last statement in $VISUAL or $EDITOR; runs what is saved", prompt_edit},
    {".read", NULL, "FILE", "runs a script", prompt_read},
    {".param", NULL, "[NAME=VALUE]",
     "a value for the params of scripts that .read runs; lists them without one, NAME= with nothing behind it forgets one", prompt_param},
    {".save", NULL, "FILE", "writes the data into a database file: save \"FILE\"", prompt_save},
    {".quit", "quit", "", "leaves, as Ctrl-D does", prompt_quit},
    {".exit", "exit", "", "leaves", prompt_quit},
};
const size_t prompt_command_count = sizeof prompt_commands / sizeof *prompt_commands;

/* What follows the command's name, without blanks and semicolons at either end; NULL if the line is not this command. In `out`, as long as `line`. */
static bool argument_of(const char *line, const char *name, char *out)
{
    size_t length = strlen(name);
    if (strncasecmp(line, name, length) != 0 || !strchr(" \t;", line[length]))
        return false;
    line += length + strspn(line + length, " \t");
    strcpy(out, line);
    size_t end = strlen(out);
    while (end > 0 && strchr(" \t;", out[end - 1]))
        out[--end] = 0;
    return true;
}

static int drop(void *user, const char *bytes, size_t length)
{
    (void)user;
    (void)bytes;
    (void)length;
    return 0;
}

/* Could the line go on with the statement that waits for more? */
static bool goes_on(const prompt *p, const char *line)
{
    size_t before = strlen(p->pending), length = before + 1 + strlen(line);
    char *all = malloc(length + 1);
    if (!all)
        return true;
    strcpy(all, p->pending);
    all[before] = '\n';
    strcpy(all + before + 1, line);
    bool whole = cyq_is_complete(all, length);
    bool right = !whole || cyq_text_format("query", all, length, NULL, drop, NULL) == CYQ_OK;
    free(all);
    return right;
}

/* While a statement waits for more, `help` may be a value and `.start` a field: a command is then only what has no argument, or cannot go on with it. */
static bool is_meant(const prompt *p, const prompt_command *c, const char *line, char *argument)
{
    if (argument_of(line, c->name, argument))
        return !p->pending || !*argument || !goes_on(p, line);
    return !p->pending && c->bare && argument_of(line, c->bare, argument) && !*argument;
}

bool prompt_run_command(prompt *p, const char *line)
{
    char *argument = malloc(strlen(line) + 1);
    bool found = false;
    for (size_t i = 0; argument && i < prompt_command_count && !found; i++) {
        found = is_meant(p, &prompt_commands[i], line, argument);
        if (found)
            prompt_commands[i].run(p, argument);
    }
    if (argument && !found && !p->pending && argument_of(line, "?", argument) && !*argument) {
        prompt_help(p, "");
        found = true;
    }
    free(argument);
    return found;
}

/* ---- Commands without their dot ---- */

static size_t word_length(const char *line)
{
    size_t n = 0;
    while ((line[n] >= 'a' && line[n] <= 'z') || (line[n] >= 'A' && line[n] <= 'Z'))
        n++;
    return strchr(" \t;", line[n]) ? n : 0;
}

/* What the word calls, here or at other prompts; NULL. */
static const char *advice_for(const char *line, size_t word)
{
    static const char *const others[][2] = {{"clear", "Ctrl-L clears the screen"},
                                            {"cls", "Ctrl-L clears the screen"},
                                            {"q", ".quit or Ctrl-D leaves"},
                                            {"bye", ".quit or Ctrl-D leaves"},
                                            {"logout", ".quit or Ctrl-D leaves"}};
    for (size_t i = 0; i < sizeof others / sizeof *others; i++)
        if (strlen(others[i][0]) == word && strncasecmp(others[i][0], line, word) == 0)
            return others[i][1];
    for (size_t i = 0; i < prompt_command_count; i++)
        if (strlen(prompt_commands[i].name + 1) == word && strncasecmp(prompt_commands[i].name + 1, line, word) == 0)
            return "commands begin with a dot: ";
    return NULL;
}

static void note_word(void *user, size_t from, size_t to, cyq_highlight_kind kind)
{
    (void)to;
    *(bool *)user = *(bool *)user || (from == 0 && kind == CYQ_HIGHLIGHT_WORD);
}

/* Is it for the language, which has the word, or to which it makes sense? Several statements are not asked about: they would be taken in twice. */
static bool is_statement(const prompt *p, const char *line)
{
    bool begins = false;
    cyq_script *script;
    const char *end = line + strcspn(line, ";\n");
    if (end[strspn(end, "; \t\n")] || cyq_highlight(line, strlen(line), note_word, &begins) != CYQ_OK || begins)
        return true;
    cyq_status s = cyq_script_open(p->program->session, "query", line, strlen(line), NULL, &script);
    cyq_script_close(script);
    return s != CYQ_ERROR;
}

bool prompt_lacks_dot(const prompt *p, const char *line)
{
    line += strspn(line, " \t");
    size_t word = word_length(line);
    const char *advice = word ? advice_for(line, word) : NULL;
    if (!advice || is_statement(p, line))
        return false;
    bool command = advice[strlen(advice) - 1] == ' ';
    complain("%s%s%s", advice, command ? "." : "", command ? line : "");
    return true;
}

void prompt_no_such_command(const char *line)
{
    const char *names[sizeof prompt_commands / sizeof *prompt_commands];
    char word[64];
    size_t length = strcspn(line, " \t;");
    length = length < sizeof word ? length : sizeof word - 1;
    memcpy(word, line, length);
    word[length] = 0;
    for (size_t i = 0; i < prompt_command_count; i++)
        names[i] = prompt_commands[i].name;
    size_t near = cyq_word_nearest(word, names, prompt_command_count);
    if (near == SIZE_MAX)
        complain("there is no command %s; see .help", word);
    else
        complain("there is no command %s; did you mean %s?", word, names[near]);
}

void prompt_quit(prompt *p, const char *argument)
{
    (void)argument;
    p->leave = true;
}
