/* Readies expressions and evaluates them: leaves and calls here, the other kinds in their own files. */
#include "runtime/memory/expr.h"

#include "runtime/memory/collect.h"
#include "runtime/memory/memo.h"
#include "runtime/memory/order.h"
#include "runtime/memory/query_values.h"

#include <string.h>

/* ---- What an expression depends on ---- */

static bool same_leaf(const plan_expr *a, const plan_expr *b)
{
    return a->kind == b->kind && a->index == b->index && a->collection == b->collection && a->field == b->field;
}

static expr_needs both(expr_needs a, expr_needs b)
{
    expr_needs needs = a.rows ? a : b;
    needs.elements = a.elements | b.elements;
    if (a.rows && b.rows && (a.rows == NEEDS_MORE || b.rows == NEEDS_MORE || !same_leaf(a.leaf, b.leaf)))
        needs.rows = NEEDS_MORE;
    return needs;
}

static expr_needs needs_of_leaf(const plan_expr *e)
{
    expr_needs needs = {0};
    if (e->kind == PLAN_FIELD || e->kind == PLAN_ROW || e->kind == PLAN_TEMP) {
        needs.rows = NEEDS_ONE;
        needs.leaf = e;
    } else if (e->kind == PLAN_ELEMENT) {
        needs.elements = UINT64_C(1) << (e->index < 63 ? e->index : 63);
    }
    return needs;
}

/* The element that ANY and MAP bring in is theirs; seen from outside there is one frame less. */
static expr_needs without_own_element(expr_needs needs)
{
    uint64_t beyond = needs.elements & (UINT64_C(1) << 63);
    needs.elements = (needs.elements >> 1) | beyond;
    return needs;
}

static expr_needs needs_of(const expr_node *n)
{
    const plan_expr *e = n->expr;
    expr_needs needs = needs_of_leaf(e);
    for (size_t i = 0; i < e->arg_count; ++i) {
        bool inside = i == 1 && (e->kind == PLAN_ANY || e->kind == PLAN_MAP);
        needs = both(needs, inside ? without_own_element(n->args[i]->needs) : n->args[i]->needs);
    }
    return needs;
}

status node_ready(exec_env *env, const plan_expr *e, size_t rows_expected, expr_node **out)
{
    expr_node *n = ARENA_NEW(&env->memory, expr_node);
    expr_node **args = ARENA_ARRAY(&env->memory, e->arg_count, expr_node *);
    if (!n || !args)
        return ST_NO_MEMORY;
    for (size_t i = 0; i < e->arg_count; ++i)
        TRY(node_ready(env, e->args[i], rows_expected, &args[i]));
    *n = (expr_node){.expr = e, .args = args, .rows_expected = rows_expected};
    n->needs = needs_of(n);
    *out = n;
    if (e->kind == PLAN_QUERY)
        return exec_query_values(env, e, &n->constant);
    if (e->kind != PLAN_CONST)
        return ST_OK;
    TRY(vec_constant(&env->memory, &e->constant, 1, &n->constant));
    const vec *texts = n->constant.type.set ? n->constant.as.set.elements : &n->constant;
    node_mend_text(&n->constant);
    return texts->type.kind == TYPE_TEXT ? exec_keep_dict(env, texts->as.text.dict) : ST_OK;
}

/* ---- Leaves ---- */

void node_mend_text(vec *v)
{
    if (!v->type.set && v->type.kind == TYPE_TEXT && (!v->as.text.dict || v->as.text.dict->count == 0))
        v->as.text.dict = &exec_no_texts;
}

status node_empty(arena *a, type t, vec *out)
{
    TRY(vec_make(a, t, 0, false, out));
    node_mend_text(out);
    if (!t.set)
        return ST_OK;
    vec *elements = ARENA_NEW(a, vec);
    if (!elements)
        return ST_NO_MEMORY;
    out->as.set.elements = elements;
    return node_empty(a, type_element(t), elements);
}

static status eval_const(const expr_node *n, const frame *f, vec *out)
{
    *out = n->constant;
    out->count = f->count;
    out->mask = 0;
    return ST_OK;
}

/* The one leaf of an expression that is computed over the leaf's domain. */
static status eval_domain(const frame *f, vec *out)
{
    if (f->rows)
        return vec_pick(f->scratch, f->domain, f->rows, f->count, out);
    *out = *f->domain;
    return ST_OK;
}

static status eval_field(const exec_env *env, const plan_expr *e, frame *f, vec *out)
{
    const uint32_t *rows = NULL;
    if (f->domain)
        return eval_domain(f, out);
    TRY(frame_track(f, e->index, &rows));
    TRY(vec_gather(f->scratch, exec_column(env, e->collection, e->field), rows, f->count, out));
    node_mend_text(out);
    return ST_OK;
}

