/* From facts to a dataset. */
#ifndef CYQ_IMPORT_BUILD_H
#define CYQ_IMPORT_BUILD_H

#include "import/facts.h"
#include "import/import.h"

/* Fills the collections of dataset_specs. */
status build_dataset(reading *r, const facts *f, const import_options *options, const dataset **out);
/* The organisations that leads name as partners, each once, in r->a; only_given: those of the documents given. */
status build_partners(reading *r, const facts *f, bool only_given, str_list *out);

#endif
