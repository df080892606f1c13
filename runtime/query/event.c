/* Rows as events of a calendar. Their time and name are those that are shown under such a name, else the row's own. What identifies them comes from the plan and
 * not from what is shown: the keys of the rows they are made of, the elements that `expand` took, the keys of groups. So it stays the same whatever is
 * selected, in whatever order. */
#include "runtime/query/event.h"

#include "runtime/query/computed.h"
#include "runtime/query/typed.h"

bool event_is_time(type t)
{
    return !t.set && (t.kind == TYPE_PERIOD || t.kind == TYPE_DATE);
}

/* ---- What identifies a row ---- */

typedef struct identity {
    const plan_expr **parts;
    size_t count, capacity;
    uint32_t slots, temps; /* of the rows */
    int32_t collection;    /* of slot 0; -1: there are no slots */
    str from;              /* the first collection of all that the rows come from */
} identity;

static status add_part(checker *k, identity *id, const plan_expr *e)
{
    const plan_expr **room = arena_push(k->memory, (void **)(void *)&id->parts, &id->count, &id->capacity, sizeof *room);
    if (!room)
        return ST_NO_MEMORY;
    *room = e;
    return ST_OK;
}

static status add_temp(checker *k, identity *id, type t, size_t index, span where)
{
    t.set = false;
    return add_part(k, id, typed_temp(k, t, index, where));
}

/* Do links lead to its rows, which then are told from each other by their names? */
static bool is_linked(const dataset *d, uint16_t collection)
{
    for (size_t c = 0; c < d->count; c++)
        for (size_t f = 0; f < d->collections[c].field_count; f++) {
            type t = d->collections[c].fields[f].type;
            if (t.kind == TYPE_LINK && t.target == collection)
                return true;
        }
    return false;
}

/* Has every row a text that no other one has? */
static bool is_unique(checker *k, const col *texts)
{
    uint64_t *seen = ARENA_ARRAY(k->memory, texts->dict->count / 64 + 1, uint64_t);
    for (size_t i = 0; seen && i < texts->count; i++) {
        uint64_t code = (uint64_t)col_int_at(&texts->first, i), bit = UINT64_C(1) << (code % 64);
        if (col_missing(texts, i) || seen[code / 64] & bit)
            return false;
        seen[code / 64] |= bit;
    }
    return seen;
}

static bool is_known_by_name(checker *k, uint16_t collection)
{
    const struct collection *c = checker_collection(k, collection);
    const check_columns *away = &k->env->columns;
    if (c->name_field < 0 || !is_linked(k->env->data, collection))
        return false;
    const col *names = c->fields[c->name_field].data;
    if (!names && away->column)
        names = away->column(away->data, collection, (uint16_t)c->name_field);
    return names && names->dict && is_unique(k, names);
}

/* By its collection and key, or by the name that links to it use; any other row is what its fields are. */
static status of_scan(checker *k, const plan *p, identity *id)
{
    const collection *c = checker_collection(k, p->collection);
    const row r = {.collection = p->collection};
    *id = (identity){.slots = 1, .collection = p->collection, .from = c->name};
    TRY(add_part(k, id, typed_text(k, c->name, p->where)));
    int32_t key = c->key_field < 0 && is_known_by_name(k, p->collection) ? c->name_field : c->key_field;
    if (key >= 0)
        return add_part(k, id, typed_field(k, &r, (uint16_t)key, p->where));
    for (size_t i = 0; i < c->field_count; i++)
        TRY(add_part(k, id, typed_field(k, &r, (uint16_t)i, p->where)));
    return ST_OK;
}

/* New rows, made of those of `id`: their first temps are what tells them apart. */
static status of_new_rows(checker *k, identity *id, uint32_t temps, span where)
{
    *id = (identity){.temps = temps, .collection = -1, .from = id->from};
    return add_part(k, id, typed_text(k, id->from, where));
}

static status of_group(checker *k, const plan *p, identity *id)
{
    bool pivot = p->kind == PLAN_PIVOT;
    size_t keys = pivot ? p->key_count - 1 : p->key_count;
    TRY(of_new_rows(k, id, (uint32_t)(keys + (pivot ? 0 : p->aggregate_count)), p->where));
    for (size_t i = 0; i < keys; i++)
        TRY(add_temp(k, id, p->keys[i].expr->type, i, p->where));
    return ST_OK;
}

static status of_append(checker *k, const plan *p, identity *id)
{
    if (p->column_count == 0)
        return ST_OK; /* both sides have the same slots */
    TRY(of_new_rows(k, id, (uint32_t)p->column_count, p->where));
    for (size_t i = 0; i < p->column_count; i++)
        TRY(add_part(k, id, typed_temp(k, p->columns[i]->type, i, p->where)));
    return ST_OK;
}

/* A part with a set among its keys makes a row of each element. */
static status of_window(checker *k, const plan *p, identity *id)
{
    id->temps += (uint32_t)p->aggregate_count;
    for (size_t i = 0; i < p->part_count; i++) {
        const plan_part *part = &p->parts[i];
        bool spreads = false;
        for (size_t j = 0; j < part->key_count; j++)
            spreads |= part->keys[j].expr->type.set;
        for (size_t j = 0; spreads && j < part->key_count; j++)
            TRY(add_temp(k, id, part->keys[j].expr->type, id->temps++, p->where));
    }
    return ST_OK;
}

static status identify(checker *k, const plan *p, identity *id);

