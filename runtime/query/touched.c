/* Walks a plan for the stored columns that running it looks at. */
#include "runtime/query/touched.h"

status touched_new(arena *a, const dataset *d, touched *out)
{
    *out = (touched){.memory = a, .data = d, .collections = ARENA_ARRAY(a, d->count, touched_collection)};
    return out->collections ? ST_OK : ST_NO_MEMORY;
}

/* ---- Marks ---- */

static status mark(touched *t, uint16_t collection, uint16_t field)
{
    touched_collection *c = &t->collections[collection];
    if (!c->fields)
        c->fields = ARENA_ARRAY(t->memory, t->data->collections[collection].field_count, bool);
    if (!c->fields)
        return ST_NO_MEMORY;
    c->rows = c->fields[field] = true;
    return ST_OK;
}

status touched_names(touched *t, uint16_t collection)
{
    int32_t name = t->data->collections[collection].name_field;
    t->collections[collection].rows = t->collections[collection].names = true;
    return name < 0 ? ST_OK : mark(t, collection, (uint16_t)name);
}

status touched_field(touched *t, uint16_t collection, uint16_t field)
{
    type of = t->data->collections[collection].fields[field].type;
    TRY(mark(t, collection, field));
    if (of.kind != TYPE_LINK)
        return ST_OK;
    t->collections[of.target].rows = true;
    return of.set ? touched_names(t, of.target) : ST_OK;
}

status touched_collection_all(touched *t, uint16_t collection)
{
    const struct collection *c = &t->data->collections[collection];
    for (size_t k = 0; k < c->field_count; k++) {
        TRY(touched_field(t, collection, (uint16_t)k));
        if (c->fields[k].type.kind == TYPE_LINK)
            TRY(touched_names(t, c->fields[k].type.target));
    }
    return touched_names(t, collection);
}

status touched_all(touched *t)
{
    for (size_t i = 0; i < t->data->count; i++)
        TRY(touched_collection_all(t, (uint16_t)i));
    return ST_OK;
}

/* ---- Expressions ---- */

/* Is only followed, or looked at whether it is there, what the expression does with its first argument? Then names are of no account. */
static bool only_follows(const plan_expr *e)
{
    return e->kind == PLAN_DEREF || e->kind == PLAN_BACK || e->kind == PLAN_IS_MISSING || e->kind == PLAN_ANY || e->kind == PLAN_MAP;
}

static status leaf(touched *t, const plan_expr *e)
{
    switch (e->kind) {
    case PLAN_FIELD:
    case PLAN_DEREF:
    case PLAN_BACK:
        return touched_field(t, e->collection, e->field);
    case PLAN_QUERY:
        TRY(touched_plan(t, e->query->root));
        return touched_expr(t, e->query->column, true);
    default:
        return ST_OK;
    }
}

status touched_expr(touched *t, const plan_expr *e, bool named)
{
    if (named && e->type.kind == TYPE_LINK)
        TRY(touched_names(t, e->type.target));
    TRY(leaf(t, e));
    for (size_t i = 0; i < e->arg_count; i++)
        TRY(touched_expr(t, e->args[i], e->kind == PLAN_MAP && i == 1 ? named : !(i == 0 && only_follows(e))));
    return ST_OK;
}

/* ---- Operators ---- */

static status exprs(touched *t, const plan_expr *const *list, size_t count)
{
    for (size_t i = 0; i < count; i++)
        TRY(touched_expr(t, list[i], true));
    return ST_OK;
}

static status keys(touched *t, const plan_key *list, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        TRY(touched_expr(t, list[i].expr, true));
        if (list[i].in)
            TRY(touched_expr(t, list[i].in, true));
    }
    return ST_OK;
}

static status notes(touched *t, const plan *p)
{
    for (size_t i = 0; p->kind != PLAN_SCAN && i < p->note_count; i++)
        TRY(touched_expr(t, p->notes[i].operand, false));
    return ST_OK;
}

static status one_operator(touched *t, const plan *p)
{
    if (p->kind == PLAN_SCAN)
        t->collections[p->collection].rows = true;
    if (p->expr)
        TRY(touched_expr(t, p->expr, true));
    if (p->in)
        TRY(touched_expr(t, p->in, true));
    TRY(notes(t, p));
    TRY(keys(t, p->keys, p->key_count));
    TRY(keys(t, p->per, p->per_count));
    for (size_t i = 0; i < p->part_count; i++)
        TRY(keys(t, p->parts[i].keys, p->parts[i].key_count));
    for (size_t i = 0; i < p->aggregate_count; i++)
        if (p->aggregates[i].arg)
            TRY(touched_expr(t, p->aggregates[i].arg, true));
    TRY(exprs(t, p->columns, p->column_count));
    return p->other_columns ? exprs(t, p->other_columns, p->column_count) : ST_OK;
}

status touched_plan(touched *t, const plan *p)
{
    for (; p; p = p->input) {
        TRY(one_operator(t, p));
        if (p->other)
            TRY(touched_plan(t, p->other));
    }
    return ST_OK;
}

status touched_query(touched *t, const plan_query *q)
{
    TRY(touched_plan(t, q->root));
    for (size_t i = 0; i < q->output_count; i++)
        TRY(touched_expr(t, q->outputs[i].expr, true));
    for (size_t i = 0; i < q->hidden_count; i++)
        TRY(touched_expr(t, q->hidden[i].expr, true));
    return ST_OK;
}
