/* Reads a dataset back from a SQLite file, which may be damaged or not ours at all. */
#include <sqlite3.h>
#include <string.h>
#include <sys/stat.h>

#include "base/text.h"
#include "import/database.h"
#include "import/names.h"
#include "import/sqlite_layout.h"
#include "runtime/model/print.h"

/* What links call the rows of a collection by. */
typedef struct row_names {
    str *names; /* of row 0, 1, …; NULL p: the row has none */
    size_t count, capacity;
} row_names;

typedef struct reader {
    arena *a, *scratch;
    diag_bag *bag;
    str path; /* NUL-terminated */
    sqlite3 *db;
    collection_spec *specs;
    size_t count;
    sql_layout layout;
    row_names *linked; /* of each collection that some link points to */
    dataset_builder *builder;
    arena values; /* of rows that are built already; emptied now and then */
    sbuf text;
} reader;

__attribute__((format(printf, 3, 4))) static status refuse(reader *r, diag_code code, const char *format, ...)
{
    va_list args;
    va_start(args, format);
    str message = arena_vprintf(r->scratch, format, args);
    va_end(args);
    return diag_add(r->bag, code, NULL, (span){0, 0}, "%s: %.*s", r->path.p, STR_ARG(message)) ? ST_IO : ST_NO_MEMORY;
}

static status refuse_sql(reader *r)
{
    switch (sqlite3_errcode(r->db)) {
    case SQLITE_NOMEM:
        return ST_NO_MEMORY;
    case SQLITE_NOTADB:
        return refuse(r, E_DATABASE_OPEN, "this is no SQLite database");
    case SQLITE_CANTOPEN:
    case SQLITE_BUSY:
    case SQLITE_LOCKED:
    case SQLITE_PERM:
        return refuse(r, E_DATABASE_OPEN, "%s", sqlite3_errmsg(r->db));
    default:
        return refuse(r, E_DATABASE_DAMAGED, "the database is damaged: %s", sqlite3_errmsg(r->db));
    }
}

/* ---- Statements ---- */

/* Prepares what is in r->text. */
static status prepare(reader *r, sqlite3_stmt **out)
{
    *out = NULL;
    if (r->text.failed)
        return ST_NO_MEMORY;
    status done = sqlite3_prepare_v2(r->db, r->text.p, -1, out, NULL) == SQLITE_OK ? ST_OK : refuse_sql(r);
    sbuf_clear(&r->text);
    return done;
}

static status prepare_text(reader *r, const char *sql, sqlite3_stmt **out)
{
    sbuf_add(&r->text, str_of(sql));
    return prepare(r, out);
}

static status step(reader *r, sqlite3_stmt *s, bool *row)
{
    int stepped = sqlite3_step(s);
    *row = stepped == SQLITE_ROW;
    return stepped == SQLITE_ROW || stepped == SQLITE_DONE ? ST_OK : refuse_sql(r);
}

/* The one number that a statement gives. */
static status read_number(reader *r, const char *sql, int64_t *out)
{
    sqlite3_stmt *s;
    bool row = false;
    TRY(prepare_text(r, sql, &s));
    status done = step(r, s, &row);
    *out = row ? sqlite3_column_int64(s, 0) : 0;
    sqlite3_finalize(s);
    return done;
}

/* ---- Opening ---- */

static status open_file(reader *r)
{
    struct stat info;
    if (stat(r->path.p, &info) != 0)
        return refuse(r, E_DATABASE_OPEN, "there is no such file");
    if (!S_ISREG(info.st_mode))
        return refuse(r, E_DATABASE_OPEN, "this is no file");
    int opened = sqlite3_open_v2(r->path.p, &r->db, SQLITE_OPEN_READONLY, NULL);
    if (opened != SQLITE_OK)
        return r->db ? refuse_sql(r) : ST_NO_MEMORY;
    int ignored = 0;
    sqlite3_db_config(r->db, SQLITE_DBCONFIG_DEFENSIVE, 1, &ignored);
    sqlite3_db_config(r->db, SQLITE_DBCONFIG_TRUSTED_SCHEMA, 0, &ignored);
    sqlite3_db_config(r->db, SQLITE_DBCONFIG_ENABLE_TRIGGER, 0, &ignored);
    sqlite3_db_config(r->db, SQLITE_DBCONFIG_ENABLE_VIEW, 0, &ignored);
    sqlite3_db_config(r->db, SQLITE_DBCONFIG_DQS_DML, 0, &ignored); /* a column that is missing is no text with its name */
    sqlite3_limit(r->db, SQLITE_LIMIT_LENGTH, SOURCE_MAX);
    sqlite3_exec(r->db, "PRAGMA cell_size_check = ON; PRAGMA mmap_size = 0", NULL, NULL, NULL);
    return ST_OK;
}

