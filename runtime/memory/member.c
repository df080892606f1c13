/* Is a value among those of a set that is the same for all rows? */
#include "runtime/memory/member.h"

#include <stdlib.h>

#include "runtime/memory/alike.h"

struct member {
    bool asked; /* the ANY is of this kind */
    alike by;
    expr_node *value; /* what is looked up, as it stands inside the ANY */
    vec one;          /* some element: what stands inside wants one around it */
    vec keys;         /* what it is compared with, one for each element */
    uint32_t *slots;  /* number of a key, plus one; found by its hash */
    size_t slot_count;
    period *periods; /* by days: all of them without gaps or overlaps between, in order */
    size_t period_count;
};

/* ---- Values that are the same ---- */

static uint64_t mix(uint64_t a, uint64_t b)
{
    uint64_t h = (a ^ (b * UINT64_C(0x9e3779b97f4a7c15))) * UINT64_C(0xbf58476d1ce4e5b9);
    return h ^ (h >> 31);
}

static uint64_t hash_dec(dec d, uint64_t with)
{
    __extension__ typedef unsigned __int128 wide;
    return mix(mix((uint64_t)(wide)d, (uint64_t)((wide)d >> 64)), with);
}

static uint64_t hash_of(const member *m, const vec *v, size_t i)
{
    size_t k = vec_at(v, i);
    switch ((type_kind)v->type.kind) {
    case TYPE_TEXT:
        return str_hash(m->by == ALIKE_FOLDED ? vec_fold(v, i) : vec_text(v, i));
    case TYPE_BOOL:
        return mix(v->as.bools[k] != 0, 0);
    case TYPE_NUMBER:
        return hash_dec(v->as.numbers[k], 0);
    case TYPE_MONEY:
        return hash_dec(v->as.moneys[k].cents, v->as.moneys[k].currency);
    case TYPE_DATE:
        return mix((uint64_t)v->as.dates[k], 0);
    case TYPE_PERIOD:
        return mix((uint64_t)v->as.periods[k].first, (uint64_t)v->as.periods[k].last);
    case TYPE_DURATION:
        return mix((uint64_t)v->as.durations[k].amount, v->as.durations[k].months);
    case TYPE_LINK:
        return mix(v->as.rows[k], 0);
    default:
        return mix((uint64_t)v->as.ints[k], 0);
    }
}

static bool equal(const member *m, const vec *v, size_t i, size_t key)
{
    if (v->type.kind == TYPE_TEXT)
        return m->by == ALIKE_FOLDED ? str_equal(vec_fold(v, i), vec_fold(&m->keys, key))
                                     : str_equal(vec_text(v, i), vec_text(&m->keys, key));
    value a = vec_scalar(v, i), b = vec_scalar(&m->keys, key);
    return value_compare(&a, &b, NULL) == 0;
}

/* The slot of a value: that of an equal key, or an empty one. */
static uint32_t *slot_of(const member *m, const vec *v, size_t i)
{
    size_t at = (size_t)hash_of(m, v, i) & (m->slot_count - 1);
    while (m->slots[at] && !equal(m, v, i, m->slots[at] - 1))
        at = (at + 1) & (m->slot_count - 1);
    return &m->slots[at];
}

static status fill_slots(arena *a, member *m)
{
    m->slot_count = 16;
    while (m->slot_count < m->keys.count * 2)
        m->slot_count *= 2;
    m->slots = ARENA_ARRAY(a, m->slot_count, uint32_t);
    if (!m->slots)
        return ST_NO_MEMORY;
    for (size_t i = 0; i < m->keys.count; ++i)
        if (!vec_missing(&m->keys, i))
            *slot_of(m, &m->keys, i) = (uint32_t)i + 1;
    return ST_OK;
}

/* ---- Periods that share a day ---- */

static int compare_periods(const void *a, const void *b)
{
    const period *x = a, *y = b;
    return x->first != y->first ? (x->first > y->first ? 1 : -1) : (x->last > y->last) - (x->last < y->last);
}

