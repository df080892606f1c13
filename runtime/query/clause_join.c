/* join: rows put beside others, and the condition behind `on`. */
#include "runtime/query/typed.h"
#include "runtime/query/beside.h"
#include "runtime/query/clause.h"
#include "runtime/query/compare.h"
#include "runtime/query/expr.h"
#include "runtime/query/literal.h"
#include "runtime/query/names.h"
#include "runtime/query/query.h"
#include "runtime/query/words.h"

/* The two sides while the condition is read. */
typedef struct sides {
    const scope *mine, *both;
    str other;
} sides;

/* ---- What the other side is called ---- */

/* Empty where it has no name, which is told. */
static str side_name(checker *k, const ast_clause *c)
{
    if (c->has_name)
        return c->name.text;
    if (c->source.kind == AST_FROM_NAME) {
        int32_t collection = dataset_find(k->env->data, c->source.name.text);
        return collection < 0 ? c->source.name.text : checker_collection(k, (uint16_t)collection)->name;
    }
    str query = checker_written(k, c->source.where);
    diag *d = diag_add(k->bag, E_JOIN_NAME, k->from, c->source.where, "a query in brackets has no name to call its fields by");
    diag_expect(k->bag, d, "`as` and a name behind the brackets");
    diag_hint(k->bag, d, "write `%.*s as b`; its fields are then called `b.…`", STR_ARG(query));
    return (str){0};
}

/* Would its fields be taken for something that is here already? */
static bool is_taken(checker *k, const ast_clause *c, str name)
{
    const visible *column = scope_find(k->scope, name);
    bool side = !column && beside_has(k->scope, name);
    span where = c->has_name ? c->name.where : c->source.where;
    if (!column && !side)
        return false;
    diag *d = diag_add(k->bag, E_JOIN_NAME, k->from, where,
                       column ? "%.*s is a column here already" : "%.*s is another side of a join already", STR_ARG(name));
    diag_expect(k->bag, d, "a name of its own for this side");
    diag_hint(k->bag, d, "give it one: `%s %.*s as other_%.*s on …`", c->left ? "left join" : "join",
              STR_ARG(checker_written(k, c->source.where)), STR_ARG(name));
    return true;
}

/* ---- A bare field: the same on both sides ---- */

static void tell_one_sided(checker *k, const sides *s, const ast_name *name, const visible *mine, const visible *others)
{
    if (!mine && !others) {
        names_unknown_field(k, name);
        return;
    }
    str other = s->other;
    diag *d;
    if (mine) {
        d = diag_add(k->bag, E_UNKNOWN_FIELD, k->from, name->where, "%.*s has no field \"%.*s\"", STR_ARG(other), STR_ARG(name->text));
        diag_hint(k->bag, d, "say what it equals there: `%.*s = %.*s.…`", STR_ARG(mine->name), STR_ARG(other));
    } else {
        d = diag_add(k->bag, E_UNKNOWN_FIELD, k->from, name->where, "only %.*s has a field \"%.*s\"", STR_ARG(other), STR_ARG(name->text));
        diag_hint(k->bag, d, "say what it equals here: `… = %.*s`", STR_ARG(others->name));
    }
    diag_expect(k->bag, d, "a field that both sides have, or a comparison");
}

static const plan_expr *same_field(checker *k, const sides *s, const ast_expr *e)
{
    const visible *mine = scope_find(s->mine, e->name.text), *others = scope_find(s->both, beside_name(k, s->other, e->name.text));
    if (!mine || !others) {
        tell_one_sided(k, s, &e->name, mine, others);
        return &typed_nothing;
    }
    compare_item item = {.value = scope_value(k, others, e->where), .where = e->where};
    comparison c = {.op = AST_OP_EQ, .left = scope_value(k, mine, e->where), .items = &item, .count = 1, .where = e->where};
    const plan_expr *made = compare_lower(k, &c);
    if (made)
        return made;
    diag *d = diag_add(k->bag, E_TYPES_DIFFER, k->from, e->where, "%.*s is %.*s and %.*s is %.*s: they never fit", STR_ARG(mine->name),
                       STR_ARG(words_type(k, c.left->type)), STR_ARG(others->name), STR_ARG(words_type(k, item.value->type)));
    diag_expect(k->bag, d, "fields of one type on both sides");
    return &typed_nothing;
}

/* ---- The condition ---- */

static const plan_expr *read_on(checker *k, const sides *s, const ast_expr *e);

static const plan_expr *read_chain(checker *k, const sides *s, const ast_expr *e)
{
    const plan_expr *both[] = {read_on(k, s, e->left), read_on(k, s, e->right)};
    return typed_and(k, 2, both, e->where);
}

/* `on true` puts every row beside every other. */
static bool is_literal(const sides *s, const ast_expr *e)
{
    return !e->name.quoted && literal_is_word(e->name.text) && !scope_find(s->mine, e->name.text);
}

static const plan_expr *read_on(checker *k, const sides *s, const ast_expr *e)
{
    const ast_expr *bare = expr_bare(e);
    if (bare->kind == AST_BINARY && bare->op == AST_OP_AND)
        return read_chain(k, s, bare);
    if (bare->kind == AST_NAME && !bare->has_via && !is_literal(s, bare))
        return same_field(k, s, bare);
    return expr_condition(k, e);
}

/* In the condition the other side's row is there; afterwards it may be missing. */
static void join_with(checker *k, const ast_clause *c, scope *other, str name)
{
    scope *both = scope_copy(k, k->scope), *s = scope_copy(k, k->scope);
    if (!both || !s)
        return;
    beside_add(k, both, name, other, false);
    beside_add(k, s, name, other, c->left);
    clause_enter(k, c, both);
    const plan_expr *on = read_on(k, &(sides){.mine = k->scope, .both = both, .other = name}, c->expr);
    plan *p = typed_is_nothing(on) ? NULL : clause_plan(k, s, PLAN_JOIN, c);
    if (p) {
        p->other = other->root;
        p->expr = on;
        p->left = c->left;
    }
    k->scope = s;
}

void clause_join(checker *k, const ast_clause *c)
{
    scope *other = query_of_source(k, &c->source);
    str name = side_name(k, c);
    if (other && name.n > 0 && !is_taken(k, c, name)) {
        join_with(k, c, other, name);
        return;
    }
    scope *s = scope_copy(k, k->scope);
    if (!s)
        return;
    s->open = true; /* which names there would be is not known */
    k->scope = s;
}
