/* Calling rows of the function table with values written as text. */
#ifndef CYQ_TESTS_UNIT_STDLIB_HARNESS_H
#define CYQ_TESTS_UNIT_STDLIB_HARNESS_H

#include "stdlib/functions.h"

#include <criterion/criterion.h>

#define COUNT_OF(array) (sizeof(array) / sizeof *(array))

/* A value as "int 12", "text Moldova", "money EUR 5"; "int ?" is missing; "set int 1; 2" a set, "set int ?" an empty one. Lies in `a`. */
value value_of(arena *a, const char *words);
/* The kind of parameter that takes just this type. */
param_kind param_for(type t);
/* The first row of a name that takes arguments of these types, or NULL. */
const function *row_for(const char *name, const type *types, size_t count);
/* What a result prints as; "?" for missing. Lies in `a`. */
const char *result_text(arena *a, const vec *v, size_t i);
/* The type of a result, given the types of the arguments. */
type result_type(const function *f, const type *types);

/* Calls a scalar, predicate or measure on vectors as an executor does: what a missing argument makes of a row is set afterwards. */
status call_row(const function *f, function_call *call, const vec *args, vec *out);

#endif
