/* What is said about mistakes, whole: each is to help someone who has never read the manual.
 * Long because each message is there in full. */
#include "parse_test.h"

/* clang-format off */

REPORT(message, misspelt_clause, "activities were project = X",
       "error[E0203]: \"were\" is not a clause\n"
       "  --> query:1:12\n"
       "  |\n"
       "1 | activities were project = X\n"
       "  |            ^^^^ expected a clause such as where, select, sort by, count\n"
       "  = hint: write `where project = X`\n")

REPORT(message, misspelt_clause_on_its_own_line, "activities\nwere project = X",
       "error[E0203]: \"were\" is not a clause\n"
       "  --> query:2:1\n"
       "  |\n"
       "2 | were project = X\n"
       "  | ^^^^ expected a clause such as where, select, sort by, count\n"
       "  = hint: write `where project = X`\n")

REPORT(message, other_languages_clause, "activities filter joint",
       "error[E0203]: \"filter\" is not a clause\n"
       "  --> query:1:12\n"
       "  |\n"
       "1 | activities filter joint\n"
       "  |            ^^^^^^ expected a clause such as where, select, sort by, count\n"
       "  = hint: write `where joint`\n")

REPORT(message, sort_without_by, "activities sort start",
       "error[E0203]: \"sort\" is not a clause\n"
       "  --> query:1:12\n"
       "  |\n"
       "1 | activities sort start\n"
       "  |            ^^^^ expected a clause such as where, select, sort by, count\n"
       "  = hint: write `sort by start`\n")

REPORT(message, unclosed_quote, "activities where title ~ \"osint",
       "error[E0103]: this quote is not closed on its line\n"
       "  --> query:1:26\n"
       "  |\n"
       "1 | activities where title ~ \"osint\n"
       "  |                          ^ expected a second \" behind the text\n"
       "  = hint: write `\"osint\"`\n"
       "  = hint: most texts need no quotes, as in `country = North Macedonia`\n")

REPORT(message, unclosed_apostrophe, "activities where country = 'Ivoire",
       "error[E0103]: this quote is not closed on its line\n"
       "  --> query:1:28\n"
       "  |\n"
       "1 | activities where country = 'Ivoire\n"
       "  |                            ^ expected a second ' behind the text\n"
       "  = hint: a text with an apostrophe at its start is written in double quotes: `\"'…\"`\n")

REPORT(message, and_ended_the_value, "activities where country = Antigua and Barbuda West sort by start",
       "error[E0206]: \"and\" ended the value before it, and no condition follows\n"
       "  --> query:1:48\n"
       "  |\n"
       "1 | activities where country = Antigua and Barbuda West sort by start\n"
       "  |                                                ^^^^ expected an operator, or quotes around the whole text\n"
       "  |                                    --- the value ends here\n"
       "  = hint: a text with `and` in it stands in quotes: `\"Antigua and Barbuda West\"`\n")

REPORT(message, sql_select, "SELECT * FROM activities",
       "error[E0207]: \"SELECT\" in front of the collection is SQL\n"
       "  --> query:1:1\n"
       "  |\n"
       "1 | SELECT * FROM activities\n"
       "  | ^^^^^^ expected the collection first, its clauses behind it\n"
       "  = hint: write `activities`\n"
       "  = hint: that shows its usual columns; `activities select *` shows all\n")

REPORT(message, sql_select_columns, "SELECT title, country FROM activities WHERE joint",
       "error[E0207]: \"SELECT\" in front of the collection is SQL\n"
       "  --> query:1:1\n"
       "  |\n"
       "1 | SELECT title, country FROM activities WHERE joint\n"
       "  | ^^^^^^ expected the collection first, its clauses behind it\n"
       "  = hint: write `activities where joint select title, country`\n")

REPORT(message, from_first, "from activities where joint",
       "error[E0207]: \"from\" in front of the collection is SQL\n"
       "  --> query:1:1\n"
       "  |\n"
       "1 | from activities where joint\n"
       "  | ^^^^ expected activities, without a word before it\n"
       "  = hint: write `activities where joint`\n")

