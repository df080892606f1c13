/* Datasets: the schema in words, rows, names, links. */
#include "fixtures.h"
#include "runtime/model/dataset.h"

#include <string.h>

/* ---- The schema ---- */

Test(dataset, every_spec_has_a_type_a_name_once_and_help)
{
    for (size_t i = 0; i < dataset_spec_count; i++) {
        const collection_spec *spec = &dataset_specs[i];
        cr_expect_gt(strlen(spec->help), 0, "%s", spec->name);
        for (size_t f = 0; f < spec->field_count; f++) {
            type t;
            cr_expect(spec_type(spec->fields[f].type, dataset_specs, dataset_spec_count, &t), "%s.%s", spec->name, spec->fields[f].name);
            cr_expect_gt(strlen(spec->fields[f].help), 0, "%s.%s", spec->name, spec->fields[f].name);
            for (size_t g = 0; g < f; g++)
                cr_expect_str_neq(spec->fields[f].name, spec->fields[g].name);
        }
    }
}

Test(dataset, a_type_in_words)
{
    type t;
    cr_expect(spec_type("set of link projects", dataset_specs, dataset_spec_count, &t));
    cr_expect(t.set && t.kind == TYPE_LINK);
    cr_expect_str_eq(dataset_specs[t.target].name, "projects");
    cr_expect(spec_type("set of period", dataset_specs, dataset_spec_count, &t) && t.set && t.kind == TYPE_PERIOD);
    cr_expect(spec_type("money", dataset_specs, dataset_spec_count, &t) && !t.set && t.kind == TYPE_MONEY);
    cr_expect_not(spec_type("link nowhere", dataset_specs, dataset_spec_count, &t));
    cr_expect_not(spec_type("texts", dataset_specs, dataset_spec_count, &t));
    cr_expect_not(spec_type("", dataset_specs, dataset_spec_count, &t));
    cr_expect_not(spec_type("set of set of int", dataset_specs, dataset_spec_count, &t));
}

/* ---- A small dataset ---- */

static const field_spec place_fields[] = {{"name", "text", true, "a name"}, {"also", "set of text", false, ""}};
static const field_spec person_fields[] = {{"id", "text", false, ""}, {"title", "text", true, ""}, {"boss", "link people", false, ""}};
static const field_spec trip_fields[] = {
    {"to", "set of link places", true, ""}, {"who", "link people", true, ""}, {"when", "period", false, ""},
    {"legs", "set of period", false, ""},   {"cost", "money", false, ""},     {"ranks", "set of int", false, ""},
};
static const collection_spec specs[] = {
    {"places", "where", place_fields, COUNT_OF(place_fields), NULL},
    {"people", "who", person_fields, COUNT_OF(person_fields), NULL},
    {"trips", "what", trip_fields, COUNT_OF(trip_fields), NULL},
};
enum { PLACES, PEOPLE, TRIPS };

#define NOTHING ((cell){.missing = true})
#define WORD(s) ((cell){.text = STR(s)})
#define WORDS(...) ((cell){.texts = (str[]){__VA_ARGS__}, .count = sizeof((str[]){__VA_ARGS__}) / sizeof(str)})

static void add_places(dataset_builder *b)
{
    cell rows[][2] = {
        {WORD("Türkiye"), WORDS(STR("Turkey"), STR("Republic of Türkiye"))},
        {WORD("Moldova"), WORDS(STR("Republic of Moldova"))},
        {WORD("Albania"), NOTHING},
        {NOTHING, NOTHING},
    };
    for (size_t i = 0; i < COUNT_OF(rows); i++)
        cr_assert_eq(dataset_builder_row(b, PLACES, rows[i]), ST_OK);
}

static const dataset *small_dataset(arena *a, size_t *dangling)
{
    arena scratch = {0};
    const dataset *d = NULL;
    dataset_builder *b = dataset_builder_new(&scratch, specs, COUNT_OF(specs), LINKS_BY_TEXT);
    cr_assert(b != NULL);
    cell trips[][6] = {
        {WORDS(STR("turkiye"), STR("Republic of Moldova"), STR("Nowhere"), STR("Turkey"), STR("Albania")), WORD("p2"),
         (cell){.v = PERIOD(10, 20)}, (cell){.periods = (period[]){{5, 6}, {1, 2}}, .count = 2}, (cell){.v = MONEY(100, "EUR")},
         (cell){.v = set_of(TYPE_INT, (value[]){INT(2), INT(1)}, 2)}},
        {NOTHING, WORD("Director"), NOTHING, NOTHING, NOTHING, NOTHING},
    };
    for (size_t i = 0; i < COUNT_OF(trips); i++)
        cr_assert_eq(dataset_builder_row(b, TRIPS, trips[i]), ST_OK);
    add_places(b);
    cell people[][3] = {{WORD("p1"), WORD("Director"), NOTHING}, {WORD("p2"), WORD("Clerk"), WORD("P1")}};
    for (size_t i = 0; i < COUNT_OF(people); i++)
        cr_assert_eq(dataset_builder_row(b, PEOPLE, people[i]), ST_OK);
    cr_assert_eq(dataset_builder_finish(b, a, &d, dangling), ST_OK);
    arena_free(&scratch); /* the dataset must not need it */
    return d;
}

