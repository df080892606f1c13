/* Clauses: each changes the pipeline of the checker. */
#ifndef CYQ_QUERY_CLAUSE_H
#define CYQ_QUERY_CLAUSE_H

#include "runtime/query/scope.h"

/* Checks one clause and makes it part of k->scope. */
void clause_check(checker *k, const ast_clause *c);

/* What a column is called that has no alias: a field as it is declared, the rest as the formatter prints it. */
str clause_column_name(checker *k, const scope *s, const ast_item *item);
/* An operator on top of the rows so far. NULL without memory. */
plan *clause_plan(checker *k, scope *s, plan_kind kind, const ast_clause *c);
/* Expressions from here on stand in the clause and see its names. */
void clause_enter(checker *k, const ast_clause *c, const scope *names);
/* Adds a column unless there is one of the name already, which is told. */
void clause_add_column(checker *k, scope *s, visible v, span where);

/* The names that a sort may use: right after a select those that it left out, too. */
const scope *clause_sort_names(checker *k);
/* A number of rows; false if it is none, which was told. */
bool clause_count(checker *k, const ast_expr *e, uint64_t *out);
/* Rows that stand for what is missing are to be told of when `cut`, on top of its sort, keeps them in a ranking (rule 23). */
void clause_note_ranked(checker *k, const scope *s, plan *cut);
/* The set `e`, as written, now is one element in each row: the column keeps its name; what was none becomes one, named as it prints. */
void clause_name_element(checker *k, scope *s, const ast_expr *e, visible element);

void clause_where(checker *k, const ast_clause *c);
void clause_select(checker *k, const ast_clause *c);
void clause_add(checker *k, const ast_clause *c);
void clause_drop(checker *k, const ast_clause *c);
void clause_rename(checker *k, const ast_clause *c);
void clause_sort(checker *k, const ast_clause *c);
void clause_cut(checker *k, const ast_clause *c);
void clause_top(checker *k, const ast_clause *c);
void clause_distinct(checker *k, const ast_clause *c);
void clause_expand(checker *k, const ast_clause *c);
void clause_join(checker *k, const ast_clause *c);
void clause_append(checker *k, const ast_clause *c);
void clause_keep(checker *k, const ast_clause *c); /* except, intersect */
void clause_to(checker *k, const ast_clause *c);

#endif
