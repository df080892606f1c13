/* and, or, not, is missing, if, ??. */
#include "runtime/query/typed.h"
#include "runtime/query/expr.h"
#include "runtime/query/functions.h"
#include "runtime/query/literal.h"
#include "runtime/query/names.h"
#include "runtime/query/torn.h"
#include "runtime/query/words.h"

/* ---- and, or ---- */

typedef struct parts {
    const ast_expr **items;
    size_t count;
} parts;

/* The operands of a chain `a and b and c`, which the parser nests to the left. */
static parts chain(checker *k, const ast_expr *e, ast_op op)
{
    parts p = {.count = 1};
    for (const ast_expr *x = e; x->kind == AST_BINARY && x->op == op; x = x->left)
        p.count++;
    p.items = ARENA_ARRAY(k->memory, p.count, const ast_expr *);
    if (!p.items)
        return (parts){0};
    for (size_t i = p.count - 1; i > 0; i--, e = e->left)
        p.items[i] = e->right;
    p.items[0] = e;
    return p;
}

static bool is_chain(const ast_expr *e, ast_op op)
{
    return e->kind == AST_BINARY && e->op == op;
}

static const plan_expr *check_chain(checker *k, const ast_expr *e, bool noting);

/* A part of a chain; `noting`: the whole holds only if it does. */
static const plan_expr *check_part(checker *k, const ast_expr *e, bool noting)
{
    const ast_expr *bare = expr_bare(e);
    if (noting && is_chain(bare, AST_OP_AND))
        return check_chain(k, bare, true);
    bool negative = bare->kind == AST_COMPARE && bare->negated;
    const ast_expr *denied = bare->kind == AST_NOT ? expr_bare(bare->left) : NULL;
    if (denied && denied->kind == AST_COMPARE && !denied->negated)
        bare = denied;
    k->conjunct = noting && bare->kind == AST_COMPARE && !negative && !denied ? bare : NULL;
    k->noted = noting && bare->kind == AST_COMPARE && !k->conjunct ? bare : NULL;
    const plan_expr *checked = expr_condition(k, e);
    k->noted = k->conjunct = NULL;
    return checked;
}

/* `group by project and country`: what a list of columns is joined by is a comma. */
static bool tell_list(checker *k, const ast_expr *e, const parts *p)
{
    ast_clause_kind at = k->at.clause;
    bool list = at == AST_GROUP || at == AST_COUNT || at == AST_SELECT || at == AST_SORT || at == AST_DISTINCT;
    if (e->op != AST_OP_AND || !list || k->at.row || k->trying)
        return false;
    sbuf text = {0};
    for (size_t i = 0; i < p->count; i++) {
        type t;
        const ast_expr *part = p->items[i];
        list &= part->kind == AST_NAME && names_here(k, part->name.text, &t) && (t.kind != TYPE_BOOL || t.set);
        sbuf_printf(&text, "%s", i ? ", " : "");
        ast_format_expr(&text, part);
    }
    str columns = checker_take(k, &text);
    if (!list)
        return false;
    const char *clause = words_clause(at);
    diag *d = diag_add(k->bag, E_NO_CONDITION, k->from, e->where, "`and` joins conditions, and these are columns");
    diag_expect(k->bag, d, "commas between the columns of %s", clause);
    diag_hint(k->bag, d, "write `%.*s`", STR_ARG(columns));
    return true;
}

static const plan_expr *check_chain(checker *k, const ast_expr *e, bool noting)
{
    parts p = chain(k, e, e->op);
    if (p.items && tell_list(k, e, &p))
        return &typed_nothing;
    const plan_expr **args = ARENA_ARRAY(k->memory, p.count, const plan_expr *);
    if (!args)
        return &typed_nothing;
    size_t torn_to = 0; /* items before it were told of as torn */
    for (size_t i = 0; i < p.count; i++) {
        if (i > 0 && i >= torn_to)
            torn_to = i + torn_tell(k, p.items, i, p.count, e->op);
        k->torn = i + 1 < p.count && torn_end(p.items[i]) && torn_value(k, p.items[i + 1]);
        args[i] = i < torn_to ? &typed_nothing : check_part(k, p.items[i], noting);
        k->torn = false;
    }
    return e->op == AST_OP_AND ? typed_and(k, p.count, args, e->where) : typed_or(k, p.count, args, e->where);
}

/* ---- and with or, without brackets ---- */

static void print_parts(sbuf *b, const parts *p, size_t from, size_t to, const char *joint)
{
    for (size_t i = from; i < to; i++) {
        bool bracket = is_chain(p->items[i], AST_OP_AND);
        sbuf_printf(b, "%s%s", i > from ? joint : "", bracket ? "(" : "");
        ast_format_expr(b, p->items[i]);
        sbuf_printf(b, "%s", bracket ? ")" : "");
    }
}

/* The other reading: the alternatives around `and` belong together. */
static void print_other_reading(checker *k, sbuf *b, const parts *or_parts, size_t at)
{
    parts and_parts = chain(k, or_parts->items[at], AST_OP_AND);
    for (size_t i = 0; i < and_parts.count; i++) {
        bool opens = i == 0 && at > 0, closes = i + 1 == and_parts.count && at + 1 < or_parts->count;
        sbuf_printf(b, "%s%s", i ? " and " : "", opens || closes ? "(" : "");
        if (opens) {
            print_parts(b, or_parts, 0, at, " or ");
            sbuf_printf(b, " or ");
        }
        ast_format_expr(b, and_parts.items[i]);
        if (closes) {
            sbuf_printf(b, " or ");
            print_parts(b, or_parts, at + 1, or_parts->count, " or ");
        }
        sbuf_printf(b, "%s", opens || closes ? ")" : "");
    }
}

