/* Hints are tried before they are given: what is offered must check. */
#ifndef CYQ_QUERY_TRIED_H
#define CYQ_QUERY_TRIED_H

#include "runtime/query/checker.h"

/* Would this text, as a condition where the checker stands, check without an error? What would be said is dropped. */
bool tried_condition(checker *k, str condition);
/* Would this text, as the value of a variable of the type, be read without a word? */
bool tried_declared(checker *k, str value, type wanted);
/* Of a condition: without a word of warning, too? */
bool tried_in_silence(checker *k, str condition);
/* In silence, too, for a value right of `left sign`: the value as it is if that checks, in quotes if it needs them; empty if neither does. */
str tried_value(checker *k, str left, str sign, str value);
/* A name as it is typed: in backquotes unless it reads as a name, or as the expression that it prints, without. */
str tried_name(checker *k, str name);

#endif
