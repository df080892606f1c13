/* What the forms for people share: the table and the records. */
#ifndef CYQ_EXPORT_PEOPLE_H
#define CYQ_EXPORT_PEOPLE_H

#include "export/export.h"

#define STYLE_HEADER "\x1b[1m"
#define STYLE_DIM "\x1b[2m"
#define STYLE_OFF "\x1b[0m"

/* Appends a cell as people read it, made harmless, with a mark for a missing value if people watch; `raw` is for the way there. True if there
 * is a value. A failure is in out->failed. */
bool people_cell(sbuf *out, sbuf *raw, const result *r, const export_options *options, size_t column, size_t row);
/* The same with the line ends of the text kept. */
bool people_cell_lines(sbuf *out, sbuf *raw, const result *r, const export_options *options, size_t column, size_t row);
/* Takes a line of at most `width` columns off `rest`, at a blank where there is one. */
str people_line(str *rest, size_t width);
void people_styled(sbuf *out, str text, const char *style); /* style: NULL is none */
/* A number with commas between thousands. */
void people_figure(sbuf *out, size_t number);
/* The line below everything: how many rows there are, and in how many of them a text was cut. */
void people_count(sbuf *out, const export_options *options, size_t rows, size_t cut);

#endif
