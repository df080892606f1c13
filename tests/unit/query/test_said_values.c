/* Values that do not fit, or that no row has: what is said, in full. */
#include <criterion/criterion.h>

#include "fixture.h"

Test(query_said_values, a_misspelt_value)
{
    expect_said("activities where project = CyberEats+", "warning[W0601]: no project is called \"CyberEats+\"\n"
                                                         "  --> query:1:28\n"
                                                         "  |\n"
                                                         "1 | activities where project = CyberEats+\n"
                                                         "  |                            ^^^^^^^^^^\n"
                                                         "  = hint: did you mean CyberEast+?\n");
}

Test(query_said_values, a_misspelt_value_among_others)
{
    expect_said("activities where country in (Ukraine, Moldva, \"Bosnia and Herzegovina\")",
                "warning[W0601]: no country is called \"Moldva\"\n"
                "  --> query:1:39\n"
                "  |\n"
                "1 | activities where country in (Ukraine, Moldva, \"Bosnia and Herzegovina\")\n"
                "  |                                       ^^^^^^\n"
                "  = hint: did you mean Moldova?\n");
}

Test(query_said_values, a_row_that_nothing_links_to)
{
    expect_said("activities where country = USA", "warning[W0601]: no row's country is United States (countries has it)\n"
                                                  "  --> query:1:28\n"
                                                  "  |\n"
                                                  "1 | activities where country = USA\n"
                                                  "  |                            ^^^\n");
}

Test(query_said_values, a_value_in_another_spelling)
{
    expect_said("activities where country == ukraine", "warning[W0601]: no country is called \"ukraine\" in this spelling\n"
                                                       "  --> query:1:29\n"
                                                       "  |\n"
                                                       "1 | activities where country == ukraine\n"
                                                       "  |                             ^^^^^^^\n"
                                                       "  = hint: did you mean Ukraine?\n"
                                                       "  = hint: `=` takes case and accents for the same\n");
}

Test(query_said_values, a_number_that_no_row_has)
{
    expect_said("projects where rank = 9", "warning[W0601]: no row has the rank 9\n"
                                           "  --> query:1:23\n"
                                           "  |\n"
                                           "1 | projects where rank = 9\n"
                                           "  |                       ^\n");
}

Test(query_said_values, a_time_that_no_row_has)
{
    expect_said("activities where when = 2031", "warning[W0601]: no row's when shares a day with 2031\n"
                                                "  --> query:1:25\n"
                                                "  |\n"
                                                "1 | activities where when = 2031\n"
                                                "  |                         ^^^^\n"
                                                "  = hint: when runs from 2025-05-01 to 2025-12-31\n");
}

Test(query_said_values, a_clause_word_as_a_value)
{
    expect_said("activities where country = sort by x", "warning[W0601]: no country is called \"sort by x\"\n"
                                                        "  --> query:1:28\n"
                                                        "  |\n"
                                                        "1 | activities where country = sort by x\n"
                                                        "  |                            ^^^^^^^^^\n"
                                                        "  = hint: is a value missing before `sort`?\n");
}

Test(query_said_values, a_value_spelt_like_a_field)
{
    expect_said("activities where city = place", "warning[W0602]: this is the text \"place\", not the field\n"
                                                 "  --> query:1:25\n"
                                                 "  |\n"
                                                 "1 | activities where city = place\n"
                                                 "  |                         ^^^^^\n"
                                                 "  = hint: the field is .place; in quotes, \"place\" is surely the text\n");
}

Test(query_said_values, half_a_value)
{
    expect_said("activities where country = Bosnia and Herzegovina",
                "error[E0402]: \"Herzegovina\" after `and` is not a condition\n"
                "  --> query:1:39\n"
                "  |\n"
                "1 | activities where country = Bosnia and Herzegovina\n"
                "  |                                       ^^^^^^^^^^^ expected a comparison, or a field that is true or false\n"
                "  = hint: a value with `and` in it stands in quotes: `country = \"Bosnia and Herzegovina\"`\n");
}

Test(query_said_values, half_a_value_that_may_be_two)
{
    expect_said("activities where project = Octopus and CyberEast+",
                "error[E0402]: \"CyberEast+\" after `and` is not a condition\n"
                "  --> query:1:40\n"
                "  |\n"
                "1 | activities where project = Octopus and CyberEast+\n"
                "  |                                        ^^^^^^^^^^ expected a comparison, or a field that is true or false\n"
                "  = hint: all of the values: `project has all (Octopus, CyberEast+)`\n");
}

Test(query_said_values, a_second_value)
{
    expect_said("activities where country = Ukraine or Moldova",
                "error[E0402]: \"Moldova\" after `or` is not a condition\n"
                "  --> query:1:39\n"
                "  |\n"
                "1 | activities where country = Ukraine or Moldova\n"
                "  |                                       ^^^^^^^ expected a comparison, or a field that is true or false\n"
                "  = hint: one of the values: `country in (Ukraine, Moldova)`\n");
}

