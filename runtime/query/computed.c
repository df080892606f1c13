/* Computed fields: definitions kept as written and read anew at each use. */
#include "runtime/query/computed.h"

#include "runtime/query/typed.h"
#include "runtime/query/back.h"
#include "runtime/query/expr.h"
#include "runtime/query/literal.h"
#include "runtime/query/names.h"

/* What is known of whether a definition for all collections fits one of them. */
enum applies { APPLIES_UNKNOWN, APPLIES_YES, APPLIES_NO, APPLIES_ASKED };

/* Is it a field of the collection's rows? What is not is marked, so that a definition of that name is known to change something. */
static bool has_name(checker *k, str name, uint16_t collection)
{
    check_env *env = k->env;
    if (collection_find(&env->data->collections[collection], name) >= 0 || literal_is_word(name) ||
        back_leads(env->data, name, collection) || computed_find(k, collection, name))
        return true;
    if (lookup_put(&env->names, env->session, SPACE_MET, name, env) != ST_OK)
        k->no_memory = true;
    return false;
}

/* Does a row of the collection have all the fields that the expression names? */
static bool has_fields(checker *k, const ast_expr *e, uint16_t collection)
{
    if (!e)
        return true;
    if (e->kind == AST_NAME || e->kind == AST_FIELD)
        return has_name(k, e->name.text, collection);
    for (size_t i = 0; i < e->item_count; i++)
        if (!has_fields(k, e->items[i], collection))
            return false;
    return has_fields(k, e->condition, collection) && has_fields(k, e->left, collection) && has_fields(k, e->right, collection);
}

/* NULL without memory. */
static computed_fit *fit_of(checker *k, const computed *c, uint16_t collection)
{
    computed_fits *known = c->fits;
    size_t at = c->as.space == SPACE_EVERY ? collection : 0;
    if (at < known->count)
        return &known->items[at];
    size_t count = c->as.space == SPACE_EVERY ? k->env->data->count : 1;
    computed_fit *more = ARENA_ARRAY(k->env->session, count, computed_fit);
    if (!more) {
        k->no_memory = true;
        return NULL;
    }
    for (size_t i = 0; i < known->count; i++)
        more[i] = known->items[i];
    *known = (computed_fits){more, count};
    return &more[at];
}

bool computed_applies(checker *k, const computed *c, uint16_t collection)
{
    if (c->as.space != SPACE_EVERY)
        return c->as.space == collection;
    computed_fit *known = fit_of(k, c, collection);
    if (known && known->asked != k->env->epoch + 1) {
        known->asked = k->env->epoch + 1;
        known->applies = APPLIES_ASKED; /* asked again meanwhile, it uses itself: no */
        k->depth++;
        bool fits = k->depth < CHECK_DEPTH_MAX && has_fields(k, c->body, collection);
        k->depth--;
        known->applies = fits ? APPLIES_YES : APPLIES_NO;
    }
    return known && known->applies == APPLIES_YES;
}

const computed *computed_find(checker *k, uint16_t collection, str name)
{
    const definition *own = definition_find(k->env, collection, name), *every = definition_find(k->env, SPACE_EVERY, name);
    while (every && !(own && own->number > every->number) && !computed_applies(k, (const computed *)every, collection))
        every = every->same;
    return (const computed *)(every && !(own && own->number > every->number) ? every : own);
}

/* ---- Values ---- */

/* Reads the body with the row's fields as its names. */
static const plan_expr *read_body(checker *k, const computed *c, const row *r)
{
    checker outer = *k;
    expansion here = {.of = &c->as, .outer = k->inside};
    k->at = (place){.row = r, .clause = outer.at.clause};
    k->inside = &here;
    k->from = c->as.from;
    k->noted = k->conjunct = NULL;
    const plan_expr *e = expr_check(k, c->body);
    k->at = outer.at;
    k->inside = outer.inside;
    k->from = outer.from;
    k->noted = outer.noted;
    k->conjunct = outer.conjunct;
    return e;
}

/* ---- Read once ---- */

/* By hash of definition, collection and slot. */
struct computed_values {
    struct computed_read {
        const computed *of;
        uint16_t collection, slot;
        bool warned;            /* what there was to warn of was told */
        const plan_expr *value; /* NULL: the place is free */
    } * places;
    size_t count, place_count; /* the latter a power of two */
    uint64_t epoch;
};

static struct computed_read *place_of(const computed_values *v, const computed *c, const row *r)
{
    size_t at = (size_t)(((uintptr_t)c / 16 + r->slot + r->collection) * 0x9E3779B97F4A7C15u >> 32) & (v->place_count - 1);
    while (v->places[at].value && (v->places[at].of != c || v->places[at].slot != r->slot || v->places[at].collection != r->collection))
        at = (at + 1) & (v->place_count - 1);
    return &v->places[at];
}

/* Room for one more, at least as much again free. */
static bool make_room(checker *k, computed_values *v)
{
    if (v->count * 2 < v->place_count)
        return true;
    computed_values larger = *v;
    larger.place_count = v->place_count ? v->place_count * 2 : 16;
    larger.places = ARENA_ARRAY(k->memory, larger.place_count, struct computed_read);
    for (size_t i = 0; larger.places && i < v->place_count; i++)
        if (v->places[i].value)
            *place_of(&larger, v->places[i].of, &(row){.collection = v->places[i].collection, .slot = v->places[i].slot}) = v->places[i];
    if (larger.places)
        *v = larger;
    return larger.places;
}

