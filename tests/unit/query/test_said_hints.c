/* Hints are told in a way that works when it is followed, and habits of elsewhere get the words of here. */
#include <criterion/criterion.h>

#include "fixture.h"

/* ---- Text where a field is meant, and the other way round ---- */

Test(query_said_hints, a_quoted_field)
{
    expect_said("activities where \"start\" > 2025-10", "warning[W0602]: this is the text \"start\", not the field\n"
                                                        "  --> query:1:18\n"
                                                        "  |\n"
                                                        "1 | activities where \"start\" > 2025-10\n"
                                                        "  |                  ^^^^^^^\n"
                                                        "  = hint: the field is written without quotes: `start`\n");
    expect_code("activities select \"Title\"", "W0602");
    expect_code("activities count by 'country'", "W0602");
    expect_silence("activities where title ~ \"country\"");
    expect_silence("activities select \"a text\" as t");
}

Test(query_said_hints, a_number_in_the_alphabet)
{
    expect_said("activities where project > 1",
                "error[E0412]: project is a set of links to projects, and 1 is a number: neither is more than the other\n"
                "  --> query:1:28\n"
                "  |\n"
                "1 | activities where project > 1\n"
                "  |                            ^ expected text\n"
                "  = hint: how many there are: `size(project) > 1`\n"
                "  = hint: by the alphabet, as text: `project > \"1\"`\n");
    expect_mentions("activities where title <= 5", "by the alphabet, as text: `title <= \"5\"`");
    expect_silence("activities where title > \"5\"");
    expect_silence("activities where title > M");
}

Test(query_said_hints, a_field_as_a_value_of_another)
{
    expect_mentions("activities where mode = hybrid", "hybrid is a field that is true or false, a condition by itself: `hybrid`");
    expect_mentions("activities where mode != hybrid", "`not hybrid`");
    expect_mentions("activities where country = none", "rows without one: `country is missing`");
    expect_mentions("activities where country != \"\"", "rows that have one: `country is known`");
}

/* ---- == ---- */

Test(query_said_hints, exactly_one_of_a_set)
{
    expect_said("activities where mode == online", "note[N0707]: `==` finds only rows whose mode is online and nothing else\n"
                                                   "  --> query:1:23\n"
                                                   "  |\n"
                                                   "1 | activities where mode == online\n"
                                                   "  |                       ^^\n"
                                                   "  = hint: those that have others beside it, too: `mode = online`\n"
                                                   "  = hint: if it is meant so, brackets say it: `mode == (online)`\n");
    expect_mentions("activities where mode !== online", "`mode != online`");
    expect_silence("activities where mode == (online)");
}

Test(query_said_hints, exactly_a_time)
{
    expect_said("activities where start == 2025-10", "warning[W0601]: no row's start is exactly 2025-10\n"
                                                     "  --> query:1:27\n"
                                                     "  |\n"
                                                     "1 | activities where start == 2025-10\n"
                                                     "  |                           ^^^^^^^\n"
                                                     "  = hint: that shares a day with it: `start = 2025-10`\n");
}

/* ---- Times that no row has ---- */

Test(query_said_hints, never_in_computed_time)
{
    expect_mentions("activities where month = 2030-01", "no row's month shares a day with 2030-01");
    expect_mentions("activities where start > 2030", "no row's start comes after 2030");
    expect_mentions("activities where start < 2020", "no row's start comes before 2020");
    expect_mentions("activities where end <= 2020", "no row's end ends by 2020");
    expect_mentions("activities where when >= 2030", "when runs from 2025-05-01 to 2025-12-31");
    expect_silence("activities where start >= 2025-06");
    expect_silence("activities where when overlaps 2030");
}

/* ---- Torn values keep their operator ---- */

Test(query_said_hints, torn_values)
{
    expect_mentions("activities where title ~ training or workshop", "`title ~ (training, workshop)`");
    expect_mentions("activities where title ~ training and workshop", "`title ~ training and title ~ workshop`");
    expect_mentions("activities where title !~ training or workshop", "`title !~ (training, workshop)`");
    expect_mentions("activities where country != Ukraine and Moldova", "`country not in (Ukraine, Moldova)`");
    expect_mentions("activities where country = Ukraine and Moldova", "`country in (Ukraine, Moldova)`");
    expect_mentions("activities where country = Ukraine or Moldova or \"Bosnia and Herzegovina\"",
                    "`country in (Ukraine, Moldova, \"Bosnia and Herzegovina\")`");
    expect_mentions("activities where days > 3 or 5", "`days > 3 or days > 5`");
    expect_mentions("projects where budget = EUR 3M or 5M", "`budget in (EUR 3M, EUR 5M)`");
}

/* ---- Times and amounts as they are written elsewhere ---- */

Test(query_said_hints, times_of_elsewhere)
{
    static const struct {
        const char *query, *hint;
    } rows[] = {
        {"activities where start = 2025/11/01", "`start = 2025-11-01`"},
        {"activities where start = 13/11/2025", "`start = 2025-11-13`"},
        {"activities where start = 01/11/2025", "write it as 2025-11-01; or as 2025-01-11, if the month stands first"},
        {"activities where start = 2025-1", "`start = 2025-01`"},
        {"activities where start = 10/2025", "`start = 2025-10`"},
        {"activities where start = Q4 2025", "`start = 2025-Q4`"},
        {"activities where start = 2025Q4", "`start = 2025-Q4`"},
        {"activities where start = \"1 Nov 2025\"", "`start = 2025-11-01`"},
        {"activities where start = 31 February 2025", "times are written 2025, 2025-Q4"},
        {"projects where budget > 4 million", "`budget > EUR 4M`"},
        {"projects where budget > 4M USD", "`budget > USD 4M`"},
        {"projects where budget > €4m", "`budget > EUR 4M`"},
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
        expect_mentions(rows[i].query, rows[i].hint);
}

Test(query_said_hints, lengths_in_days)
{
    expect_mentions("activities where days > 1 month", "in days, that is about `days > 30`");
    expect_mentions("activities where days > 2 weeks", "write it in days: `days > 14`");
    expect_mentions("activities where end - start > 1 month", "end - start is counted in days, which do not compare with 1 month");
    expect_mentions("activities where end - start > 1 month", "in days, that is about `end - start > 30 days`");
    expect_silence("activities where end - start > 2 weeks");
}

/* ---- Names of elsewhere ---- */

Test(query_said_hints, synonyms)
{
    expect_mentions("activities where name ~ x", "did you mean title?");
    expect_mentions("activities select date", "did you mean when or start?");
    expect_mentions("activities sort by length", "did you mean days?");
    expect_mentions("activity count", "did you mean activities?");
    expect_mentions("meetings count", "did you mean activities?");
    expect_mentions("projects show total(budget)", "over the rows: `sum(budget)`");
    expect_mentions("activities select startOfMonth(start)", "write `start.month`");
    expect_mentions("activities select frobnicate(start)", "the statement `show functions`, alone on its line, lists all functions");
}

Test(query_said_hints, values_without_a_field)
{
    expect_mentions("activities where 2025-10", "it is a value: `when = 2025-10`");
    expect_mentions("activities where \"CyberEast+\"", "it is a value: `project = \"CyberEast+\"`");
    expect_mentions("Ukraine", "it is a value: `countries where name = Ukraine`");
    expect_mentions("activities where `country = Ukraine`", "without them it is a condition: country = Ukraine");
}
