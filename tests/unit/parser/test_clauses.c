/* Every clause and statement, read and printed again; the tree's fields where the print does not show them. */
#include "parse_test.h"

/* ---- Clauses ---- */

SAME(clause, where, "activities where joint and days > 3")
SAME(clause, select, "activities select start, country.iso2, budget * 2 as double, count")
SAME(clause, select_all, "activities select *")
SAME(clause, select_all_and_more, "activities select *, days + 1 as longer")
SAME(clause, select_backquotes, "activities select `First day`, title as `T x`")
SAME(clause, add, "activities add longer = days + 1, n = number() per project, month, part = share(budget)")
SAME(clause, add_conditional, "activities add kind = if joint then \"joint\" else \"own\", m = 1")
SAME(clause, add_per_then_item, "activities add a = count per x, b = sum(days) per x, y, c = 3")
SAME(clause, drop, "activities drop body, project.budget")
SAME(clause, rename, "activities rename title as name, place as where_held")
SAME(clause, sort_by, "activities sort by start desc, title, days asc")
SAME(clause, cuts, "activities first 3 last 2 limit 10 limit 10 offset 5 first $n")
SAME(clause, top, "activities top 3 by days")
SAME(clause, top_full, "activities top $n by sum(budget) per project, month with ties")
SAME(clause, distinct, "activities distinct distinct by country, start.month")
SAME(clause, group_by, "activities group by country")
SAME(clause, group_by_full, "a group by start.month as month in 2025-H2, p in (A, B) pivot m in (online) show count, sum(d) as d")
SAME(clause, group_by_condition, "activities group by days > 3 as long")
SAME(clause, group_by_in_brackets, "activities group by (country in (A, B)) as ours")
SAME(clause, count, "activities count")
SAME(clause, count_by, "activities count by project, start.month as month in 2025-Q4")
SAME(clause, show, "activities show count, sum(budget) as total, count distinct(country)")
SAME(clause, expand, "activities expand project expand month in 2025-Q3")
SAME(clause, join, "activities join projects as p on project = p.name")
SAME(clause, join_query, "a left join (projects where budget > EUR 5M) as p on project = p.name and not (x = y or z in (a, b))")
SAME(clause, append_and_sisters, "activities append ours except (activities first 3) intersect (ours)")
SAME(clause, to, "activities to csv \"out.csv\"")
SAME(clause, to_options, "activities to chart bar width=80 title=\"A b\"")
SAME(clause, to_file, "activities to \"out.md\"")
SAME(clause, pipes, "activities | where joint | count by project")
SAME(clause, query_in_brackets, "(activities where joint) count")
SAME(clause, brackets_in_brackets, "((activities first 3) where joint) count")
SAME(clause, keywords_as_fields, "a select count, first, last, limit, top, group, number, share, show, left, this, next, sort, use")
SAME(clause, keywords_as_calls, "activities select first(title), last(x), left(title, 3), next(x), count(y)")
SAME(clause, in_by_and_to_as_text, "activities where title ~ work by hand in 2025 to share it count by project")
SAME(clause, clause_after_open_range, "activities where when = 2025-10.. sort by start")
SAME(clause, format_word_inside_a_phrase_ends_it, "activities where title ~ trip to csv")
SAME(clause, per_ends_a_phrase, "activities top 2 by title = a b per project")
SAME(clause, definition_with_range, "activities add p = first_day.. count by p")
FORMAT(clause, keywords_become_lower_case, "Activities WHERE Joint AND NOT Online Sort   BY Start DESC",
       "Activities where Joint and not Online sort by Start desc\n")
FORMAT(clause, two_words_over_lines, "activities sort\nby start", "activities sort by start\n")

static const ast_query *query_of(parsed *p, const char *text)
{
    parse_text(p, str_of(text));
    cr_assert_eq(p->bag.count, 0, "%s\n%s", text, parsed_report(p));
    cr_assert_eq(p->script->statement_count, 1);
    return p->script->statements[0]->query;
}

