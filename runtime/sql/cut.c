/* Operator by operator from below: down to the database, or left for memory. */
#include "runtime/sql/cutting.h"

/* Expressions of more nodes are not written in SQL; a shared one counts each time, as it would be written. */
enum { EXPR_NODES = 5000 };

/* ---- Trying ---- */

/* The state of a made collection before an operator is tried. */
typedef struct before {
    emitter em;
    sql_rows rows;
    size_t notes, told;
} before;

static before remember(const sql_made *m)
{
    return (before){m->em, m->rows, m->note_count, m->told_count};
}

/* As it was; the reason stays. */
static void forget(sql_made *m, const before *b)
{
    str why = m->em.why;
    m->em = b->em;
    m->rows = b->rows;
    m->note_count = b->notes;
    m->told_count = b->told;
    m->em.rows = &m->rows;
    m->em.from = &m->rows.from;
    m->em.why = why;
}

static bool fits(sql_made *m, const plan_expr *e)
{
    return !e || e->size <= EXPR_NODES || emit_refuse(&m->em, STR("it is too long for SQL"));
}

static bool all_fit(sql_made *m, const plan *p)
{
    bool fit = fits(m, p->expr) && fits(m, p->in);
    for (size_t i = 0; i < p->key_count; i++)
        fit = fit && fits(m, p->keys[i].expr) && fits(m, p->keys[i].in);
    for (size_t i = 0; i < p->aggregate_count; i++)
        fit = fit && fits(m, p->aggregates[i].arg);
    return fit;
}

/* ---- Filters ---- */

/* How many rows the filter keeps without a value: the same rows, counted by a statement of its own. */
static bool add_note(cutting *c, sql_made *m, const plan *p, const plan_kept_note *note)
{
    emitter em = {.a = c->a, .data = c->data, .layout = c->layout, .dialect = c->dialect, .counting = true, .trusting = c->trusting};
    sql_rows rows = {0};
    plan_expr missing = {.kind = PLAN_IS_MISSING, .type = type_of(TYPE_BOOL), .args = &note->operand, .arg_count = 1, .size = 1};
    if (!emit_plan(&em, p, &rows) || !emit_where(&em, &missing, &rows))
        return false;
    sql_made_note *n = arena_push(c->a, (void **)&m->notes, &m->note_count, &m->note_capacity, sizeof *n);
    const plan_kept_note **told = arena_push(c->a, (void **)&m->told, &m->told_count, &m->told_capacity, sizeof *told);
    if (n && told) { /* its premises are those of the rows, which have the same conditions */
        *n = (sql_made_note){emit_count(&em, &rows), em.params, em.param_count};
        *told = note;
    }
    return n && told && n->sql.n > 0 && !c->a->failed;
}

static bool push_filter(cutting *c, sql_made *m, const plan *p)
{
    if (!emit_where(&m->em, p->expr, &m->rows))
        return false;
    for (size_t i = 0; i < p->note_count; i++)
        if (!add_note(c, m, p, &p->notes[i]))
            return emit_refuse(&m->em, STR("the rows that it keeps for want of a value are counted in memory"));
    return true;
}

/* May computing it for a row fail, which is told with the number of rows? Then it must be computed for the very rows that memory would compute it for. */
static bool may_fail(const cutting *c, const plan_expr *e)
{
    if (e->kind == PLAN_CALL && !e->function->sql[c->dialect->functions] && e->function->args[1] != PARAM_REGEX)
        return true;
    if (e->size > EXPR_NODES)
        return true;
    for (size_t i = 0; i < e->arg_count; i++)
        if (may_fail(c, e->args[i]))
            return true;
    return false;
}

