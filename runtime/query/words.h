/* Types and clauses in the words of messages. */
#ifndef CYQ_QUERY_WORDS_H
#define CYQ_QUERY_WORDS_H

#include "runtime/query/scope.h"

/* "a whole number", "a set of texts", "a link to projects": what an expression of the type is. */
str words_type(checker *k, type t);
/* How a value of the type is written: 3, EUR 5M, 2025-10. */
const char *words_example(type_kind kind);
/* What a parameter of a function takes: "a period", "a set of numbers", "anything". */
const char *words_param(param_kind kind);
/* "select", "group by". */
const char *words_clause(ast_clause_kind kind);
/* What can be typed, in backquotes: `when = 2025`, and with two around what has some itself. */
str words_typed(checker *k, str text);
/* `a`, `b` and `c`, the most likely first; of very many, how many more there are. */
str words_names(checker *k, const scope *s);
/* The first few of the columns that are shown. */
str words_some(checker *k, const scope *s);

#endif
