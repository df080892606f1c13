/* One table of options: parsing, --help and the messages of what is wrong derive from it. */
#include "cli/options.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "cli/output.h"
#include "cli/server.h"
#include "cyq.h"

enum {
    LONG_MAX_LENGTH = 64,
    ALL_COMMANDS = 0x3f,
    FOR_QUERY = 1 << COMMAND_QUERY,
    FOR_IMPORT = 1 << COMMAND_IMPORT,
    FOR_FMT = 1 << COMMAND_FMT,
    FOR_CHECK = 1 << COMMAND_CHECK,
    FOR_VERIFY = 1 << COMMAND_VERIFY,
    FOR_LSP = 1 << COMMAND_LSP
};

/* Takes the value of an option; NULL, or what is wrong with it. */
typedef const char *(*setter)(options *o, const char *value);

typedef struct option_row {
    const char *name;  /* without the dashes */
    char letter;       /* 0: none */
    const char *value; /* how --help calls it; NULL: takes none */
    int commands;
    setter set;
    const char *help;
    const char *example; /* a command line that the reference runs, from the project's folder */
} option_row;

/* ---- Values ---- */

static const char *set_script(options *o, const char *value)
{
    o->script = value;
    return NULL;
}

static const char *set_format(options *o, const char *value)
{
    static char message[200];
    const char *names[32];
    size_t count = cyq_format_count();
    o->format = cyq_format_find(value);
    if (o->format)
        return NULL;
    for (size_t i = 0; i < count && i < 32; i++)
        names[i] = cyq_format_name(i);
    size_t near = cyq_word_nearest(value, names, count < 32 ? count : 32);
    int n = snprintf(message, sizeof message, "there is no such format; ");
    if (near != SIZE_MAX)
        snprintf(message + n, sizeof message - (size_t)n, "did you mean %s?", names[near]);
    else
        for (size_t i = 0; i < count && (size_t)n < sizeof message; i++)
            n += snprintf(message + n, sizeof message - (size_t)n, "%s%s", i ? ", " : "there are ", names[i]);
    return message;
}

static const char *set_database(options *o, const char *value)
{
    if (strstr(value, "://") && !server_is_meant(value))
        return "this version asks SQLite files and servers of PostgreSQL (postgresql://user@host/database), no other databases";
    o->database = value;
    return NULL;
}

static const char *set_backend(options *o, const char *value)
{
    o->backend = value;
    if (strcasecmp(value, "memory") == 0 || strcasecmp(value, "sqlite") == 0 || strcasecmp(value, "postgres") == 0)
        return NULL;
    return "there is no such backend; write memory, sqlite or postgres";
}

static const char *set_mapping(options *o, const char *value)
{
    o->mapping = value;
    return NULL;
}

static const char *set_module_path(options *o, const char *value)
{
    o->module_path = value;
    return NULL;
}

static const char *set_output(options *o, const char *value)
{
    o->output = value;
    return NULL;
}

static const char *set_today(options *o, const char *value)
{
    o->today = value;
    return NULL;
}

/* A number and its unit, the number times what the unit stands for; false if it is none, or below 0, or too large. */
static bool read_amount(const char *text, const char *const *units, const double *factors, size_t count, uint64_t *out)
{
    char *end;
    errno = 0;
    double number = strtod(text, &end);
    if (end == text || errno || !(number >= 0) || strchr("+-nNiI", text[0]))
        return false;
    for (size_t i = 0; i < count; i++)
        if (strcasecmp(end, units[i]) == 0 && number * factors[i] < 9e18) {
            *out = (uint64_t)(number * factors[i] + 0.5);
            return true;
        }
    return false;
}

static const char *set_timeout(options *o, const char *value)
{
    static const char *const units[] = {"", "s", "ms", "m"};
    static const double factors[] = {1000, 1000, 1, 60000};
    bool good = read_amount(value, units, factors, 4, &o->timeout_ms) && o->timeout_ms > 0;
    return good ? NULL : "write a time such as 5, 1.5s, 200ms or 2m";
}

static const char *set_max_rows(options *o, const char *value)
{
    static const char *const units[] = {"", "k", "M"};
    static const double factors[] = {1, 1e3, 1e6};
    bool good = read_amount(value, units, factors, 3, &o->max_rows) && o->max_rows > 0;
    return good ? NULL : "write a number of rows such as 1000 or 5k";
}

static const char *set_max_memory(options *o, const char *value)
{
    static const char *const units[] = {"", "B", "k", "kB", "M", "MB", "G", "GB"};
    static const double factors[] = {1, 1, 1 << 10, 1 << 10, 1 << 20, 1 << 20, 1 << 30, 1 << 30};
    bool good = read_amount(value, units, factors, 8, &o->max_memory) && o->max_memory > 0;
    return good ? NULL : "write a size such as 500M or 2G";
}

