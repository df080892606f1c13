/* Conditions in SQL. The language has two truth values, SQL three: what is missing makes a comparison false, so a condition that is not wanted is written as one that is
 * true where a side is missing. No IS TRUE is needed then, which the planners of distributed tables cannot see through. */
#include <string.h>

#include "runtime/sql/emit.h"

/* More elements of a list are looked for in memory. */
enum { LIST_MAX = 100 };
/* And so are more conditions joined by and, or: databases nest them. */
enum { JOINED_MAX = 200 };

static str in_brackets(emitter *em, str s)
{
    return arena_printf(em->a, "(%.*s)", STR_ARG(s));
}

/* ---- and, or ---- */

static bool emit_junction(emitter *em, const plan_expr *e, bool wanted, str *out)
{
    bool all = (e->kind == PLAN_AND) == wanted;
    str text = {0};
    if (e->arg_count > JOINED_MAX)
        return emit_refuse(em, STR("so many conditions are tested in memory"));
    for (size_t i = 0; i < e->arg_count; i++) {
        str one;
        if (!emit_condition(em, e->args[i], wanted, &one))
            return false;
        bool other = (e->args[i]->kind == PLAN_AND || e->args[i]->kind == PLAN_OR) && e->args[i]->kind != e->kind;
        one = other ? in_brackets(em, one) : one;
        text = i == 0 ? one : arena_printf(em->a, "%.*s %s %.*s", STR_ARG(text), all ? "AND" : "OR", STR_ARG(one));
    }
    *out = all && wanted ? text : in_brackets(em, text);
    return true;
}

/* ---- Values that are conditions ---- */

static bool emit_bool(emitter *em, const plan_expr *e, bool wanted, str *out)
{
    sql_value v = {0};
    if (!emit_value(em, e, &v))
        return false;
    str is = v.part[0];
    if (wanted)
        *out = is;
    else if (v.known)
        *out = arena_printf(em->a, "NOT %.*s", STR_ARG(is));
    else
        *out = arena_printf(em->a, "(%.*s IS NULL OR NOT %.*s)", STR_ARG(is), STR_ARG(is));
    return true;
}

static bool emit_choice(emitter *em, const plan_expr *e, bool wanted, str *out)
{
    str condition, then, otherwise;
    if (!emit_condition(em, e->args[0], true, &condition) || !emit_condition(em, e->args[1], wanted, &then) ||
        !emit_condition(em, e->args[2], wanted, &otherwise))
        return false;
    *out = arena_printf(em->a, "CASE WHEN %.*s THEN %.*s ELSE %.*s END", STR_ARG(condition), STR_ARG(then), STR_ARG(otherwise));
    return true;
}

/* ---- Comparisons ---- */

/* True where the comparison is false or a side is missing. */
static str unwanted(emitter *em, const sql_value *args, size_t count, str is)
{
    sbuf b = {0};
    sbuf_char(&b, '(');
    for (size_t i = 0; i < count; i++)
        for (size_t p = 0; !args[i].known && p < args[i].parts; p++)
            sbuf_printf(&b, "%.*s IS NULL OR ", STR_ARG(args[i].part[p]));
    sbuf_printf(&b, "NOT (%.*s))", STR_ARG(is));
    str text = emit_take(em, &b);
    return text;
}

static bool emit_comparison(emitter *em, const plan_expr *e, bool wanted, str *out)
{
    sql_value args[FUNCTION_ARGS_MAX], is;
    for (size_t i = 0; i < e->arg_count; i++)
        if (!emit_argument(em, e->args[i], &args[i]))
            return false;
    if (!emit_call(em, e->function, args, e->arg_count, e->type, &is))
        return false;
    *out = wanted ? is.part[0] : unwanted(em, args, e->arg_count, is.part[0]);
    return true;
}

/* ---- Is something missing? ---- */

