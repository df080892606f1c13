/* How results print: the one place that knows (language.md, "How values print"). Used by every format. The plain form of a scalar is the model's. */
#ifndef CYQ_EXPORT_CELL_PRINT_H
#define CYQ_EXPORT_CELL_PRINT_H

#include "runtime/model/dataset.h"

typedef enum cell_form {
    CELL_PLAIN,  /* csv, tsv and the text of a value: exact, to be read back */
    CELL_PRETTY, /* table, markdown: for people */
    CELL_JSON,   /* one JSON value */
    CELL_FORM_COUNT
} cell_form;

/* Appends the value of a row. Missing prints nothing; in JSON null, or [] for a set. `data` is what links point into. Text is
 * appended as it is (in JSON escaped): making it safe for a terminal or a cell is the format's business. */
void cell_print(sbuf *out, cell_form form, const dataset *data, const col *c, size_t row);
/* Appends one value that is no set. */
void cell_print_value(sbuf *out, cell_form form, const dataset *data, const value *v);
/* Appends a JSON string with its quotes. */
void cell_print_json_text(sbuf *out, str text);
/* Is there a value in the row? */
bool cell_present(const col *c, size_t row);
/* True for columns whose cells stand at the right: ints, numbers, money. */
bool cell_is_figure(type t);

#endif
