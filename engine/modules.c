/* use: reads a module and checks its statements in the scope of who uses it. */
#include "engine/modules.h"

#include <stdlib.h>

/* Modules that use each other in a row. */
enum { MODULE_DEPTH_MAX = 100 };

/* ---- The modules of a scope ---- */

static void free_one(module *m)
{
    unit_free(m->text);
    arena_free(&m->memory);
    free(m);
}

void modules_free(module *newest)
{
    while (newest) {
        module *earlier = newest->earlier;
        free_one(newest);
        newest = earlier;
    }
}

void modules_sweep(scope *s)
{
    for (module **at = &s->modules; *at;) {
        module *m = *at;
        if (m->state != MODULE_FAILED) {
            at = &m->earlier;
            continue;
        }
        *at = m->earlier;
        free_one(m);
    }
}

static module *find_same(const scope *s, const module_found *f)
{
    for (module *m = s->modules; m; m = m->earlier) {
        bool same = f->standard ? str_equal_nocase(m->identity, f->identity) : str_equal(m->identity, f->identity);
        if (m->state != MODULE_FAILED && m->standard == f->standard && same)
            return m;
    }
    return NULL;
}

/* In the scope's list, being read. NULL without memory. */
static module *add_module(scope *s, const module_found *f, const module *user)
{
    module *m = calloc(1, sizeof *m);
    if (!m)
        return NULL;
    m->identity = arena_str(&m->memory, f->identity);
    m->shown = arena_str(&m->memory, f->shown);
    m->standard = f->standard;
    m->user = user;
    m->depth = user ? user->depth + 1 : 1;
    if (m->memory.failed) {
        free_one(m);
        return NULL;
    }
    m->earlier = s->modules;
    s->modules = m;
    return m;
}

/* ---- Circles ---- */

/* `a.cyq uses b.cyq uses `: from the module that is used again to the one that uses it. */
static void print_way(sbuf *way, const module *m, const module *first)
{
    if (m != first)
        print_way(way, m->user, first);
    sbuf_printf(way, "%.*s uses ", STR_ARG(m->shown));
}

static status tell_circle(prepared *p, const unit *text, const ast_statement *s, const module *again, const module *user)
{
    sbuf way = {0};
    print_way(&way, user, again);
    sbuf_add(&way, again->shown);
    diag *d = diag_add(&p->bag, E_MODULE_CIRCLE, text->from, s->where, "these modules use each other: %.*s", STR_ARG(sbuf_str(&way)));
    diag_expect(&p->bag, d, "modules that do not lead back to themselves");
    diag_hint(&p->bag, d, "what both need goes into a third module that both use");
    bool failed = way.failed || p->bag.memory->failed;
    sbuf_free(&way);
    return failed ? ST_NO_MEMORY : ST_ERROR;
}

/* ---- What stands in a module ---- */

static bool goes_on(const ast_statement *s)
{
    return s->kind == AST_LET_QUERY && s->query->source.kind == AST_FROM_LAST;
}

static status tell_goes_on(prepared *p, const unit *text, const ast_statement *s)
{
    diag *d =
        diag_add(&p->bag, E_MODULE_RUNS, text->from, s->query->where, "in a module there is no last query that this could go on from");
    diag_expect(&p->bag, d, "the collection or query that its rows come from");
    diag_hint(&p->bag, d, "`let %.*s = activities where …`", STR_ARG(s->name.text));
    return ST_ERROR;
}

static status tell_runs(prepared *p, const unit *text, const ast_statement *s)
{
    diag *d = diag_add(&p->bag, E_MODULE_RUNS, text->from, s->where, "a module defines names; this would run when it is used");
    diag_expect(&p->bag, d, "let, def, param, load or use");
    if (s->kind == AST_RUN)
        diag_hint(&p->bag, d, "give the query a name, `let … = …`, and ask for it in the script that uses the module");
    return ST_ERROR;
}

static status check_in_module(arena *plans, prepared *p, const unit *text, const ast_statement *s, const preparing *in)
{
    const plan_query *nothing;
    if (!statement_defines(s))
        return tell_runs(p, text, s);
    if (goes_on(s))
        return tell_goes_on(p, text, s);
    if (in->only_params && !statement_shapes_params(s))
        return ST_OK;
    if (s->kind == AST_USE)
        return use_prepare(plans, p, text, s, in);
    if (s->kind == AST_LOAD)
        return load_prepare(p, text, s, in);
    return check_statement(in->scope->env, plans, text->from, s, &p->bag, &nothing);
}

static status read_module(arena *plans, prepared *p, module *m, str text, const preparing *in)
{
    preparing inside = *in;
    const module *user = in->reading;
    status done = unit_open(m->shown.p, text, in->scope->env, &p->bag, &m->text);
    inside.reading = m;
    check_env_reads(in->scope->env, m->standard ? CHECK_LIBRARY : CHECK_MODULE, in->only_checking);
    for (size_t i = 0; done == ST_OK && i < m->text->tree->statement_count; i++)
        done = check_in_module(plans, p, m->text, m->text->tree->statements[i], &inside);
    check_env_reads(in->scope->env, !user ? CHECK_TEXT : user->standard ? CHECK_LIBRARY : CHECK_MODULE, in->only_checking);
    return done;
}

/* ---- The statement ---- */

static status take_in(arena *plans, prepared *p, module *m, str text, const preparing *in)
{
    scope *s = in->scope;
    scope_mark before = scope_mark_now(s);
    status done = read_module(plans, p, m, text, in);
    m->state = done == ST_OK ? MODULE_DONE : MODULE_FAILED;
    if (done != ST_OK)
        scope_return(s, &before);
    return done;
}

static status tell_deep(prepared *p, const unit *text, const ast_statement *s)
{
    diag_add(&p->bag, E_TOO_DEEP, text->from, s->where, "%d modules use each other in a row, which is as many as may", MODULE_DEPTH_MAX);
    return ST_ERROR;
}

static status use_found(arena *plans, prepared *p, const unit *text, const ast_statement *s, const preparing *in, const module_found *f)
{
    module *m = find_same(in->scope, f);
    if (m && m->state == MODULE_DONE)
        return check_given_again(in->scope->env, plans, text->from, &p->bag);
    if (m)
        return tell_circle(p, text, s, m, in->reading);
    if (in->reading && in->reading->depth >= MODULE_DEPTH_MAX)
        return tell_deep(p, text, s);
    m = add_module(in->scope, f, in->reading);
    if (!m)
        return ST_NO_MEMORY;
    status done = take_in(plans, p, m, f->text, in);
    if (done != ST_OK && done != ST_NO_MEMORY)
        diag_add(&p->bag, N_MODULE_USED, text->from, s->where, "%.*s is used here", STR_ARG(m->shown));
    return done;
}

status use_prepare(arena *plans, prepared *p, const unit *text, const ast_statement *s, const preparing *in)
{
    module_found found;
    arena scratch = {0};
    status done = module_find(text, s, in, &scratch, &p->bag, &found);
    bool always = done == ST_OK && found.standard && str_equal_nocase(found.identity, STR("prelude")); /* every scope begins with it */
    if (done == ST_OK && !always)
        done = use_found(plans, p, text, s, in, &found);
    free(found.bytes);
    arena_free(&scratch);
    return done;
}
