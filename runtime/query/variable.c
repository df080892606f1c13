/* Variables where they are used. */
#include "runtime/query/variable.h"

#include "base/text.h"
#include "runtime/query/typed.h"
#include "runtime/query/declared.h"
#include "runtime/query/def_function.h"
#include "runtime/query/expr.h"
#include "runtime/query/let_query.h"
#include "runtime/query/trail.h"
#include "runtime/query/tried.h"

static const variable *find(const check_env *env, str name)
{
    return (const variable *)definition_find(env, SPACE_VARIABLE, name);
}

const variable *variable_named(const checker *k, const ast_expr *e)
{
    e = expr_bare(e);
    if (e->kind != AST_VAR || (k->at.call && def_call_argument(k->at.call, e->name.text)))
        return NULL;
    return find(k->env, e->name.text);
}

/* ---- Names that nothing has ---- */

typedef struct name_list {
    str *items;
    size_t count, capacity;
} name_list;

static void list_add(checker *k, name_list *l, str name)
{
    str *room = arena_push(k->memory, (void **)&l->items, &l->count, &l->capacity, sizeof *room);
    if (room)
        *room = name;
}

static name_list list_here(checker *k)
{
    name_list l = {0};
    for (size_t i = 0; k->at.call && i < k->at.call->of->param_count; i++)
        list_add(k, &l, k->at.call->of->params[i].text);
    for (const definition *d = k->env->definitions; d; d = d->earlier)
        if (d->space == SPACE_VARIABLE && definition_counts(k->env, d))
            list_add(k, &l, d->name);
    return l;
}

/* The value that was given to it from outside, which only a param takes; NULL. */
static check_given *given_to(const checker *k, str name)
{
    check_given *g = k->env->given;
    while (g && !str_equal_nocase(g->name, name))
        g = g->next;
    return g;
}

/* A type that the value can be read as. */
static const char *type_for(checker *k, const check_given *g)
{
    static const type_kind kinds[] = {TYPE_INT, TYPE_NUMBER, TYPE_PERIOD, TYPE_DURATION, TYPE_MONEY};
    for (size_t i = 0; i < sizeof kinds / sizeof *kinds; i++)
        if (tried_declared(k, g->text->text, type_of(kinds[i])))
            return type_kind_name(kinds[i]);
    return type_kind_name(TYPE_TEXT);
}

static void hint_all(checker *k, diag *d, const name_list *l, str name)
{
    sbuf all = {0};
    for (size_t i = 0; i < l->count; i++)
        sbuf_printf(&all, "%s$%.*s", i ? ", " : "", STR_ARG(l->items[i]));
    str text = checker_take(k, &all);
    if (l->count > 0)
        diag_hint(k->bag, d, "the variables are %.*s", STR_ARG(text));
    check_given *g = given_to(k, name);
    if (g && !k->trying)
        g->taken = true; /* told here, and not once more where all have been looked at */
    if (g)
        diag_hint(k->bag, d, "what is given from outside a param takes, at the beginning of the script: `param $%.*s: %s`", STR_ARG(name),
                  type_for(k, g));
    else
        diag_hint(k->bag, d, "give it a value before: `let $%.*s = …`", STR_ARG(name));
}

void variable_tell_unknown(checker *k, const ast_name *name)
{
    name_list l = list_here(k);
    int64_t near = text_nearest(name->text, l.items, l.count);
    diag *d = diag_add(k->bag, E_UNKNOWN_VARIABLE, k->from, name->where, "there is no variable $%.*s", STR_ARG(name->text));
    diag_expect(k->bag, d, "a variable that was given a value before");
    if (let_query_find(k->env, name->text) || dataset_find(k->env->data, name->text) >= 0)
        diag_hint(k->bag, d, "the query has no $: `%.*s`", STR_ARG(name->text));
    else if (near >= 0)
        diag_hint(k->bag, d, "did you mean $%.*s?", STR_ARG(l.items[near]));
    else
        hint_all(k, d, &l, name->text);
}

/* ---- Values ---- */

const plan_expr *expr_variable(checker *k, const ast_expr *e)
{
    const plan_expr *argument = k->at.call ? def_call_argument(k->at.call, e->name.text) : NULL;
    const variable *v = argument ? NULL : find(k->env, e->name.text);
    if (argument) {
        k->nodes += argument->size;
        return argument;
    }
    if (v) {
        trail_variable(k, v->as.name, &v->value);
        return typed_const(k, v->value, e->where);
    }
    variable_tell_unknown(k, &e->name);
    return &typed_nothing;
}

static bool is_time(type t)
{
    return t.kind == TYPE_DATE || t.kind == TYPE_PERIOD;
}

/* A value as the literal would be read that stands in its place; false if the comparison does not take it, which is told elsewhere. */
static bool as_literal(const operand *o, value *v)
{
    if (is_time(o->type) && v->type.kind == TYPE_DATE)
        *v = (value){.type = type_of(TYPE_PERIOD), .as.period = {v->as.date, v->as.date}};
    if (o->type.kind == TYPE_NUMBER && v->type.kind == TYPE_INT)
        *v = (value){.type = type_of(TYPE_NUMBER), .as.number = dec_of_int(v->as.integer)};
    return v->type.kind == o->type.kind || (is_time(o->type) && is_time(v->type)) ||
           (o->type.kind == TYPE_LINK && v->type.kind == TYPE_TEXT);
}

static void must_occur(checker *k, const operand *o, const ast_expr *e, value v)
{
    if (!v.missing && as_literal(o, &v))
        operand_occurs(k, o, e, &v);
}

const plan_expr *variable_operand(checker *k, const operand *o, const ast_expr *e)
{
    const variable *v = variable_named(k, e);
    const plan_expr *made = expr_variable(k, e);
    if (!v || v->unset || typed_is_nothing(made))
        return made;
    if (!v->value.type.set)
        must_occur(k, o, e, v->value);
    for (size_t i = 0; v->value.type.set && !v->value.missing && i < v->value.as.set.count; i++)
        must_occur(k, o, e, v->value.as.set.items[i]);
    return made;
}

/* ---- Types ---- */

bool variable_hint_type(checker *k, diag *d, const ast_expr *e, type_kind wanted)
{
    const variable *v = variable_named(k, e);
    const ast_statement *s = v ? v->statement : NULL;
    if (wanted == TYPE_LINK)
        wanted = TYPE_TEXT;
    else if (wanted == TYPE_DATE)
        wanted = TYPE_PERIOD; /* which is taken there, too, and may be longer than a day */
    if (!s || s->has_type || !s->expr || !declared_would_read(k, s->expr, wanted))
        return false;
    str text = checker_text(k, s->expr);
    diag_hint(k->bag, d, "say of which type it is: `%s $%.*s: %s = %.*s`", s->kind == AST_PARAM ? "param" : "let", STR_ARG(v->as.name),
              type_kind_name(wanted), STR_ARG(text));
    return true;
}

bool variable_hint_types(checker *k, diag *d, const ast_expr *e, const type_kind *wanted, size_t count)
{
    for (size_t i = 0; i < count; i++)
        if (variable_hint_type(k, d, e, wanted[i]))
            return true;
    return false;
}
