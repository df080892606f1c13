/* why, why not, and what is said of an empty result. */
#ifndef CYQ_ENGINE_WHY_H
#define CYQ_ENGINE_WHY_H

#include "engine/asking.h"
#include "engine/listing.h"

/* The rows of p->plan, in `memory`; where p->asked is why or why not, rows of row, clause, condition and value that say so of it: ST_ERROR with a diagnostic then where nothing has the name
 * that is asked about. Else a note is added where there are none. `control` may be NULL; what running a query can give. */
status rows_make(const data_source *source, check_env *env, prepared *p, const exec_control *control, arena *memory, const result **out);

/* ---- Parts ---- */

extern const listing_column why_columns[];
enum { WHY_COLUMNS = 4 };
void why_row(listing *l, str row, str clause, str condition, str value);
status why_rows(asking *a, listing *l);
/* For each row of the answer its number, name and source. Nothing where no collection knows. */
extern const listing_column sources_columns[];
enum { SOURCES_COLUMNS = 3 };
status sources_rows(asking *a, listing *l);
status why_not_rows(asking *a, str text, listing *l);
/* Adds a note to what is said of a query that gave no rows: which clause lets none through, how many came in, and the smallest change with which some would come through. Says nothing where it has no
 * `where`, and where finding out fails or would take more than the statement may; `took`: the nanoseconds of the query itself. */
void empty_tell(asking *a, uint64_t took);
/* Puts hints to the note `d` for a run of filters that no row passes. `rows` are those that come in. */
typedef struct emptied {
    const plan *rows;
    const plan **filters; /* of each condition */
    const plan_conjunct **conditions;
    size_t count;
    const result *patterns; /* how many rows there are of each combination of conditions that hold: a column for each, and the number */
} emptied;
/* How many rows come in for which all of the conditions in `wanted` (a bit each) hold. */
int64_t emptied_count(const emptied *e, uint64_t wanted);
status empty_hint(asking *a, const emptied *e, uint64_t culprits, diag *d);

#endif
