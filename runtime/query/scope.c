/* What a name stands for at a point of the pipeline. */
#include "runtime/query/scope.h"

#include "runtime/query/typed.h"
#include "runtime/query/beside.h"
#include "runtime/query/computed.h"

bool scope_is_word(str name)
{
    for (size_t i = 0; i < name.n; i++) {
        char c = name.p[i];
        if (c == ' ' || c == '.' || c == '(' || c == '"' || c == '=' || c == '<' || c == '>')
            return false;
    }
    return true;
}

const visible *scope_find(const scope *s, str name)
{
    int64_t at = scope_table_find(s->table, s->count, name);
    if (at >= 0)
        return &s->names[at];
    return s->left_out ? scope_find(s->left_out, name) : NULL;
}

/* `` .b.`when` `` is b.when said otherwise. */
static str plainly(checker *k, str printed)
{
    sbuf plain = {0};
    for (size_t i = 0; i < printed.n; i++)
        if (printed.p[i] != '`' && (i > 0 || printed.p[i] != '.'))
            sbuf_char(&plain, printed.p[i]);
    return checker_take(k, &plain);
}

const visible *scope_find_printed(checker *k, const scope *s, const ast_expr *e)
{
    size_t longest = s->left_out && s->left_out->longest > s->longest ? s->left_out->longest : s->longest;
    /* What is far longer than every such name cannot print like one: this keeps long conditions from being printed again and again. */
    if (longest == 0 || e->where.end - e->where.begin > 8 * longest + 256)
        return NULL;
    str printed = checker_text(k, e);
    const visible *v = scope_find(s, printed);
    return v ? v : scope_find(s, plainly(k, printed));
}

bool scope_add(checker *k, scope *s, visible v)
{
    scope_table *t = scope_table_add(k->memory, s->table, s->count, &v);
    if (!t)
        return false;
    s->table = t;
    s->names = t->items;
    s->count++;
    if (!scope_is_word(v.name) && v.name.n > s->longest)
        s->longest = v.name.n;
    return true;
}

void scope_replace(checker *k, scope *s, const visible *at, visible v)
{
    const visible *names = s->names;
    size_t count = s->count, changed = (size_t)(at - names);
    s->table = NULL;
    s->count = s->longest = 0;
    for (size_t i = 0; i < count; i++)
        scope_add(k, s, i == changed ? v : names[i]);
}

scope *scope_copy(checker *k, const scope *s)
{
    scope *copy = ARENA_NEW(k->memory, scope);
    if (!copy)
        return NULL;
    *copy = *s;
    copy->before_select = copy->left_out = NULL;
    return copy;
}

scope *scope_without_names(checker *k, const scope *s)
{
    scope *copy = scope_copy(k, s);
    if (!copy)
        return NULL;
    copy->table = NULL;
    copy->names = NULL;
    copy->count = copy->longest = 0;
    return copy;
}

/* ---- Temps ---- */

static bool push_temp(checker *k, temp_table *t, stored origin)
{
    stored *room = arena_push(k->memory, (void **)&t->items, &t->count, &t->capacity, sizeof *room);
    if (room)
        *room = origin;
    return room;
}

static temp_table *copy_temps(checker *k, const scope *s)
{
    temp_table *t = ARENA_NEW(k->memory, temp_table);
    for (size_t i = 0; t && i < s->temp_count; i++)
        if (!push_temp(k, t, s->temps[i]))
            return NULL;
    return t;
}

size_t scope_add_temp(checker *k, scope *s, stored origin)
{
    bool own = s->temp_table && s->temp_table->count == s->temp_count;
    temp_table *t = own ? s->temp_table : copy_temps(k, s);
    if (!t || !push_temp(k, t, origin))
        return 0;
    s->temp_table = t;
    s->temps = t->items;
    return s->temp_count++;
}

/* ---- Names that are gone ---- */

void scope_note_gone(checker *k, const scope *before, scope *after, const ast_clause *clause)
{
    gone *g = ARENA_NEW(k->memory, gone);
    if (!g)
        return;
    *g = (gone){.before = before, .by = clause->kind, .from = k->from, .where = clause->keyword, .earlier = after->gone};
    after->gone = g;
}

const gone *scope_find_gone(const scope *s, str *name)
{
    for (const gone *g = s->gone; g; g = g->earlier) {
        const visible *v = scope_find(g->before, *name);
        if (!v)
            continue;
        *name = v->name;
        return g;
    }
    return NULL;
}

/* ---- What names stand for ---- */

size_t scope_shown(const scope *s)
{
    size_t shown = 0;
    for (size_t i = 0; i < s->count; i++)
        shown += s->names[i].shown;
    return shown;
}

const plan_expr *scope_value(checker *k, const visible *v, span where)
{
    row r = {.collection = v->collection, .slot = v->slot};
    return v->expr ? v->expr : beside_value(k, v->beside, computed_value(k, v->computed, &r, where));
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