REPORT(message, like, "activities where title LIKE '%osint%'",
       "error[E0208]: \"LIKE\" is not an operator of this language\n"
       "  --> query:1:24\n"
       "  |\n"
       "1 | activities where title LIKE '%osint%'\n"
       "  |                        ^^^^ expected ~ (contains, case and accents aside)\n"
       "  = hint: write `title ~ \"osint\"`\n")

REPORT(message, like_inside, "activities where title like 'a%b'",
       "error[E0208]: \"like\" is not an operator of this language\n"
       "  --> query:1:24\n"
       "  |\n"
       "1 | activities where title like 'a%b'\n"
       "  |                        ^^^^ expected ~ (contains, case and accents aside)\n")

REPORT(message, between, "activities where days BETWEEN 3 AND 5",
       "error[E0208]: \"BETWEEN\" is not an operator of this language\n"
       "  --> query:1:23\n"
       "  |\n"
       "1 | activities where days BETWEEN 3 AND 5\n"
       "  |                       ^^^^^^^ expected in, and a range\n"
       "  = hint: write `days in 3..5`\n")

REPORT(message, starts_with, "activities where title startswith osint",
       "error[E0208]: \"startswith\" is not an operator of this language\n"
       "  --> query:1:24\n"
       "  |\n"
       "1 | activities where title startswith osint\n"
       "  |                        ^^^^^^^^^^ expected matches\n"
       "  = hint: write `title matches /^osint/i`\n")

REPORT(message, order_by, "activities order by start desc",
       "error[E0209]: \"order by\" is not a clause of this language\n"
       "  --> query:1:12\n"
       "  |\n"
       "1 | activities order by start desc\n"
       "  |            ^^^^^^^^ expected sort by\n"
       "  = hint: write `sort by start desc`\n")

REPORT(message, is_null, "activities where country is null",
       "error[E0210]: \"null\" is not a word of this language\n"
       "  --> query:1:29\n"
       "  |\n"
       "1 | activities where country is null\n"
       "  |                             ^^^^ expected missing or known\n"
       "  = hint: write `country is missing`\n")

REPORT(message, is_not_null, "activities where country IS NOT NULL",
       "error[E0210]: \"NULL\" is not a word of this language\n"
       "  --> query:1:33\n"
       "  |\n"
       "1 | activities where country IS NOT NULL\n"
       "  |                                 ^^^^ expected missing or known\n"
       "  = hint: write `country is known`\n")

REPORT(message, is_value, "activities where country is Ukraine",
       "error[E0201]: \"is\" asks only whether there is a value\n"
       "  --> query:1:29\n"
       "  |\n"
       "1 | activities where country is Ukraine\n"
       "  |                             ^^^^^^^ expected missing or known\n"
       "  = hint: to compare, write `country = Ukraine`\n")

REPORT(message, equals_null, "activities where country = null",
       "error[E0210]: nothing is equal to \"null\"\n"
       "  --> query:1:26\n"
       "  |\n"
       "1 | activities where country = null\n"
       "  |                          ^^^^^^ expected is missing, or is known\n"
       "  = hint: write `country is missing`\n"
       "  = hint: for the word itself: `country = \"null\"`\n")

REPORT(message, differs_from_missing, "activities where country != missing",
       "error[E0210]: nothing is equal to \"missing\"\n"
       "  --> query:1:26\n"
       "  |\n"
       "1 | activities where country != missing\n"
       "  |                          ^^^^^^^^^^ expected is missing, or is known\n"
       "  = hint: write `country is known`\n"
       "  = hint: for the word itself: `country != \"missing\"`\n")

REPORT(message, count_star, "activities show count(*)",
       "error[E0211]: count takes no *\n"
       "  --> query:1:17\n"
       "  |\n"
       "1 | activities show count(*)\n"
       "  |                 ^^^^^^^ expected count, without brackets\n"
       "  = hint: the number of rows: `show count`, or `count by country`\n")

REPORT(message, double_ampersand, "activities where joint && online",
       "error[E0109]: \"&&\" is not a sign of this language\n"
       "  --> query:1:24\n"
       "  |\n"
       "1 | activities where joint && online\n"
       "  |                        ^^ expected and\n"
       "  = hint: for example: `where joint and online`\n")

