/* Sets in SQL: they are never values there, but rows to look for, to count or to join with. */
#include <string.h>

#include "runtime/sql/emit.h"

static bool add_item(emitter *em, str item)
{
    sql_from *f = em->from;
    return from_add(em, f, f->item_count ? arena_printf(em->a, "CROSS JOIN %.*s", STR_ARG(item)) : item);
}

/* Rows of a table that are tied to the row at hand: what to put into FROM, and the condition. */
typedef struct tied {
    str item, on;
    str owner, owned_by; /* of a stored set: `on` says that they are the same; empty in databases that are not ours */
    str join;            /* behind the item, keeps the rows that lead to one, which is `led`; empty: all do */
    str led;
    sql_value element;
} tied;

/* The same, no element twice, of a table that may say a thing twice. `tie` is its column that must be `to`. */
static bool each_once(emitter *em, str tie, str to, tied *out)
{
    str alias = emit_alias(em, STR("set")), space = out->join.n ? STR("\n    ") : STR("");
    out->item = arena_printf(em->a, "(SELECT DISTINCT %.*s AS owner, %.*s AS v1\n  FROM %.*s%.*s%.*s) AS %.*s", STR_ARG(tie),
                             STR_ARG(out->element.part[0]), STR_ARG(out->item), STR_ARG(space), STR_ARG(out->join), STR_ARG(alias));
    out->on = arena_printf(em->a, "%.*s.owner = %.*s", STR_ARG(alias), STR_ARG(to));
    out->element.part[0] = arena_printf(em->a, "%.*s.v1", STR_ARG(alias));
    out->join = out->led = (str){0};
    return !em->a->failed;
}

/* The set that a row has, whose key is `owner`; `row` is the alias of that row, empty if it is not at hand. */
static bool stored_set(emitter *em, uint16_t collection, uint16_t field, str owner, str row, tied *out)
{
    const sql_field *f = &em->layout->tables[collection].fields[field];
    str alias = emit_alias(em, f->table), column = emit_column(em, alias, f->owner);
    out->item = emit_table(em, f->schema, f->table, alias);
    out->on = arena_printf(em->a, "%.*s = %.*s", STR_ARG(column), STR_ARG(owner));
    if (em->layout->foreign) {
        str tie = foreign_key(em, &em->layout->tables[collection], column);
        return foreign_elements(em, f, alias, &out->element, &out->join, &out->led) && (f->once || each_once(em, tie, owner, out));
    }
    out->owner = column;
    out->owned_by = owner;
    if (row.n && f->spread.n) { /* where the row lies, so that each server joins its own */
        str here = emit_column(em, alias, f->spread), there = emit_column(em, row, f->spread);
        out->on = arena_printf(em->a, "%.*s AND %.*s = %.*s", STR_ARG(out->on), STR_ARG(here), STR_ARG(there));
    }
    bool done = emit_columns(em, f, alias, &out->element);
    out->element.known = true;
    return done;
}

/* The rows whose field leads to the row with the key `target`. */
static bool rows_back(emitter *em, const plan_expr *e, str target, tied *out)
{
    const sql_table *t = &em->layout->tables[e->collection];
    const sql_field *f = &t->fields[e->field];
    str alias = emit_alias(em, f->type.set ? f->table : t->name);
    sql_value link = {0};
    if (t->key.n == 0)
        return emit_refuse(em, STR("rows of a table without a key are found from behind in memory only"));
    if (em->layout->foreign && t->gaps)
        return emit_refuse(em, STR("rows that may have no key are found from behind in memory only"));
    if (!emit_columns(em, f, alias, &link))
        return false;
    out->item = f->type.set ? emit_table(em, f->schema, f->table, alias) : emit_table(em, t->schema, t->name, alias);
    out->on = arena_printf(em->a, "%.*s = %.*s", STR_ARG(link.part[0]), STR_ARG(target));
    if (em->layout->foreign && f->type.set)
        return foreign_owners(em, e->collection, f, alias, &out->element, &out->join, &out->led) &&
               (f->once || each_once(em, link.part[0], target, out));
    out->element = (sql_value){.type = type_element(e->type), .parts = 1, .known = true};
    out->element.part[0] = emit_column(em, alias, f->type.set ? f->owner : t->key);
    if (em->layout->foreign)
        out->element.part[0] = foreign_key(em, t, out->element.part[0]);
    return true;
}

/* ---- Units of time ---- */

