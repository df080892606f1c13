/* Operators in SQL: scans, filters, expansions, sorting, grouping. */
#include <string.h>

#include "runtime/sql/emit.h"

/* Expressions from here on are about these rows. */
static void stand_on(emitter *em, sql_rows *rows)
{
    em->rows = rows;
    em->from = &rows->from;
}

static bool add_temp(emitter *em, sql_rows *rows, const sql_value *v)
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
    stand_on(em, rows);
    return from_add(em, &rows->from, emit_table(em, t->schema, t->name, slot->alias)) && order_by_table(em, t, slot->alias, rows);
}

/* ---- Filter ---- */

bool emit_where(emitter *em, const plan_expr *e, sql_rows *rows)
{
    str is;
    stand_on(em, rows);
    if (e->kind == PLAN_AND) {
        for (size_t i = 0; i < e->arg_count; i++)
            if (!emit_where(em, e->args[i], rows))
                return false;
        return true;
    }
    const plan_expr *around = em->top;
    em->top = e;
    bool done = emit_condition(em, e, true, &is);
    em->top = around;
    return done && from_where(em, &rows->from, is) && emit_note_days(em, e, rows);
}

/* ---- Expand ---- */

/* Spreads a set over rows; `kept` (over the element) leaves only some, and then no row without. */
static bool spread(emitter *em, const plan_expr *e, const plan_expr *kept, sql_rows *rows, sql_value *element)
{
    str item, on, is = {0};
    stand_on(em, rows);
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
    return spread(em, p->expr, p->in, rows, &element) && add_temp(em, rows, &element) &&
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
        stand_on(em, &sorted);
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
    stand_on(em, rows);
    return true;
}

/* ---- Group ---- */

static bool is_wider(const sql_value *v)
{
    return v->parts > 1;
}

static str both_parts(emitter *em, const sql_value *v)
{
    str a = emit_identity(em, v, 0);
    if (em->dialect->functions == FUNCTION_POSTGRES)
        return arena_printf(em->a, "CASE WHEN %.*s IS NOT NULL THEN (%.*s, %.*s) END", STR_ARG(a), STR_ARG(a), STR_ARG(v->part[1]));
    return arena_printf(em->a, "%.*s || ' ' || %.*s", STR_ARG(a), STR_ARG(v->part[1]));
}

/* Aggregates whose result is a whole number or a truth value. */
static bool count_of(emitter *em, const plan_aggregate *g, const sql_value *v, str *out)
{
    str one = !v ? STR("*") : g->distinct ? (is_wider(v) ? both_parts(em, v) : emit_identity(em, v, 0)) : v->part[0];
    *out = arena_printf(em->a, "count(%s%.*s)", g->distinct ? "DISTINCT " : "", STR_ARG(one));
    return true;
}

static bool aggregate_of(emitter *em, const plan_aggregate *g, const sql_value *v, str *out)
{
    const char *name = g->function->name;
    bool whole = v && v->type.kind == TYPE_INT, day_ = v && v->type.kind == TYPE_DATE, sqlite = em->dialect->functions == FUNCTION_SQLITE;
    if (strcmp(name, "count") == 0)
        return count_of(em, g, v, out);
    if (v && !g->distinct && (whole || day_) && (strcmp(name, "min") == 0 || strcmp(name, "max") == 0)) {
        *out = arena_printf(em->a, "%s(%.*s)", name, STR_ARG(v->part[0]));
        return true;
    }
    if (whole && !g->distinct && strcmp(name, "sum") == 0) {
        *out = arena_printf(em->a, "sum(%.*s)%s", STR_ARG(v->part[0]), sqlite ? "" : "::bigint");
        return true;
    }
    bool any = strcmp(name, "any") == 0;
    if (v && v->type.kind == TYPE_BOOL && (any || strcmp(name, "all") == 0)) {
        const char *with = sqlite ? (any ? "max" : "min") : any ? "bool_or" : "bool_and";
        *out = arena_printf(em->a, "coalesce(%s(%.*s), %s)", with, STR_ARG(v->part[0]), em->dialect->truth[!any]);
        return true;
    }
    return emit_refuse(em, arena_printf(em->a, "%s is computed in memory", name));
}

/* What a SELECT of groups gives, and by what it groups. */
typedef struct grouping {
    sbuf columns, keys;
    size_t count;
    str alias; /* of the SELECT as a table */
} grouping;

