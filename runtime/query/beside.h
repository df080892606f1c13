/* Rows that a join put beside others, and what their names stand for there.
 *
 * Their slots and temps stand behind those of the rows they were joined to. After a left join there may be none: everything that is made of them is missing then,
 * also what would not be by itself, such as `size(b.project)`. */
#ifndef CYQ_QUERY_BESIDE_H
#define CYQ_QUERY_BESIDE_H

#include "runtime/query/scope.h"

struct beside {
    uint32_t slots, temps;   /* theirs begin with these */
    const plan_expr *there;  /* true where there is such a row */
    const struct beside *of; /* rows around them of which the same is true; NULL */
};

/* What comes of `e` where the rows may not be there; `b` may be NULL. */
const plan_expr *beside_value(checker *k, const beside *b, const plan_expr *e);

/* Is it what a join calls its other rows, some of whose names are still there? */
bool beside_has(const scope *s, str name);
/* `side.field`, written so that it can be read back. */
str beside_name(checker *k, str side, str field);
/* Gives `s` the slots and temps of the other rows, and their names as `name.field`, shown as they were. `left`: there may be no such row. */
void beside_add(checker *k, scope *s, str name, scope *other, bool left);

#endif
