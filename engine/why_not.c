/* why not: what became of rows that are missing in an answer.
 *
 * The rows that are meant are looked for where the query begins, and followed from one operator to the next, each time by a plan of the rows that are still there. What rows are
 * called changes on the way: until rows are put together it is themselves, in a slot; from then on the values of what was made of them, in temps. */
#include "engine/why_not.h"

/* ---- Telling ---- */

static void tell(following *f, const candidate *c, str clause, str condition, str value)
{
    told *room = arena_push(&f->a->memory, (void **)&f->told, &f->told_count, &f->told_capacity, sizeof *room);
    if (room)
        *room = (told){c, clause, condition, value};
}

/* The values that a row has in an answer's rows, each once. */
static str values_of(following *f, asked_operands *o, str condition, const result *r, const size_t *rows, size_t count)
{
    str all = {0};
    str shown[SHOWN_MAX];
    size_t told = 0;
    for (size_t i = 0; i < count; i++) {
        str one = ask_values(f->a, o, condition, r, rows[i]);
        bool before = false;
        for (size_t k = 0; k < told; k++)
            before |= str_equal(shown[k], one);
        if (before)
            continue;
        if (told == SHOWN_MAX)
            return ask_join(f->a, all, "; ", STR("…"));
        shown[told++] = one;
        all = ask_join(f->a, all, "; ", one);
    }
    return all;
}

/* ---- Who is there ---- */

static status in_slot(following *f, uint16_t collection, uint32_t slot)
{
    f->collection = collection;
    f->slot = slot;
    f->in_slot = true;
    f->ids[0] = probe_row(&f->a->probe, collection, slot);
    f->id_count = 1;
    return f->ids[0] ? ST_OK : ST_NO_MEMORY;
}

/* Only rows that can be meant are asked for, as long as they are themselves. */
static status only_meant(following *f, const plan_expr **out)
{
    *out = NULL;
    return f->in_slot ? probe_matches(&f->a->probe, f->collection, f->slot, f->how, f->text, out) : ST_OK;
}

/* What the row of an answer is called, where it was put together; its first columns are f->ids. */
static str id_of(following *f, const result *r, size_t row)
{
    str id = STR("#");
    for (size_t i = 0; i < f->id_count; i++)
        id = arena_printf(&f->a->memory, "%.*s\x1f%.*s", STR_ARG(id), STR_ARG(ask_text(f->a, r, i, row)));
    return id;
}

static bool is_called(const candidate *c, str id)
{
    for (size_t i = 0; i < c->id_count; i++)
        if (str_equal(c->ids[i], id))
            return true;
    return false;
}

/* As is_called, of a row in a slot, which has one id; without memory, for there may be many. */
static bool is_row(const candidate *c, const result *r, size_t row)
{
    value link = col_value(r->columns[0].data, row);
    return !link.missing && c->id_count > 0 && link.as.row == c->number;
}

static status call(following *f, candidate *c, str id)
{
    if (is_called(c, id))
        return ST_OK;
    str *room = arena_push(&f->a->memory, (void **)&c->ids, &c->id_count, &c->id_capacity, sizeof *room);
    if (!room)
        return ST_NO_MEMORY;
    *room = id;
    return ST_OK;
}

static bool is_followed(const following *f, const candidate *c, const way *w)
{
    (void)f;
    return !c->gone && c->collection == w->ops[0]->collection;
}

/* Asks for columns behind the ids. */
static status look(following *f, const plan *rows, const plan_expr *const *more, size_t count, bool all, const result **out)
{
    const plan_expr *keep = NULL;
    const plan_expr **columns = ARENA_ARRAY(&f->a->memory, f->id_count + count, const plan_expr *);
    if (!columns)
        return ST_NO_MEMORY;
    for (size_t i = 0; i < f->id_count; i++)
        columns[i] = f->ids[i];
    for (size_t i = 0; i < count; i++)
        columns[f->id_count + i] = more[i];
    if (!all)
        TRY(only_meant(f, &keep));
    return ask(f->a, probe_columns(&f->a->probe, rows, keep, columns, f->id_count + count), out);
}

