/* What the stored columns hold: an index for each that is asked about. */
#include "runtime/query/value_index.h"

/* One for each field of each collection, once it is made. */
struct value_indexes {
    value_index ***of; /* by collection and field; NULL: none of the collection's, the field's was asked for */
    size_t entries;
};

const col *value_index_values(stored column)
{
    const col *c = column.field->data;
    return c->type.set ? c->elements : c;
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

static size_t code_count(const collection *c, int32_t field)
{
    const col *values = field < 0 ? NULL : c->fields[field].type.set ? c->fields[field].data->elements : c->fields[field].data;
    return values && values->dict ? values->dict->count : 0;
}

static void mark_row(const collection *target, uint32_t row, bool *named, bool *also_named)
{
    const col *names = code_count(target, target->name_field) > 0 ? target->fields[target->name_field].data : NULL;
    const col *also = code_count(target, target->also_field) > 0 ? target->fields[target->also_field].data : NULL;
    if (names && !col_missing(names, row))
        named[col_int_at(&names->first, row)] = true;
    for (size_t i = 0; also && i < col_set_size(also, row); i++)
        also_named[col_int_at(&also->elements->first, col_set_item(also, row, i))] = true;
}

static bool index_link(arena *a, const col *values, const collection *target, value_index *out)
{
    bool *named = ARENA_ARRAY(a, code_count(target, target->name_field), bool);
    bool *also_named = ARENA_ARRAY(a, code_count(target, target->also_field), bool);
    for (size_t i = 0; named && also_named && i < values->count; i++) {
        value v = col_value(values, i);
        if (!v.missing && v.as.row < target->rows)
            mark_row(target, v.as.row, named, also_named);
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

static value_index *make(checker *k, stored column)
{
    arena *a = k->env->session;
    const col *c = column.field->data, *values = value_index_values(column);
    value_index *index = ARENA_NEW(a, value_index);
    bool made;
    if (!index)
        return NULL;
    if (c->type.kind == TYPE_TEXT)
        made = index_text(a, c, values, index);
    else if (c->type.kind == TYPE_LINK)
        made = index_link(a, values, checker_collection(k, c->type.target), index);
    else
        made = value_set_make(a, values, &index->set);
    bool time = c->type.kind == TYPE_DATE || c->type.kind == TYPE_PERIOD;
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
        if (!afford(k->env->value_indexes, column.field->data->count))
            return NULL;
        *index = make(k, column);
    }
    if (!index || !*index)
        k->no_memory = true;
    return index ? *index : NULL;
}
