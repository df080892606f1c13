/* The rows of a query; and why: of each of them, which conditions kept it, and the values that fit. */
#include "engine/why.h"

/* ---- Rows ---- */

const listing_column why_columns[] = {{"row", TYPE_TEXT}, {"clause", TYPE_TEXT}, {"condition", TYPE_TEXT}, {"value", TYPE_TEXT}};

void why_row(listing *l, str row, str clause, str condition, str value)
{
    listing_text(l, row);
    listing_text(l, clause);
    listing_text(l, condition);
    listing_text(l, value);
}

/* ---- What there is to tell of each row ---- */

/* One line for each row of the answer. */
typedef struct line {
    str clause, condition, value; /* value: of what is the same for all rows */
    asked_operands operands;
    size_t holds; /* the column that says whether it holds of the row; SIZE_MAX: it does of all */
} line;

typedef struct reasons {
    asking *a;
    line *lines;
    size_t count, capacity;
    const plan_expr **columns; /* of the one question that answers all */
    size_t column_count, column_capacity;
    size_t names; /* the first columns, which name the row */
} reasons;

static size_t add_column(reasons *w, const plan_expr *e)
{
    const plan_expr **room = arena_push(&w->a->memory, (void **)&w->columns, &w->column_count, &w->column_capacity, sizeof *room);
    if (room)
        *room = e;
    return room ? w->column_count - 1 : 0;
}

static void add_line(reasons *w, line l, const plan_expr *shown)
{
    if (shown)
        l.operands.count = probe_operands(&w->a->probe, shown, l.operands.items, OPERANDS_MAX);
    l.operands.first = w->column_count;
    for (size_t i = 0; i < l.operands.count; i++)
        add_column(w, l.operands.items[i]);
    line *room = arena_push(&w->a->memory, (void **)&w->lines, &w->count, &w->capacity, sizeof *room);
    if (room)
        *room = l;
}

static void condition(reasons *w, const plan *filter, const plan_conjunct *c)
{
    line l = {.clause = ask_clause(w->a, filter), .operands.rows = filter->input, .holds = SIZE_MAX};
    for (size_t i = 0; i < c->either_count; i++) {
        l.condition = ask_conjunct(w->a, filter, &c->either[i]);
        l.holds = add_column(w, c->either[i].expr);
        add_line(w, l, c->either[i].expr);
    }
    if (c->either_count > 0)
        return;
    l.condition = ask_conjunct(w->a, filter, c);
    add_line(w, l, c->expr);
}

/* Where rows were put together, what held of the rows before holds of all that went into one. */
static void condition_below(reasons *w, const plan *filter, const plan_conjunct *c)
{
    add_line(w,
             (line){.clause = ask_clause(w->a, filter),
                    .condition = ask_conjunct(w->a, filter, c),
                    .value = STR("of every row in it"),
                    .holds = SIZE_MAX},
             NULL);
}

static void slice(reasons *w, const plan *op)
{
    line l = {.clause = ask_clause(w->a, op), .operands.rows = op, .holds = SIZE_MAX};
    bool sorted = op->input->kind == PLAN_SORT && op->input->key_count <= OPERANDS_MAX;
    l.condition = op->per_count ? STR("among those kept of its group") : STR("among those kept");
    for (size_t i = 0; sorted && i < op->input->key_count; i++)
        l.operands.items[l.operands.count++] = op->input->keys[i].expr;
    add_line(w, l, NULL);
}

static void expand(reasons *w, const plan *op)
{
    line l = {.clause = ask_clause(w->a, op), .condition = STR("an element that is asked for"), .operands.rows = op, .holds = SIZE_MAX};
    const plan_expr *element = probe_temp(&w->a->probe, type_element(op->expr->type), probe_temps(op) - 1);
    if (element)
        l.operands.items[l.operands.count++] = element;
    add_line(w, l, NULL);
}

static void tell_filter(reasons *w, const plan *op, bool below)
{
    size_t count;
    const plan_conjunct *list = ask_conjuncts(w->a, op, SIZE_MAX, &count);
    for (size_t i = 0; list && i < count; i++)
        (below ? condition_below : condition)(w, op, &list[i]);
}

static void tell_operator(reasons *w, const plan *op, bool below)
{
    line l = {.clause = ask_clause(w->a, op), .operands.rows = op, .holds = SIZE_MAX};
    switch (op->kind) {
    case PLAN_FILTER:
        tell_filter(w, op, below);
        return;
    case PLAN_SLICE:
        if (!below)
            slice(w, op);
        return;
    case PLAN_EXPAND:
        if (!below && op->in)
            expand(w, op);
        return;
    case PLAN_JOIN:
        l.condition = op->left ? STR("a row without a partner stays, too") : STR("the row has a partner");
        if (!below)
            add_line(w, l, op->expr);
        return;
    case PLAN_DISTINCT:
        l.condition = STR("the first of its kind");
        break;
    case PLAN_EXCEPT:
        l.condition = STR("the other query has no such row");
        break;
    case PLAN_INTERSECT:
        l.condition = STR("the other query has such a row, too");
        break;
    case PLAN_APPEND:
        l.condition = STR("a row of one of the two queries");
        break;
    case PLAN_GROUP:
    case PLAN_PIVOT:
        l.condition = op->whole ? STR("made of all the rows that came here") : STR("made of the rows that have this key");
        break;
    default:
        return;
    }
    if (!below)
        add_line(w, l, NULL);
}

/* ---- How rows are called ---- */

/* The operator that made the rows which have no slots: those above it keep its temps. */
static const plan *maker_of(const plan *rows)
{
    while (rows->kind != PLAN_GROUP && rows->kind != PLAN_PIVOT && rows->kind != PLAN_APPEND && rows->input)
        rows = rows->input;
    return rows;
}

