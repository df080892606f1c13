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

/* `name`, or with as many `_` behind it as it takes to be new. */
static str take_name(arena *a, taken_names *taken, str name)
{
    while (!a->failed && is_taken(taken, name))
        name = arena_printf(a, "%.*s_", STR_ARG(name));
    str *added = a->failed ? NULL : arena_push(a, (void **)&taken->items, &taken->count, &taken->capacity, sizeof *added);
    if (added)
        *added = name;
    return added ? name : (str){0};
}

/* SQLite keeps sqlite_ for itself, this form cyq_ for its own tables. */
static str table_name(arena *a, taken_names *taken, str name)
{
    static const char *const reserved[] = {"sqlite_", "cyq_"};
    for (size_t i = 0; i < 2; i++) {
        size_t n = strlen(reserved[i]);
        if (name.n >= n && str_equal_nocase((str){name.p, n}, str_of(reserved[i])))
            name = arena_printf(a, "t_%.*s", STR_ARG(name));
    }
    return take_name(a, taken, name);
}

/* How the file's own form keeps a type. */
static sql_form own_form(type t)
{
    bool decimal = t.kind == TYPE_NUMBER || t.kind == TYPE_MONEY || t.kind == TYPE_DURATION;
    return decimal ? SQL_PRINTED : SQL_PLAIN;
}

static void name_columns(arena *a, taken_names *taken, const char *field, sql_field *f)
{
    str name = str_of(field);
    f->form = own_form(f->type);
    f->column_count = f->type.kind == TYPE_PERIOD || f->type.kind == TYPE_MONEY ? 2 : 1;
    if (f->type.kind == TYPE_PERIOD) {
        f->columns[0] = take_name(a, taken, arena_printf(a, "%.*s_first", STR_ARG(name)));
        f->columns[1] = take_name(a, taken, arena_printf(a, "%.*s_last", STR_ARG(name)));
        return;
    }
    f->columns[0] = take_name(a, taken, name);
    if (f->type.kind == TYPE_MONEY)
        f->columns[1] = take_name(a, taken, arena_printf(a, "%.*s_currency", STR_ARG(name)));
}

static void name_set(arena *a, taken_names *tables, const collection_spec *spec, const char *field, sql_field *f)
{
    taken_names columns = {0};
    f->table = table_name(a, tables, arena_printf(a, "%s_%s", spec->name, field));
    f->owner = take_name(a, &columns, str_of(spec->name));
    name_columns(a, &columns, field, f);
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
        take_name(a, tables, arena_printf(a, "%.*s%s", STR_ARG(name), shadows[i]));
    return take_name(a, tables, name);
}

/* What stands beside the tables is named when these have their names, which are those of the forms before. */
static void name_extras(arena *a, taken_names *tables, const collection_spec *spec, sql_table *t)
{
    t->list = take_name(a, tables, arena_printf(a, "%.*s_list", STR_ARG(t->name)));
    for (size_t k = 0; k < t->field_count; k++) {
        sql_field *f = &t->fields[k];
        const char *name = spec->fields[k].name;
        if (f->type.kind == TYPE_PERIOD && !f->type.set)
            f->days = tree_name(a, tables, arena_printf(a, "%.*s_%s", STR_ARG(t->name), name));
        if (f->type.set || f->type.kind == TYPE_LINK)
            f->index = take_name(a, tables, arena_printf(a, "%.*s_by_%s", STR_ARG(t->name), name));
    }
}

int64_t sql_day(day d)
{
    return (int64_t)d - cal_day((civil){1, 1, 1}) + 1721426;
}

status sql_layout_make(arena *a, const collection_spec *specs, size_t count, sql_layout *out)
{
    taken_names tables = {0};
    out->count = count;
    out->tables = ARENA_ARRAY(a, count, sql_table);
    for (size_t i = 0; out->tables && i < count; i++)
        out->tables[i].name = table_name(a, &tables, str_of(specs[i].name));
    for (size_t i = 0; out->tables && i < count; i++) {
        sql_table *t = &out->tables[i];
        taken_names columns = {0};
        t->field_count = specs[i].field_count;
        t->fields = ARENA_ARRAY(a, t->field_count, sql_field);
        for (size_t k = 0; t->fields && k < t->field_count; k++) {
            const field_spec *f = &specs[i].fields[k];
            if (!spec_type(f->type, specs, count, &t->fields[k].type))
                return ST_ERROR;
            if (t->fields[k].type.set)
                name_set(a, &tables, &specs[i], f->name, &t->fields[k]);
            else
                name_columns(a, &columns, f->name, &t->fields[k]);
        }
        t->key = take_name(a, &columns, STR("row"));
        t->key_type = type_of(TYPE_INT);
        t->dense = true;
        t->order = &t->key;
        t->order_count = 1;
    }
    for (size_t i = 0; !a->failed && i < count; i++)
        name_extras(a, &tables, &specs[i], &out->tables[i]);
    return a->failed ? ST_NO_MEMORY : ST_OK;
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
