/* Tables of an expression's values, and looking rows up in them. */
#include "runtime/memory/memo.h"

#include "runtime/memory/collect.h"
#include "runtime/memory/domain.h"

struct memo {
    domain domain; /* DOMAIN_NONE: there is no table */
    bool making;   /* the expression is being evaluated for it: it must not look itself up */
    vec values;    /* by number; the last is for missing */
};

memo_probe memo_probe_begin(exec_env *env)
{
    memo_probe p = {env->probe_failed};
    env->probe_failed = false;
    ++env->probing;
    return p;
}

bool memo_probe_failed(exec_env *env, memo_probe p)
{
    bool failed = env->probe_failed;
    env->probe_failed = p.failed_before;
    --env->probing;
    return failed;
}

/* Worth a table? What only fetches is as quick without. */
static bool fetches(const plan_expr *e)
{
    switch (e->kind) {
    case PLAN_CONST:
    case PLAN_QUERY:
    case PLAN_FIELD:
    case PLAN_ROW:
    case PLAN_TEMP:
    case PLAN_ELEMENT:
        return true;
    case PLAN_DEREF:
    case PLAN_BACK:
    case PLAN_IS_MISSING:
        return fetches(e->args[0]);
    default:
        return false;
    }
}

/* ---- Making the table ---- */

/* One chunk of the domain: the expression is evaluated with its leaf standing for the values. */
static status eval_chunk(exec_env *env, expr_node *n, arena *local, size_t begin, size_t count, vec *out)
{
    const domain *d = &n->memo->domain;
    frame f = {.count = count, .scratch = local};
    vec values = {0};
    if (d->kind != DOMAIN_CONSTANT) {
        TRY(domain_values(d, local, begin, count, &values));
        frame_domain(local, &values, &f);
    }
    return node_eval(env, n, &f, out);
}

static status eval_domain(exec_env *env, expr_node *n, arena *local, collector *c)
{
    size_t total = n->memo->domain.kind == DOMAIN_CONSTANT ? 1 : n->memo->domain.size + 1;
    for (size_t begin = 0; begin < total && !env->probe_failed; begin += VEC_BLOCK) {
        vec v;
        TRY(exec_poll(env, local));
        TRY(eval_chunk(env, n, local, begin, total - begin < VEC_BLOCK ? total - begin : VEC_BLOCK, &v));
        TRY(collect_add(c, &v));
        arena_free(local);
    }
    return ST_OK;
}

static status make_table(exec_env *env, expr_node *n, const domain *d)
{
    memo *m = n->memo;
    collector *c = collect_new(env, &env->memory, n->expr->type, d->size + 1);
    if (!c)
        return ST_NO_MEMORY;
    arena local = exec_arena(env);
    memo_probe p = memo_probe_begin(env);
    m->domain = *d;
    m->making = true;
    status st = eval_domain(env, n, &local, c);
    m->making = false;
    arena_free(&local);
    if (memo_probe_failed(env, p))
        m->domain.kind = DOMAIN_NONE;
    return st == ST_OK ? collect_end(c, &m->values) : st;
}

static status prepare(exec_env *env, expr_node *n, const relation *rel)
{
    domain d;
    n->memo = ARENA_NEW(&env->memory, memo);
    if (!n->memo)
        return ST_NO_MEMORY;
    domain_of(env, &n->needs, rel, n->rows_expected, &d);
    return d.kind ? make_table(env, n, &d) : ST_OK;
}

/* The table, or NULL. */
static status table_of(exec_env *env, expr_node *n, const relation *rel, const memo **out)
{
    *out = NULL;
    if (fetches(n->expr) || n->needs.elements || n->needs.rows == NEEDS_MORE)
        return ST_OK;
    if (!n->memo)
        TRY(prepare(env, n, rel));
    *out = n->memo->domain.kind && !n->memo->making ? n->memo : NULL;
    return ST_OK;
}

/* ---- Looking up ---- */

static status look_up(const memo *m, frame *f, vec *out)
{
    const domain *d = &m->domain;
    const uint32_t *rows = NULL;
    size_t begin = 0;
    uint32_t *numbers = ARENA_ARRAY(f->scratch, f->count, uint32_t);
    if (!numbers)
        return ST_NO_MEMORY;
    if (frame_contiguous(f, d->track, &begin)) {
        domain_numbers_from(d, begin, f->count, numbers);
    } else {
        TRY(frame_track(f, d->track, &rows));
        domain_numbers(d, rows, f->count, numbers);
    }
    return vec_pick(f->scratch, &m->values, numbers, f->count, out);
}

status memo_eval(exec_env *env, expr_node *n, frame *f, vec *out, bool *done)
{
    const memo *m = NULL;
    *done = false;
    if (f->domain)
        return ST_OK;
    TRY(table_of(env, n, f->rel, &m));
    if (!m)
        return ST_OK;
    *done = true;
    if (m->domain.kind != DOMAIN_CONSTANT)
        return look_up(m, f, out);
    *out = m->values;
    out->count = f->count;
    out->mask = 0;
    return ST_OK;
}

/* ---- For filters ---- */

status memo_condition(exec_env *env, expr_node *n, const relation *rel, const memo **out)
{
    *out = NULL;
    if (n->needs.rows != NEEDS_ONE || n->needs.leaf->kind != PLAN_FIELD)
        return ST_OK;
    TRY(table_of(env, n, rel, out));
    return ST_OK;
}

static void answers(const memo *m, const uint32_t *numbers, size_t count, uint8_t *out)
{
    const uint8_t *bools = m->values.as.bools, *missing = m->values.missing;
    for (size_t i = 0; i < count; ++i)
        out[i] = bools[numbers[i]];
    for (size_t i = 0; missing && i < count; ++i)
        out[i] &= !missing[numbers[i]];
}

void memo_test(const memo *m, const uint32_t *rows, size_t count, uint8_t *out)
{
    uint32_t numbers[VEC_BLOCK];
    domain_numbers(&m->domain, rows, count, numbers);
    answers(m, numbers, count, out);
}

void memo_test_from(const memo *m, size_t begin, size_t count, uint8_t *out)
{
    uint32_t numbers[VEC_BLOCK];
    domain_numbers_from(&m->domain, begin, count, numbers);
    answers(m, numbers, count, out);
}