REPORT(message, double_bar_and_exclamation, "activities where joint || !online",
       "error[E0109]: \"||\" is not a sign of this language\n"
       "  --> query:1:24\n"
       "  |\n"
       "1 | activities where joint || !online\n"
       "  |                        ^^ expected or (between texts +)\n"
       "  = hint: for example: `where joint or online`\n"
       "error[E0109]: \"!\" is not a sign of this language\n"
       "  --> query:1:27\n"
       "  |\n"
       "1 | activities where joint || !online\n"
       "  |                           ^ expected not\n"
       "  = hint: for example: `where not joint`\n")

REPORT(message, angle_brackets, "activities where country <> Ukraine",
       "error[E0109]: \"<>\" is not a sign of this language\n"
       "  --> query:1:26\n"
       "  |\n"
       "1 | activities where country <> Ukraine\n"
       "  |                          ^^ expected !=\n"
       "  = hint: for example: `where country != Ukraine`\n")

REPORT(message, percent, "activities where days % 2 = 0",
       "error[E0109]: \"%\" is not a sign of this language\n"
       "  --> query:1:23\n"
       "  |\n"
       "1 | activities where days % 2 = 0\n"
       "  |                       ^ expected % only behind a number: 40%\n"
       "  = hint: the rest of a division: `mod(days, 2)`\n")

REPORT(message, square_brackets, "activities where country in [Ukraine, Moldova]",
       "error[E0109]: \"[\" is not a sign of this language\n"
       "  --> query:1:29\n"
       "  |\n"
       "1 | activities where country in [Ukraine, Moldova]\n"
       "  |                             ^ expected ( ) around lists and groups\n"
       "  = hint: for example: `country in (Ukraine, Moldova)`\n")

REPORT(message, braces, "activities where {joint}",
       "error[E0109]: \"{\" is not a sign of this language\n"
       "  --> query:1:18\n"
       "  |\n"
       "1 | activities where {joint}\n"
       "  |                  ^ expected ( ) around lists and groups\n"
       "  = hint: for example: `country in (Ukraine, Moldova)`\n")

REPORT(message, at_sign, "@country",
       "error[E0109]: \"@\" is not a sign of this language\n"
       "  --> query:1:1\n"
       "  |\n"
       "1 | @country\n"
       "  | ^ expected $ before a variable\n"
       "  = hint: for example: `$country`\n")

REPORT(message, double_minus, "activities count -- all of them",
       "error[E0110]: \"--\" does not begin a comment here\n"
       "  --> query:1:18\n"
       "  |\n"
       "1 | activities count -- all of them\n"
       "  |                  ^^ expected # before a comment\n"
       "  = hint: to subtract a negative number, put a space between the signs: `- -`\n")

REPORT(message, slashes, "activities count // all of them",
       "error[E0110]: \"//\" does not begin a comment here\n"
       "  --> query:1:18\n"
       "  |\n"
       "1 | activities count // all of them\n"
       "  |                  ^^ expected # before a comment\n"
       "  = hint: a value in place of a missing one: `country ?? \"none\"`\n")

REPORT(message, slash_star, "activities /* all */ count",
       "error[E0110]: \"/*\" does not begin a comment here\n"
       "  --> query:1:12\n"
       "  |\n"
       "1 | activities /* all */ count\n"
       "  |            ^^ expected # before a comment\n")

REPORT(message, question_mark, "activities where days ? 3",
       "error[E0102]: \"?\" has no meaning here\n"
       "  --> query:1:23\n"
       "  |\n"
       "1 | activities where days ? 3\n"
       "  |                       ^\n"
       "  = hint: a choice: `if days > 3 then \"long\" else \"short\"`\n"
       "  = hint: two question marks give a value in place of a missing one: `country ?? \"none\"`\n")

REPORT(message, initials, "activities where country = U.S. count",
       "error[E0102]: \"U.S.\" has dots in it, which words have not\n"
       "  --> query:1:28\n"
       "  |\n"
       "1 | activities where country = U.S. count\n"
       "  |                            ^^^^ expected quotes around a text with dots\n"
       "  = hint: write `\"U.S.\"`\n")

