/* The catalogue of a PostgreSQL database that anyone made: what its role may read of the tables and views that its search_path finds. */
#include "runtime/sql/foreign_reading.h"
#include "runtime/sql/keys.h"

/* They are found without their schema, so no two of them have the same name. */
#define TABLES                                                                                                                             \
    "pg_catalog.pg_class AS c JOIN pg_catalog.pg_namespace AS n ON n.oid = c.relnamespace AND n.nspname <> 'information_schema' "          \
    "AND n.nspname NOT LIKE 'pg\\_%'"
#define READ                                                                                                                               \
    "c.relkind IN ('r', 'p', 'v', 'm', 'f') AND NOT c.relispartition AND c.relispopulated IS NOT FALSE AND "                               \
    "pg_catalog.pg_table_is_visible(c.oid) "                                                                                               \
    "AND pg_catalog.has_table_privilege(c.oid, 'SELECT')"
#define BY_TABLE "ORDER BY c.relname COLLATE \"C\""

/* name, schema, kind */
static status add_table(void *reading, const foreign_rows *row)
{
    foreign_table *t;
    TRY(foreign_take_table(reading, row, &t));
    t->view = !str_equal(foreign_text(row, 2), STR("r")) && !str_equal(foreign_text(row, 2), STR("p"));
    return ST_OK;
}

/* ---- Columns ---- */

/* Types of pg_catalog. What is not here is left out, but for enumerations. */
static const struct {
    str name;
    type_kind kind;
    sql_form form;
    bool exact;
} types[] = {
    {STR_INIT("bool"), TYPE_BOOL, SQL_PLAIN, false},
    {STR_INIT("int2"), TYPE_INT, SQL_PLAIN, true},
    {STR_INIT("int4"), TYPE_INT, SQL_PLAIN, true},
    {STR_INIT("int8"), TYPE_INT, SQL_PLAIN, true},
    {STR_INIT("numeric"), TYPE_NUMBER, SQL_NUMERIC, false},
    {STR_INIT("float4"), TYPE_NUMBER, SQL_NUMERIC, false},
    {STR_INIT("float8"), TYPE_NUMBER, SQL_NUMERIC, false},
    {STR_INIT("text"), TYPE_TEXT, SQL_PLAIN, true},
    {STR_INIT("varchar"), TYPE_TEXT, SQL_PLAIN, true},
    {STR_INIT("bpchar"), TYPE_TEXT, SQL_AS_TEXT, true},
    {STR_INIT("name"), TYPE_TEXT, SQL_AS_TEXT, false},
    {STR_INIT("citext"), TYPE_TEXT, SQL_AS_TEXT, false},
    {STR_INIT("uuid"), TYPE_TEXT, SQL_AS_TEXT, true},
    {STR_INIT("inet"), TYPE_TEXT, SQL_AS_TEXT, false},
    {STR_INIT("cidr"), TYPE_TEXT, SQL_AS_TEXT, false},
    {STR_INIT("macaddr"), TYPE_TEXT, SQL_AS_TEXT, false},
    {STR_INIT("time"), TYPE_TEXT, SQL_AS_TEXT, false},
    {STR_INIT("timetz"), TYPE_TEXT, SQL_AS_TEXT, false},
    {STR_INIT("interval"), TYPE_TEXT, SQL_AS_TEXT, false},
    {STR_INIT("date"), TYPE_DATE, SQL_PLAIN, false},
    {STR_INIT("timestamp"), TYPE_DATE, SQL_TIMESTAMP, false},
    {STR_INIT("timestamptz"), TYPE_DATE, SQL_TIMESTAMP, false},
};

static void find_kind(foreign_column *c, str name, bool enumeration)
{
    if (enumeration) {
        c->kind = TYPE_TEXT;
        c->form = SQL_AS_TEXT;
        c->exact = true;
    }
    for (size_t i = 0; i < sizeof types / sizeof *types; i++)
        if (str_equal(types[i].name, name)) {
            c->kind = types[i].kind;
            c->form = types[i].form;
            c->exact = types[i].exact;
        }
}

/* table, name, declared type, place in the primary key, name of the type or of the one that its domain is made of, whether that is an enumeration, whether equal texts
 * are the same, whether it may be NULL */
static status add_column(void *reading, const foreign_rows *row)
{
    foreign_column *c;
    TRY(foreign_take_column(reading, row, &c));
    if (!c)
        return ST_OK;
    find_kind(c, foreign_text(row, 4), foreign_int(row, 5) != 0);
    c->exact = c->exact && foreign_int(row, 6) != 0;
    c->gaps = foreign_int(row, 7) != 0;
    return ST_OK;
}

/* ---- Rows ---- */

static status take_rows(void *data, const foreign_rows *row)
{
    foreign_table *t = data;
    t->rows = foreign_int(row, 0);
    return ST_OK;
}

