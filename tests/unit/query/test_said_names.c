/* Names that nothing answers to: what is said, in full. */
#include <criterion/criterion.h>

#include "fixture.h"

Test(query_said_names, a_misspelt_field)
{
    expect_said("activities where projct = X",
                "error[E0301]: activities has no field \"projct\"\n"
                "  --> query:1:18\n"
                "  |\n"
                "1 | activities where projct = X\n"
                "  |                  ^^^^^^ expected a field of activities, such as title, project, country, mode, when\n"
                "  = hint: did you mean project?\n");
}

Test(query_said_names, a_field_of_a_linked_row)
{
    expect_said("activities where budget > 3",
                "error[E0301]: activities has no field \"budget\"\n"
                "  --> query:1:18\n"
                "  |\n"
                "1 | activities where budget > 3\n"
                "  |                  ^^^^^^ expected a field of activities, such as title, project, country, mode, when\n"
                "  = hint: budget is a field of projects: write `project.budget`\n");
}

Test(query_said_names, a_field_that_select_left_out)
{
    expect_said("activities select title where place = x", "error[E0301]: there is no column \"place\" here\n"
                                                           "  --> query:1:31\n"
                                                           "  |\n"
                                                           "1 | activities select title where place = x\n"
                                                           "  |                               ^^^^^ expected title\n"
                                                           "  |            ------ select leaves place out from here on\n"
                                                           "  = hint: name it in the select, or put this clause before it\n");
}

Test(query_said_names, a_field_that_a_group_left_out)
{
    expect_said("activities count by country where title ~ x",
                "error[E0301]: there is no column \"title\" here\n"
                "  --> query:1:35\n"
                "  |\n"
                "1 | activities count by country where title ~ x\n"
                "  |                                   ^^^^^ expected one of country, count\n"
                "  |            ----- count leaves title out from here on\n"
                "  = hint: use it before count, or make it one of the keys\n");
}

Test(query_said_names, a_field_that_drop_took)
{
    expect_said("activities drop place where place = x",
                "error[E0301]: activities has no field \"place\"\n"
                "  --> query:1:29\n"
                "  |\n"
                "1 | activities drop place where place = x\n"
                "  |                             ^^^^^ expected a field of activities, such as title, project, country, mode, when\n"
                "  |            ---- drop leaves place out from here on\n"
                "  = hint: put this clause before drop\n");
}

Test(query_said_names, a_field_that_nothing_is_near)
{
    expect_said("projects where xyzzy = 3",
                "error[E0301]: projects has no field \"xyzzy\"\n"
                "  --> query:1:16\n"
                "  |\n"
                "1 | projects where xyzzy = 3\n"
                "  |                ^^^^^ expected a field of projects, such as name, parent, when, budget, funding\n"
                "  = hint: it has name, parent, when, budget, funding, start, end, days, day, week, month, quarter, year, rank, country\n");
}

Test(query_said_names, a_value_as_a_field)
{
    expect_said("activities where Ukraine",
                "error[E0301]: activities has no field \"Ukraine\"\n"
                "  --> query:1:18\n"
                "  |\n"
                "1 | activities where Ukraine\n"
                "  |                  ^^^^^^^ expected a field of activities, such as title, project, country, mode, when\n"
                "  = hint: it is a value: `country = Ukraine`\n");
}

Test(query_said_names, a_word_with_a_plus_in_it)
{
    expect_said("activities where days+1 > 3",
                "error[E0301]: activities has no field \"days+1\"\n"
                "  --> query:1:18\n"
                "  |\n"
                "1 | activities where days+1 > 3\n"
                "  |                  ^^^^^^ expected a field of activities, such as title, project, country, mode, when\n"
                "  = hint: \"days+1\" is one word; arithmetic wants spaces around its signs: `days + 1`\n");
}

Test(query_said_names, the_value_on_the_left)
{
    expect_said("activities where CyberEast+ = project", "error[E0301]: there is no field \"CyberEast+\"\n"
                                                         "  --> query:1:18\n"
                                                         "  |\n"
                                                         "1 | activities where CyberEast+ = project\n"
                                                         "  |                  ^^^^^^^^^^ expected a field: the value stands on the right\n"
                                                         "  = hint: write `project = CyberEast+`\n");
}