static const char *set_safe(options *o, const char *value)
{
    (void)value;
    o->safe = true;
    return NULL;
}

static const char *set_rewrite(options *o, const char *value)
{
    (void)value;
    o->rewrite = true;
    return NULL;
}

static const char *set_compare(options *o, const char *value)
{
    (void)value;
    o->compare = true;
    return NULL;
}

static const char *set_stdio(options *o, const char *value)
{
    (void)o;
    (void)value;
    return NULL;
}

static const char *set_colour(options *o, const char *value)
{
    static const char *const names[] = {[COLOUR_AUTO] = "auto", [COLOUR_ALWAYS] = "always", [COLOUR_NEVER] = "never"};
    for (int i = COLOUR_AUTO; i <= COLOUR_NEVER; i++)
        if (strcasecmp(value, names[i]) == 0) {
            o->colour = (colour_choice)i;
            return NULL;
        }
    return "write auto, always or never";
}

static const char *set_no_pager(options *o, const char *value)
{
    (void)value;
    o->no_pager = true;
    return NULL;
}

static const char *set_verbose(options *o, const char *value)
{
    (void)value;
    o->verbose = true;
    return NULL;
}

static const char *set_help(options *o, const char *value)
{
    (void)value;
    o->help = true;
    return NULL;
}

static const char *set_version(options *o, const char *value)
{
    (void)value;
    o->version = true;
    return NULL;
}

/* ---- The table ---- */

static const option_row rows[] = {
    {"file", 'f', "FILE", FOR_QUERY, set_script, "run the statements in a file; - is standard input", "echo 'projects count' | cyq -f -"},
    {"format", 0, "FORMAT", FOR_QUERY, set_format, "how results are written: %s",
     "cyq --format json 'projects where parent is known select name, budget'"},
    {"db", 0, "FILE", ALL_COMMANDS & ~(FOR_IMPORT | FOR_FMT), set_database,
     "ask a database, not the built-in data: a SQLite file, or postgresql://user@host/database",
     "cyq 'save \"programme.db\"'; cyq --db programme.db 'projects count'"},
    {"backend", 0, "NAME", ALL_COMMANDS & ~(FOR_IMPORT | FOR_FMT), set_backend,
     "where queries run: memory, sqlite, postgres; with --db in its database if not given", "cyq --backend sqlite 'projects count'"},
    {"mapping", 0, "FILE", ALL_COMMANDS & ~(FOR_IMPORT | FOR_FMT), set_mapping,
     "with --db: what a file says of a database's tables that it does not say itself",
     "sqlite3 northwind.db < examples/data/northwind.sql; cyq --db northwind.db --mapping examples/data/northwind.cyq 'orders where when = "
     "2025-10-09'"},
    {"today", 0, "DATE", ALL_COMMANDS & ~FOR_VERIFY, set_today, "what `today` means, as 2025-10-15; the computer's date if not given",
     "cyq --today 2025-10-07 'activities where when = today count'"},
    {"timeout", 0, "TIME", FOR_QUERY | FOR_VERIFY, set_timeout, "stop a statement after 5, 1.5s, 200ms, 2m",
     "cyq --timeout 5s 'activities count'"},
    {"max-rows", 0, "N", FOR_QUERY | FOR_VERIFY, set_max_rows, "stop a statement whose result has more rows",
     "cyq --max-rows 5 'projects select name'"},
    {"max-memory", 0, "SIZE", FOR_QUERY | FOR_VERIFY, set_max_memory, "stop a statement that needs more than 500M, 2G",
     "cyq --max-memory 500M 'activities count'"},
    {"safe", 0, NULL, ALL_COMMANDS & ~(FOR_IMPORT | FOR_FMT), set_safe, "statements may not read or write files",
     "cyq --safe 'projects to \"projects.csv\"'"},
    {"module-path", 0, "DIRS", FOR_QUERY | FOR_CHECK | FOR_LSP, set_module_path,
     "folders in which `use` looks for modules, with : between them (or CYQ_PATH)",
     "mkdir own; echo 'def activities.long = days > 30' > own/long.cyq; cyq --module-path own 'use long; activities where long count'"},
    {"output", 'o', "DB", FOR_IMPORT, set_output, "import: the SQLite file to write",
     "cyq import tests/import/waterways-2031-q1.md --output waterways.db 2>&1 | tail -n 3"},
    {"verbose", 'v', NULL, FOR_IMPORT, set_verbose,
     "import: show each finding with its lines of the document; with --help: an example of each option",
     "cyq import --verbose tests/import/waterways-2031-q1.md -o waterways.db 2>&1 | head -n 5"},
    {"write", 'w', NULL, FOR_FMT, set_rewrite, "fmt: rewrite the files in their places",
     "echo 'projects   count' > a.cyq; cyq fmt --write a.cyq; cat a.cyq"},
    {"check", 0, NULL, FOR_FMT, set_compare, "fmt: only say which files are not formatted (status 1)",
     "echo 'projects   count' | cyq fmt --check -"},
    {"stdio", 0, NULL, FOR_LSP, set_stdio, "lsp: speak over standard input and output, as it does anyway; some editors say so",
     "cyq lsp --stdio < /dev/null; echo status $?"},
    {"color", 0, "WHEN", ALL_COMMANDS, set_colour, "auto, always, never; auto is on a terminal without NO_COLOR",
     "cyq --color never 'projects count'"},
    {"no-pager", 0, NULL, FOR_QUERY, set_no_pager, "show what is taller than the screen without the pager ($PAGER, or less)",
     "cyq --no-pager 'countries select name first 2'"},
    {"help", 'h', NULL, ALL_COMMANDS, set_help, "this text", "cyq --help | head -n 1"},
    {"version", 0, NULL, ALL_COMMANDS, set_version, "the version", "cyq --version"},
};

