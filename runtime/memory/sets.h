/* Questions about the elements of stored sets, answered once per distinct element. */
#ifndef CYQ_MEMORY_SETS_H
#define CYQ_MEMORY_SETS_H

#include "runtime/memory/expr.h"

/* What the inside of an ANY or MAP gives for each distinct element of the stored set it goes over. */
struct element_table {
    const col *column; /* the set; NULL if there is no such table for the expression */
    vec values;        /* one for each of column->elements, in env->memory */
    uint64_t truth;    /* of an ANY over a set stored as masks: bit k, the answer for element k */
};

/* The table of an ANY or MAP that goes over a stored set and looks at nothing but the element; NULL where there is none or it is not worthwhile. */
status sets_table(exec_env *env, expr_node *n, const element_table **out);
/* Answers ANY for rows of the table's column (EXEC_NO_ROW: no). */
void sets_any(const element_table *t, const uint32_t *rows, size_t count, uint8_t *out);
/* The same for rows that follow each other. */
void sets_any_from(const element_table *t, size_t begin, size_t count, uint8_t *out);

#endif
