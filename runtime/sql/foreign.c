/* Makes collections of what a catalogue says: the skeleton, and the layout that goes with it. */
#include "runtime/sql/foreign.h"

#include "runtime/sql/foreign_mapping.h"
#include "runtime/sql/foreign_names.h"
#include "runtime/sql/foreign_tables.h"
#include "runtime/sql/sqlite.h"

/* More than anyone asks, and few enough that a wrong file cannot make us build for ever. */
enum { MOST_TABLES = 4096, MOST_COLUMNS = 2000 };

typedef struct maker {
    sql_connection *connection;
    arena *a;
    diag_bag *bag;
    foreign_catalogue catalogue;
    foreign_roles roles;
    foreign_asked asked; /* what a mapping adds */
    collection *collections;
    sql_table *tables; /* as the collections */
} maker;

/* The collection that is made now. */
typedef struct making {
    const foreign_table *table;
    const foreign_table_role *role;
    size_t at; /* its table's */
    foreign_names names;
    field *fields;
    sql_field *columns; /* as the fields */
    size_t count, room;
    str *column_names; /* of each column of the table the name of its field; empty: it has none */
} making;

__attribute__((format(printf, 2, 3))) static status refuse(maker *m, const char *format, ...)
{
    va_list args;
    va_start(args, format);
    str message = arena_vprintf(m->a, format, args);
    va_end(args);
    return diag_add(m->bag, E_DATABASE_FOREIGN, NULL, (span){0, 0}, "%s: %.*s", m->connection->shown, STR_ARG(message)) ? ST_IO
                                                                                                                        : ST_NO_MEMORY;
}

static status check_size(maker *m)
{
    if (m->catalogue.count > MOST_TABLES)
        return refuse(m, "it has %zu tables; at most %d can be read", m->catalogue.count, MOST_TABLES);
    for (size_t i = 0; i < m->catalogue.count; i++)
        if (m->catalogue.tables[i].column_count > MOST_COLUMNS)
            return refuse(m, "the table %.*s has %zu columns; at most %d can be read", STR_ARG(m->catalogue.tables[i].name),
                          m->catalogue.tables[i].column_count, MOST_COLUMNS);
    if (m->roles.collection_count == 0)
        return refuse(m, "it has no table with a column that can be read");
    return ST_OK;
}

/* ---- Collections ---- */

static str collection_name(const maker *m, size_t table)
{
    return m->collections[m->roles.tables[table].collection].name;
}

static void name_collections(maker *m)
{
    foreign_names names = {0};
    for (size_t i = 0; i < m->catalogue.count; i++) {
        size_t at = m->roles.tables[i].collection;
        str asked = m->asked.names[i];
        if (at != FOREIGN_NONE)
            m->collections[at].name =
                foreign_name_take(&names, m->a, asked.n ? asked : foreign_name_clean(m->a, m->catalogue.tables[i].name));
    }
}

/* ---- Fields ---- */

static type link_to(const maker *m, size_t table)
{
    return (type){.kind = TYPE_LINK, .target = (uint16_t)m->roles.tables[table].collection};
}

/* There is room, as it was counted before. */
static void add_field(making *k, str name, type t, str help, bool face, sql_field column)
{
    if (k->count == k->room)
        return;
    column.type = t;
    k->fields[k->count] = (field){.name = name, .type = t, .face = face, .help = help};
    k->columns[k->count++] = column;
}

static sql_field plain_column(const foreign_column *c)
{
    return (sql_field){.form = c->form, .columns = {c->name}, .column_count = 1, .told = c->told};
}

/* A field's help says which column it is where its name does not. */
static str help_of(maker *m, str name, const char *what, str column)
{
    return str_equal(name, column) ? (str){"", 0} : arena_printf(m->a, "%s %.*s", what, STR_ARG(foreign_name_clean(m->a, column)));
}

