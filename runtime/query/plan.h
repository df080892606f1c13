/* The typed plan: what a query means, ready for an executor.
 *
 * Everything is resolved: no names are left but those of output columns. A plan lies in the arena of its query, is not changed by executors, and
 * may point into the dataset and the function table.
 *
 * How rows flow: an operator gives rows that consist of *slots* (each holds the number of a row of a collection, or none) and *temps* (values made on
 * the way, such as group keys and aggregates). What each operator does with them stands at its kind. `select`, `add`, `drop` and `rename` need no operator of
 * their own: the checker keeps what each name stands for, and the last names become `outputs`. */
#ifndef CYQ_QUERY_PLAN_H
#define CYQ_QUERY_PLAN_H

#include "base/diag.h"
#include "runtime/model/dataset.h"
#include "runtime/model/function.h"

/* ---- Expressions ---- */

typedef enum plan_expr_kind {
    PLAN_CONST, /* .constant; of a set type too */
    PLAN_FIELD, /* stored field .field of the row in slot .index (collection .collection); missing where the slot is empty */
    PLAN_ROW,   /* a link to the row in slot .index (collection .collection); missing where the slot is empty */
    PLAN_TEMP,  /* temp .index */
    PLAN_ELEMENT, /* the element at hand in an enclosing ANY or MAP, EXPAND's or GROUP's `in`: .index counts the enclosing ones, 0 the innermost */
    PLAN_DEREF, /* stored field .field of the row that the link args[0] points to (collection .collection); missing if the link is */
    PLAN_BACK, /* a link walked backwards: the set of links to the rows of .collection whose field .field (a link or a set of them) leads to the row that the
                  link args[0] points to, in their order; none where it is missing */
    PLAN_QUERY, /* the set of the values of .query's column; does not depend on the row, and is computed once a run */
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

typedef struct plan plan;
typedef struct plan_expr plan_expr;

/* A query of one column inside an expression. */
typedef struct plan_subquery {
    const plan *root;
    const plan_expr *column; /* over root's rows */
} plan_subquery;

struct plan_expr {
    plan_expr_kind kind;
    type type;
    uint32_t index;
    uint16_t collection;
    uint16_t field;
    value constant;
    const plan_subquery *query; /* PLAN_QUERY */
    const function *function;
    void *prepared; /* from function->prepare; lives with the plan */
    const plan_expr *const *args;
    size_t arg_count;
    const source *from; /* where it was written, for notes: a query, the prelude, a module */
    span where;
    bool weighed; /* the times in it are: what certainly or possibly was written out as */
    uint32_t size,
        height; /* nodes of the tree that it is the root of (a shared one counts each time; at most UINT32_MAX), and their levels */
};

/* ---- Operators ---- */

typedef enum plan_kind {
    PLAN_SCAN,   /* all rows of .collection, in their order, as slot 0; no temps. Has no input */
    PLAN_FILTER, /* keeps rows where .expr is true */
    PLAN_EXPAND, /* one row for each element of .expr (a set; made distinct, in sort order; a scalar is a set of one or none), one with it missing if there is none;
                      .in (over PLAN_ELEMENT 0) keeps only elements for which it is true, and then none for those without. Appends the element as a temp */
    PLAN_SORT,   /* stable, by .keys */
    PLAN_SLICE, /* rows [.skip, .skip + .take), or with .from_end the last .take; with .per in each run of rows whose .per keys are the same; with .with_ties also
                      the rows behind these that are the same by .keys. These two stand directly on a SORT by .keys, of which .per are the first */
    PLAN_DISTINCT, /* the first row of each combination of .keys */
    PLAN_GROUP, /* one row for each combination of .keys in key order, missing last; a set as key puts the row in each element's group. With .whole (no keys): exactly
                     one row. No slots; temps: the keys, then the aggregates */
    PLAN_PIVOT, /* GROUP whose last key's values become columns. One row for each combination of the other keys; no slots; temps: the other keys, and then for each
                     value of the last key, in its order, each of .columns. Each is an expression over the temps that GROUP would give, computed also for
                     combinations without rows, of the aggregates of nothing. How many there are is known when it runs; later operators use the keys only */
    PLAN_WINDOW, /* appends a temp for each of .aggregates: the value over the rows of the same .parts[part] keys, the same for each of them, or of a function of class
                      FN_WINDOW the value at the row, counted in the rows' order. All see the rows as they come in. A part with a set among its keys (at most one
                      part has) puts a row into each element's group: one row for each comes out, and the temps end with one for each key of that part: its element */
    PLAN_JOIN, /* for each row of the input, in order, each row of .other, in order, for which .expr is true of both; with .left also the rows that have none, with
                    empty slots and missing temps. Slots: those of the input, then the other's; temps likewise; .expr is over these */
    PLAN_APPEND, /* the rows of the input, then those of .other. With .columns the rows have no slots, and a temp for each of .columns (over the input) and .other_columns
                      (over the other), which have the same types. Without, both have the same slots and no temps, and the slots stay */
    PLAN_EXCEPT, /* rows of the input whose .columns are those of no row of .other by its .other_columns */
    PLAN_INTERSECT /* … of some row */
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
    uint32_t part; /* WINDOW: over which rows */
    const source *from;
    span where;
} plan_aggregate;

/* WINDOW: which rows belong together; without keys all do. */
typedef struct plan_part {
    const plan_key *keys;
    size_t key_count;
} plan_part;

/* "N rows without a country were kept": counted over the rows that FILTER, or SLICE in a ranking of groups, keeps. */
typedef struct plan_kept_note {
    const plan_expr *operand;
    str name;  /* as people read it: country */
    bool part; /* a part of a text was asked for, and not the value */
    const source *from;
    span where;
} plan_kept_note;

/* One of the conditions that `and` joins in a `where`, for who explains which of them a row does not fit. */
typedef struct plan_conjunct plan_conjunct;
struct plan_conjunct {
    const plan_expr *expr;
    span where;                  /* all of it, as it was written */
    span left, value;            /* of a comparison with one value its two sides; else empty */
    bool shared;                 /* it is one value of a list that all must fit, `has all (a, b)`: `where` is the whole comparison */
    bool equal;                  /* `=` of left and value */
    const plan_conjunct *either; /* where it is alternatives joined by `or`: these */
    size_t either_count;
};

struct plan {
    plan_kind kind;
    const plan *input; /* NULL for SCAN */
    const plan *other; /* JOIN, APPEND, EXCEPT, INTERSECT */
    const source *from;
    span where; /* the clause */
    uint16_t collection;
    const plan_expr *expr, *in;
    const plan_conjunct
        *conjuncts; /* FILTER: what .expr is made of, in the same rows; `from` has their places. Executors need not look at it */
    size_t conjunct_count;
    const plan_kept_note *notes;
    size_t note_count;
    const uint64_t *kept; /* SCAN of rows that another executor filtered: how many of them each of .notes is about */
    const plan_key *keys;
    size_t key_count;
    const plan_aggregate *aggregates;
    size_t aggregate_count;
    bool whole;
    bool left; /* JOIN */
    const plan_expr *const *columns, *const *other_columns;
    size_t column_count;
    const plan_part *parts; /* WINDOW */
    size_t part_count;
    const plan_key *per; /* SLICE */
    size_t per_count;
    uint64_t skip, take;
    bool from_end, with_ties;
    bool note_ties; /* SLICE directly after SORT by .keys: say so when the cut goes through equal keys */
    bool top;       /* SLICE: it was written as one clause with its sort */
};

typedef struct plan_output {
    str name;
    const plan_expr *expr;
} plan_output;

typedef struct plan_query {
    const plan *root;
    const plan_output *outputs;
    size_t output_count;
    const plan_output *hidden; /* columns that are not shown but that the format reads of each row (event.h); over the same rows */
    size_t hidden_count;
    const plan *pivot;      /* the PIVOT whose columns follow the outputs, each named by its value; NULL */
    const str *pivot_names; /* behind the value, where there are several .columns: "CyberEast+ days"; one for each of them */
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
