/* FILTER: comparisons, two-valued logic, sets, notes about what was kept. */
#include "world.h"

TestSuite(filter, .init = world_open, .fini = world_close);

static void expect_ids(expr condition, const char *ids)
{
    expect_rows(where(scan(TRIPS), condition), ids, trip("id"), NULL);
}

Test(filter, all_rows_come_in_their_order)
{
    expect_rows(scan(TRIPS), "a\nb\nc\nd\ne\nf\ng\nh\ni\nj\n", trip("id"), NULL);
}

Test(filter, text_is_folded)
{
    expect_ids(call("=", trip("title"), text_of("OPENING"), NULL), "a\nb\nj\n");
    expect_ids(call("==", trip("title"), text_of("opening"), NULL), "b\n");
    expect_ids(call("~", trip("title"), text_of("OSINT"), NULL), "d\nh\n");
    expect_ids(call("=", trip("title"), text_of("été"), NULL), "f\ni\n");
}

Test(filter, a_negative_form_keeps_missing_and_a_note_counts)
{
    expr equal = call("=", trip("country"), trip("country"), NULL);
    expect_ids(not_(equal), "c\ng\n");
    expect_said("");
    expr moldova = call("=", deref(trip("country"), "name"), text_of("moldova"), NULL);
    expect_rows(noting(where(scan(TRIPS), not_(moldova)), trip("country"), "country"), "b\nc\nd\nf\ng\nh\n", trip("id"), NULL);
    expect_said("N0701");
    expect_said_words("2 rows");
}

Test(filter, no_note_when_nothing_missing_was_kept)
{
    rows p = where(scan(TRIPS), call("=", trip("title"), text_of("opening"), NULL));
    expect_rows(noting(p, trip("title"), "title"), "a\nb\nj\n", trip("id"), NULL);
    expect_rows(noting(p, trip("id"), "id"), "a\nb\nj\n", trip("id"), NULL);
    expect_said("");
}

Test(filter, a_missing_bool_counts_as_false)
{
    expect_ids(trip("sure"), "a\nd\ne\ni\n");
    expect_ids(not_(trip("sure")), "b\nc\nf\ng\nh\nj\n");
    expect_ids(both(not_(trip("sure")), is_missing(trip("sure"))), "c\ng\nh\n");
    expect_ids(either(trip("sure"), is_missing(trip("sure"))), "a\nc\nd\ne\ng\nh\ni\n");
    expect_ids(none_of(type_of(TYPE_BOOL)), "");
}

Test(filter, conditions_nest)
{
    expr one = call("=", trip("days"), number_of(1), NULL),
         north = any_of(trip("project"), call("=", element(type_of(TYPE_TEXT)), text_of("north"), NULL));
    expect_ids(both(one, north), "f\n");
    expect_ids(either(one, north), "c\ne\nf\nh\ni\n");
    expect_ids(both(one, not_(north)), "c\ni\n");
    expect_ids(not_(either(one, north)), "a\nb\nd\ng\nj\n");
    expect_ids(both(either(one, north), both(trip("sure"), bool_of(true))), "e\ni\n");
    expect_ids(both(bool_of(false), one), "");
}

Test(filter, each_condition_sees_only_what_those_before_left)
{
    expr rate = trip("rate"), positive = call(">", rate, decimal_of("0"), NULL);
    expr tenth = call("<", call("/", decimal_of("1"), rate, NULL), decimal_of("1"), NULL);
    expect_ids(both(positive, tenth), "b\nd\ni\nj\n");
    expect_said("");
    expect_ids(tenth, "b\nd\nf\ni\nj\n");
    expect_said("N0702");
    expect_said_words("1 row ");
    expect_ids(either(not_(positive), tenth), "b\nc\nd\nf\ng\nh\ni\nj\n");
    expect_said("N0702");
}

Test(filter, periods_share_days)
{
    expr month = any_of(call("month", trip("when"), NULL), call("=", element(type_of(TYPE_PERIOD)), period_of("2025-10"), NULL));
    expect_ids(month, "a\nb\nd\ne\nf\n");
    expect_ids(not_(month), "c\ng\nh\ni\nj\n");
    expect_ids(call("=", trip("when"), period_of("2025-10"), NULL), "a\nb\nd\ne\nf\nh\n");
    expect_ids(call("within", trip("when"), period_of("2025-10"), NULL), "a\nf\n");
}

