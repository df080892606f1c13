/* Operators in SQL: scans, filters, expansions, sorting. */
#include <string.h>

#include "runtime/sql/emit.h"

void emit_stand_on(emitter *em, sql_rows *rows)
{
    em->rows = rows;
    em->from = &rows->from;
}

bool emit_add_temp(emitter *em, sql_rows *rows, const sql_value *v)
{
    sql_value *room = arena_push(em->a, (void **)&rows->temps, &rows->temp_count, &rows->temp_capacity, sizeof *room);
    if (room)
        *room = *v;
    return room;
}

/* ---- Scan ---- */

static bool order_by_table(emitter *em, const sql_table *t, str alias, sql_rows *rows)
{
    for (size_t i = 0; i < t->order_count; i++) {
        sql_order *o = arena_push(em->a, (void **)&rows->order, &rows->order_count, &rows->order_capacity, sizeof *o);
        if (!o)
            return false;
        str column = emit_column(em, alias, t->order[i]);
        if (em->layout->foreign) {
            *o = (sql_order){.by = foreign_order(em, column, t->order_kinds[i]),
                             .known = true}; /* what is NULL stands where it does when rows are read */
            continue;
        }
        bool number = t->dense || t->key_type.kind == TYPE_INT;
        *o = (sql_order){.by = number ? column : em->dialect->by_code_point(em->a, column), .known = t->order_count == 1};
    }
    return true;
}

bool emit_scan(emitter *em, const plan *p, sql_rows *rows)
{
    if (p->collection >= em->layout->count)
        return emit_refuse(em, STR("these rows are not in the database"));
    const sql_table *t = &em->layout->tables[p->collection];
    struct sql_slot *slot = arena_push(em->a, (void **)&rows->slots, &rows->slot_count, &rows->slot_capacity, sizeof *slot);
    if (!slot)
        return false;
    if (em->layout->foreign ? !foreign_ordered(em, t) : t->order_count > 1)
        return false;
    *slot = (struct sql_slot){p->collection, emit_alias(em, t->name)};
    emit_stand_on(em, rows);
    return from_add(em, &rows->from, emit_table(em, t->schema, t->name, slot->alias)) && order_by_table(em, t, slot->alias, rows);
}

str emit_where_rows_lie(emitter *em, const sql_rows *rows)
{
    for (size_t i = 0; i < rows->slot_count; i++) {
        const sql_table *t = &em->layout->tables[rows->slots[i].collection];
        if (t->spread.n)
            return emit_column(em, rows->slots[i].alias, t->spread);
    }
    return (str){0};
}

/* ---- Filter ---- */

bool emit_where(emitter *em, const plan_expr *e, sql_rows *rows)
{
    str is;
    bool is_so;
    emit_stand_on(em, rows);
    if (e->kind == PLAN_AND) {
        for (size_t i = 0; i < e->arg_count; i++)
            if (!emit_where(em, e->args[i], rows))
                return false;
        return true;
    }
    if (!emit_spread_where(em, e, rows, &is_so))
        return false;
    if (is_so)
        return true;
    const plan_expr *around = em->top;
    em->top = e;
    bool done = emit_condition(em, e, true, &is);
    em->top = around;
    return done && from_where(em, &rows->from, is) && emit_note_days(em, e, rows);
}

/* ---- Expand ---- */

bool emit_spread(emitter *em, const plan_expr *e, const plan_expr *kept, sql_rows *rows, sql_value *element)
{
    str item, on, is = {0};
    emit_stand_on(em, rows);
    bool done = e->type.set ? emit_joinable(em, e, &item, &on, element) : emit_value(em, e, element);
    if (!done)
        return false;
    if (kept) {
        if (!emit_push_element(em, element))
            return false;
        done = emit_condition(em, kept, true, &is);
        em->element_count--;
        if (!done)
            return false;
    }
    element->known = element->known && kept;
    if (!e->type.set)
        return !kept || from_where(em, &rows->from, is);
    if (kept && !from_where(em, &rows->from, is))
        return false;
    return from_add(em, &rows->from, arena_printf(em->a, "%s %.*s ON %.*s", kept ? "JOIN" : "LEFT JOIN", STR_ARG(item), STR_ARG(on)));
}

