/* What operators do, in words. */
#include <inttypes.h>

#include "runtime/query/explain.h"
#include "runtime/query/typed.h"

static void add_keys(sbuf *out, const plan_names *names, const plan_key *keys, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        sbuf_add(out, i ? STR(", ") : STR(""));
        plan_print(out, names, keys[i].expr);
        sbuf_add(out, keys[i].descending ? STR(" desc") : STR(""));
    }
}

/* The column that shows temp `index` and nothing else; NULL. */
static const visible *shows_temp(const trail_step *step, size_t index)
{
    for (size_t i = 0; i < step->name_count; i++) {
        const plan_expr *e = step->names[i].expr;
        if (e && e->kind == PLAN_TEMP && e->index == index && step->names[i].shown)
            return &step->names[i];
    }
    return NULL;
}

/* A value made here, with the name that it then has. */
static void add_named(sbuf *out, str made, const visible *column)
{
    sbuf_add(out, made);
    if (column && !str_equal(column->name, made))
        sbuf_printf(out, " as %.*s", STR_ARG(column->name));
}

static void add_aggregate(sbuf *out, const plan_names *names, const plan_aggregate *a)
{
    sbuf_printf(out, "%s%s", a->function->name, a->distinct ? " distinct" : "");
    if (a->arg || a->function->class == FN_WINDOW) {
        sbuf_char(out, '(');
        if (a->arg)
            plan_print(out, names, a->arg);
        sbuf_char(out, ')');
    }
}

/* The same made before, which needs no second mention where nobody shows it. */
static bool is_told(const plan *p, size_t i, const trail_step *step)
{
    const plan_aggregate *a = &p->aggregates[i];
    for (size_t k = 0; k < i; k++) {
        const plan_aggregate *b = &p->aggregates[k];
        bool same_arg = a->arg && b->arg ? typed_same(a->arg, b->arg) : a->arg == b->arg;
        if (a->function == b->function && a->distinct == b->distinct && a->part == b->part && same_arg)
            return !step || !shows_temp(step, p->key_count + i);
    }
    return false;
}

static void add_made(sbuf *out, const plan_names *names, const plan_aggregate *a, const visible *column)
{
    sbuf made = {0};
    add_aggregate(&made, names, a);
    add_named(out, sbuf_str(&made), column);
    out->failed |= made.failed;
    sbuf_free(&made);
}

static str printed(checker *k, const plan_names *names, const plan_expr *e)
{
    sbuf b = {0};
    plan_print_operand(&b, names, e);
    return checker_take(k, &b);
}

static str printed_aggregate(checker *k, const plan_names *names, const plan_aggregate *a)
{
    sbuf b = {0};
    add_aggregate(&b, names, a);
    return checker_take(k, &b);
}

/* ---- Operators ---- */

static void scan(sbuf *out, const plan_names *names, const plan *p)
{
    const collection *c = &names->data->collections[p->collection];
    sbuf_printf(out, "reads %.*s: %zu row%s", STR_ARG(c->name), c->rows, c->rows == 1 ? "" : "s");
}

static void expand(sbuf *out, const plan_names *names, const plan *p)
{
    sbuf_add(out, STR("makes a row of each element of "));
    plan_print(out, names, p->expr);
    if (p->in) {
        sbuf_add(out, STR(" for which "));
        plan_print_among(out, names, p->expr, p->in);
    } else {
        sbuf_add(out, STR(", and one where there is none"));
    }
}

static void slice(sbuf *out, const plan_names *names, const plan *p)
{
    if (p->skip)
        sbuf_printf(out, "passes over %" PRIu64 " row%s and ", p->skip, p->skip == 1 ? "" : "s");
    if (p->take == 1)
        sbuf_printf(out, "keeps the %s row", p->from_end ? "last" : p->skip ? "next" : "first");
    else
        sbuf_printf(out, "keeps the %s %" PRIu64 " rows", p->from_end ? "last" : p->skip ? "next" : "first", p->take);
    if (p->per_count) {
        sbuf_add(out, STR(" of each "));
        add_keys(out, names, p->per, p->per_count);
    }
    if (p->with_ties)
        sbuf_add(out, STR(", and those behind that are equal to the last of them"));
}

/* The first `count` keys, which columns show. */
static void add_row_keys(sbuf *out, const plan_names *names, const plan *p, size_t count, const trail_step *step)
{
    for (size_t i = 0; i < count; i++) {
        sbuf made = {0};
        plan_print(&made, names, p->keys[i].expr);
        sbuf_add(out, i ? STR(", ") : STR(""));
        add_named(out, sbuf_str(&made), shows_temp(step, i));
        out->failed |= made.failed;
        sbuf_free(&made);
    }
}

static void add_kept_keys(sbuf *out, const plan_names *names, const plan *p)
{
    for (size_t i = 0; i < p->key_count; i++)
        if (p->keys[i].in) {
            sbuf_add(out, STR(", where "));
            plan_print_among(out, names, p->keys[i].expr, p->keys[i].in);
        }
}

