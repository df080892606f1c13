/* Syntax tree to typed plan: names, types, links, periods, money, missing.
 *
 * Takes statements one by one, in order; remembers what earlier ones defined (computed fields, the last query). */
#ifndef CYQ_QUERY_CHECK_H
#define CYQ_QUERY_CHECK_H

#include "parser/ast.h"
#include "runtime/query/plan.h"

/* What a session knows: data, functions, definitions, today's date. One thread at a time. */
typedef struct check_env check_env;
typedef struct definition definition;

/* In `session`, whose lifetime it has. Data and functions must outlive it. NULL without memory. */
check_env *check_env_new(arena *session, const dataset *data, const function_table *functions);
/* How columns are looked into that are not in memory (field.data is NULL), for warnings and hints. Nothing is said of what cannot be had. What is given lives as long as the session. */
typedef enum check_answer { CHECK_NO, CHECK_YES, CHECK_UNKNOWN } check_answer;
typedef struct check_columns {
    void *data;
    /* All rows; each value that occurs, of sets the elements, once or more. NULL: they cannot be had. */
    const col *(*column)(void *data, uint16_t collection, uint16_t field);
    const col *(*values)(void *data, uint16_t collection, uint16_t field);
    /* What is quicker than looking through all values. Does the value occur: text folded or exact, a row that is linked to, a time that shares a day with the period? */
    check_answer (*occurs)(void *data, uint16_t collection, uint16_t field, const value *v, bool exact);
    /* Between which days some of the values of a column of times begin and end. False: look through all. */
    bool (*some_extent)(void *data, uint16_t collection, uint16_t field, period *firsts, period *lasts);
} check_columns;
void check_env_columns(check_env *env, const check_columns *columns);
/* Pins the clock: what today, this month … mean. Must be set before statements are checked. */
void check_env_today(check_env *env, day today);
day check_today(const check_env *env);

/* A value that the host gives to a param, as it came. */
typedef struct check_given check_given;
struct check_given {
    str name;
    const source *text;
    bool taken; /* some param is it, or it was told that none is */
    check_given *next;
};
/* Those that the next statements see; NULL, as at first, for none. They must live as long as they are seen. */
void check_env_given(check_env *env, check_given *first);
/* A text uses a module that was taken in before: its params, and those of all that are in use, take the values that were given. As check_statement. */
status check_given_again(check_env *env, arena *memory, const source *from, diag_bag *bag);
/* Which formats, by the words behind `to` and the file's name (either may be empty), take rows for events of a calendar: they read the time and the name of each, and
 * what tells it from others, also where these are not shown (plan_query.hidden, event.h). NULL, as at first: none. */
typedef bool check_events(str format, str file);
void check_env_events(check_env *env, check_events *wanted);
/* What is read: a text of the host's own, a module, whose params may have been set before, or one of the library, whose values need not occur in the data at
 * hand. Is it only checked, so that params need no values? */
typedef enum check_reading { CHECK_TEXT, CHECK_MODULE, CHECK_LIBRARY } check_reading;
void check_env_reads(check_env *env, check_reading what, bool only_checking);

/* What has been defined so far, and back to that: what was defined since is forgotten. */
const definition *check_env_mark(const check_env *env);
void check_env_return(check_env *env, const definition *mark);

/* From now on the plans of all statements lie in `memory` until this is called again, so that one may have pieces of those before it: a text is then checked in
 * time that grows as it does. NULL, as at first: they do not stay. */
void check_env_keep(check_env *env, const arena *memory);

/* Checks one statement. The plan lies in `memory`; the statement's tree and source must live as long as the session where it defines something or may be gone on
 * from. *out is NULL where there is nothing to run (a definition). ST_ERROR when diagnostics of severity error were added, or when a piece
 * did not parse (told by parse()); warnings leave ST_OK.
 * Of load and save nothing is checked: what they do to files and data is the caller's.
 * A param that is given no value, or a wrong one, is an error, yet from there on defined, so that what comes behind it can be checked: check_env_return. */
status check_statement(check_env *env, arena *memory, const source *from, const ast_statement *s, diag_bag *bag, const plan_query **out);

