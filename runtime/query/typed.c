/* Making the nodes of a plan's expressions. */
#include "runtime/query/typed.h"

const plan_expr typed_nothing = {.kind = PLAN_CONST, .type = {.kind = TYPE_NONE}, .constant = {.missing = true}};

/* How large it is with its arguments, which definitions and columns may have brought in from elsewhere. False if it is too high or too large for those who walk it: what stands
 * in it twice is computed twice. */
static bool measure(checker *k, plan_expr *e, size_t count, const plan_expr *const *args)
{
    uint64_t size = 1;
    e->height = 1;
    for (size_t i = 0; i < count; i++) {
        size += args[i]->size;
        e->height = args[i]->height >= e->height ? args[i]->height + 1 : e->height;
    }
    e->size = size < UINT32_MAX ? (uint32_t)size : UINT32_MAX;
    if (e->height > CHECK_HEIGHT_MAX)
        diag_add(k->bag, E_TOO_DEEP, k->from, e->where, "this is nested too deeply, with the definitions it uses");
    else if (e->size > CHECK_NODES_MAX)
        diag_add(k->bag, E_TOO_LARGE, k->from, e->where, "this becomes too large, with the columns it is made of");
    else
        return true;
    return false;
}

const plan_expr *typed_node(checker *k, plan_expr e, size_t count, const plan_expr *const *args)
{
    for (size_t i = 0; i < count; i++)
        if (typed_is_nothing(args[i]))
            return &typed_nothing;
    if ((checker_expands(k) && k->nodes >= CHECK_NODES_MAX) || !measure(k, &e, count, args))
        return &typed_nothing;
    k->nodes += checker_expands(k);
    plan_expr *made = ARENA_NEW(k->memory, plan_expr);
    const plan_expr **copy = ARENA_ARRAY(k->memory, count, const plan_expr *);
    if (!made || !copy)
        return &typed_nothing;
    for (size_t i = 0; i < count; i++)
        copy[i] = args[i];
    *made = e;
    made->args = copy;
    made->arg_count = count;
    made->from = e.from ? e.from : k->from;
    return made;
}

const plan_expr *typed_const(checker *k, value v, span where)
{
    return typed_node(k, (plan_expr){.kind = PLAN_CONST, .type = v.type, .constant = v, .where = where}, 0, NULL);
}

const plan_expr *typed_text(checker *k, str text, span where)
{
    return typed_const(k, (value){.type = type_of(TYPE_TEXT), .as.text = text}, where);
}

const plan_expr *typed_bool(checker *k, bool b, span where)
{
    return typed_const(k, (value){.type = type_of(TYPE_BOOL), .as.boolean = b}, where);
}

const plan_expr *typed_field(checker *k, const row *r, uint16_t field, span where)
{
    type t = checker_collection(k, r->collection)->fields[field].type;
    plan_expr e = {.kind = r->link ? PLAN_DEREF : PLAN_FIELD,
                   .type = t,
                   .index = r->link ? 0 : r->slot,
                   .collection = r->collection,
                   .field = field,
                   .where = where};
    return typed_node(k, e, r->link ? 1 : 0, &r->link);
}

const plan_expr *typed_row(checker *k, const row *r, span where)
{
    plan_expr e = {.kind = PLAN_ROW,
                   .type = (type){.kind = TYPE_LINK, .target = r->collection},
                   .index = r->slot,
                   .collection = r->collection,
                   .where = where};
    return r->link ? r->link : typed_node(k, e, 0, NULL);
}

const plan_expr *typed_temp(checker *k, type t, size_t index, span where)
{
    return typed_node(k, (plan_expr){.kind = PLAN_TEMP, .type = t, .index = (uint32_t)index, .where = where}, 0, NULL);
}

const plan_expr *typed_element(checker *k, type t, span where)
{
    return typed_node(k, (plan_expr){.kind = PLAN_ELEMENT, .type = t, .where = where}, 0, NULL);
}

const plan_expr *typed_call(checker *k, const function *f, type t, size_t count, const plan_expr *const *args, span where)
{
    return typed_node(k, (plan_expr){.kind = PLAN_CALL, .type = t, .function = f, .where = where}, count, args);
}

static const plan_expr *typed_logic(checker *k, plan_expr_kind kind, size_t count, const plan_expr *const *args, span where)
{
    if (count == 1)
        return args[0];
    return typed_node(k, (plan_expr){.kind = kind, .type = type_of(TYPE_BOOL), .where = where}, count, args);
}

const plan_expr *typed_and(checker *k, size_t count, const plan_expr *const *args, span where)
{
    return typed_logic(k, PLAN_AND, count, args, where);
}

const plan_expr *typed_or(checker *k, size_t count, const plan_expr *const *args, span where)
{
    return typed_logic(k, PLAN_OR, count, args, where);
}

const plan_expr *typed_not(checker *k, const plan_expr *e)
{
    return typed_node(k, (plan_expr){.kind = PLAN_NOT, .type = type_of(TYPE_BOOL), .where = e->where}, 1, &e);
}

const plan_expr *typed_missing(checker *k, const plan_expr *e, span where)
{
    return typed_node(k, (plan_expr){.kind = PLAN_IS_MISSING, .type = type_of(TYPE_BOOL), .where = where}, 1, &e);
}

const plan_expr *typed_known(checker *k, const plan_expr *e, span where)
{
    return typed_not(k, typed_missing(k, e, where));
}

const plan_expr *typed_if(checker *k, const plan_expr *condition, const plan_expr *then, const plan_expr *otherwise, span where)
{
    const plan_expr *args[] = {condition, then, otherwise};
    return typed_node(k, (plan_expr){.kind = PLAN_IF, .type = then->type, .where = where}, 3, args);
}

