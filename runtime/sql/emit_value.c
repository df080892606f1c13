/* Single values in SQL: fields, paths, constants, calls of functions that have a text for it. */
#include <string.h>

#include "base/text.h"
#include "runtime/model/print.h"
#include "runtime/sql/emit.h"

/* Names and expressions, one in another. */
enum { EMIT_DEPTH = 200, TEXT_MAX = 20000 /* bytes of one expression; what is computed once is written wherever it is used */ };

str emit_column(emitter *em, str alias, str column)
{
    sbuf b = {0};
    sbuf_add(&b, alias);
    sbuf_char(&b, '.');
    sql_name(&b, column);
    str text = emit_take(em, &b);
    return text;
}

str emit_table(emitter *em, str schema, str name, str alias)
{
    sbuf b = {0};
    if (schema.n) {
        sql_name(&b, schema);
        sbuf_char(&b, '.');
    }
    sql_name(&b, name);
    sbuf_printf(&b, " AS %.*s", STR_ARG(alias));
    str text = emit_take(em, &b);
    return text;
}

/* ---- Fields and paths ---- */

bool emit_columns(emitter *em, const sql_field *f, str alias, sql_value *out)
{
    if (em->layout->foreign)
        return foreign_value(em, f, alias, out);
    *out = (sql_value){.type = type_element(f->type), .form = f->form};
    out->parts = out->type.kind == TYPE_PERIOD || out->type.kind == TYPE_MONEY ? 2 : 1;
    for (size_t i = 0; i < out->parts; i++)
        out->part[i] = emit_column(em, alias, f->columns[i < f->column_count ? i : 0]);
    return true;
}

bool emit_stored(emitter *em, uint16_t collection)
{
    return collection < em->layout->count || emit_refuse(em, STR("these rows are not in the database"));
}

bool emit_field(emitter *em, uint16_t collection, uint16_t field, str alias, sql_value *out)
{
    if (!emit_stored(em, collection))
        return false;
    const sql_field *f = &em->layout->tables[collection].fields[field];
    if (!emit_columns(em, f, alias, out))
        return false;
    bool led = em->layout->foreign && out->type.kind == TYPE_LINK && !f->leads && !em->as_stored;
    return !led || emit_led(em, out);
}

bool emit_key(emitter *em, uint16_t collection, str alias, sql_value *out)
{
    const sql_table *t = &em->layout->tables[collection];
    type link = {.kind = TYPE_LINK, .target = collection};
    if (!emit_stored(em, collection))
        return false;
    if (t->key.n == 0)
        return emit_refuse(em, STR("a row of a table without a key cannot be named"));
    *out = (sql_value){.type = link, .form = t->key_form, .part = {emit_column(em, alias, t->key)}, .parts = 1};
    if (em->layout->foreign)
        out->part[0] = foreign_key(em, t, out->part[0]);
    return true;
}

static const sql_joined *find_joined(const emitter *em, const sql_value *link)
{
    for (const sql_from *f = em->from; f; f = f->outer)
        for (size_t i = 0; i < f->joined_count; i++)
            if (f->joined[i].collection == link->type.target && str_equal(f->joined[i].link, link->part[0]))
                return &f->joined[i];
    return NULL;
}

static bool add_joined(emitter *em, sql_from *f, str link, uint16_t collection, str alias)
{
    sql_joined *j = arena_push(em->a, (void **)&f->joined, &f->joined_count, &f->joined_capacity, sizeof *j);
    if (j)
        *j = (sql_joined){link, collection, alias};
    return j;
}

/* In a database that is not ours the row's own key is what stands for a link that leads to it. */
bool emit_joined_as(emitter *em, sql_from *f, const sql_value *link, str alias)
{
    sql_value key = {0};
    bool both = em->layout->foreign && emit_key(em, link->type.target, alias, &key) && !str_equal(key.part[0], link->part[0]);
    return add_joined(em, f, link->part[0], link->type.target, alias) &&
           (!both || add_joined(em, f, key.part[0], link->type.target, alias));
}

/* Where a row is joined: as long as nothing stands in the SELECT at hand, what the link is of stands around it. */
static sql_from *place_to_join(const emitter *em)
{
    sql_from *f = em->from;
    while (f->item_count == 0 && f->outer)
        f = f->outer;
    return f;
}

