/* Links walked backwards: the name of a collection stands for its rows that link to the row at hand. */
#ifndef CYQ_QUERY_BACK_H
#define CYQ_QUERY_BACK_H

#include "runtime/query/checker.h"

/* Does a link of the collection called `name` lead to rows of `collection`? */
bool back_leads(const dataset *data, str name, uint16_t collection);
/* The rows that a scope's names are of, if they still are those of one collection. */
bool back_rows(const scope *s, row *out);
/* Is the name one of a collection that links to the rows of this scope? */
bool back_from_scope(const checker *k, const scope *s, str name);

/* A name or the last step of a path as a link walked backwards from a row: a set of links. NULL if it is no such thing; typed_nothing, with a diagnostic,
 * if it is one but does not say which way. */
const plan_expr *back_walk(checker *k, const row *r, const ast_expr *step);

#endif
