/* The session of the checker: its statements, and what they leave behind. */
#include "runtime/query/typed.h"
#include "runtime/query/cite.h"
#include "runtime/query/computed.h"
#include "runtime/query/def_function.h"
#include "runtime/query/event.h"
#include "runtime/query/explain.h"
#include "runtime/query/let_query.h"
#include "runtime/query/query.h"
#include "runtime/query/say.h"
#include "runtime/query/variable.h"

check_env *check_env_new(arena *session, const dataset *data, const function_table *functions)
{
    check_env *env = ARENA_NEW(session, check_env);
    if (env)
        *env = (check_env){.session = session, .data = data, .functions = functions};
    return env;
}

void check_env_columns(check_env *env, const check_columns *columns)
{
    env->columns = *columns;
}

void check_env_keep(check_env *env, const arena *memory)
{
    env->keeping = memory;
    env->last_rows = (kept_rows){0};
    env->values = NULL;
    env->epoch++;
}

void check_env_given(check_env *env, check_given *first)
{
    env->given = first;
}

void check_env_reads(check_env *env, check_reading what, bool only_checking)
{
    env->only_checking = only_checking;
    env->in_module = what != CHECK_TEXT;
    env->in_library = what == CHECK_LIBRARY;
}

const definition *check_env_mark(const check_env *env)
{
    return env->definitions;
}

void check_env_return(check_env *env, const definition *mark)
{
    checker k = {.env = env};
    while (env->definitions != mark)
        definition_take_back(&k, env->definitions);
}

day check_today(const check_env *env)
{
    return env->today;
}

void check_env_today(check_env *env, day today)
{
    env->today = today;
}

void check_env_events(check_env *env, check_events *wanted)
{
    env->wants_events = wanted;
}

void check_env_exchange(check_env *env, const dataset *data)
{
    env->data = data;
    env->last_rows = (kept_rows){0};
    env->values = NULL;
    env->epoch++;
    env->fields++;
}

bool check_has_query(const check_env *env, str name)
{
    return let_query_find(env, name) != NULL;
}

/* ---- What all parts of the checker need ---- */

bool checker_failed(const checker *k)
{
    return k->no_memory || k->memory->failed || k->bag->memory->failed;
}

bool checker_is_full(const checker *k)
{
    return k->bag->most_errors && k->bag->error_count > k->bag->most_errors;
}

str checker_take(checker *k, sbuf *b)
{
    if (b->failed)
        k->no_memory = true;
    str text = arena_str(k->memory, sbuf_str(b));
    sbuf_free(b);
    return text;
}

str checker_text(checker *k, const ast_expr *e)
{
    sbuf b = {0};
    ast_format_expr(&b, e);
    return checker_take(k, &b);
}

str checker_written(const checker *k, span where)
{
    return source_slice(k->from, where);
}

/* ---- Statements ---- */

/* `why` without a query, where none was before it. ST_ERROR. */
static status tell_nothing_asked(checker *k, const ast_statement *s)
{
    static const struct {
        ast_statement_kind kind;
        const char *expected, *hint;
    } words[] = {
        {AST_WHY, "a query",
         "why rows are in an answer: `why activities where joint`; why one is not: `why not \"its title\" in activities where joint`"},
        {AST_WHY_NOT, "`in` and a query", NULL},
        {AST_SAY, "a query", "what a query asks, in words: `say activities where joint`"},
        {AST_EXPLAIN, "a query, or the code of a message", "for example: `explain activities where joint`, `explain E0203`"},
    };
    diag *d = diag_add(k->bag, E_NO_LAST_QUERY, k->from, s->query->source.where, "this asks about the query before it, and there is none");
    for (size_t i = 0; i < sizeof words / sizeof *words; i++)
        if (words[i].kind == s->kind) {
            diag_expect(k->bag, d, "%s", words[i].expected);
            if (words[i].hint)
                diag_hint(k->bag, d, "%s", words[i].hint);
        }
    return checker_failed(k) ? ST_NO_MEMORY : ST_ERROR;
}

static bool asks_of_last(const ast_statement *s)
{
    return s->query->source.kind == AST_FROM_LAST && s->query->clause_count == 0;
}

static status whole_query(checker *k, const ast_statement *s)
{
    if (asks_of_last(s) && !k->env->last.source)
        return tell_nothing_asked(k, s);
    size_t errors = k->bag->error_count;
    plan_query *query = ARENA_NEW(k->memory, plan_query);
    if (!query)
        return ST_NO_MEMORY;
    *query = (plan_query){.from = k->from, .where = s->query->where};
    k->query = query;
    query_check(k, s->query);
    if (!k->scope || k->unread || k->bag->error_count > errors)
        return checker_failed(k) ? ST_NO_MEMORY : ST_ERROR;
    TRY(query_outputs(k, s->query));
    TRY(event_outputs(k, s->query->where));
    return k->bag->error_count > errors ? ST_ERROR : ST_OK;
}

static status run_query(checker *k, const ast_statement *s)
{
    TRY(whole_query(k, s));
    return query_remember(k, s->query);
}