static status check_format(reader *r)
{
    int64_t application = 0, version = 0;
    TRY(read_number(r, "PRAGMA application_id", &application));
    TRY(read_number(r, "PRAGMA user_version", &version));
    if (application != SQL_APPLICATION)
        return refuse(r, E_DATABASE_FOREIGN, "this SQLite database was not written by cyq");
    if (version != SQL_VERSION)
        return refuse(r, E_DATABASE_FOREIGN, "this database has form %lld; this cyq reads form %d", (long long)version, SQL_VERSION);
    return ST_OK;
}

/* SQLite's own check of the whole file. */
static status check_whole(reader *r)
{
    sqlite3_stmt *s;
    bool row = false;
    TRY(prepare_text(r, "PRAGMA quick_check(1)", &s));
    status done = step(r, s, &row);
    const char *said = row ? (const char *)sqlite3_column_text(s, 0) : NULL;
    if (done == ST_OK && (!said || strcmp(said, "ok") != 0))
        done = refuse(r, E_DATABASE_DAMAGED, "the database is damaged: %s", said ? said : "SQLite's check says nothing");
    sqlite3_finalize(s);
    return done;
}

/* ---- The schema ---- */

/* More than any programme has, and few enough that a wrong file cannot make us build for ever. */
enum { MOST_COLLECTIONS = 4096, MOST_FIELDS = 2000 };

/* A text column as a C string in scratch. */
static const char *own_text(reader *r, sqlite3_stmt *s, int column)
{
    str text = {(const char *)sqlite3_column_text(s, column), (size_t)sqlite3_column_bytes(s, column)};
    if (!text.p || text_valid(text) != text.n)
        return "";
    return arena_str(r->scratch, text).p;
}

static status count_fields(reader *r, size_t collection, size_t *out)
{
    int64_t n = 0;
    char sql[96];
    sqlite3_snprintf(sizeof sql, sql, "SELECT count(*) FROM cyq_fields WHERE collection = %lld", (long long)collection);
    TRY(read_number(r, sql, &n));
    *out = (size_t)n;
    return n > 0 && n <= MOST_FIELDS ? ST_OK : refuse(r, E_DATABASE_DAMAGED, "cyq_fields has %lld rows for one collection", (long long)n);
}

static status read_fields(reader *r, size_t collection)
{
    sqlite3_stmt *s;
    size_t count = 0, at = 0;
    bool row = true;
    TRY(count_fields(r, collection, &count));
    field_spec *fields = ARENA_ARRAY(r->scratch, count, field_spec);
    if (!fields)
        return ST_NO_MEMORY;
    sbuf_printf(&r->text, "SELECT name, type, face, help FROM cyq_fields WHERE collection = %zu ORDER BY position", collection);
    TRY(prepare(r, &s));
    status done = step(r, s, &row);
    for (; done == ST_OK && row && at < count; at++) {
        fields[at] = (field_spec){own_text(r, s, 0), own_text(r, s, 1), sqlite3_column_int(s, 2) != 0, own_text(r, s, 3)};
        done = step(r, s, &row);
    }
    sqlite3_finalize(s);
    r->specs[collection].fields = fields;
    r->specs[collection].field_count = at;
    return done;
}

static status read_collections(reader *r)
{
    sqlite3_stmt *s;
    int64_t count = 0;
    bool row = true;
    TRY(read_number(r, "SELECT count(*) FROM cyq_collections", &count));
    if (count < 1 || count > MOST_COLLECTIONS)
        return refuse(r, E_DATABASE_DAMAGED, "cyq_collections has %lld rows", (long long)count);
    r->specs = ARENA_ARRAY(r->scratch, (size_t)count, collection_spec);
    if (!r->specs)
        return ST_NO_MEMORY;
    TRY(prepare_text(r, "SELECT name, help, position FROM cyq_collections ORDER BY position", &s));
    status done = step(r, s, &row);
    while (done == ST_OK && row && r->count < (size_t)count) {
        r->specs[r->count] = (collection_spec){.name = own_text(r, s, 0), .help = own_text(r, s, 1)};
        if (sqlite3_column_int64(s, 2) != (sqlite3_int64)r->count)
            done = refuse(r, E_DATABASE_DAMAGED, "cyq_collections is not numbered from 0");
        r->count++;
        if (done == ST_OK)
            done = step(r, s, &row);
    }
    sqlite3_finalize(s);
    for (size_t i = 0; i < r->count && done == ST_OK; i++)
        done = read_fields(r, i);
    return done == ST_OK && r->scratch->failed ? ST_NO_MEMORY : done;
}

