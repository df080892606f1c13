/* EXPAND, SORT, SLICE, DISTINCT. */
#include "world.h"

TestSuite(rows, .init = world_open, .fini = world_close);

#define TEXT type_of(TYPE_TEXT)
#define INT type_of(TYPE_INT)

/* ---- EXPAND ---- */

Test(rows, expand_gives_one_row_an_element_and_one_for_none)
{
    expect_rows(expand(scan(TRIPS), trip("project"), NULL),
                "a|East\na|South\nb|East\nc|South\nd|-\ne|East\ne|North\ne|South\nf|North\ng|-\nh|North\ni|East\nj|East\nj|South\n",
                trip("id"), temp_of(0, TEXT), NULL);
}

Test(rows, expand_in_keeps_those_elements_only)
{
    expr east = call("=", element(TEXT), text_of("south"), NULL);
    expect_rows(expand(scan(TRIPS), trip("project"), east), "a|South\nc|South\ne|South\nj|South\n", trip("id"), temp_of(0, TEXT), NULL);
    expect_rows(expand(scan(TRIPS), trip("project"), bool_of(false)), "", trip("id"), NULL);
}

Test(rows, expand_in_may_look_at_the_row)
{
    expr own = call("=", element(link_type()), trip("country"), NULL);
    expect_rows(expand(scan(TRIPS), trip("visited"), own), "a|Moldova\ne|Moldova\nf|Zambia\nh|Albania\nj|Moldova\n", trip("id"),
                temp_of(0, link_type()), NULL);
}

Test(rows, expand_of_a_scalar_is_one_or_none)
{
    rows p = where(scan(TRIPS), either(trip("sure"), is_missing(trip("when"))));
    expect_rows(expand(p, trip("country"), NULL), "a|Moldova\nd|Türkiye\ne|Moldova\ng|-\ni|Moldova\n", trip("id"), temp_of(0, link_type()),
                NULL);
    expr wanted = call("=", deref(element(link_type()), "name"), text_of("turkiye"), NULL);
    expect_rows(expand(p, trip("country"), wanted), "d|Türkiye\n", trip("id"), temp_of(0, link_type()), NULL);
}

Test(rows, expand_makes_distinct_and_sorts)
{
    expr odd = map_of(trip("ranks"), call("mod", element(INT), number_of(2), NULL));
    expect_rows(expand(where(scan(TRIPS), trip("sure")), odd, NULL), "a|0\na|1\nd|0\nd|1\ne|1\ni|1\n", trip("id"), temp_of(0, INT), NULL);
    expr months = call("month", trip("when"), NULL);
    expect_rows(expand(where(scan(TRIPS), call("=", trip("days"), number_of(14), NULL)), months, NULL), "j|2025-12\nj|2026-01\n",
                trip("id"), temp_of(0, type_of(TYPE_PERIOD)), NULL);
}

Test(rows, expand_of_a_constant_set)
{
    rows p = where(scan(TRIPS), call("=", trip("days"), number_of(1), NULL));
    expect_rows(expand(p, set_of(number_of(4), number_of(9), NULL), NULL), "c|4\nc|9\nf|4\nf|9\ni|4\ni|9\n", trip("id"), temp_of(0, INT),
                NULL);
    expect_rows(expand(p, none_of(set_type(TYPE_INT)), NULL), "c|-\nf|-\ni|-\n", trip("id"), temp_of(0, INT), NULL);
}

Test(rows, expand_twice_and_filter_by_the_temps)
{
    rows p = expand(expand(scan(TRIPS), trip("project"), NULL), trip("ranks"), NULL);
    rows q = where(p, both(call("=", temp_of(0, TEXT), text_of("east"), NULL), call(">", temp_of(1, INT), number_of(1), NULL)));
    expect_rows(q, "a|East|2\nb|East|2\ne|East|7\nj|East|2\n", trip("id"), temp_of(0, TEXT), temp_of(1, INT), NULL);
    expect_rows(where(p, is_missing(temp_of(1, INT))), "c|South\ng|-\n", trip("id"), temp_of(0, TEXT), NULL);
}

/* ---- SORT ---- */