/* The rows of an answer that are the candidate. */
static status rows_of(following *f, const candidate *c, const result *r, size_t **out, size_t *count)
{
    size_t capacity = 0;
    *out = NULL;
    *count = 0;
    for (size_t i = 0; i < r->rows; i++) {
        if (i % ASK_BLOCK == 0)
            TRY(ask_poll(f->a, 0));
        if (!(f->in_slot ? is_row(c, r, i) : is_called(c, id_of(f, r, i))))
            continue;
        size_t *room = arena_push(&f->a->memory, (void **)out, count, &capacity, sizeof *room);
        if (room)
            *room = i;
    }
    return f->a->memory.failed ? ST_NO_MEMORY : ST_OK;
}

/* ---- where ---- */

/* Filters that stand directly on each other are asked about at once. */
typedef struct tests {
    const plan *filters[CONDITIONS_MAX];
    const plan_conjunct *conditions[CONDITIONS_MAX];
    size_t holds[CONDITIONS_MAX]; /* its column */
    asked_operands operands[CONDITIONS_MAX];
    size_t count;
    const plan_expr **columns;
    size_t column_count, column_capacity;
} tests;

static status add_column(following *f, tests *t, const plan_expr *e)
{
    const plan_expr **room = arena_push(&f->a->memory, (void **)&t->columns, &t->column_count, &t->column_capacity, sizeof *room);
    if (!room)
        return ST_NO_MEMORY;
    *room = e;
    return ST_OK;
}

static status add_test(following *f, tests *t, const plan *filter, const plan_conjunct *c)
{
    size_t at = t->count++;
    t->filters[at] = filter;
    t->conditions[at] = c;
    t->holds[at] = f->id_count + t->column_count;
    TRY(add_column(f, t, c->expr));
    asked_operands *o = &t->operands[at];
    o->count = probe_operands(&f->a->probe, c->expr, o->items, OPERANDS_MAX);
    o->first = f->id_count + t->column_count;
    o->rows = filter->input;
    for (size_t i = 0; i < o->count; i++)
        TRY(add_column(f, t, o->items[i]));
    return ST_OK;
}

/* The number of operators from `at` on that are filters and can be asked about together. */
static status take_tests(following *f, const way *w, size_t at, tests *t, size_t *taken)
{
    *t = (tests){0};
    for (*taken = 0; at + *taken < w->count; (*taken)++) {
        const plan *op = w->ops[at + *taken];
        size_t count = 0;
        if (op->kind != PLAN_FILTER)
            break;
        const plan_conjunct *list = ask_conjuncts(f->a, op, CONDITIONS_MAX, &count);
        if (!list)
            return ST_NO_MEMORY;
        if (t->count + count > CONDITIONS_MAX)
            break;
        for (size_t i = 0; i < count; i++)
            TRY(add_test(f, t, op, &list[i]));
    }
    return ST_OK;
}

/* Takes away the rows for which a condition does not hold. */
static size_t keep_fitting(const tests *t, size_t test, const result *r, size_t *rows, size_t count)
{
    size_t kept = 0;
    for (size_t i = 0; i < count; i++)
        if (ask_int(r, t->holds[test], rows[i]) != 0)
            rows[kept++] = rows[i];
    return kept;
}

/* The conditions of the filter that no row fits; where each row fits some, those that the first does not. */
static void tell_filter(following *f, const candidate *c, tests *t, const plan *filter, const result *r, const size_t *rows, size_t count)
{
    bool any = false;
    for (int pass = 0; pass < 2 && !any; pass++)
        for (size_t i = 0; i < t->count; i++) {
            if (t->filters[i] != filter)
                continue;
            size_t asked = pass == 0 ? count : 1, fit = 0;
            for (size_t k = 0; k < asked; k++)
                fit += ask_int(r, t->holds[i], rows[k]) != 0;
            if (fit > 0)
                continue;
            any = true;
            str condition = ask_conjunct(f->a, filter, t->conditions[i]);
            tell(f, c, ask_clause(f->a, filter), condition, values_of(f, &t->operands[i], condition, r, rows, asked));
        }
}

