/* What a `where` is made of: the tree as it was written beside the one that was checked, as long as both have the same form. */
#include "runtime/query/conjuncts.h"

#include "runtime/query/expr.h"

enum { PARTS_MAX = 64 }; /* of one chain; a longer one is one part */

typedef struct parts {
    plan_conjunct *items;
    size_t count, capacity;
} parts;

static void put(checker *k, parts *out, plan_conjunct one)
{
    plan_conjunct *room = arena_push(k->memory, (void **)&out->items, &out->count, &out->capacity, sizeof *room);
    if (room)
        *room = one;
}

/* How many operands a chain `a and b and c` has, which the parser nests to the left. */
static size_t chain_length(const ast_expr *e, ast_op op)
{
    size_t count = 1;
    for (; e->kind == AST_BINARY && e->op == op; e = e->left)
        count++;
    return count;
}

static const ast_expr *chain_item(const ast_expr *e, size_t count, size_t i)
{
    for (size_t at = count - 1; at > i; at--)
        e = e->left;
    return i == 0 ? e : e->right;
}

static bool is_chain(const ast_expr *e, ast_op op, const plan_expr *checked, plan_expr_kind kind)
{
    return e->kind == AST_BINARY && e->op == op && checked->kind == kind && checked->arg_count == chain_length(e, op);
}

/* `has all (a, b)`: a row must fit each. */
static bool is_list_of_all(const ast_expr *e, const plan_expr *checked)
{
    return e->kind == AST_COMPARE && e->op == AST_OP_HAS_ALL && !e->negated && e->right->kind == AST_LIST && checked->kind == PLAN_AND &&
           checked->arg_count == e->right->item_count;
}

static bool is_one_value(const ast_expr *e)
{
    return e->kind == AST_PHRASE || e->kind == AST_STRING || e->kind == AST_VAR || e->kind == AST_RANGE;
}

static plan_conjunct leaf(const ast_expr *e, const plan_expr *checked)
{
    plan_conjunct one = {.expr = checked, .where = e->where};
    const ast_expr *bare = expr_bare(e);
    if (bare->kind == AST_COMPARE && !bare->negated && is_one_value(bare->right)) {
        one.left = bare->left->where;
        one.value = bare->right->where;
        one.equal = bare->op == AST_OP_EQ;
    }
    return one;
}

static void alternatives(checker *k, const ast_expr *e, const plan_expr *checked, plan_conjunct *out)
{
    size_t count = chain_length(e, AST_OP_OR);
    plan_conjunct *items = ARENA_ARRAY(k->memory, count, plan_conjunct);
    if (!items)
        return;
    for (size_t i = 0; i < count; i++)
        items[i] = leaf(chain_item(e, count, i), checked->args[i]);
    out->either = items;
    out->either_count = count;
}

static void split(checker *k, parts *out, const ast_expr *written, const plan_expr *checked)
{
    const ast_expr *e = expr_bare(written);
    size_t count = chain_length(e, AST_OP_AND);
    if (count <= PARTS_MAX && is_chain(e, AST_OP_AND, checked, PLAN_AND)) {
        for (size_t i = 0; i < count; i++)
            split(k, out, chain_item(e, count, i), checked->args[i]);
        return;
    }
    for (size_t i = 0; is_list_of_all(e, checked) && i < e->right->item_count; i++)
        put(k, out,
            (plan_conjunct){.expr = checked->args[i],
                            .where = e->where,
                            .left = e->left->where,
                            .value = e->right->items[i]->where,
                            .shared = true,
                            .equal = true});
    if (is_list_of_all(e, checked))
        return;
    plan_conjunct one = leaf(written, checked);
    if (chain_length(e, AST_OP_OR) <= PARTS_MAX && is_chain(e, AST_OP_OR, checked, PLAN_OR))
        alternatives(k, e, checked, &one);
    put(k, out, one);
}

/* Is no chain in it so long that nobody reads its parts? */
static bool is_readable(const ast_expr *written)
{
    const ast_expr *e = expr_bare(written);
    return chain_length(e, AST_OP_AND) <= PARTS_MAX && chain_length(e, AST_OP_OR) <= PARTS_MAX;
}

void conjuncts_of(checker *k, const ast_expr *written, const plan_expr *checked, plan *filter)
{
    parts all = {0};
    if (!is_readable(written)) {
        put(k, &all, leaf(written, checked));
        filter->conjuncts = all.items;
        filter->conjunct_count = all.count;
        return;
    }
    split(k, &all, written, checked);
    filter->conjuncts = all.items;
    filter->conjunct_count = all.count;
}
