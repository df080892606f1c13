/* What the standard library gives: the function table, the texts in CyQL, the built-in data. All constant, for any number of threads. */
#ifndef CYQ_STDLIB_FUNCTIONS_H
#define CYQ_STDLIB_FUNCTIONS_H

#include "runtime/model/dataset.h"
#include "runtime/model/function.h"

/* Every function, operator, measure and aggregate; overloads are rows of the same name, the one to prefer first. */
extern const function_table stdlib_functions;

/* The definitions that every session starts with, in CyQL. NUL-terminated. */
extern const char *const stdlib_prelude;
/* The text of a module (NUL-terminated), the prelude among them; NULL if there is none of that name (ASCII case ignored). */
const char *stdlib_module(str name);
/* The name of the i-th module, NULL behind the last. */
const char *stdlib_module_name(size_t i);

/* The built-in data: no work is done when it is asked for. */
const dataset *stdlib_data(void);

#endif
