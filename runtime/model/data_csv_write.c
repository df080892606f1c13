/* A collection as CSV. */
#include "runtime/model/data_csv.h"

#include <string.h>

#include "runtime/model/print.h"

static bool has_any(str s, const char *set)
{
    for (size_t i = 0; i < s.n; i++)
        if (strchr(set, s.p[i]) && s.p[i])
            return true;
    return false;
}

static void put_field(sbuf *out, str s)
{
    if (s.n && !has_any(s, ",\"\r\n")) {
        sbuf_add(out, s);
        return;
    }
    sbuf_char(out, '"');
    for (size_t i = 0; i < s.n; i++) {
        if (s.p[i] == '"')
            sbuf_char(out, '"');
        sbuf_char(out, s.p[i]);
    }
    sbuf_char(out, '"');
}

/* What a link to a row is written as. */
static str link_key(const collection *target, uint32_t row)
{
    int32_t key = target->key_field;
    if (key < 0 || !type_equal(target->fields[key].type, type_of(TYPE_TEXT)))
        return collection_row_name(target, row);
    value v = col_value(target->fields[key].data, row);
    return v.missing ? STR("") : v.as.text;
}

static void put_scalar(sbuf *out, const dataset *data, const value *v)
{
    if (v->type.kind == TYPE_LINK)
        sbuf_add(out, link_key(&data->collections[v->type.target], v->as.row));
    else
        value_print(out, v);
}

static void put_element(sbuf *out, str s)
{
    for (size_t i = 0; i < s.n; i++) {
        if (s.p[i] == ';' || s.p[i] == '\\')
            sbuf_char(out, '\\');
        sbuf_char(out, s.p[i]);
    }
}

static void put_set(sbuf *out, sbuf *element, const dataset *data, const col *c, size_t row)
{
    for (size_t k = 0; k < col_set_size(c, row); k++) {
        value v = col_value(c->elements, col_set_item(c, row, k));
        sbuf_clear(element);
        put_scalar(element, data, &v);
        sbuf_add(out, k ? STR("; ") : STR(""));
        put_element(out, sbuf_str(element));
    }
}

static void put_cell(sbuf *out, sbuf buffers[2], const dataset *data, const col *c, size_t row)
{
    value v = col_value(c, row);
    if (v.missing)
        return;
    sbuf_clear(&buffers[0]);
    if (c->type.set)
        put_set(&buffers[0], &buffers[1], data, c, row);
    else
        put_scalar(&buffers[0], data, &v);
    put_field(out, sbuf_str(&buffers[0]));
    out->failed |= buffers[0].failed || buffers[1].failed;
}

status data_csv_write(sbuf *out, const dataset *data, size_t collection)
{
    const struct collection *from = &data->collections[collection];
    sbuf buffers[2] = {{0}, {0}};
    for (size_t f = 0; f < from->field_count; f++) {
        sbuf_add(out, f ? STR(",") : STR(""));
        put_field(out, from->fields[f].name);
    }
    sbuf_char(out, '\n');
    for (size_t row = 0; row < from->rows; row++) {
        for (size_t f = 0; f < from->field_count; f++) {
            sbuf_add(out, f ? STR(",") : STR(""));
            put_cell(out, buffers, data, from->fields[f].data, row);
        }
        sbuf_char(out, '\n');
    }
    sbuf_free(&buffers[0]);
    sbuf_free(&buffers[1]);
    return out->failed ? ST_NO_MEMORY : ST_OK;
}
