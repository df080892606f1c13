/* `let ours = activities where …`: a query under a name, which stands wherever a collection's may. */
#ifndef CYQ_QUERY_LET_QUERY_H
#define CYQ_QUERY_LET_QUERY_H

#include "runtime/query/checker.h"

typedef struct let_query {
    definition as;
    const ast_query *query;
    env_query last;  /* that it goes on from, where it begins with a clause */
    kept_rows *rows; /* as they were read in this text */
} let_query;

/* NULL if there is none of that name. */
const let_query *let_query_find(const check_env *env, str name);
/* Its rows become those of the checker; NULL if nothing can be said of them. Warnings were given where it is defined. */
void let_query_begin(checker *k, const let_query *l, span where);
/* The statement `let name = query`. */
status let_query_define(checker *k, const ast_statement *s);

#endif
