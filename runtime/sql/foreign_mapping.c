/* Applies a mapping, or says what in it does not fit the database. */
#include "runtime/sql/foreign_mapping.h"

#include "base/text.h"
#include "runtime/sql/foreign_reading.h"
#include "runtime/sql/keys.h"

typedef struct mapping {
    sql_connection *connection;
    const foreign_mapping *said;
    const foreign_said *one; /* the statement at hand */
    size_t at;               /* the table it is about */
    arena *a;
    diag_bag *bag;
    foreign_catalogue *catalogue;
    foreign_asked *asked;
    bool again; /* the second pass, in which tables have their names: links */
} mapping;

/* ---- Saying ---- */

__attribute__((format(printf, 3, 4))) static diag *say(mapping *m, span where, const char *format, ...)
{
    va_list args;
    va_start(args, format);
    str message = arena_vprintf(m->a, format, args);
    va_end(args);
    return diag_add(m->bag, E_MAPPING, m->said->from, where, "%.*s", STR_ARG(message));
}

#define SHOWN(s) STR_ARG(text_cut((s), 60))

static void hint_nearest(mapping *m, diag *d, str name, const str *names, size_t count, const char *things)
{
    int64_t near = text_nearest(name, names, count);
    sbuf list = {0};
    size_t shown = count < 12 ? count : 12;
    sbuf_list(&list, names, shown, shown < count ? ", " : " and ");
    if (near >= 0)
        diag_hint(m->bag, d, "did you mean %.*s?", STR_ARG(names[near]));
    else if (count && !list.failed)
        diag_hint(m->bag, d, "its %s are %s%s", things, list.p, shown < count ? " …" : "");
    sbuf_free(&list);
}

static status refuse_table(mapping *m, str name, span where)
{
    const foreign_catalogue *f = m->catalogue;
    str *names = ARENA_ARRAY(m->a, f->count, str);
    if (!names)
        return ST_NO_MEMORY;
    for (size_t i = 0; i < f->count; i++)
        names[i] = f->tables[i].name;
    diag *d = say(m, where, "the database has no table \"%.*s\"", SHOWN(name));
    hint_nearest(m, d, name, names, f->count, "tables");
    return ST_ERROR;
}

static status refuse_column(mapping *m, str name, span where)
{
    const foreign_table *t = &m->catalogue->tables[m->at];
    str *names = ARENA_ARRAY(m->a, t->column_count, str);
    if (!names)
        return ST_NO_MEMORY;
    for (size_t i = 0; i < t->column_count; i++)
        names[i] = t->columns[i].name;
    diag *d = say(m, where, "the table %.*s has no column \"%.*s\"", SHOWN(t->name), SHOWN(name));
    hint_nearest(m, d, name, names, t->column_count, "columns");
    return ST_ERROR;
}

/* ---- Finding ---- */

/* Names in a mapping ignore case, also where the database does not; one that is written exactly so comes first. */
static size_t find_table(const mapping *m, str name)
{
    size_t found = foreign_find_table(m->catalogue, (str){"", 0}, name);
    for (size_t i = 0; i < m->catalogue->count && found == SIZE_MAX; i++)
        if (str_equal_nocase(m->catalogue->tables[i].name, name))
            found = i;
    return found;
}

static status find_column(mapping *m, str name, span where, size_t *out)
{
    const foreign_table *t = &m->catalogue->tables[m->at];
    *out = foreign_find_column(m->catalogue, t, name);
    for (size_t i = 0; i < t->column_count && *out == SIZE_MAX; i++)
        if (str_equal_nocase(t->columns[i].name, name))
            *out = i;
    return *out == SIZE_MAX ? refuse_column(m, name, where) : ST_OK;
}

/* ---- Types ---- */

/* What a column can be read as besides what it is. */
static bool can_become(const foreign_column *c, type t)
{
    if (t.set)
        return false;
    switch (t.kind) {
    case TYPE_TEXT:
        return c->kind != TYPE_NONE;
    case TYPE_DATE:
        return c->kind == TYPE_TEXT;
    case TYPE_NUMBER:
        return c->kind == TYPE_INT || c->kind == TYPE_TEXT;
    default:
        return false;
    }
}

static status apply_type(mapping *m, const load_setting *s)
{
    size_t at;
    TRY(find_column(m, s->name, s->name_where, &at));
    foreign_column *c = &m->catalogue->tables[m->at].columns[at];
    if (c->kind == (type_kind)s->type.kind && !s->type.set)
        return ST_OK;
    if (!can_become(c, s->type)) {
        diag *d = say(m, s->where, "the column %.*s is %s and cannot be read as %s%s", SHOWN(c->name),
                      c->kind == TYPE_NONE ? "of a type that is left out" : type_kind_name(c->kind), s->type.set ? "set of " : "",
                      type_kind_name((type_kind)s->type.kind));
        diag_hint(m->bag, d, "every column can be text, a text date or number, an int number");
        return ST_ERROR;
    }
    type_kind was = c->kind;
    c->kind = (type_kind)s->type.kind;
    c->exact = false;
    c->told = was == TYPE_TEXT;
    c->form = c->kind == TYPE_TEXT ? SQL_AS_TEXT : c->kind == TYPE_DATE ? SQL_TIMESTAMP : was == TYPE_TEXT ? SQL_PRINTED : SQL_NUMERIC;
    return ST_OK;
}

