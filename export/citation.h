/* What makes a figure citable: a block of lines beside it that says what was asked, of which data, on which day, and what came out. `cyq verify` reads it and asks again.
 *
 *     cyq citation 1
 *     query: activities where country = Moldova count
 *     data: the built-in data of cyq 0.1.0, 733 rows in 14 collections
 *     today: 2025-10-15
 *     rows: 1
 *     sha256: 64 hexadecimal digits, of the rows as csv writes them, header and line ends included
 *     end of citation 0123456789abcdef
 *
 * The digits at its end are the first of the SHA-256 of the lines between the first and the last, so that a block which was damaged on its way is known. Where the block
 * stands in XML or HTML its first line says so: `cyq citation 1, escaped`. */
#ifndef CYQ_EXPORT_CITATION_H
#define CYQ_EXPORT_CITATION_H

#include "base/sha256.h"
#include "export/export.h"

enum { CITATION_HEX = 2 * SHA256_BYTES, CITATION_SEAL = 16 };

typedef struct citation {
    str query; /* one line: all statements that it takes */
    str data;
    str today;
    uint64_t rows;
    str fingerprint; /* CITATION_HEX digits */
} citation;

/* Appends the lines of a block. No text of it may have control characters. */
void citation_print(sbuf *out, const citation *c);
/* The digits of a hash, without a NUL. */
void citation_hex(const uint8_t hash[SHA256_BYTES], char out[CITATION_HEX]);

/* Appends a block to what a format wrote, as comments where the format has them. Nothing in HTML and SVG, which have a place for it inside. */
void citation_after(sbuf *out, const export_format *format, const export_options *options);
/* Appends a block that stands inside an element of XML or HTML. */
void citation_escaped(sbuf *out, str lines);
/* The block that is to be written; empty if none is. */
str citation_wanted(const export_options *options);

/* ---- Reading ---- */

typedef enum citation_state {
    CITATION_WHOLE,
    CITATION_DAMAGED, /* it has lost lines, or other texts than those it was made of */
    CITATION_FOREIGN  /* another version of the form */
} citation_state;

typedef struct citation_found {
    citation_state state;
    size_t line;   /* where it begins, from 1 */
    citation said; /* as far as it could be read */
} citation_found;

/* All blocks of a text, in its order, whatever stands around them; in `a`. ST_NO_MEMORY. */
status citation_read(arena *a, str text, const citation_found **out, size_t *count);

#endif
