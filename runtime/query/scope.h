/* What a name stands for at a point of the pipeline.
 *
 * A scope is the rows so far (a plan) and the names that can be used on them, in the order of their columns. `select`, `add`, `drop` and `rename`
 * change nothing but this. */
#ifndef CYQ_QUERY_SCOPE_H
#define CYQ_QUERY_SCOPE_H

#include "runtime/query/checker.h"

/* A stored column: where the check "occurs nowhere" looks. `field` is NULL for none. */
typedef struct stored {
    const collection *of;
    const field *field;
} stored;

typedef struct visible {
    str name;
    const plan_expr *expr;    /* NULL while it is a definition that nobody has used yet */
    const computed *computed; /* set as long as the column is a computed field of the row in `slot`, of `collection` */
    uint16_t collection, slot;
    bool shown; /* part of the answer if nothing more is selected */
} visible;

/* A name that a clause took away. */
typedef struct gone {
    str name;
    ast_clause_kind by;
    const source *from;
    span where; /* the clause's keyword */
    const struct gone *earlier;
} gone;

/* A set that a `where` asked some elements of: the rows it kept have others, too. */
struct asked_set {
    const plan_expr *set;
    str values; /* as written */
    const struct asked_set *earlier;
};

struct scope {
    const plan *root;
    int32_t collection; /* the rows still are those of this one, with its names; -1 after select, group and show */
    visible *names;
    size_t count, capacity;
    size_t longest; /* of the names that are no plain words but printed expressions, in bytes; 0: there is none */
    uint16_t slot_count;
    stored *temps;
    size_t temp_count, temp_capacity;
    const gone *gone;
    const asked_set *asked;     /* of the rows as they are; NULL after a group */
    const scope *before_select; /* right after a select: the names that it left out */
    bool open;                  /* a clause that this version does not run stood before: what names there are is not known */
};

scope *scope_of_collection(checker *k, uint16_t collection, span where);
/* A copy to change. NULL without memory. */
scope *scope_copy(checker *k, const scope *s);
/* The same rows, no names. */
scope *scope_without_names(checker *k, const scope *s);

visible *scope_find(const scope *s, str name);
/* The column that is named as the formatter prints `e` (rule 10); NULL. */
visible *scope_find_printed(checker *k, const scope *s, const ast_expr *e);
bool scope_add(checker *k, scope *s, visible v);
void scope_remove(scope *s, const visible *v);
void scope_note_gone(checker *k, scope *s, str name, const ast_clause *by);
/* Notes every name of `before` that `after` no longer has. */
void scope_note_all_gone(checker *k, const scope *before, scope *after, const ast_clause *by);
/* Appends a temp; its index. */
size_t scope_add_temp(checker *k, scope *s, stored origin);

/* What it stands for; a computed field is read when it is first used. */
const plan_expr *scope_value(checker *k, visible *v, span where);
/* The stored column whose values an expression gives, if it is one. */
stored scope_origin(checker *k, const scope *s, const plan_expr *e);

#endif
