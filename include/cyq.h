/* cyq: the CyQL language as a library. This header is the whole public interface.
 *
 *     cyq_config config = {.size = sizeof config, .today = "2025-10-15"};
 *     cyq_session *session;
 *     cyq_session_open(&config, NULL, &session);
 *     cyq_script_open(session, "query", text, strlen(text), diagnostics, &script);
 *     while (cyq_script_next(script, diagnostics, &result) == CYQ_RESULT) ...
 *
 * What holds for every call:
 *
 * - Names.      `cyq_noun_verb`; what makes a thing has its out-parameter last and sets it to NULL when it fails.
 * - Errors.     A `cyq_status`: negative when the call failed, CYQ_OK or another positive one when it did not. The story
 *               is told by the diagnostics, which are put into the list that the caller hands in, and nowhere else: there
 *               is no "last error".
 * - NULL.       A `cyq_diagnostics *` that is an argument may always be NULL: the story is then not wanted. Every `_free`
 *               and `_close` takes NULL and does nothing. Any other NULL pointer gives CYQ_MISUSE (or 0, or NULL, as the
 *               call's result has it) unless its description says what it means.
 * - Ownership.  What a call makes belongs to the caller, who ends it by the `_free` or `_close` of its noun: results and
 *               scripts before their session. Arguments are copied where they are needed longer than the call lasts. A
 *               `const char *` that is returned belongs to the thing it was asked of, ends in a NUL, and lives as long as
 *               that thing unless its description says otherwise.
 * - Structs.    Those with a `size` are set to zero before they are filled, so that a program and a library of different
 *               versions understand each other: what one of them does not know is zero, or refused.
 * - Text.       UTF-8. Where a length goes with it, the length counts bytes and no NUL is needed.
 * - Threads.    No global state: any number of sessions in any number of threads. A session with its scripts and results
 *               is for one thread at a time, and so is a list of diagnostics; only cyq_session_interrupt may be called at
 *               any moment from anywhere.
 * - Manners.    The library never prints, exits, aborts, reads the environment or the clock's date, or takes signals. It
 *               opens only the files it is told to.
 */
#ifndef CYQ_H
#define CYQ_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#if defined(__GNUC__)
#define CYQ_API __attribute__((visibility("default")))
#else
#define CYQ_API
#endif

