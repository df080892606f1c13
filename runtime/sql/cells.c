/* Reading cells, believing none that does not fit its field. */
#include "runtime/sql/cells.h"

#include "base/text.h"
#include "runtime/model/print.h"
#include "runtime/sql/ask.h"

static sql_cell kind_of(const cell_place *p, size_t k)
{
    return p->cursor->connection->driver->cell(p->cursor, p->column + k);
}

static str text_of(const cell_place *p, size_t k)
{
    return p->cursor->connection->driver->text(p->cursor, p->column + k);
}

/* The cell is no value of its type. */
static status unfit(const cell_place *p, value *out, const char *wanted)
{
    if (!p->own) {
        out->missing = true;
        return ST_OK;
    }
    return sql_refuse(p->cursor->connection, p->bag, E_DATABASE_DAMAGED, "%.*s.%.*s in row %lld is not %s", STR_ARG(p->table),
                      STR_ARG(p->field->columns[0]), (long long)p->key, wanted);
}

/* ---- Text ---- */

/* *good: there is text in NFC. What is not ours shows numbers among texts as they print. */
static status read_text(const cell_place *p, size_t k, str *text, value *out, bool *good)
{
    sql_cell kind = kind_of(p, k);
    bool prints = !p->own && (kind == SQL_CELL_INT || kind == SQL_CELL_REAL);
    *good = false;
    if (kind != SQL_CELL_TEXT && !prints)
        return unfit(p, out, "text");
    *text = text_of(p, k);
    if (!text->p)
        return ST_NO_MEMORY;
    if (text_valid(*text) != text->n)
        return unfit(p, out, "text in UTF-8");
    *good = true;
    return text_nfc(p->texts, *text, text);
}

/* ---- Times ---- */

static int digits(const char *p, size_t count)
{
    int n = 0;
    for (size_t i = 0; i < count; i++) {
        if (p[i] < '0' || p[i] > '9')
            return -1;
        n = n * 10 + (p[i] - '0');
    }
    return n;
}

/* YYYY-MM-DD; 0 if it is no day. */
static day day_of(str text)
{
    if (text.n != 10 || text.p[4] != '-' || text.p[7] != '-')
        return 0;
    return cal_day((civil){digits(text.p, 4), digits(text.p + 5, 2), digits(text.p + 8, 2)});
}

day cell_day(str text, bool stamp)
{
    stamp = stamp && text.n > 10 && (text.p[10] == ' ' || text.p[10] == 'T') && !str_ends(text, STR("BC"));
    return day_of(stamp ? (str){text.p, 10} : text);
}

/* A day of a cell, 0 for none. */
static day read_day(const cell_place *p, size_t k)
{
    if (kind_of(p, k) != SQL_CELL_TEXT)
        return 0;
    return cell_day(text_of(p, k), p->field->form == SQL_TIMESTAMP);
}

static status read_date(const cell_place *p, value *out)
{
    out->as.date = read_day(p, 0);
    return out->as.date ? ST_OK : unfit(p, out, "date");
}

static status read_period(const cell_place *p, value *out)
{
    day first = read_day(p, 0), last = p->field->column_count > 1 ? read_day(p, 1) : first;
    out->as.period = (period){first, last};
    if (!first || !last)
        return unfit(p, out, "date");
    return first <= last ? ST_OK : unfit(p, out, "a period that ends after it begins");
}

/* ---- Numbers ---- */

static bool is_digit(char c)
{
    return c >= '0' && c <= '9';
}

/* The exponent of a text such as 1.5e-07, from its `e` on; false if it is none. */
static bool read_exponent(str text, int64_t *out)
{
    size_t i = 1;
    bool negative = text.n > 1 && text.p[1] == '-';
    int64_t n = 0;
    if (text.n > 1 && (text.p[1] == '-' || text.p[1] == '+'))
        i++;
    if (i == text.n)
        return false;
    for (; i < text.n; i++) {
        if (!is_digit(text.p[i]))
            return false;
        n = n < 100000 ? n * 10 + (text.p[i] - '0') : n;
    }
    *out = negative ? -n : n;
    return true;
}

/* All digits of a number as one, and the power of ten that it is to be multiplied with. Digits past the 36th are of no account. */
static bool read_digits(str text, dec *out, int64_t *power)
{
    enum { MOST = 36 };
    int64_t exponent = 0, scale = 0;
    size_t kept = 0, seen = 0;
    bool point = false;
    *out = 0;
    for (size_t i = 0; i < text.n; i++) {
        char c = text.p[i];
        if (c == '.' && !point) {
            point = true;
        } else if (is_digit(c)) {
            seen++;
            if (kept < MOST) {
                *out = *out * 10 + (c - '0');
                kept += *out != 0;
                scale -= point;
            } else {
                scale += !point;
            }
        } else if ((c == 'e' || c == 'E') && seen) {
            if (!read_exponent((str){text.p + i, text.n - i}, &exponent))
                return false;
            break;
        } else {
            return false;
        }
    }
    *power = scale + exponent;
    return seen > 0;
}

