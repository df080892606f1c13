/* What the stored columns hold: an index for each that is asked about. */
#include "runtime/query/value_index.h"

/* One for each field of each collection, once it is made. */
struct value_indexes {
    value_index ***of; /* by collection and field; NULL: none of the collection's, the field's was asked for */
    size_t entries;
};

uint16_t value_index_collection(const checker *k, stored column)
{
    return (uint16_t)(column.of - k->env->data->collections);
}

uint16_t value_index_field(stored column)
{
    return (uint16_t)(column.field - column.of->fields);
}

const col *value_index_column(checker *k, stored column)
{
    const check_columns *away = &k->env->columns;
    if (!column.field || column.field->data)
        return column.field ? column.field->data : NULL;
    return away->column ? away->column(away->data, value_index_collection(k, column), value_index_field(column)) : NULL;
}

const col *value_index_values(checker *k, stored column)
{
    const check_columns *away = &k->env->columns;
    const col *c = column.field ? column.field->data : NULL;
    if (c || !column.field)
        return c && c->type.set ? c->elements : c;
    return away->values ? away->values(away->data, value_index_collection(k, column), value_index_field(column)) : NULL;
}

str value_index_row_name(checker *k, const collection *c, uint32_t row)
{
    const col *names = c->name_field < 0 ? NULL : value_index_column(k, (stored){c, &c->fields[c->name_field]});
    bool there = names && row < names->count && !col_missing(names, row);
    return there ? names->dict->text[col_int_at(&names->first, row)] : STR("");
}

/* ---- Texts ---- */

static void take_row(const col *c, size_t row, uint32_t *row_of)
{
    if (!c->type.set && !col_missing(c, row))
        row_of[col_int_at(&c->first, row)] = (uint32_t)row;
    for (size_t i = 0; c->type.set && i < col_set_size(c, row); i++)
        row_of[col_int_at(&c->elements->first, col_set_item(c, row, i))] = (uint32_t)row;
}

static bool index_text(arena *a, const col *c, const col *values, value_index *out)
{
    size_t codes = values->dict ? values->dict->count : 0;
    uint32_t *row_of = ARENA_ARRAY(a, codes, uint32_t);
    for (size_t i = 0; row_of && i < codes; i++)
        row_of[i] = ROW_NONE;
    for (size_t row = codes > 0 ? c->count : 0; row_of && row-- > 0;)
        take_row(c, row, row_of);
    out->row_of = row_of;
    return row_of;
}

/* ---- Links ---- */

/* The names or the other names of a link's target. */
typedef struct link_texts {
    const col *column; /* all rows; NULL: none of them has any */
    size_t codes;
} link_texts;

static link_texts texts_of(checker *k, const collection *target, int32_t field)
{
    const col *c = field < 0 ? NULL : value_index_column(k, (stored){target, &target->fields[field]});
    const col *values = c && c->type.set ? c->elements : c;
    size_t codes = values && values->dict ? values->dict->count : 0;
    return (link_texts){codes ? c : NULL, codes};
}

static void mark_row(const link_texts *names, const link_texts *also, uint32_t row, bool *named, bool *also_named)
{
    const col *n = names->column, *o = also->column;
    if (n && row < n->count && !col_missing(n, row))
        named[col_int_at(&n->first, row)] = true;
    for (size_t i = 0; o && row < o->count && i < col_set_size(o, row); i++)
        also_named[col_int_at(&o->elements->first, col_set_item(o, row, i))] = true;
}

static bool index_link(checker *k, const col *values, const collection *target, value_index *out)
{
    arena *a = k->env->session;
    link_texts names = texts_of(k, target, target->name_field), also = texts_of(k, target, target->also_field);
    bool *named = ARENA_ARRAY(a, names.codes, bool);
    bool *also_named = ARENA_ARRAY(a, also.codes, bool);
    for (size_t i = 0; named && also_named && i < values->count; i++) {
        value v = col_value(values, i);
        if (!v.missing)
            mark_row(&names, &also, v.as.row, named, also_named);
    }
    out->named = named;
    out->also_named = also_named;
    return named && also_named;
}

/* ---- All of them ---- */

/* May so many entries be made more? */
static bool afford(struct value_indexes *all, size_t entries)
{
    if (entries > INDEX_MAX - all->entries)
        return false;
    all->entries += entries;
    return true;
}

/* What the index of a column is made of: of texts all rows, of others the values. */
static const col *needed(checker *k, stored column)
{
    return column.field->type.kind == TYPE_TEXT ? value_index_column(k, column) : value_index_values(k, column);
}

static value_index *make(checker *k, stored column, const col *c)
{
    arena *a = k->env->session;
    type t = column.field->type;
    value_index *index = ARENA_NEW(a, value_index);
    bool made;
    if (!index)
        return NULL;
    if (t.kind == TYPE_TEXT)
        made = index_text(a, c, t.set ? c->elements : c, index);
    else if (t.kind == TYPE_LINK)
        made = index_link(k, c, checker_collection(k, t.target), index);
    else
        made = value_set_make(a, c, &index->set);
    bool time = t.kind == TYPE_DATE || t.kind == TYPE_PERIOD;
    return made && (!time || value_set_times(a, &index->set, &index->times)) ? index : NULL;
}

/* Those of the collection; NULL without memory. */
static value_index **indexes_of(checker *k, const collection *c)
{
    check_env *env = k->env;
    if (env->value_indexes_of != env->data) {
        struct value_indexes *fresh = ARENA_NEW(env->session, struct value_indexes);
        if (fresh)
            fresh->of = ARENA_ARRAY(env->session, env->data->count, value_index **);
        env->value_indexes = fresh && fresh->of ? fresh : NULL;
        env->value_indexes_of = env->value_indexes ? env->data : NULL;
    }
    value_index ***of = env->value_indexes ? &env->value_indexes->of[c - env->data->collections] : NULL;
    if (of && !*of)
        *of = ARENA_ARRAY(env->session, c->field_count, value_index *);
    return of ? *of : NULL;
}

const value_index *value_index_of(checker *k, stored column)
{
    value_index **indexes = indexes_of(k, column.of);
    value_index **index = indexes ? &indexes[column.field - column.of->fields] : NULL;
    if (index && !*index) {
        const col *c = needed(k, column);
        if (!c || !afford(k->env->value_indexes, c->count))
            return NULL;
        *index = make(k, column, c);
    }
    if (!index || !*index)
        k->no_memory = true;
    return index ? *index : NULL;
}