Test(query_said_values, a_second_number)
{
    expect_said("activities where days = 3 or 4",
                "error[E0402]: \"4\" after `or` is not a condition\n"
                "  --> query:1:30\n"
                "  |\n"
                "1 | activities where days = 3 or 4\n"
                "  |                              ^ expected a comparison, or a field that is true or false\n"
                "  = hint: one of the values: `days in (3, 4)`\n");
}

Test(query_said_values, money_without_a_currency)
{
    expect_said("projects where budget > 5", "error[E0504]: budget is an amount of money, and 5 has no currency\n"
                                             "  --> query:1:25\n"
                                             "  |\n"
                                             "1 | projects where budget > 5\n"
                                             "  |                         ^ expected an amount such as EUR 5M\n"
                                             "  = hint: write `budget > EUR 5`\n");
}

Test(query_said_values, money_behind_a_link)
{
    expect_said("activities where project.budget > 5", "error[E0504]: project.budget is an amount of money, and 5 has no currency\n"
                                                       "  --> query:1:35\n"
                                                       "  |\n"
                                                       "1 | activities where project.budget > 5\n"
                                                       "  |                                   ^ expected an amount such as EUR 5M\n"
                                                       "  = hint: write `project.budget > EUR 5`\n");
}

Test(query_said_values, no_number)
{
    expect_said("activities where days = many", "error[E0412]: days is a whole number, and \"many\" is not\n"
                                                "  --> query:1:25\n"
                                                "  |\n"
                                                "1 | activities where days = many\n"
                                                "  |                         ^^^^ expected a whole number, as in 3\n");
}

Test(query_said_values, a_number_in_quotes)
{
    expect_said("activities where days = \"3\"", "error[E0412]: days is a whole number, and \"3\" is text\n"
                                                 "  --> query:1:25\n"
                                                 "  |\n"
                                                 "1 | activities where days = \"3\"\n"
                                                 "  |                         ^^^ expected a whole number, as in 3\n"
                                                 "  = hint: without quotes it is one: `days = 3`\n");
}

Test(query_said_values, a_length_for_a_number)
{
    expect_said("activities where days > 3 days", "error[E0412]: days is a whole number, and \"3 days\" is not\n"
                                                  "  --> query:1:25\n"
                                                  "  |\n"
                                                  "1 | activities where days > 3 days\n"
                                                  "  |                         ^^^^^^ expected a whole number, as in 3\n"
                                                  "  = hint: write the number alone: `days > 3`\n");
}

Test(query_said_values, a_number_for_a_length)
{
    expect_said("activities where end - start > 3", "error[E0412]: end - start is a length of time, and \"3\" is not\n"
                                                    "  --> query:1:32\n"
                                                    "  |\n"
                                                    "1 | activities where end - start > 3\n"
                                                    "  |                                ^ expected a length of time, as in 3 days\n"
                                                    "  = hint: say of what: `end - start > 3 days`\n");
}

Test(query_said_values, no_truth)
{
    expect_said("activities where tentative = yes", "error[E0412]: tentative is true or false, and \"yes\" is neither\n"
                                                    "  --> query:1:30\n"
                                                    "  |\n"
                                                    "1 | activities where tentative = yes\n"
                                                    "  |                              ^^^ expected true or false\n"
                                                    "  = hint: write `tentative = true`\n");
}

Test(query_said_values, a_field_without_its_dot)
{
    expect_said("activities where end > start", "error[E0502]: end is a date, and \"start\" is not a time\n"
                                                "  --> query:1:24\n"
                                                "  |\n"
                                                "1 | activities where end > start\n"
                                                "  |                        ^^^^^ expected a time\n"
                                                "  = hint: a field on the right wears a dot: `end > .start`\n");
}

Test(query_said_values, a_month_that_does_not_exist)
{
    expect_said("activities where start > 2025-13", "error[E0501]: there is no month 13 in 2025-13\n"
                                                    "  --> query:1:26\n"
                                                    "  |\n"
                                                    "1 | activities where start > 2025-13\n"
                                                    "  |                          ^^^^^^^ expected a month from 01 to 12\n");
}

Test(query_said_values, a_day_that_does_not_exist)
{
    expect_said("activities where start = 2025-02-30",
                "error[E0501]: there is no day 2025-02-30\n"
                "  --> query:1:26\n"
                "  |\n"
                "1 | activities where start = 2025-02-30\n"
                "  |                          ^^^^^^^^^^ expected a day from 01 to 28: February 2025 has no more\n");
}

Test(query_said_values, a_week_that_does_not_exist)
{
    expect_said("activities where start = 2025-W54",
                "error[E0501]: there is no week 2025-W54\n"
                "  --> query:1:26\n"
                "  |\n"
                "1 | activities where start = 2025-W54\n"
                "  |                          ^^^^^^^^ expected a week from W01 to W52: 2025 has no more\n");
}

Test(query_said_values, a_quarter_that_does_not_exist)
{
    expect_said("activities where start = 2025-Q5", "error[E0501]: there is no quarter 2025-Q5\n"
                                                    "  --> query:1:26\n"
                                                    "  |\n"
                                                    "1 | activities where start = 2025-Q5\n"
                                                    "  |                          ^^^^^^^ expected a quarter from Q1 to Q4\n");
}