bool emit_joined(emitter *em, const sql_value *link, str *alias)
{
    const sql_joined *known = find_joined(em, link);
    const sql_table *t = &em->layout->tables[link->type.target];
    if (!emit_stored(em, link->type.target))
        return false;
    if (known) {
        *alias = known->alias;
        return true;
    }
    *alias = emit_alias(em, t->name);
    sql_value key = {0};
    if (!emit_key(em, link->type.target, *alias, &key))
        return false;
    str table = emit_table(em, t->schema, t->name, *alias);
    str item = arena_printf(em->a, "LEFT JOIN %.*s ON %.*s = %.*s", STR_ARG(table), STR_ARG(key.part[0]), STR_ARG(link->part[0]));
    sql_from *place = place_to_join(em);
    return from_add(em, place, item) && emit_joined_as(em, place, link, *alias);
}

bool emit_led(emitter *em, sql_value *link)
{
    str alias;
    return emit_joined(em, link, &alias) && emit_key(em, link->type.target, alias, link);
}

/* A link that leads to a row which was joined already is that row's key: what is said of it then depends on nothing else. */
static str link_key(emitter *em, const sql_value *link)
{
    const sql_joined *known = find_joined(em, link);
    sql_value key = {0};
    return known && emit_key(em, known->collection, known->alias, &key) ? key.part[0] : link->part[0];
}

bool emit_link(emitter *em, const plan_expr *e, sql_value *out)
{
    if (!emit_value(em, e, out))
        return false;
    out->part[0] = link_key(em, out);
    return true;
}

static bool emit_deref(emitter *em, const plan_expr *e, sql_value *out)
{
    sql_value link = {0};
    str alias;
    return emit_value(em, e->args[0], &link) && emit_joined(em, &link, &alias) && emit_field(em, e->collection, e->field, alias, out);
}

/* ---- Constants ---- */

static str day_text(emitter *em, day d)
{
    sbuf b = {0};
    cal_print_day(&b, d);
    str text = emit_take(em, &b);
    return text;
}

static str printed(emitter *em, const value *v)
{
    sbuf b = {0};
    value_print(&b, v);
    str text = emit_take(em, &b);
    return text;
}

static bool emit_money(emitter *em, const value *v, sql_value *out)
{
    char code[4];
    value amount = {.type = type_of(TYPE_NUMBER), .as.number = money_amount(v->as.money)};
    out->parts = 2;
    out->part[0] = emit_text(em, printed(em, &amount), TYPE_NUMBER);
    out->part[1] = emit_text(em, arena_str(em->a, str_of(money_currency_text(v->as.money.currency, code).p)), TYPE_TEXT);
    return true;
}

/* The parameter of a text, or of one end of a period. */
static void emit_constant_part(emitter *em, const value *v, size_t part, sql_value *out)
{
    if (v->type.kind == TYPE_PERIOD)
        out->part[part] = emit_text(em, day_text(em, part == 0 ? v->as.period.first : v->as.period.last), TYPE_DATE);
    else
        out->part[part] = emit_text(em, v->as.text, TYPE_TEXT);
}

bool emit_constant(emitter *em, const value *v, sql_value *out)
{
    *out = (sql_value){.type = v->type, .parts = 1, .known = true, .constant = v};
    if (v->missing || v->type.set)
        return emit_refuse(em, STR("this constant has no form in SQL"));
    switch ((type_kind)v->type.kind) {
    case TYPE_BOOL:
        out->part[0] = emit_truth(em, v->as.boolean);
        return true;
    case TYPE_INT:
        out->part[0] = emit_integer(em, v->as.integer);
        return true;
    case TYPE_NUMBER:
        out->form = SQL_PRINTED;
        out->part[0] = emit_text(em, printed(em, v), TYPE_NUMBER);
        return true;
    case TYPE_MONEY:
        out->form = SQL_PRINTED;
        return emit_money(em, v, out);
    case TYPE_TEXT:
        out->part[0] = emit_text(em, v->as.text, TYPE_TEXT);
        return true;
    case TYPE_DATE:
        out->part[0] = emit_text(em, day_text(em, v->as.date), TYPE_DATE);
        return true;
    case TYPE_PERIOD:
        out->parts = 2;
        for (size_t i = 0; i < 2; i++)
            emit_constant_part(em, v, i, out);
        return true;
    default:
        return emit_refuse(em, STR("a length of time has no form in SQL"));
    }
}

