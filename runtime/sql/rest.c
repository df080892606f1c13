/* The rest of a plan: the same operators over other rows, their expressions written anew. */
#include "runtime/sql/cutting.h"

/* ---- Expressions that were written anew ---- */

/* Parts of expressions are shared, some many times over: each is written once for a shape. By hash of the pointer. */
struct cut_memo {
    struct {
        const plan_expr *was, *is;
    } * slots;
    size_t count, capacity; /* a power of two */
};

static size_t memo_slot(const cut_memo *m, const plan_expr *e)
{
    size_t at = (size_t)(((uintptr_t)e >> 4) * UINT64_C(0x9E3779B97F4A7C15) >> 20) & (m->capacity - 1);
    while (m->slots[at].was && m->slots[at].was != e)
        at = (at + 1) & (m->capacity - 1);
    return at;
}

static status memo_grow(cutting *c, cut_memo *m)
{
    cut_memo larger = {.capacity = m->capacity ? m->capacity * 2 : 32};
    larger.slots = arena_array(c->a, larger.capacity, sizeof *larger.slots);
    if (!larger.slots)
        return ST_NO_MEMORY;
    for (size_t i = 0; i < m->capacity; i++)
        if (m->slots[i].was)
            larger.slots[memo_slot(&larger, m->slots[i].was)] = m->slots[i];
    larger.count = m->count;
    *m = larger;
    return ST_OK;
}

static status memo_keep(cutting *c, cut_shape *s, const plan_expr *was, const plan_expr *is)
{
    cut_memo *m = s->memo ? s->memo : ARENA_NEW(c->a, cut_memo);
    if (!m)
        return ST_NO_MEMORY;
    s->memo = m;
    if (m->count * 2 >= m->capacity)
        TRY(memo_grow(c, m));
    size_t at = memo_slot(m, was);
    m->count += !m->slots[at].was;
    m->slots[at].was = was;
    m->slots[at].is = is;
    return ST_OK;
}

/* ---- Columns of made collections ---- */

static bool same_leaf(const plan_expr *a, const plan_expr *b)
{
    return a == b || (a->kind == b->kind && a->arg_count == 0 && b->arg_count == 0 && a->index == b->index &&
                      a->collection == b->collection && a->field == b->field);
}

static status add_column(cutting *c, sql_made *m, const sql_made_column *column, const plan_expr *e, uint32_t slot, const plan_expr **out)
{
    size_t at = 0;
    while (at < m->column_count && !same_leaf(m->columns[at].stands_for, e))
        at++;
    if (at == m->column_count) {
        sql_made_column *new_one = arena_push(c->a, (void **)&m->columns, &m->column_count, &m->column_capacity, sizeof *new_one);
        if (!new_one)
            return ST_NO_MEMORY;
        *new_one = *column;
        new_one->stands_for = e;
    }
    plan_expr *field = ARENA_NEW(c->a, plan_expr);
    if (!field)
        return ST_NO_MEMORY;
    *field = *e;
    field->kind = PLAN_FIELD;
    field->index = slot;
    field->collection = m->collection;
    field->field = (uint16_t)at;
    field->args = NULL;
    field->arg_count = 0;
    field->function = NULL;
    field->prepared = NULL;
    field->size = field->height = 1;
    *out = field;
    return ST_OK;
}

/* Only one made collection, and nothing else, is asked? Gives it. */
static bool of_one_made(const plan_expr *e, const cut_shape *s, const cut_place **place)
{
    const cut_place *own = NULL;
    if (e->kind == PLAN_FIELD || e->kind == PLAN_ROW)
        own = &s->slots[e->index];
    else if (e->kind == PLAN_TEMP)
        own = &s->temps[e->index];
    else if (e->kind == PLAN_QUERY || (e->kind == PLAN_ELEMENT))
        return false;
    if (own && (!own->made || (*place && (*place)->made != own->made)))
        return false;
    if (own)
        *place = own;
    for (size_t i = 0; i < e->arg_count; i++)
        if (!of_one_made(e->args[i], s, place))
            return false;
    return true;
}