static bool emit_exists(emitter *em, const sql_from *inner, bool wanted, str *out)
{
    sbuf b = {0};
    sbuf_add(&b, wanted ? STR("EXISTS (SELECT 1") : STR("NOT EXISTS (SELECT 1"));
    from_print(&b, inner, 6);
    sbuf_char(&b, ')');
    *out = emit_take(em, &b);
    return !em->a->failed;
}

static bool emit_missing(emitter *em, const plan_expr *e, bool wanted, str *out)
{
    const plan_expr *of = e->args[0];
    sql_from inner = {.outer = em->from};
    sql_value v = {0};
    if (!of->type.set) {
        if (!emit_value(em, of, &v))
            return false;
        *out = wanted    ? emit_is_missing(em, &v)
               : v.known ? emit_truth(em, true)
                         : arena_printf(em->a, "%.*s IS NOT NULL", STR_ARG(v.part[0]));
        return true;
    }
    em->from = &inner;
    bool done = emit_elements(em, of, &v);
    em->from = inner.outer;
    return done && emit_exists(em, &inner, !wanted, out);
}

/* ---- Some element ---- */

/* One of a list: each in turn. */
static bool any_constant(emitter *em, const plan_expr *e, bool wanted, str *out)
{
    const value *list = &e->args[0]->constant;
    size_t count = list->missing ? 0 : list->as.set.count;
    str text = emit_truth(em, !wanted);
    if (count > LIST_MAX)
        return emit_refuse(em, STR("a list of so many values is looked through in memory"));
    for (size_t i = 0; i < count; i++) {
        sql_value element = {0};
        str one;
        if (!emit_constant(em, &list->as.set.items[i], &element) || !emit_push_element(em, &element))
            return false;
        bool done = emit_condition(em, e->args[1], wanted, &one);
        em->element_count--;
        if (!done)
            return false;
        text = i == 0 ? one : arena_printf(em->a, "%.*s %s %.*s", STR_ARG(text), wanted ? "OR" : "AND", STR_ARG(one));
    }
    *out = in_brackets(em, text);
    return true;
}

/* "some month that the period touches shares a day with 2025-10" needs no months: the period shares a day with the months around that. */
static bool unit_overlaps(emitter *em, const plan_expr *e, bool wanted, str *out, bool *is_so)
{
    const plan_expr *set = e->args[0], *test = e->args[1];
    cal_unit unit;
    *is_so = false;
    bool call = set->kind == PLAN_CALL && set->arg_count == 1 && type_equal(set->args[0]->type, type_of(TYPE_PERIOD)) &&
                set->function->class == FN_SCALAR && set->type.kind == TYPE_PERIOD && cal_unit_named(str_of(set->function->name), &unit);
    bool shares = test->kind == PLAN_CALL && test->arg_count == 2 && test->function->args[0] == PARAM_PERIOD &&
                  (strcmp(test->function->name, "=") == 0 || strcmp(test->function->name, "overlaps") == 0);
    if (!call || !shares)
        return true;
    bool second = test->args[1]->kind == PLAN_ELEMENT;
    const plan_expr *with = test->args[second ? 0 : 1], *element = test->args[second ? 1 : 0];
    if (element->kind != PLAN_ELEMENT || element->index != 0 || with->kind != PLAN_CONST || with->constant.missing)
        return true;
    *is_so = true;
    period p = with->constant.as.period, from = cal_around(p.first, unit, 0), to = cal_around(p.last, unit, 0);
    value *wide = ARENA_NEW(em->a, value), *all = ARENA_NEW(em->a, value);
    sql_value when, limits, open;
    if (!wide || !all || !emit_value(em, set->args[0], &when))
        return false;
    *wide = with->constant;
    wide->as.period = (period){from.first ? from.first : p.first, to.last ? to.last : p.last};
    *all = with->constant;
    all->as.period = (period){CAL_FIRST, CAL_LAST};
    if (!emit_constant(em, wide, &limits) || !emit_constant(em, all, &open))
        return false;
    sbuf b = {0};
    sbuf_printf(&b, "%.*s <= %.*s AND %.*s >= %.*s", STR_ARG(when.part[0]), STR_ARG(limits.part[1]), STR_ARG(when.part[1]),
                STR_ARG(limits.part[0]));
    sbuf_printf(&b, " AND %.*s > %.*s AND %.*s < %.*s", STR_ARG(when.part[0]), STR_ARG(open.part[0]), STR_ARG(when.part[1]),
                STR_ARG(open.part[1]));
    str is = emit_take(em, &b);
    *out = wanted ? is : unwanted(em, &when, 1, is);
    return !em->a->failed;
}

