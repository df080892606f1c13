/* Plans that ask about the rows of another plan: how many fit which of some conditions, which values they have, and what became of some of them on their way.
 *
 * They are ordinary plans, so that every executor runs them. Where memory fails the functions give NULL, as arenas do. */
#ifndef CYQ_QUERY_PROBE_H
#define CYQ_QUERY_PROBE_H

#include "runtime/query/check.h"

/* What plans are made in: the session's functions, an arena, and the query that is asked about. */
typedef struct probe {
    check_env *env;
    arena *memory; /* of all that is made */
    diag_bag *bag;
    const plan_query *about;
} probe;

/* ---- Expressions ---- */

/* All of them; of none NULL, which stands for true. */
const plan_expr *probe_all(const probe *p, const plan_expr *const *conditions, size_t count);
const plan_expr *probe_not(const probe *p, const plan_expr *condition);

/* How a row is looked for by a text. */
typedef enum probe_match { PROBE_IS, PROBE_HAS } probe_match;
/* Is the row in the slot the one that the text means: by its name, or where it was read (the field `source`)? PROBE_IS compares all of the text, PROBE_HAS looks for it inside the name.
 * *out is NULL for a collection that has neither. */
status probe_matches(const probe *p, uint16_t collection, uint32_t slot, probe_match how, str text, const plan_expr **out);
/* The row in a slot, as a link. */
const plan_expr *probe_row(const probe *p, uint16_t collection, uint32_t slot);
/* One of its fields. */
const plan_expr *probe_field(const probe *p, uint16_t collection, uint32_t slot, uint16_t field);
const plan_expr *probe_temp(const probe *p, type t, size_t index);

/* What of the row at hand a condition looks at: fields, paths and what functions make of them, each once, in the order in which they stand; at most `most`. */
size_t probe_operands(const probe *p, const plan_expr *condition, const plan_expr **out, size_t most);
/* The one constant that a condition compares with; NULL where there are several, or none. */
const value *probe_constant(const plan_expr *condition);
/* The condition with another constant in the place of that one. */
const plan_expr *probe_with_constant(const probe *p, const plan_expr *condition, const value *other);
/* The name of the operator that it compares by: "=", "<"; NULL if it is no comparison. */
const char *probe_operator(const plan_expr *condition);
/* Does the expression look at nothing but the first `slots` slots and `temps` temps? */
bool probe_is_within(const plan_expr *e, uint32_t slots, uint32_t temps);

/* An expression over the rows as people read it: temps are called as what made them was written, fields of joined rows with their collection. In the arena. */
str probe_print(const probe *p, const plan *rows, const plan_expr *e);

/* ---- Plans ---- */

/* How many slots and temps its rows have. */
uint32_t probe_slots(const plan *rows);
uint32_t probe_temps(const plan *rows);
/* The collection whose rows a slot has; -1 for a slot that there is not. */
int32_t probe_collection(const plan *rows, uint32_t slot);

/* All rows of a collection. */
const plan *probe_scan(const probe *p, uint16_t collection);
/* The rows for which `keep` (NULL: all of them) holds: a column for each expression. */
const plan_query *probe_columns(const probe *p, const plan *rows, const plan_expr *keep, const plan_expr *const *columns, size_t count);
/* Their different values, sets by their elements: a column for each key, and last how many rows have them. Without keys one row. */
const plan_query *probe_groups(const probe *p, const plan *rows, const plan_expr *keep, const plan_expr *const *keys, size_t count);

#endif
