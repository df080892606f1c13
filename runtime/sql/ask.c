/* Small questions to a database. */
#include "runtime/sql/ask.h"

#include "base/text.h"

status sql_refuse(const sql_connection *c, diag_bag *bag, diag_code code, const char *format, ...)
{
    va_list args;
    va_start(args, format);
    str message = arena_vprintf(bag->memory, format, args);
    va_end(args);
    return diag_add(bag, code, NULL, (span){0, 0}, "%s: %.*s", c->shown, STR_ARG(message)) ? ST_IO : ST_NO_MEMORY;
}

status sql_start(sql_connection *c, sbuf *text, const sql_param *params, size_t param_count, diag_bag *bag, sql_cursor **out)
{
    *out = NULL;
    status done = text->failed ? ST_NO_MEMORY : c->driver->open(c, text->p, params, param_count, bag, out);
    sbuf_clear(text);
    return done;
}

status sql_number(sql_connection *c, sbuf *text, diag_bag *bag, int64_t *out)
{
    sql_cursor *s;
    bool row = false;
    *out = 0;
    TRY(sql_start(c, text, NULL, 0, bag, &s));
    status done = sql_next(s, bag, &row);
    if (done == ST_OK && row && c->driver->cell(s, 0) == SQL_CELL_INT)
        *out = c->driver->integer(s, 0);
    sql_close(s);
    return done;
}

str sql_text(arena *a, sql_cursor *s, size_t column)
{
    const sql_driver *driver = s->connection->driver;
    if (driver->cell(s, column) != SQL_CELL_TEXT)
        return arena_str(a, STR(""));
    str text = driver->text(s, column);
    if (!text.p)
        return (str){0};
    return arena_str(a, text_valid(text) == text.n ? text : STR(""));
}
