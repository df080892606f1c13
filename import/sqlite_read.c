/* Reads the rows of a dataset back from a SQLite file, believing no value that does not fit the schema. */
#include "base/text.h"
#include "import/database.h"
#include "import/sqlite_reader.h"
#include "runtime/model/print.h"

/* ---- Values ---- */

static status refuse_value(sql_reader *r, str table, str column, int64_t key, const char *wanted)
{
    return sql_refuse(r, E_DATABASE_DAMAGED, "%.*s.%.*s in row %lld is not %s", STR_ARG(table), STR_ARG(column), (long long)key, wanted);
}

/* What one value is read from. */
typedef struct place {
    sqlite3_stmt *s;
    int column;
    str table;
    const sql_field *field;
    int64_t key; /* of the row, for messages */
} place;

static status refuse_place(sql_reader *r, const place *p, const char *wanted)
{
    return refuse_value(r, p->table, p->field->columns[0], p->key, wanted);
}

/* Text in NFC, in r->values. */
static status read_text(sql_reader *r, const place *p, int column, str *out)
{
    if (sqlite3_column_type(p->s, column) != SQLITE_TEXT)
        return refuse_place(r, p, "text");
    str text = {(const char *)sqlite3_column_text(p->s, column), (size_t)sqlite3_column_bytes(p->s, column)};
    if (!text.p)
        return ST_NO_MEMORY;
    if (text_valid(text) != text.n)
        return refuse_place(r, p, "text in UTF-8");
    TRY(text_nfc(&r->values, text, &text));
    *out = arena_str(&r->values, text);
    return r->values.failed ? ST_NO_MEMORY : ST_OK;
}

static status read_printed(sql_reader *r, const place *p, int column, type t, value *out)
{
    str text;
    TRY(read_text(r, p, column, &text));
    return value_parse(t, text, out) ? ST_OK : refuse_place(r, p, type_kind_name((type_kind)t.kind));
}

static status read_period(sql_reader *r, const place *p, value *out)
{
    value first, last;
    TRY(read_printed(r, p, p->column, type_of(TYPE_DATE), &first));
    TRY(read_printed(r, p, p->column + 1, type_of(TYPE_DATE), &last));
    out->as.period = (period){first.as.date, last.as.date};
    return first.as.date <= last.as.date ? ST_OK : refuse_place(r, p, "a period that ends after it begins");
}

static status read_money(sql_reader *r, const place *p, value *out)
{
    value amount;
    str code;
    TRY(read_printed(r, p, p->column, type_of(TYPE_NUMBER), &amount));
    TRY(read_text(r, p, p->column + 1, &code));
    uint32_t currency = money_currency(code);
    return currency && money_of(amount.as.number, currency, &out->as.money) ? ST_OK : refuse_place(r, p, "money");
}

static status read_integer(sql_reader *r, const place *p, value *out)
{
    if (sqlite3_column_type(p->s, p->column) != SQLITE_INTEGER)
        return refuse_place(r, p, "a whole number");
    int64_t n = sqlite3_column_int64(p->s, p->column);
    if (out->type.kind == TYPE_INT)
        out->as.integer = n;
    else if (n == 0 || n == 1)
        out->as.boolean = n == 1;
    else
        return refuse_place(r, p, "0 or 1");
    return ST_OK;
}

/* The number of the row that a key points to. */
static status read_link(sql_reader *r, const place *p, value *out)
{
    if (sqlite3_column_type(p->s, p->column) != SQLITE_INTEGER)
        return refuse_place(r, p, "the key of a row");
    int64_t key = sqlite3_column_int64(p->s, p->column);
    if (key < 1 || key > r->rows[p->field->type.target])
        return refuse_place(r, p, "the key of a row that is there");
    *out = (value){.type = type_of(TYPE_INT), .as.integer = key - 1};
    return ST_OK;
}

