/* What can be named at a point of a query, for completion: the columns there, those behind a link, and what an operand is. */
#ifndef CYQ_QUERY_OFFER_H
#define CYQ_QUERY_OFFER_H

#include "runtime/query/check.h"

/* A name that can be written there. */
typedef struct offered {
    str name;
    type type;          /* TYPE_NONE where it is not known yet: a computed field that nobody has used */
    bool shown;         /* part of the answer if nothing more is selected */
    bool backwards;     /* a collection whose rows link to the row at hand */
    str help;           /* of a stored field; may be empty */
    const source *from; /* of a computed field, where its name was defined; NULL */
    span where;
} offered;

typedef struct offered_list {
    offered *items;
    size_t count, capacity;
} offered_list;

typedef struct offer {
    offered_list names;  /* that the rows have */
    type operand;        /* TYPE_NONE where it is none */
    offered_list behind; /* the operand, if that is a link: what may stand after `.` */
} offer;

/* Of a query whose last clause is `where OPERAND is known`. Mistakes in it are not told; where they leave nothing to go on from, there are no names. The query's tree and
 * source must live as long as `memory`, in which all lies. Nothing of it is remembered. ST_NO_MEMORY. */
status check_offer(check_env *env, arena *memory, const source *from, const ast_query *q, offer *out);

/* Is there a query that a statement can go on from? */
bool check_has_last(const check_env *env);

/* The plan of a query, of which nothing is told and nothing remembered; NULL if it is wrong. As check_offer. */
status check_aside(check_env *env, arena *memory, const source *from, const ast_query *q, const plan_query **out);

/* Would the text, a query, check without a word of warning? Nothing of it is told or remembered. ST_NO_MEMORY. */
status check_works(check_env *env, str query, bool *out);

#endif
