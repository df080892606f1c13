/* Results, read cell by cell. */
#include "engine/engine.h"

#include <stdlib.h>

#include "export/cell_print.h"

/* `csv safe`, as cyq_result_write takes it. */
static const char *choice_text(arena *a, const export_choice *output)
{
    str text = arena_str(a, str_of(output->format->name));
    for (size_t i = 0; i < EXPORT_OPTION_COUNT; i++)
        if (output->options >> i & 1)
            text = arena_printf(a, "%.*s %s", STR_ARG(text), export_option_table[i].name);
    return a->failed ? NULL : text.p;
}

status result_complete(cyq_result *result, const export_choice *output)
{
    const char **names = ARENA_ARRAY(&result->memory, result->rows->column_count + 1, const char *);
    if (!names)
        return ST_NO_MEMORY;
    for (size_t i = 0; i < result->rows->column_count; i++) {
        names[i] = arena_str(&result->memory, result->rows->columns[i].name).p;
        if (!names[i])
            return ST_NO_MEMORY;
    }
    result->names = names;
    bool asked = output && output->format;
    result->format = asked ? choice_text(&result->memory, output) : NULL;
    return asked && !result->format ? ST_NO_MEMORY : ST_OK;
}

void cyq_result_free(cyq_result *result)
{
    if (!result)
        return;
    sbuf_free(&result->text);
    arena_free(&result->memory);
    free(result);
}

size_t cyq_result_row_count(const cyq_result *result)
{
    return result ? result->rows->rows : 0;
}

size_t cyq_result_column_count(const cyq_result *result)
{
    return result ? result->rows->column_count : 0;
}

const char *cyq_result_column_name(const cyq_result *result, size_t column)
{
    return column < cyq_result_column_count(result) ? result->names[column] : NULL;
}

const char *cyq_result_format(const cyq_result *result)
{
    return result ? result->format : NULL;
}

cyq_type cyq_result_column_type(const cyq_result *result, size_t column, bool *is_set)
{
    static const cyq_type types[TYPE_KIND_COUNT] = {
        [TYPE_BOOL] = CYQ_TYPE_BOOL,     [TYPE_INT] = CYQ_TYPE_INT,           [TYPE_NUMBER] = CYQ_TYPE_NUMBER,
        [TYPE_MONEY] = CYQ_TYPE_MONEY,   [TYPE_TEXT] = CYQ_TYPE_TEXT,         [TYPE_DATE] = CYQ_TYPE_DATE,
        [TYPE_PERIOD] = CYQ_TYPE_PERIOD, [TYPE_DURATION] = CYQ_TYPE_DURATION, [TYPE_LINK] = CYQ_TYPE_LINK,
    };
    bool there = column < cyq_result_column_count(result);
    type t = there ? result->rows->columns[column].data->type : (type){0};
    if (is_set)
        *is_set = t.set;
    return types[t.kind];
}

/* The column of a cell, or NULL if there is no such cell. */
static const col *column_of(const cyq_result *result, size_t row, size_t column)
{
    if (row >= cyq_result_row_count(result) || column >= cyq_result_column_count(result))
        return NULL;
    return result->rows->columns[column].data;
}

size_t cyq_result_set_size(const cyq_result *result, size_t row, size_t column)
{
    const col *c = column_of(result, row, column);
    if (!c)
        return 0;
    return c->type.set ? col_set_size(c, row) : cell_present(c, row);
}

bool cyq_result_is_missing(const cyq_result *result, size_t row, size_t column)
{
    return cyq_result_set_size(result, row, column) == 0;
}

/* Gives out what was printed into result->text. */
static cyq_status give_text(cyq_result *result, const char **text, size_t *length)
{
    if (result->text.failed)
        return CYQ_NO_MEMORY;
    *text = result->text.n ? result->text.p : "";
    if (length)
        *length = result->text.n;
    return CYQ_OK;
}

cyq_status cyq_result_text(cyq_result *result, size_t row, size_t column, const char **text, size_t *length)
{
    const col *c = column_of(result, row, column);
    if (!c || !text)
        return CYQ_MISUSE;
    sbuf_clear(&result->text);
    cell_print(&result->text, CELL_PLAIN, result->rows->data, c, row);
    return give_text(result, text, length);
}

cyq_status cyq_result_set_text(cyq_result *result, size_t row, size_t column, size_t element, const char **text, size_t *length)
{
    const col *c = column_of(result, row, column);
    if (!c || !text || !c->type.set || element >= col_set_size(c, row))
        return CYQ_MISUSE;
    value item = col_value(c->elements, col_set_item(c, row, element));
    sbuf_clear(&result->text);
    cell_print_value(&result->text, CELL_PLAIN, result->rows->data, &item);
    return give_text(result, text, length);
}

cyq_status cyq_result_int(const cyq_result *result, size_t row, size_t column, int64_t *out)
{
    const col *c = column_of(result, row, column);
    if (!c || !out || c->type.set || (c->type.kind != TYPE_INT && c->type.kind != TYPE_BOOL))
        return CYQ_MISUSE;
    value v = col_value(c, row);
    int64_t i = c->type.kind == TYPE_BOOL ? v.as.boolean : v.as.integer;
    *out = v.missing ? 0 : i;
    return CYQ_OK;
}

static cyq_date date_shown(day d)
{
    civil c = cal_civil(d);
    return (cyq_date){c.year, c.month, c.day};
}

cyq_status cyq_result_period(const cyq_result *result, size_t row, size_t column, cyq_date *first, cyq_date *last)
{
    const col *c = column_of(result, row, column);
    if (!c || c->type.set || (c->type.kind != TYPE_DATE && c->type.kind != TYPE_PERIOD))
        return CYQ_MISUSE;
    value v = col_value(c, row);
    period p = c->type.kind == TYPE_DATE ? (period){v.as.date, v.as.date} : v.as.period;
    if (v.missing)
        p = (period){0};
    if (first)
        *first = date_shown(p.first);
    if (last)
        *last = date_shown(p.last);
    return CYQ_OK;
}