/* Columns that are no links first, so that no link takes the name of one. A key that is a link as well is both. */
static void name_columns(maker *m, making *k)
{
    const foreign_table *t = k->table;
    for (size_t i = 0; i < t->column_count; i++)
        if (t->columns[i].kind != TYPE_NONE && (k->role->leads[i] == FOREIGN_NONE || k->role->key == i))
            k->column_names[i] = foreign_name_take(&k->names, m->a, foreign_name_clean(m->a, t->columns[i].name));
}

static void add_link(maker *m, making *k, size_t i)
{
    const foreign_column *c = &k->table->columns[i];
    str own = foreign_name_clean(m->a, c->name), name = foreign_name_of_link(own);
    for (size_t other = 0; other < k->table->column_count; other++)
        if (other != i && str_equal_nocase(name, k->table->columns[other].name))
            name = own;
    if (foreign_name_taken(&k->names, name))
        name = own;
    name = foreign_name_take(&k->names, m->a, name);
    sql_field column = plain_column(c);
    column.leads = k->role->checked[i];
    add_field(k, name, link_to(m, k->role->leads[i]), help_of(m, name, "by its column", c->name), true, column);
}

static void add_columns(maker *m, making *k)
{
    name_columns(m, k);
    for (size_t i = 0; i < k->table->column_count; i++) {
        const foreign_column *c = &k->table->columns[i];
        str name = k->column_names[i];
        if (name.n)
            add_field(k, name, type_of(c->kind), help_of(m, name, "the column", c->name), true, plain_column(c));
        if (c->kind != TYPE_NONE && k->role->leads[i] != FOREIGN_NONE)
            add_link(m, k, i);
    }
}

static void add_periods(maker *m, making *k)
{
    for (size_t i = 0; i < m->asked.period_count; i++) {
        const foreign_period *p = &m->asked.periods[i];
        if (p->table != k->at)
            continue;
        const foreign_column *first = &k->table->columns[p->first], *last = &k->table->columns[p->last];
        sql_field column = {
            .form = p->stamps ? SQL_TIMESTAMP : SQL_PLAIN, .columns = {first->name, last->name}, .column_count = 2, .told = p->told};
        str help = arena_printf(m->a, "from %.*s to %.*s", STR_ARG(foreign_name_clean(m->a, first->name)),
                                STR_ARG(foreign_name_clean(m->a, last->name)));
        if (p->first == p->last)
            column.column_count = 1;
        add_field(k, foreign_name_take(&k->names, m->a, p->name), type_of(TYPE_PERIOD), help, false, column);
    }
}

static bool joins(const foreign_set *s, size_t owner, size_t target)
{
    return s->owner == owner && s->target == target;
}

/* Is it the only link table between these two, whichever of them has the set? The other one walks it backwards by the collection's name. */
static bool is_only_way(const foreign_roles *r, const foreign_set *s)
{
    for (size_t i = 0; i < r->set_count; i++)
        if (&r->sets[i] != s && (joins(&r->sets[i], s->owner, s->target) || joins(&r->sets[i], s->target, s->owner)))
            return false;
    return s->owner != s->target;
}

/* A set is called as a mapping says, like the collection that it leads to, or else like its table. */
static void add_sets(maker *m, making *k)
{
    for (size_t i = 0; i < m->roles.set_count; i++) {
        const foreign_set *s = &m->roles.sets[i];
        const foreign_table *t = &m->catalogue.tables[s->table];
        str own = foreign_name_clean(m->a, t->name), name = collection_name(m, s->target), asked = m->asked.names[s->table];
        if (s->owner != k->at)
            continue;
        if (!is_only_way(&m->roles, s) || foreign_name_taken(&k->names, name))
            name = own;
        name = asked.n ? asked : name;
        sql_field column = plain_column(&t->columns[s->target_column]);
        column.schema = t->schema;
        column.table = t->name;
        column.owner = t->columns[s->owner_column].name;
        column.leads = m->roles.tables[s->table].checked[s->target_column] && !t->columns[s->target_column].gaps;
        column.once = t->key_columns == 2 && t->columns[s->owner_column].key && t->columns[s->target_column].key;
        type set = type_set_of(link_to(m, s->target));
        add_field(k, foreign_name_take(&k->names, m->a, name), set, help_of(m, name, "by the table", t->name), false, column);
    }
}

