/* The syntax tree: what was written, with the place of everything, and nothing of what it means.
 *
 * All nodes lie in the arena given to parse(); they point into the source. Names are as written (compare with str_equal_nocase).
 * The formatter prints a tree back; the checker (runtime/query) gives it meaning. */
#ifndef CYQ_PARSER_AST_H
#define CYQ_PARSER_AST_H

#include "base/diag.h"

typedef struct ast_expr ast_expr;
typedef struct ast_query ast_query;

/* A name as written, without backquotes. */
typedef struct ast_name {
    str text;
    span where;
    bool quoted; /* it stood in backquotes */
} ast_name;

/* ---- Expressions ---- */

typedef enum ast_kind {
    AST_NAME,    /* a bare word where an operand is wanted: a field. .name */
    AST_FIELD,   /* `.field`, the same said in value position. .name */
    AST_PATH,    /* base.name: a field behind a link, a part of a date, another side of a join. .left, .name */
    AST_PHRASE,  /* a literal or phrase that is read as its place needs: .words (one or more) */
    AST_STRING,  /* text in quotes, escapes undone: .text; .raw for '…' */
    AST_REGEX,   /* /re/i after `matches`: .text without slashes, .ignore_case */
    AST_VAR,     /* $name: .name without the $ */
    AST_RANGE,   /* left..right; either may be NULL, not both */
    AST_LIST,    /* ( a, b, … ) of values: .items; never of one item but after `in`, `has all`, `only` */
    AST_QUERY,   /* ( query ) on the right of `in`: .query */
    AST_CALL,    /* name(args): .name, .items; .distinct for `count distinct(e)` */
    AST_NEGATE,  /* -left */
    AST_NOT,     /* not left */
    AST_BINARY,  /* left operator right: arithmetic, &, ??, and, or: .op */
    AST_COMPARE, /* left operator right: .op, .negated */
    AST_IS,      /* left is [not] missing|known: .op AST_OP_MISSING or AST_OP_KNOWN, .negated */
    AST_IF,      /* if condition then left else right */
    AST_PAREN,   /* ( left ), kept for the formatter */
    AST_BAD      /* a piece that did not parse; a diagnostic was given */
} ast_kind;

typedef enum ast_op {
    AST_OP_ADD,
    AST_OP_SUB,
    AST_OP_MUL,
    AST_OP_DIV,
    AST_OP_COMMON /* & */,
    AST_OP_ELSE /* ?? */,
    AST_OP_AND,
    AST_OP_OR,
    AST_OP_EQ,   /* =   negated: != */
    AST_OP_SAME, /* ==  negated: !== */
    AST_OP_LIKE, /* ~   negated: !~ */
    AST_OP_LT,
    AST_OP_LE,
    AST_OP_GT,
    AST_OP_GE,
    AST_OP_IN, /* in          negated: not in (and so on) */
    AST_OP_OVERLAPS,
    AST_OP_WITHIN,
    AST_OP_CONTAINS,
    AST_OP_MATCHES,
    AST_OP_HAS_ALL,
    AST_OP_ONLY,
    AST_OP_MISSING,
    AST_OP_KNOWN
} ast_op;

typedef enum ast_word_kind {
    AST_WORD_TEXT,   /* a word */
    AST_WORD_NUMBER, /* reads as a number: 12, 3.9M, 40% (and 2025) */
    AST_WORD_DATE    /* reads as a date, month, week, …: 2025-10, 2025-W41 */
} ast_word_kind;

typedef struct ast_word {
    ast_word_kind kind;
    str text;
    span where;
} ast_word;

struct ast_expr {
    ast_kind kind;
    ast_op op;
    bool negated, distinct, raw, ignore_case;
    bool
        value_position; /* it stood right of a comparison or in another place for values: matters for AST_PHRASE, whose lone word is text there; in
                            operand position a phrase is always a literal (12, 3 days, EUR 5M, 2025-10, this month, last 90 days) */
    span where;         /* the whole expression */
    span op_where; /* the operator's, for binary, compare, is */
    ast_name name;
    str text;
    const ast_word *words;
    size_t word_count;
    ast_expr *condition, *left, *right;
    ast_expr **items;
    size_t item_count;
    ast_query *query;
    bool
        has_via; /* AST_NAME, AST_PATH: `activities via partner`, `country.activities via country` walk a link backwards by the field .via */
    ast_name via;
    unsigned height; /* of the tree beneath, 1 for a leaf; at most PARSE_DEPTH_MAX, so that a walk may recurse */
};

/* ---- Clauses ---- */

/* One item of a list in a clause: select, add, show, group by, sort by, distinct by, rename, drop, per. */
typedef struct ast_item {
    span where;
    ast_expr *expr; /* NULL for `*` in select */
    bool has_alias;
    ast_name alias;     /* `as name`, or the `name` of `add name = …`; of rename the new name */
    bool descending;    /* sort by */
    bool has_direction; /* asc or desc was written */
    ast_expr **per;     /* `per k` of an add item; of `top` the clause holds its own */
    size_t per_count;
    ast_expr *in; /* `in V` of a group key: a value, list, range or query; NULL */
} ast_item;

