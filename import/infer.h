/* What type the values of a column are of. */
#ifndef CYQ_IMPORT_INFER_H
#define CYQ_IMPORT_INFER_H

#include "import/table.h"

/* Reads a text, blanks around it aside, as a value of a kind that is no link.
 *
 * `declared` takes what people write for such a value: literals of the language (1_000, 3.9M, 40%), a plus sign, leading zeros, any currency. Without, only
 * what surely means it, so that nothing is lost where a type is inferred: no number with leading zeros or an exponent, no currency that ISO 4217
 * does not list, no year below 1000 by itself. Texts are not copied. */
bool infer_value(type_kind kind, str text, bool declared, value *out);

typedef struct inferred {
    type_kind kind;   /* that all values fit; TYPE_TEXT where there is no other */
    bool empty;       /* there is no value */
    type_kind nearly; /* where kind is text: what nearly all values would fit; else TYPE_NONE */
    size_t odd;       /* then how many do not fit it … */
    size_t odd_item;  /* … and the first of them */
} inferred;

/* An empty text fits every kind: it counts as missing where the kind is not text. ST_NO_MEMORY. */
status infer_column(const table_column *c, arena *scratch, inferred *out);

#endif