/* ---- Links, keys, periods ---- */

/* The table of a collection, by the name that the mapping gives it or its own. */
static size_t find_target(const mapping *m, str name)
{
    for (size_t i = 0; i < m->catalogue->count; i++)
        if (m->asked->names[i].n && str_equal_nocase(m->asked->names[i], name))
            return i;
    return find_table(m, name);
}

/* The column of its key; SIZE_MAX. */
static size_t key_of(const foreign_table *t)
{
    for (size_t i = 0; i < t->column_count && t->key_columns == 1; i++)
        if (t->columns[i].key)
            return i;
    return SIZE_MAX;
}

/* What the column holds cannot be the key of the other table; `key` is NULL where that has none. */
static status refuse_link(mapping *m, const load_setting *s, const foreign_column *here, const foreign_table *there,
                          const foreign_column *key)
{
    if (!key) {
        diag *d = say(m, s->where, "the table %.*s has no key of one column that links could lead to", SHOWN(there->name));
        diag_hint(m->bag, d, "say which it is: load \"%.*s\" with key = …", SHOWN(there->name));
    } else if (here->kind != key->kind) {
        say(m, s->where, "%.*s is %s, the key %.*s of %.*s %s", SHOWN(here->name), type_kind_name(here->kind), SHOWN(key->name),
            SHOWN(there->name), type_kind_name(key->kind));
    } else {
        diag *d = say(m, s->where, "%.*s cannot hold the key %.*s of %.*s", SHOWN(here->name), SHOWN(key->name), SHOWN(there->name));
        diag_hint(m->bag, d, "both have to be whole numbers throughout, or texts that differ where their letters do");
    }
    return ST_ERROR;
}

/* What is said comes before what the database says, and takes the place of what it says of the same column. */
static status put_link(mapping *m, foreign_table *t, foreign_link said)
{
    for (size_t i = 0; i < t->link_count; i++)
        if (t->links[i].column == said.column) {
            t->links[i] = said;
            return ST_OK;
        }
    if (!foreign_add_link(t, m->a, said))
        return ST_NO_MEMORY;
    t->links[t->link_count - 1] = t->links[0];
    t->links[0] = said;
    return ST_OK;
}

static status apply_link(mapping *m, const load_setting *s)
{
    size_t column, to = find_target(m, s->target);
    foreign_table *t = &m->catalogue->tables[m->at];
    if (to == SIZE_MAX)
        return refuse_table(m, s->target, s->target_where);
    TRY(find_column(m, s->name, s->name_where, &column));
    const foreign_table *there = &m->catalogue->tables[to];
    size_t at = key_of(there);
    const foreign_column *here = &t->columns[column], *key = at == SIZE_MAX ? NULL : &there->columns[at];
    if (!key || here->kind != key->kind || here->form != key->form || !here->exact || !key->exact)
        return refuse_link(m, s, here, there, key);
    return put_link(m, t, (foreign_link){.column = column, .schema = there->schema, .table = there->name});
}

static status take_count(void *data, const foreign_rows *row)
{
    *(int64_t *)data = foreign_int(row, 0);
    return ST_OK;
}

/* Is there a value that two rows have? Texts are told apart by their letters, whatever their collation says. */
static status look_for_twins(mapping *m, const foreign_table *t, const foreign_column *c, int64_t *twins)
{
    sbuf sql = {0};
    sql_order_kind kind = c->kind != TYPE_TEXT ? SQL_ORDER_PLAIN : c->form == SQL_AS_TEXT ? SQL_ORDER_AS_TEXT : SQL_ORDER_TEXT;
    *twins = 0;
    sbuf_add(&sql, STR("SELECT count(*) FROM (SELECT 1 FROM "));
    sql_table_name(&sql, t->schema, t->name);
    sbuf_add(&sql, STR(" WHERE "));
    sql_name(&sql, c->name);
    sbuf_add(&sql, STR(" IS NOT NULL GROUP BY "));
    sql_order_name(&sql, m->connection, c->name, kind);
    sbuf_add(&sql, STR(" HAVING count(*) > 1 LIMIT 1) AS twins"));
    status done = sql.failed ? ST_NO_MEMORY : foreign_query(m->connection, m->a, m->bag, sql.p, take_count, twins);
    sbuf_free(&sql);
    return done;
}

