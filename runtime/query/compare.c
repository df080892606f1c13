/* Comparisons, once their sides are typed: lowering to plan expressions. */
#include "runtime/query/compare.h"

#include "runtime/query/typed.h"
#include "runtime/query/functions.h"

/* The row of the function table that compares two single values. */
static const char *operator_name(ast_op op)
{
    switch (op) {
    case AST_OP_SAME:
        return "==";
    case AST_OP_LIKE:
        return "~";
    case AST_OP_LT:
        return "<";
    case AST_OP_LE:
        return "<=";
    case AST_OP_GT:
        return ">";
    case AST_OP_GE:
        return ">=";
    case AST_OP_OVERLAPS:
        return "overlaps";
    case AST_OP_WITHIN:
        return "within";
    case AST_OP_CONTAINS:
        return "contains";
    case AST_OP_MATCHES:
        return "matches";
    default: /* in, has all and only ask whether values are equal */
        return "=";
    }
}

/* ---- Two single values ---- */

/* Text fits a link if it is the row's name or one of its other names. */
static const plan_expr *link_is_named(checker *k, const plan_expr *link, const plan_expr *text, span where)
{
    const plan_expr *name[] = {function_link_name(k, link, where), text};
    const plan_expr *is_name = function_operator(k, "=", 2, name, where);
    int32_t also = checker_collection(k, link->type.target)->also_field;
    if (also < 0 || !is_name)
        return is_name;
    row r = {.collection = link->type.target, .link = link};
    const plan_expr *others = typed_field(k, &r, (uint16_t)also, where);
    const plan_expr *other[] = {typed_element(k, type_element(others->type), where), typed_lift(k, text, 1)};
    const plan_expr *is_other = function_operator(k, "=", 2, other, where);
    const plan_expr *either[] = {is_name, is_other ? typed_any(k, others, is_other, where) : &typed_nothing};
    return typed_or(k, 2, either, where);
}

static const plan_expr *pair(checker *k, const comparison *c, const plan_expr *a, const plan_expr *b)
{
    const char *name = operator_name(c->op);
    bool equality = name[0] == '=' && name[1] == '\0';
    if (typed_is_nothing(a) || typed_is_nothing(b))
        return &typed_nothing;
    if (equality && a->type.kind == TYPE_LINK && b->type.kind == TYPE_TEXT)
        return link_is_named(k, a, b, c->where);
    if (equality && a->type.kind == TYPE_TEXT && b->type.kind == TYPE_LINK)
        return link_is_named(k, b, a, c->where);
    const plan_expr *args[] = {a, b};
    picked p = function_pick(k, str_of(name), true, FUNCTIONS_OF_ROWS, 2, args);
    /* Links to two collections share names, but are never the same row. */
    if (!p.function ||
        (p.function->args[0] == PARAM_ANY && a->type.kind == TYPE_LINK && b->type.kind == TYPE_LINK && a->type.target != b->type.target))
        return NULL;
    return function_call_of(k, &p, 2, args, c->ignore_case, c->where);
}

bool compare_takes(checker *k, ast_op op, type left, type right)
{
    plan_expr a = {.kind = PLAN_TEMP, .type = type_element(left)}, b = {.kind = PLAN_TEMP, .type = type_element(right)};
    const plan_expr *args[] = {&a, &b};
    bool links = a.type.kind == TYPE_LINK && b.type.kind == TYPE_LINK;
    if (links && a.type.target != b.type.target && str_equal(str_of(operator_name(op)), STR("=")))
        return false;
    return function_pick(k, str_of(operator_name(op)), true, FUNCTIONS_OF_ROWS, 2, args).function;
}

/* ---- One value against one item, all items ---- */

static const plan_expr *in_numbers(checker *k, const comparison *c, const plan_expr *e, const compare_item *item, uint32_t lift)
{
    const plan_expr *both[2];
    size_t count = 0;
    if (item->value) {
        const plan_expr *args[] = {e, typed_lift(k, item->value, lift)};
        both[count++] = function_operator(k, ">=", 2, args, c->where);
    }
    if (item->high) {
        const plan_expr *args[] = {e, typed_lift(k, item->high, lift)};
        both[count++] = function_operator(k, "<=", 2, args, c->where);
    }
    for (size_t i = 0; i < count; i++)
        if (!both[i])
            return NULL;
    return typed_and(k, count, both, c->where);
}

/* Is the text among them? Where they are many this is one look into a table, so nothing but the text may depend on the row. */
static const plan_expr *is_among(checker *k, const plan_expr *text, const plan_expr *texts, span where)
{
    const plan_expr *args[] = {typed_lift(k, text, 1), typed_element(k, type_element(texts->type), where)};
    const plan_expr *same = function_operator(k, "=", 2, args, where);
    return same ? typed_any(k, texts, same, where) : NULL;
}

/* A link whose name, or one of whose other names, is among the texts of a query. */
static const plan_expr *link_in_texts(checker *k, const comparison *c, const plan_expr *link, const plan_expr *texts)
{
    const plan_expr *is_name = is_among(k, function_link_name(k, link, c->where), texts, c->where);
    int32_t also = checker_collection(k, link->type.target)->also_field;
    if (also < 0 || !is_name)
        return is_name;
    row r = {.collection = link->type.target, .link = link};
    const plan_expr *others = typed_field(k, &r, (uint16_t)also, c->where);
    const plan_expr *is_other = is_among(k, typed_element(k, type_element(others->type), c->where), texts, c->where);
    const plan_expr *either[] = {is_name, is_other ? typed_any(k, others, is_other, c->where) : &typed_nothing};
    return typed_or(k, 2, either, c->where);
}

