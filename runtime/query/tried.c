/* Hints are tried before they are given: what is offered must check. */
#include "runtime/query/tried.h"

#include "runtime/query/declared.h"
#include "runtime/query/expr.h"
#include "runtime/query/gather.h"
#include "runtime/query/typed.h"

enum { TRIED_MAX = 2000 }; /* bytes of a text that is tried: nobody copies a longer hint */

/* The condition of `rows where …`, if all of the text is one. */
static const ast_expr *read_condition(checker *k, str condition, const source **from)
{
    const ast_script *script;
    str text = arena_printf(k->memory, "rows where %.*s", STR_ARG(condition));
    if (!parse_tried(k->memory, text, from, &script) || script->statement_count != 1 || script->statements[0]->kind != AST_RUN)
        return NULL;
    const ast_query *q = script->statements[0]->query;
    return q->clause_count == 1 && q->clauses[0]->kind == AST_WHERE ? q->clauses[0]->expr : NULL;
}

bool tried_declared(checker *k, str value, type wanted)
{
    const source *from;
    const ast_script *script;
    diag_bag said = {.memory = k->memory};
    struct value read;
    str text = arena_printf(k->memory, "let $hint = %.*s", STR_ARG(value));
    if (value.n > TRIED_MAX || k->trying || !parse_tried(k->memory, text, &from, &script) || script->statement_count != 1 ||
        script->statements[0]->kind != AST_LET_VALUE)
        return false;
    checker trial = *k;
    trial.bag = &said;
    trial.trying = true;
    trial.from = from;
    bool reads = declared_read(&trial, &script->statements[0]->name, script->statements[0]->expr, &wanted, &read);
    k->no_memory |= trial.no_memory;
    return reads && said.count == 0;
}

/* Checks it in a copy of the checker, so that nothing of it stays in the plan. */
static bool try(checker *k, str condition, diag_bag *said)
{
    const source *from;
    const ast_expr *e = condition.n <= TRIED_MAX && !k->trying && !checker_expands(k) ? read_condition(k, condition, &from) : NULL;
    if (!e)
        return false;
    note_list notes = {0};
    checker trial = *k;
    trial.bag = said;
    trial.trying = true;
    trial.from = from;
    trial.notes = &notes;
    trial.noted = trial.conjunct = NULL;
    trial.quiet = trial.defining = trial.torn = false;
    trial.warned = NULL;
    gathered over = k->at.over && !k->at.show ? *k->at.over : (gathered){0};
    trial.at.over = k->at.over && !k->at.show ? &over : NULL;
    trial.at.show = NULL;
    trial.at.clause = AST_WHERE;
    bool checks = (trial.at.scope || k->at.row) && !typed_is_nothing(expr_condition(&trial, e)) && said->error_count == 0 && !trial.unread;
    k->no_memory |= trial.no_memory;
    return checks;
}

bool tried_condition(checker *k, str condition)
{
    return try(k, condition, &(diag_bag){.memory = k->memory});
}

bool tried_in_silence(checker *k, str condition)
{
    diag_bag said = {.memory = k->memory};
    return try(k, condition, &said) && said.count == 0;
}

str tried_value(checker *k, str left, str sign, str value)
{
    str quoted = arena_printf(k->memory, "\"%.*s\"", STR_ARG(value));
    if (tried_in_silence(k, arena_printf(k->memory, "%.*s %.*s %.*s", STR_ARG(left), STR_ARG(sign), STR_ARG(value))))
        return value;
    if (tried_in_silence(k, arena_printf(k->memory, "%.*s %.*s %.*s", STR_ARG(left), STR_ARG(sign), STR_ARG(quoted))))
        return quoted;
    return (str){0};
}

/* Is it a word of plain letters? They all are names where nothing but a name can stand. */
static bool is_letters(str name)
{
    for (size_t i = 0; i < name.n; i++)
        if ((name.p[i] | 0x20) < 'a' || (name.p[i] | 0x20) > 'z')
            return false;
    return name.n > 0;
}

str tried_name(checker *k, str name)
{
    const source *from;
    const ast_script *script;
    if (k->trying || is_letters(name) || str_find(name, STR("`")) != SIZE_MAX || name.n > TRIED_MAX)
        return name;
    str text = arena_printf(k->memory, "rows select %.*s", STR_ARG(name));
    bool parses = parse_tried(k->memory, text, &from, &script);
    const ast_query *q = parses && script->statement_count == 1 ? script->statements[0]->query : NULL;
    const ast_items *items = q && q->clause_count == 1 ? &q->clauses[0]->items : NULL;
    const ast_item *one = items && items->count == 1 ? &items->items[0] : NULL;
    bool reads = one && one->expr && !one->has_alias && str_equal(checker_text(k, one->expr), name);
    return reads ? name : arena_printf(k->memory, "`%.*s`", STR_ARG(name));
}
