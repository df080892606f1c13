/* What can be named at a point of a query. */
#include "runtime/query/offer.h"

#include "runtime/query/back.h"
#include "runtime/query/clause.h"
#include "runtime/query/computed.h"
#include "runtime/query/expr.h"
#include "runtime/query/query.h"
#include "runtime/query/typed.h"

static void add(checker *k, offered_list *l, const offered *o)
{
    offered *room = arena_push(k->memory, (void **)&l->items, &l->count, &l->capacity, sizeof *room);
    if (room)
        *room = *o;
}

static offered offered_of(checker *k, const scope *s, const visible *v)
{
    offered o = {.name = v->name, .shown = v->shown};
    if (v->expr) {
        stored origin = scope_origin(k, s, v->expr);
        o.type = v->expr->type;
        o.help = origin.field ? origin.field->help : (str){0};
    } else {
        o.from = v->computed->as.from;
        o.where = v->computed->as.where;
    }
    return o;
}

static void add_names(checker *k, const scope *s, offered_list *out)
{
    for (size_t i = 0; i < s->count; i++) {
        offered o = offered_of(k, s, &s->names[i]);
        add(k, out, &o);
    }
}

/* The collections that are walked to backwards from a row. */
static void add_backwards(checker *k, uint16_t collection, offered_list *out)
{
    const dataset *data = k->env->data;
    for (size_t i = 0; i < data->count; i++)
        if (back_leads(data, data->collections[i].name, collection)) {
            offered o = {.name = data->collections[i].name,
                         .type = {.kind = TYPE_LINK, .set = true, .target = (uint16_t)i},
                         .backwards = true,
                         .help = data->collections[i].help};
            add(k, out, &o);
        }
}

static void add_row(checker *k, uint16_t collection, offered_list *out)
{
    const scope *s = scope_of_collection(k, collection, (span){0, 0});
    if (!s)
        return;
    add_names(k, s, out);
    add_backwards(k, collection, out);
}

/* The rows before the last clause. */
static void check_rows(checker *k, const ast_query *q)
{
    ast_query rows = *q;
    rows.clause_count--;
    query_check(k, &rows);
}

static void look(checker *k, const ast_query *q, offer *out)
{
    row r;
    check_rows(k, q);
    if (!k->scope || k->scope->pivot)
        return;
    const ast_clause *c = q->clauses[q->clause_count - 1];
    add_names(k, k->scope, &out->names);
    if (back_rows(k->scope, &r))
        add_backwards(k, r.collection, &out->names);
    if (c->kind != AST_WHERE || !c->expr || c->expr->kind != AST_IS)
        return;
    clause_enter(k, c, k->scope);
    out->operand = expr_check(k, c->expr->left)->type;
    if (out->operand.kind == TYPE_LINK)
        add_row(k, out->operand.target, &out->behind);
}

status check_offer(check_env *env, arena *memory, const source *from, const ast_query *q, offer *out)
{
    *out = (offer){0};
    diag_bag aside = {.memory = memory};
    plan_query query = {.from = from};
    checker k = {.env = env, .memory = memory, .bag = &aside, .from = from, .query = &query, .quiet = true};
    if (q->clause_count > 0)
        look(&k, q, out);
    return checker_failed(&k) ? ST_NO_MEMORY : ST_OK;
}

status check_aside(check_env *env, arena *memory, const source *from, const ast_query *q, const plan_query **out)
{
    diag_bag aside = {.memory = memory};
    plan_query *query = ARENA_NEW(memory, plan_query);
    *out = NULL;
    if (!query)
        return ST_NO_MEMORY;
    *query = (plan_query){.from = from, .where = q->where};
    checker k = {.env = env, .memory = memory, .bag = &aside, .from = from, .query = query, .quiet = true};
    query_check(&k, q);
    bool right = k.scope && !k.unread && aside.error_count == 0 && query_outputs(&k, q) == ST_OK && aside.error_count == 0;
    if (checker_failed(&k))
        return ST_NO_MEMORY;
    *out = right ? query : NULL;
    return ST_OK;
}

/* The query, if all of the text is one. */
static const ast_query *read_query(arena *memory, str text, const source **from)
{
    const ast_script *script;
    bool one = parse_tried(memory, text, from, &script) && script->statement_count == 1 && script->statements[0]->kind == AST_RUN;
    return one ? script->statements[0]->query : NULL;
}

static bool is_silent(const diag_bag *said)
{
    for (size_t i = 0; i < said->count; i++)
        if (said->items[i]->severity != DIAG_NOTE)
            return false;
    return said->error_count == 0;
}

status check_works(check_env *env, str text, bool *out)
{
    arena memory = {0};
    diag_bag said = {.memory = &memory};
    const source *from;
    const ast_query *q = read_query(&memory, text, &from);
    plan_query *query = q ? ARENA_NEW(&memory, plan_query) : NULL;
    bool failed = memory.failed;
    *out = false;
    if (query) {
        *query = (plan_query){.from = from, .where = q->where};
        checker k = {.env = env, .memory = &memory, .bag = &said, .from = from, .query = query, .trying = true};
        query_check(&k, q);
        *out = k.scope && !k.unread && said.error_count == 0 && query_outputs(&k, q) == ST_OK && is_silent(&said);
        failed = checker_failed(&k);
    }
    arena_free(&memory);
    return failed ? ST_NO_MEMORY : ST_OK;
}

bool check_has_last(const check_env *env)
{
    return env->last.source != NULL;
}
