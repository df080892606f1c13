/* Which right rows can be partners of a left row: lists by equal values, trees of periods. */
#include <stdlib.h>
#include <string.h>

#include "runtime/memory/interval.h"
#include "runtime/memory/join_values.h"

/* One way to find right rows. Left row i asks for each of its entries offsets[i] .. offsets[i + 1] - 1, or with offsets NULL for entry i. */
typedef struct part {
    const uint32_t *offsets;
    const uint32_t *number; /* of the entry; EXEC_NO_ROW: it finds nothing */
    /* Right rows of number k: rows[start[k]] .. rows[start[k + 1] - 1], or: */
    const uint32_t *start, *rows;
    /* … those of the periods of number k that share a day with the entry's. */
    const period *periods;
    intervals days;
} part;

struct join_index {
    part *parts;
    size_t part_count;
    uint64_t pairs;
    size_t right_rows;
    rel_rows found;
    uint64_t *marks; /* one bit for each right row, all 0 between calls */
};

uint64_t join_index_pairs(const join_index *x)
{
    return x->pairs;
}

/* ---- Finding ---- */

static uint32_t entry_begin(const part *p, size_t row)
{
    return p->offsets ? p->offsets[row] : (uint32_t)row;
}

static uint32_t entry_end(const part *p, size_t row)
{
    return p->offsets ? p->offsets[row + 1] : (uint32_t)row + 1;
}

static status find_entry(const part *p, uint32_t entry, rel_rows *found)
{
    uint32_t number = p->number[entry];
    if (number == EXEC_NO_ROW)
        return ST_OK;
    if (p->periods)
        return intervals_find(&p->days, number, p->periods[entry], found);
    size_t count = p->start[number + 1] - p->start[number];
    TRY(rel_rows_reserve(found, count));
    if (count)
        memcpy(found->rows + found->count, p->rows + p->start[number], count * sizeof *found->rows);
    found->count += count;
    return ST_OK;
}

static int compare_rows(const void *a, const void *b)
{
    uint32_t x = *(const uint32_t *)a, y = *(const uint32_t *)b;
    return (x > y) - (x < y);
}

/* Few are sorted, many are marked in a bit for each row, which is then read from end to end. */
static void order_found(join_index *x)
{
    rel_rows *f = &x->found;
    size_t kept = 0, words = x->right_rows / 64 + 1;
    if (f->count <= words) {
        if (f->count)
            qsort(f->rows, f->count, sizeof *f->rows, compare_rows);
        for (size_t i = 0; i < f->count; ++i)
            if (i == 0 || f->rows[i] != f->rows[i - 1])
                f->rows[kept++] = f->rows[i];
        f->count = kept;
        return;
    }
    for (size_t i = 0; i < f->count; ++i)
        x->marks[f->rows[i] / 64] |= UINT64_C(1) << (f->rows[i] % 64);
    for (size_t w = 0; w < words; ++w) {
        for (uint64_t bits = x->marks[w]; bits; bits &= bits - 1)
            f->rows[kept++] = (uint32_t)(w * 64 + (size_t)__builtin_ctzll(bits));
        x->marks[w] = 0;
    }
    f->count = kept;
}

status join_index_find(join_index *x, size_t left_row, const uint32_t **rows, size_t *count)
{
    const part *only = &x->parts[0];
    *rows = NULL;
    *count = 0;
    if (x->part_count == 1 && !only->offsets && !only->periods) {
        uint32_t number = only->number[left_row];
        if (number == EXEC_NO_ROW)
            return ST_OK;
        *rows = only->rows + only->start[number];
        *count = only->start[number + 1] - only->start[number];
        return ST_OK;
    }
    x->found.count = 0;
    for (size_t k = 0; k < x->part_count; ++k)
        for (uint32_t e = entry_begin(&x->parts[k], left_row); e < entry_end(&x->parts[k], left_row); ++e)
            TRY(find_entry(&x->parts[k], e, &x->found));
    order_found(x);
    *rows = x->found.rows;
    *count = x->found.count;
    return ST_OK;
}

/* ---- Making the parts ---- */

