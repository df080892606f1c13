/* Opens a SQLite file that may be damaged or not ours at all, and reads what it says it holds. */
#include <string.h>
#include <sys/stat.h>

#include "base/text.h"
#include "import/sqlite_reader.h"

status sql_refuse(sql_reader *r, diag_code code, const char *format, ...)
{
    va_list args;
    va_start(args, format);
    str message = arena_vprintf(r->scratch, format, args);
    va_end(args);
    return diag_add(r->bag, code, NULL, (span){0, 0}, "%s: %.*s", r->path.p, STR_ARG(message)) ? ST_IO : ST_NO_MEMORY;
}

status sql_refuse_sqlite(sql_reader *r)
{
    switch (sqlite3_errcode(r->db)) {
    case SQLITE_NOMEM:
        return ST_NO_MEMORY;
    case SQLITE_NOTADB:
        return sql_refuse(r, E_DATABASE_OPEN, "this is no SQLite database");
    case SQLITE_CANTOPEN:
    case SQLITE_BUSY:
    case SQLITE_LOCKED:
    case SQLITE_PERM:
        return sql_refuse(r, E_DATABASE_OPEN, "%s", sqlite3_errmsg(r->db));
    default:
        return sql_refuse(r, E_DATABASE_DAMAGED, "the database is damaged: %s", sqlite3_errmsg(r->db));
    }
}

/* ---- Statements ---- */

/* Prepares what is in r->text. */
status sql_prepare(sql_reader *r, sqlite3_stmt **out)
{
    *out = NULL;
    if (r->text.failed)
        return ST_NO_MEMORY;
    status done = sqlite3_prepare_v2(r->db, r->text.p, -1, out, NULL) == SQLITE_OK ? ST_OK : sql_refuse_sqlite(r);
    sbuf_clear(&r->text);
    return done;
}

static status prepare_text(sql_reader *r, const char *sql, sqlite3_stmt **out)
{
    sbuf_add(&r->text, str_of(sql));
    return sql_prepare(r, out);
}

status sql_step(sql_reader *r, sqlite3_stmt *s, bool *row)
{
    int stepped = sqlite3_step(s);
    *row = stepped == SQLITE_ROW;
    return stepped == SQLITE_ROW || stepped == SQLITE_DONE ? ST_OK : sql_refuse_sqlite(r);
}

status sql_read_number(sql_reader *r, int64_t *out)
{
    sqlite3_stmt *s;
    bool row = false;
    TRY(sql_prepare(r, &s));
    status done = sql_step(r, s, &row);
    *out = row ? sqlite3_column_int64(s, 0) : 0;
    sqlite3_finalize(s);
    return done;
}

static status read_number(sql_reader *r, const char *sql, int64_t *out)
{
    sbuf_add(&r->text, str_of(sql));
    return sql_read_number(r, out);
}

/* ---- Opening ---- */