static void warn_mixed(checker *k, const ast_expr *e)
{
    if (k->quiet || (checker_expands(k) && !k->defining) || e->op != AST_OP_OR)
        return;
    parts p = chain(k, e, AST_OP_OR);
    for (size_t i = 0; i < p.count; i++) {
        if (!is_chain(p.items[i], AST_OP_AND))
            continue;
        sbuf read = {0}, other = {0};
        print_parts(&read, &p, 0, p.count, " or ");
        print_other_reading(k, &other, &p, i);
        str as_read = checker_take(k, &read), as_other = checker_take(k, &other);
        diag *d = diag_add(k->bag, W_AND_OR, k->from, e->where, "`and` and `or` are mixed without brackets");
        diag_expect(k->bag, d, "brackets around what belongs together");
        diag_hint(k->bag, d, "it is read as `%.*s`", STR_ARG(as_read));
        diag_hint(k->bag, d, "the other way is `%.*s`", STR_ARG(as_other));
        return;
    }
}

const plan_expr *expr_logic(checker *k, const ast_expr *e)
{
    warn_mixed(k, e);
    return check_chain(k, e, false);
}

const plan_expr *expr_where(checker *k, const ast_expr *e, note_list *notes)
{
    const ast_expr *bare = expr_bare(e);
    k->notes = notes;
    const plan_expr *checked = check_part(k, is_chain(bare, AST_OP_AND) ? bare : e, true);
    k->notes = NULL;
    return checked;
}

const plan_expr *expr_not(checker *k, const ast_expr *e)
{
    const plan_expr *noted = expr_denied(k, e->left);
    return typed_not(k, noted);
}

const plan_expr *expr_is(checker *k, const ast_expr *e)
{
    const plan_expr *left = expr_check(k, e->left);
    bool missing = (e->op == AST_OP_MISSING) != e->negated;
    return missing ? typed_missing(k, left, e->where) : typed_known(k, left, e->where);
}

/* ---- if, ?? ---- */

/* One value as a set of one, where the other side is a set. */
static const plan_expr *as_set(checker *k, const plan_expr *e, type set)
{
    type common;
    if (e->kind != PLAN_CONST || e->type.set || !function_unify(type_element(set), e->type, &common) || common.kind != set.kind)
        return e;
    const plan_expr *one = function_convert(k, e, type_element(set));
    value *item = ARENA_NEW(k->memory, value);
    if (!item || one->kind != PLAN_CONST)
        return e;
    *item = one->constant;
    value v = {.type = set, .missing = item->missing};
    v.as.set.items = item;
    v.as.set.count = 1;
    return typed_const(k, v, e->where);
}

/* A phrase that reads as what the other side is. */
static const plan_expr *read_like(checker *k, const ast_expr *e, const plan_expr *checked, type other)
{
    value v;
    e = expr_bare(e);
    bool text = other.kind == TYPE_TEXT || other.kind == TYPE_LINK;
    if (e->kind == AST_PHRASE && other.kind != checked->type.kind && other.kind != TYPE_DATE && (!text || e->value_position) &&
        literal_read(k, e, (type_kind)other.kind, &v) == LITERAL_OK)
        return typed_const(k, v, e->where);
    return checked;
}

/* Both as one type; false if there is none, which is told. */
static bool alike(checker *k, const ast_expr *a_ast, const plan_expr **a, const ast_expr *b_ast, const plan_expr **b, const char *sides)
{
    type common;
    if (typed_is_nothing(*a) || typed_is_nothing(*b))
        return false;
    *a = read_like(k, a_ast, *a, (*b)->type);
    *b = read_like(k, b_ast, *b, (*a)->type);
    if ((*a)->type.set != (*b)->type.set) {
        *a = (*b)->type.set ? as_set(k, *a, (*b)->type) : *a;
        *b = (*a)->type.set ? as_set(k, *b, (*a)->type) : *b;
    }
    if (function_unify((*a)->type, (*b)->type, &common)) {
        *a = function_convert(k, *a, common);
        *b = function_convert(k, *b, common);
        return true;
    }
    str left = checker_text(k, a_ast), right = checker_text(k, b_ast);
    diag *d = diag_add(k->bag, E_BRANCHES, k->from, b_ast->where, "%.*s is %.*s and %.*s is %.*s", STR_ARG(left),
                       STR_ARG(words_type(k, (*a)->type)), STR_ARG(right), STR_ARG(words_type(k, (*b)->type)));
    diag_expect(k->bag, d, "%.*s: %s have one type", STR_ARG(words_type(k, (*a)->type)), sides);
    return false;
}

const plan_expr *expr_if(checker *k, const ast_expr *e)
{
    const plan_expr *condition = expr_condition(k, e->condition);
    const plan_expr *then = expr_check(k, e->left), *otherwise = expr_check(k, e->right);
    if (!alike(k, e->left, &then, e->right, &otherwise, "both outcomes of an if"))
        return &typed_nothing;
    return typed_if(k, condition, then, otherwise, e->where);
}

const plan_expr *expr_else(checker *k, const ast_expr *e)
{
    const plan_expr *sides[] = {expr_check(k, e->left), expr_check(k, e->right)};
    if (!alike(k, e->left, &sides[0], e->right, &sides[1], "both sides of ??"))
        return &typed_nothing;
    return typed_node(k, (plan_expr){.kind = PLAN_ELSE, .type = sides[0]->type, .where = e->where}, 2, sides);
}