Test(dataset, collections_and_fields_are_found_whatever_the_case)
{
    arena a = {0};
    const dataset *d = small_dataset(&a, NULL);
    cr_expect_eq(dataset_find(d, STR("PEOPLE")), PEOPLE);
    cr_expect_eq(dataset_find(d, STR("peopl")), -1);
    cr_expect_eq(collection_find(&d->collections[TRIPS], STR("Who")), 1);
    cr_expect_eq(collection_find(&d->collections[TRIPS], STR("")), -1);
    cr_expect(d->collections[PLACES].fields[0].face);
    cr_expect(str_equal(d->collections[PLACES].fields[0].help, STR("a name")));
    cr_expect_eq(d->collections[PLACES].rows, 4);
    arena_free(&a);
}

Test(dataset, name_title_or_the_first_text_names_a_row)
{
    arena a = {0};
    const dataset *d = small_dataset(&a, NULL);
    cr_expect_eq(d->collections[PLACES].name_field, 0);
    cr_expect_eq(d->collections[PLACES].also_field, 1);
    cr_expect_eq(d->collections[PEOPLE].name_field, 1, "title, although id comes first");
    cr_expect_eq(d->collections[PEOPLE].also_field, -1);
    cr_expect_eq(d->collections[TRIPS].name_field, -1);
    cr_expect(str_equal(collection_row_name(&d->collections[PEOPLE], 1), STR("Clerk")));
    cr_expect_eq(collection_row_name(&d->collections[PLACES], 3).n, 0, "its name is missing");
    cr_expect_eq(collection_row_name(&d->collections[TRIPS], 0).n, 0);
    cr_expect_eq(collection_row_name(&d->collections[PEOPLE], 99).n, 0);
    arena_free(&a);
}

Test(dataset, rows_have_a_place_in_the_order_of_names)
{
    arena a = {0};
    const dataset *d = small_dataset(&a, NULL);
    static const uint32_t expected[] = {2, 1, 0, 3}; /* Albania, Moldova, Türkiye, the one without a name */
    col_link_order order = dataset_link_order(d);
    for (uint32_t row = 0; row < 4; row++)
        cr_expect_eq(order.position(order.data, PLACES, row), expected[row], "row %u", row);
    cr_expect_eq(order.position(order.data, TRIPS, 1), 1, "without names, the order of rows");
    arena_free(&a);
}

Test(dataset, links_are_found_by_name_folded_other_name_or_id)
{
    arena a = {0};
    size_t dangling = 0;
    const dataset *d = small_dataset(&a, &dangling);
    const col *to = d->collections[TRIPS].fields[0].data, *who = d->collections[TRIPS].fields[1].data;
    static const uint32_t expected[] = {2, 1, 0};
    cr_assert_eq(col_set_size(to, 0), 3, "two texts name one row, one names none");
    for (size_t k = 0; k < 3; k++)
        cr_expect_eq(col_value(to->elements, col_set_item(to, 0, k)).as.row, expected[k], "in the order of names");
    cr_expect_eq(col_set_size(to, 1), 0);
    cr_expect_eq(col_value(who, 0).as.row, 1, "by id");
    cr_expect(col_missing(who, 1), "where there is an id, the title is no key");
    cr_expect_eq(col_value(d->collections[PEOPLE].fields[2].data, 1).as.row, 0, "an id folds, too");
    cr_expect_eq(dangling, 2);
    arena_free(&a);
}

Test(dataset, cells_of_other_types)
{
    arena a = {0};
    const dataset *d = small_dataset(&a, NULL);
    const field *f = d->collections[TRIPS].fields;
    value when = col_value(f[2].data, 0), cost = col_value(f[4].data, 0);
    value want = PERIOD(10, 20), money = MONEY(100, "EUR");
    cr_expect_eq(value_compare(&when, &want, NULL), 0);
    cr_expect_eq(value_compare(&cost, &money, NULL), 0);
    cr_expect_eq(col_value(f[3].data->elements, col_set_item(f[3].data, 0, 0)).as.period.first, 1, "periods are sorted");
    cr_expect_eq(col_set_size(f[5].data, 0), 2);
    cr_expect(col_missing(f[2].data, 1));
    arena_free(&a);
}

Test(dataset, a_spec_without_a_type_gives_no_builder)
{
    arena scratch = {0};
    field_spec bad[] = {{"x", "link nowhere", false, ""}};
    collection_spec spec = {"c", "", bad, 1, NULL};
    cr_expect_null(dataset_builder_new(&scratch, &spec, 1, LINKS_BY_TEXT));
    arena_free(&scratch);
}

Test(dataset, no_memory_is_reported)
{
    for (size_t limit = 64; limit < 40000; limit += 160) {
        arena a = {.limit = limit}, scratch = {.limit = limit};
        const dataset *d = NULL;
        dataset_builder *b = dataset_builder_new(&scratch, specs, COUNT_OF(specs), LINKS_BY_TEXT);
        cell row[] = {WORD("p1"), WORD("Director"), WORD("p1")};
        status s = b ? ST_OK : ST_NO_MEMORY;
        for (int i = 0; s == ST_OK && i < 10; i++)
            s = dataset_builder_row(b, PEOPLE, row);
        if (s == ST_OK)
            s = dataset_builder_finish(b, &a, &d, NULL);
        cr_expect(s == ST_NO_MEMORY || (s == ST_OK && d->collections[PEOPLE].rows == 10));
        arena_free(&a);
        arena_free(&scratch);
    }
}
