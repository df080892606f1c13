/* What an import found, in numbers. */
#ifndef CYQ_IMPORT_SUMMARY_H
#define CYQ_IMPORT_SUMMARY_H

#include "import/facts.h"
#include "import/import.h"

/* After everything is read and merged. The counts of the report are left to the caller. */
status summary_make(reading *r, const facts *f, import_summary *out);

#endif
