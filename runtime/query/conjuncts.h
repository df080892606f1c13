/* What a `where` is made of, for who explains which part of it a row does not fit. */
#ifndef CYQ_QUERY_CONJUNCTS_H
#define CYQ_QUERY_CONJUNCTS_H

#include "runtime/query/checker.h"

/* Fills filter->conjuncts from the condition as it was written and as it was checked. Without memory it has none, which k notes. */
void conjuncts_of(checker *k, const ast_expr *written, const plan_expr *checked, plan *filter);
/* Notes the conjuncts of the filter that are the same for every row: those of aggregates, whose temps begin with `first_temp`, alone (same_for_all.c). */
void conjuncts_note_same(checker *k, const ast_expr *written, const plan *filter, size_t first_temp);

#endif
