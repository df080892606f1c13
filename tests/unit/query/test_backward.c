/* Links walked backwards: which link a collection's name means, and what is said where that is not clear. */
#include <criterion/criterion.h>
#include <string.h>

#include "fixture.h"

static const field_spec towns[] = {
    {"name", "text", true, "name"},
    {"trains", "int", false, "a field called like a collection"},
};
static const field_spec trips[] = {
    {"name", "text", true, "name"},
    {"origin", "link towns", false, "where it begins"},
    {"stops", "set of link towns", false, "where it stops"},
    {"leader", "link people", false, "who leads it"},
};
static const field_spec people[] = {
    {"name", "text", true, "name"},
    {"home", "link towns", false, "where they live"},
    {"boss", "link people", false, "who leads them"},
};
static const field_spec trains[] = {
    {"name", "text", true, "name"},
    {"depot", "link towns", false, "where it stands"},
};
static const collection_spec specs[] = {
    {"towns", "", towns, 2, NULL},
    {"trips", "", trips, 4, NULL},
    {"people", "", people, 3, NULL},
    {"trains", "", trains, 2, NULL},
};

static void open_trips(fixture *f)
{
    *f = (fixture){0};
    dataset_builder *b = dataset_builder_new(&f->memory, specs, 4, LINKS_BY_TEXT);
    cr_assert(b);
    fixture_begin(f, b);
}

static void expect_output(const char *query, const char *output)
{
    fixture f;
    open_trips(&f);
    str shape = fixture_plan(&f, query);
    const char *end = strstr(shape.p, "; out ");
    cr_expect_str_eq(end + 6, output, "%s\n  gives %s\n  not   %s", query, end + 6, output);
    fixture_close(&f);
}

static void expect_told(const char *query, const char *messages)
{
    fixture f;
    open_trips(&f);
    str said = fixture_said(&f, query);
    cr_expect_str_eq(said.p, messages, "%s\nsays\n%s\nnot\n%s", query, said.p, messages);
    fixture_close(&f);
}

Test(query_backward, by_the_only_link)
{
    expect_output("towns select people", "people = row<people.home");
}

Test(query_backward, by_the_link_that_via_names)
{
    expect_output("towns select trips via stops", "trips via stops = row<trips.stops");
    expect_output("towns select size(trips via origin) as n", "n = size(row<trips.origin)");
    expect_output("towns select people via home", "people via home = row<people.home");
}

Test(query_backward, to_the_same_collection)
{
    expect_output("people select people", "people = row<people.boss");
}

Test(query_backward, an_own_field_comes_first_but_not_before_via)
{
    expect_output("towns select trains", "trains = trains");
    expect_output("towns select trains via depot", "trains via depot = row<trains.depot");
}

Test(query_backward, as_a_step_of_a_path)
{
    expect_output("people select home.people as p", "p = home<people.home");
    expect_output("people select home.trips via stops as p", "p = home<trips.stops");
    expect_output("people select boss.boss.people as p", "p = boss.boss<people.boss");
    expect_output("trips select stops.people as p", "p = map(stops, @0<people.home)");
    expect_output("trips select stops.people.name as p", "p = map(stops, map(@0<people.home, @0.name))");
    expect_output("towns select people.boss.trips as p", "p = map(row<people.home, @0.boss<trips.leader)");
}

Test(query_backward, in_a_computed_field)
{
    expect_output("def towns.n = size(people); people select home.n as n", "n = if(not(missing(home)), size(home<people.home), missing)");
    expect_output("def *.n = size(people); towns select n", "n = size(row<people.home)");
}

Test(query_backward, an_expanded_one_is_a_column)
{
    expect_output("towns expand trips via stops select trips via stops, trips via stops as t", "trips via stops = #0, t = #0");
    expect_output("towns expand people select people, people.name as n", "people = #0, n = #0.name");
}

Test(query_backward, several_links_lead_here)
{
    expect_told("towns select size(trips)", "error[E0331]: 2 links of trips lead to towns\n"
                                            "  --> query:1:19\n"
                                            "  |\n"
                                            "1 | towns select size(trips)\n"
                                            "  |                   ^^^^^ expected the one to walk back, behind via\n"
                                            "  = hint: by its origin: `trips via origin`\n"
                                            "  = hint: by its stops: `trips via stops`\n");
    expect_told("people select size(home.trips)", "error[E0331]: 2 links of trips lead to towns\n"
                                                  "  --> query:1:24\n"
                                                  "  |\n"
                                                  "1 | people select size(home.trips)\n"
                                                  "  |                        ^^^^^^ expected the one to walk back, behind via\n"
                                                  "  = hint: by its origin: `home.trips via origin`\n"
                                                  "  = hint: by its stops: `home.trips via stops`\n");
    expect_told("trips select size(stops.boss.trips)", "error[E0307]: stops is a set of links to towns, which has no \"boss\"\n"
                                                       "  --> query:1:24\n"
                                                       "  |\n"
                                                       "1 | trips select size(stops.boss.trips)\n"
                                                       "  |                        ^^^^^\n"
                                                       "  = hint: it has name, trains, trips, people\n");
}