/* Paths, and what is counted behind them, are worth being followed by the database: memory would have to load what they lead to. */
static bool is_worthwhile(const plan_expr *e)
{
    enum { SMALL = 50 };
    if (e->type.set || e->size > SMALL)
        return false;
    return e->kind == PLAN_DEREF || (e->kind == PLAN_CALL && e->function->class == FN_MEASURE && e->args[0]->kind == PLAN_BACK);
}

/* The expression over the slots and temps of the made collection itself; NULL without memory. */
static const plan_expr *inside(cutting *c, const plan_expr *e, const cut_shape *s)
{
    plan_expr *anew = ARENA_NEW(c->a, plan_expr);
    const plan_expr **args = ARENA_ARRAY(c->a, e->arg_count, const plan_expr *);
    if (!anew || !args)
        return NULL;
    *anew = *e;
    if (e->kind == PLAN_FIELD || e->kind == PLAN_ROW)
        anew->index = s->slots[e->index].was;
    if (e->kind == PLAN_TEMP)
        anew->index = s->temps[e->index].was;
    for (size_t i = 0; i < e->arg_count; i++) {
        args[i] = inside(c, e->args[i], s);
        if (!args[i])
            return NULL;
    }
    anew->args = args;
    return anew;
}

/* As a column, if the database can compute it. *out stays NULL if not. */
static status try_column(cutting *c, const plan_expr *e, const cut_shape *s, const plan_expr **out)
{
    const cut_place *place = NULL;
    *out = NULL;
    if (!is_worthwhile(e) || !of_one_made(e, s, &place) || !place)
        return ST_OK;
    sql_made *m = place->made;
    emitter as_it_was = m->em;
    sql_rows rows = m->rows;
    sql_made_column column = {0};
    const plan_expr *own = inside(c, e, s);
    if (!own)
        return ST_NO_MEMORY;
    if (emit_value(&m->em, own, &column.value))
        return add_column(c, m, &column, e, place->index, out);
    m->em = as_it_was;
    m->rows = rows;
    m->em.rows = &m->rows;
    m->em.from = &m->rows.from;
    return c->a->failed ? ST_NO_MEMORY : ST_OK;
}

/* The rows of this collection are to be read by memory. */
static status leave(cutting *c, uint16_t collection)
{
    if (c->a->failed || collection >= c->layout->count || c->left[collection])
        return ST_NO_MEMORY;
    c->left[collection] = true;
    return ST_ERROR;
}

static bool has_keys(const sql_table *t)
{
    return t->key.n > 0 && !t->gaps;
}

/* A leaf of a made collection; what is stored or computed below the cut can always be sent. */
status rest_leaf(cutting *c, const plan_expr *e, const cut_place *p, const plan_expr **out)
{
    sql_made *m = p->made;
    sql_made_column column = {0};
    plan_expr inside = *e;
    inside.index = p->was;
    if (e->kind == PLAN_FIELD && e->type.set) {
        column.slot = p->was;
        column.collection = e->collection;
        column.field = e->field;
        column.set = &c->layout->tables[e->collection].fields[e->field];
        if (!has_keys(&c->layout->tables[e->collection]))
            return leave(c, e->collection);
    } else if (!emit_value(&m->em, &inside, &column.value)) {
        return e->kind == PLAN_TEMP ? ST_NO_MEMORY : leave(c, e->collection);
    }
    const plan_expr *kept = e;
    if (p->was != e->index) {
        plan_expr *own = ARENA_NEW(c->a, plan_expr);
        if (!own)
            return ST_NO_MEMORY;
        *own = inside;
        kept = own;
    }
    return add_column(c, m, &column, kept, p->index, out);
}

/* ---- Expressions ---- */

static status rest_query(cutting *c, const plan_subquery *q, const plan_subquery **out)
{
    for (size_t i = 0; i < c->query_count; i++)
        if (c->queries[i].was == q) {
            *out = c->queries[i].is;
            return ST_OK;
        }
    cut_rows rows;
    bool around = c->whole;
    plan_subquery *is = ARENA_NEW(c->a, plan_subquery);
    if (!is)
        return ST_NO_MEMORY;
    c->whole = false;
    status done = cut_plan(c, q->root, &rows);
    c->whole = around;
    TRY(done);
    TRY(rest_close(c, &rows, NULL, (str){0}));
    TRY(rest_expr(c, q->column, &rows.shape, &is->column));
    is->root = rows.plan;
    cut_query *kept = arena_push(c->a, (void **)&c->queries, &c->query_count, &c->query_capacity, sizeof *kept);
    if (!kept)
        return ST_NO_MEMORY;
    *kept = (cut_query){q, is};
    *out = is;
    return ST_OK;
}

