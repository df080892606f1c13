/* The names of scopes in the order of their columns, found by a hash.
 *
 * A scope sees the first so many names of a table. Clauses that only add names share the table of the clause before them, so that a query of many
 * clauses over many columns does not copy them for each; what is in a table therefore never changes. */
#ifndef CYQ_QUERY_SCOPE_TABLE_H
#define CYQ_QUERY_SCOPE_TABLE_H

#include "runtime/query/checker.h"

typedef struct beside beside;

typedef struct visible {
    str name;
    const plan_expr *expr;    /* NULL: a computed field, read when it is first used (scope_value) */
    const computed *computed; /* set as long as the column is a computed field of the row in `slot`, of `collection` */
    uint16_t collection, slot;
    const beside *beside; /* of such a field, where a left join may have found no row for the slot (beside.h); NULL */
    bool shown;           /* part of the answer if nothing more is selected */
} visible;

typedef struct scope_table {
    visible *items;
    size_t count, capacity;
    uint32_t *places; /* by hash: a name's position + 1, 0 is free; NULL while there are few names */
    size_t place_count;
    bool sealed; /* lives longer than those who would add to it: they get a copy */
} scope_table;

/* The table with one name more behind its first `count`: the same one if it has no others, else a copy. `t` may be NULL for none. NULL without
 * memory. Of two names that are the same the first is found. */
scope_table *scope_table_add(arena *a, scope_table *t, size_t count, const visible *v);
/* Its position among the first `count`, ASCII case ignored; -1 if it is none of them. */
int64_t scope_table_find(const scope_table *t, size_t count, str name);
/* Takes all names out and keeps the room. */
void scope_table_clear(scope_table *t);

#endif