static bool uses_element(const plan_expr *e, size_t depth)
{
    if (e->kind == PLAN_ELEMENT)
        return e->index == depth;
    for (size_t i = 0; i < e->arg_count; i++)
        if (uses_element(e->args[i], depth + (i == 1 && (e->kind == PLAN_ANY || e->kind == PLAN_MAP))))
            return true;
    return false;
}

/* A value that is looked for among those of a query: which side of the comparison it is, and how the two are compared. */
static bool is_lookup(const plan_expr *test, const plan_expr **wanted, bool *folded)
{
    if (test->kind != PLAN_CALL || test->arg_count != 2 || test->function->class != FN_PREDICATE || test->function->name[0] != '=')
        return false;
    bool second = test->args[1]->kind == PLAN_ELEMENT && test->args[1]->index == 0;
    *wanted = test->args[second ? 0 : 1];
    *folded = test->function->args[0] == PARAM_TEXT;
    const plan_expr *element = test->args[second ? 1 : 0];
    return element->kind == PLAN_ELEMENT && element->index == 0 && !uses_element(*wanted, 0);
}

/* name IN (SELECT … ): the query is run once, whatever the rows. Other comparisons with what a query gives would run through it for each row: memory has indexes for
 * them. */
static bool any_of_query(emitter *em, const plan_expr *e, bool wanted, str *out)
{
    const plan_expr *value_of;
    sql_value v, element = {.type = type_element(e->args[0]->type), .parts = 1, .known = true};
    sql_from alone = {0}, *around = em->from;
    bool folded;
    if (!is_lookup(e->args[1], &value_of, &folded))
        return emit_refuse(em, STR("what a query gives is gone through in memory"));
    /* The test stands inside the set: its elements are counted from there. */
    if (!emit_push_element(em, &element))
        return false;
    bool done = emit_value(em, value_of, &v);
    em->element_count--;
    em->from = &alone;
    done = done && emit_elements(em, e->args[0], &element);
    em->from = around;
    if (!done)
        return false;
    if (v.parts != 1 || element.parts != 1)
        return emit_refuse(em, STR("what a query gives is gone through in memory"));
    str is = folded ? emit_folded(em, &v) : emit_identity(em, &v, 0),
        of = folded ? emit_folded(em, &element) : emit_identity(em, &element, 0);
    if (!emit_all_folded(em))
        return false;
    sbuf b = {0};
    sbuf_printf(&b, "(SELECT %.*s", STR_ARG(of));
    from_print(&b, &alone, 2);
    sbuf_char(&b, ')');
    str query = emit_take(em, &b);
    str found = arena_printf(em->a, "%.*s %s %.*s", STR_ARG(is), wanted ? "IN" : "NOT IN", STR_ARG(query));
    *out = wanted || v.known ? found : arena_printf(em->a, "(%.*s IS NULL OR %.*s)", STR_ARG(v.part[0]), STR_ARG(found));
    return !em->a->failed;
}

/* Does it depend on no row, only on the elements of the ANYs around? `depth` of them stand between. */
static bool asks_of_elements(const plan_expr *e, size_t depth)
{
    bool row = e->kind == PLAN_FIELD || e->kind == PLAN_ROW || e->kind == PLAN_TEMP;
    if (row || (e->kind == PLAN_ELEMENT && e->index > depth))
        return false;
    for (size_t i = 0; i < e->arg_count; i++)
        if (!asks_of_elements(e->args[i], depth + (i == 1 && (e->kind == PLAN_ANY || e->kind == PLAN_MAP))))
            return false;
    return true;
}

