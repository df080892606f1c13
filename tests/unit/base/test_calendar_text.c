/* Literals of time and how periods print. */
#include "base/calendar.h"

#include "check.h"

typedef struct literal_row {
    const char *text;
    cal_unit precision;
    const char *first, *last;
} literal_row;

Test(calendar_text, literals)
{
    static const literal_row rows[] = {
        {"2025", CAL_YEAR, "2025-01-01", "2025-12-31"},       {"2025-H1", CAL_HALF, "2025-01-01", "2025-06-30"},
        {"2025-h2", CAL_HALF, "2025-07-01", "2025-12-31"},    {"2025-Q1", CAL_QUARTER, "2025-01-01", "2025-03-31"},
        {"2025-q4", CAL_QUARTER, "2025-10-01", "2025-12-31"}, {"2024-02", CAL_MONTH, "2024-02-01", "2024-02-29"},
        {"2025-12", CAL_MONTH, "2025-12-01", "2025-12-31"},   {"2025-W41", CAL_WEEK, "2025-10-06", "2025-10-12"},
        {"2020-w53", CAL_WEEK, "2020-12-28", "2021-01-03"},   {"2025-10-07", CAL_DAY, "2025-10-07", "2025-10-07"},
        {"0001", CAL_YEAR, "0001-01-01", "0001-12-31"},       {"9999-12-31", CAL_DAY, "9999-12-31", "9999-12-31"},
    };
    sbuf b = {0};
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        period p = {0};
        cal_unit precision = CAL_DAY;
        cr_expect_eq(cal_parse(str_of(rows[i].text), &p, &precision), CAL_IS_DATE, "%s", rows[i].text);
        cr_expect_eq(precision, rows[i].precision, "%s", rows[i].text);
        cal_print_day(&b, p.first);
        CHECK_BUFFER(&b, rows[i].first);
        cal_print_day(&b, p.last);
        CHECK_BUFFER(&b, rows[i].last);
    }
    sbuf_free(&b);
}

Test(calendar_text, impossible_literals)
{
    static const char *const rows[] = {"0000",       "2025-H0",    "2025-H3",    "2025-Q0",   "2025-Q5",    "2025-00",
                                       "2025-13",    "2025-W00",   "2025-W53",   "2025-W99",  "2025-02-29", "2025-02-30",
                                       "2025-13-01", "2025-00-10", "2025-04-00", "0000-01-01"};
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        period p = {3, 4};
        cr_expect_eq(cal_parse(str_of(rows[i]), &p, NULL), CAL_IMPOSSIBLE, "%s", rows[i]);
        cr_expect_eq(p.first, 3);
    }
}

Test(calendar_text, what_is_no_literal)
{
    static const char *const rows[] = {"",         "2",           "202",       "20255",     "2025-",     "2025-1",   "2025-Q",
                                       "2025-Q12", "2025-W1",     "2025-W411", "2025-10-7", "2025-1-07", "2025-10-", "2025/10",
                                       "-2025-10", "2025-10-077", "2025-X1",   " 2025",     "2025 ",     "today",    "2025-10-07T00:00",
                                       "２０２５"};
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        period p = {3, 4};
        cr_expect_eq(cal_parse(str_of(rows[i]), &p, NULL), CAL_NOT_A_DATE, "%s", rows[i]);
        cr_expect_eq(p.first, 3);
    }
}

Test(calendar_text, ranges)
{
    static const struct {
        const char *text;
        cal_literal is;
        const char *printed;
    } rows[] = {
        {"2025-10..2025-12", CAL_IS_DATE, "2025-Q4"},
        {"2025-10..2025-10-05", CAL_IS_DATE, "2025-10-01..2025-10-05"},
        {"2025-10-07..2025-10", CAL_IS_DATE, "2025-10-07..2025-10-31"},
        {"2025-10-07..", CAL_IS_DATE, "2025-10-07.."},
        {"..2025-12", CAL_IS_DATE, "..2025-12-31"},
        {"..", CAL_IS_DATE, ".."},
        {"2025-W41", CAL_IS_DATE, "2025-10-06..2025-10-12"},
        {"2025-10-07..2025-10-07", CAL_IS_DATE, "2025-10-07"},
        {"2025-10-07..2025-10-06", CAL_IMPOSSIBLE, ""},
        {"2025-13..", CAL_IMPOSSIBLE, ""},
        {"2025..2025-02-30", CAL_IMPOSSIBLE, ""},
        {"2025..soon", CAL_NOT_A_DATE, ""},
        {"2025-13..soon", CAL_NOT_A_DATE, ""},
        {"2025...2026", CAL_NOT_A_DATE, ""},
        {"2025..2026..2027", CAL_NOT_A_DATE, ""},
        {"2025.2026", CAL_NOT_A_DATE, ""},
        {"", CAL_NOT_A_DATE, ""},
    };
    sbuf b = {0};
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        period p = {0};
        cr_expect_eq(cal_parse_range(str_of(rows[i].text), &p), rows[i].is, "%s", rows[i].text);
        cal_print(&b, p);
        CHECK_BUFFER(&b, rows[i].printed);
    }
    sbuf_free(&b);
}

