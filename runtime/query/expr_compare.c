/* Comparisons: what may be compared with what, and the words for what may not. */
#include "runtime/query/typed.h"
#include "runtime/query/compare.h"
#include "runtime/query/expr.h"
#include "runtime/query/literal.h"
#include "runtime/query/names.h"
#include "runtime/query/operand.h"
#include "runtime/query/tried.h"
#include "runtime/query/variable.h"
#include "runtime/query/words.h"

/* ---- Operators that do not fit what is on their left ---- */

static bool is_time(type t)
{
    return t.kind == TYPE_DATE || t.kind == TYPE_PERIOD;
}

static bool is_text(type t)
{
    return t.kind == TYPE_TEXT || t.kind == TYPE_LINK;
}

/* What the operator works on, for the message; NULL if it takes the type. */
static const char *wanted_left(ast_op op, type t)
{
    switch (op) {
    case AST_OP_LIKE:
    case AST_OP_MATCHES:
        return is_text(t) ? NULL : "looks inside text";
    case AST_OP_OVERLAPS:
    case AST_OP_WITHIN:
    case AST_OP_CONTAINS:
        return is_time(t) ? NULL : "compares periods";
    case AST_OP_LT:
    case AST_OP_LE:
    case AST_OP_GT:
    case AST_OP_GE:
        return t.kind == TYPE_BOOL ? "needs an order" : NULL;
    default:
        return NULL;
    }
}

static void tell_operator(checker *k, const ast_expr *e, const operand *o, const char *wants)
{
    str left = checker_text(k, e->left), right = checker_written(k, e->right->where);
    bool in_text = o->op == AST_OP_CONTAINS && is_text(o->type);
    const char *search = o->type.set || o->type.kind == TYPE_LINK ? (e->negated ? "!=" : "=") : e->negated ? "!~" : "~";
    str like = arena_printf(k->memory, "%.*s %s %.*s", STR_ARG(left), search, STR_ARG(right));
    str same = arena_printf(k->memory, "%.*s %s %.*s", STR_ARG(left), e->negated ? "!=" : "=", STR_ARG(right));
    str is = words_type(k, o->type), sign = o->sign;
    diag *d = in_text ? diag_add(k->bag, E_OPERATOR, k->from, e->op_where, "%.*s is %.*s, which is searched with `%s`: `%.*s` %s",
                                 STR_ARG(left), STR_ARG(is), search, STR_ARG(sign), wants)
                      : diag_add(k->bag, E_OPERATOR, k->from, e->op_where, "`%.*s` %s, and %.*s is %.*s", STR_ARG(sign), wants,
                                 STR_ARG(left), STR_ARG(is));
    if (in_text)
        diag_hint(k->bag, d, "write `%.*s`", STR_ARG(like));
    else if (o->type.kind == TYPE_BOOL)
        diag_hint(k->bag, d, "a field that is true or false is a condition by itself: `%.*s` or `not %.*s`", STR_ARG(left), STR_ARG(left));
    else if (tried_condition(k, same))
        diag_hint(k->bag, d, "the same value: `%.*s`", STR_ARG(same));
    else
        diag_hint(k->bag, d, "the same value: `%.*s = %s`", STR_ARG(left), words_example((type_kind)o->type.kind));
}

/* Two typed sides that can never fit. */
static bool tell_pair(checker *k, const operand *o, const compare_item *item, const plan_expr *v)
{
    if (!v || compare_takes(k, o->op, o->type, v->type))
        return false;
    str left = checker_text(k, o->written), right = checker_written(k, item->where);
    diag *d = diag_add(k->bag, E_TYPES_DIFFER, k->from, item->where, "%.*s is %.*s and %.*s is %.*s: they never fit", STR_ARG(left),
                       STR_ARG(words_type(k, o->type)), STR_ARG(right), STR_ARG(words_type(k, v->type)));
    diag_expect(k->bag, d, "%.*s, as in `%.*s %.*s %s`", STR_ARG(words_type(k, type_element(o->type))), STR_ARG(left), STR_ARG(o->sign),
                words_example((type_kind)o->type.kind));
    /* A query has no words of its own that a hint could be about. */
    if (!item->written || !variable_hint_type(k, d, item->written, (type_kind)o->type.kind))
        variable_hint_type(k, d, o->written, (type_kind)v->type.kind);
    return true;
}

static void tell_types(checker *k, const operand *o, const comparison *c)
{
    for (size_t i = 0; i < c->count; i++)
        if (tell_pair(k, o, &c->items[i], c->items[i].value) || tell_pair(k, o, &c->items[i], c->items[i].high))
            return;
}

/* ---- The comparison ---- */

static void add_note(checker *k, const ast_expr *left, const plan_expr *operand_expr, ast_op op)
{
    note_list *l = k->notes;
    if (operand_expr->kind == PLAN_CONST)
        return;
    plan_kept_note *room = arena_push(k->memory, (void **)&l->items, &l->count, &l->capacity, sizeof *room);
    if (room)
        *room = (plan_kept_note){.operand = operand_expr,
                                 .name = checker_text(k, left),
                                 .from = k->from,
                                 .where = left->where,
                                 .part = op == AST_OP_LIKE || op == AST_OP_MATCHES};
}

