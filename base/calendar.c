/* Days, the units around them, and periods as sets of days. Reading and printing are in calendar_text.c. */
#include "base/calendar.h"

static const period NOWHERE = {0, 0};

static bool leap(int year)
{
    return year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
}

int cal_month_length(int year, int month)
{
    static const int length[] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
    if (month < 1 || month > 12)
        return 0;
    return month == 2 && leap(year) ? 29 : length[month - 1];
}

bool cal_valid(civil c)
{
    return c.year >= 1 && c.year <= 9999 && c.day >= 1 && c.day <= cal_month_length(c.year, c.month);
}

/* Hinnant's days_from_civil for years 1 to 10000, moved so that 0001-01-01 is 1. Its year begins in March, which puts the leap day last. */
static day number_of(int year, int month, int day_of_month)
{
    int y = month <= 2 ? year - 1 : year;
    int era = y / 400;
    int year_of_era = y - era * 400;
    int day_of_year = (153 * (month > 2 ? month - 3 : month + 9) + 2) / 5 + day_of_month - 1;
    int day_of_era = year_of_era * 365 + year_of_era / 4 - year_of_era / 100 + day_of_year;
    return era * 146097 + day_of_era - 305;
}

day cal_day(civil c)
{
    return cal_valid(c) ? number_of(c.year, c.month, c.day) : 0;
}

static bool on_calendar(int64_t d)
{
    return d >= CAL_FIRST && d <= CAL_LAST;
}

/* Hinnant's civil_from_days. */
civil cal_civil(day d)
{
    if (!on_calendar(d))
        return (civil){0};
    int z = d + 305;
    int era = z / 146097;
    int day_of_era = z - era * 146097;
    int year_of_era = (day_of_era - day_of_era / 1460 + day_of_era / 36524 - day_of_era / 146096) / 365;
    int day_of_year = day_of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
    int march_month = (5 * day_of_year + 2) / 153;
    int month = march_month < 10 ? march_month + 3 : march_month - 9;
    return (civil){
        .year = year_of_era + era * 400 + (month <= 2),
        .month = month,
        .day = day_of_year - (153 * march_month + 2) / 5 + 1,
    };
}

int cal_weekday(day d)
{
    return on_calendar(d) ? (d - 1) % 7 + 1 : 0;
}

/* The Monday of week 1, which is the week of 4 January. */
static day first_monday(int iso_year)
{
    day fourth = number_of(iso_year, 1, 4);
    return fourth - (fourth - 1) % 7;
}

iso_week cal_iso_week(day d)
{
    if (!on_calendar(d))
        return (iso_week){0};
    /* A week belongs to the year of its Thursday; every week that reaches into the calendar has its Thursday there. */
    day thursday = d - cal_weekday(d) + 4;
    int year = cal_civil(thursday).year;
    return (iso_week){year, (thursday - first_monday(year)) / 7 + 1};
}

static period cut(int64_t first, int64_t last)
{
    if (last < CAL_FIRST || first > CAL_LAST || last < first)
        return NOWHERE;
    return (period){first < CAL_FIRST ? CAL_FIRST : (day)first, last > CAL_LAST ? CAL_LAST : (day)last};
}

period cal_week(iso_week w)
{
    if (w.year < 1 || w.year > 9999 || w.week < 1 || w.week > 53)
        return NOWHERE;
    day monday = first_monday(w.year) + (w.week - 1) * 7;
    return monday < first_monday(w.year + 1) ? cut(monday, (int64_t)monday + 6) : NOWHERE;
}

typedef struct unit_row {
    const char *one, *many;
    cal_unit unit;
    int months; /* 0: not made of months */
} unit_row;

static const unit_row UNITS[] = {
    {"day", "days", CAL_DAY, 0},       {"week", "weeks", CAL_WEEK, 0},
    {"month", "months", CAL_MONTH, 1}, {"quarter", "quarters", CAL_QUARTER, 3},
    {"half", "halves", CAL_HALF, 6},   {"year", "years", CAL_YEAR, 12},
};
enum { UNIT_COUNT = sizeof UNITS / sizeof *UNITS };

bool cal_unit_named(str word, cal_unit *out)
{
    for (size_t i = 0; i < UNIT_COUNT; i++) {
        if (str_equal_nocase(word, str_of(UNITS[i].one)) || str_equal_nocase(word, str_of(UNITS[i].many))) {
            *out = UNITS[i].unit;
            return true;
        }
    }
    return false;
}

static int unit_months(cal_unit unit)
{
    for (size_t i = 0; i < UNIT_COUNT; i++)
        if (UNITS[i].unit == unit)
            return UNITS[i].months;
    return 0;
}

int cal_unit_length(cal_unit unit, bool *months)
{
    int count = unit_months(unit);
    *months = count > 0;
    return count > 0 ? count : unit == CAL_WEEK ? 7 : 1;
}

