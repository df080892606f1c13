/* Days, units, arithmetic and the algebra of periods. */
#include "base/calendar.h"

#include "check.h"

static day on(int year, int month, int d)
{
    day n = cal_day((civil){year, month, d});
    cr_assert_neq(n, 0, "%d-%d-%d", year, month, d);
    return n;
}

static period range(const char *text)
{
    period p = {0};
    cr_assert_eq(cal_parse_range(str_of(text), &p), CAL_IS_DATE, "%s", text);
    return p;
}

#define CHECK_PERIOD(actual, text)                                                                                                         \
    do {                                                                                                                                   \
        sbuf check_b = {0};                                                                                                                \
        cal_print(&check_b, (actual));                                                                                                     \
        CHECK_BUFFER(&check_b, text);                                                                                                      \
        sbuf_free(&check_b);                                                                                                               \
    } while (0)

Test(calendar, every_day_there_is)
{
    day n = 0;
    iso_week week = {0};
    for (int year = 1; year <= 9999; year++)
        for (int month = 1; month <= 12; month++)
            for (int d = 1; d <= cal_month_length(year, month); d++) {
                n++;
                civil back = cal_civil(n);
                bool same = cal_day((civil){year, month, d}) == n && back.year == year && back.month == month && back.day == d;
                cr_assert(same, "%04d-%02d-%02d", year, month, d);
                cr_assert_eq(cal_weekday(n), (n - 1) % 7 + 1);
                iso_week w = cal_iso_week(n);
                bool next = w.week == week.week + 1 || (w.week == 1 && w.year == week.year + 1);
                cr_assert(cal_weekday(n) == 1 ? next : w.week == week.week && w.year == week.year, "week of %d", n);
                week = w;
            }
    cr_expect_eq(n, CAL_LAST);
}

Test(calendar, known_days)
{
    cr_expect_eq(on(1, 1, 1), CAL_FIRST);
    cr_expect_eq(on(9999, 12, 31), CAL_LAST);
    cr_expect_eq(on(1970, 1, 1), 719163);
    cr_expect_eq(cal_weekday(on(2025, 10, 7)), 2);
    static const struct {
        int year, month, day, iso_year, week;
    } rows[] = {{2005, 1, 1, 2004, 53},  {2008, 12, 29, 2009, 1}, {2010, 1, 3, 2009, 53},
                {2025, 10, 7, 2025, 41}, {1, 1, 1, 1, 1},         {9999, 12, 31, 9999, 52}};
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        iso_week w = cal_iso_week(on(rows[i].year, rows[i].month, rows[i].day));
        cr_expect(w.year == rows[i].iso_year && w.week == rows[i].week, "row %zu: %d-W%d", i, w.year, w.week);
    }
}

Test(calendar, what_is_no_day)
{
    static const civil rows[] = {{0, 1, 1},     {10000, 1, 1}, {2025, 0, 1}, {2025, 13, 1}, {2025, 2, 29},
                                 {1900, 2, 29}, {2025, 4, 31}, {2025, 1, 0}, {-5, 1, 1}};
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        cr_expect_not(cal_valid(rows[i]));
        cr_expect_eq(cal_day(rows[i]), 0);
    }
    cr_expect(cal_valid((civil){2000, 2, 29}));
    const day bad[] = {0, -1, CAL_LAST + 1, INT32_MAX, INT32_MIN};
    for (size_t i = 0; i < sizeof bad / sizeof *bad; i++) {
        cr_expect_eq(cal_civil(bad[i]).year, 0);
        cr_expect_eq(cal_weekday(bad[i]), 0);
        cr_expect_eq(cal_iso_week(bad[i]).week, 0);
        cr_expect_eq(cal_around(bad[i], CAL_MONTH, 0).first, 0);
        cr_expect_eq(cal_add_days(bad[i], 1), 0);
        cr_expect_eq(cal_add_months(bad[i], 1), 0);
        cr_expect_eq(cal_add_months(bad[i], -1), 0);
    }
}

Test(calendar, weeks)
{
    CHECK_PERIOD(cal_week((iso_week){2025, 41}), "2025-10-06..2025-10-12");
    CHECK_PERIOD(cal_week((iso_week){2020, 53}), "2020-12-28..2021-01-03");
    cr_expect_eq(cal_week((iso_week){2025, 53}).first, 0);
    cr_expect_eq(cal_week((iso_week){2025, 0}).first, 0);
    cr_expect_eq(cal_week((iso_week){0, 1}).first, 0);
    cr_expect_eq(cal_week((iso_week){INT32_MAX, INT32_MAX}).first, 0);
    period last = cal_week((iso_week){9999, 52});
    cr_expect_eq(last.first, on(9999, 12, 27));
    cr_expect_eq(last.last, CAL_LAST, "cut at the end of the calendar");
}