enum { ROW_COUNT = sizeof rows / sizeof *rows };

typedef struct command_row {
    const char *name; /* as typed; "" is none */
    const char *usage;
    const char *help;
} command_row;

static const command_row commands[] = {
    [COMMAND_QUERY] = {"", "['QUERY']", "answer a query; without one, the prompt (or a script from a pipe)"},
    [COMMAND_IMPORT] = {"import", "FILE... -o DB", "read newsletters into a SQLite file"},
    [COMMAND_FMT] = {"fmt", "[-w | --check] FILE...", "format scripts; - is standard input"},
    [COMMAND_CHECK] = {"check", "FILE...", "check scripts without running them"},
    [COMMAND_VERIFY] = {"verify", "FILE...", "ask again what pages cite (to ... citable), and say whether it still holds"},
    [COMMAND_LSP] = {"lsp", "", "help an editor to write scripts: a language server, which the editor starts"},
};

enum { COMMAND_COUNT = sizeof commands / sizeof *commands };

/* ---- Help ---- */

/* Columns of a line of help, wherever it goes, and where what commands and options do begins. */
enum { HELP_WIDTH = 80, OPTION_COLUMN = 25, COMMAND_COLUMN = 35, HELP_MAX_LENGTH = 400 };

static void help_options(bool examples)
{
    char formats[200] = "";
    for (size_t i = 0, n = 0; i < cyq_format_count() && n < sizeof formats; i++)
        n += (size_t)snprintf(formats + n, sizeof formats - n, "%s%s", i ? ", " : "", cyq_format_name(i));
    for (size_t i = 0; i < ROW_COUNT; i++) {
        const option_row *r = &rows[i];
        char left[LONG_MAX_LENGTH];
        snprintf(left, sizeof left, "--%s%s%s", r->name, r->value ? " " : "", r->value ? r->value : "");
        const char *slot = strstr(r->help, "%s");
        int before = slot ? (int)(slot - r->help) : (int)strlen(r->help);
        char help[HELP_MAX_LENGTH];
        snprintf(help, sizeof help, "%.*s%s", before, r->help, slot ? formats : "");
        output_print("  %c%c%c %-18s ", r->letter ? '-' : ' ', r->letter ? r->letter : ' ', r->letter ? ',' : ' ', left);
        output_words(help, OPTION_COLUMN, HELP_WIDTH);
        output_print("\n");
        if (examples && r->example)
            output_print("%25s$ %s\n", "", r->example);
    }
}

static void help_command(const char *command, const char *help)
{
    output_print("  %-32s ", command);
    output_words(help, COMMAND_COLUMN, HELP_WIDTH);
    output_print("\n");
}

void options_help(bool examples)
{
    output_print("cyq asks questions of a programme of activities, in CyQL.\n\n");
    for (size_t i = 0; i < COMMAND_COUNT; i++) {
        char left[LONG_MAX_LENGTH];
        snprintf(left, sizeof left, "cyq %s%s%s", commands[i].name, *commands[i].name ? " " : "", commands[i].usage);
        help_command(left, commands[i].help);
        if (i == COMMAND_QUERY)
            help_command("cyq -f FILE [NAME=VALUE...]", "run a script, with values for its params; -f FILE --help lists them");
    }
    output_print("\nOptions:\n");
    help_options(examples);
    output_print("\nResults go to standard output, everything else to standard error. Exit status:\n"
                 "0 done, 1 a mistake in the query or data, 2 wrong usage, 3 a file could not be\n"
                 "read or written, 4 stopped by a limit or interrupted.\n\n"
                 "  cyq 'activities where project = CyberEast+ and month = 2025-10'\n"
                 "  cyq --format csv 'activities count by country'\n"
                 "  cyq 'say activities where joint'\n");
}