enum { ALL_MONTHS = 9999 * 12 };

/* Months since January of year 1. */
static int month_index(civil c)
{
    return (c.year - 1) * 12 + c.month - 1;
}

/* `months` after month `index`; false if that is neither on the calendar nor the month just behind it (January 10000), which the
 * end of a period may name. */
static bool step_months(int index, int64_t months, int *out)
{
    int64_t sum = 0;
    if (__builtin_add_overflow(index, months, &sum) || sum < 0 || sum > ALL_MONTHS)
        return false;
    *out = (int)sum;
    return true;
}

static day month_begin(int index)
{
    return number_of(index / 12 + 1, index % 12 + 1, 1);
}

static period around_months(day d, int months, int64_t steps)
{
    int index = month_index(cal_civil(d));
    int64_t move = 0;
    if (__builtin_mul_overflow(steps, (int64_t)months, &move) || !step_months(index - index % months, move, &index) || index >= ALL_MONTHS)
        return NOWHERE;
    return (period){month_begin(index), month_begin(index + months) - 1};
}

period cal_around(day d, cal_unit unit, int64_t steps)
{
    if (!on_calendar(d))
        return NOWHERE;
    bool months;
    int length = cal_unit_length(unit, &months);
    if (months)
        return around_months(d, length, steps);
    int64_t first = unit == CAL_WEEK ? d - cal_weekday(d) + 1 : d;
    int64_t move = 0;
    if (__builtin_mul_overflow(steps, (int64_t)length, &move) || __builtin_add_overflow(first, move, &first) || first > CAL_LAST)
        return NOWHERE;
    return cut(first, first + length - 1);
}

day cal_add_days(day d, int64_t days)
{
    int64_t sum = 0;
    if (!on_calendar(d) || __builtin_add_overflow((int64_t)d, days, &sum) || !on_calendar(sum))
        return 0;
    return (day)sum;
}

/* As cal_add_months for a day that may be the one after the last, 10000-01-01, as may be the result. 0 if outside even so. */
static day shift_months(day d, int64_t months)
{
    civil c = d == CAL_LAST + 1 ? (civil){10000, 1, 1} : cal_civil(d);
    int index = 0;
    if (c.year == 0 || !step_months(month_index(c), months, &index))
        return 0;
    int length = cal_month_length(index / 12 + 1, index % 12 + 1);
    day moved = month_begin(index) + (c.day < length ? c.day : length) - 1;
    return moved <= CAL_LAST + 1 ? moved : 0;
}

day cal_add_months(day d, int64_t months)
{
    day moved = on_calendar(d) ? shift_months(d, months) : 0;
    return moved <= CAL_LAST ? moved : 0;
}

static bool known(period p)
{
    return on_calendar(p.first) && on_calendar(p.last) && p.first <= p.last;
}

static period ordered(day first, day last)
{
    return first && last ? (period){first, last} : NOWHERE;
}

period cal_move_days(period p, int64_t days)
{
    if (!known(p))
        return NOWHERE;
    day first = p.first == CAL_FIRST ? CAL_FIRST : cal_add_days(p.first, days);
    day last = p.last == CAL_LAST ? CAL_LAST : cal_add_days(p.last, days);
    return ordered(first, last);
}

period cal_move_months(period p, int64_t months)
{
    if (!known(p))
        return NOWHERE;
    day first = p.first == CAL_FIRST ? CAL_FIRST : cal_add_months(p.first, months);
    day after = p.last == CAL_LAST ? CAL_LAST + 1 : shift_months(p.last + 1, months);
    if (!first || after <= CAL_FIRST)
        return NOWHERE;
    /* 30 January and the day after it meet on 28 February: a period keeps at least its first day. */
    day last = after - 1 < first ? first : after - 1;
    return ordered(first, last);
}

bool cal_open(period p)
{
    return p.first == CAL_FIRST || p.last == CAL_LAST;
}

int64_t cal_days(period p)
{
    return known(p) && !cal_open(p) ? (int64_t)p.last - p.first + 1 : 0;
}

bool cal_overlaps(period a, period b)
{
    return known(a) && known(b) && a.first <= b.last && b.first <= a.last;
}

bool cal_contains(period outer, period inner)
{
    return known(outer) && known(inner) && outer.first <= inner.first && inner.last <= outer.last;
}

period cal_common(period a, period b)
{
    if (!cal_overlaps(a, b))
        return NOWHERE;
    return (period){a.first > b.first ? a.first : b.first, a.last < b.last ? a.last : b.last};
}

int cal_compare(period a, period b)
{
    if (a.first != b.first)
        return a.first < b.first ? -1 : 1;
    return (a.last > b.last) - (a.last < b.last);
}
