/* What a `where` is made of, for who explains which part of it a row does not fit. */
#ifndef CYQ_QUERY_CONJUNCTS_H
#define CYQ_QUERY_CONJUNCTS_H

#include "runtime/query/checker.h"

/* Fills filter->conjuncts from the condition as it was written and as it was checked. Without memory it has none, which k notes. */
void conjuncts_of(checker *k, const ast_expr *written, const plan_expr *checked, plan *filter);

#endif