#ifdef __cplusplus
extern "C" {
#endif

/* ---- Status and version ---------------------------------------------------------------------------------------------- */

typedef enum cyq_status {
    CYQ_OK = 0,           /* done */
    CYQ_RESULT = 1,       /* done, and there is a result (cyq_script_next) */
    CYQ_DONE = 2,         /* there was nothing left to do (cyq_script_next) */
    CYQ_ERROR = -1,       /* the text or data is wrong: a diagnostic of severity error tells how */
    CYQ_NO_MEMORY = -2,   /* an allocation failed; no diagnostic is promised */
    CYQ_IO = -3,          /* a file could not be read or written, or the host's write function refused; of the former a diagnostic tells */
    CYQ_LIMIT = -4,       /* a limit of the session or of the language's implementation was met; a diagnostic tells which */
    CYQ_INTERRUPTED = -5, /* cyq_session_interrupt was called */
    CYQ_MISUSE = -6       /* the call itself is wrong: a NULL, an index too large, a setting that makes no sense */
} cyq_status;

/* The version of the library that runs, e.g. "0.1.0". Static. */
CYQ_API const char *cyq_version(void);

/* ---- Diagnostics ------------------------------------------------------------------------------------------------------- */

typedef enum cyq_severity { CYQ_SEVERITY_ERROR, CYQ_SEVERITY_WARNING, CYQ_SEVERITY_NOTE } cyq_severity;

/* A list of what calls had to say, in the order it was said. Calls add to its end and never remove. */
typedef struct cyq_diagnostics cyq_diagnostics;

/* One diagnostic. All texts belong to the list and live until it is cleared or freed. */
typedef struct cyq_diagnostic {
    size_t size; /* set by the caller: sizeof(cyq_diagnostic) */
    cyq_severity severity;
    const char *code;         /* "E0301", the same for ever */
    const char *message;      /* one clause, no final full stop */
    const char *source;       /* the name of the text it is about; "" if it is about none */
    size_t line, column;      /* 1-based, the column in characters; both 0 if it is about no text */
    size_t length;            /* characters from there on, at most to the end of the line; may be 0 */
    const char *const *hints; /* ways to write it */
    size_t hint_count;
    const char *expected; /* what could stand there, as a noun; may be empty */
} cyq_diagnostic;

/* A further place that a diagnostic shows, in the same text. Its text lives as long as the diagnostic's. */
typedef struct cyq_label {
    size_t size; /* set by the caller: sizeof(cyq_label) */
    const char *text;
    size_t line, column, length; /* as in cyq_diagnostic */
} cyq_label;

/* An empty list. CYQ_NO_MEMORY, CYQ_MISUSE. */
CYQ_API cyq_status cyq_diagnostics_new(cyq_diagnostics **out);
CYQ_API void cyq_diagnostics_free(cyq_diagnostics *list);
/* Empties it; everything read from it is gone. */
CYQ_API void cyq_diagnostics_clear(cyq_diagnostics *list);
CYQ_API size_t cyq_diagnostics_count(const cyq_diagnostics *list);
/* How many of them have the severity error. */
CYQ_API size_t cyq_diagnostics_error_count(const cyq_diagnostics *list);
/* Fills `out` as far as its `size` goes. CYQ_MISUSE when there is no such index. */
CYQ_API cyq_status cyq_diagnostics_get(const cyq_diagnostics *list, size_t index, cyq_diagnostic *out);
/* The further places of one, counted from 0. Fills `out` as far as its `size` goes. CYQ_MISUSE when there is no such diagnostic or label. */
CYQ_API cyq_status cyq_diagnostics_label(const cyq_diagnostics *list, size_t index, size_t label, cyq_label *out);
/* One as people read it: with its line of text, a caret and hints, over several lines, ending in a newline; control characters
 * of the text made harmless; with `colour` set by ANSI sequences. NULL when there is no such index. Lives until the list is
 * cleared or freed. */
CYQ_API const char *cyq_diagnostics_text(const cyq_diagnostics *list, size_t index, bool colour);
/* From now on the lines of text in what is added are cut to fit a terminal of `width` columns, and messages and hints are broken
 * between words; 0, as at first: cut to the usual width, and nothing is broken. Stays through cyq_diagnostics_clear. */
CYQ_API void cyq_diagnostics_fit(cyq_diagnostics *list, size_t width);

/* ---- Sessions ---------------------------------------------------------------------------------------------------------- */

/* Data, and what was defined on it. */
typedef struct cyq_session cyq_session;

/* A name and its value, as a host gives them: to a param of a script, or as a setting of a server. */
typedef struct cyq_argument {
    size_t size;       /* sizeof(cyq_argument), the same in all of a list */
    const char *name;  /* of the param, without the $; of the setting */
    const char *value; /* a text as it is; all else as it would be written, a set with commas between its elements: Moldova, 2025-10, 1,2.
                        * An element that holds a comma stands in quotes: "a, b",c */
} cyq_argument;

/* Told now and then how far long work is: what the call is busy with, in words for people ("sorting rows"; static), and how much of that is done, of how much, in what
 * the words count. `total` is 0 where it is not known. A stage follows another, and `done` begins anew then; while one lasts it never becomes less, nor more than `total`.
 * Called at most ten times a second, by the thread that runs the call that is busy and before that call returns; work of less than a tenth of a second is not told of.
 * It may call cyq_session_interrupt and no other function of the session. */
typedef void (*cyq_progress_function)(void *user, const char *what, uint64_t done, uint64_t total);

/* Set `size` and what is wanted; leave the rest zero. */
typedef struct cyq_config {
    size_t size;       /* sizeof(cyq_config): a later version of the library knows by it which fields there are */
    const char *today; /* "2025-10-15": what `today`, `this month` … mean. Must be given */
    const char
        *database; /* a SQLite file, made by cyq_import, `save` or anyone else, or a server as postgresql://user@host/database; NULL: what
                              * `server` says, if there are any, else the built-in data */
    uint64_t timeout_ms;     /* one statement runs no longer than about this; 0: no limit */
    uint64_t max_rows;       /* of one result; 0: no limit */
    size_t max_memory;       /* bytes for running one statement, its result included; 0: no limit */
    bool safe;               /* statements may not read or write files (`database` is the host's own and still read) */
    const char *module_path; /* folders in which `use` looks for modules, with `:` between them; NULL: none */
    /* Where queries run: "memory", the database being read into it at once, or in the database ("sqlite", "postgres"), what it cannot do in memory; NULL: in
     * the database where there is one. Without one, "sqlite" keeps the built-in data in a private one. */
    const char *backend;
    /* How to connect to PostgreSQL: libpq's parameters (host, port, dbname, user, password, sslmode …), which are all that is looked at: no variable, no file of services or
     * passwords. They come on top of what `database` says, if that is an address. `user` must be among them or in it. */
    const cyq_argument *server;
    size_t server_count;
    const char *mapping;            /* a file that says more of a database's tables than it does itself (docs/databases.md); NULL: none */
    cyq_progress_function progress; /* of statements that run, load or save; NULL: not wanted */
    void *progress_user;            /* handed to it */
} cyq_config;

/* Opens a session. CYQ_MISUSE for a setting that makes no sense, CYQ_IO or CYQ_ERROR when the database cannot be read: a
 * diagnostic tells. */
CYQ_API cyq_status cyq_session_open(const cyq_config *config, cyq_diagnostics *diagnostics, cyq_session **out);
/* Its scripts and results must be gone. */
CYQ_API void cyq_session_close(cyq_session *session);
/* Makes the call of cyq_script_next that is running, or else the next one, return CYQ_INTERRUPTED, once; forgotten by the next
 * cyq_script_open. The session stays usable. May be called from any thread and from a signal handler, while the session is open. */
CYQ_API void cyq_session_interrupt(cyq_session *session);

/* What can be asked for. The texts are the session's. */
/* From the next cyq_script_open on results keep what a page (html) says beside their rows, also where no `to` asks for one: what was asked, in the language and in plain English,
 * of which data and documents. That takes about as long as the query again. A page of a result that did not keep it has only the rows. */
CYQ_API void cyq_session_keep_about(cyq_session *session, bool keep);

typedef struct cyq_collection {
    size_t size; /* set by the caller: sizeof(cyq_collection) */
    const char *name;
    const char *help; /* one line; may be empty */
    size_t rows;
} cyq_collection;

/* The collections of the session's data, in the order in which they are listed. */
CYQ_API size_t cyq_session_collection_count(const cyq_session *session);
/* Fills `out` as far as its `size` goes. CYQ_MISUSE when there is no such index. */
CYQ_API cyq_status cyq_session_collection(const cyq_session *session, size_t index, cyq_collection *out);

/* ---- Scripts: running statements --------------------------------------------------------------------------------------- */

/* A text of statements on its way. */
typedef struct cyq_script cyq_script;
/* The rows that a query gave. */
typedef struct cyq_result cyq_result;

/* Parses and checks a whole text; nothing runs yet. `name` is what diagnostics call it ("query", a file's name); the modules that it
 * uses by relative paths are looked for in the folder that the name has, or else in the current one. On CYQ_ERROR every mistake found is in `diagnostics`, of many the first hundred. What statements define stays defined in the session. Also
 * CYQ_LIMIT (the text is too long, nested too deeply or becomes too large), CYQ_NO_MEMORY. */
CYQ_API cyq_status cyq_script_open(cyq_session *session, const char *name, const char *text, size_t length, cyq_diagnostics *diagnostics,
                                   cyq_script **out);

/* The same with values for its params and for those of the modules that it uses. They are copied. Also CYQ_ERROR when there is no param of a name,
 * when a value is not of the param's type, and when a param has no value at all. */
CYQ_API cyq_status cyq_script_open_with(cyq_session *session, const char *name, const char *text, size_t length,
                                        const cyq_argument *arguments, size_t argument_count, cyq_diagnostics *diagnostics,
                                        cyq_script **out);
/* Runs the next statement. CYQ_RESULT: `*result` is what it gave. CYQ_OK: it has nothing to show (a definition; a query that
 * wrote a file). CYQ_DONE: there was none left. Warnings and notes come with the statement they are about. After a negative
 * status the script is at its end; the session is as good as before. CYQ_ERROR, CYQ_IO (a file that `to` names), CYQ_LIMIT,
 * CYQ_INTERRUPTED, CYQ_NO_MEMORY. */
CYQ_API cyq_status cyq_script_next(cyq_script *script, cyq_diagnostics *diagnostics, cyq_result **result);
/* The file that the last cyq_script_next wrote, by the name that its statement has for it; NULL: none. *rows, where `rows` is not NULL: how many rows of an answer are in it; UINT64_MAX of a
 * database that `save` wrote. Valid until cyq_script_close. */
CYQ_API const char *cyq_script_wrote(const cyq_script *script, uint64_t *rows);
/* The collection that the statement of the last cyq_script_next loaded, by its name; NULL: none. *rows and *columns, where they are not NULL: how many rows it has, and the names of its columns with
 * commas between them. Both texts are valid until cyq_script_close. */
CYQ_API const char *cyq_script_loaded(const cyq_script *script, uint64_t *rows, const char **columns);
/* Opens a script of one statement, which says where the rows of the last query were read: for each row its number in the answer (`row`), the `name` of what was read and its
 * `source`, a document and line. Of groups it tells the rows behind them, under the group's number; of joined rows each. `row` counts from 1 and asks of that one only; 0 asks of all. There are no rows in its
 * result where the data does not say where it was read, and behind a pivot or what was put together from several queries. The last query stays the last. CYQ_ERROR where there is
 * none; otherwise as cyq_script_open. */
CYQ_API cyq_status cyq_sources_open(cyq_session *session, uint64_t row, cyq_diagnostics *diagnostics, cyq_script **out);
/* Results it gave stay. */
CYQ_API void cyq_script_close(cyq_script *script);

/* ---- Results ----------------------------------------------------------------------------------------------------------- */

typedef enum cyq_type {
    CYQ_TYPE_NONE, /* no such column */
    CYQ_TYPE_BOOL,
    CYQ_TYPE_INT,
    CYQ_TYPE_NUMBER, /* an exact decimal */
    CYQ_TYPE_MONEY,
    CYQ_TYPE_TEXT,
    CYQ_TYPE_DATE,
    CYQ_TYPE_PERIOD,
    CYQ_TYPE_DURATION,
    CYQ_TYPE_LINK /* a row of a collection; its text is that row's name */
} cyq_type;

typedef struct cyq_date {
    int year, month, day; /* 1-9999, 1-12, 1-31 */
} cyq_date;

CYQ_API void cyq_result_free(cyq_result *result);
CYQ_API size_t cyq_result_row_count(const cyq_result *result);
CYQ_API size_t cyq_result_column_count(const cyq_result *result);
/* NULL when there is no such column. */
CYQ_API const char *cyq_result_column_name(const cyq_result *result, size_t column);
/* Of a set column the type of its elements, and `*is_set` (may be NULL) says so. */
CYQ_API cyq_type cyq_result_column_type(const cyq_result *result, size_t column, bool *is_set);

/* Rows and columns count from 0. The getters give CYQ_MISUSE when there is no such row or column, or the column is of another type,
 * and then leave their out-parameters alone. */

/* True for a missing value, an empty set, and where there is no such row or column. */
CYQ_API bool cyq_result_is_missing(const cyq_result *result, size_t row, size_t column);
/* Any value as text, as `csv` prints it but without quotes; empty if missing. Lives until the next call with this result of a
 * function that gives text. `length` may be NULL. CYQ_NO_MEMORY. */
CYQ_API cyq_status cyq_result_text(cyq_result *result, size_t row, size_t column, const char **text, size_t *length);
/* An int, or a bool as 0 or 1. 0 if missing. */
CYQ_API cyq_status cyq_result_int(const cyq_result *result, size_t row, size_t column, int64_t *out);
/* The first and the last day of a period, both included, or a date twice. All 0 if missing. A period without beginning starts at
 * 0001-01-01, one without end ends at 9999-12-31. Either pointer may be NULL. */
CYQ_API cyq_status cyq_result_period(const cyq_result *result, size_t row, size_t column, cyq_date *first, cyq_date *last);
/* How many elements a set has; of a column that is no set 1, or 0 if missing. 0 where there is no such row or column. */
CYQ_API size_t cyq_result_set_size(const cyq_result *result, size_t row, size_t column);
/* One element of a set as text, elements being in sort order. Otherwise as cyq_result_text. */
CYQ_API cyq_status cyq_result_set_text(cyq_result *result, size_t row, size_t column, size_t element, const char **text, size_t *length);

/* ---- Writing results --------------------------------------------------------------------------------------------------- */

/* Takes bytes of output; not called again once it gave something other than 0, which makes the call that writes return CYQ_IO.
 * `length` is never 0. */
typedef int (*cyq_write_function)(void *user, const char *bytes, size_t length);

typedef struct cyq_write_options {
    size_t size;         /* sizeof(cyq_write_options) */
    size_t width;        /* columns of the terminal that a table should fit into, as records if need be; 0: no limit, nothing is cut. A
                            picture is then 80 columns wide */
    bool colour;         /* ANSI colours in a table */
    bool terminal;       /* people watch: a table marks what is missing and says how many rows there are */
    size_t rows;         /* writes the first so many; 0: all. A table that people watch says how many there are in all */
    const char *missing; /* what stands in tables and records for what is missing; NULL: a mark where people watch, else nothing */
} cyq_write_options;

/* The formats of output by index, each with one line of help; NULL when there is no such index. All static. */
CYQ_API size_t cyq_format_count(void);
CYQ_API const char *cyq_format_name(size_t index);
CYQ_API const char *cyq_format_help(size_t index);
/* The name of the format that a word means: its name, or the usual ending of its files (md), letters in any case. NULL if it means
 * none. Static. */
CYQ_API const char *cyq_format_find(const char *word);
/* What the ending of a file's name promises that no format writes, as in "files of Excel"; NULL where one does, or where the ending does not say. Static. */
CYQ_API const char *cyq_file_foreign(const char *path);

/* The format that the query itself asked for by `to`; NULL if it did not. */
CYQ_API const char *cyq_result_format(const cyq_result *result);
/* Can the result be written in a format, named with its options as in `chart line`? CYQ_OK for most. A diagnostic tells why not: CYQ_ERROR when the format
 * cannot show it (ics: no column has a time; a picture: no column that can be drawn; citable: the query did not end so), CYQ_IO when a library that it is written by is missing. Notes are told of what
 * will be left out. CYQ_MISUSE when there is no such format, CYQ_NO_MEMORY. What a query asks for by `to` is checked when it runs. */
CYQ_API cyq_status cyq_result_check(const cyq_result *result, const char *format, cyq_diagnostics *diagnostics);
/* Writes all rows in a format, by a word that cyq_format_find takes, or by that and options of the format: `csv safe`. `options` may be NULL. CYQ_MISUSE when there is no
 * such format, CYQ_IO when `write` refused, CYQ_NO_MEMORY, CYQ_ERROR for `citable` where the query itself did not say it. Of a result that a picture cannot be drawn of, the picture says why; of one that ics cannot hold, what
 * cyq_result_check gives. */
CYQ_API cyq_status cyq_result_write(const cyq_result *result, const char *format, const cyq_write_options *options,
                                    cyq_write_function write, void *user);

/* ---- Texts without running them ------------------------------------------------------------------------------------------ */

/* Is this a whole number of statements (or has it errors that more text will not mend), as a prompt asks when Enter is pressed? */
CYQ_API bool cyq_is_complete(const char *text, size_t length);
/* Writes the canonical form of a script, comments kept. CYQ_ERROR, and nothing is written, when it does not parse. */
CYQ_API cyq_status cyq_text_format(const char *name, const char *text, size_t length, cyq_diagnostics *diagnostics,
                                   cyq_write_function write, void *user);
typedef enum cyq_highlight_kind {
    CYQ_HIGHLIGHT_WORD,     /* of the language, where it is none of a field or value */
    CYQ_HIGHLIGHT_TEXT,     /* in quotes; a regular expression */
    CYQ_HIGHLIGHT_NUMBER,   /* or a date */
    CYQ_HIGHLIGHT_VARIABLE, /* $name */
    CYQ_HIGHLIGHT_COMMENT
} cyq_highlight_kind;
/* Takes the bytes [from, to) of a text. */
typedef void (*cyq_highlight_function)(void *user, size_t from, size_t to, cyq_highlight_kind kind);
/* Says of a text, which may be wrong or not complete, what its parts are, in their order; of names, values without quotes and signs nothing. CYQ_ERROR for what is no UTF-8; of a text that is not in NFC nothing is
 * said. */
CYQ_API cyq_status cyq_highlight(const char *text, size_t length, cyq_highlight_function take, void *user);
/* Parses and checks a script against the session's data as cyq_script_open does, but as if it were the first of its session,
 * and leaves nothing defined. */
CYQ_API cyq_status cyq_text_check(cyq_session *session, const char *name, const char *text, size_t length, cyq_diagnostics *diagnostics);

/* A piece of a text: 1-based lines and columns, columns in characters; it ends before `end_line`, `end_column`. */
typedef struct cyq_place {
    size_t line, column, end_line, end_column;
} cyq_place;

/* The name, word or sign that stands at a place of a text or ends there, a name with its `$` or backquotes. CYQ_DONE when there is none: in comments, in
 * values in quotes, at numbers and dates, and where the text has no such place. CYQ_ERROR when the text cannot be read at all, CYQ_NO_MEMORY. */
CYQ_API cyq_status cyq_text_word(const char *text, size_t length, size_t line, size_t column, cyq_place *out);

/* The names that a text brings, in its order. */
typedef struct cyq_outline cyq_outline;

typedef enum cyq_outline_kind {
    CYQ_OUTLINE_PARAM,
    CYQ_OUTLINE_VALUE,    /* let $name */
    CYQ_OUTLINE_QUERY,    /* let name */
    CYQ_OUTLINE_FUNCTION, /* def name(…) */
    CYQ_OUTLINE_FIELD,    /* def collection.name */
    CYQ_OUTLINE_TABLE,    /* load */
    CYQ_OUTLINE_MODULE    /* use */
} cyq_outline_kind;

typedef struct cyq_outline_item {
    size_t size; /* set by the caller: sizeof(cyq_outline_item) */
    cyq_outline_kind kind;
    const char *name; /* as it is used: $q4, joint; a table's or a module's file where it has no other name. Lives as long as the outline */
    const char *help; /* the comment above it; may be empty */
    cyq_place name_place, place; /* of the name, of the whole statement */
} cyq_outline_item;

/* Reads them, also from a text with mistakes, as far as it can be understood. CYQ_ERROR when it cannot be read at all, CYQ_LIMIT, CYQ_NO_MEMORY. */
CYQ_API cyq_status cyq_outline_read(const char *text, size_t length, cyq_outline **out);
CYQ_API void cyq_outline_free(cyq_outline *outline);
CYQ_API size_t cyq_outline_count(const cyq_outline *outline);
/* Fills `out` as far as its `size` goes. CYQ_MISUSE when there is no such index. */
CYQ_API cyq_status cyq_outline_get(const cyq_outline *outline, size_t index, cyq_outline_item *out);

/* ---- Completion ---------------------------------------------------------------------------------------------------------- */

/* What may be written at a place in a text that is still being written. */
typedef struct cyq_completions cyq_completions;

typedef enum cyq_completion_kind {
    CYQ_COMPLETION_WORD, /* a clause, an operator, another word of the language */
    CYQ_COMPLETION_COLLECTION,
    CYQ_COMPLETION_QUERY,    /* that `let` named */
    CYQ_COMPLETION_FIELD,    /* a column there */
    CYQ_COMPLETION_VALUE,    /* of the column that it is compared with */
    CYQ_COMPLETION_FUNCTION, /* `text` ends with its opening bracket */
    CYQ_COMPLETION_VARIABLE, /* $name */
    CYQ_COMPLETION_FORMAT,
    CYQ_COMPLETION_OPTION, /* of a format */
    CYQ_COMPLETION_MODULE,
    CYQ_COMPLETION_TYPE,
    CYQ_COMPLETION_CODE /* of a message */
} cyq_completion_kind;

typedef struct cyq_completion {
    size_t size; /* set by the caller: sizeof(cyq_completion) */
    cyq_completion_kind kind;
    const char *text;   /* what is to be written, quotes included where they are needed */
    size_t from, to;    /* the bytes of the text in whose place it comes; `to` is the cursor */
    const char *form;   /* a type, or how it is called: days(period) -> int; may be empty */
    const char *help;   /* one line; may be empty */
    uint64_t frequency; /* of a value: in how many rows it was met; else 0 */
    bool whole;         /* a space may follow at once; not so after a bracket */
} cyq_completion;

/* What may come at byte `cursor` of a text, the likeliest first: words of the language that can stand there, columns that the rows have there, values of the column that the
 * one before the cursor is compared with, most frequent first. What stands before the cursor decides, what comes behind it does not count. Comments and texts in quotes have
 * none, but for a value in quotes. Of many rows values are looked for no longer than about 40 ms, so that some may not be known.
 *
 * Names are looked up in the session, and in what the text before the cursor defines; modules are read, no table is loaded, and nothing stays defined. What belongs to others (names of files) is left to
 * the caller: cyq_completions_file. *out may hold nothing. CYQ_MISUSE also when `cursor` lies behind the text; CYQ_NO_MEMORY. */
CYQ_API cyq_status cyq_complete(cyq_session *session, const char *text, size_t length, size_t cursor, cyq_completions **out);
CYQ_API void cyq_completions_free(cyq_completions *completions);
CYQ_API size_t cyq_completions_count(const cyq_completions *completions);
/* Fills `out` as far as its `size` goes; its texts live as long as `completions`. CYQ_MISUSE when there is no such index. */
CYQ_API cyq_status cyq_completions_get(const cyq_completions *completions, size_t index, cyq_completion *out);
/* Does the cursor stand in a text in quotes that names a file (of load, save, use, to)? `*from` is the first byte of its name. */
CYQ_API bool cyq_completions_file(const cyq_completions *completions, size_t *from);

/* What a script can be given. */
typedef struct cyq_params cyq_params;

typedef struct cyq_param {
    size_t size;          /* set by the caller: sizeof(cyq_param) */
    const char *name;     /* without the $ */
    const char *type;     /* in words: text, set of period */
    const char *fallback; /* the value that it has when none is given, as written; NULL if there is none */
    const char *help;     /* the comment above it; may be empty */
    bool required;        /* without a value the script does not run */
} cyq_param;

/* Reads which params a script and the modules that it uses declare. Nothing runs and no table is loaded. CYQ_ERROR when the text does not
 * parse, or one of its params, variables or modules is wrong. Uses the session's data, and leaves nothing defined. */
CYQ_API cyq_status cyq_params_read(cyq_session *session, const char *name, const char *text, size_t length, cyq_diagnostics *diagnostics,
                                   cyq_params **out);
CYQ_API void cyq_params_free(cyq_params *params);
/* The comment with which the script begins, its lines joined to one; may be empty. All texts live as long as `params`. */
CYQ_API const char *cyq_params_about(const cyq_params *params);
CYQ_API size_t cyq_params_count(const cyq_params *params);
/* Fills `out` as far as its `size` goes, in the order of the script. CYQ_MISUSE when there is no such index. */
CYQ_API cyq_status cyq_params_get(const cyq_params *params, size_t index, cyq_param *out);

/* ---- Citations ----------------------------------------------------------------------------------------------------------- */

/* The blocks that `to … citable` wrote into a text, whatever it is: a page, a document, a picture. */
typedef struct cyq_citations cyq_citations;

typedef enum cyq_citation_state {
    CYQ_CITATION_WHOLE,
    CYQ_CITATION_DAMAGED, /* lines are missing, or are not those that were written */
    CYQ_CITATION_FOREIGN  /* of a form that this version does not know */
} cyq_citation_state;

typedef struct cyq_citation {
    size_t size; /* set by the caller: sizeof(cyq_citation) */
    cyq_citation_state state;
    size_t line; /* where it begins, 1-based */
    const char *
        query; /* on one line, with the definitions that it uses; has no control characters. Where the block is not whole this and the rest may be empty, or wrong */
    const char *data;        /* what it was asked of */
    const char *today;       /* the day on which it was asked, 2025-10-15 */
    uint64_t rows;           /* how many there were */
    const char *fingerprint; /* the SHA-256 of the rows as csv writes them, in hexadecimal digits */
} cyq_citation;

/* Finds them, in the order of the text, which need not be UTF-8. *out may hold none. CYQ_NO_MEMORY. */
CYQ_API cyq_status cyq_citations_read(const char *text, size_t length, cyq_citations **out);
CYQ_API void cyq_citations_free(cyq_citations *citations);
CYQ_API size_t cyq_citations_count(const cyq_citations *citations);
/* Fills `out` as far as its `size` goes; its texts live as long as `citations`. CYQ_MISUSE when there is no such index. */
CYQ_API cyq_status cyq_citations_get(const cyq_citations *citations, size_t index, cyq_citation *out);

/* What a query that was cited gives now. */
typedef struct cyq_verification {
    size_t size;      /* set by the caller: sizeof(cyq_verification) */
    bool holds;       /* the same rows */
    uint64_t rows;    /* how many there are */
    const char *data; /* what it was asked of, in the words of cyq_citation.data; lives as long as the citations */
} cyq_verification;

/* Asks the query of a whole citation again, of the session's data and on the citation's day, as if it were the first of its session; nothing stays defined. The text is nobody's
 * own: it reads and writes no files, takes in no modules, and runs in the session's limits. `name` is what diagnostics call it. CYQ_ERROR where it cannot be asked (a collection is
 * not there): a diagnostic tells why, unless the day is none. CYQ_LIMIT, CYQ_INTERRUPTED, CYQ_NO_MEMORY; CYQ_MISUSE also for a citation that is not whole. */
CYQ_API cyq_status cyq_citation_verify(cyq_session *session, cyq_citations *citations, size_t index, const char *name,
                                       cyq_diagnostics *diagnostics, cyq_verification *out);

/* ---- Import -------------------------------------------------------------------------------------------------------------- */

/* A text to import. */
typedef struct cyq_document {
    const char *name; /* its file, for messages and as what it is called in the data */
    const char *text;
    size_t length;
} cyq_document;

/* Reads newsletters into a SQLite file, for cyq_config.database and for other tools. The file is made new, or, if it is there and was made by
 * cyq, grows: its documents and the given ones are what it has afterwards, as if all had been imported together in the order of their
 * periods; collections of one's own in it stay. A document that is there with the same text changes nothing; one with another text takes the place
 * of the earlier one. To begin anew, remove the file. All of it is one step: an error leaves what was there. Pure otherwise, and bound to no
 * session.
 *
 * `imported` is the date that the data has for the reading, "2025-10-15"; NULL leaves it out, so that the same documents give
 * the same file on any day. `report` tells what was not understood, what is said twice differently, and what was merged or
 * assumed, each with its lines, of the given documents. `summary`, which may be NULL, takes the counts as lines of text before the file is
 * written; when it refuses, nothing is. CYQ_ERROR when a document cannot be read at all (no newsletter, cut off, no UTF-8), CYQ_IO
 * when the file cannot be read (damaged, say) or written, or `summary` refused. */
CYQ_API cyq_status cyq_import(const cyq_document *documents, size_t count, const char *imported, const char *database,
                              cyq_diagnostics *report, cyq_write_function summary, void *user);

/* How an import is to be done: the arguments of cyq_import. Set `size` and what is wanted; leave the rest zero. */
typedef struct cyq_import_config {
    size_t size; /* sizeof(cyq_import_config) */
    const char *imported;
    const char *database;
    cyq_write_function summary;
    void *user;
    cyq_progress_function progress; /* NULL: not wanted */
    void *progress_user;
} cyq_import_config;

/* The same, telling how far it is. */
CYQ_API cyq_status cyq_import_with(const cyq_document *documents, size_t count, const cyq_import_config *config, cyq_diagnostics *report);

/* ---- Files and words ----------------------------------------------------------------------------------------------------- */

/* Replaces a file's content, or makes the file, in one step: a reader sees the old or the new, and an error leaves the old.
 * What is no regular file (a pipe, a device) is written to as it is. CYQ_IO with a diagnostic. */
CYQ_API cyq_status cyq_file_write(const char *path, const char *bytes, size_t length, cyq_diagnostics *diagnostics);

/* Text as it may be sent to a terminal: a control character, a mark of direction, a separator of lines and a byte that is no UTF-8 become U+FFFD, a tab
 * and a line end a blank, as in the formats for people. Writes as much of it as fits into `room` bytes, a NUL behind it, and cuts no character; `out`
 * may be NULL if `room` is 0. Gives the bytes that all of it takes, without the NUL. Allocates nothing. */
CYQ_API size_t cyq_text_safe(const char *text, size_t length, char *out, size_t room);

/* Of `count` words the index of the one that was probably meant by `word`, as diagnostics suggest names; SIZE_MAX if none is
 * near. */
CYQ_API size_t cyq_word_nearest(const char *word, const char *const *words, size_t count);

#ifdef __cplusplus
}
#endif

#endif
