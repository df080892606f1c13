/* Queries: a source and clauses, become rows with names. */
#ifndef CYQ_QUERY_QUERY_H
#define CYQ_QUERY_QUERY_H

#include "runtime/query/scope.h"

/* Checks a whole query; its rows and names are in k->scope, which is NULL if the source is not known: nothing can be said of the clauses then. */
void query_check(checker *k, const ast_query *q);
/* The same, where what begins with a clause goes on from another query than the last. */
void query_check_from(checker *k, const ast_query *q, const env_query *last);
/* The rows of a query that stands inside another one: the right of `join` or `append`, or `in (…)`. The query at hand stays as it was. NULL if nothing
 * can be said of it, or if it ends in a pivot, which was told. Its slots and temps are counted from 0: see typed_shift. */
scope *query_of_source(checker *k, const ast_source *s);
/* Does the name stand for rows: a collection? */
bool query_is_named(const checker *k, str name);
/* What the answer shows, into k->query. ST_ERROR when no column is left. */
status query_outputs(checker *k, const ast_query *q);
/* Keeps the query for a statement that goes on from it. */
status query_remember(checker *k, const ast_query *q);

/* Keeps the rows of the checker, which count what it has counted beyond `nodes`, as long as statements of the same text are checked. */
void query_keep(checker *k, size_t nodes, kept_rows *out);
/* Makes them those of the checker; false if there are none, or their meaning may have changed. */
bool query_kept(checker *k, const kept_rows *rows);

#endif
