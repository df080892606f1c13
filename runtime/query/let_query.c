/* Queries under a name: kept as written, and read anew where they are used. */
#include "runtime/query/let_query.h"

#include "runtime/query/query.h"

const let_query *let_query_find(const check_env *env, str name)
{
    return (const let_query *)definition_find(env, SPACE_QUERY, name);
}

/* Reads it for somebody who names it. */
static void read_again(checker *k, const let_query *l)
{
    const source *from = k->from;
    bool quiet = k->quiet;
    expansion here = {.of = &l->as, .outer = k->inside};
    k->inside = &here;
    k->from = l->as.from;
    k->quiet = true;
    query_check_from(k, l->query, &l->last);
    k->inside = here.outer;
    k->from = from;
    k->quiet = quiet;
}

void let_query_begin(checker *k, const let_query *l, span where)
{
    k->scope = NULL;
    if (definition_tell_cycle(k, &l->as, where) || query_kept(k, l->rows))
        return;
    if (k->depth >= CHECK_DEPTH_MAX) {
        diag_add(k->bag, E_TOO_DEEP, k->from, where, "this is nested too deeply, with the queries it uses");
        return;
    }
    size_t errors = k->bag->error_count, nodes = k->nodes;
    k->depth++;
    read_again(k, l);
    k->depth--;
    if (k->bag->error_count == errors)
        query_keep(k, nodes, l->rows);
}

/* ---- The statement ---- */

static bool name_is_free(checker *k, const ast_name *name)
{
    if (dataset_find(k->env->data, name->text) < 0)
        return definition_is_free(k, SPACE_QUERY, name->text, name->where, name->text);
    diag *d = diag_add(k->bag, E_NAME_TAKEN, k->from, name->where, "%.*s is a collection", STR_ARG(name->text));
    diag_expect(k->bag, d, "a name that is not in use");
    if (k->env->in_module)
        diag_hint(k->bag, d, "give the collection another name where it is loaded: `load \"…\" as my_%.*s`", STR_ARG(name->text));
    return false;
}

/* `let x = activities to csv` */
static bool tell_to(checker *k, const ast_query *q)
{
    const ast_clause *last = q->clause_count ? q->clauses[q->clause_count - 1] : NULL;
    if (!last || last->kind != AST_TO)
        return false;
    diag *d = diag_add(k->bag, E_TO_IN_LET, k->from, last->where, "a query that gets a name gives no result yet");
    diag_expect(k->bag, d, "the end of the statement");
    diag_hint(k->bag, d, "say it where the query is asked for: `… %.*s`", STR_ARG(checker_written(k, last->where)));
    return true;
}

/* Reads it where it is written, so that its mistakes are told there; what it shows must be known, too. */
static bool try_query(checker *k, const let_query *l)
{
    size_t errors = k->bag->error_count;
    plan_query *query = ARENA_NEW(k->memory, plan_query);
    expansion here = {.of = &l->as, .written_here = true, .outer = k->inside};
    if (!query)
        return false;
    k->query = query;
    k->inside = &here;
    query_check_from(k, l->query, &l->last);
    bool read = k->scope && !k->unread && query_outputs(k, l->query) == ST_OK;
    k->inside = here.outer;
    k->query = NULL;
    return read && k->bag->error_count == errors;
}

status let_query_define(checker *k, const ast_statement *s)
{
    arena *session = k->env->session;
    if (!name_is_free(k, &s->name) || tell_to(k, s->query))
        return ST_ERROR;
    let_query *l = ARENA_NEW(session, let_query);
    kept_rows *rows = ARENA_NEW(session, kept_rows);
    if (!l || !rows)
        return ST_NO_MEMORY;
    *l = (let_query){
        .as = {.space = SPACE_QUERY, .name = s->name.text, .from = k->from, .where = s->name.where}, .query = s->query, .rows = rows};
    if (s->query->source.kind == AST_FROM_LAST)
        l->last = k->env->last;
    TRY(definition_add(k, &l->as)); /* before it is read, so that one which uses itself is seen to */
    if (try_query(k, l)) {
        query_keep(k, 0, rows);
        return ST_OK;
    }
    definition_take_back(k, &l->as);
    return ST_ERROR;
}
