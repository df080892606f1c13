/* What the parts of the checker share: the state of one statement under check.
 *
 * Mistakes become diagnostics at the place where they are seen; the expression then is `typed_nothing` (TYPE_NONE), which every
 * later step passes on in silence, so that one mistake is told once and the rest of the statement is still checked. A failed allocation
 * takes the same way and is reported at the end of the statement (checker_failed). */
#ifndef CYQ_QUERY_CHECKER_H
#define CYQ_QUERY_CHECKER_H

#include "parser/parser.h"
#include "runtime/query/check.h"

typedef struct scope scope;
typedef struct show show;
typedef struct gathered gathered;
typedef struct computed computed;
typedef struct asked_set asked_set;
typedef struct row_names row_names;
typedef struct computed_values computed_values;

/* A computed field: `def collection.field = e` or `def *.field = e`. */
struct computed {
    str name;
    int32_t owner; /* collection, or -1: every one that has the fields used */
    const ast_expr *body;
    const source *from;
    span where;
    uint8_t *applies;        /* one for each collection (computed.c) */
    const computed *earlier; /* the one defined before it */
};

/* One clause of the last query; statements that go on from it have sources of their own. */
typedef struct env_clause {
    const ast_clause *clause;
    const source *from;
} env_clause;

struct check_env {
    arena *session;
    const dataset *data;
    const function_table *functions;
    day today;
    const computed *computed; /* the newest first */
    const ast_source *last;   /* where the last query's rows came from; NULL before the first */
    const source *last_from;
    const env_clause *last_clauses;
    size_t last_count;
    row_names *row_names;        /* scope.c: the names of each collection's rows, made once; NULL */
    const dataset *row_names_of; /* the data that they are of */
    uint64_t definitions;        /* counts the times that `computed` has changed */
};

/* A row whose fields can be named: the one in a slot, or the one that a link points to. */
typedef struct row {
    uint16_t collection;
    uint16_t slot;
    const plan_expr *link; /* NULL: the slot's */
} row;

/* Definitions whose bodies are being read, the innermost first. */
typedef struct expansion {
    const computed *of;
    const struct expansion *outer;
} expansion;

/* Where an expression stands, which decides what its names mean. */
typedef struct place {
    const scope *scope; /* the names of the pipeline here; NULL in the body of a definition */
    const row *row;     /* in the body of a definition: the row whose fields its names are */
    show *show;         /* in the items of `show`: names are keys; else NULL */
    gathered *over;     /* where aggregates are put; NULL where none may stand */
    bool in_aggregate;  /* in an argument of an aggregate or window function */
    bool in_key;        /* in a key of `per` */
    ast_clause_kind clause;
    const expansion *inside;
} place;

/* Kept notes of a `where`, as they are collected. */
typedef struct note_list {
    plan_kept_note *items;
    size_t count, capacity;
} note_list;

/* The comparison that was checked last: what a value torn off it would have been compared with. */
typedef struct compared {
    const ast_expr *at;
    type type;
    const collection *of; /* its stored column, if it is one */
    const field *field;
} compared;

typedef struct checker {
    check_env *env;
    arena *memory;
    diag_bag *bag;
    const source *from; /* of what is being read: the query, an earlier one, a definition's */
    scope *scope;       /* the pipeline so far */
    place at;
    plan_query *query;
    note_list *notes;         /* of the `where` being read */
    const ast_expr *noted;    /* the comparison whose operand gets a note; NULL */
    const ast_expr *conjunct; /* the comparison that every row kept must pass; NULL */
    const asked_set *asked;   /* sets that the `where` being read asks for elements of, and those before it */
    compared compared;
    bool quiet;                      /* warnings were given before */
    bool defining;                   /* a definition is being read where it is written: nobody has asked for its values yet */
    bool torn;                       /* the value at hand is told of as half a value: it need not occur */
    computed_values *values;         /* computed.c: computed fields that were read */
    struct value_names *value_names; /* values.c: names of linked rows, as they were looked for */
    size_t value_rows;               /* values.c: rows that were looked at */
    size_t value_warnings;
    size_t nodes; /* of plan expressions made in definitions */
    bool unread;  /* a piece of it did not parse, which was told then: there is nothing to run */
    bool trying;  /* a hint is being tried: what is said is dropped, so its own hints need no trial */
    bool no_memory;
    uint32_t depth;
} checker;

/* Expressions within expressions, definitions included. */
enum { CHECK_DEPTH_MAX = 1000 };
/* Nodes that definitions may come to in one statement: those that use others twice grow fast. */
enum { CHECK_NODES_MAX = 1 << 18 };

bool checker_failed(const checker *k);
static inline const collection *checker_collection(const checker *k, uint16_t index)
{
    return &k->env->data->collections[index];
}
/* The text of a tree as the formatter prints it, or what was written there; in the query's arena. */
str checker_text(checker *k, const ast_expr *e);
str checker_written(const checker *k, span where);
/* A buffer's text in the query's arena; frees the buffer. */
str checker_take(checker *k, sbuf *b);

#endif
