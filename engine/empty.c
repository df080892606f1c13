/* The note for an answer without rows: which clause lets none through, and how many came in. */
#include "engine/why.h"

enum {
    CONDITIONS_MAX = 10, /* that are told apart: more would make too many combinations */
    FILTER_MAX = 256,    /* of one filter that are told apart at all */
    RUNS_MAX = 6,        /* questions until the clause is found: then nothing is said */
    PAIRS = 2
};

/* Filters on top of each other, with nothing between but sorts. */
typedef struct run {
    emptied e;
    size_t first, behind; /* of the chain's operators */
} run;

/* ---- The runs of filters ---- */

static bool passes_all(const plan *op)
{
    return op->kind == PLAN_SORT;
}

static status add_condition(asking *a, emptied *e, const plan *filter, const plan_conjunct *c)
{
    if (!e->conditions) {
        e->conditions = ARENA_ARRAY(&a->memory, CONDITIONS_MAX, const plan_conjunct *);
        e->filters = ARENA_ARRAY(&a->memory, CONDITIONS_MAX, const plan *);
    }
    if (!e->conditions || !e->filters)
        return ST_NO_MEMORY;
    e->conditions[e->count] = c;
    e->filters[e->count++] = filter;
    return ST_OK;
}

/* Several conditions of a filter as one. */
static status add_together(asking *a, emptied *e, const plan *op, const plan_conjunct *list, size_t count)
{
    const plan_expr *all[FILTER_MAX];
    for (size_t i = 0; i < count; i++)
        all[i] = list[i].expr;
    plan_conjunct *one = ARENA_NEW(&a->memory, plan_conjunct);
    if (!one)
        return ST_NO_MEMORY;
    *one = (plan_conjunct){.expr = probe_all(&a->probe, all, count), .where = span_join(list[0].where, list[count - 1].where)};
    return one->expr ? add_condition(a, e, op, one) : ST_NO_MEMORY;
}

/* A filter's conditions; where they are too many, the last of them as one. */
static status add_filter(asking *a, emptied *e, const plan *op)
{
    size_t count, room = CONDITIONS_MAX - e->count;
    const plan_conjunct *list = ask_conjuncts(a, op, FILTER_MAX, &count);
    if (!list)
        return ST_NO_MEMORY;
    size_t alone = count <= room ? count : room - 1;
    for (size_t i = 0; i < alone; i++)
        TRY(add_condition(a, e, op, &list[i]));
    return alone < count ? add_together(a, e, op, list + alone, count - alone) : ST_OK;
}

/* The next filters at or above `at`; out->e.count is 0 where there are none. */
static status next_run(asking *a, const asked_chain *c, size_t at, run *out)
{
    while (at < c->count && c->ops[at]->kind != PLAN_FILTER)
        at++;
    *out = (run){.first = at, .behind = at};
    if (at == c->count)
        return ST_OK;
    out->e.rows = c->ops[at]->input;
    for (; at < c->count && (c->ops[at]->kind == PLAN_FILTER || passes_all(c->ops[at])); at++) {
        if (c->ops[at]->kind != PLAN_FILTER)
            continue;
        if (out->e.count == CONDITIONS_MAX)
            break;
        TRY(add_filter(a, &out->e, c->ops[at]));
    }
    out->behind = at;
    return ST_OK;
}

static status count_patterns(asking *a, emptied *e)
{
    const plan_expr *keys[CONDITIONS_MAX];
    for (size_t i = 0; i < e->count; i++)
        keys[i] = e->conditions[i]->expr;
    return ask(a, probe_groups(&a->probe, e->rows, NULL, keys, e->count), &e->patterns);
}

int64_t emptied_count(const emptied *e, uint64_t wanted)
{
    int64_t count = 0;
    for (size_t row = 0; row < e->patterns->rows; row++) {
        uint64_t holds = 0;
        for (size_t i = 0; i < e->count; i++)
            holds |= (uint64_t)(ask_int(e->patterns, i, row) != 0) << i;
        if ((holds & wanted) == wanted)
            count += ask_int(e->patterns, e->count, row);
    }
    return count;
}

/* ---- What is told ---- */

