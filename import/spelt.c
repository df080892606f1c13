/* Days and numbers as spreadsheets write them, 28.10.2025 and 1.234,50: columns that are full of them, and how the same is written here. */
#include "import/spelt.h"

#include <stdio.h>

#include "base/calendar.h"

static bool is_digit(str s, size_t i)
{
    return i < s.n && s.p[i] >= '0' && s.p[i] <= '9';
}

/* How many digits stand from there on. */
static size_t digits_at(str s, size_t from)
{
    size_t n = 0;
    while (is_digit(s, from + n))
        n++;
    return n;
}

/* ---- Days ---- */

typedef struct numbered_day {
    unsigned first, second, year;
    char sign; /* that stands between */
} numbered_day;

static unsigned number_at(str s, size_t from, size_t n)
{
    unsigned number = 0;
    for (size_t i = 0; i < n; i++)
        number = number * 10 + (unsigned)(s.p[from + i] - '0');
    return number;
}

/* Is there such a day, with the month or the day first? After points the day always is. */
static bool is_day(const numbered_day *d, bool month_first)
{
    unsigned month = month_first ? d->first : d->second, day = month_first ? d->second : d->first;
    return !(month_first && d->sign == '.') && month <= 12 && (int)day <= cal_month_length((int)d->year, (int)month);
}

/* `28.10.2025`, `10/28/2025`, `28-10-2025`: the year behind, with four digits. */
static bool read_day(str text, numbered_day *out)
{
    str s = str_trim(text);
    size_t first = digits_at(s, 0), second = digits_at(s, first + 1), year = digits_at(s, first + second + 2);
    if (first < 1 || first > 2 || second < 1 || second > 2 || year != 4 || s.n != first + second + 6)
        return false;
    *out = (numbered_day){number_at(s, 0, first), number_at(s, first + 1, second), number_at(s, first + second + 2, 4), s.p[first]};
    bool sign = (out->sign == '.' || out->sign == '/' || out->sign == '-') && s.p[first + 1 + second] == out->sign;
    return sign && (is_day(out, false) || is_day(out, true));
}

/* ---- Numbers ---- */

/* `1.234.567,50`, or with the signs the other way round: groups of three digits, if there are any. */
static bool is_number(str text, char group, char point)
{
    str s = str_trim(text);
    size_t at = s.n > 0 && s.p[0] == '-', n = digits_at(s, at);
    bool groups = n >= 1 && n <= 3 && at + n < s.n && s.p[at + n] == group;
    if (n == 0 || (groups && s.p[at] == '0')) /* `0.123` has no thousands */
        return false;
    at += n;
    while (groups && at < s.n && s.p[at] == group) {
        if (digits_at(s, at + 1) != 3)
            return false;
        at += 4;
    }
    if (at < s.n && s.p[at] == point)
        at += 1 + digits_at(s, at + 1);
    return at == s.n && is_digit(s, s.n - 1);
}

type_kind spelt_alone(str text)
{
    numbered_day d;
    bool number = is_number(text, '.', ',') || is_number(text, ',', '.');
    return read_day(text, &d) ? TYPE_DATE : number ? TYPE_NUMBER : TYPE_NONE;
}

/* ---- Columns ---- */

/* What the values so far may be. */
typedef struct readings {
    bool day_first, month_first, point, comma;
    char sign;  /* between the numbers of a day: the same in all of them */
    size_t all; /* how many values have been seen */
} readings;

static bool any(const readings *r)
{
    return r->day_first || r->month_first || r->point || r->comma;
}

static void look_at(readings *r, str text)
{
    numbered_day d;
    bool day = read_day(text, &d);
    bool alike = day && (r->all == 0 || r->sign == d.sign);
    r->day_first &= alike && is_day(&d, false);
    r->month_first &= alike && is_day(&d, true);
    r->sign = day ? d.sign : 0;
    r->comma &= is_number(text, '.', ',');
    r->point &= is_number(text, ',', '.');
    r->all++;
}

/* The first value that is not written so here. */
static size_t first_odd(const table_column *c, type_kind kind)
{
    for (size_t i = 0; i < c->item_count; i++) {
        str text = c->items[i] == CODE_NONE ? (str){0} : column_text(c, c->items[i]);
        size_t point = str_find(text, STR("."));
        bool points = point != SIZE_MAX && str_find((str){text.p + point + 1, text.n - point - 1}, STR(".")) != SIZE_MAX;
        if (str_trim(text).n > 0 && (kind == TYPE_DATE || points || str_find(text, STR(",")) != SIZE_MAX))
            return i;
    }
    return SIZE_MAX;
}

spelt spelt_find(const table_column *c)
{
    readings r = {.day_first = true, .month_first = true, .point = true, .comma = true};
    for (size_t code = 0; code < dict_builder_count(c->values) && any(&r); code++) {
        if (c->raw[code] & RAW_NUMBER) /* a number of JSON is written in one way */
            return (spelt){0};
        if (str_trim(column_text(c, (uint32_t)code)).n > 0)
            look_at(&r, column_text(c, (uint32_t)code));
    }
    if (r.all == 0 || !any(&r))
        return (spelt){0};
    bool day = r.day_first || r.month_first;
    spelt s = {.kind = day ? TYPE_DATE : TYPE_NUMBER};
    s.settled = day ? r.day_first != r.month_first : r.comma != r.point;
    s.month_first = day && !r.day_first;
    s.comma_groups = !day && !r.comma;
    s.item = first_odd(c, s.kind);
    return s.item == SIZE_MAX ? (spelt){0} : s;
}

/* ---- As it is written here ---- */

static str day_here(const spelt *s, str text, char out[SPELT_MAX])
{
    numbered_day d;
    if (!read_day(text, &d) || !is_day(&d, s->month_first))
        return (str){0};
    unsigned month = s->month_first ? d.first : d.second, day = s->month_first ? d.second : d.first;
    int n = snprintf(out, SPELT_MAX, "%04u-%02u-%02u", d.year, month, day);
    return (str){out, (size_t)n};
}

static str number_here(const spelt *s, str text, char out[SPELT_MAX])
{
    str given = str_trim(text);
    char group = s->comma_groups ? ',' : '.', point = s->comma_groups ? '.' : ',';
    size_t n = 0;
    if (given.n > SPELT_MAX || !is_number(given, group, point))
        return (str){0};
    for (size_t i = 0; i < given.n; i++)
        if (given.p[i] != group)
            out[n++] = given.p[i] == point ? '.' : given.p[i];
    return (str){out, n};
}

str spelt_here(const spelt *s, str text, char out[SPELT_MAX])
{
    if (!s->settled)
        return (str){0};
    return s->kind == TYPE_DATE ? day_here(s, text, out) : number_here(s, text, out);
}
