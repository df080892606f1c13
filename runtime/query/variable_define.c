/* The statements `let $x = value` and `param $x: type = default`. */
#include "runtime/query/variable.h"

#include "runtime/query/declared.h"
#include "runtime/query/words.h"

/* ---- Keeping values ---- */

/* A copy whose texts and elements lie in `memory`. */
static bool copy_value(arena *memory, const value *v, value *out)
{
    *out = *v;
    if (v->missing)
        return true;
    if (!v->type.set) {
        if (v->type.kind == TYPE_TEXT)
            out->as.text = arena_str(memory, v->as.text);
        return v->type.kind != TYPE_TEXT || out->as.text.p;
    }
    value *items = ARENA_ARRAY(memory, v->as.set.count, value);
    bool copied = items;
    for (size_t i = 0; copied && i < v->as.set.count; i++)
        copied = copy_value(memory, &v->as.set.items[i], &items[i]);
    out->as.set.items = items;
    return copied;
}

static const variable *before(const checker *k, str name)
{
    return (const variable *)definition_find(k->env, SPACE_VARIABLE, name);
}

/* A param of another text, or what was set in its place: it is there to be set. NULL: there is none. */
static const variable *setting_before(const checker *k, str name)
{
    const variable *v = before(k, name);
    return v && v->as.from != k->from && v->setting ? v : NULL;
}

static status define(checker *k, const ast_statement *s, const source *from, span where, const value *v, bool unset)
{
    arena *session = k->env->session;
    variable *made = ARENA_NEW(session, variable);
    if (!made)
        return ST_NO_MEMORY;
    const variable *set = s->kind == AST_PARAM ? NULL : setting_before(k, s->name.text);
    *made = (variable){.as = {.space = SPACE_VARIABLE, .name = s->name.text, .from = from, .where = where},
                       .statement = s,
                       .unset = unset,
                       .setting = set || s->kind == AST_PARAM,
                       .typed = s->has_type || (set && set->typed)};
    if (!copy_value(session, v, &made->value))
        return ST_NO_MEMORY;
    return definition_add(k, &made->as);
}

/* Of a setting nothing need be said, unless a module sets it. */
static bool name_is_free(checker *k, const ast_statement *s)
{
    if (!k->env->in_module && setting_before(k, s->name.text))
        return true;
    str shown = arena_printf(k->memory, "$%.*s", STR_ARG(s->name.text));
    return definition_is_free(k, SPACE_VARIABLE, s->name.text, s->name.where, shown);
}

/* ---- let ---- */

/* The type that was declared; of what is set in a param's place, that param's. NULL: none was. False, and told, if it is no type. */
static bool wanted_type(checker *k, const ast_statement *s, type *room, const type **out)
{
    const variable *v = setting_before(k, s->name.text);
    *out = s->has_type ? room : NULL;
    if (s->has_type)
        return declared_type(k, &s->type, room);
    if (v && v->typed) {
        *room = v->value.type;
        *out = room;
    }
    return true;
}

status variable_let(checker *k, const ast_statement *s)
{
    type room;
    const type *wanted;
    value v;
    if (!wanted_type(k, s, &room, &wanted) || !declared_read(k, &s->name, s->expr, wanted, &v) || !name_is_free(k, s))
        return ST_ERROR;
    return define(k, s, k->from, s->name.where, &v, false);
}

/* ---- param ---- */

static check_given *given_value(const checker *k, str name)
{
    check_given *g = k->env->given;
    while (g && !str_equal_nocase(g->name, name))
        g = g->next;
    return g;
}

static void tell_not_given(checker *k, const ast_statement *s)
{
    str name = s->name.text, script = k->from->name;
    diag *d = diag_add(k->bag, E_PARAM_NOT_GIVEN, k->from, s->name.where, "$%.*s has no value", STR_ARG(name));
    diag_expect(k->bag, d, "a value from outside, or one that holds if none is given");
    if (str_equal(script, STR("query")))
        diag_hint(k->bag, d, "give it behind the query: `cyq '…' %.*s=…`", STR_ARG(name));
    else
        diag_hint(k->bag, d, "give it when the script is run: `cyq -f %.*s %.*s=…`", STR_ARG(script), STR_ARG(name));
    diag_hint(k->bag, d, "or write one into the script: `%.*s = …`", STR_ARG(checker_written(k, s->where)));
    diag_hint(k->bag, d, "where there may be none: `%.*s = missing`", STR_ARG(checker_written(k, s->where)));
}

/* A module's param that was set before the module was taken in: by its statement, read anew as the param's type. */
static status keep_setting(checker *k, const ast_statement *s, const variable *set, const type *wanted)
{
    const source *from = k->from;
    value v = set->value;
    bool fits = !wanted || type_equal(*wanted, v.type);
    k->from = set->as.from;
    if (!fits && set->statement->expr)
        fits = declared_read(k, &set->statement->name, set->statement->expr, wanted, &v);
    k->from = from;
    return fits ? define(k, s, set->as.from, set->as.where, &v, set->unset) : ST_ERROR;
}

/* Its value in the text at hand: the one that was given, else the default. `type` is what it must be of. */
static status set_param(checker *k, const ast_statement *s, type t, const value *otherwise)
{
    check_given *given = given_value(k, s->name.text);
    value v = otherwise ? *otherwise : (value){.type = t, .missing = true};
    if (given) {
        given->taken = true;
        if (!declared_read_text(k, &s->name, given->text, t, &v))
            return ST_ERROR;
    } else if (!otherwise && !k->env->only_checking) {
        tell_not_given(k, s);
        return ST_ERROR;
    }
    return define(k, s, k->from, s->name.where, &v, !given && !otherwise);
}

status variable_param(checker *k, const ast_statement *s)
{
    type declared = type_of(TYPE_TEXT);
    value otherwise;
    const variable *set = before(k, s->name.text);
    if (s->has_type && !declared_type(k, &s->type, &declared))
        return ST_ERROR;
    if (s->expr && !declared_read(k, &s->name, s->expr, s->has_type ? &declared : NULL, &otherwise))
        return ST_ERROR;
    type t = s->expr ? otherwise.type : declared;
    if (set && set->as.from != k->from && k->env->in_module)
        return keep_setting(k, s, set, s->has_type || s->expr ? &t : NULL);
    if (!name_is_free(k, s))
        return ST_ERROR;
    return set_param(k, s, t, s->expr ? &otherwise : NULL);
}
