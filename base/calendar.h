/* The civil calendar: days, periods, the literals that name them and how they print.
 *
 * A day is a number: 1 is 0001-01-01, CAL_LAST is 9999-12-31, proleptic Gregorian ("Rata Die"; method: Hinnant,
 * "chrono-Compatible Low-Level Date Algorithms"). Everything here is pure and safe in any thread. */
#ifndef CYQ_BASE_CALENDAR_H
#define CYQ_BASE_CALENDAR_H

#include "base/str.h"

typedef int32_t day; /* 0 is no day */

enum { CAL_FIRST = 1, CAL_LAST = 3652059 };

/* All days from first to last, both included; CAL_FIRST and CAL_LAST are its open ends. */
typedef struct period {
    day first;
    day last;
} period;

typedef struct civil {
    int year, month, day; /* 1.., 1-12, 1-31 */
} civil;

bool cal_valid(civil c);
day cal_day(civil c);                      /* 0 if not valid */
civil cal_civil(day d);                    /* all 0 if not on the calendar */
int cal_month_length(int year, int month); /* 0 if there is no such month */
int cal_weekday(day d);                    /* 1 Monday .. 7 Sunday; 0 if not on the calendar */

typedef struct iso_week {
    int year, week; /* the ISO year may differ from the calendar's */
} iso_week;
iso_week cal_iso_week(day d);
/* The Monday to Sunday of an ISO week, cut at the ends of the calendar; first 0 if the year has no such week. */
period cal_week(iso_week w);

typedef enum cal_unit { CAL_DAY, CAL_WEEK, CAL_MONTH, CAL_QUARTER, CAL_HALF, CAL_YEAR } cal_unit;
/* "january", "Oct", "sept": the number of the month, by its name or three letters and more of it; 0 if it is none. */
int cal_month_named(str word);
/* "day", "days", "week" ... (ASCII case ignored); false if it is none. */
bool cal_unit_named(str word, cal_unit *out);
/* What a unit comes to in days or, where *months becomes true, in months: weeks are days, quarters, halves and years are months. */
int cal_unit_length(cal_unit unit, bool *months);

/* The unit around a day, e.g. its month; `steps` units later (negative earlier). first 0 if outside the calendar. */
period cal_around(day d, cal_unit unit, int64_t steps);

/* Day arithmetic; 0 if the result is outside the calendar. Months keep the day or take the month's last. */
day cal_add_days(day d, int64_t days);
day cal_add_months(day d, int64_t months);
/* Months move a period by its first day and the day after its last: 2025-02 + 1 month is 2025-03; it keeps one day at least. Open ends
 * stay open. first 0 if outside. */
period cal_move_days(period p, int64_t days);
period cal_move_months(period p, int64_t months);

bool cal_open(period p);    /* has an open end */
int64_t cal_days(period p); /* inclusive length; 0 with an open end */
bool cal_overlaps(period a, period b);
bool cal_contains(period outer, period inner);
/* The common part; first 0 if there is none. */
period cal_common(period a, period b);
/* By first day, then last: <0, 0, >0. */
int cal_compare(period a, period b);

typedef enum cal_literal {
    CAL_NOT_A_DATE, /* does not look like one */
    CAL_IS_DATE,    /* it is one */
    CAL_IMPOSSIBLE  /* looks like one, but there is no such day, week or month: 2025-02-30, 2025-W53, 2025-13 */
} cal_literal;
/* `2025` (four digits), `2025-H2`, `2025-Q4`, `2025-10`, `2025-W41`, `2025-10-07`; letters in any case. */
cal_literal cal_parse(str text, period *out, cal_unit *precision); /* precision may be NULL */
/* One such literal, or a range of two with `..`, either end left out: what csv prints is read back. Ends in order or CAL_IMPOSSIBLE. */
cal_literal cal_parse_range(str text, period *out);

/* As csv prints it: 2025-10-07, 2025-10, 2025-Q4, 2025, 2025-05..2025-12, 2025-10-07..2025-10-09, 2025-10-07.., ..2025-12-31, and ..
 * for all of time. What is no period prints nothing. */
void cal_print(sbuf *out, period p);
void cal_print_day(sbuf *out, day d);
/* As tables print it: 7 Oct 2025; 7–9 Oct 2025; 30 Sep – 2 Oct 2025; May – Dec 2025; Q4 2025; 2025; 2024 – 2025; from 7 Oct 2025;
 * until 7 Oct 2025; .. */
void cal_print_pretty(sbuf *out, period p);

#endif
