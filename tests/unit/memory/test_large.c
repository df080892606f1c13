/* Many rows: several blocks, tables of values, long sets, limits. What is expected is computed here row by row. */
#include <stdio.h>

#include "world.h"

enum { ROWS = 10000, PROJECTS = 5 };

static const char *const project_names[PROJECTS] = {"Alpha", "Beta", "Gamma", "Delta", "Omega"};
static const char *const country_names[] = {"Türkiye", "Albania", "Moldova", "Zambia"};

/* What row i has, by rules simple enough to be repeated in an expectation. */
static unsigned mix(unsigned i)
{
    i = (i ^ (i >> 7)) * 2654435761u;
    return i ^ (i >> 15);
}

static unsigned projects_of(unsigned i)
{
    return mix(i) % 32;
}

static bool has_country(unsigned i)
{
    return i % 7 != 0;
}

static unsigned country_of(unsigned i)
{
    return mix(i + 1) % 4;
}

static unsigned first_of(unsigned i)
{
    return mix(i + 2) % 28;
}

static unsigned length_of(unsigned i)
{
    return mix(i + 3) % 40;
}

static period when_of(unsigned i)
{
    day first = cal_day((civil){2025, 10, 1}) + (day)first_of(i);
    return (period){first, first + (day)length_of(i)};
}

static void add_set(sbuf *b, unsigned mask)
{
    const char *between = "";
    for (unsigned k = 0; k < PROJECTS; ++k)
        if (mask >> k & 1) {
            sbuf_printf(b, "%s%s", between, project_names[k]);
            between = "; ";
        }
}

/* Rank sets have three of 100 values: too many for a mask. */
static void add_row(sbuf *b, unsigned i)
{
    sbuf_printf(b, "r%u,title %u,", i, i % 300);
    add_set(b, projects_of(i));
    sbuf_printf(b, ",%s,,", has_country(i) ? country_names[country_of(i)] : "");
    cal_print(b, when_of(i));
    sbuf_char(b, ',');
    cal_print_day(b, when_of(i).first);
    sbuf_printf(b, ",%u,%u.%u,EUR %u,%s,,", i % 200, mix(i) % 50, i % 10, i % 1000, i % 3 ? (i % 3 == 1 ? "true" : "false") : "");
    sbuf_printf(b, "%u; %u; %u\n", i % 100, (i + 1) % 100, (i + 50) % 100);
}

static void open_large(void)
{
    sbuf b = {0};
    sbuf_add(&b, STR("id,title,project,country,visited,when,made,days,rate,cost,sure,rest,ranks\n"));
    for (unsigned i = 0; i < ROWS; ++i)
        add_row(&b, i);
    cr_assert(!b.failed);
    world_open_with(b.p);
    sbuf_free(&b);
}

TestSuite(large, .init = open_large, .fini = world_close);

#define TEXT type_of(TYPE_TEXT)
#define INT type_of(TYPE_INT)

typedef bool row_rule(unsigned i);

/* The rows that a condition keeps are those of the rule; ids are r0, r1 … */
static void expect_kept(rows p, row_rule *rule)
{
    const col *ids = result_of(p, trip("id"));
    size_t at = 0;
    for (unsigned i = 0; i < ROWS; ++i) {
        if (!rule(i))
            continue;
        cr_assert_lt(at, ids->count, "row %u is not there", i);
        str id = col_value(ids, at++).as.text;
        char expected[16];
        snprintf(expected, sizeof expected, "r%u", i);
        cr_assert(str_equal(id, str_of(expected)), "%.*s where %s should be", STR_ARG(id), expected);
    }
    cr_expect_eq(at, ids->count);
}

static expr project_is(const char *name)
{
    return any_of(trip("project"), call("=", element(TEXT), text_of(name), NULL));
}

static bool in_gamma(unsigned i)
{
    return projects_of(i) >> 2 & 1;
}

static bool not_in_gamma(unsigned i)
{
    return !in_gamma(i);
}

Test(large, a_set_by_mask)
{
    expect_kept(where(scan(TRIPS), project_is("gamma")), in_gamma);
    expect_kept(where(scan(TRIPS), not_(project_is("gamma"))), not_in_gamma);
}

