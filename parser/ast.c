/* Questions about a tree that need no knowledge of names. */
#include "parser/parser.h"

/* The last comparison on the way down the right edge, NULL if another thing ends there. */
static const ast_expr *last_comparison(const ast_expr *e)
{
    while (e->kind == AST_BINARY && (e->op == AST_OP_AND || e->op == AST_OP_OR))
        e = e->right;
    if (e->kind == AST_NOT)
        e = e->left;
    return e->kind == AST_COMPARE ? e : NULL;
}

static const ast_expr *first_operand(const ast_expr *e)
{
    while (e->kind == AST_BINARY && (e->op == AST_OP_AND || e->op == AST_OP_OR))
        e = e->left;
    return e;
}

bool ast_cut_value(const ast_expr *e, span *text)
{
    if (e->kind != AST_BINARY || (e->op != AST_OP_AND && e->op != AST_OP_OR))
        return false;
    const ast_expr *comparison = last_comparison(e->left), *name = first_operand(e->right);
    bool bare = name->kind == AST_NAME && !name->name.quoted && !name->has_via;
    if (!bare || !comparison || !comparison->right || comparison->right->kind != AST_PHRASE || !comparison->right->value_position)
        return false;
    *text = span_join(comparison->right->where, name->where);
    return true;
}