bool emit_expand(emitter *em, const plan *p, sql_rows *rows)
{
    sql_value element = {0};
    return emit_spread(em, p->expr, p->in, rows, &element) && emit_add_temp(em, rows, &element) &&
           (!p->expr->type.set || emit_order(em, &element, false, rows));
}

/* ---- Sort ---- */

bool emit_sort(emitter *em, const plan *p, sql_rows *rows)
{
    sql_rows sorted = *rows;
    sorted.order = NULL;
    sorted.order_count = sorted.order_capacity = 0;
    for (size_t i = 0; i < p->key_count; i++) {
        sql_value v = {0};
        emit_stand_on(em, &sorted);
        if (!emit_value(em, p->keys[i].expr, &v) || !emit_order(em, &v, p->keys[i].descending, &sorted))
            return false;
    }
    for (size_t i = 0; i < rows->order_count; i++) {
        sql_order *o = arena_push(em->a, (void **)&sorted.order, &sorted.order_count, &sorted.order_capacity, sizeof *o);
        if (!o)
            return false;
        *o = rows->order[i];
    }
    *rows = sorted;
    emit_stand_on(em, rows);
    return true;
}

/* ---- All of a plan ---- */

bool emit_plan(emitter *em, const plan *p, sql_rows *rows)
{
    if (p->kind == PLAN_SCAN)
        return emit_scan(em, p, rows);
    if (!p->input || !emit_plan(em, p->input, rows))
        return false;
    switch (p->kind) {
    case PLAN_FILTER:
        return emit_where(em, p->expr, rows);
    case PLAN_EXPAND:
        return emit_expand(em, p, rows);
    case PLAN_SORT:
        return emit_sort(em, p, rows);
    case PLAN_GROUP:
        return emit_group(em, p, rows);
    default:
        return emit_refuse(em, STR("this clause is for memory"));
    }
}

/* Does some filter of it tell of rows that it keeps, or some aggregate of what does not fit? */
static bool tells(const plan *p)
{
    for (; p; p = p->input) {
        if (p->note_count > 0)
            return true;
        for (size_t i = 0; i < p->aggregate_count; i++)
            if (emit_may_not_fit(&p->aggregates[i]))
                return true;
    }
    return false;
}

bool emit_subquery(emitter *em, const plan_subquery *q, str *item, sql_value *element)
{
    if (tells(q->root) && !em->counting)
        return emit_refuse(em, STR("the query in it may have something to tell of its rows, which is counted in memory"));
    const sql_rows *rows_around = em->rows;
    sql_from *from_around = em->from;
    emitter around = *em; /* whose elements cannot be seen from inside */
    sql_rows rows = {0};
    sql_value v = {0};
    str alias = emit_alias(em, STR("query"));
    em->elements = NULL;
    em->element_count = em->element_capacity = 0;
    em->about++; /* links out here mean other rows */
    bool done = emit_plan(em, q->root, &rows);
    if (done) {
        em->about--;
        emit_stand_on(em, &rows);
        done = !q->column->type.set && emit_value(em, q->column, &v);
        em->about++;
    }
    em->about--;
    em->rows = rows_around;
    em->from = from_around;
    em->elements = around.elements;
    em->element_count = around.element_count;
    em->element_capacity = around.element_capacity;
    sql_from from;
    if (!done || !from_where(em, &rows.from, arena_printf(em->a, "%.*s IS NOT NULL", STR_ARG(v.part[0]))) ||
        !emit_narrow(em, &rows.from, &from))
        return false;
    sbuf b = {0};
    *element = v;
    element->known = true;
    element->constant = NULL;
    for (size_t i = 0; i < v.parts; i++) {
        sbuf_printf(&b, "%s%.*s AS v%zu", i ? ", " : "(SELECT ", STR_ARG(v.part[i]), i + 1);
        element->part[i] = arena_printf(em->a, "%.*s.v%zu", STR_ARG(alias), i + 1);
    }
    from_print(&b, &from, 2);
    sbuf_printf(&b, ") AS %.*s", STR_ARG(alias));
    *item = emit_take(em, &b);
    return !em->a->failed;
}