static status check_one(checker *k, const ast_statement *s)
{
    switch (s->kind) {
    case AST_RUN:
        return run_query(k, s);
    case AST_PARAM:
        return variable_param(k, s);
    case AST_LET_VALUE:
        return variable_let(k, s);
    case AST_LET_QUERY:
        return let_query_define(k, s);
    case AST_DEF:
        return def_function_define(k, s);
    case AST_DEF_FIELD:
        return computed_define(k, s);
    case AST_EXPLAIN:
    case AST_WHY:
    case AST_WHY_NOT:
    case AST_SAY:
        return s->query ? whole_query(k, s) : ST_OK;
    case AST_DESCRIBE:
    case AST_SHOW_LIST:
    case AST_LOAD:
    case AST_SAVE:
    case AST_USE:
        return ST_OK; /* nothing to check: who makes the listing, or reads or writes the file, looks the names up */
    case AST_BAD_STATEMENT:
        break;
    }
    return ST_ERROR;
}

/* What the checker says of a statement in the end. */
static status finish(checker *k, const ast_statement *s, status result)
{
    if (checker_failed(k))
        return ST_NO_MEMORY;
    if (k->nodes < CHECK_NODES_MAX)
        return result;
    diag_add(k->bag, E_TOO_LARGE, k->from, s->where, "this becomes too large, with the definitions it uses");
    return checker_failed(k) ? ST_NO_MEMORY : ST_ERROR;
}

status check_statement(check_env *env, arena *memory, const source *from, const ast_statement *s, diag_bag *bag, const plan_query **out)
{
    checker k = {.env = env, .memory = memory, .bag = bag, .from = from};
    *out = NULL;
    status result = finish(&k, s, check_one(&k, s));
    if (result == ST_OK)
        *out = k.query;
    return result;
}

/* Is it about a collection that the data does not have? */
static bool lacks_collection(const check_env *env, const ast_statement *s)
{
    bool named = s->kind == AST_LET_QUERY && s->query->source.kind == AST_FROM_NAME;
    bool owned = s->kind == AST_DEF_FIELD && !str_equal(s->owner.text, STR("*"));
    str name = named ? s->query->source.name.text : s->owner.text;
    return (named || owned) && dataset_find(env->data, name) < 0 && !check_has_query(env, name);
}

/* One that does not check is about a collection that is called as it expects, and has other fields: somebody else's. That is nobody's mistake, and not told; neither is that
 * there is nothing a field could be made of. */
static status check_definition(check_env *env, arena *memory, const source *from, const ast_statement *s, diag_bag *bag)
{
    const plan_query *nothing;
    diag_bag aside = {.memory = bag->memory};
    const definition *before = check_env_mark(env);
    status done = check_statement(env, memory, from, s, &aside, &nothing);
    if (done != ST_ERROR)
        return done;
    check_env_return(env, before);
    return ST_OK;
}

status check_definitions(check_env *env, arena *memory, const ast_script *text, diag_bag *bag)
{
    status done = ST_OK;
    env->in_library = true;
    for (size_t i = 0; i < text->statement_count && done == ST_OK; i++)
        if (!lacks_collection(env, text->statements[i]))
            done = check_definition(env, memory, text->from, text->statements[i], bag);
    env->in_library = false;
    return done;
}

status check_given_again(check_env *env, arena *memory, const source *from, diag_bag *bag)
{
    checker k = {.env = env, .memory = memory, .bag = bag, .from = from};
    status s = variable_set_given(&k);
    return checker_failed(&k) ? ST_NO_MEMORY : s;
}

status check_explain(check_env *env, arena *memory, const source *from, const ast_statement *s, diag_bag *bag, const explained **out,
                     size_t *count, const plan_query **query)
{
    trail steps = {0};
    checker k = {.env = env, .memory = memory, .bag = bag, .from = from, .trail = &steps};
    TRY(finish(&k, s, check_one(&k, s)));
    *query = k.query;
    return explain_trail(&k, out, count);
}

status check_say(check_env *env, arena *memory, const source *from, const ast_statement *s, diag_bag *bag, str *out)
{
    trail steps = {.only_words = true};
    checker k = {.env = env, .memory = memory, .bag = bag, .from = from, .trail = &steps};
    TRY(finish(&k, s, check_one(&k, s)));
    return say_trail(&k, true, out);
}

status check_tell(check_env *env, arena *memory, const source *from, const ast_statement *s, check_told *out)
{
    trail steps = {.only_words = true};
    diag_bag aside = {.memory = memory};
    checker k = {.env = env, .memory = memory, .bag = &aside, .from = from, .trail = &steps};
    *out = (check_told){0};
    TRY(finish(&k, s, whole_query(&k, s)));
    out->values = steps.values;
    out->value_count = steps.value_count;
    TRY(say_trail(&k, false, &out->says));
    return say_written(&k, s->query, &env->last, &out->written, &out->source);
}

status check_cite(check_env *env, arena *memory, str written, str *out)
{
    diag_bag aside = {.memory = memory};
    checker k = {.env = env, .memory = memory, .bag = &aside};
    return cite_whole(&k, written, out);
}
