/* Calls over rows: aggregates, and window functions beside a row. */
#include "runtime/query/typed.h"
#include "runtime/query/def_function.h"
#include "runtime/query/expr.h"
#include "runtime/query/functions.h"
#include "runtime/query/gather.h"
#include "runtime/query/group.h"
#include "runtime/query/tried.h"
#include "runtime/query/words.h"

/* ---- Where none may stand ---- */

/* What looks at one row at a time here. */
static const char *looker(const checker *k)
{
    return k->at.row ? "a computed field" : k->at.in_key ? "a key" : words_clause(k->at.clause);
}

static const plan_expr *tell_nested(checker *k, const ast_expr *e, const char *what)
{
    str text = checker_text(k, e);
    diag *d = diag_add(k->bag, E_AGGREGATE_HERE, k->from, e->where, "%s", what);
    diag_expect(k->bag, d, "a value of each row");
    diag_hint(k->bag, d, "beside each row first: `add x = %.*s`, then x in its place", STR_ARG(text));
    if (k->at.clause != AST_ADD && k->at.clause != AST_WHERE)
        diag_hint(k->bag, d, "aggregate twice: `group by … show …`, then `show …` over its rows");
    return &typed_nothing;
}

/* The set of each row whose elements `count(project)` counts over all rows; empty if it is none. */
static str counted_set(checker *k, const ast_expr *e)
{
    str set = e->item_count == 1 && !e->distinct && str_equal_nocase(e->name.text, STR("count")) ? checker_text(k, e->items[0]) : (str){0};
    bool fits = set.n > 0 && tried_condition(k, arena_printf(k->memory, "size(%.*s) > 0", STR_ARG(set)));
    return fits ? set : (str){0};
}

/* `min(days, 3)`: the measure of a set of its arguments; empty if that does not check. */
static str measure_of(checker *k, const ast_expr *e)
{
    static const char *const measures[][2] = {{"min", "least"}, {"max", "greatest"}, {"sum", "total"}, {"avg", "mean"}};
    sbuf set = {0};
    for (size_t i = 0; i < e->item_count; i++)
        sbuf_printf(&set, "%s%.*s", i ? ", " : "", STR_ARG(checker_text(k, e->items[i])));
    str of = checker_take(k, &set);
    for (size_t i = 0; i < sizeof measures / sizeof *measures && e->item_count > 1; i++) {
        str measure = arena_printf(k->memory, "%s(set(%.*s))", measures[i][1], STR_ARG(of));
        if (str_equal_nocase(e->name.text, str_of(measures[i][0])) &&
            tried_condition(k, arena_printf(k->memory, "%.*s is known", STR_ARG(measure))))
            return measure;
    }
    return (str){0};
}

static const plan_expr *tell_aggregate_here(checker *k, const ast_expr *e)
{
    if (k->at.in_aggregate)
        return tell_nested(k, e, "an aggregate inside an aggregate");
    str text = checker_text(k, e), set = counted_set(k, e);
    diag *d = diag_add(k->bag, E_AGGREGATE_HERE, k->from, e->where, "%.*s works over many rows, and %s looks at one row at a time",
                       STR_ARG(e->name.text), looker(k));
    diag_expect(k->bag, d, "a value of one row");
    if (e->item_count > 1) { /* an aggregate takes one at most */
        str measure = measure_of(k, e);
        if (measure.n > 0)
            diag_hint(k->bag, d, "of several values of one row: `%.*s`", STR_ARG(measure));
        return &typed_nothing;
    }
    if (set.n > 0)
        diag_hint(k->bag, d, "how many one row has: `size(%.*s)`", STR_ARG(set));
    if (!k->at.row)
        diag_hint(k->bag, d, "beside each row: `add x = %.*s` first, then x in its place", STR_ARG(text));
    diag_hint(k->bag, d, "over all rows: `show %.*s`; for each of some: `group by … show %.*s`", STR_ARG(text), STR_ARG(text));
    return &typed_nothing;
}

