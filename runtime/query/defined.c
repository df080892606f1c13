/* What can be named: for listings, completion and messages. */
#include "runtime/query/computed.h"
#include "runtime/query/scope.h"
#include "runtime/query/typed.h"

const dataset *check_dataset(const check_env *env)
{
    return env->data;
}

static visible_name name_shown(checker *k, const visible *v)
{
    visible_name n = {.name = v->name, .computed = v->computed, .shown = v->shown};
    if (v->computed) {
        n.definition = checker_text(k, v->computed->body);
        n.from = v->computed->from;
        n.where = v->computed->where;
    }
    n.type = scope_value(k, v, (span){0, 0})->type;
    return n;
}

status check_visible(check_env *env, arena *memory, uint16_t collection, const visible_name **out, size_t *count)
{
    diag_bag bag = {.memory = memory};
    static const source nowhere = {.name = {0}};
    checker k = {.env = env, .memory = memory, .bag = &bag, .from = &nowhere, .quiet = true};
    *count = 0;
    k.scope = scope_of_collection(&k, collection, (span){0, 0});
    visible_name *names = k.scope ? ARENA_ARRAY(memory, k.scope->count, visible_name) : NULL;
    if (!names)
        return ST_NO_MEMORY;
    for (size_t i = 0; i < k.scope->count; i++)
        names[i] = name_shown(&k, &k.scope->names[i]);
    *out = names;
    *count = k.scope->count;
    return checker_failed(&k) ? ST_NO_MEMORY : ST_OK;
}

/* Did a later definition of the same field take its place? */
static bool is_replaced(const check_env *env, const computed *c)
{
    for (const computed *later = env->computed; later != c; later = later->earlier)
        if (later->owner == c->owner && str_equal_nocase(later->name, c->name))
            return true;
    return false;
}

status check_defined(check_env *env, arena *memory, const defined **out, size_t *count)
{
    diag_bag bag = {.memory = memory};
    checker k = {.env = env, .memory = memory, .bag = &bag};
    size_t all = 0;
    for (const computed *c = env->computed; c; c = c->earlier)
        all += !is_replaced(env, c);
    defined *list = ARENA_ARRAY(memory, all, defined);
    *count = 0;
    if (!list)
        return ST_NO_MEMORY;
    size_t at = all;
    for (const computed *c = env->computed; c; c = c->earlier)
        if (!is_replaced(env, c))
            list[--at] = (defined){DEFINED_FIELD, c->name, c->owner, checker_text(&k, c->body), c->from, c->where};
    *out = list;
    *count = all;
    return checker_failed(&k) ? ST_NO_MEMORY : ST_OK;
}
