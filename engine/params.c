/* cyq_params: what a script can be given, read without running it. */
#include <stdlib.h>
#include <string.h>

#include "engine/entries.h"
#include "engine/modules.h"
#include "lexer/comments.h"

typedef struct param {
    const char *name, *type, *fallback, *help;
    bool required;
} param;

struct cyq_params {
    arena memory;
    const char *about;
    param *items;
    size_t count;
};

/* ---- Reading ---- */

static status check_one(arena *plans, prepared *p, const unit *text, const ast_statement *s, const preparing *in)
{
    const plan_query *nothing;
    if (s->kind == AST_USE)
        return use_prepare(plans, p, text, s, in);
    return check_statement(in->scope->env, plans, text->from, s, &p->bag, &nothing);
}

static const char *copy(arena *memory, str s)
{
    return arena_str(memory, s).p;
}

static status list_params(cyq_params *out, scope *in, const definition *mark, arena *scratch)
{
    const check_param *found;
    TRY(check_params(in->env, mark, scratch, &found, &out->count));
    out->items = ARENA_ARRAY(&out->memory, out->count, param);
    for (size_t i = 0; out->items && i < out->count; i++) {
        const check_param *f = &found[i];
        out->items[i] = (param){.name = copy(&out->memory, f->name),
                                .type = copy(&out->memory, entries_type(scratch, check_dataset(in->env), f->type)),
                                .fallback = f->fallback.n ? copy(&out->memory, f->fallback) : NULL,
                                .help = copy(&out->memory, comment_above(scratch, f->from, f->where.begin)),
                                .required = f->required};
    }
    return out->memory.failed || scratch->failed ? ST_NO_MEMORY : ST_OK;
}

/* The comment at the top, but where the first param stands directly below: then it is that one's. */
static const char *about(cyq_params *out, arena *scratch, const unit *text)
{
    const ast_script *tree = text->tree;
    str top = comment_at_top(scratch, text->from);
    bool param = tree->statement_count > 0 && tree->statements[0]->kind == AST_PARAM;
    bool its = param && str_equal(top, comment_above(scratch, text->from, tree->statements[0]->where.begin));
    return copy(&out->memory, its ? (str){0} : top);
}

static status read_params(cyq_params *out, cyq_session *session, scope *apart, unit *text, prepared *p)
{
    arena plans = {0};
    preparing in = preparing_in(session, apart, true);
    in.only_params = true;
    const definition *mark = check_env_mark(apart->env);
    status s = ST_OK;
    check_env_reads(apart->env, CHECK_TEXT, true);
    for (size_t i = 0; s == ST_OK && i < text->tree->statement_count; i++)
        if (statement_shapes_params(text->tree->statements[i]))
            s = check_one(&plans, p, text, text->tree->statements[i], &in);
    if (s == ST_OK)
        s = list_params(out, apart, mark, &plans);
    if (s == ST_OK)
        out->about = about(out, &plans, text);
    bool failed = out->memory.failed || plans.failed;
    arena_free(&plans);
    return s == ST_OK && failed ? ST_NO_MEMORY : s;
}

/* ---- The interface ---- */

static status open_params(cyq_params *out, cyq_session *session, const char *name, str text, cyq_diagnostics *diagnostics)
{
    prepared p = {0};
    scope apart;
    unit *u = NULL;
    p.bag.memory = &p.memory;
    status s = scope_open(&apart, &session->source, session->today, &p.bag);
    if (s == ST_OK)
        s = unit_open(name, text, apart.env, &p.bag, &u);
    if (s == ST_OK)
        s = read_params(out, session, &apart, u, &p);
    s = diagnostics_take(diagnostics, &p.bag, s);
    statement_free(&p);
    unit_free(u);
    scope_free(&apart);
    return s;
}

cyq_status cyq_params_read(cyq_session *session, const char *name, const char *text, size_t length, cyq_diagnostics *diagnostics,
                           cyq_params **out)
{
    if (!out)
        return CYQ_MISUSE;
    *out = NULL;
    if (!session || !name || (!text && length))
        return CYQ_MISUSE;
    cyq_params *made = calloc(1, sizeof *made);
    if (!made)
        return CYQ_NO_MEMORY;
    status s = open_params(made, session, name, (str){text, length}, diagnostics);
    if (s == ST_OK)
        *out = made;
    else
        cyq_params_free(made);
    return status_shown(s);
}

void cyq_params_free(cyq_params *params)
{
    if (!params)
        return;
    arena_free(&params->memory);
    free(params);
}

const char *cyq_params_about(const cyq_params *params)
{
    return params ? params->about : "";
}

size_t cyq_params_count(const cyq_params *params)
{
    return params ? params->count : 0;
}

cyq_status cyq_params_get(const cyq_params *params, size_t index, cyq_param *out)
{
    if (!out || index >= cyq_params_count(params) || out->size < sizeof out->size)
        return CYQ_MISUSE;
    const param *p = &params->items[index];
    cyq_param shown = {out->size, p->name, p->type, p->fallback, p->help, p->required};
    memcpy(out, &shown, out->size < sizeof *out ? out->size : sizeof *out);
    return CYQ_OK;
}