static status open_file(sql_reader *r)
{
    struct stat info;
    if (stat(r->path.p, &info) != 0)
        return sql_refuse(r, E_DATABASE_OPEN, "there is no such file");
    if (!S_ISREG(info.st_mode))
        return sql_refuse(r, E_DATABASE_OPEN, "this is no file");
    int opened = sqlite3_open_v2(r->path.p, &r->db, SQLITE_OPEN_READONLY, NULL);
    if (opened != SQLITE_OK)
        return r->db ? sql_refuse_sqlite(r) : ST_NO_MEMORY;
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

static status check_format(sql_reader *r)
{
    int64_t application = 0;
    TRY(read_number(r, "PRAGMA application_id", &application));
    TRY(read_number(r, "PRAGMA user_version", &r->version));
    if (application != SQL_APPLICATION)
        return sql_refuse(r, E_DATABASE_FOREIGN, "this SQLite database was not written by cyq");
    if (r->version < SQL_OLDEST_VERSION || r->version > SQL_VERSION)
        return sql_refuse(r, E_DATABASE_FOREIGN, "this database has form %lld; this cyq reads the forms %d to %d", (long long)r->version,
                          SQL_OLDEST_VERSION, SQL_VERSION);
    return ST_OK;
}

/* SQLite's own check of the whole file. */
static status check_whole(sql_reader *r)
{
    sqlite3_stmt *s;
    bool row = false;
    TRY(prepare_text(r, "PRAGMA quick_check(1)", &s));
    status done = sql_step(r, s, &row);
    const char *said = row ? (const char *)sqlite3_column_text(s, 0) : NULL;
    if (done == ST_OK && said && str_ends(str_of(said), STR("error code=7"))) /* SQLITE_NOMEM: a page it had no memory to look at */
        done = ST_NO_MEMORY;
    else if (done == ST_OK && (!said || strcmp(said, "ok") != 0))
        done = sql_refuse(r, E_DATABASE_DAMAGED, "the database is damaged: %s", said ? said : "SQLite's check says nothing");
    sqlite3_finalize(s);
    return done;
}

/* ---- The schema ---- */

/* More than any programme has, and few enough that a wrong file cannot make us build for ever. */
enum { MOST_COLLECTIONS = 4096, MOST_FIELDS = 2000 };

/* A text column as a C string in scratch. */
static const char *own_text(sql_reader *r, sqlite3_stmt *s, int column)
{
    str text = {(const char *)sqlite3_column_text(s, column), (size_t)sqlite3_column_bytes(s, column)};
    if (!text.p || text_valid(text) != text.n)
        return "";
    return arena_str(r->scratch, text).p;
}

static status count_fields(sql_reader *r, size_t collection, size_t *out)
{
    int64_t n = 0;
    char sql[96];
    sqlite3_snprintf(sizeof sql, sql, "SELECT count(*) FROM cyq_fields WHERE collection = %lld", (long long)collection);
    TRY(read_number(r, sql, &n));
    *out = (size_t)n;
    return n > 0 && n <= MOST_FIELDS ? ST_OK
                                     : sql_refuse(r, E_DATABASE_DAMAGED, "cyq_fields has %lld rows for one collection", (long long)n);
}

static status read_fields(sql_reader *r, size_t collection)
{
    sqlite3_stmt *s;
    size_t count = 0, at = 0;
    bool row = true;
    TRY(count_fields(r, collection, &count));
    field_spec *fields = ARENA_ARRAY(r->scratch, count, field_spec);
    if (!fields)
        return ST_NO_MEMORY;
    sbuf_printf(&r->text, "SELECT name, type, face, help FROM cyq_fields WHERE collection = %zu ORDER BY position", collection);
    TRY(sql_prepare(r, &s));
    status done = sql_step(r, s, &row);
    for (; done == ST_OK && row && at < count; at++) {
        fields[at] = (field_spec){own_text(r, s, 0), own_text(r, s, 1), sqlite3_column_int(s, 2) != 0, own_text(r, s, 3)};
        done = sql_step(r, s, &row);
    }
    sqlite3_finalize(s);
    r->specs[collection].fields = fields;
    r->specs[collection].field_count = at;
    return done;
}

static status read_collections(sql_reader *r)
{
    sqlite3_stmt *s;
    int64_t count = 0;
    bool row = true;
    TRY(read_number(r, "SELECT count(*) FROM cyq_collections", &count));
    if (count < 1 || count > MOST_COLLECTIONS)
        return sql_refuse(r, E_DATABASE_DAMAGED, "cyq_collections has %lld rows", (long long)count);
    r->specs = ARENA_ARRAY(r->scratch, (size_t)count, collection_spec);
    if (!r->specs)
        return ST_NO_MEMORY;
    TRY(prepare_text(r,
                     r->version == 1 ? "SELECT name, help, position, NULL FROM cyq_collections ORDER BY position"
                                     : "SELECT name, help, position, key_field FROM cyq_collections ORDER BY position",
                     &s));
    status done = sql_step(r, s, &row);
    while (done == ST_OK && row && r->count < (size_t)count) {
        r->specs[r->count] = (collection_spec){.name = own_text(r, s, 0), .help = own_text(r, s, 1)};
        if (sqlite3_column_type(s, 3) != SQLITE_NULL)
            r->specs[r->count].key = own_text(r, s, 3);
        if (sqlite3_column_int64(s, 2) != (sqlite3_int64)r->count)
            done = sql_refuse(r, E_DATABASE_DAMAGED, "cyq_collections is not numbered from 0");
        r->count++;
        if (done == ST_OK)
            done = sql_step(r, s, &row);
    }
    sqlite3_finalize(s);
    for (size_t i = 0; i < r->count && done == ST_OK; i++)
        done = read_fields(r, i);
    return done == ST_OK && r->scratch->failed ? ST_NO_MEMORY : done;
}

/* No name twice, none empty: a dataset has no room for such. */
static status check_names(sql_reader *r)
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
            return sql_refuse(r, E_DATABASE_DAMAGED, "a collection or field has no name, or one that another has");
    }
    return ST_OK;
}