/* ---- Parsing ---- */

/* The row of `--name…` or `-l`, NULL if there is none. `length` counts the name without a `=value`. */
static const option_row *find_row(const char *argument, size_t length)
{
    for (size_t i = 0; i < ROW_COUNT; i++) {
        if (argument[1] == '-' && strlen(rows[i].name) == length - 2 && strncmp(argument + 2, rows[i].name, length - 2) == 0)
            return &rows[i];
        if (argument[1] != '-' && rows[i].letter && argument[1] == rows[i].letter)
            return &rows[i];
    }
    return NULL;
}

static bool unknown_option(const char *argument, size_t length)
{
    char typed[LONG_MAX_LENGTH];
    const char *names[ROW_COUNT];
    for (size_t i = 0; i < ROW_COUNT; i++)
        names[i] = rows[i].name;
    bool is_long = argument[1] == '-';
    snprintf(typed, sizeof typed, "%.*s", (int)(is_long ? length - 2 : 0), argument + (is_long ? 2 : 0));
    if (is_long && cyq_format_find(typed)) {
        complain("there is no option %.*s; write --format %s", (int)length, argument, cyq_format_find(typed));
        return false;
    }
    size_t near = *typed ? cyq_word_nearest(typed, names, ROW_COUNT) : SIZE_MAX;
    if (near != SIZE_MAX)
        complain("there is no option %.*s; did you mean --%s?", (int)length, argument, names[near]);
    else
        complain("there is no option %.*s; see cyq --help", (int)(is_long ? length : 2), argument);
    return false;
}

/* Takes the option at argv[*at] and its value; false when something is wrong with it. */
static bool take_option(options *o, int argc, char **argv, int *at, unsigned *given)
{
    const char *argument = argv[*at];
    bool is_long = argument[1] == '-';
    size_t length = strcspn(argument, is_long ? "=" : "");
    const option_row *row = find_row(argument, length);
    if (!row)
        return unknown_option(argument, length);
    const char *value = is_long ? (argument[length] ? argument + length + 1 : NULL) : (argument[2] ? argument + 2 : NULL);
    int shown = is_long ? (int)length : 2;
    if (!row->value && value) {
        complain("%.*s takes no value", shown, argument);
        return false;
    }
    if (row->value && !value) {
        if (*at + 1 == argc) {
            complain("%s wants a value: %.*s %s", argument, shown, argument, row->value);
            return false;
        }
        value = argv[++*at];
    }
    *given |= 1u << (row - rows);
    const char *wrong = row->set(o, value);
    if (wrong)
        complain("%.*s %s: %s", shown, argument, value, wrong);
    return !wrong;
}

static void take_command(options *o)
{
    for (int i = COMMAND_IMPORT; i < COMMAND_COUNT; i++)
        if (o->word_count && !o->script && strcmp(o->words[0], commands[i].name) == 0) {
            o->command = (command)i;
            o->words++;
            o->word_count--;
            return;
        }
}

/* The name of the first command, of those that have one, that an option goes with. */
static const char *first_command(const option_row *row)
{
    int at = COMMAND_IMPORT;
    while (at + 1 < COMMAND_COUNT && !(row->commands & (1 << at)))
        at++;
    return commands[at].name;
}

static bool check_fit(const options *o, unsigned given)
{
    for (size_t i = 0; i < ROW_COUNT; i++) {
        if (!(given & 1u << i) || (rows[i].commands & (1 << o->command)))
            continue;
        if (o->command == COMMAND_QUERY && rows[i].set == set_output)
            complain("--output goes with cyq import; a query writes a file itself: … to \"%s\"", o->output);
        else if (o->command == COMMAND_QUERY)
            complain("--%s goes with cyq %s", rows[i].name, first_command(&rows[i]));
        else
            complain("--%s does not go with cyq %s", rows[i].name, commands[o->command].name);
        return false;
    }
    return true;
}

bool options_read(options *out, int argc, char **argv)
{
    unsigned given = 0;
    int words = 1; /* words are moved to the front, behind argv[0] */
    bool only_words = false;
    *out = (options){0};
    for (int at = 1; at < argc; at++) {
        char *argument = argv[at];
        if (only_words || argument[0] != '-' || !argument[1])
            argv[words++] = argument;
        else if (strcmp(argument, "--") == 0)
            only_words = true;
        else if (!take_option(out, argc, argv, &at, &given))
            return false;
    }
    out->words = (const char *const *)argv + 1;
    out->word_count = (size_t)(words - 1);
    take_command(out);
    return out->help || out->version || check_fit(out, given);
}
