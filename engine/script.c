/* Scripts: a text of statements, checked as a whole, then run one by one. */
#include "engine/about.h"
#include "engine/why.h"

#include <stdlib.h>

struct cyq_script {
    cyq_session *session;
    unit *text; /* the session's */
    arguments given;
    statements statements;
    size_t at;
    str wrote; /* the file that the statement before `at` wrote; in the memory of the statements */
    uint64_t wrote_rows;
    str loaded, loaded_columns; /* what it loaded; likewise */
    uint64_t loaded_rows;
};

/* ---- Opening ---- */

/* Parses, and checks in a scope. What was said goes to the host, while what it points into is still there. */
static status open_text(const preparing *how, const char *name, str text, cyq_diagnostics *diagnostics, unit **out, statements *checked)
{
    arena said = {0};
    diag_bag bag = {.memory = &said};
    if (how->looks)
        limits_start(how->looks, how->limits, how->interrupted);
    status s = unit_open(name, text, how->scope->env, &bag, out);
    if (how->looks)
        limits_start(how->looks, &limits_none, how->interrupted);
    s = diagnostics_take(diagnostics, &bag, s);
    arena_free(&said);
    TRY(s);
    return statements_prepare(checked, *out, how);
}

/* Values that no param took, which is said beside the statements. */
static status check_taken(cyq_script *script, const definition *mark, cyq_diagnostics *diagnostics)
{
    arena said = {0};
    diag_bag bag = {.memory = &said};
    status s = arguments_all_taken(&script->given, script->session->scope.env, mark, &bag);
    s = diagnostics_take(diagnostics, &bag, s);
    arena_free(&said);
    return s;
}

static status open_script(cyq_script *script, const char *name, str text, cyq_diagnostics *diagnostics)
{
    cyq_session *session = script->session;
    check_env *env = session->scope.env;
    unit *u = NULL;
    preparing how = preparing_in(session, &session->scope, false);
    const definition *mark = check_env_mark(env);
    check_env_given(env, script->given.first);
    status s = open_text(&how, name, text, diagnostics, &u, &script->statements);
    check_env_given(env, NULL);
    status taken = script->statements.whole ? check_taken(script, mark, diagnostics) : ST_OK;
    if (taken != ST_OK)
        s = taken;
    if (script->statements.unsound)
        scope_return(&session->scope, &script->statements.sound);
    if (session_list_collections(session) != ST_OK)
        s = ST_NO_MEMORY;
    if (!script->statements.items) {
        unit_free(u);
        return s;
    }
    unit_keep(session, u, script->statements.fresh);
    script->text = u;
    return s == ST_OK ? ST_OK : statements_tell(&script->statements, diagnostics, s);
}

cyq_status cyq_script_open_with(cyq_session *session, const char *name, const char *text, size_t length, const cyq_argument *given,
                                size_t given_count, cyq_diagnostics *diagnostics, cyq_script **out)
{
    if (!out)
        return CYQ_MISUSE;
    *out = NULL;
    if (!session || !name || (!text && length) || (!given && given_count))
        return CYQ_MISUSE;
    cyq_script *script = calloc(1, sizeof *script);
    if (!script)
        return CYQ_NO_MEMORY;
    script->session = session;
    atomic_store(&session->interrupted, false);
    cyq_status opened = arguments_take(&script->given, given, given_count, diagnostics);
    if (opened == CYQ_OK)
        opened = status_shown(open_script(script, name, (str){text, length}, diagnostics));
    if (opened == CYQ_OK)
        *out = script;
    else
        cyq_script_close(script);
    return opened;
}

cyq_status cyq_script_open(cyq_session *session, const char *name, const char *text, size_t length, cyq_diagnostics *diagnostics,
                           cyq_script **out)
{
    return cyq_script_open_with(session, name, text, length, NULL, 0, diagnostics, out);
}