REPORT(message, dots_in_a_number, "projects where budget > EUR 10.000.000",
       "error[E0108]: \"10.000.000\" is not a number\n"
       "  --> query:1:29\n"
       "  |\n"
       "1 | projects where budget > EUR 10.000.000\n"
       "  |                             ^^^^^^^^^^ expected a number with at most one decimal point\n"
       "  = hint: thousands are written with _ between them, or with nothing: `10_000_000`\n")

REPORT(message, commas_in_a_number, "projects where budget > EUR 10,000,000",
       "error[E0108]: \"10,000,000\" is not a number: a comma stands between two values\n"
       "  --> query:1:29\n"
       "  |\n"
       "1 | projects where budget > EUR 10,000,000\n"
       "  |                             ^^^^^^^^^^ expected thousands without a comma\n"
       "  = hint: write `10_000_000`\n")

REPORT(message, dots_in_a_date, "activities where start = 7.10.2025",
       "error[E0108]: \"7.10.2025\" is not a number\n"
       "  --> query:1:26\n"
       "  |\n"
       "1 | activities where start = 7.10.2025\n"
       "  |                          ^^^^^^^^^ expected a date: year-month-day\n"
       "  = hint: write it as `2025-10-07`\n")

REPORT(message, footnote_mark, "activities where country = Kosovo*",
       "error[E0201]: \"*\" behind \"Kosovo\" multiplies, and nothing follows to multiply with\n"
       "  --> query:1:34\n"
       "  |\n"
       "1 | activities where country = Kosovo*\n"
       "  |                                  ^ expected the word without its footnote mark\n"
       "  = hint: write `Kosovo`; the text with its mark stands in quotes: `\"Kosovo*\"`\n")

REPORT(message, curly_quotes, "activities where title ~ “osint training”",
       "error[E0104]: typographic quotes do not enclose a text\n"
       "  --> query:1:26\n"
       "  |\n"
       "1 | activities where title ~ “osint training”\n"
       "  |                          ^^^^^^^^^^^^^^^^ expected plain quotes\n"
       "  = hint: write `\"osint training\"`\n")

REPORT(message, greater_or_equal_sign, "activities where days ≥ 3",
       "error[E0105]: \"≥\" is not a sign of this language\n"
       "  --> query:1:23\n"
       "  |\n"
       "1 | activities where days ≥ 3\n"
       "  |                       ^ expected >=\n")

REPORT(message, clause_in_a_list, "activities where country in (Ukraine, Moldova sort by start",
       "error[E0204]: this bracket is not closed before \"sort by\"\n"
       "  --> query:1:29\n"
       "  |\n"
       "1 | activities where country in (Ukraine, Moldova sort by start\n"
       "  |                             ^ expected a ) that belongs to it\n"
       "  |                                               ------- a clause begins here\n")

REPORT(message, unclosed_bracket, "activities where country in (Ukraine, Moldova",
       "error[E0204]: this bracket is not closed\n"
       "  --> query:1:29\n"
       "  |\n"
       "1 | activities where country in (Ukraine, Moldova\n"
       "  |                             ^ expected a ) that belongs to it, before the statement ends\n"
       "  = hint: write `(Ukraine, Moldova)`\n")

REPORT(message, stray_bracket, "activities where joint) count",
       "error[E0205]: this bracket closes nothing\n"
       "  --> query:1:23\n"
       "  |\n"
       "1 | activities where joint) count\n"
       "  |                       ^ expected no ), or a ( before it\n"
       "  = hint: leave it out\n")

REPORT(message, or_between_values, "activities where country = (Ukraine or Moldova)",
       "error[E0206]: \"or\" cannot stand between two values\n"
       "  --> query:1:37\n"
       "  |\n"
       "1 | activities where country = (Ukraine or Moldova)\n"
       "  |                                     ^^ expected a comma or a closing bracket\n"
       "  = hint: one of several values: `country in (Ukraine, Moldova)`\n"
       "  = hint: a text with `or` in it stands in quotes: `\"Ukraine or Moldova\"`\n")

