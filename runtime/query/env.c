/* The session of the checker: its statements, and what they leave behind. */
#include "runtime/query/typed.h"
#include "runtime/query/clause.h"
#include "runtime/query/computed.h"
#include "runtime/query/names.h"
#include "runtime/query/not_executed.h"

check_env *check_env_new(arena *session, const dataset *data, const function_table *functions)
{
    check_env *env = ARENA_NEW(session, check_env);
    if (env)
        *env = (check_env){.session = session, .data = data, .functions = functions};
    return env;
}

void check_env_today(check_env *env, day today)
{
    env->today = today;
}

/* ---- What all parts of the checker need ---- */

bool checker_failed(const checker *k)
{
    return k->no_memory || k->memory->failed || k->bag->memory->failed;
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

/* ---- Queries ---- */

static void check_query(checker *k, const ast_query *q);

static void begin_collection(checker *k, const ast_source *s)
{
    int32_t c = dataset_find(k->env->data, s->name.text);
    if (c < 0)
        names_unknown_collection(k, &s->name);
    else
        k->scope = scope_of_collection(k, (uint16_t)c, s->where);
}

/* The first collection on whose rows the clauses would check; -1 if there is none. */
static int32_t rows_for(checker *k, const ast_query *q)
{
    for (size_t c = 0; c < k->env->data->count; c++) {
        diag_bag said = {.memory = k->memory};
        plan_query query = {.from = k->from};
        checker trial = {.env = k->env, .memory = k->memory, .bag = &said, .from = k->from, .query = &query};
        trial.scope = scope_of_collection(&trial, (uint16_t)c, q->source.where);
        for (size_t i = 0; trial.scope && i < q->clause_count; i++)
            clause_check(&trial, q->clauses[i]);
        k->no_memory |= trial.no_memory;
        if (trial.scope && said.error_count == 0 && !trial.unread)
            return (int32_t)c;
    }
    return -1;
}

static void tell_no_rows(checker *k, const ast_query *q)
{
    diag *d = diag_add(k->bag, E_NO_LAST_QUERY, k->from, q->source.where,
                       "this begins with a clause, and no query before it has rows to go on with");
    diag_expect(k->bag, d, "a collection first");
    int32_t rows = rows_for(k, q);
    str written = checker_written(k, q->where);
    if (rows >= 0)
        diag_hint(k->bag, d, "say of which rows: `%.*s %.*s`", STR_ARG(k->env->data->collections[rows].name), STR_ARG(written));
    else
        diag_hint(k->bag, d, "say of which rows, as in `activities where …`");
}

/* The last query again; what it warned of was told then. */
static void begin_last(checker *k, const ast_query *q)
{
    if (!k->env->last) {
        tell_no_rows(k, q);
        return;
    }
    const source *from = k->from;
    bool quiet = k->quiet;
    k->quiet = true;
    k->from = k->env->last_from;
    if (k->env->last->kind == AST_FROM_NAME)
        begin_collection(k, k->env->last);
    else
        check_query(k, k->env->last->query);
    for (size_t i = 0; k->scope && i < k->env->last_count; i++) {
        k->from = k->env->last_clauses[i].from;
        clause_check(k, k->env->last_clauses[i].clause);
    }
    k->from = from;
    k->quiet = quiet;
}

/* Leaves k->scope NULL if the source is not known: nothing can be said of the clauses then. */
static void check_query(checker *k, const ast_query *q)
{
    k->scope = NULL;
    switch (q->source.kind) {
    case AST_FROM_NAME:
        begin_collection(k, &q->source);
        break;
    case AST_FROM_QUERY:
        if (q->source.query)
            check_query(k, q->source.query);
        else
            k->unread = true;
        break;
    default:
        begin_last(k, q);
    }
    for (size_t i = 0; k->scope && i < q->clause_count; i++)
        clause_check(k, q->clauses[i]);
}

/* Keeps the query for a statement that goes on from it. */
static status remember(checker *k, const ast_query *q)
{
    check_env *env = k->env;
    bool goes_on = q->source.kind == AST_FROM_LAST;
    size_t before = goes_on ? env->last_count : 0;
    env_clause *all = ARENA_ARRAY(env->session, before + q->clause_count, env_clause);
    if (!all)
        return ST_NO_MEMORY;
    size_t count = 0;
    for (; count < before; count++)
        all[count] = env->last_clauses[count];
    for (size_t i = 0; i < q->clause_count; i++)
        if (q->clauses[i]->kind != AST_TO)
            all[count++] = (env_clause){.clause = q->clauses[i], .from = k->from};
    env->last_clauses = all;
    env->last_count = count;
    if (!goes_on) {
        env->last = &q->source;
        env->last_from = k->from;
    }
    return ST_OK;
}

static status make_outputs(checker *k, const ast_query *q)
{
    scope *s = k->scope;
    plan_output *outputs = ARENA_ARRAY(k->memory, s->count, plan_output);
    if (!outputs)
        return ST_NO_MEMORY;
    size_t count = 0;
    for (size_t i = 0; i < s->count; i++)
        if (s->names[i].shown)
            outputs[count++] = (plan_output){.name = s->names[i].name, .expr = scope_value(k, &s->names[i], q->where)};
    if (count == 0 && !s->open) {
        diag *d = diag_add(k->bag, E_NO_COLUMNS, k->from, q->where, "no column is left to show");
        diag_expect(k->bag, d, "a query that keeps one column at least");
        return ST_ERROR;
    }
    k->query->outputs = outputs;
    k->query->output_count = count;
    k->query->root = s->root;
    return ST_OK;
}

/* ---- Statements ---- */

static status run_query(checker *k, const ast_statement *s)
{
    size_t errors = k->bag->error_count;
    plan_query *query = ARENA_NEW(k->memory, plan_query);
    if (!query)
        return ST_NO_MEMORY;
    *query = (plan_query){.from = k->from, .where = s->query->where};
    k->query = query;
    check_query(k, s->query);
    if (!k->scope || k->unread || k->bag->error_count > errors)
        return checker_failed(k) ? ST_NO_MEMORY : ST_ERROR;
    TRY(make_outputs(k, s->query));
    if (k->bag->error_count > errors)
        return ST_ERROR;
    return remember(k, s->query);
}

static status not_run(checker *k, const ast_statement *s)
{
    static const not_executed_what what[] = {
        [AST_USE] = NOT_USE,           [AST_PARAM] = NOT_PARAM,         [AST_LET_VALUE] = NOT_LET_VALUE, [AST_LET_QUERY] = NOT_LET_QUERY,
        [AST_DEF] = NOT_DEF_FUNCTION,  [AST_LOAD] = NOT_LOAD,           [AST_SAVE] = NOT_SAVE,           [AST_EXPLAIN] = NOT_EXPLAIN,
        [AST_DESCRIBE] = NOT_DESCRIBE, [AST_SHOW_LIST] = NOT_SHOW_LIST,
    };
    not_executed(k, what[s->kind], s->where);
    return ST_ERROR;
}

static status check_one(checker *k, const ast_statement *s)
{
    switch (s->kind) {
    case AST_RUN:
        return run_query(k, s);
    case AST_DEF_FIELD:
        return computed_define(k, s);
    case AST_BAD_STATEMENT:
        return ST_ERROR;
    default:
        return not_run(k, s);
    }
}

status check_statement(check_env *env, arena *memory, const source *from, const ast_statement *s, diag_bag *bag, const plan_query **out)
{
    checker k = {.env = env, .memory = memory, .bag = bag, .from = from};
    *out = NULL;
    status result = check_one(&k, s);
    if (checker_failed(&k))
        return ST_NO_MEMORY;
    if (k.nodes >= CHECK_NODES_MAX) {
        diag_add(bag, E_TOO_LARGE, from, s->where, "this becomes too large, with the definitions it uses");
        return checker_failed(&k) ? ST_NO_MEMORY : ST_ERROR;
    }
    if (result == ST_OK)
        *out = k.query;
    return result;
}

status check_visible(check_env *env, arena *memory, uint16_t collection, const visible_name **out, size_t *count)
{
    diag_bag bag = {.memory = memory};
    static const source nowhere = {.name = {0}};
    checker k = {.env = env, .memory = memory, .bag = &bag, .from = &nowhere, .quiet = true};
    *count = 0;
    k.scope = scope_of_collection(&k, collection, (span){0, 0});
    visible_name *names = k.scope ? ARENA_ARRAY(memory, k.scope->count, visible_name) : NULL;
    if (!names)
        return ST_NO_MEMORY;
    for (size_t i = 0; i < k.scope->count; i++) {
        visible *v = &k.scope->names[i];
        names[i] = (visible_name){.name = v->name, .computed = v->computed};
        names[i].type = scope_value(&k, v, (span){0, 0})->type;
    }
    *out = names;
    *count = k.scope->count;
    return checker_failed(&k) ? ST_NO_MEMORY : ST_OK;
}
