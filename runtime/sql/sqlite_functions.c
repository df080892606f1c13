/* The language's functions that SQLite lacks. */
#include "runtime/sql/sqlite_functions.h"

#include <stdint.h>

#include "base/calendar.h"
#include "base/text.h"
#include "runtime/model/print.h"
#include "runtime/sql/cells.h"

/* The text of an argument; p is NULL where it is NULL. */
static str argument(sqlite3_value *v)
{
    const char *text = (const char *)sqlite3_value_text(v);
    return (str){text, text ? (size_t)sqlite3_value_bytes(v) : 0};
}

static void give_text(sqlite3_context *context, const char *p, size_t n)
{
    sqlite3_result_text64(context, p ? p : "", n, SQLITE_TRANSIENT, SQLITE_UTF8);
}

static void fold(sqlite3_context *context, int count, sqlite3_value **args)
{
    str text = argument(args[0]);
    sbuf folded = {0};
    (void)count;
    if (!text.p)
        return;
    /* What a database of somebody else's has need not be UTF-8: that is no text, and read as missing. */
    if (text_valid(text) != text.n)
        return;
    text_fold(&folded, text);
    if (folded.failed)
        sqlite3_result_error_nomem(context);
    else
        give_text(context, folded.p, folded.n);
    sbuf_free(&folded);
}

__extension__ typedef unsigned __int128 wide;

/* The decimal with its sign turned into an offset, in hexadecimal, high digits first. */
static void order(sqlite3_context *context, int count, sqlite3_value **args)
{
    static const char digits[] = "0123456789abcdef";
    str text = argument(args[0]);
    char key[32];
    value v;
    (void)count;
    if (!text.p || !value_parse(type_of(TYPE_NUMBER), text, &v))
        return;
    wide n = (wide)v.as.number + ((wide)1 << 127);
    for (int i = 31; i >= 0; i--, n >>= 4)
        key[i] = digits[(unsigned)(n & 15)];
    give_text(context, key, sizeof key);
}

/* ---- What stands in databases that are not ours ---- */

/* Integers and reals are texts as they print. */
static void as_text(sqlite3_context *context, int count, sqlite3_value **args)
{
    bool blob = sqlite3_value_type(args[0]) == SQLITE_BLOB;
    str text = blob ? (str){0} : argument(args[0]), composed;
    arena scratch = {0};
    (void)count;
    if (!text.p || text_valid(text) != text.n)
        return;
    if (text_nfc(&scratch, text, &composed) == ST_OK)
        give_text(context, composed.p, composed.n);
    else
        sqlite3_result_error_nomem(context);
    arena_free(&scratch);
}

static void as_number(sqlite3_context *context, int count, sqlite3_value **args)
{
    int kind = sqlite3_value_type(args[0]);
    value v = {.type = type_of(TYPE_NUMBER)};
    sbuf printed = {0};
    (void)count;
    bool good = false;
    if (kind == SQLITE_INTEGER) {
        v.as.number = dec_of_int(sqlite3_value_int64(args[0]));
        good = dec_fits(v.as.number);
    } else if (kind == SQLITE_FLOAT || kind == SQLITE_TEXT) {
        str text = argument(args[0]);
        good = text.p && cell_number(text, &v.as.number);
    }
    if (!good)
        return;
    value_print(&printed, &v);
    if (printed.failed)
        sqlite3_result_error_nomem(context);
    else
        give_text(context, printed.p, printed.n);
    sbuf_free(&printed);
}

static void as_date(sqlite3_context *context, int count, sqlite3_value **args)
{
    bool is_text = sqlite3_value_type(args[0]) == SQLITE_TEXT;
    str text = is_text ? argument(args[0]) : (str){0};
    (void)count;
    if (text.p && cell_day(text, true))
        give_text(context, text.p, 10);
}

/* ---- The calendar ---- */

static day day_of(sqlite3_value *v)
{
    period p;
    cal_unit precision;
    str text = argument(v);
    return text.p && cal_parse(text, &p, &precision) == CAL_IS_DATE && precision == CAL_DAY ? p.first : 0;
}

static void give_day(sqlite3_context *context, day d)
{
    sbuf text = {0};
    cal_print_day(&text, d);
    if (text.failed)
        sqlite3_result_error_nomem(context);
    else if (d)
        give_text(context, text.p, text.n);
    sbuf_free(&text);
}

static void days(sqlite3_context *context, int count, sqlite3_value **args)
{
    period p = {day_of(args[0]), day_of(args[1])};
    (void)count;
    if (p.first && p.last && p.first <= p.last && !cal_open(p))
        sqlite3_result_int64(context, cal_days(p));
}

static void weekday(sqlite3_context *context, int count, sqlite3_value **args)
{
    day d = day_of(args[0]);
    (void)count;
    if (d)
        sqlite3_result_int(context, cal_weekday(d));
}

static period unit_around(sqlite3_value **args)
{
    day d = day_of(args[0]);
    cal_unit unit;
    bool good = d && cal_unit_named(argument(args[1]), &unit);
    return good ? cal_around(d, unit, 0) : (period){0};
}

static void unit_first(sqlite3_context *context, int count, sqlite3_value **args)
{
    (void)count;
    give_day(context, unit_around(args).first);
}

static void unit_last(sqlite3_context *context, int count, sqlite3_value **args)
{
    (void)count;
    give_day(context, unit_around(args).last);
}

bool sqlite_functions_register(sqlite3 *db)
{
    static const struct {
        const char *name;
        int args;
        void (*call)(sqlite3_context *context, int count, sqlite3_value **args);
    } rows[] = {{"cyq_fold", 1, fold},       {"cyq_order", 1, order},      {"cyq_days", 2, days},
                {"cyq_weekday", 1, weekday}, {"cyq_first", 2, unit_first}, {"cyq_last", 2, unit_last},
                {"cyq_text", 1, as_text},    {"cyq_number", 1, as_number}, {"cyq_date", 1, as_date}};
    const int flags = SQLITE_UTF8 | SQLITE_DETERMINISTIC | SQLITE_INNOCUOUS;
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
        if (sqlite3_create_function_v2(db, rows[i].name, rows[i].args, flags, NULL, rows[i].call, NULL, NULL, NULL) != SQLITE_OK)
            return false;
    return sqlite_units_register(db);
}
