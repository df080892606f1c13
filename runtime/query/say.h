/* A query in plain English, from its tree and the types of its parts: what people read beside an answer who do not know the language. */
#ifndef CYQ_QUERY_SAY_H
#define CYQ_QUERY_SAY_H

#include "runtime/query/trail.h"

/* The query whose steps are in k->trail, with what its `to` asks for or without. ST_NO_MEMORY. */
status say_trail(checker *k, bool with_to, str *out);
/* The query as the formatter prints it, with what it goes on from where it begins with a clause, without its `to`; and the name that it begins with. ST_NO_MEMORY. */
status say_written(checker *k, const ast_query *q, const env_query *last, str *out, str *begins);

/* ---- Its parts ---- */

typedef struct saying {
    checker *k;
    sbuf out;
} saying;

/* `country`, `project's budget`, `the number of rows` */
void say_operand(saying *s, const ast_expr *e);
/* What stands right of a comparison with something of that type: `7 Oct 2025`, `Armenia or Georgia`. */
void say_value(saying *s, const ast_expr *e, type of);
/* What a condition asks of rows: `whose country is Moldova and whose when shares a day with Oct 2025`. */
void say_condition(saying *s, const ast_expr *e);
/* `the activities whose …`, of a query inside another. */
void say_rows(saying *s, const ast_source *from);
/* `the smallest`, for what `first` means in a sort by something of that type. */
const char *say_order(type t, bool descending);

#endif