REPORT(message, list_without_brackets, "activities where country = Ukraine, Moldova",
       "error[E0201]: a comma cannot stand after the value of a comparison\n"
       "  --> query:1:35\n"
       "  |\n"
       "1 | activities where country = Ukraine, Moldova\n"
       "  |                                   ^ expected another condition (and, or), a clause or the end\n"
       "  = hint: one of several values: `country in (Ukraine, Moldova)`\n")

REPORT(message, comma_forgotten, "activities where country in (Ukraine\nMoldova)",
       "error[E0217]: \"Moldova\" begins a new line, and a text ends with its line\n"
       "  --> query:2:1\n"
       "  |\n"
       "2 | Moldova)\n"
       "  | ^^^^^^^ expected a comma or a closing bracket before it\n"
       "  = hint: two values: `Ukraine, Moldova`\n")

REPORT(message, comma_too_many, "activities where country in (Ukraine, )",
       "error[E0201]: \")\" cannot stand after \",\"\n"
       "  --> query:1:39\n"
       "  |\n"
       "1 | activities where country in (Ukraine, )\n"
       "  |                                       ^ expected a value: text, a number, a date, $name or .field\n")

REPORT(message, first_without_number, "activities first three",
       "error[E0219]: \"first\" has no number behind it\n"
       "  --> query:1:12\n"
       "  |\n"
       "1 | activities first three\n"
       "  |            ^^^^^ expected first and a number\n"
       "  = hint: for example: `first 10`\n")

REPORT(message, top_without_number, "projects top by budget",
       "error[E0219]: \"top\" has no number behind it\n"
       "  --> query:1:10\n"
       "  |\n"
       "1 | projects top by budget\n"
       "  |          ^^^ expected a number\n"
       "  = hint: the largest first: `top 3 by budget`\n")

REPORT(message, unknown_format, "activities to cvs",
       "error[E0215]: there is no format \"cvs\"\n"
       "  --> query:1:15\n"
       "  |\n"
       "1 | activities to cvs\n"
       "  |               ^^^ expected a format such as table, csv, tsv, json, jsonl, ics, markdown, html, org, latex, chart, timeline or calendar\n"
       "  = hint: did you mean csv?\n")

REPORT(message, no_format, "activities to",
       "error[E0215]: \"to\" has no format behind it\n"
       "  --> query:1:12\n"
       "  |\n"
       "1 | activities to\n"
       "  |            ^^ expected to and a format or a file: to csv, to \"out.csv\"\n")

REPORT(message, add_without_name, "activities add days + 1",
       "error[E0220]: an item of add begins with its name and =\n"
       "  --> query:1:21\n"
       "  |\n"
       "1 | activities add days + 1\n"
       "  |                     ^ expected name = expression\n"
       "  = hint: write `add x = days + 1`\n")

REPORT(message, add_without_second_name, "activities add n = days + 1, days",
       "error[E0220]: what follows this comma has no name\n"
       "  --> query:1:28\n"
       "  |\n"
       "1 | activities add n = days + 1, days\n"
       "  |                            ^ expected name = expression\n"
       "  = hint: for example: `add longer = days + 1`\n")

REPORT(message, value_without_dollar, "let start = 2025-10",
       "error[E0216]: \"start\" names a query, and a value follows\n"
       "  --> query:1:5\n"
       "  |\n"
       "1 | let start = 2025-10\n"
       "  |     ^^^^^ expected $ before the name of a value\n"
       "  = hint: write `let $start = 2025-10`\n")

REPORT(message, query_with_dollar, "let $x = activities where joint",
       "error[E0216]: \"where\" belongs to a query, and $ names a value\n"
       "  --> query:1:21\n"
       "  |\n"
       "1 | let $x = activities where joint\n"
       "  |                     ^^^^^ expected the end of the statement\n"
       "  = hint: a query has no $: `let x = activities where joint`\n"
       "  = hint: a clause that goes on from the last query stands behind a blank line or ;\n")

