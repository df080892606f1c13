/* Computed fields: `def activities.long = days(when) > 30`, and those of the prelude.
 *
 * A definition is kept as written and read anew at each use, over the row it is used on; its names are the stored and computed fields of that row's
 * collection, whatever the query has done to its columns since. */
#ifndef CYQ_QUERY_COMPUTED_H
#define CYQ_QUERY_COMPUTED_H

#include "runtime/query/checker.h"

/* Has a row of the collection this field? */
bool computed_applies(const check_env *env, const computed *c, uint16_t collection);
/* The newest of that name, or NULL. */
const computed *computed_find(const check_env *env, uint16_t collection, str name);
/* Its value on a row; missing where the link to the row is. */
const plan_expr *computed_value(checker *k, const computed *c, const row *r, span where);
/* Its value on the row in a slot, read once a statement. */
const plan_expr *computed_of_slot(checker *k, const computed *c, uint16_t collection, uint16_t slot, span where);
/* A field of a row, stored or computed; NULL if it has none of that name. */
const plan_expr *computed_field(checker *k, const row *r, str name, span where);
/* The statement `def owner.name = e`. */
status computed_define(checker *k, const ast_statement *s);

#endif
