/* Plans that ask about the rows of another plan. */
#include "runtime/query/probe.h"

#include "runtime/query/functions.h"
#include "runtime/query/plan_print.h"
#include "runtime/query/typed.h"

static checker checker_of(const probe *p)
{
    return (checker){.env = p->env, .memory = p->memory, .bag = p->bag, .from = p->about->from, .quiet = true, .trying = true};
}

static const plan_expr *made(const plan_expr *e)
{
    return e && !typed_is_nothing(e) ? e : NULL;
}

/* ---- Conditions ---- */

const plan_expr *probe_all(const probe *p, const plan_expr *const *conditions, size_t count)
{
    checker k = checker_of(p);
    return count == 0 ? NULL : made(typed_and(&k, count, conditions, p->about->where));
}

const plan_expr *probe_not(const probe *p, const plan_expr *condition)
{
    checker k = checker_of(p);
    return made(typed_not(&k, condition));
}

const plan_expr *probe_row(const probe *p, uint16_t collection, uint32_t slot)
{
    checker k = checker_of(p);
    row r = {.collection = collection, .slot = (uint16_t)slot};
    return made(typed_row(&k, &r, p->about->where));
}

const plan_expr *probe_field(const probe *p, uint16_t collection, uint32_t slot, uint16_t field)
{
    checker k = checker_of(p);
    row r = {.collection = collection, .slot = (uint16_t)slot};
    return made(typed_field(&k, &r, field, p->about->where));
}

const plan_expr *probe_temp(const probe *p, type t, size_t index)
{
    checker k = checker_of(p);
    return made(typed_temp(&k, t, index, p->about->where));
}

/* ---- Rows that a text means ---- */

static const plan_expr *text_is(checker *k, const plan_expr *left, probe_match how, str text, span where)
{
    const plan_expr *args[] = {left, typed_text(k, text, where)};
    return function_operator(k, how == PROBE_IS ? "=" : "~", 2, args, where);
}

/* The field `source`, of text or of a set of it. */
static const plan_expr *source_is(checker *k, const row *r, int32_t field, str text, span where)
{
    const plan_expr *place = typed_field(k, r, (uint16_t)field, where);
    if (!place->type.set)
        return text_is(k, place, PROBE_IS, text, where);
    const plan_expr *one = text_is(k, typed_element(k, type_element(place->type), where), PROBE_IS, text, where);
    return one ? typed_any(k, place, one, where) : NULL;
}

status probe_matches(const probe *p, uint16_t collection, uint32_t slot, probe_match how, str text, const plan_expr **out)
{
    checker k = checker_of(p);
    const struct collection *c = checker_collection(&k, collection);
    row r = {.collection = collection, .slot = (uint16_t)slot};
    span where = p->about->where;
    int32_t source = collection_find(c, STR("source"));
    const plan_expr *ways[2];
    size_t count = 0;
    *out = NULL;
    if (c->name_field >= 0)
        ways[count++] = text_is(&k, typed_field(&k, &r, (uint16_t)c->name_field, where), how, text, where);
    if (how == PROBE_IS && source >= 0 && c->fields[source].type.kind == TYPE_TEXT)
        ways[count++] = source_is(&k, &r, source, text, where);
    for (size_t i = 0; i < count; i++)
        if (!made(ways[i]))
            return ST_NO_MEMORY;
    if (count > 0)
        *out = made(typed_or(&k, count, ways, where));
    return count > 0 && !*out ? ST_NO_MEMORY : ST_OK;
}

/* ---- Constants ---- */

static bool same_constant(const value *a, const value *b)
{
    return type_equal(a->type, b->type) && a->missing == b->missing && !a->type.set && value_compare(a, b, NULL) == 0;
}

/* False when there are two. */
static bool find_constant(const plan_expr *e, const value **out)
{
    if (e->kind == PLAN_QUERY)
        return false;
    if (e->kind == PLAN_CONST) {
        bool first = *out == NULL;
        if (first)
            *out = &e->constant;
        return first ? !e->constant.type.set && !e->constant.missing : same_constant(*out, &e->constant);
    }
    for (size_t i = 0; i < e->arg_count; i++)
        if (!find_constant(e->args[i], out))
            return false;
    return true;
}

const value *probe_constant(const plan_expr *condition)
{
    const value *found = NULL;
    return find_constant(condition, &found) ? found : NULL;
}

