/* Indexes on sets, links and the days of periods, and views that show a collection as people want to read it. */
#include "import/sqlite_extras.h"

typedef struct adding {
    sqlite3 *db;
    arena *scratch;
    const dataset *data;
    const sql_layout *layout;
    sbuf text;
} adding;

static status run(adding *m)
{
    if (m->text.failed)
        return ST_NO_MEMORY;
    status done = sqlite3_exec(m->db, m->text.p, NULL, NULL, NULL) == SQLITE_OK ? ST_OK : ST_ERROR;
    sbuf_clear(&m->text);
    return done;
}

static void add(adding *m, const char *words)
{
    sbuf_add(&m->text, str_of(words));
}

static void add_name(adding *m, str name)
{
    sql_name(&m->text, name);
}

/* ---- Indexes ---- */

/* The key of a set's table is (owner, value): this is the way back, and SQLite puts the owner behind the value by itself. */
static status index_field(adding *m, const sql_table *t, const sql_field *f)
{
    add(m, "CREATE INDEX ");
    add_name(m, f->index);
    add(m, " ON ");
    add_name(m, f->type.set ? f->table : t->name);
    for (size_t c = 0; c < f->column_count; c++) {
        add(m, c ? ", " : " (");
        add_name(m, f->columns[c]);
    }
    add(m, ")");
    return run(m);
}

static void add_day(adding *m, str column)
{
    add(m, ", CAST(julianday(");
    add_name(m, column);
    add(m, ") + 0.5 AS INTEGER)");
}

/* In the order of first days, which makes a better tree, and in two thirds of the time. */
static status fill_days(adding *m, const sql_table *t, const sql_field *f)
{
    add(m, "CREATE VIRTUAL TABLE ");
    add_name(m, f->days);
    add(m, " USING rtree_i32 (");
    add_name(m, t->key);
    add(m, ", \"first\", \"last\"); INSERT INTO ");
    add_name(m, f->days);
    add(m, " SELECT ");
    add_name(m, t->key);
    add_day(m, f->columns[0]);
    add_day(m, f->columns[1]);
    add(m, " FROM ");
    add_name(m, t->name);
    add(m, " WHERE ");
    add_name(m, f->columns[0]);
    add(m, " IS NOT NULL ORDER BY ");
    add_name(m, f->columns[0]);
    return run(m);
}

static status add_indexes(adding *m, const sql_table *t)
{
    bool trees = sqlite3_compileoption_used("ENABLE_RTREE");
    for (size_t k = 0; k < t->field_count; k++) {
        const sql_field *f = &t->fields[k];
        if (f->index.n)
            TRY(index_field(m, t, f));
        if (f->days.n && trees)
            TRY(fill_days(m, t, f));
    }
    return ST_OK;
}

/* ---- Lists ---- */

/* What a link prints: the name of its row, or where it has none its key. `column` is its key, of the table or subquery `from`. */
static void add_linked(adding *m, size_t target, const char *from, str column)
{
    const collection *c = &m->data->collections[target];
    const sql_table *t = &m->layout->tables[target];
    add(m, "(SELECT ");
    add(m, "l.");
    add_name(m, c->name_field >= 0 ? t->fields[c->name_field].columns[0] : t->key);
    add(m, " FROM ");
    add_name(m, t->name);
    add(m, " AS l WHERE l.");
    add_name(m, t->key);
    add(m, " = ");
    add(m, from);
    add_name(m, column);
    add(m, ")");
}

/* One value as text. */
static void add_value(adding *m, const sql_field *f, const char *from)
{
    if (f->type.kind == TYPE_LINK) {
        add_linked(m, f->type.target, from, f->columns[0]);
        return;
    }
    for (size_t c = 0; c < f->column_count; c++) {
        add(m, c == 0 ? "" : f->type.kind == TYPE_PERIOD ? " || '..' || " : " || ' ' || ");
        add(m, from);
        add_name(m, f->columns[c]);
    }
}

/* 'CyberEast+, GLACY-e': in the order of the values. */
static void add_joined(adding *m, const sql_table *t, const sql_field *f)
{
    add(m, "(SELECT group_concat(value, ', ') FROM (SELECT ");
    add_value(m, f, "s.");
    add(m, " AS value FROM ");
    add_name(m, f->table);
    add(m, " AS s WHERE s.");
    add_name(m, f->owner);
    add(m, " = t.");
    add_name(m, t->key);
    add(m, " ORDER BY value))");
}

static status add_list(adding *m, size_t at)
{
    const collection *c = &m->data->collections[at];
    const sql_table *t = &m->layout->tables[at];
    add(m, "CREATE VIEW ");
    add_name(m, t->list);
    add(m, " AS SELECT t.");
    add_name(m, t->key);
    for (size_t k = 0; k < t->field_count; k++) {
        const sql_field *f = &t->fields[k];
        add(m, ", ");
        if (f->type.set || f->type.kind == TYPE_LINK) {
            if (f->type.set)
                add_joined(m, t, f);
            else
                add_value(m, f, "t.");
            add(m, " AS ");
            add_name(m, c->fields[k].name);
            continue;
        }
        for (size_t column = 0; column < f->column_count; column++) {
            add(m, column ? ", t." : "t.");
            add_name(m, f->columns[column]);
        }
    }
    add(m, " FROM ");
    add_name(m, t->name);
    add(m, " AS t");
    return run(m);
}

/* ---- All ---- */

status sqlite_add_extras(sqlite3 *db, arena *scratch, const dataset *data, const sql_layout *layout)
{
    adding m = {.db = db, .scratch = scratch, .data = data, .layout = layout};
    status done = ST_OK;
    for (size_t i = 0; i < layout->count && done == ST_OK; i++) {
        done = add_indexes(&m, &layout->tables[i]);
        if (done == ST_OK)
            done = add_list(&m, i);
    }
    sbuf_free(&m.text);
    scratch->failed |= done == ST_NO_MEMORY;
    return done;
}
