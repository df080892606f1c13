/* Types that do not fit together: what is said, in full. */
#include <criterion/criterion.h>

#include "fixture.h"

Test(query_said_types, a_number_with_text)
{
    expect_said("activities where days > .title", "error[E0401]: days is a whole number and .title is text: they never fit\n"
                                                  "  --> query:1:25\n"
                                                  "  |\n"
                                                  "1 | activities where days > .title\n"
                                                  "  |                         ^^^^^^ expected a whole number, as in `days > 3`\n");
}

Test(query_said_types, links_to_two_collections)
{
    expect_said("activities where project has all (.country)",
                "error[E0401]: project is a set of links to projects and .country is a link to countries: they never fit\n"
                "  --> query:1:35\n"
                "  |\n"
                "1 | activities where project has all (.country)\n"
                "  |                                   ^^^^^^^^ expected a link to projects, as in `project has all \"its name\"`\n");
}

Test(query_said_types, text_as_a_condition)
{
    expect_said("activities where country", "error[E0402]: country is a link to countries, not a condition\n"
                                            "  --> query:1:18\n"
                                            "  |\n"
                                            "1 | activities where country\n"
                                            "  |                  ^^^^^^^ expected something that is true or false\n"
                                            "  = hint: rows that have one: `country is known`\n");
}

Test(query_said_types, a_number_as_a_condition)
{
    expect_said("activities where days and joint", "error[E0402]: days is a whole number, not a condition\n"
                                                   "  --> query:1:18\n"
                                                   "  |\n"
                                                   "1 | activities where days and joint\n"
                                                   "  |                  ^^^^ expected something that is true or false\n"
                                                   "  = hint: compare it: `days > 0`\n");
}

Test(query_said_types, text_inside_a_number)
{
    expect_said("activities where days ~ 3", "error[E0407]: `~` looks inside text, and days is a whole number\n"
                                             "  --> query:1:23\n"
                                             "  |\n"
                                             "1 | activities where days ~ 3\n"
                                             "  |                       ^\n"
                                             "  = hint: the same value: `days = 3`\n");
}

Test(query_said_types, contains_of_text)
{
    expect_said("activities where title contains osint",
                "error[E0407]: title is text, which is searched with `~`: `contains` compares periods\n"
                "  --> query:1:24\n"
                "  |\n"
                "1 | activities where title contains osint\n"
                "  |                        ^^^^^^^^\n"
                "  = hint: write `title ~ osint`\n");
}

Test(query_said_types, an_order_of_truths)
{
    expect_said("activities where tentative > true",
                "error[E0407]: `>` needs an order, and tentative is true or false\n"
                "  --> query:1:28\n"
                "  |\n"
                "1 | activities where tentative > true\n"
                "  |                            ^\n"
                "  = hint: a field that is true or false is a condition by itself: `tentative` or `not tentative`\n");
}

Test(query_said_types, a_function_of_a_set)
{
    expect_said("activities select upper(project)", "error[E0405]: upper takes one value, and project is a set of them\n"
                                                    "  --> query:1:25\n"
                                                    "  |\n"
                                                    "1 | activities select upper(project)\n"
                                                    "  |                         ^^^^^^^\n"
                                                    "  = hint: for each element its own row: `expand project` first\n"
                                                    "  = hint: how many there are: `size(project)`\n");
}

Test(query_said_types, arithmetic_with_a_set)
{
    expect_said("activities select listed + 1 month", "error[E0405]: `+` takes one value, and listed is a set of them\n"
                                                      "  --> query:1:19\n"
                                                      "  |\n"
                                                      "1 | activities select listed + 1 month\n"
                                                      "  |                   ^^^^^^\n"
                                                      "  = hint: for each element its own row: `expand listed` first\n"
                                                      "  = hint: of the whole set: `size(listed)`, `total(listed)` and the like\n");
}

Test(query_said_types, a_function_of_the_wrong_type)
{
    expect_said("activities where days(title) > 3", "error[E0403]: days cannot take text\n"
                                                    "  --> query:1:18\n"
                                                    "  |\n"
                                                    "1 | activities where days(title) > 3\n"
                                                    "  |                  ^^^^^^^^^^^ expected days(a period)\n");
}

Test(query_said_types, a_measure_of_one_value)
{
    expect_said("activities where size(title) > 1", "error[E0403]: size cannot take text\n"
                                                    "  --> query:1:18\n"
                                                    "  |\n"
                                                    "1 | activities where size(title) > 1\n"
                                                    "  |                  ^^^^^^^^^^^ expected size(a set)\n");
}

Test(query_said_types, text_and_a_number_added)
{
    expect_said("activities select title + 1",
                "error[E0404]: `+` cannot take text and a whole number\n"
                "  --> query:1:25\n"
                "  |\n"
                "1 | activities select title + 1\n"
                "  |                         ^ expected two numbers, two amounts of money, two texts, or a time and a length of time\n"
                "  = hint: as text: `title + text(1)`\n");
}

Test(query_said_types, days_without_a_unit)
{
    expect_said("activities select start + 3",
                "error[E0404]: `+` cannot take a date and a whole number\n"
                "  --> query:1:25\n"
                "  |\n"
                "1 | activities select start + 3\n"
                "  |                         ^ expected two numbers, two amounts of money, two texts, or a time and a length of time\n"
                "  = hint: say of what: `start + 3 days`\n");
}