Test(clause, show_at_once_belongs_to_group_by)
{
    parsed p;
    const ast_query *q = query_of(&p, "activities group by a pivot b show count show sum(count)");
    cr_assert_eq(q->clause_count, 2);
    cr_expect_eq(q->clauses[0]->kind, AST_GROUP);
    cr_expect(q->clauses[0]->has_pivot);
    cr_expect_eq(q->clauses[0]->show.count, 1);
    cr_expect_eq(q->clauses[1]->kind, AST_SHOW);
    parsed_free(&p);
    q = query_of(&p, "activities group by a where b show count");
    cr_expect_eq(q->clause_count, 3);
    parsed_free(&p);
}

Test(clause, keys_hold_what_stands_behind_in)
{
    parsed p;
    const ast_query *q = query_of(&p, "activities count by month in 2025-Q3, a as b in (c), d not in (e)");
    const ast_items *keys = &q->clauses[0]->items;
    cr_assert_eq(keys->count, 3);
    cr_expect(keys->items[0].expr->kind == AST_NAME && keys->items[0].in->kind == AST_PHRASE);
    cr_expect(keys->items[1].has_alias && keys->items[1].in->kind == AST_LIST);
    cr_expect(keys->items[2].expr->kind == AST_COMPARE && !keys->items[2].in);
    parsed_free(&p);
}

Test(clause, places)
{
    parsed p;
    const ast_query *q = query_of(&p, "activities | sort  by start desc | left join b on c");
    cr_expect(str_equal(source_slice(p.from, q->clauses[0]->keyword), STR("sort  by")));
    cr_expect(str_equal(source_slice(p.from, q->clauses[0]->where), STR("sort  by start desc")));
    cr_expect(q->clauses[1]->piped && q->clauses[1]->left);
    cr_expect(str_equal(source_slice(p.from, q->clauses[1]->keyword), STR("left join")));
    parsed_free(&p);
}

Test(clause, direction_as_written)
{
    parsed p;
    const ast_items *items = &query_of(&p, "activities sort by a, b asc, c desc")->clauses[0]->items;
    cr_expect(!items->items[0].has_direction && !items->items[0].descending);
    cr_expect(items->items[1].has_direction && !items->items[1].descending);
    cr_expect(items->items[2].has_direction && items->items[2].descending);
    parsed_free(&p);
}

/* ---- Statements ---- */

SAME(statement, use, "use calendar")
SAME(statement, use_file, "use \"./mine.cyq\"")
SAME(statement, use_any_word, "use where")
SAME(statement, param, "param $country: text = North Macedonia")
SAME(statement, param_plain, "param $n")
SAME(statement, param_type_only, "param $names: set of text")
SAME(statement, let_value, "let $q4: period = 2025-Q4")
SAME(statement, let_list, "let $places = (Ukraine, North Macedonia)")
SAME(statement, let_sum, "let $x = EUR 3M + $y * 2")
SAME(statement, let_query, "let ours = activities where country = $country")
SAME(statement, def, "def shared_days($a, $b) = days($a & $b)")
SAME(statement, def_without_parameters, "def f() = 3")
SAME(statement, def_field, "def activities.long = days(when) > 30")
SAME(statement, def_field_of_all, "def *.start = first_day(when)")
SAME(statement, load, "load \"visits.csv\" as visits with when = first_day..last_day, project links projects, key = id")
SAME(statement, load_types, "load \"visits.csv\" with price = number, tags = set of text, `first day` = set")
SAME(statement, load_plain, "load \"visits.csv\"")
SAME(statement, save, "save \"programme.db\"")
SAME(statement, explain, "explain activities where joint")
SAME(statement, why, "why activities where joint")
SAME(statement, why_goes_on, "why where joint")
SAME(statement, why_not, "why not \"x\" in activities where joint")
SAME(statement, why_not_goes_on, "why not \"x\" in where joint")
SAME(statement, why_not_in_brackets, "why not \"x\" in (activities where joint) first 2")
SAME(statement, why_not_of_the_last, "why not \"x\"")
SAME(statement, why_is_a_name, "let why = activities where say = why and why > 2 select why, say")
SAME(statement, say, "say activities where joint count by country")
SAME(statement, explain_last, "explain where joint")
SAME(statement, explain_code, "explain E0203")
SAME(statement, describe, "describe activities")
SAME(statement, describe_field, "describe activities.when")
SAME(statement, describe_any_word, "describe where")
SAME(statement, describe_sign, "describe \"!=\"")
SAME(statement, show_list, "show functions")
SAME(statement, from_last, "where mode = online")
SAME(statement, from_last_count, "count by project")

