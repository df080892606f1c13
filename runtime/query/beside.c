/* Rows that a join put beside others, and what their names stand for there. */
#include "runtime/query/beside.h"

#include "runtime/query/typed.h"

/* Is it missing wherever these rows are, by itself? */
static bool missing_without(const beside *b, const plan_expr *e)
{
    switch (e->kind) {
    case PLAN_FIELD:
    case PLAN_ROW:
        return e->index >= b->slots;
    case PLAN_TEMP:
        return e->index >= b->temps;
    case PLAN_DEREF:
    case PLAN_BACK:
    case PLAN_MAP:
        return missing_without(b, e->args[0]);
    case PLAN_CALL:
        for (size_t i = 0; e->function->class == FN_SCALAR && i < e->arg_count; i++)
            if (missing_without(b, e->args[i]))
                return true;
        return false;
    default:
        return false;
    }
}

const plan_expr *beside_value(checker *k, const beside *b, const plan_expr *e)
{
    for (; b; b = b->of) {
        if (typed_is_nothing(e) || missing_without(b, e))
            continue;
        value missing = {.type = e->type, .missing = true};
        e = typed_if(k, b->there, e, typed_const(k, missing, e->where), e->where);
    }
    return e;
}

static bool some_begin_with(const scope *s, str side)
{
    for (size_t i = 0; i < s->count; i++) {
        str name = s->names[i].name;
        if (name.n > side.n && name.p[side.n] == '.' && str_equal_nocase((str){name.p, side.n}, side))
            return true;
    }
    return false;
}

bool beside_has(const scope *s, str name)
{
    for (const side *one = s->sides; one; one = one->earlier)
        if (str_equal_nocase(one->name, name))
            return some_begin_with(s, name);
    return false;
}

/* ---- Putting rows beside others ---- */

/* Is it a word, or words with dots between? */
static bool is_path(str field)
{
    size_t begin = 0;
    for (size_t i = 0; i <= field.n; i++) {
        if (i < field.n && field.p[i] != '.')
            continue;
        if (i == begin || !scope_is_word((str){field.p + begin, i - begin}))
            return false;
        begin = i + 1;
    }
    return true;
}

str beside_name(checker *k, str side, str field)
{
    bool quote = !is_path(field) && str_find(field, STR("`")) == SIZE_MAX;
    return arena_printf(k->memory, quote ? "%.*s.`%.*s`" : "%.*s.%.*s", STR_ARG(side), STR_ARG(field));
}

/* The same behind the slots and temps of `s`, and beside what was `added`. */
static const beside *shifted(checker *k, const scope *s, const beside *b, const beside *added)
{
    beside *behind = b ? ARENA_NEW(k->memory, beside) : NULL;
    if (!behind)
        return added;
    *behind = (beside){.slots = b->slots + s->slot_count, .temps = b->temps + (uint32_t)s->temp_count};
    behind->there = typed_shift(k, b->there, s->slot_count, (uint32_t)s->temp_count);
    behind->of = shifted(k, s, b->of, added);
    return behind;
}

/* What tells whether there is such a row: the row itself, or of rows without a slot a value that each of them gets. */
static const plan_expr *there(checker *k, const scope *s, scope *other)
{
    const plan *scan = other->root;
    while (scan->input)
        scan = scan->input;
    if (other->slot_count > 0) {
        row first = {.slot = s->slot_count, .collection = scan->collection};
        return typed_known(k, typed_row(k, &first, other->root->where), other->root->where);
    }
    plan *marked = ARENA_NEW(k->memory, plan);
    if (!marked)
        return &typed_nothing;
    *marked = (plan){.kind = PLAN_EXPAND, .input = other->root, .from = k->from, .where = other->root->where};
    marked->expr = typed_bool(k, true, marked->where);
    other->root = marked;
    size_t mark = s->temp_count + scope_add_temp(k, other, (stored){0});
    return typed_known(k, typed_temp(k, type_of(TYPE_BOOL), mark, marked->where), marked->where);
}

/* A name of the other rows as it is beside those of `s`. */
static visible moved(checker *k, const scope *s, str side, const visible *v, const beside *added)
{
    visible here = *v;
    here.name = beside_name(k, side, v->name);
    here.slot = (uint16_t)(v->slot + s->slot_count);
    if (v->expr)
        here.expr = beside_value(k, added, typed_shift(k, v->expr, s->slot_count, (uint32_t)s->temp_count));
    else
        here.beside = shifted(k, s, v->beside, added);
    return here;
}

void beside_add(checker *k, scope *s, str name, scope *other, bool left)
{
    beside *added = left ? ARENA_NEW(k->memory, beside) : NULL;
    side *named = ARENA_NEW(k->memory, side);
    if (named) {
        *named = (side){.name = name, .earlier = s->sides};
        s->sides = named;
    }
    if (added) {
        *added = (beside){.slots = s->slot_count, .temps = (uint32_t)s->temp_count};
        added->there = there(k, s, other);
    }
    for (size_t i = 0; i < other->count; i++)
        scope_add(k, s, moved(k, s, name, &other->names[i], added));
    for (size_t i = 0; i < other->temp_count; i++)
        scope_add_temp(k, s, other->temps[i]);
    s->slot_count = (uint16_t)(s->slot_count + other->slot_count);
    s->open |= other->open;
}