Test(query_backward, a_path_through_sets_tells_once)
{
    expect_told("people select size(people.home.trips)",
                "error[E0331]: 2 links of trips lead to towns\n"
                "  --> query:1:31\n"
                "  |\n"
                "1 | people select size(people.home.trips)\n"
                "  |                               ^^^^^^ expected the one to walk back, behind via\n"
                "  = hint: by its origin: `people.home.trips via origin`\n"
                "  = hint: by its stops: `people.home.trips via stops`\n");
}

Test(query_backward, via_names_no_link_that_leads_here)
{
    expect_told("towns select size(trips via orign)", "error[E0331]: trips has no link \"orign\"\n"
                                                      "  --> query:1:29\n"
                                                      "  |\n"
                                                      "1 | towns select size(trips via orign)\n"
                                                      "  |                             ^^^^^ expected a link of trips that leads to towns\n"
                                                      "  = hint: did you mean `trips via origin`?\n");
    expect_told("towns select size(trips via leader)",
                "error[E0331]: the leader of trips leads to people, not to towns\n"
                "  --> query:1:29\n"
                "  |\n"
                "1 | towns select size(trips via leader)\n"
                "  |                             ^^^^^^ expected a link of trips that leads to towns\n"
                "  = hint: by its origin: `trips via origin`\n"
                "  = hint: by its stops: `trips via stops`\n");
    expect_told("towns select size(trips via name)", "error[E0331]: the name of trips is text, not a link\n"
                                                     "  --> query:1:29\n"
                                                     "  |\n"
                                                     "1 | towns select size(trips via name)\n"
                                                     "  |                             ^^^^ expected a link of trips that leads to towns\n"
                                                     "  = hint: by its origin: `trips via origin`\n"
                                                     "  = hint: by its stops: `trips via stops`\n");
}

Test(query_backward, no_link_leads_here)
{
    expect_told("trips select size(trains)", "error[E0301]: trips has no field \"trains\"\n"
                                             "  --> query:1:19\n"
                                             "  |\n"
                                             "1 | trips select size(trains)\n"
                                             "  |                   ^^^^^^ expected a field of trips, such as name\n"
                                             "  = hint: trains is a field of towns: write `origin.trains`\n");
    expect_told("trips select size(trains via depot)",
                "error[E0331]: the depot of trains leads to towns, not to trips\n"
                "  --> query:1:30\n"
                "  |\n"
                "1 | trips select size(trains via depot)\n"
                "  |                              ^^^^^ expected a link of trains that leads to trips\n");
}

Test(query_backward, no_such_collection)
{
    expect_told("towns select size(tripps via stops)", "error[E0302]: there is no collection \"tripps\"\n"
                                                       "  --> query:1:19\n"
                                                       "  |\n"
                                                       "1 | towns select size(tripps via stops)\n"
                                                       "  |                   ^^^^^^ expected a collection\n"
                                                       "  = hint: did you mean trips?\n");
    expect_told("towns select size(peple)", "error[E0301]: towns has no field \"peple\"\n"
                                            "  --> query:1:19\n"
                                            "  |\n"
                                            "1 | towns select size(peple)\n"
                                            "  |                   ^^^^^ expected a field of towns, such as name\n"
                                            "  = hint: did you mean people?\n");
}

Test(query_backward, behind_a_clause_that_took_the_rows_away)
{
    expect_told("towns select name where size(people) > 1",
                "error[E0301]: there is no column \"people\" here\n"
                "  --> query:1:30\n"
                "  |\n"
                "1 | towns select name where size(people) > 1\n"
                "  |                              ^^^^^^ expected name\n"
                "  = hint: links are walked backwards from the rows of a collection: put this before select\n");
    expect_output("towns select name sort by size(people)", "name = name");
    expect_told("towns show size(people)", "error[E0305]: size measures the set that one row has, and people has many rows here\n"
                                           "  --> query:1:12\n"
                                           "  |\n"
                                           "1 | towns show size(people)\n"
                                           "  |            ^^^^^^^^^^^^ expected an aggregate\n"
                                           "  = hint: over the rows: `count(people)`\n");
}
