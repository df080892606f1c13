/* From the key of a row to the number of the row. */
#ifndef CYQ_SQL_KEYS_H
#define CYQ_SQL_KEYS_H

#include "runtime/sql/store.h"

/* One key of a table whose keys are not simply 1, 2, 3 … */
typedef struct key_entry {
    int64_t integer; /* of a key that is a whole number */
    str text;        /* of one that is not */
    uint32_t row;
} key_entry;

typedef struct key_map {
    bool known;
    size_t rows;
    bool dense;                  /* key k is row k - 1: nothing else is there */
    key_entry *integers, *texts; /* in their order */
    size_t integer_count, text_count;
} key_map;

#define KEY_NONE UINT32_MAX

/* How many rows the table has, and with `map` which key leads to which; in `a`. */
status keys_read(sql_store *s, const sql_table *t, bool map, arena *a, diag_bag *bag, key_map *out);
/* The row whose key is in a cell; KEY_NONE. */
uint32_t keys_find(const key_map *m, const sql_cursor *s, size_t column);

/* ---- Texts of statements ---- */

/* "schema"."table" */
void sql_table_name(sbuf *out, str schema, str table);
/*  ORDER BY what the rows of a table are ordered by. */
/* A column in a SELECT: a text of another type as it prints. */
void sql_read_name(sbuf *out, const sql_connection *c, str name, sql_form form);
/* A column in an ORDER BY. */
void sql_order_name(sbuf *out, const sql_connection *c, str name, sql_order_kind kind);
void sql_row_order(sbuf *out, const sql_connection *c, const sql_table *t);
/* How texts are put in the order of their code points: ` COLLATE "C"`, or nothing where that is what the database does by itself. */
str sql_code_points(const sql_connection *c);

#endif