const char *emit_unit_of(const plan_expr *e)
{
    static const char *const units[] = {"day", "month", "quarter", "year"};
    bool call = e->kind == PLAN_CALL && e->type.set && e->arg_count == 1 && e->args[0]->type.kind == TYPE_PERIOD && !e->args[0]->type.set;
    for (size_t i = 0; call && i < sizeof units / sizeof *units; i++)
        if (strcmp(e->function->name, units[i]) == 0 && e->function->class == FN_SCALAR)
            return units[i];
    return NULL;
}

static bool units_touched(emitter *em, const plan_expr *e, tied *out)
{
    const char *unit = emit_unit_of(e);
    sql_value when;
    str alias = emit_alias(em, str_of(unit));
    if (!emit_value(em, e->args[0], &when))
        return false;
    out->item = em->dialect->units(em->a, unit, when.part[0], when.part[1], alias);
    out->on = emit_truth(em, true);
    out->element = (sql_value){.type = type_of(TYPE_PERIOD), .parts = 2, .known = true};
    for (size_t i = 0; i < 2; i++)
        out->element.part[i] = em->dialect->unit_part(em->a, unit, alias, i);
    return true;
}

/* A stored set, links walked backwards or units of time: one item and one condition say it all. */
static bool tie(emitter *em, const plan_expr *set, tied *out, bool *tied_so)
{
    sql_value link = {0};
    bool stored = set->kind == PLAN_FIELD || set->kind == PLAN_DEREF || set->kind == PLAN_BACK;
    *tied_so = true;
    *out = (tied){0};
    if (stored && !emit_stored(em, set->collection))
        return false;
    if (set->kind == PLAN_FIELD) {
        const sql_table *t = &em->layout->tables[set->collection];
        if (t->key.n == 0)
            return emit_refuse(em, STR("sets of a table without a key are found in memory"));
        str row = em->rows->slots[set->index].alias;
        sql_value owner = {0};
        return emit_key(em, set->collection, row, &owner) && stored_set(em, set->collection, set->field, owner.part[0], row, out);
    }
    if (set->kind == PLAN_DEREF)
        return emit_link(em, set->args[0], &link) && stored_set(em, set->collection, set->field, link.part[0], (str){0}, out);
    if (set->kind == PLAN_BACK)
        return emit_link(em, set->args[0], &link) && rows_back(em, set, link.part[0], out);
    if (emit_unit_of(set))
        return units_touched(em, set, out);
    *tied_so = false;
    return true;
}

/* ---- As rows of FROM ---- */

bool emit_push_element(emitter *em, const sql_value *v)
{
    sql_value *room = arena_push(em->a, (void **)&em->elements, &em->element_count, &em->element_capacity, sizeof *room);
    if (room)
        *room = *v;
    return room;
}

static bool map_elements(emitter *em, const plan_expr *set, sql_value *element)
{
    sql_value inner;
    const plan_expr *body = set->args[1];
    if (!emit_elements(em, set->args[0], &inner) || !emit_push_element(em, &inner))
        return false;
    bool done = body->type.set ? emit_elements(em, body, element) : emit_value(em, body, element);
    em->element_count--;
    if (!done || body->type.set || element->known)
        return done;
    element->known = true;
    return from_where(em, em->from, arena_printf(em->a, "%.*s IS NOT NULL", STR_ARG(element->part[0])));
}

static bool query_elements(emitter *em, const plan_expr *set, sql_value *element)
{
    str item;
    return emit_subquery(em, set->query, &item, element) && add_item(em, item);
}

/* What the first set of a SELECT hangs at belongs to the rows around it: a path there is followed there. */
static bool tie_here(emitter *em, const plan_expr *set, tied *out, bool *tied_so)
{
    sql_from *inner = em->from;
    if (inner->item_count == 0 && inner->outer)
        em->from = inner->outer;
    bool done = tie(em, set, out, tied_so);
    em->from = inner;
    return done;
}

/* The rows that the elements of a set lead to. */
static bool add_join(emitter *em, const tied *t)
{
    return !t->join.n || (from_add(em, em->from, t->join) && emit_joined_as(em, em->from, &t->element, t->led));
}

bool emit_elements(emitter *em, const plan_expr *set, sql_value *element)
{
    tied t = {0};
    bool tied_so;
    if (!tie_here(em, set, &t, &tied_so))
        return false;
    if (tied_so) {
        *element = t.element;
        if (em->from->item_count == 0) {
            em->from->owner = t.owner;
            em->from->owned_by = t.owned_by;
        }
        return add_item(em, t.item) && add_join(em, &t) && (str_equal(t.on, emit_truth(em, true)) || from_where(em, em->from, t.on));
    }
    if (set->kind == PLAN_MAP)
        return map_elements(em, set, element);
    if (set->kind == PLAN_QUERY)
        return query_elements(em, set, element);
    return emit_refuse(em, STR("this set is made in memory"));
}

