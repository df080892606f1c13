/* GROUP and the aggregates. */
#include "world.h"

TestSuite(group, .init = world_open, .fini = world_close);

#define TEXT type_of(TYPE_TEXT)
#define INT type_of(TYPE_INT)

Test(group, by_one_field_in_key_order_missing_last)
{
    rows p = group(scan(TRIPS), KEYS({trip("country"), NULL}), AGGS({"count", NULL, false}, {"sum", trip("days"), false}));
    expect_rows(p, "Albania|2|2\nMoldova|4|263\nTürkiye|1|3\nZambia|1|1\n-|2|1\n", temp_of(0, link_type()), temp_of(1, INT),
                temp_of(2, INT), NULL);
}

Test(group, by_a_set_puts_the_row_in_each_group)
{
    rows p = group(scan(TRIPS), KEYS({trip("project"), NULL}), AGGS({"count", NULL, false}, {"sum", trip("days"), false}));
    expect_rows(p, "East|5|265\nNorth|3|246\nSouth|4|263\n-|2|3\n", temp_of(0, TEXT), temp_of(1, INT), temp_of(2, INT), NULL);
}

Test(group, in_keeps_those_keys_only)
{
    expr wanted = any_of(set_of(text_of("north"), text_of("south"), NULL), call("=", element_out(1, TEXT), element(TEXT), NULL));
    rows p = group(scan(TRIPS), KEYS({trip("project"), wanted}), AGGS({"count", NULL, false}));
    expect_rows(p, "North|3\nSouth|4\n", temp_of(0, TEXT), temp_of(1, INT), NULL);
    expr short_one = call("<", element(INT), number_of(3), NULL);
    p = group(scan(TRIPS), KEYS({trip("days"), short_one}), AGGS({"count", NULL, false}));
    expect_rows(p, "1|3\n2|1\n", temp_of(0, INT), temp_of(1, INT), NULL);
}

Test(group, by_two_sets_is_every_pair)
{
    rows p = group(scan(TRIPS), KEYS({trip("project"), NULL}, {trip("visited"), NULL}),
                   AGGS({"count", NULL, false}, {"first", trip("id"), false}));
    expect_rows(p,
                "East|Moldova|3|a\nEast|Zambia|2|a\nEast|-|2|b\nNorth|Albania|2|f\nNorth|Moldova|1|e\nNorth|Türkiye|1|f\nNorth|Zambia|1|f\n"
                "South|Moldova|3|a\nSouth|Zambia|2|a\nSouth|-|1|c\n-|Albania|1|d\n-|-|1|g\n",
                temp_of(0, TEXT), temp_of(1, link_type()), temp_of(2, INT), temp_of(3, TEXT), NULL);
}

Test(group, by_a_set_and_a_field_with_in)
{
    expr late = call(">", element(INT), number_of(1), NULL);
    rows p =
        group(scan(TRIPS), KEYS({trip("sure"), NULL}, {trip("ranks"), late}), AGGS({"count", NULL, false}, {"sum", trip("days"), false}));
    expect_rows(p, "false|2|3|17\nfalse|3|1|1\ntrue|2|2|6\ntrue|3|1|3\ntrue|7|1|245\n-|9|1|-\n-|10|1|-\n", temp_of(0, type_of(TYPE_BOOL)),
                temp_of(1, INT), temp_of(2, INT), temp_of(3, INT), NULL);
}