static void group(sbuf *out, const plan_names *names, const plan *p, const trail_step *step)
{
    if (p->whole) {
        sbuf_add(out, STR("makes one row of all"));
    } else {
        sbuf_add(out, STR("makes one row of each "));
        add_row_keys(out, names, p, p->key_count, step);
        add_kept_keys(out, names, p);
    }
    for (size_t i = 0; i < p->aggregate_count; i++) {
        if (is_told(p, i, step))
            continue;
        sbuf_add(out, i ? STR(", ") : STR(": "));
        add_made(out, names, &p->aggregates[i], shows_temp(step, p->key_count + i));
    }
}

/* What a group of all its keys has: the columns of a pivot are over that. */
static plan_names names_in_cell(checker *k, const plan_names *names, const plan *p)
{
    plan_names cell = {.data = names->data};
    str *temps = ARENA_ARRAY(k->memory, p->key_count + p->aggregate_count, str);
    for (size_t i = 0; temps && i < p->key_count; i++)
        temps[i] = printed(k, names, p->keys[i].expr);
    for (size_t i = 0; temps && i < p->aggregate_count; i++)
        temps[p->key_count + i] = printed_aggregate(k, names, &p->aggregates[i]);
    cell.temps = temps;
    cell.temp_count = temps ? p->key_count + p->aggregate_count : 0;
    return cell;
}

static void pivot(checker *k, sbuf *out, const plan_names *names, const plan *p, const trail_step *step)
{
    sbuf_add(out, STR("makes one row of each "));
    add_row_keys(out, names, p, p->key_count - 1, step);
    sbuf_add(out, STR(", with a column for each "));
    plan_print(out, names, p->keys[p->key_count - 1].expr);
    add_kept_keys(out, names, p);
    plan_names cell = names_in_cell(k, names, p);
    for (size_t i = 0; i < p->column_count; i++) {
        sbuf made = {0};
        plan_print(&made, &cell, p->columns[i]);
        sbuf_add(out, i ? STR(", ") : STR(": "));
        add_named(out, sbuf_str(&made), step->pivot ? &step->pivot->each[i] : NULL);
        out->failed |= made.failed;
        sbuf_free(&made);
    }
}

static void window_part(sbuf *out, const plan_names *names, const plan *p, uint32_t part)
{
    bool any = false;
    for (size_t i = 0; i < p->aggregate_count; i++) {
        if (p->aggregates[i].part != part || is_told(p, i, NULL))
            continue;
        sbuf_add(out, any ? STR(", ") : STR(""));
        add_aggregate(out, names, &p->aggregates[i]);
        any = true;
    }
    if (p->parts[part].key_count == 0) {
        sbuf_add(out, STR(" over all rows"));
    } else {
        sbuf_add(out, STR(" over the rows of the same "));
        add_keys(out, names, p->parts[part].keys, p->parts[part].key_count);
    }
}

static void window(sbuf *out, const plan_names *names, const plan *p)
{
    sbuf_add(out, STR("computes for each row "));
    for (uint32_t part = 0; part < p->part_count; part++) {
        sbuf_add(out, part ? STR("; ") : STR(""));
        window_part(out, names, p, part);
    }
}

/* The condition is over the rows of both, which are called as after the join. */
static void join(sbuf *out, const plan_names *names, const plan *p, const trail_step *step)
{
    plan_names both = *names;
    both.columns = step->names;
    both.column_count = step->name_count;
    sbuf_add(out, STR("pairs each row with each row of the other query for which "));
    plan_print(out, &both, p->expr);
    if (p->left)
        sbuf_add(out, STR("; a row without any stays"));
}

static void combine(sbuf *out, const plan_names *names, const plan *p, const char *does)
{
    sbuf_add(out, str_of(does));
    for (size_t i = 0; i < p->column_count; i++) {
        sbuf_add(out, i ? STR(", ") : STR(": the same "));
        plan_print(out, names, p->columns[i]);
    }
}

void explain_operator(checker *k, sbuf *out, const plan_names *names, const plan *p, const trail_step *step)
{
    switch (p->kind) {
    case PLAN_SCAN:
        scan(out, names, p);
        break;
    case PLAN_FILTER:
        sbuf_add(out, STR("keeps the rows where "));
        plan_print(out, names, p->expr);
        break;
    case PLAN_EXPAND:
        expand(out, names, p);
        break;
    case PLAN_SORT:
        sbuf_add(out, STR("sorts by "));
        add_keys(out, names, p->keys, p->key_count);
        break;
    case PLAN_SLICE:
        slice(out, names, p);
        break;
    case PLAN_DISTINCT:
        sbuf_add(out, STR("keeps the first row of each "));
        add_keys(out, names, p->keys, p->key_count);
        break;
    case PLAN_GROUP:
        group(out, names, p, step);
        break;
    case PLAN_PIVOT:
        pivot(k, out, names, p, step);
        break;
    case PLAN_WINDOW:
        window(out, names, p);
        break;
    case PLAN_JOIN:
        join(out, names, p, step);
        break;
    case PLAN_APPEND:
        sbuf_add(out, STR("adds the rows of the other query behind"));
        break;
    case PLAN_EXCEPT:
        combine(out, names, p, "drops the rows that the other query has, too");
        break;
    case PLAN_INTERSECT:
        combine(out, names, p, "keeps the rows that the other query has, too");
        break;
    }
}