Test(calendar, units_by_name)
{
    static const struct {
        const char *word;
        cal_unit unit;
    } rows[] = {{"day", CAL_DAY},          {"DAYS", CAL_DAY},  {"week", CAL_WEEK}, {"Months", CAL_MONTH},
                {"quarters", CAL_QUARTER}, {"half", CAL_HALF}, {"year", CAL_YEAR}};
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        cal_unit unit = CAL_DAY;
        cr_expect(cal_unit_named(str_of(rows[i].word), &unit));
        cr_expect_eq(unit, rows[i].unit);
    }
    cal_unit unit;
    cr_expect_not(cal_unit_named(STR("fortnight"), &unit));
    cr_expect_not(cal_unit_named(STR(""), &unit));
}

Test(calendar, months_by_name)
{
    cr_expect_eq(cal_month_named(STR("October")), 10);
    cr_expect_eq(cal_month_named(STR("oct")), 10);
    cr_expect_eq(cal_month_named(STR("SEPT")), 9);
    cr_expect_eq(cal_month_named(STR("may")), 5);
    cr_expect_eq(cal_month_named(STR("ma")), 0, "March or May");
    cr_expect_eq(cal_month_named(STR("octobers")), 0);
    cr_expect_eq(cal_month_named(STR("")), 0);
}

Test(calendar, the_unit_around_a_day)
{
    static const struct {
        cal_unit unit;
        int64_t steps;
        const char *printed;
    } rows[] = {
        {CAL_DAY, 0, "2025-10-15"},
        {CAL_DAY, -15, "2025-09-30"},
        {CAL_WEEK, 0, "2025-10-13..2025-10-19"},
        {CAL_WEEK, -1, "2025-10-06..2025-10-12"},
        {CAL_MONTH, 0, "2025-10"},
        {CAL_MONTH, 3, "2026-01"},
        {CAL_MONTH, -10, "2024-12"},
        {CAL_QUARTER, 0, "2025-Q4"},
        {CAL_QUARTER, -4, "2024-Q4"},
        {CAL_HALF, 0, "2025-07..2025-12"},
        {CAL_HALF, 1, "2026-01..2026-06"},
        {CAL_YEAR, 0, "2025"},
        {CAL_YEAR, -2023, "0002"},
    };
    day d = on(2025, 10, 15);
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
        CHECK_PERIOD(cal_around(d, rows[i].unit, rows[i].steps), rows[i].printed);
    for (cal_unit unit = CAL_DAY; unit <= CAL_YEAR; unit++) {
        cr_expect_eq(cal_around(d, unit, INT64_MAX).first, 0);
        cr_expect_eq(cal_around(d, unit, INT64_MIN).first, 0);
        cr_expect_eq(cal_around(d, unit, 4000000).first, 0);
        cr_expect_eq(cal_around(CAL_LAST, unit, 1).first, 0);
        cr_expect_eq(cal_around(CAL_FIRST, unit, -1).first, 0);
        cr_expect_eq(cal_around(CAL_LAST, unit, 0).last, CAL_LAST);
        cr_expect_eq(cal_around(CAL_FIRST, unit, 0).first, CAL_FIRST);
    }
}

Test(calendar, adding_to_a_day)
{
    cr_expect_eq(cal_add_days(on(2025, 12, 31), 1), on(2026, 1, 1));
    cr_expect_eq(cal_add_days(CAL_LAST, 1), 0);
    cr_expect_eq(cal_add_days(CAL_FIRST, -1), 0);
    cr_expect_eq(cal_add_days(5, INT64_MAX), 0);
    cr_expect_eq(cal_add_days(5, INT64_MIN), 0);
    cr_expect_eq(cal_add_months(on(2025, 1, 31), 1), on(2025, 2, 28));
    cr_expect_eq(cal_add_months(on(2024, 1, 31), 1), on(2024, 2, 29));
    cr_expect_eq(cal_add_months(on(2025, 3, 31), -1), on(2025, 2, 28));
    cr_expect_eq(cal_add_months(on(2025, 1, 15), -1), on(2024, 12, 15));
    cr_expect_eq(cal_add_months(on(2024, 2, 29), 12), on(2025, 2, 28));
    cr_expect_eq(cal_add_months(CAL_LAST, 1), 0);
    cr_expect_eq(cal_add_months(on(9999, 12, 1), 1), 0);
    cr_expect_eq(cal_add_months(CAL_FIRST, -1), 0);
    cr_expect_eq(cal_add_months(5, INT64_MAX), 0);
    cr_expect_eq(cal_add_months(5, INT64_MIN), 0);
}

