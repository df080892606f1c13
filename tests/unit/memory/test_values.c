/* Every kind of expression as a column of the result; what the result's columns are made of. */
#include "world.h"

TestSuite(values, .init = world_open, .fini = world_close);

#define TEXT type_of(TYPE_TEXT)
#define INT type_of(TYPE_INT)

static rows sure(void)
{
    return where(scan(TRIPS), trip("sure"));
}

Test(values, stored_fields_of_every_type)
{
    expect_rows(sure(),
                "a|Opening|East;South|Moldova|Moldova;Zambia|2025-10-07..2025-10-09\n"
                "d|Training on osint|-|Türkiye|Albania|2025-09-30..2025-10-02\n"
                "e|Closing|East;North;South|Moldova|Moldova|2025-05..2025-12\n"
                "i|ete|East|Moldova|-|2025-11-05\n",
                trip("id"), trip("title"), trip("project"), trip("country"), trip("visited"), trip("when"), NULL);
    expect_rows(
        slice(scan(TRIPS), 3, 4),
        "-|3|12.25|-|true|1 month|1;2;3\n2024-12-31|245|0.5|EUR 100|true|30 days|7\n2025-03-03|1|-2|USD 5|false|-|2;3\n-|-|-|-|-|-|-\n",
        trip("made"), trip("days"), trip("rate"), trip("cost"), trip("sure"), trip("rest"), trip("ranks"), NULL);
}

Test(values, stored_columns_keep_their_dictionaries)
{
    const struct collection *trips = &world_data()->collections[TRIPS];
    const col *title = trips->fields[1].data, *project = trips->fields[2].data;
    cr_expect_eq(result_of(scan(TRIPS), trip("title")), title, "all rows in their order: the column itself");
    cr_expect_eq(result_of(sure(), trip("title"))->dict, title->dict);
    cr_expect_eq(result_of(sort(scan(TRIPS), trip("days"), NULL), trip("project"))->elements, project->elements);
    cr_expect_eq(result_of(where(scan(TRIPS), bool_of(false)), trip("title"))->count, 0);
}

Test(values, links_are_followed)
{
    expect_rows(scan(TRIPS), "33\n28\n-\n783\n33\n752\n-\n28\n33\n33\n", deref(trip("country"), "area"), NULL);
    expect_rows(sure(), "Republic of Moldova\nRepublic of Türkiye;Turkey\nRepublic of Moldova\nRepublic of Moldova\n",
                deref(trip("country"), "also"), NULL);
    expect_rows(scan(COUNTRIES), "Türkiye|783\nAlbania|28\nMoldova|33\nZambia|752\n", country("name"), country("area"), NULL);
}

Test(values, a_path_through_a_set)
{
    expr names = map_of(trip("visited"), deref(element(link_type()), "name"));
    expr others = map_of(trip("visited"), deref(element(link_type()), "also"));
    expect_rows(slice(scan(TRIPS), 3, 3), "Albania|-\nMoldova|Republic of Moldova\nAlbania;Türkiye;Zambia|Republic of Türkiye;Turkey\n",
                names, others, NULL);
}

Test(values, map_keeps_repeats_for_measures_and_prints_each_once)
{
    expr odd = map_of(trip("ranks"), call("mod", element(INT), number_of(2), NULL));
    expect_rows(scan(TRIPS), "0;1|2|1\n0|1|0\n-|0|-\n0;1|3|2\n1|1|1\n0;1|2|1\n-|0|-\n0;1|2|1\n1|1|1\n0;1|2|1\n", odd,
                call("size", odd, NULL), call("total", odd, NULL), NULL);
}

Test(values, map_leaves_missing_out_and_flattens)
{
    expr small = if_(call("<", element(INT), number_of(3), NULL), call("+", element(INT), number_of(10), NULL), none_of(INT));
    expect_rows(slice(scan(TRIPS), 3, 3), "11;12\n-\n12\n", map_of(trip("ranks"), small), NULL);
    expr inner = map_of(trip("ranks"), call("*", element(INT), element_out(1, INT), NULL));
    expect_rows(slice(scan(TRIPS), 3, 3), "1;2;3;4;6;9\n49\n4;6;9\n", map_of(trip("ranks"), inner), NULL);
    expr scaled = map_of(trip("ranks"), call("*", element(INT), trip("days"), NULL));
    expect_rows(slice(scan(TRIPS), 3, 5), "3;6;9\n1715\n2;3\n-\n-\n", scaled, NULL);
    expr again = map_of(set_of(number_of(1), number_of(2), NULL), call("+", element(INT), trip("days"), NULL));
    expect_rows(slice(scan(TRIPS), 5, 3), "2;3\n-\n-\n", again, NULL);
}

Test(values, measures_see_a_set_without_elements)
{
    expect_rows(scan(TRIPS), "2|3\n1|2\n0|-\n3|6\n1|7\n2|5\n0|-\n2|19\n1|1\n2|3\n", call("size", trip("ranks"), NULL),
                call("total", trip("ranks"), NULL), NULL);
}

