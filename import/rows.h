/* Puts the rows of an inventory together, wherever their lines were broken. */
#ifndef CYQ_IMPORT_ROWS_H
#define CYQ_IMPORT_ROWS_H

#include "import/facts.h"

/* Reads all listings of a document. Rows that are damaged are reported; ST_ERROR (with a diagnostic) when the document ends within one. */
status rows_read(reading *r, facts *f, issue *i);

#endif
