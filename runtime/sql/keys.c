/* Counting rows, and finding them by their keys. */
#include "runtime/sql/keys.h"

#include "runtime/sql/ask.h"
#include "runtime/sql/sqlite.h"

/* ---- Texts of statements ---- */

void sql_table_name(sbuf *out, str schema, str table)
{
    if (schema.n) {
        sql_name(out, schema);
        sbuf_char(out, '.');
    }
    sql_name(out, table);
}

str sql_code_points(const sql_connection *c)
{
    return c->driver == &sqlite_driver ? STR(" COLLATE BINARY") : STR(" COLLATE \"C\"");
}

static bool add_cast(sbuf *out, const sql_connection *c, str name, bool as_text)
{
    bool cast = as_text && c->driver != &sqlite_driver;
    sbuf_add(out, cast ? STR("CAST(") : STR(""));
    sql_name(out, name);
    sbuf_add(out, cast ? STR(" AS text)") : STR(""));
    return cast;
}

/* PostgreSQL would call what is cast like the column, which ORDER BY could then not tell from it. */
void sql_read_name(sbuf *out, const sql_connection *c, str name, sql_form form)
{
    if (add_cast(out, c, name, form == SQL_AS_TEXT))
        sbuf_add(out, STR(" AS \"as text\""));
}

void sql_order_name(sbuf *out, const sql_connection *c, str name, sql_order_kind kind)
{
    add_cast(out, c, name, kind == SQL_ORDER_AS_TEXT);
    if (kind != SQL_ORDER_PLAIN)
        sbuf_add(out, sql_code_points(c));
}

void sql_row_order(sbuf *out, const sql_connection *c, const sql_table *t)
{
    for (size_t i = 0; i < t->order_count; i++) {
        sbuf_add(out, i ? STR(", ") : STR(" ORDER BY "));
        sql_order_name(out, c, t->order[i], t->order_kinds ? t->order_kinds[i] : SQL_ORDER_PLAIN);
    }
}

/* ---- Reading ---- */

/* The keys of a dense table are 1 to the number of rows, which is seen to when the rows are read. */
static status count(sql_store *s, const sql_table *t, diag_bag *bag, key_map *out)
{
    sbuf text = {0};
    int64_t rows = 0;
    sbuf_add(&text, STR("SELECT "));
    if (t->dense) {
        sbuf_add(&text, STR("max("));
        sql_name(&text, t->key);
        sbuf_char(&text, ')');
    } else {
        sbuf_add(&text, STR("count(*)"));
    }
    sbuf_add(&text, STR(" FROM "));
    sql_table_name(&text, t->schema, t->name);
    status done = sql_number(s->connection, &text, bag, &rows);
    sbuf_free(&text);
    TRY(done);
    if (rows < 0 || rows >= UINT32_MAX - 1)
        return s->own ? sql_refuse(s->connection, bag, E_DATABASE_DAMAGED, "the rows of %.*s are not numbered from 1", STR_ARG(t->name))
                      : sql_refuse(s->connection, bag, E_DATABASE_FOREIGN, "%.*s has more rows than can be counted here", STR_ARG(t->name));
    *out = (key_map){.known = true, .dense = t->dense, .rows = (size_t)rows};
    return ST_OK;
}

typedef struct map_capacity {
    size_t integers, texts;
} map_capacity;

static status take_key(sql_cursor *s, arena *a, map_capacity *room, key_map *out)
{
    const sql_driver *driver = s->connection->driver;
    sql_cell kind = driver->cell(s, 0);
    key_entry e = {.row = (uint32_t)out->rows++};
    if (out->rows >= UINT32_MAX - 1)
        return ST_NO_MEMORY;
    if (kind != SQL_CELL_INT && kind != SQL_CELL_TEXT)
        return ST_OK; /* nothing can lead there */
    key_entry *to = kind == SQL_CELL_INT ? arena_push(a, (void **)&out->integers, &out->integer_count, &room->integers, sizeof *to)
                                         : arena_push(a, (void **)&out->texts, &out->text_count, &room->texts, sizeof *to);
    if (kind == SQL_CELL_INT)
        e.integer = driver->integer(s, 0);
    else
        e.text = arena_str(a, driver->text(s, 0));
    if (!to || a->failed)
        return ST_NO_MEMORY;
    *to = e;
    return ST_OK;
}

static status read_map(sql_store *s, const sql_table *t, arena *a, diag_bag *bag, key_map *out)
{
    sbuf text = {0};
    sql_cursor *cursor = NULL;
    map_capacity room = {0};
    bool row = true;
    sbuf_add(&text, STR("SELECT "));
    sql_read_name(&text, s->connection, t->key, t->key_form);
    sbuf_add(&text, STR(" FROM "));
    sql_table_name(&text, t->schema, t->name);
    sql_row_order(&text, s->connection, t);
    *out = (key_map){.known = true};
    status done = sql_start(s->connection, &text, NULL, 0, bag, &cursor);
    if (done == ST_OK)
        done = sql_next(cursor, bag, &row);
    while (done == ST_OK && row) {
        done = take_key(cursor, a, &room, out);
        if (done == ST_OK)
            done = sql_next(cursor, bag, &row);
    }
    sql_close(cursor);
    sbuf_free(&text);
    return done;
}

status keys_read(sql_store *s, const sql_table *t, bool map, arena *a, diag_bag *bag, key_map *out)
{
    return map && t->key.n && !t->dense ? read_map(s, t, a, bag, out) : count(s, t, bag, out);
}

/* ---- Finding ---- */

static uint32_t find_integer(const key_map *m, int64_t key)
{
    size_t low = 0, high = m->integer_count;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (m->integers[middle].integer < key)
            low = middle + 1;
        else
            high = middle;
    }
    return low < m->integer_count && m->integers[low].integer == key ? m->integers[low].row : KEY_NONE;
}

static uint32_t find_text(const key_map *m, str key)
{
    size_t low = 0, high = m->text_count;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (str_compare(m->texts[middle].text, key) < 0)
            low = middle + 1;
        else
            high = middle;
    }
    return low < m->text_count && str_equal(m->texts[low].text, key) ? m->texts[low].row : KEY_NONE;
}

uint32_t keys_find(const key_map *m, const sql_cursor *s, size_t column)
{
    const sql_driver *driver = s->connection->driver;
    sql_cell kind = driver->cell(s, column);
    if (m->dense) {
        int64_t key = kind == SQL_CELL_INT ? driver->integer(s, column) : 0;
        return key >= 1 && (uint64_t)key <= m->rows ? (uint32_t)(key - 1) : KEY_NONE;
    }
    if (kind == SQL_CELL_INT)
        return find_integer(m, driver->integer(s, column));
    return kind == SQL_CELL_TEXT ? find_text(m, driver->text(s, column)) : KEY_NONE;
}
