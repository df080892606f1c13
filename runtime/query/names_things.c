/* Collections, functions and parts that nothing answers to: what could have been meant. */
#include "runtime/query/beside.h"
#include "runtime/query/elsewhere.h"
#include "runtime/query/guess.h"
#include "runtime/query/name_list.h"
#include "runtime/query/names.h"
#include "runtime/query/synonyms.h"
#include "runtime/query/words.h"

/* Quoted where it has to be. */
static str guess_for(checker *k, str word)
{
    str query = guess_query(k, word);
    return query.n > 0 ? query : guess_query(k, arena_printf(k->memory, "\"%.*s\"", STR_ARG(word)));
}

static void list_collections(checker *k, name_list *l)
{
    for (size_t i = 0; i < k->env->data->count; i++)
        name_list_add(k, l, k->env->data->collections[i].name);
}

static void list_queries(checker *k, name_list *l)
{
    const definition *now = k->inside ? k->inside->of : NULL; /* is not to be used for itself */
    for (const definition *d = k->env->definitions; d; d = d->earlier)
        if (d->space == SPACE_QUERY && d != now && definition_counts(k->env, d))
            name_list_add(k, l, d->name);
}

/* What rows come from. */
static void hint_sources(checker *k, diag *d)
{
    name_list collections = {0}, queries = {0};
    list_collections(k, &collections);
    list_queries(k, &queries);
    diag_hint(k->bag, d, "the collections are %.*s", STR_ARG(name_list_text(k, &collections)));
    if (queries.count > 0)
        diag_hint(k->bag, d, "the named queries are %.*s", STR_ARG(name_list_text(k, &queries)));
}

/* The code of a message alone. */
static bool hint_code(checker *k, diag *d, str name)
{
    const diag_code_info *code = diag_info(diag_find(name));
    if (code)
        diag_hint(k->bag, d, "it is the code of a message: `explain %s`", code->code);
    return code;
}

/* `$ours` is no query, `ours` is. */
static bool hint_variable(checker *k, diag *d, str name)
{
    if (!definition_find(k->env, SPACE_VARIABLE, name))
        return false;
    diag_hint(k->bag, d, "$%.*s is a value; rows come from a collection or a query: `let %.*s = activities where …`", STR_ARG(name),
              STR_ARG(name));
    return true;
}

/* `` `activities where joint` ``: a hint that was copied with its backquotes. */
static bool hint_whole_query(checker *k, diag *d, const ast_name *name)
{
    if (!name->quoted || str_find(name->text, STR(" ")) == SIZE_MAX)
        return false;
    diag_hint(k->bag, d, "the backquotes around a hint are not part of it: leave them out");
    return true;
}

/* `let country = Ukraine`: a value where a query is named. */
static bool hint_value_named(checker *k, diag *d, str text)
{
    const definition *now = k->inside && k->inside->written_here ? k->inside->of : NULL;
    str guess = now && now->space == SPACE_QUERY ? guess_for(k, text) : (str){0};
    if (guess.n == 0)
        return false;
    diag_hint(k->bag, d, "the name of a value wears a $: `let $%.*s = %.*s`", STR_ARG(now->name), STR_ARG(text));
    return true;
}

/* `country`: a field, of which collection? */
static void hint_field_of(checker *k, diag *d, str name)
{
    for (size_t i = 0; i < k->env->data->count; i++) {
        const collection *c = &k->env->data->collections[i];
        if (collection_find(c, name) < 0)
            continue;
        diag_hint(k->bag, d, "%.*s is a field of %.*s: `%.*s select %.*s`", STR_ARG(name), STR_ARG(c->name), STR_ARG(c->name),
                  STR_ARG(name));
        return;
    }
}

void names_unknown_collection(checker *k, const ast_name *name)
{
    name_list l = {0};
    list_collections(k, &l);
    list_queries(k, &l);
    diag *d = diag_add(k->bag, E_UNKNOWN_COLLECTION, k->from, name->where, "there is no collection \"%.*s\"", STR_ARG(name->text));
    diag_expect(k->bag, d, "expected a collection");
    str near = name_list_nearest(&l, name->text);
    if (hint_whole_query(k, d, name) || hint_variable(k, d, name->text) || hint_code(k, d, name->text) ||
        hint_value_named(k, d, name->text))
        return;
    if (near.n == 0 && name_list_hint_synonym(k, d, &l, name->text))
        return;
    if (near.n > 0)
        name_list_ask(k, d, near);
    hint_field_of(k, d, name->text);
    if (near.n > 0)
        return;
    str guess = guess_for(k, name->text);
    if (guess.n > 0)
        diag_hint(k->bag, d, "it is a value: %.*s", STR_ARG(words_typed(k, guess)));
    hint_sources(k, d);
}