static void expect_kind(const char *text, ast_statement_kind kind)
{
    parsed p;
    parse_text(&p, str_of(text));
    cr_assert_eq(p.bag.count, 0, "%s\n%s", text, parsed_report(&p));
    cr_expect_eq(p.script->statements[0]->kind, kind, "%s", text);
    parsed_free(&p);
}

Test(statement, show_is_a_list_only_where_nothing_else_follows)
{
    expect_kind("show functions", AST_SHOW_LIST);
    expect_kind("show functions # all", AST_SHOW_LIST);
    expect_kind("show functions, count", AST_RUN);
    expect_kind("show count", AST_RUN);
}

Test(statement, explain_of_a_code_or_of_a_query)
{
    parsed p;
    parse_text(&p, STR("explain e0203; explain E02; explain E0203 where x; explain E020; explain `E0203`"));
    cr_expect(p.script->statements[0]->has_name && !p.script->statements[0]->query);
    cr_expect(!p.script->statements[1]->has_name && p.script->statements[1]->query);
    cr_expect(!p.script->statements[2]->has_name && p.script->statements[2]->query);
    cr_expect(p.script->statements[3]->has_name && !p.script->statements[3]->query);
    cr_expect(!p.script->statements[4]->has_name && p.script->statements[4]->query);
    parsed_free(&p);
}

Test(statement, type_is_the_words_after_the_colon)
{
    parsed p;
    parse_text(&p, STR("param $x: set of  text = a; let $y = b"));
    cr_expect(str_equal(p.script->statements[0]->type.text, STR("set of  text")));
    cr_expect_not(p.script->statements[1]->has_type);
    parsed_free(&p);
}

/* ---- Where statements end ---- */

static void expect_count(const char *text, size_t count)
{
    parsed p;
    parse_text(&p, str_of(text));
    cr_assert_eq(p.bag.count, 0, "%s\n%s", text, parsed_report(&p));
    cr_expect_eq(p.script->statement_count, count, "%s", text);
    parsed_free(&p);
}

#define COUNT(name, text, count)                                                                                                           \
    Test(ends, name)                                                                                                                       \
    {                                                                                                                                      \
        expect_count(text, count);                                                                                                         \
    }

