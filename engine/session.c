/* Sessions: the data, the definitions, the limits. */
#include "engine/modules.h"

#include <stdlib.h>
#include <string.h>

#include "stdlib/functions.h"

const char *cyq_version(void)
{
    return CYQ_VERSION;
}

cyq_status status_shown(status s)
{
    static const cyq_status shown[] = {[ST_OK] = CYQ_OK, [ST_ERROR] = CYQ_ERROR, [ST_NO_MEMORY] = CYQ_NO_MEMORY,
                                       [ST_IO] = CYQ_IO, [ST_LIMIT] = CYQ_LIMIT, [ST_CANCELLED] = CYQ_INTERRUPTED};
    return shown[s];
}

bool host_struct(void *ours, size_t size, const void *theirs)
{
    size_t given;
    memcpy(&given, theirs, sizeof given);
    if (given < sizeof given)
        return false;
    for (size_t i = size; i < given; i++)
        if (((const unsigned char *)theirs)[i])
            return false;
    memset(ours, 0, size);
    memcpy(ours, theirs, given < size ? given : size);
    return true;
}

/* ---- Scope ---- */

/* Checks the statements of the prelude, which only define. */
static status define_prelude(scope *s, diag_bag *bag)
{
    const source *from;
    const ast_script *tree;
    size_t bad;
    TRY(source_read(&s->memory, STR("prelude"), str_of(stdlib_prelude), &from, &bad));
    TRY(parse(&s->memory, from, bag, &tree));
    return check_definitions(s->env, &s->memory, tree, bag);
}

/* Does what `to` asks for take rows for events? So does a file whose ending promises that of another format, which is told then whether it could. */
static bool wants_events(str format, str file)
{
    const export_format *named = export_format_find(format), *promised = export_format_for_file(file);
    return (named && export_wants_events(named)) || (promised && export_wants_events(promised));
}

status scope_open(scope *out, const data_source *source, day today, diag_bag *bag)
{
    *out = (scope){.source = source};
    out->env = check_env_new(&out->memory, source->data, &stdlib_functions);
    if (!out->env)
        return ST_NO_MEMORY;
    check_columns columns = data_columns(source);
    check_env_columns(out->env, &columns);
    check_env_today(out->env, today);
    check_env_events(out->env, wants_events);
    return define_prelude(out, bag);
}

scope_mark scope_mark_now(const scope *s)
{
    return (scope_mark){check_env_mark(s->env), check_dataset(s->env), s->loads, s->modules};
}

void scope_return(scope *s, const scope_mark *to)
{
    check_env_return(s->env, to->definitions);
    if (check_dataset(s->env) != to->data)
        check_env_exchange(s->env, to->data);
    loads_forget(s->loads, to->loads);
    for (module *m = s->modules; m != to->modules; m = m->earlier)
        m->state = MODULE_FAILED;
}

void scope_free(scope *s)
{
    arena_free(&s->memory);
    loads_free(s->loads);
    modules_free(s->modules);
    *s = (scope){0};
}

/* ---- Opening and closing ---- */

status day_read(const char *name, const char *text, diag_bag *bag, day *out)
{
    period when;
    cal_unit precision;
    if (text && cal_parse(str_of(text), &when, &precision) == CAL_IS_DATE && precision == CAL_DAY) {
        *out = when.first;
        return ST_OK;
    }
    diag *d = text ? diag_add(bag, E_SETTING, NULL, (span){0}, "%s is set to \"%s\", which is no day", name, text)
                   : diag_add(bag, E_SETTING, NULL, (span){0}, "%s is not set", name);
    diag_hint(bag, d, "write a day as 2025-10-15");
    return ST_ERROR;
}

/* The collections as the host sees them: their names end in a NUL. */
status session_list_collections(cyq_session *s)
{
    const dataset *data = check_dataset(s->scope.env);
    if (data == s->listed)
        return ST_OK;
    cyq_collection *list = ARENA_ARRAY(&s->memory, data->count, cyq_collection);
    for (size_t i = 0; list && i < data->count; i++) {
        const collection *c = &data->collections[i];
        list[i] = (cyq_collection){sizeof *list, arena_str(&s->memory, c->name).p, arena_str(&s->memory, c->help).p, c->rows};
    }
    if (s->memory.failed)
        return ST_NO_MEMORY;
    s->collections = list;
    s->collection_count = data->count;
    s->listed = data;
    return ST_OK;
}

size_t cyq_session_collection_count(const cyq_session *s)
{
    return s ? s->collection_count : 0;
}

cyq_status cyq_session_collection(const cyq_session *s, size_t index, cyq_collection *out)
{
    if (!out || index >= cyq_session_collection_count(s) || out->size < sizeof out->size)
        return CYQ_MISUSE;
    cyq_collection shown = s->collections[index];
    shown.size = out->size;
    memcpy(out, &shown, out->size < sizeof *out ? out->size : sizeof *out);
    return CYQ_OK;
}

static status open_session(cyq_session *s, const cyq_config *config, diag_bag *bag, bool *misused)
{
    s->limits = (limits){config->timeout_ms, config->max_rows, config->max_memory, config->progress, config->progress_user};
    s->safe = config->safe;
    s->module_path = config->module_path ? arena_str(&s->memory, str_of(config->module_path)).p : NULL;
    if (config->module_path && !s->module_path)
        return ST_NO_MEMORY;
    atomic_init(&s->interrupted, false);
    status pinned = day_read("today", config->today, bag, &s->today);
    *misused = pinned != ST_OK;
    TRY(pinned);
    limits_start(&s->looks, &limits_none, &s->interrupted);
    s->source.looks = &s->looks.control;
    const data_place place = {config->backend, config->database, config->server, config->server_count, config->mapping};
    TRY(data_open(&s->source, &s->memory, &place, bag, misused));
    TRY(scope_open(&s->scope, &s->source, s->today, bag));
    return session_list_collections(s);
}

static bool are_arguments(const cyq_argument *list, size_t count)
{
    for (size_t i = 0; i < count; i++)
        if (!list || list[i].size != sizeof *list || !list[i].name || !list[i].value)
            return false;
    return true;
}

cyq_status cyq_session_open(const cyq_config *config, cyq_diagnostics *diagnostics, cyq_session **out)
{
    cyq_config ours;
    if (!out)
        return CYQ_MISUSE;
    *out = NULL;
    if (!config || !host_struct(&ours, sizeof ours, config) || !are_arguments(ours.server, ours.server_count))
        return CYQ_MISUSE;
    cyq_session *s = calloc(1, sizeof *s);
    if (!s)
        return CYQ_NO_MEMORY;
    arena said = {0};
    diag_bag bag = {.memory = &said};
    bool misused = false;
    status opened = open_session(s, &ours, &bag, &misused);
    opened = diagnostics_take(diagnostics, &bag, opened);
    arena_free(&said);
    if (opened == ST_OK) {
        *out = s;
        return CYQ_OK;
    }
    cyq_session_close(s);
    return misused && opened == ST_ERROR ? CYQ_MISUSE : status_shown(opened);
}

void cyq_session_close(cyq_session *s)
{
    if (!s)
        return;
    while (s->kept) {
        unit *next = s->kept->next;
        unit_free(s->kept);
        s->kept = next;
    }
    scope_free(&s->scope);
    data_close(&s->source);
    arena_free(&s->memory);
    free(s);
}

void cyq_session_keep_about(cyq_session *s, bool keep)
{
    if (s)
        s->keeps_about = keep;
}

void cyq_session_interrupt(cyq_session *s)
{
    if (s)
        atomic_store(&s->interrupted, true);
}
