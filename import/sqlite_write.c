/* Writes a dataset into a new SQLite file, which then takes the place of the old one. */
#include <sqlite3.h>

#include "import/database.h"
#include "import/database_place.h"
#include "import/sqlite_extras.h"
#include "runtime/sql/layout.h"
#include "runtime/sql/sqlite.h"
#include "runtime/model/print.h"

typedef struct writer {
    const dataset *data;
    arena *scratch;
    const exec_control *control;
    diag_bag *bag;
    database_place place;
    sqlite3 *db;
    const collection_spec *specs;
    sql_layout layout;
    sbuf text; /* of one statement or value */
} writer;

__attribute__((format(printf, 3, 4))) static status refuse(writer *w, diag_code code, const char *format, ...)
{
    va_list args;
    va_start(args, format);
    str message = arena_vprintf(w->scratch, format, args);
    va_end(args);
    return diag_add(w->bag, code, NULL, (span){0, 0}, "%.*s", STR_ARG(message)) ? ST_IO : ST_NO_MEMORY;
}

static status refuse_sql(writer *w)
{
    if (sqlite_lacks_memory(w->db))
        return ST_NO_MEMORY;
    return refuse(w, E_DATABASE_WRITE, "%s cannot be written: %s", w->place.shown.p, sqlite3_errmsg(w->db));
}

/* ---- Statements ---- */

static status run(writer *w)
{
    if (w->text.failed)
        return ST_NO_MEMORY;
    status done = sqlite3_exec(w->db, w->text.p, NULL, NULL, NULL) == SQLITE_OK ? ST_OK : refuse_sql(w);
    sbuf_clear(&w->text);
    return done;
}

static status run_text(writer *w, const char *sql)
{
    sbuf_add(&w->text, str_of(sql));
    return run(w);
}

static status prepare(writer *w, sqlite3_stmt **out)
{
    if (w->text.failed)
        return ST_NO_MEMORY;
    status done = sqlite3_prepare_v2(w->db, w->text.p, -1, out, NULL) == SQLITE_OK ? ST_OK : refuse_sql(w);
    sbuf_clear(&w->text);
    return done;
}

static status step(writer *w, sqlite3_stmt *s)
{
    bool done = sqlite3_step(s) == SQLITE_DONE;
    return done && sqlite3_reset(s) == SQLITE_OK && sqlite3_clear_bindings(s) == SQLITE_OK ? ST_OK : refuse_sql(w);
}

static bool bind_text(sqlite3_stmt *s, int at, str text)
{
    return sqlite3_bind_text64(s, at, text.n ? text.p : "", text.n, SQLITE_TRANSIENT, SQLITE_UTF8) == SQLITE_OK;
}

/* ---- Schema ---- */

static const char meta_tables[] =
    "CREATE TABLE cyq_collections (position INTEGER PRIMARY KEY, name TEXT NOT NULL, help TEXT NOT NULL, table_name TEXT NOT NULL, "
    "key_column TEXT NOT NULL, key_field TEXT);"
    "CREATE TABLE cyq_fields (collection INTEGER NOT NULL REFERENCES cyq_collections (position), position INTEGER NOT NULL, name TEXT NOT "
    "NULL, "
    "type TEXT NOT NULL, face INTEGER NOT NULL, help TEXT NOT NULL, table_name TEXT NOT NULL, column_name TEXT NOT NULL, "
    "PRIMARY KEY (collection, position)) WITHOUT ROWID;";

static const char *column_type(type t)
{
    switch (t.kind) {
    case TYPE_BOOL:
        return "BOOLEAN";
    case TYPE_INT:
    case TYPE_LINK:
        return "INTEGER";
    case TYPE_DATE:
    case TYPE_PERIOD:
        return "DATE";
    default:
        return "TEXT";
    }
}

static void add_reference(writer *w, const sql_table *target)
{
    sbuf_add(&w->text, STR(" REFERENCES "));
    sql_name(&w->text, target->name);
    sbuf_add(&w->text, STR(" ("));
    sql_name(&w->text, target->key);
    sbuf_char(&w->text, ')');
}

static void add_columns(writer *w, const sql_field *f, const char *constraint)
{
    for (size_t c = 0; c < f->column_count; c++) {
        sbuf_add(&w->text, STR(", "));
        sql_name(&w->text, f->columns[c]);
        sbuf_printf(&w->text, " %s%s", column_type(f->type), constraint);
        if (f->type.kind == TYPE_LINK)
            add_reference(w, &w->layout.tables[f->type.target]);
    }
}

