/* Rows that lie on several servers, with their sets: what is asked of the sets as joins.
 *
 * Servers that hold parts of a table are sent joins, but no EXISTS. A join doubles a row that has two of the wanted elements, so it is written only where there cannot be two: where one key is
 * wanted, or one value exactly, or none. That a name is that of one row only is a premise, which is looked at before the statement is sent. */
#include <string.h>

#include "runtime/sql/emit.h"

/* The element is this very value: a set has it once. */
static bool is_one_value(const plan_expr *test)
{
    bool same = test->kind == PLAN_CALL && test->arg_count == 2 && strcmp(test->function->name, "==") == 0;
    for (size_t i = 0; same && i < 2; i++)
        if (test->args[i]->kind == PLAN_ELEMENT && test->args[i]->index == 0 && test->args[1 - i]->kind == PLAN_CONST)
            return true;
    return false;
}

static bool same_premise(const sql_premise *a, const sql_premise *b)
{
    bool same = str_equal(a->sql, b->sql) && a->param_count == b->param_count;
    for (size_t i = 0; same && i < a->param_count; i++)
        same = a->params[i].kind == b->params[i].kind && a->params[i].integer == b->params[i].integer &&
               str_equal(a->params[i].text, b->params[i].text);
    return same;
}

/* The keys of the rows that fit, as a statement of its own. */
static bool add_premise(emitter *em, const plan_expr *test, const sql_value *element)
{
    emitter own = {.a = em->a, .data = em->data, .layout = em->layout, .dialect = em->dialect};
    sql_from nothing = {0};
    str query;
    own.from = &nothing;
    if (!emit_push_element(&own, element) || !emit_keys(&own, test, element, true, &query))
        return false;
    sql_premise p = {arena_printf(em->a, "%.*s\nLIMIT 2", (int)(query.n - 2), query.p + 1), own.params, own.param_count};
    for (size_t i = 0; i < em->premise_count; i++)
        if (same_premise(&em->premises[i], &p))
            return true;
    sql_premise *room =
        em->a->failed ? NULL : arena_push(em->a, (void **)&em->premises, &em->premise_count, &em->premise_capacity, sizeof *room);
    if (room)
        *room = p;
    return room;
}

/* What the one element must be, as a condition. */
static bool one_element(emitter *em, const plan_expr *test, const sql_value *element, str *is)
{
    str query;
    if (is_one_value(test))
        return emit_condition(em, test, true, is);
    if (!emit_keys(em, test, element, true, &query) || !add_premise(em, test, element))
        return false;
    *is = arena_printf(em->a, "%.*s = %.*s", STR_ARG(element->part[0]), STR_ARG(query));
    return true;
}

/* Does it ask of nothing but the element itself, so that it can stand behind ON? */
static bool is_plain(const plan_expr *test)
{
    bool plain = test->kind == PLAN_ELEMENT || test->kind == PLAN_CONST || test->kind == PLAN_CALL || test->kind == PLAN_AND ||
                 test->kind == PLAN_OR || test->kind == PLAN_NOT;
    for (size_t i = 0; plain && i < test->arg_count; i++)
        plain = is_plain(test->args[i]) && !test->args[i]->type.set;
    return plain;
}

/* What is asked of a set: that an element is so (`wanted`), or that none is; without a test that there is none at all. */
typedef struct asked {
    const plan_expr *set, *test;
    bool wanted;
} asked;

static bool ask(const plan_expr *e, asked *out)
{
    const plan_expr *any = e->kind == PLAN_NOT ? e->args[0] : e;
    *out = (asked){.wanted = e->kind != PLAN_NOT};
    if (any->kind == PLAN_ANY)
        *out = (asked){any->args[0], any->args[1], out->wanted};
    if (e->kind == PLAN_IS_MISSING)
        *out = (asked){.set = e->args[0]};
    return out->set && out->set->kind == PLAN_FIELD && out->set->type.set;
}

static bool can_join(emitter *em, const asked *q)
{
    const plan_expr *link;
    if (em->about || q->set->collection >= em->layout->count)
        return false;
    if (!em->layout->tables[q->set->collection].fields[q->set->field].spread.n)
        return false;
    if (!q->test)
        return true;
    bool of_link = emit_link_asked_of(em, q->test, &link) && link->kind == PLAN_ELEMENT && link->index == 0;
    bool near = of_link && !em->layout->tables[link->type.target].spread.n;
    if (!q->wanted)
        return near || is_plain(q->test);
    return is_one_value(q->test) || (near && em->trusting);
}

bool emit_spread_where(emitter *em, const plan_expr *e, sql_rows *rows, bool *is_so)
{
    asked q;
    sql_value element = {0};
    str item, on, is = {0};
    *is_so = ask(e, &q) && can_join(em, &q);
    if (!*is_so)
        return true;
    if (!emit_joinable(em, q.set, &item, &on, &element) || !emit_push_element(em, &element))
        return false;
    bool done = !q.test || (q.wanted ? one_element(em, q.test, &element, &is) : emit_condition(em, q.test, true, &is));
    em->element_count--;
    if (!done)
        return false;
    str join = arena_printf(em->a, "%s %.*s ON %.*s%s%.*s", q.wanted ? "JOIN" : "LEFT JOIN", STR_ARG(item), STR_ARG(on),
                            is.n ? " AND " : "", STR_ARG(is));
    if (!from_add(em, &rows->from, join))
        return false;
    /* Rows without such an element are there once. A bare IS NULL would make it a join of another kind, which is not sent. */
    str none = arena_printf(em->a, "CASE WHEN %.*s IS NULL THEN TRUE ELSE FALSE END", STR_ARG(element.part[0]));
    return q.wanted || from_where(em, &rows->from, none);
}