static status drop_by_filters(following *f, candidate *c, tests *t, const result *r)
{
    size_t *rows, count;
    TRY(rows_of(f, c, r, &rows, &count));
    size_t *before = ARENA_ARRAY(&f->a->memory, count, size_t);
    if (!before)
        return ST_NO_MEMORY;
    for (size_t i = 0; i < t->count;) {
        const plan *filter = t->filters[i];
        size_t came = count;
        for (size_t k = 0; k < count; k++)
            before[k] = rows[k];
        for (; i < t->count && t->filters[i] == filter; i++)
            count = keep_fitting(t, i, r, rows, count);
        if (count == 0 && came > 0) {
            tell_filter(f, c, t, filter, r, before, came);
            c->gone = true;
            return ST_OK;
        }
    }
    return ST_OK;
}

static status pass_filters(following *f, const way *w, size_t at, size_t *taken)
{
    tests *t = ARENA_NEW(&f->a->memory, tests);
    const result *r;
    if (!t)
        return ST_NO_MEMORY;
    TRY(take_tests(f, w, at, t, taken));
    TRY(look(f, w->ops[at]->input, t->columns, t->column_count, false, &r));
    for (size_t i = 0; i < f->row_count; i++)
        if (is_followed(f, &f->rows[i], w))
            TRY(drop_by_filters(f, &f->rows[i], t, r));
    return ST_OK;
}

/* ---- Other operators that drop rows ---- */

/* What an operator looks at of the rows that come in: sort keys, keys of distinct, the columns that are compared. */
static asked_operands looked_at(following *f, const plan *op, bool other)
{
    asked_operands o = {.first = f->id_count, .rows = other ? op->other : op->input};
    const plan_key *keys = op->kind == PLAN_SLICE ? (op->input->kind == PLAN_SORT ? op->input->keys : NULL) : op->keys;
    size_t key_count = op->kind == PLAN_SLICE ? op->input->key_count : op->key_count;
    for (size_t i = 0; keys && i < key_count && o.count < OPERANDS_MAX; i++)
        o.items[o.count++] = keys[i].expr;
    for (size_t i = 0; (op->kind == PLAN_EXCEPT || op->kind == PLAN_INTERSECT) && i < op->column_count && o.count < OPERANDS_MAX; i++)
        o.items[o.count++] = op->columns[i];
    if (op->kind == PLAN_EXPAND)
        o.items[o.count++] = op->expr;
    if (op->kind != PLAN_JOIN || other)
        return o;
    const plan_expr *all[OPERANDS_MAX];
    size_t count = probe_operands(&f->a->probe, op->expr, all, OPERANDS_MAX);
    for (size_t i = 0; i < count; i++)
        if (probe_is_within(all[i], probe_slots(op->input), probe_temps(op->input)))
            o.items[o.count++] = all[i];
    return o;
}

/* `first 3`: it is number 5 of 12. */
static str place_among(following *f, const plan *op, const result *r, const size_t *rows)
{
    if (op->per_count)
        return STR("not among those kept of its group");
    return arena_printf(&f->a->memory, "number %zu of %zu", rows[0] + 1, r->rows);
}

/* The earlier row that is kept in its place. */
static status same_before(following *f, const asked_operands *o, const result *r, const size_t *rows, str *out)
{
    size_t first;
    TRY(ask_first_like(f->a, o, r, rows[0], &first));
    str name = f->in_slot && first < rows[0] ? ask_text(f->a, r, 0, first) : (str){0};
    *out = ask_join(f->a, STR("the same as an earlier row"), ": ", name);
    return ST_OK;
}

