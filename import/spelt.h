/* Days and numbers as spreadsheets write them, 28.10.2025 and 1.234,50: columns that are full of them, and how the same is written here.
 *
 * Whether the day or the month stands first, and whether a comma stands before decimals or between thousands, no single value tells: all of a column do. */
#ifndef CYQ_IMPORT_SPELT_H
#define CYQ_IMPORT_SPELT_H

#include "import/table.h"

typedef struct spelt {
    type_kind kind; /* TYPE_DATE or TYPE_NUMBER: what all its values are, in such a spelling; TYPE_NONE: they are nothing of the kind */
    bool settled;   /* one reading fits them all */
    bool month_first, comma_groups;
    size_t item; /* the first value so spelt that is written otherwise here */
} spelt;

/* Looks at a column. Stops at the first value that is neither, so that a column of plain text costs nothing. */
spelt spelt_find(const table_column *c);
/* What a single value may be in such a spelling: TYPE_DATE, TYPE_NUMBER, or TYPE_NONE. */
type_kind spelt_alone(str text);
/* Room for a value as it is written here. */
enum { SPELT_MAX = 48 };
/* The value as it is written here, 2025-10-28 or 1234.50, in `out`; empty if it is none of that spelling, or the spelling is not settled. */
str spelt_here(const spelt *s, str text, char out[SPELT_MAX]);

#endif
