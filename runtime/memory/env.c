/* The run's bookkeeping: limits, dictionaries that last, notes. */
#include "runtime/memory/env.h"

#include "runtime/query/note.h"

static const str no_text[1] = {{"", 0}};
const dict exec_no_texts = {.count = 1, .text = no_text, .fold = no_text, .sorted = true};

status exec_out_of_memory(exec_env *env)
{
    note_memory_limit(env->bag, env->from, env->where, env->control->max_memory);
    return ST_LIMIT;
}

/* Bytes that the run holds, but for arenas of a shorter life. */
static size_t used_memory(const exec_env *env)
{
    return env->memory.used + env->block.used + (env->result->used - env->result_before);
}

status exec_poll(exec_env *env, const arena *local)
{
    size_t max = env->control->max_memory;
    if (env->control->stop && env->control->stop(env->control->stop_data))
        return ST_CANCELLED;
    return max && used_memory(env) + (local ? local->used : 0) > max ? exec_out_of_memory(env) : ST_OK;
}

static status go_on(void *env)
{
    return exec_poll(env, NULL);
}

function_call exec_call(exec_env *env, arena *scratch, size_t count)
{
    return (function_call){.scratch = scratch, .count = count, .order = &env->order, .poll = go_on, .poll_data = env};
}

arena exec_arena(const exec_env *env)
{
    size_t max = env->control->max_memory, used = used_memory(env);
    return (arena){.limit = max == 0 ? 0 : used < max ? max - used : 1};
}

status exec_too_many_rows(exec_env *env, const char *what, uint64_t limit)
{
    diag *d = diag_add(env->bag, E_ROW_LIMIT, env->from, env->where, "%s more than %llu rows", what, (unsigned long long)limit);
    diag_hint(env->bag, d, "cut the result (`first 100`), or narrow it with a where");
    return ST_LIMIT;
}

/* ---- Dictionaries ---- */

static bool column_has_dict(const col *c, const dict *d)
{
    return c && (c->dict == d || (c->elements && c->elements->dict == d));
}

bool exec_dict_stored(const exec_env *env, const dict *d)
{
    for (size_t i = 0; i < env->data->count; ++i) {
        const collection *c = &env->data->collections[i];
        for (size_t k = 0; k < c->field_count; ++k)
            if (column_has_dict(c->fields[k].data, d))
                return true;
    }
    return false;
}

bool exec_dict_lasts(const exec_env *env, const dict *d)
{
    if (d == &exec_no_texts)
        return true;
    for (size_t i = 0; i < env->dict_count; ++i)
        if (env->dicts[i] == d)
            return true;
    return exec_dict_stored(env, d);
}

status exec_keep_dict(exec_env *env, const dict *d)
{
    const dict **place = arena_push(&env->memory, (void **)&env->dicts, &env->dict_count, &env->dict_capacity, sizeof(const dict *));
    if (!place)
        return ST_NO_MEMORY;
    *place = d;
    return ST_OK;
}

const col *exec_column(const exec_env *env, uint16_t collection, uint16_t field)
{
    return env->data->collections[collection].fields[field].data;
}

/* ---- Notes ---- */

status exec_note_add(exec_env *env, exec_note note)
{
    for (size_t i = 0; i < env->note_count; ++i) {
        if (env->notes[i].owner == note.owner && env->notes[i].code == note.code) {
            env->notes[i].count += note.count;
            return ST_OK;
        }
    }
    exec_note *n = arena_push(&env->memory, (void **)&env->notes, &env->note_count, &env->note_capacity, sizeof *n);
    if (!n)
        return ST_NO_MEMORY;
    *n = note;
    return ST_OK;
}

static bool same_place(const exec_note *a, const exec_note *b)
{
    return a->code == b->code && a->from == b->from && a->where.begin == b->where.begin && a->where.end == b->where.end;
}

/* Another note tells the same of as many or more rows; of two equal ones the first is told. */
static bool told_by_another(const exec_env *env, size_t at)
{
    const exec_note *n = &env->notes[at];
    for (size_t i = 0; i < env->note_count; ++i) {
        const exec_note *o = &env->notes[i];
        if (i != at && same_place(n, o) && (o->count > n->count || (o->count == n->count && i < at)))
            return true;
    }
    return false;
}

const char *exec_why_not_computed(type t)
{
    return t.kind == TYPE_DURATION ? "days and months do not add up to one length, or a result out of range"
                                   : "a division by zero, a result out of range, or no such date";
}

const char *exec_why_kept(const plan_kept_note *note)
{
    return note->part ? "has nothing in it" : "is not equal to anything";
}

static const char *plural(const exec_note *n)
{
    return n->count == 1 ? "" : "s";
}

static void tell_kept(diag_bag *bag, const exec_note *n)
{
    diag *d = diag_add(bag, n->code, n->from, n->where, "kept %zu row%s without %.*s: what is missing %s", n->count, plural(n),
                       STR_ARG(n->name), n->why);
    diag_hint(bag, d, "to leave them out, add: and %.*s is known", STR_ARG(n->name));
}

static void tell_ranked(diag_bag *bag, const exec_note *n)
{
    diag *d = diag_add(bag, n->code, n->from, n->where, "the rows without %.*s have a place among these", STR_ARG(n->name));
    diag_hint(bag, d, "to leave them out, put in front of the group: where %.*s is known", STR_ARG(n->name));
}

static void tell_not_computed(diag_bag *bag, const exec_note *n)
{
    diag_add(bag, n->code, n->from, n->where, "this could not be computed for %zu row%s and is missing there (%s)", n->count, plural(n),
             n->why);
}

static void tell_ties(diag_bag *bag, const exec_note *n)
{
    diag *d = diag_add(bag, n->code, n->from, n->where,
                       "there are ties at the cut: some rows kept and some left out are equal in what they are sorted by");
    if (n->name.n > 0)
        diag_hint(bag, d, "to keep them all, add: %.*s", STR_ARG(n->name));
    else
        diag_hint(bag, d, "sort by one column more to say which of them come first");
}

static void tell_currencies(diag_bag *bag, const exec_note *n)
{
    diag *d = diag_add(bag, n->code, n->from, n->where, "%zu result%s would mix two currencies and %s missing", n->count, plural(n),
                       n->count == 1 ? "is" : "are");
    diag_hint(bag, d, "keep one currency with a where, or group by it");
}

static void tell_same_column(diag_bag *bag, const exec_note *n)
{
    diag *d = diag_add(bag, n->code, n->from, n->where,
                       "%zu column%s would be called like another one, \"%.*s\" for instance: a number behind the name tells them apart",
                       n->count, plural(n), STR_ARG(n->name));
    diag_hint(bag, d, "pivot by what differs, or give a key of that name another one with `as`");
}

void exec_tell_notes(exec_env *env)
{
    static const struct {
        diag_code code;
        void (*tell)(diag_bag *bag, const exec_note *n);
    } voices[] = {{N_KEPT_MISSING, tell_kept}, {N_MISSING_RANKED, tell_ranked},       {N_NOT_COMPUTED, tell_not_computed},
                  {N_TIES_CUT, tell_ties},     {W_MIXED_CURRENCIES, tell_currencies}, {N_SAME_COLUMN, tell_same_column}};
    for (size_t i = 0; i < env->note_count; ++i)
        for (size_t k = 0; k < sizeof voices / sizeof *voices; ++k)
            if (env->notes[i].code == voices[k].code && !told_by_another(env, i))
                voices[k].tell(env->bag, &env->notes[i]);
}
