/* What a query does, step by step, in words. */
#ifndef CYQ_QUERY_EXPLAIN_H
#define CYQ_QUERY_EXPLAIN_H

#include "runtime/query/plan_print.h"
#include "runtime/query/trail.h"

/* The rows of k->trail, which has the whole of a query that checked. ST_NO_MEMORY. */
status explain_trail(checker *k, const explained **out, size_t *count);

/* ---- Its parts ---- */

/* Rows as an operator gives them: what their temps and slots are called. */
typedef struct explain_rows {
    const plan *root;
    const str *temps;
    size_t temp_count;
    const str *slots;
    size_t slot_count;
} explain_rows;

/* Appends what the operator does to rows: "keeps the rows where joint". `names` are those of its input; `step` is the clause that made it. */
void explain_operator(checker *k, sbuf *out, const plan_names *names, const plan *p, const trail_step *step);
/* What the rows of an operator are called, from those of its input and, of one that has two, of the other. False without memory. */
bool explain_name_rows(checker *k, const plan_names *names, const plan *p, const trail_step *step, const explain_rows *input,
                       const explain_rows *other, explain_rows *out);

#endif
