/* Hints repeat what was written: operator, direction and all values, in the order of this language.
 * Long because each message is there in full. */
#include "parse_test.h"

/* clang-format off */

REPORT(hint, order_by_keeps_all_keys, "activities order by country desc, start",
       "error[E0209]: \"order by\" is not a clause of this language\n"
       "  --> query:1:12\n"
       "  |\n"
       "1 | activities order by country desc, start\n"
       "  |            ^^^^^^^^ expected sort by\n"
       "  = hint: write `sort by country desc, start`\n")

REPORT(hint, order_by_ends_at_a_clause, "activities order by start desc first 3",
       "error[E0209]: \"order by\" is not a clause of this language\n"
       "  --> query:1:12\n"
       "  |\n"
       "1 | activities order by start desc first 3\n"
       "  |            ^^^^^^^^ expected sort by\n"
       "  = hint: write `sort by start desc`\n")

REPORT(hint, contains_a_list, "activities where title ~ Training, workshop",
       "error[E0201]: a comma cannot stand after the value of a comparison\n"
       "  --> query:1:34\n"
       "  |\n"
       "1 | activities where title ~ Training, workshop\n"
       "  |                                  ^ expected another condition (and, or), a clause or the end\n"
       "  = hint: one of several values: `title ~ (Training, workshop)`\n")

REPORT(hint, differs_from_a_list, "activities where project != GLACY-e, CyberSEE and days > 3",
       "error[E0201]: a comma cannot stand after the value of a comparison\n"
       "  --> query:1:36\n"
       "  |\n"
       "1 | activities where project != GLACY-e, CyberSEE and days > 3\n"
       "  |                                    ^ expected another condition (and, or), a clause or the end\n"
       "  = hint: none of several values: `project not in (GLACY-e, CyberSEE)`\n")

REPORT(hint, not_in_without_brackets, "activities where project not in GLACY-e, CyberSEE",
       "error[E0201]: a comma cannot stand after the value of a comparison\n"
       "  --> query:1:40\n"
       "  |\n"
       "1 | activities where project not in GLACY-e, CyberSEE\n"
       "  |                                        ^ expected another condition (and, or), a clause or the end\n"
       "  = hint: none of several values: `project not in (GLACY-e, CyberSEE)`\n")

REPORT(hint, list_behind_a_call, "activities where length(title) = 3, 4 sort by start",
       "error[E0201]: a comma cannot stand after the value of a comparison\n"
       "  --> query:1:35\n"
       "  |\n"
       "1 | activities where length(title) = 3, 4 sort by start\n"
       "  |                                   ^ expected another condition (and, or), a clause or the end\n"
       "  = hint: one of several values: `length(title) in (3, 4)`\n")

REPORT(hint, contains_one_of_two, "activities where title ~ (training or workshop)",
       "error[E0206]: \"or\" cannot stand between two values\n"
       "  --> query:1:36\n"
       "  |\n"
       "1 | activities where title ~ (training or workshop)\n"
       "  |                                    ^^ expected a comma or a closing bracket\n"
       "  = hint: one of several values: `title ~ (training, workshop)`\n"
       "  = hint: a text with `or` in it stands in quotes: `\"training or workshop\"`\n")

REPORT(hint, set_of_two, "activities where project = (GLACY-e and CyberSEE)",
       "error[E0206]: \"and\" cannot stand between two values\n"
       "  --> query:1:37\n"
       "  |\n"
       "1 | activities where project = (GLACY-e and CyberSEE)\n"
       "  |                                     ^^^ expected a comma or a closing bracket\n"
       "  = hint: both values in a set: `project has all (GLACY-e, CyberSEE)`\n"
       "  = hint: one of several values: `project in (GLACY-e, CyberSEE)`\n"
       "  = hint: a text with `and` in it stands in quotes: `\"GLACY-e and CyberSEE\"`\n")

REPORT(hint, direction_in_full, "activities sort by start descending",
       "error[E0201]: \"descending\" is not a word of this language\n"
       "  --> query:1:26\n"
       "  |\n"
       "1 | activities sort by start descending\n"
       "  |                          ^^^^^^^^^^ expected desc\n"
       "  = hint: write `start desc`\n")

REPORT(hint, starts_with_two_words, "activities where title starts with Training",
       "error[E0208]: \"starts with\" is not an operator of this language\n"
       "  --> query:1:24\n"
       "  |\n"
       "1 | activities where title starts with Training\n"
       "  |                        ^^^^^^^^^^^ expected matches\n"
       "  = hint: write `title matches /^Training/i`\n")

