/* Listings: results that say what there is (show, describe) and what things mean (explain, say). They are made while a text is checked, from the tables of the
 * language and what is defined by then, and are results like any other. */
#ifndef CYQ_ENGINE_LISTING_H
#define CYQ_ENGINE_LISTING_H

#include "engine/data.h"
#include "engine/engine.h"

/* Does the statement ask for a listing? */
bool listing_asked(const ast_statement *s);
/* Makes what the statement asks for: p->listing. ST_ERROR with diagnostics in p->bag. */
status listing_prepare(prepared *p, const unit *text, const ast_statement *s, check_env *env, const data_source *source);

/* ---- Making one ---- */

typedef struct listing_column {
    const char *name;
    type_kind kind; /* text, int or bool */
} listing_column;

/* Filled cell by cell, each row from left to right. What fails on the way is told at the end. */
typedef struct listing {
    arena *memory; /* where the result comes to lie */
    const dataset *data;
    const listing_column *columns;
    size_t column_count;
    arena scratch;
    col_builder **builders;
    size_t cells;
    status state;
} listing;

/* `columns` must outlive it. To be ended with listing_finish in any case. */
void listing_begin(listing *l, arena *memory, const dataset *data, const listing_column *columns, size_t count);
void listing_text(listing *l, str text); /* an empty one is missing */
void listing_int(listing *l, int64_t n);
void listing_bool(listing *l, bool b);
void listing_missing(listing *l);
status listing_finish(listing *l, const result **out);

/* ---- The statements ---- */

/* What one statement is made of. */
typedef struct listing_job {
    prepared *p;
    const unit *text;
    const ast_statement *statement;
    check_env *env;
    const dataset *data;
    const data_source *source; /* where that is */
    arena *scratch;            /* goes when the listing is made */
} listing_job;

/* The fields of a collection as rows, computed ones included and, last, the links that lead here, which can be walked backwards: field, type, face, kind,
 * definition, help; before these with `named` the collection's name. */
status listing_fields(const listing_job *job, listing *l, uint16_t collection, bool named);

status listing_show(const listing_job *job);
status listing_describe(const listing_job *job);
status listing_explain(const listing_job *job);
status listing_say(const listing_job *job);
/* The rows of an explained query that say what a database does of it, and what is left for memory and why; none where all is in memory. Four columns. */
status listing_sql(const listing_job *job, const plan_query *query, listing *l);

#endif
