/* Calls: functions of one row and measures of sets; those over rows are in expr_over.c. */
#include "runtime/query/typed.h"
#include "runtime/query/def_function.h"
#include "runtime/query/expr.h"
#include "runtime/query/functions.h"
#include "runtime/query/group.h"
#include "runtime/query/names.h"
#include "runtime/query/uncertain.h"
#include "runtime/query/variable.h"
#include "runtime/query/words.h"

/* ---- Arguments that no row takes ---- */

static void add_signatures(checker *k, sbuf *b, str name, unsigned classes)
{
    bool first = true;
    for (size_t i = 0; i < k->env->functions->count; i++) {
        const function *f = &k->env->functions->rows[i];
        if (f->operator_ || !(classes >> f->class & 1u) || !str_equal_nocase(str_of(f->name), name))
            continue;
        sbuf_printf(b, "%s%s(", first ? "" : " or ", f->name);
        for (size_t a = 0; a < f->arg_count; a++)
            sbuf_printf(b, "%s%s", a ? ", " : "", words_param(f->args[a]));
        sbuf_char(b, ')');
        first = false;
    }
}

/* The arguments as single values where sets were given. */
static bool would_take_elements(checker *k, const ast_expr *e, unsigned classes, const plan_expr *const *args)
{
    plan_expr singles[FUNCTION_ARGS_MAX];
    const plan_expr *given[FUNCTION_ARGS_MAX];
    bool set = false;
    for (size_t i = 0; i < e->item_count; i++) {
        singles[i] = (plan_expr){.kind = PLAN_TEMP, .type = type_element(args[i]->type)};
        given[i] = args[i]->type.set ? &singles[i] : args[i];
        set |= args[i]->type.set;
    }
    return set && function_pick(k, e->name.text, false, classes, e->item_count, given).function;
}

/* `gaps(when, 2025)`: does it take single values as sets of one? The first that must become one, or NULL. */
static const ast_expr *wants_set(checker *k, const ast_expr *e, unsigned classes, const plan_expr *const *args)
{
    plan_expr sets[FUNCTION_ARGS_MAX];
    const plan_expr *given[FUNCTION_ARGS_MAX];
    const ast_expr *first = NULL;
    for (size_t i = 0; i < e->item_count; i++)
        given[i] = args[i];
    for (size_t i = 0; i < e->item_count; i++) {
        if (args[i]->type.set)
            continue;
        sets[i] = (plan_expr){.kind = PLAN_TEMP, .type = type_set_of(args[i]->type)};
        given[i] = &sets[i];
        first = first ? first : e->items[i];
        if (function_pick(k, e->name.text, false, classes, e->item_count, given).function)
            return first;
    }
    return NULL;
}

static const ast_expr *first_set(const ast_expr *e, const plan_expr *const *args)
{
    for (size_t i = 0; i < e->item_count; i++)
        if (args[i]->type.set)
            return e->items[i];
    return NULL;
}

static void tell_set(checker *k, const ast_expr *e, const ast_expr *set)
{
    str name = checker_text(k, set);
    diag *d = diag_add(k->bag, E_SET_HERE, k->from, set->where, "%.*s takes one value, and %.*s is a set of them", STR_ARG(e->name.text),
                       STR_ARG(name));
    diag_hint(k->bag, d, "for each element its own row: `expand %.*s` first", STR_ARG(name));
    diag_hint(k->bag, d, "how many there are: `size(%.*s)`", STR_ARG(name));
}

/* An argument that is a variable may want a type. */
static void hint_variables(checker *k, diag *d, const ast_expr *e, unsigned classes, const plan_expr *const *args)
{
    const plan_expr *given[FUNCTION_ARGS_MAX];
    for (size_t i = 0; i < e->item_count && e->item_count <= FUNCTION_ARGS_MAX; i++) {
        for (unsigned kind = TYPE_BOOL; kind < TYPE_LINK; kind++) {
            plan_expr other = {.kind = PLAN_TEMP, .type = type_of((type_kind)kind)};
            for (size_t a = 0; a < e->item_count; a++)
                given[a] = a == i ? &other : args[a];
            if (function_pick(k, e->name.text, false, classes, e->item_count, given).function &&
                variable_hint_type(k, d, e->items[i], (type_kind)kind))
                return;
        }
    }
}

