/* Expressions of a plan as text that people read. */
#include "runtime/query/plan_print.h"

#include <string.h>

#include "runtime/model/print.h"
#include "runtime/query/typed.h"

enum { PRINT_MAX = 2000 }; /* bytes; nobody reads a longer one */

/* How tightly parts hold together: what is looser than its place wants stands in brackets. */
typedef enum tightness { LOOSE, IN_OR, IN_AND, IN_NOT, IN_COMPARISON, IN_ELSE, IN_SUM, IN_PRODUCT, IN_COMMON, TIGHT } tightness;

/* The sets whose elements are being looked at, the innermost first. */
typedef struct looking {
    const plan_expr *set;
    const struct looking *outer;
} looking;

static void print(sbuf *out, const plan_names *n, const looking *at, const plan_expr *e, tightness wanted);

/* ---- Values ---- */

static void print_text(sbuf *out, str text)
{
    ast_format_expr(out, &(ast_expr){.kind = AST_STRING, .text = text});
}

static void print_value(sbuf *out, const plan_names *n, const value *v)
{
    if (v->missing) {
        sbuf_add(out, STR("missing"));
    } else if (v->type.set) {
        sbuf_char(out, '(');
        for (size_t i = 0; i < v->as.set.count; i++) {
            sbuf_add(out, i ? STR(", ") : STR(""));
            print_value(out, n, &v->as.set.items[i]);
        }
        sbuf_char(out, ')');
    } else if (v->type.kind == TYPE_TEXT) {
        print_text(out, v->as.text);
    } else if (v->type.kind == TYPE_LINK) {
        print_text(out, collection_row_name(&n->data->collections[v->type.target], v->as.row));
    } else {
        value_print(out, v);
    }
}

/* ---- Names ---- */

static const visible *column_of(const plan_names *n, const plan_expr *e)
{
    for (size_t i = 0; i < n->column_count; i++)
        if (n->columns[i].expr && !n->columns[i].computed && typed_same(n->columns[i].expr, e))
            return &n->columns[i];
    return NULL;
}

static void print_leaf(sbuf *out, const plan_names *n, const plan_expr *e)
{
    const visible *column = column_of(n, e);
    if (column) {
        sbuf_add(out, column->name);
    } else if (e->kind == PLAN_TEMP) {
        sbuf_add(out, e->index < n->temp_count ? n->temps[e->index] : STR("a value made before"));
    } else {
        if (e->index < n->slot_count)
            sbuf_add(out, n->slots[e->index]);
        const collection *c = &n->data->collections[e->collection];
        sbuf_add(out, e->kind == PLAN_ROW ? STR("row") : c->fields[e->field].name);
    }
}

static void print_element(sbuf *out, const plan_names *n, const looking *at, const plan_expr *e, tightness wanted)
{
    for (uint32_t i = 0; at && i < e->index; i++)
        at = at->outer;
    if (at)
        print(out, n, at->outer, at->set, wanted);
    else
        sbuf_add(out, STR("element"));
}

/* Does more than one link of the collection lead where this one does? Then it takes a `via` to say which. */
static bool needs_via(const plan_names *n, const plan_expr *back)
{
    const collection *c = &n->data->collections[back->collection];
    size_t count = 0;
    for (size_t i = 0; i < c->field_count; i++)
        count += c->fields[i].type.kind == TYPE_LINK && c->fields[i].type.target == c->fields[back->field].type.target;
    return count > 1;
}

/* `activities` of the row at hand, `activities via partner`, or behind a link `project.activities`. */
static void print_back(sbuf *out, const plan_names *n, const looking *at, const plan_expr *e)
{
    const collection *c = &n->data->collections[e->collection];
    if (e->args[0]->kind != PLAN_ROW) {
        print(out, n, at, e->args[0], TIGHT);
        sbuf_char(out, '.');
    }
    sbuf_add(out, c->name);
    if (needs_via(n, e))
        sbuf_printf(out, " via %.*s", STR_ARG(c->fields[e->field].name));
}

/* ---- Calls ---- */

static tightness tightness_of_operator(const char *name)
{
    static const struct {
        const char *name;
        tightness is;
    } rows[] = {{"+", IN_SUM}, {"-", IN_SUM}, {"*", IN_PRODUCT}, {"/", IN_PRODUCT}, {"&", IN_COMMON}};
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
        if (strcmp(rows[i].name, name) == 0)
            return rows[i].is;
    return IN_COMPARISON;
}

/* A pattern as it was written, its `i` included. */
static void print_pattern(sbuf *out, const plan_expr *e)
{
    str written = e->from ? source_slice(e->from, e->where) : (str){0};
    if (written.n > 0)
        sbuf_add(out, written);
    else
        sbuf_printf(out, "/%.*s/", STR_ARG(e->constant.as.text));
}

static void print_argument(sbuf *out, const plan_names *n, const looking *at, const plan_expr *call, size_t i, tightness wanted)
{
    if (call->function->args[i] == PARAM_REGEX && call->args[i]->kind == PLAN_CONST)
        print_pattern(out, call->args[i]);
    else
        print(out, n, at, call->args[i], wanted);
}

