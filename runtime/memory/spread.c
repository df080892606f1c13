/* One value a row and element: what EXPAND and the keys of GROUP go over. */
#include "runtime/memory/collect.h"
#include "runtime/memory/operators.h"

typedef struct spreading {
    collector *values;
    rel_rows offsets; /* ends of the rows' values */
    uint32_t total;
    expr_node *node, *in;
} spreading;

/* Values of a block: picks[k] of `values`, EXEC_NO_ROW for a missing one; ends[i] past the last of row i. */
typedef struct block_values {
    vec values;
    const uint32_t *row; /* that each value belongs to; NULL: its own */
    uint32_t *picks;
    size_t pick_count;
} block_values;

/* Which values `in` keeps; without it all of them. */
static status ask_in(exec_env *env, expr_node *in, frame *f, const block_values *b, uint8_t *keep)
{
    frame each;
    vec v;
    for (size_t k = 0; k < b->values.count; ++k)
        keep[k] = 1;
    if (!in)
        return ST_OK;
    TRY(frame_elements(f, b->row, &b->values, &each));
    TRY(node_eval(env, in, &each, &v));
    for (size_t k = 0; k < b->values.count; ++k)
        keep[k] = !vec_missing(&b->values, k) && !vec_missing(&v, k) && v.as.bools[vec_at(&v, k)];
    return ST_OK;
}

/* Stored sets are in order and without repeats as they are. */
static bool is_stored(const plan_expr *e)
{
    return e->kind == PLAN_FIELD || e->kind == PLAN_DEREF;
}

/* The elements of a block's sets without a set around them. */
static status open_sets(exec_env *env, const spreading *s, frame *f, vec *sets, block_values *b)
{
    uint32_t *row = NULL;
    if (!sets->mask) {
        uint32_t *rows = ARENA_ARRAY(f->scratch, f->count, uint32_t);
        vec one = *sets;
        if (!rows)
            return ST_NO_MEMORY;
        TRY(vec_pick(f->scratch, &one, rows, f->count, sets));
    }
    if (!is_stored(s->node->expr))
        TRY(order_distinct_sets(env, f->scratch, sets));
    b->values = *sets->as.set.elements;
    row = ARENA_ARRAY(f->scratch, b->values.count, uint32_t);
    if (!row)
        return ST_NO_MEMORY;
    for (size_t i = 0; i < f->count; ++i)
        for (uint32_t k = sets->as.set.offsets[i]; k < sets->as.set.offsets[i + 1]; ++k)
            row[k] = (uint32_t)i;
    b->row = row;
    return ST_OK;
}

/* The values of each row that are kept; of a row without any one that is missing, unless there is an `in`. */
static status pick_values(exec_env *env, spreading *s, frame *f, const uint32_t *offsets, block_values *b)
{
    uint8_t *keep = ARENA_ARRAY(f->scratch, b->values.count, uint8_t);
    b->picks = ARENA_ARRAY(f->scratch, b->values.count + f->count, uint32_t);
    if (!keep || !b->picks)
        return ST_NO_MEMORY;
    TRY(ask_in(env, s->in, f, b, keep));
    TRY(rel_rows_reserve(&s->offsets, f->count));
    for (uint32_t i = 0; i < f->count; ++i) {
        uint32_t begin = offsets ? offsets[i] : i, end = offsets ? offsets[i + 1] : i + 1;
        for (uint32_t k = begin; k < end; ++k)
            if (keep[k])
                b->picks[b->pick_count++] = k;
        if (begin == end && !s->in)
            b->picks[b->pick_count++] = EXEC_NO_ROW;
        if (b->pick_count > EXEC_ROWS_MAX - s->total)
            return exec_too_many_rows(env, "the query makes", EXEC_ROWS_MAX);
        s->offsets.rows[s->offsets.count++] = s->total + (uint32_t)b->pick_count;
    }
    s->total += (uint32_t)b->pick_count;
    return ST_OK;
}

static status spread_block(exec_env *env, spreading *s, frame *f)
{
    vec v;
    block_values b = {0};
    const uint32_t *offsets = NULL;
    TRY(node_eval(env, s->node, f, &v));
    b.values = v;
    if (v.type.set) {
        TRY(open_sets(env, s, f, &v, &b));
        offsets = v.as.set.offsets;
    }
    TRY(pick_values(env, s, f, offsets, &b));
    TRY(vec_pick(f->scratch, &b.values, b.picks, b.pick_count, &v));
    node_mend_text(&v);
    return collect_add(s->values, &v);
}

static status spread_blocks(exec_env *env, const relation *rel, spreading *s)
{
    for (size_t begin = 0; begin < rel->rows; begin += VEC_BLOCK) {
        frame f;
        TRY(exec_poll(env, NULL));
        TRY(frame_block(&env->block, rel, begin, rel->rows - begin < VEC_BLOCK ? rel->rows - begin : VEC_BLOCK, &f));
        TRY(spread_block(env, s, &f));
        arena_free(&env->block);
        exec_advance(env->control, f.count);
    }
    return ST_OK;
}

status spread_all(exec_env *env, const plan_expr *e, const plan_expr *in, const relation *rel, spread *out)
{
    spreading s = {.offsets = {.memory = &env->memory}};
    TRY(node_ready(env, e, rel->rows, &s.node));
    *out = (spread){0};
    if (!e->type.set && !in)
        return node_eval_all(env, s.node, rel, &out->values);
    if (in)
        TRY(node_ready(env, in, rel->rows, &s.in));
    s.values = collect_new(env, &env->memory, type_element(e->type), rel->rows);
    if (!s.values)
        return ST_NO_MEMORY;
    TRY(rel_rows_reserve(&s.offsets, rel->rows + 1));
    s.offsets.rows[s.offsets.count++] = 0;
    TRY(spread_blocks(env, rel, &s));
    out->offsets = s.offsets.rows;
    return collect_end(s.values, &out->values);
}