REPORT(hint, not_like, "activities where title not like osint",
       "error[E0208]: \"like\" is not an operator of this language\n"
       "  --> query:1:28\n"
       "  |\n"
       "1 | activities where title not like osint\n"
       "  |                            ^^^^ expected !~\n"
       "  = hint: write `title !~ osint`\n")

REPORT(hint, since, "activities where when since 2025-10",
       "error[E0208]: \"since\" is not an operator of this language\n"
       "  --> query:1:23\n"
       "  |\n"
       "1 | activities where when since 2025-10\n"
       "  |                       ^^^^^ expected >=\n"
       "  = hint: write `when >= 2025-10`\n")

REPORT(hint, is_greater_than, "activities where days is greater than 3",
       "error[E0208]: \"greater than\" is not an operator of this language\n"
       "  --> query:1:26\n"
       "  |\n"
       "1 | activities where days is greater than 3\n"
       "  |                          ^^^^^^^^^^^^ expected >\n"
       "  = hint: write `days > 3`\n")

REPORT(hint, between_money, "projects where budget between EUR 3M and EUR 5M and ceiling",
       "error[E0208]: \"between\" is not an operator of this language\n"
       "  --> query:1:23\n"
       "  |\n"
       "1 | projects where budget between EUR 3M and EUR 5M and ceiling\n"
       "  |                       ^^^^^^^ expected in, and a range\n"
       "  = hint: write `budget in EUR 3M..EUR 5M`\n")

REPORT(hint, has_one, "activities where project has GLACY-e",
       "error[E0208]: \"has\" is not an operator of this language\n"
       "  --> query:1:26\n"
       "  |\n"
       "1 | activities where project has GLACY-e\n"
       "  |                          ^^^ expected =\n"
       "  = hint: write `project = GLACY-e`\n"
       "  = hint: for a part of a text: `project ~ GLACY-e`\n")

REPORT(hint, has_only, "activities where project has only (CyberSEE)",
       "error[E0208]: \"has only\" is not an operator of this language\n"
       "  --> query:1:26\n"
       "  |\n"
       "1 | activities where project has only (CyberSEE)\n"
       "  |                          ^^^^^^^^ expected only\n"
       "  = hint: write `project only (CyberSEE)`\n")

REPORT(hint, no_rows, "countries where no activities",
       "error[E0201]: \"no\" is not a word of this language\n"
       "  --> query:1:17\n"
       "  |\n"
       "1 | countries where no activities\n"
       "  |                 ^^ expected a field first, and is missing behind it\n"
       "  = hint: write `countries where activities is missing`\n")

REPORT(hint, no_rows_behind_a_condition, "countries where note is known and no activities",
       "error[E0201]: \"no\" is not a word of this language\n"
       "  --> query:1:35\n"
       "  |\n"
       "1 | countries where note is known and no activities\n"
       "  |                                   ^^ expected a field first, and is missing behind it\n"
       "  = hint: write `activities is missing`\n")

REPORT(hint, which_had_nothing, "which countries had nothing",
       "error[E0201]: a query does not begin with \"which\"\n"
       "  --> query:1:1\n"
       "  |\n"
       "1 | which countries had nothing\n"
       "  | ^^^^^ expected the name of a collection first\n"
       "  = hint: those without: `countries where activities is missing`\n")

REPORT(hint, with_no_rows, "projects with no stories",
       "error[E0203]: \"with\" is not a clause\n"
       "  --> query:1:10\n"
       "  |\n"
       "1 | projects with no stories\n"
       "  |          ^^^^ expected where and a condition\n"
       "  = hint: those without: `projects where stories is missing`\n")

REPORT(hint, without_rows, "countries without activities",
       "error[E0203]: \"without\" is not a clause\n"
       "  --> query:1:11\n"
       "  |\n"
       "1 | countries without activities\n"
       "  |           ^^^^^^^ expected a clause such as where, select, sort by, count\n"
       "  = hint: those without: `countries where activities is missing`\n")

REPORT(hint, group_by_sum, "activities group by country sum days",
       "error[E0201]: \"sum\" wants brackets around what it is made of\n"
       "  --> query:1:29\n"
       "  |\n"
       "1 | activities group by country sum days\n"
       "  |                             ^^^ expected show before it\n"
       "  = hint: write `show sum(days)`\n")