Test(query_said_names, a_misspelt_field_in_value_position)
{
    expect_said("activities where place = .citty",
                "error[E0301]: activities has no field \"citty\"\n"
                "  --> query:1:26\n"
                "  |\n"
                "1 | activities where place = .citty\n"
                "  |                          ^^^^^^ expected a field of activities, such as title, project, country, mode, when\n"
                "  = hint: did you mean city?\n");
}

Test(query_said_names, an_aggregate_as_a_field)
{
    expect_said("activities sort by count",
                "error[E0301]: activities has no field \"count\"\n"
                "  --> query:1:20\n"
                "  |\n"
                "1 | activities sort by count\n"
                "  |                    ^^^^^ expected a field of activities, such as title, project, country, mode, when\n"
                "  = hint: count is an aggregate: it stands in `show count`\n");
}

Test(query_said_names, a_text_without_quotes)
{
    expect_said("activities add who = Octopus",
                "error[E0301]: activities has no field \"Octopus\"\n"
                "  --> query:1:22\n"
                "  |\n"
                "1 | activities add who = Octopus\n"
                "  |                      ^^^^^^^ expected a field of activities, such as title, project, country, mode, when\n"
                "  = hint: text stands in quotes: \"Octopus\"\n"
                "  = hint: it has title, project, country, mode, when, start, end, days, day, week, month, quarter, year, joint, online, "
                "hybrid, place, city, tentative, listed\n");
}

Test(query_said_names, a_misspelt_collection)
{
    expect_said("activites count", "error[E0302]: there is no collection \"activites\"\n"
                                   "  --> query:1:1\n"
                                   "  |\n"
                                   "1 | activites count\n"
                                   "  | ^^^^^^^^^ expected a collection\n"
                                   "  = hint: did you mean activities?\n");
}

Test(query_said_names, an_unknown_collection)
{
    expect_said("nothing count", "error[E0302]: there is no collection \"nothing\"\n"
                                 "  --> query:1:1\n"
                                 "  |\n"
                                 "1 | nothing count\n"
                                 "  | ^^^^^^^ expected a collection\n"
                                 "  = hint: the collections are countries, projects, activities\n");
}

Test(query_said_names, a_misspelt_function)
{
    expect_said("activities select lenght(title)", "error[E0303]: there is no function \"lenght\"\n"
                                                   "  --> query:1:19\n"
                                                   "  |\n"
                                                   "1 | activities select lenght(title)\n"
                                                   "  |                   ^^^^^^ expected the name of a function\n"
                                                   "  = hint: did you mean length?\n");
}

Test(query_said_names, a_field_called)
{
    expect_said("activities where city(title) = x", "error[E0303]: there is no function \"city\"\n"
                                                    "  --> query:1:18\n"
                                                    "  |\n"
                                                    "1 | activities where city(title) = x\n"
                                                    "  |                  ^^^^ expected the name of a function\n"
                                                    "  = hint: city is a field: it takes no arguments\n");
}

Test(query_said_names, a_part_that_a_date_lacks)
{
    expect_said(
        "activities select start.hour",
        "error[E0307]: start is a date, which has no \"hour\"\n"
        "  --> query:1:24\n"
        "  |\n"
        "1 | activities select start.hour\n"
        "  |                        ^^^^^\n"
        "  = hint: it has start, end, days, day, week, month, quarter, half, year, weekday, workday, workdays, weeks, months, years\n");
}

Test(query_said_names, a_part_that_a_link_lacks)
{
    expect_said("projects where parent.budgt > EUR 5", "error[E0307]: parent is a link to projects, which has no \"budgt\"\n"
                                                       "  --> query:1:22\n"
                                                       "  |\n"
                                                       "1 | projects where parent.budgt > EUR 5\n"
                                                       "  |                      ^^^^^^\n"
                                                       "  = hint: did you mean parent.budget?\n");
}