static status create_table(writer *w, const sql_table *t)
{
    sbuf_add(&w->text, STR("CREATE TABLE "));
    sql_name(&w->text, t->name);
    sbuf_add(&w->text, STR(" ("));
    sql_name(&w->text, t->key);
    sbuf_add(&w->text, STR(" INTEGER PRIMARY KEY"));
    for (size_t k = 0; k < t->field_count; k++)
        if (!t->fields[k].type.set)
            add_columns(w, &t->fields[k], "");
    sbuf_char(&w->text, ')');
    return run(w);
}

static status create_set(writer *w, const sql_table *t, const sql_field *f)
{
    sbuf_add(&w->text, STR("CREATE TABLE "));
    sql_name(&w->text, f->table);
    sbuf_add(&w->text, STR(" ("));
    sql_name(&w->text, f->owner);
    sbuf_add(&w->text, STR(" INTEGER NOT NULL"));
    add_reference(w, t);
    add_columns(w, f, " NOT NULL");
    sbuf_add(&w->text, STR(", PRIMARY KEY ("));
    sql_name(&w->text, f->owner);
    for (size_t c = 0; c < f->column_count; c++) {
        sbuf_add(&w->text, STR(", "));
        sql_name(&w->text, f->columns[c]);
    }
    sbuf_add(&w->text, STR(")) WITHOUT ROWID"));
    return run(w);
}

static status create_tables(writer *w)
{
    TRY(run_text(w, meta_tables));
    for (size_t i = 0; i < w->layout.count; i++) {
        const sql_table *t = &w->layout.tables[i];
        TRY(create_table(w, t));
        for (size_t k = 0; k < t->field_count; k++)
            if (t->fields[k].type.set)
                TRY(create_set(w, t, &t->fields[k]));
    }
    return ST_OK;
}

static status describe_fields(writer *w, sqlite3_stmt *s, size_t collection)
{
    const collection_spec *spec = &w->specs[collection];
    const sql_table *t = &w->layout.tables[collection];
    for (size_t k = 0; k < spec->field_count; k++) {
        const sql_field *f = &t->fields[k];
        bool bound =
            sqlite3_bind_int64(s, 1, (sqlite3_int64)collection) == SQLITE_OK && sqlite3_bind_int64(s, 2, (sqlite3_int64)k) == SQLITE_OK;
        bound = bound && bind_text(s, 3, str_of(spec->fields[k].name)) && bind_text(s, 4, str_of(spec->fields[k].type));
        bound = bound && sqlite3_bind_int(s, 5, spec->fields[k].face) == SQLITE_OK && bind_text(s, 6, str_of(spec->fields[k].help));
        bound = bound && bind_text(s, 7, f->table.n ? f->table : t->name) && bind_text(s, 8, f->columns[0]);
        TRY(bound ? step(w, s) : refuse_sql(w));
    }
    return ST_OK;
}

static status describe_collections(writer *w, sqlite3_stmt *collections, sqlite3_stmt *fields)
{
    for (size_t i = 0; i < w->layout.count; i++) {
        const sql_table *t = &w->layout.tables[i];
        bool bound = sqlite3_bind_int64(collections, 1, (sqlite3_int64)i) == SQLITE_OK &&
                     bind_text(collections, 2, str_of(w->specs[i].name)) && bind_text(collections, 3, str_of(w->specs[i].help)) &&
                     bind_text(collections, 4, t->name) && bind_text(collections, 5, t->key);
        bound = bound && (!w->specs[i].key || bind_text(collections, 6, str_of(w->specs[i].key)));
        TRY(bound ? step(w, collections) : refuse_sql(w));
        TRY(describe_fields(w, fields, i));
    }
    return ST_OK;
}

static status describe(writer *w)
{
    sqlite3_stmt *collections = NULL, *fields = NULL;
    sbuf_add(&w->text, STR("INSERT INTO cyq_collections VALUES (?, ?, ?, ?, ?, ?)"));
    status done = prepare(w, &collections);
    if (done == ST_OK) {
        sbuf_add(&w->text, STR("INSERT INTO cyq_fields VALUES (?, ?, ?, ?, ?, ?, ?, ?)"));
        done = prepare(w, &fields);
    }
    if (done == ST_OK)
        done = describe_collections(w, collections, fields);
    sqlite3_finalize(collections);
    sqlite3_finalize(fields);
    return done;
}

/* Rows between two questions whether to stop. */
enum { POLL_ROWS = 1024 };

