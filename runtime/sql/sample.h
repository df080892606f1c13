/* The periods of some rows of a table, from which is guessed how many rows a condition keeps. A guess decides only which way is taken to an answer. */
#ifndef CYQ_SQL_SAMPLE_H
#define CYQ_SQL_SAMPLE_H

#include "runtime/sql/connection.h"
#include "runtime/sql/layout.h"

enum { SAMPLES_MAX = 32 };

/* How many rows are looked at in a table of so many. */
size_t sample_size(size_t rows);
/* The periods (of dates: both days the same) of sample_size(rows) rows, spread evenly over a dense table of so many; fewer where rows have none. `out` has room for SAMPLES_MAX. */
status sample_periods(sql_connection *c, const sql_table *t, const sql_field *f, size_t rows, diag_bag *bag, period *out, size_t *count);
/* Fills in the samples of all fields that have an R-tree. They lie in `a`. `data` are the layout's collections, counted. */
status sample_layout(sql_connection *c, arena *a, const dataset *data, sql_layout *layout, diag_bag *bag);
/* Among the samples of a field, is the share of those whose first and last days lie in `firsts` and `lasts` so small that finding them one by one is quicker than looking at all? */
bool sample_says_few(const sql_field *f, period firsts, period lasts);

#endif
