/* certainly(P) and possibly(P), written out over the times that a row may have. */
#include "runtime/query/uncertain.h"

#include "runtime/query/computed.h"
#include "runtime/query/expr.h"
#include "runtime/query/fold.h"
#include "runtime/query/functions.h"
#include "runtime/query/gather.h"
#include "runtime/query/typed.h"
#include "runtime/query/words.h"

/* A period that is not surely what it says, and what says so. */
typedef struct unsure {
    const plan_expr *when;      /* NULL: none */
    const plan_expr *unit;      /* the row's `precision`; a day where it has none */
    const plan_expr *tentative; /* NULL: it has none */
} unsure;

/* The call that is written out. */
typedef struct reading {
    const ast_expr *call;
    bool met;  /* something uncertain was found */
    bool told; /* that it cannot be weighed */
} reading;

/* ---- Finding what is uncertain ---- */

/* Does it look at an element that is bound by one of the `bound` sets around it? */
static bool is_bound(const plan_expr *e, uint32_t bound)
{
    if (e->kind == PLAN_ELEMENT)
        return e->index < bound;
    for (size_t i = 0; i < e->arg_count; i++) {
        bool binds = (e->kind == PLAN_ANY || e->kind == PLAN_MAP) && i == 1;
        if (is_bound(e->args[i], bound + binds))
            return true;
    }
    return false;
}

static bool is_when(checker *k, const plan_expr *e)
{
    if (e->kind != PLAN_FIELD && e->kind != PLAN_DEREF)
        return false;
    return str_equal_nocase(checker_collection(k, e->collection)->fields[e->field].name, STR("when")) && e->type.kind == TYPE_PERIOD &&
           !e->type.set;
}

/* What the row of a `when` says about it. */
static unsure unsure_of(checker *k, const plan_expr *when)
{
    row r = {.collection = when->collection, .slot = (uint16_t)when->index, .link = when->kind == PLAN_DEREF ? when->args[0] : NULL};
    const plan_expr *unit = computed_field(k, &r, STR("precision"), when->where);
    const plan_expr *tentative = computed_field(k, &r, STR("tentative"), when->where);
    bool has_unit = unit && unit->type.kind == TYPE_TEXT && !unit->type.set;
    bool has_tentative = tentative && tentative->type.kind == TYPE_BOOL && !tentative->type.set;
    const plan_expr *day_unit = typed_text(k, STR("day"), when->where), *units[] = {unit, day_unit};
    plan_expr known_by = {.kind = PLAN_ELSE, .type = type_of(TYPE_TEXT), .where = when->where};
    return (unsure){.when = has_unit || has_tentative ? when : NULL,
                    .unit = has_unit ? typed_node(k, known_by, 2, units) : day_unit,
                    .tentative = has_tentative ? tentative : NULL};
}

/* The first uncertain period under `e`, which stands inside `bound` sets: one of a row that is the same for all their elements, brought out of them; or, with
 * `inside`, one of a row that is such an element, as it stands. */
static bool find_unsure(checker *k, const plan_expr *e, uint32_t bound, bool inside, unsure *out)
{
    if (e->weighed)
        return false;
    if (is_when(k, e) && is_bound(e, bound) == inside) {
        *out =
            unsure_of(k, inside ? e : typed_lift(k, e, 0 - bound)); /* none of its elements is of those sets: they count from further out */
        if (out->when)
            return true;
    }
    for (size_t i = 0; i < e->arg_count; i++) {
        bool binds = (e->kind == PLAN_ANY || e->kind == PLAN_MAP) && i == 1;
        if (find_unsure(k, e->args[i], bound + binds, inside, out))
            return true;
    }
    return false;
}

/* `with` in the place of `part`; both as they are seen from where `e` stands. */
static const plan_expr *replace(checker *k, const plan_expr *e, const plan_expr *part, const plan_expr *with)
{
    if (e->weighed)
        return e;
    if (typed_same(e, part))
        return with;
    const plan_expr **args = ARENA_ARRAY(k->memory, e->arg_count, const plan_expr *);
    if (!args)
        return &typed_nothing;
    bool changed = false;
    for (size_t i = 0; i < e->arg_count; i++) {
        uint32_t deeper = (e->kind == PLAN_ANY || e->kind == PLAN_MAP) && i == 1;
        args[i] = replace(k, e->args[i], typed_lift(k, part, deeper), typed_lift(k, with, deeper));
        changed |= args[i] != e->args[i];
    }
    return changed ? typed_node(k, *e, e->arg_count, args) : e;
}

