/* How single values are written where text is wanted: the form of csv, which reads back. */
#ifndef CYQ_MODEL_PRINT_H
#define CYQ_MODEL_PRINT_H

#include "runtime/model/column.h"

/* Appends a value that is no set and no link; nothing if it is missing. */
void value_print(sbuf *out, const value *v);
/* `1 day`, `3 days`, `-2 months`. */
void duration_print(sbuf *out, duration d);
/* Reads what value_print writes for a type, which is no set and no link. False if the text is no such value. Texts are not copied. */
bool value_parse(type t, str text, value *out);

#endif