static void print_written(sbuf *out, const plan_names *n, const looking *at, const plan_expr *e, const char *sign)
{
    tightness t = tightness_of_operator(e->function->name);
    if (e->arg_count == 1) {
        sbuf_add(out, str_of(sign));
        print(out, n, at, e->args[0], TIGHT);
        return;
    }
    print_argument(out, n, at, e, 0, t == IN_COMPARISON ? IN_ELSE : t);
    sbuf_printf(out, " %s ", sign);
    print_argument(out, n, at, e, 1, t + 1);
}

/* A whole number as one with decimals, a date as a period: nobody wrote the function, it stands where its argument does. */
static bool is_conversion(const plan_expr *e)
{
    bool called = e->kind == PLAN_CALL && e->arg_count == 1 && !e->function->operator_;
    return called && e->from && str_find(source_slice(e->from, e->where), str_of(e->function->name)) == SIZE_MAX;
}

static void print_call(sbuf *out, const plan_names *n, const looking *at, const plan_expr *e)
{
    if (e->function->operator_) {
        print_written(out, n, at, e, e->function->name);
        return;
    }
    sbuf_printf(out, "%s(", e->function->name);
    for (size_t i = 0; i < e->arg_count; i++) {
        sbuf_add(out, i ? STR(", ") : STR(""));
        print_argument(out, n, at, e, i, LOOSE);
    }
    sbuf_char(out, ')');
}

/* ---- Logic ---- */

/* How often the element that `depth` sets lie between is named. */
static size_t uses_of_element(const plan_expr *e, uint32_t depth)
{
    size_t uses = e->kind == PLAN_ELEMENT && e->index == depth;
    for (size_t i = 0; i < e->arg_count; i++)
        uses += uses_of_element(e->args[i], depth + ((e->kind == PLAN_ANY || e->kind == PLAN_MAP) && i == 1));
    return uses;
}

static bool has_logic(const plan_expr *e)
{
    if (e->kind == PLAN_AND || e->kind == PLAN_NOT || e->kind == PLAN_IS_MISSING || e->kind == PLAN_IF || e->kind == PLAN_ELSE)
        return true;
    for (size_t i = 0; i < e->arg_count; i++)
        if (has_logic(e->args[i]))
            return true;
    return false;
}

/* Is the condition on an element true of some of a set exactly when the language, reading the set's words in the element's place, says so? */
static bool reads_as_set(const plan_expr *e)
{
    if (e->kind == PLAN_OR) {
        for (size_t i = 0; i < e->arg_count; i++)
            if (!reads_as_set(e->args[i]))
                return false;
        return true;
    }
    return !has_logic(e) && uses_of_element(e, 0) <= 1;
}

static void print_quantified(sbuf *out, const plan_names *n, const looking *at, const char *word, const plan_expr *set,
                             const plan_expr *condition)
{
    looking inside = {set, at};
    sbuf_printf(out, "%s(", word);
    print(out, n, at, set, LOOSE);
    sbuf_add(out, STR(": "));
    print(out, n, &inside, condition, LOOSE);
    sbuf_char(out, ')');
}

static void print_any(sbuf *out, const plan_names *n, const looking *at, const plan_expr *e, tightness wanted)
{
    looking inside = {e->args[0], at};
    if (reads_as_set(e->args[1]))
        print(out, n, &inside, e->args[1], wanted);
    else
        print_quantified(out, n, at, "some", e->args[0], e->args[1]);
}

static const char *negated_sign(const plan_expr *e)
{
    static const char *const signs[][2] = {{"=", "!="}, {"==", "!=="}, {"~", "!~"}};
    for (size_t i = 0; e->kind == PLAN_CALL && e->function->operator_ && i < sizeof signs / sizeof *signs; i++)
        if (strcmp(signs[i][0], e->function->name) == 0)
            return signs[i][1];
    return NULL;
}

static void print_not(sbuf *out, const plan_names *n, const looking *at, const plan_expr *e)
{
    const plan_expr *of = e->args[0];
    looking inside = {NULL, at};
    if (of->kind == PLAN_IS_MISSING) {
        print(out, n, at, of->args[0], IN_ELSE);
        sbuf_add(out, STR(" is known"));
        return;
    }
    if (of->kind == PLAN_ANY && of->args[1]->kind == PLAN_NOT) {
        print_quantified(out, n, at, "every", of->args[0], of->args[1]->args[0]);
        return;
    }
    if (of->kind == PLAN_ANY && negated_sign(of->args[1]) && reads_as_set(of->args[1])) {
        inside.set = of->args[0];
        at = &inside;
        of = of->args[1];
    }
    if (negated_sign(of)) {
        print_written(out, n, at, of, negated_sign(of));
        return;
    }
    sbuf_add(out, STR("not "));
    print(out, n, at, of, TIGHT);
}