/* ---- Writing it out ---- */

static const plan_expr *write_out(checker *k, reading *r, const plan_expr *e, bool certain);

/* All the periods that it may be, as a set. */
static const plan_expr *possible_periods(checker *k, const unsure *u)
{
    const plan_expr *args[] = {u->when, u->unit};
    picked p = function_pick(k, STR("possible"), false, FUNCTIONS_OF_ROWS, 2, args);
    return p.function ? function_call_of(k, &p, 2, args, false, u->when->where) : &typed_nothing;
}

/* The condition at each of the periods: certainly at none of them not, possibly at some. */
static const plan_expr *at_periods(checker *k, reading *r, const plan_expr *e, bool certain, const unsure *u)
{
    span where = r->call->where;
    const plan_expr *element = typed_element(k, u->when->type, where);
    const plan_expr *body = write_out(k, r, replace(k, typed_lift(k, e, 1), typed_lift(k, u->when, 1), element), certain);
    if (!certain)
        return typed_any(k, possible_periods(k, u), body, where);
    return typed_not(k, typed_any(k, possible_periods(k, u), typed_not(k, body), where));
}

/* Is it one of the ways things may be that there is no period? */
static const plan_expr *may_be_missing(checker *k, const unsure *u, span where)
{
    const plan_expr *either[] = {typed_missing(k, u->when, where), u->tentative};
    return u->tentative ? typed_or(k, 2, either, where) : either[0];
}

static const plan_expr *without_period(checker *k, reading *r, const plan_expr *e, bool certain, const unsure *u)
{
    const plan_expr *none = typed_const(k, (value){.type = u->when->type, .missing = true}, u->when->where);
    return write_out(k, r, replace(k, e, u->when, none), certain);
}

/* `at` holds at each (some) of its periods; what holds without one counts where there may be none. */
static const plan_expr *with_missing(checker *k, const plan_expr *at, const plan_expr *none, bool certain, const unsure *u, span where)
{
    folded f;
    const plan_expr *may_miss = may_be_missing(k, u, where);
    bool constant = !typed_is_nothing(none) && fold(k, none, &f);
    bool holds = constant && !f.value.missing && f.value.as.boolean;
    if (constant && holds == certain)
        return at;
    const plan_expr *unless[] = {typed_not(k, may_miss), none}, *when_missed[] = {may_miss, none};
    const plan_expr *both[] = {at, constant ? unless[0] : typed_or(k, 2, unless, where)};
    const plan_expr *either[] = {at, constant ? may_miss : typed_and(k, 2, when_missed, where)};
    return certain ? typed_and(k, 2, both, where) : typed_or(k, 2, either, where);
}

/* Over all that one period may be. */
static const plan_expr *over_period(checker *k, reading *r, const plan_expr *e, bool certain, const unsure *u)
{
    r->met = true;
    const plan_expr *at = at_periods(k, r, e, certain, u), *none = without_period(k, r, e, certain, u);
    return with_missing(k, at, none, certain, u, r->call->where);
}

/* A condition over the elements of a set, each with a period of its own: rows are uncertain independently of each other, so certainly some of them holds if one of them
 * certainly holds. */
static const plan_expr *over_elements(checker *k, reading *r, const plan_expr *any, bool certain)
{
    return typed_any(k, any->args[0], write_out(k, r, any->args[1], certain), any->where);
}

static const plan_expr *junction(checker *k, reading *r, const plan_expr *e, bool certain)
{
    const plan_expr **args = ARENA_ARRAY(k->memory, e->arg_count, const plan_expr *);
    if (!args)
        return &typed_nothing;
    for (size_t i = 0; i < e->arg_count; i++)
        args[i] = write_out(k, r, e->args[i], certain);
    return typed_node(k, *e, e->arg_count, args);
}

static const plan_expr *tell_many(checker *k, reading *r, const unsure *u)
{
    if (r->told)
        return &typed_nothing;
    r->told = true;
    const ast_expr *call = r->call;
    str of = checker_collection(k, u->when->collection)->name;
    diag *d = diag_add(k->bag, E_MANY_UNCERTAIN, k->from, call->where, "%.*s cannot weigh the times of many %.*s in one value",
                       STR_ARG(call->name.text), STR_ARG(of));
    diag_expect(k->bag, d, "a condition on the time of one row, or that some row of a set fulfils");
    diag_hint(k->bag, d, "ask it of each first: `%.*s where %.*s(…)`, and go on from there", STR_ARG(of), STR_ARG(call->name.text));
    return &typed_nothing;
}

