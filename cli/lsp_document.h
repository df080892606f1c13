/* The texts that an editor has open, and places in them.
 *
 * Three ways to count meet here: the library counts bytes, or lines and characters from 1; an editor counts lines from 0 and UTF-16 units, or bytes of
 * UTF-8 where that was agreed. A text is kept with all its line ends as '\n', which moves no place. */
#ifndef CYQ_CLI_LSP_DOCUMENT_H
#define CYQ_CLI_LSP_DOCUMENT_H

#include <jansson.h>

#include "cyq.h"

typedef struct document document;
struct document {
    char *uri;
    char *name; /* what diagnostics call it: its file, or the URI where it has none */
    char *text; /* UTF-8; a NUL follows, which is not counted */
    size_t length;
    size_t *lines; /* the byte at which each begins */
    size_t line_count;
    json_int_t version;
    bool utf8;    /* positions count bytes */
    bool changed; /* since it was checked */
    document *next;
};

/* A new one, the caller's; NULL without memory. */
document *document_new(const char *uri, const char *text, size_t length, bool utf8);
void document_free(document *d);
/* Bytes [from, to) become another text. False without memory, and then nothing has changed. */
bool document_replace(document *d, size_t from, size_t to, const char *text, size_t length);

/* The byte of a line and a character of the protocol; both are cut to what the text has. */
size_t document_offset(const document *d, json_int_t line, json_int_t character);
/* The byte of a Position. False if the JSON is none. */
bool document_read_position(const document *d, const json_t *position, size_t *out);
/* The byte of a line and column of the library. */
size_t document_byte(const document *d, size_t line, size_t column);
/* The 0-based line of a byte. */
size_t document_line(const document *d, size_t byte);
/* The 1-based column of a byte, in characters. */
size_t document_column(const document *d, size_t byte);

/* A Range of bytes. NULL without memory. */
json_t *document_range(const document *d, size_t from, size_t to);
json_t *document_place(const document *d, cyq_place place);

#endif