/* ---- To join with ---- */

/* Does it depend on nothing but the element of the set around it? */
static bool only_element(const plan_expr *e)
{
    if (e->kind == PLAN_ELEMENT)
        return e->index == 0;
    if (e->kind != PLAN_CONST && e->kind != PLAN_DEREF && e->kind != PLAN_CALL)
        return false;
    for (size_t i = 0; i < e->arg_count; i++)
        if (!only_element(e->args[i]))
            return false;
    return true;
}

/* What the elements of a stored set come to, each once: (SELECT DISTINCT owner, value …) AS x. */
static bool joinable_map(emitter *em, const plan_expr *set, str *item, str *on, sql_value *element)
{
    const plan_expr *of = set->args[0];
    const sql_table *t = of->kind == PLAN_FIELD ? &em->layout->tables[of->collection] : NULL;
    sql_from inner = {0}, *outside = em->from;
    sql_value stored, mapped;
    if (t && !emit_stored(em, of->collection))
        return false;
    if (!t || set->args[1]->type.set || !only_element(set->args[1]) || t->key.n == 0)
        return emit_refuse(em, STR("this set is spread in memory"));
    const sql_field *f = &t->fields[of->field];
    str alias = emit_alias(em, f->table), around = emit_alias(em, STR("set"));
    tied rows = {0};
    if (em->layout->foreign ? !foreign_elements(em, f, alias, &stored, &rows.join, &rows.led) : !emit_columns(em, f, alias, &stored))
        return false;
    rows.element = stored;
    em->from = &inner;
    bool done = from_add(em, &inner, emit_table(em, f->schema, f->table, alias)) && add_join(em, &rows) && emit_push_element(em, &stored);
    done = done && emit_value(em, set->args[1], &mapped);
    em->from = outside;
    em->element_count -= em->element_count > 0;
    if (!done || !from_where(em, &inner, arena_printf(em->a, "%.*s IS NOT NULL", STR_ARG(mapped.part[0]))))
        return false;
    sbuf b = {0};
    sql_value key = {0};
    if (!emit_key(em, of->collection, em->rows->slots[of->index].alias, &key))
        return false;
    str owner = emit_column(em, alias, f->owner);
    if (em->layout->foreign)
        owner = foreign_key(em, t, owner);
    sbuf_printf(&b, "(SELECT DISTINCT %.*s AS owner", STR_ARG(owner));
    *element = mapped;
    element->known = true;
    for (size_t i = 0; i < mapped.parts; i++) {
        sbuf_printf(&b, ", %.*s AS v%zu", STR_ARG(mapped.part[i]), i + 1);
        element->part[i] = arena_printf(em->a, "%.*s.v%zu", STR_ARG(around), i + 1);
    }
    from_print(&b, &inner, 2);
    sbuf_printf(&b, ") AS %.*s", STR_ARG(around));
    *item = emit_take(em, &b);
    *on = arena_printf(em->a, "%.*s.owner = %.*s", STR_ARG(around), STR_ARG(key.part[0]));
    return !em->a->failed;
}

bool emit_joinable(emitter *em, const plan_expr *set, str *item, str *on, sql_value *element)
{
    tied t = {0};
    bool tied_so;
    if (!tie(em, set, &t, &tied_so))
        return false;
    if (!tied_so)
        return set->kind == PLAN_MAP ? joinable_map(em, set, item, on, element) : emit_refuse(em, STR("this set is spread in memory"));
    *item = t.join.n ? arena_printf(em->a, "(%.*s %.*s)", STR_ARG(t.item), STR_ARG(t.join)) : t.item;
    *on = t.on;
    *element = t.element;
    return !t.join.n || emit_joined_as(em, em->from, &t.element, t.led);
}

/* ---- Measures ---- */

bool emit_measure(emitter *em, const plan_expr *e, sql_value *out)
{
    sql_from inner = {.outer = em->from};
    sql_value element = {0};
    if (strcmp(e->function->name, "size") != 0)
        return emit_refuse(em, arena_printf(em->a, "%s is computed in memory", e->function->name));
    em->from = &inner;
    bool done = emit_elements(em, e->args[0], &element);
    em->from = inner.outer;
    if (!done)
        return false;
    sbuf b = {0};
    sbuf_add(&b, STR("(SELECT count(*)"));
    from_print(&b, &inner, 2);
    sbuf_char(&b, ')');
    *out = (sql_value){.type = e->type, .parts = 1, .known = true};
    out->part[0] = emit_take(em, &b);
    return !em->a->failed;
}