/* The query is that of the last answer, whole: more rows than there can be of it are kept. Asking so leaves it the last one. */
cyq_status cyq_sources_open(cyq_session *session, uint64_t row, cyq_diagnostics *diagnostics, cyq_script **out)
{
    static const char text[] = "why first 9000000000000";
    cyq_status opened = cyq_script_open(session, "the last answer", text, sizeof text - 1, diagnostics, out);
    if (opened != CYQ_OK)
        return opened;
    (*out)->statements.items[0].sources = true;
    (*out)->statements.items[0].source_row = row;
    return CYQ_OK;
}

void cyq_script_close(cyq_script *script)
{
    if (!script)
        return;
    statements_free(&script->statements);
    if (script->text)
        unit_release(script->session, script->text);
    arena_free(&script->given.memory);
    free(script);
}

cyq_status cyq_text_check(cyq_session *session, const char *name, const char *text, size_t length, cyq_diagnostics *diagnostics)
{
    if (!session || !name || (!text && length))
        return CYQ_MISUSE;
    arena said = {0};
    diag_bag bag = {.memory = &said};
    scope apart;
    unit *u = NULL;
    statements checked = {0};
    status s = scope_open(&apart, &session->source, session->today, &bag);
    preparing how = preparing_in(session, &apart, true);
    if (s == ST_OK)
        s = open_text(&how, name, (str){text, length}, diagnostics, &u, &checked);
    s = diagnostics_take(diagnostics, &bag, s);
    s = statements_tell(&checked, diagnostics, s);
    statements_free(&checked);
    unit_free(u);
    scope_free(&apart);
    arena_free(&said);
    return status_shown(s);
}

/* ---- Running ---- */

/* A file that is being written as long as nobody stops it. */
typedef struct watched_file {
    file_out *file;
    const exec_control *control;
} watched_file;

static status write_watched(void *data, str bytes)
{
    const watched_file *to = data;
    return to->control->stop(to->control->stop_data) ? ST_CANCELLED : file_out_write(to->file, bytes);
}

static status write_to_file(cyq_result *result, prepared *p, const exec_control *control)
{
    const plan_query *q = p->plan;
    const export_options for_files = {.chosen = p->output.options, .about = result->about};
    str path = arena_str(&p->memory, q->file);
    watched_file to = {.control = control};
    if (!path.p)
        return ST_NO_MEMORY;
    TRY(file_out_open(path.p, &p->bag, q->from, q->to_where, &to.file));
    exec_stage(control, "writing the file", 0);
    status s = export_result(p->output.format, result->rows, &for_files, (export_sink){write_watched, &to});
    status closed = file_out_close(to.file, s == ST_OK, &p->bag, q->from, q->to_where);
    return closed != ST_OK ? closed : s;
}

/* Rows may not fit a format that their columns do. */
static status check_rows(const cyq_result *result, prepared *p)
{
    arena memory = {0};
    export_misfit why = {0};
    status s = p->output.format ? export_fits(&p->output, result->rows, &memory, &why) : ST_OK;
    if (s == ST_ERROR)
        s = say_misfit(&p->bag, p->plan->from, p->plan->to_where, &why);
    arena_free(&memory);
    return s;
}

/* Before a file is written, after which no memory must be wanting. */
static status note_file(cyq_script *script, str file, uint64_t rows)
{
    script->wrote = arena_str(&script->statements.memory, file);
    script->wrote_rows = rows;
    return script->wrote.p ? ST_OK : ST_NO_MEMORY;
}

