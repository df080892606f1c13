/* Functions that statements define, where they are called. */
#include "runtime/query/def_function.h"

#include "runtime/query/typed.h"
#include "runtime/query/expr.h"
#include "runtime/query/words.h"

const def_function *def_function_find(const check_env *env, str name)
{
    return (const def_function *)definition_find(env, SPACE_FUNCTION, name);
}

const plan_expr *def_call_argument(const def_call *call, str name)
{
    for (size_t i = 0; i < call->of->param_count; i++)
        if (str_equal_nocase(call->of->params[i].text, name))
            return call->args[i];
    return NULL;
}

str def_function_head(checker *k, const def_function *f)
{
    sbuf b = {0};
    sbuf_printf(&b, "%.*s(", STR_ARG(f->as.name));
    for (size_t i = 0; i < f->param_count; i++)
        sbuf_printf(&b, "%s$%.*s", i ? ", " : "", STR_ARG(f->params[i].text));
    sbuf_char(&b, ')');
    return checker_take(k, &b);
}

const plan_expr *def_no_row(checker *k, const ast_expr *name)
{
    str text = name->name.text;
    const def_call *call = k->at.call;
    diag *d =
        call ? diag_add(k->bag, E_NO_ROW, k->from, name->where, "%.*s is a field, and a function sees no row that has one", STR_ARG(text))
             : diag_add(k->bag, E_NO_ROW, k->from, name->where, "%.*s is a field, and the value of a variable belongs to no row",
                        STR_ARG(text));
    diag_expect(k->bag, d, call ? "a parameter, a variable or a literal" : "a literal, a variable, or a function of them");
    if (call && def_call_argument(call, text))
        diag_hint(k->bag, d, "the parameter has a $: `$%.*s`", STR_ARG(text));
    else if (call)
        diag_hint(k->bag, d, "pass it as an argument: write $%.*s here and among the parameters, and `%.*s(…, %.*s)` where it is called",
                  STR_ARG(text), STR_ARG(call->of->as.name), STR_ARG(text));
    else if (name->kind == AST_NAME && definition_find(k->env, SPACE_VARIABLE, text))
        diag_hint(k->bag, d, "the variable has a $: `$%.*s`", STR_ARG(text));
    else
        diag_hint(k->bag, d, "text stands in quotes: \"%.*s\"", STR_ARG(text));
    return &typed_nothing;
}

const plan_expr *def_no_rows(checker *k, const ast_expr *e)
{
    str text = checker_text(k, e);
    const def_call *call = k->at.call;
    diag *d = diag_add(k->bag, E_AGGREGATE_HERE, k->from, e->where, "%.*s works over many rows, and %s sees none", STR_ARG(e->name.text),
                       call ? "a function that is defined" : "the value of a variable");
    diag_expect(k->bag, d, call ? "a value made of the parameters" : "a literal, a variable, or a function of them");
    if (call)
        diag_hint(k->bag, d, "pass it as an argument, where it may stand: `%.*s(…, %.*s)`", STR_ARG(call->of->as.name), STR_ARG(text));
    else
        diag_hint(k->bag, d, "a query gets a name without $: `let n = activities show %.*s`", STR_ARG(text));
    return &typed_nothing;
}

/* ---- Arguments ---- */

static bool check_count(checker *k, const def_function *f, const ast_expr *e)
{
    if (e->item_count == f->param_count && !e->distinct)
        return true;
    str head = def_function_head(k, f);
    diag *d = diag_add(k->bag, E_ARGUMENTS, k->from, e->where, "%.*s takes %zu argument%s, and this has %zu", STR_ARG(f->as.name),
                       f->param_count, f->param_count == 1 ? "" : "s", e->item_count);
    diag_expect(k->bag, d, "%.*s", STR_ARG(head));
    if (f->as.from == k->from)
        diag_label_at(k->bag, d, f->as.where, "defined here");
    return false;
}

static bool check_arguments(checker *k, const ast_expr *e, const plan_expr **args)
{
    bool ok = true;
    for (size_t i = 0; i < e->item_count; i++) {
        args[i] = expr_check(k, e->items[i]);
        ok &= !typed_is_nothing(args[i]);
    }
    return ok;
}

/* ---- The body ---- */

static const plan_expr *read_body(checker *k, const def_call *call, diag_bag *said)
{
    checker outer = *k;
    expansion here = {.of = &call->of->as, .outer = k->inside};
    k->at = (place){.clause = outer.at.clause, .call = call};
    k->inside = &here;
    k->from = call->of->as.from;
    k->bag = said;
    k->noted = k->conjunct = NULL;
    k->notes = NULL;
    const plan_expr *e = expr_check(k, call->of->body);
    k->at = outer.at;
    k->inside = outer.inside;
    k->from = outer.from;
    k->bag = outer.bag;
    k->noted = outer.noted;
    k->conjunct = outer.conjunct;
    k->notes = outer.notes;
    return e;
}

/* What is wrong whatever the arguments are. */
static bool is_of_definition(const def_call *call, const diag *d)
{
    return call->of->param_count == 0 || d->code == E_DEF_RECURSION || d->code == E_TOO_DEEP || d->code == E_UNKNOWN_VARIABLE ||
           d->code == E_UNKNOWN_FUNCTION;
}

/* A mistake in the body is one of the call: these arguments do not fit. */
static void tell_call(checker *k, const def_call *call, const ast_expr *e, const diag *inner)
{
    sbuf given = {0};
    for (size_t i = 0; i < e->item_count; i++)
        sbuf_printf(&given, "%s%.*s", i ? ", " : "", STR_ARG(words_type(k, call->args[i]->type)));
    str types = checker_take(k, &given), head = def_function_head(k, call->of);
    diag *d = diag_add(k->bag, E_ARGUMENTS, k->from, e->where, "%.*s cannot take %.*s", STR_ARG(e->name.text), STR_ARG(types));
    diag_expect(k->bag, d, "%.*s with arguments that fit its definition", STR_ARG(head));
    if (inner->from == k->from)
        diag_label_at(k->bag, d, inner->where, "%.*s", STR_ARG(inner->message));
    else
        diag_hint(k->bag, d, "in its definition, at `%.*s`: %.*s", STR_ARG(source_slice(inner->from, inner->where)),
                  STR_ARG(inner->message));
}

/* What reading the body said: warnings as they are, of the mistakes the first. */
static void pass_on(checker *k, const def_call *call, const ast_expr *e, const diag_bag *said)
{
    bool wrong = false;
    for (size_t i = 0; i < said->count; i++) {
        diag *d = said->items[i];
        bool error = d->severity == DIAG_ERROR;
        if (error && wrong)
            continue;
        if (error && !is_of_definition(call, d))
            tell_call(k, call, e, d);
        else
            diag_pass(k->bag, d);
        wrong |= error;
    }
}

const plan_expr *def_function_call(checker *k, const def_function *f, const ast_expr *e)
{
    const plan_expr **args = ARENA_ARRAY(k->memory, e->item_count, const plan_expr *);
    diag_bag said = {.memory = k->bag->memory};
    if (definition_tell_cycle(k, &f->as, e->name.where) || !check_count(k, f, e) || !args || !check_arguments(k, e, args))
        return &typed_nothing;
    def_call call = {.of = f, .args = args};
    const plan_expr *made = read_body(k, &call, &said);
    pass_on(k, &call, e, &said);
    return made;
}
