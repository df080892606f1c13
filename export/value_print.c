/* How values print: a table of printers, one row a type, one column a form. */
#include "export/value_print.h"

typedef void (*printer)(sbuf *out, const dataset *data, const value *v);

static void print_bool(sbuf *out, const dataset *data, const value *v)
{
    (void)data;
    sbuf_add(out, v->as.boolean ? STR("true") : STR("false"));
}

static void print_int(sbuf *out, const dataset *data, const value *v)
{
    (void)data;
    sbuf_printf(out, "%lld", (long long)v->as.integer);
}

static void print_int_grouped(sbuf *out, const dataset *data, const value *v)
{
    (void)data;
    dec_print(out, dec_of_int(v->as.integer), true);
}

static void print_number(sbuf *out, const dataset *data, const value *v)
{
    (void)data;
    dec_print(out, v->as.number, false);
}

static void print_number_grouped(sbuf *out, const dataset *data, const value *v)
{
    (void)data;
    dec_print(out, v->as.number, true);
}

static void print_money(sbuf *out, const dataset *data, const value *v)
{
    (void)data;
    money_print(out, v->as.money, false);
}

static void print_money_grouped(sbuf *out, const dataset *data, const value *v)
{
    (void)data;
    money_print(out, v->as.money, true);
}

/* money_print gives `EUR 3900000`: the code and the amount are its parts. */
static void print_money_json(sbuf *out, const dataset *data, const value *v)
{
    (void)data;
    sbuf whole = {0};
    money_print(&whole, v->as.money, false);
    str text = sbuf_str(&whole);
    size_t space = str_find(text, STR(" "));
    if (whole.failed || space == SIZE_MAX)
        out->failed = true;
    else
        sbuf_printf(out, "{\"currency\":\"%.*s\",\"amount\":\"%.*s\"}", (int)space, text.p, (int)(text.n - space - 1), text.p + space + 1);
    sbuf_free(&whole);
}

static void print_text(sbuf *out, const dataset *data, const value *v)
{
    (void)data;
    sbuf_add(out, v->as.text);
}

static void print_text_json(sbuf *out, const dataset *data, const value *v)
{
    (void)data;
    value_print_json_text(out, v->as.text);
}

static void print_date(sbuf *out, const dataset *data, const value *v)
{
    (void)data;
    cal_print_day(out, v->as.date);
}

static void print_date_json(sbuf *out, const dataset *data, const value *v)
{
    sbuf_char(out, '"');
    print_date(out, data, v);
    sbuf_char(out, '"');
}

static void print_period(sbuf *out, const dataset *data, const value *v)
{
    (void)data;
    cal_print(out, v->as.period);
}

static void print_period_pretty(sbuf *out, const dataset *data, const value *v)
{
    (void)data;
    cal_print_pretty(out, v->as.period);
}

static void print_end_json(sbuf *out, day d, day open)
{
    if (d == open) {
        sbuf_add(out, STR("null"));
        return;
    }
    sbuf_char(out, '"');
    cal_print_day(out, d);
    sbuf_char(out, '"');
}

static void print_period_json(sbuf *out, const dataset *data, const value *v)
{
    (void)data;
    sbuf_add(out, STR("{\"start\":"));
    print_end_json(out, v->as.period.first, CAL_FIRST);
    sbuf_add(out, STR(",\"end\":"));
    print_end_json(out, v->as.period.last, CAL_LAST);
    sbuf_char(out, '}');
}

static void print_duration(sbuf *out, const dataset *data, const value *v)
{
    (void)data;
    int64_t amount = v->as.duration.amount;
    const char *unit = v->as.duration.months ? "month" : "day";
    sbuf_printf(out, "%lld %s%s", (long long)amount, unit, amount == 1 || amount == -1 ? "" : "s");
}

static void print_duration_json(sbuf *out, const dataset *data, const value *v)
{
    sbuf_char(out, '"');
    print_duration(out, data, v);
    sbuf_char(out, '"');
}

static str link_name(const dataset *data, const value *v)
{
    return collection_row_name(&data->collections[v->type.target], v->as.row);
}

static void print_link(sbuf *out, const dataset *data, const value *v)
{
    sbuf_add(out, link_name(data, v));
}

static void print_link_json(sbuf *out, const dataset *data, const value *v)
{
    value_print_json_text(out, link_name(data, v));
}

static const printer printers[TYPE_KIND_COUNT][VALUE_FORM_COUNT] = {
    [TYPE_BOOL] = {print_bool, print_bool, print_bool},
    [TYPE_INT] = {print_int, print_int_grouped, print_int},
    [TYPE_NUMBER] = {print_number, print_number_grouped, print_number},
    [TYPE_MONEY] = {print_money, print_money_grouped, print_money_json},
    [TYPE_TEXT] = {print_text, print_text, print_text_json},
    [TYPE_DATE] = {print_date, print_date, print_date_json},
    [TYPE_PERIOD] = {print_period, print_period_pretty, print_period_json},
    [TYPE_DURATION] = {print_duration, print_duration, print_duration_json},
    [TYPE_LINK] = {print_link, print_link, print_link_json},
};

void value_print(sbuf *out, value_form form, const dataset *data, const value *v)
{
    if (!v->missing && printers[v->type.kind][form])
        printers[v->type.kind][form](out, data, v);
    else if (form == VALUE_JSON)
        sbuf_add(out, STR("null"));
}

static void print_set(sbuf *out, value_form form, const dataset *data, const col *c, size_t row)
{
    static const char *const between[VALUE_FORM_COUNT] = {"; ", ", ", ","};
    if (form == VALUE_JSON)
        sbuf_char(out, '[');
    for (size_t k = 0, n = col_set_size(c, row); k < n; k++) {
        value item = col_value(c->elements, col_set_item(c, row, k));
        if (k)
            sbuf_add(out, str_of(between[form]));
        value_print(out, form, data, &item);
    }
    if (form == VALUE_JSON)
        sbuf_char(out, ']');
}

void value_print_cell(sbuf *out, value_form form, const dataset *data, const col *c, size_t row)
{
    if (c->type.set) {
        print_set(out, form, data, c, row);
        return;
    }
    value v = col_value(c, row);
    value_print(out, form, data, &v);
}

bool value_is_figure(type t)
{
    return !t.set && (t.kind == TYPE_INT || t.kind == TYPE_NUMBER || t.kind == TYPE_MONEY);
}

/* What JSON wants escaped: quotes, backslashes and control characters. The rest goes as it is, being valid UTF-8. */
void value_print_json_text(sbuf *out, str text)
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