static const plan_expr *exchanged(checker *k, const plan_expr *e, const value *other)
{
    if (e->kind == PLAN_CONST) {
        plan_expr constant = *e;
        constant.constant = *other;
        constant.constant.type = e->type;
        return typed_node(k, constant, 0, NULL);
    }
    const plan_expr **args = ARENA_ARRAY(k->memory, e->arg_count, const plan_expr *);
    if (!args)
        return &typed_nothing;
    for (size_t i = 0; i < e->arg_count; i++)
        args[i] = exchanged(k, e->args[i], other);
    return e->arg_count ? typed_node(k, *e, e->arg_count, args) : e;
}

const plan_expr *probe_with_constant(const probe *p, const plan_expr *condition, const value *other)
{
    checker k = checker_of(p);
    return made(exchanged(&k, condition, other));
}

const char *probe_operator(const plan_expr *e)
{
    while (e->kind == PLAN_ANY || e->kind == PLAN_OR) /* a set, or a link by any of its names */
        e = e->kind == PLAN_ANY ? e->args[1] : e->args[0];
    return e->kind == PLAN_CALL && e->function->operator_ && e->function->class == FN_PREDICATE ? e->function->name : NULL;
}

/* ---- What a condition looks at ---- */

typedef struct operands {
    checker *k;
    const plan_expr **out;
    size_t count, most;
} operands;

static void put(operands *o, const plan_expr *e)
{
    for (size_t i = 0; i < o->count; i++)
        if (typed_same(o->out[i], e))
            return;
    if (o->count < o->most && !typed_is_nothing(e))
        o->out[o->count++] = e;
}

/* Does it look at an element of a set around it? */
static bool has_element(const plan_expr *e, uint32_t bound)
{
    if (e->kind == PLAN_ELEMENT)
        return e->index >= bound;
    bool binds = e->kind == PLAN_ANY || e->kind == PLAN_MAP;
    for (size_t i = 0; i < e->arg_count; i++)
        if (has_element(e->args[i], bound + (binds && i == 1)))
            return true;
    return false;
}

static bool is_bool(const plan_expr *e)
{
    return e->type.kind == TYPE_BOOL && !e->type.set;
}

/* A link's name stands for the link. */
static bool is_name_of_link(const operands *o, const plan_expr *e)
{
    if (e->kind != PLAN_DEREF)
        return false;
    const collection *c = checker_collection(o->k, e->collection);
    return e->field == c->name_field || e->field == c->also_field;
}

/* A function of one argument that nobody wrote: a date as a period. */
static bool is_conversion(const plan_expr *e)
{
    bool called = e->kind == PLAN_CALL && e->arg_count == 1 && !e->function->operator_;
    return called && e->from && str_find(source_slice(e->from, e->where), str_of(e->function->name)) == SIZE_MAX;
}

/* The months, quarters … that a time touches: the time says as much. */
static bool is_units_of_time(const plan_expr *e)
{
    bool times = e->kind == PLAN_CALL && e->type.set && e->type.kind == TYPE_PERIOD && e->arg_count == 1;
    return times && e->args[0]->type.kind == TYPE_PERIOD && !e->args[0]->type.set;
}

static void walk(operands *o, const plan_expr *e, const plan_expr *set);

/* The elements of a set, or what their paths come to. */
static void walk_any(operands *o, const plan_expr *e, const plan_expr *around)
{
    size_t before = o->count;
    walk(o, e->args[1], around ? NULL : e->args[0]);
    if (o->count == before)
        walk(o, e->args[0], around);
}

/* One that is seen from inside a set is shown as the set of what it is for each. */
static void leaf(operands *o, const plan_expr *e, const plan_expr *set)
{
    if (!has_element(e, 0))
        put(o, e);
    else if (set && e->kind != PLAN_ELEMENT)
        put(o, typed_map(o->k, set, e, e->where));
}

static void walk(operands *o, const plan_expr *e, const plan_expr *set)
{
    switch (e->kind) {
    case PLAN_CONST:
    case PLAN_QUERY:
    case PLAN_ELEMENT:
        return;
    case PLAN_ANY:
        walk_any(o, e, set);
        return;
    default:
        break;
    }
    if (is_name_of_link(o, e) || is_units_of_time(e)) {
        walk(o, e->args[0], set);
    } else if (is_bool(e) || is_conversion(e)) {
        for (size_t i = 0; i < e->arg_count; i++)
            walk(o, e->args[i], set);
        if (e->arg_count == 0)
            leaf(o, e, set);
    } else {
        leaf(o, e, set);
    }
}

size_t probe_operands(const probe *p, const plan_expr *condition, const plan_expr **out, size_t most)
{
    checker k = checker_of(p);
    operands o = {.k = &k, .out = out, .most = most};
    walk(&o, condition, NULL);
    return o.count;
}

