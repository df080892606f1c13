/* Writes a dataset as a script for psql: nothing of ours writes to a server.
 *
 * The script is one transaction. It drops the tables that an earlier such script made, makes its own, fills them by COPY, and only then adds keys, foreign keys and indexes, which is
 * faster, and lets links point forwards. */
#include <string.h>

#include "import/database.h"
#include "runtime/model/print.h"
#include "runtime/sql/layout.h"

enum {
    FLUSH_AT = 1 << 16,  /* bytes gathered before they are written */
    POLL_ROWS = 1024,    /* rows between two questions whether to stop */
    MOST_COLUMNS = 1600, /* of a table of PostgreSQL (MaxHeapAttributeNumber) */
    /* An entry of a B-tree has 2,704 bytes at most (a third of a page), of which the rest of the key and the headers need some. */
    LONGEST_INDEXED = 2500
};

typedef struct script {
    const dataset *data;
    arena *scratch;
    const exec_control *control;
    diag_bag *bag;
    database_sink sink;
    void *sink_data;
    const collection_spec *specs;
    sql_layout layout;
    sbuf text;    /* not yet written */
    sbuf printed; /* one value */
} script;

static status flush(script *s, size_t at)
{
    if (s->text.failed || s->printed.failed)
        return ST_NO_MEMORY;
    if (s->text.n < at)
        return ST_OK;
    status done = s->sink(s->sink_data, sbuf_str(&s->text));
    sbuf_clear(&s->text);
    return done;
}

static void add(script *s, const char *text)
{
    sbuf_add(&s->text, str_of(text));
}

/* A text in single quotes; the script sees to it that a backslash in them is one. */
static void add_quoted(script *s, str text)
{
    sbuf_char(&s->text, '\'');
    for (size_t i = 0; i < text.n; i++) {
        if (text.p[i] == '\'')
            sbuf_char(&s->text, '\'');
        sbuf_char(&s->text, text.p[i]);
    }
    sbuf_char(&s->text, '\'');
}

/* "activities" ("row") */
static void add_target(script *s, str table, str column)
{
    sql_name(&s->text, table);
    add(s, " (");
    sql_name(&s->text, column);
    sbuf_char(&s->text, ')');
}

/* ---- The beginning ---- */

static const char opening[] =
    "\n"
    "-- It makes the tables anew each time. Tables of the same names that are not cyq's stop it, and nothing has changed then.\n"
    "\\set ON_ERROR_STOP on\n"
    "\\encoding UTF8\n"
    "BEGIN;\n"
    "SET LOCAL standard_conforming_strings = on;\n"
    "SET LOCAL DateStyle = 'ISO, YMD';\n"
    "SET LOCAL client_min_messages = warning;\n"
    "CREATE TEMPORARY TABLE cyq_made (name text NOT NULL) ON COMMIT DROP;\n"
    "COPY cyq_made FROM stdin;\n";

static const char replacing[] =
    "DO $cyq$\n"
    "DECLARE\n"
    "  here oid := (SELECT oid FROM pg_catalog.pg_namespace WHERE nspname = current_schema());\n"
    "  old text;\n"
    "  taken text;\n"
    "BEGIN\n"
    "  IF here IS NULL THEN\n"
    "    RAISE EXCEPTION 'search_path names no schema to make the tables in';\n"
    "  END IF;\n"
    "  IF (SELECT count(*) FROM pg_catalog.pg_class WHERE relnamespace = here AND relkind = 'r'\n"
    "      AND relname IN ('cyq_form', 'cyq_collections', 'cyq_fields')) = 3 THEN\n"
    "    EXECUTE format('SELECT string_agg(format(''%%I.%%I'', current_schema(), relname), '', '') FROM pg_catalog.pg_class WHERE "
    "relnamespace = %1$s AND relkind = ''r'' AND\n"
    "      (relname IN (''cyq_form'', ''cyq_collections'', ''cyq_fields'') OR relname IN (SELECT table_name FROM %2$I.cyq_collections "
    "UNION SELECT table_name FROM\n"
    "      %2$I.cyq_fields))', here, current_schema()) INTO old;\n"
    "    EXECUTE 'DROP TABLE ' || old;\n"
    "  END IF;\n"
    "  SELECT string_agg(relname, ', ') INTO taken FROM pg_catalog.pg_class JOIN cyq_made ON relname = name WHERE relnamespace = here;\n"
    "  IF taken IS NOT NULL THEN\n"
    "    RAISE EXCEPTION 'there is already, and was not written by cyq: %', taken USING HINT = 'Choose another database or schema.';\n"
    "  END IF;\n"
    "END\n"
    "$cyq$;\n";

