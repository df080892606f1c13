/* PIVOT: the groups of GROUP, side by side.
 *
 * Groups are those that GROUP would have, and one more that no row belongs to: its aggregates are those of nothing, and every cell without rows shows
 * them. Cells lie column by column, so that the values of one column follow each other. */
#include "runtime/memory/pivot.h"

#include "runtime/memory/entries.h"

typedef struct pivoting {
    exec_env *env;
    const plan *plan;
    size_t keys; /* of the rows; one more is that of the columns */
    entries entries;
    word_groups rows, values; /* the combinations of the first keys, and the values of the last one, both in order */
    word_groups groups;       /* the cells that have rows */
    uint32_t *group;          /* of each cell */
    vec *temps;               /* as GROUP has them: the keys, then the aggregates */
    relation cells;
} pivoting;

static status too_many_columns(const pivoting *p, size_t columns)
{
    exec_env *env = p->env;
    diag *d = diag_add(env->bag, E_COLUMN_LIMIT, p->plan->from, p->plan->where, "the pivot would make %zu columns, and %d is the most",
                       columns, PIVOT_COLUMNS_MAX);
    diag_hint(env->bag, d, "keep fewer of its values with `in`: `pivot month in 2025`");
    diag_hint(env->bag, d, "or give each value a row: `group by country, month`");
    return ST_LIMIT;
}

static status number_keys(pivoting *p, const relation *in)
{
    TRY(entries_make(p->env, p->plan->keys, p->plan->key_count, in, &p->entries));
    TRY(entries_number(p->env, &p->entries, 0, p->keys, true, &p->rows));
    TRY(entries_number(p->env, &p->entries, p->keys, 1, true, &p->values));
    size_t columns = p->values.count * p->plan->column_count;
    if (columns > PIVOT_COLUMNS_MAX)
        return too_many_columns(p, columns);
    if (p->values.count && p->rows.count > EXEC_ROWS_MAX / p->values.count)
        return exec_too_many_rows(p->env, "the columns of the pivot have together", EXEC_ROWS_MAX);
    for (size_t k = 0; k < p->keys; ++k)
        TRY(entries_key(p->env, &p->entries, k, &p->rows, &p->temps[k]));
    return entries_key(p->env, &p->entries, p->keys, &p->values, &p->temps[p->keys]);
}

/* Numbers the cells that have rows, and gives all others the number behind these. */
static status number_cells(pivoting *p, arena *local)
{
    size_t rows = p->rows.count, cells = rows * p->values.count;
    order_column c = {.words = ARENA_ARRAY(local, p->entries.count, uint64_t), .bound = cells + 1};
    p->group = ARENA_ARRAY(&p->env->memory, cells, uint32_t);
    if (!c.words || !p->group)
        return ST_NO_MEMORY;
    for (size_t e = 0; e < p->entries.count; ++e)
        c.words[e] = (uint64_t)p->values.of_row[e] * rows + p->rows.of_row[e];
    TRY(word_groups_make(p->env, &p->env->memory, &c, p->entries.count, false, &p->groups));
    for (size_t i = 0; i < cells; ++i) {
        if (i % VEC_BLOCK == 0)
            TRY(exec_poll(p->env, local));
        p->group[i] = (uint32_t)p->groups.count;
    }
    for (size_t g = 0; g < p->groups.count; ++g)
        p->group[c.words[p->groups.first[g]]] = (uint32_t)g;
    return ST_OK;
}

static status aggregate_cells(pivoting *p, const relation *in)
{
    relation used;
    arena local = exec_arena(p->env);
    status st = number_cells(p, &local);
    arena_free(&local);
    TRY(st);
    TRY(entries_drop_unused(p->env, in, &p->entries, &used));
    grouping over = {
        .rel = &used, .offsets = p->entries.offsets, .entries = p->entries.count, .group = p->groups.of_row, .groups = p->groups.count + 1};
    for (size_t k = 0; k < p->plan->aggregate_count; ++k)
        TRY(aggregate_run(p->env, &p->plan->aggregates[k], &over, &p->temps[p->keys + 1 + k]));
    return ST_OK;
}

/* Every cell as a row that has what its group would have. */
static status make_cells(pivoting *p)
{
    size_t rows = p->rows.count, cells = rows * p->values.count;
    arena *a = &p->env->memory;
    uint32_t *row = ARENA_ARRAY(a, cells, uint32_t), *value = ARENA_ARRAY(a, cells, uint32_t);
    if (!row || !value)
        return ST_NO_MEMORY;
    for (size_t i = 0; i < cells; ++i) {
        if (i % VEC_BLOCK == 0)
            TRY(exec_poll(p->env, NULL));
        row[i] = (uint32_t)(i % rows);
        value[i] = (uint32_t)(i / rows);
    }
    TRY(rel_of_temps(a, NULL, 0, cells, &p->cells));
    for (size_t k = 0; k < p->plan->key_count + p->plan->aggregate_count; ++k) {
        const uint32_t *track = k < p->keys ? row : k == p->keys ? value : p->group;
        relation before = p->cells;
        TRY(rel_add_temp_by(a, &before, &p->temps[k], track, &p->cells));
    }
    return ST_OK;
}

/* One of the expressions over all cells, cut into a temp for each value of the key. */
static status cut_columns(pivoting *p, size_t column, vec *temps)
{
    expr_node *n = NULL;
    vec all;
    TRY(node_ready(p->env, p->plan->columns[column], p->cells.rows, &n));
    TRY(node_eval_all(p->env, n, &p->cells, &all));
    for (size_t v = 0; v < p->values.count; ++v)
        vec_part(&all, v * p->rows.count, p->rows.count, &temps[p->keys + v * p->plan->column_count + column]);
    return ST_OK;
}

static status spread_out(pivoting *p, relation *out)
{
    size_t count = p->keys + p->values.count * p->plan->column_count;
    vec *temps = ARENA_ARRAY(&p->env->memory, count, vec);
    if (!temps)
        return ST_NO_MEMORY;
    for (size_t k = 0; k < p->keys; ++k)
        temps[k] = p->temps[k];
    for (size_t k = 0; k < p->plan->column_count; ++k)
        TRY(cut_columns(p, k, temps));
    return rel_of_temps(&p->env->memory, temps, count, p->rows.count, out);
}

status op_pivot(exec_env *env, const plan *plan, const relation *in, relation *out)
{
    pivoting p = {.env = env, .plan = plan, .keys = plan->key_count - 1};
    pivoted *made = ARENA_NEW(&env->memory, pivoted);
    p.temps = ARENA_ARRAY(&env->memory, plan->key_count + plan->aggregate_count, vec);
    if (!made || !p.temps)
        return ST_NO_MEMORY;
    TRY(number_keys(&p, in));
    TRY(aggregate_cells(&p, in));
    TRY(make_cells(&p));
    TRY(spread_out(&p, out));
    *made = (pivoted){.plan = plan, .values = &p.temps[p.keys]};
    env->pivot = made;
    return ST_OK;
}
