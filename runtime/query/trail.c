/* The steps of a query as they were checked. */
#include "runtime/query/trail.h"

#include "runtime/model/print.h"

/* The scope goes on changing, so its names are copied. What is shown has a type, also a computed field that nobody has read. */
static bool copy_names(checker *k, trail_step *step)
{
    scope *s = k->scope;
    visible *names = ARENA_ARRAY(k->memory, s->count, visible);
    type *types = ARENA_ARRAY(k->memory, s->count, type);
    if (!names || !types)
        return false;
    for (size_t i = 0; i < s->count; i++) {
        if (s->names[i].shown)
            types[i] = scope_value(k, &s->names[i], (span){0, 0})->type;
        names[i] = s->names[i];
    }
    step->names = names;
    step->types = types;
    step->name_count = s->count;
    return true;
}

static void note(checker *k, trail_step step)
{
    trail *t = k->trail;
    if (!t || k->trying || !k->scope || (!t->only_words && !copy_names(k, &step)))
        return;
    step.depth = t->depth;
    step.root = k->scope->root;
    step.pivot = k->scope->pivot;
    trail_step *room = arena_push(k->memory, (void **)&t->steps, &t->count, &t->capacity, sizeof *room);
    if (room)
        *room = step;
}

void trail_source(checker *k, str name)
{
    note(k, (trail_step){.source = name});
}

void trail_clause(checker *k, const ast_clause *c)
{
    note(k, (trail_step){.clause = c});
}

enum { TRAIL_TYPES_MAX = 2000 }; /* nobody reads more in words */

void trail_typed(checker *k, const ast_expr *e, type t)
{
    trail *to = k->trail;
    if (!to || k->trying || to->type_count == TRAIL_TYPES_MAX)
        return;
    trail_type *room = arena_push(k->memory, (void **)&to->types, &to->type_count, &to->type_capacity, sizeof *room);
    if (room)
        *room = (trail_type){e, t};
}

static void print_value(sbuf *out, const value *v)
{
    if (v->missing)
        sbuf_add(out, STR("missing"));
    else if (!v->type.set)
        value_print(out, v);
    for (size_t i = 0; v->type.set && !v->missing && i < v->as.set.count; i++) {
        sbuf_add(out, i ? STR(", ") : STR(""));
        value_print(out, &v->as.set.items[i]);
    }
}

void trail_variable(checker *k, str name, const value *v)
{
    trail *t = k->trail;
    sbuf text = {0};
    if (!t || k->trying)
        return;
    sbuf_printf(&text, "$%.*s = ", STR_ARG(name));
    print_value(&text, v);
    str told = checker_take(k, &text);
    for (size_t i = 0; i < t->value_count; i++)
        if (str_equal(t->values[i], told))
            return;
    str *room = arena_push(k->memory, (void **)&t->values, &t->value_count, &t->value_capacity, sizeof *room);
    if (room)
        *room = told;
}

type trail_type_of(const trail *t, const ast_expr *e)
{
    for (size_t i = t->type_count; i > 0; i--)
        if (t->types[i - 1].of == e)
            return t->types[i - 1].type;
    return type_of(TYPE_NONE);
}

void trail_deeper(checker *k, int by)
{
    if (k->trail)
        k->trail->depth += (uint32_t)by;
}