/* `sum(title)`, `avg(start)`: what can be made of many such values. */
static void hint_aggregate(checker *k, diag *d, const ast_expr *e, type t)
{
    str of = checker_text(k, e->items[0]);
    if (t.kind == TYPE_BOOL)
        diag_hint(k->bag, d, "in how many rows it holds: `where %.*s count`", STR_ARG(of));
    else if (t.kind == TYPE_DATE || t.kind == TYPE_PERIOD)
        diag_hint(k->bag, d, "the earliest and the latest: `min(%.*s)`, `max(%.*s)`", STR_ARG(of), STR_ARG(of));
    else
        diag_hint(k->bag, d, "how many there are: `count(%.*s)`; which: `list(%.*s)`", STR_ARG(of), STR_ARG(of));
}

const plan_expr *expr_no_such_row(checker *k, const ast_expr *e, unsigned classes, const plan_expr *const *args)
{
    if (e->item_count <= FUNCTION_ARGS_MAX && would_take_elements(k, e, classes, args)) {
        tell_set(k, e, first_set(e, args));
        return &typed_nothing;
    }
    sbuf given = {0}, takes = {0};
    for (size_t i = 0; i < e->item_count; i++)
        sbuf_printf(&given, "%s%.*s", i ? ", " : "", STR_ARG(words_type(k, args[i]->type)));
    add_signatures(k, &takes, e->name.text, classes);
    str is = checker_take(k, &given), wants = checker_take(k, &takes);
    diag *d = is.n ? diag_add(k->bag, E_ARGUMENTS, k->from, e->where, "%.*s cannot take %.*s", STR_ARG(e->name.text), STR_ARG(is))
                   : diag_add(k->bag, E_ARGUMENTS, k->from, e->where, "%.*s has nothing in its brackets", STR_ARG(e->name.text));
    diag_expect(k->bag, d, "%.*s", STR_ARG(wants));
    const ast_expr *one = e->item_count > 1 && e->item_count <= FUNCTION_ARGS_MAX ? wants_set(k, e, classes, args) : NULL;
    if (one)
        diag_hint(k->bag, d, "a value becomes a set of one by `set(%.*s)`", STR_ARG(checker_text(k, one)));
    hint_variables(k, d, e, classes, args);
    if (classes == FUNCTIONS_AGGREGATE && e->item_count == 1)
        hint_aggregate(k, d, e, args[0]->type);
    return &typed_nothing;
}

/* ---- Calls of one row ---- */

/* False if one did not check. */
static bool check_arguments(checker *k, const ast_expr *e, const plan_expr **args)
{
    bool ok = true;
    for (size_t i = 0; i < e->item_count; i++) {
        args[i] = expr_check(k, e->items[i]);
        ok &= !typed_is_nothing(args[i]);
    }
    return ok;
}

static const plan_expr *call_of_row(checker *k, const ast_expr *e)
{
    const plan_expr **args = ARENA_ARRAY(k->memory, e->item_count, const plan_expr *);
    if (!args || !check_arguments(k, e, args))
        return &typed_nothing;
    picked p = function_pick(k, e->name.text, false, FUNCTIONS_OF_ROWS, e->item_count, args);
    if (!p.function)
        return expr_no_such_row(k, e, FUNCTIONS_OF_ROWS, args);
    return function_call_of(k, &p, e->item_count, args, false, e->where);
}

const plan_expr *expr_call(checker *k, const ast_expr *e)
{
    bool of_row = function_exists(k, e->name.text, FUNCTIONS_OF_ROWS), of_rows = function_exists(k, e->name.text, FUNCTIONS_OVER_ROWS);
    /* Of the names that both have, number(…) makes a number of its argument and number() counts. */
    if (of_rows && (!of_row || e->item_count == 0))
        return expr_over_rows(k, e);
    if (function_exists(k, e->name.text, FUNCTIONS_MODAL))
        return uncertain_call(k, e);
    if (of_row)
        return group_measure_over_rows(k, e) ? &typed_nothing : call_of_row(k, e);
    const def_function *defined = def_function_find(k->env, e->name.text);
    if (defined)
        return def_function_call(k, defined, e);
    if (!k->at.scope || !k->at.scope->open)
        names_unknown_function(k, e);
    return &typed_nothing;
}
