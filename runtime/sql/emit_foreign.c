/* Columns of databases that cyq did not write. What is in them need not be a value of the field: in SQL it is NULL then, as it is missing where it is read (cells.c). Keys and
 * links to them stay bare columns, so that the database finds them by its own indexes. */
#include "runtime/sql/emit.h"

static bool is_sqlite(const emitter *em)
{
    return em->dialect->functions == FUNCTION_SQLITE;
}

/* A call of one of the functions that sqlite_functions.c registers. */
static str called(emitter *em, const char *name, str x)
{
    return arena_printf(em->a, "%s(%.*s)", name, STR_ARG(x));
}

/* ---- Values ---- */

static bool is_among(const sql_field *f)
{
    return f->form == SQL_PLAIN || f->form == SQL_NUMERIC || f->form == SQL_TIMESTAMP || f->form == SQL_AS_TEXT;
}

/* SQLite. That a column without a form of its own has values of its type, and no others, was seen when the database was opened. */
static bool sqlite_value(emitter *em, const sql_field *f, str x, str *out)
{
    switch ((type_kind)f->type.kind) {
    case TYPE_BOOL:
    case TYPE_INT:
        *out = x;
        return true;
    case TYPE_TEXT:
        *out = called(em, "cyq_text", x);
        return true;
    case TYPE_NUMBER:
        *out = called(em, "cyq_number", x);
        return true;
    case TYPE_DATE:
    case TYPE_PERIOD:
        *out = f->form == SQL_TIMESTAMP ? called(em, "cyq_date", x) : x;
        return true;
    default:
        return emit_refuse(em, STR("values of this type are read by memory"));
    }
}

/* PostgreSQL. Numbers are rounded as they are when they are read; a float is the number that it prints. Text may be in any form of Unicode, and of any collation. */
static bool postgres_value(emitter *em, const sql_field *f, str x, str *out)
{
    str day = f->form == SQL_TIMESTAMP ? arena_printf(em->a, "%.*s::date", STR_ARG(x)) : x;
    switch ((type_kind)f->type.kind) {
    case TYPE_BOOL:
    case TYPE_INT:
        *out = x;
        return true;
    case TYPE_TEXT:
        x = f->form == SQL_AS_TEXT ? arena_printf(em->a, "%.*s::text", STR_ARG(x)) : x;
        *out = arena_printf(em->a, "normalize(%.*s, NFC) COLLATE \"C\"", STR_ARG(x));
        return true;
    case TYPE_NUMBER:
        /* Less than the least number that would be rounded to one with 19 digits before the point. NaN is more than that. */
        x = arena_printf(em->a, "%.*s::text::numeric", STR_ARG(x));
        *out =
            arena_printf(em->a, "CASE WHEN abs(%.*s) < 999999999999999999.9999999999995 THEN round(%.*s, 12) END", STR_ARG(x), STR_ARG(x));
        return true;
    case TYPE_DATE:
    case TYPE_PERIOD:
        *out =
            arena_printf(em->a, "CASE WHEN %.*s BETWEEN DATE '0001-01-01' AND DATE '9999-12-31' THEN %.*s END", STR_ARG(day), STR_ARG(day));
        return true;
    default:
        return emit_refuse(em, STR("values of this type are read by memory"));
    }
}

/* Both ends, or none: without one of them, or the wrong way round, it is no period. */
static void make_period(emitter *em, sql_value *v)
{
    str first = v->part[0], last = v->part[1];
    for (size_t i = 0; i < 2 && !str_equal(first, last); i++)
        v->part[i] =
            arena_printf(em->a, "CASE WHEN %.*s <= %.*s THEN %.*s END", STR_ARG(first), STR_ARG(last), STR_ARG(i == 0 ? first : last));
}