REPORT(message, parameter_without_dollar, "param country = Ukraine",
       "error[E0216]: the name of a parameter begins with $\n"
       "  --> query:1:7\n"
       "  |\n"
       "1 | param country = Ukraine\n"
       "  |       ^^^^^^^ expected $country\n")

REPORT(message, definition_without_owner, "def long = days > 30",
       "error[E0201]: \"long\" is neither a function nor a field of a collection\n"
       "  --> query:1:10\n"
       "  |\n"
       "1 | def long = days > 30\n"
       "  |          ^ expected brackets or a field behind the name\n"
       "  = hint: a computed field: `def activities.long = days > 30`\n")

REPORT(message, no_collection, "= 3",
       "error[E0222]: a statement cannot begin with \"=\"\n"
       "  --> query:1:1\n"
       "  |\n"
       "1 | = 3\n"
       "  | ^ expected a collection such as activities\n"
       "  = hint: a query has no = in front, for example: `projects show sum(budget)`\n")

REPORT(message, two_names, "activities where project name = X",
       "error[E0201]: there is no operator between \"project\" and \"name\"\n"
       "  --> query:1:26\n"
       "  |\n"
       "1 | activities where project name = X\n"
       "  |                          ^^^^ expected an operator such as = ~ in\n"
       "  = hint: a field behind a link: `project.name`\n")

REPORT(message, no_operator, "activities where country Ukraine",
       "error[E0201]: there is no operator between \"country\" and \"Ukraine\"\n"
       "  --> query:1:26\n"
       "  |\n"
       "1 | activities where country Ukraine\n"
       "  |                          ^^^^^^^ expected an operator such as = ~ in\n"
       "  = hint: to compare: `country = Ukraine`\n")

REPORT(message, no_comma_in_select, "activities select title country",
       "error[E0201]: there is no comma between \"title\" and \"country\"\n"
       "  --> query:1:25\n"
       "  |\n"
       "1 | activities select title country\n"
       "  |                         ^^^^^^^ expected a comma, or an operator\n"
       "  = hint: two columns: `title, country`\n")

REPORT(message, path_as_value, "activities where start = project.start",
       "error[E0212]: \"project.start\" stands where a value is wanted, and has a dot in it\n"
       "  --> query:1:26\n"
       "  |\n"
       "1 | activities where start = project.start\n"
       "  |                          ^^^^^^^^^^^^^ expected a value; or a field, with a dot before it\n"
       "  = hint: the field: `.project.start`\n"
       "  = hint: the text: `\"project.start\"`\n")

REPORT(message, query_as_value, "projects where budget > (projects show avg(budget))",
       "error[E0213]: a query in brackets is not a value\n"
       "  --> query:1:25\n"
       "  |\n"
       "1 | projects where budget > (projects show avg(budget))\n"
       "  |                         ^^^^^^^^^^^^^^^^^^^^^^^^^^^ expected a value: a literal, a field, a call\n"
       "  = hint: ask for the value first, then write it, for example: `projects show avg(budget)`, and `projects where budget > EUR 3M`\n")

REPORT(message, query_as_operand, "projects where (projects count) > 3",
       "error[E0213]: a query in brackets is not a value\n"
       "  --> query:1:16\n"
       "  |\n"
       "1 | projects where (projects count) > 3\n"
       "  |                ^^^^^^^^^^^^^^^^ expected a value: a literal, a field, a call\n"
       "  = hint: ask for the value first, then write it, for example: `projects show avg(budget)`, and `projects where budget > EUR 3M`\n")

REPORT(message, pivot_alone, "activities pivot project",
       "error[E0214]: pivot has no group by before it\n"
       "  --> query:1:12\n"
       "  |\n"
       "1 | activities pivot project\n"
       "  |            ^^^^^ expected group by before pivot\n"
       "  = hint: for example: `group by month pivot project`\n")

REPORT(message, pivot_twice, "activities group by country pivot month pivot quarter",
       "error[E0214]: this group by has a pivot already\n"
       "  --> query:1:41\n"
       "  |\n"
       "1 | activities group by country pivot month pivot quarter\n"
       "  |                                         ^^^^^ expected one pivot in a group by\n"
       "  |                                   ----- its values become columns\n"
       "  = hint: make this a key, which gives each value a row: `group by month, country pivot project`\n")