static str why_dropped(following *f, const plan *op, bool other, const result *r, const size_t *rows)
{
    switch (op->kind) {
    case PLAN_SLICE:
        return place_among(f, op, r, rows);
    case PLAN_JOIN:
        return other ? STR("no row of the query before it fits") : STR("no row of the other query fits");
    case PLAN_EXCEPT:
        return STR("the other query has such a row");
    case PLAN_INTERSECT:
        return STR("the other query has no such row");
    case PLAN_EXPAND:
        return STR("no element is one that is asked for");
    default:
        return STR("its key is none that is asked for");
    }
}

static status tell_dropped(following *f, const way *w, size_t at)
{
    const plan *op = w->ops[at];
    bool other = w->other[at], all = op->kind == PLAN_SLICE || op->kind == PLAN_DISTINCT;
    const plan *came = other ? op->other : op->input;
    asked_operands o = looked_at(f, op, other);
    const result *r;
    TRY(look(f, came, o.items, o.count, all, &r));
    for (size_t i = 0; i < f->row_count; i++) {
        candidate *c = &f->rows[i];
        size_t *rows, count;
        if (!c->gone || c->collection != w->ops[0]->collection)
            continue;
        TRY(rows_of(f, c, r, &rows, &count));
        if (count == 0)
            continue;
        str why = why_dropped(f, op, other, r, rows);
        if (op->kind == PLAN_DISTINCT)
            TRY(same_before(f, &o, r, rows, &why));
        tell(f, c, ask_clause(f->a, op), why, values_of(f, &o, (str){0}, r, rows, count));
    }
    return ST_OK;
}

/* Marks those that are not there as gone. */
static status mark_gone(following *f, const way *w, const result *r, bool *any)
{
    *any = false;
    for (size_t i = 0; i < f->row_count; i++) {
        candidate *c = &f->rows[i];
        size_t *rows, count;
        if (!is_followed(f, c, w))
            continue;
        TRY(rows_of(f, c, r, &rows, &count));
        c->gone = count == 0;
        *any |= c->gone;
    }
    return ST_OK;
}

/* What rows are called behind the operator, where that changes. */
static status move_on(following *f, const plan *op, bool other)
{
    if (op->kind != PLAN_JOIN || !other)
        return ST_OK;
    if (f->in_slot)
        return in_slot(f, f->collection, f->slot + probe_slots(op->input));
    for (size_t i = 0; i < f->id_count; i++)
        f->ids[i] = probe_temp(&f->a->probe, f->ids[i]->type, f->ids[i]->index + probe_temps(op->input));
    return ST_OK;
}

static status pass_dropping(following *f, const way *w, size_t at)
{
    const plan *op = w->ops[at];
    following before = *f;
    const result *r;
    bool any;
    bool was_gone[CANDIDATES_MAX];
    for (size_t i = 0; i < f->row_count; i++)
        was_gone[i] = f->rows[i].gone;
    TRY(move_on(f, op, w->other[at]));
    TRY(look(f, op, NULL, 0, false, &r));
    TRY(mark_gone(f, w, r, &any));
    if (!any)
        return ST_OK;
    /* Told in the rows before it; those that were gone before had their say. */
    following now = *f;
    f->slot = before.slot;
    f->id_count = before.id_count;
    for (size_t i = 0; i < before.id_count; i++)
        f->ids[i] = before.ids[i];
    bool gone[CANDIDATES_MAX];
    for (size_t i = 0; i < f->row_count; i++) {
        gone[i] = f->rows[i].gone;
        f->rows[i].gone = gone[i] && !was_gone[i];
    }
    TRY(tell_dropped(f, w, at));
    for (size_t i = 0; i < f->row_count; i++)
        f->rows[i].gone = gone[i];
    f->slot = now.slot;
    for (size_t i = 0; i < now.id_count; i++)
        f->ids[i] = now.ids[i];
    return ST_OK;
}

/* ---- Rows that are put together ---- */

