/* Variables: `let $x = value` and `param $x`. Their values are read once, and stand wherever a literal may. */
#ifndef CYQ_QUERY_VARIABLE_H
#define CYQ_QUERY_VARIABLE_H

#include "runtime/query/operand.h"

typedef struct variable {
    definition as;
    const ast_statement *statement; /* the let or param */
    value value;                    /* in the session's memory */
    const source *given;            /* the value as it came from outside; NULL: it did not */
    bool unset;   /* a param that has no value, in a text that is only checked or will not run: nothing can be said of it */
    bool setting; /* a param, or what later texts set in its place */
    bool typed;   /* its type was declared, and holds for what is set in its place */
} variable;

/* The variable that an expression is; NULL if it is none, or a parameter of a function. */
const variable *variable_named(const checker *k, const ast_expr *e);
/* Its value, or that of a function's parameter. */
const plan_expr *expr_variable(checker *k, const ast_expr *e);
/* Right of a comparison: its values occur, or that is told as of literals. */
const plan_expr *variable_operand(checker *k, const operand *o, const ast_expr *e);

/* `$nme`: what could have been meant. */
void variable_tell_unknown(checker *k, const ast_name *name);
/* Hints at the type that would make it what is wanted: `let $y: period = 2025`. False if none would, or `e` is no variable. */
bool variable_hint_type(checker *k, diag *d, const ast_expr *e, type_kind wanted);
/* The same where several kinds would do: the first that the value reads as. */
bool variable_hint_types(checker *k, diag *d, const ast_expr *e, const type_kind *wanted, size_t count);

/* The statements. */
status variable_let(checker *k, const ast_statement *s);
status variable_param(checker *k, const ast_statement *s);
/* Settings of modules that are in use already take the values that were given with this text. */
status variable_set_given(checker *k);

#endif