Test(calendar, moving_a_period)
{
    static const struct {
        const char *from;
        int64_t months;
        const char *to;
    } rows[] = {
        {"2025-02", 1, "2025-03"},
        {"2025-03", -1, "2025-02"},
        {"2025-Q4", 3, "2026-Q1"},
        {"2025", 12, "2026"},
        {"2025-05..2025-12", 1, "2025-06..2026-01"},
        {"2025-01-30", 1, "2025-02-28"},
        {"2025-01-30..2025-01-31", 1, "2025-02-28"},
        {"2025-10-07..2025-10-09", 1, "2025-11-07..2025-11-09"},
        {"2025-10-07..", 1, "2025-11-07.."},
        {"..2025-10-31", 1, "..2025-11-30"},
        {"..", 1, ".."},
        {"9999-11", 1, "9999-12-01.."}, /* its end is the end of the calendar, which is the open one */
        {"9999-11", 2, ""},
        {"0001-02", -2, ""},
        {"0001-01", -1, ""}, /* 0001-02-01 moves to the first day there is, and the day before that is none */
        {"2025-10", INT64_MAX, ""},
        {"2025-10", INT64_MIN, ""},
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
        CHECK_PERIOD(cal_move_months(range(rows[i].from), rows[i].months), rows[i].to);
    CHECK_PERIOD(cal_move_days(range("2025-10-07..2025-10-09"), 30), "2025-11-06..2025-11-08");
    CHECK_PERIOD(cal_move_days(range("2025-10-07.."), -7), "2025-09-30..");
    CHECK_PERIOD(cal_move_days(range("..2025-10-07"), 1), "..2025-10-08");
    CHECK_PERIOD(cal_move_days(range("2025"), INT64_MAX), "");
    CHECK_PERIOD(cal_move_days(range("2025"), -1000000), "");
    CHECK_PERIOD(cal_move_days((period){0}, 1), "");
    CHECK_PERIOD(cal_move_months((period){9, 3}, 1), "");
}

Test(calendar, moves_keep_the_ends_in_order)
{
    uint64_t seed = 7;
    for (int i = 0; i < 20000; i++) {
        day first = (day)(check_random(&seed) % (CAL_LAST - 100)) + 2;
        period p = {first, first + (day)(check_random(&seed) % 70)};
        int64_t months = (int64_t)(check_random(&seed) % 400) - 200;
        period moved = cal_move_months(p, months);
        cr_assert(moved.first == 0 || moved.first <= moved.last, "%d..%d + %lld months", p.first, p.last, (long long)months);
        cr_assert(moved.first == 0 || moved.first == cal_add_months(p.first, months));
    }
}

Test(calendar, periods_as_sets)
{
    period october = range("2025-10"), quarter = range("2025-Q4"), september = range("2025-09"), none = {0};
    cr_expect(cal_overlaps(october, quarter));
    cr_expect_not(cal_overlaps(october, september));
    cr_expect(cal_overlaps(range("2025-09-30..2025-10-01"), october));
    cr_expect(cal_contains(quarter, october));
    cr_expect(cal_contains(october, october));
    cr_expect_not(cal_contains(october, quarter));
    cr_expect(cal_contains(range(".."), october));
    CHECK_PERIOD(cal_common(range("2025-09-20..2025-10-03"), october), "2025-10-01..2025-10-03");
    cr_expect_eq(cal_common(october, september).first, 0);
    cr_expect_not(cal_overlaps(none, october));
    cr_expect_not(cal_overlaps(none, none));
    cr_expect_not(cal_contains(october, none));
    cr_expect_eq(cal_common(none, october).first, 0);
    cr_expect_eq(cal_days(october), 31);
    cr_expect_eq(cal_days(range("2025-10-07")), 1);
    cr_expect_eq(cal_days(range("2025-10-07..")), 0);
    cr_expect_eq(cal_days(range("..2025-10-07")), 0);
    cr_expect_eq(cal_days(none), 0);
    cr_expect(cal_open(range("2025-10-07..")));
    cr_expect_not(cal_open(october));
    cr_expect_lt(cal_compare(september, october), 0);
    cr_expect_lt(cal_compare(october, quarter), 0);
    cr_expect_gt(cal_compare(quarter, october), 0);
    cr_expect_eq(cal_compare(october, october), 0);
}
