/* What a name stands for at a point of the pipeline.
 *
 * A scope is the rows so far (a plan) and the names that can be used on them, in the order of their columns. `select`, `add`, `drop` and `rename`
 * change nothing but this. */
#ifndef CYQ_QUERY_SCOPE_H
#define CYQ_QUERY_SCOPE_H

#include "runtime/query/scope_table.h"

/* A stored column: where the check "occurs nowhere" looks. `field` is NULL for none. */
typedef struct stored {
    const collection *of;
    const field *field;
} stored;

/* A clause that took names away: those of `before` that cannot be used any more. */
typedef struct gone {
    const scope *before;
    ast_clause_kind by;
    const source *from;
    span where; /* the clause's keyword */
    const struct gone *earlier;
} gone;

/* What the other rows of a join are called: their names are spelt `side.field`. */
typedef struct side {
    str name;
    const struct side *earlier;
} side;

/* A set that a `where` asked some elements of: the rows it kept have others, too. */
struct asked_set {
    const plan_expr *set;
    str values; /* as written */
    const struct asked_set *earlier;
};

/* Where the values of temps come from: shared by scopes as names are. */
typedef struct temp_table {
    stored *items;
    size_t count, capacity;
} temp_table;

/* The columns that a pivot makes. Its values are not known before it runs, so that these have no names. */
typedef struct pivot_columns {
    const plan *plan;
    const visible *each; /* for each value of its key: what the plan's columns are, and their names */
    const ast_clause *clause;
    const source *from;
} pivot_columns;

struct scope {
    const plan *root;
    int32_t collection; /* the rows still are those of this one, with its names; -1 after select, group and show */
    const visible *names;
    size_t count;
    scope_table *table; /* what `names` are the first of */
    size_t longest;     /* of the names that are no plain words but printed expressions, in bytes; 0: there is none */
    uint16_t slot_count;
    bulk bulk;
    const stored *temps;
    size_t temp_count;
    temp_table *temp_table;
    const gone *gone;
    const side *sides;          /* of the joins so far */
    const asked_set *asked;     /* of the rows as they are; NULL after a group */
    const scope *before_select; /* right after a select: what stood before it */
    const scope *left_out;      /* in a `sort by` right after a select: further names that can be used, those that it left out */
    const pivot_columns *pivot; /* behind the names; NULL: there are none */
    bool open;                  /* a clause that is wrong stood before: what names there are is not known */
};

scope *scope_of_collection(checker *k, uint16_t collection, span where);
/* A scope to build upon, of the same rows and names. NULL without memory. */
scope *scope_copy(checker *k, const scope *s);
/* The same rows, no names. */
scope *scope_without_names(checker *k, const scope *s);

const visible *scope_find(const scope *s, str name);
/* The column that is named as the formatter prints `e` (rule 10), were there no needless backquotes and no dot before it; NULL. */
const visible *scope_find_printed(checker *k, const scope *s, const ast_expr *e);
bool scope_add(checker *k, scope *s, visible v);
/* Could it be written as a bare name, or is it a printed expression? */
bool scope_is_word(str name);
/* The name at `at`, one of s->names, becomes `v`. Pointers to names of `s` are of no use afterwards. */
void scope_replace(checker *k, scope *s, const visible *at, visible v);
/* `clause` made `after` of `before`: what it took away is told where it is missed. */
void scope_note_gone(checker *k, const scope *before, scope *after, const ast_clause *clause);
/* The clause that took a name away, and in *name how it was called; NULL. */
const gone *scope_find_gone(const scope *s, str *name);
/* Appends a temp; its index. */
size_t scope_add_temp(checker *k, scope *s, stored origin);

/* How many of the names are shown. */
size_t scope_shown(const scope *s);
/* What it stands for. A computed field is read when it is first used in a statement. */
const plan_expr *scope_value(checker *k, const visible *v, span where);
/* The stored column whose values an expression gives, if it is one. */
stored scope_origin(checker *k, const scope *s, const plan_expr *e);

#endif
