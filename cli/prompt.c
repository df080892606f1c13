/* The prompt: readline in its callback form, so that Ctrl-C can clear the line. */
#include <errno.h>
#include <poll.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include <unistd.h>

#include <readline/readline.h>

#include "cli/history.h"
#include "cli/output.h"
#include "cli/program.h"
#include "cli/tab.h"

/* readline's callback knows no user pointer. */
static struct {
    program *program;
    char *pending; /* the lines of a statement that is not complete; NULL: none */
    bool leave;
} at_prompt;

static volatile sig_atomic_t interrupted;

static void on_line(char *line);

static void show_prompt(void)
{
    rl_callback_handler_install(at_prompt.pending ? "...> " : "cyq> ", on_line);
}

static void forget_pending(void)
{
    free(at_prompt.pending);
    at_prompt.pending = NULL;
}

/* ---- Commands ---- */

static void say_collections(const cyq_session *session)
{
    cyq_collection c = {.size = sizeof c};
    output_print("\nThe collections:\n");
    for (size_t i = 0; cyq_session_collection(session, i, &c) == CYQ_OK; i++)
        output_print("  %-15s %4zu  %s\n", c.name, c.rows, c.help);
}

static void say_help(void)
{
    output_print("A query is a collection and clauses:\n"
                 "  activities where project = CyberEast+ and month = 2025-10\n"
                 "  activities count by country\n"
                 "  activities select * first 1          all fields that there are\n"
                 "A line that begins with a clause goes on from the answer just seen:\n"
                 "  where mode = online\n");
    say_collections(at_prompt.program->session);
    output_print("\nTo write an answer in a format or into a file, end the query with to:\n"
                 "  activities to csv                    activities to \"activities.csv\"\n"
                 " ");
    for (size_t i = 0; i < cyq_format_count(); i++)
        output_print(" %s%s", cyq_format_name(i), i + 1 < cyq_format_count() ? "," : "\n");
    output_print("\nWhat there is, what it does, and what a message means:\n"
                 "  show functions                       describe round\n"
                 "  show codes                           explain E0203\n");
    output_print("\nEnter runs a query or goes on with an incomplete one; an empty line ends it.\n"
                 "The arrows bring back earlier queries and Ctrl-R searches them.\n"
                 "Ctrl-C clears the line or stops the query; .quit or Ctrl-D leaves.\n"
                 "The language is described in docs/language.md and docs/reference, the data in docs/data.md.\n");
}

static void leave(void)
{
    at_prompt.leave = true;
}

/* `bare` is the word that people type without knowing the dot. */
static const struct {
    const char *name, *bare;
    void (*run)(void);
} commands[] = {{".help", "help", say_help}, {".help", "?", say_help}, {".quit", "quit", leave}, {".exit", "exit", leave}};

/* For Tab. */
static const char *const commands_told[] = {".help", "what there is to ask, and how", ".quit", "leaves"};

enum { COMMAND_COUNT = sizeof commands / sizeof *commands };

/* Is the line this word and nothing more? */
static bool is_word(const char *line, const char *word)
{
    size_t length = strlen(word);
    return strncasecmp(line, word, length) == 0 && line[length + strspn(line + length, " \t;")] == 0;
}

/* Runs the command that a whole line is. The dot is needed while a query waits for more: there `help` may be a value. */
static bool run_if_command(const char *line, bool dot_needed)
{
    for (size_t i = 0; i < COMMAND_COUNT; i++)
        if (is_word(line, commands[i].name) || (!dot_needed && is_word(line, commands[i].bare))) {
            commands[i].run();
            return true;
        }
    return false;
}

static void no_such_command(const char *line)
{
    const char *names[COMMAND_COUNT];
    for (size_t i = 0; i < COMMAND_COUNT; i++)
        names[i] = commands[i].name;
    size_t near = cyq_word_nearest(line, names, COMMAND_COUNT);
    if (near == SIZE_MAX)
        complain("there is no command %s; see .help", line);
    else
        complain("there is no command %s; did you mean %s?", line, names[near]);
}

/* ---- Lines ---- */

/* Puts a line behind those that wait; false without memory. */
static bool add_pending(const char *line)
{
    size_t before = at_prompt.pending ? strlen(at_prompt.pending) + 1 : 0;
    char *all = realloc(at_prompt.pending, before + strlen(line) + 1);
    if (!all) {
        complain("out of memory");
        return false;
    }
    if (before)
        all[before - 1] = '\n';
    strcpy(all + before, line);
    at_prompt.pending = all;
    return true;
}

static bool is_blank(const char *line)
{
    return line[strspn(line, " \t\n")] == 0;
}

/* A blank line ends what is not complete: what is missing is then said. */
static void take_line(const char *line)
{
    bool blank = is_blank(line);
    if (blank && !at_prompt.pending)
        return;
    const char *start = line + strspn(line, " \t");
    if (run_if_command(start, at_prompt.pending != NULL)) {
        history_keep(line);
        return;
    }
    if (!at_prompt.pending && *start == '.') {
        history_keep(line);
        no_such_command(start);
        return;
    }
    if (!add_pending(line) || (!blank && !cyq_is_complete(at_prompt.pending, strlen(at_prompt.pending))))
        return;
    char *statement = at_prompt.pending;
    at_prompt.pending = NULL;
    history_keep(statement);
    at_prompt.program->results = 0;
    program_run(at_prompt.program, "query", statement, strlen(statement));
    free(statement);
}

static void on_line(char *line)
{
    rl_callback_handler_remove();
    if (!line) {
        fputc('\n', rl_outstream);
        at_prompt.leave = true;
        return;
    }
    take_line(line);
    free(line);
    if (output_is_over())
        at_prompt.leave = true;
    if (!at_prompt.leave)
        show_prompt();
}

/* ---- Ctrl-C ---- */

static void on_interrupt(int number)
{
    (void)number;
    interrupted = 1;
}

/* Clears the line and all that waits before it. */
static void start_over(void)
{
    interrupted = 0;
    rl_free_line_state();
    rl_callback_sigcleanup();
    rl_callback_handler_remove();
    fputc('\n', rl_outstream);
    forget_pending();
    show_prompt();
}

/* Waits for a key or a signal. */
static void wait_for_input(void)
{
    struct pollfd input = {.fd = STDIN_FILENO, .events = POLLIN};
    int ready = poll(&input, 1, -1);
    if (ready < 0 && errno == EINTR)
        rl_check_signals();
    if (interrupted)
        start_over();
    else if (ready > 0)
        rl_callback_read_char();
    if (interrupted)
        start_over();
}

int program_prompt(program *p)
{
    struct sigaction action = {.sa_handler = on_interrupt}, before;
    sigemptyset(&action.sa_mask);
    sigaction(SIGINT, &action, &before);
    const tab_place place = {p->session, &at_prompt.pending, commands_told, sizeof commands_told / sizeof *commands_told / 2};
    at_prompt.program = p;
    rl_readline_name = "cyq";
    rl_persistent_signal_handlers = 1;
    rl_outstream = isatty(STDOUT_FILENO) ? stdout : stderr;
    tab_bind(&place);
    history_load();
    fprintf(stderr, "cyq %s on %s: type a query, .help for help, .quit to leave\n", cyq_version(),
            p->options->database ? p->options->database : "the built-in data");
    show_prompt();
    while (!at_prompt.leave)
        wait_for_input();
    rl_callback_handler_remove();
    forget_pending();
    sigaction(SIGINT, &before, NULL);
    return EXIT_DONE;
}
