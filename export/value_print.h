/* How values print: the one place that knows (language.md, "How values print"). Used by every format. */
#ifndef CYQ_EXPORT_VALUE_PRINT_H
#define CYQ_EXPORT_VALUE_PRINT_H

#include "runtime/model/dataset.h"

typedef enum value_form {
    VALUE_PLAIN,  /* csv, tsv and the text of a value: exact, to be read back */
    VALUE_PRETTY, /* table, markdown: for people */
    VALUE_JSON,   /* one JSON value */
    VALUE_FORM_COUNT
} value_form;

/* Appends the value of a row. Missing prints nothing; in JSON null, or [] for a set. `data` is what links point into. Text is
 * appended as it is (in JSON escaped): making it safe for a terminal or a cell is the format's business. */
void value_print_cell(sbuf *out, value_form form, const dataset *data, const col *c, size_t row);
/* Appends one value that is no set. */
void value_print(sbuf *out, value_form form, const dataset *data, const value *v);
/* Appends a JSON string with its quotes. */
void value_print_json_text(sbuf *out, str text);
/* True for columns whose cells stand at the right: ints, numbers, money. */
bool value_is_figure(type t);

#endif