static bool emit_any(emitter *em, const plan_expr *e, bool wanted, str *out)
{
    sql_from inner = {.outer = em->from};
    sql_value element = {0};
    str is;
    bool is_so = false;
    if (e->args[0]->kind == PLAN_CONST)
        return any_constant(em, e, wanted, out);
    if (e->args[0]->kind == PLAN_QUERY)
        return any_of_query(em, e, wanted, out);
    if (!unit_overlaps(em, e, wanted, out, &is_so))
        return false;
    if (is_so)
        return true;
    em->from = &inner;
    bool done = emit_elements(em, e->args[0], &element) && emit_push_element(em, &element);
    if (done) {
        done = emit_condition(em, e->args[1], true, &is) && from_where(em, &inner, is);
        em->element_count--;
    }
    em->from = inner.outer;
    if (done && wanted && e == em->top && inner.owner.n && asks_of_elements(e->args[1], 0))
        done = emit_note_set(em, em->from, &inner);
    return done && emit_exists(em, &inner, wanted, out);
}

/* ---- Conditions about the row that a link leads to ---- */

/* What a condition asks of: one link, by way of the fields of its row only. */
typedef struct about {
    const plan_expr *link;
    size_t depth; /* ANYs around it in the condition */
} about;

static bool is_link_leaf(const plan_expr *e)
{
    return (e->kind == PLAN_FIELD || e->kind == PLAN_ELEMENT) && e->type.kind == TYPE_LINK && !e->type.set;
}

/* Elements are counted from the inside: `depth` ANYs in, the same element has a higher number. */
static bool same_link(const about *a, const plan_expr *e, size_t depth)
{
    if (a->link->kind != e->kind)
        return false;
    if (e->kind == PLAN_ELEMENT)
        return e->index - depth == a->link->index - a->depth;
    return e->index == a->link->index && e->collection == a->link->collection && e->field == a->link->field;
}

/* Inside a call a condition is a value, false where the link is missing and not missing itself: what is made of that need not be false. */
static bool is_value_of_call(const plan_expr *e)
{
    bool condition =
        e->kind == PLAN_AND || e->kind == PLAN_OR || e->kind == PLAN_ANY || (e->kind == PLAN_CALL && e->function->class == FN_PREDICATE);
    return !condition;
}

static bool asks_of_one(const plan_expr *e, size_t depth, about *of)
{
    if (e->kind == PLAN_DEREF && is_link_leaf(e->args[0]) && !(e->args[0]->kind == PLAN_ELEMENT && e->args[0]->index < depth)) {
        if (!of->link)
            *of = (about){e->args[0], depth};
        return same_link(of, e->args[0], depth);
    }
    if (e->kind == PLAN_ELEMENT)
        return e->index < depth;
    if (e->kind == PLAN_CALL && e->function->class == FN_MEASURE)
        return false; /* of a missing link, too, it has a value */
    bool inner = e->kind == PLAN_CONST || e->kind == PLAN_DEREF || e->kind == PLAN_CALL || e->kind == PLAN_AND || e->kind == PLAN_OR ||
                 e->kind == PLAN_ANY;
    for (size_t i = 0; inner && e->kind == PLAN_CALL && i < e->arg_count; i++)
        inner = is_value_of_call(e->args[i]);
    for (size_t i = 0; inner && i < e->arg_count; i++)
        inner = asks_of_one(e->args[i], depth + (i == 1 && e->kind == PLAN_ANY), of);
    return inner;
}

static bool note_lookup(emitter *em, str is, str column, str key, const sql_from *from)
{
    sql_lookup *lookup = ARENA_NEW(em->a, sql_lookup);
    if (!lookup)
        return false;
    *lookup = (sql_lookup){.is = is, .column = column, .key = key, .from = *from};
    em->from->lookup = lookup;
    return !em->a->failed;
}

