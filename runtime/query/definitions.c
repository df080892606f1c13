/* What all definitions have in common: their names, and what their coming and going changes. */
#include "runtime/query/definitions.h"

#include "runtime/query/checker.h"

const definition *definition_find(const check_env *env, int32_t space, str name)
{
    return lookup_find(&env->names, space, name);
}

bool definition_counts(const check_env *env, const definition *d)
{
    return definition_find(env, d->space, d->name) == d;
}

/* Modules take no name that is in use, and what is no function or field of theirs keeps its meaning. */
static bool tell_module(checker *k, const definition *before, span where, str shown)
{
    const char *whose = before->of_module ? "the module " : "";
    diag *d = diag_add(k->bag, E_NAME_TAKEN, k->from, where, "%.*s is defined already, by %s%.*s", STR_ARG(shown), whose,
                       STR_ARG(before->from->name));
    diag_expect(k->bag, d, "a name that is not in use");
    return false;
}

bool definition_is_free(checker *k, int32_t space, str name, span where, str shown)
{
    const definition *before = definition_find(k->env, space, name);
    if (!before)
        return true;
    if (before->from != k->from && (k->env->in_module || (before->of_module && space <= SPACE_QUERY)))
        return tell_module(k, before, where, shown);
    if (before->from != k->from) {
        diag_add(k->bag, N_REDEFINED, k->from, where, "%.*s was defined before; from here on this definition holds", STR_ARG(shown));
        return true;
    }
    diag *d = diag_add(k->bag, E_NAME_TAKEN, k->from, where, "%.*s is defined twice", STR_ARG(shown));
    diag_label_at(k->bag, d, before->where, "defined here");
    return false;
}

/* Does the name mean something already, or was it asked for, so that what was made of it has to be made anew? A field may stand in the way of one for all
 * collections, and the other way round. */
static bool changes_others(const check_env *env, const definition *d)
{
    return d->same || (d->space >= SPACE_EVERY && lookup_find(&env->names, SPACE_MET, d->name));
}

/* What was kept for later statements holds no longer. */
static void count_change(check_env *env, const definition *d)
{
    env->epoch += changes_others(env, d);
    env->fields += d->space >= SPACE_EVERY;
}

status definition_add(checker *k, definition *d)
{
    check_env *env = k->env;
    d->of_module |= env->in_module; /* a setting that is set again stays one of its module */
    d->of_library |= env->in_library;
    d->same = definition_find(env, d->space, d->name);
    d->earlier = env->definitions;
    d->number = env->definitions ? env->definitions->number + 1 : 0;
    count_change(env, d);
    if (d->space >= SPACE_EVERY)
        TRY(lookup_put(&env->names, env->session, SPACE_MET, d->name, d));
    TRY(lookup_put(&env->names, env->session, d->space, d->name, d));
    env->definitions = d;
    return ST_OK;
}

void definition_take_back(checker *k, const definition *d)
{
    check_env *env = k->env;
    count_change(env, d);
    env->epoch++;
    env->definitions = d->earlier;
    lookup_put(&env->names, env->session, d->space, d->name, d->same); /* the name is there, so this cannot fail */
}

/* ---- Definitions that lead back to themselves ---- */

static const char *sign_of(const definition *d)
{
    return d->space == SPACE_VARIABLE ? "$" : "";
}

/* `a -> b -> a`: from the outer reading of `d` to the one at hand. */
static void print_way(sbuf *b, const expansion *x, const definition *d)
{
    if (x->of != d)
        print_way(b, x->outer, d);
    sbuf_printf(b, "%s%.*s -> ", sign_of(x->of), STR_ARG(x->of->name));
}

bool definition_tell_cycle(checker *k, const definition *d, span where)
{
    const expansion *x = k->inside;
    while (x && x->of != d)
        x = x->outer;
    if (!x)
        return false;
    sbuf way = {0};
    print_way(&way, k->inside, d);
    sbuf_printf(&way, "%s%.*s", sign_of(d), STR_ARG(d->name));
    str all = checker_take(k, &way);
    diag *said = diag_add(k->bag, E_DEF_RECURSION, k->from, where,
                          k->inside->of == d ? "the definition of %.*s uses itself" : "the definition of %.*s uses itself: %.*s",
                          STR_ARG(d->name), STR_ARG(all));
    diag_expect(k->bag, said, "a %s that does not lead back to %.*s", d->space >= SPACE_EVERY ? "field" : "definition", STR_ARG(d->name));
    return true;
}