bool foreign_value(emitter *em, const sql_field *f, str alias, sql_value *out)
{
    *out = (sql_value){.type = type_element(f->type), .form = f->form, .parts = f->type.kind == TYPE_PERIOD ? 2 : 1};
    if (!is_among(f) || em->layout->wide || (f->told && !is_sqlite(em))) /* PostgreSQL reads dates in many forms */
        return emit_refuse(em, STR("values of this form are read by memory"));
    for (size_t i = 0; i < out->parts; i++) {
        str x = emit_column(em, alias, f->columns[i < f->column_count ? i : 0]);
        if (out->type.kind == TYPE_LINK)
            out->part[i] = foreign_key(em, &em->layout->tables[out->type.target], x);
        else if (is_sqlite(em) ? !sqlite_value(em, f, x, &out->part[i]) : !postgres_value(em, f, x, &out->part[i]))
            return false;
    }
    if (out->type.kind == TYPE_PERIOD)
        make_period(em, out);
    if (out->type.kind == TYPE_NUMBER && is_sqlite(em))
        out->form = SQL_PRINTED;
    else if (out->type.kind != TYPE_LINK && out->type.kind != TYPE_NUMBER)
        out->form = SQL_PLAIN;
    return !em->a->failed;
}

/* ---- Keys ---- */

str foreign_key(emitter *em, const sql_table *t, str x)
{
    bool collated = is_sqlite(em) && t->key_type.kind == TYPE_TEXT && !str_ends(x, STR(" COLLATE BINARY"));
    return collated ? arena_printf(em->a, "%.*s COLLATE BINARY", STR_ARG(x)) : x;
}

str foreign_order(emitter *em, str x, sql_order_kind kind)
{
    if (kind == SQL_ORDER_PLAIN)
        return x;
    if (is_sqlite(em))
        return str_ends(x, STR(" COLLATE BINARY")) ? x : arena_printf(em->a, "%.*s COLLATE BINARY", STR_ARG(x));
    return arena_printf(em->a, "%.*s%s COLLATE \"C\"", STR_ARG(x), kind == SQL_ORDER_AS_TEXT ? "::text" : "");
}

str foreign_key_order(emitter *em, const sql_table *t, str x)
{
    return foreign_order(em, x, t->key_order);
}

str foreign_key_sent(emitter *em, const sql_table *t, str x)
{
    return t->key_form == SQL_AS_TEXT && !is_sqlite(em) ? arena_printf(em->a, "%.*s::text", STR_ARG(x)) : x;
}

/* In SQLite 1 and 1.0 are equal, but print as different texts. */
bool foreign_ordered(emitter *em, const sql_table *t)
{
    for (size_t i = 0; is_sqlite(em) && t->order_count > 1 && i < t->order_count; i++)
        if (t->order_kinds[i] == SQL_ORDER_AS_TEXT)
            return emit_refuse(em, STR("rows without a key whose values may differ and yet be equal are put in order by memory"));
    return !em->layout->wide || emit_refuse(em, STR("texts in UTF-16 are put in order by memory"));
}

/* ---- Elements ---- */

/* Joins the row of `collection` whose key is x: it is there, or the row before it goes. */
static bool join_row(emitter *em, uint16_t collection, str x, sql_value *element, str *join, str *led)
{
    const sql_table *t = &em->layout->tables[collection];
    *led = emit_alias(em, t->name);
    if (!emit_key(em, collection, *led, element))
        return false;
    element->known = true;
    str table = emit_table(em, t->schema, t->name, *led);
    *join = arena_printf(em->a, "JOIN %.*s ON %.*s = %.*s", STR_ARG(table), STR_ARG(element->part[0]), STR_ARG(x));
    return !em->a->failed;
}

bool foreign_elements(emitter *em, const sql_field *f, str alias, sql_value *element, str *join, str *led)
{
    *join = *led = (str){0};
    if (f->type.kind != TYPE_LINK)
        return emit_refuse(em, STR("values of this form are read by memory"));
    if (!foreign_value(em, f, alias, element))
        return false;
    element->known = true;
    return f->leads || join_row(em, f->type.target, element->part[0], element, join, led);
}

bool foreign_owners(emitter *em, uint16_t collection, const sql_field *f, str alias, sql_value *element, str *join, str *led)
{
    const sql_table *t = &em->layout->tables[collection];
    return join_row(em, collection, foreign_key(em, t, emit_column(em, alias, f->owner)), element, join, led);
}