bool emit_link_asked_of(emitter *em, const plan_expr *e, const plan_expr **link)
{
    about of = {0};
    bool one = asks_of_one(e, 0, &of) && of.link && of.depth == 0 && of.link->type.target < em->layout->count;
    *link = one ? of.link : NULL;
    return one;
}

/* The query of the keys; what it is made of, and its key, are for who looks them up another way. */
static bool keys_of(emitter *em, const plan_expr *e, const sql_value *link, bool wanted, sql_from *from, str *key_out, str *query)
{
    const sql_table *t = &em->layout->tables[link->type.target];
    sql_from inner = {.outer = em->from};
    str alias = emit_alias(em, t->name), is;
    if (t->key.n == 0)
        return false;
    bool done = from_add(em, &inner, emit_table(em, t->schema, t->name, alias)) && emit_joined_as(em, &inner, link, alias);
    em->from = &inner;
    em->about++;
    done = done && emit_condition(em, e, true, &is) && from_where(em, &inner, is);
    em->about--;
    em->from = inner.outer;
    if (!done)
        return false;
    sbuf b = {0};
    str key = emit_column(em, alias, t->key);
    if (!wanted && t->gaps && !from_where(em, &inner, arena_printf(em->a, "%.*s IS NOT NULL", STR_ARG(key))))
        return false;
    sbuf_printf(&b, "(SELECT %.*s", STR_ARG(key));
    from_print(&b, &inner, 2);
    sbuf_char(&b, ')');
    *query = emit_take(em, &b);
    *from = inner;
    *key_out = key;
    return !em->a->failed;
}

bool emit_keys(emitter *em, const plan_expr *e, const sql_value *link, bool wanted, str *query)
{
    sql_from from;
    str key;
    return keys_of(em, e, link, wanted, &from, &key, query);
}

/* country IN (SELECT c1."row" FROM "countries" AS c1 WHERE …): it is asked once of each country, not of each row. The condition is false of a missing link, as
 * comparisons are; NOT, IS MISSING and choices do not come here. */
static bool emit_about_link(emitter *em, const plan_expr *e, bool wanted, str *out, bool *is_so)
{
    const plan_expr *asked;
    sql_value link = {0};
    sql_from inner;
    str query, key;
    *is_so = emit_link_asked_of(em, e, &asked);
    if (!*is_so)
        return true;
    em->as_stored++;
    bool done = emit_value(em, asked, &link);
    em->as_stored--;
    if (!done || !keys_of(em, e, &link, wanted, &inner, &key, &query))
        return false;
    *out = em->dialect->in_query(em->a, link.part[0], query, wanted, em->from->outer);
    if (!wanted && !link.known)
        *out = arena_printf(em->a, "(%.*s IS NULL OR %.*s)", STR_ARG(link.part[0]), STR_ARG(*out));
    return wanted ? note_lookup(em, *out, link.part[0], key, &inner) : !em->a->failed;
}

/* ---- All kinds ---- */

static bool emit_kind(emitter *em, const plan_expr *e, bool wanted, str *out)
{
    switch (e->kind) {
    case PLAN_AND:
    case PLAN_OR:
        return emit_junction(em, e, wanted, out);
    case PLAN_NOT:
        return emit_condition(em, e->args[0], !wanted, out);
    case PLAN_IS_MISSING:
        return emit_missing(em, e, wanted, out);
    case PLAN_ANY:
        return emit_any(em, e, wanted, out);
    case PLAN_IF:
        return emit_choice(em, e, wanted, out);
    case PLAN_CALL:
        return e->function->class == FN_PREDICATE ? emit_comparison(em, e, wanted, out) : emit_bool(em, e, wanted, out);
    default:
        return emit_bool(em, e, wanted, out);
    }
}

bool emit_condition(emitter *em, const plan_expr *e, bool wanted, str *out)
{
    bool is_so = false;
    if (!em->about && e->kind != PLAN_CONST && !emit_about_link(em, e, wanted, out, &is_so))
        return false;
    return is_so ? !em->a->failed : emit_kind(em, e, wanted, out) && !em->a->failed;
}
