/* How results leave: one table of formats, and what their writers share.
 *
 *     result ─writer→ bytes ─sink→ wherever the host wants them
 *
 * Pure: nothing is kept between calls, any number of threads. */
#ifndef CYQ_EXPORT_EXPORT_H
#define CYQ_EXPORT_EXPORT_H

#include "runtime/memory/exec.h"

/* Where bytes go. `write` gives ST_OK, or what the writer is to stop with. */
typedef struct export_sink {
    status (*write)(void *data, str bytes);
    void *data;
} export_sink;

/* The options of formats, numbered over all of them: EXPORT_csv_safe. */
typedef enum export_option {
#define FORMAT(name, ending, help, example)
#define OPTION(format, option, help) EXPORT_##format##_##option,
#include "base/formats.def"
#undef FORMAT
#undef OPTION
    EXPORT_OPTION_COUNT
} export_option;

/* What a page says beside its rows. Each text may be empty. */
typedef struct export_about {
    str title;         /* what the rows are: Treaty events */
    str query;         /* what was asked, as the formatter prints it, without its `to` */
    str says;          /* the same in plain English */
    const str *values; /* of the variables that it reads: `$country = Moldova` */
    size_t value_count;
    str data;           /* what was asked: the built-in data and its version, a file's name, a server and database; never a password */
    const str *sources; /* documents and files that the rows were made of */
    size_t source_count;
    str today;    /* the day on which it was asked: 2025-10-15 */
    str citation; /* the lines from which the figures can be verified: citation.h; empty where nobody asked for that */
} export_about;

typedef struct export_options {
    size_t width;              /* columns of the terminal that a table should fit into; 0: no limit, and nothing is cut */
    bool colour;               /* ANSI colours in a table */
    bool terminal;             /* people watch: a table marks what is missing and counts the rows */
    size_t all_rows;           /* of which the result at hand has the first; 0: it has all */
    const char *missing;       /* stands for what is missing in forms for people; NULL: what is usual */
    uint64_t chosen;           /* bits 1 << EXPORT_…: the options of the format that were asked for */
    const export_about *about; /* NULL: nothing is known */
} export_options;

bool export_has(const export_options *options, export_option option);

/* Output on its way: writers append to `buffer` and call export_flow after each row. */
typedef struct export_out {
    sbuf buffer;
    export_sink sink;
} export_out;

/* Hands the buffer to the sink when enough has gathered. ST_NO_MEMORY, or what the sink says. */
status export_flow(export_out *out);

typedef struct export_format {
    const char *name;
    const char *extension; /* the usual ending of its files, without a dot */
    const char *help;      /* one line */
    const char *example;   /* a query that writes it */
    status (*write)(export_out *out, const result *r, const export_options *options);
} export_format;

/* All that can be written, from base/formats.def. */
extern const export_format export_formats[];
extern const size_t export_format_count;

/* What may stand behind a format's name. */
typedef struct export_option_info {
    const char *format;
    const char *name;
    const char *help; /* one line */
} export_option_info;
extern const export_option_info export_option_table[EXPORT_OPTION_COUNT];

/* The option of a format that a word names, ASCII case ignored; EXPORT_OPTION_COUNT if it has none such. */
export_option export_option_find(const export_format *format, str name);

/* A format and its options, as one writes them: `csv safe`. */
typedef struct export_choice {
    const export_format *format;
    uint64_t options;
} export_choice;
/* False where a word is none, or no option of the format. */
bool export_choose(str words, export_choice *out);

/* ---- Does a result fit? ---- */

typedef struct export_column {
    str name;
    type type;
} export_column;

/* Why a format cannot show a result, in clauses without a full stop. Lies in the arena that was given. */
typedef struct export_misfit {
    str message, hint;
} export_misfit;

/* Can results with such columns be shown, as far as their names and types tell? ST_ERROR with *why if not; ST_NO_MEMORY. */
status export_fits_columns(const export_choice *choice, const export_column *columns, size_t count, arena *a, export_misfit *why);
/* The same of a whole result: amounts of several currencies have no common length. */
status export_fits(const export_choice *choice, const result *r, arena *a, export_misfit *why);
/* A format and options for a file of that name: a picture becomes SVG where the name ends in .svg, and a page that has it where it ends in .html. */
void export_choose_for_file(export_choice *choice, str path);

/* By name or by the usual ending of its files (markdown, md), ASCII case ignored; NULL if there is none. */
const export_format *export_format_find(str name);
/* By the ending of a file's name, ASCII case ignored; NULL if there is none. */
const export_format *export_format_for_file(str path);

/* Does it say of its rows what export_about holds? */
bool export_wants_about(const export_choice *choice);

/* Can the figures be verified that it holds: was `citable` said? */
bool export_is_citable(const export_choice *choice);

/* Are rows events for it, which must have a time? */
bool export_wants_events(const export_format *format);

/* Writes a whole result. ST_ERROR where the format cannot hold it, ST_IO where it cannot be written here: event_check says why. ST_NO_MEMORY, or what the sink says. */
status export_result(const export_format *format, const result *r, const export_options *options, export_sink sink);

/* Appends the picture of a result as one SVG element, which may stand in a page of HTML as it is. Of a result that it cannot be drawn of the picture
 * says why: see export_fits. ST_ERROR if the format is no picture; ST_NO_MEMORY. */
status export_picture_svg(sbuf *out, const export_choice *choice, const result *r);

#endif