/* Those of the text, or else of the statement; none that were read before something changed. NULL without memory. */
static computed_values *values_at_hand(checker *k)
{
    computed_values **at = k->env->keeping == k->memory ? &k->env->values : &k->values;
    if (!*at)
        *at = ARENA_NEW(k->memory, computed_values);
    if (*at && (*at)->epoch != k->env->epoch)
        **at = (computed_values){.epoch = k->env->epoch};
    return *at;
}

/* A definition that is read where it is written has its warnings still to come. */
static bool still_to_warn(const checker *k)
{
    return k->defining || k->quiet || k->weighing;
}

/* Over the row in a slot, which many statements of a text have. */
static const plan_expr *read_once(checker *k, const computed *c, const row *r)
{
    computed_values *all = values_at_hand(k);
    if (!all || !make_room(k, all))
        return &typed_nothing;
    const struct computed_read *known = place_of(all, c, r);
    if (known->value && (known->warned || still_to_warn(k))) {
        k->nodes += known->value->size;
        return k->nodes < CHECK_NODES_MAX ? known->value : &typed_nothing;
    }
    size_t errors = k->bag->error_count;
    const plan_expr *value = read_body(k, c, r);
    all = values_at_hand(k);
    if (k->trying || k->unread || typed_is_nothing(value) || k->bag->error_count > errors || !all || !make_room(k, all))
        return value;
    struct computed_read *place = place_of(all, c, r);
    all->count += !place->value;
    *place = (struct computed_read){.of = c, .collection = r->collection, .slot = r->slot, .warned = !still_to_warn(k), .value = value};
    return value;
}

const plan_expr *computed_value(checker *k, const computed *c, const row *r, span where)
{
    if (definition_tell_cycle(k, &c->as, where))
        return &typed_nothing;
    const plan_expr *e = r->link ? read_body(k, c, r) : read_once(k, c, r);
    if (!r->link || typed_is_nothing(e) || typed_is_strict(e, r->link))
        return e;
    value missing = {.type = e->type, .missing = true};
    return typed_if(k, typed_known(k, r->link, where), e, typed_const(k, missing, where), where);
}

/* ---- Fields ---- */

const plan_expr *computed_field(checker *k, const row *r, str name, span where)
{
    int32_t field = collection_find(checker_collection(k, r->collection), name);
    if (field >= 0)
        return typed_field(k, r, (uint16_t)field, where);
    const computed *c = computed_find(k, r->collection, name);
    return c ? computed_value(k, c, r, where) : NULL;
}

/* ---- The statement ---- */

static bool find_owner(checker *k, const ast_name *owner, int32_t *out)
{
    *out = -1;
    if (str_equal(owner->text, STR("*")))
        return true;
    *out = dataset_find(k->env->data, owner->text);
    if (*out < 0)
        names_unknown_collection(k, owner);
    return *out >= 0;
}

static bool name_is_free(checker *k, const ast_statement *s, int32_t owner)
{
    if (owner >= 0 && collection_find(checker_collection(k, (uint16_t)owner), s->name.text) >= 0) {
        diag *d = diag_add(k->bag, E_NAME_TAKEN, k->from, s->name.where, "%.*s already has a field %.*s", STR_ARG(s->owner.text),
                           STR_ARG(s->name.text));
        diag_expect(k->bag, d, "a name that is not in use");
        return false;
    }
    return definition_is_free(k, owner, s->name.text, s->name.where, s->name.text);
}

/* Reads the body once, where it is written, so that its mistakes are told there. */
static void try_body(checker *k, const computed *c)
{
    for (size_t i = 0; i < k->env->data->count; i++) {
        if (!computed_applies(k, c, (uint16_t)i))
            continue;
        row r = {.collection = (uint16_t)i};
        k->defining = true;
        read_body(k, c, &r);
        k->defining = false;
        return;
    }
    diag_add(k->bag, W_DEF_NOWHERE, k->from, c->body->where, "no collection has all the fields that %.*s is made of", STR_ARG(c->as.name));
}

status computed_define(checker *k, const ast_statement *s)
{
    int32_t owner;
    size_t errors = k->bag->error_count;
    if (!find_owner(k, &s->owner, &owner) || !name_is_free(k, s, owner))
        return ST_ERROR;
    computed *c = ARENA_NEW(k->env->session, computed);
    computed_fits *fits = ARENA_NEW(k->env->session, computed_fits);
    if (!c || !fits)
        return ST_NO_MEMORY;
    *c = (computed){.as = {.space = owner, .name = s->name.text, .from = k->from, .where = s->name.where}, .body = s->expr, .fits = fits};
    TRY(definition_add(k, &c->as)); /* before its body is read, so that one which uses itself is seen to */
    try_body(k, c);
    if (k->bag->error_count == errors && !k->unread)
        return ST_OK;
    definition_take_back(k, &c->as);
    return ST_ERROR;
}
