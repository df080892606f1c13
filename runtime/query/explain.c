/* The steps of a query as rows of words. */
#include "runtime/query/explain.h"

#include "runtime/query/pivot.h"
#include "runtime/query/typed.h"

/* One step on its way: the texts of its rows. */
typedef struct telling {
    str *does; /* one for each operator, and one for what no operator tells */
    size_t count, capacity;
    str columns; /* empty where they are those of the step before */
} telling;

typedef struct explaining {
    checker *k;
    const trail *trail;
    telling *tellings;  /* one for each step */
    explain_rows *rows; /* of each operator so far */
    size_t row_count, row_capacity;
    explained *out;
    size_t out_count, out_capacity;
} explaining;

/* ---- Columns ---- */

static const visible *name_before(const trail_step *before, str name)
{
    for (size_t i = 0; before && i < before->name_count; i++)
        if (str_equal_nocase(before->names[i].name, name))
            return &before->names[i];
    return NULL;
}

/* `hours = days * 8`, or the bare name where that is all there is to say. */
static void add_column(sbuf *out, const plan_names *names, const visible *v, const char *between, bool expression_first)
{
    sbuf e = {0};
    if (v->expr && !typed_is_nothing(v->expr))
        plan_print(&e, names, v->expr);
    if (e.n == 0 || str_equal(sbuf_str(&e), v->name))
        sbuf_add(out, v->name);
    else if (expression_first)
        sbuf_printf(out, "%s%s%.*s", e.p, between, STR_ARG(v->name));
    else
        sbuf_printf(out, "%.*s%s%s", STR_ARG(v->name), between, e.p);
    out->failed |= e.failed;
    sbuf_free(&e);
}

static void shows(sbuf *out, const plan_names *names, const trail_step *step)
{
    size_t count = 0;
    sbuf_add(out, STR("shows "));
    for (size_t i = 0; i < step->name_count; i++)
        if (step->names[i].shown) {
            sbuf_add(out, count++ ? STR(", ") : STR(""));
            add_column(out, names, &step->names[i], " as ", true);
        }
}

static void adds(sbuf *out, const plan_names *names, const trail_step *step, const trail_step *before)
{
    size_t count = 0;
    for (size_t i = 0; i < step->name_count; i++)
        if (step->names[i].shown && !name_before(before, step->names[i].name)) {
            sbuf_add(out, count++ ? STR(", ") : STR("adds "));
            add_column(out, names, &step->names[i], " = ", false);
        }
}

static void names_items(sbuf *out, const char *word, const ast_items *items, bool renamed)
{
    for (size_t i = 0; i < items->count; i++) {
        sbuf_add(out, i ? STR(", ") : str_of(word));
        ast_format_expr(out, items->items[i].expr);
        if (renamed)
            sbuf_printf(out, " now %.*s", STR_ARG(items->items[i].alias.text));
    }
}

static void leaves(sbuf *out, const ast_clause *to)
{
    if (to->format.text.n)
        sbuf_printf(out, "writes the answer as %.*s", STR_ARG(to->format.text));
    else
        sbuf_add(out, STR("writes the answer"));
    if (to->has_file)
        sbuf_printf(out, " into %.*s", STR_ARG(to->file));
}

/* Is a column of a group more than one of the values that it makes? */
static bool computes(const trail_step *step)
{
    for (size_t i = 0; i < step->name_count; i++)
        if (step->names[i].shown && step->names[i].expr && step->names[i].expr->kind != PLAN_TEMP)
            return true;
    return false;
}

/* What a step does to columns, that no operator tells: "shows title, days * 8 as hours"; nothing of most. */
static void explain_columns(sbuf *out, const plan_names *names, const trail_step *step, const trail_step *before)
{
    switch (step->clause ? step->clause->kind : AST_WHERE) {
    case AST_SELECT:
        shows(out, names, step);
        break;
    case AST_ADD:
        adds(out, names, step, before);
        break;
    case AST_DROP:
        names_items(out, "leaves out ", &step->clause->items, false);
        break;
    case AST_RENAME:
        names_items(out, "calls ", &step->clause->items, true);
        break;
    case AST_GROUP:
    case AST_SHOW:
        if (computes(step))
            shows(out, names, step);
        break;
    case AST_TO:
        leaves(out, step->clause);
        break;
    default:
        break;
    }
}

/* `title: text, project: set of link projects` */
static str columns_text(checker *k, const trail_step *step)
{
    sbuf b = {0};
    for (size_t i = 0; i < step->name_count; i++) {
        if (!step->names[i].shown)
            continue;
        sbuf_printf(&b, "%s%.*s: ", b.n ? ", " : "", STR_ARG(step->names[i].name));
        dataset_type_words(&b, k->env->data, step->types[i]);
    }
    if (step->pivot)
        pivot_column_words(k, &b, step->pivot);
    return checker_take(k, &b);
}

/* ---- One step ---- */

static const explain_rows *rows_of(const explaining *x, const plan *root)
{
    for (size_t i = x->row_count; root && i > 0; i--)
        if (x->rows[i - 1].root == root)
            return &x->rows[i - 1];
    return NULL;
}