static status eval_row(const plan_expr *e, frame *f, vec *out)
{
    const uint32_t *rows = NULL;
    if (f->domain)
        return eval_domain(f, out);
    TRY(frame_track(f, e->index, &rows));
    TRY(vec_make(f->scratch, e->type, f->count, true, out));
    for (size_t i = 0; i < f->count; ++i) {
        out->as.rows[i] = rows[i] == EXEC_NO_ROW ? 0 : rows[i];
        out->missing[i] = rows[i] == EXEC_NO_ROW;
    }
    return ST_OK;
}

static status eval_temp(const plan_expr *e, frame *f, vec *out)
{
    const uint32_t *rows = NULL;
    if (f->domain)
        return eval_domain(f, out);
    TRY(frame_track(f, f->rel->temps[e->index].track, &rows));
    return vec_pick(f->scratch, f->rel->temps[e->index].data, rows, f->count, out);
}

static status eval_deref(exec_env *env, expr_node *n, frame *f, vec *out)
{
    vec links;
    TRY(node_eval(env, n->args[0], f, &links));
    uint32_t *rows = ARENA_ARRAY(f->scratch, f->count, uint32_t);
    if (!rows)
        return ST_NO_MEMORY;
    for (size_t i = 0; i < f->count; ++i)
        rows[i] = vec_missing(&links, i) ? EXEC_NO_ROW : links.as.rows[vec_at(&links, i)];
    TRY(vec_gather(f->scratch, exec_column(env, n->expr->collection, n->expr->field), rows, f->count, out));
    node_mend_text(out);
    return ST_OK;
}

/* ---- Calls ---- */

/* Sets made on the way may hold a value twice; a comparison of whole sets is about the values. Measures want them all. */
static status eval_arg(exec_env *env, expr_node *call, size_t at, frame *f, vec *out)
{
    expr_node *arg = call->args[at];
    TRY(node_eval(env, arg, f, out));
    bool as_it_is = call->expr->function->class == FN_MEASURE || arg->expr->kind == PLAN_FIELD || arg->expr->kind == PLAN_DEREF;
    return out->type.set && !as_it_is ? order_distinct_sets(env, f->scratch, out) : ST_OK;
}

/* Marks rows of `absent` where an argument is missing. A measure has a result for a set without elements, too. */
static bool mark_absent(const plan_expr *e, const vec *args, size_t count, uint8_t *absent)
{
    bool some = false;
    for (size_t k = 0; k < e->arg_count; ++k) {
        const vec *v = &args[k];
        if (v->type.set ? e->function->class == FN_MEASURE : !v->missing)
            continue;
        for (size_t i = 0; i < count; ++i)
            absent[i] |= vec_missing(v, i);
        some = true;
    }
    return some;
}

/* Overwrites the rows that had no arguments. The evaluator may have handed back an argument's own arrays: those are not ours to change. */
static status blank(arena *scratch, const plan_expr *e, const uint8_t *absent, vec *out)
{
    bool predicate = e->function->class == FN_PREDICATE;
    uint8_t *marks = ARENA_ARRAY(scratch, out->count, uint8_t);
    if (!marks)
        return ST_NO_MEMORY;
    for (size_t i = 0; i < out->count; ++i)
        marks[i] = predicate ? !absent[i] && out->as.bools[vec_at(out, i)] : absent[i] || vec_missing(out, i);
    if (predicate) {
        out->as.bools = marks;
        out->mask = SIZE_MAX;
        return ST_OK;
    }
    if (!out->mask) {
        uint32_t *first = ARENA_ARRAY(scratch, out->count, uint32_t);
        if (!first)
            return ST_NO_MEMORY;
        vec one = *out;
        TRY(vec_pick(scratch, &one, first, out->count, out));
    }
    out->missing = marks;
    return ST_OK;
}

/* The same for a result that is a set: no elements there. */
static status blank_sets(arena *scratch, const uint8_t *absent, vec *out)
{
    uint32_t *offsets = ARENA_ARRAY(scratch, out->count + 1, uint32_t);
    vec *elements = ARENA_NEW(scratch, vec);
    const uint32_t *was = out->as.set.offsets;
    if (!offsets || !elements)
        return ST_NO_MEMORY;
    for (size_t i = 0; i < out->count; ++i)
        offsets[i + 1] = offsets[i] + (absent[i] ? 0 : was[vec_at(out, i) + 1] - was[vec_at(out, i)]);
    uint32_t *picks = ARENA_ARRAY(scratch, offsets[out->count], uint32_t);
    if (!picks)
        return ST_NO_MEMORY;
    for (size_t i = 0; i < out->count; ++i)
        for (uint32_t k = offsets[i]; k < offsets[i + 1]; ++k)
            picks[k] = was[vec_at(out, i)] + (k - offsets[i]);
    TRY(vec_pick(scratch, out->as.set.elements, picks, offsets[out->count], elements));
    out->as.set.offsets = offsets;
    out->as.set.elements = elements;
    out->mask = SIZE_MAX;
    return ST_OK;
}

