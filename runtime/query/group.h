/* group by, count, show: keys, and the items that are computed from aggregates.
 *
 * While the items of a `show` are checked, a name is a key, a call of an aggregate is put into the group, and its argument sees the rows that are
 * grouped. */
#ifndef CYQ_QUERY_GROUP_H
#define CYQ_QUERY_GROUP_H

#include "runtime/query/scope.h"

/* From here on stands the argument of an aggregate: names are those of the rows that it goes over. The caller restores k->at. */
void group_enter_argument(checker *k);
/* In the items of a `show`: from here on names are those of the rows that it goes over, and aggregates stand beside them. For trials; as above. */
void group_enter_rows(checker *k);
/* `where project = CyberEast+ count by project`: the other projects of those rows are counted, too, which is told (rule 23). `word` is the one that may stand before
 * `project in CyberEast+` to have none but that; NULL where there is no such `in`. */
void group_note_set_key(checker *k, const ast_expr *key, const plan_expr *e, span where, const char *word);
/* Tells of sums of days under units of time (group_days.c). `keys` are those of the clause; `rows` are the rows that are grouped. */
void group_note_days(checker *k, const scope *rows, const ast_clause *c, const plan_key *keys, const plan_aggregate *list, size_t count);
/* If the name is a field of the grouped rows but no key: tells so. */
bool group_not_a_key(checker *k, const ast_expr *name);

/* `show total(budget)`: a measure of one row's set where an aggregate over the rows is meant. If so, tells it. */
bool group_measure_over_rows(checker *k, const ast_expr *call);

void group_clause(checker *k, const ast_clause *c);
void group_count_clause(checker *k, const ast_clause *c);
void group_show_clause(checker *k, const ast_clause *c);

#endif
