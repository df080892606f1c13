/* Names of tables and columns. */
#include "runtime/sql/layout.h"

#include <string.h>

typedef struct taken_names {
    str *items;
    size_t count, capacity;
} taken_names;

/* SQLite compares names without ASCII case. */
static bool is_taken(const taken_names *taken, str name)
{
    for (size_t i = 0; i < taken->count; i++)
        if (str_equal_nocase(taken->items[i], name))
            return true;
    return false;
}

/* What a name may be. */
typedef struct name_rules {
    size_t longest;              /* in bytes; 0: no limit */
    const char *const *prefixes; /* of tables that are not ours */
    const str *columns;          /* that every table has already */
    size_t column_count;
    bool decimals; /* there are exact ones */
} name_rules;

/* SQLite keeps sqlite_ for itself, this form cyq_ for its own tables. */
static const char *const sqlite_prefixes[] = {"sqlite_", "cyq_", NULL};
static const name_rules sqlite_rules = {.prefixes = sqlite_prefixes};

/* PostgreSQL looks for pg_… among its own tables first; names are cut at 63 bytes (NAMEDATALEN), columns of the system are in every table. The prefix of SQLite is kept, so that
 * names are the same there. */
static const char *const postgres_prefixes[] = {"sqlite_", "cyq_", "pg_", NULL};
static const str postgres_columns[] = {STR_INIT("tableoid"), STR_INIT("xmin"), STR_INIT("cmin"),
                                       STR_INIT("xmax"),     STR_INIT("cmax"), STR_INIT("ctid")};
static const name_rules postgres_rules = {63, postgres_prefixes, postgres_columns, sizeof postgres_columns / sizeof *postgres_columns,
                                          true};

/* The beginning of a name that is `n` bytes or a bit less, so that no character is cut. */
static str name_cut(str name, size_t n)
{
    while (n < name.n && n > 0 && ((unsigned char)name.p[n] & 0xC0) == 0x80)
        n--;
    return n < name.n ? (str){name.p, n} : name;
}

/* `name`, or with as many `_` behind it as it takes to be new. */
static str take_name(arena *a, const name_rules *rules, taken_names *taken, str name)
{
    str made = rules->longest ? name_cut(name, rules->longest) : name;
    for (size_t n = 1; !a->failed && is_taken(taken, made); n++) {
        str head = rules->longest ? name_cut(name, rules->longest - n) : name;
        char *text = arena_alloc(a, head.n + n);
        if (!text)
            break;
        memcpy(text, head.p, head.n);
        memset(text + head.n, '_', n);
        made = (str){text, head.n + n};
    }
    str *added = a->failed ? NULL : arena_push(a, (void **)&taken->items, &taken->count, &taken->capacity, sizeof *added);
    if (added)
        *added = made;
    return added ? made : (str){0};
}

static str table_name(arena *a, const name_rules *rules, taken_names *taken, str name)
{
    for (size_t i = 0; rules->prefixes[i]; i++) {
        size_t n = strlen(rules->prefixes[i]);
        if (name.n >= n && str_equal_nocase((str){name.p, n}, str_of(rules->prefixes[i])))
            name = arena_printf(a, "t_%.*s", STR_ARG(name));
    }
    return take_name(a, rules, taken, name);
}

static taken_names table_columns(arena *a, const name_rules *rules)
{
    taken_names taken = {0};
    for (size_t i = 0; i < rules->column_count; i++)
        take_name(a, rules, &taken, rules->columns[i]);
    return taken;
}

/* How the database's own form keeps a type. */
static sql_form own_form(type t, const name_rules *rules)
{
    bool decimal = t.kind == TYPE_NUMBER || t.kind == TYPE_MONEY;
    return t.kind == TYPE_DURATION || (decimal && !rules->decimals) ? SQL_PRINTED : SQL_PLAIN;
}

static void name_columns(arena *a, const name_rules *rules, taken_names *taken, const char *field, sql_field *f)
{
    str name = str_of(field);
    f->form = own_form(f->type, rules);
    f->column_count = f->type.kind == TYPE_PERIOD || f->type.kind == TYPE_MONEY ? 2 : 1;
    if (f->type.kind == TYPE_PERIOD) {
        f->columns[0] = take_name(a, rules, taken, arena_printf(a, "%.*s_first", STR_ARG(name)));
        f->columns[1] = take_name(a, rules, taken, arena_printf(a, "%.*s_last", STR_ARG(name)));
        return;
    }
    f->columns[0] = take_name(a, rules, taken, name);
    if (f->type.kind == TYPE_MONEY)
        f->columns[1] = take_name(a, rules, taken, arena_printf(a, "%.*s_currency", STR_ARG(name)));
}

static void name_set(arena *a, const name_rules *rules, taken_names *tables, const collection_spec *spec, const char *field, sql_field *f)
{
    taken_names columns = table_columns(a, rules);
    f->table = table_name(a, rules, tables, arena_printf(a, "%s_%s", spec->name, field));
    f->owner = take_name(a, rules, &columns, str_of(spec->name));
    name_columns(a, rules, &columns, field, f);
}

