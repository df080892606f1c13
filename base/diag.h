/* Diagnostics: what went wrong, where, what was expected, and a way to write it.
 *
 * Codes are rows of base/diag_codes.def and nowhere else. A diagnostic is made by diag_add and told more by
 * diag_label and diag_hint; it lives in the arena of its bag. All of these take NULL for the diagnostic and do nothing, so that
 * a failed allocation needs no test at each call. */
#ifndef CYQ_BASE_DIAG_H
#define CYQ_BASE_DIAG_H

#include "base/source.h"

typedef enum diag_severity { DIAG_ERROR, DIAG_WARNING, DIAG_NOTE } diag_severity;

/* E_UNKNOWN_FIELD, W_VALUE_NOWHERE, ... one for each row of the table. */
typedef enum diag_code {
#define DIAG(id, code, severity, title, example, help) id,
#include "base/diag_codes.def"
#undef DIAG
    DIAG_CODE_COUNT
} diag_code;

typedef struct diag_code_info {
    const char *code; /* "E0203" */
    diag_severity severity;
    const char *title;   /* one line, what the mistake is in general */
    const char *example; /* a script that provokes it, or, after "$ ", a command line where no script by itself can (a file, a limit) */
    const char *help;    /* a paragraph for `explain E0203` */
} diag_code_info;

/* "error", "warning", "note". Static. */
const char *diag_severity_name(diag_severity severity);

const diag_code_info *diag_info(diag_code code); /* NULL if it is none */
/* By its text, case ignored; DIAG_CODE_COUNT if there is none. */
diag_code diag_find(str code);

typedef struct diag_label {
    span where;
    str text;
} diag_label;

/* A hint that was guessed: it stands only if its query works (one without a query does), and one that is otherwise only where none before it does. */
typedef struct diag_guess {
    size_t hint; /* which of the diagnostic's */
    str query;
    bool otherwise;
} diag_guess;

typedef struct diag {
    diag_code code;
    diag_severity severity;
    const source *from; /* NULL for one that is about no text (a file that cannot be opened) */
    span where;
    str message;              /* a full clause, no final full stop: unknown field "projct" */
    str expected;             /* under the caret: what could stand here; may be empty */
    const diag_label *labels; /* further places */
    size_t label_count, label_capacity;
    const str *hints; /* "did you mean project?", one each */
    size_t hint_count, hint_capacity;
    const diag_guess *guesses; /* among the hints, in their order */
    size_t guess_count, guess_capacity;
} diag;

/* How many more warnings are kept, for all bags that share it. */
typedef struct diag_quota {
    size_t left;
    bool exceeded; /* there was one more */
} diag_quota;

typedef struct diag_bag {
    arena *memory;
    diag **items; /* in the order they were added */
    size_t count, capacity;
    size_t error_count;
    size_t most_errors;   /* further errors are counted and not kept; 0: no limit */
    diag_quota *warnings; /* NULL: no limit */
} diag_bag;

/* The texts of a diagnostic are cut in their middle when they are longer; nobody reads on. */
enum { DIAG_TEXT_MAX = 2000 };

/* Adds one with the severity of its row. NULL if it is an error or a warning over the limit of the bag, or if memory fails (the bag's arena then says
 * `failed`). */
diag *diag_add(diag_bag *bag, diag_code code, const source *from, span where, const char *format, ...)
    __attribute__((format(printf, 5, 6)));
/* Takes over one that was added to another bag of the same memory. */
void diag_pass(diag_bag *bag, diag *d);
/* What could stand there, as a noun ("a field of activities"): the renderer says "expected" before it, and a leading "expected " of the
 * text is dropped. The last one counts. */
void diag_expect(diag_bag *bag, diag *d, const char *format, ...) __attribute__((format(printf, 3, 4)));
void diag_label_at(diag_bag *bag, diag *d, span where, const char *format, ...) __attribute__((format(printf, 4, 5)));
void diag_hint(diag_bag *bag, diag *d, const char *format, ...) __attribute__((format(printf, 3, 4)));
/* A hint that is a guess. Who knows the names and the data asks whether the query works, and settles them: diag_settle. */
void diag_guess_that(diag_bag *bag, diag *d, str query, bool otherwise, const char *format, ...) __attribute__((format(printf, 5, 6)));
/* Leaves out the guesses that do not stand, `works` saying which queries do. Without `works` the first is taken to, and no other. */
typedef bool diag_works(void *data, str query);
void diag_settle(diag *d, diag_works *works, void *data);

/* Writes one as people read it, ending in a newline:
 *
 *     error[E0301]: activities has no field "projct"
 *       --> query:1:18
 *       |
 *     1 | activities where projct = X
 *       |                  ^^^^^^ expected a field of activities
 *       = hint: did you mean project?
 *
 * Labels are underlined with `-` and their text, below the carets where their line is already shown, else in a snippet of their own.
 * Without `from` there are only the head and the hints. Carets are placed by display width (tabs and wide characters included); a long line is cut around the caret with `…`;
 * control characters of the source print as �. `colour` adds ANSI colours. */
void diag_render(sbuf *out, const diag *d, bool colour);
/* The same for a terminal of `width` columns, 0 being none: the line of text is cut to fit it, and what stands behind carets goes below
 * them where only that has the room. Messages and hints go on in further lines, broken between words. */
void diag_render_fitted(sbuf *out, const diag *d, bool colour, size_t width);

#endif
