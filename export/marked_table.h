/* Tables of text with marks between the cells: what markdown, org and latex share. */
#ifndef CYQ_EXPORT_MARKED_TABLE_H
#define CYQ_EXPORT_MARKED_TABLE_H

#include "export/export.h"

typedef struct marked_table {
    const char *first, *between, *end; /* of each row */
    /* Appends a text, which has neither line ends nor control characters, so that it stays in its cell and is no markup. `begins_row`: it is the first of its row. */
    void (*cell)(sbuf *out, str text, bool begins_row);
} marked_table;

/* The names of the columns as a row. ST_NO_MEMORY. */
status marked_names(export_out *out, const result *r, const marked_table *t);
/* All rows. ST_NO_MEMORY, or what the sink says. */
status marked_rows(export_out *out, const result *r, const marked_table *t);

#endif