/* `the 107 rows`, `the one row` */
static str of_rows(asking *a, int64_t n)
{
    return n == 1 ? STR("the one row") : arena_printf(&a->memory, "the %lld rows", (long long)n);
}

static uint64_t bit(size_t i)
{
    return (uint64_t)1 << i;
}

/* The first condition that no row fits, or else the first two that none fits both; 0 if it takes more. */
static uint64_t find_culprits(const emptied *e)
{
    for (size_t i = 0; i < e->count; i++)
        if (emptied_count(e, bit(i)) == 0)
            return bit(i);
    for (size_t i = 0; i < e->count; i++)
        for (size_t k = i + 1; k < e->count; k++)
            if (emptied_count(e, bit(i) | bit(k)) == 0)
                return bit(i) | bit(k);
    return 0;
}

static size_t first_of(uint64_t set)
{
    size_t i = 0;
    while (i < 63 && !(set & bit(i)))
        i++;
    return i;
}

static span place(const emptied *e, size_t i)
{
    const plan_conjunct *c = e->conditions[i];
    return c->shared ? c->value : c->where;
}

static diag *tell_one(asking *a, const emptied *e, size_t i, int64_t came)
{
    str condition = ask_conjunct(a, e->filters[i], e->conditions[i]);
    return diag_add(&a->p->bag, N_EMPTY, e->filters[i]->from, place(e, i), "the answer is empty: %s%.*s that come%s in fits `%.*s`",
                    came == 1 ? "not even " : "none of ", STR_ARG(of_rows(a, came)), came == 1 ? "s" : "", STR_ARG(condition));
}

static diag *tell_two(asking *a, const emptied *e, size_t i, size_t k, int64_t came)
{
    str first = ask_conjunct(a, e->filters[i], e->conditions[i]), second = ask_conjunct(a, e->filters[k], e->conditions[k]);
    int64_t n = emptied_count(e, bit(i)), m = emptied_count(e, bit(k));
    diag *d = diag_add(&a->p->bag, N_EMPTY, e->filters[k]->from, place(e, k),
                       "the answer is empty: of %.*s %lld fit%s `%.*s` and %lld `%.*s`, but none fits both", STR_ARG(of_rows(a, came)),
                       (long long)n, n == 1 ? "s" : "", STR_ARG(first), (long long)m, STR_ARG(second));
    if (e->filters[i]->from == e->filters[k]->from)
        diag_label_at(&a->p->bag, d, place(e, i), "with this");
    return d;
}

/* The first condition that none of the rows fits that fit those before it. */
static diag *tell_more(asking *a, const emptied *e, int64_t came)
{
    uint64_t before = 0;
    size_t i = 0;
    while (i + 1 < e->count && emptied_count(e, before | bit(i)) > 0)
        before |= bit(i++);
    int64_t left = emptied_count(e, before);
    return diag_add(&a->p->bag, N_EMPTY, e->filters[i]->from, place(e, i),
                    "the answer is empty: of %.*s %lld fit%s all conditions before `%.*s`, and none of them fits that",
                    STR_ARG(of_rows(a, came)), (long long)left, left == 1 ? "s" : "",
                    STR_ARG(ask_conjunct(a, e->filters[i], e->conditions[i])));
}

static status tell_filters(asking *a, const emptied *e, int64_t came)
{
    uint64_t culprits = find_culprits(e);
    size_t first = first_of(culprits);
    diag *d;
    if (culprits == 0)
        d = tell_more(a, e, came);
    else if (culprits == bit(first))
        d = tell_one(a, e, first, came);
    else
        d = tell_two(a, e, first, first_of(culprits & ~bit(first)), came);
    return empty_hint(a, e, culprits, d);
}

/* ---- Other clauses ---- */

static status count_rows(asking *a, const plan *rows, int64_t *out)
{
    const result *r;
    TRY(ask(a, probe_groups(&a->probe, rows, NULL, NULL, 0), &r));
    *out = r->rows ? ask_int(r, 0, 0) : 0;
    return ST_OK;
}

static bool may_empty(const plan *op)
{
    return op->kind == PLAN_SLICE || op->kind == PLAN_JOIN || op->kind == PLAN_EXCEPT || op->kind == PLAN_INTERSECT ||
           op->kind == PLAN_EXPAND || op->kind == PLAN_GROUP || op->kind == PLAN_SCAN;
}

