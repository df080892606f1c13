/* The right side of a comparison: values read as what they are compared with needs. */
#ifndef CYQ_QUERY_OPERAND_H
#define CYQ_QUERY_OPERAND_H

#include "runtime/query/compare.h"
#include "runtime/query/scope.h"

/* What values are compared with. */
typedef struct operand {
    const ast_expr *written; /* the left side, for messages */
    const plan_expr *left;   /* as it was checked; NULL for the elements of a key */
    bool variable;           /* nothing is compared: the values are to be those of the variable that is `written` */
    type type;
    stored origin;
    ast_op op;
    bool negated;
    bool among;         /* another value stands beside it, in a list or at the other end of a range */
    str before, behind; /* of an end of a range, what stands around it: the other end and the dots */
    str sign;           /* the operator as written */
} operand;

/* The values right of the operator, in `out`; false if one did not read, which was told. */
bool operand_values(checker *k, const operand *o, const ast_expr *right, const compare_item **items, size_t *count);

/* For operand.c. The value is none of the type: tells so, with a way to write it (operand_wrong.c). */
void operand_tell_wrong(checker *k, const operand *o, const ast_expr *v, str text);
/* `title > 5`: text and numbers have no order in common. False if it is nothing of the kind. */
bool operand_tell_order(checker *k, const operand *o, const ast_expr *v);
/* Warns of a value that no row has (operand_nowhere.c). */
void operand_occurs(checker *k, const operand *o, const ast_expr *v, const value *read);
/* Is it written as a time: `2025-10`? (operand_text.c) */
bool operand_is_time(checker *k, const ast_expr *v);
/* A hint for a time that is compared with text. */
void operand_hint_text_time(checker *k, diag *d, const operand *o, const ast_expr *v);
/* Lists the values that there are, if they are few. */
void operand_hint_values(checker *k, diag *d, const operand *o);
/* `partner = Europol`: the names of the rows have the text in them. */
void operand_hint_in_name(checker *k, diag *d, const operand *o, const ast_expr *v, str text);
/* How many of its words are a value by themselves; 0 where they are none, or where what stands behind them cannot be anything else. Every beginning is tried, so that it
 * is asked once for the hints below, which take the number (operand_behind.c). */
size_t operand_value_words(checker *k, const operand *o, const ast_expr *v);
/* A hint for words behind the value that are read as part of it, if there are some. */
bool operand_hint_behind(checker *k, diag *d, const operand *o, const ast_expr *v, size_t words);
/* `2025-10 please`: the value without them, the same way. */
bool operand_hint_without(checker *k, diag *d, const operand *o, const ast_expr *v, size_t words);
/* The same, unless another value is nearer than what is left: `near`, where it is not empty. */
bool operand_hint_instead(checker *k, diag *d, const operand *o, const ast_expr *v, size_t words, str near);
/* `title ~ training selct title`: of a part of texts that none has, at which of its words a clause may have been meant to begin; 0 if at none. */
size_t operand_part_behind(checker *k, const operand *o, const ast_expr *v);
void operand_hint_part(checker *k, diag *d, const operand *o, const ast_expr *v, size_t at);
/* What should be written for a value: `budget > EUR 5M`, of a variable `EUR 5M`. */
str operand_with(checker *k, const operand *o, str value);

#endif