static status poll_at(const writer *w, size_t row)
{
    exec_advance(w->control, 1);
    bool asked = w->control && w->control->stop && row % POLL_ROWS == 0;
    return asked && w->control->stop(w->control->stop_data) ? ST_CANCELLED : ST_OK;
}

/* ---- Values ---- */

static bool bind_printed(writer *w, sqlite3_stmt *s, int at, const value *v)
{
    sbuf_clear(&w->text);
    value_print(&w->text, v);
    bool bound = !w->text.failed && bind_text(s, at, sbuf_str(&w->text));
    sbuf_clear(&w->text);
    return bound;
}

static bool bind_day(writer *w, sqlite3_stmt *s, int at, day d)
{
    value v = {.type = type_of(TYPE_DATE), .as.date = d};
    return bind_printed(w, s, at, &v);
}

static bool bind_money(writer *w, sqlite3_stmt *s, int at, money m)
{
    char code[4];
    value amount = {.type = type_of(TYPE_NUMBER), .as.number = money_amount(m)};
    return bind_printed(w, s, at, &amount) && bind_text(s, at + 1, money_currency_text(m.currency, code));
}

/* One value into the columns at `at`; a missing one stays NULL. */
static bool bind_value(writer *w, sqlite3_stmt *s, int at, const value *v)
{
    if (v->missing)
        return true;
    switch (v->type.kind) {
    case TYPE_BOOL:
        return sqlite3_bind_int(s, at, v->as.boolean) == SQLITE_OK;
    case TYPE_INT:
        return sqlite3_bind_int64(s, at, v->as.integer) == SQLITE_OK;
    case TYPE_LINK:
        return sqlite3_bind_int64(s, at, (sqlite3_int64)v->as.row + 1) == SQLITE_OK;
    case TYPE_TEXT:
        return bind_text(s, at, v->as.text);
    case TYPE_PERIOD:
        return bind_day(w, s, at, v->as.period.first) && bind_day(w, s, at + 1, v->as.period.last);
    case TYPE_MONEY:
        return bind_money(w, s, at, v->as.money);
    default:
        return bind_printed(w, s, at, v);
    }
}

static status insert_into(writer *w, str table, size_t columns, sqlite3_stmt **out)
{
    sbuf_add(&w->text, STR("INSERT INTO "));
    sql_name(&w->text, table);
    sbuf_add(&w->text, STR(" VALUES (?"));
    for (size_t c = 1; c < columns; c++)
        sbuf_add(&w->text, STR(", ?"));
    sbuf_char(&w->text, ')');
    return prepare(w, out);
}

static status fill_rows(writer *w, size_t at, sqlite3_stmt *s)
{
    const collection *c = &w->data->collections[at];
    const sql_table *t = &w->layout.tables[at];
    for (size_t row = 0; row < c->rows; row++) {
        int column = 2;
        TRY(poll_at(w, row));
        bool bound = sqlite3_bind_int64(s, 1, (sqlite3_int64)row + 1) == SQLITE_OK;
        for (size_t k = 0; bound && k < t->field_count; k++) {
            if (t->fields[k].type.set)
                continue;
            value v = col_value(c->fields[k].data, row);
            bound = bind_value(w, s, column, &v);
            column += (int)t->fields[k].column_count;
        }
        TRY(bound ? step(w, s) : refuse_sql(w));
    }
    return ST_OK;
}

static status fill_set(writer *w, const col *data, sqlite3_stmt *s)
{
    for (size_t row = 0; row < data->count; row++) {
        TRY(poll_at(w, row));
        for (size_t k = 0; k < col_set_size(data, row); k++) {
            value v = col_value(data->elements, col_set_item(data, row, k));
            bool bound = sqlite3_bind_int64(s, 1, (sqlite3_int64)row + 1) == SQLITE_OK && bind_value(w, s, 2, &v);
            TRY(bound ? step(w, s) : refuse_sql(w));
        }
    }
    return ST_OK;
}

static status fill_table(writer *w, size_t at)
{
    const sql_table *t = &w->layout.tables[at];
    size_t columns = 1;
    for (size_t k = 0; k < t->field_count; k++)
        columns += t->fields[k].type.set ? 0 : t->fields[k].column_count;
    sqlite3_stmt *s = NULL;
    status done = insert_into(w, t->name, columns, &s);
    if (done == ST_OK)
        done = fill_rows(w, at, s);
    sqlite3_finalize(s);
    return done;
}