Test(query_said_names, a_part_of_text)
{
    expect_said("activities select title.month", "error[E0307]: title is text, which has no \"month\"\n"
                                                 "  --> query:1:24\n"
                                                 "  |\n"
                                                 "1 | activities select title.month\n"
                                                 "  |                        ^^^^^^ expected a link, a date or a period before the dot\n");
}

Test(query_said_names, two_columns_of_one_name)
{
    expect_said("activities select title, place as title", "error[E0304]: there would be two columns \"title\"\n"
                                                           "  --> query:1:26\n"
                                                           "  |\n"
                                                           "1 | activities select title, place as title\n"
                                                           "  |                          ^^^^^^^^^^^^^^\n"
                                                           "  = hint: give one of them another name with `as`\n");
}

Test(query_said_names, an_added_column_that_is_there)
{
    expect_said("activities add country = 3", "error[E0304]: there would be two columns \"country\"\n"
                                              "  --> query:1:16\n"
                                              "  |\n"
                                              "1 | activities add country = 3\n"
                                              "  |                ^^^^^^^^^^^\n"
                                              "  = hint: give one of them another name with `as`\n");
}

Test(query_said_names, a_renamed_column_that_is_there)
{
    expect_said("activities rename title as country", "error[E0304]: there would be two columns \"country\"\n"
                                                      "  --> query:1:28\n"
                                                      "  |\n"
                                                      "1 | activities rename title as country\n"
                                                      "  |                            ^^^^^^^\n"
                                                      "  = hint: give one of them another name with `as`\n");
}

Test(query_said_names, a_group_of_two_counts)
{
    expect_said("activities group by country show count, count", "error[E0304]: there would be two columns \"count\"\n"
                                                                 "  --> query:1:41\n"
                                                                 "  |\n"
                                                                 "1 | activities group by country show count, count\n"
                                                                 "  |                                         ^^^^^\n"
                                                                 "  = hint: give one of them another name with `as`\n");
}

Test(query_said_names, a_field_in_show_that_is_no_key)
{
    expect_said("activities group by country show title", "error[E0305]: title has many values in a group\n"
                                                          "  --> query:1:34\n"
                                                          "  |\n"
                                                          "1 | activities group by country show title\n"
                                                          "  |                                  ^^^^^ expected a key, or an aggregate\n"
                                                          "  = hint: make it a key: `group by country, title`\n"
                                                          "  = hint: take one value or all of them: `first(title)`, `list(title)`\n");
}

Test(query_said_names, nothing_to_go_on_from)
{
    expect_said("where project = X", "error[E0306]: this begins with a clause, and no query before it has rows to go on with\n"
                                     "  --> query:1:1\n"
                                     "  |\n"
                                     "1 | where project = X\n"
                                     "  | ^^^^^ expected a collection first\n"
                                     "  = hint: say of which rows: `activities where project = X`\n");
}

Test(query_said_names, a_definition_of_a_stored_field)
{
    expect_said("def activities.title = place", "error[E0308]: activities already has a field title\n"
                                                "  --> query:1:15\n"
                                                "  |\n"
                                                "1 | def activities.title = place\n"
                                                "  |               ^^^^^^ expected a name that is not in use\n");
}

Test(query_said_names, a_definition_twice)
{
    expect_said("def activities.x = days; def activities.x = days", "error[E0308]: x is defined twice\n"
                                                                    "  --> query:1:40\n"
                                                                    "  |\n"
                                                                    "1 | def activities.x = days; def activities.x = days\n"
                                                                    "  |                                        ^^\n"
                                                                    "  |               -- defined here\n");
}

Test(query_said_names, a_definition_of_itself)
{
    expect_said("def activities.loop = loop + 1", "error[E0309]: the definition of loop uses itself\n"
                                                  "  --> query:1:23\n"
                                                  "  |\n"
                                                  "1 | def activities.loop = loop + 1\n"
                                                  "  |                       ^^^^ expected a field that does not lead back to loop\n");
}

Test(query_said_names, a_definition_for_no_collection)
{
    expect_said("def *.y = foo", "warning[W0604]: no collection has all the fields that y is made of\n"
                                 "  --> query:1:11\n"
                                 "  |\n"
                                 "1 | def *.y = foo\n"
                                 "  |           ^^^\n");
}

