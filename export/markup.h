/* Text among markup: HTML, SVG. */
#ifndef CYQ_EXPORT_MARKUP_H
#define CYQ_EXPORT_MARKUP_H

#include "base/str.h"

/* Appends a text with what HTML and XML reserve escaped, quotes of attributes included; what neither can say at all becomes U+FFFD. Whatever else is in it stays: control
 * characters and marks of direction go before, by text_print_safe. */
void markup_escape(sbuf *out, str text);

#endif
