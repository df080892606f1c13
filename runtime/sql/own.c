/* Reads the schema of a database that cyq wrote, believing nothing that does not make sense. */
#include "runtime/sql/own.h"

#include "runtime/sql/ask.h"
#include "runtime/sql/sample.h"
#include "runtime/sql/sqlite.h"

/* More than any programme has, and few enough that a wrong file cannot make us build for ever. */
enum { MOST_COLLECTIONS = 4096, MOST_FIELDS = 2000 };

typedef struct reading {
    sql_store *s;
    sql_connection *c;
    diag_bag *bag;
    arena scratch;
    sbuf text;
    collection_spec *specs;
    size_t count, capacity;
} reading;

static status damaged(reading *r, const char *format, ...) __attribute__((format(printf, 2, 3)));

static status damaged(reading *r, const char *format, ...)
{
    va_list args;
    va_start(args, format);
    str message = arena_vprintf(&r->scratch, format, args);
    va_end(args);
    return sql_refuse(r->c, r->bag, E_DATABASE_DAMAGED, "%.*s", STR_ARG(message));
}

/* ---- Specs ---- */

static int64_t own_integer(sql_cursor *s, size_t column)
{
    const sql_driver *driver = s->connection->driver;
    return driver->cell(s, column) == SQL_CELL_INT ? driver->integer(s, column) : -1;
}

/* One row of cyq_collections: name, help, position, key. */
static status take_collection(reading *r, sql_cursor *s)
{
    if (own_integer(s, 2) != (int64_t)r->count)
        return damaged(r, "cyq_collections is not numbered from 0");
    if (r->count == MOST_COLLECTIONS)
        return damaged(r, "cyq_collections has more than %d rows", MOST_COLLECTIONS);
    collection_spec *spec = arena_push(&r->scratch, (void **)&r->specs, &r->count, &r->capacity, sizeof *spec);
    if (!spec)
        return ST_NO_MEMORY;
    *spec = (collection_spec){.name = sql_text(&r->s->memory, s, 0).p, .help = sql_text(&r->s->memory, s, 1).p};
    if (s->connection->driver->cell(s, 3) != SQL_CELL_NULL)
        spec->key = sql_text(&r->s->memory, s, 3).p;
    return r->s->memory.failed ? ST_NO_MEMORY : ST_OK;
}

static status read_collections(reading *r, int64_t version)
{
    sql_cursor *s;
    bool row = true;
    sbuf_printf(&r->text, "SELECT name, help, position, %s FROM cyq_collections ORDER BY position", version == 1 ? "NULL" : "key_field");
    TRY(sql_start(r->c, &r->text, NULL, 0, r->bag, &s));
    status done = sql_next(s, r->bag, &row);
    while (done == ST_OK && row) {
        done = take_collection(r, s);
        if (done == ST_OK)
            done = sql_next(s, r->bag, &row);
    }
    sql_close(s);
    return done == ST_OK && r->count == 0 ? damaged(r, "cyq_collections has 0 rows") : done;
}

/* One row of cyq_fields: collection, name, type, face, help. They come in the order of collections and positions. */
static status take_field(reading *r, sql_cursor *s, size_t *capacity, size_t *last)
{
    int64_t at = own_integer(s, 0);
    if (at < 0 || (uint64_t)at >= r->count)
        return damaged(r, "cyq_fields has a field of no collection");
    collection_spec *spec = &r->specs[at];
    if ((size_t)at != *last)
        *capacity = 0;
    *last = (size_t)at;
    if (spec->field_count == MOST_FIELDS)
        return damaged(r, "cyq_fields has more than %d rows for one collection", MOST_FIELDS);
    field_spec *f = arena_push(&r->scratch, (void **)(void *)&spec->fields, &spec->field_count, capacity, sizeof *f);
    if (!f)
        return ST_NO_MEMORY;
    *f = (field_spec){sql_text(&r->s->memory, s, 1).p, sql_text(&r->s->memory, s, 2).p, own_integer(s, 3) == 1,
                      sql_text(&r->s->memory, s, 4).p};
    return r->s->memory.failed ? ST_NO_MEMORY : ST_OK;
}

static status read_fields(reading *r)
{
    sql_cursor *s;
    bool row = true;
    size_t capacity = 0, last = SIZE_MAX;
    sbuf_add(&r->text, STR("SELECT collection, name, type, face, help FROM cyq_fields ORDER BY collection, position"));
    TRY(sql_start(r->c, &r->text, NULL, 0, r->bag, &s));
    status done = sql_next(s, r->bag, &row);
    while (done == ST_OK && row) {
        done = take_field(r, s, &capacity, &last);
        if (done == ST_OK)
            done = sql_next(s, r->bag, &row);
    }
    sql_close(s);
    for (size_t i = 0; i < r->count && done == ST_OK; i++)
        if (r->specs[i].field_count == 0)
            done = damaged(r, "cyq_fields has 0 rows for one collection");
    return done;
}

/* ---- Do they make sense? ---- */

/* No name twice, none empty: a dataset has no room for such. */
static status check_names(reading *r)
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
            return damaged(r, "a collection or field has no name, or one that another has");
    }
    return ST_OK;
}