static bool title_has_7(unsigned i)
{
    unsigned t = i % 300;
    return t % 10 == 7 || t / 10 % 10 == 7 || t / 100 == 7;
}

static bool gamma_with_7(unsigned i)
{
    return in_gamma(i) && title_has_7(i);
}

Test(large, a_text_by_dictionary)
{
    expr has_7 = call("~", trip("title"), text_of("7"), NULL);
    expect_kept(where(scan(TRIPS), has_7), title_has_7);
    expect_kept(where(where(scan(TRIPS), project_is("gamma")), has_7), gamma_with_7);
    expect_kept(where(scan(TRIPS), both(has_7, project_is("gamma"))), gamma_with_7);
}

static bool in_moldova(unsigned i)
{
    return has_country(i) && country_of(i) == 2;
}

static bool small_or_nowhere(unsigned i)
{
    return !has_country(i) || country_of(i) == 1 || country_of(i) == 2;
}

Test(large, a_path_by_target)
{
    expr name = deref(trip("country"), "name"), area = deref(trip("country"), "area");
    expect_kept(where(scan(TRIPS), call("=", name, text_of("moldova"), NULL)), in_moldova);
    expect_kept(where(scan(TRIPS), not_(call(">", area, number_of(33), NULL))), small_or_nowhere);
    expr also = any_of(deref(trip("country"), "also"), call("=", element(TEXT), text_of("republic of moldova"), NULL));
    expect_kept(where(scan(TRIPS), also), in_moldova);
}

static bool in_november(unsigned i)
{
    period november = {cal_day((civil){2025, 11, 1}), cal_day((civil){2025, 11, 30})};
    return cal_overlaps(when_of(i), november);
}

static bool weekend(unsigned i)
{
    return cal_weekday(when_of(i).first) >= 6;
}

static bool november_gamma(unsigned i)
{
    return in_november(i) && in_gamma(i);
}

Test(large, periods_and_dates_by_their_span)
{
    expr month = any_of(call("month", trip("when"), NULL), call("overlaps", element(type_of(TYPE_PERIOD)), period_of("2025-11"), NULL));
    expect_kept(where(scan(TRIPS), month), in_november);
    expect_kept(where(scan(TRIPS), both(project_is("gamma"), month)), november_gamma);
    expect_kept(where(scan(TRIPS), call(">=", call("weekday", trip("made"), NULL), number_of(6), NULL)), weekend);
}

static bool quotient_large(unsigned i)
{
    unsigned d = i % 200;
    return d != 0 && 1000 / (int)d > 20 && 1000.0 / d > 20;
}

/* Days are 0 in some rows: the table cannot be made, and the rows are counted one by one. */
Test(large, what_cannot_be_computed_is_counted_by_rows)
{
    expr quotient = call("/", decimal_of("1000"), call("number", trip("days"), NULL), NULL);
    expect_kept(where(scan(TRIPS), call(">", quotient, decimal_of("20.99"), NULL)), quotient_large);
    expect_said("N0702");
    expect_said_words("for 50 rows ");
}

/* 300 titles make some numbers that no row has: they are nobody's business. */
Test(large, what_no_row_has_is_not_counted)
{
    rows some = where(scan(TRIPS), not_(call("=", trip("days"), number_of(0), NULL)));
    expr quotient = call("/", decimal_of("1000"), call("number", trip("days"), NULL), NULL);
    expect_rows(whole(some, AGGS({"count", NULL, false}, {"max", quotient, false})), "9950|1000\n", temp_of(0, INT),
                temp_of(1, type_of(TYPE_NUMBER)), NULL);
    expect_said("");
}

static bool rank_5(unsigned i)
{
    return i % 100 == 5 || (i + 1) % 100 == 5 || (i + 50) % 100 == 5;
}

static bool rank_above_97_or_sure(unsigned i)
{
    return i % 100 > 97 || (i + 1) % 100 > 97 || (i + 50) % 100 > 97 || i % 3 == 1;
}

