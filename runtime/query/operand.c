/* The right side of a comparison: values read as what they are compared with needs. */
#include "runtime/query/operand.h"

#include "runtime/query/typed.h"
#include "runtime/query/expr.h"
#include "runtime/query/literal.h"
#include "runtime/query/subquery.h"
#include "runtime/query/variable.h"

static const plan_expr *read_phrase(checker *k, const operand *o, const ast_expr *v)
{
    value read;
    bool text = o->op == AST_OP_LIKE || o->op == AST_OP_MATCHES;
    if (operand_tell_order(k, o, v))
        return &typed_nothing;
    switch (literal_read(k, v, text ? TYPE_TEXT : (type_kind)o->type.kind, &read)) {
    case LITERAL_OK:
        operand_occurs(k, o, v, &read);
        return typed_const(k, read, v->where);
    case LITERAL_NOT:
        operand_tell_wrong(k, o, v, literal_text(k, v));
        return &typed_nothing;
    default:
        return &typed_nothing;
    }
}

static const plan_expr *read_string(checker *k, const operand *o, const ast_expr *v)
{
    value read = {.type = type_of(TYPE_TEXT), .as.text = v->text};
    if (o->type.kind != TYPE_TEXT && o->type.kind != TYPE_LINK) {
        operand_tell_wrong(k, o, v, v->text);
        return &typed_nothing;
    }
    operand_occurs(k, o, v, &read);
    return typed_const(k, read, v->where);
}

static const plan_expr *read_one(checker *k, const operand *o, const ast_expr *v)
{
    v = expr_bare(v);
    switch (v->kind) {
    case AST_PHRASE:
        return read_phrase(k, o, v);
    case AST_STRING:
        return read_string(k, o, v);
    case AST_REGEX:
        return typed_text(k, v->text, v->where);
    case AST_VAR:
        return variable_operand(k, o, v);
    default:
        return expr_check(k, v);
    }
}

static bool is_literal(const ast_expr *e)
{
    return !e || expr_bare(e)->kind == AST_PHRASE;
}

/* A range of times is one period. */
static bool read_time_range(checker *k, const operand *o, const ast_expr *v, compare_item *out)
{
    bool time = o->type.kind == TYPE_DATE || o->type.kind == TYPE_PERIOD;
    value read;
    literal_result r = literal_time_range(k, v, &read);
    if (r == LITERAL_TOLD)
        return false;
    if (time && r == LITERAL_OK) {
        operand_occurs(k, o, v, &read);
        out->value = typed_const(k, read, v->where);
        return true;
    }
    if (!time || (is_literal(v->left) && is_literal(v->right))) {
        operand_tell_wrong(k, o, v, checker_text(k, v));
        return false;
    }
    out->value = expr_check(k, v);
    return !typed_is_nothing(out->value);
}

/* `3..5`: a range of what is counted is both its ends. */
static bool read_range(checker *k, const operand *o, const ast_expr *v, compare_item *out)
{
    type_kind kind = (type_kind)o->type.kind;
    *out = (compare_item){.written = v, .where = v->where};
    if (kind != TYPE_INT && kind != TYPE_NUMBER && kind != TYPE_MONEY && kind != TYPE_DURATION)
        return read_time_range(k, o, v, out);
    operand bound = *o;
    bound.op = AST_OP_GE; /* a bound need not occur */
    bound.among |= v->left && v->right;
    out->range = true;
    bound.behind = arena_printf(k->memory, "..%.*s", STR_ARG(v->right ? checker_text(k, v->right) : STR("")));
    out->value = v->left ? read_one(k, &bound, v->left) : NULL;
    if (out->value && typed_is_nothing(out->value))
        return false;
    bound.before = arena_printf(k->memory, "%.*s..", STR_ARG(v->left ? checker_text(k, v->left) : STR("")));
    bound.behind = STR("");
    out->high = v->right ? read_one(k, &bound, v->right) : NULL;
    return !out->high || !typed_is_nothing(out->high);
}

static bool read_item(checker *k, const operand *o, const ast_expr *v, compare_item *out)
{
    if (expr_bare(v)->kind == AST_RANGE)
        return read_range(k, o, expr_bare(v), out);
    *out = (compare_item){.value = read_one(k, o, v), .written = v, .where = v->where};
    return !typed_is_nothing(out->value);
}

bool operand_values(checker *k, const operand *o, const ast_expr *right, const compare_item **items, size_t *count)
{
    const ast_expr *bare = expr_bare(right);
    bool list = bare->kind == AST_LIST;
    *count = list ? bare->item_count : 1;
    compare_item *read = ARENA_ARRAY(k->memory, *count, compare_item);
    *items = read;
    if (!read || (*count == 1 && subquery_tell_name(k, o, expr_bare(list ? bare->items[0] : bare))))
        return false;
    if (bare->kind == AST_QUERY) {
        read[0] = (compare_item){.value = subquery_values(k, o, bare), .where = bare->where};
        return !typed_is_nothing(read[0].value);
    }
    bool ok = true;
    operand one = *o;
    one.among = *count > 1;
    for (size_t i = 0; i < *count; i++)
        ok &= read_item(k, &one, list ? bare->items[i] : bare, &read[i]);
    return ok;
}