static void print_joined(sbuf *out, const plan_names *n, const looking *at, const plan_expr *e)
{
    for (size_t i = 0; i < e->arg_count; i++) {
        bool same = e->args[i]->kind == e->kind;
        if (i > 0)
            sbuf_add(out, e->kind == PLAN_AND ? STR(" and ") : STR(" or "));
        print(out, n, at, e->args[i], same ? LOOSE : IN_NOT); /* `and` inside `or` in brackets, too */
    }
}

static void print_if(sbuf *out, const plan_names *n, const looking *at, const plan_expr *e)
{
    static const char *const words[] = {"if ", " then ", " else "};
    for (size_t i = 0; i < 3; i++) {
        sbuf_add(out, str_of(words[i]));
        print(out, n, at, e->args[i], IN_OR);
    }
}

/* ---- All ---- */

static void print_query(sbuf *out, const plan_expr *e)
{
    str written = e->from ? source_slice(e->from, e->where) : (str){0};
    if (written.n > 0 && written.p[0] == '(')
        sbuf_add(out, written);
    else
        sbuf_printf(out, "(%.*s)", STR_ARG(written));
}

/* The logic of a condition negated prints as a comparison where it can. */
static tightness tightness_of(const plan_names *n, const plan_expr *e)
{
    switch (e->kind) {
    case PLAN_IF:
        return LOOSE;
    case PLAN_OR:
        return IN_OR;
    case PLAN_AND:
        return IN_AND;
    case PLAN_NOT:
    case PLAN_IS_MISSING:
        return IN_COMPARISON;
    case PLAN_ELSE:
        return IN_ELSE;
    case PLAN_BACK:
        return needs_via(n, e) ? LOOSE : TIGHT;
    case PLAN_CALL:
        if (!e->function->operator_)
            return TIGHT;
        return e->arg_count == 1 ? IN_COMMON : tightness_of_operator(e->function->name);
    default:
        return TIGHT;
    }
}

static void print_bare(sbuf *out, const plan_names *n, const looking *at, const plan_expr *e)
{
    looking inside = {e->arg_count > 0 ? e->args[0] : NULL, at};
    switch (e->kind) {
    case PLAN_CONST:
        print_value(out, n, &e->constant);
        break;
    case PLAN_FIELD:
    case PLAN_ROW:
    case PLAN_TEMP:
        print_leaf(out, n, e);
        break;
    case PLAN_DEREF:
        print(out, n, at, e->args[0], TIGHT);
        sbuf_printf(out, ".%.*s", STR_ARG(n->data->collections[e->collection].fields[e->field].name));
        break;
    case PLAN_BACK:
        print_back(out, n, at, e);
        break;
    case PLAN_QUERY:
        print_query(out, e);
        break;
    case PLAN_CALL:
        print_call(out, n, at, e);
        break;
    case PLAN_AND:
    case PLAN_OR:
        print_joined(out, n, at, e);
        break;
    case PLAN_NOT:
        print_not(out, n, at, e);
        break;
    case PLAN_IF:
        print_if(out, n, at, e);
        break;
    case PLAN_ELSE:
        print(out, n, at, e->args[0], IN_SUM);
        sbuf_add(out, STR(" ?? "));
        print(out, n, at, e->args[1], IN_ELSE);
        break;
    case PLAN_IS_MISSING:
        print(out, n, at, e->args[0], IN_ELSE);
        sbuf_add(out, STR(" is missing"));
        break;
    case PLAN_ELEMENT:
    case PLAN_ANY:
        break; /* printed by those who know how tightly */
    case PLAN_MAP:
        print(out, n, &inside, e->args[1], TIGHT);
        break;
    }
}

static void print(sbuf *out, const plan_names *n, const looking *at, const plan_expr *e, tightness wanted)
{
    if (out->n > PRINT_MAX) {
        sbuf_add(out, str_ends(sbuf_str(out), STR("…")) ? STR("") : STR("…"));
        return;
    }
    if (e->kind == PLAN_ELEMENT) {
        print_element(out, n, at, e, wanted);
        return;
    }
    if (e->kind == PLAN_ANY) {
        print_any(out, n, at, e, wanted);
        return;
    }
    if (is_conversion(e)) {
        print(out, n, at, e->args[0], wanted);
        return;
    }
    bool brackets = tightness_of(n, e) < wanted;
    if (brackets)
        sbuf_char(out, '(');
    print_bare(out, n, at, e);
    if (brackets)
        sbuf_char(out, ')');
}

void plan_print(sbuf *out, const plan_names *names, const plan_expr *e)
{
    print(out, names, NULL, e, LOOSE);
}

void plan_print_operand(sbuf *out, const plan_names *names, const plan_expr *e)
{
    print(out, names, NULL, e, TIGHT);
}

void plan_print_among(sbuf *out, const plan_names *names, const plan_expr *set, const plan_expr *condition)
{
    looking inside = {set, NULL};
    print(out, names, &inside, condition, LOOSE);
}
