/* Does a plan keep what executors rely on? */
#include "plan_valid.h"

/* What expressions of one operator may name. */
typedef struct within {
    const dataset *data;
    type elements[16]; /* of the enclosing ANYs and MAPs, the outermost first */
    size_t depth;
    type temps[64];
    size_t temp_count;
    uint16_t slots[8]; /* the collections they are of */
    size_t slot_count;
} within;

static const char *valid(within *w, const plan_expr *e);

static bool is_bool(const plan_expr *e)
{
    return e->type.kind == TYPE_BOOL && !e->type.set;
}

static type_kind param_kind_of(param_kind p, bool *set, bool *any)
{
    static const type_kind kinds[] = {
        [PARAM_BOOL] = TYPE_BOOL,         [PARAM_INT] = TYPE_INT,         [PARAM_NUMBER] = TYPE_NUMBER, [PARAM_MONEY] = TYPE_MONEY,
        [PARAM_TEXT] = TYPE_TEXT,         [PARAM_DATE] = TYPE_DATE,       [PARAM_PERIOD] = TYPE_PERIOD, [PARAM_DURATION] = TYPE_DURATION,
        [PARAM_ANY] = TYPE_NONE,          [PARAM_SET_ANY] = TYPE_NONE,    [PARAM_SET_BOOL] = TYPE_BOOL, [PARAM_SET_INT] = TYPE_INT,
        [PARAM_SET_NUMBER] = TYPE_NUMBER, [PARAM_SET_MONEY] = TYPE_MONEY, [PARAM_SET_TEXT] = TYPE_TEXT, [PARAM_SET_DATE] = TYPE_DATE,
        [PARAM_SET_PERIOD] = TYPE_PERIOD, [PARAM_REGEX] = TYPE_TEXT,
    };
    *set = p >= PARAM_SET_ANY && p <= PARAM_SET_PERIOD;
    *any = p == PARAM_ANY || p == PARAM_SET_ANY;
    return kinds[p];
}

/* Does a value of the type stand where the parameter is? `bound` is what PARAM_ANY has come to be. */
static bool takes(param_kind p, type t, type *bound)
{
    bool set, any;
    type_kind kind = param_kind_of(p, &set, &any);
    if (t.set != set)
        return false;
    if (!any)
        return t.kind == kind;
    if (bound->kind == TYPE_NONE)
        *bound = type_element(t);
    return type_equal(*bound, type_element(t));
}

static const char *valid_call(const plan_expr *e)
{
    type bound = {0};
    const function *f = e->function;
    if (!f || !f->eval || f->arg_count != e->arg_count)
        return "a call of another number of arguments";
    for (size_t i = 0; i < e->arg_count; i++)
        if (!takes(f->args[i], e->args[i]->type, &bound))
            return "an argument of another type";
    if (f->prepare && !e->prepared)
        return "a call that was not prepared";
    return takes(f->result, e->type, &bound) ? NULL : "a result of another type";
}

static const char *valid_field(const within *w, const plan_expr *e)
{
    if (e->collection >= w->data->count || e->field >= w->data->collections[e->collection].field_count)
        return "a field that does not exist";
    if (!type_equal(e->type, w->data->collections[e->collection].fields[e->field].type))
        return "a field of another type";
    if (e->kind == PLAN_FIELD)
        return e->index < w->slot_count && w->slots[e->index] == e->collection ? NULL : "a field where there is no such slot";
    bool link =
        e->arg_count == 1 && e->args[0]->type.kind == TYPE_LINK && !e->args[0]->type.set && e->args[0]->type.target == e->collection;
    return link ? NULL : "a field behind what is no link to it";
}

static const char *valid_row(const within *w, const plan_expr *e)
{
    if (e->index >= w->slot_count || w->slots[e->index] != e->collection)
        return "a row where there is no such slot";
    return e->type.kind == TYPE_LINK && !e->type.set && e->type.target == e->collection ? NULL : "a row that is no link to its collection";
}