Test(rows, missing_sorts_last_both_ways_and_ties_keep_their_order)
{
    expect_rows(sort(scan(TRIPS), trip("days"), NULL), "c|1\nf|1\ni|1\nb|2\na|3\nd|3\nj|14\ne|245\ng|-\nh|-\n", trip("id"), trip("days"),
                NULL);
    expect_rows(sort(scan(TRIPS), down(trip("days")), NULL), "e\nj\na\nd\nb\nc\nf\ni\ng\nh\n", trip("id"), NULL);
}

Test(rows, text_sorts_folded_then_exact)
{
    expect_rows(sort(scan(TRIPS), trip("title"), NULL),
                "Closing\nete\nÉté\nOpening\nOpening\nopening\nOsint again\nTraining\nTraining on osint\n-\n", trip("title"), NULL);
    expect_rows(sort(scan(TRIPS), down(trip("title")), NULL),
                "Training on osint\nTraining\nOsint again\nopening\nOpening\nOpening\nÉté\nete\nClosing\n-\n", trip("title"), NULL);
}

Test(rows, links_sort_by_name)
{
    expect_rows(sort(scan(TRIPS), trip("country"), NULL), "Albania\nAlbania\nMoldova\nMoldova\nMoldova\nMoldova\nTürkiye\nZambia\n-\n-\n",
                trip("country"), NULL);
}

Test(rows, sets_sort_element_by_element)
{
    expect_rows(sort(scan(TRIPS), trip("project"), NULL),
                "b|East\ni|East\ne|East;North;South\na|East;South\nj|East;South\nf|North\nh|North\nc|South\nd|-\ng|-\n", trip("id"),
                trip("project"), NULL);
    expect_rows(sort(scan(TRIPS), trip("ranks"), NULL), "1\n1;2\n1;2\n1;2;3\n2\n2;3\n7\n9;10\n-\n-\n", trip("ranks"), NULL);
}

Test(rows, every_type_sorts)
{
    expect_rows(sort(scan(TRIPS), trip("sure"), NULL), "b\nf\nj\na\nd\ne\ni\nc\ng\nh\n", trip("id"), NULL);
    expect_rows(sort(scan(TRIPS), trip("when"), NULL), "e\nd\nh\na\nf\nb\nc\ni\nj\ng\n", trip("id"), NULL);
    expect_rows(sort(scan(TRIPS), trip("made"), NULL), "e\na\nb\nj\nc\ni\nh\nf\nd\ng\n", trip("id"), NULL);
    expect_rows(sort(scan(TRIPS), trip("rate"), NULL), "f\nh\na\ne\nb\nj\nd\ni\nc\ng\n", trip("id"), NULL);
    expect_rows(sort(scan(TRIPS), trip("cost"), NULL), "h\nc\ni\nj\na\ne\nb\nf\nd\ng\n", trip("id"), NULL);
    expect_rows(sort(scan(TRIPS), trip("rest"), NULL), "a\nh\nj\nb\ni\ne\nd\nc\nf\ng\n", trip("id"), NULL);
}

Test(rows, several_keys_weigh_in_their_order)
{
    expect_rows(sort(scan(TRIPS), trip("country"), down(trip("days")), trip("id"), NULL), "b\nh\ne\nj\na\ni\nd\nf\nc\ng\n", trip("id"),
                NULL);
    expect_rows(sort(scan(TRIPS), down(trip("country")), trip("when"), NULL), "f\nd\ne\na\ni\nj\nh\nb\nc\ng\n", trip("id"), NULL);
}

Test(rows, keys_too_wide_for_one_number_are_ranked)
{
    expr wide = call("*", call("*", trip("rate"), decimal_of("1000000"), NULL), decimal_of("0.000001"), NULL);
    expr huge = if_(call("=", trip("id"), text_of("a"), NULL), decimal_of("999999999999999999"), wide);
    expect_rows(sort(scan(TRIPS), huge, NULL), "f\nh\ne\nb\nj\nd\ni\na\nc\ng\n", trip("id"), NULL);
    expect_rows(sort(scan(TRIPS), huge, down(huge), trip("cost"), down(trip("made")), NULL), "f\nh\ne\nb\nj\nd\ni\na\nc\ng\n", trip("id"),
                NULL);
    expr least = if_(trip("sure"), number_of(INT64_MIN), if_(is_missing(trip("sure")), none_of(INT), number_of(INT64_MAX)));
    expect_rows(sort(scan(TRIPS), least, NULL), "a\nd\ne\ni\nb\nf\nj\nc\ng\nh\n", trip("id"), NULL);
    expect_rows(sort(scan(TRIPS), down(least), NULL), "b\nf\nj\na\nd\ne\ni\nc\ng\nh\n", trip("id"), NULL);
}

