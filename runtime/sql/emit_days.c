/* R-trees in SQL: the rows whose period lies within the bounds of the conditions are found by them, not by looking at all.
 *
 * The conditions stay, so that the answer never depends on the bounds. Where there is a condition on a set of the row, too, the rows are looked up in the set's table first: it
 * is much smaller than that of the rows, and few rows are left of it. */
#include "runtime/sql/days.h"
#include "runtime/sql/emit.h"
#include "runtime/sql/sample.h"

bool emit_note_days(emitter *em, const plan_expr *e, sql_rows *rows)
{
    days_bounds b = days_of_condition(e);
    if (!b.of || b.of->kind != PLAN_FIELD || !emit_stored(em, b.of->collection))
        return true;
    if (!em->layout->tables[b.of->collection].fields[b.of->field].days.n)
        return true;
    sql_from *f = &rows->from;
    sql_bounded *room = arena_push(em->a, (void **)&f->bounded, &f->bounded_count, &f->bounded_capacity, sizeof *room);
    if (room)
        *room = (sql_bounded){.alias = rows->slots[b.of->index].alias, .days = b};
    return room;
}

bool emit_note_set(emitter *em, sql_from *f, const sql_from *inner)
{
    sql_from *kept = ARENA_NEW(em->a, sql_from);
    sql_set_condition *room =
        kept ? arena_push(em->a, (void **)&f->set_conditions, &f->set_condition_count, &f->set_condition_capacity, sizeof *room) : NULL;
    if (!room)
        return false;
    *kept = *inner;
    *room = (sql_set_condition){.at = f->condition_count, .inner = kept};
    return true;
}

/* ---- The R-tree ---- */

static bool same_field(const sql_bounded *a, const sql_bounded *b)
{
    return str_equal(a->alias, b->alias) && a->days.of->field == b->days.of->field;
}

/* a1."first" <= julianday(?1) + 0.5 */
static bool add_bound(emitter *em, sql_from *f, str alias, const char *column, const char *is, day d)
{
    sbuf b = {0};
    cal_print_day(&b, d);
    str text = emit_take(em, &b);
    str tree = emit_column(em, alias, str_of(column)), param = emit_text(em, text, TYPE_DATE);
    return from_where(em, f, arena_printf(em->a, "%.*s %s julianday(%.*s) + 0.5", STR_ARG(tree), is, STR_ARG(param)));
}

static bool add_bounds(emitter *em, sql_from *f, str alias, const char *column, period p)
{
    return (p.last == CAL_LAST || add_bound(em, f, alias, column, "<=", p.last)) &&
           (p.first == CAL_FIRST || add_bound(em, f, alias, column, ">=", p.first));
}

/* (SELECT a3."row" FROM "activities_when" AS a3 WHERE …), in `a`. */
static str select_from(emitter *em, str column, const sql_from *f)
{
    sbuf b = {0};
    sbuf_printf(&b, "(SELECT %.*s", STR_ARG(column));
    from_print(&b, f, 2);
    sbuf_char(&b, ')');
    return emit_take(em, &b);
}

/* The R-tree, and the bounds, in FROM and WHERE; `key` is the row's there. */
static bool add_tree(emitter *em, const sql_bounded *bounded, const char *join, sql_from *f, str *key)
{
    const sql_table *t = &em->layout->tables[bounded->days.of->collection];
    str tree = t->fields[bounded->days.of->field].days, alias = emit_alias(em, tree), item = emit_table(em, t->schema, tree, alias);
    *key = emit_column(em, alias, t->key);
    return from_add(em, f, arena_printf(em->a, "%s%.*s", join, STR_ARG(item))) && add_bounds(em, f, alias, "first", bounded->days.firsts) &&
           add_bounds(em, f, alias, "last", bounded->days.lasts);
}

static bool rows_within(emitter *em, const sql_bounded *bounded, str *out)
{
    sql_from f = {0};
    str key;
    if (!add_tree(em, bounded, "", &f, &key))
        return false;
    *out = select_from(em, key, &f);
    return !em->a->failed;
}

/* ---- Where it is put ---- */

static bool where_same(emitter *em, sql_from *f, str a, str b)
{
    return from_where(em, f, arena_printf(em->a, "%.*s = %.*s", STR_ARG(a), STR_ARG(b)));
}

/* The elements that are looked for, with each of them the rows of the R-tree, and of these the ones that have it. CROSS JOIN is SQLite's word for "in this order", since it
 * does not know how few rows an R-tree gives. */
