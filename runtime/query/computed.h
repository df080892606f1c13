/* Computed fields: `def activities.long = days(when) > 30`, and those of the prelude.
 *
 * A definition is kept as written and read anew over the row it is used on; its names are the stored and computed fields of that row's collection, whatever
 * the query has done to its columns since. Over the row in a slot, where nearly all uses are, it is read once for all statements of a text. */
#ifndef CYQ_QUERY_COMPUTED_H
#define CYQ_QUERY_COMPUTED_H

#include "runtime/query/checker.h"

/* Whether a definition for all collections fits one of them, as far as that was asked. */
typedef struct computed_fit {
    uint8_t applies;
    uint64_t asked; /* the epoch in which it was found out, plus 1 */
} computed_fit;

/* Changes as more becomes known; the definition does not. */
typedef struct computed_fits {
    computed_fit *items; /* by collection; of a field of one collection its only one */
    size_t count;
} computed_fits;

/* `def collection.field = e`, space being the collection; or `def *.field = e`. */
struct computed {
    definition as;
    const ast_expr *body;
    computed_fits *fits;
};

/* Has a row of the collection this field? */
bool computed_applies(checker *k, const computed *c, uint16_t collection);
/* The newest of that name, or NULL. */
const computed *computed_find(checker *k, uint16_t collection, str name);
/* Its value on a row; missing where the link to the row is. */
const plan_expr *computed_value(checker *k, const computed *c, const row *r, span where);
/* A field of a row, stored or computed; NULL if it has none of that name. */
const plan_expr *computed_field(checker *k, const row *r, str name, span where);
/* The statement `def owner.name = e`. */
status computed_define(checker *k, const ast_statement *s);

#endif