/* What links to it print where it has no text: its key. */
static void add_name(maker *m, making *k)
{
    for (size_t i = 0; i < k->count; i++)
        if (type_equal(k->fields[i].type, type_of(TYPE_TEXT)))
            return;
    if (k->role->key == FOREIGN_NONE)
        return;
    sql_field column = plain_column(&k->table->columns[k->role->key]);
    column.form = SQL_AS_TEXT;
    add_field(k, foreign_name_take(&k->names, m->a, STR("name")), type_of(TYPE_TEXT), STR("what links to it print: its key"), false,
              column);
}

/* ---- The whole ---- */

static size_t count_fields(const maker *m, const making *k)
{
    size_t count = k->table->column_count + 2; /* a key that is a link, and a name */
    for (size_t i = 0; i < m->roles.set_count; i++)
        count += m->roles.sets[i].owner == k->at;
    for (size_t i = 0; i < m->asked.period_count; i++)
        count += m->asked.periods[i].table == k->at;
    return count;
}

/* Every way of comparing texts but that by code point is the database's own. */
static sql_order_kind order_of(const maker *m, const foreign_column *c)
{
    if (c->told) /* texts, or what prints as such */
        return m->catalogue.exact ? SQL_ORDER_AS_TEXT : SQL_ORDER_TEXT;
    if (c->kind == TYPE_TEXT)
        return c->form == SQL_AS_TEXT ? SQL_ORDER_AS_TEXT : SQL_ORDER_TEXT;
    return c->kind == TYPE_DATE && !m->catalogue.exact ? SQL_ORDER_TEXT : SQL_ORDER_PLAIN;
}

typedef struct ordering {
    bool *in;
    str *names;
    sql_order_kind *kinds;
    size_t count;
} ordering;

static void add_order(const maker *m, const foreign_table *t, size_t column, ordering *o)
{
    if (!o->in[column]) {
        o->kinds[o->count] = order_of(m, &t->columns[column]);
        o->names[o->count++] = t->columns[column].name;
    }
    o->in[column] = true;
}

/* The key's columns. All that are read, where there is none, and behind it where rows may lack it. A key that links lead to is the first, so that its order is that of the rows. */
static void find_order(maker *m, const making *k, sql_table *out)
{
    const foreign_table *t = k->table;
    bool keyed = k->role->key != FOREIGN_NONE, gaps = !keyed && !t->key_columns;
    ordering o = {ARENA_ARRAY(m->a, t->column_count, bool), ARENA_ARRAY(m->a, t->column_count, str),
                  ARENA_ARRAY(m->a, t->column_count, sql_order_kind), 0};
    if (!o.in || !o.names || !o.kinds)
        return;
    if (keyed) {
        add_order(m, t, k->role->key, &o);
        gaps = t->columns[k->role->key].gaps;
    }
    for (size_t place = 1; place <= t->key_columns && !keyed; place++)
        for (size_t i = 0; i < t->column_count; i++)
            if (t->columns[i].key == place) {
                add_order(m, t, i, &o);
                gaps |= t->columns[i].gaps;
            }
    for (size_t i = 0; gaps && i < t->column_count; i++)
        if (t->columns[i].kind != TYPE_NONE)
            add_order(m, t, i, &o);
    out->order = o.names;
    out->order_kinds = o.kinds;
    out->order_count = o.count;
}

