/* cyq: the program. Decides what was asked for and leaves with the status that language.md promises. */
#include <locale.h>
#include <signal.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include <unistd.h>

#include "cli/files.h"
#include "cli/output.h"
#include "cli/program.h"

/* The words of a query in one text: people forget the quotes that the shell wants. NULL without memory. */
static char *join_words(const options *o, size_t count)
{
    size_t length = 1;
    for (size_t i = 0; i < count; i++)
        length += strlen(o->words[i]) + 1;
    char *text = malloc(length), *at = text;
    for (size_t i = 0; text && i < count; i++)
        at = stpcpy(stpcpy(at, i ? " " : ""), o->words[i]);
    return text;
}

static int run_words(program *p, size_t count)
{
    char *text = join_words(p->options, count);
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

/* `'QUERY' NAME=VALUE …`: are the words behind the first values for the query's params? Of a query whose quotes were forgotten the first word is not
 * whole, or has no blanks. */
static bool gives_values(const options *o)
{
    const char *first = o->word_count ? o->words[0] : "";
    if (!strpbrk(first, " \t\n") || !cyq_is_complete(first, strlen(first)))
        return false;
    for (size_t i = 1; i < o->word_count; i++)
        if (!program_is_given(o->words[i]))
            return false;
    return true;
}

/* A file's name where a query is wanted, or another file where a script is, is a slip that a parser cannot explain. */
static bool check_files(const options *o)
{
    if (o->script)
        return !file_is_other(o->script, true);
    return o->word_count != 1 || !file_is_other(o->words[0], false);
}

/* No collection of the built-in data is called nearly so; of other data one may be. */
static bool check_word(const options *o)
{
    static const char *const names[] = {"help", "version"};
    const char *word = o->word_count == 1 && !o->script && !o->database ? o->words[0] : "";
    size_t near = *word && !strpbrk(word, " \t\n") ? cyq_word_nearest(word, names, sizeof names / sizeof *names) : SIZE_MAX;
    if (near != SIZE_MAX)
        complain("there is no query %s; did you mean cyq --%s?", word, names[near]);
    return near == SIZE_MAX;
}

/* What was asked for, once the session is open. */
static int run_query(program *p, const options *o)
{
    bool values = gives_values(o);
    size_t texts = o->script ? 0 : values ? 1 : o->word_count;
    if ((o->script || values) && !program_give(p, o->words + texts, o->word_count - texts))
        return EXIT_USAGE;
    if (o->script)
        return o->help ? program_help_script(p, o->script) : run_file(p, o->script);
    if (o->word_count)
        return run_words(p, texts);
    return isatty(STDIN_FILENO) ? program_prompt(p) : run_file(p, "-");
}

static int command_query(const options *o)
{
    program p;
    if (!check_files(o) || !check_word(o))
        return EXIT_USAGE;
    int status = program_open(&p, o);
    if (status == EXIT_DONE)
        status = run_query(&p, o);
    program_close(&p);
    return output_finish(status);
}

static int run(const options *o)
{
    static int (*const commands[])(const options *) = {
        [COMMAND_QUERY] = command_query, [COMMAND_IMPORT] = command_import, [COMMAND_FMT] = command_fmt,
        [COMMAND_CHECK] = command_check, [COMMAND_VERIFY] = command_verify, [COMMAND_LSP] = command_lsp};
    bool asks_help = o->command == COMMAND_QUERY && !o->script && o->word_count == 1 && strcasecmp(o->words[0], "help") == 0;
    if ((o->help && !o->script) || asks_help) {
        options_help(o->verbose);
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
    signal(SIGPIPE, SIG_IGN); /* a write that fails says why; these would leave a file half written */
    signal(SIGXFSZ, SIG_IGN);
    setlocale(LC_CTYPE, ""); /* for readline: how long the characters are that are typed */
    if (!options_read(&o, argc, argv))
        return EXIT_USAGE;
    return run(&o);
}