/* A table of that name must be a plain table: no view, no virtual table, whose reading would run what somebody else wrote. */
static status check_table(sql_reader *r, str name)
{
    sqlite3_stmt *s;
    bool row = false;
    TRY(prepare_text(r, "SELECT 1 FROM pragma_table_list WHERE schema = 'main' AND type = 'table' AND name = ?", &s));
    status done =
        sqlite3_bind_text64(s, 1, name.p, name.n, SQLITE_TRANSIENT, SQLITE_UTF8) == SQLITE_OK ? sql_step(r, s, &row) : sql_refuse_sqlite(r);
    if (done == ST_OK && !row)
        done = sql_refuse(r, E_DATABASE_DAMAGED, "the table %.*s is missing", STR_ARG(name));
    sqlite3_finalize(s);
    return done;
}

static status check_meta(sql_reader *r)
{
    static const char *const tables[] = {"cyq_collections", "cyq_fields"};
    for (size_t i = 0; i < 2; i++)
        TRY(check_table(r, str_of(tables[i])));
    return ST_OK;
}

/* A key is one of the collection's fields, of one value that prints by itself. */
static status check_keys(sql_reader *r)
{
    for (size_t i = 0; i < r->count; i++) {
        const collection_spec *spec = &r->specs[i];
        bool found = !spec->key;
        for (size_t k = 0; k < spec->field_count && !found; k++) {
            type t = r->layout.tables[i].fields[k].type;
            found = str_equal_nocase(str_of(spec->fields[k].name), str_of(spec->key)) && !t.set && t.kind != TYPE_LINK;
        }
        if (!found)
            return sql_refuse(r, E_DATABASE_DAMAGED, "\"%s\" is no field that can be the key of %s", spec->key, spec->name);
    }
    return ST_OK;
}

static status read_schema(sql_reader *r)
{
    TRY(check_meta(r));
    TRY(read_collections(r));
    TRY(check_names(r));
    status done = sql_layout_make(r->scratch, r->specs, r->count, &r->layout);
    if (done == ST_ERROR)
        return sql_refuse(r, E_DATABASE_DAMAGED, "cyq_fields names a type that does not exist");
    TRY(done);
    TRY(check_keys(r));
    for (size_t i = 0; i < r->count; i++) {
        TRY(check_table(r, r->layout.tables[i].name));
        for (size_t k = 0; k < r->layout.tables[i].field_count; k++)
            if (r->layout.tables[i].fields[k].type.set)
                TRY(check_table(r, r->layout.tables[i].fields[k].table));
    }
    return ST_OK;
}

status sql_open(sql_reader *r)
{
    TRY(open_file(r));
    TRY(check_format(r));
    TRY(check_whole(r));
    return read_schema(r);
}
