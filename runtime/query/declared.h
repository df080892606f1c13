/* Values that stand by themselves: what `let $x`, `param` and their declared types say. */
#ifndef CYQ_QUERY_DECLARED_H
#define CYQ_QUERY_DECLARED_H

#include "runtime/query/checker.h"

/* The type that words name: `int`, `set of text`. False, and told, if they name none. */
bool declared_type(checker *k, const ast_name *words, type *out);
/* The other way round; in the query's arena. */
str declared_words(checker *k, type t);

/* Reads the value of $name, which depends on no row: as `wanted`, or where that is NULL as what it looks like. False, and told, if it is none. Its texts and
 * sets lie in the query's arena, or in the tree. */
bool declared_read(checker *k, const ast_name *name, const ast_expr *e, const type *wanted, value *out);
/* The same of a text that came from outside: text is taken as it is, all else as it would be written; a set's elements stand between commas, those
 * that hold one in quotes, inside which all is taken as it stands. Mistakes are told at their places in it. */
bool declared_read_text(checker *k, const ast_name *name, const source *text, type wanted, value *out);
/* Could the literal be read as a value of the kind? Says nothing. */
bool declared_would_read(checker *k, const ast_expr *literal, type_kind kind);

#endif
