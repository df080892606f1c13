/* Constant folding: a small evaluator of single values. Functions are computed by their own evaluators, over vectors of one row. */
#include "runtime/query/fold.h"

/* The element at hand in an enclosing ANY or MAP. */
typedef struct bound {
    const value *element;
    const struct bound *outer;
} bound;

typedef struct folding {
    checker *k;
    bool uncomputable;
} folding;

static bool fold_one(folding *f, const plan_expr *e, const bound *b, value *out);

static bool is_true(const value *v)
{
    return !v->missing && v->as.boolean;
}

static value truth(bool b)
{
    return (value){.type = type_of(TYPE_BOOL), .as.boolean = b};
}

/* ---- Calls ---- */

/* A missing argument gives missing, of a predicate false; a measure is of the whole set, which may be empty. */
static bool lacks_argument(const plan_expr *e, const value *args)
{
    for (size_t i = 0; i < e->arg_count; i++)
        if (args[i].missing && !(args[i].type.set && e->function->class == FN_MEASURE))
            return true;
    return false;
}

static status call_function(folding *f, const plan_expr *e, const value *args, value *out)
{
    arena *memory = f->k->memory;
    col_link_order order = dataset_link_order(f->k->env->data);
    function_call call = {.scratch = memory, .count = 1, .prepared = e->prepared, .order = &order};
    vec given[FUNCTION_ARGS_MAX], result = {.type = e->type, .count = 1, .mask = SIZE_MAX};
    const vec *pointers[FUNCTION_ARGS_MAX] = {NULL};
    for (size_t i = 0; i < e->arg_count; i++) {
        TRY(vec_constant(memory, &args[i], 1, &given[i]));
        pointers[i] = &given[i];
    }
    TRY(e->function->eval(&call, pointers, &result));
    f->uncomputable |= call.uncomputable > 0;
    return vec_value(memory, &result, 0, &order, out);
}

static bool fold_call(folding *f, const plan_expr *e, const bound *b, value *out)
{
    value args[FUNCTION_ARGS_MAX];
    for (size_t i = 0; i < e->arg_count; i++)
        if (!fold_one(f, e->args[i], b, &args[i]))
            return false;
    if (lacks_argument(e, args)) {
        bool predicate = e->function->class == FN_PREDICATE;
        *out = predicate ? truth(false) : (value){.type = e->type, .missing = true};
        return true;
    }
    if (call_function(f, e, args, out) == ST_OK)
        return true;
    f->k->no_memory = true;
    return false;
}

/* ---- Logic ---- */

static bool fold_junction(folding *f, const plan_expr *e, const bound *b, value *out)
{
    bool ends_at = e->kind == PLAN_OR;
    for (size_t i = 0; i < e->arg_count; i++) {
        if (!fold_one(f, e->args[i], b, out))
            return false;
        if (is_true(out) == ends_at)
            break;
    }
    *out = truth(is_true(out));
    return true;
}

static bool fold_branch(folding *f, const plan_expr *e, const bound *b, value *out)
{
    if (!fold_one(f, e->args[0], b, out))
        return false;
    if (e->kind == PLAN_IF)
        return fold_one(f, e->args[is_true(out) ? 1 : 2], b, out);
    return !out->missing || fold_one(f, e->args[1], b, out);
}

static bool fold_test(folding *f, const plan_expr *e, const bound *b, value *out)
{
    if (!fold_one(f, e->args[0], b, out))
        return false;
    *out = truth(e->kind == PLAN_NOT ? !is_true(out) : out->missing);
    return true;
}

/* ---- Sets ---- */

static bool fold_any(folding *f, const plan_expr *e, const bound *b, value *out)
{
    value set, one = truth(false);
    if (!fold_one(f, e->args[0], b, &set))
        return false;
    for (size_t i = 0; !set.missing && i < set.as.set.count && !is_true(&one); i++)
        if (!fold_one(f, e->args[1], &(bound){&set.as.set.items[i], b}, &one))
            return false;
    *out = truth(is_true(&one));
    return true;
}

/* Results that are sets become part of it; repeats stay, as measures want them. */
static bool fold_map(folding *f, const plan_expr *e, const bound *b, value *out)
{
    value set, *items = NULL;
    size_t count = 0, capacity = 0;
    if (!fold_one(f, e->args[0], b, &set))
        return false;
    for (size_t i = 0; !set.missing && i < set.as.set.count; i++) {
        value one;
        if (!fold_one(f, e->args[1], &(bound){&set.as.set.items[i], b}, &one))
            return false;
        const value *parts = one.type.set ? one.as.set.items : &one;
        size_t part_count = one.missing ? 0 : one.type.set ? one.as.set.count : 1;
        for (size_t p = 0; p < part_count; p++) {
            value *room = arena_push(f->k->memory, (void **)&items, &count, &capacity, sizeof *room);
            if (!room)
                return false;
            *room = parts[p];
        }
    }
    *out = (value){.type = e->type, .missing = count == 0};
    out->as.set.items = items;
    out->as.set.count = count;
    return true;
}

/* ---- All of it ---- */

static bool fold_one(folding *f, const plan_expr *e, const bound *b, value *out)
{
    switch (e->kind) {
    case PLAN_CONST:
        *out = e->constant;
        return true;
    case PLAN_ELEMENT:
        for (uint32_t i = 0; b && i < e->index; i++)
            b = b->outer;
        if (b)
            *out = *b->element;
        return b;
    case PLAN_CALL:
        return fold_call(f, e, b, out);
    case PLAN_AND:
    case PLAN_OR:
        return fold_junction(f, e, b, out);
    case PLAN_IF:
    case PLAN_ELSE:
        return fold_branch(f, e, b, out);
    case PLAN_NOT:
    case PLAN_IS_MISSING:
        return fold_test(f, e, b, out);
    case PLAN_ANY:
        return fold_any(f, e, b, out);
    case PLAN_MAP:
        return fold_map(f, e, b, out);
    default: /* of a row, or of a query */
        return false;
    }
}

bool fold_set(checker *k, value *v)
{
    vec one;
    col_link_order order = dataset_link_order(k->env->data);
    if (vec_constant(k->memory, v, 1, &one) == ST_OK && vec_value(k->memory, &one, 0, &order, v) == ST_OK)
        return true;
    k->no_memory = true;
    return false;
}

bool fold(checker *k, const plan_expr *e, folded *out)
{
    folding f = {.k = k};
    *out = (folded){0};
    if (!fold_one(&f, e, NULL, &out->value) || (out->value.type.set && !out->value.missing && !fold_set(k, &out->value)))
        return false;
    out->value.type = e->type;
    out->uncomputable = f.uncomputable;
    return true;
}