/* A part of an argument: what is constant gets a parameter only where it is used as it is. */
static str part_of(emitter *em, const sql_value *v, size_t part)
{
    sql_value all = *v;
    if (v->constant && v->part[part].n == 0)
        emit_constant_part(em, v->constant, part, &all);
    return all.part[part];
}

bool emit_argument(emitter *em, const plan_expr *e, sql_value *out)
{
    bool later =
        e->kind == PLAN_CONST && !e->constant.missing && !e->type.set && (e->type.kind == TYPE_TEXT || e->type.kind == TYPE_PERIOD);
    if (!later)
        return emit_value(em, e, out);
    *out = (sql_value){.type = e->type, .parts = e->type.kind == TYPE_PERIOD ? 2 : 1, .known = true, .constant = &e->constant};
    return true;
}

/* ---- Forms ---- */

str emit_folded(emitter *em, const sql_value *v)
{
    str folded;
    if (v->constant)
        return text_fold_in(em->a, v->constant->as.text, &folded) == ST_OK ? emit_text(em, folded, TYPE_TEXT) : (str){0};
    if (!em->dialect->fold) {
        em->unfolded = true;
        return v->part[0];
    }
    if (em->dialect->fold_has_tables && em->fold_tables[0] == 0) {
        str from, to;
        if (!dialect_fold_tables(em->a, &from, &to))
            return (str){0};
        for (size_t i = 0; i < 2; i++) {
            sql_param *p = arena_push(em->a, (void **)&em->params, &em->param_count, &em->param_capacity, sizeof *p);
            if (!p)
                return (str){0};
            *p = (sql_param){.kind = SQL_PARAM_TEXT, .text = i == 0 ? from : to};
            em->fold_tables[i] = em->param_count;
        }
    }
    return em->dialect->fold(em->a, v->part[0], em->fold_tables);
}

str emit_ordered(emitter *em, const sql_value *v)
{
    bool decimal = v->type.kind == TYPE_NUMBER || v->type.kind == TYPE_MONEY;
    return decimal ? em->dialect->in_order(em->a, v->part[0]) : part_of(em, v, 0);
}

str emit_identity(emitter *em, const sql_value *v, size_t part)
{
    return part == 0 ? emit_ordered(em, v) : part_of(em, v, part);
}

str emit_is_missing(emitter *em, const sql_value *v)
{
    return v->known ? emit_truth(em, false) : arena_printf(em->a, "%.*s IS NULL", STR_ARG(v->part[0]));
}

static bool add_order(emitter *em, sql_rows *to, str by, bool descending, bool known)
{
    sql_order *o = em->a->failed ? NULL : arena_push(em->a, (void **)&to->order, &to->order_count, &to->order_capacity, sizeof *o);
    if (o)
        *o = (sql_order){by, descending, known};
    return o;
}

bool emit_all_folded(emitter *em)
{
    bool done = !em->unfolded;
    em->unfolded = false;
    return done || emit_refuse(em, STR("this server has no normalize(), so texts are folded in memory"));
}

static bool order_text(emitter *em, const sql_value *v, bool descending, sql_rows *to)
{
    str folded = emit_folded(em, v);
    return emit_all_folded(em) && add_order(em, to, em->dialect->by_code_point(em->a, folded), descending, v->known) &&
           add_order(em, to, em->dialect->by_code_point(em->a, v->part[0]), descending, v->known);
}

/* A row without a name comes behind those with one, and so, the other way round, before them. What leads to no row is last both ways. */
static bool order_nameless(emitter *em, const sql_value *link, const sql_value *name, bool descending, sql_rows *to)
{
    if (!descending || name->known)
        return true;
    str by = arena_printf(em->a, "(%.*s IS NOT NULL AND %.*s IS NULL)", STR_ARG(link->part[0]), STR_ARG(name->part[0]));
    return add_order(em, to, by, true, true);
}