/* Is it one of the operators [from, to) that lets nothing through, though rows came to it? */
static status tell_other(asking *a, const asked_chain *c, size_t from, size_t to, size_t *asked, bool *found)
{
    int64_t came = -1;
    *found = false;
    for (size_t i = from; i < to && !*found; i++) {
        const plan *op = c->ops[i];
        int64_t left;
        if (!may_empty(op))
            continue;
        if (++*asked > RUNS_MAX)
            return ST_OK;
        TRY(count_rows(a, op, &left));
        *found = left == 0;
        if (left > 0)
            came = left;
        else if (op->kind == PLAN_SCAN)
            diag_add(&a->p->bag, N_EMPTY, op->from, op->where, "the answer is empty: %.*s has no rows", STR_ARG(ask_clause(a, op)));
        else if (came >= 0 || count_rows(a, op->input, &came) == ST_OK)
            diag_add(&a->p->bag, N_EMPTY, op->from, op->where, "the answer is empty: `%.*s` %s %.*s that come%s to it",
                     STR_ARG(ask_clause(a, op)), came == 1 ? "does not keep" : "keeps none of", STR_ARG(of_rows(a, came)),
                     came == 1 ? "s" : "");
    }
    return ST_OK;
}

/* ---- All ---- */

/* Is there a `where` that the query itself says? What a module asks for may well not be there. */
static bool has_own_filter(const asked_chain *c, const plan_query *q)
{
    for (size_t i = 0; i < c->count; i++)
        if (c->ops[i]->kind == PLAN_FILTER && c->ops[i]->from == q->from)
            return true;
    return false;
}

static status find_and_tell(asking *a)
{
    asked_chain c;
    run r;
    size_t asked = 0, told_to = 0;
    bool found = false;
    TRY(ask_chain(a, &c));
    if (!has_own_filter(&c, a->p->plan))
        return ST_OK;
    TRY(next_run(a, &c, 0, &r));
    for (; r.e.count > 0 && asked < RUNS_MAX; asked++) {
        TRY(count_patterns(a, &r.e));
        int64_t came = emptied_count(&r.e, 0);
        if (came == 0)
            return tell_other(a, &c, told_to, r.first, &asked, &found);
        if (emptied_count(&r.e, bit(r.e.count) - 1) == 0)
            return tell_filters(a, &r.e, came);
        told_to = r.behind;
        TRY(next_run(a, &c, r.behind, &r));
    }
    return tell_other(a, &c, told_to, c.count, &asked, &found);
}

/* A database may have found with an index, in no time, what counting takes all its rows for. Of one with many rows that is tried no longer than twice as long as the query took, and a
 * second. */
enum { MANY_ROWS = 1000000 };
static const uint64_t PATIENCE = 1000000000; /* nanoseconds */

typedef struct patience {
    exec_control query; /* of the statement */
    uint64_t ends;
} patience;

static bool is_over(void *data)
{
    const patience *p = data;
    return (p->query.stop && p->query.stop(p->query.stop_data)) || limits_now() >= p->ends;
}

static void be_patient(asking *a, patience *p, uint64_t took)
{
    const plan *scan = a->p->plan->root;
    while (scan->input)
        scan = scan->input;
    if (!a->source->store || a->p->data->collections[scan->collection].rows <= MANY_ROWS)
        return;
    uint64_t most = 2 * took + PATIENCE, most_ms = most / 1000000;
    *p = (patience){.query = a->control, .ends = limits_now() + most};
    a->control.stop = is_over;
    a->control.stop_data = p;
    if (a->control.timeout_ms == 0 || a->control.timeout_ms > most_ms)
        a->control.timeout_ms = most_ms;
}

void empty_tell(asking *a, uint64_t took)
{
    patience p;
    be_patient(a, &p, took);
    diag_bag *bag = &a->p->bag;
    size_t said = bag->count, errors = bag->error_count;
    if (find_and_tell(a) != ST_OK) { /* the answer is right all the same */
        bag->count = said;
        bag->error_count = errors;
    }
}
