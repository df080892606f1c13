/* Running texts: results to standard output, diagnostics to standard error, Ctrl-C to the library. */
#include "cli/program.h"

#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include <time.h>
#include <unistd.h>

#include "cli/output.h"
#include "cli/pager.h"
#include "cli/progress.h"
#include "cli/server.h"

/* ---- Ctrl-C ---- */

/* What a Ctrl-C stops; there is one while a text runs. */
static cyq_session *volatile running;

static void on_stop(void)
{
    cyq_session *session = running;
    if (session)
        cyq_session_interrupt(session);
    output_stop();
}

void program_listen(program *p, listening *l)
{
    output_go_on();
    running = p->session;
    progress_begin();
    signals_listen(l, on_stop);
}

void program_listen_no_more(const listening *l)
{
    progress_clear();
    signals_leave_off(l);
    running = NULL;
    output_go_on();
}

/* ---- Opening ---- */

int program_status(cyq_status s)
{
    switch (s) {
    case CYQ_OK:
    case CYQ_RESULT:
    case CYQ_DONE:
        return EXIT_DONE;
    case CYQ_ERROR:
        return EXIT_WRONG;
    case CYQ_MISUSE:
        return EXIT_USAGE;
    case CYQ_IO:
        return EXIT_FILES;
    case CYQ_NO_MEMORY:
    case CYQ_LIMIT:
    case CYQ_INTERRUPTED:
        break;
    }
    return EXIT_STOPPED;
}

int program_worse(int a, int b)
{
    return a > b ? a : b;
}

/* Prints what was said, and the one thing that the library cannot say. */
static void tell(program *p, cyq_status s)
{
    output_diagnostics(p->said, p->options);
    if (s == CYQ_NO_MEMORY)
        complain("out of memory");
}

const char *program_date(const options *o, char date[DATE_SIZE])
{
    time_t now = time(NULL);
    struct tm local;
    if (o->today)
        return o->today;
    return localtime_r(&now, &local) && strftime(date, DATE_SIZE, "%Y-%m-%d", &local) ? date : NULL;
}

/* Is a server to be asked? A file that is there is none, whatever the backend: the library says so then. */
static bool asks_server(const options *o)
{
    if (o->database && server_is_meant(o->database))
        return true;
    return o->backend && strcasecmp(o->backend, "postgres") == 0 && (!o->database || access(o->database, F_OK) != 0);
}

int program_open(program *p, const options *o)
{
    char date[DATE_SIZE];
    server_settings server = {0};
    *p = (program){.options = o};
    progress_begin();
    if (asks_server(o) && !server_gather(&server, o->database)) {
        server_forget(&server);
        return EXIT_USAGE;
    }
    cyq_config config = {
        .size = sizeof config,
        .today = program_date(o, date),
        .database = server.count ? NULL : o->database,
        .server = server.items,
        .server_count = server.count,
        .backend = o->backend,
        .mapping = o->mapping,
        .timeout_ms = o->timeout_ms,
        .max_rows = o->max_rows,
        .max_memory = (size_t)o->max_memory,
        .safe = o->safe,
        .module_path = o->module_path ? o->module_path : getenv("CYQ_PATH"),
        .progress = progress_show,
    };
    cyq_status s = cyq_diagnostics_new(&p->said);
    output_fit(p->said);
    if (s == CYQ_OK)
        s = cyq_session_open(&config, p->said, &p->session);
    server_forget(&server);
    tell(p, s);
    return program_status(s);
}

void program_close(program *p)
{
    progress_clear();
    cyq_session_close(p->session);
    program_take_back(p);
    cyq_diagnostics_free(p->said);
}

/* ---- Running ---- */

/* Behind the word of a format stand options. */
static bool is_format(const char *format, const char *word)
{
    return strlen(word) == strcspn(format, " ") && strncmp(format, word, strlen(word)) == 0;
}

/* Formats for a screen. */
static bool is_for_screen(const char *format)
{
    static const char *const for_screens[] = {"table", "chart", "timeline", "calendar"};
    for (size_t i = 0; i < sizeof for_screens / sizeof *for_screens; i++)
        if (is_format(format, for_screens[i]))
            return true;
    return false;
}

/* What people read has an empty line between one result and the next. */
static bool wants_gap(const char *format)
{
    return is_for_screen(format) || is_format(format, "markdown") || is_format(format, "org") || is_format(format, "latex");
}

static const char *format_of(const program *p, const cyq_result *result)
{
    const char *format = cyq_result_format(result);
    if (!format)
        format = p->file_format;
    if (!format)
        format = p->options->format ? p->options->format : "table";
    return format;
}