COUNT(nothing, "", 0)
COUNT(only_comments, "# a\n\n# b\n", 0)
COUNT(semicolons, "activities; projects;; claims;", 3)
COUNT(lines, "activities\nprojects\n(claims) count\n", 3)
COUNT(clause_on_the_next_line, "activities\nwhere joint\n  count", 1)
COUNT(pipe_on_the_next_line, "activities\n| where joint\n| count", 1)
COUNT(operator_on_the_next_line, "activities where joint\nand online\nor days > 3", 1)
COUNT(operator_at_the_end, "activities where joint and\nonline select a,\nb", 1)
COUNT(keyword_at_the_end, "activities where\njoint sort by\nstart", 1)
COUNT(brackets, "activities where country in (\nA,\nB\n) count", 1)
COUNT(blank_line, "activities\n\nwhere joint\n\ncount", 3)
COUNT(blank_line_with_spaces, "activities\n  \t\nwhere joint", 2)
COUNT(comment_line_is_not_blank, "activities\n# here\nwhere joint", 1)
COUNT(comment_and_blank_line, "activities\n# here\n\nwhere joint", 2)
COUNT(blank_line_in_brackets, "activities where a in (\n\nb\n\n) count", 1)
COUNT(blank_line_after_an_operator, "activities where a =\n\nb", 1)
COUNT(semicolon_then_clause, "activities; where joint", 2)
COUNT(statement_words, "let $x = 3\nuse y\nparam $z\nactivities", 4)
COUNT(show_list_on_its_line, "activities\nshow functions\nprojects", 3)
COUNT(keyword_as_text_at_the_end, "activities where mode = in\nprojects", 2)
COUNT(small_word_at_the_end_of_a_phrase, "activities where title ~ training in\nprojects", 2)
COUNT(name_like_a_keyword_at_the_end, "activities select count\nprojects", 2)
COUNT(select_star_at_the_end, "activities select *\nprojects", 2)
COUNT(open_range_at_the_end, "activities where when = 2025-10..\nprojects", 2)
COUNT(word_of_a_clause_begins_a_statement, "activities\nfirst where x", 2)
COUNT(numbered_clause_goes_on, "activities\nfirst 3", 1)
COUNT(two_word_clause_goes_on, "activities\nsort by x\nleft join y on z", 1)
COUNT(join_over_lines, "activities\njoin projects\non project = name", 1)
COUNT(brackets_behind_count_and_distinct, "activities count distinct\n(projects) count", 2)
COUNT(definition_over_lines, "let ours =\n  activities\n  where joint\nprojects", 2)

Test(ends, a_clause_after_a_blank_line_goes_on_from_the_last_query)
{
    parsed p;
    parse_text(&p, STR("activities\n\n| where joint"));
    cr_expect_eq(p.script->statements[0]->query->source.kind, AST_FROM_NAME);
    cr_expect_eq(p.script->statements[1]->query->source.kind, AST_FROM_LAST);
    parsed_free(&p);
}

/* ---- Whole examples ---- */

static const char *const EXAMPLES[] = {
    "activities where project = CyberEast+ and month = 2025-10",
    "activities where project != CyberSEE count",
    "activities where project only (CyberSEE, CYBERKOP) count by project",
    "activities where country = turkiye or country = COTE D'IVOIRE select country, when",
    "activities select source, days sort by days desc first 3",
    "activities where start = 2025-Q4 and project = CyberSEE group by start.month as month, country show count, sum(days) as days",
    "activities where project.budget >= EUR 5.5M count",
    "claims where about = CyberSEE and field = budget sort by source select normal, source",
    "activities where precision = day expand project top 1 by days per project select project, days, source",
    "param $c = Moldova; let $q = 2025-Q4; def long($p) = days($p) >= 2; activities where country = $c and when = $q and long(when) select "
    "when",
    "projects select name, size(activities) as activities, total(activities.days) as days sort by name",
    "projects where name = CyberEast+ expand country select country except (activities where project = CyberEast+ select country)",
    "activities where country = Hungary and precision = day join activities as b on country and when = b.when and source < b.source select "
    "when, b.when",
    "activities where project in (CyberEast+, GLACY-e) and start = 2025-Q4 expand project where project in (CyberEast+, GLACY-e) group by "
    "start.month as month pivot project",
};

Test(examples, parse_without_a_word_and_print_stably)
{
    for (size_t i = 0; i < sizeof EXAMPLES / sizeof *EXAMPLES; i++) {
        parsed first, second;
        parse_text(&first, str_of(EXAMPLES[i]));
        cr_assert_eq(first.bag.count, 0, "%s\n%s", EXAMPLES[i], parsed_report(&first));
        parse_text(&second, str_of(parsed_format(&first)));
        cr_expect_str_eq(parsed_format(&second), parsed_format(&first));
        parsed_free(&first);
        parsed_free(&second);
    }
}