REPORT(hint, show_sum, "activities show sum days",
       "error[E0201]: \"sum\" wants brackets around what it is made of\n"
       "  --> query:1:21\n"
       "  |\n"
       "1 | activities show sum days\n"
       "  |                     ^^^^ expected ( behind it\n"
       "  = hint: write `sum(days)`\n")

REPORT(hint, distinct_key, "activities distinct country",
       "error[E0201]: \"country\" cannot stand after \"distinct\"\n"
       "  --> query:1:21\n"
       "  |\n"
       "1 | activities distinct country\n"
       "  |                     ^^^^^^^ expected by\n"
       "  = hint: one row for each: `distinct by country`\n")

REPORT(hint, count_key, "activities count country",
       "error[E0201]: \"country\" cannot stand after \"count\"\n"
       "  --> query:1:18\n"
       "  |\n"
       "1 | activities count country\n"
       "  |                  ^^^^^^^ expected by\n"
       "  = hint: how many rows of each: `count by country`\n"
       "  = hint: how many different ones: `show count distinct(country)`\n")

REPORT(hint, count_distinct_without_brackets, "activities show count distinct country",
       "error[E0201]: \"country\" cannot stand after \"distinct\"\n"
       "  --> query:1:32\n"
       "  |\n"
       "1 | activities show count distinct country\n"
       "  |                                ^^^^^^^ expected brackets around what is counted\n"
       "  = hint: how many different ones: `count distinct(country)`\n")

REPORT(hint, count_distinct_inside, "activities show count(distinct country)",
       "error[E0201]: \"distinct\" stands before the bracket\n"
       "  --> query:1:23\n"
       "  |\n"
       "1 | activities show count(distinct country)\n"
       "  |                       ^^^^^^^^ expected what is counted\n"
       "  = hint: write `count distinct(country)`\n")

REPORT(hint, union_of_two, "activities union projects",
       "error[E0203]: \"union\" is not a clause\n"
       "  --> query:1:12\n"
       "  |\n"
       "1 | activities union projects\n"
       "  |            ^^^^^ expected a clause such as where, select, sort by, count\n"
       "  = hint: write `append projects`\n")

REPORT(hint, one_letter_is_no_clause, "activities select title t",
       "error[E0201]: there is no comma between \"title\" and \"t\"\n"
       "  --> query:1:25\n"
       "  |\n"
       "1 | activities select title t\n"
       "  |                         ^ expected a comma, or an operator\n"
       "  = hint: two columns: `title, t`\n")

REPORT(hint, clause_in_backquotes, "activities `where country = Ukraine`",
       "error[E0201]: a name in backquotes cannot stand after \"activities\"\n"
       "  --> query:1:12\n"
       "  |\n"
       "1 | activities `where country = Ukraine`\n"
       "  |            ^^^^^^^^^^^^^^^^^^^^^^^^^ expected a clause such as where, select, sort by, count\n"
       "  = hint: the backquotes around a hint are not part of it: leave them out\n")

REPORT(hint, count_first, "count activities",
       "error[E0201]: \"activities\" cannot stand after \"count\"\n"
       "  --> query:1:7\n"
       "  |\n"
       "1 | count activities\n"
       "  |       ^^^^^^^^^^ expected the collection before count\n"
       "  = hint: write `activities count`\n")

REPORT(hint, count_first_with_clauses, "count projects where budget > EUR 3M",
       "error[E0201]: \"projects\" cannot stand after \"count\"\n"
       "  --> query:1:7\n"
       "  |\n"
       "1 | count projects where budget > EUR 3M\n"
       "  |       ^^^^^^^^ expected the collection before count\n"
       "  = hint: write `projects where budget > EUR 3M count`\n")

REPORT(hint, list_first, "list activities",
       "error[E0201]: a query does not begin with \"list\"\n"
       "  --> query:1:1\n"
       "  |\n"
       "1 | list activities\n"
       "  | ^^^^ expected the name of a collection first\n"
       "  = hint: write `activities`\n")

REPORT(hint, how_many, "how many activities",
       "error[E0201]: a query does not begin with \"how\"\n"
       "  --> query:1:1\n"
       "  |\n"
       "1 | how many activities\n"
       "  | ^^^ expected the name of a collection first\n"
       "  = hint: write `activities count`\n")

REPORT(hint, how_many_in, "how many activities in Ukraine",
       "error[E0201]: a query does not begin with \"how\"\n"
       "  --> query:1:1\n"
       "  |\n"
       "1 | how many activities in Ukraine\n"
       "  | ^^^ expected the name of a collection first\n"
       "  = hint: for a country: `activities where country = Ukraine count`\n")

