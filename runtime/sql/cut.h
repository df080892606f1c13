/* Cutting a plan in two: what a database does, and the rest, which runs in memory over the rows that come from there.
 *
 * From below, each operator is written in SQL as long as that computes exactly the same. Where it ends the rows become a *made collection*: a collection behind those of the
 * data, of a column for each thing that the rest asks of a row. The rest of the plan scans it. Where nothing can be written the rest scans the database's own collection, whose
 * columns are then loaded. */
#ifndef CYQ_SQL_CUT_H
#define CYQ_SQL_CUT_H

#include "runtime/sql/emit.h"

/* A column of a made collection: a value, or the stored set of the row in a slot. */
typedef struct sql_made_column {
    sql_value value;      /* scalars */
    uint32_t slot;        /* sets: whose */
    const sql_field *set; /* NULL: it is no set */
    uint16_t collection, field;
    const plan_expr *stands_for;
    size_t at; /* the first of its columns in the statement; of a set the key of its row */
} sql_made_column;

/* A note about rows that a filter kept: how many, by a statement of its own. */
typedef struct sql_made_note {
    str sql;
    const sql_param *params;
    size_t param_count;
} sql_made_note;

typedef struct sql_made {
    uint16_t collection; /* its index in the dataset of the rest */
    emitter em;
    sql_rows rows;
    sql_made_column *columns;
    size_t column_count, column_capacity;
    sql_made_note *notes;
    size_t note_count, note_capacity;
    const plan_kept_note **told; /* which notes these are */
    size_t told_count, told_capacity;
    uint64_t *kept;    /* what they counted, for the scan in the rest */
    uint64_t limit;    /* rows; UINT64_MAX: all */
    str sql;           /* the statement; NUL-terminated. Its parameters are em.params */
    const plan *upto;  /* the last operator that it does */
    const plan *stops; /* the operator that memory begins with; NULL: it only hands out the rows */
    str why;           /* why that is not done by the database; empty where there is none */
} sql_made;

typedef struct sql_cut {
    plan_query rest;
    sql_made **made;
    size_t made_count, made_capacity;
    const sql_premise *premises; /* what all the statements count on */
    size_t premise_count, premise_capacity;
    const dataset *data; /* the data at hand and, behind them, the made collections, without rows */
} sql_cut;

/* Cuts a query on `data`, of which the first collections are those of the layout. All of it lies in `a` and may point into the query. ST_NO_MEMORY or ST_OK. */
status sql_cut_query(arena *a, const sql_layout *layout, const sql_dialect *dialect, const dataset *data, const plan_query *query,
                     sql_cut *out);
/* The same without premises, for when one of them does not hold. */
status sql_cut_anyhow(arena *a, const sql_layout *layout, const sql_dialect *dialect, const dataset *data, const plan_query *query,
                      sql_cut *out);

#endif