/* To the screen, by way of the pager. */
static cyq_status page_result(const cyq_result *result, const char *format, const cyq_write_options *how)
{
    pager page;
    pager_begin(&page);
    cyq_status s = cyq_result_write(result, format, how, pager_write, &page);
    pager_end(&page);
    return s == CYQ_IO && page.left ? CYQ_OK : s; /* to have seen enough is no failure */
}

static cyq_status write_result(program *p, cyq_result *result)
{
    const char *format = format_of(p, result);
    cyq_write_options how = output_options(p->options);
    if (strcmp(format, "table") != 0)
        how.rows = 0; /* others do not say that rows are left out */
    if (p->results++ && wants_gap(format))
        output_write(NULL, "\n", 1);
    if (is_for_screen(format) && pager_wanted(p->options))
        return page_result(result, format, &how);
    return cyq_result_write(result, format, &how, output_write, NULL);
}

/* Nobody would see otherwise that all went well. */
static void tell_file(const program *p, const char *file, uint64_t rows)
{
    if (isatty(STDERR_FILENO))
        output_tell_file(p->options, file, rows);
}

static void tell_load(const program *p, const cyq_script *script)
{
    uint64_t rows;
    const char *columns, *loaded = cyq_script_loaded(script, &rows, &columns);
    if (loaded && p->tells_loads && isatty(STDERR_FILENO))
        output_tell_load(p->options, loaded, rows, columns);
}

/* Writes a result and frees it. A reader of standard output who went away ends the text as if all were done: CYQ_DONE. */
static cyq_status give_result(program *p, cyq_result *result)
{
    cyq_status s = cyq_result_check(result, format_of(p, result), p->said);
    tell(p, s);
    if (s == CYQ_OK) {
        bool to_file = !output_is_screen();
        uint64_t rows = cyq_result_row_count(result);
        s = write_result(p, result);
        if (s == CYQ_OK && to_file)
            tell_file(p, output_file(), rows);
        if (s == CYQ_IO)
            s = output_is_over() ? CYQ_DONE : CYQ_INTERRUPTED;
    }
    cyq_result_free(result);
    return s;
}

/* Pages say more than rows, which the library must know before it runs. */
static bool makes_pages(const program *p)
{
    const char *format = p->file_format ? p->file_format : p->options->format;
    return format && strcmp(format, "html") == 0;
}

/* Runs one statement; CYQ_DONE when none was left. */
static cyq_status run_next(program *p, cyq_script *script)
{
    cyq_result *result;
    uint64_t rows;
    cyq_status s = cyq_script_next(script, p->said, &result);
    const char *file = cyq_script_wrote(script, &rows);
    tell(p, s);
    if (file)
        tell_file(p, file, rows);
    tell_load(p, script);
    return s == CYQ_RESULT ? give_result(p, result) : s;
}

/* Begins before a text is read, which may take long, too. */
static void begin_work(program *p, listening *before)
{
    output_fit(p->said); /* at the prompt the terminal may have another width by now */
    program_listen(p, before);
    cyq_session_keep_about(p->session, makes_pages(p));
}

static int end_work(cyq_status s, cyq_script *script, const listening *before)
{
    cyq_script_close(script);
    program_listen_no_more(before);
    return program_status(s);
}

int program_run(program *p, const char *name, const char *text, size_t length)
{
    listening before;
    cyq_script *script;
    begin_work(p, &before);
    cyq_status s = cyq_script_open_with(p->session, name, text, length, p->given, p->given_count, p->said, &script);
    tell(p, s);
    while (s >= 0 && s != CYQ_DONE)
        s = run_next(p, script);
    return end_work(s, script, &before);
}

static void tell_no_source(uint64_t row)
{
    if (row)
        complain("row %llu does not say where it was read, or there is no such row", (unsigned long long)row);
    else
        complain("these rows do not say where they were read: their collection has no field `source`, or they stand behind a pivot or an "
                 "append");
}

int program_sources(program *p, uint64_t row)
{
    listening before;
    cyq_script *script;
    cyq_result *result = NULL;
    begin_work(p, &before);
    cyq_status s = cyq_sources_open(p->session, row, NULL, &script);
    if (s == CYQ_OK) {
        s = cyq_script_next(script, p->said, &result);
        tell(p, s);
    } else {
        complain("there is no answer yet whose rows could have a source");
    }
    if (s == CYQ_RESULT && cyq_result_row_count(result) == 0)
        tell_no_source(row);
    else if (s == CYQ_RESULT)
        return end_work(give_result(p, result), script, &before);
    cyq_result_free(result);
    return end_work(s, script, &before);
}
