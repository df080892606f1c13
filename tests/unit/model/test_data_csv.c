/* Datasets as CSV: the exact form, both ways, and what is refused. */
#include "fixtures.h"
#include "runtime/model/data_csv.h"

#include <string.h>

static const field_spec place_fields[] = {{"name", "text", true, ""}, {"also", "set of text", false, ""}};
static const field_spec trip_fields[] = {
    {"id", "text", false, ""},           {"to", "set of link places", true, ""},
    {"when", "period", false, ""},       {"legs", "set of period", false, ""},
    {"cost", "money", false, ""},        {"sure", "bool", false, ""},
    {"parent", "link trips", false, ""}, {"ranks", "set of int", false, ""},
};
static const collection_spec specs[] = {{"places", "", place_fields, COUNT_OF(place_fields), NULL},
                                        {"trips", "", trip_fields, COUNT_OF(trip_fields), NULL}};

static const char places[] = "name,also\n"
                             "Türkiye,Republic of Türkiye; Turkey\n"
                             "\"Korea, South\",one \\; two; three \\\\ four\n"
                             "\"\",\n"
                             "\"the \"\"quoted\"\"\nand broken\",\"\"\n"
                             " blanks stay ,\n"
                             ",only other names\n";
static const char trips[] = "id,to,when,legs,cost,sure,parent,ranks\n"
                            "t1,\"Korea, South; Türkiye\",2025-10,2025-10-01; 2025-10-03..2025-10-05,EUR 12.50,true,,1; 2; 30\n"
                            "t2,,,,,,t1,\n";

static status read_texts(arena *a, const char *first, const char *second, diag_bag *bag, const dataset **out)
{
    arena scratch = {0};
    str texts[] = {str_of(first), str_of(second)};
    status s = data_csv_read(a, &scratch, specs, COUNT_OF(specs), texts, bag, out);
    arena_free(&scratch);
    return s;
}

static void check_written(const dataset *d, size_t collection, const char *expected)
{
    sbuf out = {0};
    cr_assert_eq(data_csv_write(&out, d, collection), ST_OK);
    cr_expect(str_equal(sbuf_str(&out), str_of(expected)), "got\n%.*s", STR_ARG(sbuf_str(&out)));
    sbuf_free(&out);
}

Test(data_csv, what_is_read_is_written_again)
{
    arena a = {0};
    diag_bag bag = {.memory = &a};
    const dataset *d = NULL;
    cr_assert_eq(read_texts(&a, places, trips, &bag, &d), ST_OK, "%.*s", bag.count ? (int)bag.items[0]->message.n : 0,
                 bag.count ? bag.items[0]->message.p : "");
    check_written(d, 0, places);
    check_written(d, 1, trips);
    arena_free(&a);
}

Test(data_csv, missing_is_not_empty)
{
    arena a = {0};
    diag_bag bag = {.memory = &a};
    const dataset *d = NULL;
    cr_assert_eq(read_texts(&a, places, trips, &bag, &d), ST_OK);
    const field *f = d->collections[0].fields;
    cr_expect_not(col_missing(f[0].data, 2));
    cr_expect_eq(col_value(f[0].data, 2).as.text.n, 0);
    cr_expect(col_missing(f[0].data, 5));
    cr_expect_eq(col_set_size(f[1].data, 2), 0);
    cr_expect_eq(col_set_size(f[1].data, 3), 1, "a set of one empty text");
    cr_expect(str_equal(col_value(f[0].data, 4).as.text, STR(" blanks stay ")));
    cr_expect(str_equal(col_value(f[1].data->elements, col_set_item(f[1].data, 1, 0)).as.text, STR("one ; two")));
    arena_free(&a);
}

Test(data_csv, a_header_alone_is_no_rows)
{
    arena a = {0};
    diag_bag bag = {.memory = &a};
    const dataset *d = NULL;
    cr_assert_eq(read_texts(&a, "name,also\n", "id,to,when,legs,cost,sure,parent,ranks", &bag, &d), ST_OK);
    cr_expect_eq(d->collections[0].rows, 0);
    cr_expect_eq(d->collections[1].rows, 0);
    check_written(d, 0, "name,also\n");
    arena_free(&a);
}

Test(data_csv, texts_become_nfc)
{
    arena a = {0};
    diag_bag bag = {.memory = &a};
    const dataset *d = NULL;
    cr_assert_eq(read_texts(&a, "name,also\nTu\xCC\x88rkiye,\n", "id,to,when,legs,cost,sure,parent,ranks\n", &bag, &d), ST_OK);
    cr_expect(str_equal(col_value(d->collections[0].fields[0].data, 0).as.text, STR("Türkiye")));
    arena_free(&a);
}

/* The message of the one diagnostic that these places give. */
static void check_refused(const char *first, const char *expected)
{
    arena a = {0};
    diag_bag bag = {.memory = &a};
    const dataset *d = NULL;
    cr_expect_eq(read_texts(&a, first, trips, &bag, &d), ST_ERROR, "%s", first);
    cr_assert_eq(bag.count, 1, "%s", first);
    cr_expect(str_equal(bag.items[0]->message, str_of(expected)), "got %.*s", STR_ARG(bag.items[0]->message));
    arena_free(&a);
}

Test(data_csv, what_does_not_fit_is_refused)
{
    check_refused("", "places.csv, row 0, field name: there is no header");
    check_refused("name,alias\n", "places.csv, row 0, field also: the header calls it \"alias\"");
    check_refused("name\n", "places.csv, row 0, field also: the row ends before it");
    check_refused("name,also\na\n", "places.csv, row 1, field also: the row ends before it");
    check_refused("name,also\na,b,c\n", "places.csv, row 1: the row has more fields than the collection, among them \"c\"");
    check_refused("name,also\n\xff,b\n", "places.csv, row 0, field name: the text is not UTF-8");
    check_refused("name,also\n", "2 links of the data name a row that is not there");
}

Test(data_csv, an_unclosed_quote_is_refused)
{
    arena a = {0};
    diag_bag bag = {.memory = &a};
    const dataset *d = NULL;
    cr_expect_eq(read_texts(&a, "name,also\n\"a,b\n", trips, &bag, &d), ST_ERROR);
    cr_expect_eq(bag.count, 1);
    arena_free(&a);
}

Test(data_csv, values_of_the_wrong_type_are_refused)
{
    static const char *const wrong[] = {"x,,2025-13,,,,,", "x,,,2025-10; soon,,,,", "x,,,,12,,,", "x,,,,,yes,,", "x,,,,,,,1; two"};
    for (size_t i = 0; i < COUNT_OF(wrong); i++) {
        arena a = {0};
        diag_bag bag = {.memory = &a};
        const dataset *d = NULL;
        str text = arena_printf(&a, "id,to,when,legs,cost,sure,parent,ranks\n%s\n", wrong[i]);
        cr_expect_eq(read_texts(&a, places, text.p, &bag, &d), ST_ERROR, "%s", wrong[i]);
        cr_expect_eq(bag.count, 1, "%s", wrong[i]);
        arena_free(&a);
    }
}