/* ---- What rows are called after an operator ---- */

/* How many temps an operator makes, and whether those of its input stay. */
static size_t temps_made(const plan *p, bool *keeps)
{
    size_t made = 0;
    *keeps = p->kind != PLAN_GROUP && p->kind != PLAN_PIVOT && !(p->kind == PLAN_APPEND && p->column_count);
    if (p->kind == PLAN_EXPAND)
        return 1;
    if (p->kind == PLAN_GROUP)
        return p->key_count + p->aggregate_count;
    if (p->kind == PLAN_PIVOT)
        return p->key_count - 1;
    if (p->kind == PLAN_APPEND)
        return p->column_count;
    for (size_t i = 0; p->kind == PLAN_WINDOW && i < p->part_count; i++)
        for (size_t key = 0; key < p->parts[i].key_count; key++)
            if (p->parts[i].keys[key].expr->type.set)
                made = p->parts[i].key_count; /* the elements of the part that has a set */
    return p->kind == PLAN_WINDOW ? made + p->aggregate_count : 0;
}

static const plan_part *spread_part(const plan *p)
{
    for (size_t i = 0; i < p->part_count; i++)
        for (size_t key = 0; key < p->parts[i].key_count; key++)
            if (p->parts[i].keys[key].expr->type.set)
                return &p->parts[i];
    return NULL;
}

static void name_made(checker *k, const plan_names *names, const plan *p, str *out)
{
    size_t at = 0;
    if (p->kind == PLAN_EXPAND)
        out[at++] = printed(k, names, p->expr);
    for (size_t i = 0; (p->kind == PLAN_GROUP && i < p->key_count) || (p->kind == PLAN_PIVOT && i + 1 < p->key_count); i++)
        out[at++] = printed(k, names, p->keys[i].expr);
    for (size_t i = 0; p->kind == PLAN_APPEND && i < p->column_count; i++)
        out[at++] = printed(k, names, p->columns[i]);
    for (size_t i = 0; (p->kind == PLAN_GROUP || p->kind == PLAN_WINDOW) && i < p->aggregate_count; i++)
        out[at++] = printed_aggregate(k, names, &p->aggregates[i]);
    const plan_part *spread = p->kind == PLAN_WINDOW ? spread_part(p) : NULL;
    for (size_t i = 0; spread && i < spread->key_count; i++)
        out[at++] = printed(k, names, spread->keys[i].expr);
}

static str *appended(checker *k, const str *first, size_t first_count, size_t more)
{
    str *all = ARENA_ARRAY(k->memory, first_count + more, str);
    for (size_t i = 0; all && i < first_count; i++)
        all[i] = first[i];
    return all;
}

static bool name_temps(checker *k, const plan_names *names, const plan *p, const explain_rows *input, const explain_rows *other,
                       explain_rows *out)
{
    bool keeps;
    size_t made = temps_made(p, &keeps), before = keeps && input ? input->temp_count : 0;
    size_t more = p->kind == PLAN_JOIN && other ? other->temp_count : made;
    str *temps = appended(k, before ? input->temps : NULL, before, more);
    if (!temps)
        return false;
    for (size_t i = 0; p->kind == PLAN_JOIN && i < more; i++)
        temps[before + i] = other->temps[i];
    name_made(k, names, p, temps + before);
    out->temps = temps;
    out->temp_count = before + more;
    return true;
}

static str prefix_of_join(checker *k, const trail_step *step)
{
    const ast_clause *c = step->clause;
    str name = !c ? (str){0} : c->has_name ? c->name.text : c->source.name.text;
    return name.n ? arena_printf(k->memory, "%.*s.", STR_ARG(name)) : name;
}

static bool name_slots(checker *k, const plan *p, const trail_step *step, const explain_rows *input, const explain_rows *other,
                       explain_rows *out)
{
    bool gone = p->kind == PLAN_GROUP || p->kind == PLAN_PIVOT || (p->kind == PLAN_APPEND && p->column_count);
    size_t before = gone || !input ? 0 : input->slot_count;
    size_t more = p->kind == PLAN_SCAN ? 1 : p->kind == PLAN_JOIN && other ? other->slot_count : 0;
    str *slots = appended(k, before ? input->slots : NULL, before, more);
    if (!slots)
        return false;
    for (size_t i = 0; p->kind == PLAN_JOIN && i < more; i++)
        slots[before + i] = prefix_of_join(k, step);
    out->slots = slots;
    out->slot_count = before + more;
    return true;
}

bool explain_name_rows(checker *k, const plan_names *names, const plan *p, const trail_step *step, const explain_rows *input,
                       const explain_rows *other, explain_rows *out)
{
    *out = (explain_rows){.root = p};
    return name_temps(k, names, p, input, other, out) && name_slots(k, p, step, input, other, out);
}
