/* Groups in SQL.
 *
 * Rows that lie on several servers are grouped in two steps, rows to parts of groups and these to groups: the parts hold the column that says where, and so each server makes its own and sends
 * only them. Units of time that a period touches are then known by the first and the last of them, and only the few parts are dealt out to those between, which no server is asked to do.
 * On one server that was not quicker than to deal out the rows, which several processes can do. */
#include <string.h>

#include "runtime/sql/emit.h"

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

bool emit_may_not_fit(const plan_aggregate *a)
{
    return a->type.kind == TYPE_INT && strcmp(a->function->name, "sum") == 0;
}

/* ---- What is selected ---- */

/* A SELECT of groups, and in two steps that of their parts. */
typedef struct grouping {
    str alias; /* of the SELECT as a table */
    sbuf columns, keys;
    size_t count;
    /* The parts: */
    bool in_parts;
    str part_alias;
    sbuf part_columns, part_keys, part_with;
    size_t part_count;
    sql_from from; /* of the groups then: the parts, and what is joined to them */
} grouping;

static void column(emitter *em, grouping *g, str expr, str *as)
{
    g->count++;
    sbuf_printf(&g->columns, "%s%.*s AS c%zu", g->count > 1 ? ", " : "", STR_ARG(expr), g->count);
    *as = arena_printf(em->a, "%.*s.c%zu", STR_ARG(g->alias), g->count);
}

static void group_by(sbuf *keys, str expr)
{
    sbuf_printf(keys, "%s%.*s", keys->n ? ", " : "", STR_ARG(expr));
}

/* By the last column. A bare 1 or TRUE would be taken for the number of one, or refused. */
static void group_by_last(grouping *g)
{
    sbuf_printf(&g->keys, "%s%zu", g->keys.n ? ", " : "", g->count);
}

/* A column of the parts; what it is called outside. */
static str part_column(emitter *em, grouping *g, str expr, bool key)
{
    g->part_count++;
    sbuf_printf(&g->part_columns, "%s%.*s AS p%zu", g->part_count > 1 ? ", " : "", STR_ARG(expr), g->part_count);
    if (key) /* by its number: a name might be that of a column */
        sbuf_printf(&g->part_keys, "%s%zu", g->part_keys.n ? ", " : "", g->part_count);
    return arena_printf(em->a, "%.*s.p%zu", STR_ARG(g->part_alias), g->part_count);
}

/* A value by which the parts are told from each other, as they give it. */
static sql_value of_parts(emitter *em, grouping *g, const sql_value *v)
{
    sql_value out = *v;
    out.constant = NULL;
    for (size_t i = 0; i < v->parts; i++)
        out.part[i] = part_column(em, g, v->part[i], true);
    return out;
}

/* ---- Keys ---- */

static bool is_unit(const emitter *em, const plan_key *k)
{
    return em->dialect->unit_around && emit_unit_of(k->expr);
}

/* The units that a period touches: parts are told from each other by the first and the last of them only. */
static bool unit_key(emitter *em, const plan_key *k, sql_rows *rows, grouping *g, sql_value *out)
{
    const char *unit = emit_unit_of(k->expr);
    sql_value when = {0};
    str ends[2], alias = emit_alias(em, str_of(unit)), table = emit_alias(em, STR("known")), is = {0};
    emit_stand_on(em, rows);
    if (!emit_value(em, k->expr->args[0], &when))
        return false;
    str with = em->dialect->unit_table(em->a, unit, table);
    sbuf_printf(&g->part_with, "%s%.*s", with.n ? g->part_with.n ? ", " : "WITH " : "", STR_ARG(with));
    for (size_t i = 0; i < 2; i++)
        ends[i] = part_column(em, g, em->dialect->unit_around(em->a, unit, when.part[i], table), true);
    *out = (sql_value){.type = type_of(TYPE_PERIOD), .parts = 2, .known = k->in};
    for (size_t i = 0; i < 2; i++)
        out->part[i] = em->dialect->unit_part(em->a, unit, alias, i);
    em->from = &g->from;
    if (k->in) {
        bool done = emit_push_element(em, out) && emit_condition(em, k->in, true, &is) && from_where(em, &g->from, is);
        em->element_count -= em->element_count > 0;
        if (!done)
            return false;
    }
    str item = em->dialect->units(em->a, unit, ends[0], ends[1], alias);
    return from_add(em, &g->from, arena_printf(em->a, "%s %.*s ON TRUE", k->in ? "JOIN" : "LEFT JOIN", STR_ARG(item)));
}