static void column(emitter *em, grouping *g, str expr, str *as)
{
    g->count++;
    sbuf_printf(&g->columns, "%s%.*s AS c%zu", g->count > 1 ? ", " : "", STR_ARG(expr), g->count);
    *as = arena_printf(em->a, "%.*s.c%zu", STR_ARG(g->alias), g->count);
}

static bool group_key(emitter *em, const plan_key *k, sql_rows *rows, grouping *g, sql_value *out)
{
    sql_value v = {0};
    if (!spread(em, k->expr, k->in, rows, &v))
        return false;
    if (v.type.kind == TYPE_DURATION)
        return emit_refuse(em, STR("lengths of time are grouped in memory"));
    *out = v;
    out->constant = NULL;
    for (size_t i = 0; i < v.parts; i++) {
        /* A number may be written in several ways in a database that is not ours: one of them stands for the group. */
        bool varies = i == 0 && (v.type.kind == TYPE_NUMBER || v.type.kind == TYPE_MONEY) && v.form != SQL_PRINTED;
        str identity = varies ? emit_identity(em, &v, i) : v.part[i];
        str shown = varies ? arena_printf(em->a, "min(%.*s)", STR_ARG(v.part[i])) : v.part[i];
        column(em, g, shown, &out->part[i]);
        sbuf_printf(&g->keys, "%s%.*s", g->keys.n ? ", " : "", STR_ARG(identity));
    }
    return true;
}

static bool group_aggregate(emitter *em, const plan_aggregate *a, sql_rows *rows, grouping *g, sql_value *out)
{
    sql_value v = {0};
    str text;
    em->rows = rows;
    em->from = &rows->from;
    if (a->arg && a->arg->type.set)
        return emit_refuse(em, STR("sets are aggregated in memory"));
    if (a->arg && !emit_value(em, a->arg, &v))
        return false;
    if (!aggregate_of(em, a, a->arg ? &v : NULL, &text))
        return false;
    *out = (sql_value){.type = a->type, .form = a->arg ? v.form : SQL_PLAIN, .parts = 1};
    column(em, g, text, &out->part[0]);
    return true;
}

static bool put_together(emitter *em, const plan *p, sql_rows *rows, grouping *g, sql_rows *out)
{
    for (size_t i = 0; i < p->key_count; i++) {
        sql_value v = {0};
        if (!group_key(em, &p->keys[i], rows, g, &v) || !add_temp(em, out, &v))
            return false;
    }
    for (size_t i = 0; i < p->aggregate_count; i++) {
        sql_value v = {0};
        if (!group_aggregate(em, &p->aggregates[i], rows, g, &v) || !add_temp(em, out, &v))
            return false;
    }
    sql_from from;
    if (!emit_narrow(em, &rows->from, &from))
        return false;
    sbuf b = {0};
    sbuf_printf(&b, "(SELECT %.*s", (int)g->columns.n, g->columns.n ? g->columns.p : "1");
    if (!g->columns.n)
        sbuf_char(&b, '1');
    from_print(&b, &from, 2);
    if (g->keys.n)
        sbuf_printf(&b, "\n  GROUP BY %.*s", (int)g->keys.n, g->keys.p);
    sbuf_printf(&b, ") AS %.*s", STR_ARG(g->alias));
    str item = emit_take(em, &b);
    return !em->a->failed && from_add(em, &out->from, item);
}

bool emit_group(emitter *em, const plan *p, sql_rows *rows)
{
    grouping g = {.alias = emit_alias(em, STR("groups"))};
    sql_rows out = {0};
    bool done = put_together(em, p, rows, &g, &out);
    em->a->failed |= g.columns.failed || g.keys.failed;
    sbuf_free(&g.columns);
    sbuf_free(&g.keys);
    if (!done || em->a->failed)
        return false;
    stand_on(em, &out);
    for (size_t i = 0; i < p->key_count; i++)
        if (!emit_order(em, &out.temps[i], false, &out))
            return false;
    *rows = out;
    stand_on(em, rows);
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

/* Does some filter of it tell of rows that it keeps? */
static bool tells(const plan *p)
{
    for (; p; p = p->input)
        if (p->note_count > 0)
            return true;
    return false;
}

bool emit_subquery(emitter *em, const plan_subquery *q, str *item, sql_value *element)
{
    if (tells(q->root) && !em->counting)
        return emit_refuse(em, STR("the query in it tells of rows that it keeps, which are counted in memory"));
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
        stand_on(em, &rows);
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
