/* Literals are read as their place needs. */
#include <criterion/criterion.h>

#include "fixture.h"

/* Where the filter of a query must be this expression. */
static void expect_filter(const char *query, const char *filter)
{
    fixture f;
    fixture_open(&f);
    str plan = fixture_plan(&f, query);
    size_t from = str_find(plan, STR("filter ")), to = str_find(plan, STR("; out"));
    cr_assert(from != SIZE_MAX && to != SIZE_MAX, "%s", plan.p);
    str shape = {plan.p + from + 7, to - from - 7};
    cr_expect(str_equal(shape, str_of(filter)), "%s\n  gives %.*s\n  not   %s", query, STR_ARG(shape), filter);
    fixture_close(&f);
}

Test(query_literals, text_is_the_words_with_one_space)
{
    expect_filter("activities where title = Desk   study on evidence", "=(title, \"Desk study on evidence\")");
    expect_filter("activities where title ~ 24/7", "~(title, \"24/7\")");
    expect_filter("activities where title ~ 2025-10", "~(title, \"2025-10\")");
    expect_filter("activities where title ~ true", "~(title, \"true\")");
    expect_filter("activities where title ~ \"a  b\"", "~(title, \"a  b\")");
}

Test(query_literals, numbers)
{
    expect_filter("activities where days = 2_000", "=(days(when), 2000)");
    expect_filter("activities where days > 2.5", ">(number(days(when)), 2.5n)");
    expect_filter("activities where days / 7 > 1", ">(/(number(days(when)), 7n), 1n)");
    expect_filter("activities where days / 7 > 40%", ">(/(number(days(when)), 7n), 0.4n)");
    expect_filter("activities where days > -3", ">(days(when), -3)");
    expect_filter("activities where days in 3..5", "and(>=(days(when), 3), <=(days(when), 5))");
    expect_filter("activities where days in 3..", ">=(days(when), 3)");
    expect_filter("activities where days in (1, 3..5)", "or(=(days(when), 1), and(>=(days(when), 3), <=(days(when), 5)))");
}

Test(query_literals, money)
{
    expect_filter("projects where budget > EUR 3.9M", ">(budget, EUR 3900000)");
    expect_filter("projects where budget > eur 5k", ">(budget, EUR 5000)");
    expect_filter("projects where budget in EUR 1M..EUR 5M", "and(>=(budget, EUR 1000000), <=(budget, EUR 5000000))");
}

Test(query_literals, truth)
{
    expect_filter("activities where tentative = TRUE", "=(tentative, true)");
    expect_filter("activities where joint != false", "not(=(>=(size(project), 2), false)) note joint");
}

Test(query_literals, times_at_their_precision)
{
    expect_filter("activities where when = 2025", "=(when, 2025)");
    expect_filter("activities where when = 2025-H2", "=(when, 2025-07..2025-12)");
    expect_filter("activities where when = 2025-q4", "=(when, 2025-Q4)");
    expect_filter("activities where start = 2025-10", "=(period(start(when)), 2025-10)");
    expect_filter("activities where start = 2025-W41", "=(period(start(when)), 2025-10-06..2025-10-12)");
    expect_filter("activities where start = 2025-10-07", "=(period(start(when)), 2025-10-07)");
    expect_filter("activities where when = 2025-10..2025-12", "=(when, 2025-Q4)");
    expect_filter("activities where when = 2025-10-07..", "=(when, 2025-10-07..)");
    expect_filter("activities where when = ..2025-11", "=(when, ..2025-11-30)");
}

Test(query_literals, times_from_today)
{
    expect_filter("activities where start = today", "=(period(start(when)), 2025-10-15)");
    expect_filter("activities where start > yesterday", ">(period(start(when)), 2025-10-14)");
    expect_filter("activities where start < tomorrow", "<(period(start(when)), 2025-10-16)");
    expect_filter("activities where when = this week", "=(when, 2025-10-13..2025-10-19)");
    expect_filter("activities where when = last month", "=(when, 2025-09)");
    expect_filter("activities where when = next quarter", "=(when, 2026-Q1)");
    expect_filter("activities where when = this half", "=(when, 2025-07..2025-12)");
    expect_filter("activities where when = last 90 days", "=(when, 2025-07-18..2025-10-15)");
    expect_filter("activities where when = next 2 weeks", "=(when, 2025-10-15..2025-10-28)");
    expect_filter("activities where when = last 3 months", "=(when, 2025-07-16..2025-10-15)");
}

Test(query_literals, durations)
{
    expect_filter("activities where end - start > 3 days", ">(-(end(when), start(when)), 3 days)");
    expect_filter("activities where end - start > 2 weeks", ">(-(end(when), start(when)), 14 days)");
    expect_filter("activities where start + 1 quarter = 2025", "=(period(+(start(when), 3 months)), 2025)");
}

Test(query_literals, in_operand_position_nothing_says_what_they_are)
{
    expect_filter("activities where today > .end", ">(2025-10-15, period(end(when)))");
    expect_filter("activities where this month = .when", "=(2025-10, when)");
    expect_filter("activities where true", "true");
    expect_filter("activities where days(2025) > 3", ">(days(2025), 3)");
    expect_filter("activities where start > today - 7 days", ">(period(start(when)), period(-(2025-10-15d, 7 days)))");
}

Test(query_literals, ranges_of_fields)
{
    expect_filter("activities where when within .start.. .end", "within(when, period(start(when), end(when)))");
    expect_filter("activities where days(start..) > 3", ">(days(period(start(when), 9999-12-31d)), 3)");
}