/* `project = CyberEast+`: rows that have it may have others. */
static void add_asked(checker *k, const ast_expr *e, const plan_expr *left)
{
    if (!left->type.set || (e->op != AST_OP_EQ && e->op != AST_OP_IN && e->op != AST_OP_HAS_ALL))
        return;
    asked_set *a = ARENA_NEW(k->memory, asked_set);
    if (!a)
        return;
    *a = (asked_set){.set = left, .values = checker_text(k, e->right), .earlier = k->asked};
    k->asked = a;
}

/* `CyberEast+ = project`: the words are the wrong way round. */
static bool tell_reversed(checker *k, const ast_expr *e)
{
    const ast_expr *left = expr_bare(e->left), *right = expr_bare(e->right);
    type t;
    if (left->kind != AST_NAME || literal_is_word(left->name.text) || right->kind != AST_PHRASE || right->word_count != 1 ||
        names_here(k, left->name.text, &t) || !names_here(k, right->words[0].text, &t))
        return false;
    str word = right->words[0].text;
    diag *d = diag_add(k->bag, E_UNKNOWN_FIELD, k->from, left->where, "there is no field \"%.*s\"", STR_ARG(left->name.text));
    diag_expect(k->bag, d, "a field: the value stands on the right");
    str sign = e->op == AST_OP_IN ? (e->negated ? STR("!=") : STR("=")) : checker_written(k, e->op_where);
    if (e->op == AST_OP_EQ || e->op == AST_OP_SAME || e->op == AST_OP_IN)
        diag_hint(k->bag, d, "write `%.*s %.*s %.*s`", STR_ARG(word), STR_ARG(sign), STR_ARG(left->name.text));
    return true;
}

/* `mode == online` leaves out what is also held in person: the whole set is compared. A value in brackets is surely meant so. */
static void note_exactly(checker *k, const ast_expr *e, const operand *o)
{
    if (k->quiet || k->defining || o->op != AST_OP_SAME || !o->type.set || (e->right->kind != AST_PHRASE && e->right->kind != AST_STRING))
        return;
    str left = checker_text(k, e->left), right = checker_text(k, e->right);
    diag *d = diag_add(k->bag, N_EXACTLY, k->from, e->op_where, "`%.*s` %s only rows whose %.*s is %.*s and nothing else", STR_ARG(o->sign),
                       e->negated ? "leaves out" : "finds", STR_ARG(left), STR_ARG(right));
    diag_hint(k->bag, d, "those that have others beside it, too: `%.*s %s %.*s`", STR_ARG(left), e->negated ? "!=" : "=", STR_ARG(right));
    diag_hint(k->bag, d, "if it is meant so, brackets say it: `%.*s %.*s (%.*s)`", STR_ARG(left), STR_ARG(o->sign), STR_ARG(right));
}

static const plan_expr *lower(checker *k, const ast_expr *e, const operand *o, const plan_expr *left)
{
    comparison c = {.op = o->op, .left = left, .where = e->where};
    c.ignore_case = expr_bare(e->right)->ignore_case;
    const char *wants = wanted_left(o->op, o->type);
    if (wants) {
        tell_operator(k, e, o, wants);
        return &typed_nothing;
    }
    if (!operand_values(k, o, e->right, &c.items, &c.count))
        return &typed_nothing;
    const plan_expr *made = compare_lower(k, &c);
    if (!made)
        tell_types(k, o, &c);
    else
        note_exactly(k, e, o);
    return made ? made : &typed_nothing;
}

const plan_expr *expr_compare(checker *k, const ast_expr *e)
{
    bool noted = k->noted == e, conjunct = k->conjunct == e;
    k->noted = k->conjunct = NULL;
    if (k->at.scope && !k->at.scope->open && tell_reversed(k, e))
        return &typed_nothing;
    const plan_expr *left = expr_check(k, e->left);
    if (typed_is_nothing(left))
        return left;
    if (expr_bare(e->left)->kind == AST_CALL && expr_bare(e->right)->kind == AST_PHRASE)
        expr_note_counted_set(k, expr_bare(e->left));
    operand o = {
        .written = e->left, .left = left, .type = left->type, .op = e->op, .negated = e->negated, .sign = checker_written(k, e->op_where)};
    o.origin = scope_origin(k, k->at.scope, left);
    k->compared = (compared){.at = e, .type = o.type, .of = o.origin.of, .field = o.origin.field};
    const plan_expr *made = lower(k, e, &o, left);
    if (typed_is_nothing(made))
        return made;
    if (noted)
        add_note(k, e->left, left, e->op);
    if (conjunct)
        add_asked(k, e, left);
    return e->negated ? typed_not(k, made) : made;
}

const plan_expr *expr_among(checker *k, const ast_expr *key, type element, stored origin, const ast_expr *values)
{
    operand o = {.written = key, .type = element, .origin = origin, .op = AST_OP_IN, .sign = STR("in")};
    comparison c = {.op = AST_OP_IN, .left = typed_element(k, element, values->where), .where = values->where};
    if (!operand_values(k, &o, values, &c.items, &c.count))
        return &typed_nothing;
    const plan_expr *made = compare_lower(k, &c);
    if (made)
        return made;
    tell_types(k, &o, &c);
    return &typed_nothing;
}
