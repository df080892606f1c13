/* Links walked backwards: one row, none, many; links and sets of links; over blocks. */
#include "world.h"

#include <string.h>

static type trips_type(void)
{
    return (type){.kind = TYPE_LINK, .target = TRIPS};
}

static expr made(plan_expr e)
{
    plan_expr *place = ARENA_NEW(world_memory(), plan_expr);
    cr_assert(place);
    *place = e;
    return place;
}

static expr from(plan_expr e, expr link)
{
    expr *args = ARENA_NEW(world_memory(), expr);
    cr_assert(args);
    *args = link;
    e.args = args;
    e.arg_count = 1;
    return made(e);
}

/* The row in slot 0, as a link. */
static expr row_of(int collection)
{
    type t = {.kind = TYPE_LINK, .target = (uint16_t)collection};
    return made((plan_expr){.kind = PLAN_ROW, .type = t, .collection = t.target});
}

/* The trips whose field leads where the link does. */
static expr back(expr link, const char *field)
{
    return from((plan_expr){.kind = PLAN_BACK, .type = type_set_of(trips_type()), .collection = TRIPS, .field = trip(field)->field}, link);
}

static expr trip_of(expr link, const char *field)
{
    return from((plan_expr){.kind = PLAN_DEREF, .type = trip(field)->type, .collection = TRIPS, .field = trip(field)->field}, link);
}

/* Of each of the trips. */
static expr each(expr trips, const char *field)
{
    return map_of(trips, trip_of(element(trips_type()), field));
}

Test(memory_backward, by_a_link)
{
    world_open();
    expr trips = back(row_of(COUNTRIES), "country");
    expect_rows(scan(COUNTRIES),
                "Türkiye|1|d\n"
                "Albania|2|b;h\n"
                "Moldova|4|a;e;i;j\n"
                "Zambia|1|f\n",
                country("name"), call("size", trips, NULL), each(trips, "id"), NULL);
    world_close();
}

Test(memory_backward, by_a_set_a_holder_counts_once_for_each_row)
{
    world_open();
    expr trips = back(row_of(COUNTRIES), "visited");
    expect_rows(scan(COUNTRIES),
                "Türkiye|1|f\n"
                "Albania|3|d;f;h\n"
                "Moldova|3|a;e;j\n"
                "Zambia|3|a;f;j\n",
                country("name"), call("size", trips, NULL), each(trips, "id"), NULL);
    world_close();
}

Test(memory_backward, a_measure_counts_equal_values)
{
    world_open();
    expr days = each(back(row_of(COUNTRIES), "country"), "days");
    expect_rows(scan(COUNTRIES), "3|3\n2|2\n263|1;3;14;245\n1|1\n", call("total", days, NULL), days, NULL);
    world_close();
}

Test(memory_backward, from_where_a_link_leads)
{
    world_open();
    expr trips = back(trip("country"), "country");
    expect_rows(scan(TRIPS), "4\n2\n0\n1\n4\n1\n0\n2\n4\n4\n", call("size", trips, NULL), NULL);
    expect_rows(where(scan(TRIPS), is_missing(trips)), "c\ng\n", trip("id"), NULL);
    world_close();
}

Test(memory_backward, from_each_of_a_set)
{
    world_open();
    expr trips = map_of(trip("visited"), back(element(link_type()), "visited"));
    /* Moldova a e j and Zambia a f j: those that two of its countries lead to are reached twice. */
    expect_rows(slice(scan(TRIPS), 0, 3), "6|a;e;f;j\n0|-\n0|-\n", call("size", trips, NULL),
                map_of(trips, trip_of(element(trips_type()), "id")), NULL);
    world_close();
}

