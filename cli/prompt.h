/* What the parts of the prompt share: the state of one, its commands, and running what was typed. */
#ifndef CYQ_CLI_PROMPT_H
#define CYQ_CLI_PROMPT_H

#include "cli/program.h"

typedef struct prompt {
    program *program;
    options options; /* the program's, and what commands changed of them */
    char *pending;   /* the lines of a statement that is not complete; NULL: none */
    char *last;      /* the statement that ran last; NULL: none yet */
    char *missing;   /* what options.missing points to; NULL */
    bool timer, once, leave;
    bool reading; /* lines come from a file, and are not kept */
    char **given; /* NAME=VALUE, for .read */
    size_t given_count;
} prompt;

/* A command begins with a dot. `bare` is the word that people type without knowing it; NULL. */
typedef struct prompt_command {
    const char *name, *bare;
    const char *argument; /* what may follow, as the help writes it; empty: nothing */
    const char *help;
    void (*run)(prompt *p, const char *argument);
} prompt_command;
extern const prompt_command prompt_commands[];
extern const size_t prompt_command_count;

/* Runs the command that a whole line is, which has no blanks before it. False if it is none. */
bool prompt_run_command(prompt *p, const char *line);
/* Says so where a statement is none, but a command without its dot, or what other prompts know. */
bool prompt_lacks_dot(const prompt *p, const char *line);
/* Says that there is none of that name, and which was probably meant. */
void prompt_no_such_command(const char *line);
/* Runs a text of statements as if it had been typed, and remembers it. */
void prompt_run(prompt *p, const char *statement);
/* Behind statements that ran: `.once` is over, and so is a file that could not be written. */
void prompt_settle(prompt *p);
/* One line, typed or read: of a statement, or a command. */
void prompt_take_line(prompt *p, const char *line);
/* The lines of the file that a user keeps for this, if it is there. */
void prompt_read_rc(prompt *p);

/* Writes a text behind `indent` columns that are written, its further lines as far in, and ends the line. */
void prompt_say_wrapped(const prompt *p, const char *text, size_t indent);

/* The commands that show something, and those that set something: prompt_show.c, prompt_set.c. */
void prompt_help(prompt *p, const char *argument);
void prompt_collections(prompt *p, const char *argument);
void prompt_describe(prompt *p, const char *argument);
void prompt_explain(prompt *p, const char *argument);
void prompt_source(prompt *p, const char *argument);
void prompt_last(prompt *p, const char *argument);
void prompt_history(prompt *p, const char *argument);
void prompt_mode(prompt *p, const char *argument);
void prompt_width(prompt *p, const char *argument);
void prompt_limit(prompt *p, const char *argument);
void prompt_null(prompt *p, const char *argument);
void prompt_timer(prompt *p, const char *argument);
void prompt_pager(prompt *p, const char *argument);
void prompt_output(prompt *p, const char *argument);
void prompt_once(prompt *p, const char *argument);
void prompt_param(prompt *p, const char *argument);
void prompt_read(prompt *p, const char *argument);
void prompt_save(prompt *p, const char *argument);
void prompt_edit(prompt *p, const char *argument);
void prompt_quit(prompt *p, const char *argument);

#endif