static bool group_key(emitter *em, const plan_key *k, sql_rows *rows, grouping *g, sql_value *out)
{
    sql_value v = {0};
    bool unit = g->in_parts && is_unit(em, k);
    if (unit ? !unit_key(em, k, rows, g, &v) : !emit_spread(em, k->expr, k->in, rows, &v))
        return false;
    if (v.type.kind == TYPE_DURATION)
        return emit_refuse(em, STR("lengths of time are grouped in memory"));
    if (g->in_parts && !unit)
        v = of_parts(em, g, &v);
    *out = v;
    out->constant = NULL;
    for (size_t i = 0; i < v.parts; i++) {
        /* A number may be written in several ways in a database that is not ours: one of them stands for the group. */
        bool varies = i == 0 && (v.type.kind == TYPE_NUMBER || v.type.kind == TYPE_MONEY) && v.form != SQL_PRINTED;
        str identity = varies ? emit_identity(em, &v, i) : v.part[i];
        str shown = varies ? arena_printf(em->a, "min(%.*s)", STR_ARG(v.part[i])) : v.part[i];
        column(em, g, shown, &out->part[i]);
        if (v.constant && v.type.kind == TYPE_BOOL)
            group_by_last(g);
        else
            group_by(&g->keys, identity);
    }
    return true;
}

/* ---- Aggregates ---- */

/* Of the parts, and then of what these give: counts are added, the smallest of the smallest is the smallest. Without keys there may be no part at all. */
static bool aggregate_of_parts(emitter *em, const plan_aggregate *a, const sql_value *v, grouping *g, str *out)
{
    str text;
    const char *name = a->function->name;
    if (v && a->distinct) {
        sql_value each = of_parts(em, g, v);
        return aggregate_of(em, a, &each, out);
    }
    if (!aggregate_of(em, a, v, &text))
        return false;
    if (strcmp(name, "count") == 0) {
        str sum = arena_printf(em->a, "sum(%.*s)", STR_ARG(part_column(em, g, text, false)));
        *out = arena_printf(em->a, g->keys.n ? "%.*s::bigint" : "coalesce(%.*s, 0)::bigint", STR_ARG(sum));
        return true;
    }
    sql_value part = *v;
    bool any = strcmp(name, "any") == 0, truth = any || strcmp(name, "all") == 0;
    const char *with = any ? "bool_or" : truth ? "bool_and" : name;
    part.part[0] = part_column(em, g, arena_printf(em->a, "%s(%.*s)", with, STR_ARG(v->part[0])), false);
    return aggregate_of(em, a, &part, out);
}

static bool group_aggregate(emitter *em, const plan_aggregate *a, sql_rows *rows, grouping *g, sql_value *out)
{
    sql_value v = {0};
    str text;
    emit_stand_on(em, rows);
    if (a->arg && a->arg->type.set)
        return emit_refuse(em, STR("sets are aggregated in memory"));
    if (a->arg && !emit_value(em, a->arg, &v))
        return false;
    const sql_value *arg = a->arg ? &v : NULL;
    if (g->in_parts ? !aggregate_of_parts(em, a, arg, g, &text) : !aggregate_of(em, a, arg, &text))
        return false;
    *out = (sql_value){.type = a->type, .form = a->arg ? v.form : SQL_PLAIN, .parts = 1};
    column(em, g, text, &out->part[0]);
    return true;
}

/* ---- The statement ---- */

static str select_groups(emitter *em, const sbuf *columns, const sql_from *from, const sbuf *keys, const sbuf *with, str alias)
{
    sbuf b = {0};
    sql_from narrow;
    if (!emit_narrow(em, from, &narrow))
        return (str){0};
    sbuf_char(&b, '(');
    if (with && with->n)
        sbuf_printf(&b, "%.*s\n  ", (int)with->n, with->p);
    sbuf_printf(&b, "SELECT %.*s", columns->n ? (int)columns->n : 1, columns->n ? columns->p : "1");
    from_print(&b, &narrow, 2);
    if (keys->n)
        sbuf_printf(&b, "\n  GROUP BY %.*s", (int)keys->n, keys->p);
    sbuf_printf(&b, ") AS %.*s", STR_ARG(alias));
    em->a->failed |= columns->failed || keys->failed;
    return emit_take(em, &b);
}

