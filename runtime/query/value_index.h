/* What the stored columns hold, made to be asked about.
 *
 * The index of a column is made when it is first asked for, once for all statements of a session, and forgotten when the session's data are
 * exchanged for others. All of them together hold no more than INDEX_MAX entries (of four to eight bytes): past that there are none. */
#ifndef CYQ_QUERY_VALUE_INDEX_H
#define CYQ_QUERY_VALUE_INDEX_H

#include "runtime/query/scope.h"

enum { INDEX_MAX = 1 << 25, ROW_NONE = UINT32_MAX };

/* The distinct values of a column that is neither text nor link. */
typedef struct value_set {
    const col *of;
    uint32_t *places; /* by hash: a row that has the value + 1, 0 is free */
    size_t place_count, count;
} value_set;

/* The distinct dates or periods of a column, by their first day. */
typedef struct time_list {
    const period *items;
    const day *latest; /* of each and those before it, the last day */
    size_t count;
    period firsts, lasts; /* between which days the first days lie, and the last ones */
} time_list;

typedef struct value_index {
    const uint32_t *row_of;         /* text, sets of text: for each code the first row that has it, or ROW_NONE */
    const bool *named, *also_named; /* links: does a row that is linked to have this name, or this other name? By their codes */
    value_set set;                  /* the rest */
    time_list times;                /* of dates and periods */
} value_index;

/* The number of a column's collection, and its own there. */
uint16_t value_index_collection(const checker *k, stored column);
uint16_t value_index_field(stored column);
/* All rows of a field; NULL if there is none, or it cannot be had. */
const col *value_index_column(checker *k, stored column);
/* The distinct values of a set column, or those of a plain one, each once or more. NULL likewise. */
const col *value_index_values(checker *k, stored column);
/* What a link to the row prints; empty if that cannot be had. */
str value_index_row_name(checker *k, const collection *c, uint32_t row);
/* NULL if the column cannot be had or is too long, or without memory (k->no_memory). */
const value_index *value_index_of(checker *k, stored column);

/* For value_index.c: false without memory. */
bool value_set_make(arena *a, const col *c, value_set *out);
bool value_set_times(arena *a, const value_set *s, time_list *out);
/* The very same value; an int and a number that are equal are the same, and so are a date and the period of its day. */
bool value_set_has(const value_set *s, const value *v);
/* Does some time share a day with it? */
bool time_list_overlaps(const time_list *l, period p);

#endif
