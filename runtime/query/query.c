/* Queries: a source and clauses, become rows with names; and the last query, which statements go on from. */
#include "runtime/query/query.h"

#include "runtime/query/clause.h"
#include "runtime/query/let_query.h"
#include "runtime/query/names.h"
#include "runtime/query/pivot.h"
#include "runtime/query/trail.h"

static void begin_collection(checker *k, uint16_t collection, span where)
{
    k->scope = scope_of_collection(k, collection, where);
    trail_source(k, k->env->data->collections[collection].name);
}

static void begin_name(checker *k, const ast_source *s)
{
    int32_t c = dataset_find(k->env->data, s->name.text);
    const let_query *l = c < 0 ? let_query_find(k->env, s->name.text) : NULL;
    if (l)
        let_query_begin(k, l, s->where);
    else if (c < 0)
        names_unknown_collection(k, &s->name);
    else
        begin_collection(k, (uint16_t)c, s->where);
}

bool query_is_named(const checker *k, str name)
{
    return dataset_find(k->env->data, name) >= 0 || let_query_find(k->env, name);
}

/* A collection, a query that has a name, or one in brackets. */
static void begin_source(checker *k, const ast_source *s)
{
    k->scope = NULL;
    if (s->kind == AST_FROM_NAME)
        begin_name(k, s);
    else if (s->query)
        query_check(k, s->query);
    else
        k->unread = true;
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

/* `show functoins`, which is no statement and so a clause. */
static bool hint_list(checker *k, diag *d, const ast_clause *c)
{
    const ast_expr *e = c->kind == AST_SHOW && c->items.count == 1 ? c->items.items[0].expr : NULL;
    return e && e->kind == AST_NAME && names_hint_list(k, d, e->name.text);
}

static void tell_no_rows(checker *k, const ast_query *q)
{
    diag *d = diag_add(k->bag, E_NO_LAST_QUERY, k->from, q->clauses[0]->keyword,
                       "this begins with a clause, and no query before it has rows to go on with");
    diag_expect(k->bag, d, "a collection first");
    if (hint_list(k, d, q->clauses[0]))
        return;
    int32_t rows = rows_for(k, q);
    str written = checker_written(k, q->where);
    if (rows >= 0)
        diag_hint(k->bag, d, "say of which rows: `%.*s %.*s`", STR_ARG(k->env->data->collections[rows].name), STR_ARG(written));
    else
        diag_hint(k->bag, d, "say of which rows, as in `activities where …`");
}

/* The last query again; what it warned of was told then. */
static void begin_last(checker *k, const ast_query *q, const env_query *last)
{
    if (!last->source) {
        tell_no_rows(k, q);
        return;
    }
    const source *from = k->from;
    const ast_query *reading = k->reading;
    bool quiet = k->quiet;
    k->quiet = true;
    k->reading = NULL;
    k->from = last->from;
    begin_source(k, last->source);
    for (size_t i = 0; k->scope && i < last->count; i++) {
        k->from = last->clauses[i].from;
        clause_check(k, last->clauses[i].clause);
    }
    k->from = from;
    k->quiet = quiet;
    k->reading = reading;
}

static void check_clauses(checker *k, const ast_query *q)
{
    const ast_query *reading = k->reading;
    size_t at = k->reading_at;
    k->reading = q;
    for (k->reading_at = 0; k->scope && k->reading_at < q->clause_count; k->reading_at++)
        clause_check(k, q->clauses[k->reading_at]);
    k->reading = reading;
    k->reading_at = at;
}

void query_check_from(checker *k, const ast_query *q, const env_query *last)
{
    k->scope = NULL;
    if (q->source.kind != AST_FROM_LAST)
        begin_source(k, &q->source);
    else if (last != &k->env->last || !query_kept(k, &k->env->last_rows))
        begin_last(k, q, last);
    check_clauses(k, q);
}

void query_check(checker *k, const ast_query *q)
{
    query_check_from(k, q, &k->env->last);
}

scope *query_of_source(checker *k, const ast_source *s)
{
    checker outer = *k;
    k->at = (place){0};
    k->around = outer.scope;
    k->notes = NULL;
    k->noted = k->conjunct = NULL;
    k->asked = NULL;
    trail_deeper(k, 1);
    begin_source(k, s);
    trail_deeper(k, -1);
    scope *rows = k->scope;
    if (rows) {
        k->others.clauses += rows->bulk.clauses;
        k->others.height = rows->bulk.height > k->others.height ? rows->bulk.height : k->others.height;
    }
    k->scope = outer.scope;
    k->around = outer.around;
    k->at = outer.at;
    k->notes = outer.notes;
    k->noted = outer.noted;
    k->conjunct = outer.conjunct;
    k->asked = outer.asked;
    if (rows && rows->pivot) {
        pivot_tell_rows(k, rows->pivot, s->where);
        return NULL;
    }
    return rows;
}

/* ---- Rows that are kept ---- */

void query_keep(checker *k, size_t nodes, kept_rows *out)
{
    const check_env *env = k->env;
    *out = (kept_rows){0};
    if (env->keeping == k->memory && k->scope && !k->unread)
        *out = (kept_rows){.rows = k->scope, .nodes = k->nodes - nodes, .epoch = env->epoch, .fields = env->fields};
}

/* Who explains a query wants to see each of its steps, so that it is read again. */
bool query_kept(checker *k, const kept_rows *kept)
{
    const check_env *env = k->env;
    if (k->trail || !kept->rows || env->keeping != k->memory || kept->epoch != env->epoch || kept->fields != env->fields)
        return false;
    k->nodes += kept->nodes;
    k->scope = scope_copy(k, kept->rows);
    if (k->scope)
        k->scope->before_select = kept->rows->before_select;
    return true;
}

/* ---- The last query ---- */

status query_remember(checker *k, const ast_query *q)
{
    check_env *env = k->env;
    env_query now = env->last;
    if (q->source.kind != AST_FROM_LAST)
        now = (env_query){.source = &q->source, .from = k->from};
    for (size_t i = 0; i < q->clause_count; i++) {
        if (q->clauses[i]->kind == AST_TO)
            continue;
        env_clause *room = arena_push(env->session, (void **)&now.clauses, &now.count, &now.capacity, sizeof *room);
        if (!room)
            return ST_NO_MEMORY;
        *room = (env_clause){.clause = q->clauses[i], .from = k->from};
    }
    env->last = now;
    query_keep(k, 0, &env->last_rows);
    return ST_OK;
}

/* ---- What is shown ---- */

status query_outputs(checker *k, const ast_query *q)
{
    scope *s = k->scope;
    plan_output *outputs = ARENA_ARRAY(k->memory, scope_shown(s), plan_output);
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
    return s->pivot ? pivot_outputs(k, s->pivot) : ST_OK;
}