typedef struct ast_items {
    ast_item *items;
    size_t count;
} ast_items;

typedef enum ast_clause_kind {
    AST_WHERE,  /* .expr */
    AST_SELECT, /* .items */
    AST_ADD,    /* .items */
    AST_DROP,   /* .items (exprs are AST_NAME or AST_PATH) */
    AST_RENAME, /* .items */
    AST_SORT,   /* .items */
    AST_FIRST,
    AST_LAST,     /* .expr: the number */
    AST_LIMIT,    /* .expr, .offset or NULL */
    AST_TOP,      /* .expr the number, .by, .items the per keys, .with_ties */
    AST_DISTINCT, /* .items, maybe none */
    AST_GROUP,    /* .items the keys, .pivot/.has_pivot, .show (count 0 when not written) */
    AST_COUNT,    /* .items the keys, maybe none */
    AST_SHOW,     /* .items */
    AST_EXPAND,   /* .expr the field, .in or NULL */
    AST_JOIN,     /* .source, .left, .name/.has_name, .expr: the condition, in which every bare word is a field */
    AST_APPEND,
    AST_EXCEPT,
    AST_INTERSECT, /* .source */
    AST_TO,        /* .format, .options, .file/.has_file */
    AST_BAD_CLAUSE /* did not parse; a diagnostic was given */
} ast_clause_kind;

/* Where rows come from. */
typedef enum ast_source_kind {
    AST_FROM_NAME,  /* a collection or a `let` name */
    AST_FROM_QUERY, /* a query in parentheses */
    AST_FROM_LAST   /* nothing written: goes on from the last query */
} ast_source_kind;

typedef struct ast_source {
    ast_source_kind kind;
    span where;
    ast_name name;
    ast_query *query;
} ast_source;

/* `name` or `name=value` among the options of `to`: `chart bar`, `html citable`. */
typedef struct ast_option {
    span where;
    ast_name name;
    ast_expr *value; /* NULL if none */
} ast_option;

typedef struct ast_clause {
    ast_clause_kind kind;
    span where;   /* the whole clause */
    span keyword; /* its first word or words */
    bool piped;   /* a `|` stood before it */
    ast_items items, show;
    ast_expr *expr, *by, *offset, *in;
    bool with_ties, has_pivot, left, has_name, has_file;
    ast_item pivot;
    ast_name name, format;
    ast_source source;
    ast_option *options;
    size_t option_count;
    str file;
    span file_where;
} ast_clause;

struct ast_query {
    span where;
    ast_source source;
    ast_clause **clauses;
    size_t clause_count, clause_capacity;
    unsigned height; /* as of ast_expr, queries in brackets included */
};

/* ---- Statements ---- */

typedef enum ast_statement_kind {
    AST_RUN,          /* .query */
    AST_USE,          /* .name (a module) or .file */
    AST_PARAM,        /* .name, .type/.has_type, .expr or NULL: the default */
    AST_LET_VALUE,    /* let $name[: type] = value: .name, .type, .expr */
    AST_LET_QUERY,    /* let name = query: .name, .query */
    AST_DEF,          /* def name($a, $b) = expr: .name, .params, .expr */
    AST_DEF_FIELD,    /* def collection.field = expr: .owner (text "*": every collection that has the fields used), .name, .expr */
    AST_LOAD,         /* load "file" [as name] [with settings]: .file, .name/.has_name, .settings */
    AST_SAVE,         /* save "file": .file */
    AST_EXPLAIN,      /* explain [QUERY]: .query; or explain E0203: .name */
    AST_WHY,          /* why [QUERY]: .query */
    AST_WHY_NOT,      /* why not "row" in QUERY: .name, .query, which goes on from the last and has no clauses where none is written */
    AST_SAY,          /* say [QUERY]: .query */
    AST_DESCRIBE,     /* describe name[.field]: .name, .owner when there is a dot; $name: .of_variable; "sign": .of_text */
    AST_SHOW_LIST,    /* show collections, show functions …: .name */
    AST_BAD_STATEMENT /* did not parse; diagnostics were given */
} ast_statement_kind;

/* One setting after `with` of load: `when = first_day..last_day`, `key = id`, `price = number` (.expr), `tags = set of text` (.type),
 * `project links projects` (.links). */
typedef struct ast_setting {
    span where;
    ast_name name;
    ast_expr *expr; /* the right of `=`, where names are names; NULL for a type of several words */
    bool has_type, links;
    ast_name type; /* words as written */
    ast_name target;
} ast_setting;

typedef struct ast_statement {
    ast_statement_kind kind;
    span where; /* without the `;` */
    ast_name name, owner, type;
    bool has_type, has_name, has_owner, of_variable, of_text;
    ast_name *params;
    size_t param_count;
    ast_expr *expr;
    ast_query *query;
    str file;
    span file_where;
    ast_setting *settings;
    size_t setting_count;
} ast_statement;

/* A whole text: its statements in order, and the comments, which belong to no node but to places. */
typedef struct ast_script {
    const source *from;
    ast_statement **statements;
    size_t statement_count;
    const span *comments; /* from `#` to before the line end, in order */
    size_t comment_count;
} ast_script;

#endif
