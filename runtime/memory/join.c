/* JOIN: pairs of rows for which the condition is true, in the order of the left rows and then of the right ones. */
#include "runtime/memory/join.h"

typedef struct joining {
    exec_env *env;
    const plan *plan;
    const relation *left, *right;
    relation halves[2]; /* the rows that pass what is asked of their side alone */
    join_tests tests;
    bool *answered; /* tests that need not be asked of pairs */
    join_index *index;
    expr_node *rest; /* what is asked of pairs; NULL: nothing */
    rel_rows pairs[2];
    uint32_t asked[2][VEC_BLOCK]; /* pairs that wait to be asked */
    size_t waiting;
} joining;

/* ---- What one side alone decides ---- */

/* A test that looks at no row goes with the left side: if it is false no row has a partner. */
static bool belongs_to(const join_test *t, int side)
{
    return t->sides == (side == JOIN_LEFT ? JOIN_OF_LEFT : JOIN_OF_RIGHT) || (t->sides == 0 && side == JOIN_LEFT);
}

static status narrow(joining *j, int side)
{
    exec_env *env = j->env;
    TRY(rel_half(&env->memory, j->left, j->right, side == JOIN_RIGHT, &j->halves[side]));
    for (size_t i = 0; i < j->tests.count; ++i) {
        plan filter = {.kind = PLAN_FILTER, .expr = j->tests.items[i].expr};
        relation before = j->halves[side];
        if (!belongs_to(&j->tests.items[i], side))
            continue;
        TRY(op_filter(env, &filter, &before, &j->halves[side]));
        j->answered[i] = true;
    }
    return ST_OK;
}

/* Which row of the input the row of a half is. */
static uint32_t input_row(const joining *j, int side, size_t row)
{
    const uint32_t *rows = j->halves[side].tracks[j->halves[side].track_count - 1];
    return rows ? rows[row] : (uint32_t)row;
}

/* ---- Pairs ---- */

static status keep(joining *j, uint32_t left, uint32_t right)
{
    if (j->pairs[JOIN_LEFT].count >= EXEC_ROWS_MAX)
        return exec_too_many_rows(j->env, "the query makes", EXEC_ROWS_MAX);
    for (int s = 0; s < 2; ++s) {
        TRY(rel_rows_reserve(&j->pairs[s], 1));
        j->pairs[s].rows[j->pairs[s].count++] = s == JOIN_LEFT ? left : right;
    }
    return ST_OK;
}

/* Asks the pairs that wait. */
static status ask(joining *j)
{
    exec_env *env = j->env;
    relation both;
    frame f;
    vec v;
    if (j->waiting == 0)
        return ST_OK;
    TRY(exec_poll(env, NULL));
    TRY(rel_join(&env->block, j->left, j->asked[JOIN_LEFT], j->right, j->asked[JOIN_RIGHT], j->waiting, &both));
    TRY(frame_block(&env->block, &both, 0, j->waiting, &f));
    TRY(node_eval(env, j->rest, &f, &v));
    for (size_t i = 0; i < j->waiting; ++i)
        if (!vec_missing(&v, i) && v.as.bools[vec_at(&v, i)])
            TRY(keep(j, j->asked[JOIN_LEFT][i], j->asked[JOIN_RIGHT][i]));
    arena_free(&env->block);
    j->waiting = 0;
    return ST_OK;
}

/* A pair that nothing so far rules out. */
static status offer(joining *j, uint32_t left, uint32_t right)
{
    if (!j->rest)
        return keep(j, left, right);
    j->asked[JOIN_LEFT][j->waiting] = left;
    j->asked[JOIN_RIGHT][j->waiting++] = right;
    return j->waiting == VEC_BLOCK ? ask(j) : ST_OK;
}

static status offer_partners(joining *j, size_t left)
{
    const uint32_t *rows = NULL;
    size_t count = j->halves[JOIN_RIGHT].rows;
    if (j->index)
        TRY(join_index_find(j->index, left, &rows, &count));
    uint32_t left_row = input_row(j, JOIN_LEFT, left);
    for (size_t i = 0; i < count; ++i)
        TRY(offer(j, left_row, input_row(j, JOIN_RIGHT, rows ? rows[i] : i)));
    return ST_OK;
}