static const plan_expr *tell_window_here(checker *k, const ast_expr *e)
{
    if (k->at.in_aggregate)
        return tell_nested(k, e, "one function of many rows inside another");
    str text = checker_text(k, e);
    diag *d = diag_add(k->bag, E_WINDOW_HERE, k->from, e->where, "%.*s works over the rows around a row, which only add shows",
                       STR_ARG(e->name.text));
    diag_expect(k->bag, d, "a value of one row");
    if (k->at.show)
        diag_hint(k->bag, d, "behind the group: `add x = %.*s`", STR_ARG(text));
    else if (!k->at.row)
        diag_hint(k->bag, d, "`add x = %.*s` first, then x in its place", STR_ARG(text));
    return &typed_nothing;
}

/* ---- Arguments ---- */

static const plan_expr *check_argument(checker *k, const ast_expr *e)
{
    place outer = k->at;
    group_enter_argument(k);
    const plan_expr *arg = expr_check(k, e);
    k->at = outer;
    return arg;
}

/* A function of rows takes at most one argument; so does its row of the table. */
static const plan_expr *tell_many(checker *k, const ast_expr *e)
{
    diag *d = diag_add(k->bag, E_ARGUMENTS, k->from, e->where, "%.*s takes one argument", STR_ARG(e->name.text));
    diag_expect(k->bag, d, "one value of each row, as in `sum(days)`");
    return &typed_nothing;
}

/* An aggregate takes a set element by element, a window function as it is. */
static bool pick(checker *k, const ast_expr *e, unsigned classes, const plan_expr *arg, plan_aggregate *made)
{
    bool spreads = classes == FUNCTIONS_AGGREGATE && arg && arg->type.set;
    plan_expr element = {.kind = PLAN_TEMP, .type = arg ? type_element(arg->type) : (type){0}};
    const plan_expr *given = spreads ? &element : arg;
    picked p = function_pick(k, e->name.text, false, classes, e->item_count, &given);
    if (!p.function) {
        expr_no_such_row(k, e, classes, &arg);
        return false;
    }
    made->function = p.function;
    made->type = p.result;
    if (!arg)
        return true;
    type takes = function_takes(&p, 0);
    made->arg = function_convert(k, arg, spreads ? type_set_of(takes) : takes);
    return !typed_is_nothing(made->arg);
}

/* ---- Calls ---- */

void expr_note_counted_set(checker *k, const ast_expr *call)
{
    bool beside = k->at.over && !k->at.show && !k->quiet && !k->trying && k->at.clause == AST_WHERE;
    str set = beside ? counted_set(k, call) : (str){0};
    if (set.n == 0)
        return;
    str text = checker_text(k, call);
    diag *d = diag_add(k->bag, N_COUNT_SET, k->from, call->where, "%.*s is one number for all rows", STR_ARG(text));
    diag_hint(k->bag, d, "how many one row has: `size(%.*s)`", STR_ARG(set));
}

const plan_expr *expr_over_rows(checker *k, const ast_expr *e)
{
    bool aggregate = function_exists(k, e->name.text, FUNCTIONS_AGGREGATE);
    unsigned classes = aggregate ? FUNCTIONS_AGGREGATE : FUNCTIONS_WINDOW;
    if (k->at.call || k->at.without_rows)
        return def_no_rows(k, e);
    if (!k->at.over && aggregate)
        return tell_aggregate_here(k, e);
    if (!aggregate && (!k->at.over || k->at.clause != AST_ADD))
        return tell_window_here(k, e);
    if (e->item_count > 1)
        return tell_many(k, e);
    const plan_expr *arg = e->item_count == 1 ? check_argument(k, e->items[0]) : NULL;
    plan_aggregate made = {.distinct = e->distinct, .from = k->from, .where = e->where};
    if ((arg && typed_is_nothing(arg)) || !pick(k, e, classes, arg, &made))
        return &typed_nothing;
    return gather_add(k, &made);
}

const plan_expr *expr_count_rows(checker *k, span where)
{
    ast_expr call = {.kind = AST_CALL, .where = where, .name = {.text = STR("count"), .where = where}};
    return expr_over_rows(k, &call);
}
