/* load: a table in a file becomes a collection of the scope while the text is checked, so that the statements behind it can be. */
#include "import/load.h"

#include <stdlib.h>
#include <sys/stat.h>

#include "engine/engine.h"
#include "engine/load_settings.h"
#include "import/reload.h"
#include "lexer/lexer.h"

struct loaded {
    arena memory; /* of the collection, and of the dataset that has it */
    size_t at;    /* its index there */
    const source *from;
    str file; /* as it was named */
    loaded *earlier;
};

void loads_free(loaded *l)
{
    while (l) {
        loaded *earlier = l->earlier;
        arena_free(&l->memory);
        free(l);
        l = earlier;
    }
}

void loads_forget(loaded *newest, const loaded *until)
{
    for (loaded *l = newest; l != until; l = l->earlier)
        l->at = SIZE_MAX;
}

/* One statement on its way. */
typedef struct load_job {
    prepared *p;
    const source *from;
    const ast_statement *statement;
    const preparing *in;
    const dataset *data; /* as it was */
    ast_name name;       /* of the collection */
    bool again;          /* it takes the place of one that was loaded before */
    arena scratch;
} load_job;

/* ---- Its name ---- */

/* Whose name ends in a slash, or who is one: its name need not be told from its ending then. */
static bool is_folder(load_job *job)
{
    struct stat info;
    str file = job->statement->file;
    if (str_ends(file, STR("/")))
        return true;
    str path = job->in->files_forbidden ? (str){0} : arena_str(&job->scratch, file);
    return path.p && path.n && stat(path.p, &info) == 0 && S_ISDIR(info.st_mode);
}

static status check_file(load_job *job)
{
    if (!is_folder(job))
        return ST_OK;
    diag *d = diag_add(&job->p->bag, E_LOAD_OPEN, job->from, job->statement->file_where, "%.*s cannot be read: it is a folder",
                       STR_ARG(job->statement->file));
    diag_expect(&job->p->bag, d, "a file of CSV, TSV, JSON or JSONL");
    return ST_IO;
}

static status choose_name(load_job *job)
{
    const ast_statement *s = job->statement;
    job->name = s->has_name ? s->name : (ast_name){str_file_stem(s->file), s->file_where, false};
    if (s->has_name || lexer_is_plain_name(job->name.text))
        return ST_OK;
    diag *d = diag_add(&job->p->bag, E_LOAD_NAME, job->from, s->file_where, "\"%.*s\" is no name for a collection",
                       STR_ARG(text_cut(job->name.text, 60)));
    diag_hint(&job->p->bag, d, "give it one behind the file: load \"…\" as visits");
    return ST_ERROR;
}

/* The load that gave the data its collection at an index; NULL if it was there before any. */
static const loaded *loaded_at(const scope *s, size_t at)
{
    const loaded *l = s->loads;
    while (l && l->at != at)
        l = l->earlier;
    return l;
}

str loads_file(const scope *s, size_t at)
{
    const loaded *l = loaded_at(s, at);
    return l ? l->file : (str){0};
}

/* More than any programme has; a database holds no more. */
enum { MOST_COLLECTIONS = 4096 };

/* Whose place it takes: a free one, or that of what an earlier text loaded under the name. */
static status choose_place(load_job *job, size_t *at)
{
    int32_t found = dataset_find(job->data, job->name.text);
    bool query = check_has_query(job->in->scope->env, job->name.text);
    *at = found < 0 ? job->data->count : (size_t)found;
    if (found < 0 && !query && *at < MOST_COLLECTIONS)
        return ST_OK;
    if (*at == MOST_COLLECTIONS) {
        diag_add(&job->p->bag, E_TOO_LARGE, job->from, job->name.where, "there are %d collections already", MOST_COLLECTIONS);
        return ST_ERROR;
    }
    const loaded *before = found < 0 ? NULL : loaded_at(job->in->scope, *at);
    job->again = before && before->from != job->from && !job->in->reading; /* a module takes no name that is in use */
    if (job->again)
        return ST_OK;
    diag *d = diag_add(&job->p->bag, E_NAME_TAKEN, job->from, job->name.where, "there is a %s %.*s already", query ? "query" : "collection",
                       STR_ARG(job->name.text));
    diag_expect(&job->p->bag, d, "a name that is not in use");
    diag_hint(&job->p->bag, d, "give it another: load \"…\" as %.*s2", STR_ARG(job->name.text));
    return ST_ERROR;
}