/* Groups by their keys, whatever is shown of them. */
static void name_groups(reasons *w, const plan *group)
{
    size_t keys = group->kind == PLAN_PIVOT ? group->key_count - 1 : group->key_count;
    for (size_t i = 0; i < keys; i++) {
        const plan_expr *key = probe_temp(&w->a->probe, type_element(group->keys[i].expr->type), i);
        if (key)
            add_column(w, key);
    }
}

static void name_rows(reasons *w, const plan *root)
{
    uint32_t slots = probe_slots(root);
    for (uint32_t i = 0; i < slots; i++) {
        int32_t c = probe_collection(root, i);
        const plan_expr *row = c < 0 ? NULL : probe_row(&w->a->probe, (uint16_t)c, i);
        if (row)
            add_column(w, row);
    }
    const plan_query *q = w->a->p->plan;
    const plan *maker = maker_of(root);
    if (slots == 0 && maker->kind != PLAN_APPEND)
        name_groups(w, maker);
    else if (slots == 0 && q->output_count > 0)
        add_column(w, q->outputs[0].expr);
    w->names = w->column_count;
}

static str row_name(asking *a, const reasons *w, const result *r, size_t row)
{
    str name = {0};
    for (size_t i = 0; i < w->names; i++) {
        str one = ask_text(a, r, i, row);
        name = ask_join(a, name, " + ", one.n ? one : STR("missing"));
    }
    return name.n ? name : arena_printf(&a->memory, "row %zu", row + 1);
}

/* ---- The statement ---- */

static status tell_rows(const reasons *w, const result *r, str nothing, listing *l)
{
    asking *a = w->a;
    for (size_t row = 0; row < r->rows; row++) {
        if (row % ASK_BLOCK == 0)
            TRY(ask_poll(a, l->scratch.used));
        if (a->most_rows && l->cells / WHY_COLUMNS > a->most_rows) /* it is too long already */
            break;
        str name = row_name(a, w, r, row);
        for (size_t i = 0; i < w->count; i++) {
            line *at = &w->lines[i];
            if (at->holds != SIZE_MAX && ask_int(r, at->holds, row) == 0)
                continue;
            str value = at->operands.count ? ask_values(a, &at->operands, at->condition, r, row) : at->value;
            why_row(l, name, at->clause, at->condition, value);
        }
        if (w->count == 0)
            why_row(l, name, nothing, STR("no clause leaves rows out"), (str){0});
    }
    return ask_poll(a, l->scratch.used);
}

/* Above the last that puts rows together an expression means the same in every operator: slots and temps only get more. */
static size_t first_whole(const asked_chain *c)
{
    for (size_t i = c->count; i > 0; i--)
        if (c->ops[i - 1]->kind == PLAN_GROUP || c->ops[i - 1]->kind == PLAN_PIVOT || c->ops[i - 1]->kind == PLAN_APPEND)
            return i - 1;
    return 0;
}

/* Conditions below an append hold of the rows of one side only, and are not told. */
static size_t first_told(const asked_chain *c)
{
    for (size_t i = c->count; i > 0; i--)
        if (c->ops[i - 1]->kind == PLAN_APPEND)
            return i - 1;
    return 0;
}

status why_rows(asking *a, listing *l)
{
    asked_chain chain;
    reasons w = {.a = a};
    const result *r;
    TRY(ask_chain(a, &chain));
    const plan *root = chain.ops[chain.count - 1];
    size_t whole = first_whole(&chain);
    name_rows(&w, root);
    for (size_t i = first_told(&chain); i < chain.count; i++)
        tell_operator(&w, chain.ops[i], i < whole);
    TRY(ask(a, probe_columns(&a->probe, root, NULL, w.columns, w.column_count), &r));
    TRY(tell_rows(&w, r, ask_clause(a, chain.ops[0]), l));
    return a->memory.failed ? ST_NO_MEMORY : ST_OK;
}

static status limit_rows(const prepared *p, const exec_control *control, const result *rows, diag_bag *bag)
{
    if (!control || !control->max_rows || rows->rows <= control->max_rows)
        return ST_OK;
    diag_add(bag, E_ROW_LIMIT, p->plan->from, p->where, "the result has more than %llu rows", (unsigned long long)control->max_rows);
    return ST_LIMIT;
}

static status answer(asking *a, const exec_control *control, arena *memory, const result **out)
{
    prepared *p = a->p;
    uint64_t began = limits_now();
    listing l;
    if (p->sources)
        listing_begin(&l, memory, p->data, sources_columns, SOURCES_COLUMNS);
    else
        listing_begin(&l, memory, p->data, why_columns, WHY_COLUMNS);
    status done = p->sources ? sources_rows(a, &l) : p->asked->kind == AST_WHY ? why_rows(a, &l) : why_not_rows(a, p->asked->name.text, &l);
    if (l.state == ST_OK)
        l.state = done;
    TRY(listing_finish(&l, out));
    if ((*out)->rows == 0 && !p->sources && p->asked->kind == AST_WHY)
        empty_tell(a, limits_now() - began);
    return limit_rows(p, control, *out, &p->bag);
}

static status run(asking *a, const exec_control *control, arena *memory, const result **out)
{
    uint64_t began = limits_now();
    TRY(data_run(a->source, a->p->plan, a->p->data, memory, control, &a->p->bag, out));
    if ((*out)->rows == 0)
        empty_tell(a, limits_now() - began);
    return ST_OK;
}

status rows_make(const data_source *source, check_env *env, prepared *p, const exec_control *control, arena *memory, const result **out)
{
    asking a;
    ask_begin(&a, source, env, p, control);
    status done = (p->asked ? answer : run)(&a, control, memory, out);
    ask_end(&a);
    return done;
}
