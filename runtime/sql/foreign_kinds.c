/* Types of SQLite's columns. A column that is declared INTEGER may hold texts, one that is declared DATE nearly anything, so every value is looked at: it takes
 * some 50 ns, and a type that is wrong for one row in a million would make answers wrong without a word. */
#include "runtime/sql/foreign_kinds.h"

#include <string.h>

#include "base/calendar.h"
#include "runtime/model/print.h"

enum {
    HAS_BIT = 1, /* 0 or 1 */
    HAS_INT = 2, /* any other integer */
    HAS_REAL = 4,
    HAS_TEXT = 8,
    HAS_BLOB = 16,
    HAS_DAY = 32,  /* a text that is a date and nothing else */
    HAS_TIME = 64, /* a text that is a date and a time, or no good date, or empty */
    HAS_NULL = 128,
    HAS_INTS = HAS_BIT | HAS_INT,
    HAS_NUMBERS = HAS_INTS | HAS_REAL,
    HAS_DATES = HAS_DAY | HAS_TIME
};

/* ---- Looking ---- */

static uint8_t text_bits(str s)
{
    static const char form[] = "0000-00-00";
    value v;
    if (!s.n)
        return HAS_TIME;
    for (size_t i = 0; i < 10; i++)
        if (i == s.n || (form[i] == '0' ? s.p[i] < '0' || s.p[i] > '9' : s.p[i] != form[i]))
            return HAS_TEXT;
    if (s.n > 10 && s.p[10] != ' ' && s.p[10] != 'T')
        return HAS_TEXT;
    return s.n == 10 && value_parse(type_of(TYPE_DATE), s, &v) ? HAS_DAY : HAS_TIME;
}

static uint8_t value_bits(sqlite3_value *v, bool days)
{
    switch (sqlite3_value_type(v)) {
    case SQLITE_INTEGER:
        return (uint64_t)sqlite3_value_int64(v) <= 1 ? HAS_BIT : HAS_INT;
    case SQLITE_FLOAT:
        return HAS_REAL;
    case SQLITE_BLOB:
        return HAS_BLOB;
    case SQLITE_TEXT:
        if (days) {
            const char *text = (const char *)sqlite3_value_text(v);
            return text ? text_bits((str){text, (size_t)sqlite3_value_bytes(v)}) : HAS_TEXT;
        }
        return HAS_TEXT;
    default:
        return HAS_NULL;
    }
}

/* How an aggregate looks. */
typedef struct manner {
    bool days;
    int64_t most; /* rows */
} manner;

typedef struct looked {
    uint64_t bits;
    int64_t rows;
} looked;

/* The bits of up to eight columns, a byte each: looking at several in one call takes half the time. */
static void step(sqlite3_context *context, int count, sqlite3_value **values)
{
    looked *l = sqlite3_aggregate_context(context, sizeof *l);
    const manner *m = sqlite3_user_data(context);
    if (l && ++l->rows > m->most)
        sqlite3_result_error(context, "a table has more rows than there is room for", -1);
    for (int i = 0; l && i < count; i++)
        l->bits |= (uint64_t)value_bits(values[i], m->days) << (8 * i);
}

static void finish(sqlite3_context *context)
{
    const looked *l = sqlite3_aggregate_context(context, 0); /* NULL where there was no row */
    sqlite3_result_int64(context, l ? (sqlite3_int64)l->bits : 0);
}

bool foreign_kinds_register(sqlite3 *db, int64_t most, arena *a)
{
    static const int flags = SQLITE_UTF8 | SQLITE_DETERMINISTIC | SQLITE_DIRECTONLY;
    static const char *const names[] = {"cyq_stored", "cyq_stored_days"};
    manner *m = ARENA_ARRAY(a, 2, manner);
    for (int days = 0; m && days < 2; days++) {
        m[days] = (manner){days == 1, most};
        if (sqlite3_create_function_v2(db, names[days], -1, flags, &m[days], NULL, step, finish, NULL) != SQLITE_OK)
            return false;
    }
    return m;
}

/* ---- Deciding ---- */

static char lower(char c)
{
    return c >= 'A' && c <= 'Z' ? (char)(c + 'a' - 'A') : c;
}

/* Is the word, which is small letters, in a declared type? */
static bool says(str declared, const char *word)
{
    size_t n = strlen(word);
    for (size_t i = 0; i + n <= declared.n; i++) {
        size_t k = 0;
        while (k < n && lower(declared.p[i + k]) == word[k])
            k++;
        if (k == n)
            return true;
    }
    return false;
}

bool foreign_declared_date(str declared)
{
    return says(declared, "date") || says(declared, "timestamp");
}

/* What SQLite calls affinity, with the types that it has no affinity for. */
static type_kind declared_kind(str declared)
{
    if (foreign_declared_date(declared))
        return TYPE_DATE;
    if (says(declared, "bool"))
        return TYPE_BOOL;
    if (says(declared, "int"))
        return TYPE_INT;
    if (says(declared, "char") || says(declared, "clob") || says(declared, "text"))
        return TYPE_TEXT;
    return declared.n == 0 || says(declared, "blob") || str_equal_nocase(declared, STR("any")) ? TYPE_NONE : TYPE_NUMBER;
}

static bool only(uint8_t bits, unsigned allowed)
{
    return (bits & ~allowed) == 0;
}

/* Of a column with values. */
static void kind_of_values(foreign_column *c, type_kind declared, uint8_t bits)
{
    c->form = SQL_PLAIN;
    if (declared == TYPE_BOOL && only(bits, HAS_BIT)) {
        c->kind = TYPE_BOOL;
    } else if (declared == TYPE_DATE && only(bits, HAS_DATES) && bits & HAS_DATES) {
        c->kind = TYPE_DATE;
        c->form = bits & HAS_TIME ? SQL_TIMESTAMP : SQL_PLAIN;
    } else if (declared != TYPE_NUMBER && declared != TYPE_TEXT && only(bits, HAS_INTS)) {
        c->kind = TYPE_INT;
    } else if (declared != TYPE_TEXT && only(bits, HAS_NUMBERS)) {
        c->kind = TYPE_NUMBER;
        c->form = SQL_NUMERIC;
    } else {
        c->kind = only(bits, HAS_BLOB) ? TYPE_NONE : TYPE_TEXT;
        c->form = only(bits, HAS_TEXT | HAS_DATES) ? SQL_PLAIN : SQL_AS_TEXT;
    }
}

void foreign_column_kind(foreign_column *c, uint8_t bits)
{
    type_kind declared = declared_kind(c->declared);
    c->gaps = bits & HAS_NULL;
    bits &= (uint8_t)~HAS_NULL;
    if (bits) {
        kind_of_values(c, declared, bits);
    } else {
        c->kind = declared == TYPE_NONE && !says(c->declared, "blob") ? TYPE_TEXT : declared;
        c->form = declared == TYPE_NUMBER ? SQL_NUMERIC : SQL_PLAIN;
    }
    c->exact = (c->kind == TYPE_INT || c->kind == TYPE_TEXT) && c->form == SQL_PLAIN;
}

bool foreign_strict_kind(foreign_column *c)
{
    uint8_t bits = says(c->declared, "int") ? HAS_INT : says(c->declared, "real") ? HAS_REAL : says(c->declared, "text") ? HAS_TEXT : 0;
    if (bits)
        foreign_column_kind(c, c->key ? bits : bits | HAS_NULL); /* in such a table no key is missing */
    return bits != 0;
}