/* Those that touch become one: whoever shares a day with it shares one with some of them. */
static status unite_periods(arena *a, member *m)
{
    m->periods = ARENA_ARRAY(a, m->keys.count, period);
    if (!m->periods)
        return ST_NO_MEMORY;
    size_t count = 0, united = 0;
    for (size_t i = 0; i < m->keys.count; ++i)
        if (!vec_missing(&m->keys, i))
            m->periods[count++] = m->keys.as.periods[vec_at(&m->keys, i)];
    if (count > 0)
        qsort(m->periods, count, sizeof *m->periods, compare_periods);
    for (size_t i = 0; i < count; ++i) {
        period p = m->periods[i];
        if (united > 0 && p.first <= m->periods[united - 1].last)
            m->periods[united - 1].last = p.last > m->periods[united - 1].last ? p.last : m->periods[united - 1].last;
        else
            m->periods[united++] = p;
    }
    m->period_count = united;
    return ST_OK;
}

/* The last one that begins by its last day is the only one that can share a day. */
static bool shares_day(const member *m, period p)
{
    size_t low = 0, high = m->period_count;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (m->periods[middle].first <= p.last)
            low = middle + 1;
        else
            high = middle;
    }
    return low > 0 && m->periods[low - 1].last >= p.first;
}

/* ---- The table ---- */

static bool only_element(const expr_node *n)
{
    return n->needs.rows == NEEDS_NOTHING && n->needs.elements == 1;
}

/* The set's elements, and what of them is compared. */
static status find_keys(exec_env *env, expr_node *set, expr_node *key, member *m)
{
    vec all;
    frame once = {.count = 1, .scratch = &env->memory}, each;
    TRY(node_eval(env, set, &once, &all));
    uint32_t begin = all.as.set.offsets[0], count = all.as.set.offsets[1] - begin;
    vec *elements = ARENA_NEW(&env->memory, vec);
    uint32_t *picks = ARENA_ARRAY(&env->memory, count, uint32_t);
    if (!elements || !picks)
        return ST_NO_MEMORY;
    for (uint32_t k = 0; k < count; ++k)
        picks[k] = begin + k;
    TRY(vec_pick(&env->memory, all.as.set.elements, picks, count, elements));
    node_mend_text(elements);
    m->one = *elements;
    m->one.mask = 0;
    m->keys = *elements;
    if (count == 0)
        return ST_OK;
    frame_only_elements(&env->memory, elements, &each);
    return node_eval(env, key, &each, &m->keys);
}

static status prepare(exec_env *env, expr_node *n)
{
    expr_node *set = n->args[0], *inside = n->args[1];
    member *m = ARENA_NEW(&env->memory, member);
    n->member = m;
    if (!m)
        return ST_NO_MEMORY;
    if (set->needs.rows != NEEDS_NOTHING || set->needs.elements || !alike_asked(inside->expr, &m->by))
        return ST_OK;
    bool second = only_element(inside->args[1]);
    m->value = inside->args[second ? 0 : 1];
    if (!only_element(inside->args[second]) || (m->value->needs.elements & 1))
        return ST_OK;
    TRY(find_keys(env, set, inside->args[second], m));
    TRY(m->by == ALIKE_DAYS ? unite_periods(&env->memory, m) : fill_slots(&env->memory, m));
    m->asked = true;
    return ST_OK;
}

static bool is_member(const member *m, const vec *v, size_t i)
{
    if (vec_missing(v, i))
        return false;
    return m->by == ALIKE_DAYS ? shares_day(m, v->as.periods[vec_at(v, i)]) : *slot_of(m, v, i) != 0;
}

status member_eval(exec_env *env, expr_node *n, frame *f, vec *out, bool *done)
{
    frame around;
    vec v;
    if (!n->member)
        TRY(prepare(env, n));
    const member *m = n->member;
    *done = m->asked;
    if (!m->asked || m->keys.count == 0)
        return ST_OK;
    vec some = m->one;
    some.count = f->count;
    TRY(frame_elements(f, NULL, &some, &around));
    TRY(node_eval(env, m->value, &around, &v));
    for (size_t i = 0; i < f->count; ++i)
        out->as.bools[i] = i > 0 && !v.mask ? out->as.bools[0] : is_member(m, &v, i);
    return ST_OK;
}