static const char *valid_back(const within *w, const plan_expr *e)
{
    if (e->collection >= w->data->count || e->field >= w->data->collections[e->collection].field_count)
        return "a link backwards by a field that does not exist";
    type by = w->data->collections[e->collection].fields[e->field].type, from = e->args[0]->type;
    if (by.kind != TYPE_LINK || e->arg_count != 1 || from.kind != TYPE_LINK || from.set || from.target != by.target)
        return "a link backwards from where it does not lead";
    return e->type.kind == TYPE_LINK && e->type.set && e->type.target == e->collection ? NULL : "a link backwards of another type";
}

static const char *valid_bind(within *w, const plan_expr *e)
{
    const char *wrong = valid(w, e->args[0]);
    if (wrong || !e->args[0]->type.set)
        return wrong ? wrong : "elements of what is no set";
    if (w->depth == 16)
        return "more nesting than this test takes";
    w->elements[w->depth++] = type_element(e->args[0]->type);
    wrong = valid(w, e->args[1]);
    w->depth--;
    if (wrong)
        return wrong;
    if (e->kind == PLAN_ANY)
        return is_bool(e) && is_bool(e->args[1]) ? NULL : "an ANY of no condition";
    return e->type.set && e->type.kind == e->args[1]->type.kind ? NULL : "a MAP of another type";
}

static const char *valid_operator(within *w, const plan *p);

static const char *valid_query(const within *w, const plan_expr *e)
{
    within inside = {.data = w->data};
    const char *wrong = valid_operator(&inside, e->query->root);
    wrong = wrong ? wrong : valid(&inside, e->query->column);
    type given = type_element(e->query->column->type);
    return wrong ? wrong : e->type.set && type_equal(type_element(e->type), given) ? NULL : "the values of a query of another type";
}

static const char *valid_inner(const plan_expr *e)
{
    switch (e->kind) {
    case PLAN_AND:
    case PLAN_OR:
        for (size_t i = 0; i < e->arg_count; i++)
            if (!is_bool(e->args[i]))
                return "a part of and, or that is no condition";
        return e->arg_count >= 2 ? NULL : "an and, or of one";
    case PLAN_NOT:
        return is_bool(e->args[0]) ? NULL : "a not of no condition";
    case PLAN_IF:
        return is_bool(e->args[0]) && type_equal(e->args[1]->type, e->type) && type_equal(e->args[2]->type, e->type) ? NULL
                                                                                                                     : "an if of two types";
    case PLAN_ELSE:
        return type_equal(e->args[0]->type, e->type) && type_equal(e->args[1]->type, e->type) ? NULL : "a ?? of two types";
    case PLAN_CALL:
        return valid_call(e);
    default:
        return NULL;
    }
}

static const char *valid(within *w, const plan_expr *e)
{
    if (e->type.kind == TYPE_NONE)
        return "an expression without a type";
    switch (e->kind) {
    case PLAN_CONST:
        return type_equal(e->type, e->constant.type) ? NULL : "a constant of another type";
    case PLAN_TEMP:
        return e->index < w->temp_count && type_equal(e->type, w->temps[e->index]) ? NULL : "a temp that does not exist";
    case PLAN_ELEMENT:
        return e->index < w->depth && type_equal(e->type, w->elements[w->depth - 1 - e->index]) ? NULL : "an element of no set";
    case PLAN_ANY:
    case PLAN_MAP:
        return valid_bind(w, e);
    default:
        break;
    }
    const char *wrong = e->kind == PLAN_FIELD || e->kind == PLAN_DEREF ? valid_field(w, e)
                        : e->kind == PLAN_ROW                          ? valid_row(w, e)
                        : e->kind == PLAN_BACK                         ? valid_back(w, e)
                        : e->kind == PLAN_QUERY                        ? valid_query(w, e)
                                                                       : NULL;
    for (size_t i = 0; !wrong && i < e->arg_count; i++)
        wrong = valid(w, e->args[i]);
    return wrong ? wrong : valid_inner(e);
}

/* ---- Operators ---- */

