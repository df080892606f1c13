/* Periods in groups: sorted, counted, searched. */
#include "runtime/memory/interval.h"

/* ---- Making ---- */

/* The numbers of the periods that belong to a group, sorted by it and then by a day. */
static status sorted_by(exec_env *env, arena *a, const day *days, const uint32_t *group, const uint32_t *used, size_t count, uint32_t **out)
{
    const uint64_t span = (uint64_t)CAL_LAST - CAL_FIRST + 1;
    order_column c = {.words = ARENA_ARRAY(a, count, uint64_t), .bound = UINT64_MAX - 1};
    uint32_t *order = NULL;
    if (!c.words)
        return ST_NO_MEMORY;
    uint64_t greatest = 0;
    for (size_t i = 0; i < count; ++i) {
        c.words[i] = group[used[i]] * span + (uint64_t)((int64_t)days[used[i]] - CAL_FIRST);
        greatest = c.words[i] > greatest ? c.words[i] : greatest;
    }
    c.bound = greatest + 1;
    TRY(order_sort(env, a, &c, count, &order));
    for (size_t i = 0; i < count; ++i)
        order[i] = used[order[i]];
    *out = order;
    return ST_OK;
}

/* The latest last day from `begin` to before `end`, at the middle and in each half. */
static day note_latest(intervals *x, size_t begin, size_t end)
{
    if (begin == end)
        return CAL_FIRST;
    size_t middle = begin + (end - begin) / 2;
    day left = note_latest(x, begin, middle), right = note_latest(x, middle + 1, end), latest = x->last[middle];
    latest = left > latest ? left : latest;
    x->latest[middle] = right > latest ? right : latest;
    return x->latest[middle];
}

static status make_room(arena *a, size_t count, size_t groups, intervals *x)
{
    *x = (intervals){.groups = groups,
                     .first = ARENA_ARRAY(a, count, day),
                     .last = ARENA_ARRAY(a, count, day),
                     .latest = ARENA_ARRAY(a, count, day),
                     .ends = ARENA_ARRAY(a, count, day),
                     .row = ARENA_ARRAY(a, count, uint32_t)};
    return x->first && x->last && x->latest && x->ends && x->row ? ST_OK : ST_NO_MEMORY;
}

static status starts_of(arena *a, const uint32_t *group, const uint32_t *order, size_t count, intervals *x)
{
    uint32_t *start = ARENA_ARRAY(a, x->groups + 1, uint32_t);
    if (!start)
        return ST_NO_MEMORY;
    for (size_t i = 0; i < count; ++i)
        ++start[group[order[i]] + 1];
    for (size_t g = 0; g < x->groups; ++g)
        start[g + 1] += start[g];
    x->start = start;
    return ST_OK;
}

static status fill(exec_env *env, arena *a, arena *local, const period *periods, const uint32_t *group, const uint32_t *row, size_t count,
                   size_t groups, intervals *x)
{
    uint32_t *used = ARENA_ARRAY(local, count, uint32_t), *by_first = NULL, *by_last = NULL;
    day *first = ARENA_ARRAY(local, count, day), *last = ARENA_ARRAY(local, count, day);
    if (!used || !first || !last)
        return ST_NO_MEMORY;
    size_t left = 0;
    for (size_t i = 0; i < count; ++i) {
        first[i] = periods[i].first;
        last[i] = periods[i].last;
        if (group[i] != EXEC_NO_ROW)
            used[left++] = (uint32_t)i;
    }
    TRY(make_room(a, left, groups, x));
    TRY(sorted_by(env, local, first, group, used, left, &by_first));
    TRY(sorted_by(env, local, last, group, used, left, &by_last));
    TRY(starts_of(a, group, by_first, left, x));
    for (size_t i = 0; i < left; ++i) {
        x->first[i] = first[by_first[i]];
        x->last[i] = last[by_first[i]];
        x->row[i] = row[by_first[i]];
        x->ends[i] = last[by_last[i]];
    }
    for (size_t g = 0; g < groups; ++g)
        note_latest(x, x->start[g], x->start[g + 1]);
    return ST_OK;
}

status intervals_make(exec_env *env, arena *a, const period *periods, const uint32_t *group, const uint32_t *row, size_t count,
                      size_t groups, intervals *out)
{
    arena local = exec_arena(env);
    status st = fill(env, a, &local, periods, group, row, count, groups, out);
    arena_free(&local);
    return st;
}

/* ---- Asking ---- */

/* How many of sorted days are before `limit`. */
static size_t days_before(const day *days, size_t count, day limit)
{
    size_t low = 0, high = count;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (days[middle] < limit)
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}

/* All that begin by its last day, less those that ended before its first. */
size_t intervals_count(const intervals *x, uint32_t group, period with)
{
    size_t begin = x->start[group], size = x->start[group + 1] - begin;
    return days_before(x->first + begin, size, with.last + 1) - days_before(x->ends + begin, size, with.first);
}

static status find_between(const intervals *x, size_t begin, size_t end, period with, rel_rows *out)
{
    while (begin < end) {
        size_t middle = begin + (end - begin) / 2;
        if (x->latest[middle] < with.first)
            return ST_OK;
        TRY(find_between(x, begin, middle, with, out));
        if (x->first[middle] > with.last)
            return ST_OK;
        if (x->last[middle] >= with.first) {
            TRY(rel_rows_reserve(out, 1));
            out->rows[out->count++] = x->row[middle];
        }
        begin = middle + 1;
    }
    return ST_OK;
}

status intervals_find(const intervals *x, uint32_t group, period with, rel_rows *out)
{
    return find_between(x, x->start[group], x->start[group + 1], with, out);
}