/* Links sort by the name of their row, then by its place. */
static bool order_link(emitter *em, const sql_value *v, bool descending, sql_rows *to)
{
    const collection *c = &em->data->collections[v->type.target];
    sql_value name;
    str alias;
    if (!emit_stored(em, v->type.target))
        return false;
    const sql_table *t = &em->layout->tables[v->type.target];
    if (c->name_field >= 0 && (!emit_joined(em, v, &alias) || !emit_field(em, v->type.target, (uint16_t)c->name_field, alias, &name) ||
                               !order_nameless(em, v, &name, descending, to) || !order_text(em, &name, descending, to)))
        return false;
    return add_order(em, to, em->layout->foreign ? foreign_key_order(em, t, v->part[0]) : v->part[0], descending, v->known);
}

bool emit_order(emitter *em, const sql_value *v, bool descending, sql_rows *to)
{
    if (v->constant) /* it is the same in all rows, and databases take a bare 1 for the first column, or refuse TRUE */
        return true;
    switch ((type_kind)v->type.kind) {
    case TYPE_TEXT:
        return order_text(em, v, descending, to);
    case TYPE_LINK:
        return order_link(em, v, descending, to);
    case TYPE_PERIOD:
        return add_order(em, to, v->part[0], descending, v->known) && add_order(em, to, v->part[1], descending, v->known);
    case TYPE_MONEY:
        return add_order(em, to, em->dialect->by_code_point(em->a, v->part[1]), descending, v->known) &&
               add_order(em, to, emit_ordered(em, v), descending, v->known);
    case TYPE_DURATION:
        return emit_refuse(em, STR("lengths of time are put in order in memory"));
    default:
        return add_order(em, to, emit_ordered(em, v), descending, v->known);
    }
}

/* ---- Calls ---- */

/* What {1}, {1b}, {1f}, {1n} stand for; the text behind it. */
static const char *put_argument(emitter *em, const char *at, const sql_value *args, size_t count, sbuf *out)
{
    size_t k = (size_t)(at[1] - '1');
    const sql_value *v = k < count ? &args[k] : NULL;
    bool form = at[2] != '}';
    if (!v)
        return at + 1;
    if (!form)
        sbuf_add(out, part_of(em, v, 0));
    else if (at[2] == 'b')
        sbuf_add(out, part_of(em, v, v->parts == 2 ? 1 : 0));
    else
        sbuf_add(out, at[2] == 'f' ? emit_folded(em, v) : emit_ordered(em, v));
    return at + (form ? 4 : 3);
}

static str fill_in(emitter *em, const char *text, size_t n, const sql_value *args, size_t count)
{
    sbuf b = {0};
    for (const char *at = text; at < text + n;)
        if (*at == '{')
            at = put_argument(em, at, args, count, &b);
        else
            sbuf_char(&b, *at++);
    str filled = emit_take(em, &b);
    return filled;
}

/* The same value: one rule for all types. */
static bool emit_same(emitter *em, const sql_value *args, sql_value *out)
{
    str text = {0};
    if (args[0].type.kind == TYPE_DURATION || args[0].parts != args[1].parts)
        return emit_refuse(em, STR("lengths of time are compared in memory"));
    for (size_t i = 0; i < args[0].parts; i++) {
        str a = emit_identity(em, &args[0], i), b = emit_identity(em, &args[1], i);
        str one = arena_printf(em->a, "%.*s = %.*s", STR_ARG(a), STR_ARG(b));
        text = i == 0 ? one : arena_printf(em->a, "%.*s AND %.*s", STR_ARG(text), STR_ARG(one));
    }
    out->part[0] = text;
    return true;
}

bool emit_call(emitter *em, const function *f, const sql_value *args, size_t count, type t, sql_value *out)
{
    const char *text = f->sql[em->dialect->functions];
    *out = (sql_value){.type = t, .parts = 1};
    if (!text || t.set)
        return emit_refuse(em, arena_printf(em->a, "%s is computed in memory", f->name));
    if (f->args[0] == PARAM_ANY && count == 2)
        return emit_same(em, args, out);
    const char *second = strstr(text, " ;; ");
    out->part[0] = fill_in(em, text, second ? (size_t)(second - text) : strlen(text), args, count);
    if (second) {
        out->parts = 2;
        out->part[1] = fill_in(em, second + 4, strlen(second + 4), args, count);
    }
    return emit_all_folded(em);
}

