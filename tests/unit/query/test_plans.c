/* What queries mean: the shape of plans. */
#include <criterion/criterion.h>

#include "fixture.h"

#define FACE "; out title = title, project = project, country = country, mode = mode, when = when"
#define SCAN "scan activities; filter "

/* A condition on activities and its filter. */
static void expect_condition(const char *query, const char *filter)
{
    fixture f;
    fixture_open(&f);
    str shape = fixture_plan(&f, query);
    sbuf wanted = {0};
    sbuf_printf(&wanted, SCAN "%s" FACE, filter);
    cr_expect(str_equal(shape, sbuf_str(&wanted)), "%s\n  gives %s\n  not   %s", query, shape.p, wanted.p);
    sbuf_free(&wanted);
    fixture_close(&f);
}

/* ---- Sets, lists, links ---- */

Test(query_plans, a_set_against_a_value_is_some_element)
{
    expect_condition("activities where mode = online", "any(mode, =(@0, \"online\"))");
    expect_condition("activities where mode ~ line", "any(mode, ~(@0, \"line\"))");
    expect_condition("activities where month = 2025-Q4", "any(month(when), =(@0, 2025-Q4))");
    expect_condition("activities where month < 2025-07", "any(month(when), <(@0, 2025-07))");
}

Test(query_plans, negative_forms_are_plain_negations)
{
    expect_condition("activities where city != Kyiv", "not(=(city, \"Kyiv\")) note city");
    expect_condition("activities where mode not in (online, in person)",
                     "not(any(mode, or(=(@0, \"online\"), =(@0, \"in person\")))) note mode");
    expect_condition("activities where title !~ osint", "not(~(title, \"osint\")) note title");
    expect_condition("activities where city !== Kyiv", "not(==(city, \"Kyiv\")) note city");
}

Test(query_plans, only_what_every_row_kept_must_pass_is_noted)
{
    expect_condition("activities where city != Kyiv or joint", "or(not(=(city, \"Kyiv\")), >=(size(project), 2))");
    expect_condition("activities where joint and (city != Kyiv and not place = Kyiv)",
                     "and(>=(size(project), 2), and(not(=(city, \"Kyiv\")), not(=(place, \"Kyiv\")))) note city note place");
    expect_condition("activities where not (city != Kyiv)", "not(not(=(city, \"Kyiv\")))");
}

Test(query_plans, sets_and_lists)
{
    expect_condition("activities where mode has all (online, in person)",
                     "and(any(mode, =(@0, \"online\")), any(mode, =(@0, \"in person\")))");
    expect_condition("activities where mode only (online, in person)",
                     "and(not(missing(mode)), not(any(mode, not(or(=(@0, \"online\"), =(@0, \"in person\"))))))");
    expect_condition("activities where mode == (online, in person)",
                     "and(and(not(missing(mode)), not(any(mode, not(or(==(@0, \"online\"), ==(@0, \"in person\")))))), "
                     "and(any(mode, ==(@0, \"online\")), any(mode, ==(@0, \"in person\"))))");
    expect_condition("activities where city only (Kyiv)", "=(city, \"Kyiv\")");
    expect_condition("activities where title ~ (osint, evidence)", "or(~(title, \"osint\"), ~(title, \"evidence\"))");
}

Test(query_plans, set_against_set_is_some_pair)
{
    expect_condition("activities where month = .listed", "any(month(when), any(listed, =(@1, @0)))");
    expect_condition("activities where title = .mode", "any(mode, =(title, @0))");
    expect_condition("activities where month in (2025-10, .listed)", "any(month(when), or(=(@0, 2025-10), any(listed, =(@1, @0))))");
    expect_condition("activities where listed has all (.month)", "not(any(month(when), not(any(listed, =(@0, @1)))))");
    expect_condition("activities where listed == .month",
                     "and(and(not(missing(listed)), not(any(listed, not(any(month(when), ==(@1, @0)))))), "
                     "not(any(month(when), not(any(listed, ==(@0, @1))))))");
}