/* The parts come first in the FROM of the groups. */
static bool put_parts_first(emitter *em, grouping *g, const sql_rows *rows)
{
    sql_from joined = g->from;
    str parts = select_groups(em, &g->part_columns, &rows->from, &g->part_keys, &g->part_with, g->part_alias);
    g->from.items = NULL;
    g->from.item_count = g->from.item_capacity = 0;
    if (parts.n == 0 || g->part_with.failed || !from_add(em, &g->from, parts))
        return false;
    for (size_t i = 0; i < joined.item_count; i++)
        if (!from_add(em, &g->from, joined.items[i]))
            return false;
    return true;
}

static bool put_together(emitter *em, const plan *p, sql_rows *rows, grouping *g, sql_rows *out)
{
    str server = emit_where_rows_lie(em, rows);
    if (g->in_parts && server.n)
        part_column(em, g, server, true);
    for (size_t i = 0; i < p->key_count; i++) {
        sql_value v = {0};
        if (!group_key(em, &p->keys[i], rows, g, &v) || !emit_add_temp(em, out, &v))
            return false;
    }
    for (size_t i = 0; i < p->aggregate_count; i++) {
        sql_value v = {0};
        if (!group_aggregate(em, &p->aggregates[i], rows, g, &v) || !emit_add_temp(em, out, &v))
            return false;
    }
    if (g->in_parts && !put_parts_first(em, g, rows))
        return false;
    str item = select_groups(em, &g->columns, g->in_parts ? &g->from : &rows->from, &g->keys, NULL, g->alias);
    return item.n > 0 && from_add(em, &out->from, item);
}

/* Does it ask of nothing but the element around it? */
static bool of_element_only(const plan_expr *e)
{
    if (e->kind == PLAN_FIELD || e->kind == PLAN_ROW || e->kind == PLAN_TEMP || e->kind == PLAN_QUERY)
        return false;
    for (size_t i = 0; i < e->arg_count; i++)
        if (!of_element_only(e->args[i]))
            return false;
    return true;
}

static bool is_in_parts(emitter *em, const plan *p, const sql_rows *rows)
{
    for (size_t i = 0; i < p->key_count; i++)
        if (is_unit(em, &p->keys[i]) && p->keys[i].in && !of_element_only(p->keys[i].in))
            return false;
    return emit_where_rows_lie(em, rows).n > 0;
}

bool emit_group(emitter *em, const plan *p, sql_rows *rows)
{
    grouping g = {.alias = emit_alias(em, STR("groups")), .in_parts = is_in_parts(em, p, rows)};
    sql_rows out = {0};
    g.part_alias = g.in_parts ? emit_alias(em, STR("parts")) : (str){0};
    bool done = put_together(em, p, rows, &g, &out);
    sbuf_free(&g.columns);
    sbuf_free(&g.keys);
    sbuf_free(&g.part_columns);
    sbuf_free(&g.part_keys);
    sbuf_free(&g.part_with);
    if (!done)
        return false;
    emit_stand_on(em, &out);
    for (size_t i = 0; i < p->key_count; i++)
        if (!emit_order(em, &out.temps[i], false, &out))
            return false;
    *rows = out;
    emit_stand_on(em, rows);
    return true;
}

str emit_count(emitter *em, const sql_rows *rows)
{
    sbuf b = {0};
    sql_from narrow;
    if (!emit_narrow(em, &rows->from, &narrow))
        return (str){0};
    str server = emit_where_rows_lie(em, rows);
    if (server.n)
        sbuf_printf(&b, "SELECT coalesce(sum(n.n), 0)::bigint\nFROM (SELECT %.*s, count(*) AS n", STR_ARG(server));
    else
        sbuf_add(&b, STR("SELECT count(*)"));
    from_print(&b, &narrow, server.n ? 2 : 0);
    if (server.n)
        sbuf_printf(&b, "\n  GROUP BY %.*s) AS n", STR_ARG(server));
    return emit_take(em, &b);
}