Test(memory_backward, as_a_condition)
{
    world_open();
    expr trips = back(row_of(COUNTRIES), "country");
    expr in_may = any_of(trips, call("=", trip_of(element(trips_type()), "when"), period_of("2025-05"), NULL));
    expect_rows(where(scan(COUNTRIES), in_may), "Moldova\n", country("name"), NULL);
    expect_rows(where(scan(COUNTRIES), not_(in_may)), "Türkiye\nAlbania\nZambia\n", country("name"), NULL);
    world_close();
}

Test(memory_backward, as_rows_and_keys)
{
    world_open();
    expr trips = back(row_of(COUNTRIES), "country"), titles = each(trips, "title");
    expect_rows(expand(where(scan(COUNTRIES), call("=", country("name"), text_of("Albania"), NULL)), trips, NULL), "Albania|b\nAlbania|h\n",
                country("name"), trip_of(temp_of(0, trips_type()), "id"), NULL);
    key by = {titles, NULL};
    agg count = {.name = "count"};
    expect_rows(group(scan(COUNTRIES), &by, 1, &count, 1),
                "Closing|1\n"
                "ete|1\n"
                "Été|1\n"
                "Opening|1\n"
                "opening|1\n"
                "Osint again|1\n"
                "Training on osint|1\n",
                temp_of(0, type_of(TYPE_TEXT)), temp_of(1, type_of(TYPE_INT)), NULL);
    world_close();
}

Test(memory_backward, of_no_rows)
{
    world_open_with("id,title,project,country,visited,when,made,days,rate,cost,sure,rest,ranks\n");
    expr trips = back(row_of(COUNTRIES), "country"), visits = back(row_of(COUNTRIES), "visited");
    expect_rows(scan(COUNTRIES), "0|-|0\n0|-|0\n0|-|0\n0|-|0\n", call("size", trips, NULL), each(trips, "id"), call("size", visits, NULL),
                NULL);
    expect_rows(scan(TRIPS), "", call("size", back(trip("country"), "country"), NULL), NULL);
    world_close();
}

/* Rows enough for several blocks: a third of them leads nowhere, and a row is asked for many times (expand). */
Test(memory_backward, over_blocks)
{
    static const char *const names[] = {"Albania", "", "Zambia"};
    enum { ROWS = 9000 };
    sbuf b = {0};
    sbuf_add(&b, STR("id,title,project,country,visited,when,made,days,rate,cost,sure,rest,ranks\n"));
    for (int i = 0; i < ROWS; ++i)
        sbuf_printf(&b, "t%d,,,%s,,,,%d,,,,,\n", i, names[i % 3], i);
    world_open_with(b.p);
    sbuf_free(&b);
    expr trips = back(row_of(COUNTRIES), "country"), days = each(trips, "days");
    expect_rows(scan(COUNTRIES), "0|-\n3000|13495500\n0|-\n3000|13501500\n", call("size", trips, NULL), call("total", days, NULL), NULL);
    agg count = {.name = "count"}, sum = {.name = "sum", .arg = call("size", trips, NULL)};
    agg both_of[] = {count, sum};
    /* 3000 rows for each of two countries, and one for each of the two without. */
    expect_rows(whole(expand(scan(COUNTRIES), trips, NULL), both_of, 2), "6002|18000000\n", temp_of(0, type_of(TYPE_INT)),
                temp_of(1, type_of(TYPE_INT)), NULL);
    expect_rows(
        whole(where(scan(TRIPS), call(">", call("size", back(trip("country"), "country"), NULL), number_of(2999), NULL)), &count, 1),
        "6000\n", temp_of(0, type_of(TYPE_INT)), NULL);
    world_close();
}

static bool stop_at_once(void *data)
{
    return ++*(int *)data > 2;
}

Test(memory_backward, can_be_stopped)
{
    world_open();
    int asked = 0;
    exec_control control = {.stop = stop_at_once, .stop_data = &asked};
    cr_expect_eq(run_under(&control, scan(COUNTRIES), call("size", back(row_of(COUNTRIES), "country"), NULL)), ST_CANCELLED);
    world_close();
}