/* An R-tree called T has the tables T_node, T_rowid and T_parent, too. */
static str tree_name(arena *a, taken_names *tables, str name)
{
    static const char *const shadows[] = {"", "_node", "_rowid", "_parent"};
    for (bool free = false; !free && !a->failed;) {
        free = true;
        for (size_t i = 0; i < sizeof shadows / sizeof *shadows; i++)
            free &= !is_taken(tables, arena_printf(a, "%.*s%s", STR_ARG(name), shadows[i]));
        if (!free)
            name = arena_printf(a, "%.*s_", STR_ARG(name));
    }
    for (size_t i = 1; i < sizeof shadows / sizeof *shadows; i++)
        take_name(a, &sqlite_rules, tables, arena_printf(a, "%.*s%s", STR_ARG(name), shadows[i]));
    return take_name(a, &sqlite_rules, tables, name);
}

/* What stands beside SQLite's tables is named when these have their names, which are those of the forms before. */
static void name_extras(arena *a, taken_names *tables, const collection_spec *spec, sql_table *t)
{
    t->list = take_name(a, &sqlite_rules, tables, arena_printf(a, "%.*s_list", STR_ARG(t->name)));
    for (size_t k = 0; k < t->field_count; k++) {
        sql_field *f = &t->fields[k];
        const char *name = spec->fields[k].name;
        if (f->type.kind == TYPE_PERIOD && !f->type.set)
            f->days = tree_name(a, tables, arena_printf(a, "%.*s_%s", STR_ARG(t->name), name));
        if (f->type.set || f->type.kind == TYPE_LINK)
            f->index = take_name(a, &sqlite_rules, tables, arena_printf(a, "%.*s_by_%s", STR_ARG(t->name), name));
    }
}

int64_t sql_day(day d)
{
    return (int64_t)d - cal_day((civil){1, 1, 1}) + 1721426;
}

static status make(arena *a, const name_rules *rules, const collection_spec *specs, size_t count, sql_layout *out)
{
    taken_names tables = {0};
    out->count = count;
    out->tables = ARENA_ARRAY(a, count, sql_table);
    for (size_t i = 0; out->tables && i < count; i++)
        out->tables[i].name = table_name(a, rules, &tables, str_of(specs[i].name));
    for (size_t i = 0; out->tables && i < count; i++) {
        sql_table *t = &out->tables[i];
        taken_names columns = table_columns(a, rules);
        t->field_count = specs[i].field_count;
        t->fields = ARENA_ARRAY(a, t->field_count, sql_field);
        for (size_t k = 0; t->fields && k < t->field_count; k++) {
            const field_spec *f = &specs[i].fields[k];
            if (!spec_type(f->type, specs, count, &t->fields[k].type))
                return ST_ERROR;
            if (t->fields[k].type.set)
                name_set(a, rules, &tables, &specs[i], f->name, &t->fields[k]);
            else
                name_columns(a, rules, &columns, f->name, &t->fields[k]);
        }
        t->key = take_name(a, rules, &columns, STR("row"));
        t->key_type = type_of(TYPE_INT);
        t->dense = true;
        t->order = &t->key;
        t->order_count = 1;
    }
    for (size_t i = 0; !a->failed && i < count; i++)
        name_extras(a, &tables, &specs[i], &out->tables[i]);
    return a->failed ? ST_NO_MEMORY : ST_OK;
}

status sql_layout_make(arena *a, const collection_spec *specs, size_t count, sql_layout *out)
{
    return make(a, &sqlite_rules, specs, count, out);
}

status sql_layout_make_postgres(arena *a, const collection_spec *specs, size_t count, sql_layout *out)
{
    return make(a, &postgres_rules, specs, count, out);
}

/* ---- Specs of a dataset ---- */

static const char *type_words(arena *a, const dataset *d, type t)
{
    const char *set = t.set ? "set of " : "";
    if (t.kind == TYPE_LINK)
        return arena_printf(a, "%slink %.*s", set, STR_ARG(d->collections[t.target].name)).p;
    return arena_printf(a, "%s%s", set, type_kind_name((type_kind)t.kind)).p;
}

static const field_spec *field_specs(arena *a, const dataset *d, const collection *c)
{
    field_spec *fields = ARENA_ARRAY(a, c->field_count, field_spec);
    for (size_t k = 0; fields && k < c->field_count; k++) {
        const field *f = &c->fields[k];
        fields[k] = (field_spec){arena_str(a, f->name).p, type_words(a, d, f->type), f->face, arena_str(a, f->help).p};
    }
    return fields;
}

status sql_specs_of(arena *a, const dataset *d, const collection_spec **out)
{
    collection_spec *specs = ARENA_ARRAY(a, d->count, collection_spec);
    for (size_t i = 0; specs && i < d->count; i++) {
        const collection *c = &d->collections[i];
        specs[i] = (collection_spec){arena_str(a, c->name).p, arena_str(a, c->help).p, field_specs(a, d, c), c->field_count, NULL};
        if (c->key_field >= 0)
            specs[i].key = arena_str(a, c->fields[c->key_field].name).p;
    }
    *out = specs;
    return a->failed ? ST_NO_MEMORY : ST_OK;
}

void sql_name(sbuf *out, str name)
{
    sbuf_char(out, '"');
    for (size_t i = 0; i < name.n; i++) {
        if (name.p[i] == '"')
            sbuf_char(out, '"');
        sbuf_char(out, name.p[i]);
    }
    sbuf_char(out, '"');
}
