/* PIVOT: groups side by side. */
#include "world.h"

TestSuite(pivot, .init = world_open, .fini = world_close);

#define TEXT type_of(TYPE_TEXT)
#define INT type_of(TYPE_INT)
#define BOOL type_of(TYPE_BOOL)

Test(pivot, values_become_columns_in_key_order_missing_last)
{
    rows p = pivot(scan(TRIPS), KEYS({trip("country"), NULL}, {trip("sure"), NULL}), AGGS({"count", NULL, false}));
    expect_pivot(p, "x|false|true|missing\nAlbania|1|0|1\nMoldova|1|3|0\nTürkiye|0|1|0\nZambia|1|0|0\n-|0|0|2\n", temp_of(0, link_type()),
                 NULL);
}

Test(pivot, a_cell_without_rows_is_the_aggregate_of_nothing)
{
    rows p = pivot(scan(TRIPS), KEYS({trip("sure"), NULL}, {trip("country"), NULL}),
                   AGGS({"any", trip("sure"), false}, {"all", trip("sure"), false}, {"sum", trip("days"), false}));
    expect_pivot(p,
                 "x|Albania x|Albania y|Albania z|Moldova x|Moldova y|Moldova z|Türkiye x|Türkiye y|Türkiye z|Zambia x|Zambia y|Zambia z|"
                 "missing x|missing y|missing z\n"
                 "false|false|false|2|false|false|14|false|true|-|false|false|1|false|true|-\n"
                 "true|false|true|-|true|true|249|true|true|3|false|true|-|false|true|-\n"
                 "-|false|true|-|false|true|-|false|true|-|false|true|-|false|true|1\n",
                 temp_of(0, BOOL), NULL);
}

Test(pivot, sets_as_keys_put_the_row_under_each_element)
{
    expr few = call("<", element(INT), number_of(3), NULL);
    rows p = pivot(scan(TRIPS), KEYS({trip("project"), NULL}, {trip("ranks"), few}), AGGS({"list", trip("id"), false}));
    expect_pivot(p, "x|1|2\nEast|a;i;j|a;b;j\nNorth|-|f\nSouth|a;j|a;j\n-|d|d\n", temp_of(0, TEXT), NULL);
}

Test(pivot, distinct_values_are_counted_in_each_cell)
{
    rows p = pivot(scan(TRIPS), KEYS({trip("sure"), NULL}, {trip("project"), NULL}), AGGS({"count", trip("country"), true}));
    expect_pivot(p, "x|East|North|South|missing\nfalse|2|1|1|0\ntrue|1|1|1|1\n-|0|1|0|0\n", temp_of(0, BOOL), NULL);
}

Test(pivot, rows_are_sorted_and_cut_with_their_columns)
{
    rows p = pivot(scan(TRIPS), KEYS({trip("country"), NULL}, {trip("sure"), NULL}), AGGS({"count", NULL, false}));
    p = slice(sort(p, down(temp_of(0, link_type())), NULL), 1, 2);
    expect_pivot(p, "x|false|true|missing\nTürkiye|0|1|0\nMoldova|1|3|0\n", temp_of(0, link_type()), NULL);
}

Test(pivot, of_no_rows_has_only_its_keys)
{
    rows none = where(scan(TRIPS), bool_of(false));
    rows p = pivot(none, KEYS({trip("country"), NULL}, {trip("sure"), NULL}), AGGS({"count", NULL, false}, {"sum", trip("days"), false}));
    expect_pivot(p, "x\n", temp_of(0, link_type()), NULL);
}

Test(pivot, columns_that_would_be_called_the_same_get_numbers)
{
    world_close();
    world_open_with("id,title,project,country,visited,when,made,days,rate,cost,sure,rest,ranks\n"
                    "a,x,,,,,,,,,,,\nb,x (2),,,,,,,,,,,\nc,missing,,,,,,,,,,,\nd,,,,,,,,,,,,\ne,\"\",,,,,,,,,,,\n");
    rows p = pivot(scan(TRIPS), KEYS({trip("sure"), NULL}, {trip("title"), NULL}), AGGS({"min", trip("id"), false}));
    expect_pivot(p, "x||missing|x (2)|x (2) (2)|missing (2)\n-|e|c|a|b|d\n", temp_of(0, BOOL), NULL);
    expect_said("N0720");
    expect_said_words("3 columns would be called like another one, \"x\" for instance");
}

/* As many trips as columns. */
static void open_titles(int count)
{
    sbuf csv = {0};
    sbuf_add(&csv, STR("id,title,project,country,visited,when,made,days,rate,cost,sure,rest,ranks\n"));
    for (int i = 0; i < count; i++)
        sbuf_printf(&csv, "%d,t%05d,,,,,,%d,,,,,\n", i, i, i);
    sbuf_char(&csv, '\0');
    world_close();
    world_open_with(csv.p);
    sbuf_free(&csv);
}

Test(pivot, makes_as_many_columns_as_there_may_be_and_no_more)
{
    open_titles(5000);
    rows p =
        pivot(scan(TRIPS), KEYS({trip("sure"), NULL}, {trip("title"), NULL}), AGGS({"count", NULL, false}, {"sum", trip("days"), false}));
    cr_expect_eq(run_under(NULL, p, temp_of(0, BOOL)), ST_OK);
    open_titles(5001);
    p = pivot(scan(TRIPS), KEYS({trip("sure"), NULL}, {trip("title"), NULL}), AGGS({"count", NULL, false}, {"sum", trip("days"), false}));
    cr_expect_eq(run_under(NULL, p, temp_of(0, BOOL)), ST_LIMIT);
    expect_said("E0813");
    expect_said_words("the pivot would make 10002 columns, and 10000 is the most");
}

static bool stop_later(void *data)
{
    return --*(int *)data < 0;
}

Test(pivot, is_stopped_wherever_it_is)
{
    open_titles(200);
    rows p = pivot(scan(TRIPS), KEYS({trip("id"), NULL}, {trip("title"), NULL}), AGGS({"count", NULL, false}));
    status st = ST_CANCELLED;
    int asked = 0;
    for (; st != ST_OK && asked < 10000; asked++) {
        int left = asked;
        exec_control control = {.stop = stop_later, .stop_data = &left};
        st = run_under(&control, p, temp_of(0, TEXT));
        cr_assert(st == ST_OK || st == ST_CANCELLED);
    }
    cr_expect_eq(st, ST_OK);
    cr_expect_gt(asked, 60, "asked %d times", asked);
}

Test(pivot, keeps_to_the_memory_it_may_use)
{
    open_titles(300);
    rows p = pivot(scan(TRIPS), KEYS({trip("id"), NULL}, {trip("title"), NULL}), AGGS({"list", trip("id"), false}));
    cr_expect_eq(run_under(&(exec_control){.max_memory = 300000}, p, temp_of(0, TEXT)), ST_LIMIT);
    expect_said("E0812");
}
