/* The documents of an import: those that are given, and those that the database has already. */
#ifndef CYQ_IMPORT_DOCUMENTS_H
#define CYQ_IMPORT_DOCUMENTS_H

#include "import/facts.h"
#include "import/import.h"

/* Fills f->issues, in the order of their periods. All are opened, and so all their encodings checked, before one is read. ST_ERROR with the reason in the
 * report when one cannot be. */
status documents_open(reading *r, const import_input *documents, size_t count, const import_options *options, facts *f);

#endif
