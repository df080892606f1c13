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

/* A variable as a statement of the text at hand makes it. */
static variable made_by(const checker *k, const ast_statement *s)
{
    const variable *set = s->kind == AST_PARAM ? NULL : setting_before(k, s->name.text);
    return (variable){.as = {.space = SPACE_VARIABLE, .name = s->name.text, .from = k->from, .where = s->name.where},
                      .statement = s,
                      .setting = set || s->kind == AST_PARAM,
                      .typed = s->has_type || (set && set->typed)};
}

static status define(checker *k, const variable *v, const value *is)
{
    arena *session = k->env->session;
    variable *made = ARENA_NEW(session, variable);
    if (!made)
        return ST_NO_MEMORY;
    *made = *v;
    return copy_value(session, is, &made->value) ? definition_add(k, &made->as) : ST_NO_MEMORY;
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

static bool tell_other_type(checker *k, const ast_statement *s, type declared, const variable *setting)
{
    diag *d = diag_add(k->bag, E_WRONG_VALUE, k->from, s->type.where, "$%.*s is a setting, and is %.*s", STR_ARG(s->name.text),
                       STR_ARG(words_type(k, setting->value.type)));
    diag_expect(k->bag, d, "the type that it has, or none: this is %.*s", STR_ARG(words_type(k, declared)));
    return false;
}

/* The type that was declared; of what is set in a param's place, that param's. NULL: none was. False, and told, if it is no type. */
static bool wanted_type(checker *k, const ast_statement *s, type *room, const type **out)
{
    const variable *v = setting_before(k, s->name.text);
    *out = s->has_type ? room : NULL;
    if (s->has_type && !declared_type(k, &s->type, room))
        return false;
    if (!v || !v->typed)
        return true;
    if (s->has_type && !type_equal(*room, v->value.type))
        return tell_other_type(k, s, *room, v);
    *room = v->value.type;
    *out = room;
    return true;
}

static check_given *given_value(const checker *k, str name)
{
    check_given *g = k->env->given;
    while (g && !str_equal_nocase(g->name, name))
        g = g->next;
    return g;
}

/* `use coverage`, `let $period = …`, and a value for it from outside: one of the two would be passed over. */
static bool is_not_given(checker *k, const ast_statement *s)
{
    const check_given *g = given_value(k, s->name.text);
    if (!g || !g->taken)
        return true;
    diag *d = diag_add(k->bag, E_NAME_TAKEN, k->from, s->name.where, "$%.*s was given a value from outside", STR_ARG(s->name.text));
    diag_expect(k->bag, d, "a name that is not in use");
    diag_hint(k->bag, d, "a value that holds if none is given is that of a param, before the module is used: `param $%.*s = …`",
              STR_ARG(s->name.text));
    return false;
}

status variable_let(checker *k, const ast_statement *s)
{
    type room;
    const type *wanted;
    value v;
    if (!wanted_type(k, s, &room, &wanted) || !declared_read(k, &s->name, s->expr, wanted, &v) || !is_not_given(k, s) ||
        !name_is_free(k, s))
        return ST_ERROR;
    variable made = made_by(k, s);
    return define(k, &made, &v);
}

/* ---- param ---- */

static void tell_not_given(checker *k, const ast_statement *s)
{
    str name = s->name.text, script = k->from->name;
    diag *d = diag_add(k->bag, E_PARAM_NOT_GIVEN, k->from, s->name.where, "$%.*s has no value", STR_ARG(name));
    diag_expect(k->bag, d, "a value from outside, or one that holds if none is given");
    if (k->env->in_module) {
        diag_hint(k->bag, d, "give it when the script that uses the module is run: `%.*s=…`", STR_ARG(name));
        diag_hint(k->bag, d, "or set it before the module is used: `let $%.*s = …`", STR_ARG(name));
    } else if (str_equal(script, STR("query")))
        diag_hint(k->bag, d, "give it behind the query: `cyq '…' %.*s=…`", STR_ARG(name));
    else
        diag_hint(k->bag, d, "give it when the script is run: `cyq -f %.*s %.*s=…`", STR_ARG(script), STR_ARG(name));
    diag_hint(k->bag, d, "or write one into the %s: `%.*s = …`", k->env->in_module ? "module" : "script",
              STR_ARG(checker_written(k, s->where)));
    diag_hint(k->bag, d, "where there may be none: `%.*s = missing`", STR_ARG(checker_written(k, s->where)));
}

/* The value as text, where the session keeps it: what is told of it later may point there. */
static const source *keep_given(checker *k, const check_given *g)
{
    const source *kept = NULL;
    size_t bad;
    if (source_read(k->env->session, g->text->name, g->text->text, &kept, &bad) != ST_OK)
        k->no_memory = true;
    return kept;
}

/* The value given from outside, read as `t`. Where it is none, which is told, the param is there nevertheless, so that one run tells of all of them. */
static status define_given(checker *k, variable *v, check_given *g, type t)
{
    value is;
    ast_name name = {.text = v->as.name, .where = v->as.where};
    g->taken = true;
    v->given = keep_given(k, g);
    if (!v->given)
        return ST_ERROR;
    bool read = declared_read_text(k, &name, v->given, t, &is);
    v->unset = !read;
    if (!read)
        is = (value){.type = t, .missing = true};
    TRY(define(k, v, &is));
    return read ? ST_OK : ST_ERROR;
}

/* The module wants another type than was declared, and there is no value that could be read anew. */
static status tell_unfit(checker *k, const variable *set, type wanted)
{
    diag *d = diag_add(k->bag, E_WRONG_VALUE, set->as.from, set->as.where, "$%.*s is %.*s, and the module takes it as %.*s",
                       STR_ARG(set->as.name), STR_ARG(words_type(k, set->value.type)), STR_ARG(words_type(k, wanted)));
    diag_expect(k->bag, d, "%.*s", STR_ARG(words_type(k, wanted)));
    return ST_ERROR;
}

/* A module's param that was set before the module was taken in: the value as it is, or as it was written or given, read as the param's type. */
static status keep_setting(checker *k, const variable *set, const type *wanted)
{
    variable made = *set;
    value v = set->value;
    check_given *g = set->given ? given_value(k, set->as.name) : NULL;
    made.setting = made.typed = true;
    if (!wanted || type_equal(*wanted, v.type))
        return define(k, &made, &v);
    if (g)
        return define_given(k, &made, g, *wanted);
    if (set->unset) {
        v.type = *wanted;
        return define(k, &made, &v);
    }
    if (!set->statement->expr || set->given)
        return tell_unfit(k, set, *wanted);
    const source *from = k->from;
    k->from = set->as.from;
    bool read = declared_read(k, &set->statement->name, set->statement->expr, wanted, &v);
    k->from = from;
    return read ? define(k, &made, &v) : ST_ERROR;
}

/* Its value in the text at hand: the one that was given, else the default. `t` is what it must be of. */
static status set_param(checker *k, const ast_statement *s, type t, const value *otherwise)
{
    check_given *given = given_value(k, s->name.text);
    variable made = made_by(k, s);
    value none = {.type = t, .missing = true};
    if (given)
        return define_given(k, &made, given, t);
    bool lacks = !otherwise && !k->env->only_checking;
    if (lacks)
        tell_not_given(k, s);
    made.unset = !otherwise;
    TRY(define(k, &made, otherwise ? otherwise : &none));
    return lacks ? ST_ERROR : ST_OK;
}

status variable_set_given(checker *k)
{
    for (check_given *g = k->env->given; g; g = g->next) {
        const variable *v = g->taken ? NULL : before(k, g->name);
        if (!v || !v->setting || !v->as.of_module)
            continue;
        variable made = *v;
        made.unset = false;
        TRY(define_given(k, &made, g, v->value.type));
    }
    return ST_OK;
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
        return keep_setting(k, set, s->has_type || s->expr ? &t : NULL);
    if (!name_is_free(k, s))
        return ST_ERROR;
    return set_param(k, s, t, s->expr ? &otherwise : NULL);
}
