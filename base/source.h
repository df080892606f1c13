/* One text that is read (a query, a script, a document): its bytes, its name and where its lines begin. */
#ifndef CYQ_BASE_SOURCE_H
#define CYQ_BASE_SOURCE_H

#include "base/arena.h"
#include "base/status.h"

/* Bytes [begin, end) of a source. An empty span is a place between two bytes. */
typedef struct span {
    uint32_t begin;
    uint32_t end;
} span;

span span_join(span a, span b);

typedef struct source {
    str name;                   /* a file's name, or "query" */
    str text;                   /* NFC; one '\n' and one NUL follow it in memory, not counted: a scanner may lean on them */
    const uint32_t *line_begin; /* byte offset of each line */
    size_t line_count;          /* at least 1 */
    const uint32_t
        *characters; /* in the text before each multiple of SOURCE_STRIDE bytes, so that a place in a long line is found at once */
} source;

enum { SOURCE_STRIDE = 1024 };

/* Longest source that is read, in bytes. */
enum { SOURCE_MAX = 64 * 1024 * 1024 };

/* Copies `text` into `a` as NFC with a BOM removed and CRLF made LF. On bytes that are no UTF-8, or NUL bytes, returns ST_ERROR with
 * `*bad` at the first of them (an offset into `text`); ST_LIMIT over SOURCE_MAX; ST_NO_MEMORY. */
status source_read(arena *a, str name, str text, const source **out, size_t *bad);

/* 1-based line and column of an offset; the column counts characters (code points). */
typedef struct source_place {
    size_t line;
    size_t column;
} source_place;
source_place source_locate(const source *s, uint32_t offset);
/* Characters that begin in a span. */
size_t source_characters(const source *s, span where);
/* The text of a 1-based line without its line end; empty if there is no such line. */
str source_line(const source *s, size_t line);
/* Cut to what the text has. */
str source_slice(const source *s, span where);

#endif
