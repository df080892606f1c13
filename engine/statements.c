/* The statements of a text, checked one by one before any of them runs, so that a mistake in the last is known before the first writes a file. */
#include "engine/about.h"
#include "engine/listing.h"
#include "engine/modules.h"
#include "engine/to.h"

#include "export/event.h"

#include <stdlib.h>

/* May the meaning of a statement hang on those before it, one of which is wrong? What is then said of it would be noise. */
static bool hangs_on_others(const ast_statement *s)
{
    return s->kind == AST_RUN && s->query->source.kind == AST_FROM_LAST;
}

void statement_tell_left_out(prepared *p, const result *rows)
{
    if (p->output.format && export_wants_events(p->output.format))
        event_tell_left_out(rows, &p->bag, p->plan->from, p->plan->to_where);
}

static status prepare_one(arena *plans, prepared *p, const unit *text, const ast_statement *s, const preparing *in)
{
    check_env *env = in->scope->env;
    p->where = s->where;
    p->data = check_dataset(env);
    TRY(about_prepare(p, text, s, in));
    if (listing_asked(s))
        return listing_prepare(p, text, s, env, in->scope->source);
    if (s->kind == AST_USE)
        return use_prepare(plans, p, text, s, in);
    if (s->kind == AST_LOAD)
        return load_prepare(p, text, s, in);
    if (s->kind == AST_SAVE)
        return save_prepare(p, text, s, in);
    if (s->kind == AST_WHY || s->kind == AST_WHY_NOT)
        p->asked = s;
    status checked = check_statement(env, plans, text->from, s, &p->bag, &p->plan);
    return checked == ST_OK ? to_prepare(p, in) : checked;
}

/* Bytes that the statements of one text may take in all until they run. */
static const size_t STATEMENTS_MEMORY = (size_t)1 << 30;

/* What the statements of a text have come to. */
typedef struct tally {
    size_t mistakes;
    diag_quota warnings;
    bool more_told; /* that there are more warnings */
} tally;

static void say_more_warnings(tally *sum, prepared *p)
{
    if (sum->warnings.exceeded && !sum->more_told)
        diag_add(&p->bag, N_MORE_WARNINGS, NULL, (span){0}, "these are the first %d warnings; more are not told", WARNINGS_TOLD);
    sum->more_told = sum->warnings.exceeded;
}

/* Checks a statement within what is left of the memory for all. */
static status prepare_within(statements *all, tally *sum, prepared *p, const unit *text, const ast_statement *s, const preparing *in)
{
    all->memory.limit = STATEMENTS_MEMORY;
    p->bag.warnings = &sum->warnings;
    if (in->looks)
        limits_start(in->looks, in->limits, in->interrupted);
    status checked = prepare_one(&all->memory, p, text, s, in);
    if (in->looks)
        limits_start(in->looks, &limits_none, in->interrupted);
    p->bag.warnings = NULL;
    say_more_warnings(sum, p);
    sum->mistakes += p->bag.error_count;
    /* What grows asks for no more than it has: who met the limit had come more than a quarter of the way. */
    if (checked != ST_NO_MEMORY || all->memory.used < STATEMENTS_MEMORY / 4)
        return checked;
    p->memory.failed = false;
    diag_add(&p->bag, E_TOO_LARGE, text->from, p->where, "the statements up to here become too large together");
    return p->memory.failed ? ST_NO_MEMORY : ST_LIMIT;
}

/* Can what comes behind a statement that is wrong be checked? Not where it may name what this one failed to define. */
static bool can_go_on(statements *out, const ast_statement *s, const preparing *in, const scope_mark *before)
{
    if (!statement_defines(s))
        return true;
    if (check_env_mark(in->scope->env) == before->definitions)
        return false;
    if (!out->unsound)
        out->sound = *before;
    out->unsound = true;
    return true;
}

static status prepare_all(statements *out, const unit *text, const preparing *in)
{
    const ast_script *tree = text->tree;
    bool wrong = false, queried = false;
    tally sum = {.warnings = {.left = WARNINGS_TOLD}};
    out->items = calloc(tree->statement_count + 1, sizeof *out->items);
    if (!out->items)
        return ST_NO_MEMORY;
    while (out->count < tree->statement_count) {
        const ast_statement *s = tree->statements[out->count];
        prepared *p = &out->items[out->count++];
        p->bag.memory = &p->memory;
        p->bag.most_errors = MISTAKES_TOLD - sum.mistakes;
        if (wrong && hangs_on_others(s))
            continue;
        scope_mark before = scope_mark_now(in->scope);
        status checked = prepare_within(out, &sum, p, text, s, in);
        if (checked != ST_OK && checked != ST_ERROR)
            return checked;
        wrong = wrong || checked == ST_ERROR;
        if (s->kind == AST_RUN && !queried) {
            queried = true;
            out->fresh = checked == ST_OK && s->query->source.kind != AST_FROM_LAST;
        }
        if (checked == ST_ERROR && !can_go_on(out, s, in, &before))
            return ST_ERROR;
        if (sum.mistakes > MISTAKES_TOLD || (sum.mistakes == MISTAKES_TOLD && out->count < tree->statement_count)) {
            say_more_mistakes(&p->bag);
            return ST_ERROR;
        }
    }
    out->whole = true;
    return wrong ? ST_ERROR : ST_OK;
}

void statement_free(prepared *p)
{
    arena_free(&p->memory);
    arena_free(&p->listed);
    p->plan = NULL;
    p->listing = NULL;
}

preparing preparing_in(cyq_session *session, scope *in, bool only_checking)
{
    return (preparing){.scope = in,
                       .files_forbidden = session->safe,
                       .only_checking = only_checking,
                       .module_path = session->module_path ? str_of(session->module_path) : (str){0},
                       .limits = &session->limits,
                       .interrupted = &session->interrupted,
                       .looks = &session->looks,
                       .keeps_about = session->keeps_about && !only_checking};
}

status statements_prepare(statements *out, const unit *text, const preparing *in)
{
    modules_sweep(in->scope);
    check_env_keep(in->scope->env, &out->memory);
    check_env_reads(in->scope->env, CHECK_TEXT, in->only_checking);
    status checked = prepare_all(out, text, in);
    check_env_keep(in->scope->env, NULL);
    return checked;
}

void statements_free(statements *s)
{
    arena_free(&s->memory);
    for (size_t i = 0; i < s->count; i++)
        statement_free(&s->items[i]);
    free(s->items);
    *s = (statements){0};
}

status statements_tell(statements *list, cyq_diagnostics *diagnostics, status s)
{
    for (size_t i = 0; i < list->count; i++)
        s = diagnostics_take(diagnostics, &list->items[i].bag, s);
    return s;
}
