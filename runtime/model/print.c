/* Single values as text and back. */
#include "runtime/model/print.h"

#include <inttypes.h>

void duration_print(sbuf *out, duration d)
{
    bool one = d.amount == 1 || d.amount == -1;
    sbuf_printf(out, "%" PRId64 " %s%s", d.amount, d.months ? "month" : "day", one ? "" : "s");
}

void value_print(sbuf *out, const value *v)
{
    if (v->missing)
        return;
    switch ((type_kind)v->type.kind) {
    case TYPE_BOOL:
        sbuf_add(out, v->as.boolean ? STR("true") : STR("false"));
        break;
    case TYPE_INT:
        sbuf_printf(out, "%" PRId64, v->as.integer);
        break;
    case TYPE_NUMBER:
        dec_print(out, v->as.number, false);
        break;
    case TYPE_MONEY:
        money_print(out, v->as.money, false);
        break;
    case TYPE_TEXT:
        sbuf_add(out, v->as.text);
        break;
    case TYPE_DATE:
        cal_print_day(out, v->as.date);
        break;
    case TYPE_PERIOD:
        cal_print(out, v->as.period);
        break;
    case TYPE_DURATION:
        duration_print(out, v->as.duration);
        break;
    default:
        break;
    }
}

/* ---- Reading ---- */

static bool parse_int(str text, int64_t *out)
{
    size_t i = 0;
    bool negative = text.n && text.p[0] == '-';
    int64_t n = 0;
    for (i = negative; i < text.n; i++) {
        if (text.p[i] < '0' || text.p[i] > '9' || __builtin_mul_overflow(n, (int64_t)10, &n))
            return false;
        int64_t digit = text.p[i] - '0';
        if (__builtin_add_overflow(n, negative ? -digit : digit, &n))
            return false;
    }
    *out = n;
    return i > (size_t)negative;
}

static bool parse_duration(str text, duration *out)
{
    cal_unit unit;
    int64_t count;
    size_t space = str_find(text, STR(" "));
    if (space == SIZE_MAX || !parse_int((str){text.p, space}, &count) ||
        !cal_unit_named((str){text.p + space + 1, text.n - space - 1}, &unit))
        return false;
    return !__builtin_mul_overflow(count, (int64_t)cal_unit_length(unit, &out->months), &out->amount);
}

static bool parse_bool(str text, bool *out)
{
    *out = str_equal(text, STR("true"));
    return *out || str_equal(text, STR("false"));
}

static bool parse_date(str text, day *out)
{
    period p;
    cal_unit unit;
    bool found = cal_parse(text, &p, &unit) == CAL_IS_DATE && unit == CAL_DAY;
    if (found)
        *out = p.first;
    return found;
}

bool value_parse(type t, str text, value *out)
{
    *out = (value){.type = t};
    switch ((type_kind)t.kind) {
    case TYPE_BOOL:
        return parse_bool(text, &out->as.boolean);
    case TYPE_INT:
        return parse_int(text, &out->as.integer);
    case TYPE_NUMBER:
        return dec_parse(text, &out->as.number);
    case TYPE_MONEY:
        return money_parse(text, &out->as.money);
    case TYPE_TEXT:
        out->as.text = text;
        return true;
    case TYPE_DATE:
        return parse_date(text, &out->as.date);
    case TYPE_PERIOD:
        return cal_parse_range(text, &out->as.period) == CAL_IS_DATE;
    case TYPE_DURATION:
        return parse_duration(text, &out->as.duration);
    default:
        return false;
    }
}
