/* Names of collections and fields after tables and columns, which may be called anything. */
#ifndef CYQ_SQL_FOREIGN_NAMES_H
#define CYQ_SQL_FOREIGN_NAMES_H

#include "base/arena.h"

/* Those that are in use. Zero-initialised is empty. */
typedef struct foreign_names {
    str *items;
    size_t count, capacity;
} foreign_names;

bool foreign_name_taken(const foreign_names *names, str name);
/* Takes a name, with as many `_` behind it as it needs to be new. Empty without memory. */
str foreign_name_take(foreign_names *names, arena *a, str name);
/* The bytes of a table's or column's name as a name that can be written in backquotes: in NFC, no control characters, backquotes or wrong bytes (`_` stands for them), not empty. */
str foreign_name_clean(arena *a, str bytes);
/* customer of customer_id, Customer of CustomerId or CustomerID; the name itself where nothing would be left or nothing is to be cut. */
str foreign_name_of_link(str column);

#endif
