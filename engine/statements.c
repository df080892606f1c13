/* The statements of a text, checked one by one before any of them runs, so that a mistake in the last is known before the first writes a file. */
#include "engine/about.h"
#include "engine/cite.h"
#include "engine/listing.h"
#include "engine/modules.h"

#include "export/event.h"

#include <stdlib.h>
#include <string.h>

/* May the meaning of a statement hang on those before it, one of which is wrong? What is then said of it would be noise. */
static bool hangs_on_others(const ast_statement *s)
{
    return s->kind == AST_RUN && s->query->source.kind == AST_FROM_LAST;
}

/* Files that others expect: what cyq writes in their place. */
static const struct {
    const char *ending, *what, *format, *new_ending, *then;
} FOREIGN_ENDINGS[] = {
    {".pdf", "PDF", "html", "html", ": a browser prints that to PDF"},
    {".docx", "files of Word", "html", "html", ": Word opens that"},
    {".doc", "files of Word", "html", "html", ": Word opens that"},
    {".odt", "files of Writer", "html", "html", ": Writer opens that"},
    {".xlsx", "files of Excel", "csv", "csv", ": Excel opens that"},
    {".xls", "files of Excel", "csv", "csv", ": Excel opens that"},
    {".ods", "files of Calc", "csv", "csv", ": Calc opens that"},
    {".png", "PNG", "chart bar", "svg", ", `to timeline` or `to calendar`"},
};

/* `to "u.pdf"`: an ending that tells a format, but none of ours. */
static bool refuse_foreign(prepared *p)
{
    const plan_query *q = p->plan;
    for (size_t i = 0; i < sizeof FOREIGN_ENDINGS / sizeof *FOREIGN_ENDINGS; i++) {
        str ending = str_of(FOREIGN_ENDINGS[i].ending);
        if (q->file.n < ending.n || !str_equal_nocase((str){q->file.p + q->file.n - ending.n, ending.n}, ending))
            continue;
        str stem = {q->file.p, q->file.n - ending.n};
        diag *d = diag_add(&p->bag, E_FORMAT_ENDING, q->from, q->to_where, "cyq writes no %s", FOREIGN_ENDINGS[i].what);
        diag_hint(&p->bag, d, "write `to %s \"%.*s.%s\"`%s", FOREIGN_ENDINGS[i].format, STR_ARG(stem), FOREIGN_ENDINGS[i].new_ending,
                  FOREIGN_ENDINGS[i].then);
        return true;
    }
    return false;
}

/* The format that `to` names, or else the one that the ending of its file's name tells. */
static status choose_format(prepared *p)
{
    const plan_query *q = p->plan;
    p->output.format = q->format.n ? export_format_find(q->format) : export_format_for_file(q->file);
    if (p->output.format)
        return ST_OK;
    if (refuse_foreign(p))
        return ST_ERROR;
    diag *d = diag_add(&p->bag, E_FORMAT_ENDING, q->from, q->to_where, "the file's name does not tell its format");
    if (str_ends(q->file, STR(".svg")))
        diag_hint(&p->bag, d, "say what is to be drawn: `to chart bar \"%.*s\"`, `to timeline` or `to calendar`", STR_ARG(q->file));
    else
        diag_hint(&p->bag, d, "say the format, `to csv \"…\"`, or end the name as in out.csv");
    return ST_ERROR;
}

/* Says which options a format has. */
static void expect_options(prepared *p, diag *d, const export_format *format)
{
    sbuf names = {0};
    for (size_t i = 0; i < EXPORT_OPTION_COUNT; i++)
        if (strcmp(export_option_table[i].format, format->name) == 0)
            sbuf_printf(&names, "%s%s", names.n ? ", " : "", export_option_table[i].name);
    if (names.n)
        diag_expect(&p->bag, d, "a file's name in quotes, the end, or an option of %s: %s", format->name, names.p);
    else
        diag_expect(&p->bag, d, "a file's name in quotes, or the end: %s takes no options", format->name);
    sbuf_free(&names);
}

static status choose_options(prepared *p)
{
    const plan_query *q = p->plan;
    for (size_t i = 0; i < q->option_count; i++) {
        export_option option = export_option_find(p->output.format, q->options[i]);
        if (option == EXPORT_OPTION_COUNT) {
            diag *d = diag_add(&p->bag, E_FORMAT_OPTION, q->from, q->to_where, "%s has no option \"%.*s\"", p->output.format->name,
                               STR_ARG(q->options[i]));
            expect_options(p, d, p->output.format);
            if (str_equal_nocase(q->options[i], STR("citable")))
                diag_hint(
                    &p->bag, d,
                    "%s has no place for a citation: it is data, every line of it; to table, markdown, org, latex and pictures have one",
                    p->output.format->name);
            return ST_ERROR;
        }
        p->output.options |= (uint64_t)1 << option;
    }
    return ST_OK;
}

status say_misfit(diag_bag *bag, const source *from, span where, const export_misfit *why)
{
    diag *d = diag_add(bag, E_FORMAT_MISFIT, from, where, "%.*s", STR_ARG(why->message));
    diag_hint(bag, d, "%.*s", STR_ARG(why->hint));
    return bag->memory->failed ? ST_NO_MEMORY : ST_ERROR;
}

/* Can the format show the columns? Those that pivot makes are not known before their rows. */
static status check_columns_fit(prepared *p)
{
    const plan_query *q = p->plan;
    export_misfit why = {0};
    export_column *columns = ARENA_ARRAY(&p->memory, q->output_count + 1, export_column);
    if (!columns)
        return ST_NO_MEMORY;
    for (size_t i = 0; i < q->output_count; i++)
        columns[i] = (export_column){q->outputs[i].name, q->outputs[i].expr->type};
    status s = q->pivot ? ST_OK : export_fits_columns(&p->output, columns, q->output_count, &p->memory, &why);
    return s == ST_ERROR ? say_misfit(&p->bag, q->from, q->to_where, &why) : s;
}

/* Checks what `to` asks for. */
static status check_output(prepared *p, const preparing *in)
{
    const plan_query *q = p->plan;
    if (!q || (!q->format.n && !q->has_file))
        return ST_OK;
    TRY(choose_format(p));
    TRY(choose_options(p));
    if (export_wants_events(p->output.format))
        TRY(event_check(q->hidden_count > 0, &p->bag, q->from, q->to_where));
    if (q->has_file)
        export_choose_for_file(&p->output, q->file);
    TRY(check_columns_fit(p));
    if (q->has_file && in->files_forbidden) {
        diag *d = diag_add(&p->bag, E_FILES_FORBIDDEN, q->from, q->to_where, "statements may not write files here");
        diag_hint(&p->bag, d, "without the file's name the result goes where others go");
        return ST_ERROR;
    }
    return export_is_citable(&p->output) ? cite_prepare(p, in) : ST_OK;
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
    return checked == ST_OK ? check_output(p, in) : checked;
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
