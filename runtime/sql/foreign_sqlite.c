/* The catalogue of a SQLite file that anyone made. Views and virtual tables are left out: to read them would be to run what somebody else wrote. */
#include "runtime/sql/foreign_kinds.h"
#include "runtime/sql/foreign_reading.h"
#include "runtime/sql/sqlite.h"

/* Which rows of sqlite_schema, called s, are tables that are read. The first query leaves shadow tables of virtual tables out besides. */
#define TABLES "s.type = 'table' AND s.rootpage <> 0 AND s.name NOT LIKE 'sqlite\\_%' ESCAPE '\\'"

/* name, no schema, STRICT */
static status add_table(void *reading, const foreign_rows *row)
{
    foreign_table *t;
    TRY(foreign_take_table(reading, row, &t));
    t->strict = foreign_int(row, 2) != 0;
    return ST_OK;
}

static status add_column(void *reading, const foreign_rows *row)
{
    foreign_column *c;
    TRY(foreign_take_column(reading, row, &c));
    if (c)
        c->made = foreign_int(row, 4) != 0;
    return ST_OK;
}

/* ---- What is stored ---- */

/* A statement has no more results than a table has columns at most, which is 2,000 unless SQLite was built otherwise. */
enum { CALLS_ONCE = 500 };

typedef struct looking {
    sql_connection *connection;
    arena *a;
    foreign_table *table;
    size_t *columns; /* first those whose texts are not looked at, then those that may be dates */
    size_t count, plain;
    size_t from; /* the columns that the statement at hand looks at begin there */
} looking;

/* How many of the columns from `at` on one call looks at: all of one sort. */
static size_t once(const looking *l, size_t at)
{
    size_t end = at < l->plain ? l->plain : l->count;
    return end - at < FOREIGN_KINDS_ONCE ? end - at : FOREIGN_KINDS_ONCE;
}

static status take_kinds(void *data, const foreign_rows *row)
{
    looking *l = data;
    l->table->rows = foreign_int(row, 0);
    for (size_t call = 1; l->from < l->count && call <= CALLS_ONCE; call++) {
        uint64_t bits = (uint64_t)foreign_int(row, call);
        size_t columns = once(l, l->from);
        for (size_t i = 0; i < columns; i++)
            foreign_column_kind(&l->table->columns[l->columns[l->from++]], (uint8_t)(bits >> (8 * i)));
    }
    return ST_OK;
}

static status look(looking *l, diag_bag *bag)
{
    sbuf sql = {0};
    sbuf_add(&sql, STR("SELECT count(*)"));
    for (size_t at = l->from, call = 0; at < l->count && call < CALLS_ONCE; call++) {
        size_t columns = once(l, at);
        sbuf_add(&sql, at < l->plain ? STR(", cyq_stored(") : STR(", cyq_stored_days("));
        for (size_t i = 0; i < columns; i++) {
            sbuf_add(&sql, i ? STR(", ") : STR(""));
            sql_name(&sql, l->table->columns[l->columns[at++]].name);
        }
        sbuf_char(&sql, ')');
    }
    if (l->from == l->count)
        sbuf_add(&sql, STR(", cyq_stored(0)")); /* counts along, and so has an end; count(*) alone may have none */
    sbuf_add(&sql, STR(" FROM main."));
    sql_name(&sql, l->table->name);
    status done = sql.failed ? ST_NO_MEMORY : foreign_query(l->connection, l->a, bag, sql.p, take_kinds, l);
    sbuf_free(&sql);
    return done;
}

/* Is there a need to look? Not where the database itself saw to it when a value was written. */
static bool is_told(const foreign_table *t, foreign_column *c)
{
    return t->strict && !c->made && foreign_strict_kind(c);
}

/* At all columns, or at none that is computed. */
static status look_at(sql_connection *c, foreign_table *t, bool made, arena *a, diag_bag *bag)
{
    looking l = {.connection = c, .a = a, .table = t, .columns = ARENA_ARRAY(a, t->column_count, size_t)};
    if (!l.columns)
        return ST_NO_MEMORY;
    for (int days = 0; days < 2; days++) {
        for (size_t i = 0; i < t->column_count; i++) {
            foreign_column *at = &t->columns[i];
            if ((made || !at->made) && !is_told(t, at) && foreign_declared_date(at->declared) == (days == 1))
                l.columns[l.count++] = i;
        }
        l.plain = days ? l.plain : l.count;
    }
    do
        TRY(look(&l, bag));
    while (l.from < l.count);
    return ST_OK;
}

static bool has_made(const foreign_table *t)
{
    for (size_t i = 0; i < t->column_count; i++)
        if (t->columns[i].made)
            return true;
    return false;
}

