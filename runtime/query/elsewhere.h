/* Functions that other languages have: how the same is written here. */
#ifndef CYQ_QUERY_ELSEWHERE_H
#define CYQ_QUERY_ELSEWHERE_H

#include "runtime/query/checker.h"

/* Hints at what a call of an unknown function is here, with the arguments that were written. False if the name is none that is known. */
bool elsewhere_hint(checker *k, diag *d, const ast_expr *call);

#endif