/* A key is one of the collection's fields, of one value that prints by itself. */
static status check_keys(reading *r)
{
    for (size_t i = 0; i < r->count; i++) {
        const collection_spec *spec = &r->specs[i];
        bool found = !spec->key;
        for (size_t k = 0; k < spec->field_count && !found; k++) {
            type t = r->s->layout.tables[i].fields[k].type;
            found = str_equal_nocase(str_of(spec->fields[k].name), str_of(spec->key)) && !t.set && t.kind != TYPE_LINK;
        }
        if (!found)
            return damaged(r, "\"%s\" is no field that can be the key of %s", spec->key, spec->name);
    }
    return ST_OK;
}

static status check_tables(reading *r)
{
    size_t count = 0, capacity = 0;
    str *names = NULL;
    for (size_t i = 0; i < r->count; i++) {
        const sql_table *t = &r->s->layout.tables[i];
        for (size_t k = 0; k <= t->field_count; k++) {
            str name = k < t->field_count ? t->fields[k].table : t->name;
            if (!name.n)
                continue;
            str *room = arena_push(&r->scratch, (void **)&names, &count, &capacity, sizeof *room);
            if (!room)
                return ST_NO_MEMORY;
            *room = name;
        }
    }
    return sqlite_check_tables(r->c, names, count, r->bag);
}

/* ---- R-trees ---- */

static void keep_tree(sql_layout *layout, str name, bool *kept)
{
    for (size_t i = 0, at = 0; i < layout->count; i++)
        for (size_t k = 0; k < layout->tables[i].field_count; k++, at++)
            kept[at] |= layout->tables[i].fields[k].days.n && str_equal_nocase(layout->tables[i].fields[k].days, name);
}

/* Indexes are there to be dropped: a tree that is not there is not asked. PostgreSQL has none, and older files neither. */
static status find_trees(reading *r, bool sqlite, int64_t version)
{
    sql_layout *layout = &r->s->layout;
    size_t count = 0;
    for (size_t i = 0; i < layout->count; i++)
        count += layout->tables[i].field_count;
    bool *kept = ARENA_ARRAY(&r->scratch, count, bool), row = sqlite && version >= 3;
    sql_cursor *s = NULL;
    if (!kept)
        return ST_NO_MEMORY;
    if (row) {
        sbuf_add(&r->text, STR("SELECT name FROM pragma_table_list WHERE schema = 'main' AND type = 'virtual'"));
        TRY(sql_start(r->c, &r->text, NULL, 0, r->bag, &s));
    }
    status done = row ? sql_next(s, r->bag, &row) : ST_OK;
    while (done == ST_OK && row) {
        keep_tree(layout, r->c->driver->text(s, 0), kept);
        done = sql_next(s, r->bag, &row);
    }
    sql_close(s);
    for (size_t i = 0, at = 0; i < layout->count; i++)
        for (size_t k = 0; k < layout->tables[i].field_count; k++, at++)
            if (!kept[at])
                layout->tables[i].fields[k].days = (str){0};
    return done;
}

/* ---- The skeleton ---- */

/* Tables that are counted by one statement: few enough for SQLite's limit of terms, and servers that are far away are asked seldom. */
enum { COUNTED_AT_ONCE = 200 };

/* Tables that are spread by the values of one column, and that column: asked with the first counts, so that it takes no trip of its own. */
static const str partitioned =
    STR_INIT(" UNION ALL SELECT NULL, NULL, c.relname::text, a.attname::text FROM pg_catalog.pg_partitioned_table AS p"
             " JOIN pg_catalog.pg_class AS c ON c.oid = p.partrelid JOIN pg_catalog.pg_attribute AS a ON a.attrelid = c.oid AND a.attnum = "
             "p.partattrs[0]"
             " WHERE p.partstrat IN ('l', 'h') AND p.partnatts = 1 AND p.partattrs[0] <> 0 AND pg_catalog.pg_table_is_visible(c.oid)");

static bool is_column(const sql_table *t, str name)
{
    bool found = str_equal(t->key, name);
    for (size_t i = 0; i < t->field_count; i++)
        for (size_t k = 0; k < t->fields[i].column_count; k++)
            found |= !t->fields[i].type.set && str_equal(t->fields[i].columns[k], name);
    return found;
}

/* A column that is a field's says nothing of where the sets of a row lie. */
static status take_spread(reading *r, sql_cursor *s)
{
    sql_layout *layout = &r->s->layout;
    str table = sql_text(&r->scratch, s, 2), column = sql_text(&r->s->memory, s, 3);
    for (size_t i = 0; i < layout->count; i++) {
        sql_table *t = &layout->tables[i];
        if (str_equal(t->name, table) && !is_column(t, column))
            t->spread = column;
        for (size_t k = 0; k < t->field_count; k++)
            if (t->fields[k].type.set && str_equal(t->fields[k].table, table) && !str_equal(t->fields[k].owner, column))
                t->fields[k].spread = column;
    }
    return r->scratch.failed || r->s->memory.failed ? ST_NO_MEMORY : ST_OK;
}

