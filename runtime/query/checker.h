/* What the parts of the checker share: the state of one statement under check.
 *
 * Mistakes become diagnostics at the place where they are seen; the expression then is `typed_nothing` (TYPE_NONE), which every
 * later step passes on in silence, so that one mistake is told once and the rest of the statement is still checked. A failed allocation
 * takes the same way and is reported at the end of the statement (checker_failed). */
#ifndef CYQ_QUERY_CHECKER_H
#define CYQ_QUERY_CHECKER_H

#include "parser/parser.h"
#include "runtime/query/check.h"
#include "runtime/query/definitions.h"

typedef struct scope scope;
typedef struct show show;
typedef struct gathered gathered;
typedef struct computed computed;
typedef struct def_call def_call;
typedef struct asked_set asked_set;
typedef struct row_names row_names;
typedef struct computed_values computed_values;
typedef struct trail trail;

/* One clause of the last query; statements that go on from it have sources of their own. */
typedef struct env_clause {
    const ast_clause *clause;
    const source *from;
} env_clause;

/* A query that others go on from: where its rows come from, and its clauses. An array that has more room may belong to a later query, too. */
typedef struct env_query {
    const ast_source *source; /* NULL: there is none */
    const source *from;
    env_clause *clauses;
    size_t count, capacity;
} env_query;

/* The rows of a query as they were checked, for those that name it or go on from it in the same text. */
typedef struct kept_rows {
    scope *rows;  /* NULL: none are kept */
    size_t nodes; /* what they count against CHECK_NODES_MAX */
    uint64_t epoch, fields;
} kept_rows;

struct check_env {
    arena *session;
    const dataset *data;
    const function_table *functions;
    check_columns columns; /* those that are not in memory */
    day today;
    lookup names;
    const definition *definitions; /* the newest first */
    uint64_t epoch;                /* counts the times that something may have changed its meaning */
    uint64_t fields;               /* counts the definitions of fields */
    const arena *keeping;          /* where the plans of the text under check lie; NULL: they do not stay together */
    env_query last;
    kept_rows last_rows;
    check_given *given;
    check_events *wants_events;                /* see check_env_events; NULL: none does */
    bool only_checking, in_module, in_library; /* see check_env_reads */
    computed_values *values;                   /* computed.c: those that were read for this text; NULL */
    row_names *row_names;                      /* scope_rows.c: the names of each collection's rows, made once; NULL */
    const dataset *row_names_of;               /* the data that they are of */
    struct value_indexes *value_indexes;       /* value_index.c: what columns hold, as it was asked about */
    const dataset *value_indexes_of;
};

/* A row whose fields can be named: the one in a slot, or the one that a link points to. */
typedef struct row {
    uint16_t collection;
    uint16_t slot;
    const plan_expr *link; /* NULL: the slot's */
} row;

/* Definitions that are being read, the innermost first. */
typedef struct expansion {
    const definition *of;
    bool written_here; /* a query where it is defined: it is checked as any other */
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
    const def_call *call; /* in the body of a function: what its parameters stand for */
    bool without_rows;    /* in the value of a variable */
} place;

/* Kept notes of a `where`, as they are collected. */
typedef struct note_list {
    plan_kept_note *items;
    size_t count, capacity;
} note_list;

/* What makes some rows, the queries that they go on from, name or are put together with included: who runs them walks it all. */
typedef struct bulk {
    size_t clauses; /* all of them; those of a query that is named twice count twice */
    size_t height;  /* on top of each other */
} bulk;

/* The comparison that was checked last: what a value torn off it would have been compared with. */
typedef struct compared {
    const ast_expr *at;
    type type;
    const collection *of; /* its stored column, if it is one */
    const field *field;
} compared;

/* A value that was told of as one that no row has. */
typedef struct warned {
    const source *from;
    span where;
    const struct warned *earlier;
} warned;

typedef struct checker {
    check_env *env;
    arena *memory;
    diag_bag *bag;
    const source *from;  /* of what is being read: the query, an earlier one, a definition's */
    scope *scope;        /* the pipeline so far */
    const scope *around; /* of the query in whose brackets this one stands: its names cannot be seen; NULL */
    place at;
    const expansion *inside;
    plan_query *query;
    trail *trail;             /* where the steps of the query are noted for who explains it; NULL */
    note_list *notes;         /* of the `where` being read */
    const ast_expr *noted;    /* the comparison whose operand gets a note; NULL */
    const ast_expr *conjunct; /* the comparison that every row kept must pass; NULL */
    const asked_set *asked;   /* sets that the `where` being read asks for elements of, and those before it */
    compared compared;
    const ast_query *reading; /* the query whose clauses are being read, and which of them, for hints; NULL */
    size_t reading_at;
    bool quiet;              /* warnings were given before */
    bool defining;           /* a definition is being read where it is written: nobody has asked for its values yet */
    bool torn;               /* the value at hand is told of as half a value: it need not occur */
    computed_values *values; /* computed.c: computed fields that were read for this statement, where they do not stay */
    const warned *warned;    /* the values of this statement that were warned of, the latest first */
    size_t nodes;            /* of plan expressions made in definitions */
    bool weighing;           /* inside certainly or possibly: what is made of a row's time is not what columns hold */
    bool unread;             /* a piece of it did not parse, which was told then: there is nothing to run */
    bool trying;             /* a hint is being tried: what is said is dropped, so its own hints need no trial */
    bool no_memory;
    uint32_t depth;
    bulk others; /* of the rows that the clause at hand has beside its own */
} checker;

/* Expressions within expressions, definitions included. */
enum { CHECK_DEPTH_MAX = 1000 };
/* Levels of a plan expression, those that definitions bring in included. */
enum { CHECK_HEIGHT_MAX = 2000 };
/* Clauses on top of each other in the making of rows. */
enum { CHECK_CLAUSES_MAX = 20000 };
/* Nodes of one expression, and of those, or clauses, that definitions may come to in one statement: what uses others twice grows fast. */
enum { CHECK_NODES_MAX = 1 << 18 };

bool checker_failed(const checker *k);
/* More mistakes were found than are told: what else there is to say of the statement is of no use. */
bool checker_is_full(const checker *k);
/* Is it the body of a definition that is read, for somebody who uses it? */
static inline bool checker_expands(const checker *k)
{
    return k->inside && !k->inside->written_here;
}
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
