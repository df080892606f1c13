/* Picking the row of the function table that a call or operator means, and converting to what it takes. */
#include "runtime/query/functions.h"

#include "runtime/query/typed.h"

static const struct {
    type_kind kind;
    bool set, any;
} params[] = {
    [PARAM_NONE] = {TYPE_NONE, false, false},         [PARAM_BOOL] = {TYPE_BOOL, false, false},
    [PARAM_INT] = {TYPE_INT, false, false},           [PARAM_NUMBER] = {TYPE_NUMBER, false, false},
    [PARAM_MONEY] = {TYPE_MONEY, false, false},       [PARAM_TEXT] = {TYPE_TEXT, false, false},
    [PARAM_DATE] = {TYPE_DATE, false, false},         [PARAM_PERIOD] = {TYPE_PERIOD, false, false},
    [PARAM_DURATION] = {TYPE_DURATION, false, false}, [PARAM_ANY] = {TYPE_NONE, false, true},
    [PARAM_SET_ANY] = {TYPE_NONE, true, true},        [PARAM_SET_BOOL] = {TYPE_BOOL, true, false},
    [PARAM_SET_INT] = {TYPE_INT, true, false},        [PARAM_SET_NUMBER] = {TYPE_NUMBER, true, false},
    [PARAM_SET_MONEY] = {TYPE_MONEY, true, false},    [PARAM_SET_TEXT] = {TYPE_TEXT, true, false},
    [PARAM_SET_DATE] = {TYPE_DATE, true, false},      [PARAM_SET_PERIOD] = {TYPE_PERIOD, true, false},
    [PARAM_REGEX] = {TYPE_TEXT, false, false},
};

/* ---- Conversions ---- */

/* `2025` is a year where time is wanted. */
static bool is_year(const plan_expr *e, period *out)
{
    return e->kind == PLAN_CONST && e->type.kind == TYPE_INT && e->from &&
           cal_parse(source_slice(e->from, e->where), out, NULL) == CAL_IS_DATE;
}

/* What giving the argument as that kind costs; -1: it cannot be. */
static int conversion_cost(const plan_expr *e, type_kind to)
{
    static const struct {
        type_kind from, to;
    } conversions[] = {{TYPE_INT, TYPE_NUMBER}, {TYPE_DATE, TYPE_PERIOD}, {TYPE_LINK, TYPE_TEXT}};
    period year;
    if (e->type.kind == to)
        return 0;
    for (size_t i = 0; i < sizeof conversions / sizeof *conversions; i++)
        if (conversions[i].from == e->type.kind && conversions[i].to == to)
            return 1;
    return to == TYPE_PERIOD && is_year(e, &year) ? 2 : -1;
}

bool function_unify(type a, type b, type *out)
{
    *out = a;
    if (type_equal(a, b))
        return true;
    if (a.set != b.set)
        return false;
    plan_expr left = {.kind = PLAN_TEMP, .type = a}, right = {.kind = PLAN_TEMP, .type = b};
    if (a.kind != b.kind && conversion_cost(&left, b.kind) >= 0)
        *out = b;
    else if (a.kind == b.kind || conversion_cost(&right, a.kind) < 0) {
        /* Links to different collections have their names in common. */
        if (a.kind != TYPE_LINK || b.kind != TYPE_LINK)
            return false;
        out->kind = TYPE_TEXT;
        out->target = 0;
    }
    return true;
}

const plan_expr *function_link_name(checker *k, const plan_expr *link, span where)
{
    int32_t field = checker_collection(k, link->type.target)->name_field;
    if (field < 0)
        return &typed_nothing;
    row r = {.collection = link->type.target, .link = link};
    const plan_expr *name = typed_field(k, &r, (uint16_t)field, where);
    if (name->type.kind == TYPE_TEXT || typed_is_nothing(name))
        return name;
    picked p = function_pick(k, STR("text"), false, FUNCTIONS_OF_ROWS, 1, &name);
    return p.function ? function_call_of(k, &p, 1, &name, false, where) : &typed_nothing;
}

static const plan_expr *convert_one(checker *k, const plan_expr *e, type to)
{
    period year;
    if (e->type.kind == to.kind)
        return e;
    if (to.kind == TYPE_PERIOD && is_year(e, &year))
        return typed_const(k, (value){.type = to, .as.period = year}, e->where);
    if (e->kind == PLAN_CONST && e->type.kind == TYPE_INT && to.kind == TYPE_NUMBER)
        return typed_const(k, (value){.type = to, .missing = e->constant.missing, .as.number = dec_of_int(e->constant.as.integer)},
                           e->where);
    if (e->kind == PLAN_CONST && e->type.kind == TYPE_DATE && to.kind == TYPE_PERIOD)
        return typed_const(k, (value){.type = to, .missing = e->constant.missing, .as.period = {e->constant.as.date, e->constant.as.date}},
                           e->where);
    if (e->type.kind == TYPE_LINK)
        return function_link_name(k, e, e->where);
    const char *name = to.kind == TYPE_NUMBER ? "number" : "period";
    picked p = function_pick(k, str_of(name), false, FUNCTIONS_OF_ROWS, 1, &e);
    return p.function ? typed_call(k, p.function, p.result, 1, &e, e->where) : &typed_nothing;
}