Test(calendar_text, how_periods_print)
{
    static const struct {
        const char *period, *csv, *pretty;
    } rows[] = {
        {"2025-10-07", "2025-10-07", "7 Oct 2025"},
        {"2025-10-07..2025-10-09", "2025-10-07..2025-10-09", "7–9 Oct 2025"},
        {"2025-09-30..2025-10-02", "2025-09-30..2025-10-02", "30 Sep – 2 Oct 2025"},
        {"2025-12-30..2026-01-02", "2025-12-30..2026-01-02", "30 Dec 2025 – 2 Jan 2026"},
        {"2025-10", "2025-10", "Oct 2025"},
        {"2024-02", "2024-02", "Feb 2024"},
        {"2025-Q4", "2025-Q4", "Q4 2025"},
        {"2025-H2", "2025-07..2025-12", "Jul – Dec 2025"},
        {"2025-02..2025-04", "2025-02..2025-04", "Feb – Apr 2025"},
        {"2025-05..2025-12", "2025-05..2025-12", "May – Dec 2025"},
        {"2025-07..2026-01", "2025-07..2026-01", "Jul 2025 – Jan 2026"},
        {"2025", "2025", "2025"},
        {"2024..2025", "2024-01..2025-12", "2024 – 2025"},
        {"2025-01-01..2025-01-30", "2025-01-01..2025-01-30", "1–30 Jan 2025"},
        {"2025-01-02..2025-01-31", "2025-01-02..2025-01-31", "2–31 Jan 2025"},
        {"2025-10-07..", "2025-10-07..", "from 7 Oct 2025"},
        {"2025-10..", "2025-10-01..", "from 1 Oct 2025"},
        {"..2025-12", "..2025-12-31", "until 31 Dec 2025"},
        {"..", "..", ".."},
        {"0033-04-03", "0033-04-03", "3 Apr 0033"},
    };
    sbuf b = {0};
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        period p = {0};
        cr_assert_eq(cal_parse_range(str_of(rows[i].period), &p), CAL_IS_DATE);
        cal_print(&b, p);
        CHECK_BUFFER(&b, rows[i].csv);
        cal_print_pretty(&b, p);
        CHECK_BUFFER(&b, rows[i].pretty);
    }
    cal_print(&b, (period){0});
    cal_print(&b, (period){9, 3});
    cal_print_pretty(&b, (period){CAL_LAST + 1, INT32_MAX});
    cal_print_day(&b, 0);
    CHECK_BUFFER(&b, "");
    sbuf_free(&b);
}

static void check_read_back(sbuf *b, period p)
{
    period again = {0};
    cal_print(b, p);
    cr_assert_eq(cal_parse_range(sbuf_str(b), &again), CAL_IS_DATE, "%s", b->p);
    cr_assert(again.first == p.first && again.last == p.last, "%s is not %d..%d", b->p, p.first, p.last);
    sbuf_clear(b);
}

/* Months, quarters and years are rare among random days, so ends are snapped to units half of the time. */
Test(calendar_text, what_is_printed_is_read_back)
{
    sbuf b = {0};
    uint64_t seed = 20251015;
    for (int i = 0; i < 30000; i++) {
        day x = (day)(check_random(&seed) % CAL_LAST) + 1;
        uint64_t reach = i % 3 ? 800 : CAL_LAST;
        day y = (day)(check_random(&seed) % reach) + x;
        period p = {x, y > CAL_LAST ? CAL_LAST : y};
        if (i % 2) {
            p.first = cal_around(p.first, (cal_unit)(check_random(&seed) % 6), 0).first;
            p.last = cal_around(p.last, (cal_unit)(check_random(&seed) % 6), 0).last;
        }
        check_read_back(&b, p);
    }
    const period edges[] = {
        {CAL_FIRST, CAL_LAST}, {CAL_FIRST, CAL_FIRST}, {CAL_LAST, CAL_LAST}, {CAL_FIRST, CAL_LAST - 1}, {CAL_FIRST + 1, CAL_LAST}};
    for (size_t i = 0; i < sizeof edges / sizeof *edges; i++)
        check_read_back(&b, edges[i]);
    sbuf_free(&b);
}
