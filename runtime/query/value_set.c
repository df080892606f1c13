/* The distinct values of a stored column, found by a hash; times also by their days. */
#include "runtime/query/value_index.h"

#include <stdlib.h>

/* Two values are the same if their keys are. */
typedef struct key {
    dec number;
    int64_t extra;
} key;

static key key_of(const value *v)
{
    switch (v->type.kind) {
    case TYPE_BOOL:
        return (key){v->as.boolean, 0};
    case TYPE_INT:
        return (key){dec_of_int(v->as.integer), 0};
    case TYPE_NUMBER:
        return (key){v->as.number, 0};
    case TYPE_MONEY:
        return (key){v->as.money.cents, v->as.money.currency};
    case TYPE_DATE:
        return (key){v->as.date, v->as.date};
    case TYPE_PERIOD:
        return (key){v->as.period.first, v->as.period.last};
    case TYPE_DURATION:
        return (key){v->as.duration.amount, v->as.duration.months};
    default:
        return (key){0};
    }
}

static uint64_t hash_of(key k)
{
    uint64_t h = (uint64_t)k.number * 0x9E3779B97F4A7C15u ^ (uint64_t)(k.number >> 64);
    h = (h ^ h >> 29 ^ (uint64_t)k.extra) * 0xBF58476D1CE4E5B9u;
    return h ^ h >> 32;
}

/* Where a row with the value stands, or the free place where it would. */
static uint32_t *place_of(const value_set *s, key wanted)
{
    size_t at = (size_t)hash_of(wanted) & (s->place_count - 1);
    for (; s->places[at]; at = (at + 1) & (s->place_count - 1)) {
        value there = col_value(s->of, s->places[at] - 1);
        key k = key_of(&there);
        if (k.number == wanted.number && k.extra == wanted.extra)
            break;
    }
    return &s->places[at];
}

static bool grow(arena *a, value_set *s)
{
    enum { FIRST = 64 };
    value_set larger = {.of = s->of, .place_count = s->place_count ? s->place_count * 2 : FIRST, .count = s->count};
    larger.places = ARENA_ARRAY(a, larger.place_count, uint32_t);
    for (size_t i = 0; larger.places && i < s->place_count; i++) {
        if (!s->places[i])
            continue;
        value v = col_value(s->of, s->places[i] - 1);
        *place_of(&larger, key_of(&v)) = s->places[i];
    }
    if (larger.places)
        *s = larger;
    return larger.places;
}

bool value_set_make(arena *a, const col *c, value_set *out)
{
    *out = (value_set){.of = c};
    for (size_t row = 0; row < c->count; row++) {
        value v = col_value(c, row);
        if (v.missing)
            continue;
        if (out->count * 2 >= out->place_count && !grow(a, out))
            return false;
        uint32_t *place = place_of(out, key_of(&v));
        out->count += !*place;
        *place = (uint32_t)row + 1;
    }
    return true;
}

bool value_set_has(const value_set *s, const value *v)
{
    return s->count > 0 && *place_of(s, key_of(v));
}

/* ---- Times ---- */

static int compare_firsts(const void *a, const void *b)
{
    day x = ((const period *)a)->first, y = ((const period *)b)->first;
    return (x > y) - (x < y);
}

static void widen(period *all, day d)
{
    *all = (period){d < all->first ? d : all->first, d > all->last ? d : all->last};
}

bool value_set_times(arena *a, const value_set *s, time_list *out)
{
    period *items = ARENA_ARRAY(a, s->count, period);
    day *latest = ARENA_ARRAY(a, s->count, day);
    *out = (time_list){.items = items, .latest = latest, .firsts = {CAL_LAST, CAL_FIRST}, .lasts = {CAL_LAST, CAL_FIRST}};
    if (!items || !latest)
        return false;
    for (size_t i = 0; i < s->place_count; i++) {
        if (!s->places[i])
            continue;
        value v = col_value(s->of, s->places[i] - 1);
        items[out->count++] = v.type.kind == TYPE_DATE ? (period){v.as.date, v.as.date} : v.as.period;
    }
    if (out->count > 0)
        qsort(items, out->count, sizeof *items, compare_firsts);
    for (size_t i = 0; i < out->count; i++) {
        latest[i] = i > 0 && latest[i - 1] > items[i].last ? latest[i - 1] : items[i].last;
        widen(&out->firsts, items[i].first);
        widen(&out->lasts, items[i].last);
    }
    return true;
}

bool time_list_overlaps(const time_list *l, period p)
{
    size_t low = 0, high = l->count; /* how many begin by the last day of p */
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (l->items[middle].first <= p.last)
            low = middle + 1;
        else
            high = middle;
    }
    return low > 0 && l->latest[low - 1] >= p.first;
}