REPORT(hint, value_behind_its_field, "project GLACY-e",
       "error[E0203]: \"GLACY-e\" is not a clause\n"
       "  --> query:1:9\n"
       "  |\n"
       "1 | project GLACY-e\n"
       "  |         ^^^^^^^ expected a clause such as where, select, sort by, count\n"
       "  = hint: a query begins with its collection, for example: `activities where project = GLACY-e`\n")

REPORT(hint, in_a_country, "activities in Ukraine",
       "error[E0203]: \"in\" is not a clause\n"
       "  --> query:1:12\n"
       "  |\n"
       "1 | activities in Ukraine\n"
       "  |            ^^ expected where and a condition\n"
       "  = hint: for a country: `activities where country = Ukraine`\n")

REPORT(hint, in_a_country_and_clauses, "activities in Ukraine sort by start",
       "error[E0203]: \"in\" is not a clause\n"
       "  --> query:1:12\n"
       "  |\n"
       "1 | activities in Ukraine sort by start\n"
       "  |            ^^ expected where and a condition\n"
       "  = hint: for a country: `activities where country = Ukraine sort by start`\n")

REPORT(hint, in_a_time, "activities in 2025-10",
       "error[E0203]: \"in\" is not a clause\n"
       "  --> query:1:12\n"
       "  |\n"
       "1 | activities in 2025-10\n"
       "  |            ^^ expected where and a condition\n"
       "  = hint: for a time: `activities where when = 2025-10`\n")

REPORT(hint, for_something, "activities for GLACY-e",
       "error[E0203]: \"for\" is not a clause\n"
       "  --> query:1:12\n"
       "  |\n"
       "1 | activities for GLACY-e\n"
       "  |            ^^^ expected where and a condition\n"
       "  = hint: for a project: `activities where project = GLACY-e`\n")

REPORT(hint, about_something, "activities about osint",
       "error[E0203]: \"about\" is not a clause\n"
       "  --> query:1:12\n"
       "  |\n"
       "1 | activities about osint\n"
       "  |            ^^^^^ expected where and a condition\n"
       "  = hint: for a word in the title: `activities where title ~ osint`\n")

REPORT(hint, by_a_key, "activities by project",
       "error[E0203]: \"by\" is not a clause\n"
       "  --> query:1:12\n"
       "  |\n"
       "1 | activities by project\n"
       "  |            ^^ expected count by, or group by\n"
       "  = hint: how many of each: `activities count by project`\n")

REPORT(hint, value_alone, "activities GLACY-e",
       "error[E0203]: \"GLACY-e\" is not a clause\n"
       "  --> query:1:12\n"
       "  |\n"
       "1 | activities GLACY-e\n"
       "  |            ^^^^^^^ expected a clause such as where, select, sort by, count\n"
       "  = hint: for a project: `activities where project = GLACY-e`\n")

REPORT(hint, value_before_its_collection, "Ukraine activities",
       "error[E0203]: \"activities\" is not a clause\n"
       "  --> query:1:9\n"
       "  |\n"
       "1 | Ukraine activities\n"
       "  |         ^^^^^^^^^^ expected a clause such as where, select, sort by, count\n"
       "  = hint: a name of two words is written with _: `Ukraine_activities`\n")

REPORT(hint, sum_first, "SUM(projects.budget)",
       "error[E0201]: \"SUM(\" is not a clause\n"
       "  --> query:1:1\n"
       "  |\n"
       "1 | SUM(projects.budget)\n"
       "  | ^^^ expected a collection first\n"
       "  = hint: write `projects show SUM(budget)`\n")

REPORT(hint, count_call_first, "COUNT(activities)",
       "error[E0201]: \"COUNT(\" is not a clause\n"
       "  --> query:1:1\n"
       "  |\n"
       "1 | COUNT(activities)\n"
       "  | ^^^^^ expected a collection first\n"
       "  = hint: write `activities count`\n")

REPORT(hint, formula, "=COUNTIF(projects)",
       "error[E0222]: a statement cannot begin with \"=\"\n"
       "  --> query:1:1\n"
       "  |\n"
       "1 | =COUNTIF(projects)\n"
       "  | ^ expected a collection such as activities\n"
       "  = hint: a query has no = in front, for example: `projects show sum(budget)`\n")