static status fill_sets(writer *w, size_t at)
{
    const sql_table *t = &w->layout.tables[at];
    status done = ST_OK;
    for (size_t k = 0; k < t->field_count && done == ST_OK; k++) {
        sqlite3_stmt *s = NULL;
        if (!t->fields[k].type.set)
            continue;
        done = insert_into(w, t->fields[k].table, 1 + t->fields[k].column_count, &s);
        if (done == ST_OK)
            done = fill_set(w, w->data->collections[at].fields[k].data, s);
        sqlite3_finalize(s);
    }
    return done;
}

/* Keys are checked as a whole at the end: links may point forwards, and back to the row's own table. */
static status check_keys(writer *w)
{
    sqlite3_stmt *s = NULL;
    sbuf_add(&w->text, STR("PRAGMA foreign_key_check"));
    status done = prepare(w, &s);
    int stepped = done == ST_OK ? sqlite3_step(s) : SQLITE_DONE;
    if (stepped == SQLITE_ROW)
        done =
            refuse(w, E_DATABASE_WRITE, "%s cannot be written: a link of %s points to no row", w->place.shown.p, sqlite3_column_text(s, 0));
    else if (stepped != SQLITE_DONE)
        done = refuse_sql(w);
    sqlite3_finalize(s);
    return done;
}

static status fill(writer *w)
{
    sbuf_printf(&w->text, "PRAGMA application_id = %d; PRAGMA user_version = %d; BEGIN", SQL_APPLICATION, SQL_VERSION);
    TRY(run(w));
    TRY(create_tables(w));
    TRY(describe(w));
    for (size_t i = 0; i < w->layout.count; i++)
        TRY(fill_table(w, i));
    for (size_t i = 0; i < w->layout.count; i++)
        TRY(fill_sets(w, i));
    TRY(check_keys(w));
    if (sqlite_add_extras(w->db, w->scratch, w->data, &w->layout) != ST_OK)
        return w->scratch->failed ? ST_NO_MEMORY : refuse_sql(w);
    return run_text(w, "COMMIT");
}

/* ---- All of it ---- */

static status write_file(writer *w)
{
    if (sqlite3_open_v2(w->place.made.p, &w->db, SQLITE_OPEN_READWRITE, NULL) != SQLITE_OK)
        return w->db ? refuse_sql(w) : ST_NO_MEMORY;
    /* Nobody else knows this file, and it is thrown away if anything fails. */
    TRY(run_text(w, "PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF; PRAGMA foreign_keys = OFF"));
    TRY(fill(w));
    int closed = sqlite3_close(w->db);
    w->db = NULL;
    return closed == SQLITE_OK ? place_take(&w->place) : refuse(w, E_DATABASE_WRITE, "%s cannot be written", w->place.shown.p);
}

uint64_t database_rows(const dataset *data)
{
    uint64_t rows = 0;
    for (size_t i = 0; i < data->count; i++) {
        const collection *c = &data->collections[i];
        rows += c->rows;
        for (size_t k = 0; k < c->field_count; k++)
            rows += c->fields[k].type.set ? c->rows : 0;
    }
    return rows;
}

status database_write_over(const dataset *data, str path, const database_stamp *was, arena *scratch, const exec_control *control,
                           diag_bag *bag)
{
    writer w = {.data = data, .scratch = scratch, .control = control, .bag = bag};
    exec_stage(control, "writing rows", database_rows(data));
    TRY(sql_specs_of(scratch, data, &w.specs));
    TRY(sql_layout_make(scratch, w.specs, data->count, &w.layout));
    status done = place_open(&w.place, path, was, scratch, bag);
    if (done == ST_OK)
        done = write_file(&w);
    sqlite3_close(w.db);
    place_close(&w.place);
    sbuf_free(&w.text);
    return done;
}

status database_in_memory(const dataset *data, arena *scratch, diag_bag *bag, sqlite3 **out)
{
    writer w = {.data = data, .scratch = scratch, .bag = bag, .place = {.shown = STR(":memory:"), .lock = -1}};
    *out = NULL;
    TRY(sql_specs_of(scratch, data, &w.specs));
    TRY(sql_layout_make(scratch, w.specs, data->count, &w.layout));
    status done =
        sqlite3_open_v2(w.place.shown.p, &w.db, SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE | SQLITE_OPEN_MEMORY, NULL) == SQLITE_OK
            ? fill(&w)
        : w.db ? refuse_sql(&w)
               : ST_NO_MEMORY;
    sbuf_free(&w.text);
    if (done == ST_OK)
        *out = w.db;
    else
        sqlite3_close(w.db);
    return done;
}

status database_write(const dataset *data, str path, arena *scratch, const exec_control *control, diag_bag *bag)
{
    return database_write_over(data, path, NULL, scratch, control, bag);
}