/* Runs one query. *out is NULL when the result went to a file. */
static status run_query(cyq_script *script, prepared *p, cyq_result **out)
{
    cyq_session *session = script->session;
    limits_watch watch;
    cyq_result *result = calloc(1, sizeof *result);
    if (!result)
        return ST_NO_MEMORY;
    limits_start(&watch, &session->limits, &session->interrupted);
    status s = watch.control.stop(watch.control.stop_data)
                   ? ST_CANCELLED
                   : rows_make(&session->source, session->scope.env, p, &watch.control, &result->memory, &result->rows);
    if (s == ST_OK)
        statement_tell_left_out(p, result->rows);
    if (s == ST_OK)
        s = result_complete(result, &p->output);
    if (s == ST_OK)
        s = about_finish(session, p, &watch.control, result);
    if (s == ST_OK)
        s = check_rows(result, p);
    if (s == ST_OK && p->plan->has_file)
        s = note_file(script, p->plan->file, result->rows->rows);
    if (s == ST_OK && p->plan->has_file)
        s = write_to_file(result, p, &watch.control);
    s = limits_explain(&watch, s, &p->bag, p->plan->from, p->where);
    if (s == ST_OK && !p->plan->has_file)
        *out = result;
    else
        cyq_result_free(result);
    return s;
}

static status save_data(cyq_script *script, prepared *p)
{
    const ast_statement *s = script->text->tree->statements[script->at - 1];
    TRY(note_file(script, s->file, UINT64_MAX));
    return save_run(script->session, p, script->text->from, s);
}

/* A listing was made when it was checked; what is left to do is to hand it out. */
static status give_listing(cyq_session *session, prepared *p, const source *from, cyq_result **out)
{
    uint64_t most = session->limits.max_rows;
    if (most && p->listing->rows > most) {
        diag_add(&p->bag, E_ROW_LIMIT, from, p->where, "the result has more than %llu rows", (unsigned long long)most);
        return ST_LIMIT;
    }
    cyq_result *result = calloc(1, sizeof *result);
    if (!result)
        return ST_NO_MEMORY;
    *result = (cyq_result){.memory = p->listed, .rows = p->listing};
    p->listed = (arena){0};
    status s = result_complete(result, NULL);
    if (s == ST_OK)
        s = about_finish(session, p, NULL, result);
    if (s == ST_OK)
        *out = result;
    else
        cyq_result_free(result);
    return s;
}

/* It was read when the text was checked. */
static status note_loaded(cyq_script *script, const prepared *p)
{
    script->loaded = arena_str(&script->statements.memory, p->loaded);
    script->loaded_columns = arena_str(&script->statements.memory, p->loaded_columns);
    script->loaded_rows = p->loaded_rows;
    return script->loaded.p && script->loaded_columns.p ? ST_OK : ST_NO_MEMORY;
}

static status run_statement(cyq_script *script, prepared *p, cyq_result **out)
{
    const unit *text = script->text;
    if (p->listing)
        return give_listing(script->session, p, text->from, out);
    if (p->saves)
        return save_data(script, p);
    if (p->loaded.n)
        return note_loaded(script, p);
    return p->plan ? run_query(script, p, out) : ST_OK;
}

cyq_status cyq_script_next(cyq_script *script, cyq_diagnostics *diagnostics, cyq_result **out)
{
    if (!out)
        return CYQ_MISUSE;
    *out = NULL;
    if (!script)
        return CYQ_MISUSE;
    script->wrote = script->loaded = (str){0};
    if (script->at == script->statements.count)
        return CYQ_DONE;
    prepared *p = &script->statements.items[script->at++];
    status s = run_statement(script, p, out);
    s = diagnostics_take(diagnostics, &p->bag, s);
    if (s != ST_OK) {
        cyq_result_free(*out);
        *out = NULL;
    }
    statement_free(p);
    if (s != ST_OK) {
        script->at = script->statements.count;
        script->wrote = script->loaded = (str){0};
    }
    return *out ? CYQ_RESULT : status_shown(s);
}

const char *cyq_script_wrote(const cyq_script *script, uint64_t *rows)
{
    if (!script || !script->wrote.p)
        return NULL;
    if (rows)
        *rows = script->wrote_rows;
    return script->wrote.p;
}

const char *cyq_script_loaded(const cyq_script *script, uint64_t *rows, const char **columns)
{
    if (!script || !script->loaded.p)
        return NULL;
    if (rows)
        *rows = script->loaded_rows;
    if (columns)
        *columns = script->loaded_columns.p;
    return script->loaded.p;
}
