/* The examples of messages: what one says is found by running it, so that what is explained is what happens. */
#include "engine/why.h"
#include "stdlib/functions.h"

/* An example on its way. */
typedef struct example {
    diag_code code;
    arena *memory; /* where the message goes */
    str message;
} example;

/* Takes the first message of the code that a bag has. */
static status look(example *e, const diag_bag *bag)
{
    for (size_t i = 0; i < bag->count && !e->message.n; i++) {
        sbuf text = {0};
        if (bag->items[i]->code != e->code)
            continue;
        diag_render(&text, bag->items[i], false);
        e->message = text.failed ? (str){0} : arena_str(e->memory, str_trim(sbuf_str(&text)));
        sbuf_free(&text);
        if (!e->message.p)
            return ST_NO_MEMORY;
    }
    return bag->memory->failed ? ST_NO_MEMORY : ST_OK;
}

/* Runs what was checked. Nothing leaves: a result is forgotten. */
static status run_all(example *e, const scope *in, statements *checked)
{
    for (size_t i = 0; i < checked->count; i++) {
        prepared *p = &checked->items[i];
        const result *rows = NULL;
        if (p->plan)
            TRY(rows_make(in->source, in->env, p, NULL, &p->memory, &rows));
        if (p->plan)
            statement_tell_left_out(p, rows);
        TRY(look(e, &p->bag));
    }
    return ST_OK;
}

static status check_and_run(example *e, scope *in, const unit *text)
{
    atomic_bool interrupted = false;
    preparing how = {.scope = in, .files_forbidden = true, .limits = &limits_none, .interrupted = &interrupted};
    statements checked = {0};
    status s = statements_prepare(&checked, text, &how);
    if (s == ST_OK)
        s = run_all(e, in, &checked);
    for (size_t i = 0; i < checked.count && s == ST_ERROR && !e->message.n; i++)
        TRY(look(e, &checked.items[i].bag));
    statements_free(&checked);
    return s;
}

static status run_text(example *e, str script, day today, diag_bag *bag)
{
    scope apart = {0};
    unit *text = NULL;
    const data_source built_in = {.data = stdlib_data()};
    status s = scope_open(&apart, &built_in, today, bag);
    if (s == ST_OK)
        s = unit_open("query", script, apart.env, bag, &text);
    if (s == ST_OK)
        s = check_and_run(e, &apart, text);
    status looked = look(e, bag);
    scope_free(&apart);
    unit_free(text);
    return looked == ST_OK ? s : looked;
}

status example_message(arena *memory, diag_code code, day today, str *out)
{
    str script = str_of(diag_info(code)->example);
    example e = {.code = code, .memory = memory};
    arena said = {0};
    diag_bag bag = {.memory = &said};
    status s = str_starts(script, STR("$ ")) ? ST_OK : run_text(&e, script, today, &bag);
    arena_free(&said);
    *out = e.message;
    return s == ST_NO_MEMORY ? s : ST_OK;
}
