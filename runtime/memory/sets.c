/* ANY and MAP: expressions over the elements of a set.
 *
 * Over a stored set, an inside that looks at the element alone is computed once per distinct element; ANY is then one test of a mask a row. All else is
 * computed over the elements of all rows of the block, laid out one behind the other. */
#include "runtime/memory/sets.h"

#include "runtime/memory/collect.h"
#include "runtime/memory/member.h"
#include "runtime/memory/memo.h"

#include <string.h>

static bool holds(const vec *v, size_t i)
{
    return !vec_missing(v, i) && v->as.bools[vec_at(v, i)];
}

/* ---- Once per distinct element ---- */

static status eval_elements(exec_env *env, arena *local, expr_node *inside, const col *elements, collector *c)
{
    for (size_t begin = 0; begin < elements->count; begin += VEC_BLOCK) {
        size_t count = elements->count - begin < VEC_BLOCK ? elements->count - begin : VEC_BLOCK;
        uint32_t *rows = ARENA_ARRAY(local, count, uint32_t);
        vec values, v;
        frame f;
        if (!rows)
            return ST_NO_MEMORY;
        for (size_t i = 0; i < count; ++i)
            rows[i] = (uint32_t)(begin + i);
        TRY(exec_poll(env, local));
        TRY(vec_gather(local, elements, rows, count, &values));
        frame_only_elements(local, &values, &f);
        TRY(node_eval(env, inside, &f, &v));
        TRY(collect_add(c, &v));
        arena_free(local);
    }
    return ST_OK;
}

static void set_truth(element_table *t)
{
    if (t->values.type.set || t->values.type.kind != TYPE_BOOL)
        return;
    for (size_t k = 0; k < t->values.count; ++k) {
        t->values.as.bools[k] = holds(&t->values, k);
        if (k < 64 && t->values.as.bools[k])
            t->truth |= UINT64_C(1) << k;
    }
}

static status make_table(exec_env *env, expr_node *n, const col *set, element_table *t)
{
    expr_node *inside = n->args[1];
    collector *c = collect_new(env, &env->memory, inside->expr->type, set->elements->count);
    if (!c)
        return ST_NO_MEMORY;
    arena local = exec_arena(env);
    memo_probe p = memo_probe_begin(env);
    status st = eval_elements(env, &local, inside, set->elements, c);
    bool failed = memo_probe_failed(env, p);
    arena_free(&local);
    if (st != ST_OK || failed)
        return st;
    TRY(collect_end(c, &t->values));
    set_truth(t);
    t->column = set;
    return ST_OK;
}

status sets_table(exec_env *env, expr_node *n, const element_table **out)
{
    const plan_expr *set = n->args[0]->expr;
    expr_needs inside = n->args[1]->needs;
    *out = NULL;
    if (set->kind != PLAN_FIELD || inside.rows != NEEDS_NOTHING || (inside.elements & ~UINT64_C(1)))
        return ST_OK;
    if (!n->per_value) {
        const col *c = exec_column(env, set->collection, set->field);
        n->per_value = ARENA_NEW(&env->memory, element_table);
        if (!n->per_value)
            return ST_NO_MEMORY;
        if (c->elements->count <= n->rows_expected)
            TRY(make_table(env, n, c, n->per_value));
    }
    *out = n->per_value->column ? n->per_value : NULL;
    return ST_OK;
}

/* ---- ANY over a stored set ---- */

static bool any_item(const element_table *t, size_t row)
{
    const col *c = t->column;
    for (uint64_t at = c->offsets[row]; at < c->offsets[row + 1]; ++at)
        if (t->values.as.bools[col_int_at(&c->items, (size_t)at)])
            return true;
    return false;
}

/* out[i] for the masks at ROW (an expression in i). */
#define TEST_MASKS(W, ROW)                                                                                                                 \
    do {                                                                                                                                   \
        const W *data_ = c->first.data;                                                                                                    \
        for (size_t i = 0; i < count; ++i)                                                                                                 \
            out[i] = ((base + data_[ROW]) & truth) != 0;                                                                                   \
    } while (0)