const plan_expr *typed_any(checker *k, const plan_expr *set, const plan_expr *body, span where)
{
    const plan_expr *args[] = {set, body};
    return typed_node(k, (plan_expr){.kind = PLAN_ANY, .type = type_of(TYPE_BOOL), .where = where}, 2, args);
}

const plan_expr *typed_map(checker *k, const plan_expr *set, const plan_expr *body, span where)
{
    const plan_expr *args[] = {set, body};
    return typed_node(k, (plan_expr){.kind = PLAN_MAP, .type = type_set_of(type_element(body->type)), .where = where}, 2, args);
}

static const plan_expr *lift_from(checker *k, const plan_expr *e, uint32_t by, uint32_t bound)
{
    if (e->kind == PLAN_ELEMENT) {
        if (e->index < bound)
            return e;
        plan_expr moved = *e;
        moved.index += by;
        return typed_node(k, moved, 0, NULL);
    }
    bool binds = e->kind == PLAN_ANY || e->kind == PLAN_MAP;
    const plan_expr **args = ARENA_ARRAY(k->memory, e->arg_count, const plan_expr *);
    if (!args)
        return &typed_nothing;
    bool changed = false;
    for (size_t i = 0; i < e->arg_count; i++) {
        args[i] = lift_from(k, e->args[i], by, bound + (binds && i == 1 ? 1 : 0));
        changed |= args[i] != e->args[i];
    }
    return changed ? typed_node(k, *e, e->arg_count, args) : e;
}

const plan_expr *typed_lift(checker *k, const plan_expr *e, uint32_t by)
{
    return by == 0 ? e : lift_from(k, e, by, 0);
}

const plan_expr *typed_shift(checker *k, const plan_expr *e, uint32_t slots, uint32_t temps)
{
    plan_expr moved = *e;
    if (typed_is_nothing(e))
        return e;
    if (e->kind == PLAN_FIELD || e->kind == PLAN_ROW)
        moved.index += slots;
    else if (e->kind == PLAN_TEMP)
        moved.index += temps;
    const plan_expr **args = ARENA_ARRAY(k->memory, e->arg_count, const plan_expr *);
    if (!args)
        return &typed_nothing;
    bool changed = moved.index != e->index;
    for (size_t i = 0; i < e->arg_count; i++) {
        args[i] = typed_shift(k, e->args[i], slots, temps);
        changed |= args[i] != e->args[i];
    }
    return changed ? typed_node(k, moved, e->arg_count, args) : e;
}

bool typed_is_strict(const plan_expr *e, const plan_expr *part)
{
    if (e == part)
        return true;
    if (e->kind != PLAN_DEREF && e->kind != PLAN_BACK && e->kind != PLAN_CALL)
        return false;
    if (e->kind == PLAN_CALL && e->function->class != FN_SCALAR)
        return false;
    for (size_t i = 0; i < e->arg_count; i++)
        if (typed_is_strict(e->args[i], part))
            return true;
    return false;
}

static bool same_constant(const value *a, const value *b)
{
    if (a->missing || b->missing)
        return a->missing && b->missing;
    if (!a->type.set)
        return a->type.kind != TYPE_LINK && value_compare(a, b, NULL) == 0;
    bool same = a->as.set.count == b->as.set.count;
    for (size_t i = 0; same && i < a->as.set.count; i++)
        same = same_constant(&a->as.set.items[i], &b->as.set.items[i]);
    return same;
}

bool typed_same(const plan_expr *a, const plan_expr *b)
{
    if (a == b)
        return true;
    if (a->kind != b->kind || !type_equal(a->type, b->type) || a->index != b->index || a->collection != b->collection ||
        a->field != b->field || a->query != b->query || a->function != b->function || a->arg_count != b->arg_count)
        return false;
    if (a->kind == PLAN_CONST && !same_constant(&a->constant, &b->constant))
        return false;
    for (size_t i = 0; i < a->arg_count; i++)
        if (!typed_same(a->args[i], b->args[i]))
            return false;
    return true;
}

static uint64_t mix(uint64_t h, uint64_t more)
{
    h = (h ^ more) * 0x9E3779B97F4A7C15u;
    return h ^ h >> 29;
}

static uint64_t hash_constant(const value *v)
{
    switch (v->missing || v->type.set ? TYPE_NONE : (type_kind)v->type.kind) {
    case TYPE_BOOL:
        return v->as.boolean;
    case TYPE_INT:
        return (uint64_t)v->as.integer;
    case TYPE_NUMBER:
        return (uint64_t)v->as.number;
    case TYPE_MONEY:
        return mix((uint64_t)v->as.money.cents, v->as.money.currency);
    case TYPE_TEXT:
        return str_hash(v->as.text);
    case TYPE_DATE:
        return (uint64_t)v->as.date;
    case TYPE_PERIOD:
        return mix((uint64_t)v->as.period.first, (uint64_t)v->as.period.last);
    default:
        return 0;
    }
}

uint64_t typed_hash(const plan_expr *e)
{
    uint64_t h = mix((uint64_t)e->kind << 48 ^ (uint64_t)e->collection << 32 ^ e->index, (uint64_t)e->field << 32 ^ (uintptr_t)e->function);
    if (e->kind == PLAN_CONST)
        h = mix(h, hash_constant(&e->constant));
    for (size_t i = 0; i < e->arg_count; i++)
        h = mix(h, typed_hash(e->args[i]));
    return h;
}