Test(query_plans, links_answer_to_their_names)
{
    expect_condition("activities where country = Moldova", "or(=(country.name, \"Moldova\"), any(country.also, =(@0, \"Moldova\")))");
    expect_condition("activities where country == Moldova", "==(country.name, \"Moldova\")");
    expect_condition("activities where country ~ dova", "~(country.name, \"dova\")");
    expect_condition("activities where country < N", "<(country.name, \"N\")");
    expect_condition("activities where project = Octopus", "any(project, =(@0.name, \"Octopus\"))");
    expect_condition("activities where country = .place", "or(=(country.name, place), any(country.also, =(@0, place)))");
    expect_condition("activities where place = .country", "or(=(country.name, place), any(country.also, =(@0, place)))");
    expect_condition("activities where country = .project.country", "any(map(project, @0.country), =(country, @0))");
}

Test(query_plans, paths)
{
    expect_condition("activities where country.iso2 = UA", "=(country.iso2, \"UA\")");
    expect_condition("activities where project.budget >= EUR 5M", "any(project, >=(@0.budget, EUR 5000000))");
    expect_condition("activities where project.country = Ukraine",
                     "any(project, any(@0.country, or(=(@0.name, \"Ukraine\"), any(@0.also, =(@0, \"Ukraine\")))))");
    expect_condition("activities where project.parent.name = Octopus", "any(project, =(@0.parent.name, \"Octopus\"))");
    expect_condition("activities where start.month = 2025-10", "=(month(start(when)), 2025-10)");
    expect_condition("activities where project.start.year = 2024", "any(project, =(year(start(@0.when)), 2024))");
    expect_plan("activities select project.parent.budget as b, total(project.budget) as t",
                "scan activities; out b = map(project, @0.parent.budget), t = total(map(project, @0.budget))");
    expect_plan("activities select project.country.name as n", "scan activities; out n = map(project, map(@0.country, @0.name))");
    expect_plan("projects select parent.days", "scan projects; out parent.days = days(parent.when)");
}

Test(query_plans, a_computed_field_behind_a_missing_link_is_missing)
{
    expect_plan("def projects.rich = budget > EUR 5M; projects select parent.rich as r",
                "scan projects; out r = if(not(missing(parent)), >(parent.budget, EUR 5000000), missing)");
}

/* ---- Clauses ---- */

Test(query_plans, face_and_all)
{
    expect_plan("activities", "scan activities" FACE);
    expect_plan("projects select *", "scan projects; out name = name, parent = parent, when = when, budget = budget, funding = funding, "
                                     "rank = rank, country = country");
    expect_plan("activities add n = days", "scan activities" FACE ", n = days(when)");
    expect_plan("activities drop title, mode, when", "scan activities; out project = project, country = country");
    expect_plan("projects rename name as project, days as length drop when, parent, funding",
                "scan projects; out project = name, budget = budget, length = days(when)");
}

Test(query_plans, names_are_those_of_the_schema)
{
    expect_plan("ACTIVITIES SELECT Title, PROJECT.Budget", "scan activities; out title = title, PROJECT.Budget = map(project, @0.budget)");
}

Test(query_plans, order_and_cuts)
{
    expect_plan("activities select title sort by end desc, title", "scan activities; sort end(when) desc, title; out title = title");
    expect_plan("projects sort by budget desc first 3 select name", "scan projects; sort budget desc; slice 0+3 ties; out name = name");
    expect_plan("projects select name limit 2 offset 1 last 1", "scan projects; slice 1+2; slice 0+1 from end; out name = name");
    expect_plan("activities select country distinct", "scan activities; distinct country; out country = country");
    expect_plan("activities distinct by country select title", "scan activities; distinct country; out title = title");
}