static status rest_args(cutting *c, const plan_expr *e, cut_shape *shape, plan_expr *to)
{
    const plan_expr **args = ARENA_ARRAY(c->a, e->arg_count, const plan_expr *);
    if (!args)
        return ST_NO_MEMORY;
    for (size_t i = 0; i < e->arg_count; i++)
        TRY(rest_expr(c, e->args[i], shape, &args[i]));
    to->args = args;
    return ST_OK;
}

static status write_anew(cutting *c, const plan_expr *e, cut_shape *shape, const plan_expr **out)
{
    const cut_place *place = e->kind == PLAN_FIELD || e->kind == PLAN_ROW ? &shape->slots[e->index]
                             : e->kind == PLAN_TEMP                       ? &shape->temps[e->index]
                                                                          : NULL;
    if (place && place->made)
        return rest_leaf(c, e, place, out);
    TRY(try_column(c, e, shape, out));
    if (*out)
        return ST_OK;
    plan_expr *anew = ARENA_NEW(c->a, plan_expr);
    if (!anew)
        return ST_NO_MEMORY;
    *anew = *e;
    *out = anew;
    if (place)
        anew->index = place->index;
    if (e->kind == PLAN_QUERY)
        return rest_query(c, e->query, &anew->query);
    return e->arg_count ? rest_args(c, e, shape, anew) : ST_OK;
}

status rest_expr(cutting *c, const plan_expr *e, cut_shape *shape, const plan_expr **out)
{
    if (!e || e->kind == PLAN_CONST || e->kind == PLAN_ELEMENT) {
        *out = e;
        return ST_OK;
    }
    if (shape->memo && shape->memo->capacity) {
        size_t at = memo_slot(shape->memo, e);
        if (shape->memo->slots[at].was) {
            *out = shape->memo->slots[at].is;
            return ST_OK;
        }
    }
    TRY(write_anew(c, e, shape, out));
    return memo_keep(c, shape, e, *out);
}

static status rest_exprs(cutting *c, const plan_expr *const *list, size_t count, cut_shape *shape, const plan_expr *const **out)
{
    const plan_expr **anew = ARENA_ARRAY(c->a, count, const plan_expr *);
    if (!anew)
        return ST_NO_MEMORY;
    for (size_t i = 0; i < count; i++)
        TRY(rest_expr(c, list[i], shape, &anew[i]));
    *out = anew;
    return ST_OK;
}

static status rest_keys(cutting *c, const plan_key *list, size_t count, cut_shape *shape, const plan_key **out)
{
    plan_key *keys = ARENA_ARRAY(c->a, count, plan_key);
    if (!keys)
        return ST_NO_MEMORY;
    for (size_t i = 0; i < count; i++) {
        keys[i] = list[i];
        TRY(rest_expr(c, list[i].expr, shape, &keys[i].expr));
        TRY(rest_expr(c, list[i].in, shape, &keys[i].in));
    }
    *out = keys;
    return ST_OK;
}

/* ---- Shapes ---- */

static status shape_new(cutting *c, size_t slots, size_t temps, cut_shape *out)
{
    *out = (cut_shape){.slots = ARENA_ARRAY(c->a, slots, cut_place),
                       .temps = ARENA_ARRAY(c->a, temps, cut_place),
                       .slot_count = slots,
                       .temp_count = temps};
    return out->slots && out->temps ? ST_OK : ST_NO_MEMORY;
}

/* The same numbers in the rest. */
static status shape_plain(cutting *c, size_t slots, size_t temps, cut_shape *out)
{
    TRY(shape_new(c, slots, temps, out));
    for (size_t i = 0; i < slots; i++)
        out->slots[i].index = (uint32_t)i;
    for (size_t i = 0; i < temps; i++)
        out->temps[i].index = (uint32_t)i;
    out->rest_slot_count = slots;
    out->rest_temp_count = temps;
    return ST_OK;
}