static bool by_lookup(emitter *em, const sql_bounded *bounded, const sql_from *set, sql_from *f)
{
    const sql_lookup *lookup = set->lookup;
    str alias = emit_alias(em, STR("keys")), row;
    str keys = select_from(em, arena_printf(em->a, "%.*s AS v1", STR_ARG(lookup->key)), &lookup->from);
    return from_add(em, f, arena_printf(em->a, "%.*s AS %.*s", STR_ARG(keys), STR_ARG(alias))) &&
           add_tree(em, bounded, "CROSS JOIN ", f, &row) &&
           from_add(em, f, arena_printf(em->a, "CROSS JOIN %.*s", STR_ARG(set->items[0]))) && where_same(em, f, set->owner, row) &&
           where_same(em, f, lookup->column, arena_printf(em->a, "%.*s.v1", STR_ARG(alias)));
}

/* Any other condition on the elements. */
static bool by_condition(emitter *em, const sql_bounded *bounded, const sql_from *set, sql_from *f)
{
    str rows;
    for (size_t i = 0; i < set->item_count; i++)
        if (!from_add(em, f, set->items[i]))
            return false;
    /* The first ties it to the row; the others ask only of the element. */
    for (size_t i = 1; i < set->condition_count; i++)
        if (!from_where(em, f, set->conditions[i]))
            return false;
    return rows_within(em, bounded, &rows) && from_where(em, f, arena_printf(em->a, "%.*s IN %.*s", STR_ARG(set->owner), STR_ARG(rows)));
}

/* The rows that have such an element, of those that the R-tree gives, in the place of EXISTS (…). */
static bool through_set(emitter *em, const sql_bounded *bounded, const sql_from *set, str *out)
{
    sql_from f = {0};
    bool lookup = set->lookup && set->item_count == 1 && set->condition_count == 2 && set->conditions[1].p == set->lookup->is.p;
    if (!(lookup ? by_lookup(em, bounded, set, &f) : by_condition(em, bounded, set, &f)))
        return false;
    str all = select_from(em, set->owner, &f);
    *out = arena_printf(em->a, "%.*s IN %.*s", STR_ARG(set->owned_by), STR_ARG(all));
    return !em->a->failed;
}

/* Finds rows of one period. */
static bool narrow(emitter *em, const sql_bounded *bounded, sql_from *f)
{
    const sql_table *t = &em->layout->tables[bounded->days.of->collection];
    const sql_field *field = &t->fields[bounded->days.of->field];
    str rows, key = emit_column(em, bounded->alias, t->key);
    if (!sample_says_few(field, bounded->days.firsts, bounded->days.lasts))
        return true;
    for (size_t i = 0; i < f->set_condition_count; i++) {
        const sql_set_condition *s = &f->set_conditions[i];
        if (str_equal(s->inner->owned_by, key))
            return through_set(em, bounded, s->inner, &f->conditions[s->at]);
    }
    return rows_within(em, bounded, &rows) && from_where(em, f, arena_printf(em->a, "%.*s IN %.*s", STR_ARG(key), STR_ARG(rows)));
}

/* Bounds of the same period are put together. */
static bool narrow_all(emitter *em, const sql_from *f, sql_from *out)
{
    for (size_t i = 0; i < f->bounded_count; i++) {
        sql_bounded all = f->bounded[i];
        bool first = true;
        for (size_t k = 0; k < f->bounded_count; k++) {
            bool same = same_field(&f->bounded[k], &all);
            first = first && (k >= i || !same);
            if (k != i && same)
                all.days = days_both(all.days, f->bounded[k].days);
        }
        if (first && !narrow(em, &all, out))
            return false;
    }
    return true;
}

bool emit_narrow(emitter *em, const sql_from *f, sql_from *out)
{
    size_t params = em->param_count;
    *out = *f;
    if (f->bounded_count == 0)
        return true;
    /* `f` may go on without what is added here. */
    out->conditions = ARENA_ARRAY(em->a, f->condition_count, str);
    out->condition_capacity = f->condition_count;
    for (size_t i = 0; out->conditions && i < f->condition_count; i++)
        out->conditions[i] = f->conditions[i];
    if (!out->conditions || narrow_all(em, f, out))
        return !em->a->failed;
    /* It would be too long: the conditions alone say it all. */
    em->param_count = params;
    *out = *f;
    return !em->a->failed;
}
