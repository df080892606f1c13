/* The prompt: readline in its callback form, so that Ctrl-C can clear the line. */
#include <errno.h>
#include <poll.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

#include <readline/readline.h>

#include "cli/echo.h"
#include "cli/history.h"
#include "cli/output.h"
#include "cli/prompt.h"
#include "cli/server.h"
#include "cli/tab.h"

/* readline's callback knows no user pointer. */
static prompt at_prompt;

static volatile sig_atomic_t interrupted;

static void on_line(char *line);

static const char *mark(void)
{
    return at_prompt.pending ? "...> " : "cyq> ";
}

static void show_prompt(void)
{
    rl_callback_handler_install(mark(), on_line);
}

static void forget_pending(void)
{
    free(at_prompt.pending);
    at_prompt.pending = NULL;
}

/* ---- Statements ---- */

static double seconds_now(void)
{
    struct timespec now;
    clock_gettime(CLOCK_MONOTONIC, &now);
    return (double)now.tv_sec + (double)now.tv_nsec / 1e9;
}

void prompt_settle(prompt *p)
{
    if (p->once || output_is_screen())
        prompt_output(p, "");
}

void prompt_run(prompt *p, const char *statement)
{
    double begun = seconds_now();
    char *copy = strdup(statement);
    p->program->results = 0;
    program_run(p->program, "query", statement, strlen(statement));
    if (p->timer)
        fprintf(stderr, "%.3f s\n", seconds_now() - begun);
    if (copy) {
        free(p->last);
        p->last = copy;
    }
    prompt_settle(p);
}

/* ---- Lines ---- */

/* Puts a line behind those that wait; false without memory. */
static bool add_pending(prompt *p, const char *line)
{
    size_t before = p->pending ? strlen(p->pending) + 1 : 0;
    char *all = realloc(p->pending, before + strlen(line) + 1);
    if (!all) {
        complain("out of memory");
        return false;
    }
    if (before)
        all[before - 1] = '\n';
    strcpy(all + before, line);
    p->pending = all;
    return true;
}

static bool is_blank(const char *line)
{
    return line[strspn(line, " \t\n")] == 0;
}

static void keep(const prompt *p, const char *line)
{
    if (!p->reading)
        history_keep(line);
}

/* A blank line ends what is not complete: what is missing is then said. */
void prompt_take_line(prompt *p, const char *line)
{
    bool blank = is_blank(line);
    if (blank && !p->pending)
        return;
    const char *start = line + strspn(line, " \t");
    if (prompt_run_command(p, start)) {
        keep(p, line);
        if (p->pending && !p->leave)
            complain("the statement before waits for more; Ctrl-C leaves it");
        return;
    }
    if (!p->pending && *start == '.') {
        keep(p, line);
        prompt_no_such_command(start);
        return;
    }
    if (!add_pending(p, line) || (!blank && !cyq_is_complete(p->pending, strlen(p->pending))))
        return;
    char *statement = p->pending;
    p->pending = NULL;
    keep(p, statement);
    if (!prompt_lacks_dot(p, statement))
        prompt_run(p, statement);
    free(statement);
}

/* Commands have no colours, and on a dumb terminal nothing can be drawn anew. */
static bool wants_colour(const char *line)
{
    return line[strspn(line, " \t")] != '.' && output_has_colour(&at_prompt.options, fileno(rl_outstream)) &&
           output_can_erase(fileno(rl_outstream));
}

static void on_line(char *line)
{
    rl_callback_handler_remove();
    if (line && wants_colour(line))
        echo_coloured(at_prompt.pending, mark(), line);
    if (!line) {
        fputc('\n', rl_outstream);
        at_prompt.leave = true;
        return;
    }
    prompt_take_line(&at_prompt, line);
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

/* Clears the line and all that waits before it. The new prompt comes below all lines of a paste, wherever the cursor was. */
static void start_over(void)
{
    interrupted = 0;
    rl_point = rl_end;
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

/* ---- Beginning and end ---- */

/* The name of a file may have anything in it, and that of a server a password. */
static void greet(const prompt *p, bool first)
{
    enum { LONGEST = 4096 };
    char name[LONGEST] = "the built-in data", shown[3 * LONGEST];
    if (p->options.database)
        server_show(p->options.database, name, sizeof name);
    cyq_text_safe(name, strlen(name), shown, sizeof shown);
    fprintf(stderr, "cyq %s on %s: type a query, .help for help, .quit to leave\n", cyq_version(), shown);
    if (first)
        fprintf(stderr, "New here? Tab shows what may come, at any place of a query.\n"
                        "Go on clause by clause: activities where country = Moldova sort by start\n"
                        "A line that begins with a clause narrows the answer: where mode = online\n");
}

static void end(prompt *p)
{
    forget_pending();
    free(p->last);
    free(p->missing);
    for (size_t i = 0; i < p->given_count; i++)
        free(p->given[i]);
    free(p->given);
    output_to(NULL);
}

/* Commands may change how results are written, at this prompt only. */
static void begin(prompt *p, program *of)
{
    *p = (prompt){.program = of, .options = *of->options};
    of->options = &p->options;
    rl_readline_name = "cyq";
    rl_persistent_signal_handlers = 1;
    rl_outstream = isatty(STDOUT_FILENO) ? stdout : stderr;
    tab_bind(p);
    greet(p, !history_load());
    p->reading = true;
    prompt_read_rc(p);
    p->reading = false;
    of->tells_loads = true; /* what rc loads is the same every day */
}

int program_prompt(program *p)
{
    struct sigaction action = {.sa_handler = on_interrupt}, before;
    const options *given = p->options;
    sigemptyset(&action.sa_mask);
    sigaction(SIGINT, &action, &before);
    begin(&at_prompt, p);
    if (!at_prompt.leave)
        show_prompt();
    while (!at_prompt.leave)
        wait_for_input();
    rl_callback_handler_remove();
    end(&at_prompt);
    p->options = given;
    p->tells_loads = false;
    sigaction(SIGINT, &before, NULL);
    return EXIT_DONE;
}
