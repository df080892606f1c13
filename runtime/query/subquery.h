/* Queries in brackets on the right of `in`. */
#ifndef CYQ_QUERY_SUBQUERY_H
#define CYQ_QUERY_SUBQUERY_H

#include "runtime/query/operand.h"

/* The values of its one column, as a set; typed_nothing where it has not just one, which is told. `e` is an AST_QUERY. */
const plan_expr *subquery_values(checker *k, const operand *o, const ast_expr *e);
/* `country in (countries)`: a word that names rows is no value (told). */
bool subquery_tell_name(checker *k, const operand *o, const ast_expr *value);

#endif
