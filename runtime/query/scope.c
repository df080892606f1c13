/* What a name stands for at a point of the pipeline. */
#include "runtime/query/scope.h"

#include "runtime/query/typed.h"
#include "runtime/query/computed.h"

/* Could it be written as a bare name? */
static bool is_word(str name)
{
    for (size_t i = 0; i < name.n; i++) {
        char c = name.p[i];
        if (c == ' ' || c == '.' || c == '(' || c == '"' || c == '=' || c == '<' || c == '>')
            return false;
    }
    return true;
}

bool scope_add(checker *k, scope *s, visible v)
{
    visible *room = arena_push(k->memory, (void **)&s->names, &s->count, &s->capacity, sizeof *room);
    if (!room)
        return false;
    *room = v;
    if (!is_word(v.name) && v.name.n > s->longest)
        s->longest = v.name.n;
    return true;
}

static void add_fields(checker *k, scope *s, const collection *c, span where)
{
    bool faced = false;
    for (size_t i = 0; i < c->field_count; i++)
        faced |= c->fields[i].face;
    row slot = {.collection = (uint16_t)s->collection};
    for (size_t i = 0; i < c->field_count; i++) {
        visible v = {.name = c->fields[i].name, .expr = typed_field(k, &slot, (uint16_t)i, where)};
        v.shown = !faced || c->fields[i].face;
        scope_add(k, s, v);
    }
}

/* In the order of their definitions; of two of one name the later one counts. */
static void add_computed(checker *k, scope *s, uint16_t collection)
{
    size_t first = s->count;
    for (const computed *c = k->env->computed; c; c = c->earlier)
        if (computed_applies(k->env, c, collection) && !scope_find(s, c->name))
            scope_add(k, s, (visible){.name = c->name, .computed = c, .collection = collection});
    for (size_t i = first, j = s->count; i + 1 < j; i++) {
        visible newer = s->names[i];
        s->names[i] = s->names[--j];
        s->names[j] = newer;
    }
}

scope *scope_of_collection(checker *k, uint16_t collection, span where)
{
    scope *s = ARENA_NEW(k->memory, scope);
    plan *scan = ARENA_NEW(k->memory, plan);
    if (!s || !scan)
        return NULL;
    *scan = (plan){.kind = PLAN_SCAN, .from = k->from, .where = where, .collection = collection};
    s->root = scan;
    s->collection = collection;
    s->slot_count = 1;
    add_fields(k, s, checker_collection(k, collection), where);
    add_computed(k, s, collection);
    return s;
}

scope *scope_copy(checker *k, const scope *s)
{
    scope *copy = ARENA_NEW(k->memory, scope);
    if (!copy)
        return NULL;
    *copy = *s;
    copy->before_select = NULL;
    copy->names = NULL;
    copy->temps = NULL;
    copy->count = copy->capacity = copy->temp_count = copy->temp_capacity = copy->longest = 0;
    for (size_t i = 0; i < s->count; i++)
        scope_add(k, copy, s->names[i]);
    for (size_t i = 0; i < s->temp_count; i++)
        scope_add_temp(k, copy, s->temps[i]);
    return copy;
}

scope *scope_without_names(checker *k, const scope *s)
{
    scope *copy = scope_copy(k, s);
    if (copy)
        copy->count = copy->longest = 0;
    return copy;
}

visible *scope_find(const scope *s, str name)
{
    for (size_t i = 0; i < s->count; i++)
        if (str_equal_nocase(s->names[i].name, name))
            return &s->names[i];
    return NULL;
}

visible *scope_find_printed(checker *k, const scope *s, const ast_expr *e)
{
    /* What is far longer than every such name cannot print like one: this keeps long conditions from being printed again and again. */
    if (s->longest == 0 || e->where.end - e->where.begin > 8 * s->longest + 256)
        return NULL;
    return scope_find(s, checker_text(k, e));
}

void scope_remove(scope *s, const visible *v)
{
    size_t at = (size_t)(v - s->names);
    for (size_t i = at + 1; i < s->count; i++)
        s->names[i - 1] = s->names[i];
    s->count--;
}

void scope_note_gone(checker *k, scope *s, str name, const ast_clause *by)
{
    gone *g = ARENA_NEW(k->memory, gone);
    if (!g)
        return;
    *g = (gone){.name = name, .by = by->kind, .from = k->from, .where = by->keyword, .earlier = s->gone};
    s->gone = g;
}

void scope_note_all_gone(checker *k, const scope *before, scope *after, const ast_clause *by)
{
    for (size_t i = 0; i < before->count; i++)
        if (!scope_find(after, before->names[i].name))
            scope_note_gone(k, after, before->names[i].name, by);
}

size_t scope_add_temp(checker *k, scope *s, stored origin)
{
    stored *room = arena_push(k->memory, (void **)&s->temps, &s->temp_count, &s->temp_capacity, sizeof *room);
    if (!room)
        return 0;
    *room = origin;
    return s->temp_count - 1;
}

const plan_expr *scope_value(checker *k, visible *v, span where)
{
    if (!v->expr) {
        row slot = {.collection = v->collection, .slot = v->slot};
        v->expr = computed_value(k, v->computed, &slot, where);
    }
    return v->expr;
}

stored scope_origin(checker *k, const scope *s, const plan_expr *e)
{
    switch (e->kind) {
    case PLAN_FIELD:
    case PLAN_DEREF: {
        const collection *c = checker_collection(k, e->collection);
        return (stored){.of = c, .field = &c->fields[e->field]};
    }
    case PLAN_TEMP:
        return s && e->index < s->temp_count ? s->temps[e->index] : (stored){0};
    case PLAN_MAP:
        return scope_origin(k, s, e->args[1]);
    default:
        return (stored){0};
    }
}
