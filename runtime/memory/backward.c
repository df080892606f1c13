/* Links walked backwards: for each row of a collection, the rows of another that link to it.
 *
 * Found once a run and link, by counting: the holders of target row t are holders[offsets[t]] .. holders[offsets[t + 1] - 1], in their order. */
#include "runtime/memory/expr.h"

struct backward {
    uint16_t collection, field; /* that hold the link */
    uint32_t *offsets, *holders;
};

enum { ROWS_BETWEEN_POLLS = 1 << 16 };

/* The k-th row that a row's link leads to; EXEC_NO_ROW past the last. A stored set has no row twice. */
static uint32_t target_of(const col *c, size_t row, size_t k)
{
    if (!c->type.set)
        return k > 0 || col_missing(c, row) ? EXEC_NO_ROW : (uint32_t)col_int_at(&c->first, row);
    return k < col_set_size(c, row) ? (uint32_t)col_int_at(&c->elements->first, col_set_item(c, row, k)) : EXEC_NO_ROW;
}

/* offsets[t + 2] is how many rows link to t: one place further than in the end, so that filling in moves them there. */
static status count_holders(exec_env *env, const col *c, uint32_t *offsets, uint64_t *total)
{
    uint32_t t;
    for (size_t row = 0; row < c->count; ++row) {
        if (row % ROWS_BETWEEN_POLLS == 0)
            TRY(exec_poll(env, NULL));
        for (size_t k = 0; (t = target_of(c, row, k)) != EXEC_NO_ROW; ++k, ++*total)
            ++offsets[t + 2];
        if (*total > EXEC_ROWS_MAX)
            return exec_too_many_rows(env, "a link leads to", EXEC_ROWS_MAX);
    }
    return ST_OK;
}

static status find_holders(exec_env *env, struct backward *b)
{
    const col *c = exec_column(env, b->collection, b->field);
    size_t targets = env->data->collections[c->type.target].rows;
    uint64_t total = 0;
    uint32_t t;
    b->offsets = ARENA_ARRAY(&env->memory, targets + 2, uint32_t);
    if (!b->offsets)
        return ST_NO_MEMORY;
    TRY(count_holders(env, c, b->offsets, &total));
    b->holders = ARENA_ARRAY(&env->memory, total, uint32_t);
    if (!b->holders)
        return ST_NO_MEMORY;
    for (size_t i = 1; i < targets + 2; ++i)
        b->offsets[i] += b->offsets[i - 1];
    for (size_t row = 0; row < c->count; ++row)
        for (size_t k = 0; (t = target_of(c, row, k)) != EXEC_NO_ROW; ++k)
            b->holders[b->offsets[t + 1]++] = (uint32_t)row;
    return ST_OK;
}

static status backward_of(exec_env *env, const plan_expr *e, const struct backward **out)
{
    for (size_t i = 0; i < env->backward_count; ++i) {
        *out = &env->backward[i];
        if ((*out)->collection == e->collection && (*out)->field == e->field)
            return ST_OK;
    }
    struct backward found = {.collection = e->collection, .field = e->field};
    TRY(find_holders(env, &found));
    struct backward *room = arena_push(&env->memory, (void **)&env->backward, &env->backward_count, &env->backward_capacity, sizeof *room);
    if (!room)
        return ST_NO_MEMORY;
    *room = found;
    *out = room;
    return ST_OK;
}

/* Where each row's holders go in the vector; what all of them come to. */
static status measure(exec_env *env, const struct backward *b, const vec *links, uint32_t *offsets)
{
    uint64_t total = 0;
    for (size_t i = 0; i < links->count; ++i) {
        uint32_t t = vec_missing(links, i) ? EXEC_NO_ROW : links->as.rows[vec_at(links, i)];
        total += t == EXEC_NO_ROW ? 0 : b->offsets[t + 1] - b->offsets[t];
        if (total > EXEC_ROWS_MAX)
            return exec_too_many_rows(env, "a block of links walked backwards leads to", EXEC_ROWS_MAX);
        offsets[i + 1] = (uint32_t)total;
    }
    return ST_OK;
}

status node_eval_back(exec_env *env, expr_node *n, frame *f, vec *out)
{
    const struct backward *b = NULL;
    vec links;
    vec *elements = ARENA_NEW(f->scratch, vec);
    TRY(node_eval(env, n->args[0], f, &links));
    TRY(backward_of(env, n->expr, &b));
    TRY(vec_make(f->scratch, n->expr->type, f->count, false, out));
    if (!elements)
        return ST_NO_MEMORY;
    uint32_t *offsets = out->as.set.offsets;
    TRY(measure(env, b, &links, offsets));
    TRY(vec_make(f->scratch, type_element(n->expr->type), offsets[f->count], false, elements));
    for (size_t i = 0; i < f->count; ++i)
        for (uint32_t k = offsets[i]; k < offsets[i + 1]; ++k)
            elements->as.rows[k] = b->holders[b->offsets[links.as.rows[vec_at(&links, i)]] + (k - offsets[i])];
    out->as.set.elements = elements;
    return ST_OK;
}