REPORT(message, pivot_of_two_keys, "activities group by country pivot month, quarter in 2025-Q4 show count",
       "error[E0214]: a pivot has one key\n"
       "  --> query:1:42\n"
       "  |\n"
       "1 | activities group by country pivot month, quarter in 2025-Q4 show count\n"
       "  |                                          ^^^^^^^^^^^^^^^^^^ expected nothing more\n"
       "  |                                   ----- its values become columns\n"
       "  = hint: other keys stand before it: `group by month, country pivot project`\n"
       "  = hint: what fills the cells stands in show: `pivot project show count, sum(days)`\n")

REPORT(message, pivot_behind_show, "activities group by country show count pivot month",
       "error[E0214]: pivot stands before show\n"
       "  --> query:1:40\n"
       "  |\n"
       "1 | activities group by country show count pivot month\n"
       "  |                                        ^^^^^ expected pivot right behind the keys of the group by\n"
       "  = hint: for example: `group by month pivot project show sum(days)`\n")

REPORT(message, clause_after_to, "activities to csv first 3",
       "error[E0218]: \"first\" stands after to\n"
       "  --> query:1:19\n"
       "  |\n"
       "1 | activities to csv first 3\n"
       "  |                   ^^^^^ expected the end of the statement: to comes last\n"
       "  = hint: put `to …` at the end\n")

REPORT(message, reserved_name, "activities select where",
       "error[E0221]: \"where\" is a word of the language, and cannot stand after \"select\"\n"
       "  --> query:1:19\n"
       "  |\n"
       "1 | activities select where\n"
       "  |                   ^^^^^ expected a field or a value\n"
       "  = hint: such a name is written in backquotes, which belong to it: `where`\n")

REPORT(message, clause_after_and, "activities where joint and select title",
       "error[E0221]: \"select\" is a word of the language, and cannot stand after \"and\"\n"
       "  --> query:1:28\n"
       "  |\n"
       "1 | activities where joint and select title\n"
       "  |                            ^^^^^^ expected a field or a value\n"
       "  = hint: leave out \"and\", or write another condition behind it\n")

REPORT(message, nothing_after_where, "activities where",
       "error[E0202]: the statement ends after \"where\", where more is needed\n"
       "  --> query:1:17\n"
       "  |\n"
       "1 | activities where\n"
       "  |                 ^ expected a field or a value\n"
       "  = hint: for example: `where country = Ukraine`\n")

REPORT(message, nothing_after_equals, "activities where country =",
       "error[E0202]: the statement ends after \"=\", where more is needed\n"
       "  --> query:1:27\n"
       "  |\n"
       "1 | activities where country =\n"
       "  |                           ^ expected a value: text, a number, a date, $name or .field\n"
       "  = hint: rows without a value: `country is missing`\n")

REPORT(message, nothing_after_join, "activities join projects",
       "error[E0202]: the statement ends after \"projects\", where more is needed\n"
       "  --> query:1:25\n"
       "  |\n"
       "1 | activities join projects\n"
       "  |                         ^ expected on and a condition or as and a name\n")

REPORT(message, two_operators, "activities where days >= >= 3",
       "error[E0201]: two signs stand beside each other\n"
       "  --> query:1:23\n"
       "  |\n"
       "1 | activities where days >= >= 3\n"
       "  |                       ^^^^^ expected one sign\n"
       "  = hint: write `days >= 3`\n")

REPORT(message, two_comparisons, "activities where a = 3 = 4",
       "error[E0201]: \"=\" cannot stand after \"3\"\n"
       "  --> query:1:24\n"
       "  |\n"
       "1 | activities where a = 3 = 4\n"
       "  |                        ^ expected another condition (and, or), a clause such as where, select, sort by or the end of the statement\n")

REPORT(message, conditional_without_brackets, "activities where mode = if joint then online else in person",
       "error[E0201]: \"if\" cannot begin a value without brackets\n"
       "  --> query:1:25\n"
       "  |\n"
       "1 | activities where mode = if joint then online else in person\n"
       "  |                         ^^ expected a value, or ( before if\n"
       "  = hint: for example: `mode = (if joint then online else in person)`\n")

