/* Getting from a database what the rest of a cut plan runs on. */
#ifndef CYQ_SQL_FETCH_H
#define CYQ_SQL_FETCH_H

#include "runtime/sql/cut.h"
#include "runtime/sql/store.h"

/* The dataset in `a` that cut->rest runs on: the collections of cut->data with the columns that the rest touches, and the made ones with the rows that their statements give. Between
 * store_begin and store_end. *travelled counts the rows that came for both. What filters have to tell of rows that they kept the scans of the rest tell. ST_IO: a statement failed, or gave what it
 * should not (with a diagnostic); the query can still be run on loaded columns. ST_CANCELLED, ST_NO_MEMORY. *out is NULL where a premise does not hold: nothing else was asked
 * then, and the query can be cut without. */
status sql_fetch(sql_store *store, const sql_cut *cut, arena *a, diag_bag *bag, const dataset **out, uint64_t *travelled);

#endif
