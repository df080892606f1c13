/* The steps of a query as they were checked, for who explains it: its source and each clause, with the rows and names after it. */
#ifndef CYQ_QUERY_TRAIL_H
#define CYQ_QUERY_TRAIL_H

#include "runtime/query/scope.h"

typedef struct trail_step {
    const ast_clause *clause; /* NULL for the source */
    str source;               /* what the source is called */
    uint32_t depth;           /* 0: the query's own; deeper are the queries inside its clauses, which stand before the clause */
    const plan *root;         /* the rows after it */
    const visible *names;     /* their names */
    size_t name_count;
    const type *types; /* of the names that are shown */
    const pivot_columns *pivot;
} trail_step;

/* What an expression was found to be. */
typedef struct trail_type {
    const ast_expr *of;
    type type;
} trail_type;

struct trail {
    trail_step *steps;
    size_t count, capacity;
    trail_type *types; /* in the order in which they were checked, the first TRAIL_TYPES_MAX */
    size_t type_count, type_capacity;
    str *values; /* of variables, as they are read for the first time */
    size_t value_count, value_capacity;
    uint32_t depth;  /* of the query at hand */
    bool only_words; /* nobody asks for the names after each step, which are many where there are many steps */
};

/* Notes k->scope as it is now, if somebody wants to know. */
void trail_source(checker *k, str name);
void trail_clause(checker *k, const ast_clause *c);
void trail_typed(checker *k, const ast_expr *e, type t);
/* Notes that a variable is read. */
void trail_variable(checker *k, str name, const value *v);
/* The type of a part of the query; TYPE_NONE where it was not noted. */
type trail_type_of(const trail *t, const ast_expr *e);
/* From here on the steps are those of a query inside the one at hand (1), or of that again (-1). */
void trail_deeper(checker *k, int by);

#endif