/* A text that is a name, or another name, of one of the links of a query. */
static const plan_expr *text_in_links(checker *k, const comparison *c, const plan_expr *text, const plan_expr *links)
{
    const plan_expr *link = typed_element(k, type_element(links->type), c->where);
    const plan_expr *is_name = is_among(k, text, typed_map(k, links, function_link_name(k, link, c->where), c->where), c->where);
    int32_t also = checker_collection(k, links->type.target)->also_field;
    if (also < 0 || !is_name)
        return is_name;
    row r = {.collection = links->type.target, .link = link};
    const plan_expr *others = typed_map(k, links, typed_field(k, &r, (uint16_t)also, c->where), c->where);
    const plan_expr *either[] = {is_name, is_among(k, text, others, c->where)};
    return either[1] ? typed_or(k, 2, either, c->where) : NULL;
}

/* `lift`: how many ANYs were put around since the items were read. */
static const plan_expr *fits_one(checker *k, const comparison *c, const plan_expr *e, const compare_item *item, uint32_t lift)
{
    if (item->range)
        return in_numbers(k, c, e, item, lift);
    const plan_expr *value = typed_lift(k, item->value, lift);
    if (!value->type.set)
        return pair(k, c, e, value);
    if (value->kind == PLAN_QUERY && e->type.kind == TYPE_LINK && value->type.kind == TYPE_TEXT)
        return link_in_texts(k, c, e, value);
    if (value->kind == PLAN_QUERY && e->type.kind == TYPE_TEXT && value->type.kind == TYPE_LINK)
        return text_in_links(k, c, e, value);
    const plan_expr *body = pair(k, c, typed_lift(k, e, 1), typed_element(k, type_element(value->type), c->where));
    return body ? typed_any(k, value, body, c->where) : NULL;
}

static const plan_expr *fits_any(checker *k, const comparison *c, const plan_expr *e, uint32_t lift)
{
    const plan_expr **each = ARENA_ARRAY(k->memory, c->count, const plan_expr *);
    if (!each)
        return &typed_nothing;
    for (size_t i = 0; i < c->count; i++)
        if (!(each[i] = fits_one(k, c, e, &c->items[i], lift)))
            return NULL;
    return typed_or(k, c->count, each, c->where);
}

/* Some element of `e` fits an item. A path through a set is tested inside: what is missing on the way fits nothing. */
static const plan_expr *some_fits(checker *k, const comparison *c, const plan_expr *e, uint32_t lift)
{
    if (!e->type.set)
        return fits_any(k, c, e, lift);
    bool path = e->kind == PLAN_MAP;
    const plan_expr *inner = path ? e->args[1] : typed_element(k, type_element(e->type), c->where);
    const plan_expr *body = some_fits(k, c, inner, lift + 1);
    return body ? typed_any(k, path ? e->args[0] : e, body, c->where) : NULL;
}

/* ---- has all, only, the same set ---- */

static const plan_expr *has_one(checker *k, const comparison *c, const compare_item *item)
{
    comparison one = *c;
    compare_item single = *item;
    one.items = &single;
    one.count = 1;
    if (item->range || !item->value->type.set)
        return some_fits(k, &one, c->left, 0);
    /* Each element of the set: there is none that is not found. */
    single.value = typed_element(k, type_element(item->value->type), item->where);
    one.left = typed_lift(k, c->left, 1);
    const plan_expr *found = some_fits(k, &one, one.left, 0);
    return found ? typed_not(k, typed_any(k, item->value, typed_not(k, found), c->where)) : NULL;
}

static const plan_expr *has_all(checker *k, const comparison *c)
{
    const plan_expr **each = ARENA_ARRAY(k->memory, c->count, const plan_expr *);
    if (!each)
        return &typed_nothing;
    for (size_t i = 0; i < c->count; i++)
        if (!(each[i] = has_one(k, c, &c->items[i])))
            return NULL;
    return typed_and(k, c->count, each, c->where);
}

static const plan_expr *has_only(checker *k, const comparison *c)
{
    if (!c->left->type.set)
        return fits_any(k, c, c->left, 0);
    const plan_expr *one = fits_any(k, c, typed_element(k, type_element(c->left->type), c->where), 1);
    if (!one)
        return NULL;
    const plan_expr *both[] = {typed_known(k, c->left, c->where), typed_not(k, typed_any(k, c->left, typed_not(k, one), c->where))};
    return typed_and(k, 2, both, c->where);
}

static bool has_set(const comparison *c)
{
    bool set = c->left->type.set;
    for (size_t i = 0; i < c->count; i++)
        set |= !c->items[i].range && c->items[i].value->type.set;
    return set;
}

/* Nothing in the one that is not in the other, and neither is missing. */
static const plan_expr *same_set(checker *k, const comparison *c)
{
    const plan_expr *both[] = {has_only(k, c), has_all(k, c)};
    return both[0] && both[1] ? typed_and(k, 2, both, c->where) : NULL;
}

const plan_expr *compare_lower(checker *k, const comparison *c)
{
    if (typed_is_nothing(c->left))
        return &typed_nothing;
    for (size_t i = 0; i < c->count; i++)
        if (!c->items[i].range && typed_is_nothing(c->items[i].value))
            return &typed_nothing;
    switch (c->op) {
    case AST_OP_HAS_ALL:
        return has_all(k, c);
    case AST_OP_ONLY:
        return has_only(k, c);
    case AST_OP_SAME:
        return has_set(c) ? same_set(k, c) : some_fits(k, c, c->left, 0);
    default:
        return some_fits(k, c, c->left, 0);
    }
}