/* Checks a text of the library that only defines, the prelude; what is about a collection that the data does not have, or that has other fields, is left out without a word. As check_statement. */
status check_definitions(check_env *env, arena *memory, const ast_script *text, diag_bag *bag);

/* What `explain` tells of a query, in the order of its steps. */
typedef struct explained {
    str step;    /* "2"; of a query inside the clause of step 2 "2.1" */
    str written; /* the source or clause as the formatter prints it; empty where the step above goes on, and in the last row */
    str does;    /* in words */
    str columns; /* what would be shown if the query ended there, "title: text, days: int"; empty where that has not changed */
} explained;
/* Checks the query of an `explain` without keeping it for later statements. As check_statement; *query is its plan. */
status check_explain(check_env *env, arena *memory, const source *from, const ast_statement *s, diag_bag *bag, const explained **out,
                     size_t *count, const plan_query **query);

/* The same query in plain English: sentences, what each clause does in its order. As check_statement. */
status check_say(check_env *env, arena *memory, const source *from, const ast_statement *s, diag_bag *bag, str *out);

/* What is told of a query to those who get its rows without it. */
typedef struct check_told {
    str source;        /* the collection or named query that it begins with */
    str written;       /* as the formatter prints it, with the clauses that it goes on from, without its `to` */
    str says;          /* as check_say, without its `to` */
    const str *values; /* of the variables that it reads, in the order in which it does: `$country = Moldova` */
    size_t value_count;
} check_told;
/* Tells of the query of a statement (a query by itself, why …), which is not kept for later statements. As check_statement; warnings are not given. */
status check_tell(check_env *env, arena *memory, const source *from, const ast_statement *s, check_told *out);

/* A query that was written so (check_told) with the definitions before it that it uses, as statements on one line that can be read on their own, over the same data and on the same day. ST_LIMIT where
 * definitions lie too deep in each other; ST_NO_MEMORY. */
status check_cite(check_env *env, arena *memory, str written, str *out);

/* The names that a query may use at its start and after each clause, for completion and messages: visible columns of a collection, computed ones included. */
typedef struct visible_name {
    str name;
    type type;
    bool computed;
    bool shown;         /* part of the face */
    str definition;     /* of a computed one: what it stands for, as the formatter prints it */
    const source *from; /* … and where its name was written */
    span where;
} visible_name;
status check_visible(check_env *env, arena *memory, uint16_t collection, const visible_name **out, size_t *count);

/* What statements have defined and holds, the oldest first: the prelude's definitions, modules', and the session's own. */
typedef enum defined_kind {
    DEFINED_FIELD,    /* def owner.name = body */
    DEFINED_QUERY,    /* let name = body */
    DEFINED_FUNCTION, /* def head = body */
    DEFINED_VALUE,    /* let $name = body */
    DEFINED_PARAM     /* param $name = body; the body is empty where it has no value of its own */
} defined_kind;
typedef struct defined {
    defined_kind kind;
    str name;
    int32_t owner; /* of a field: a collection, or -1: every one that has the fields used */
    str head;      /* of a function: shared_days($a, $b) */
    type type;     /* of a value or param */
    str body;      /* what it stands for, as the formatter prints it */
    const source *from;
    span where; /* its name, where it was defined */
} defined;
status check_defined(check_env *env, arena *memory, const defined **out, size_t *count);
/* The params that were declared since `mark` (check_env_mark) and hold, the oldest first. */
typedef struct check_param {
    str name; /* without the $ */
    type type;
    str fallback;  /* the value it has if none is given, as written; empty if there is none */
    bool required; /* it has none and was given none */
    const source *from;
    span where; /* its name */
} check_param;
status check_params(const check_env *env, const definition *mark, arena *memory, const check_param **out, size_t *count);
/* The data that names are looked for in. */
const dataset *check_dataset(const check_env *env);
/* Other data from here on, in which the collections so far keep their indexes; it must outlive the env, as the data before it. */
void check_env_exchange(check_env *env, const dataset *data);
/* Has `let` given the name to a query? Collections and queries share their names. */
bool check_has_query(const check_env *env, str name);

#endif