static bool emit_scalar_call(emitter *em, const plan_expr *e, sql_value *out)
{
    sql_value args[FUNCTION_ARGS_MAX];
    if (e->function->class == FN_MEASURE)
        return emit_measure(em, e, out);
    for (size_t i = 0; i < e->arg_count; i++)
        if (!emit_argument(em, e->args[i], &args[i]))
            return false;
    return emit_call(em, e->function, args, e->arg_count, e->type, out);
}

/* ---- Conditions and choices as values ---- */

static bool emit_told(emitter *em, const plan_expr *e, sql_value *out)
{
    str yes;
    if (!emit_condition(em, e, true, &yes))
        return false;
    *out = (sql_value){.type = e->type, .parts = 1, .known = true};
    out->part[0] =
        arena_printf(em->a, "CASE WHEN %.*s THEN %s ELSE %s END", STR_ARG(yes), em->dialect->truth[true], em->dialect->truth[false]);
    return true;
}

static bool emit_else(emitter *em, const plan_expr *e, sql_value *out)
{
    sql_value first, second;
    if (!emit_value(em, e->args[0], &first) || !emit_value(em, e->args[1], &second))
        return false;
    if (first.form != second.form)
        return emit_refuse(em, STR("values of two forms are chosen from in memory"));
    *out = first;
    out->known = second.known;
    out->constant = NULL;
    for (size_t i = 0; i < first.parts; i++)
        out->part[i] = arena_printf(em->a, "coalesce(%.*s, %.*s)", STR_ARG(first.part[i]), STR_ARG(second.part[i]));
    return true;
}

static bool is_condition(const plan_expr *e)
{
    switch (e->kind) {
    case PLAN_AND:
    case PLAN_OR:
    case PLAN_NOT:
    case PLAN_IS_MISSING:
    case PLAN_ANY:
        return true;
    case PLAN_CALL:
        return e->function->class == FN_PREDICATE;
    default:
        return false;
    }
}

static bool emit_leaf(emitter *em, const plan_expr *e, sql_value *out)
{
    switch (e->kind) {
    case PLAN_CONST:
        return emit_constant(em, &e->constant, out);
    case PLAN_FIELD:
        if (e->index >= em->rows->slot_count)
            return emit_refuse(em, STR("this row is known in memory only"));
        return emit_field(em, e->collection, e->field, em->rows->slots[e->index].alias, out);
    case PLAN_ROW:
        if (e->index >= em->rows->slot_count)
            return emit_refuse(em, STR("this row is known in memory only"));
        if (em->layout->foreign && emit_stored(em, e->collection) && em->layout->tables[e->collection].gaps)
            return emit_refuse(em, STR("a row that may have no key cannot be named"));
        return emit_key(em, e->collection, em->rows->slots[e->index].alias, out);
    case PLAN_TEMP:
        if (e->index >= em->rows->temp_count)
            return emit_refuse(em, STR("this value is known in memory only"));
        *out = em->rows->temps[e->index];
        return true;
    case PLAN_ELEMENT:
        if (e->index >= em->element_count)
            return emit_refuse(em, STR("this element is known in memory only"));
        *out = em->elements[em->element_count - 1 - e->index];
        return true;
    default:
        return emit_refuse(em, STR("this is computed in memory"));
    }
}

static bool emit_inner(emitter *em, const plan_expr *e, sql_value *out)
{
    if (e->type.set)
        return emit_refuse(em, STR("a set as a whole is known in memory only"));
    if (is_condition(e))
        return emit_told(em, e, out);
    if (e->kind == PLAN_DEREF)
        return emit_deref(em, e, out);
    if (e->kind == PLAN_CALL)
        return emit_scalar_call(em, e, out);
    if (e->kind == PLAN_ELSE)
        return emit_else(em, e, out);
    return emit_leaf(em, e, out);
}

bool emit_value(emitter *em, const plan_expr *e, sql_value *out)
{
    if (++em->depth > EMIT_DEPTH) {
        em->depth--;
        return emit_refuse(em, STR("it is nested too deeply for SQL"));
    }
    bool done = emit_inner(em, e, out);
    em->depth--;
    if (done && (out->part[0].n > TEXT_MAX || out->part[1].n > TEXT_MAX))
        return emit_refuse(em, STR("it is too long for SQL"));
    if (done && em->depth == 0 && !(emit_parses(em, out->part[0]) && emit_parses(em, out->part[1])))
        return false;
    return done && !em->a->failed;
}