REPORT(hint, condition_first, "project = GLACY-e AND country = Ukraine",
       "error[E0201]: a condition stands behind \"where\"\n"
       "  --> query:1:1\n"
       "  |\n"
       "1 | project = GLACY-e AND country = Ukraine\n"
       "  | ^^^^^^^ expected a collection, then where and a field\n"
       "  = hint: for example: `activities where project = GLACY-e AND country = Ukraine`\n")

REPORT(hint, condition_without_where, "activities country = Ukraine count",
       "error[E0201]: a condition stands behind \"where\"\n"
       "  --> query:1:12\n"
       "  |\n"
       "1 | activities country = Ukraine count\n"
       "  |            ^^^^^^^ expected where before it\n"
       "  = hint: write `activities where country = Ukraine count`\n")

REPORT(hint, count_star_as_clause, "activities count(*)",
       "error[E0201]: \"count(\" is not a clause\n"
       "  --> query:1:12\n"
       "  |\n"
       "1 | activities count(*)\n"
       "  |            ^^^^^ expected a clause such as show before it\n"
       "  = hint: the number of rows is `count`, without brackets\n")

REPORT(hint, length_behind_a_bar, "activities | length",
       "error[E0203]: \"length\" is not a clause\n"
       "  --> query:1:14\n"
       "  |\n"
       "1 | activities | length\n"
       "  |              ^^^^^^ expected a clause such as where, select, sort by, count\n"
       "  = hint: write `count`\n")

REPORT(hint, into_a_file, "projects > p.csv",
       "error[E0201]: \">\" does not write a file\n"
       "  --> query:1:10\n"
       "  |\n"
       "1 | projects > p.csv\n"
       "  |          ^ expected to and the file's name in quotes\n"
       "  = hint: write `projects to \"p.csv\"`\n")

REPORT(hint, as_a_format, "projects as csv",
       "error[E0203]: \"as\" is not a clause\n"
       "  --> query:1:10\n"
       "  |\n"
       "1 | projects as csv\n"
       "  |          ^^ expected to and a format\n"
       "  = hint: write `to csv`, or `to csv \"FILE\"` for a file\n")

REPORT(hint, first_with_offset, "activities first 5 offset 3",
       "error[E0201]: \"offset\" cannot stand after \"5\"\n"
       "  --> query:1:20\n"
       "  |\n"
       "1 | activities first 5 offset 3\n"
       "  |                    ^^^^^^ expected limit n offset m\n"
       "  = hint: 5 rows after the first 3: `limit 5 offset 3`\n")

REPORT(hint, limit_of_two, "activities limit 5, 10",
       "error[E0201]: \",\" cannot stand after \"5\"\n"
       "  --> query:1:19\n"
       "  |\n"
       "1 | activities limit 5, 10\n"
       "  |                   ^ expected limit n offset m\n"
       "  = hint: 10 rows after the first 5: `limit 10 offset 5`\n")

REPORT(hint, name_in_quotes, "activities select title as \"x y\"",
       "error[E0201]: a name does not stand in quotes\n"
       "  --> query:1:28\n"
       "  |\n"
       "1 | activities select title as \"x y\"\n"
       "  |                            ^^^^^ expected a name\n"
       "  = hint: a name that is not one word stands in backquotes, write: as `x y`\n")

REPORT(hint, pattern_without_slashes, "activities where title matches osint",
       "error[E0201]: \"matches\" wants a regular expression between slashes\n"
       "  --> query:1:32\n"
       "  |\n"
       "1 | activities where title matches osint\n"
       "  |                                ^^^^^ expected a regular expression: /…/\n"
       "  = hint: write `matches /osint/i`\n")

REPORT(hint, unit_without_space, "activities where start > today - 3days",
       "error[E0201]: \"3days\" is one word: there is no space before its unit\n"
       "  --> query:1:34\n"
       "  |\n"
       "1 | activities where start > today - 3days\n"
       "  |                                  ^^^^^ expected a number, a space and a unit\n"
       "  = hint: write `today - 3 days`\n")

REPORT(hint, negative_unit, "activities where start > -30d",
       "error[E0201]: \"30d\" is one word: there is no space before its unit\n"
       "  --> query:1:26\n"
       "  |\n"
       "1 | activities where start > -30d\n"
       "  |                          ^^^^ expected a number, a space and a unit\n"
       "  = hint: write `today - 30 days`\n")

REPORT(hint, footnote_mark_before_a_clause, "activities where country = Kosovo* count",
       "error[E0201]: \"*\" behind a text multiplies, and text cannot be multiplied\n"
       "  --> query:1:34\n"
       "  |\n"
       "1 | activities where country = Kosovo* count\n"
       "  |                                  ^ expected the text without its footnote mark\n"
       "  = hint: write `Kosovo`; the text with its mark stands in quotes: `\"Kosovo*\"`\n")

