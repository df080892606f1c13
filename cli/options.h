/* The command line, understood. */
#ifndef CYQ_CLI_OPTIONS_H
#define CYQ_CLI_OPTIONS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* What language.md promises to those who start the program. */
enum { EXIT_DONE = 0, EXIT_WRONG = 1, EXIT_USAGE = 2, EXIT_FILES = 3, EXIT_STOPPED = 4 };

typedef enum command { COMMAND_QUERY, COMMAND_IMPORT, COMMAND_FMT, COMMAND_CHECK, COMMAND_VERIFY, COMMAND_LSP } command;

typedef enum colour_choice { COLOUR_AUTO, COLOUR_ALWAYS, COLOUR_NEVER } colour_choice;

/* All texts are the program's arguments. What was not given is zero. */
typedef struct options {
    command command;
    const char *const *words; /* what is no option: a query, files */
    size_t word_count;
    const char *script; /* -f */
    const char *module_path;
    const char *format;
    const char *database;
    const char *backend;
    const char *mapping;
    const char *output;
    const char *today;
    uint64_t timeout_ms;
    uint64_t max_rows;
    uint64_t max_memory;
    size_t width;        /* of tables on a terminal; 0: its own */
    size_t shown_rows;   /* of a result on a terminal; 0: all */
    const char *missing; /* what stands in tables on a terminal for what is missing; NULL: as usual */
    colour_choice colour;
    bool safe, rewrite, compare, verbose, no_pager, help, version;
} options;

/* Reads the arguments; `argv` is put into another order. False when they are wrong, and standard error says how. */
bool options_read(options *out, int argc, char **argv);
/* The text of --help, written to standard output; with an example of each option if these are wanted. */
void options_help(bool examples);

#endif
