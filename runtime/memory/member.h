/* Is a value among those of a set that is the same for all rows? Answered by a table instead of by comparing with each of them. */
#ifndef CYQ_MEMORY_MEMBER_H
#define CYQ_MEMORY_MEMBER_H

#include "runtime/memory/expr.h"

/* An ANY that asks only this: computed into `out` (made, all false); *done says whether it is one. */
status member_eval(exec_env *env, expr_node *n, frame *f, vec *out, bool *done);

#endif
