/* Values that a host gives to the params of a script. */
#include <string.h>

#include "engine/engine.h"

/* ---- Taking them ---- */

static status take_one(arguments *out, const cyq_argument *a, check_given **last, diag_bag *bag)
{
    check_given *g = ARENA_NEW(&out->memory, check_given);
    str called = arena_printf(&out->memory, "%s=", a->name);
    size_t bad = 0;
    if (!g || !called.p)
        return ST_NO_MEMORY;
    g->name = arena_str(&out->memory, str_of(a->name));
    status s = source_read(&out->memory, called, str_of(a->value), &g->text, &bad);
    if (s == ST_ERROR)
        diag_add(bag, E_BAD_UTF8, NULL, (span){0}, "the value of %s is not valid UTF-8", a->name);
    else if (s == ST_LIMIT)
        diag_add(bag, E_TEXT_TOO_LONG, NULL, (span){0}, "the value of %s is longer than the 64 MB that are read", a->name);
    *last = g;
    return out->memory.failed ? ST_NO_MEMORY : s;
}

static status tell_twice(const cyq_argument *a, diag_bag *bag)
{
    diag_add(bag, E_PARAM_UNKNOWN, NULL, (span){0}, "%s is given twice", a->name);
    return ST_ERROR;
}

static bool was_taken(const arguments *all, const char *name)
{
    const check_given *g = all->first;
    while (g && !str_equal_nocase(g->name, str_of(name)))
        g = g->next;
    return g;
}

static status take_all(arguments *out, const cyq_argument *list, size_t count, diag_bag *bag)
{
    check_given **last = &out->first;
    for (size_t i = 0; i < count; i++) {
        if (was_taken(out, list[i].name))
            return tell_twice(&list[i], bag);
        TRY(take_one(out, &list[i], last, bag));
        last = &(*last)->next;
    }
    return ST_OK;
}

cyq_status arguments_take(arguments *out, const cyq_argument *list, size_t count, cyq_diagnostics *diagnostics)
{
    for (size_t i = 0; i < count; i++)
        if (list[i].size != sizeof *list || !list[i].name || !list[i].value)
            return CYQ_MISUSE;
    arena said = {0};
    diag_bag bag = {.memory = &said};
    status s = take_all(out, list, count, &bag);
    s = diagnostics_take(diagnostics, &bag, s);
    arena_free(&said);
    return status_shown(s);
}

/* ---- What became of them ---- */

static void hint_params(const check_given *g, const check_param *params, size_t count, diag_bag *bag, diag *d)
{
    str *names = ARENA_ARRAY(bag->memory, count, str);
    sbuf all = {0};
    for (size_t i = 0; names && i < count; i++) {
        names[i] = params[i].name;
        sbuf_printf(&all, "%s%.*s", i ? ", " : "", STR_ARG(params[i].name));
    }
    int64_t near = names ? text_nearest(g->name, names, count) : -1;
    if (near >= 0)
        diag_hint(bag, d, "did you mean %.*s?", STR_ARG(names[near]));
    if (count > 1 || (count && near < 0))
        diag_hint(bag, d, "there are %s", all.p ? all.p : "");
    if (!count)
        diag_hint(bag, d, "the script declares none; `param $%.*s: text = …` at its beginning would", STR_ARG(g->name));
    sbuf_free(&all);
}

status arguments_all_taken(const arguments *a, const check_env *env, const definition *mark, diag_bag *bag)
{
    const check_param *params = NULL;
    size_t count = 0;
    bool all = true;
    for (const check_given *g = a->first; g; g = g->next) {
        if (g->taken)
            continue;
        if (all)
            TRY(check_params(env, mark, bag->memory, &params, &count));
        all = false;
        diag *d = diag_add(bag, E_PARAM_UNKNOWN, NULL, (span){0}, "there is no param $%.*s", STR_ARG(g->name));
        hint_params(g, params, count, bag, d);
    }
    return all ? ST_OK : bag->memory->failed ? ST_NO_MEMORY : ST_ERROR;
}