static const char meta_tables[] =
    "CREATE TABLE cyq_form (version integer NOT NULL);\n"
    "CREATE TABLE cyq_collections (position integer PRIMARY KEY, name text NOT NULL, help text NOT NULL, table_name text NOT NULL, "
    "key_column text NOT NULL, key_field text);\n"
    "CREATE TABLE cyq_fields (collection integer NOT NULL REFERENCES cyq_collections (position), position integer NOT NULL, name text NOT "
    "NULL, "
    "type text NOT NULL, face boolean NOT NULL, help text NOT NULL, table_name text NOT NULL, column_name text NOT NULL, "
    "PRIMARY KEY (collection, position));\n";

static void add_copied(script *s, str text);

static status open_script(script *s)
{
    static const char *const ours[] = {"cyq_form", "cyq_collections", "cyq_fields"};
    add(s, DATABASE_SCRIPT_HEAD);
    add(s, opening);
    for (size_t i = 0; i < sizeof ours / sizeof *ours; i++)
        sbuf_printf(&s->text, "%s\n", ours[i]);
    for (size_t i = 0; i < s->layout.count; i++) {
        const sql_table *t = &s->layout.tables[i];
        add_copied(s, t->name);
        sbuf_char(&s->text, '\n');
        for (size_t k = 0; k < t->field_count; k++)
            if (t->fields[k].type.set) {
                add_copied(s, t->fields[k].table);
                sbuf_char(&s->text, '\n');
            }
    }
    add(s, "\\.\n");
    add(s, replacing);
    add(s, meta_tables);
    return flush(s, FLUSH_AT);
}

/* ---- Tables ---- */

/* Texts compare by code point, as everything here does, so that indexes serve the order, and servers that spread tables over others can have them do the comparing. */
#define TEXT_TYPE "text COLLATE \"C\""

static const char *column_type(type t, size_t column)
{
    switch (t.kind) {
    case TYPE_BOOL:
        return "boolean";
    case TYPE_INT:
    case TYPE_LINK:
        return "bigint";
    case TYPE_NUMBER:
        return "numeric";
    case TYPE_MONEY:
        return column ? TEXT_TYPE : "numeric";
    case TYPE_DATE:
    case TYPE_PERIOD:
        return "date";
    default:
        return TEXT_TYPE;
    }
}

static void add_columns(script *s, const sql_field *f, const char *constraint)
{
    for (size_t c = 0; c < f->column_count; c++) {
        add(s, ", ");
        sql_name(&s->text, f->columns[c]);
        sbuf_printf(&s->text, " %s%s", column_type(f->type, c), constraint);
    }
}

static void add_comment(script *s, str table, const char *help)
{
    if (!help || !*help)
        return;
    add(s, "COMMENT ON TABLE ");
    sql_name(&s->text, table);
    add(s, " IS ");
    add_quoted(s, str_of(help));
    add(s, ";\n");
}

static void create_set(script *s, const sql_table *t, const sql_field *f)
{
    (void)t;
    add(s, "CREATE TABLE ");
    sql_name(&s->text, f->table);
    add(s, " (");
    sql_name(&s->text, f->owner);
    add(s, " bigint NOT NULL");
    add_columns(s, f, " NOT NULL");
    add(s, ");\n");
}

static status refuse_width(script *s, const collection_spec *spec, size_t columns)
{
    diag *d = diag_add(s->bag, E_DATABASE_WRITE, NULL, (span){0, 0}, "%s would have %zu columns; a table of PostgreSQL has at most %d",
                       spec->name, columns, MOST_COLUMNS);
    return d ? ST_IO : ST_NO_MEMORY;
}