/* What computes a column is somebody else's: where it cannot be done, the rest of the table can still be read. */
static status look_at_all(sql_connection *c, foreign_table *t, arena *a, diag_bag *bag)
{
    arena unsaid = {0};
    diag_bag quiet = {.memory = &unsaid};
    bool made = has_made(t), overflowed = c->overflowed;
    status done = made ? look_at(c, t, true, a, &quiet) : ST_IO;
    arena_free(&unsaid);
    if (done != ST_IO)
        return done;
    c->overflowed = overflowed;
    for (size_t i = 0; i < t->column_count; i++)
        if (t->columns[i].made)
            t->columns[i].kind = TYPE_NONE;
    return look_at(c, t, false, a, bag);
}

/* A table of one key column has no two rows with the same; a key that is the number of the row itself needs no index to be so. */
static void mark_keys(foreign_table *t)
{
    for (size_t i = 0; i < t->column_count; i++)
        t->columns[i].unique |= t->key_columns == 1 && t->columns[i].key == 1;
}

/* Dates are compared as they stand, and so by the column's collation. Those that SQLite has itself take digits for what they are; any other is unknown here, and perhaps not even there. */
static void mark_collations(sql_connection *c, foreign_table *t, arena *a)
{
    for (size_t i = 0; i < t->column_count; i++) {
        foreign_column *at = &t->columns[i];
        const char *rule = NULL, *table = arena_printf(a, "%.*s", STR_ARG(t->name)).p,
                   *column = arena_printf(a, "%.*s", STR_ARG(at->name)).p;
        if (at->kind != TYPE_DATE || !table || !column)
            continue;
        bool found = sqlite3_table_column_metadata(sqlite_handle(c), "main", table, column, NULL, &rule, NULL, NULL, NULL) == SQLITE_OK;
        str name = str_of(found && rule ? rule : "");
        if (!str_equal_nocase(name, STR("BINARY")) && !str_equal_nocase(name, STR("NOCASE")) && !str_equal_nocase(name, STR("RTRIM")))
            at->form = SQL_TIMESTAMP;
    }
}

static status take_encoding(void *reading, const foreign_rows *row)
{
    foreign_reading *r = reading;
    r->out->wide = !str_equal(foreign_text(row, 0), STR("UTF-8"));
    return ST_OK;
}

/* A row takes six bytes at least: a pointer of two, and a cell of four. */
#define MOST_ROWS "SELECT page_count * page_size / 6 FROM pragma_page_count, pragma_page_size"

static status take_most(void *data, const foreign_rows *row)
{
    *(int64_t *)data = foreign_int(row, 0);
    return ST_OK;
}

status foreign_read_sqlite(sql_connection *c, arena *a, diag_bag *bag, foreign_catalogue *out)
{
    static const struct {
        const char *sql;
        foreign_each each;
    } queries[] = {
        {"WITH listed AS MATERIALIZED (SELECT name, strict FROM pragma_table_list WHERE schema = 'main' AND type = 'table') "
         "SELECT s.name, NULL, strict FROM main.sqlite_schema AS s JOIN listed ON listed.name = s.name WHERE " TABLES " ORDER BY s.rowid",
         add_table},
        {"SELECT s.name, x.name, x.type, x.pk, x.hidden <> 0 FROM main.sqlite_schema AS s, pragma_table_xinfo(s.name, 'main') AS x "
         "WHERE " TABLES " AND x.hidden <> 1 ORDER BY s.rowid, x.cid",
         add_column},
        {"SELECT s.name, count(*), f.\"from\", NULL, f.\"table\", f.\"to\", 0 "
         "FROM main.sqlite_schema AS s, pragma_foreign_key_list(s.name, 'main') AS f WHERE " TABLES
         " GROUP BY s.rowid, f.id ORDER BY s.rowid, "
         "f.id DESC",
         foreign_take_link},
        {"SELECT s.name, max(x.name) FROM main.sqlite_schema AS s, pragma_index_list(s.name, 'main') AS i, pragma_index_xinfo(i.name, "
         "'main') AS x "
         "WHERE " TABLES " AND i.\"unique\" AND NOT i.partial AND x.key GROUP BY s.rowid, i.name HAVING count(*) = 1 ORDER BY s.rowid",
         foreign_take_unique},
        {"SELECT encoding FROM pragma_encoding", take_encoding},
    };
    foreign_reading r = {.out = out};
    int64_t most = 0;
    TRY(foreign_query(c, a, bag, MOST_ROWS, take_most, &most));
    if (!foreign_kinds_register(sqlite_handle(c), most, a))
        return ST_NO_MEMORY;
    for (size_t i = 0; i < sizeof queries / sizeof *queries; i++)
        TRY(foreign_query(c, a, bag, queries[i].sql, queries[i].each, &r));
    for (size_t i = 0; i < out->count; i++) {
        mark_keys(&out->tables[i]);
        TRY(look_at_all(c, &out->tables[i], a, bag));
        mark_collations(c, &out->tables[i], a);
    }
    return a->failed ? ST_NO_MEMORY : ST_OK;
}
