/* The result's columns. A stored field is taken as it lies: the column itself when all rows are shown in their order, else its narrow numbers row by
 * row with the same dictionary. Everything else goes through a builder. */
#include "runtime/memory/operators.h"
#include "runtime/memory/pivot.h"

#include <string.h>

/* ---- Stored fields ---- */

#define TAKE_WIDTH(W)                                                                                                                      \
    do {                                                                                                                                   \
        const W *from_ = in->data;                                                                                                         \
        W *to_ = data;                                                                                                                     \
        for (size_t i = 0; i < count; ++i)                                                                                                 \
            to_[i] = from_[rows[i]];                                                                                                       \
    } while (0)

static status take_ints(arena *memory, const col_ints *in, const uint32_t *rows, size_t count, col_ints *out)
{
    void *data = arena_array(memory, count, in->width);
    *out = (col_ints){.data = data, .width = in->width, .base = in->base};
    if (!data)
        return ST_NO_MEMORY;
    if (in->width == 1)
        TAKE_WIDTH(uint8_t);
    else if (in->width == 2)
        TAKE_WIDTH(uint16_t);
    else if (in->width == 4)
        TAKE_WIDTH(uint32_t);
    else if (in->width == 8)
        TAKE_WIDTH(uint64_t);
    return ST_OK;
}

static status take_missing(arena *memory, const col *in, const uint32_t *rows, size_t count, col *out)
{
    uint64_t *bits = ARENA_ARRAY(memory, count / 64 + 1, uint64_t);
    if (!bits)
        return ST_NO_MEMORY;
    for (size_t i = 0; i < count; ++i)
        bits[i / 64] |= (uint64_t)col_missing(in, rows[i]) << (i % 64);
    out->missing = bits;
    return ST_OK;
}

static status take_decimals(arena *memory, const col *in, const uint32_t *rows, size_t count, col *out)
{
    dec *decimals = ARENA_ARRAY(memory, count, dec);
    if (!decimals)
        return ST_NO_MEMORY;
    for (size_t i = 0; i < count; ++i)
        decimals[i] = in->decimals[rows[i]];
    out->decimals = decimals;
    return ST_OK;
}

/* Lists of element numbers, one behind the other. */
static status take_lists(exec_env *env, arena *memory, const col *in, const uint32_t *rows, size_t count, col *out)
{
    uint64_t *offsets = ARENA_ARRAY(memory, count + 1, uint64_t);
    if (!offsets)
        return ST_NO_MEMORY;
    for (size_t i = 0; i < count; ++i)
        offsets[i + 1] = offsets[i] + (in->offsets[rows[i] + 1] - in->offsets[rows[i]]);
    if (offsets[count] > EXEC_ROWS_MAX)
        return exec_too_many_rows(env, "the sets of the result have", EXEC_ROWS_MAX);
    uint32_t *items = ARENA_ARRAY(&env->block, (size_t)offsets[count], uint32_t);
    if (!items)
        return ST_NO_MEMORY;
    for (size_t i = 0; i < count; ++i)
        for (uint64_t k = offsets[i]; k < offsets[i + 1]; ++k)
            items[k] = (uint32_t)(in->offsets[rows[i]] + (k - offsets[i]));
    out->offsets = offsets;
    return take_ints(memory, &in->items, items, (size_t)offsets[count], &out->items);
}

static status take_rows(exec_env *env, arena *memory, const col *in, const uint32_t *rows, size_t count, const col **result)
{
    col *out = ARENA_NEW(memory, col);
    if (!out)
        return ST_NO_MEMORY;
    *out = (col){.type = in->type, .count = count, .places = in->places, .dict = in->dict, .elements = in->elements};
    if (in->offsets)
        TRY(take_lists(env, memory, in, rows, count, out));
    else
        TRY(take_ints(memory, &in->first, rows, count, &out->first));
    TRY(take_ints(memory, &in->second, rows, count, &out->second));
    if (in->decimals)
        TRY(take_decimals(memory, in, rows, count, out));
    if (in->missing)
        TRY(take_missing(memory, in, rows, count, out));
    *result = out;
    arena_free(&env->block);
    return ST_OK;
}

/* A slot may be empty in some rows; then there is nothing to take. */
static bool has_all_rows(const uint32_t *rows, size_t count)
{
    for (size_t i = 0; i < count; ++i)
        if (rows[i] == EXEC_NO_ROW)
            return false;
    return true;
}