/* What rows that were put together are called, as people read it: `France; Moldova`. */
static str key_words(following *f, const candidate *c)
{
    str all = {0};
    for (size_t i = 0; i < c->id_count && !f->in_slot && f->id_count > 0; i++) {
        if (i == SHOWN_MAX)
            return ask_join(f->a, all, "; ", STR("…"));
        str id = c->ids[i], one = {0};
        for (size_t at = 1, end; at < id.n; at = end) {
            for (end = at + 1; end < id.n && id.p[end] != '\x1f';)
                end++;
            str key = {id.p + at + 1, end - at - 1};
            one = ask_join(f->a, one, ", ", key.n ? key : STR("missing"));
        }
        all = ask_join(f->a, all, "; ", one);
    }
    return all;
}

/* The rows become groups, whose sets are spread into their elements, or rows of values: what the candidates are called then. */
static status become(following *f, const way *w, const plan *came, bool spread, const plan_expr *const *values, size_t count)
{
    const plan_expr *keep, **keys = ARENA_ARRAY(&f->a->memory, f->id_count + count, const plan_expr *);
    const result *r;
    if (!keys)
        return ST_NO_MEMORY;
    for (size_t i = 0; i < f->id_count; i++)
        keys[i] = f->ids[i];
    for (size_t i = 0; i < count; i++)
        keys[f->id_count + i] = values[i];
    TRY(only_meant(f, &keep));
    TRY(ask(f->a, (spread ? probe_groups : probe_columns)(&f->a->probe, came, keep, keys, f->id_count + count), &r));
    for (size_t i = 0; i < f->row_count; i++) {
        candidate *c = &f->rows[i];
        size_t *rows, found;
        if (!is_followed(f, c, w))
            continue;
        TRY(rows_of(f, c, r, &rows, &found));
        c->ids = NULL;
        c->id_count = c->id_capacity = 0;
        for (size_t k = 0; k < found; k++) {
            str id = STR("#");
            for (size_t v = 0; v < count; v++)
                id = arena_printf(&f->a->memory, "%.*s\x1f%.*s", STR_ARG(id), STR_ARG(ask_text(f->a, r, f->id_count + v, rows[k])));
            TRY(call(f, c, id));
        }
    }
    f->in_slot = false;
    f->id_count = count;
    return f->a->memory.failed ? ST_NO_MEMORY : ST_OK;
}

/* Who is still there is told to be lost sight of. */
static void lose(following *f, const way *w, const plan *op)
{
    for (size_t i = 0; i < f->row_count; i++)
        if (is_followed(f, &f->rows[i], w)) {
            tell(f, &f->rows[i], ask_clause(f->a, op), STR("it comes here, and is not followed any further"), (str){0});
            f->rows[i].gone = true;
        }
}

/* Can it be told which of the rows behind the operator the candidates went into? */
static bool can_follow(const following *f, bool spread, size_t count)
{
    bool can = count + f->id_count <= KEYS_MAX;
    for (size_t i = 0; spread && i < f->id_count; i++)
        can &= !f->ids[i]->type.set;
    return can;
}

static void tell_no_key(following *f, const way *w, const plan *op)
{
    for (size_t i = 0; i < f->row_count; i++) {
        candidate *c = &f->rows[i];
        if (c->gone && c->collection == w->ops[0]->collection && c->id_count > 0)
            tell(f, c, ask_clause(f->a, op), STR("its key is none that is asked for"), key_words(f, c));
    }
}