/* Temps more behind those of `in`. */
static status shape_longer(cutting *c, const cut_shape *in, size_t more, cut_shape *out)
{
    TRY(shape_new(c, in->slot_count, in->temp_count + more, out));
    for (size_t i = 0; i < in->slot_count; i++)
        out->slots[i] = in->slots[i];
    for (size_t i = 0; i < in->temp_count; i++)
        out->temps[i] = in->temps[i];
    for (size_t i = 0; i < more; i++)
        out->temps[in->temp_count + i].index = (uint32_t)(in->rest_temp_count + i);
    out->rest_slot_count = in->rest_slot_count;
    out->rest_temp_count = in->rest_temp_count + more;
    return ST_OK;
}

static cut_place moved(cut_place p, size_t slots, size_t temps, bool is_slot)
{
    p.index += (uint32_t)(p.made || is_slot ? slots : temps);
    return p;
}

static status shape_both(cutting *c, const cut_shape *a, const cut_shape *b, cut_shape *out)
{
    TRY(shape_new(c, a->slot_count + b->slot_count, a->temp_count + b->temp_count, out));
    for (size_t i = 0; i < a->slot_count; i++)
        out->slots[i] = a->slots[i];
    for (size_t i = 0; i < b->slot_count; i++)
        out->slots[a->slot_count + i] = moved(b->slots[i], a->rest_slot_count, a->rest_temp_count, true);
    for (size_t i = 0; i < a->temp_count; i++)
        out->temps[i] = a->temps[i];
    for (size_t i = 0; i < b->temp_count; i++)
        out->temps[a->temp_count + i] = moved(b->temps[i], a->rest_slot_count, a->rest_temp_count, false);
    out->rest_slot_count = a->rest_slot_count + b->rest_slot_count;
    out->rest_temp_count = a->rest_temp_count + b->rest_temp_count;
    return ST_OK;
}

/* How many temps WINDOW appends: its aggregates, and the elements of the part that has a set among its keys. */
static size_t window_temps(const plan *p)
{
    size_t spread = 0;
    for (size_t i = 0; i < p->part_count; i++)
        for (size_t k = 0; k < p->parts[i].key_count; k++)
            if (p->parts[i].keys[k].expr->type.set)
                spread = p->parts[i].key_count;
    return p->aggregate_count + spread;
}

static status shape_of(cutting *c, const plan *p, const cut_rows *in, const cut_rows *other, cut_shape *out)
{
    switch (p->kind) {
    case PLAN_EXPAND:
        return shape_longer(c, &in->shape, 1, out);
    case PLAN_WINDOW:
        return shape_longer(c, &in->shape, window_temps(p), out);
    case PLAN_GROUP:
    case PLAN_PIVOT:
        return shape_plain(c, 0, p->key_count + p->aggregate_count, out);
    case PLAN_JOIN:
        return shape_both(c, &in->shape, &other->shape, out);
    case PLAN_APPEND:
        return p->column_count ? shape_plain(c, 0, p->column_count, out) : shape_longer(c, &in->shape, 0, out);
    default:
        return shape_longer(c, &in->shape, 0, out);
    }
}

/* ---- Operators ---- */

static status rest_aggregates(cutting *c, plan *p, cut_shape *shape)
{
    plan_aggregate *list = ARENA_ARRAY(c->a, p->aggregate_count, plan_aggregate);
    if (!list)
        return ST_NO_MEMORY;
    for (size_t i = 0; i < p->aggregate_count; i++) {
        list[i] = p->aggregates[i];
        TRY(rest_expr(c, list[i].arg, shape, &list[i].arg));
    }
    p->aggregates = list;
    return ST_OK;
}

static status rest_notes(cutting *c, plan *p, cut_shape *shape)
{
    plan_kept_note *notes = ARENA_ARRAY(c->a, p->note_count, plan_kept_note);
    if (!notes)
        return ST_NO_MEMORY;
    for (size_t i = 0; i < p->note_count; i++) {
        notes[i] = p->notes[i];
        TRY(rest_expr(c, notes[i].operand, shape, &notes[i].operand));
    }
    p->notes = notes;
    return ST_OK;
}