REPORT(hint, dots_and_zeros_in_a_date, "activities where when = 07.10.2025",
       "error[E0108]: \"07.10.2025\" is not a number\n"
       "  --> query:1:25\n"
       "  |\n"
       "1 | activities where when = 07.10.2025\n"
       "  |                         ^^^^^^^^^^ expected a date: year-month-day\n"
       "  = hint: write it as `2025-10-07`\n")

REPORT(hint, large_number, "activities select 99999999999999999999",
       "error[E0108]: this number is too large\n"
       "  --> query:1:19\n"
       "  |\n"
       "1 | activities select 99999999999999999999\n"
       "  |                   ^^^^^^^^^^^^^^^^^^^^ expected at most 18 digits before the point\n")

REPORT(hint, many_decimals, "activities select 0.1234567890123",
       "error[E0108]: this number has 13 digits behind its point\n"
       "  --> query:1:19\n"
       "  |\n"
       "1 | activities select 0.1234567890123\n"
       "  |                   ^^^^^^^^^^^^^^^ expected at most 12\n")

REPORT(hint, no_such_character, "activities where title ~ \"\\u{0}\"",
       "error[E0106]: there is no character with the number \"\\u{0}\"\n"
       "  --> query:1:27\n"
       "  |\n"
       "1 | activities where title ~ \"\\u{0}\"\n"
       "  |                           ^^^^^ expected the number of a character in hexadecimal: \\u{E9}\n")

REPORT(hint, surrogate, "activities where title ~ \"\\u{D800}\"",
       "error[E0106]: there is no character with the number \"\\u{D800}\"\n"
       "  --> query:1:27\n"
       "  |\n"
       "1 | activities where title ~ \"\\u{D800}\"\n"
       "  |                           ^^^^^^^^ expected the number of a character in hexadecimal: \\u{E9}\n")

REPORT(hint, list_for, "list activities for GLACY-e",
       "error[E0201]: a query does not begin with \"list\"\n"
       "  --> query:1:1\n"
       "  |\n"
       "1 | list activities for GLACY-e\n"
       "  | ^^^^ expected the name of a collection first\n"
       "  = hint: for a project: `activities where project = GLACY-e`\n")

REPORT(hint, count_in_a_time, "count activities in 2025-10",
       "error[E0201]: \"activities\" cannot stand after \"count\"\n"
       "  --> query:1:7\n"
       "  |\n"
       "1 | count activities in 2025-10\n"
       "  |       ^^^^^^^^^^ expected the collection before count\n"
       "  = hint: for a time: `activities where when = 2025-10 count`\n")

REPORT(hint, this_week, "activities this week",
       "error[E0203]: \"this\" is not a clause\n"
       "  --> query:1:12\n"
       "  |\n"
       "1 | activities this week\n"
       "  |            ^^^^ expected where and a condition\n"
       "  = hint: for a time: `activities where when = this week`\n")

REPORT(hint, last_month, "activities last month",
       "error[E0203]: \"last\" is not a clause\n"
       "  --> query:1:12\n"
       "  |\n"
       "1 | activities last month\n"
       "  |            ^^^^ expected where and a condition\n"
       "  = hint: for a time: `activities where when = last month`\n")

REPORT(hint, nothing_behind_in, "count activities in",
       "error[E0201]: \"activities\" cannot stand after \"count\"\n"
       "  --> query:1:7\n"
       "  |\n"
       "1 | count activities in\n"
       "  |       ^^^^^^^^^^ expected the collection before count\n"
       "  = hint: some of them: `activities where … count`\n")

/* clang-format on */

/* What is tried for one mistake does not try anything for the others: the time would double with each. */
Test(hint, many_mistakes_take_no_time, .timeout = 20)
{
    static const char *const clauses[] = {" where country Ukraine", " select title country", " where joint, online",
                                          " count by each country", " where in Moldova"};
    for (size_t i = 0; i < sizeof clauses / sizeof *clauses; i++) {
        sbuf text = {0};
        sbuf_add(&text, STR("activities"));
        for (int n = 0; n < 60; n++)
            sbuf_add(&text, str_of(clauses[i]));
        parsed p = {0};
        parse_text(&p, sbuf_str(&text));
        cr_expect_gt(p.bag.error_count, 0);
        parsed_free(&p);
        sbuf_free(&text);
    }
}
