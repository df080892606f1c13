/* cyq: the program. Decides what was asked for and leaves with the status that language.md promises. */
#include <locale.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include <unistd.h>

#include "cli/files.h"
#include "cli/output.h"
#include "cli/program.h"

/* The words of a query in one text: people forget the quotes that the shell wants. NULL without memory. */
static char *join_words(const options *o)
{
    size_t length = 1;
    for (size_t i = 0; i < o->word_count; i++)
        length += strlen(o->words[i]) + 1;
    char *text = malloc(length), *at = text;
    for (size_t i = 0; text && i < o->word_count; i++)
        at = stpcpy(stpcpy(at, i ? " " : ""), o->words[i]);
    return text;
}

static int run_words(program *p)
{
    char *text = join_words(p->options);
    if (!text) {
        complain("out of memory");
        return EXIT_STOPPED;
    }
    int status = program_run(p, "query", text, strlen(text));
    free(text);
    return status;
}

static int run_file(program *p, const char *path)
{
    char *text;
    size_t length;
    if (!file_read(path, &text, &length))
        return EXIT_FILES;
    int status = program_run(p, file_title(path), text, length);
    free(text);
    return status;
}

/* Behind -f nothing may stand. */
static bool check_script(const options *o)
{
    if (!o->script || !o->word_count)
        return true;
    if (strchr(o->words[0], '='))
        complain("%s: this version hands no parameters to scripts; write the value into %s", o->words[0], file_title(o->script));
    else
        complain("%s: behind -f FILE nothing can stand; each script is run by a cyq of its own", o->words[0]);
    return false;
}

/* A file's name where a query is wanted is a slip that a parser cannot explain. */
static bool check_query(const options *o)
{
    static const struct {
        const char *ending, *before, *behind;
    } uses[] = {{".cyq", "cyq -f", " runs it"},
                {".db", "cyq --db", " 'QUERY' asks it"},
                {".sqlite", "cyq --db", " 'QUERY' asks it"},
                {".md", "cyq import", " -o DB makes a database of it"}};
    const char *word = o->word_count == 1 && !o->script ? o->words[0] : "";
    size_t length = strlen(word);
    for (size_t i = 0; i < sizeof uses / sizeof *uses; i++) {
        size_t ending = strlen(uses[i].ending);
        if (length <= ending || strcasecmp(word + length - ending, uses[i].ending) != 0 || access(word, F_OK) != 0)
            continue;
        complain("%s is a file: %s %s%s", word, uses[i].before, word, uses[i].behind);
        return false;
    }
    return true;
}

static int command_query(const options *o)
{
    program p;
    if (!check_script(o) || !check_query(o))
        return EXIT_USAGE;
    int status = program_open(&p, o);
    if (status != EXIT_DONE)
        ;
    else if (o->script)
        status = run_file(&p, o->script);
    else if (o->word_count)
        status = run_words(&p);
    else if (isatty(STDIN_FILENO))
        status = program_prompt(&p);
    else
        status = run_file(&p, "-");
    program_close(&p);
    return output_finish(status);
}

static int run(const options *o)
{
    static int (*const commands[])(const options *) = {
        [COMMAND_QUERY] = command_query, [COMMAND_IMPORT] = command_import, [COMMAND_FMT] = command_fmt, [COMMAND_CHECK] = command_check};
    bool asks_help = o->command == COMMAND_QUERY && !o->script && o->word_count == 1 && strcasecmp(o->words[0], "help") == 0;
    if (o->help || asks_help) {
        options_help();
        return output_finish(EXIT_DONE);
    }
    if (o->version) {
        output_print("cyq %s\n", cyq_version());
        return output_finish(EXIT_DONE);
    }
    return commands[o->command](o);
}

int main(int argc, char **argv)
{
    options o;
    output_start();
    signal(SIGPIPE, SIG_IGN);
    setlocale(LC_CTYPE, ""); /* for readline: how long the characters are that are typed */
    if (!options_read(&o, argc, argv))
        return EXIT_USAGE;
    return run(&o);
}
