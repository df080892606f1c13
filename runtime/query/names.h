/* Names that nothing answers to: what could have been meant. */
#ifndef CYQ_QUERY_NAMES_H
#define CYQ_QUERY_NAMES_H

#include "runtime/query/scope.h"

void names_unknown_field(checker *k, const ast_name *name);
void names_unknown_collection(checker *k, const ast_name *name);
/* Hints at what a word that is none here looks like: `5-3`, `3days`. False if it looks like nothing else. */
bool names_hint_word(checker *k, diag *d, str word);
/* `show collectons`, `show tables`: hints at what `show` lists when alone, if one of them was probably meant. */
bool names_hint_list(checker *k, diag *d, str word);
void names_unknown_function(checker *k, const ast_expr *call);
/* `base.name` where the type of base has no such part. */
void names_unknown_part(checker *k, const ast_expr *path, type base);
/* `b.whn`, where b is a side of a join: told, if its left side is one or was. */
bool names_unknown_side(checker *k, const ast_expr *path);
/* `title`, which only another side of a join has: hints at that. */
bool names_hint_side(checker *k, diag *d, str name);
/* `titel`, the same of one that is near. */
bool names_hint_near_side(checker *k, diag *d, str name);
/* Two columns of one name. */
void names_twice(checker *k, str name, span where);
/* Is it a name that can be used here, and of what type? */
bool names_here(checker *k, str name, type *out);

#endif
