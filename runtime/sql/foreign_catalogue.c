/* What the readers of catalogues share: finding, adding, and asking row by row. */
#include "runtime/sql/foreign_catalogue.h"

static bool same_name(const foreign_catalogue *f, str a, str b)
{
    return f->exact ? str_equal(a, b) : str_equal_nocase(a, b);
}

size_t foreign_find_table(const foreign_catalogue *f, str schema, str name)
{
    for (size_t i = 0; i < f->count; i++)
        if (same_name(f, f->tables[i].name, name) && same_name(f, f->tables[i].schema, schema))
            return i;
    return SIZE_MAX;
}

size_t foreign_find_column(const foreign_catalogue *f, const foreign_table *t, str name)
{
    for (size_t i = 0; i < t->column_count; i++)
        if (same_name(f, t->columns[i].name, name))
            return i;
    return SIZE_MAX;
}

foreign_table *foreign_add_table(foreign_catalogue *f, arena *a)
{
    return arena_push(a, (void **)&f->tables, &f->count, &f->capacity, sizeof *f->tables);
}

foreign_column *foreign_add_column(foreign_table *t, arena *a)
{
    return arena_push(a, (void **)&t->columns, &t->column_count, &t->column_capacity, sizeof *t->columns);
}

foreign_link *foreign_add_link(foreign_table *t, arena *a)
{
    return arena_push(a, (void **)&t->links, &t->link_count, &t->link_capacity, sizeof *t->links);
}

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