static status create_table(script *s, size_t at)
{
    const sql_table *t = &s->layout.tables[at];
    size_t columns = 1;
    add(s, "CREATE TABLE ");
    sql_name(&s->text, t->name);
    add(s, " (");
    sql_name(&s->text, t->key);
    add(s, " bigint NOT NULL");
    for (size_t k = 0; k < t->field_count; k++)
        if (!t->fields[k].type.set) {
            columns += t->fields[k].column_count;
            add_columns(s, &t->fields[k], "");
        }
    add(s, ");\n");
    add_comment(s, t->name, s->specs[at].help);
    for (size_t k = 0; k < t->field_count; k++)
        if (t->fields[k].type.set)
            create_set(s, t, &t->fields[k]);
    TRY(columns > MOST_COLUMNS ? refuse_width(s, &s->specs[at], columns) : ST_OK);
    return flush(s, FLUSH_AT);
}

/* ---- Rows ---- */

/* A text as COPY wants it. */
static void add_copied(script *s, str text)
{
    size_t from = 0;
    for (size_t i = 0; i < text.n; i++) {
        char c = text.p[i];
        const char *escape = c == '\\' ? "\\\\" : c == '\t' ? "\\t" : c == '\n' ? "\\n" : c == '\r' ? "\\r" : NULL;
        if (!escape)
            continue;
        sbuf_add(&s->text, (str){text.p + from, i - from});
        add(s, escape);
        from = i + 1;
    }
    sbuf_add(&s->text, (str){text.p + from, text.n - from});
}

static void begin_cell(script *s)
{
    sbuf_char(&s->text, '\t');
}

static void add_printed(script *s, const value *v)
{
    begin_cell(s);
    sbuf_clear(&s->printed);
    value_print(&s->printed, v);
    add_copied(s, sbuf_str(&s->printed));
}

static void add_day(script *s, day d)
{
    begin_cell(s);
    cal_print_day(&s->text, d);
}

/* The cells of a value, each behind a tab. */
static void add_value(script *s, const sql_field *f, const value *v)
{
    char code[4];
    if (v->missing) {
        for (size_t c = 0; c < f->column_count; c++)
            add(s, "\t\\N");
        return;
    }
    switch (v->type.kind) {
    case TYPE_LINK:
        sbuf_printf(&s->text, "\t%llu", (unsigned long long)v->as.row + 1);
        break;
    case TYPE_TEXT:
        begin_cell(s);
        add_copied(s, v->as.text);
        break;
    case TYPE_PERIOD:
        add_day(s, v->as.period.first);
        add_day(s, v->as.period.last);
        break;
    case TYPE_MONEY:
        begin_cell(s);
        dec_print(&s->text, money_amount(v->as.money), false);
        begin_cell(s);
        sbuf_add(&s->text, money_currency_text(v->as.money.currency, code));
        break;
    default:
        add_printed(s, v);
        break;
    }
}

static status poll_at(const script *s, size_t row)
{
    exec_advance(s->control, 1);
    bool asked = s->control && s->control->stop && row % POLL_ROWS == 0;
    return asked && s->control->stop(s->control->stop_data) ? ST_CANCELLED : ST_OK;
}

static void begin_copy(script *s, str table)
{
    add(s, "COPY ");
    sql_name(&s->text, table);
    add(s, " FROM stdin;\n");
}

static status copy_table(script *s, size_t at)
{
    const collection *c = &s->data->collections[at];
    const sql_table *t = &s->layout.tables[at];
    begin_copy(s, t->name);
    for (size_t row = 0; row < c->rows; row++) {
        TRY(poll_at(s, row));
        sbuf_printf(&s->text, "%zu", row + 1);
        for (size_t k = 0; k < t->field_count; k++)
            if (!t->fields[k].type.set) {
                value v = col_value(c->fields[k].data, row);
                add_value(s, &t->fields[k], &v);
            }
        sbuf_char(&s->text, '\n');
        TRY(flush(s, FLUSH_AT));
    }
    add(s, "\\.\n");
    return ST_OK;
}

