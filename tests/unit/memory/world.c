/* The data of the executor's tests, and builders of plans. */
#include "world.h"

#include <string.h>

#include "runtime/model/data_csv.h"
#include "runtime/model/print.h"
#include "stdlib/functions.h"

static const field_spec country_fields[] = {{"name", "text", true, ""}, {"area", "int", false, ""}, {"also", "set of text", false, ""}};
static const field_spec trip_fields[] = {
    {"id", "text", true, ""},
    {"title", "text", true, ""},
    {"project", "set of text", true, ""},
    {"country", "link countries", true, ""},
    {"visited", "set of link countries", false, ""},
    {"when", "period", true, ""},
    {"made", "date", false, ""},
    {"days", "int", false, ""},
    {"rate", "number", false, ""},
    {"cost", "money", false, ""},
    {"sure", "bool", false, ""},
    {"rest", "duration", false, ""},
    {"ranks", "set of int", false, ""},
};
static const collection_spec specs[] = {
    {"countries", "", country_fields, sizeof country_fields / sizeof *country_fields, NULL},
    {"trips", "", trip_fields, sizeof trip_fields / sizeof *trip_fields, NULL},
};

static const char countries[] = "name,area,also\n"
                                "Türkiye,783,Turkey; Republic of Türkiye\n"
                                "Albania,28,\n"
                                "Moldova,33,Republic of Moldova\n"
                                "Zambia,752,\n";

static const char ten_trips[] =
    "id,title,project,country,visited,when,made,days,rate,cost,sure,rest,ranks\n"
    "a,Opening,East; South,Moldova,Moldova; Zambia,2025-10-07..2025-10-09,2025-01-05,3,0.5,EUR 100,true,1 day,1; 2\n"
    "b,opening,East,Albania,,2025-10-31..2025-11-01,2025-01-05,2,1.5,EUR 250.50,false,2 days,2\n"
    "c,Training,South,,,2025-11-05,2025-02-01,1,,EUR 30,,,\n"
    "d,Training on osint,,Türkiye,Albania,2025-09-30..2025-10-02,,3,12.25,,true,1 month,3; 1; 2\n"
    "e,Closing,East; North; South,Moldova,Moldova,2025-05..2025-12,2024-12-31,245,0.5,EUR 100,true,30 days,7\n"
    "f,Été,North,Zambia,Zambia; Albania; Türkiye,2025-10-14,2025-03-03,1,-2,USD 5,false,,2; 3\n"
    "g,,,,,,,,,,,,\n"
    "h,Osint again,North,Albania,Albania,2025-10-01..,2025-02-28,,0,EUR 1,,1 day,10; 9\n"
    "i,ete,East,Moldova,,2025-11-05,2025-02-01,1,100000000000,EUR 30,true,2 days,1\n"
    "j,Opening,South; East,Moldova,Zambia; Moldova,2025-12-24..2026-01-06,2025-01-06,14,3,EUR 99,false,1 day,2; 1\n";

static struct {
    arena memory;
    diag_bag bag;
    const dataset *data;
    const source *from;
} world;

void world_open_with(const char *trips)
{
    arena scratch = {0};
    size_t bad = 0;
    str texts[] = {str_of(countries), str_of(trips)};
    world.bag.memory = &world.memory;
    status st = data_csv_read(&world.memory, &scratch, specs, 2, texts, &world.bag, &world.data);
    arena_free(&scratch);
    cr_assert_eq(st, ST_OK, "%.*s", world.bag.count ? (int)world.bag.items[0]->message.n : 0,
                 world.bag.count ? world.bag.items[0]->message.p : "");
    cr_assert_eq(source_read(&world.memory, STR("test"), STR("by hand"), &world.from, &bad), ST_OK);
}

void world_open(void)
{
    world_open_with(ten_trips);
}

void world_close(void)
{
    arena_free(&world.memory);
    world.bag = (diag_bag){0};
}

arena *world_memory(void)
{
    return &world.memory;
}

const dataset *world_data(void)
{
    return world.data;
}

diag_bag *world_bag(void)
{
    return &world.bag;
}

const source *world_from(void)
{
    return world.from;
}

/* ---- Expressions ---- */

