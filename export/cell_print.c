/* How results print: for each form a table of what prints otherwise than plainly. */
#include "export/cell_print.h"

#include "runtime/model/print.h"

typedef void (*printer)(sbuf *out, const value *v);

/* ---- For people ---- */

static void pretty_int(sbuf *out, const value *v)
{
    dec_print(out, dec_of_int(v->as.integer), true);
}

static void pretty_number(sbuf *out, const value *v)
{
    dec_print(out, v->as.number, true);
}

static void pretty_money(sbuf *out, const value *v)
{
    money_print(out, v->as.money, true);
}

static void pretty_period(sbuf *out, const value *v)
{
    cal_print_pretty(out, v->as.period);
}

/* ---- JSON ---- */

/* What needs no escaping, in quotes. */
static void json_quoted(sbuf *out, const value *v)
{
    sbuf_char(out, '"');
    value_print(out, v);
    sbuf_char(out, '"');
}

static void json_text(sbuf *out, const value *v)
{
    cell_print_json_text(out, v->as.text);
}

/* An open end has no date. */
static void json_end(sbuf *out, day d, day open)
{
    value v = {.type = {.kind = TYPE_DATE}, .as.date = d};
    if (d == open)
        sbuf_add(out, STR("null"));
    else
        json_quoted(out, &v);
}

static void json_period(sbuf *out, const value *v)
{
    sbuf_add(out, STR("{\"start\":"));
    json_end(out, v->as.period.first, CAL_FIRST);
    sbuf_add(out, STR(",\"end\":"));
    json_end(out, v->as.period.last, CAL_LAST);
    sbuf_char(out, '}');
}

/* The plain form, `EUR 3900000`, without its code is the amount. */
static void json_money(sbuf *out, const value *v)
{
    sbuf plain = {0};
    value_print(&plain, v);
    str text = sbuf_str(&plain);
    size_t space = str_find(text, STR(" "));
    if (space == SIZE_MAX)
        out->failed = true;
    else
        sbuf_printf(out, "{\"currency\":\"%.*s\",\"amount\":\"%s\"}", (int)space, text.p, text.p + space + 1);
    sbuf_free(&plain);
}

/* ---- Cells ---- */

static const printer printers[CELL_FORM_COUNT][TYPE_KIND_COUNT] = {
    [CELL_PRETTY] = {[TYPE_INT] = pretty_int, [TYPE_NUMBER] = pretty_number, [TYPE_MONEY] = pretty_money, [TYPE_PERIOD] = pretty_period},
    [CELL_JSON] = {[TYPE_MONEY] = json_money,
                   [TYPE_TEXT] = json_text,
                   [TYPE_DATE] = json_quoted,
                   [TYPE_PERIOD] = json_period,
                   [TYPE_DURATION] = json_quoted},
};

void cell_print_value(sbuf *out, cell_form form, const dataset *data, const value *v)
{
    value shown = *v;
    if (v->missing) {
        sbuf_add(out, form == CELL_JSON ? STR("null") : STR(""));
        return;
    }
    if (v->type.kind == TYPE_LINK) {
        shown.type = type_of(TYPE_TEXT);
        shown.as.text = collection_row_name(&data->collections[v->type.target], v->as.row);
    }
    printer p = printers[form][shown.type.kind];
    (p ? p : value_print)(out, &shown);
}

static void print_set(sbuf *out, cell_form form, const dataset *data, const col *c, size_t row)
{
    static const char *const between[CELL_FORM_COUNT] = {"; ", ", ", ","};
    if (form == CELL_JSON)
        sbuf_char(out, '[');
    for (size_t k = 0, n = col_set_size(c, row); k < n; k++) {
        value item = col_value(c->elements, col_set_item(c, row, k));
        if (k)
            sbuf_add(out, str_of(between[form]));
        cell_print_value(out, form, data, &item);
    }
    if (form == CELL_JSON)
        sbuf_char(out, ']');
}

void cell_print(sbuf *out, cell_form form, const dataset *data, const col *c, size_t row)
{
    if (c->type.set) {
        print_set(out, form, data, c, row);
        return;
    }
    value v = col_value(c, row);
    cell_print_value(out, form, data, &v);
}

bool cell_present(const col *c, size_t row)
{
    return c->type.set ? col_set_size(c, row) > 0 : !col_missing(c, row);
}

bool cell_is_figure(type t)
{
    return !t.set && (t.kind == TYPE_INT || t.kind == TYPE_NUMBER || t.kind == TYPE_MONEY);
}

/* What JSON wants escaped: quotes, backslashes and control characters. The rest goes as it is, being valid UTF-8. */
void cell_print_json_text(sbuf *out, str text)
{
    static const char short_names[32] = {['\b'] = 'b', ['\t'] = 't', ['\n'] = 'n', ['\f'] = 'f', ['\r'] = 'r'};
    size_t from = 0;
    sbuf_char(out, '"');
    for (size_t i = 0; i < text.n; i++) {
        unsigned char c = (unsigned char)text.p[i];
        if (c >= 0x20 && c != '"' && c != '\\' && c != 0x7f)
            continue;
        sbuf_add(out, (str){text.p + from, i - from});
        from = i + 1;
        if (c == '"' || c == '\\')
            sbuf_printf(out, "\\%c", c);
        else if (c < 0x20 && short_names[c])
            sbuf_printf(out, "\\%c", short_names[c]);
        else
            sbuf_printf(out, "\\u%04x", c);
    }
    sbuf_add(out, (str){text.p + from, text.n - from});
    sbuf_char(out, '"');
}