Test(filter, a_set_of_text_is_asked_by_element)
{
    expr e = element(type_of(TYPE_TEXT));
    expect_ids(any_of(trip("project"), call("=", e, text_of("east"), NULL)), "a\nb\ne\ni\nj\n");
    expect_ids(not_(any_of(trip("project"), call("=", e, text_of("east"), NULL))), "c\nd\nf\ng\nh\n");
    expect_ids(not_(not_(any_of(trip("project"), call("=", e, text_of("east"), NULL)))), "a\nb\ne\ni\nj\n");
    expect_ids(any_of(trip("project"), bool_of(true)), "a\nb\nc\ne\nf\nh\ni\nj\n");
    expect_ids(any_of(trip("project"), call("=", e, text_of("nowhere"), NULL)), "");
}

Test(filter, set_against_set)
{
    expr inner = call("=", element_out(1, type_of(TYPE_TEXT)), element(type_of(TYPE_TEXT)), NULL);
    expr list = set_of(text_of("North"), text_of("South"), NULL);
    expect_ids(any_of(trip("project"), any_of(list, inner)), "a\nc\ne\nf\nh\nj\n");
    expr links = call("=", element_out(1, link_type()), element(link_type()), NULL);
    expr own = call("=", trip("country"), element(link_type()), NULL);
    expect_ids(any_of(trip("visited"), any_of(trip("visited"), links)), "a\nd\ne\nf\nh\nj\n");
    expect_ids(any_of(trip("visited"), own), "a\ne\nf\nh\nj\n");
    expect_ids(not_(any_of(trip("visited"), own)), "b\nc\nd\ng\ni\n");
}

Test(filter, an_element_against_the_row_around_it)
{
    expr e = element(type_of(TYPE_INT));
    expect_ids(any_of(trip("ranks"), call("=", e, trip("days"), NULL)), "b\nd\ni\n");
    expect_ids(any_of(trip("ranks"), both(call(">", e, number_of(1), NULL), call("<", e, trip("days"), NULL))), "a\nd\ne\nj\n");
    expect_ids(any_of(set_of(number_of(2), number_of(3), NULL), call("=", e, trip("days"), NULL)), "a\nb\nd\n");
    expect_ids(any_of(none_of(set_type(TYPE_INT)), bool_of(true)), "");
}

Test(filter, whole_sets_compare_by_their_elements)
{
    expr both_projects = set_of(text_of("East"), text_of("South"), NULL);
    expect_ids(call("==", trip("project"), both_projects, NULL), "a\nj\n");
    expr doubled = map_of(set_of(number_of(1), number_of(2), NULL), call("+", element(type_of(TYPE_INT)), number_of(0), NULL));
    expr repeated = map_of(trip("ranks"), call("mod", element(type_of(TYPE_INT)), number_of(2), NULL));
    expect_ids(call("==", trip("ranks"), doubled, NULL), "a\nj\n");
    expect_ids(call("==", repeated, set_of(number_of(0), number_of(1), NULL), NULL), "a\nd\nf\nh\nj\n");
}

Test(filter, is_missing)
{
    expect_ids(is_missing(trip("country")), "c\ng\n");
    expect_ids(is_missing(trip("project")), "d\ng\n");
    expect_ids(is_missing(deref(trip("country"), "also")), "b\nc\nf\ng\nh\n");
    expect_ids(is_missing(call("days", trip("when"), NULL)), "g\nh\n");
    expect_ids(not_(is_missing(map_of(trip("visited"), deref(element(link_type()), "also")))), "a\ne\nf\nj\n");
}

Test(filter, nothing_in_nothing_out)
{
    world_close();
    world_open_with("id,title,project,country,visited,when,made,days,rate,cost,sure,rest,ranks\n");
    expect_ids(call("=", trip("title"), text_of("x"), NULL), "");
    expect_ids(any_of(trip("project"), call("=", element(type_of(TYPE_TEXT)), text_of("x"), NULL)), "");
    expect_ids(either(trip("sure"), is_missing(trip("when"))), "");
}

Test(filter, one_row)
{
    world_close();
    world_open_with("id,title,project,country,visited,when,made,days,rate,cost,sure,rest,ranks\n"
                    "only,,,,,,,,,,,,\n");
    expect_ids(is_missing(trip("title")), "only\n");
    expect_ids(not_(call("=", trip("title"), text_of("x"), NULL)), "only\n");
    expect_ids(call("=", trip("title"), text_of(""), NULL), "");
}

Test(filter, filters_follow_each_other)
{
    rows p = where(where(scan(TRIPS), trip("sure")), call("=", trip("days"), number_of(3), NULL));
    expect_rows(p, "a\nd\n", trip("id"), NULL);
    expr e = element(type_of(TYPE_TEXT));
    expect_rows(where(p, any_of(trip("project"), call("=", e, text_of("south"), NULL))), "a\n", trip("id"), NULL);
    expect_rows(where(p, call("=", trip("title"), text_of("opening"), NULL)), "a\n", trip("id"), NULL);
}