bool cell_number(str text, dec *out)
{
    enum { PLACES = 12 };
    int64_t power;
    dec n, divisor = 1;
    bool negative = text.n && text.p[0] == '-';
    if (text.n && (text.p[0] == '-' || text.p[0] == '+'))
        text = (str){text.p + 1, text.n - 1};
    if (!read_digits(text, &n, &power))
        return false;
    for (power += PLACES; power > 0 && n != 0; power--) {
        if (n >= DEC_ONE * DEC_ONE * DEC_ONE)
            return false;
        n *= 10;
    }
    for (; power < 0 && divisor <= n * 10; power++) {
        if (divisor > DEC_ONE * DEC_ONE * DEC_ONE)
            return false;
        divisor *= 10;
    }
    n = power < 0 ? 0 : (n + divisor / 2) / divisor;
    *out = negative ? -n : n;
    return dec_fits(*out);
}

/* *good: there is one. */
static status read_number(const cell_place *p, dec *number, value *out, bool *good)
{
    sql_cell kind = kind_of(p, 0);
    bool numeric = p->field->form == SQL_NUMERIC || (!p->own && (kind == SQL_CELL_INT || kind == SQL_CELL_REAL)); /* a number among texts */
    if (numeric && kind == SQL_CELL_INT) {
        *number = dec_of_int(p->cursor->connection->driver->integer(p->cursor, p->column));
        *good = dec_fits(*number);
    } else if (numeric) {
        str text = kind == SQL_CELL_TEXT || kind == SQL_CELL_REAL ? text_of(p, 0) : (str){0};
        *good = cell_number(text, number);
    } else {
        str text;
        TRY(read_text(p, 0, &text, out, good));
        if (!*good)
            return ST_OK;
        *good = dec_parse(p->own ? text : str_trim(text), number); /* PostgreSQL pads char(n) */
    }
    return *good ? ST_OK : unfit(p, out, type_kind_name(TYPE_NUMBER));
}

static status read_money(const cell_place *p, value *out)
{
    dec amount = 0;
    str code;
    bool good;
    TRY(read_number(p, &amount, out, &good));
    if (!good)
        return ST_OK;
    TRY(read_text(p, 1, &code, out, &good));
    if (!good)
        return ST_OK;
    uint32_t currency = money_currency(code);
    return currency && money_of(amount, currency, &out->as.money) ? ST_OK : unfit(p, out, "money");
}

static status read_integer(const cell_place *p, value *out)
{
    if (kind_of(p, 0) != SQL_CELL_INT)
        return unfit(p, out, "a whole number");
    int64_t n = p->cursor->connection->driver->integer(p->cursor, p->column);
    if (out->type.kind == TYPE_INT)
        out->as.integer = n;
    else if (n == 0 || n == 1)
        out->as.boolean = n == 1;
    else
        return unfit(p, out, "0 or 1");
    return ST_OK;
}

/* ---- The rest ---- */

static status read_link(const cell_place *p, value *out)
{
    if (p->own && kind_of(p, 0) != SQL_CELL_INT)
        return unfit(p, out, "the key of a row");
    out->as.row = keys_find(p->keys, p->cursor, p->column);
    return out->as.row != KEY_NONE ? ST_OK : unfit(p, out, "the key of a row that is there");
}

static status read_printed(const cell_place *p, value *out)
{
    str text;
    bool good;
    type t = out->type;
    TRY(read_text(p, 0, &text, out, &good));
    return !good || value_parse(t, text, out) ? ST_OK : unfit(p, out, type_kind_name((type_kind)t.kind));
}

static bool all_null(const cell_place *p)
{
    for (size_t k = 0; k < p->field->column_count; k++)
        if (kind_of(p, k) != SQL_CELL_NULL)
            return false;
    return true;
}

status cell_read(const cell_place *p, value *out)
{
    bool good;
    dec number;
    *out = (value){.type = type_element(p->field->type), .missing = all_null(p)};
    if (out->missing)
        return ST_OK;
    switch (out->type.kind) {
    case TYPE_TEXT:
        return read_text(p, 0, &out->as.text, out, &good);
    case TYPE_LINK:
        return read_link(p, out);
    case TYPE_BOOL:
    case TYPE_INT:
        return read_integer(p, out);
    case TYPE_NUMBER:
        TRY(read_number(p, &number, out, &good));
        if (good)
            out->as.number = number;
        return ST_OK;
    case TYPE_DATE:
        return read_date(p, out);
    case TYPE_PERIOD:
        return read_period(p, out);
    case TYPE_MONEY:
        return read_money(p, out);
    default:
        return read_printed(p, out);
    }
}