static status pass_group(following *f, const way *w, size_t at)
{
    const plan *op = w->ops[at];
    bool spread = op->kind != PLAN_APPEND, any;
    size_t count = op->kind == PLAN_PIVOT ? op->key_count - 1 : op->kind == PLAN_GROUP ? op->key_count : op->column_count;
    const plan_expr *values[KEYS_MAX];
    const result *r;
    if (!can_follow(f, spread, count)) {
        lose(f, w, op);
        return ST_OK;
    }
    for (size_t i = 0; i < count; i++)
        values[i] = spread ? op->keys[i].expr : w->other[at] ? op->other_columns[i] : op->columns[i];
    for (size_t i = 0; i < f->row_count; i++) /* those that were gone before had their say, by what they were called then */
        if (f->rows[i].gone)
            f->rows[i].id_count = 0;
    TRY(become(f, w, w->other[at] ? op->other : op->input, spread, values, count));
    for (size_t i = 0; i < count; i++)
        f->ids[i] = probe_temp(&f->a->probe, spread ? type_element(values[i]->type) : values[i]->type, i);
    TRY(look(f, op, NULL, 0, false, &r));
    TRY(mark_gone(f, w, r, &any));
    tell_no_key(f, w, op);
    return ST_OK;
}

/* ---- One way ---- */

static bool changes_rows(const plan *op)
{
    return op->kind == PLAN_GROUP || op->kind == PLAN_PIVOT || (op->kind == PLAN_APPEND && op->column_count > 0);
}

static bool may_drop(const plan *op)
{
    return op->kind == PLAN_SLICE || op->kind == PLAN_DISTINCT || op->kind == PLAN_JOIN || op->kind == PLAN_EXCEPT ||
           op->kind == PLAN_INTERSECT || (op->kind == PLAN_EXPAND && op->in);
}

static bool anyone_left(const following *f, const way *w)
{
    for (size_t i = 0; i < f->row_count; i++)
        if (is_followed(f, &f->rows[i], w))
            return true;
    return false;
}

static status begin_way(following *f, const way *w)
{
    for (size_t i = 0; i < f->row_count; i++) {
        candidate *c = &f->rows[i];
        c->gone = c->present || c->collection != w->ops[0]->collection;
        c->ids = NULL;
        c->id_count = c->id_capacity = 0;
        TRY(call(f, c, STR("itself")));
    }
    return in_slot(f, w->ops[0]->collection, 0);
}

/* Who came to the end is in the answer. */
static void end_way(following *f, const way *w)
{
    for (size_t i = 0; i < f->row_count; i++)
        if (is_followed(f, &f->rows[i], w)) {
            f->rows[i].present = true;
            f->rows[i].merged = !f->in_slot;
            f->rows[i].into = key_words(f, &f->rows[i]);
        }
}

static status follow(following *f, const way *w)
{
    TRY(begin_way(f, w));
    size_t taken;
    for (size_t i = 1; i < w->count && anyone_left(f, w); i += taken) {
        const plan *op = w->ops[i];
        taken = 1;
        if (op->kind == PLAN_FILTER)
            TRY(pass_filters(f, w, i, &taken));
        else if (changes_rows(op))
            TRY(pass_group(f, w, i));
        else if (may_drop(op))
            TRY(pass_dropping(f, w, i));
    }
    end_way(f, w);
    return f->a->memory.failed ? ST_NO_MEMORY : ST_OK;
}

/* ---- The statement ---- */

static void give(const following *f, listing *l)
{
    for (size_t i = 0; i < f->row_count; i++) {
        const candidate *c = &f->rows[i];
        if (c->present)
            why_row(l, c->name, (str){0},
                    !c->merged       ? STR("it is in the answer")
                    : c->into.n == 0 ? STR("it is in the answer, as a part of its one row")
                                     : STR("it is in the answer, as the row or in the row of this value"),
                    c->into);
        for (size_t k = 0; !c->present && k < f->told_count; k++)
            if (f->told[k].who == c)
                why_row(l, c->name, f->told[k].clause, f->told[k].condition, f->told[k].value);
    }
}

status why_not_rows(asking *a, str text, listing *l)
{
    following *f = ARENA_NEW(&a->memory, following);
    if (!f)
        return ST_NO_MEMORY;
    f->a = a;
    f->text = text;
    TRY(meant_find(f));
    for (size_t i = 0; i < f->way_count; i++)
        TRY(follow(f, &f->ways[i]));
    give(f, l);
    return a->memory.failed ? ST_NO_MEMORY : ST_OK;
}