static str help_of_table(maker *m, const making *k, str name)
{
    sbuf text = {0};
    str given = foreign_name_clean(m->a, k->table->name);
    if (!str_equal(given, name))
        sbuf_printf(&text, "the %s %.*s", k->table->view ? "view" : "table", STR_ARG(given));
    for (size_t i = 0, told = 0; i < k->table->column_count; i++) {
        const foreign_column *c = &k->table->columns[i];
        if (c->kind != TYPE_NONE)
            continue;
        sbuf_printf(&text, "%s%.*s", told++ ? ", " : text.n ? "; left out: " : "left out: ", STR_ARG(foreign_name_clean(m->a, c->name)));
        if (c->declared.n)
            sbuf_printf(&text, " (%.*s)", STR_ARG(foreign_name_clean(m->a, c->declared)));
    }
    str help = arena_str(m->a, sbuf_str(&text));
    m->a->failed |= text.failed;
    sbuf_free(&text);
    return help;
}

static status make_collection(maker *m, size_t at)
{
    making k = {.table = &m->catalogue.tables[at], .role = &m->roles.tables[at], .at = at};
    collection *c = &m->collections[k.role->collection];
    sql_table *t = &m->tables[k.role->collection];
    k.room = count_fields(m, &k);
    k.fields = ARENA_ARRAY(m->a, k.room, field);
    k.columns = ARENA_ARRAY(m->a, k.room, sql_field);
    k.column_names = ARENA_ARRAY(m->a, k.table->column_count, str);
    if (!k.fields || !k.columns || !k.column_names)
        return ST_NO_MEMORY;
    add_columns(m, &k);
    add_periods(m, &k);
    add_sets(m, &k);
    add_name(m, &k);
    *t = (sql_table){.schema = k.table->schema, .name = k.table->name, .fields = k.columns, .field_count = k.count};
    find_order(m, &k, t);
    c->fields = k.fields;
    c->field_count = k.count;
    c->rows = (size_t)k.table->rows;
    c->help = help_of_table(m, &k, c->name);
    c->key_field = -1;
    if (k.role->key != FOREIGN_NONE) {
        t->key = k.table->columns[k.role->key].name;
        t->key_type = type_of(k.table->columns[k.role->key].kind);
        t->key_form = k.table->columns[k.role->key].form;
        t->key_order = order_of(m, &k.table->columns[k.role->key]);
        t->gaps = k.table->columns[k.role->key].gaps;
        c->key_field = collection_find(c, k.column_names[k.role->key]);
    }
    collection_find_names(c);
    return m->a->failed ? ST_NO_MEMORY : ST_OK;
}

static status make(maker *m, sql_layout *layout, const dataset **skeleton)
{
    dataset *d = ARENA_NEW(m->a, dataset);
    size_t count = m->roles.collection_count;
    m->collections = ARENA_ARRAY(m->a, count, collection);
    m->tables = ARENA_ARRAY(m->a, count, sql_table);
    if (!d || !m->collections || !m->tables)
        return ST_NO_MEMORY;
    name_collections(m);
    for (size_t i = 0; i < m->catalogue.count; i++)
        if (m->roles.tables[i].collection != FOREIGN_NONE)
            TRY(make_collection(m, i));
    *d = (dataset){.collections = m->collections, .count = count};
    *layout = (sql_layout){.tables = m->tables, .count = count, .foreign = true, .wide = m->catalogue.wide};
    *skeleton = d;
    return m->a->failed ? ST_NO_MEMORY : ST_OK;
}

status foreign_read(sql_connection *c, const foreign_mapping *mapping, arena *a, diag_bag *bag, sql_layout *layout,
                    const dataset **skeleton)
{
    maker m = {.connection = c, .a = a, .bag = bag};
    bool sqlite = c->driver == &sqlite_driver;
    TRY(sqlite ? foreign_read_sqlite(c, a, bag, &m.catalogue) : foreign_read_postgres(c, a, bag, &m.catalogue));
    TRY(foreign_apply(c, mapping, a, bag, &m.catalogue, &m.asked));
    TRY(foreign_find_roles(&m.catalogue, a, &m.roles));
    TRY(check_size(&m));
    return make(&m, layout, skeleton);
}