Test(large, sets_of_more_than_64_distinct_elements)
{
    expr e = element(INT);
    const struct collection *trips = &world_data()->collections[TRIPS];
    cr_assert_not_null(trips->fields[collection_find(trips, STR("ranks"))].data->offsets);
    expect_kept(where(scan(TRIPS), any_of(trip("ranks"), call("=", e, number_of(5), NULL))), rank_5);
    expect_kept(where(scan(TRIPS), either(any_of(trip("ranks"), call(">", e, number_of(97), NULL)), trip("sure"))), rank_above_97_or_sure);
    rows p = where(scan(TRIPS), any_of(trip("ranks"), call("=", e, number_of(5), NULL)));
    expect_rows(slice(p, 0, 3), "4;5;54\n5;6;55\n5;55;56\n", trip("ranks"), NULL);
    expect_rows(slice(group(scan(TRIPS), KEYS({trip("ranks"), NULL}), AGGS({"count", NULL, false})), 98, 9), "98|300\n99|300\n",
                temp_of(0, INT), temp_of(1, INT), NULL);
    expr doubled = map_of(trip("ranks"), call("*", e, number_of(2), NULL));
    expect_rows(slice(scan(TRIPS), 9999, 1), "0;98;198\n", doubled, NULL);
}

Test(large, a_group_of_each)
{
    rows p = group(scan(TRIPS), KEYS({trip("id"), NULL}), AGGS({"count", NULL, false}));
    expect_rows(whole(p, AGGS({"count", NULL, false}, {"max", temp_of(1, INT), false})), "10000|1\n", temp_of(0, INT), temp_of(1, INT),
                NULL);
    expect_rows(whole(scan(TRIPS), AGGS({"count", trip("id"), true}, {"count", trip("title"), true}, {"count", trip("cost"), true})),
                "10000|300|1000\n", temp_of(0, INT), temp_of(1, INT), temp_of(2, INT), NULL);
    rows q = distinct(scan(TRIPS), trip("days"), trip("sure"), NULL);
    expect_rows(whole(q, AGGS({"count", NULL, false})), "600\n", temp_of(0, INT), NULL);
}

Test(large, sorted_is_sorted)
{
    const col *days = result_of(sort(scan(TRIPS), trip("days"), down(trip("rate")), NULL), trip("days"));
    for (size_t i = 1; i < days->count; ++i)
        cr_assert_leq(col_value(days, i - 1).as.integer, col_value(days, i).as.integer);
    expect_rows(slice(sort(scan(TRIPS), down(trip("days")), NULL), 0, 3), "r199\nr399\nr599\n", trip("id"), NULL);
    expect_rows(slice(sort(scan(TRIPS), down(trip("days")), NULL), 48, 4), "r9799|199\nr9999|199\nr198|198\nr398|198\n", trip("id"),
                trip("days"), NULL);
}

Test(large, texts_of_many_blocks_come_together)
{
    rows p = group(scan(TRIPS), KEYS({call("upper", trip("id"), NULL), NULL}), AGGS({"count", NULL, false}));
    expect_rows(slice(p, 0, 3), "R0|1\nR1|1\nR10|1\n", temp_of(0, TEXT), temp_of(1, INT), NULL);
    expr either_text = if_(call(">", trip("days"), number_of(198), NULL), trip("title"), text_of("rest"));
    rows q = group(scan(TRIPS), KEYS({either_text, NULL}), AGGS({"count", NULL, false}));
    expect_rows(q, "rest|9950\ntitle 199|17\ntitle 299|16\ntitle 99|17\n", temp_of(0, TEXT), temp_of(1, INT), NULL);
}

/* What is computed once for each value of a column is what a few rows alone give, for which nothing is computed ahead. */
static void expect_same_alone(expr e)
{
    const col *all = result_of(scan(TRIPS), e);
    for (size_t begin = 0; begin < ROWS; begin += 997) {
        const col *some = result_of(slice(scan(TRIPS), begin, 3), e);
        for (size_t i = 0; i < some->count; ++i)
            expect_same_cell(all, begin + i, some, i);
    }
}

