/* The right side of a comparison: values read as what they are compared with needs. */
#ifndef CYQ_QUERY_OPERAND_H
#define CYQ_QUERY_OPERAND_H

#include "runtime/query/compare.h"
#include "runtime/query/scope.h"

/* What values are compared with. */
typedef struct operand {
    const ast_expr *written; /* the left side, for messages */
    type type;
    stored origin;
    ast_op op;
    bool negated;
    str sign; /* the operator as written */
} operand;

/* The values right of the operator, in `out`; false if one did not read, which was told. */
bool operand_values(checker *k, const operand *o, const ast_expr *right, const compare_item **items, size_t *count);

#endif