static status apply_key(mapping *m, const load_setting *s)
{
    size_t column;
    int64_t twins;
    foreign_table *t = &m->catalogue->tables[m->at];
    TRY(find_column(m, s->first, s->first_where, &column));
    foreign_column *c = &t->columns[column];
    if ((c->kind != TYPE_INT && c->kind != TYPE_TEXT) || !c->exact) {
        say(m, s->where, "the column %.*s cannot be a key: its values are neither all whole numbers nor all texts", SHOWN(c->name));
        return ST_ERROR;
    }
    TRY(look_for_twins(m, t, c, &twins));
    if (twins) {
        say(m, s->where, "%.*s is no key of %.*s: several rows have the same value", SHOWN(c->name), SHOWN(t->name));
        return ST_ERROR;
    }
    for (size_t i = 0; i < t->column_count; i++)
        t->columns[i].key = i == column;
    t->key_columns = 1;
    c->unique = true;
    return ST_OK;
}

static status find_end(mapping *m, str name, span where, size_t *out)
{
    TRY(find_column(m, name, where, out));
    const foreign_column *c = &m->catalogue->tables[m->at].columns[*out];
    if (c->kind == TYPE_DATE)
        return ST_OK;
    diag *d = say(m, where, "the column %.*s is %s, not date", SHOWN(c->name), c->kind == TYPE_NONE ? "left out" : type_kind_name(c->kind));
    if (c->kind == TYPE_TEXT)
        diag_hint(m->bag, d, "texts that begin with a date as in 2025-10-07 can be read as dates: %.*s = date before it", SHOWN(name));
    return ST_ERROR;
}

static status apply_period(mapping *m, const load_setting *s)
{
    foreign_period p = {.table = m->at, .name = arena_str(m->a, s->name)};
    TRY(find_end(m, s->first, s->first_where, &p.first));
    TRY(find_end(m, s->last, s->last_where, &p.last));
    const foreign_table *t = &m->catalogue->tables[m->at];
    bool taken = false;
    for (size_t i = 0; i < t->column_count; i++)
        taken |= str_equal_nocase(t->columns[i].name, s->name);
    for (size_t i = 0; i < m->asked->period_count; i++)
        taken |= m->asked->periods[i].table == m->at && str_equal_nocase(m->asked->periods[i].name, s->name);
    if (taken) {
        diag *d = say(m, s->name_where, "there is a \"%.*s\" already", SHOWN(s->name));
        diag_expect(m->bag, d, "a name for the new field");
        return ST_ERROR;
    }
    foreign_period *added =
        arena_push(m->a, (void **)&m->asked->periods, &m->asked->period_count, &m->asked->period_capacity, sizeof *added);
    if (!added)
        return ST_NO_MEMORY;
    const foreign_column *first = &t->columns[p.first], *last = &t->columns[p.last];
    p.stamps = first->form == SQL_TIMESTAMP || last->form == SQL_TIMESTAMP;
    p.told = first->told || last->told;
    *added = p;
    return ST_OK;
}

/* ---- Statements ---- */

static status apply_setting(mapping *m, const load_setting *s)
{
    if (m->again != (s->kind == LOAD_LINKS))
        return ST_OK;
    switch (s->kind) {
    case LOAD_TYPE:
        return apply_type(m, s);
    case LOAD_LINKS:
        return apply_link(m, s);
    case LOAD_PERIOD:
        return apply_period(m, s);
    case LOAD_KEY:
        return apply_key(m, s);
    }
    return ST_OK;
}

static status apply_name(mapping *m)
{
    const foreign_said *one = m->one;
    for (size_t i = 0; i < m->catalogue->count && one->name.n; i++)
        if (i != m->at && str_equal_nocase(m->asked->names[i].n ? m->asked->names[i] : m->catalogue->tables[i].name, one->name)) {
            say(m, one->name_where, "there is a \"%.*s\" already", SHOWN(one->name));
            return ST_ERROR;
        }
    m->asked->names[m->at] = arena_str(m->a, one->name);
    return ST_OK;
}

static status apply_one(mapping *m, const foreign_said *one)
{
    m->one = one;
    m->at = find_table(m, one->table);
    if (m->at == SIZE_MAX)
        return refuse_table(m, one->table, one->table_where);
    if (!m->again)
        TRY(apply_name(m));
    for (size_t i = 0; i < one->setting_count; i++)
        TRY(apply_setting(m, &one->settings[i]));
    return ST_OK;
}

status foreign_apply(sql_connection *c, const foreign_mapping *said, arena *a, diag_bag *bag, foreign_catalogue *f, foreign_asked *out)
{
    out->names = ARENA_ARRAY(a, f->count, str);
    if (!out->names)
        return ST_NO_MEMORY;
    if (!said)
        return ST_OK;
    mapping m = {.connection = c, .said = said, .a = a, .bag = bag, .catalogue = f, .asked = out};
    for (int pass = 0; pass < 2; pass++) {
        m.again = pass == 1;
        for (size_t i = 0; i < said->count; i++)
            TRY(apply_one(&m, &said->tables[i]));
    }
    return a->failed ? ST_NO_MEMORY : ST_OK;
}
