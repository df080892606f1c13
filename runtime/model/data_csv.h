/* A dataset as CSV files, one for each collection: how the built-in data is kept.
 *
 * RFC 4180 with a header row of the field names in the order of the spec and '\n' line ends; values in the form of csv (runtime/model/print.h). A missing
 * value is an empty field, an empty text is "" in quotes; an empty set is missing. The elements of a set are joined with "; ", and within one `;` is written
 * `\;` and `\` is `\\`. A link is the `id` of its row if the target has that field, else its name. Pure but for memory, safe in any thread. */
#ifndef CYQ_MODEL_DATA_CSV_H
#define CYQ_MODEL_DATA_CSV_H

#include "base/diag.h"
#include "runtime/model/dataset.h"

/* Appends one collection. ST_NO_MEMORY or ST_OK. */
status data_csv_write(sbuf *out, const dataset *data, size_t collection);

/* Reads texts[i] as the collection specs[i]. The dataset lies in `a`, what is needed on the way in `scratch`. ST_ERROR with diagnostics in `bag` for a text that does
 * not fit its spec or a link that names no row. */
status data_csv_read(arena *a, arena *scratch, const collection_spec *specs, size_t count, const str *texts, diag_bag *bag,
                     const dataset **out);

#endif