/* The conditions of an `and` that the database can test are tested there; the others, in `left`, by memory. */
static status part_filter(cutting *c, sql_made *m, const plan *p, const plan_expr ***left, size_t *left_count)
{
    const plan_expr *e = p->expr;
    bool blocked = false;
    *left = ARENA_ARRAY(c->a, e->arg_count, const plan_expr *);
    if (!*left)
        return ST_NO_MEMORY;
    for (size_t i = 0; i < e->arg_count; i++) {
        before b = remember(m);
        if (!blocked && emit_where(&m->em, e->args[i], &m->rows))
            continue;
        forget(m, &b);
        (*left)[(*left_count)++] = e->args[i];
        blocked = blocked || may_fail(c, e->args[i]);
    }
    return ST_OK;
}

/* The filter over what could not be tested. */
static status filter_left(cutting *c, const plan *p, const plan_expr *const *left, size_t left_count, const plan **out)
{
    plan *rest = ARENA_NEW(c->a, plan);
    plan_expr *both = ARENA_NEW(c->a, plan_expr);
    if (!rest || !both)
        return ST_NO_MEMORY;
    *both = *p->expr;
    both->args = left;
    both->arg_count = left_count;
    *rest = *p;
    rest->expr = left_count == 1 ? left[0] : both;
    *out = rest;
    return ST_OK;
}

/* ---- Cuts ---- */

static bool push(cutting *c, sql_made *m, const plan *p)
{
    switch (p->kind) {
    case PLAN_FILTER:
        return push_filter(c, m, p);
    case PLAN_EXPAND:
        return emit_expand(&m->em, p, &m->rows);
    case PLAN_SORT:
        return emit_sort(&m->em, p, &m->rows);
    case PLAN_GROUP:
        return emit_group(&m->em, p, &m->rows);
    default:
        return emit_refuse(&m->em, STR("the database is not asked for this"));
    }
}

static bool try_push(cutting *c, sql_made *m, const plan *p)
{
    before b = remember(m);
    if (all_fit(m, p) && push(c, m, p) && !c->a->failed) {
        m->upto = p;
        return true;
    }
    forget(m, &b);
    return false;
}

static status cut_scan(cutting *c, const plan *p, cut_rows *out)
{
    sql_made *m = ARENA_NEW(c->a, sql_made);
    if (!m)
        return ST_NO_MEMORY;
    *m = (sql_made){.limit = UINT64_MAX, .upto = p};
    m->em = (emitter){.a = c->a, .data = c->data, .layout = c->layout, .dialect = c->dialect, .trusting = c->trusting};
    *out = (cut_rows){0};
    bool left = p->collection < c->layout->count && c->left[p->collection];
    if (!c->whole && !left && emit_scan(&m->em, p, &m->rows)) {
        out->open = m;
        return ST_OK;
    }
    return c->a->failed ? ST_NO_MEMORY : rest_scan(c, p, out);
}

static bool may_not_fit(const plan *p)
{
    for (size_t i = 0; i < p->aggregate_count; i++)
        if (emit_may_not_fit(&p->aggregates[i]))
            return true;
    return false;
}

/* The rows below `p`. Sums that may not fit are memory's from there on: of the groups that the database leaves out it need not add up anything, and then nobody is told. */
static status cut_below(cutting *c, const plan *p, const plan *below, cut_rows *in)
{
    TRY(cut_plan(c, below, in));
    if (in->open && may_not_fit(in->open->upto))
        return rest_close(c, in, p, STR("the sums are needed of all groups, as one may not fit"));
    return ST_OK;
}

/* A filter of which the database can test a part. */
static status cut_filter(cutting *c, const plan *p, cut_rows *in, cut_rows *out)
{
    sql_made *m = in->open;
    const plan_expr **left;
    size_t left_count = 0;
    const plan *rest = p;
    str why = m->em.why;
    if (p->expr->kind == PLAN_AND && p->expr->size <= EXPR_NODES) {
        TRY(part_filter(c, m, p, &left, &left_count));
        /* All of it went down one by one: then it is the notes that memory counts. */
        if (left_count > 0 && left_count < p->expr->arg_count)
            TRY(filter_left(c, p, left, left_count, &rest));
    }
    TRY(rest_close(c, in, p, why));
    return rest_operator(c, rest, in, NULL, out);
}