const plan_expr *function_convert(checker *k, const plan_expr *e, type to)
{
    if (typed_is_nothing(e) || e->type.kind == to.kind)
        return e;
    if (!e->type.set)
        return convert_one(k, e, to);
    type element = type_element(e->type);
    return typed_map(k, e, convert_one(k, typed_element(k, element, e->where), type_element(to)), e->where);
}

/* ---- Rows ---- */

/* Does the row take the arguments? Its cost, or -1; *any is what PARAM_ANY stands for. */
static int row_cost(const function *f, size_t count, const plan_expr *const *args, type *any)
{
    int cost = 0;
    *any = (type){0};
    if (f->arg_count != count)
        return -1;
    for (size_t i = 0; i < count; i++) {
        type t = args[i]->type;
        if (t.set != params[f->args[i]].set)
            return -1;
        if (!params[f->args[i]].any) {
            int one = conversion_cost(args[i], params[f->args[i]].kind);
            if (one < 0)
                return -1;
            cost += one;
        } else if (any->kind == TYPE_NONE) {
            *any = type_element(t);
        } else {
            type both;
            if (!function_unify(*any, type_element(t), &both))
                return -1;
            cost += type_equal(both, *any) && type_equal(both, type_element(t)) ? 0 : 1;
            *any = both;
        }
    }
    return cost;
}

static bool row_named(const function *f, str name, bool operator_, unsigned classes)
{
    return f->operator_ == operator_ && (classes >> f->class & 1u) && str_equal_nocase(str_of(f->name), name);
}

static type result_type(const function *f, type any)
{
    type t = params[f->result].any ? any : type_of(params[f->result].kind);
    return params[f->result].set ? type_set_of(t) : t;
}

picked function_pick(checker *k, str name, bool operator_, unsigned classes, size_t count, const plan_expr *const *args)
{
    picked best = {0};
    int least = -1;
    for (size_t i = 0; i < k->env->functions->count; i++) {
        const function *f = &k->env->functions->rows[i];
        type any;
        int cost = row_named(f, name, operator_, classes) ? row_cost(f, count, args, &any) : -1;
        if (cost < 0 || (least >= 0 && cost >= least))
            continue;
        least = cost;
        best = (picked){.function = f, .any = any, .result = result_type(f, any)};
    }
    return best;
}

bool function_exists(const checker *k, str name, unsigned classes)
{
    for (size_t i = 0; i < k->env->functions->count; i++)
        if (row_named(&k->env->functions->rows[i], name, false, classes))
            return true;
    return false;
}

/* ---- Calls ---- */

type function_takes(const picked *p, size_t i)
{
    param_kind kind = p->function->args[i];
    type one = params[kind].any ? p->any : type_of(params[kind].kind);
    return params[kind].set ? type_set_of(one) : one;
}

/* Compiles the constant argument, once for the query. */
static bool prepare(checker *k, const picked *p, const plan_expr *const *args, bool ignore_case, void **out)
{
    *out = NULL;
    if (!p->function->prepare)
        return true;
    size_t at = 0;
    while (at + 1 < p->function->arg_count && p->function->args[at] != PARAM_REGEX)
        at++;
    const plan_expr *pattern = args[at];
    if (pattern->kind != PLAN_CONST) {
        diag *d = diag_add(k->bag, E_PATTERN, k->from, pattern->where, "a pattern is fixed for the whole query");
        diag_expect(k->bag, d, "a pattern between slashes: /^[A-Z]/");
        return false;
    }
    str message = {0};
    size_t offset = 0;
    status s = p->function->prepare(k->memory, &pattern->constant, ignore_case, out, &message, &offset);
    if (s == ST_NO_MEMORY)
        k->no_memory = true;
    else if (s != ST_OK) {
        diag *d = diag_add(k->bag, E_PATTERN, k->from, pattern->where, "%.*s", STR_ARG(message));
        diag_expect(k->bag, d, "a pattern as PCRE2 reads it; the fault is at its character %zu", offset + 1);
    }
    return s == ST_OK;
}

const plan_expr *function_call_of(checker *k, const picked *p, size_t count, const plan_expr *const *args, bool ignore_case, span where)
{
    const plan_expr *given[FUNCTION_ARGS_MAX];
    for (size_t i = 0; i < count; i++)
        given[i] = function_convert(k, args[i], function_takes(p, i));
    void *prepared;
    if (!prepare(k, p, given, ignore_case, &prepared))
        return &typed_nothing;
    plan_expr call = {.kind = PLAN_CALL, .type = p->result, .function = p->function, .prepared = prepared, .where = where};
    return typed_node(k, call, count, given);
}

const plan_expr *function_operator(checker *k, const char *name, size_t count, const plan_expr *const *args, span where)
{
    for (size_t i = 0; i < count; i++)
        if (typed_is_nothing(args[i]))
            return &typed_nothing;
    picked p = function_pick(k, str_of(name), true, FUNCTIONS_OF_ROWS, count, args);
    return p.function ? function_call_of(k, &p, count, args, false, where) : NULL;
}