/* A value of the field's element type, as a builder with LINKS_BY_ROW takes it. Texts give *text. */
static status read_value(sql_reader *r, const place *p, value *out, str *text)
{
    type t = type_element(p->field->type);
    *out = (value){.type = t};
    switch (t.kind) {
    case TYPE_TEXT:
        return read_text(r, p, p->column, text);
    case TYPE_LINK:
        return read_link(r, p, out);
    case TYPE_BOOL:
    case TYPE_INT:
        return read_integer(r, p, out);
    case TYPE_PERIOD:
        return read_period(r, p, out);
    case TYPE_MONEY:
        return read_money(r, p, out);
    default:
        return read_printed(r, p, p->column, t, out);
    }
}

static bool all_null(const place *p)
{
    for (size_t c = 0; c < p->field->column_count; c++)
        if (sqlite3_column_type(p->s, p->column + (int)c) != SQLITE_NULL)
            return false;
    return true;
}

/* How many rows each collection has: its keys are 1 to that. */
static status count_rows(sql_reader *r)
{
    r->rows = ARENA_ARRAY(r->scratch, r->count, int64_t);
    if (!r->rows)
        return ST_NO_MEMORY;
    for (size_t i = 0; i < r->count; i++) {
        sbuf_add(&r->text, STR("SELECT count(*) FROM "));
        sql_name(&r->text, r->layout.tables[i].name);
        TRY(sql_read_number(r, &r->rows[i]));
    }
    return ST_OK;
}

/* ---- Sets ---- */

/* A set's table is read along with its rows: both are in the order of the key. */
typedef struct set_reader {
    sqlite3_stmt *s;
    bool row; /* there is a row to take */
} set_reader;

static status open_set(sql_reader *r, const sql_field *f, set_reader *out)
{
    sbuf_add(&r->text, STR("SELECT "));
    sql_name(&r->text, f->owner);
    for (size_t c = 0; c < f->column_count; c++) {
        sbuf_add(&r->text, STR(", "));
        sql_name(&r->text, f->columns[c]);
    }
    sbuf_add(&r->text, STR(" FROM "));
    sql_name(&r->text, f->table);
    sbuf_add(&r->text, STR(" ORDER BY 1"));
    TRY(sql_prepare(r, &out->s));
    return sql_step(r, out->s, &out->row);
}

typedef struct elements {
    value *values;
    str *texts;
    period *periods;
    size_t count, value_capacity, text_capacity, period_capacity;
} elements;

static status add_element(sql_reader *r, const place *p, elements *e)
{
    size_t texts = e->count, periods = e->count;
    value *v = arena_push(&r->values, (void **)&e->values, &e->count, &e->value_capacity, sizeof *v);
    str *text = arena_push(&r->values, (void **)&e->texts, &texts, &e->text_capacity, sizeof *text);
    period *when = arena_push(&r->values, (void **)&e->periods, &periods, &e->period_capacity, sizeof *when);
    if (!v || !text || !when)
        return ST_NO_MEMORY;
    TRY(read_value(r, p, v, text));
    if (p->field->type.kind == TYPE_PERIOD)
        *when = v->as.period;
    return ST_OK;
}

static status read_set(sql_reader *r, const sql_field *f, set_reader *set, int64_t key, cell *out)
{
    elements e = {0};
    place p = {set->s, 1, f->table, f, key};
    while (set->row && sqlite3_column_int64(set->s, 0) == key) {
        TRY(add_element(r, &p, &e));
        TRY(sql_step(r, set->s, &set->row));
    }
    /* What is left belongs to a later row; what belongs to none comes to light here or at the end. */
    if (set->row && sqlite3_column_int64(set->s, 0) < key)
        return refuse_value(r, f->table, f->owner, sqlite3_column_int64(set->s, 0), "the key of a row that is there");
    *out = (cell){.missing = e.count == 0, .texts = e.texts, .periods = e.periods, .count = e.count};
    out->v = (value){.type = f->type, .as.set = {e.values, e.count}};
    return ST_OK;
}

/* ---- Rows ---- */

static status read_cells(sql_reader *r, const sql_table *t, sqlite3_stmt *s, set_reader *sets, cell *cells)
{
    int64_t key = sqlite3_column_int64(s, 0);
    int column = 1;
    for (size_t k = 0; k < t->field_count; k++) {
        const sql_field *f = &t->fields[k];
        if (f->type.set) {
            TRY(read_set(r, f, &sets[k], key, &cells[k]));
            continue;
        }
        place p = {s, column, t->name, f, key};
        cells[k] = (cell){.missing = all_null(&p)};
        if (!cells[k].missing)
            TRY(read_value(r, &p, &cells[k].v, &cells[k].text));
        column += (int)f->column_count;
    }
    return ST_OK;
}