/* ---- What links lead to ---- */

static status touch_field(touched *wanted, uint16_t collection, int32_t field)
{
    return field < 0 ? ST_OK : touched_field(wanted, collection, (uint16_t)field);
}

/* The data with what rows go by that links will lead to. In scratch. */
static status load_targets(load_job *job, const load_setting *settings, const exec_control *control, const dataset **out)
{
    touched wanted;
    TRY(touched_new(&job->scratch, job->data, &wanted));
    for (size_t i = 0; i < job->statement->setting_count; i++) {
        int32_t target = settings[i].kind == LOAD_LINKS ? dataset_find(job->data, settings[i].target) : -1;
        if (target < 0)
            continue;
        const collection *c = &job->data->collections[target];
        TRY(touched_names(&wanted, (uint16_t)target));
        TRY(touch_field(&wanted, (uint16_t)target, c->key_field));
        TRY(touch_field(&wanted, (uint16_t)target, c->also_field));
    }
    return data_load(job->in->scope->source, &wanted, job->data, &job->scratch, control, &job->p->bag, out);
}

/* ---- The statement ---- */

/* What the scope has from now on. */
static status take(load_job *job, loaded *l, const collection *c)
{
    const dataset *data;
    diag_bag *bag = &job->p->bag;
    TRY(reload_dataset(&l->memory, &job->scratch, job->data, c, l->at, bag, job->from, job->statement->file_where, &data));
    check_env_exchange(job->in->scope->env, data);
    if (job->again)
        diag_add(bag, N_REDEFINED, job->from, job->name.where, "%.*s was loaded before; from here on it is what this file has",
                 STR_ARG(c->name));
    l->earlier = job->in->scope->loads;
    job->in->scope->loads = l;
    return ST_OK;
}

/* What the host is told when the statement runs. */
static status note_loaded(prepared *p, const collection *c)
{
    sbuf columns = {0};
    for (size_t i = 0; i < c->field_count; i++)
        if (c->fields[i].face)
            sbuf_printf(&columns, "%s%.*s", columns.n ? ", " : "", STR_ARG(c->fields[i].name));
    p->loaded = arena_str(&p->memory, c->name);
    p->loaded_columns = arena_str(&p->memory, sbuf_str(&columns));
    p->loaded_rows = c->rows;
    bool failed = columns.failed || p->memory.failed;
    sbuf_free(&columns);
    return failed ? ST_NO_MEMORY : ST_OK;
}

static status load(load_job *job, loaded *l)
{
    const ast_statement *s = job->statement;
    limits_watch watch;
    const load_setting *settings;
    const dataset *data;
    collection made;
    TRY(check_file(job));
    TRY(choose_name(job));
    TRY(choose_place(job, &l->at));
    TRY(load_settings_read(job->from, s, &job->scratch, &job->p->bag, &settings));
    limits_start(&watch, job->in->limits, job->in->interrupted);
    status done = load_targets(job, settings, &watch.control, &data);
    if (done != ST_OK)
        return limits_explain(&watch, done, &job->p->bag, job->from, s->where);
    load_request request = {.path = s->file,
                            .name = job->name.text,
                            .settings = settings,
                            .setting_count = s->setting_count,
                            .data = data,
                            .at = l->at,
                            .from = job->from,
                            .where = s->file_where,
                            .control = &watch.control,
                            .forbidden = job->in->files_forbidden};
    done = load_file(&l->memory, &job->scratch, &request, &job->p->bag, &made);
    if (done == ST_OK)
        done = note_loaded(job->p, &made);
    if (done == ST_OK)
        done = take(job, l, &made);
    return limits_explain(&watch, done, &job->p->bag, job->from, s->where);
}

status load_prepare(prepared *p, const unit *text, const ast_statement *s, const preparing *in)
{
    load_job job = {.p = p, .from = text->from, .statement = s, .in = in, .data = check_dataset(in->scope->env)};
    loaded *l = calloc(1, sizeof *l);
    if (!l)
        return ST_NO_MEMORY;
    l->from = text->from;
    l->file = arena_str(&l->memory, s->file);
    status done = load(&job, l);
    arena_free(&job.scratch);
    if (done != ST_OK)
        loads_free(l);
    return done;
}