bool probe_is_within(const plan_expr *e, uint32_t slots, uint32_t temps)
{
    if ((e->kind == PLAN_FIELD || e->kind == PLAN_ROW) && e->index >= slots)
        return false;
    if (e->kind == PLAN_TEMP && e->index >= temps)
        return false;
    for (size_t i = 0; i < e->arg_count; i++)
        if (!probe_is_within(e->args[i], slots, temps))
            return false;
    return true;
}

/* ---- What rows have ---- */

/* Do the slots and temps of its input stay? */
static bool keeps(const plan *op)
{
    return op->kind != PLAN_SCAN && op->kind != PLAN_GROUP && op->kind != PLAN_PIVOT && !(op->kind == PLAN_APPEND && op->column_count);
}

uint32_t probe_slots(const plan *rows)
{
    switch (rows->kind) {
    case PLAN_SCAN:
        return 1;
    case PLAN_GROUP:
    case PLAN_PIVOT:
        return 0;
    case PLAN_JOIN:
        return probe_slots(rows->input) + probe_slots(rows->other);
    case PLAN_APPEND:
        return rows->column_count ? 0 : probe_slots(rows->input);
    default:
        return probe_slots(rows->input);
    }
}

/* The elements of the part of a window that has a set among its keys. */
static uint32_t spread(const plan *window)
{
    for (size_t i = 0; i < window->part_count; i++)
        for (size_t k = 0; k < window->parts[i].key_count; k++)
            if (window->parts[i].keys[k].expr->type.set)
                return (uint32_t)window->parts[i].key_count;
    return 0;
}

uint32_t probe_temps(const plan *rows)
{
    switch (rows->kind) {
    case PLAN_SCAN:
        return 0;
    case PLAN_GROUP:
        return (uint32_t)(rows->key_count + rows->aggregate_count);
    case PLAN_PIVOT:
        return (uint32_t)(rows->key_count - 1);
    case PLAN_JOIN:
        return probe_temps(rows->input) + probe_temps(rows->other);
    case PLAN_APPEND:
        return rows->column_count ? (uint32_t)rows->column_count : probe_temps(rows->input);
    case PLAN_EXPAND:
        return probe_temps(rows->input) + 1;
    case PLAN_WINDOW:
        return probe_temps(rows->input) + (uint32_t)rows->aggregate_count + spread(rows);
    default:
        return probe_temps(rows->input);
    }
}

int32_t probe_collection(const plan *rows, uint32_t slot)
{
    while (rows && rows->kind != PLAN_SCAN) {
        uint32_t before = rows->kind == PLAN_JOIN ? probe_slots(rows->input) : UINT32_MAX;
        bool other = slot >= before;
        slot -= other ? before : 0;
        rows = other ? rows->other : rows->input;
    }
    return rows && slot == 0 ? (int32_t)rows->collection : -1;
}

/* ---- Names ---- */

static const str *name_slots(const probe *p, const plan *rows, uint32_t count)
{
    str *out = ARENA_ARRAY(p->memory, count, str);
    for (uint32_t i = 1; out && i < count; i++) {
        int32_t c = probe_collection(rows, i);
        if (c >= 0)
            out[i] = arena_printf(p->memory, "%.*s.", STR_ARG(check_dataset(p->env)->collections[c].name));
    }
    return out;
}

/* What a temp was made of; values made before stay without a name. */
static str printed(const probe *p, const plan *rows, const plan_expr *e)
{
    checker k = checker_of(p);
    sbuf text = {0};
    uint32_t slots = probe_slots(rows);
    plan_names in = {.data = check_dataset(p->env), .slots = name_slots(p, rows, slots)};
    in.slot_count = in.slots ? slots : 0;
    plan_print(&text, &in, e);
    return checker_take(&k, &text);
}

/* What the temps that an operator makes were written as. How many. */
static size_t name_made(const probe *p, const plan *op, str *out)
{
    size_t count = 0;
    size_t keys = op->kind == PLAN_GROUP ? op->key_count : op->kind == PLAN_PIVOT ? op->key_count - 1 : 0;
    for (size_t i = 0; i < keys; i++)
        out[count++] = printed(p, op->input, op->keys[i].expr);
    for (size_t i = 0; (op->kind == PLAN_GROUP || op->kind == PLAN_WINDOW) && i < op->aggregate_count; i++) {
        const plan_aggregate *a = &op->aggregates[i];
        out[count++] = a->from ? source_slice(a->from, a->where) : (str){0};
    }
    for (size_t i = 0; op->kind == PLAN_APPEND && i < op->column_count; i++)
        out[count++] = printed(p, op->input, op->columns[i]);
    if (op->kind == PLAN_EXPAND)
        out[count++] = printed(p, op->input, op->expr);
    return count;
}