/* No name twice, none empty: a dataset has no room for such. */
static status check_names(reader *r)
{
    for (size_t i = 0; i < r->count; i++) {
        bool wrong = !*r->specs[i].name;
        for (size_t k = 0; k < i; k++)
            wrong |= str_equal_nocase(str_of(r->specs[i].name), str_of(r->specs[k].name));
        for (size_t f = 0; f < r->specs[i].field_count; f++) {
            wrong |= !*r->specs[i].fields[f].name;
            for (size_t k = 0; k < f; k++)
                wrong |= str_equal_nocase(str_of(r->specs[i].fields[f].name), str_of(r->specs[i].fields[k].name));
        }
        if (wrong)
            return refuse(r, E_DATABASE_DAMAGED, "a collection or field has no name, or one that another has");
    }
    return ST_OK;
}

/* A table of that name must be a plain table: no view, no virtual table, whose reading would run what somebody else wrote. */
static status check_table(reader *r, str name)
{
    sqlite3_stmt *s;
    bool row = false;
    TRY(prepare_text(r, "SELECT 1 FROM pragma_table_list WHERE schema = 'main' AND type = 'table' AND name = ?", &s));
    status done = sqlite3_bind_text64(s, 1, name.p, name.n, SQLITE_TRANSIENT, SQLITE_UTF8) == SQLITE_OK ? step(r, s, &row) : refuse_sql(r);
    if (done == ST_OK && !row)
        done = refuse(r, E_DATABASE_DAMAGED, "the table %.*s is missing", STR_ARG(name));
    sqlite3_finalize(s);
    return done;
}

static status check_meta(reader *r)
{
    static const char *const tables[] = {"cyq_collections", "cyq_fields"};
    for (size_t i = 0; i < 2; i++)
        TRY(check_table(r, str_of(tables[i])));
    return ST_OK;
}

static status read_schema(reader *r)
{
    TRY(check_meta(r));
    TRY(read_collections(r));
    TRY(check_names(r));
    status done = sql_layout_make(r->scratch, r->specs, r->count, &r->layout);
    if (done == ST_ERROR)
        return refuse(r, E_DATABASE_DAMAGED, "cyq_fields names a type that does not exist");
    TRY(done);
    for (size_t i = 0; i < r->count; i++) {
        TRY(check_table(r, r->layout.tables[i].name));
        for (size_t k = 0; k < r->layout.tables[i].field_count; k++)
            if (r->layout.tables[i].fields[k].type.set)
                TRY(check_table(r, r->layout.tables[i].fields[k].table));
    }
    return ST_OK;
}

/* ---- Values ---- */

static status refuse_value(reader *r, str table, str column, int64_t key, const char *wanted)
{
    return refuse(r, E_DATABASE_DAMAGED, "%.*s.%.*s in row %lld is not %s", STR_ARG(table), STR_ARG(column), (long long)key, wanted);
}

/* What one value is read from. */
typedef struct place {
    sqlite3_stmt *s;
    int column;
    str table;
    const sql_field *field;
    int64_t key; /* of the row, for messages */
} place;

static status refuse_place(reader *r, const place *p, const char *wanted)
{
    return refuse_value(r, p->table, p->field->columns[0], p->key, wanted);
}

/* Text in NFC, in r->values. */
static status read_text(reader *r, const place *p, int column, str *out)
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

static status read_printed(reader *r, const place *p, int column, type t, value *out)
{
    str text;
    TRY(read_text(r, p, column, &text));
    return value_parse(t, text, out) ? ST_OK : refuse_place(r, p, type_kind_name((type_kind)t.kind));
}

static status read_period(reader *r, const place *p, value *out)
{
    value first, last;
    TRY(read_printed(r, p, p->column, type_of(TYPE_DATE), &first));
    TRY(read_printed(r, p, p->column + 1, type_of(TYPE_DATE), &last));
    out->as.period = (period){first.as.date, last.as.date};
    return first.as.date <= last.as.date ? ST_OK : refuse_place(r, p, "a period that ends after it begins");
}

static status read_money(reader *r, const place *p, value *out)
{
    value amount;
    str code;
    TRY(read_printed(r, p, p->column, type_of(TYPE_NUMBER), &amount));
    TRY(read_text(r, p, p->column + 1, &code));
    uint32_t currency = money_currency(code);
    return currency && money_of(amount.as.number, currency, &out->as.money) ? ST_OK : refuse_place(r, p, "money");
}

