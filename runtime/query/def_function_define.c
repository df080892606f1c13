/* The statement `def name($a, $b) = e`: what can be said of a body before anybody calls it. */
#include "runtime/query/def_function.h"

#include "runtime/query/typed.h"
#include "runtime/query/expr.h"
#include "runtime/query/functions.h"
#include "runtime/query/literal.h"
#include "runtime/query/names.h"
#include "runtime/query/variable.h"

/* ---- Names ---- */

static bool name_is_free(checker *k, const ast_statement *s)
{
    str name = s->name.text;
    if (!function_exists(k, name, FUNCTIONS_ALL))
        return definition_is_free(k, SPACE_FUNCTION, name, s->name.where, name);
    diag *d = diag_add(k->bag, E_NAME_TAKEN, k->from, s->name.where, "there already is a function %.*s", STR_ARG(name));
    diag_expect(k->bag, d, "a name that is not in use");
    return false;
}

static bool params_differ(checker *k, const ast_statement *s)
{
    for (size_t i = 0; i < s->param_count; i++)
        for (size_t j = 0; j < i; j++)
            if (str_equal_nocase(s->params[i].text, s->params[j].text)) {
                diag *d = diag_add(k->bag, E_NAME_TAKEN, k->from, s->params[i].where, "there are two parameters $%.*s",
                                   STR_ARG(s->params[i].text));
                diag_label_at(k->bag, d, s->params[j].where, "the first one");
                return false;
            }
    return true;
}

/* ---- The body ---- */

static void look_at_name(checker *k, const ast_expr *e)
{
    bool word = e->kind == AST_NAME && !e->name.quoted && !e->has_via && literal_is_word(e->name.text);
    if (!word)
        def_no_row(k, e);
}

static void look_at_variable(checker *k, const ast_expr *e)
{
    if (!def_call_argument(k->at.call, e->name.text) && !definition_find(k->env, SPACE_VARIABLE, e->name.text))
        variable_tell_unknown(k, &e->name);
}

static void look_at_call(checker *k, const ast_expr *e)
{
    const def_function *f = def_function_find(k->env, e->name.text);
    if (f && definition_tell_cycle(k, &f->as, e->name.where))
        return;
    if (function_exists(k, e->name.text, FUNCTIONS_OF_ROWS | FUNCTIONS_MODAL) || f)
        return;
    if (function_exists(k, e->name.text, FUNCTIONS_OVER_ROWS))
        def_no_rows(k, e);
    else
        names_unknown_function(k, e);
}

/* Its names, all of which must be known; queries in it are looked at when it is called. */
static void look_at(checker *k, const ast_expr *e)
{
    if (!e)
        return;
    if (e->kind == AST_NAME || e->kind == AST_FIELD)
        look_at_name(k, e);
    else if (e->kind == AST_VAR)
        look_at_variable(k, e);
    else if (e->kind == AST_CALL)
        look_at_call(k, e);
    else if (e->kind == AST_BAD)
        k->unread = true;
    for (size_t i = 0; i < e->item_count; i++)
        look_at(k, e->items[i]);
    look_at(k, e->condition);
    look_at(k, e->left);
    look_at(k, e->right);
}

/* Without parameters there is nothing to wait for: its type is known at once. */
static void try_body(checker *k, const def_call *call)
{
    expansion here = {.of = &call->of->as, .outer = k->inside};
    k->at = (place){.call = call};
    k->inside = &here;
    k->defining = true;
    size_t errors = k->bag->error_count;
    look_at(k, call->of->body);
    if (call->of->param_count == 0 && k->bag->error_count == errors && !k->unread)
        expr_check(k, call->of->body);
    k->defining = false;
    k->inside = here.outer;
    k->at = (place){0};
}

/* ---- Bodies that lead back ---- */

/* A walk along the calls of bodies. Only one that takes the place of another can lead back to itself. */
typedef struct walk {
    checker *k;
    const def_function *from;
    lookup seen;
} walk;

static bool leads_back(walk *w, const ast_expr *e);

static bool call_leads_back(walk *w, const ast_expr *e)
{
    checker *k = w->k;
    const def_function *g = def_function_find(k->env, e->name.text);
    expansion here = {.of = g ? &g->as : NULL, .outer = k->inside};
    if (!g)
        return false;
    if (definition_tell_cycle(k, &g->as, w->from->as.where))
        return true;
    if (lookup_find(&w->seen, SPACE_FUNCTION, g->as.name) || k->depth >= CHECK_DEPTH_MAX) /* what is deeper cannot be called at all */
        return false;
    k->no_memory |= lookup_put(&w->seen, k->memory, SPACE_FUNCTION, g->as.name, g) != ST_OK;
    k->inside = &here;
    k->depth++;
    bool back = leads_back(w, g->body);
    k->depth--;
    k->inside = here.outer;
    return back;
}

static bool leads_back(walk *w, const ast_expr *e)
{
    if (!e)
        return false;
    if (e->kind == AST_CALL && call_leads_back(w, e))
        return true;
    for (size_t i = 0; i < e->item_count; i++)
        if (leads_back(w, e->items[i]))
            return true;
    return leads_back(w, e->condition) || leads_back(w, e->left) || leads_back(w, e->right);
}

/* Tells it if so. */
static bool uses_itself(checker *k, const def_function *f)
{
    walk w = {.k = k, .from = f};
    expansion here = {.of = &f->as, .outer = k->inside};
    k->inside = &here;
    bool back = f->as.same && leads_back(&w, f->body);
    k->inside = here.outer;
    return back;
}

/* ---- The statement ---- */

status def_function_define(checker *k, const ast_statement *s)
{
    size_t errors = k->bag->error_count;
    if (!name_is_free(k, s) || !params_differ(k, s))
        return ST_ERROR;
    def_function *f = ARENA_NEW(k->env->session, def_function);
    const plan_expr **none = ARENA_ARRAY(k->memory, s->param_count, const plan_expr *);
    if (!f || !none)
        return ST_NO_MEMORY;
    for (size_t i = 0; i < s->param_count; i++)
        none[i] = &typed_nothing;
    *f = (def_function){.as = {.space = SPACE_FUNCTION, .name = s->name.text, .from = k->from, .where = s->name.where},
                        .params = s->params,
                        .param_count = s->param_count,
                        .body = s->expr};
    TRY(definition_add(k, &f->as)); /* before its body is looked at, so that one which uses itself is seen to */
    try_body(k, &(def_call){f, none});
    if (k->bag->error_count == errors && !k->unread && !uses_itself(k, f))
        return ST_OK;
    definition_take_back(k, &f->as);
    return ST_ERROR;
}