/* Every expression has a place of its own in the text, so that notes do not fall together. */
static plan_expr *new_expr(plan_expr_kind kind, type t)
{
    static uint32_t place;
    plan_expr *e = ARENA_NEW(&world.memory, plan_expr);
    *e = (plan_expr){.kind = kind, .type = t, .from = world.from, .where = {0, ++place}};
    return e;
}

static const plan_expr *with_args(plan_expr *e, const expr *args, size_t count)
{
    expr *copy = ARENA_ARRAY(&world.memory, count, expr);
    memcpy(copy, args, count * sizeof *copy);
    e->args = copy;
    e->arg_count = count;
    return e;
}

size_t world_list(expr first, va_list more, expr out[MANY])
{
    size_t count = 0;
    for (expr e = first; e; e = va_arg(more, expr)) {
        cr_assert_lt(count, MANY);
        out[count++] = e;
    }
    return count;
}

static expr constant(value v)
{
    plan_expr *e = new_expr(PLAN_CONST, v.type);
    e->constant = v;
    return e;
}

static expr parsed(type_kind kind, const char *text)
{
    value v;
    cr_assert(value_parse(type_of(kind), str_of(text), &v), "%s", text);
    return constant(v);
}

expr number_of(int64_t i)
{
    return constant((value){.type = type_of(TYPE_INT), .as.integer = i});
}

expr decimal_of(const char *text)
{
    return parsed(TYPE_NUMBER, text);
}

expr text_of(const char *text)
{
    return parsed(TYPE_TEXT, text);
}

expr bool_of(bool b)
{
    return constant((value){.type = type_of(TYPE_BOOL), .as.boolean = b});
}

expr period_of(const char *text)
{
    return parsed(TYPE_PERIOD, text);
}

expr money_of_text(const char *text)
{
    return parsed(TYPE_MONEY, text);
}

expr none_of(type t)
{
    return constant((value){.type = t, .missing = true});
}

expr set_of(expr first, ...)
{
    expr items[MANY];
    va_list more;
    va_start(more, first);
    size_t count = world_list(first, more, items);
    va_end(more);
    value *values = ARENA_ARRAY(&world.memory, count, value);
    for (size_t i = 0; i < count; ++i)
        values[i] = items[i]->constant;
    value v = {.type = type_set_of(first->type)};
    v.as.set.items = values;
    v.as.set.count = count;
    return constant(v);
}

static expr field_of(uint16_t collection, const char *name)
{
    const struct collection *c = &world.data->collections[collection];
    int32_t at = collection_find(c, str_of(name));
    cr_assert_geq(at, 0, "%s", name);
    plan_expr *e = new_expr(PLAN_FIELD, c->fields[at].type);
    e->collection = collection;
    e->field = (uint16_t)at;
    return e;
}

expr trip(const char *name)
{
    return field_of(TRIPS, name);
}

expr country(const char *name)
{
    return field_of(COUNTRIES, name);
}

expr deref(expr link, const char *name)
{
    plan_expr *e = new_expr(PLAN_DEREF, (type){0});
    const plan_expr *f = field_of(COUNTRIES, name);
    e->type = f->type;
    e->collection = f->collection;
    e->field = f->field;
    return with_args(e, &link, 1);
}

expr temp_of(uint32_t index, type t)
{
    plan_expr *e = new_expr(PLAN_TEMP, t);
    e->index = index;
    return e;
}

expr element_out(uint32_t index, type t)
{
    plan_expr *e = new_expr(PLAN_ELEMENT, t);
    e->index = index;
    return e;
}

expr element(type t)
{
    return element_out(0, t);
}

/* The types that parameters stand for, and whether as sets; TYPE_NONE is any. */
static const struct {
    type_kind kind;
    bool set;
} params[] = {
    [PARAM_BOOL] = {TYPE_BOOL, false},        [PARAM_INT] = {TYPE_INT, false},           [PARAM_NUMBER] = {TYPE_NUMBER, false},
    [PARAM_MONEY] = {TYPE_MONEY, false},      [PARAM_TEXT] = {TYPE_TEXT, false},         [PARAM_DATE] = {TYPE_DATE, false},
    [PARAM_PERIOD] = {TYPE_PERIOD, false},    [PARAM_DURATION] = {TYPE_DURATION, false}, [PARAM_ANY] = {TYPE_NONE, false},
    [PARAM_SET_ANY] = {TYPE_NONE, true},      [PARAM_SET_BOOL] = {TYPE_BOOL, true},      [PARAM_SET_INT] = {TYPE_INT, true},
    [PARAM_SET_NUMBER] = {TYPE_NUMBER, true}, [PARAM_SET_MONEY] = {TYPE_MONEY, true},    [PARAM_SET_TEXT] = {TYPE_TEXT, true},
    [PARAM_SET_DATE] = {TYPE_DATE, true},     [PARAM_SET_PERIOD] = {TYPE_PERIOD, true},  [PARAM_REGEX] = {TYPE_TEXT, false},
};

