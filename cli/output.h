/* Where the program writes: standard output for results, standard error for all else. */
#ifndef CYQ_CLI_OUTPUT_H
#define CYQ_CLI_OUTPUT_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "cli/options.h"
#include "cyq.h"

/* Must be called before any file is opened: takes the places of standard streams that are closed, so that no file gets there and writing to them fails. */
void output_start(void);
/* A cyq_write_function for standard output; `user` is not looked at. Refuses after a failure and after output_stop. */
int output_write(void *user, const char *bytes, size_t length);
/* From now on output_write writes into a file, which is made anew; NULL: to standard output again. False when it cannot be opened, which is said. */
bool output_to(const char *path);
/* The name of that file; empty: standard output. Valid until the next output_to. */
const char *output_file(void);
/* Says on standard error, in dim letters, that a file was written and how many rows it has; UINT64_MAX: without them. */
void output_tell_file(const options *o, const char *file, uint64_t rows);
/* The same of a table that was loaded, with the names of its columns as far as one line has room for them. */
void output_tell_load(const options *o, const char *name, uint64_t rows, const char *columns);
/* To standard output, wherever results go. */
int output_write_screen(const char *bytes, size_t length);
/* Text that others wrote, as cyq_text_safe shows it but for its line ends; to standard output, or standard error. */
void output_shown(int fd, const char *text, size_t length);
/* printf to standard output, of at most a thousand bytes, as output_shown. */
void output_print(const char *format, ...) __attribute__((format(printf, 1, 2)));
/* From now on output_print and output_shown to standard output write with `write`; NULL: as they are wont to. */
void output_print_with(cyq_write_function write, void *user);
/* Makes every write from now on be refused, until output_go_on; may be called in a signal handler. */
void output_stop(void);
void output_go_on(void);
/* The status to leave with: `status`, or EXIT_FILES when standard output failed, which is then said. A reader that went away is no failure. */
int output_finish(int status);
/* Nobody reads standard output any more, or it failed. */
bool output_is_over(void);

/* "cyq: …" to standard error, of usage and files; on one line, whatever a name holds. */
void complain(const char *format, ...) __attribute__((format(printf, 1, 2)));
/* Has output_stop been called, and not output_go_on since? */
bool output_is_stopped(void);
/* Do results go to standard output? */
bool output_is_screen(void);
/* Are colours wanted on it? */
bool output_has_colour(const options *o, int fd);
/* Is it a terminal on which a line can be written anew? */
bool output_can_erase(int fd);
/* Columns and lines of a terminal. */
size_t output_screen_width(int fd);
/* The columns that text takes in a terminal, where each character of UTF-8 is taken to have one; those of two are rare in help. */
size_t output_text_width(const char *text, size_t bytes);
/* The words of a text, which begins at column `indent`, where the lines go on that do not fit into `width`; 0: in one line. */
void output_words(const char *text, size_t indent, size_t width);
size_t output_screen_height(int fd);
/* Fits what is added to the list from now on to the terminal, if standard error is one. */
void output_fit(cyq_diagnostics *list);
/* Prints and clears a list of diagnostics. */
void output_diagnostics(cyq_diagnostics *list, const options *o);
/* How results are to be written: for a terminal if standard output is one. */
cyq_write_options output_options(const options *o);

#endif