Test(group, keys_are_the_same_if_they_print_the_same)
{
    rows p = group(scan(TRIPS), KEYS({trip("title"), NULL}), AGGS({"count", NULL, false}));
    expect_rows(p, "Closing|1\nete|1\nÉté|1\nOpening|2\nopening|1\nOsint again|1\nTraining|1\nTraining on osint|1\n-|1\n", temp_of(0, TEXT),
                temp_of(1, INT), NULL);
    p = group(scan(TRIPS), KEYS({trip("cost"), NULL}), AGGS({"count", NULL, false}));
    expect_rows(p, "EUR 1|1\nEUR 30|2\nEUR 99|1\nEUR 100|2\nEUR 250.50|1\nUSD 5|1\n-|2\n", temp_of(0, type_of(TYPE_MONEY)), temp_of(1, INT),
                NULL);
    p = group(scan(TRIPS), KEYS({trip("rest"), NULL}), AGGS({"count", NULL, false}));
    expect_rows(p, "1 day|3\n2 days|2\n30 days|1\n1 month|1\n-|3\n", temp_of(0, type_of(TYPE_DURATION)), temp_of(1, INT), NULL);
    p = group(scan(TRIPS), KEYS({trip("rate"), NULL}), AGGS({"count", NULL, false}));
    expect_rows(p, "-2|1\n0|1\n0.5|2\n1.5|1\n3|1\n12.25|1\n100000000000|1\n-|2\n", temp_of(0, type_of(TYPE_NUMBER)), temp_of(1, INT), NULL);
}

Test(group, by_something_computed)
{
    type period = type_of(TYPE_PERIOD);
    rows p = group(scan(TRIPS), KEYS({call("month", trip("made"), NULL), NULL}), AGGS({"count", NULL, false}));
    expect_rows(p, "2024-12|1\n2025-01|3\n2025-02|3\n2025-03|1\n-|2\n", temp_of(0, period), temp_of(1, INT), NULL);
    p = group(where(scan(TRIPS), trip("sure")), KEYS({call("month", trip("when"), NULL), NULL}), AGGS({"count", NULL, false}));
    expect_rows(p, "2025-05|1\n2025-06|1\n2025-07|1\n2025-08|1\n2025-09|2\n2025-10|3\n2025-11|2\n2025-12|1\n", temp_of(0, period),
                temp_of(1, INT), NULL);
    p = group(scan(TRIPS), KEYS({call("lower", trip("title"), NULL), NULL}), AGGS({"count", NULL, false}));
    expect_rows(p, "closing|1\nete|1\nété|1\nopening|3\nosint again|1\ntraining|1\ntraining on osint|1\n-|1\n", temp_of(0, TEXT),
                temp_of(1, INT), NULL);
}

Test(group, aggregates_pass_over_missing)
{
    rows p = whole(scan(TRIPS), AGGS({"count", NULL, false}, {"count", trip("days"), false}, {"min", trip("days"), false},
                                     {"max", trip("days"), false}, {"first", trip("country"), false}, {"last", trip("title"), false}));
    expect_rows(p, "10|8|1|245|Moldova|Opening\n", temp_of(0, INT), temp_of(1, INT), temp_of(2, INT), temp_of(3, INT),
                temp_of(4, link_type()), temp_of(5, TEXT), NULL);
    p = whole(scan(TRIPS), AGGS({"any", trip("sure"), false}, {"all", trip("sure"), false}, {"list", trip("title"), false}));
    expect_rows(p, "true|false|Closing;ete;Été;Opening;opening;Osint again;Training;Training on osint\n", temp_of(0, type_of(TYPE_BOOL)),
                temp_of(1, type_of(TYPE_BOOL)), temp_of(2, set_type(TYPE_TEXT)), NULL);
}

Test(group, aggregates_take_each_element_of_a_set)
{
    rows p = whole(scan(TRIPS), AGGS({"count", trip("ranks"), false}, {"count", trip("ranks"), true}, {"sum", trip("ranks"), false},
                                     {"sum", trip("ranks"), true}, {"count", trip("project"), true}));
    expect_rows(p, "14|6|46|32\n", temp_of(0, INT), temp_of(1, INT), temp_of(2, INT), temp_of(3, INT), NULL);
    expect_rows(p, "3\n", temp_of(4, INT), NULL);
}

Test(group, repeats_of_a_path_count_each)
{
    expr odd = map_of(trip("ranks"), call("mod", element(INT), number_of(2), NULL));
    rows p = group(scan(TRIPS), KEYS({trip("project"), NULL}), AGGS({"count", odd, false}, {"sum", odd, false}, {"count", odd, true}));
    expect_rows(p, "East|7|4|2\nNorth|5|3|2\nSouth|5|3|2\n-|3|2|2\n", temp_of(0, TEXT), temp_of(1, INT), temp_of(2, INT), temp_of(3, INT),
                NULL);
}