static status rest_parts(cutting *c, plan *p, cut_shape *shape)
{
    plan_part *parts = ARENA_ARRAY(c->a, p->part_count, plan_part);
    if (!parts)
        return ST_NO_MEMORY;
    for (size_t i = 0; i < p->part_count; i++) {
        parts[i] = p->parts[i];
        TRY(rest_keys(c, parts[i].keys, parts[i].key_count, shape, &parts[i].keys));
    }
    p->parts = parts;
    return ST_OK;
}

status rest_operator(cutting *c, const plan *p, const cut_rows *in, const cut_rows *other, cut_rows *out)
{
    plan *anew = ARENA_NEW(c->a, plan);
    cut_shape shape = in->shape;
    if (!anew)
        return ST_NO_MEMORY;
    *anew = *p;
    anew->input = in->plan;
    anew->other = other ? other->plan : NULL;
    *out = (cut_rows){.plan = anew};
    TRY(shape_of(c, p, in, other, &out->shape));
    if (p->kind == PLAN_JOIN)
        shape = out->shape;
    TRY(rest_expr(c, p->expr, &shape, &anew->expr));
    TRY(rest_expr(c, p->in, &shape, &anew->in));
    TRY(rest_keys(c, p->keys, p->key_count, &shape, &anew->keys));
    TRY(rest_keys(c, p->per, p->per_count, &shape, &anew->per));
    TRY(rest_aggregates(c, anew, &shape));
    TRY(rest_notes(c, anew, &shape));
    TRY(rest_parts(c, anew, &shape));
    /* Those of PIVOT are over the temps of its groups, which stay. */
    if (p->kind != PLAN_PIVOT)
        TRY(rest_exprs(c, p->columns, p->column_count, &shape, &anew->columns));
    else
        c->pivot = anew;
    if (other) {
        cut_shape beside = other->shape;
        TRY(rest_exprs(c, p->other_columns, p->other_columns ? p->column_count : 0, &beside, &anew->other_columns));
    }
    return ST_OK;
}

status rest_scan(cutting *c, const plan *p, cut_rows *out)
{
    *out = (cut_rows){.plan = p};
    return shape_plain(c, 1, 0, &out->shape);
}

status rest_close(cutting *c, cut_rows *rows, const plan *stops, str why)
{
    sql_made *m = rows->open;
    if (!m)
        return ST_OK;
    plan *scan = ARENA_NEW(c->a, plan);
    sql_made **kept = arena_push(c->a, (void **)&c->cut->made, &c->cut->made_count, &c->cut->made_capacity, sizeof *kept);
    if (!scan || !kept)
        return ST_NO_MEMORY;
    *kept = m;
    m->collection = (uint16_t)(c->data->count + c->cut->made_count - 1);
    m->stops = stops;
    m->why = why;
    plan_kept_note *notes = ARENA_ARRAY(c->a, m->told_count, plan_kept_note);
    m->kept = ARENA_ARRAY(c->a, m->told_count, uint64_t);
    if (!notes || !m->kept)
        return ST_NO_MEMORY;
    for (size_t i = 0; i < m->told_count; i++)
        notes[i] =
            (plan_kept_note){.name = m->told[i]->name, .part = m->told[i]->part, .from = m->told[i]->from, .where = m->told[i]->where};
    *scan = (plan){.kind = PLAN_SCAN,
                   .collection = m->collection,
                   .from = m->upto->from,
                   .where = m->upto->where,
                   .notes = notes,
                   .note_count = m->told_count,
                   .kept = m->kept};
    rows->open = NULL;
    rows->plan = scan;
    TRY(shape_new(c, m->rows.slot_count, m->rows.temp_count, &rows->shape));
    for (size_t i = 0; i < m->rows.slot_count; i++)
        rows->shape.slots[i] = (cut_place){.made = m, .was = (uint32_t)i};
    for (size_t i = 0; i < m->rows.temp_count; i++)
        rows->shape.temps[i] = (cut_place){.made = m, .was = (uint32_t)i};
    rows->shape.rest_slot_count = 1;
    rows->shape.rest_temp_count = 0;
    return ST_OK;
}
