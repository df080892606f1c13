/* Computed fields: definitions kept as written and read anew at each use. */
#include "runtime/query/computed.h"

#include "runtime/query/typed.h"
#include "runtime/query/back.h"
#include "runtime/query/expr.h"
#include "runtime/query/literal.h"
#include "runtime/query/names.h"

/* What is known of whether a definition for all collections fits one of them. */
enum applies { APPLIES_UNKNOWN, APPLIES_YES, APPLIES_NO, APPLIES_ASKED };

static bool has_name(const check_env *env, str name, uint16_t collection)
{
    if (collection_find(&env->data->collections[collection], name) >= 0 || literal_is_word(name) || back_leads(env->data, name, collection))
        return true;
    for (const computed *c = env->computed; c; c = c->earlier)
        if (str_equal_nocase(c->name, name) && computed_applies(env, c, collection))
            return true;
    return false;
}

/* Does a row of the collection have all the fields that the expression names? */
static bool has_fields(const check_env *env, const ast_expr *e, uint16_t collection)
{
    if (!e)
        return true;
    if (e->kind == AST_NAME || e->kind == AST_FIELD)
        return has_name(env, e->name.text, collection);
    for (size_t i = 0; i < e->item_count; i++)
        if (!has_fields(env, e->items[i], collection))
            return false;
    return has_fields(env, e->condition, collection) && has_fields(env, e->left, collection) && has_fields(env, e->right, collection);
}

bool computed_applies(const check_env *env, const computed *c, uint16_t collection)
{
    if (c->owner >= 0)
        return c->owner == collection;
    uint8_t *known = &c->applies[collection];
    if (*known == APPLIES_UNKNOWN) {
        *known = APPLIES_ASKED; /* asked again meanwhile, it uses itself: no */
        *known = has_fields(env, c->body, collection) ? APPLIES_YES : APPLIES_NO;
    }
    return *known == APPLIES_YES;
}

const computed *computed_find(const check_env *env, uint16_t collection, str name)
{
    for (const computed *c = env->computed; c; c = c->earlier)
        if (str_equal_nocase(c->name, name) && computed_applies(env, c, collection))
            return c;
    return NULL;
}

static bool is_inside(const checker *k, const computed *c)
{
    for (const expansion *x = k->at.inside; x; x = x->outer)
        if (x->of == c)
            return true;
    return false;
}

/* Reads the body with the row's fields as its names. */
static const plan_expr *read_body(checker *k, const computed *c, const row *r)
{
    checker outer = *k;
    expansion here = {.of = c, .outer = k->at.inside};
    k->at = (place){.row = r, .clause = outer.at.clause, .inside = &here};
    k->from = c->from;
    k->noted = k->conjunct = NULL;
    const plan_expr *e = expr_check(k, c->body);
    k->at = outer.at;
    k->from = outer.from;
    k->noted = outer.noted;
    k->conjunct = outer.conjunct;
    return e;
}

const plan_expr *computed_value(checker *k, const computed *c, const row *r, span where)
{
    if (is_inside(k, c)) {
        diag *d = diag_add(k->bag, E_DEF_RECURSION, k->from, where, "the definition of %.*s uses itself", STR_ARG(c->name));
        diag_expect(k->bag, d, "a field that does not lead back to %.*s", STR_ARG(c->name));
        return &typed_nothing;
    }
    const plan_expr *e = read_body(k, c, r);
    if (!r->link || typed_is_nothing(e) || typed_is_strict(e, r->link))
        return e;
    value missing = {.type = e->type, .missing = true};
    return typed_if(k, typed_known(k, r->link, where), e, typed_const(k, missing, where), where);
}

/* ---- Read once a statement ---- */

/* By hash of definition and slot. */
struct computed_values {
    struct computed_read {
        const computed *of;
        uint16_t slot;
        const plan_expr *value; /* NULL: the place is free */
    } * places;
    size_t count, place_count; /* the latter a power of two */
};

static struct computed_read *place_of(const computed_values *v, const computed *c, uint16_t slot)
{
    size_t at = (size_t)(((uintptr_t)c / 16 + slot) * 0x9E3779B97F4A7C15u >> 32) & (v->place_count - 1);
    while (v->places[at].value && (v->places[at].of != c || v->places[at].slot != slot))
        at = (at + 1) & (v->place_count - 1);
    return &v->places[at];
}

