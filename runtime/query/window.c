/* Aggregates beside rows: parts of the rows, and the operator that computes over them. */
#include "runtime/query/window.h"

#include "runtime/query/typed.h"
#include "runtime/query/clause.h"
#include "runtime/query/expr.h"
#include "runtime/query/group.h"

static bool same_keys(const plan_part *p, const plan_key *keys, size_t count)
{
    size_t same = 0;
    while (p->key_count == count && same < count && typed_same(p->keys[same].expr, keys[same].expr))
        same++;
    return p->key_count == count && same == count;
}

/* Where the part with these keys stands, or the free place where it would. */
static uint32_t *place_of(const window *w, const plan_key *keys, size_t count)
{
    uint64_t hash = count;
    for (size_t i = 0; i < count; i++)
        hash = hash * 31 + typed_hash(keys[i].expr);
    size_t at = (size_t)(hash ^ hash >> 32) & (w->place_count - 1);
    while (w->places[at] && !same_keys(&w->parts[w->places[at] - 1], keys, count))
        at = (at + 1) & (w->place_count - 1);
    return &w->places[at];
}

/* Room for one more, at least as much again free. */
static bool make_room(checker *k, window *w)
{
    enum { FIRST = 16 };
    if (w->part_count * 2 < w->place_count)
        return true;
    window larger = *w;
    larger.place_count = w->place_count ? w->place_count * 2 : FIRST;
    larger.places = ARENA_ARRAY(k->memory, larger.place_count, uint32_t);
    for (size_t i = 0; larger.places && i < w->part_count; i++)
        *place_of(&larger, w->parts[i].keys, w->parts[i].key_count) = (uint32_t)i + 1;
    if (larger.places)
        *w = larger;
    return larger.places;
}

/* The number of the part with these keys. */
static uint32_t part_of(checker *k, window *w, const plan_key *keys, size_t count)
{
    if (!make_room(k, w))
        return 0;
    uint32_t *place = place_of(w, keys, count);
    if (*place)
        return *place - 1;
    plan_part *p = arena_push(k->memory, (void **)&w->parts, &w->part_count, &w->part_capacity, sizeof *p);
    if (!p)
        return 0;
    *p = (plan_part){.keys = keys, .key_count = count};
    *place = (uint32_t)w->part_count;
    return *place - 1;
}

void window_begin(checker *k, window *w)
{
    *w = (window){.over = {.first_temp = k->scope->temp_count}};
    k->at.over = &w->over;
}

/* ---- per ---- */

/* Other keys with a set would spread the rows otherwise. */
static bool tell_spread_twice(checker *k, const window *w, const ast_item *item)
{
    diag *d = diag_add(k->bag, E_PER_SETS, k->from, item->where, "the rows cannot stand under the elements of two sets at once");
    diag_expect(k->bag, d, "the same keys, or keys of one value each");
    diag_label_at(k->bag, d, w->spread->where, "these keys put a row under each element of a set");
    diag_hint(k->bag, d, "a second `add` for the other");
    return false;
}

/* The keys of an item, as the part that aggregates go over. False if one did not check. */
static bool enter_part(checker *k, window *w, const ast_item *item)
{
    plan_key *keys = ARENA_ARRAY(k->memory, item->per_count, plan_key);
    bool ok = keys != NULL, sets = false;
    k->at.over = NULL;
    k->at.in_key = true;
    for (size_t i = 0; keys && i < item->per_count; i++) {
        keys[i] = (plan_key){.expr = expr_check(k, item->per[i])};
        ok &= !typed_is_nothing(keys[i].expr);
        sets |= keys[i].expr->type.set;
        if (keys[i].expr->type.set)
            group_note_set_key(k, item->per[i], keys[i].expr, item->per[i]->where, NULL);
    }
    k->at.over = &w->over;
    k->at.in_key = false;
    if (!ok)
        return false;
    w->over.part = part_of(k, w, keys, item->per_count);
    if (!sets)
        return true;
    if (w->spread && w->spread_part != w->over.part)
        return tell_spread_twice(k, w, item);
    w->spread = item;
    w->spread_part = w->over.part;
    return true;
}

static const plan_expr *tell_per_alone(checker *k, const ast_item *item)
{
    span keys = span_join(item->per[0]->where, item->per[item->per_count - 1]->where);
    diag *d = diag_add(k->bag, E_PER_ALONE, k->from, keys, "per says over which rows an aggregate goes, and there is none here");
    diag_label_at(k->bag, d, item->expr->where, "a value of the row itself");
    diag_expect(k->bag, d, "no per, or an aggregate before it: `sum(days) per country`");
    return &typed_nothing;
}

const plan_expr *window_item(checker *k, window *w, const ast_item *item)
{
    if (!enter_part(k, w, item))
        return &typed_nothing;
    size_t before = w->over.count;
    const plan_expr *e = expr_check(k, item->expr);
    if (item->per_count > 0 && w->over.count == before && !typed_is_nothing(e))
        return tell_per_alone(k, item);
    return e;
}

/* ---- The operator ---- */

/* The keys of the part that spreads the rows become temps: elements. */
static void name_elements(checker *k, const window *w, scope *s)
{
    const plan_part *part = &w->parts[w->spread_part];
    for (size_t i = 0; i < part->key_count; i++) {
        const plan_expr *e = part->keys[i].expr;
        stored origin = scope_origin(k, k->at.scope, e);
        visible v = {.shown = true};
        v.expr = typed_temp(k, type_element(e->type), scope_add_temp(k, s, origin), w->spread->per[i]->where);
        if (e->type.set)
            clause_name_element(k, s, w->spread->per[i], v);
    }
}

void window_end(checker *k, window *w, scope *s, const ast_clause *c)
{
    k->at.over = NULL;
    if (w->over.count == 0)
        return;
    plan *p = clause_plan(k, s, PLAN_WINDOW, c);
    if (!p)
        return;
    if (w->part_count == 0)
        part_of(k, w, NULL, 0);
    p->aggregates = w->over.items;
    p->aggregate_count = w->over.count;
    p->parts = w->parts;
    p->part_count = w->part_count;
    for (size_t i = 0; i < w->over.count; i++)
        scope_add_temp(k, s, (stored){0});
    if (w->spread)
        name_elements(k, w, s);
}