static const char *valid_in(within *w, const plan_expr *of, const plan_expr *in)
{
    if (!in)
        return NULL;
    w->elements[w->depth++] = type_element(of->type);
    const char *wrong = valid(w, in);
    w->depth--;
    return wrong ? wrong : is_bool(in) ? NULL : "an `in` that is no condition";
}

static const char *valid_keys(within *w, const plan *p)
{
    const char *wrong = NULL;
    for (size_t i = 0; !wrong && i < p->key_count; i++) {
        wrong = valid(w, p->keys[i].expr);
        wrong = wrong ? wrong : valid_in(w, p->keys[i].expr, p->keys[i].in);
    }
    return wrong;
}

/* Appends a temp for each of the aggregates. */
static const char *valid_aggregates(within *w, const plan *p, within *after)
{
    for (size_t i = 0; i < p->aggregate_count; i++) {
        const plan_aggregate *a = &p->aggregates[i];
        type bound = {0};
        bool beside = a->function->class == FN_WINDOW;
        const char *wrong = a->arg ? valid(w, a->arg) : NULL;
        if (wrong)
            return wrong;
        if ((!a->function->aggregate && !(beside && p->kind == PLAN_WINDOW)) || a->function->arg_count != (a->arg ? 1 : 0))
            return "an aggregate that is none";
        if (a->arg && !takes(a->function->args[0], beside ? a->arg->type : type_element(a->arg->type), &bound))
            return "an aggregate of another type";
        if (!takes(a->function->result, a->type, &bound))
            return "an aggregate with a result of another type";
        after->temps[after->temp_count++] = a->type;
    }
    return NULL;
}

static const char *valid_group(within *w, const plan *p)
{
    within after = {.data = w->data};
    for (size_t i = 0; i < p->key_count; i++)
        after.temps[after.temp_count++] = type_element(p->keys[i].expr->type);
    const char *wrong = valid_aggregates(w, p, &after);
    if (wrong)
        return wrong;
    if (p->whole != (p->key_count == 0))
        return "a group of all rows with keys";
    *w = after;
    return NULL;
}

/* Its columns are over what a group of all its keys would give; only the keys of the rows are there afterwards. */
static const char *valid_pivot(within *w, const plan *p)
{
    const char *wrong = p->key_count < 2 ? "a pivot without a key for its rows" : valid_group(w, p);
    for (size_t i = 0; !wrong && i < p->column_count; i++)
        wrong = valid(w, p->columns[i]);
    w->temp_count = p->key_count - 1;
    return wrong ? wrong : p->column_count > 0 ? NULL : "a pivot of nothing";
}

static const char *valid_window(within *w, const plan *p)
{
    within after = *w;
    size_t spreading = p->part_count;
    for (size_t i = 0; i < p->part_count; i++)
        for (size_t k = 0; k < p->parts[i].key_count; k++) {
            const plan_key *key = &p->parts[i].keys[k];
            const char *wrong = valid(w, key->expr);
            if (wrong || (key->expr->type.set && spreading < p->part_count && spreading != i))
                return wrong ? wrong : "two parts that spread rows";
            spreading = key->expr->type.set ? i : spreading;
        }
    const char *wrong = valid_aggregates(w, p, &after);
    for (size_t i = 0; !wrong && i < p->aggregate_count; i++)
        wrong = p->aggregates[i].part < p->part_count ? NULL : "an aggregate over a part that does not exist";
    for (size_t k = 0; spreading < p->part_count && k < p->parts[spreading].key_count; k++)
        after.temps[after.temp_count++] = type_element(p->parts[spreading].keys[k].expr->type);
    *w = after;
    return wrong;
}

/* Columns of both sides, in pairs of one type. */
static const char *valid_columns(within *w, within *other, const plan *p)
{
    const char *wrong = NULL;
    for (size_t i = 0; !wrong && i < p->column_count; i++) {
        wrong = valid(w, p->columns[i]);
        wrong = wrong ? wrong : valid(other, p->other_columns[i]);
        wrong = wrong || type_equal(p->columns[i]->type, p->other_columns[i]->type) ? wrong : "columns of two types";
    }
    return wrong;
}