Test(query_said_names, a_definition_of_an_unknown_collection)
{
    expect_said("def nowhere.y = foo", "error[E0302]: there is no collection \"nowhere\"\n"
                                       "  --> query:1:5\n"
                                       "  |\n"
                                       "1 | def nowhere.y = foo\n"
                                       "  |     ^^^^^^^ expected a collection\n"
                                       "  = hint: the collections are countries, projects, activities\n");
}

Test(query_said_names, a_definition_again)
{
    expect_said("def *.days = days(when) + 1", "note[N0704]: days was defined before; from here on this definition holds\n"
                                               "  --> query:1:6\n"
                                               "  |\n"
                                               "1 | def *.days = days(when) + 1\n"
                                               "  |      ^^^^^\n");
}

Test(query_said_names, no_columns)
{
    expect_said("countries drop name", "error[E0310]: no column is left to show\n"
                                       "  --> query:1:1\n"
                                       "  |\n"
                                       "1 | countries drop name\n"
                                       "  | ^^^^^^^^^^^^^^^^^^^ expected a query that keeps one column at least\n");
}

Test(query_said_names, several_mistakes_at_once)
{
    expect_said(
        "activities where projct = X and days = many select lenght(title), nothing sort by start.hour",
        "error[E0301]: activities has no field \"projct\"\n"
        "  --> query:1:18\n"
        "  |\n"
        "1 | activities where projct = X and days = many select lenght(title), nothing sort by start.hour\n"
        "  |                  ^^^^^^ expected a field of activities, such as title, project, country, mode, when\n"
        "  = hint: did you mean project?\n"
        "error[E0412]: days is a whole number, and \"many\" is not\n"
        "  --> query:1:40\n"
        "  |\n"
        "1 | activities where projct = X and days = many select lenght(title), nothing sort by start.hour\n"
        "  |                                        ^^^^ expected a whole number, as in 3\n"
        "error[E0303]: there is no function \"lenght\"\n"
        "  --> query:1:52\n"
        "  |\n"
        "1 | activities where projct = X and days = many select lenght(title), nothing sort by start.hour\n"
        "  |                                                    ^^^^^^ expected the name of a function\n"
        "  = hint: did you mean length?\n"
        "error[E0301]: activities has no field \"nothing\"\n"
        "  --> query:1:67\n"
        "  |\n"
        "1 | activities where projct = X and days = many select lenght(title), nothing sort by start.hour\n"
        "  |                                                                   ^^^^^^^ expected a field of activities, such as title, "
        "project, country, mode, when\n"
        "  = hint: text stands in quotes: \"nothing\"\n"
        "  = hint: it has title, project, country, mode, when, start, end, days, day, week, month, quarter, year, joint, online, "
        "hybrid, "
        "place, city, tentative, listed\n"
        "error[E0307]: start is a date, which has no \"hour\"\n"
        "  --> query:1:88\n"
        "  |\n"
        "1 | activities where projct = X and days = many select lenght(title), nothing sort by start.hour\n"
        "  |                                                                                        ^^^^^\n"
        "  = hint: it has start, end, days, day, week, month, quarter, half, year, weekday, workday, workdays, weeks, months, years\n");
}

Test(query_said_names, words_that_look_like_something_else)
{
    expect_said("activities where days > 5-3", "error[E0412]: days is a whole number, and \"5-3\" is not\n"
                                               "  --> query:1:25\n"
                                               "  |\n"
                                               "1 | activities where days > 5-3\n"
                                               "  |                         ^^^ expected a whole number, as in 3\n"
                                               "  = hint: \"5-3\" is one word; arithmetic wants spaces around its signs: `5 - 3`\n");
    expect_mentions("activities select 12/4", "arithmetic wants spaces around its signs: `12 / 4`");
    expect_mentions("activities add x = 3days", "a space stands between number and unit: `3 days`");
    expect_mentions("activities select end-start", "`end - start`");
    expect_mentions("activities select well-known", "text stands in quotes");
}
