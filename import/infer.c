/* Inferring types: every distinct value says which kinds it may be, and the first kind that all may be is the column's. */
#include "import/infer.h"

#include <string.h>

#include "runtime/model/print.h"

/* ---- Single values ---- */

/* Longer than anything but text is. */
enum { LONGEST_VALUE = 80 };

static bool is_digit(str s, size_t i)
{
    return i < s.n && s.p[i] >= '0' && s.p[i] <= '9';
}

/* Digits as they would be printed: no sign but minus, no leading zero, no exponent. */
static bool is_plain_number(str s)
{
    size_t first = s.n && s.p[0] == '-';
    if (!is_digit(s, first) || (s.p[first] == '0' && is_digit(s, first + 1)))
        return false;
    for (size_t i = first; i < s.n; i++)
        if (!is_digit(s, i) && s.p[i] != '.')
            return false;
    return true;
}

static bool read_bool(str s, value *out)
{
    out->as.boolean = str_equal_nocase(s, STR("true"));
    return out->as.boolean || str_equal_nocase(s, STR("false"));
}

static bool read_int(str s, bool declared, value *out)
{
    if (declared && s.n > 1 && s.p[0] == '+' && is_digit(s, 1))
        s = (str){s.p + 1, s.n - 1};
    if (value_parse(type_of(TYPE_INT), s, out))
        return declared || is_plain_number(s);
    dec d;
    return declared && dec_parse_literal(s, &d) && dec_to_int(d, &out->as.integer);
}

static bool read_number(str s, bool declared, value *out)
{
    if (declared)
        return dec_parse(s, &out->as.number) || dec_parse_literal(s, &out->as.number);
    return is_plain_number(s) && dec_parse(s, &out->as.number);
}

/* The codes of ISO 4217 that are in use. */
static const char currencies[] = "AED AFN ALL AMD AOA ARS AUD AWG AZN BAM BBD BDT BHD BIF BMD BND BOB BRL BSD BTN BWP BYN BZD CAD CDF CHF "
                                 "CLP CNY COP CRC CUP CVE CZK DJF "
                                 "DKK DOP DZD EGP ERN ETB EUR FJD FKP GBP GEL GHS GIP GMD GNF GTQ GYD HKD HNL HTG HUF IDR ILS INR IQD IRR "
                                 "ISK JMD JOD JPY KES KGS KHR KMF "
                                 "KPW KRW KWD KYD KZT LAK LBP LKR LRD LSL LYD MAD MDL MGA MKD MMK MNT MOP MRU MUR MVR MWK MXN MYR MZN NAD "
                                 "NGN NIO NOK NPR NZD OMR PAB PEN "
                                 "PGK PHP PKR PLN PYG QAR RON RSD RUB RWF SAR SBD SCR SDG SEK SGD SHP SLE SOS SRD SSP STN SVC SYP SZL THB "
                                 "TJS TMT TND TOP TRY TTD TWD TZS "
                                 "UAH UGX USD UYU UZS VED VES VND VUV WST XAF XCD XOF XPF YER ZAR ZMW ZWG";

static bool is_listed(str code)
{
    size_t at = str_find(str_of(currencies), code);
    return at != SIZE_MAX && at % 4 == 0;
}

/* `EUR 3900000`, `EUR 3,900,000.50`, `EUR 3.9M`. */
static bool read_money(str s, bool declared, value *out)
{
    dec amount;
    if (s.n < 5 || s.p[3] != ' ' || (!declared && !is_listed((str){s.p, 3})))
        return false;
    if (money_parse(s, &out->as.money))
        return true;
    uint32_t currency = money_currency((str){s.p, 3});
    str rest = str_trim((str){s.p + 4, s.n - 4});
    return currency && dec_parse_literal(rest, &amount) && money_of(amount, currency, &out->as.money) &&
           money_amount(out->as.money) == amount;
}

static bool read_period(str s, bool declared, value *out)
{
    bool early_year = s.n == 4 && s.p[0] == '0'; /* 0042 is rather some code */
    return (declared || !early_year) && value_parse(type_of(TYPE_PERIOD), s, out);
}

bool infer_value(type_kind kind, str text, bool declared, value *out)
{
    str s = str_trim(text);
    *out = (value){.type = type_of(kind)};
    switch (kind) {
    case TYPE_BOOL:
        return read_bool(s, out);
    case TYPE_INT:
        return read_int(s, declared, out);
    case TYPE_NUMBER:
        return read_number(s, declared, out);
    case TYPE_MONEY:
        return read_money(s, declared, out);
    case TYPE_PERIOD:
        return read_period(s, declared, out);
    case TYPE_TEXT:
        out->as.text = text;
        return true;
    default:
        return value_parse(type_of(kind), s, out);
    }
}