REPORT(message, bare_aggregate, "activities sum(days)",
       "error[E0201]: \"sum(\" is not a clause\n"
       "  --> query:1:12\n"
       "  |\n"
       "1 | activities sum(days)\n"
       "  |            ^^^ expected a clause such as show before it\n"
       "  = hint: write `show sum(days)`\n")

REPORT(message, bare_count_distinct, "activities count distinct(country)",
       "error[E0201]: \"count distinct\" is not a clause\n"
       "  --> query:1:18\n"
       "  |\n"
       "1 | activities count distinct(country)\n"
       "  |                  ^^^^^^^^ expected a clause such as show before it\n"
       "  = hint: write `show count distinct(country)`\n")

REPORT(message, count_by_in_show, "activities show count by project",
       "error[E0201]: \"by\" cannot stand after \"count\"\n"
       "  --> query:1:23\n"
       "  |\n"
       "1 | activities show count by project\n"
       "  |                       ^^ expected a comma, another clause or the end of the statement\n"
       "  = hint: one row per key: `count by project`, or `group by project show count, sum(days)`\n")

REPORT(message, not_before_equals, "activities where country not = Ukraine",
       "error[E0208]: \"not\" cannot stand before \"=\"\n"
       "  --> query:1:26\n"
       "  |\n"
       "1 | activities where country not = Ukraine\n"
       "  |                          ^^^^^ expected !=\n"
       "  = hint: write `country != Ukraine`\n")

REPORT(message, bad_escape, "activities where title ~ \"a\\qb\"",
       "error[E0106]: \"\\q\" is not an escape\n"
       "  --> query:1:28\n"
       "  |\n"
       "1 | activities where title ~ \"a\\qb\"\n"
       "  |                            ^^ expected \\n, \\t, \\\", \\\\ or \\u{…} with a character's number\n"
       "  = hint: a backslash itself is written `\\\\`; between single quotes nothing is an escape\n")

REPORT(message, unclosed_pattern, "activities where title matches /osint",
       "error[E0107]: this regular expression is not closed on its line\n"
       "  --> query:1:32\n"
       "  |\n"
       "1 | activities where title matches /osint\n"
       "  |                                ^ expected a second / behind it\n"
       "  = hint: a slash inside the expression is written `\\/`\n")

REPORT(message, unclosed_backquote, "activities select `title",
       "error[E0111]: this backquote is not closed on its line\n"
       "  --> query:1:19\n"
       "  |\n"
       "1 | activities select `title\n"
       "  |                   ^ expected a second ` behind the name\n")

REPORT(message, dollar_alone, "activities where country = $",
       "error[E0112]: a $ without a name\n"
       "  --> query:1:28\n"
       "  |\n"
       "1 | activities where country = $\n"
       "  |                            ^ expected $ and a name: $country\n")

REPORT(message, module_missing, "use",
       "error[E0202]: the statement ends after \"use\", where more is needed\n"
       "  --> query:1:4\n"
       "  |\n"
       "1 | use\n"
       "  |    ^ expected a module, or a file in quotes\n")

REPORT(message, file_without_quotes, "load visits.csv",
       "error[E0201]: the name of a file stands in quotes\n"
       "  --> query:1:6\n"
       "  |\n"
       "1 | load visits.csv\n"
       "  |      ^^^^^^^^^^ expected a file's name in quotes\n"
       "  = hint: write `load \"visits.csv\"`\n")

/* clang-format on */

/* The example of each code of the scanner and the grammar provokes it, and nothing else of theirs. */
Test(codes, examples_provoke_them)
{
    for (int i = 0; i < DIAG_CODE_COUNT; i++) {
        const diag_code_info *info = diag_info((diag_code)i);
        bool ours = info->code[0] == 'E' && info->code[1] == '0' && (info->code[2] == '1' || info->code[2] == '2');
        if (ours && info->example[0] != '$') /* a command line: bytes that are no text */
            expect_codes(info->example, info->code);
    }
}