/* *out stays NULL if the column has to be built. */
static status stored_column(exec_env *env, arena *memory, const plan_expr *e, const relation *rel, const col **out)
{
    if (e->kind != PLAN_FIELD)
        return ST_OK;
    const col *c = exec_column(env, e->collection, e->field);
    const uint32_t *rows = rel->tracks[e->index];
    if (!rows && c->count == rel->rows) {
        *out = c;
        return ST_OK;
    }
    return rows && has_all_rows(rows, rel->rows) ? take_rows(env, memory, c, rows, rel->rows, out) : ST_OK;
}

/* ---- Everything else ---- */

static status build_block(exec_env *env, expr_node *n, frame *f, col_builder *b)
{
    vec v;
    TRY(node_eval(env, n, f, &v));
    for (size_t i = 0; i < v.count; ++i) {
        value one;
        TRY(vec_value(&env->block, &v, i, &env->order, &one));
        TRY(col_builder_add(b, &one));
    }
    return ST_OK;
}

static status build_rows(exec_env *env, expr_node *n, const relation *rel, const arena *building, col_builder *b)
{
    for (size_t begin = 0; begin < rel->rows; begin += VEC_BLOCK) {
        frame f;
        TRY(exec_poll(env, building));
        TRY(frame_block(&env->block, rel, begin, rel->rows - begin < VEC_BLOCK ? rel->rows - begin : VEC_BLOCK, &f));
        TRY(build_block(env, n, &f, b));
        arena_free(&env->block);
        exec_advance(env->control, f.count);
    }
    return ST_OK;
}

static status built_column(exec_env *env, arena *memory, const plan_expr *e, const relation *rel, const col **out)
{
    expr_node *n = NULL;
    arena building = exec_arena(env);
    TRY(node_ready(env, e, rel->rows, &n));
    col_builder *b = col_builder_new(&building, e->type, &env->order);
    status st = b ? build_rows(env, n, rel, &building, b) : ST_NO_MEMORY;
    if (st == ST_OK)
        st = col_builder_finish(b, memory, out);
    arena_free(&building);
    return st;
}

static status output_column(exec_env *env, arena *memory, const plan_expr *e, const relation *rel, result_column *out)
{
    TRY(exec_poll(env, NULL));
    TRY(stored_column(env, memory, e, rel, &out->data));
    return out->data ? ST_OK : built_column(env, memory, e, rel, &out->data);
}

/* The columns that the query names. */
static status named_columns(exec_env *env, arena *memory, const plan_output *outputs, size_t count, const relation *rel,
                            result_column *columns)
{
    for (size_t k = 0; k < count; ++k) {
        columns[k].name = arena_str(memory, outputs[k].name);
        if (columns[k].name.n != outputs[k].name.n)
            return ST_NO_MEMORY;
        TRY(output_column(env, memory, outputs[k].expr, rel, &columns[k]));
    }
    return ST_OK;
}

/* Those that its values name, behind these. */
static status pivoted_columns(exec_env *env, arena *memory, const plan_query *query, const relation *rel, result_column *columns)
{
    const plan_expr *made = pivot_columns(&env->memory, env->pivot);
    if (!made)
        return ST_NO_MEMORY;
    for (size_t k = 0; k < pivot_column_count(env->pivot); ++k)
        TRY(output_column(env, memory, &made[k], rel, &columns[query->output_count + k]));
    return pivot_name_columns(env, memory, query, columns, query->output_count);
}

status output_columns(exec_env *env, arena *memory, const plan_query *query, const relation *rel, const result **out)
{
    size_t count = query->output_count + (query->pivot ? pivot_column_count(env->pivot) : 0);
    result *r = ARENA_NEW(memory, result);
    result_column *columns = ARENA_ARRAY(memory, count, result_column);
    result_column *hidden = ARENA_ARRAY(memory, query->hidden_count, result_column);
    if (!r || !columns || !hidden)
        return ST_NO_MEMORY;
    exec_stage(env->control, "making columns", (uint64_t)rel->rows * count);
    TRY(named_columns(env, memory, query->outputs, query->output_count, rel, columns));
    TRY(named_columns(env, memory, query->hidden, query->hidden_count, rel, hidden));
    if (query->pivot)
        TRY(pivoted_columns(env, memory, query, rel, columns));
    *r = (result){.columns = columns,
                  .column_count = count,
                  .hidden = hidden,
                  .hidden_count = query->hidden_count,
                  .rows = rel->rows,
                  .data = env->data};
    *out = r;
    return ST_OK;
}