#define TEST_SETS(ROW)                                                                                                                     \
    do {                                                                                                                                   \
        const col *c = t->column;                                                                                                          \
        const uint64_t base = (uint64_t)c->first.base, truth = t->truth;                                                                   \
        if (c->offsets)                                                                                                                    \
            for (size_t i = 0; i < count; ++i)                                                                                             \
                out[i] = any_item(t, ROW);                                                                                                 \
        else if (c->first.width == 1)                                                                                                      \
            TEST_MASKS(uint8_t, ROW);                                                                                                      \
        else if (c->first.width == 2)                                                                                                      \
            TEST_MASKS(uint16_t, ROW);                                                                                                     \
        else if (c->first.width == 4)                                                                                                      \
            TEST_MASKS(uint32_t, ROW);                                                                                                     \
        else if (c->first.width == 8)                                                                                                      \
            TEST_MASKS(uint64_t, ROW);                                                                                                     \
        else                                                                                                                               \
            memset(out, (base & truth) != 0, count);                                                                                       \
    } while (0)

void sets_any_from(const element_table *t, size_t begin, size_t count, uint8_t *out)
{
    TEST_SETS(begin + i);
}

void sets_any(const element_table *t, const uint32_t *rows, size_t count, uint8_t *out)
{
    bool absent = false;
    for (size_t i = 0; i < count; ++i)
        absent |= rows[i] == EXEC_NO_ROW;
    if (!absent) {
        TEST_SETS(rows[i]);
        return;
    }
    for (size_t i = 0; i < count; ++i)
        if (rows[i] == EXEC_NO_ROW)
            out[i] = 0;
        else
            sets_any(t, &rows[i], 1, &out[i]);
}

static status any_stored(expr_node *n, const element_table *t, frame *f, vec *out)
{
    const uint32_t *rows = NULL;
    size_t begin = 0;
    uint32_t slot = n->args[0]->expr->index;
    if (frame_contiguous(f, slot, &begin)) {
        sets_any_from(t, begin, f->count, out->as.bools);
        return ST_OK;
    }
    TRY(frame_track(f, slot, &rows));
    sets_any(t, rows, f->count, out->as.bools);
    return ST_OK;
}

/* ---- All elements of a block, one behind the other ---- */

typedef struct laid_out {
    uint32_t *offsets; /* from 0 */
    uint32_t *row;     /* of each element: the row of the frame */
    vec elements;
} laid_out;

static status lay_out(const frame *f, const vec *sets, laid_out *out)
{
    const uint32_t *from = sets->as.set.offsets;
    out->offsets = ARENA_ARRAY(f->scratch, f->count + 1, uint32_t);
    if (!out->offsets)
        return ST_NO_MEMORY;
    size_t total = 0;
    for (size_t i = 0; i < f->count; ++i) {
        total += from[vec_at(sets, i) + 1] - from[vec_at(sets, i)];
        if (total > EXEC_ROWS_MAX)
            return ST_NO_MEMORY;
        out->offsets[i + 1] = (uint32_t)total;
    }
    out->row = ARENA_ARRAY(f->scratch, total, uint32_t);
    if (!out->row)
        return ST_NO_MEMORY;
    for (size_t i = 0; i < f->count; ++i)
        for (uint32_t k = out->offsets[i]; k < out->offsets[i + 1]; ++k)
            out->row[k] = (uint32_t)i;
    out->elements = *sets->as.set.elements;
    if (sets->mask && from[0] == 0 && out->elements.count == total)
        return ST_OK;
    uint32_t *picks = ARENA_ARRAY(f->scratch, total, uint32_t);
    if (!picks)
        return ST_NO_MEMORY;
    for (size_t k = 0; k < total; ++k)
        picks[k] = from[vec_at(sets, out->row[k])] + (uint32_t)(k - out->offsets[out->row[k]]);
    return vec_pick(f->scratch, sets->as.set.elements, picks, total, &out->elements);
}

