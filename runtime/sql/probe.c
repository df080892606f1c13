/* Short questions about the values of a column, answered without reading it all where that can be. */
#include "base/text.h"
#include "runtime/sql/ask.h"
#include "runtime/sql/keys.h"
#include "runtime/sql/sample.h"
#include "runtime/sql/sqlite.h"

/* One question. */
typedef struct probing {
    sql_store *s;
    const sql_table *table;
    const sql_field *field;
    diag_bag *bag;
    sbuf text;
} probing;

static probing probe_of(sql_store *s, uint16_t collection, uint16_t field, diag_bag *bag)
{
    const sql_table *t = &s->layout.tables[collection];
    return (probing){.s = s, .table = t, .field = &t->fields[field], .bag = bag};
}

/* Appends the place of a parameter. */
static void add_param(probing *p, int number, const char *cast)
{
    if (p->s->connection->driver == &sqlite_driver)
        sbuf_printf(&p->text, "?%d", number);
    else
        sbuf_printf(&p->text, "$%d::%s", number, cast);
}

static void add_from(probing *p)
{
    bool set = p->field->type.set;
    sbuf_add(&p->text, STR(" FROM "));
    sql_table_name(&p->text, set ? p->field->schema : p->table->schema, set ? p->field->table : p->table->name);
}

/* Has some row the values of the parameters? */
static status ask_any(probing *p, const sql_param *params, size_t count, store_answer *out)
{
    sql_cursor *cursor;
    bool row = false;
    sbuf_add(&p->text, STR(" LIMIT 1"));
    TRY(sql_start(p->s->connection, &p->text, params, count, p->bag, &cursor));
    status done = sql_next(cursor, p->bag, &row);
    sql_close(cursor);
    *out = row ? STORE_YES : STORE_NO;
    return done;
}

/* ---- One value ---- */

static status ask_equal(probing *p, const sql_param *param, const char *cast, store_answer *out)
{
    sbuf_add(&p->text, STR("SELECT 1"));
    add_from(p);
    sbuf_add(&p->text, STR(" WHERE "));
    sql_name(&p->text, p->field->columns[0]);
    sbuf_add(&p->text, STR(" = "));
    add_param(p, 1, cast);
    return ask_any(p, param, 1, out);
}

static status ask_overlap(probing *p, period when, store_answer *out)
{
    sbuf first = {0}, last = {0};
    cal_print_day(&first, when.first);
    cal_print_day(&last, when.last);
    sql_param params[] = {{.kind = SQL_PARAM_TEXT, .text = sbuf_str(&first)}, {.kind = SQL_PARAM_TEXT, .text = sbuf_str(&last)}};
    sbuf_add(&p->text, STR("SELECT 1"));
    add_from(p);
    sbuf_add(&p->text, STR(" WHERE "));
    sql_name(&p->text, p->field->columns[0]);
    sbuf_add(&p->text, STR(" <= "));
    add_param(p, 2, "date");
    sbuf_add(&p->text, STR(" AND "));
    sql_name(&p->text, p->field->columns[p->field->column_count - 1]);
    sbuf_add(&p->text, STR(" >= "));
    add_param(p, 1, "date");
    status done = first.failed || last.failed ? ST_NO_MEMORY : ask_any(p, params, 2, out);
    sbuf_free(&first);
    sbuf_free(&last);
    return done;
}

/* A text that folds as `fold` does, up to the first. */
static status look_for_fold(probing *p, str fold, store_answer *out)
{
    sql_cursor *cursor;
    sbuf one = {0};
    bool row = true;
    sbuf_add(&p->text, STR("SELECT "));
    sql_name(&p->text, p->field->columns[0]);
    add_from(p);
    TRY(sql_start(p->s->connection, &p->text, NULL, 0, p->bag, &cursor));
    status done = sql_next(cursor, p->bag, &row);
    *out = STORE_NO;
    while (done == ST_OK && row && *out == STORE_NO) {
        str text = cursor->connection->driver->text(cursor, 0);
        sbuf_clear(&one);
        if (text.n && text_valid(text) == text.n)
            text_fold(&one, text);
        bool is_text = cursor->connection->driver->cell(cursor, 0) == SQL_CELL_TEXT;
        *out = is_text && str_equal(sbuf_str(&one), fold) ? STORE_YES : STORE_NO;
        done = one.failed ? ST_NO_MEMORY : sql_next(cursor, p->bag, &row);
    }
    sql_close(cursor);
    sbuf_free(&one);
    return done;
}

static status ask_text(probing *p, str text, bool exact, store_answer *out)
{
    sbuf fold = {0};
    TRY(ask_equal(p, &(sql_param){.kind = SQL_PARAM_TEXT, .text = text}, "text", out));
    if (*out == STORE_YES || exact)
        return ST_OK;
    text_fold(&fold, text);
    status done = fold.failed ? ST_NO_MEMORY : look_for_fold(p, sbuf_str(&fold), out);
    sbuf_free(&fold);
    return done;
}

static status ask_one(probing *p, const value *v, bool exact, store_answer *out)
{
    type_kind kind = (type_kind)p->field->type.kind;
    bool time = kind == TYPE_DATE || kind == TYPE_PERIOD;
    *out = STORE_UNKNOWN;
    if (time)
        return v->type.kind == TYPE_PERIOD ? ask_overlap(p, v->as.period, out) : ST_OK;
    if (kind != v->type.kind)
        return ST_OK;
    if (kind == TYPE_TEXT)
        return ask_text(p, v->as.text, exact, out);
    if (kind == TYPE_INT)
        return ask_equal(p, &(sql_param){.kind = SQL_PARAM_INT, .integer = v->as.integer}, "bigint", out);
    if (kind == TYPE_LINK && p->s->layout.tables[p->field->type.target].dense)
        return ask_equal(p, &(sql_param){.kind = SQL_PARAM_INT, .integer = (int64_t)v->as.row + 1}, "bigint", out);
    return ST_OK;
}

status store_occurs(sql_store *s, uint16_t collection, uint16_t field, const value *v, bool exact, diag_bag *bag, store_answer *out)
{
    probing p = probe_of(s, collection, field, bag);
    *out = STORE_UNKNOWN;
    if (!s->own)
        return ST_OK; /* what is no value of its type, or not in NFC, is seen only when it is read */
    status done = ask_one(&p, v, exact, out);
    sbuf_free(&p.text);
    return done;
}

/* ---- The times of some rows ---- */

static void widen(period *all, day d)
{
    *all = (period){d < all->first ? d : all->first, d > all->last ? d : all->last};
}

status store_some_extent(sql_store *s, uint16_t collection, uint16_t field, diag_bag *bag, period *firsts, period *lasts, bool *found)
{
    const sql_table *t = &s->layout.tables[collection];
    const sql_field *f = &t->fields[field];
    period asked[SAMPLES_MAX];
    const period *some = f->sample;
    size_t count = f->sample_count;
    *found = false;
    if (!s->own || f->type.set || !t->dense)
        return ST_OK;
    if (!some) {
        TRY(sample_periods(s->connection, t, f, s->data->collections[collection].rows, bag, asked, &count));
        some = asked;
    }
    *firsts = *lasts = (period){CAL_LAST, CAL_FIRST};
    for (size_t i = 0; i < count; i++) {
        widen(firsts, some[i].first);
        widen(lasts, some[i].last);
    }
    *found = count > 0;
    return ST_OK;
}