/* Sets lie with their rows only if both tables are spread by columns of the same name. */
static void match_spread(sql_layout *layout)
{
    for (size_t i = 0; i < layout->count; i++)
        for (size_t k = 0; k < layout->tables[i].field_count; k++) {
            sql_field *f = &layout->tables[i].fields[k];
            if (!str_equal(f->spread, layout->tables[i].spread))
                f->spread = (str){0};
        }
}

/* The keys are 1 to the number of rows, which is seen to when they are read. */
static status take_count(reading *r, sql_cursor *s, collection *collections, size_t end)
{
    const sql_driver *driver = r->c->driver;
    if (driver->cell(s, 2) == SQL_CELL_TEXT)
        return take_spread(r, s);
    int64_t at = own_integer(s, 0), most = driver->cell(s, 1) == SQL_CELL_INT ? driver->integer(s, 1) : 0;
    if (at < 0 || (uint64_t)at >= end)
        return ST_OK; /* nobody else numbers the terms */
    if (most < 0 || most >= UINT32_MAX - 1)
        return damaged(r, "the rows of %.*s are not numbered from 1", STR_ARG(r->s->layout.tables[at].name));
    collections[at].rows = (size_t)most;
    return ST_OK;
}

static status count_rows(reading *r, collection *collections, size_t begin, size_t end)
{
    sql_cursor *s;
    bool row = true;
    for (size_t i = begin; i < end; i++) {
        const sql_table *t = &r->s->layout.tables[i];
        sbuf_printf(&r->text, "%sSELECT %zu, max(", i > begin ? " UNION ALL " : "", i);
        sql_name(&r->text, t->key);
        sbuf_add(&r->text, STR("), NULL, NULL FROM "));
        sql_name(&r->text, t->name);
    }
    if (begin == 0 && r->c->driver != &sqlite_driver)
        sbuf_add(&r->text, partitioned);
    TRY(sql_start(r->c, &r->text, NULL, 0, r->bag, &s));
    status done = sql_next(s, r->bag, &row);
    while (done == ST_OK && row) {
        done = take_count(r, s, collections, end);
        if (done == ST_OK)
            done = sql_next(s, r->bag, &row);
    }
    sql_close(s);
    return done;
}

static status make_skeleton(reading *r)
{
    arena *a = &r->s->memory;
    dataset *d = ARENA_NEW(a, dataset);
    collection *collections = ARENA_ARRAY(a, r->count, collection);
    if (!d || !collections)
        return ST_NO_MEMORY;
    for (size_t i = 0; i < r->count; i++) {
        const collection_spec *spec = &r->specs[i];
        collection *c = &collections[i];
        field *fields = ARENA_ARRAY(a, spec->field_count, field);
        for (size_t k = 0; fields && k < spec->field_count; k++)
            fields[k] = (field){.name = arena_str(a, str_of(spec->fields[k].name)),
                                .type = r->s->layout.tables[i].fields[k].type,
                                .face = spec->fields[k].face,
                                .help = arena_str(a, str_of(spec->fields[k].help))};
        *c = (collection){.name = arena_str(a, str_of(spec->name)),
                          .help = arena_str(a, str_of(spec->help)),
                          .fields = fields,
                          .field_count = spec->field_count};
        if (a->failed)
            return ST_NO_MEMORY;
        c->key_field = spec->key ? collection_find(c, str_of(spec->key)) : -1;
        collection_find_names(c);
    }
    for (size_t i = 0; i < r->count; i += COUNTED_AT_ONCE)
        TRY(count_rows(r, collections, i, i + COUNTED_AT_ONCE < r->count ? i + COUNTED_AT_ONCE : r->count));
    match_spread(&r->s->layout);
    *d = (dataset){.collections = collections, .count = r->count};
    r->s->data = d;
    return ST_OK;
}

static status read_schema(reading *r, int64_t version)
{
    static const str meta[] = {STR_INIT("cyq_collections"), STR_INIT("cyq_fields")};
    bool sqlite = r->c->driver == &sqlite_driver;
    if (sqlite)
        TRY(sqlite_check_tables(r->c, meta, 2, r->bag));
    TRY(read_collections(r, version));
    TRY(read_fields(r));
    TRY(check_names(r));
    status done = sqlite ? sql_layout_make(&r->s->memory, r->specs, r->count, &r->s->layout)
                         : sql_layout_make_postgres(&r->s->memory, r->specs, r->count, &r->s->layout);
    if (done == ST_ERROR)
        return damaged(r, "cyq_fields names a type that does not exist");
    TRY(done);
    TRY(check_keys(r));
    if (sqlite)
        TRY(check_tables(r));
    TRY(find_trees(r, sqlite, version));
    TRY(make_skeleton(r));
    return sample_layout(r->c, &r->s->memory, r->s->data, &r->s->layout, r->bag);
}

status own_read(sql_store *s, int64_t version, diag_bag *bag)
{
    reading r = {.s = s, .c = s->connection, .bag = bag};
    status done = read_schema(&r, version);
    arena_free(&r.scratch);
    sbuf_free(&r.text);
    return done;
}