static status any_laid_out(exec_env *env, expr_node *inside, frame *f, const vec *sets, vec *out)
{
    laid_out l;
    frame each;
    vec v;
    TRY(lay_out(f, sets, &l));
    TRY(frame_elements(f, l.row, &l.elements, &each));
    TRY(node_eval(env, inside, &each, &v));
    for (size_t k = 0; k < each.count; ++k)
        out->as.bools[l.row[k]] |= holds(&v, k);
    return ST_OK;
}

/* The same set for all rows: element by element as a constant, each only for the rows not yet found. */
static status any_constant(exec_env *env, expr_node *inside, frame *f, const vec *set, vec *out)
{
    uint32_t *open = ARENA_ARRAY(f->scratch, f->count, uint32_t);
    size_t count = f->count;
    if (!open)
        return ST_NO_MEMORY;
    for (size_t i = 0; i < count; ++i)
        open[i] = (uint32_t)i;
    for (uint32_t k = set->as.set.offsets[0]; k < set->as.set.offsets[1] && count > 0; ++k) {
        frame part, each;
        vec one, v;
        TRY(vec_pick(f->scratch, set->as.set.elements, &k, 1, &one));
        one.count = count;
        one.mask = 0;
        uint32_t *rows = ARENA_ARRAY(f->scratch, count, uint32_t);
        if (!rows)
            return ST_NO_MEMORY;
        memcpy(rows, open, count * sizeof *rows);
        TRY(frame_select(f, rows, count, &part));
        TRY(frame_elements(&part, NULL, &one, &each));
        TRY(node_eval(env, inside, &each, &v));
        size_t left = 0;
        for (size_t i = 0; i < count; ++i) {
            bool found = holds(&v, i);
            out->as.bools[rows[i]] = found;
            open[left] = rows[i];
            left += !found;
        }
        count = left;
    }
    return ST_OK;
}

static status any_of_sets(exec_env *env, expr_node *n, frame *f, vec *out, size_t *elements)
{
    vec sets;
    TRY(node_eval(env, n->args[0], f, &sets));
    *elements = sets.as.set.elements->count;
    return sets.mask ? any_laid_out(env, n->args[1], f, &sets, out) : any_constant(env, n->args[1], f, &sets, out);
}

/* Rows whose sets are made at once, at first; and how many elements they may come to. */
enum { SLICE_FIRST = 8, SLICE_ELEMENTS = 1 << 16 };

/* Some rows of a frame, in memory of their own. */
static status any_of_slice(exec_env *env, arena *local, expr_node *n, frame *f, size_t begin, size_t count, vec *out, size_t *elements)
{
    uint32_t *rows = ARENA_ARRAY(local, count, uint32_t);
    frame slice;
    vec found;
    if (!rows)
        return ST_NO_MEMORY;
    for (size_t i = 0; i < count; ++i)
        rows[i] = (uint32_t)(begin + i);
    TRY(exec_poll(env, local));
    TRY(frame_select(f, rows, count, &slice));
    slice.scratch = local;
    TRY(vec_make(local, type_of(TYPE_BOOL), count, false, &found));
    TRY(any_of_sets(env, n, &slice, &found, elements));
    memcpy(out->as.bools + begin, found.as.bools, count);
    return ST_OK;
}

/* Sets that are made for each row may be large, and sets within sets multiply: as many rows at a time as their elements leave room for. */
static status any_in_slices(exec_env *env, expr_node *n, frame *f, vec *out)
{
    size_t elements = 0, count = 1;
    if (f->count <= SLICE_FIRST)
        return any_of_sets(env, n, f, out, &elements);
    arena local = exec_arena(env);
    status done = ST_OK;
    for (size_t begin = 0; begin < f->count && done == ST_OK; begin += count) {
        size_t fits = SLICE_ELEMENTS / (elements / count + 1); /* as many elements a row as the slice before had */
        count = begin == 0 ? SLICE_FIRST : fits ? fits : 1;
        count = f->count - begin < count ? f->count - begin : count;
        done = any_of_slice(env, &local, n, f, begin, count, out, &elements);
        arena_free(&local);
    }
    return done;
}

