/* Which tables become collections, which columns links, and which tables sets: what follows from keys. */
#ifndef CYQ_SQL_FOREIGN_TABLES_H
#define CYQ_SQL_FOREIGN_TABLES_H

#include "runtime/sql/foreign_catalogue.h"

/* No column, table or collection. */
#define FOREIGN_NONE SIZE_MAX

/* A field of the collection that the target of a link table's other key has. */
typedef struct foreign_set {
    size_t table;         /* the link table */
    size_t owner, target; /* tables */
    size_t owner_column, target_column;
} foreign_set;

typedef struct foreign_table_role {
    size_t key;        /* the column that links hold; FOREIGN_NONE */
    size_t collection; /* its index; FOREIGN_NONE: a link table, or one without fields */
    size_t *leads;     /* of each column: the table whose key it holds; FOREIGN_NONE */
    bool *checked;     /* of each: the database sees to it that what it holds leads there */
} foreign_table_role;

typedef struct foreign_roles {
    foreign_table_role *tables; /* as those of the catalogue */
    size_t collection_count;
    foreign_set *sets; /* in the order of link tables */
    size_t set_count, set_capacity;
} foreign_roles;

/* In `a`. ST_NO_MEMORY. */
status foreign_find_roles(const foreign_catalogue *f, arena *a, foreign_roles *out);

#endif