static status copy_set(script *s, const sql_field *f, const col *data)
{
    begin_copy(s, f->table);
    for (size_t row = 0; row < data->count; row++) {
        TRY(poll_at(s, row));
        for (size_t k = 0; k < col_set_size(data, row); k++) {
            value v = col_value(data->elements, col_set_item(data, row, k));
            sbuf_printf(&s->text, "%zu", row + 1);
            add_value(s, f, &v);
            sbuf_char(&s->text, '\n');
        }
        TRY(flush(s, FLUSH_AT));
    }
    add(s, "\\.\n");
    return ST_OK;
}

static status copy_rows(script *s)
{
    for (size_t i = 0; i < s->layout.count; i++) {
        const sql_table *t = &s->layout.tables[i];
        TRY(copy_table(s, i));
        for (size_t k = 0; k < t->field_count; k++)
            if (t->fields[k].type.set)
                TRY(copy_set(s, &t->fields[k], s->data->collections[i].fields[k].data));
    }
    return ST_OK;
}

/* ---- What collections, fields and types are ---- */

static void copy_description(script *s, size_t collection)
{
    const collection_spec *spec = &s->specs[collection];
    const sql_table *t = &s->layout.tables[collection];
    for (size_t k = 0; k < spec->field_count; k++) {
        const sql_field *f = &t->fields[k];
        const str cells[] = {str_of(spec->fields[k].name), str_of(spec->fields[k].type),    spec->fields[k].face ? STR("t") : STR("f"),
                             str_of(spec->fields[k].help), f->table.n ? f->table : t->name, f->columns[0]};
        sbuf_printf(&s->text, "%zu\t%zu", collection, k);
        for (size_t c = 0; c < sizeof cells / sizeof *cells; c++) {
            begin_cell(s);
            add_copied(s, cells[c]);
        }
        sbuf_char(&s->text, '\n');
    }
}

static status describe(script *s)
{
    sbuf_printf(&s->text, "COPY cyq_form FROM stdin;\n%d\n\\.\nCOPY cyq_collections FROM stdin;\n", SQL_VERSION);
    for (size_t i = 0; i < s->layout.count; i++) {
        const sql_table *t = &s->layout.tables[i];
        const str cells[] = {str_of(s->specs[i].name), str_of(s->specs[i].help), t->name, t->key};
        sbuf_printf(&s->text, "%zu", i);
        for (size_t c = 0; c < sizeof cells / sizeof *cells; c++) {
            begin_cell(s);
            add_copied(s, cells[c]);
        }
        if (s->specs[i].key) {
            begin_cell(s);
            add_copied(s, str_of(s->specs[i].key));
        } else
            add(s, "\t\\N");
        sbuf_char(&s->text, '\n');
    }
    add(s, "\\.\nCOPY cyq_fields FROM stdin;\n");
    for (size_t i = 0; i < s->layout.count; i++)
        copy_description(s, i);
    add(s, "\\.\n");
    return flush(s, FLUSH_AT);
}

/* ---- Keys and indexes ---- */

static void add_foreign_key(script *s, str table, str column, const sql_table *target)
{
    add(s, "ALTER TABLE ");
    sql_name(&s->text, table);
    add(s, " ADD FOREIGN KEY (");
    sql_name(&s->text, column);
    add(s, ") REFERENCES ");
    add_target(s, target->name, target->key);
    add(s, ";\n");
}

static void add_column_list(script *s, const sql_field *f)
{
    for (size_t c = 0; c < f->column_count; c++) {
        add(s, c ? ", " : "");
        sql_name(&s->text, f->columns[c]);
    }
}

/* What does not fit into an entry of an index stays without one. */
static bool can_be_indexed(const col *data)
{
    const col *e = data->elements;
    if (!e || e->type.kind != TYPE_TEXT)
        return true;
    for (size_t i = 0; i < e->count; i++)
        if (col_value(e, i).as.text.n > LONGEST_INDEXED)
            return false;
    return true;
}