Test(values, if_takes_one_branch)
{
    expr e = if_(call(">", trip("days"), number_of(2), NULL), trip("title"), text_of("short"));
    expect_rows(scan(TRIPS), "Opening\nshort\nshort\nTraining on osint\nClosing\nshort\nshort\nshort\nshort\nOpening\n", e, NULL);
    expr sets = if_(trip("sure"), trip("ranks"), map_of(trip("ranks"), call("*", element(INT), number_of(10), NULL)));
    expect_rows(slice(scan(TRIPS), 0, 4), "1;2\n20\n-\n1;2;3\n", sets, NULL);
    expr always = if_(bool_of(true), trip("days"), none_of(INT)), never = if_(none_of(type_of(TYPE_BOOL)), trip("days"), number_of(0));
    expect_rows(slice(scan(TRIPS), 0, 2), "3|0\n2|0\n", always, never, NULL);
}

Test(values, branches_not_taken_do_not_fail)
{
    expr zero = call("=", trip("rate"), decimal_of("0"), NULL), tenth = call("/", decimal_of("10"), trip("rate"), NULL);
    expect_rows(scan(TRIPS), "20\n6.666666666667\n-\n0.816326530612\n20\n-5\n-\n0\n0.0000000001\n3.333333333333\n",
                if_(zero, decimal_of("0"), tenth), NULL);
    expect_said("");
    expect_rows(slice(scan(TRIPS), 6, 3), "-\n-\n0.0000000001\n", tenth, NULL);
    expect_said("N0702");
    expect_said_words("for 1 row ");
}

Test(values, an_expression_used_twice_is_told_once)
{
    expr tenth = call("/", decimal_of("10"), trip("rate"), NULL);
    expect_rows(sort(where(scan(TRIPS), not_(call("=", tenth, decimal_of("5"), NULL))), tenth, NULL), "f\ni\nd\nj\nb\na\ne\nc\ng\nh\n",
                trip("id"), NULL);
    expect_said("N0702");
}

Test(values, else_fills_what_is_missing)
{
    expect_rows(scan(TRIPS), "3\n2\n1\n3\n245\n1\n-1\n-1\n1\n14\n", or_else(trip("days"), number_of(-1)), NULL);
    expect_rows(scan(TRIPS), "Opening\nopening\nTraining\nTraining on osint\nClosing\nÉté\ng\nOsint again\nete\nOpening\n",
                or_else(trip("title"), trip("id")), NULL);
    expect_rows(slice(scan(TRIPS), 2, 2), "5;6\n1;2;3\n", or_else(trip("ranks"), set_of(number_of(5), number_of(6), NULL)), NULL);
    expect_rows(slice(scan(TRIPS), 6, 1), "-\n", or_else(trip("days"), none_of(INT)), NULL);
}

Test(values, predicates_are_never_missing)
{
    expr same = call("=", trip("days"), trip("days"), NULL), north = call("~", trip("title"), text_of("o"), NULL);
    expect_rows(slice(scan(TRIPS), 5, 3), "true|false|false\nfalse|false|true\nfalse|true|true\n", same, north, is_missing(trip("days")),
                NULL);
    expect_rows(slice(scan(TRIPS), 6, 1), "true|true|false\n", not_(same), not_(trip("sure")), both(same, north), NULL);
}

Test(values, arithmetic_with_missing_is_missing)
{
    expect_rows(slice(scan(TRIPS), 5, 4), "2\n-\n-\n2\n", call("+", trip("days"), number_of(1), NULL), NULL);
    expect_rows(slice(scan(TRIPS), 0, 2), "-\n-\n", call("+", none_of(INT), trip("days"), NULL), NULL);
}

Test(values, texts_made_on_the_way)
{
    expect_rows(scan(TRIPS), "OPENING\nOPENING\nTRAINING\nTRAINING ON OSINT\nCLOSING\nÉTÉ\n-\nOSINT AGAIN\nETE\nOPENING\n",
                call("upper", trip("title"), NULL), NULL);
    expr project = map_of(trip("project"), call("+", element(TEXT), trip("id"), NULL));
    expect_rows(slice(scan(TRIPS), 3, 2), "-\nEaste;Northe;Southe\n", project, NULL);
}

Test(values, constants_that_cannot_be_computed_are_told_for_each_row)
{
    expr none = call("/", decimal_of("1"), decimal_of("0"), NULL);
    expect_rows(slice(scan(TRIPS), 0, 3), "-\n-\n-\n", none, NULL);
    expect_said("N0702");
    expect_said_words("for 3 rows ");
}

/* Always gives back its argument, and claims rows as failed that had none. */
static status eval_same(function_call *c, const vec *const *args, vec *out)
{
    *out = *args[0];
    c->uncomputable = c->count;
    return ST_OK;
}

Test(values, an_evaluator_may_hand_back_its_argument)
{
    static const function same = {
        .name = "same", .class = FN_SCALAR, .args = {PARAM_INT}, .arg_count = 1, .result = PARAM_INT, .eval = eval_same};
    expect_rows(slice(scan(TRIPS), 5, 3), "1|1\n-|-\n-|-\n", call_own(&same, INT, trip("days")), trip("days"), NULL);
    expect_said("");
}

static status eval_wrong(function_call *c, const vec *const *args, vec *out)
{
    (void)c, (void)args, (void)out;
    return ST_NO_MEMORY;
}

Test(values, a_failing_evaluator_ends_the_run)
{
    static const function bad = {
        .name = "bad", .class = FN_SCALAR, .args = {PARAM_INT}, .arg_count = 1, .result = PARAM_INT, .eval = eval_wrong};
    cr_expect_eq(run_under(NULL, scan(TRIPS), call_own(&bad, INT, trip("days"))), ST_NO_MEMORY);
}
