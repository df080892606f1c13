/* A mapping: a text of `load "TABLE" as NAME with …` that says of a database's tables what the database does not. */
#ifndef CYQ_ENGINE_MAPPING_H
#define CYQ_ENGINE_MAPPING_H

#include "runtime/sql/foreign.h"

/* Reads the file. The mapping lies in `a`, as do its text and what is said of it. ST_IO where it cannot be read, ST_ERROR for what is no mapping, both told; ST_NO_MEMORY. */
status mapping_read(const char *path, arena *a, diag_bag *bag, const foreign_mapping **out);

#endif