static status read_integer(reader *r, const place *p, value *out)
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

/* The name of the row that a key points to. */
static status read_link(reader *r, const place *p, str *out)
{
    const row_names *rows = &r->linked[p->field->type.target];
    if (sqlite3_column_type(p->s, p->column) != SQLITE_INTEGER)
        return refuse_place(r, p, "the key of a row");
    int64_t key = sqlite3_column_int64(p->s, p->column);
    if (key < 1 || (uint64_t)key > rows->count)
        return refuse_place(r, p, "the key of a row that is there");
    *out = rows->names[key - 1];
    return out->p ? ST_OK : refuse_place(r, p, "the key of a row with a name of its own");
}

/* A value of the field's element type; `out->type` is set. Texts and links give *text. */
static status read_value(reader *r, const place *p, value *out, str *text)
{
    type t = type_element(p->field->type);
    *out = (value){.type = t};
    switch (t.kind) {
    case TYPE_TEXT:
        return read_text(r, p, p->column, text);
    case TYPE_LINK:
        return read_link(r, p, text);
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

/* ---- Rows that links point to ---- */

/* The field by which links name rows: `id`, else `name`, else `title`, else the first text; as datasets have it. */
static size_t naming_field(const sql_table *t, const collection_spec *spec)
{
    static const char *const usual[] = {"id", "name", "title"};
    for (size_t i = 0; i < 3; i++)
        for (size_t k = 0; k < t->field_count; k++)
            if (str_equal_nocase(str_of(spec->fields[k].name), str_of(usual[i])) && type_equal(t->fields[k].type, type_of(TYPE_TEXT)))
                return k;
    for (size_t k = 0; k < t->field_count; k++)
        if (type_equal(t->fields[k].type, type_of(TYPE_TEXT)))
            return k;
    return SIZE_MAX;
}

/* Adds a row's name; one that an earlier row has leads to that row, so it is none of this one's own. */
static status add_name(reader *r, sqlite3_stmt *s, str table, name_table *seen, row_names *rows)
{
    str *name = arena_push(r->scratch, (void **)&rows->names, &rows->count, &rows->capacity, sizeof *name);
    if (!name)
        return ST_NO_MEMORY;
    if (sqlite3_column_int64(s, 0) != (sqlite3_int64)rows->count)
        return refuse(r, E_DATABASE_DAMAGED, "the rows of %.*s are not numbered from 1", STR_ARG(table));
    str text = {(const char *)sqlite3_column_text(s, 1), (size_t)sqlite3_column_bytes(s, 1)};
    if (!text.p || !text.n || sqlite3_column_type(s, 1) != SQLITE_TEXT || text_valid(text) != text.n)
        return ST_OK;
    TRY(text_nfc(r->scratch, text, &text));
    if (names_find_key(seen, text) != SIZE_MAX)
        return ST_OK;
    *name = arena_str(r->scratch, text);
    return names_add_key(seen, r->scratch, *name, rows->count) ? ST_OK : ST_NO_MEMORY;
}

static status read_names(reader *r, size_t target)
{
    const sql_table *t = &r->layout.tables[target];
    size_t field = naming_field(t, &r->specs[target]);
    name_table seen = {0};
    sqlite3_stmt *s;
    bool row = true;
    sbuf_add(&r->text, STR("SELECT "));
    sql_name(&r->text, t->key);
    sbuf_add(&r->text, STR(", "));
    if (field == SIZE_MAX)
        sbuf_add(&r->text, STR("NULL"));
    else
        sql_name(&r->text, t->fields[field].columns[0]);
    sbuf_add(&r->text, STR(" FROM "));
    sql_name(&r->text, t->name);
    sbuf_add(&r->text, STR(" ORDER BY 1"));
    TRY(prepare(r, &s));
    status done = step(r, s, &row);
    while (done == ST_OK && row) {
        done = add_name(r, s, t->name, &seen, &r->linked[target]);
        if (done == ST_OK)
            done = step(r, s, &row);
    }
    sqlite3_finalize(s);
    return done;
}

static status read_linked(reader *r)
{
    bool *wanted = ARENA_ARRAY(r->scratch, r->count, bool);
    r->linked = ARENA_ARRAY(r->scratch, r->count, row_names);
    if (!wanted || !r->linked)
        return ST_NO_MEMORY;
    for (size_t i = 0; i < r->count; i++)
        for (size_t k = 0; k < r->layout.tables[i].field_count; k++)
            if (r->layout.tables[i].fields[k].type.kind == TYPE_LINK)
                wanted[r->layout.tables[i].fields[k].type.target] = true;
    for (size_t i = 0; i < r->count; i++)
        if (wanted[i])
            TRY(read_names(r, i));
    return ST_OK;
}

/* ---- Sets ---- */

/* A set's table is read along with its rows: both are in the order of the key. */
typedef struct set_reader {
    sqlite3_stmt *s;
    bool row; /* there is a row to take */
} set_reader;

static status open_set(reader *r, const sql_field *f, set_reader *out)
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
    TRY(prepare(r, &out->s));
    return step(r, out->s, &out->row);
}

typedef struct elements {
    value *values;
    str *texts;
    period *periods;
    size_t count, value_capacity, text_capacity, period_capacity;
} elements;

static status add_element(reader *r, const place *p, elements *e)
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

static status read_set(reader *r, const sql_field *f, set_reader *set, int64_t key, cell *out)
{
    elements e = {0};
    place p = {set->s, 1, f->table, f, key};
    while (set->row && sqlite3_column_int64(set->s, 0) == key) {
        TRY(add_element(r, &p, &e));
        TRY(step(r, set->s, &set->row));
    }
    /* What is left belongs to a later row; what belongs to none comes to light here or at the end. */
    if (set->row && sqlite3_column_int64(set->s, 0) < key)
        return refuse_value(r, f->table, f->owner, sqlite3_column_int64(set->s, 0), "the key of a row that is there");
    *out = (cell){.missing = e.count == 0, .texts = e.texts, .periods = e.periods, .count = e.count};
    out->v = (value){.type = f->type, .as.set = {e.values, e.count}};
    return ST_OK;
}

/* ---- Rows ---- */

static status read_cells(reader *r, const sql_table *t, sqlite3_stmt *s, set_reader *sets, cell *cells)
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

static status select_rows(reader *r, const sql_table *t, sqlite3_stmt **out)
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
    return prepare(r, out);
}

