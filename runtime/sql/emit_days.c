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

static bool rows_within(emitter *em, const sql_bounded *bounded, str *out)
{
    const sql_table *t = &em->layout->tables[bounded->days.of->collection];
    str tree = t->fields[bounded->days.of->field].days, alias = emit_alias(em, tree);
    sql_from f = {0};
    if (!from_add(em, &f, emit_table(em, t->schema, tree, alias)) || !add_bounds(em, &f, alias, "first", bounded->days.firsts) ||
        !add_bounds(em, &f, alias, "last", bounded->days.lasts))
        return false;
    *out = select_from(em, emit_column(em, alias, t->key), &f);
    return !em->a->failed;
}

/* ---- Where it is put ---- */

/* Inside EXISTS a plus kept SQLite from finding rows of the set by their values (dialect_sqlite.c); now it is by these that they are found. */
static str by_value(str condition)
{
    return condition.n && condition.p[0] == '+' ? (str){condition.p + 1, condition.n - 1} : condition;
}

/* The rows that have such an element, of those that the R-tree gives, in the place of EXISTS (…). */
static bool through_set(emitter *em, const sql_set_condition *s, str rows, str *out)
{
    sql_from inner = {.items = s->inner->items, .item_count = s->inner->item_count};
    /* The first ties it to the row; the others ask only of the element. */
    for (size_t i = 1; i < s->inner->condition_count; i++)
        if (!from_where(em, &inner, by_value(s->inner->conditions[i])))
            return false;
    if (!from_where(em, &inner, arena_printf(em->a, "%.*s IN %.*s", STR_ARG(s->inner->owner), STR_ARG(rows))))
        return false;
    str all = select_from(em, s->inner->owner, &inner);
    *out = arena_printf(em->a, "%.*s IN %.*s", STR_ARG(s->inner->owned_by), STR_ARG(all));
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
    if (!rows_within(em, bounded, &rows))
        return false;
    for (size_t i = 0; i < f->set_condition_count; i++) {
        const sql_set_condition *s = &f->set_conditions[i];
        if (str_equal(s->inner->owned_by, key))
            return through_set(em, s, rows, &f->conditions[s->at]);
    }
    return from_where(em, f, arena_printf(em->a, "%.*s IN %.*s", STR_ARG(key), STR_ARG(rows)));
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
