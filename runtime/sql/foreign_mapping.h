/* What a user says of a database: names, types, links without foreign keys, keys, periods. It changes the catalogue before collections are made of it. */
#ifndef CYQ_SQL_FOREIGN_MAPPING_H
#define CYQ_SQL_FOREIGN_MAPPING_H

#include "runtime/sql/foreign.h"
#include "runtime/sql/foreign_catalogue.h"

/* A field that is made of two columns, or of one. */
typedef struct foreign_period {
    size_t table, first, last;
    str name;
    bool stamps, told; /* of either end, where the mapping makes the period: it may have another form and `told` later on */
} foreign_period;

/* What the catalogue has no place for. */
typedef struct foreign_asked {
    str *names; /* of the collection of each table; empty: none asked */
    foreign_period *periods;
    size_t period_count, period_capacity;
} foreign_asked;

/* `m` may be NULL, and need not outlive the call. Whether a key that is asked for is one is looked up in the database. ST_ERROR with E_MAPPING for what does not fit; all else as asking does. */
status foreign_apply(sql_connection *c, const foreign_mapping *m, arena *a, diag_bag *bag, foreign_catalogue *f, foreign_asked *out);

#endif
