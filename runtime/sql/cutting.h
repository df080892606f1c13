/* Inside the cut: what cut.c, which goes down to the database, and rest.c, which writes what is left for memory, share. */
#ifndef CYQ_SQL_CUTTING_H
#define CYQ_SQL_CUTTING_H

#include "runtime/sql/cut.h"

/* What stands for a slot or a temp of the plan in the rest. */
typedef struct cut_place {
    sql_made *made; /* it is a row or temp of this; NULL: */
    uint32_t index; /* its number in the rest; with `made` the slot of the made collection there */
    uint32_t was;   /* its number in `made` */
} cut_place;

typedef struct cut_memo cut_memo;

typedef struct cut_shape {
    cut_place *slots, *temps;
    size_t slot_count, temp_count;           /* of the plan */
    size_t rest_slot_count, rest_temp_count; /* of the rest */
    cut_memo *memo;                          /* expressions that were written anew for it; NULL */
} cut_shape;

/* The rows that an operator gives. */
typedef struct cut_rows {
    sql_made *open;   /* so far the database makes them; else: */
    const plan *plan; /* the rest so far */
    sql_made *first;  /* whose first rows they are, and nothing else; NULL */
    cut_shape shape;
} cut_rows;

/* A query inside an expression, and what became of it. */
typedef struct cut_query {
    const plan_subquery *was, *is;
} cut_query;

typedef struct cutting {
    arena *a;
    const sql_layout *layout;
    const sql_dialect *dialect;
    const dataset *data;
    sql_cut *cut;
    bool trusting; /* statements may have premises */
    bool whole;    /* collections are scanned as they are */
    bool *
        left; /* of each collection of the layout: its rows have something that can be read by memory only; then it is cut anew, with ST_ERROR */
    const plan *pivot;
    cut_query *queries;
    size_t query_count, query_capacity;
} cutting;

status cut_plan(cutting *c, const plan *p, cut_rows *out);

/* ---- rest.c ---- */

/* The scan of a collection as it is. */
status rest_scan(cutting *c, const plan *p, cut_rows *out);
/* Ends what the database does: the rest scans what comes from there. `stops` is the operator that it does not do, and `why`. Nothing if it is closed. */
status rest_close(cutting *c, cut_rows *rows, const plan *stops, str why);
/* The operator over closed rows. `other` for those of two inputs. */
status rest_operator(cutting *c, const plan *p, const cut_rows *in, const cut_rows *other, cut_rows *out);
status rest_expr(cutting *c, const plan_expr *e, cut_shape *shape, const plan_expr **out);
/* A field, row or temp that `p` stands for, as a column of its made collection. */
status rest_leaf(cutting *c, const plan_expr *e, const cut_place *p, const plan_expr **out);

/* ---- rest_statement.c ---- */

status rest_finish(cutting *c, sql_made *m);

#endif