/* What the server guesses from its last ANALYZE is no number of rows that could be shown. */
static status count_rows(sql_connection *c, arena *a, diag_bag *bag, foreign_table *t)
{
    sbuf sql = {0};
    sbuf_add(&sql, STR("SELECT count(*) FROM "));
    sql_table_name(&sql, t->schema, t->name);
    status done = sql.failed ? ST_NO_MEMORY : foreign_query(c, a, bag, sql.p, take_rows, t);
    sbuf_free(&sql);
    return done;
}

/* What a view asks is somebody else's, and where a foreign table lies, too: if it cannot be read, the others still can. */
static status count_view(sql_connection *c, arena *a, diag_bag *bag, foreign_table *t)
{
    arena unsaid = {0};
    diag_bag quiet = {.memory = &unsaid};
    bool overflowed = c->overflowed;
    TRY(foreign_query(c, a, bag, "SAVEPOINT look", NULL, NULL));
    status done = count_rows(c, a, &quiet, t);
    arena_free(&unsaid);
    if (done != ST_IO)
        return done;
    c->overflowed = overflowed;
    for (size_t i = 0; i < t->column_count; i++)
        t->columns[i].kind = TYPE_NONE;
    return foreign_query(c, a, bag, "ROLLBACK TO SAVEPOINT look", NULL, NULL);
}

/* No table inherits from it: otherwise it has more rows than its own, for which no key holds. */
#define ALONE "(c.relkind = 'r' AND c.relhassubclass) IS NOT TRUE"

status foreign_read_postgres(sql_connection *c, arena *a, diag_bag *bag, foreign_catalogue *out)
{
    static const struct {
        const char *sql;
        foreign_each each;
    } queries[] = {
        {"SELECT c.relname::text, n.nspname::text, c.relkind::text FROM " TABLES " WHERE " READ " " BY_TABLE, add_table},
        {"WITH RECURSIVE made (type, base) AS (SELECT oid, oid FROM pg_catalog.pg_type WHERE typtype <> 'd' UNION ALL "
         "SELECT d.oid, made.base FROM made JOIN pg_catalog.pg_type AS d ON d.typbasetype = made.type AND d.typtype = 'd') "
         "SELECT c.relname::text, a.attname::text, pg_catalog.format_type(a.atttypid, a.atttypmod), "
         "coalesce(pg_catalog.array_position(k.conkey, a.attnum), 0)::bigint, "
         "CASE WHEN b.typnamespace = 'pg_catalog'::regnamespace::oid OR b.typname = 'citext' THEN b.typname::text ELSE '' END, "
         "b.typtype = 'e', coalesce(l.collisdeterministic, true), NOT a.attnotnull "
         "FROM " TABLES " JOIN pg_catalog.pg_attribute AS a ON a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped "
         "JOIN made AS t ON t.type = a.atttypid JOIN pg_catalog.pg_type AS b ON b.oid = t.base "
         "LEFT JOIN pg_catalog.pg_collation AS l ON l.oid = a.attcollation "
         "LEFT JOIN pg_catalog.pg_constraint AS k ON k.conrelid = c.oid AND k.contype = 'p' AND " ALONE " WHERE " READ " " BY_TABLE
         ", a.attnum",
         add_column},
        /* Where a key leads into partitions, PostgreSQL keeps one for each besides. */
        {"SELECT c.relname::text, pg_catalog.cardinality(f.conkey)::bigint, a.attname::text, m.nspname::text, d.relname::text, "
         "b.attname::text, f.convalidated AND NOT d.relrowsecurity AND " ALONE " "
         "FROM " TABLES
         " JOIN pg_catalog.pg_constraint AS f ON f.conrelid = c.oid AND f.contype = 'f' AND (f.conparentid <> 0) IS NOT TRUE "
         "JOIN pg_catalog.pg_attribute AS a ON a.attrelid = c.oid AND a.attnum = f.conkey[1] "
         "JOIN pg_catalog.pg_class AS d ON d.oid = f.confrelid JOIN pg_catalog.pg_namespace AS m ON m.oid = d.relnamespace "
         "JOIN pg_catalog.pg_attribute AS b ON b.attrelid = d.oid AND b.attnum = f.confkey[1] WHERE " READ " " BY_TABLE ", f.conkey, f.oid",
         foreign_take_link},
        {"SELECT c.relname::text, a.attname::text FROM " TABLES " JOIN pg_catalog.pg_index AS i ON i.indrelid = c.oid AND i.indisunique "
         "AND i.indisvalid AND i.indnkeyatts = 1 AND i.indpred IS NULL AND " ALONE " "
         "JOIN pg_catalog.pg_attribute AS a ON a.attrelid = c.oid AND a.attnum = i.indkey[0] WHERE " READ " " BY_TABLE,
         foreign_take_unique},
    };
    foreign_reading r = {.out = out};
    out->exact = true;
    for (size_t i = 0; i < sizeof queries / sizeof *queries; i++)
        TRY(foreign_query(c, a, bag, queries[i].sql, queries[i].each, &r));
    for (size_t i = 0; i < out->count; i++)
        TRY((out->tables[i].view ? count_view : count_rows)(c, a, bag, &out->tables[i]));
    return ST_OK;
}
