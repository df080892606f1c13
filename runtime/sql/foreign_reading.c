/* Asking a database for its catalogue, and taking down what the rows say. */
#include "runtime/sql/foreign_reading.h"

/* ---- Asking ---- */

status foreign_query(sql_connection *c, arena *a, diag_bag *bag, const char *sql, foreign_each each, void *data)
{
    foreign_rows r = {.connection = c, .a = a};
    bool row = true;
    status done = c->driver->open(c, sql, NULL, 0, bag, &r.cursor);
    while (done == ST_OK && row) {
        done = c->driver->next(r.cursor, bag, &row);
        if (done == ST_OK && row)
            done = each(data, &r);
    }
    c->driver->close(r.cursor);
    return done == ST_OK && a->failed ? ST_NO_MEMORY : done;
}

str foreign_text(const foreign_rows *r, size_t column)
{
    sql_cell cell = r->connection->driver->cell(r->cursor, column);
    if (cell == SQL_CELL_NULL || cell == SQL_CELL_BLOB)
        return (str){"", 0};
    return arena_str(r->a, r->connection->driver->text(r->cursor, column));
}

int64_t foreign_int(const foreign_rows *r, size_t column)
{
    bool number = r->connection->driver->cell(r->cursor, column) == SQL_CELL_INT;
    return number ? r->connection->driver->integer(r->cursor, column) : 0;
}

/* ---- Taking down ---- */

/* The table of a row whose first column is its name; NULL if it is none that is read. */
static foreign_table *table_of(foreign_reading *r, const foreign_rows *row)
{
    str name = row->connection->driver->text(row->cursor, 0);
    foreign_catalogue *f = r->out;
    for (size_t i = 0; i < f->count; i++) { /* it is that of the row before, or the next one */
        size_t at = (r->at + i) % f->count;
        if (str_equal(f->tables[at].name, name)) {
            r->at = at;
            return &f->tables[at];
        }
    }
    return NULL;
}

status foreign_take_table(foreign_reading *r, const foreign_rows *row, foreign_table **out)
{
    foreign_catalogue *f = r->out;
    *out = arena_push(row->a, (void **)&f->tables, &f->count, &f->capacity, sizeof **out);
    if (!*out)
        return ST_NO_MEMORY;
    (*out)->name = foreign_text(row, 0);
    (*out)->schema = foreign_text(row, 1);
    return ST_OK;
}

status foreign_take_column(foreign_reading *r, const foreign_rows *row, foreign_column **out)
{
    foreign_table *t = table_of(r, row);
    *out = t ? arena_push(row->a, (void **)&t->columns, &t->column_count, &t->column_capacity, sizeof **out) : NULL;
    if (!*out)
        return t ? ST_NO_MEMORY : ST_OK;
    (*out)->name = foreign_text(row, 1);
    (*out)->declared = foreign_text(row, 2);
    (*out)->key = (size_t)foreign_int(row, 3);
    t->key_columns += (*out)->key > 0;
    return ST_OK;
}

status foreign_take_link(void *reading, const foreign_rows *row)
{
    foreign_reading *r = reading;
    foreign_table *t = table_of(r, row);
    if (!t)
        return ST_OK;
    if (foreign_int(row, 1) > 1) {
        t->wide_links++;
        return ST_OK;
    }
    foreign_link l = {foreign_find_column(r->out, t, foreign_text(row, 2)), foreign_text(row, 3), foreign_text(row, 4),
                      foreign_text(row, 5), foreign_int(row, 6) != 0};
    return l.column == SIZE_MAX || foreign_add_link(t, row->a, l) ? ST_OK : ST_NO_MEMORY;
}

status foreign_take_unique(void *reading, const foreign_rows *row)
{
    foreign_reading *r = reading;
    foreign_table *t = table_of(r, row);
    size_t column = t ? foreign_find_column(r->out, t, foreign_text(row, 1)) : SIZE_MAX;
    if (column != SIZE_MAX)
        t->columns[column].unique = true;
    return ST_OK;
}