/* Memory goes on behind the cut that it makes again. */
static void stop_behind(cut_rows *rows, const plan *p)
{
    if (!rows->first)
        return;
    rows->first->stops = p;
    rows->first->why = STR("the database is asked for the first rows only");
    rows->first = NULL;
}

/* The first rows of those that are in order: no more are sent than it takes, one more where the cut may go through equal rows. Memory cuts them. */
static status cut_slice(cutting *c, const plan *p, cut_rows *out)
{
    cut_rows in, sorted;
    sql_made *first = NULL;
    const plan *sort = p->input->kind == PLAN_SORT ? p->input : NULL;
    bool plain = !p->per_count && !p->with_ties && !p->from_end && p->skip < UINT32_MAX && p->take < UINT32_MAX;
    TRY(cut_below(c, p, sort ? sort->input : p->input, &in));
    stop_behind(&in, sort ? sort : p);
    if (in.open) {
        sql_made *m = in.open;
        before b = remember(m);
        bool ordered = plain && (!sort || (all_fit(m, sort) && emit_sort(&m->em, sort, &m->rows)));
        if (ordered && !c->a->failed) {
            m->limit = p->skip + p->take + (sort ? 1 : 0);
            first = m;
        } else {
            forget(m, &b);
        }
        TRY(rest_close(c, &in, ordered ? NULL : p, ordered ? (str){0} : plain ? m->em.why : STR("this cut is made in memory")));
    }
    if (sort)
        TRY(rest_operator(c, sort, &in, NULL, &sorted));
    TRY(rest_operator(c, p, sort ? &sorted : &in, NULL, out));
    out->first = first;
    return ST_OK;
}

static status cut_two(cutting *c, const plan *p, cut_rows *in, cut_rows *out)
{
    cut_rows other;
    TRY(cut_plan(c, p->other, &other));
    stop_behind(in, p);
    stop_behind(&other, p);
    TRY(rest_close(c, in, p, STR("rows of two queries are put together in memory")));
    TRY(rest_close(c, &other, p, STR("rows of two queries are put together in memory")));
    return rest_operator(c, p, in, &other, out);
}

/* Rows of the same slots: both sides must be scanned as they are, since no two made collections have the same rows. */
static status cut_append(cutting *c, const plan *p, cut_rows *in, cut_rows *out)
{
    bool around = c->whole;
    c->whole = true;
    status done = cut_plan(c, p->input, in);
    if (done == ST_OK)
        done = cut_two(c, p, in, out);
    c->whole = around;
    return done;
}

status cut_plan(cutting *c, const plan *p, cut_rows *out)
{
    cut_rows in;
    if (p->kind == PLAN_SCAN)
        return cut_scan(c, p, out);
    if (p->kind == PLAN_SLICE)
        return cut_slice(c, p, out);
    if (p->kind == PLAN_APPEND && p->column_count == 0)
        return cut_append(c, p, &in, out);
    TRY(cut_below(c, p, p->input, &in));
    if (p->other)
        return cut_two(c, p, &in, out);
    if (in.open && try_push(c, in.open, p)) {
        *out = in;
        return ST_OK;
    }
    if (c->a->failed)
        return ST_NO_MEMORY;
    if (in.open && p->kind == PLAN_FILTER)
        return cut_filter(c, p, &in, out);
    if (in.open)
        TRY(rest_close(c, &in, p, in.open->em.why));
    stop_behind(&in, p);
    return rest_operator(c, p, &in, NULL, out);
}

/* ---- The whole query ---- */