/* Room for one more, at least as much again free. */
static bool make_room(checker *k, computed_values *v)
{
    if (v->count * 2 < v->place_count)
        return true;
    computed_values larger = {.count = v->count, .place_count = v->place_count ? v->place_count * 2 : 16};
    larger.places = ARENA_ARRAY(k->memory, larger.place_count, struct computed_read);
    for (size_t i = 0; larger.places && i < v->place_count; i++)
        if (v->places[i].value)
            *place_of(&larger, v->places[i].of, v->places[i].slot) = v->places[i];
    if (larger.places)
        *v = larger;
    return larger.places;
}

const plan_expr *computed_of_slot(checker *k, const computed *c, uint16_t collection, uint16_t slot, span where)
{
    row r = {.collection = collection, .slot = slot};
    if (!k->values && !(k->values = ARENA_NEW(k->memory, computed_values)))
        return &typed_nothing;
    const plan_expr *value = k->values->place_count ? place_of(k->values, c, slot)->value : NULL;
    if (value)
        return value;
    value = computed_value(k, c, &r, where);
    if (k->trying || !make_room(k, k->values)) /* a trial says nothing: who comes next must be told */
        return value;
    k->values->count++;
    *place_of(k->values, c, slot) = (struct computed_read){c, slot, value};
    return value;
}

/* ---- Fields ---- */

const plan_expr *computed_field(checker *k, const row *r, str name, span where)
{
    int32_t field = collection_find(checker_collection(k, r->collection), name);
    if (field >= 0)
        return typed_field(k, r, (uint16_t)field, where);
    const computed *c = computed_find(k->env, r->collection, name);
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

/* Is the name free? A definition of another text may be replaced, which is told. */
static bool name_is_free(checker *k, const ast_statement *s, int32_t owner)
{
    if (owner >= 0 && collection_find(checker_collection(k, (uint16_t)owner), s->name.text) >= 0) {
        diag *d = diag_add(k->bag, E_NAME_TAKEN, k->from, s->name.where, "%.*s already has a field %.*s", STR_ARG(s->owner.text),
                           STR_ARG(s->name.text));
        diag_expect(k->bag, d, "a name that is not in use");
        return false;
    }
    for (const computed *c = k->env->computed; c; c = c->earlier) {
        if (c->owner != owner || !str_equal_nocase(c->name, s->name.text))
            continue;
        if (c->from != k->from) {
            diag_add(k->bag, N_REDEFINED, k->from, s->name.where, "%.*s was defined before; from here on this definition holds",
                     STR_ARG(s->name.text));
            return true;
        }
        diag *d = diag_add(k->bag, E_NAME_TAKEN, k->from, s->name.where, "%.*s is defined twice", STR_ARG(s->name.text));
        diag_label_at(k->bag, d, c->where, "defined here");
        return false;
    }
    return true;
}

/* Reads the body once, where it is written, so that its mistakes are told there. */
static void try_body(checker *k, const computed *c)
{
    for (size_t i = 0; i < k->env->data->count; i++) {
        if (!computed_applies(k->env, c, (uint16_t)i))
            continue;
        row r = {.collection = (uint16_t)i};
        k->defining = true;
        read_body(k, c, &r);
        k->defining = false;
        return;
    }
    diag_add(k->bag, W_DEF_NOWHERE, k->from, c->body->where, "no collection has all the fields that %.*s is made of", STR_ARG(c->name));
}

/* A definition that comes or goes may change what others are made of. */
static void forget_what_applies(const check_env *env)
{
    for (const computed *c = env->computed; c; c = c->earlier)
        for (size_t i = 0; i < env->data->count; i++)
            c->applies[i] = APPLIES_UNKNOWN;
}

status computed_define(checker *k, const ast_statement *s)
{
    int32_t owner;
    size_t errors = k->bag->error_count;
    if (!find_owner(k, &s->owner, &owner) || !name_is_free(k, s, owner))
        return ST_ERROR;
    computed *c = ARENA_NEW(k->env->session, computed);
    uint8_t *applies = ARENA_ARRAY(k->env->session, k->env->data->count, uint8_t);
    if (!c || !applies)
        return ST_NO_MEMORY;
    *c = (computed){.name = s->name.text, .owner = owner, .body = s->expr, .from = k->from, .where = s->name.where, .applies = applies};
    c->earlier = k->env->computed;
    forget_what_applies(k->env);
    k->env->definitions++;
    k->env->computed = c; /* before its body is read, so that one which uses itself is seen to */
    try_body(k, c);
    if (k->bag->error_count == errors && !k->unread)
        return ST_OK;
    forget_what_applies(k->env);
    k->env->definitions++;
    k->env->computed = c->earlier;
    return ST_ERROR;
}