static status of_join(checker *k, const plan *p, identity *id)
{
    identity other;
    TRY(identify(k, p->other, &other));
    for (size_t i = 0; i < other.count; i++)
        TRY(add_part(k, id, typed_shift(k, other.parts[i], id->slots, id->temps)));
    if (id->slots == 0)
        id->collection = other.collection;
    id->slots += other.slots;
    id->temps += other.temps;
    return ST_OK;
}

static status identify(checker *k, const plan *p, identity *id)
{
    if (p->kind == PLAN_SCAN)
        return of_scan(k, p, id);
    TRY(identify(k, p->input, id));
    switch (p->kind) {
    case PLAN_EXPAND:
        return add_temp(k, id, p->expr->type, id->temps++, p->where);
    case PLAN_GROUP:
    case PLAN_PIVOT:
        return of_group(k, p, id);
    case PLAN_WINDOW:
        return of_window(k, p, id);
    case PLAN_JOIN:
        return of_join(k, p, id);
    case PLAN_APPEND:
        return of_append(k, p, id);
    case PLAN_SCAN:
    case PLAN_FILTER:
    case PLAN_SORT:
    case PLAN_SLICE:
    case PLAN_DISTINCT:
    case PLAN_EXCEPT:
    case PLAN_INTERSECT:
        break;
    }
    return ST_OK;
}

/* ---- When it is, and what it is called ---- */

typedef bool (*fits)(type t);

static bool is_period(type t)
{
    return event_is_time(t) && t.kind == TYPE_PERIOD;
}

static bool is_text(type t)
{
    return !t.set && t.kind == TYPE_TEXT;
}

static bool is_name(type t)
{
    return t.kind == TYPE_TEXT || t.kind == TYPE_LINK;
}

static bool is_no_time(type t)
{
    return t.kind != TYPE_NONE && !event_is_time(t);
}

static const plan_expr *fitting(const plan_expr *e, fits want)
{
    return e && !typed_is_nothing(e) && want(e->type) ? e : NULL;
}

/* The column that is shown under a name; NULL. */
static const plan_expr *shown_as(checker *k, str name, fits want, span where)
{
    const visible *v = scope_find(k->scope, name);
    return v && v->shown ? fitting(scope_value(k, v, where), want) : NULL;
}

static const plan_expr *first_shown(checker *k, fits want, span where)
{
    const plan_expr *found = NULL;
    for (size_t i = 0; i < k->scope->count && !found; i++)
        if (k->scope->names[i].shown)
            found = fitting(scope_value(k, &k->scope->names[i], where), want);
    return found;
}

static const plan_expr *first_field(checker *k, const row *r, fits want, span where)
{
    const collection *c = checker_collection(k, r->collection);
    for (size_t i = 0; i < c->field_count; i++)
        if (want(c->fields[i].type))
            return typed_field(k, r, (uint16_t)i, where);
    return NULL;
}

static const plan_expr *time_of(checker *k, const row *r, span where)
{
    const plan_expr *e = shown_as(k, STR("when"), event_is_time, where);
    if (!e && r)
        e = fitting(computed_field(k, r, STR("when"), where), event_is_time);
    if (!e)
        e = first_shown(k, is_period, where);
    if (!e)
        e = first_shown(k, event_is_time, where);
    if (!e && r)
        e = first_field(k, r, is_period, where);
    return e || !r ? e : first_field(k, r, event_is_time, where);
}

static const plan_expr *name_of_row(checker *k, const row *r, span where)
{
    const collection *c = checker_collection(k, r->collection);
    if (c->name_field < 0)
        return NULL;
    const plan_expr *e = shown_as(k, c->fields[c->name_field].name, is_no_time, where);
    return e ? e : typed_field(k, r, (uint16_t)c->name_field, where);
}

static const plan_expr *name_of(checker *k, const row *r, span where)
{
    const plan_expr *e = shown_as(k, STR("name"), is_no_time, where);
    if (!e && r)
        e = name_of_row(k, r, where);
    if (!e)
        e = shown_as(k, STR("title"), is_no_time, where);
    if (!e)
        e = first_shown(k, is_text, where);
    if (!e)
        e = first_shown(k, is_name, where);
    return e ? e : first_shown(k, is_no_time, where);
}

/* ---- Both ---- */

status event_outputs(checker *k, span where)
{
    identity id;
    plan_query *q = k->query;
    if (!k->env->wants_events || !k->env->wants_events(q->format, q->file))
        return ST_OK;
    TRY(identify(k, q->root, &id));
    const row first = {.collection = id.collection < 0 ? 0 : (uint16_t)id.collection};
    const row *r = id.collection < 0 ? NULL : &first;
    const plan_expr *time = time_of(k, r, where), *name = name_of(k, r, where);
    if (!time)
        return checker_failed(k) ? ST_NO_MEMORY : ST_OK;
    plan_output *hidden = ARENA_ARRAY(k->memory, EVENT_IDENTITY + id.count, plan_output);
    if (!hidden)
        return ST_NO_MEMORY;
    hidden[EVENT_TIME] = (plan_output){.name = STR("when"), .expr = time};
    hidden[EVENT_NAME] = (plan_output){.name = STR("name"), .expr = name ? name : time};
    for (size_t i = 0; i < id.count; i++)
        hidden[EVENT_IDENTITY + i] = (plan_output){.name = STR("identity"), .expr = id.parts[i]};
    q->hidden = hidden;
    q->hidden_count = EVENT_IDENTITY + id.count;
    return checker_failed(k) ? ST_NO_MEMORY : ST_OK;
}