status node_count_failures(exec_env *env, expr_node *n, size_t uncomputable, size_t mixed)
{
    if (env->probing && uncomputable + mixed > 0) {
        env->probe_failed = true;
        return ST_OK;
    }
    exec_note note = {.owner = n, .code = N_NOT_COMPUTED, .from = n->expr->from, .where = n->expr->where, .count = uncomputable};
    note.why = exec_why_not_computed(n->expr->type);
    if (uncomputable)
        TRY(exec_note_add(env, note));
    note.code = W_MIXED_CURRENCIES;
    note.count = mixed;
    return mixed ? exec_note_add(env, note) : ST_OK;
}

/* Rows that had their arguments and yet got no result; evaluators count fillers of missing rows now and then. */
static size_t rows_failed(const vec *out, const uint8_t *absent, size_t counted)
{
    size_t failed = 0;
    for (size_t i = 0; counted && i < out->count; ++i)
        failed += !absent[i] && vec_missing(out, i);
    return failed < counted ? failed : counted;
}

static status call_function(exec_env *env, expr_node *n, frame *f, const vec *args, vec *out)
{
    const plan_expr *e = n->expr;
    const vec *pointers[FUNCTION_ARGS_MAX] = {NULL};
    bool constant = true;
    for (size_t i = 0; i < e->arg_count; ++i) {
        pointers[i] = &args[i];
        constant = constant && args[i].mask == 0;
    }
    function_call call = exec_call(env, f->scratch, constant ? 1 : f->count);
    call.prepared = e->prepared;
    *out = (vec){.type = e->type, .count = call.count, .mask = SIZE_MAX};
    TRY(e->function->eval(&call, pointers, out));
    node_mend_text(out);
    if (constant)
        out->mask = 0;
    out->count = f->count;
    uint8_t *absent = ARENA_ARRAY(f->scratch, f->count, uint8_t);
    if (!absent)
        return ST_NO_MEMORY;
    bool some = mark_absent(e, args, f->count, absent);
    size_t each = constant ? f->count : 1;
    TRY(node_count_failures(env, n, rows_failed(out, absent, call.uncomputable * each), call.mixed_currencies * each));
    if (!some)
        return ST_OK;
    return out->type.set ? blank_sets(f->scratch, absent, out) : blank(f->scratch, e, absent, out);
}

static status eval_call(exec_env *env, expr_node *n, frame *f, vec *out)
{
    vec args[FUNCTION_ARGS_MAX];
    for (size_t i = 0; i < n->expr->arg_count; ++i)
        TRY(eval_arg(env, n, i, f, &args[i]));
    return call_function(env, n, f, args, out);
}

/* ---- All kinds ---- */

static status eval_kind(exec_env *env, expr_node *n, frame *f, vec *out)
{
    switch (n->expr->kind) {
    case PLAN_CONST:
    case PLAN_QUERY:
        return eval_const(n, f, out);
    case PLAN_FIELD:
        return eval_field(env, n->expr, f, out);
    case PLAN_ROW:
        return eval_row(n->expr, f, out);
    case PLAN_TEMP:
        return eval_temp(n->expr, f, out);
    case PLAN_ELEMENT:
        return frame_element(f, n->expr->index, out);
    case PLAN_DEREF:
        return eval_deref(env, n, f, out);
    case PLAN_BACK:
        return node_eval_back(env, n, f, out);
    case PLAN_CALL:
        return eval_call(env, n, f, out);
    case PLAN_AND:
    case PLAN_OR:
        return node_eval_junction(env, n, f, out);
    case PLAN_NOT:
        return node_eval_not(env, n, f, out);
    case PLAN_IF:
        return node_eval_if(env, n, f, out);
    case PLAN_ELSE:
        return node_eval_else(env, n, f, out);
    case PLAN_IS_MISSING:
        return node_eval_is_missing(env, n, f, out);
    case PLAN_ANY:
        return node_eval_any(env, n, f, out);
    case PLAN_MAP:
        return node_eval_map(env, n, f, out);
    }
    return ST_ERROR;
}

status node_eval(exec_env *env, expr_node *n, frame *f, vec *out)
{
    bool done = false;
    if (f->count == 0)
        return node_empty(f->scratch, n->expr->type, out);
    TRY(memo_eval(env, n, f, out, &done));
    return done ? ST_OK : eval_kind(env, n, f, out);
}

status node_eval_all(exec_env *env, expr_node *n, const relation *rel, vec *out)
{
    collector *c = collect_new(env, &env->memory, n->expr->type, rel->rows);
    if (!c)
        return ST_NO_MEMORY;
    for (size_t begin = 0; begin < rel->rows; begin += VEC_BLOCK) {
        size_t count = rel->rows - begin < VEC_BLOCK ? rel->rows - begin : VEC_BLOCK;
        frame f;
        vec v;
        TRY(exec_poll(env, NULL));
        TRY(frame_block(&env->block, rel, begin, count, &f));
        TRY(node_eval(env, n, &f, &v));
        TRY(collect_add(c, &v));
        arena_free(&env->block);
        exec_advance(env->control, count);
    }
    return collect_end(c, out);
}
