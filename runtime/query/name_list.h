/* Lists of names that could have been meant. */
#ifndef CYQ_QUERY_NAME_LIST_H
#define CYQ_QUERY_NAME_LIST_H

#include "runtime/query/scope.h"

/* Zero-initialised is empty. It lies in the query's arena. */
typedef struct name_list {
    str *items;
    size_t count, capacity;
} name_list;

void name_list_add(checker *k, name_list *l, str name);
/* The names of a collection's rows. */
void name_list_add_row(checker *k, name_list *l, uint16_t collection);
/* The collections that link to the rows of one are names there, too; -1 for none. */
void name_list_add_backwards(checker *k, name_list *l, int32_t collection);
/* The names that can be used where the expression stands. */
name_list name_list_here(checker *k);
bool name_list_has(const name_list *l, str word);
/* Empty if none is near. */
str name_list_nearest(const name_list *l, str word);
/* With commas between, as they are typed. */
str name_list_text(checker *k, const name_list *l);

/* Asks whether the name was meant, as it is typed. */
void name_list_ask(checker *k, diag *d, str name);
/* The word of elsewhere for what is called otherwise here. */
bool name_list_hint_synonym(checker *k, diag *d, const name_list *l, str name);

#endif
