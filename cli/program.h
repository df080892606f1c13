/* One run of the program: its options, its session, and what it does with texts. */
#ifndef CYQ_CLI_PROGRAM_H
#define CYQ_CLI_PROGRAM_H

#include <stdbool.h>

#include "cli/options.h"
#include "cli/signals.h"
#include "cyq.h"

typedef struct program {
    const options *options;
    cyq_session *session;
    cyq_diagnostics *said;
    size_t results;          /* written so far */
    bool tells_loads;        /* what was loaded, to who is at the prompt */
    const char *file_format; /* of the file that results go to instead of standard output; NULL */
    cyq_argument *given;     /* values for the params of the text that runs; freed by program_close */
    size_t given_count;
} program;

/* Opens the session the options ask for; gives an exit status, and says what is wrong. */
int program_open(program *p, const options *o);
void program_close(program *p);
/* Runs all statements of a text and writes their results; gives an exit status. Ctrl-C stops it. */
int program_run(program *p, const char *name, const char *text, size_t length);
/* Writes where the rows of the last query were read, or only its row `row` (counted from 1; 0: all); gives an exit status. */
int program_sources(program *p, uint64_t row);
/* NAME=VALUE words as values for params; false when one is none, or without memory, and standard error says so. */
bool program_give(program *p, const char *const *words, size_t count);
void program_take_back(program *p);
/* Is the word NAME=VALUE, NAME being one that a param may have? */
bool program_is_given(const char *word);
/* cyq -f FILE --help: what the script is for and what it can be given; gives an exit status. */
int program_help_script(program *p, const char *path);
enum { DATE_SIZE = 32 };
/* What `today` is: what the options say, or the computer's date by its own clock and time zone, put into `date`. */
const char *program_date(const options *o, char date[DATE_SIZE]);
/* The exit status that a status of the library stands for. */
int program_status(cyq_status s);
/* The worse of two exit statuses is the greater, usage aside, which ends things before any file is looked at. */
int program_worse(int a, int b);

/* Asks at the prompt until the reader leaves. */
int program_prompt(program *p);

/* From the first to the second call Ctrl-C, and a signal that is to end the program, stop what the session runs. */
void program_listen(program *p, listening *l);
void program_listen_no_more(const listening *l);

/* cyq import, cyq fmt, cyq check, cyq verify. */
int command_import(const options *o);
int command_fmt(const options *o);
int command_check(const options *o);
int command_verify(const options *o);
/* cyq lsp: answers an editor until it leaves; 0 after shutdown, else 1. */
int command_lsp(const options *o);

#endif