Test(query_plans, groups)
{
    expect_plan("activities count", "scan activities; group whole show count; out count = #0");
    expect_plan("activities count by project", "scan activities; group project show count; out project = #0, count = #1");
    expect_plan("activities count by month in 2025-Q3 sort by count desc",
                "scan activities; group month(when) in =(@0, 2025-Q3) show count; sort #1 desc; out month = #0, count = #1");
    expect_plan("activities group by start.month as m, country show count, sum(days) as days",
                "scan activities; group month(start(when)), country show count, sum(days(when)); out m = #0, country = #1, count = #2, "
                "days = #3");
    expect_plan("activities show sum(days) / count as mean, count distinct(project) as p",
                "scan activities; group whole show sum(days(when)), count, distinct count(project); out mean = /(number(#0), number(#1)), "
                "p = #2");
    expect_plan("projects show sum(budget)", "scan projects; group whole show sum(budget); out sum(budget) = #0");
    expect_plan("activities group by country show country.iso2, list(title) as t",
                "scan activities; group country show list(title); out country = #0, country.iso2 = #0.iso2, t = #1");
}

Test(query_plans, what_prints_like_a_column_is_that_column)
{
    expect_plan("activities group by start.month show count where start.month = 2025-10",
                "scan activities; group month(start(when)) show count; filter =(#0, 2025-10); out start.month = #0, count = #1");
    expect_plan("activities group by country show sum(days) sort by SUM(days) desc select sum(days)",
                "scan activities; group country show sum(days(when)); sort #1 desc; out sum(days) = #1");
    expect_plan("activities group by start.month show start.month + 1 day as d",
                "scan activities; group month(start(when)); out start.month = #0, d = +(#0, 1 days)");
}

Test(query_plans, expand)
{
    expect_plan("activities expand project select project, title", "scan activities; expand project; out project = #0, title = title");
    expect_plan("activities expand mode in (online) select mode", "scan activities; expand mode in =(@0, \"online\"); out mode = #0");
    expect_plan("activities expand project.country select project.country",
                "scan activities; expand map(project, @0.country); out project.country = #0");
    expect_plan(
        "activities expand project where project = Octopus and joint select project.budget",
        "scan activities; expand project; filter and(=(#0.name, \"Octopus\"), >=(size(project), 2)); out project.budget = #0.budget");
}

Test(query_plans, a_query_in_brackets_as_source)
{
    expect_plan("(activities where joint) count", "scan activities; filter >=(size(project), 2); group whole show count; out count = #0");
}

/* ---- Expressions ---- */

Test(query_plans, conversions)
{
    expect_plan("activities select round(days / 7, 1) as n", "scan activities; out n = round(/(number(days(when)), 7n), 1)");
    expect_plan("activities select upper(country) as c", "scan activities; out c = upper(country.name)");
    expect_plan("activities select pairs(project) as p", "scan activities; out p = pairs(map(project, @0.name))");
    expect_plan("activities select if joint then 1 else 2.5 as n", "scan activities; out n = if(>=(size(project), 2), 1n, 2.5n)");
    expect_plan("activities select country ?? \"none\" as c", "scan activities; out c = else(country.name, \"none\")");
    expect_plan("activities select mode ?? \"none\" as m", "scan activities; out m = else(mode, {\"none\"})");
    expect_plan("activities select when & 2025 as w", "scan activities; out w = &(when, 2025)");
}

Test(query_plans, tests_for_missing)
{
    expect_condition("activities where city is missing", "missing(city)");
    expect_condition("activities where project is not known", "missing(project)");
    expect_condition("activities where city is known and project is not missing", "and(not(missing(city)), not(missing(project)))");
}

Test(query_plans, patterns)
{
    expect_condition("activities where title matches /^osint/i", "matches(title, \"^osint\")");
    expect_condition("activities where country not matches /^U/", "not(matches(country.name, \"^U\")) note country");
}

Test(query_plans, a_pivot_has_the_keys_of_its_rows_and_columns_over_its_groups)
{
    expect_plan("projects group by parent pivot name",
                "scan projects; pivot parent, name show count each #2; out parent = #0; pivoted count");
    expect_plan(
        "projects group by parent pivot name in Octopus show sum(budget) / count as each, max(days) sort by parent desc first 1",
        "scan projects; pivot parent, name in =(@0, \"Octopus\") show sum(budget), count, max(days(when)) each /(#2, number(#3)), #4; "
        "sort #0 desc; slice 0+1 ties; out parent = #0; pivoted each; pivoted max(days)");
}
