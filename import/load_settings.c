/* What the statement says of the file's columns. */
#include "base/text.h"
#include "import/loading.h"

/* ---- Columns by name ---- */

status load_find_column(loading *l, str name, span where, size_t *out)
{
    *out = table_find_column(&l->table, name);
    if (*out != SIZE_MAX)
        return ST_OK;
    str *names = ARENA_ARRAY(l->scratch, l->table.column_count, str);
    if (!names)
        return ST_NO_MEMORY;
    for (size_t i = 0; i < l->table.column_count; i++)
        names[i] = l->table.columns[i].name;
    int64_t near = text_nearest(name, names, l->table.column_count);
    diag *d = load_say(l, E_LOAD_SETTING, where, " has no column \"%.*s\"", LOAD_SHOWN(name));
    diag_expect(l->bag, d, "a column of %.*s", STR_ARG(l->file));
    if (near >= 0)
        diag_hint(l->bag, d, "did you mean %.*s?", STR_ARG(load_name(l, names[near])));
    return ST_ERROR;
}

/* `when = date` says that the column when holds dates. Was the column date meant? */
static status find_typed(loading *l, const load_setting *s, size_t *out)
{
    const char *kind = s->type.set ? "set" : type_kind_name((type_kind)s->type.kind);
    *out = table_find_column(&l->table, s->name);
    if (*out != SIZE_MAX || table_find_column(&l->table, str_of(kind)) == SIZE_MAX)
        return load_find_column(l, s->name, s->name_where, out);
    diag *d = load_say(l, E_LOAD_SETTING, s->name_where, " has no column \"%.*s\" that could be of type %s", LOAD_SHOWN(s->name), kind);
    diag_hint(l->bag, d, "to make a period of the column %s: %.*s = `%s`", kind, STR_ARG(load_name(l, s->name)), kind);
    return ST_ERROR;
}

/* ---- Settings ---- */

static status refuse_twice(loading *l, const load_setting *s, const load_setting *before)
{
    diag *d = load_say(l, E_LOAD_SETTING, s->where, ": \"%.*s\" is set twice", LOAD_SHOWN(s->name));
    diag_label_at(l->bag, d, before->where, "set here");
    return ST_ERROR;
}

static status plan_type(loading *l, const load_setting *s, column_plan *plans)
{
    size_t column;
    TRY(find_typed(l, s, &column));
    if (plans[column].type)
        return refuse_twice(l, s, plans[column].type);
    plans[column].type = s;
    return ST_OK;
}

/* The collection that links lead to: one that is there, or the new one. */
static status find_target(loading *l, const load_setting *s, uint16_t *out)
{
    const load_request *q = l->request;
    int32_t found = str_equal_nocase(s->target, q->name) ? (int32_t)q->at : dataset_find(q->data, s->target);
    *out = (uint16_t)found;
    if (found >= 0)
        return ST_OK;
    str *names = ARENA_ARRAY(l->scratch, q->data->count, str);
    if (!names)
        return ST_NO_MEMORY;
    for (size_t i = 0; i < q->data->count; i++)
        names[i] = q->data->collections[i].name;
    int64_t near = text_nearest(s->target, names, q->data->count);
    diag *d = diag_add(l->bag, E_UNKNOWN_COLLECTION, q->from, s->target_where, "there is no collection \"%.*s\"", LOAD_SHOWN(s->target));
    diag_expect(l->bag, d, "the collection that %.*s leads to", LOAD_SHOWN(s->name));
    if (near >= 0)
        diag_hint(l->bag, d, "did you mean %.*s?", STR_ARG(names[near]));
    return ST_ERROR;
}

static status plan_links(loading *l, const load_setting *s, column_plan *plans)
{
    size_t column;
    TRY(load_find_column(l, s->name, s->name_where, &column));
    if (plans[column].links)
        return refuse_twice(l, s, plans[column].links);
    plans[column].links = s;
    return find_target(l, s, &plans[column].target);
}

/* A link is told apart by names, so its column's type can only say that it has several. */
static status check_link_types(loading *l, const column_plan *plans)
{
    for (size_t i = 0; i < l->table.column_count; i++) {
        const load_setting *t = plans[i].type;
        if (!t || !plans[i].links || (t->type.set && (t->type.kind == TYPE_NONE || t->type.kind == TYPE_TEXT)))
            continue;
        diag *d = load_say(l, E_LOAD_SETTING, t->where, ": the column %.*s cannot be of type %s and link", LOAD_SHOWN(t->name),
                           type_kind_name((type_kind)t->type.kind));
        diag_hint(l->bag, d, "where a cell names several rows, say %.*s = set", STR_ARG(load_name(l, t->name)));
        return ST_ERROR;
    }
    return ST_OK;
}

/* A new field: its name is free, and its columns are there. */
static status plan_period(loading *l, size_t setting, column_plan *plans)
{
    size_t first, last;
    const load_setting *s = &l->request->settings[setting];
    if (table_find_column(&l->table, s->name) != SIZE_MAX) {
        diag *d = load_say(l, E_LOAD_SETTING, s->name_where, " has a column \"%.*s\" itself", LOAD_SHOWN(s->name));
        diag_expect(l->bag, d, "a name for the new field");
        diag_hint(l->bag, d, "%.*s = period reads that column as periods", STR_ARG(load_name(l, s->name)));
        return ST_ERROR;
    }
    for (size_t i = 0; i < setting; i++)
        if (l->request->settings[i].kind == LOAD_PERIOD && str_equal_nocase(l->request->settings[i].name, s->name))
            return refuse_twice(l, s, &l->request->settings[i]);
    TRY(load_find_column(l, s->first, s->first_where, &first));
    TRY(load_find_column(l, s->last, s->last_where, &last));
    plans[first].time = plans[last].time = true;
    return ST_OK;
}

static status plan_setting(loading *l, size_t setting, column_plan *plans, const load_setting **key)
{
    const load_setting *s = &l->request->settings[setting];
    switch (s->kind) {
    case LOAD_TYPE:
        return plan_type(l, s, plans);
    case LOAD_LINKS:
        return plan_links(l, s, plans);
    case LOAD_PERIOD:
        return plan_period(l, setting, plans);
    case LOAD_KEY:
        if (*key)
            return refuse_twice(l, s, *key);
        *key = s;
        return ST_OK;
    }
    return ST_OK;
}

status load_plan_columns(loading *l, column_plan **out)
{
    const load_setting *key = NULL;
    column_plan *plans = ARENA_ARRAY(l->scratch, l->table.column_count, column_plan);
    if (!plans)
        return ST_NO_MEMORY;
    for (size_t i = 0; i < l->request->setting_count; i++)
        TRY(plan_setting(l, i, plans, &key));
    *out = plans;
    return check_link_types(l, plans);
}