Test(large, tables_change_nothing)
{
    expr title = trip("title"), when = trip("when"), text = element(TEXT), number = element(INT);
    expr country_name = deref(trip("country"), "name");
    expr list[] = {
        call("upper", title, NULL),
        call("length", title, NULL),
        call("upper", country_name, NULL),
        or_else(call("lower", country_name, NULL), text_of("nowhere")),
        call("month", when, NULL),
        call("days", when, NULL),
        call("&", when, period_of("2025-11"), NULL),
        call("month", trip("made"), NULL),
        call("+", trip("days"), number_of(5), NULL),
        map_of(trip("project"), call("upper", text, NULL)),
        map_of(trip("ranks"), call("mod", number, number_of(7), NULL)),
        call("total", map_of(trip("ranks"), call("mod", number, number_of(7), NULL)), NULL),
        any_of(trip("project"), call("=", call("upper", text, NULL), text_of("BETA"), NULL)),
        any_of(deref(trip("country"), "also"), call("~", text, text_of("rep"), NULL)),
        map_of(call("month", when, NULL), call("start", element(type_of(TYPE_PERIOD)), NULL)),
        if_(call("~", title, text_of("9"), NULL), call("upper", title, NULL), country_name),
        not_(either(trip("sure"), call("=", trip("made"), trip("made"), NULL))),
        call("/", decimal_of("10"), call("number", trip("days"), NULL), NULL),
        call("+", number_of(2), number_of(3), NULL),
    };
    for (size_t i = 0; i < sizeof list / sizeof *list; ++i)
        expect_same_alone(list[i]);
}

Test(large, slots_and_temps_are_looked_up_through_their_tracks)
{
    rows p = sort(expand(where(scan(TRIPS), project_is("gamma")), trip("project"), NULL), down(trip("days")), trip("id"), NULL);
    expr both_texts = call("+", call("upper", temp_of(0, TEXT), NULL), call("lower", trip("title"), NULL), NULL);
    rows q = where(p, both(call("~", temp_of(0, TEXT), text_of("amm"), NULL), call("=", trip("title"), text_of("title 199"), NULL)));
    expect_rows(slice(q, 0, 1), "GAMMAtitle 199\n", both_texts, NULL);
    expect_rows(whole(q, AGGS({"count", NULL, false}, {"min", call("upper", temp_of(0, TEXT), NULL), false})), "17|GAMMA\n",
                temp_of(0, INT), temp_of(1, TEXT), NULL);
}

/* ---- Limits ---- */

Test(large, too_many_rows)
{
    exec_control control = {.max_rows = 9999};
    cr_expect_eq(run_under(&control, scan(TRIPS), trip("id")), ST_LIMIT);
    expect_said("E0811");
    control.max_rows = 10000;
    cr_expect_eq(run_under(&control, scan(TRIPS), trip("id")), ST_OK);
    control.max_rows = 1;
    cr_expect_eq(run_under(&control, slice(scan(TRIPS), 0, 1), trip("id")), ST_OK, "the limit is of the result");
    expect_said("E0811");
}

static rows much_work(void)
{
    rows p = expand(where(scan(TRIPS), project_is("gamma")), trip("project"), NULL);
    rows g = group(p, KEYS({temp_of(0, TEXT), NULL}, {trip("ranks"), NULL}),
                   AGGS({"count", trip("title"), true}, {"list", trip("days"), false}));
    return slice(sort(g, down(temp_of(2, INT)), NULL), 0, 10);
}

static expr much_output(void)
{
    return map_of(temp_of(3, set_type(TYPE_INT)), call("+", element(INT), number_of(1), NULL));
}

Test(large, too_much_memory_is_a_limit_and_never_a_crash)
{
    size_t met = 0;
    status st = ST_LIMIT;
    for (size_t max = 1000; st == ST_LIMIT && max < (size_t)1 << 30; max += max / 5) {
        exec_control control = {.max_memory = max};
        st = run_under(&control, much_work(), much_output());
        met += st == ST_LIMIT;
    }
    cr_expect_eq(st, ST_OK);
    cr_expect_gt(met, 20);
    expect_said_words("bytes of memory");
}

/* Stops at the n-th question. */
static bool stop_at(void *data)
{
    size_t *left = data;
    return (*left)-- == 0;
}

Test(large, a_run_can_be_stopped_anywhere)
{
    size_t at = 0;
    status st = ST_CANCELLED;
    for (; st == ST_CANCELLED && at < 100000; at += 1 + at / 3) {
        size_t left = at;
        exec_control control = {.stop = stop_at, .stop_data = &left};
        st = run_under(&control, much_work(), much_output());
    }
    cr_expect_eq(st, ST_OK);
    cr_expect_gt(at, 20, "it is asked often");
    expect_said("N0703");
}
