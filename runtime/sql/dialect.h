/* In what SQLite and PostgreSQL differ, as far as queries are concerned. */
#ifndef CYQ_SQL_DIALECT_H
#define CYQ_SQL_DIALECT_H

#include "runtime/model/function.h"

/* All texts that its functions give lie in `a`; x and the like are expressions. */
typedef struct sql_dialect {
    function_dialect functions;         /* which texts of the function table it reads */
    char mark;                          /* before the number of a parameter */
    const char *casts[TYPE_KIND_COUNT]; /* behind a parameter, so that it has the type that values of the kind have here */
    const char *truth[2];               /* false and true: SQLite takes the words for a column, if there is one of that name */
    bool fold_has_tables;               /* fold wants two parameters, the texts of dialect_fold_tables */
    /* The folded form. `tables` are the parameters' numbers. NULL: it cannot be had. */
    str (*fold)(arena *a, str x, const size_t tables[2]);
    str (*by_code_point)(arena *a, str x); /* a text that compares so */
    str (*in_order)(arena *a, str x);      /* a number, as it is stored, that compares as one */
    /* Rows for the units (day, month, quarter, year) that a period touches, as an item of FROM; none with an open end. And their first (0) and last (1) days. */
    str (*units)(arena *a, const char *unit, str first, str last, str alias);
    str (*unit_part)(arena *a, const char *unit, str alias, size_t part);
    /* A day in the same unit for most days of one, by a table for WITH (empty: it needs none): days of one unit become the same. NULL: SQLite has no use for it. */
    str (*unit_around)(arena *a, const char *unit, str day, str table);
    str (*unit_table)(arena *a, const char *unit, str table);
    /* Whether a key is one of those in a parameter. */
    str (*among)(arena *a, str key, type key_type, size_t param);
    /* Whether it is, or is not, among what a query in brackets gives, none of it NULL. `inside`: it is asked of the rows of an inner query. */
    str (*in_query)(arena *a, str key, str query, bool wanted, bool inside);
} sql_dialect;

/* The last is for servers that cannot fold. */
extern const sql_dialect dialect_sqlite, dialect_postgres, dialect_postgres_unfolded;
struct sql_connection;
const sql_dialect *dialect_of(const struct sql_connection *c);

/* The characters that PostgreSQL translates to fold a text in NFD, and what they become; made anew at each call, in `a`: some 20 kB. False without memory. */
bool dialect_fold_tables(arena *a, str *from, str *to);

#endif