static plan_names names_for(const explaining *x, const explain_rows *rows, const trail_step *before)
{
    plan_names n = {.data = x->k->env->data};
    if (before) {
        n.columns = before->names;
        n.column_count = before->name_count;
    }
    if (rows) {
        n.temps = rows->temps;
        n.temp_count = rows->temp_count;
        n.slots = rows->slots;
        n.slot_count = rows->slot_count;
    }
    return n;
}

static void tell(explaining *x, telling *t, sbuf *text)
{
    str does = checker_take(x->k, text);
    str *room = does.n ? arena_push(x->k->memory, (void **)&t->does, &t->count, &t->capacity, sizeof *room) : NULL;
    if (room)
        *room = does;
}

/* The operators that a step put on top of `below`, the lowest first. */
static void tell_operators(explaining *x, telling *t, const trail_step *step, const trail_step *before, const plan *p)
{
    if (!p || (before && p == before->root))
        return;
    tell_operators(x, t, step, before, p->input);
    const explain_rows *input = rows_of(x, p->input);
    plan_names names = names_for(x, input, before);
    sbuf text = {0};
    explain_operator(x->k, &text, &names, p, step);
    tell(x, t, &text);
    explain_rows *room = arena_push(x->k->memory, (void **)&x->rows, &x->row_count, &x->row_capacity, sizeof *room);
    if (room)
        explain_name_rows(x->k, &names, p, step, rows_of(x, p->input), rows_of(x, p->other), room);
}

static void tell_step(explaining *x, size_t i, const trail_step *before)
{
    const trail_step *step = &x->trail->steps[i];
    telling *t = &x->tellings[i];
    sbuf text = {0};
    tell_operators(x, t, step, before, step->root);
    plan_names names = names_for(x, rows_of(x, step->root), before);
    explain_columns(&text, &names, step, before);
    tell(x, t, &text);
    str columns = columns_text(x->k, step);
    if (!before || !str_equal(columns, columns_text(x->k, before)))
        t->columns = columns;
}

/* The step of the same query before this one; NULL for a source. */
static const trail_step *step_before(const trail *t, size_t i)
{
    if (!t->steps[i].clause)
        return NULL;
    for (size_t k = i; k > 0; k--)
        if (t->steps[k - 1].depth == t->steps[i].depth)
            return &t->steps[k - 1];
    return NULL;
}

/* ---- The rows ---- */

static void put(explaining *x, explained row)
{
    explained *room = arena_push(x->k->memory, (void **)&x->out, &x->out_count, &x->out_capacity, sizeof *room);
    if (room)
        *room = row;
}

static str written(checker *k, const trail_step *step)
{
    sbuf b = {0};
    if (!step->clause)
        return step->source;
    ast_format_clause(&b, step->clause);
    return checker_take(k, &b);
}

static void put_step(explaining *x, size_t i, str number)
{
    const telling *t = &x->tellings[i];
    size_t rows = t->count ? t->count : 1;
    for (size_t r = 0; r < rows; r++) {
        explained row = {.step = number, .does = t->count ? t->does[r] : STR("changes nothing")};
        if (r == 0)
            row.written = written(x->k, &x->trail->steps[i]);
        if (r + 1 == rows)
            row.columns = t->columns;
        put(x, row);
    }
}

/* Steps [from, to) at a depth: a clause first, then the queries inside it, though they were checked before it. */
static size_t put_steps(explaining *x, size_t from, size_t to, uint32_t depth, str above)
{
    size_t inner = from, number = 0;
    for (size_t i = from; i < to; i++) {
        if (x->trail->steps[i].depth > depth)
            continue;
        number++;
        str n = above.n ? arena_printf(x->k->memory, "%.*s.%zu", STR_ARG(above), number) : arena_printf(x->k->memory, "%zu", number);
        put_step(x, i, n);
        if (inner < i)
            put_steps(x, inner, i, depth + 1, n);
        inner = i + 1;
    }
    return number;
}

static void put_answer(explaining *x, size_t steps)
{
    const plan_query *q = x->k->query;
    const trail_step *last = &x->trail->steps[x->trail->count - 1];
    str columns = columns_text(x->k, last);
    str does = arena_printf(x->k->memory, "gives %zu column%s", q->output_count, q->output_count == 1 ? "" : "s");
    if (q->pivot)
        does = arena_printf(x->k->memory, "%.*s, and %s for each value of the pivot", STR_ARG(does),
                            q->pivot->column_count == 1 ? "one" : arena_printf(x->k->memory, "%zu", q->pivot->column_count).p);
    put(x, (explained){.step = arena_printf(x->k->memory, "%zu", steps + 1), .does = does, .columns = columns});
}

status explain_trail(checker *k, const explained **out, size_t *count)
{
    const trail *t = k->trail;
    explaining x = {.k = k, .trail = t, .tellings = ARENA_ARRAY(k->memory, t->count, telling)};
    if (!x.tellings)
        return ST_NO_MEMORY;
    for (size_t i = 0; i < t->count; i++)
        tell_step(&x, i, step_before(t, i));
    put_answer(&x, put_steps(&x, 0, t->count, 0, (str){0}));
    *out = x.out;
    *count = x.out_count;
    return checker_failed(k) ? ST_NO_MEMORY : ST_OK;
}
