/* Expressions of a plan as text that people read: in the form of the language, with everything resolved. */
#ifndef CYQ_QUERY_PLAN_PRINT_H
#define CYQ_QUERY_PLAN_PRINT_H

#include "runtime/query/scope.h"

/* What the rows are called where an expression stands. */
typedef struct plan_names {
    const dataset *data;
    const visible *columns; /* a field or temp that is one of these columns is called so, */
    size_t column_count;
    const str *temps; /* any other temp as it was made, */
    size_t temp_count;
    const str *slots; /* and any other field by its name, with a prefix ("b.") for its slot */
    size_t slot_count;
} plan_names;

/* Appends `size(project) >= 2`. Where an element of a set stands for the set the words are those of the set, as in the language: `project.name = "Octopus"` is true
 * of some of them. What that cannot say is written `some(mode: …)`, `every(mode: …)`. Very long ones end with `…`. */
void plan_print(sbuf *out, const plan_names *names, const plan_expr *e);
/* The same in the place of an operand, in brackets if need be. */
void plan_print_operand(sbuf *out, const plan_names *names, const plan_expr *e);
/* A condition on the elements of `set`, which they are PLAN_ELEMENT 0 of: the `in` of a key. */
void plan_print_among(sbuf *out, const plan_names *names, const plan_expr *set, const plan_expr *condition);

#endif
