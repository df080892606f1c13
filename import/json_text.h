/* JSON text before it is parsed: where a value ends, and how numbers are kept as they were written. Pure. */
#ifndef CYQ_IMPORT_JSON_TEXT_H
#define CYQ_IMPORT_JSON_TEXT_H

#include "base/str.h"

/* Behind the value that begins at `at`: matching brackets are found, strings passed over. The end of the text if it is cut off. */
size_t json_text_end(str text, size_t at);
/* Appends the text with an `s` at the beginning of every string and every number as a string that begins with `n`. What is no JSON stays none. */
void json_text_mark(sbuf *out, str text);
/* The offset in a text that an offset in its marked form stands for. */
size_t json_text_origin(str text, size_t marked);

#endif