static const char *valid_append(within *w, const within *other, const plan *p)
{
    if (p->column_count == 0) {
        bool same = w->slot_count == other->slot_count && w->temp_count == 0 && other->temp_count == 0;
        for (size_t i = 0; same && i < w->slot_count; i++)
            same = w->slots[i] == other->slots[i];
        return same ? NULL : "rows of different slots as if they were the same";
    }
    *w = (within){.data = w->data};
    for (size_t i = 0; i < p->column_count; i++)
        w->temps[w->temp_count++] = p->columns[i]->type;
    return NULL;
}

static const char *valid_join(within *w, const within *other, const plan *p)
{
    if (w->slot_count + other->slot_count > 8 || w->temp_count + other->temp_count > 64)
        return "more slots or temps than this test takes";
    for (size_t i = 0; i < other->slot_count; i++)
        w->slots[w->slot_count++] = other->slots[i];
    for (size_t i = 0; i < other->temp_count; i++)
        w->temps[w->temp_count++] = other->temps[i];
    const char *wrong = valid(w, p->expr);
    return wrong ? wrong : is_bool(p->expr) ? NULL : "a join on no condition";
}

static const char *valid_both(within *w, const plan *p)
{
    within other = {.data = w->data};
    const char *wrong = p->other ? valid_operator(&other, p->other) : "an operator without its other input";
    wrong = wrong ? wrong : valid_columns(w, &other, p);
    if (wrong || p->kind == PLAN_EXCEPT || p->kind == PLAN_INTERSECT)
        return wrong;
    return p->kind == PLAN_JOIN ? valid_join(w, &other, p) : valid_append(w, &other, p);
}

static const char *valid_operator(within *w, const plan *p)
{
    const char *wrong = p->input ? valid_operator(w, p->input) : NULL;
    if (wrong)
        return wrong;
    if ((p->kind == PLAN_SCAN) != !p->input)
        return "an operator without input";
    switch (p->kind) {
    case PLAN_SCAN:
        w->slots[w->slot_count++] = p->collection;
        return p->collection < w->data->count ? NULL : "a collection that does not exist";
    case PLAN_FILTER:
        wrong = valid(w, p->expr);
        for (size_t i = 0; !wrong && i < p->note_count; i++)
            wrong = valid(w, p->notes[i].operand);
        return wrong ? wrong : is_bool(p->expr) ? NULL : "a filter that is no condition";
    case PLAN_EXPAND:
        wrong = valid(w, p->expr);
        wrong = wrong ? wrong : valid_in(w, p->expr, p->in);
        if (!wrong)
            w->temps[w->temp_count++] = type_element(p->expr->type);
        return wrong;
    case PLAN_GROUP:
        wrong = valid_keys(w, p);
        return wrong ? wrong : valid_group(w, p);
    case PLAN_PIVOT:
        wrong = valid_keys(w, p);
        return wrong ? wrong : valid_pivot(w, p);
    case PLAN_WINDOW:
        return valid_window(w, p);
    case PLAN_JOIN:
    case PLAN_APPEND:
    case PLAN_EXCEPT:
    case PLAN_INTERSECT:
        return valid_both(w, p);
    default:
        return valid_keys(w, p);
    }
}

static bool has_operator(const plan *p, const plan *wanted)
{
    return p && (p == wanted || has_operator(p->input, wanted));
}

const char *plan_valid(const dataset *data, const plan_query *q)
{
    within w = {.data = data};
    const char *wrong = valid_operator(&w, q->root);
    for (size_t i = 0; !wrong && i < q->output_count; i++)
        wrong = valid(&w, q->outputs[i].expr);
    for (size_t i = 0; !wrong && i < q->hidden_count; i++)
        wrong = valid(&w, q->hidden[i].expr);
    if (!wrong && q->pivot && !has_operator(q->root, q->pivot))
        return "columns of a pivot that does not run";
    return wrong ? wrong : q->output_count > 0 ? NULL : "no outputs";
}