static bool takes(const function *f, const expr *args, size_t count)
{
    bool fits = f->arg_count == count;
    for (size_t i = 0; fits && i < count; ++i) {
        bool any = f->args[i] == PARAM_ANY;
        bool kind = params[f->args[i]].kind == TYPE_NONE || params[f->args[i]].kind == args[i]->type.kind;
        fits = any || (kind && params[f->args[i]].set == args[i]->type.set);
    }
    return fits;
}

static const function *find_function(const char *name, const expr *args, size_t count)
{
    for (size_t i = 0; i < stdlib_functions.count; ++i) {
        const function *f = &stdlib_functions.rows[i];
        if (strcmp(f->name, name) == 0 && takes(f, args, count))
            return f;
    }
    cr_assert(false, "no function %s for these arguments", name);
    return NULL;
}

static type result_type(const function *f, const expr *args)
{
    type any = args ? args[0]->type : type_of(TYPE_INT);
    type t = params[f->result].kind == TYPE_NONE ? type_element(any) : type_of(params[f->result].kind);
    return params[f->result].set ? type_set_of(t) : t;
}

expr call(const char *name, expr first, ...)
{
    expr args[MANY];
    va_list more;
    va_start(more, first);
    size_t count = world_list(first, more, args);
    va_end(more);
    const function *f = find_function(name, args, count);
    plan_expr *e = new_expr(PLAN_CALL, result_type(f, args));
    e->function = f;
    return with_args(e, args, count);
}

expr call_own(const function *f, type result, expr arg)
{
    plan_expr *e = new_expr(PLAN_CALL, result);
    e->function = f;
    return with_args(e, &arg, 1);
}

static expr two(plan_expr_kind kind, type t, expr a, expr b)
{
    return with_args(new_expr(kind, t), (expr[]){a, b}, 2);
}

expr both(expr a, expr b)
{
    return two(PLAN_AND, type_of(TYPE_BOOL), a, b);
}

expr either(expr a, expr b)
{
    return two(PLAN_OR, type_of(TYPE_BOOL), a, b);
}

expr not_(expr a)
{
    return with_args(new_expr(PLAN_NOT, type_of(TYPE_BOOL)), &a, 1);
}

expr if_(expr condition, expr then, expr other)
{
    return with_args(new_expr(PLAN_IF, then->type), (expr[]){condition, then, other}, 3);
}

expr or_else(expr a, expr b)
{
    return two(PLAN_ELSE, a->type, a, b);
}

expr is_missing(expr a)
{
    return with_args(new_expr(PLAN_IS_MISSING, type_of(TYPE_BOOL)), &a, 1);
}

expr any_of(expr set, expr inside)
{
    return two(PLAN_ANY, type_of(TYPE_BOOL), set, inside);
}

expr map_of(expr set, expr inside)
{
    return two(PLAN_MAP, type_set_of(type_element(inside->type)), set, inside);
}

type set_type(type_kind kind)
{
    return type_set_of(type_of(kind));
}

type link_type(void)
{
    return (type){.kind = TYPE_LINK, .target = COUNTRIES};
}

/* ---- Operators ---- */

static plan *new_plan(plan_kind kind, rows in)
{
    plan *p = ARENA_NEW(&world.memory, plan);
    *p = (plan){.kind = kind, .input = in, .from = world.from};
    return p;
}

rows scan(int collection)
{
    plan *p = new_plan(PLAN_SCAN, NULL);
    p->collection = (uint16_t)collection;
    return p;
}

rows where(rows in, expr condition)
{
    plan *p = new_plan(PLAN_FILTER, in);
    p->expr = condition;
    return p;
}

