/* What can be named: for listings, completion and messages. */
#include "runtime/query/computed.h"
#include "runtime/query/def_function.h"
#include "runtime/query/let_query.h"
#include "runtime/query/scope.h"
#include "runtime/query/typed.h"
#include "runtime/query/variable.h"

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
    for (size_t i = 0; i < k.scope->count; i++) {
        names[*count] = name_shown(&k, &k.scope->names[i]);
        *count += names[*count].type.kind != TYPE_NONE; /* the prelude's `start` of a `when` that is a number has no value */
    }
    *out = names;
    return checker_failed(&k) ? ST_NO_MEMORY : ST_OK;
}

/* Is it one that others can name? */
static bool is_listed(const check_env *env, const definition *d)
{
    bool listed = d->space >= SPACE_EVERY || d->space == SPACE_QUERY || d->space == SPACE_FUNCTION || d->space == SPACE_VARIABLE;
    return listed && definition_counts(env, d);
}

static void show_variable(checker *k, const variable *v, defined *out)
{
    out->kind = v->statement->kind == AST_PARAM ? DEFINED_PARAM : DEFINED_VALUE;
    out->type = v->value.type;
    out->body = v->statement->expr ? checker_text(k, v->statement->expr) : (str){0};
}

static defined as_defined(checker *k, const definition *d)
{
    defined shown = {.kind = DEFINED_FIELD, .name = d->name, .owner = d->space, .from = d->from, .where = d->where};
    sbuf body = {0};
    switch (d->space) {
    case SPACE_QUERY:
        ast_format_query(&body, ((const let_query *)d)->query);
        shown.kind = DEFINED_QUERY;
        shown.body = checker_take(k, &body);
        break;
    case SPACE_FUNCTION:
        shown.kind = DEFINED_FUNCTION;
        shown.head = def_function_head(k, (const def_function *)d);
        shown.body = checker_text(k, ((const def_function *)d)->body);
        break;
    case SPACE_VARIABLE:
        show_variable(k, (const variable *)d, &shown);
        break;
    default:
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

/* ---- Params ---- */

static const variable *as_param(const check_env *env, const definition *d)
{
    const variable *v = d->space == SPACE_VARIABLE && definition_counts(env, d) ? (const variable *)d : NULL;
    return v && v->statement->kind == AST_PARAM ? v : NULL;
}

static check_param param_shown(checker *k, const variable *v)
{
    return (check_param){.name = v->as.name,
                         .type = v->value.type,
                         .fallback = v->statement->expr ? checker_text(k, v->statement->expr) : (str){0},
                         .required = v->unset,
                         .from = v->as.from,
                         .where = v->as.where};
}

status check_params(const check_env *env, const definition *mark, arena *memory, const check_param **out, size_t *count)
{
    diag_bag bag = {.memory = memory};
    checker k = {.memory = memory, .bag = &bag};
    size_t all = 0;
    for (const definition *d = env->definitions; d != mark; d = d->earlier)
        all += as_param(env, d) != NULL;
    check_param *list = ARENA_ARRAY(memory, all, check_param);
    *count = 0;
    if (!list)
        return ST_NO_MEMORY;
    size_t at = all;
    for (const definition *d = env->definitions; d != mark; d = d->earlier)
        if (as_param(env, d))
            list[--at] = param_shown(&k, as_param(env, d));
    *out = list;
    *count = all;
    return checker_failed(&k) ? ST_NO_MEMORY : ST_OK;
}