static status find_pairs(joining *j)
{
    const exec_control *control = j->env->control;
    exec_stage(control, "joining rows", j->halves[JOIN_LEFT].rows);
    for (size_t i = 0; i < j->halves[JOIN_LEFT].rows; ++i) {
        if (i % VEC_BLOCK == 0)
            TRY(exec_poll(j->env, NULL));
        TRY(offer_partners(j, i));
        exec_advance(control, 1);
    }
    return ask(j);
}

/* ---- What pairs are asked ---- */

static status make_rest(joining *j)
{
    arena *a = &j->env->memory;
    const plan_expr **args = ARENA_ARRAY(a, j->tests.count, const plan_expr *);
    plan_expr *all = ARENA_NEW(a, plan_expr);
    size_t count = 0;
    if (!args || !all)
        return ST_NO_MEMORY;
    for (size_t i = 0; i < j->tests.count; ++i)
        if (!j->answered[i])
            args[count++] = j->tests.items[i].expr;
    if (count == 0)
        return ST_OK;
    *all = (plan_expr){.kind = PLAN_AND, .type = type_of(TYPE_BOOL), .args = args, .arg_count = count, .from = j->plan->from};
    uint64_t pairs = j->index ? join_index_pairs(j->index) : (uint64_t)j->halves[0].rows * j->halves[1].rows;
    return node_ready(j->env, count == 1 ? args[0] : all, pairs > EXEC_ROWS_MAX ? EXEC_ROWS_MAX : (size_t)pairs, &j->rest);
}

static status make_index(joining *j, arena *a)
{
    bool *by_index = ARENA_ARRAY(&j->env->memory, j->tests.count, bool);
    if (!by_index)
        return ST_NO_MEMORY;
    TRY(join_index_make(j->env, a, &j->tests, j->halves, by_index, &j->index));
    for (size_t i = 0; j->index && i < j->tests.count; ++i)
        j->answered[i] |= by_index[i];
    return ST_OK;
}

/* ---- The result ---- */

/* Left rows that are in no pair come in between, with no row beside them. */
static status add_lonely(joining *j)
{
    rel_rows found[2] = {j->pairs[JOIN_LEFT], j->pairs[JOIN_RIGHT]};
    size_t at = 0;
    j->pairs[JOIN_LEFT] = j->pairs[JOIN_RIGHT] = (rel_rows){.memory = &j->env->memory};
    for (uint32_t i = 0; i < j->left->rows; ++i) {
        if (at == found[JOIN_LEFT].count || found[JOIN_LEFT].rows[at] != i)
            TRY(keep(j, i, EXEC_NO_ROW));
        for (; at < found[JOIN_LEFT].count && found[JOIN_LEFT].rows[at] == i; ++at)
            TRY(keep(j, i, found[JOIN_RIGHT].rows[at]));
    }
    return ST_OK;
}

static status run(joining *j, arena *index_memory)
{
    exec_env *env = j->env;
    j->answered = ARENA_ARRAY(&env->memory, j->tests.count, bool);
    if (!j->answered)
        return ST_NO_MEMORY;
    TRY(narrow(j, JOIN_LEFT));
    TRY(narrow(j, JOIN_RIGHT));
    TRY(make_index(j, index_memory));
    TRY(make_rest(j));
    return find_pairs(j);
}

status op_join(exec_env *env, const plan *p, const relation *in, relation *out)
{
    relation other;
    TRY(exec_rows(env, p->other, &other));
    joining *j = ARENA_NEW(&env->memory, joining);
    if (!j)
        return ST_NO_MEMORY;
    *j = (joining){.env = env, .plan = p, .left = in, .right = &other, .pairs = {{.memory = &env->memory}, {.memory = &env->memory}}};
    TRY(join_tests_of(env, p->expr, in->slot_count, in->temp_count, &j->tests));
    arena index_memory = exec_arena(env);
    status st = run(j, &index_memory);
    arena_free(&index_memory);
    TRY(st);
    if (p->left)
        TRY(add_lonely(j));
    return rel_join(&env->memory, in, j->pairs[JOIN_LEFT].rows, &other, j->pairs[JOIN_RIGHT].rows, j->pairs[JOIN_LEFT].count, out);
}