static bool makes(const plan *op)
{
    return op->kind == PLAN_GROUP || op->kind == PLAN_PIVOT || op->kind == PLAN_WINDOW || op->kind == PLAN_APPEND ||
           op->kind == PLAN_EXPAND;
}

/* From the last made down to where they begin. */
static void name_temps(const probe *p, const plan *rows, str *out)
{
    for (const plan *op = rows; op; op = op->input) {
        if (makes(op)) /* most do not, and counting those below takes a while */
            name_made(p, op, out + (keeps(op) ? probe_temps(op->input) : 0));
        if (!keeps(op))
            return;
    }
}

str probe_print(const probe *p, const plan *rows, const plan_expr *e)
{
    checker k = checker_of(p);
    uint32_t temps = probe_temps(rows), slots = probe_slots(rows);
    str *names = ARENA_ARRAY(p->memory, temps, str);
    plan_names in = {.data = check_dataset(p->env), .temps = names, .temp_count = names ? temps : 0};
    sbuf text = {0};
    in.slots = name_slots(p, rows, slots);
    in.slot_count = in.slots ? slots : 0;
    if (names)
        name_temps(p, rows, names);
    for (uint32_t i = 0; names && i < temps; i++)
        if (names[i].n == 0)
            names[i] = STR("a value made before");
    plan_print(&text, &in, e);
    return checker_take(&k, &text);
}

/* ---- Plans ---- */

static plan *operator_on(const probe *p, plan_kind kind, const plan *input)
{
    plan *op = ARENA_NEW(p->memory, plan);
    if (op)
        *op = (plan){.kind = kind, .input = input, .from = p->about->from, .where = p->about->where};
    return op;
}

const plan *probe_scan(const probe *p, uint16_t collection)
{
    plan *scan = operator_on(p, PLAN_SCAN, NULL);
    if (scan)
        scan->collection = collection;
    return scan;
}

static const plan *kept(const probe *p, const plan *rows, const plan_expr *keep)
{
    if (!keep)
        return rows;
    plan *filter = operator_on(p, PLAN_FILTER, rows);
    if (filter)
        filter->expr = keep;
    return filter;
}

const plan_query *probe_columns(const probe *p, const plan *rows, const plan_expr *keep, const plan_expr *const *columns, size_t count)
{
    const plan *root = rows ? kept(p, rows, keep) : NULL;
    plan_query *q = ARENA_NEW(p->memory, plan_query);
    plan_output *list = ARENA_ARRAY(p->memory, count, plan_output);
    if (!root || !q || !list)
        return NULL;
    for (size_t i = 0; i < count; i++)
        list[i] = (plan_output){arena_printf(p->memory, "c%zu", i + 1), columns[i]};
    *q = (plan_query){.root = root, .outputs = list, .output_count = count, .from = p->about->from, .where = p->about->where};
    return p->memory->failed ? NULL : q;
}

static const plan_aggregate *count_rows(const probe *p)
{
    checker k = checker_of(p);
    picked count = function_pick(&k, STR("count"), false, FUNCTIONS_AGGREGATE, 0, NULL);
    plan_aggregate *a = ARENA_NEW(p->memory, plan_aggregate);
    if (a)
        *a = (plan_aggregate){.function = count.function, .type = count.result, .from = p->about->from, .where = p->about->where};
    return count.function ? a : NULL;
}

const plan_query *probe_groups(const probe *p, const plan *rows, const plan_expr *keep, const plan_expr *const *keys, size_t count)
{
    const plan *input = kept(p, rows, keep);
    plan *group = input ? operator_on(p, PLAN_GROUP, input) : NULL;
    plan_key *list = ARENA_ARRAY(p->memory, count, plan_key);
    const plan_expr **temps = ARENA_ARRAY(p->memory, count + 1, const plan_expr *);
    const plan_aggregate *all = count_rows(p);
    if (!group || !list || !temps || !all)
        return NULL;
    for (size_t i = 0; i < count; i++) {
        list[i].expr = keys[i];
        temps[i] = probe_temp(p, type_element(keys[i]->type), i);
    }
    temps[count] = probe_temp(p, all->type, count);
    group->keys = list;
    group->key_count = count;
    group->whole = count == 0;
    group->aggregates = all;
    group->aggregate_count = 1;
    return probe_columns(p, group, NULL, temps, count + 1);
}
