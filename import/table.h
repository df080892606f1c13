/* A table file as cells, before types are known.
 *
 * Each distinct value of a column is kept once; what a row has is its number. A column lies in an arena of its own, so that it can go when its typed
 * column is made. The arena stays in its place when the columns are moved, because what lies in it points to it. */
#ifndef CYQ_IMPORT_TABLE_H
#define CYQ_IMPORT_TABLE_H

#include "runtime/model/column.h"

/* How a value was written. A value that was written in several ways has the bits of all. */
enum {
    RAW_CELL = 1,   /* a cell of CSV: may mean any type */
    RAW_STRING = 2, /* a string of JSON: no number, no truth value */
    RAW_NUMBER = 4,
    RAW_BOOL = 8
};

typedef struct table_column {
    str name;
    arena *memory;        /* owned: column_free */
    dict_builder *values; /* the distinct ones */
    uint8_t *raw;         /* of each: RAW_ bits */
    uint32_t *items;      /* the values' codes, or CODE_NONE */
    uint32_t *ends; /* where rows have lists: for each row the items up to its end, and no item is CODE_NONE; else NULL: one item a row */
    size_t nested, nested_line; /* rows whose list had more than plain values, and the line of the first */
    size_t raw_count, raw_capacity, item_count, item_capacity, end_count, end_capacity;
} table_column;

/* Zero-initialised is empty. */
typedef struct table {
    table_column *columns;
    size_t column_count, column_capacity;
    uint32_t *lines; /* of each row: where it begins in the file, 1-based */
    size_t rows, line_capacity;
} table;

/* A column of that name behind the others, in `a`; NULL without memory. */
table_column *table_add_column(table *t, arena *a, str name);
/* Index by name (ASCII case ignored), or SIZE_MAX. */
size_t table_find_column(const table *t, str name);
/* A row that begins at `line`; its cells are added to the columns. */
status table_add_row(table *t, arena *a, size_t line);
void table_free(table *t);
/* What the column holds; it may be freed again. */
void column_free(table_column *c);
/* Bytes that the columns hold. */
size_t table_bytes(const table *t);

/* One cell more. Texts are copied. */
status column_add(table_column *c, str text, uint8_t raw);
status column_add_missing(table_column *c);
/* Missing cells until there are `rows`. */
status column_pad(table_column *c, size_t rows);
/* A cell that is a list: column_begin_list, its items by column_add_item, column_end_list. */
status column_begin_list(table_column *c);
status column_add_item(table_column *c, str text, uint8_t raw);
status column_end_list(table_column *c);

/* Cells so far. */
size_t column_rows(const table_column *c);
/* The items of a row: [*begin, *end). */
void column_row(const table_column *c, size_t row, size_t *begin, size_t *end);
/* The row that an item is in. */
size_t column_row_of(const table_column *c, size_t item);
static inline str column_text(const table_column *c, uint32_t code)
{
    return dict_builder_text(c->values, code);
}
/* Makes the column one of lists. In a cell of CSV the items stand between `;`, blanks around them aside; any other value is a list of one. */
status column_make_lists(table_column *c);
/* The most items that a row has, 1 at least. */
size_t column_longest(const table_column *c);

#endif
