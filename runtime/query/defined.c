/* What can be named: for listings, completion and messages. */
#include "runtime/query/computed.h"
#include "runtime/query/let_query.h"
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
        n.from = v->computed->as.from;
        n.where = v->computed->as.where;
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

/* Is it one that others can name? */
static bool is_listed(const check_env *env, const definition *d)
{
    return (d->space >= SPACE_EVERY || d->space == SPACE_QUERY) && definition_counts(env, d);
}

static defined as_defined(checker *k, const definition *d)
{
    defined shown = {.kind = DEFINED_FIELD, .name = d->name, .owner = d->space, .from = d->from, .where = d->where};
    if (d->space == SPACE_QUERY) {
        sbuf body = {0};
        ast_format_query(&body, ((const let_query *)d)->query);
        shown.kind = DEFINED_QUERY;
        shown.body = checker_take(k, &body);
    } else {
        shown.body = checker_text(k, ((const computed *)d)->body);
    }
    return shown;
}

status check_defined(check_env *env, arena *memory, const defined **out, size_t *count)
{
    diag_bag bag = {.memory = memory};
    checker k = {.env = env, .memory = memory, .bag = &bag};
    size_t all = 0;
    for (const definition *d = env->definitions; d; d = d->earlier)
        all += is_listed(env, d);
    defined *list = ARENA_ARRAY(memory, all, defined);
    *count = 0;
    if (!list)
        return ST_NO_MEMORY;
    size_t at = all;
    for (const definition *d = env->definitions; d; d = d->earlier)
        if (is_listed(env, d))
            list[--at] = as_defined(&k, d);
    *out = list;
    *count = all;
    return checker_failed(&k) ? ST_NO_MEMORY : ST_OK;
}