status node_eval_any(exec_env *env, expr_node *n, frame *f, vec *out)
{
    const element_table *t = NULL;
    bool done = false;
    TRY(vec_make(f->scratch, type_of(TYPE_BOOL), f->count, false, out));
    if (!f->domain)
        TRY(sets_table(env, n, &t));
    if (t)
        return any_stored(n, t, f, out);
    TRY(member_eval(env, n, f, out, &done));
    return done ? ST_OK : any_in_slices(env, n, f, out);
}

/* ---- MAP ---- */

/* A value for each element, `v`, becomes the set of the element's row: missing ones are left out, sets are taken apart. */
static status gather_values(const frame *f, const uint32_t *offsets, const vec *v, vec *out)
{
    size_t total = 0, at = 0;
    const uint32_t *inner = v->type.set ? v->as.set.offsets : NULL;
    for (size_t k = 0; k < v->count; ++k)
        total += inner ? inner[vec_at(v, k) + 1] - inner[vec_at(v, k)] : 1;
    uint32_t *picks = total <= EXEC_ROWS_MAX ? ARENA_ARRAY(f->scratch, total, uint32_t) : NULL;
    vec *elements = ARENA_NEW(f->scratch, vec);
    if (!picks || !elements)
        return ST_NO_MEMORY;
    for (size_t i = 0; i < f->count; ++i) {
        for (uint32_t k = offsets[i]; k < offsets[i + 1]; ++k) {
            uint32_t begin = inner ? inner[vec_at(v, k)] : k, end = inner ? inner[vec_at(v, k) + 1] : k + 1;
            for (uint32_t e = begin; e < end && (inner || !vec_missing(v, k)); ++e)
                picks[at++] = e;
        }
        out->as.set.offsets[i + 1] = (uint32_t)at;
    }
    out->as.set.elements = elements;
    return vec_pick(f->scratch, inner ? v->as.set.elements : v, picks, at, elements);
}

/* The numbers of the elements of stored sets, row by row. */
static status element_numbers(const col *c, const uint32_t *rows, const frame *f, uint32_t **offsets, uint32_t **numbers)
{
    *offsets = ARENA_ARRAY(f->scratch, f->count + 1, uint32_t);
    if (!*offsets)
        return ST_NO_MEMORY;
    size_t total = 0;
    for (size_t i = 0; i < f->count; ++i) {
        total += rows[i] == EXEC_NO_ROW ? 0 : col_set_size(c, rows[i]);
        if (total > EXEC_ROWS_MAX)
            return ST_NO_MEMORY;
        (*offsets)[i + 1] = (uint32_t)total;
    }
    *numbers = ARENA_ARRAY(f->scratch, total, uint32_t);
    if (!*numbers)
        return ST_NO_MEMORY;
    for (size_t i = 0; i < f->count; ++i)
        for (uint32_t k = (*offsets)[i]; k < (*offsets)[i + 1]; ++k)
            (*numbers)[k] = (uint32_t)col_set_item(c, rows[i], k - (*offsets)[i]);
    return ST_OK;
}

static status map_stored(expr_node *n, const element_table *t, frame *f, vec *out)
{
    const uint32_t *rows = NULL;
    uint32_t *offsets = NULL, *numbers = NULL;
    vec values;
    TRY(frame_track(f, n->args[0]->expr->index, &rows));
    TRY(element_numbers(t->column, rows, f, &offsets, &numbers));
    TRY(vec_pick(f->scratch, &t->values, numbers, offsets[f->count], &values));
    return gather_values(f, offsets, &values, out);
}

status node_eval_map(exec_env *env, expr_node *n, frame *f, vec *out)
{
    const element_table *t = NULL;
    vec sets, v;
    laid_out l;
    frame each;
    TRY(vec_make(f->scratch, n->expr->type, f->count, false, out));
    if (!f->domain)
        TRY(sets_table(env, n, &t));
    if (t)
        return map_stored(n, t, f, out);
    TRY(node_eval(env, n->args[0], f, &sets));
    TRY(lay_out(f, &sets, &l));
    TRY(frame_elements(f, l.row, &l.elements, &each));
    TRY(node_eval(env, n->args[1], &each, &v));
    return gather_values(f, l.offsets, &v, out);
}