static status select_rows(sql_reader *r, const sql_table *t, sqlite3_stmt **out)
{
    sbuf_add(&r->text, STR("SELECT "));
    sql_name(&r->text, t->key);
    for (size_t k = 0; k < t->field_count; k++)
        for (size_t c = 0; !t->fields[k].type.set && c < t->fields[k].column_count; c++) {
            sbuf_add(&r->text, STR(", "));
            sql_name(&r->text, t->fields[k].columns[c]);
        }
    sbuf_add(&r->text, STR(" FROM "));
    sql_name(&r->text, t->name);
    sbuf_add(&r->text, STR(" ORDER BY 1"));
    return sql_prepare(r, out);
}

/* Bytes of values that may gather before they are thrown away: emptying the arena costs more than a row does. */
enum { VALUES_KEPT = 1 << 20 };

static status read_rows(sql_reader *r, size_t at, sqlite3_stmt *s, set_reader *sets)
{
    const sql_table *t = &r->layout.tables[at];
    cell *cells = ARENA_ARRAY(r->scratch, t->field_count, cell);
    bool row = true;
    if (!cells)
        return ST_NO_MEMORY;
    TRY(sql_step(r, s, &row));
    for (int64_t key = 1; row; key++) {
        if (sqlite3_column_int64(s, 0) != key)
            return sql_refuse(r, E_DATABASE_DAMAGED, "the rows of %.*s are not numbered from 1", STR_ARG(t->name));
        TRY(read_cells(r, t, s, sets, cells));
        TRY(dataset_builder_row(r->builder, at, cells));
        if (r->values.used > VALUES_KEPT)
            arena_free(&r->values);
        TRY(sql_step(r, s, &row));
    }
    for (size_t k = 0; k < t->field_count; k++)
        if (sets[k].s && sets[k].row)
            return refuse_value(r, t->fields[k].table, t->fields[k].owner, sqlite3_column_int64(sets[k].s, 0),
                                "the key of a row that is there");
    return ST_OK;
}

static status read_table(sql_reader *r, size_t at)
{
    const sql_table *t = &r->layout.tables[at];
    set_reader *sets = ARENA_ARRAY(r->scratch, t->field_count, set_reader);
    sqlite3_stmt *s = NULL;
    status done = sets ? select_rows(r, t, &s) : ST_NO_MEMORY;
    for (size_t k = 0; done == ST_OK && k < t->field_count; k++)
        if (t->fields[k].type.set)
            done = open_set(r, &t->fields[k], &sets[k]);
    if (done == ST_OK)
        done = read_rows(r, at, s, sets);
    for (size_t k = 0; sets && k < t->field_count; k++)
        sqlite3_finalize(sets[k].s);
    sqlite3_finalize(s);
    return done;
}

static status read_all(sql_reader *r, const dataset **out)
{
    size_t dangling = 0;
    TRY(sql_open(r));
    TRY(count_rows(r));
    r->builder = dataset_builder_new(r->scratch, r->specs, r->count, LINKS_BY_ROW);
    if (!r->builder)
        return ST_NO_MEMORY;
    for (size_t i = 0; i < r->count; i++)
        TRY(read_table(r, i));
    TRY(dataset_builder_finish(r->builder, r->a, out, &dangling));
    return dangling ? sql_refuse(r, E_DATABASE_DAMAGED, "%zu links point to no row", dangling) : ST_OK;
}

status database_read(arena *a, arena *scratch, str path, diag_bag *bag, const dataset **out)
{
    sql_reader r = {.a = a, .scratch = scratch, .bag = bag, .path = arena_str(scratch, path)};
    if (scratch->failed)
        return ST_NO_MEMORY;
    status done = read_all(&r, out);
    sqlite3_close(r.db);
    arena_free(&r.values);
    sbuf_free(&r.text);
    return done;
}