/* A dataset with the made collections behind its own, their rows not yet there. */
static status make_collections(cutting *c, sql_cut *out)
{
    size_t count = c->data->count + out->made_count;
    collection *all = ARENA_ARRAY(c->a, count, collection);
    dataset *d = ARENA_NEW(c->a, dataset);
    if (!all || !d)
        return ST_NO_MEMORY;
    for (size_t i = 0; i < c->data->count; i++)
        all[i] = c->data->collections[i];
    for (size_t i = 0; i < out->made_count; i++) {
        const sql_made *m = out->made[i];
        field *fields = ARENA_ARRAY(c->a, m->column_count, field);
        if (!fields)
            return ST_NO_MEMORY;
        for (size_t k = 0; k < m->column_count; k++)
            fields[k] = (field){.name = arena_printf(c->a, "c%zu", k + 1), .type = m->columns[k].stands_for->type};
        all[c->data->count + i] = (collection){
            .name = STR("rows"), .fields = fields, .field_count = m->column_count, .name_field = -1, .also_field = -1, .key_field = -1};
    }
    *d = (dataset){all, count};
    out->data = d;
    return c->a->failed ? ST_NO_MEMORY : ST_OK;
}

static status add_premises(arena *a, const emitter *em, sql_cut *out)
{
    for (size_t i = 0; i < em->premise_count; i++) {
        sql_premise *p = arena_push(a, (void **)(void *)&out->premises, &out->premise_count, &out->premise_capacity, sizeof *p);
        if (!p)
            return ST_NO_MEMORY;
        *p = em->premises[i];
    }
    return ST_OK;
}

/* Columns over the rows that come from below. */
static status cut_outputs(cutting *c, const plan_output *columns, size_t count, cut_shape *shape, const plan_output **out)
{
    plan_output *outputs = ARENA_ARRAY(c->a, count, plan_output);
    if (!outputs)
        return ST_NO_MEMORY;
    for (size_t i = 0; i < count; i++) {
        outputs[i] = columns[i];
        TRY(rest_expr(c, columns[i].expr, shape, &outputs[i].expr));
    }
    *out = outputs;
    return ST_OK;
}

static status cut_all(cutting *c, const plan_query *query)
{
    arena *a = c->a;
    sql_cut *out = c->cut;
    cut_rows rows;
    *out = (sql_cut){.rest = *query};
    TRY(cut_plan(c, query->root, &rows));
    if (rows.open)
        TRY(rest_close(c, &rows, NULL, (str){0}));
    out->rest.root = rows.plan;
    TRY(cut_outputs(c, query->outputs, query->output_count, &rows.shape, &out->rest.outputs));
    TRY(cut_outputs(c, query->hidden, query->hidden_count, &rows.shape, &out->rest.hidden));
    if (query->pivot)
        out->rest.pivot = c->pivot;
    for (size_t i = 0; i < out->made_count; i++) {
        TRY(rest_finish(c, out->made[i]));
        TRY(add_premises(a, &out->made[i]->em, out));
    }
    return make_collections(c, out);
}

static status cut_until(const cutting *start, const plan_query *query)
{
    bool *left = ARENA_ARRAY(start->a, start->layout->count, bool);
    status done = left ? ST_ERROR : ST_NO_MEMORY;
    while (done == ST_ERROR) { /* each time one collection more is left to memory */
        cutting c = *start;
        c.left = left;
        done = cut_all(&c, query);
    }
    return done;
}

status sql_cut_query(arena *a, const sql_layout *layout, const sql_dialect *dialect, const dataset *data, const plan_query *query,
                     sql_cut *out)
{
    return cut_until(&(cutting){.a = a, .layout = layout, .dialect = dialect, .data = data, .cut = out, .trusting = true}, query);
}

status sql_cut_anyhow(arena *a, const sql_layout *layout, const sql_dialect *dialect, const dataset *data, const plan_query *query,
                      sql_cut *out)
{
    return cut_until(&(cutting){.a = a, .layout = layout, .dialect = dialect, .data = data, .cut = out}, query);
}