/* ---- Columns ---- */

/* The kinds that are inferred, the narrower first. */
static const type_kind kinds[] = {TYPE_BOOL, TYPE_INT, TYPE_NUMBER, TYPE_MONEY, TYPE_DATE, TYPE_PERIOD, TYPE_DURATION};
enum { KINDS = sizeof kinds / sizeof *kinds, ALL_KINDS = (1 << KINDS) - 1 };

/* May what was written so be of that kind? */
static bool may_be(uint8_t raw, type_kind kind)
{
    bool number = kind == TYPE_INT || kind == TYPE_NUMBER;
    return (!(raw & RAW_STRING) || (!number && kind != TYPE_BOOL)) && (!(raw & RAW_NUMBER) || number) &&
           (!(raw & RAW_BOOL) || kind == TYPE_BOOL);
}

/* May a text that is not empty be of that kind, by the looks of its beginning? */
static bool looks_like(str s, type_kind kind)
{
    char c = s.p[0];
    if (kind == TYPE_BOOL)
        return c == 't' || c == 'T' || c == 'f' || c == 'F';
    if (kind == TYPE_MONEY)
        return s.n >= 5 && s.p[3] == ' ';
    return c == '-' || c == '.' || (c >= '0' && c <= '9');
}

/* A bit for each of `kinds`. */
static unsigned kinds_of(str text, uint8_t raw)
{
    unsigned mask = 0;
    str s = str_trim(text);
    if (s.n == 0)
        return ALL_KINDS;
    for (unsigned k = 0; k < KINDS && s.n <= LONGEST_VALUE; k++) {
        value v;
        bool surely = raw == RAW_NUMBER && kinds[k] == TYPE_NUMBER; /* JSON's 1e3 can be nothing else */
        if (looks_like(s, kinds[k]) && may_be(raw, kinds[k]) && infer_value(kinds[k], s, surely, &v))
            mask |= 1u << k;
    }
    return raw & RAW_STRING && s.n == 4 && is_digit(s, 0) ? 0 : mask; /* a string "2025" is no year */
}

/* A value's kinds, and how often it is in the column. */
typedef struct distinct {
    uint32_t items;
    uint8_t kinds;
    bool empty;
} distinct;

static status count_values(const table_column *c, arena *scratch, distinct **out)
{
    size_t count = dict_builder_count(c->values);
    distinct *values = ARENA_ARRAY(scratch, count, distinct);
    if (!values)
        return ST_NO_MEMORY;
    for (size_t code = 0; code < count; code++) {
        str text = column_text(c, (uint32_t)code);
        values[code] = (distinct){.kinds = (uint8_t)kinds_of(text, c->raw[code]), .empty = str_trim(text).n == 0};
    }
    for (size_t i = 0; i < c->item_count; i++)
        if (c->items[i] != CODE_NONE)
            values[c->items[i]].items++;
    *out = values;
    return ST_OK;
}

/* Is a kind that all but `odd` of `known` values fit what the column is surely meant to be? */
static bool nearly_all(size_t odd, size_t known)
{
    return known >= 3 && odd <= (known / 20 > 1 ? known / 20 : 1);
}

static void find_odd(const table_column *c, const distinct *values, unsigned kind, inferred *out)
{
    for (size_t i = 0; i < c->item_count; i++)
        if (c->items[i] != CODE_NONE && !(values[c->items[i]].kinds >> kind & 1)) {
            out->odd_item = i;
            return;
        }
}

status infer_column(const table_column *c, arena *scratch, inferred *out)
{
    distinct *values;
    size_t known = 0, fit[KINDS] = {0}, best = 0;
    *out = (inferred){.kind = TYPE_TEXT};
    TRY(count_values(c, scratch, &values));
    for (size_t code = 0; code < dict_builder_count(c->values); code++) {
        if (values[code].empty)
            continue;
        known += values[code].items;
        for (size_t k = 0; k < KINDS; k++)
            fit[k] += values[code].kinds >> k & 1 ? values[code].items : 0;
    }
    for (size_t k = KINDS; k-- > 0;)
        best = fit[k] >= fit[best] ? k : best;
    out->empty = known == 0;
    if (known == 0)
        return ST_OK;
    if (fit[best] == known) {
        out->kind = kinds[best];
    } else if (nearly_all(known - fit[best], known)) {
        out->nearly = kinds[best];
        out->odd = known - fit[best];
        find_odd(c, values, (unsigned)best, out);
    }
    return ST_OK;
}
