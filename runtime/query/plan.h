/* The typed plan: what a query means, ready for an executor.
 *
 * Everything is resolved: no names are left but those of output columns. A plan lies in the arena of its query, is not changed by executors, and
 * may point into the dataset and the function table.
 *
 * How rows flow: an operator gives rows that consist of *slots* (each holds the number of a row of a collection, or none) and *temps* (values made on the way, such as group
 * keys and aggregates). SCAN makes slot 0. FILTER, SORT, SLICE, DISTINCT keep slots and temps. EXPAND keeps them and appends a temp. GROUP gives no slots and
 * temps only: its keys, then its aggregates. `select`, `add`, `drop` and `rename` need no operator: the checker keeps what each name stands for, and the last names become `outputs`. */
#ifndef CYQ_QUERY_PLAN_H
#define CYQ_QUERY_PLAN_H

#include "base/diag.h"
#include "runtime/model/dataset.h"
#include "runtime/model/function.h"

/* ---- Expressions ---- */

typedef enum plan_expr_kind {
    PLAN_CONST, /* .constant; of a set type too */
    PLAN_FIELD, /* stored field .field of the row in slot .index (collection .collection) */
    PLAN_TEMP,  /* temp .index */
    PLAN_ELEMENT, /* the element at hand in an enclosing ANY or MAP, EXPAND's or GROUP's `in`: .index counts the enclosing ones, 0 the innermost */
    PLAN_DEREF, /* stored field .field of the row that the link args[0] points to (collection .collection); missing if the link is */
    PLAN_CALL,  /* .function of .args; a scalar, predicate or measure. A missing argument gives missing, of a predicate false */
    PLAN_AND,
    PLAN_OR,
    PLAN_NOT,        /* of bools; a missing one counts as false; never missing. AND, OR of two or more .args */
    PLAN_IF,         /* args: condition, then, else */
    PLAN_ELSE,       /* args[0] ?? args[1] */
    PLAN_IS_MISSING, /* bool; of a set: it is empty */
    PLAN_ANY,        /* bool: args[1] (over PLAN_ELEMENT 0) is true for some element of the set args[0] */
    PLAN_MAP /* set: args[1] (over PLAN_ELEMENT 0) for each element of the set args[0]; missing results are left out, sets are flattened; repeats stay (a path
                     inside a measure or aggregate counts each) until the set is printed, compared or grouped */
} plan_expr_kind;

typedef struct plan_expr plan_expr;
struct plan_expr {
    plan_expr_kind kind;
    type type;
    uint32_t index;
    uint16_t collection;
    uint16_t field;
    value constant;
    const function *function;
    void *prepared; /* from function->prepare; lives with the plan */
    const plan_expr *const *args;
    size_t arg_count;
    const source *from; /* where it was written, for notes: a query, the prelude, a module */
    span where;
};

/* ---- Operators ---- */

typedef enum plan_kind {
    PLAN_SCAN,   /* all rows of .collection, in their order, as slot 0 */
    PLAN_FILTER, /* keeps rows where .expr is true */
    PLAN_EXPAND, /* one row for each element of .expr (a set; made distinct, in sort order; a scalar is a set of one or none), one with it missing if there is none;
                      .in (over PLAN_ELEMENT 0) keeps only elements for which it is true, and then none for those without. Appends the element as a temp */
    PLAN_SORT,   /* stable, by .keys */
    PLAN_SLICE,  /* rows [.skip, .skip + .take), or with .from_end the last .take */
    PLAN_DISTINCT, /* the first row of each combination of .keys */
    PLAN_GROUP /* one row for each combination of .keys in key order, missing last; a set as key puts the row in each element's group. With .whole (no keys): exactly one row */
} plan_kind;

typedef struct plan_key {
    const plan_expr *expr;
    bool descending;     /* SORT */
    const plan_expr *in; /* GROUP: keeps only keys for which it is true (over PLAN_ELEMENT 0); NULL */
} plan_key;

typedef struct plan_aggregate {
    const function *function;
    const plan_expr
        *arg;      /* NULL for a count of rows; rows where it is missing are passed over; a set is spread into its elements, repeats kept */
    bool distinct; /* takes each value once (count distinct) */
    type type;
    const source *from;
    span where;
} plan_aggregate;

/* "N rows without a country were kept": counted over the rows that FILTER, or SLICE in a ranking of groups, keeps. */
typedef struct plan_kept_note {
    const plan_expr *operand;
    str name; /* as people read it: country */
    const source *from;
    span where;
} plan_kept_note;

typedef struct plan plan;
struct plan {
    plan_kind kind;
    const plan *input; /* NULL for SCAN */
    const source *from;
    span where; /* the clause */
    uint16_t collection;
    const plan_expr *expr, *in;
    const plan_kept_note *notes;
    size_t note_count;
    const plan_key *keys;
    size_t key_count;
    const plan_aggregate *aggregates;
    size_t aggregate_count;
    bool whole;
    uint64_t skip, take;
    bool from_end;
    bool note_ties; /* SLICE directly after SORT by .keys: say so when the cut goes through equal keys */
};

typedef struct plan_output {
    str name;
    const plan_expr *expr;
} plan_output;

typedef struct plan_query {
    const plan *root;
    const plan_output *outputs;
    size_t output_count;
    const source *from;
    span where;
    /* What `to` asked for; format empty if it was not there. */
    str format;
    const str *options; /* words behind the format: bar, citable */
    size_t option_count;
    str file; /* empty: the program's own output */
    bool has_file;
    span to_where;
} plan_query;

#endif