static uint64_t count_pairs(const part *p, size_t entries)
{
    uint64_t pairs = 0;
    for (size_t e = 0; e < entries; ++e) {
        uint32_t number = p->number[e];
        if (number != EXEC_NO_ROW)
            pairs += p->periods ? intervals_count(&p->days, number, p->periods[e]) : p->start[number + 1] - p->start[number];
    }
    return pairs;
}

/* Lists of the rows of each number, in order. */
static status list_rows(arena *a, const join_numbers *n, const uint32_t *owners, size_t entries, part *p)
{
    const uint32_t *number = n->of[JOIN_RIGHT];
    uint32_t *start = ARENA_ARRAY(a, n->count + 2, uint32_t), *rows = ARENA_ARRAY(a, entries, uint32_t);
    if (!start || !rows)
        return ST_NO_MEMORY;
    for (size_t e = 0; e < entries; ++e)
        if (number[e] != EXEC_NO_ROW)
            ++start[number[e] + 2];
    for (size_t k = 0; k < n->count; ++k)
        start[k + 2] += start[k + 1];
    for (size_t e = 0; e < entries; ++e)
        if (number[e] != EXEC_NO_ROW)
            rows[start[number[e] + 1]++] = owners[e];
    p->start = start;
    p->rows = rows;
    return ST_OK;
}

/* For each period the number of its row, or of all one; none where the period is missing. */
static status period_numbers(arena *a, const join_values *v, const uint32_t *owners, const uint32_t *of_rows, uint32_t **out)
{
    uint32_t *numbers = ARENA_ARRAY(a, v->values.count, uint32_t);
    if (!numbers)
        return ST_NO_MEMORY;
    for (size_t e = 0; e < v->values.count; ++e)
        numbers[e] = vec_missing(&v->values, e) ? EXEC_NO_ROW : of_rows ? of_rows[owners[e]] : 0;
    *out = numbers;
    return ST_OK;
}

/* Finds by periods, among the rows that have the same number; `within` may be NULL. */
static status days_part(exec_env *env, arena *a, const join_pair *pair, const join_numbers *within, const size_t rows[2], part *p)
{
    uint32_t *owners[2], *numbers[2];
    for (int s = 0; s < 2; ++s) {
        TRY(join_owners(a, &pair->of[s], rows[s], &owners[s]));
        TRY(period_numbers(a, &pair->of[s], owners[s], within ? within->of[s] : NULL, &numbers[s]));
    }
    const join_values *right = &pair->of[JOIN_RIGHT];
    *p = (part){.offsets = pair->of[JOIN_LEFT].offsets, .number = numbers[JOIN_LEFT], .periods = pair->of[JOIN_LEFT].values.as.periods};
    return intervals_make(env, a, right->values.as.periods, numbers[JOIN_RIGHT], owners[JOIN_RIGHT], right->values.count,
                          within ? within->count : 1, &p->days);
}

static status words_part(arena *a, const join_pair *pair, const join_numbers *n, const size_t rows[2], part *p)
{
    uint32_t *owners = NULL;
    const join_values *right = &pair->of[JOIN_RIGHT];
    *p = (part){.offsets = pair->of[JOIN_LEFT].offsets, .number = n->of[JOIN_LEFT]};
    TRY(join_owners(a, right, rows[JOIN_RIGHT], &owners));
    return list_rows(a, n, owners, right->values.count, p);
}

/* ---- Choosing ---- */

typedef struct choosing {
    exec_env *env;
    arena *memory;
    const join_tests *tests;
    const relation *halves;
    size_t rows[2];
    bool *answered;
    join_numbers plain; /* of the plain equalities together, if there are some */
    join_index *best;
} choosing;

static bool is_plain(const join_test *t)
{
    const join_way *w = t->ways;
    return t->way_count == 1 && w->by != ALIKE_DAYS && !w->of[JOIN_LEFT]->type.set && !w->of[JOIN_RIGHT]->type.set;
}

static bool is_by_days(const join_test *t)
{
    return t->way_count == 1 && t->ways->by == ALIKE_DAYS;
}

static void answer(const choosing *c, const join_test *t, bool plain)
{
    for (size_t i = 0; i < c->tests->count; ++i)
        c->answered[i] = &c->tests->items[i] == t || (plain && is_plain(&c->tests->items[i]));
}