Test(group, distinct_counts_in_each_group)
{
    rows p = group(scan(TRIPS), KEYS({trip("country"), NULL}),
                   AGGS({"count", trip("days"), true}, {"count", trip("cost"), true}, {"count", trip("title"), true}));
    expect_rows(p, "Albania|1|2|2\nMoldova|4|3|3\nTürkiye|1|0|1\nZambia|1|1|1\n-|1|1|1\n", temp_of(0, link_type()), temp_of(1, INT),
                temp_of(2, INT), temp_of(3, INT), NULL);
}

Test(group, nothing_in)
{
    rows none = where(scan(TRIPS), bool_of(false));
    expect_rows(
        group(none, KEYS({trip("country"), NULL}), AGGS({"count", NULL, false}, {"sum", trip("cost"), false}, {"list", trip("id"), false})),
        "", temp_of(0, link_type()), temp_of(1, INT), temp_of(2, type_of(TYPE_MONEY)), temp_of(3, set_type(TYPE_TEXT)), NULL);
    rows p =
        whole(none, AGGS({"count", NULL, false}, {"count", trip("ranks"), true}, {"any", trip("sure"), false}, {"all", trip("sure"), false},
                         {"sum", trip("cost"), false}, {"first", trip("title"), false}, {"list", trip("id"), false}));
    expect_rows(p, "0|0|false|true|-|-|-\n", temp_of(0, INT), temp_of(1, INT), temp_of(2, type_of(TYPE_BOOL)),
                temp_of(3, type_of(TYPE_BOOL)), temp_of(4, type_of(TYPE_MONEY)), temp_of(5, TEXT), temp_of(6, set_type(TYPE_TEXT)), NULL);
}

Test(group, sums_of_two_currencies_are_missing_with_a_warning)
{
    rows p = group(scan(TRIPS), KEYS({trip("project"), NULL}), AGGS({"sum", trip("cost"), false}));
    expect_rows(p, "East|EUR 579.50\nNorth|-\nSouth|EUR 329\n-|-\n", temp_of(0, TEXT), temp_of(1, type_of(TYPE_MONEY)), NULL);
    expect_said("W0611");
    expect_said_words("1 result");
}

Test(group, of_groups)
{
    rows by_country = group(scan(TRIPS), KEYS({trip("country"), NULL}), AGGS({"count", NULL, false}));
    rows p = group(by_country, KEYS({temp_of(1, INT), NULL}), AGGS({"count", NULL, false}, {"list", temp_of(0, link_type()), false}));
    expect_rows(p, "1|2|Türkiye;Zambia\n2|2|Albania\n4|1|Moldova\n", temp_of(0, INT), temp_of(1, INT), temp_of(2, type_set_of(link_type())),
                NULL);
    expect_rows(where(sort(by_country, down(temp_of(1, INT)), NULL), is_missing(temp_of(0, link_type()))), "-|2\n", temp_of(0, link_type()),
                temp_of(1, INT), NULL);
    expect_rows(expand(p, temp_of(2, type_set_of(link_type())), NULL), "1|Türkiye\n1|Zambia\n2|Albania\n4|Moldova\n", temp_of(0, INT),
                temp_of(3, link_type()), NULL);
}

Test(group, rows_that_in_left_out_are_not_looked_at)
{
    expr tenth = call("/", decimal_of("1"), trip("rate"), NULL);
    expr albania = call("=", deref(element(link_type()), "name"), text_of("moldova"), NULL);
    rows p = group(scan(TRIPS), KEYS({trip("country"), albania}), AGGS({"max", tenth, false}));
    expect_rows(p, "Moldova|2\n", temp_of(0, link_type()), temp_of(1, type_of(TYPE_NUMBER)), NULL);
    expect_said("");
    p = group(scan(TRIPS), KEYS({trip("project"), NULL}), AGGS({"max", tenth, false}));
    expect_rows(p, "East|2\nNorth|2\nSouth|2\n-|0.081632653061\n", temp_of(0, TEXT), temp_of(1, type_of(TYPE_NUMBER)), NULL);
    expect_said("N0702");
    expect_said_words("1 row ");
}