Test(query_said_types, money_and_a_number_added)
{
    expect_said("projects select budget + 5",
                "error[E0404]: `+` cannot take an amount of money and a whole number\n"
                "  --> query:1:24\n"
                "  |\n"
                "1 | projects select budget + 5\n"
                "  |                        ^ expected two numbers, two amounts of money, two texts, or a time and a length of time\n"
                "  = hint: say of which currency: `budget + EUR 5`\n");
}

Test(query_said_types, the_negative_of_text)
{
    expect_said("activities select -title", "error[E0404]: title is text, which has no negative\n"
                                            "  --> query:1:19\n"
                                            "  |\n"
                                            "1 | activities select -title\n"
                                            "  |                   ^^^^^^ expected a number, an amount of money or a length of time\n");
}

Test(query_said_types, two_types_in_one_column)
{
    expect_said("activities select country ?? 3",
                "error[E0408]: country is a link to countries and 3 is a whole number\n"
                "  --> query:1:30\n"
                "  |\n"
                "1 | activities select country ?? 3\n"
                "  |                              ^ expected a link to countries: both sides of ?? have one type\n");
}

Test(query_said_types, outcomes_of_two_types)
{
    expect_said("activities select if joint then 1 else when",
                "error[E0408]: 1 is a whole number and when is a period\n"
                "  --> query:1:40\n"
                "  |\n"
                "1 | activities select if joint then 1 else when\n"
                "  |                                        ^^^^ expected a whole number: both outcomes of an if have one type\n");
}

Test(query_said_types, an_aggregate_in_select)
{
    expect_said("activities select sum(days)",
                "error[E0406]: sum works over many rows, and select looks at one row at a time\n"
                "  --> query:1:19\n"
                "  |\n"
                "1 | activities select sum(days)\n"
                "  |                   ^^^^^^^^^ expected a value of one row\n"
                "  = hint: beside each row: `add x = sum(days)` first, then x in its place\n"
                "  = hint: over all rows: `show sum(days)`; for each of some: `group by … show sum(days)`\n");
}

Test(query_said_types, an_aggregate_of_an_aggregate)
{
    expect_said("activities show sum(sum(days))", "error[E0406]: an aggregate inside an aggregate\n"
                                                  "  --> query:1:21\n"
                                                  "  |\n"
                                                  "1 | activities show sum(sum(days))\n"
                                                  "  |                     ^^^^^^^^^ expected a value of each row\n"
                                                  "  = hint: beside each row first: `add x = sum(days)`, then x in its place\n"
                                                  "  = hint: aggregate twice: `group by … show …`, then `show …` over its rows\n");
}

Test(query_said_types, an_aggregate_of_text)
{
    expect_said(
        "activities show avg(title)",
        "error[E0403]: avg cannot take text\n"
        "  --> query:1:17\n"
        "  |\n"
        "1 | activities show avg(title)\n"
        "  |                 ^^^^^^^^^^ expected avg(a whole number) or avg(a number) or avg(an amount of money) or avg(a length of time)\n"
        "  = hint: how many there are: `count(title)`; which: `list(title)`\n");
}

Test(query_said_types, an_aggregate_of_two)
{
    expect_said("activities show sum(days, title)",
                "error[E0403]: sum takes one argument\n"
                "  --> query:1:17\n"
                "  |\n"
                "1 | activities show sum(days, title)\n"
                "  |                 ^^^^^^^^^^^^^^^^ expected one value of each row, as in `sum(days)`\n");
}

Test(query_said_types, a_number_of_rows_that_is_none)
{
    expect_said("activities first 2.5", "error[E0409]: this is not a number of rows\n"
                                        "  --> query:1:18\n"
                                        "  |\n"
                                        "1 | activities first 2.5\n"
                                        "  |                  ^^^ expected a whole number, 0 or more: `first 3`\n");
}

Test(query_said_types, a_bad_pattern)
{
    expect_said("activities where title matches /(osint/",
                "error[E0410]: the regular expression is not well formed: missing closing parenthesis\n"
                "  --> query:1:32\n"
                "  |\n"
                "1 | activities where title matches /(osint/\n"
                "  |                                ^^^^^^^^ expected a pattern as PCRE2 reads it; the fault is at its character 7\n");
}

Test(query_said_types, and_with_or)
{
    expect_said("activities where joint or online and days > 3",
                "warning[W0603]: `and` and `or` are mixed without brackets\n"
                "  --> query:1:18\n"
                "  |\n"
                "1 | activities where joint or online and days > 3\n"
                "  |                  ^^^^^^^^^^^^^^^^^^^^^^^^^^^^ expected brackets around what belongs together\n"
                "  = hint: it is read as `joint or (online and days > 3)`\n"
                "  = hint: the other way is `(joint or online) and days > 3`\n");
}

Test(query_said_types, or_after_and)
{
    expect_said("activities where joint and online or tentative",
                "warning[W0603]: `and` and `or` are mixed without brackets\n"
                "  --> query:1:18\n"
                "  |\n"
                "1 | activities where joint and online or tentative\n"
                "  |                  ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ expected brackets around what belongs together\n"
                "  = hint: it is read as `(joint and online) or tentative`\n"
                "  = hint: the other way is `joint and (online or tentative)`\n");
}