/* Bytes of values that may gather before they are thrown away: emptying the arena costs more than a row does. */
enum { VALUES_KEPT = 1 << 20 };

static status read_rows(reader *r, size_t at, sqlite3_stmt *s, set_reader *sets)
{
    const sql_table *t = &r->layout.tables[at];
    cell *cells = ARENA_ARRAY(r->scratch, t->field_count, cell);
    bool row = true;
    if (!cells)
        return ST_NO_MEMORY;
    TRY(step(r, s, &row));
    for (int64_t key = 1; row; key++) {
        if (sqlite3_column_int64(s, 0) != key)
            return refuse(r, E_DATABASE_DAMAGED, "the rows of %.*s are not numbered from 1", STR_ARG(t->name));
        TRY(read_cells(r, t, s, sets, cells));
        TRY(dataset_builder_row(r->builder, at, cells));
        if (r->values.used > VALUES_KEPT)
            arena_free(&r->values);
        TRY(step(r, s, &row));
    }
    for (size_t k = 0; k < t->field_count; k++)
        if (sets[k].s && sets[k].row)
            return refuse_value(r, t->fields[k].table, t->fields[k].owner, sqlite3_column_int64(sets[k].s, 0),
                                "the key of a row that is there");
    return ST_OK;
}

static status read_table(reader *r, size_t at)
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

static status read_all(reader *r, const dataset **out)
{
    size_t dangling = 0;
    TRY(open_file(r));
    TRY(check_format(r));
    TRY(check_whole(r));
    TRY(read_schema(r));
    TRY(read_linked(r));
    r->builder = dataset_builder_new(r->scratch, r->specs, r->count);
    if (!r->builder)
        return ST_NO_MEMORY;
    for (size_t i = 0; i < r->count; i++)
        TRY(read_table(r, i));
    TRY(dataset_builder_finish(r->builder, r->a, out, &dangling));
    return dangling ? refuse(r, E_DATABASE_DAMAGED, "%zu links point to no row", dangling) : ST_OK;
}

status database_read(arena *a, arena *scratch, str path, diag_bag *bag, const dataset **out)
{
    reader r = {.a = a, .scratch = scratch, .bag = bag, .path = arena_str(scratch, path)};
    if (scratch->failed)
        return ST_NO_MEMORY;
    status done = read_all(&r, out);
    sqlite3_close(r.db);
    arena_free(&r.values);
    sbuf_free(&r.text);
    return done;
}