/* How many parts of a condition have uncertain periods of rows that are elements of a set. */
static size_t parts_with_many(checker *k, const plan_expr *e)
{
    size_t count = 0;
    unsure u;
    for (size_t i = 0; i < e->arg_count; i++)
        count += find_unsure(k, e->args[i], 0, true, &u);
    return count;
}

/* The laws that make it smaller come first: what is certain of `a and b` is certain of both, and so on. */
static const plan_expr *write_out(checker *k, reading *r, const plan_expr *e, bool certain)
{
    unsure u;
    if (typed_is_nothing(e) || e->weighed)
        return e;
    if (e->kind == PLAN_NOT)
        return typed_not(k, write_out(k, r, e->args[0], !certain));
    if (e->kind == (certain ? PLAN_AND : PLAN_OR))
        return junction(k, r, e, certain);
    if (find_unsure(k, e, 0, false, &u))
        return over_period(k, r, e, certain, &u);
    if (!find_unsure(k, e, 0, true, &u))
        return e;
    if (e->kind == PLAN_ANY && !find_unsure(k, e->args[0], 0, true, &u))
        return over_elements(k, r, e, certain);
    bool joins = e->kind == PLAN_AND || e->kind == PLAN_OR;
    return joins && parts_with_many(k, e) == 1 ? junction(k, r, e, certain) : tell_many(k, r, &u); /* two may be of the same rows */
}

/* ---- The call ---- */

static void warn_all_sure(checker *k, const ast_expr *e)
{
    if (k->quiet || (checker_expands(k) && !k->defining))
        return;
    diag *d = diag_add(k->bag, W_NOTHING_UNCERTAIN, k->from, e->where, "nothing in this condition is uncertain, so %.*s changes nothing",
                       STR_ARG(e->name.text));
    diag_expect(k->bag, d, "the `when` of a row that has `precision` or `tentative`, as activities have, or what is made of it");
    diag_hint(k->bag, d, "without it: `%.*s`", STR_ARG(checker_text(k, e->items[0])));
}

static const plan_expr *tell_arguments(checker *k, const ast_expr *e)
{
    str name = e->name.text;
    diag *d = diag_add(k->bag, E_ARGUMENTS, k->from, e->where, "%.*s takes one condition", STR_ARG(name));
    diag_expect(k->bag, d, "a condition on time, as in `%.*s(when = 2025-10)`", STR_ARG(name));
    if (e->item_count > 1)
        diag_hint(k->bag, d, "several are joined by and, or");
    return &typed_nothing;
}

/* An aggregate sees all rows, and there is no end of ways that all their times may be. */
static const plan_expr *tell_aggregate(checker *k, const ast_expr *e)
{
    str name = e->name.text;
    diag *d =
        diag_add(k->bag, E_MANY_UNCERTAIN, k->from, e->where, "%.*s looks at one row, and this has a value over many rows", STR_ARG(name));
    diag_expect(k->bag, d, "a condition on the time of the row itself");
    diag_hint(k->bag, d, "beside each row first: `add x = …`, then x in its place; it is of the times as they are written");
    return &typed_nothing;
}

static size_t gathered_so_far(const checker *k)
{
    return k->at.over ? k->at.over->count : 0;
}

static const plan_expr *check_condition(checker *k, const ast_expr *e)
{
    bool outer = k->weighing;
    size_t gathered = gathered_so_far(k);
    k->weighing = true;
    const plan_expr *condition = expr_condition(k, e->items[0]);
    k->weighing = outer;
    return gathered_so_far(k) > gathered && !typed_is_nothing(condition) ? tell_aggregate(k, e) : condition;
}

/* What was found out is known: its times are not weighed again. */
static const plan_expr *mark_weighed(checker *k, const plan_expr *e)
{
    plan_expr marked = *e;
    marked.weighed = true;
    return typed_is_nothing(e) ? e : typed_node(k, marked, e->arg_count, e->args);
}

const plan_expr *uncertain_call(checker *k, const ast_expr *e)
{
    reading r = {.call = e};
    if (e->item_count != 1)
        return tell_arguments(k, e);
    const plan_expr *condition = check_condition(k, e);
    const plan_expr *made = write_out(k, &r, condition, str_equal_nocase(e->name.text, STR("certainly")));
    if (!r.met && !typed_is_nothing(made))
        warn_all_sure(k, e);
    return mark_weighed(k, made);
}
