/* English dates and amounts of money. */
#include "import_test.h"

#include "import/budget.h"
#include "import/dates.h"

static const char *printed(period p)
{
    static sbuf out;
    sbuf_clear(&out);
    sbuf_add(&out, STR(""));
    cal_print(&out, p);
    return out.p;
}

/* What a date in a listing reads as; "" is none. */
static const struct {
    const char *text, *period;
} at_end[] = {
    {"07 October 2025", "2025-10-07"},
    {"07–09 October 2025", "2025-10-07..2025-10-09"},
    {"08-19 September 2025", "2025-09-08..2025-09-19"},
    {"20 - 21 November 2025", "2025-11-20..2025-11-21"},
    {"30 September–01 October 2025", "2025-09-30..2025-10-01"},
    {"28 September – 1 October 2025", "2025-09-28..2025-10-01"},
    {"29 December 2025 – 2 January 2026", "2025-12-29..2026-01-02"},
    {"29 December–2 January 2026", "2025-12-29..2026-01-02"},
    {"February–November 2025", "2025-02..2025-11"},
    {"July 2025 – January 2026", "2025-07..2026-01"},
    {"November–March 2026", "2025-11..2026-03"},
    {"August 2025", "2025-08"},
    {"January – March 2025", "2025-Q1"},
    {"August 2023 - 31 January 2026", "2023-08..2026-01"},
    {"1 March 2024 to 28 February 2027", "2024-03..2027-02"},
    {"1st and 2nd May 2030", "2030-05-01..2030-05-02"},
    {"1, 2 and 5 May 2030", "2030-05-01..2030-05-05"},
    {"3 Sept. 2030", "2030-09-03"},
    {"3 Sep 2030", "2030-09-03"},
    {"July 9, 2030", "2030-07-09"},
    {"on 3 may 2030.", "2030-05-03"},
    {"29 February 2028", "2028-02-29"},
    {"29 February 2027", ""},
    {"31 June 2030", ""},
    {"12–09 June 2030", ""},
    {"July 2031 – June 2031", ""},
    {"2025", ""},
    {"24/7", ""},
    {"in 13 countries", ""},
    {"3 Mayor 2030", ""},
    {"", ""},
};

Test(dates, every_spelling_of_a_listing)
{
    for (size_t i = 0; i < sizeof at_end / sizeof *at_end; i++) {
        date_found date = {0};
        char text[128];
        snprintf(text, sizeof text, "Some title, with 24/7 and 2 commas, %s", at_end[i].text);
        bool found = dates_at_end(str_of(text), 0, &date) && date.when.first;
        cr_expect_str_eq(found ? printed(date.when) : "", at_end[i].period, "\"%s\" is %s", at_end[i].text,
                         found ? printed(date.when) : "none");
    }
}

Test(dates, a_missing_year_is_the_default_one)
{
    date_found date;
    cr_expect_not(dates_at_end(STR("x, 4–5 July"), 0, &date));
    cr_assert(dates_at_end(STR("x, 4–5 July"), 2031, &date));
    cr_expect_str_eq(printed(date.when), "2031-07-04..2031-07-05");
    cr_expect_not(date.year_given);
    cr_expect_eq(date.begin, 3);
}

Test(dates, impossible_dates_are_found_as_such)
{
    date_found date;
    cr_assert(dates_at_end(STR("x, 31 June 2030"), 0, &date));
    cr_expect_eq(date.when.first, 0);
    cr_expect_eq(date.begin, 3);
    cr_expect_eq(date.end, 15);
}

Test(dates, months_and_days_are_told_apart)
{
    date_found date;
    cr_assert(dates_at_end(STR("July–August 2030"), 0, &date));
    cr_expect(date.month_only);
    cr_assert(dates_at_end(STR("1 July–August 2030"), 0, &date));
    cr_expect_not(date.month_only);
}

Test(dates, the_first_in_a_text_and_the_whole_of_it)
{
    date_found date;
    cr_assert(dates_first(STR("PRISTINA, KOSOVO, 09–10 September 2025In person | 1 May 2026"), &date));
    cr_expect_str_eq(printed(date.when), "2025-09-09..2025-09-10");
    cr_expect_not(dates_first(STR("no date, not even in 2025"), &date));
    cr_expect(dates_whole(STR("  October 2025 "), &date));
    cr_expect_not(dates_whole(STR("October 2025 and more"), &date));
    cr_expect_not(dates_whole(STR(""), &date));
}

static const struct {
    const char *text, *money;
    bool ceiling;
} budgets[] = {
    {"EUR 10 million", "EUR 10000000", false},
    {"EUR 3.9 million (EU 90%, COE 10%)", "EUR 3900000", false},
    {"EUR 5,556,000", "EUR 5556000", false},
    {"EUR 5.550 million", "EUR 5550000", false},
    {"EUR: 5.500.000,00", "EUR 5500000", false},
    {"Up to EUR 10.000.000,00", "EUR 10000000", true},
    {"EUR 750.000,00", "EUR 750000", false},
    {"EUR 750.000", "EUR 750000", false},
    {"EUR 750,5", "EUR 750.50", false},
    {"€ 2.23 million", "EUR 2230000", false},
    {"3.9 million EUR", "EUR 3900000", false},
    {"maximum USD 1,234.5", "USD 1234.50", true},
    {"750k euro", "EUR 750000", false},
    {"EUR", "", false},
    {"10 million", "", false},
    {"EUR 999999999999999999999999", "", false},
    {"", "", false},
};

Test(budget, separators_of_both_kinds_and_multipliers)
{
    for (size_t i = 0; i < sizeof budgets / sizeof *budgets; i++) {
        budget found;
        sbuf out = {0};
        sbuf_add(&out, STR(""));
        bool any = budget_read(str_of(budgets[i].text), &found);
        if (any)
            money_print(&out, found.amount, false);
        cr_expect_str_eq(out.p, budgets[i].money, "\"%s\" is %s", budgets[i].text, out.p);
        cr_expect(!any || found.ceiling == budgets[i].ceiling, "%s", budgets[i].text);
        sbuf_free(&out);
    }
}