/* Those that can be called where the checker stands. */
static name_list list_functions(checker *k)
{
    name_list l = {0};
    for (size_t i = 0; i < k->env->functions->count; i++) {
        const function *f = &k->env->functions->rows[i];
        bool over_rows = f->class == FN_AGGREGATE || f->class == FN_WINDOW;
        bool here = !over_rows || (k->at.over && (f->class == FN_AGGREGATE || k->at.clause == AST_ADD));
        if (!f->operator_ && here && !name_list_has(&l, str_of(f->name)))
            name_list_add(k, &l, str_of(f->name));
    }
    for (const definition *d = k->env->definitions; d; d = d->earlier)
        if (d->space == SPACE_FUNCTION && definition_counts(k->env, d))
            name_list_add(k, &l, d->name);
    return l;
}

void names_unknown_function(checker *k, const ast_expr *call)
{
    const ast_name *name = &call->name;
    name_list l = list_functions(k);
    type t;
    diag *d = diag_add(k->bag, E_UNKNOWN_FUNCTION, k->from, name->where, "there is no function \"%.*s\"", STR_ARG(name->text));
    str near = name_list_nearest(&l, name->text);
    bool field = names_here(k, name->text, &t);
    diag_expect(k->bag, d, "the name of a function");
    if (elsewhere_hint(k, d, call) || name_list_hint_synonym(k, d, &l, name->text))
        return;
    if (near.n > 0)
        diag_hint(k->bag, d, "did you mean %.*s?", STR_ARG(near));
    if (field)
        diag_hint(k->bag, d, "%.*s is a field: it takes no arguments", STR_ARG(name->text));
    else if (near.n == 0)
        names_hint_list(k, d, STR("functions"));
}

/* The parts of a type that are functions of it: month, year … of a period. */
static void list_parts(checker *k, name_list *l, type base)
{
    for (size_t i = 0; i < k->env->functions->count; i++) {
        const function *f = &k->env->functions->rows[i];
        param_kind wanted = base.kind == TYPE_DATE ? PARAM_DATE : PARAM_PERIOD;
        str name = str_of(f->name);
        bool part = f->result == PARAM_INT || f->result == PARAM_DATE || f->result == PARAM_PERIOD || f->result == PARAM_SET_PERIOD;
        bool takes = f->arg_count == 1 && (f->args[0] == wanted || f->args[0] == PARAM_PERIOD);
        if (!f->operator_ && f->class == FN_SCALAR && part && takes && !str_equal(name, STR("period")) && !name_list_has(l, name))
            name_list_add(k, l, name);
    }
}

void names_unknown_part(checker *k, const ast_expr *path, type base)
{
    str name = path->name.text, left = checker_text(k, path->left);
    diag *d = diag_add(k->bag, E_NO_SUCH_PART, k->from, path->name.where, "%.*s is %.*s, which has no \"%.*s\"", STR_ARG(left),
                       STR_ARG(words_type(k, base)), STR_ARG(name));
    name_list l = {0};
    if (base.kind == TYPE_LINK) {
        name_list_add_row(k, &l, base.target);
        name_list_add_backwards(k, &l, base.target);
    } else if (base.kind == TYPE_DATE || base.kind == TYPE_PERIOD)
        list_parts(k, &l, base);
    if (l.count == 0) {
        diag_expect(k->bag, d, "a link, a date or a period before the dot");
        return;
    }
    str near = name_list_nearest(&l, name);
    for (size_t i = 0; near.n == 0 && synonym(name, i).n > 0; i++)
        near = name_list_has(&l, synonym(name, i)) ? synonym(name, i) : near;
    if (near.n > 0) {
        diag_hint(k->bag, d, "did you mean %.*s?", STR_ARG(beside_name(k, left, near)));
        return;
    }
    diag_hint(k->bag, d, "it has %.*s", STR_ARG(name_list_text(k, &l)));
}

void names_twice(checker *k, str name, span where)
{
    diag *d = diag_add(k->bag, E_NAME_TWICE, k->from, where, "there would be two columns \"%.*s\"", STR_ARG(name));
    diag_hint(k->bag, d, "give one of them another name with `as`");
}
