/* Expressions of a plan, made ready for one operator, and their evaluation over frames.
 *
 * A node stands beside each plan_expr: it holds what is found out once (which leaves it depends on, its constant, what was computed per
 * dictionary entry) and what is counted (rows that could not be computed). */
#ifndef CYQ_MEMORY_EXPR_H
#define CYQ_MEMORY_EXPR_H

#include "runtime/memory/frame.h"

typedef struct memo memo;
typedef struct element_table element_table;
typedef struct member member;

/* What an expression depends on. */
typedef struct expr_needs {
    enum { NEEDS_NOTHING, NEEDS_ONE, NEEDS_MORE } rows; /* leaves that are a field, a row or a temp */
    const plan_expr *leaf;                              /* NEEDS_ONE: it */
    uint64_t elements;                                  /* bit k: PLAN_ELEMENT k; the highest stands for all from there on */
} expr_needs;

typedef struct expr_node expr_node;
struct expr_node {
    const plan_expr *expr;
    expr_node *const *args;
    expr_needs needs;
    vec constant;             /* PLAN_CONST, PLAN_QUERY: one row */
    memo *memo;               /* memo.h; NULL until tried */
    element_table *per_value; /* sets.c: of ANY and MAP over a stored set; NULL until tried */
    member *member;           /* member.c: of ANY over a set that is the same for all rows; NULL until tried */
    size_t rows_expected;     /* about how many rows the operator will see: what is worth being computed ahead */
};

/* The node of an expression, in env->memory. */
status node_ready(exec_env *env, const plan_expr *e, size_t rows_expected, expr_node **out);

/* One value for each row of the frame, in the frame's scratch. Text vectors always have a dictionary of one entry or more. */
status node_eval(exec_env *env, expr_node *n, frame *f, vec *out);

/* Values for all rows of a relation, in env->memory. */
status node_eval_all(exec_env *env, expr_node *n, const relation *rel, vec *out);

/* How often a note says what could not be computed or mixes currencies; what it finds while probing makes the probe fail. */
status node_count_failures(exec_env *env, expr_node *n, size_t uncomputable, size_t mixed);

/* Gives a text vector a dictionary with an entry where it has none: the fillers of missing rows must point at something. */
void node_mend_text(vec *v);
/* A vector without rows, also of sets. */
status node_empty(arena *a, type t, vec *out);

/* ---- The kinds, each in its file ---- */

/* backward.c */
status node_eval_back(exec_env *env, expr_node *n, frame *f, vec *out);
/* logic.c */
status node_eval_junction(exec_env *env, expr_node *n, frame *f, vec *out); /* AND, OR */
status node_eval_not(exec_env *env, expr_node *n, frame *f, vec *out);
status node_eval_is_missing(exec_env *env, expr_node *n, frame *f, vec *out);
/* branch.c */
status node_eval_if(exec_env *env, expr_node *n, frame *f, vec *out);
status node_eval_else(exec_env *env, expr_node *n, frame *f, vec *out);
/* sets.c */
status node_eval_any(exec_env *env, expr_node *n, frame *f, vec *out);
status node_eval_map(exec_env *env, expr_node *n, frame *f, vec *out);

#endif
