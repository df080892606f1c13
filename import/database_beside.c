/* Tables beside those that a database of cyq's should have. */
#include "import/database_beside.h"

#include "import/names.h"
#include "runtime/sql/ask.h"
#include "runtime/sql/sqlite.h"
#include "runtime/sql/store.h"

static bool is_field_table(const sql_field *f, str name)
{
    static const char *const shadows[] = {"", "_node", "_rowid", "_parent"};
    if (str_equal_nocase(f->table, name))
        return true;
    for (size_t i = 0; f->days.n && i < sizeof shadows / sizeof *shadows; i++) {
        str shadow = str_of(shadows[i]);
        if (name.n == f->days.n + shadow.n && str_equal_nocase((str){name.p, f->days.n}, f->days) &&
            str_equal_nocase((str){name.p + f->days.n, shadow.n}, shadow))
            return true;
    }
    return false;
}

static bool is_ours(const sql_layout *layout, str name)
{
    if (str_equal_nocase(name, STR("cyq_collections")) || str_equal_nocase(name, STR("cyq_fields")))
        return true;
    for (size_t i = 0; i < layout->count; i++) {
        const sql_table *t = &layout->tables[i];
        if (str_equal_nocase(t->name, name) || str_equal_nocase(t->list, name))
            return true;
        for (size_t k = 0; k < t->field_count; k++)
            if (is_field_table(&t->fields[k], name))
                return true;
    }
    return false;
}

/* SQLite's own tables are of no use to anybody else. */
static status list_others(sql_store *s, arena *a, diag_bag *bag, str_list *out)
{
    sql_cursor *rows;
    sbuf text = {0};
    bool row = true;
    sbuf_add(&text,
             STR("SELECT name FROM sqlite_schema WHERE type IN ('table', 'view') AND substr(name, 1, 7) <> 'sqlite_' ORDER BY name"));
    status done = sql_start(s->connection, &text, NULL, 0, bag, &rows);
    sbuf_free(&text);
    TRY(done);
    done = sql_next(rows, bag, &row);
    while (done == ST_OK && row) {
        str name = sql_text(a, rows, 0);
        if (!name.p || (!is_ours(&s->layout, name) && !list_add(out, a, name)))
            done = ST_NO_MEMORY;
        else
            done = sql_next(rows, bag, &row);
    }
    sql_close(rows);
    return done;
}

status database_beside(str path, arena *a, str *out)
{
    diag_bag unsaid = {.memory = a}; /* what is wrong with the file is told by whoever reads or replaces it */
    sql_connection *c;
    sql_store *s = NULL;
    str_list others = {0};
    status done = sqlite_connect(path, &unsaid, &c);
    if (done == ST_OK)
        done = store_open(c, false, &unsaid, &s);
    if (done == ST_OK)
        done = list_others(s, a, &unsaid, &others);
    store_close(s);
    *out = list_join(&others, a);
    return done == ST_NO_MEMORY || a->failed ? ST_NO_MEMORY : ST_OK;
}
