/* The built-in data: what the files say, and no work to open. */
#include "harness.h"

#include <stdio.h>
#include <string.h>
#include <time.h>

#include "runtime/model/data_csv.h"

static str read_file(arena *a, const char *name)
{
    str path = arena_printf(a, "%s/stdlib/data/%s.csv", CYQ_SOURCE_DIR, name);
    FILE *in = fopen(path.p, "rb");
    cr_assert(in != NULL, "%s", path.p);
    sbuf text = {0};
    for (int c = fgetc(in); c != EOF; c = fgetc(in))
        sbuf_char(&text, (char)c);
    fclose(in);
    str copy = arena_str(a, sbuf_str(&text));
    sbuf_free(&text);
    return copy;
}

static void check_same_field(const collection *built, const collection *read, size_t f)
{
    const col *x = built->fields[f].data, *y = read->fields[f].data;
    cr_expect(str_equal(built->fields[f].name, read->fields[f].name));
    cr_expect(str_equal(built->fields[f].help, read->fields[f].help));
    cr_expect_eq(built->fields[f].face, read->fields[f].face);
    cr_expect(type_equal(built->fields[f].type, read->fields[f].type));
    for (size_t row = 0; row < read->rows; row++) {
        value a = col_value(x, row), b = col_value(y, row);
        cr_assert_eq(a.missing, b.missing, "%.*s row %zu", STR_ARG(read->fields[f].name), row);
        if (!x->type.set)
            cr_assert_eq(value_compare(&a, &b, NULL), 0, "%.*s row %zu", STR_ARG(read->fields[f].name), row);
    }
}

Test(data, is_what_the_files_say)
{
    arena a = {0};
    diag_bag bag = {.memory = &a};
    const dataset *read = NULL, *built = stdlib_data();
    str *texts = ARENA_ARRAY(&a, dataset_spec_count, str);
    for (size_t i = 0; i < dataset_spec_count; i++)
        texts[i] = read_file(&a, dataset_specs[i].name);
    cr_assert_eq(data_csv_read(&a, &a, dataset_specs, dataset_spec_count, texts, &bag, &read), ST_OK);
    cr_assert_eq(built->count, dataset_spec_count);
    for (size_t i = 0; i < built->count; i++) {
        const collection *x = &built->collections[i], *y = &read->collections[i];
        sbuf written = {0};
        cr_expect(str_equal(x->name, y->name));
        cr_assert_eq(x->rows, y->rows);
        cr_assert_eq(x->field_count, y->field_count);
        cr_expect_eq(x->name_field, y->name_field);
        cr_expect_eq(x->also_field, y->also_field);
        for (size_t row = 0; row < y->rows; row++)
            cr_expect_eq(x->position[row], y->position[row]);
        for (size_t f = 0; f < x->field_count; f++)
            check_same_field(x, y, f);
        cr_assert_eq(data_csv_write(&written, built, i), ST_OK);
        cr_expect(str_equal(sbuf_str(&written), texts[i]), "%s.csv is written in another form", dataset_specs[i].name);
        sbuf_free(&written);
    }
    arena_free(&a);
}

Test(data, opening_takes_no_time)
{
    struct timespec before, after;
    clock_gettime(CLOCK_MONOTONIC, &before);
    const dataset *d = stdlib_data();
    size_t fields = 0;
    for (size_t i = 0; i < d->count; i++)
        fields += d->collections[i].field_count;
    clock_gettime(CLOCK_MONOTONIC, &after);
    int64_t ns = (after.tv_sec - before.tv_sec) * INT64_C(1000000000) + (after.tv_nsec - before.tv_nsec);
    cr_expect_gt(fields, 0);
    cr_expect_lt(ns, 100000, "%lld ns", (long long)ns);
}

Test(data, countries_have_their_codes)
{
    const dataset *d = stdlib_data();
    const collection *c = &d->collections[dataset_find(d, STR("countries"))];
    const col *iso2 = c->fields[collection_find(c, STR("iso2"))].data;
    cr_expect_geq(c->rows, 240);
    for (size_t row = 0; row < c->rows; row++)
        if (str_equal(collection_row_name(c, (uint32_t)row), STR("Moldova")))
            cr_expect(str_equal(col_value(iso2, row).as.text, STR("MD")));
}