/* Takes the index if it leaves fewer pairs. `plain`: it answers the plain equalities, too. */
static status consider(choosing *c, part *parts, size_t count, uint64_t pairs, const join_test *t, bool plain)
{
    if (c->best && c->best->pairs <= pairs)
        return ST_OK;
    join_index *x = ARENA_NEW(c->memory, join_index);
    if (!x)
        return ST_NO_MEMORY;
    *x = (join_index){
        .parts = parts, .part_count = count, .pairs = pairs, .right_rows = c->rows[JOIN_RIGHT], .found = {.memory = c->memory}};
    x->marks = ARENA_ARRAY(c->memory, x->right_rows / 64 + 1, uint64_t);
    if (!x->marks)
        return ST_NO_MEMORY;
    c->best = x;
    answer(c, t, plain);
    return ST_OK;
}

static status consider_plain(choosing *c)
{
    size_t count = 0;
    join_pair *pairs = ARENA_ARRAY(c->memory, c->tests->count, join_pair);
    part *p = ARENA_NEW(c->memory, part);
    if (!pairs || !p)
        return ST_NO_MEMORY;
    for (size_t i = 0; i < c->tests->count; ++i)
        if (is_plain(&c->tests->items[i]))
            TRY(join_pair_make(c->env, c->tests->items[i].ways, c->halves, &pairs[count++]));
    if (count == 0)
        return ST_OK;
    TRY(join_number(c->env, c->memory, pairs, count, &c->plain));
    TRY(words_part(c->memory, &pairs[0], &c->plain, c->rows, p));
    return consider(c, p, 1, count_pairs(p, c->rows[JOIN_LEFT]), NULL, true);
}

static status consider_days(choosing *c, const join_test *t)
{
    join_pair pair;
    part *p = ARENA_NEW(c->memory, part);
    const join_numbers *within = c->plain.count > 0 ? &c->plain : NULL;
    if (!p)
        return ST_NO_MEMORY;
    TRY(join_pair_make(c->env, t->ways, c->halves, &pair));
    TRY(days_part(c->env, c->memory, &pair, within, c->rows, p));
    return consider(c, p, 1, count_pairs(p, pair.of[JOIN_LEFT].values.count), t, within != NULL);
}

static status consider_ways(choosing *c, const join_test *t)
{
    uint64_t all = 0;
    part *parts = ARENA_ARRAY(c->memory, t->way_count, part);
    if (!parts)
        return ST_NO_MEMORY;
    for (size_t k = 0; k < t->way_count; ++k) {
        join_pair pair;
        join_numbers n;
        TRY(join_pair_make(c->env, &t->ways[k], c->halves, &pair));
        if (pair.by == ALIKE_DAYS) {
            TRY(days_part(c->env, c->memory, &pair, NULL, c->rows, &parts[k]));
        } else {
            TRY(join_number(c->env, c->memory, &pair, 1, &n));
            TRY(words_part(c->memory, &pair, &n, c->rows, &parts[k]));
        }
        all += count_pairs(&parts[k], pair.of[JOIN_LEFT].values.count);
    }
    return consider(c, parts, t->way_count, all, t, false);
}

/* So few pairs that looking for a better index would take longer than asking them. */
static bool is_good(const choosing *c)
{
    return c->best && c->best->pairs <= (uint64_t)c->rows[JOIN_LEFT] + c->rows[JOIN_RIGHT];
}

status join_index_make(exec_env *env, arena *a, const join_tests *tests, const relation halves[2], bool *answered, join_index **out)
{
    choosing c = {
        .env = env, .memory = a, .tests = tests, .halves = halves, .rows = {halves[0].rows, halves[1].rows}, .answered = answered};
    TRY(consider_plain(&c));
    for (size_t i = 0; i < tests->count && !is_good(&c); ++i) {
        const join_test *t = &tests->items[i];
        if (t->way_count == 0 || is_plain(t))
            continue;
        TRY(is_by_days(t) ? consider_days(&c, t) : consider_ways(&c, t));
    }
    *out = c.best;
    return ST_OK;
}
