/* Columns and values that were read for questions about the data, kept as long as the store. */
#include "runtime/sql/ask.h"
#include "runtime/sql/cells.h"
#include "runtime/sql/sqlite.h"

/* For each field of each collection; NULL: not read yet. */
struct store_kept {
    const col ***columns, ***values;
};

static status room_for(sql_store *s, uint16_t collection)
{
    if (!s->kept)
        s->kept = ARENA_NEW(&s->memory, struct store_kept);
    if (s->kept && !s->kept->columns) {
        s->kept->values = ARENA_ARRAY(&s->memory, s->data->count, const col **);
        s->kept->columns = s->kept->values ? ARENA_ARRAY(&s->memory, s->data->count, const col **) : NULL;
    }
    if (!s->kept || !s->kept->columns)
        return ST_NO_MEMORY;
    size_t fields = s->data->collections[collection].field_count;
    if (!s->kept->columns[collection]) {
        s->kept->values[collection] = ARENA_ARRAY(&s->memory, fields, const col *);
        s->kept->columns[collection] = s->kept->values[collection] ? ARENA_ARRAY(&s->memory, fields, const col *) : NULL;
    }
    return s->kept->columns[collection] ? ST_OK : ST_NO_MEMORY;
}

/* ---- Columns ---- */

status store_column(sql_store *s, uint16_t collection, uint16_t field, diag_bag *bag, const col **out)
{
    arena scratch = {0};
    touched wanted;
    const dataset *loaded;
    TRY(room_for(s, collection));
    *out = s->kept->columns[collection][field];
    if (*out)
        return ST_OK;
    status done = touched_new(&scratch, s->data, &wanted);
    if (done == ST_OK)
        done = touched_field(&wanted, collection, field);
    if (done == ST_OK)
        done = store_load(s, &wanted, s->data, &s->memory, bag, &loaded);
    if (done == ST_OK)
        *out = s->kept->columns[collection][field] = loaded->collections[collection].fields[field].data;
    arena_free(&scratch);
    return done;
}

/* ---- Values ---- */

/* Stands for more texts than anybody looks through. */
static const col too_many;

/* Texts of a database that is not ours, keys and dates among them, are told apart by their letters, whatever their column says. */
static void add_columns(sbuf *text, const sql_store *s, const sql_field *f)
{
    for (size_t c = 0; c < f->column_count; c++) {
        if (c)
            sbuf_add(text, STR(", "));
        sql_read_name(text, s->connection, f->columns[c], f->form);
        if (!s->own && s->connection->driver == &sqlite_driver)
            sbuf_add(text, sql_code_points(s->connection));
    }
}

/* In the order of the rows where that matters: the currency of money that is found first. */
static void select_values(sbuf *text, const sql_store *s, const sql_table *t, const sql_field *f)
{
    bool money = f->type.kind == TYPE_MONEY, grouped = money && !f->type.set && t->dense;
    sbuf_add(text, money && !f->type.set ? STR("SELECT ") : STR("SELECT DISTINCT "));
    add_columns(text, s, f);
    sbuf_add(text, STR(" FROM "));
    sql_table_name(text, f->type.set ? f->schema : t->schema, f->type.set ? f->table : t->name);
    sbuf_add(text, STR(" WHERE "));
    sql_name(text, f->columns[0]);
    sbuf_add(text, STR(" IS NOT NULL"));
    if (grouped) {
        sbuf_add(text, STR(" GROUP BY "));
        add_columns(text, s, f);
        sbuf_add(text, STR(" ORDER BY min("));
        sql_name(text, t->key);
        sbuf_char(text, ')');
    } else if (money && f->type.set) {
        sbuf_add(text, STR(" ORDER BY "));
        sql_name(text, f->columns[1]);
    } else if (money) {
        sql_row_order(text, s->connection, t);
    }
}

static status read_values(const cell_place *p, sql_cursor *cursor, col_builder *built, size_t *count)
{
    bool row = true, text = p->field->type.kind == TYPE_TEXT;
    TRY(sql_next(cursor, p->bag, &row));
    for (*count = 0; row && !(text && *count > STORE_TEXTS_MAX); ++*count) {
        value v;
        TRY(cell_read(p, &v));
        if (!v.missing)
            TRY(col_builder_add(built, &v));
        TRY(sql_next(cursor, p->bag, &row));
    }
    return ST_OK;
}

static status select_column(sql_store *s, uint16_t collection, uint16_t field, arena *scratch, diag_bag *bag, const col **out)
{
    const sql_table *t = &s->layout.tables[collection];
    const sql_field *f = &t->fields[field];
    key_map keys = {0};
    sql_cursor *cursor;
    sbuf text = {0};
    size_t count = 0;
    if (f->type.kind == TYPE_LINK)
        TRY(keys_read(s, &s->layout.tables[f->type.target], true, scratch, bag, &keys));
    col_builder *built = col_builder_new(scratch, type_element(f->type), NULL);
    if (!built)
        return ST_NO_MEMORY;
    select_values(&text, s, t, f);
    status done = sql_start(s->connection, &text, NULL, 0, bag, &cursor);
    sbuf_free(&text);
    TRY(done);
    cell_place p = {.cursor = cursor,
                    .field = f,
                    .own = s->own,
                    .keys = &keys,
                    .table = f->type.set ? f->table : t->name,
                    .texts = scratch,
                    .bag = bag};
    done = read_values(&p, cursor, built, &count);
    sql_close(cursor);
    *out = &too_many;
    if (f->type.kind == TYPE_TEXT && count > STORE_TEXTS_MAX)
        return done;
    return done == ST_OK ? col_builder_finish(built, &s->memory, out) : done;
}

status store_values(sql_store *s, uint16_t collection, uint16_t field, diag_bag *bag, const col **out)
{
    arena scratch = arena_beside(&s->memory);
    TRY(room_for(s, collection));
    /* Some rows of a set's table may belong to no row: they are told from the others when all of it is read. */
    if (!s->own && s->layout.tables[collection].fields[field].type.set) {
        const col *whole;
        TRY(store_column(s, collection, field, bag, &whole));
    }
    const col *column = s->kept->columns[collection][field], **values = &s->kept->values[collection][field];
    if (!*values && column)
        *values = column->type.set ? column->elements : column;
    const col *found = *values;
    status done = found ? ST_OK : select_column(s, collection, field, &scratch, bag, &found);
    if (done == ST_OK)
        *values = found;
    *out = done == ST_OK && found != &too_many ? found : NULL;
    arena_free(&scratch);
    return done;
}