/* ---- SLICE ---- */

Test(rows, slices)
{
    expect_rows(slice(scan(TRIPS), 0, 2), "a\nb\n", trip("id"), NULL);
    expect_rows(slice(scan(TRIPS), 8, 5), "i\nj\n", trip("id"), NULL);
    expect_rows(slice(scan(TRIPS), 10, 5), "", trip("id"), NULL);
    expect_rows(slice(scan(TRIPS), 99, UINT64_MAX), "", trip("id"), NULL);
    expect_rows(slice(scan(TRIPS), 3, 0), "", trip("id"), NULL);
    expect_rows(last(scan(TRIPS), 2), "i\nj\n", trip("id"), NULL);
    expect_rows(last(scan(TRIPS), 99), "a\nb\nc\nd\ne\nf\ng\nh\ni\nj\n", trip("id"), NULL);
    expect_rows(slice(slice(scan(TRIPS), 2, 5), 1, 2), "d\ne\n", trip("id"), NULL);
    expect_rows(slice(where(scan(TRIPS), trip("sure")), 1, 2), "d\ne\n", trip("id"), NULL);
    expect_said("");
}

Test(rows, a_cut_through_equal_rows_is_told)
{
    rows by_days = sort(scan(TRIPS), trip("days"), NULL);
    expect_rows(slice(by_days, 0, 4), "c\nf\ni\nb\n", trip("id"), NULL);
    expect_rows(slice(by_days, 0, 99), "c\nf\ni\nb\na\nd\nj\ne\ng\nh\n", trip("id"), NULL);
    expect_said("");
    expect_rows(slice(by_days, 0, 5), "c\nf\ni\nb\na\n", trip("id"), NULL);
    expect_said("N0703");
    expect_rows(slice(by_days, 1, 3), "f\ni\nb\n", trip("id"), NULL);
    expect_said("N0703 N0703");
    expect_rows(last(by_days, 1), "h\n", trip("id"), NULL);
    expect_said("N0703 N0703 N0703");
    expect_rows(last(by_days, 2), "g\nh\n", trip("id"), NULL);
    expect_rows(slice(by_days, 4, 0), "", trip("id"), NULL);
    expect_said("N0703 N0703 N0703");
}

Test(rows, the_first_few_of_a_sort_are_the_same_as_of_all)
{
    rows by_days = sort(scan(TRIPS), down(trip("days")), NULL);
    expect_rows(slice(by_days, 0, 1), "e\n", trip("id"), NULL);
    expect_rows(slice(sort(scan(TRIPS), down(trip("project")), NULL), 0, 1), "c\n", trip("id"), NULL);
    expect_rows(slice(sort(scan(TRIPS), trip("cost"), NULL), 0, 1), "h\n", trip("id"), NULL);
    expect_said("");
}

/* ---- DISTINCT ---- */

Test(rows, distinct_keeps_the_first_of_each)
{
    expect_rows(distinct(scan(TRIPS), trip("country"), NULL), "a|Moldova\nb|Albania\nc|-\nd|Türkiye\nf|Zambia\n", trip("id"),
                trip("country"), NULL);
    expect_rows(distinct(scan(TRIPS), trip("project"), NULL), "a\nb\nc\nd\ne\nf\n", trip("id"), NULL);
    expect_rows(distinct(scan(TRIPS), trip("title"), NULL), "a\nb\nc\nd\ne\nf\ng\nh\ni\n", trip("id"), NULL);
    expect_rows(distinct(scan(TRIPS), trip("cost"), trip("rate"), NULL), "a\nb\nc\nd\nf\ng\nh\ni\nj\n", trip("id"), NULL);
}

Test(rows, distinct_of_sets_with_repeats)
{
    expr odd = map_of(trip("ranks"), call("mod", element(INT), number_of(2), NULL));
    expect_rows(distinct(scan(TRIPS), odd, NULL), "a|0;1\nb|0\nc|-\ne|1\n", trip("id"), odd, NULL);
}