rows noting(rows filter, expr operand, const char *name)
{
    plan *p = ARENA_NEW(&world.memory, plan);
    plan_kept_note *note = ARENA_NEW(&world.memory, plan_kept_note);
    *note = (plan_kept_note){.operand = operand, .name = str_of(name), .from = world.from};
    *p = *filter;
    p->notes = note;
    p->note_count = 1;
    return p;
}

rows expand(rows in, expr set, expr among)
{
    plan *p = new_plan(PLAN_EXPAND, in);
    p->expr = set;
    p->in = among;
    return p;
}

/* Wraps a key: an OR of one argument is used nowhere else. */
expr down(expr key)
{
    return with_args(new_expr(PLAN_OR, key->type), &key, 1);
}

static rows with_keys(plan *p, expr first, va_list more)
{
    expr list[MANY];
    p->key_count = world_list(first, more, list);
    plan_key *keys = ARENA_ARRAY(&world.memory, p->key_count, plan_key);
    for (size_t i = 0; i < p->key_count; ++i) {
        bool turned = list[i]->kind == PLAN_OR && list[i]->arg_count == 1;
        keys[i] = (plan_key){.expr = turned ? list[i]->args[0] : list[i], .descending = turned};
    }
    p->keys = keys;
    return p;
}

rows sort(rows in, expr first, ...)
{
    va_list more;
    va_start(more, first);
    rows p = with_keys(new_plan(PLAN_SORT, in), first, more);
    va_end(more);
    return p;
}

rows distinct(rows in, expr first, ...)
{
    va_list more;
    va_start(more, first);
    rows p = with_keys(new_plan(PLAN_DISTINCT, in), first, more);
    va_end(more);
    return p;
}

rows slice(rows in, uint64_t skip, uint64_t take)
{
    plan *p = new_plan(PLAN_SLICE, in);
    p->skip = skip;
    p->take = take;
    p->note_ties = in->kind == PLAN_SORT;
    p->keys = in->keys;
    p->key_count = in->key_count;
    return p;
}

rows last(rows in, uint64_t take)
{
    plan *p = ARENA_NEW(&world.memory, plan);
    *p = *slice(in, 0, take);
    p->from_end = true;
    return p;
}

static void set_aggregates(plan *p, const agg *aggregates, size_t count)
{
    plan_aggregate *list = ARENA_ARRAY(&world.memory, count, plan_aggregate);
    for (size_t i = 0; i < count; ++i) {
        expr arg = aggregates[i].arg;
        plan_expr one = arg ? *arg : (plan_expr){0};
        one.type.set = false;
        expr args[] = {&one};
        const function *f = find_function(aggregates[i].name, args, arg ? 1 : 0);
        list[i] = (plan_aggregate){.function = f, .arg = arg, .distinct = aggregates[i].distinct, .from = world.from};
        list[i].type = result_type(f, arg ? args : NULL);
    }
    p->aggregates = list;
    p->aggregate_count = count;
}

static void set_keys(plan *p, const key *keys, size_t count)
{
    plan_key *list = ARENA_ARRAY(&world.memory, count, plan_key);
    for (size_t i = 0; i < count; ++i)
        list[i] = (plan_key){.expr = keys[i].e, .in = keys[i].in};
    p->keys = list;
    p->key_count = count;
}

rows pivot(rows in, const key *keys, size_t key_count, const agg *aggregates, size_t aggregate_count)
{
    plan *p = new_plan(PLAN_PIVOT, in);
    set_keys(p, keys, key_count);
    set_aggregates(p, aggregates, aggregate_count);
    expr *columns = ARENA_ARRAY(&world.memory, aggregate_count, expr);
    for (size_t i = 0; i < aggregate_count; ++i)
        columns[i] = temp_of((uint32_t)(key_count + i), p->aggregates[i].type);
    p->columns = columns;
    p->column_count = aggregate_count;
    return p;
}

rows group(rows in, const key *keys, size_t key_count, const agg *aggregates, size_t aggregate_count)
{
    plan *p = new_plan(PLAN_GROUP, in);
    set_keys(p, keys, key_count);
    set_aggregates(p, aggregates, aggregate_count);
    return p;
}

rows whole(rows in, const agg *aggregates, size_t aggregate_count)
{
    plan *p = new_plan(PLAN_GROUP, in);
    p->whole = true;
    set_aggregates(p, aggregates, aggregate_count);
    return p;
}