static void index_set(script *s, const sql_table *t, const sql_field *f, const col *data)
{
    bool whole = can_be_indexed(data);
    add(s, whole ? "ALTER TABLE " : "CREATE INDEX ON ");
    sql_name(&s->text, f->table);
    add(s, whole ? " ADD PRIMARY KEY (" : " (");
    sql_name(&s->text, f->owner);
    if (whole) {
        add(s, ", ");
        add_column_list(s, f);
    }
    add(s, ");\n");
    if (whole) {
        add(s, "CREATE INDEX ON ");
        sql_name(&s->text, f->table);
        add(s, " (");
        add_column_list(s, f);
        add(s, ", ");
        sql_name(&s->text, f->owner);
        add(s, ");\n");
    }
    add_foreign_key(s, f->table, f->owner, t);
    if (f->type.kind == TYPE_LINK)
        add_foreign_key(s, f->table, f->columns[0], &s->layout.tables[f->type.target]);
}

/* Links are walked backwards, periods and dates are asked for by their ends. */
static void index_column(script *s, const sql_table *t, const sql_field *f)
{
    if (f->type.kind != TYPE_LINK && f->type.kind != TYPE_PERIOD && f->type.kind != TYPE_DATE)
        return;
    add(s, "CREATE INDEX ON ");
    sql_name(&s->text, t->name);
    add(s, " (");
    add_column_list(s, f);
    add(s, ");\n");
    if (f->type.kind == TYPE_LINK)
        add_foreign_key(s, t->name, f->columns[0], &s->layout.tables[f->type.target]);
}

static status add_keys(script *s)
{
    for (size_t i = 0; i < s->layout.count; i++) {
        add(s, "ALTER TABLE ");
        sql_name(&s->text, s->layout.tables[i].name);
        add(s, " ADD PRIMARY KEY (");
        sql_name(&s->text, s->layout.tables[i].key);
        add(s, ");\n");
    }
    for (size_t i = 0; i < s->layout.count; i++) {
        const sql_table *t = &s->layout.tables[i];
        for (size_t k = 0; k < t->field_count; k++) {
            if (t->fields[k].type.set)
                index_set(s, t, &t->fields[k], s->data->collections[i].fields[k].data);
            else
                index_column(s, t, &t->fields[k]);
        }
        TRY(flush(s, FLUSH_AT));
    }
    return ST_OK;
}

static status close_script(script *s)
{
    static const char *const ours[] = {"cyq_form", "cyq_collections", "cyq_fields"};
    for (size_t i = 0; i < sizeof ours / sizeof *ours; i++)
        sbuf_printf(&s->text, "ANALYZE %s;\n", ours[i]);
    for (size_t i = 0; i < s->layout.count; i++) {
        const sql_table *t = &s->layout.tables[i];
        add(s, "ANALYZE ");
        sql_name(&s->text, t->name);
        add(s, ";\n");
        for (size_t k = 0; k < t->field_count; k++)
            if (t->fields[k].type.set) {
                add(s, "ANALYZE ");
                sql_name(&s->text, t->fields[k].table);
                add(s, ";\n");
            }
    }
    add(s, "COMMIT;\n");
    return flush(s, 0);
}

static status write_script(script *s)
{
    TRY(sql_specs_of(s->scratch, s->data, &s->specs));
    TRY(sql_layout_make_postgres(s->scratch, s->specs, s->data->count, &s->layout));
    TRY(open_script(s));
    for (size_t i = 0; i < s->layout.count; i++)
        TRY(create_table(s, i));
    TRY(describe(s));
    TRY(copy_rows(s));
    TRY(add_keys(s));
    return close_script(s);
}

status database_write_script(const dataset *data, database_sink sink, void *sink_data, arena *scratch, const exec_control *control,
                             diag_bag *bag)
{
    script s = {.data = data, .scratch = scratch, .control = control, .bag = bag, .sink = sink, .sink_data = sink_data};
    exec_stage(control, "writing rows", database_rows(data));
    status done = write_script(&s);
    sbuf_free(&s.text);
    sbuf_free(&s.printed);
    return done;
}