Test(query_said_values, a_range_backwards)
{
    expect_said("activities where when in 2025-12..2025-10",
                "error[E0503]: this range ends before it starts\n"
                "  --> query:1:26\n"
                "  |\n"
                "1 | activities where when in 2025-12..2025-10\n"
                "  |                          ^^^^^^^^^^^^^^^^ expected the earlier time first\n"
                "  = hint: write `2025-10..2025-12`\n");
}

Test(query_said_values, a_time_in_words)
{
    expect_said("activities where start = 7 October 2025", "error[E0502]: start is a date, and \"7 October 2025\" is not a time\n"
                                                           "  --> query:1:26\n"
                                                           "  |\n"
                                                           "1 | activities where start = 7 October 2025\n"
                                                           "  |                          ^^^^^^^^^^^^^^ expected a time\n"
                                                           "  = hint: write `start = 2025-10-07`\n");
}

Test(query_said_values, a_month_in_words)
{
    expect_said("activities where start = October", "error[E0502]: start is a date, and \"October\" is not a time\n"
                                                    "  --> query:1:26\n"
                                                    "  |\n"
                                                    "1 | activities where start = October\n"
                                                    "  |                          ^^^^^^^ expected a time\n"
                                                    "  = hint: write `start = 2025-10`\n");
}

Test(query_said_values, a_month_without_its_year)
{
    expect_said("activities where start.month = 10", "error[E0502]: start.month is a period, and \"10\" is not a time\n"
                                                     "  --> query:1:32\n"
                                                     "  |\n"
                                                     "1 | activities where start.month = 10\n"
                                                     "  |                                ^^ expected a time\n"
                                                     "  = hint: a month is written with its year: 2025-10\n");
}

Test(query_said_values, a_time_in_quotes)
{
    expect_said("activities where start = \"2025-10-07\"", "error[E0502]: start is a date, and \"2025-10-07\" is text\n"
                                                           "  --> query:1:26\n"
                                                           "  |\n"
                                                           "1 | activities where start = \"2025-10-07\"\n"
                                                           "  |                          ^^^^^^^^^^^^ expected a time\n"
                                                           "  = hint: without quotes it is one: `start = 2025-10-07`\n");
}

Test(query_said_values, beyond_the_calendar)
{
    expect_said("activities where start = last 9999999 days",
                "error[E0501]: this lies outside the calendar\n"
                "  --> query:1:26\n"
                "  |\n"
                "1 | activities where start = last 9999999 days\n"
                "  |                          ^^^^^^^^^^^^^^^^^ expected a time in the years 1 to 9999\n");
}

Test(query_said_values, a_range_of_times_for_a_number)
{
    expect_said("activities where days in 2025-10..2025-11", "error[E0412]: days is a whole number, and \"2025-10\" is not\n"
                                                             "  --> query:1:26\n"
                                                             "  |\n"
                                                             "1 | activities where days in 2025-10..2025-11\n"
                                                             "  |                          ^^^^^^^ expected a whole number, as in 3\n");
}

Test(query_said_values, groups_of_a_set_that_was_filtered)
{
    expect_said("activities where project = CyberEast+ count by project",
                "note[N0705]: a row stands under every project it has, not only under what the where asked for\n"
                "  --> query:1:48\n"
                "  |\n"
                "1 | activities where project = CyberEast+ count by project\n"
                "  |                                                ^^^^^^^\n"
                "  = hint: only under that: `by project in CyberEast+`\n");
}

Test(query_said_values, a_literal_that_is_none)
{
    expect_said(
        "activities where 5 apples > 3",
        "error[E0412]: \"5 apples\" is not a value\n"
        "  --> query:1:18\n"
        "  |\n"
        "1 | activities where 5 apples > 3\n"
        "  |                  ^^^^^^^^ expected a number, an amount (EUR 5M), a time (2025-10, this week) or a length of time (3 days)\n");
}

Test(query_said_values, money_with_more_than_two_decimals)
{
    expect_said("projects where budget > EUR 10.000", "error[E0505]: 10.000 has 3 decimals, and money has two\n"
                                                      "  --> query:1:29\n"
                                                      "  |\n"
                                                      "1 | projects where budget > EUR 10.000\n"
                                                      "  |                             ^^^^^^\n"
                                                      "  = hint: a point does not stand between thousands: `EUR 10000`\n"
                                                      "  = hint: with two decimals: `EUR 10.00`\n");
    expect_code("projects select budget + EUR 0.0001", "E0505");
    expect_silence("projects where budget > EUR 5.556M");
    expect_silence("projects where budget > EUR 10.50");
}

Test(query_said_values, a_stretch_of_time_without_a_length)
{
    expect_said("activities where start = last 0 days", "error[E0501]: 0 days are no time at all\n"
                                                        "  --> query:1:31\n"
                                                        "  |\n"
                                                        "1 | activities where start = last 0 days\n"
                                                        "  |                               ^ expected 1 or more\n");
    expect_mentions("activities where start = last days", "this does not say how many days");
    expect_mentions("activities where start = next months", "a number between, as in next 3 months");
    expect_silence("activities where when = last month");
}
