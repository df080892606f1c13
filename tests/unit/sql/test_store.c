/* Stores: the skeleton, columns that are loaded when they are wanted, questions about values, and cells of databases that are not ours. */
#include <criterion/criterion.h>

#include "import/database.h"
#include "runtime/model/data_csv.h"
#include "runtime/sql/sqlite.h"
#include "runtime/sql/store.h"
#include "stdlib/functions.h"

static arena a;
static diag_bag bag;
static sql_store *store;

static sql_connection *adopt(sqlite3 *db)
{
    sql_connection *c;
    cr_assert_eq(sqlite_adopt(db, STR("a test"), &bag, &c), ST_OK);
    return c;
}

static void setup(void)
{
    sqlite3 *db;
    bag = (diag_bag){.memory = &a};
    cr_assert_eq(database_in_memory(stdlib_data(), &a, &bag, &db), ST_OK);
    cr_assert_eq(store_open(adopt(db), true, &bag, &store), ST_OK);
}

static void teardown(void)
{
    store_close(store);
    arena_free(&a);
}

TestSuite(store, .init = setup, .fini = teardown);

static const dataset *load(const touched *wanted)
{
    const dataset *d;
    cr_assert_eq(store_begin(store, NULL, &bag), ST_OK);
    cr_assert_eq(store_load(store, wanted, store->data, &a, &bag, &d), ST_OK);
    store_end(store);
    return d;
}

static uint16_t collection_of(const char *name)
{
    int32_t at = dataset_find(store->data, str_of(name));
    cr_assert_geq(at, 0);
    return (uint16_t)at;
}

static uint16_t field_of(const char *in, const char *name)
{
    int32_t at = collection_find(&store->data->collections[collection_of(in)], str_of(name));
    cr_assert_geq(at, 0);
    return (uint16_t)at;
}

Test(store, the_skeleton_has_all_but_the_columns)
{
    const dataset *whole = stdlib_data();
    cr_assert_eq(store->data->count, whole->count);
    cr_expect(store->own);
    for (size_t i = 0; i < whole->count; i++) {
        const collection *c = &store->data->collections[i], *d = &whole->collections[i];
        cr_expect(str_equal(c->name, d->name) && c->rows == d->rows && c->field_count == d->field_count);
        cr_expect(c->name_field == d->name_field && c->also_field == d->also_field && c->key_field == d->key_field);
        for (size_t k = 0; k < c->field_count; k++)
            cr_expect(!c->fields[k].data && type_equal(c->fields[k].type, d->fields[k].type) && c->fields[k].face == d->fields[k].face);
    }
}

Test(store, only_what_is_wanted_is_loaded)
{
    touched wanted;
    uint16_t activities = collection_of("activities"), countries = collection_of("countries"), projects = collection_of("projects");
    cr_assert_eq(touched_new(&a, store->data, &wanted), ST_OK);
    cr_assert_eq(touched_field(&wanted, activities, field_of("activities", "country")), ST_OK);
    const dataset *d = load(&wanted);
    for (size_t k = 0; k < d->collections[activities].field_count; k++)
        cr_expect_eq(d->collections[activities].fields[k].data != NULL, k == field_of("activities", "country"));
    for (size_t k = 0; k < d->collections[countries].field_count; k++)
        cr_expect_null(d->collections[countries].fields[k].data, "a link alone needs no names");
    cr_assert_eq(touched_field(&wanted, activities, field_of("activities", "project")), ST_OK);
    d = load(&wanted);
    cr_expect_not_null(d->collections[projects].fields[field_of("projects", "name")].data,
                       "links in a set stand in the order of their names");
    cr_expect_not_null(d->collections[projects].position);
    cr_expect_null(store->data->collections[projects].position, "the skeleton stays as it is");
}

Test(store, everything_comes_back)
{
    touched all;
    const dataset *whole = stdlib_data();
    cr_assert_eq(touched_new(&a, store->data, &all), ST_OK);
    cr_assert_eq(touched_all(&all), ST_OK);
    const dataset *d = load(&all);
    for (size_t i = 0; i < whole->count; i++) {
        sbuf x = {0}, y = {0};
        cr_assert(data_csv_write(&x, d, i) == ST_OK && data_csv_write(&y, whole, i) == ST_OK);
        cr_expect_str_eq(x.p, y.p, "%.*s", STR_ARG(whole->collections[i].name));
        sbuf_free(&x);
        sbuf_free(&y);
    }
}

Test(store, collections_in_memory_stay_as_they_are)
{
    touched wanted;
    const dataset *base, *d;
    collection extra = stdlib_data()->collections[collection_of("treaties")];
    extra.name = STR("mine");
    cr_assert_eq(dataset_with(&a, store->data, &extra, store->data->count, &base), ST_OK);
    cr_assert_eq(touched_new(&a, base, &wanted), ST_OK);
    cr_assert_eq(touched_all(&wanted), ST_OK);
    cr_assert_eq(store_begin(store, NULL, &bag), ST_OK);
    cr_assert_eq(store_load(store, &wanted, base, &a, &bag, &d), ST_OK);
    store_end(store);
    cr_assert_eq(d->count, base->count);
    cr_expect_eq(d->collections[d->count - 1].fields, extra.fields);
    cr_expect_not_null(d->collections[0].fields[0].data);
}

static bool stop(void *data)
{
    ++*(size_t *)data;
    return true;
}

Test(store, who_wants_to_stop_is_heard)
{
    size_t asked = 0;
    touched all;
    const dataset *d;
    sql_bounds bounds = {.stop = stop, .stop_data = &asked};
    cr_assert_eq(touched_new(&a, store->data, &all), ST_OK);
    cr_assert_eq(touched_all(&all), ST_OK);
    cr_assert_eq(store_begin(store, &bounds, &bag), ST_OK);
    cr_expect_eq(store_load(store, &all, store->data, &a, &bag, &d), ST_CANCELLED);
    store_end(store);
    cr_expect_gt(asked, 0);
    cr_expect_eq(bag.count, 0);
    load(&all); /* and can be asked again */
}

/* ---- Questions about values ---- */

static store_answer occurs(const char *in, const char *name, value v, bool exact)
{
    store_answer found;
    cr_assert_eq(store_begin(store, NULL, &bag), ST_OK);
    cr_assert_eq(store_occurs(store, collection_of(in), field_of(in, name), &v, exact, &bag, &found), ST_OK);
    store_end(store);
    return found;
}

static value text(const char *s)
{
    return (value){.type = type_of(TYPE_TEXT), .as.text = str_of(s)};
}

static value time_of(const char *s)
{
    value v = {.type = type_of(TYPE_PERIOD)};
    cr_assert_eq(cal_parse_range(str_of(s), &v.as.period), CAL_IS_DATE);
    return v;
}

Test(store, values_that_occur)
{
    cr_expect_eq(occurs("activities", "mode", text("in person"), true), STORE_YES);
    cr_expect_eq(occurs("activities", "mode", text("In-Person"), false), STORE_YES);
    cr_expect_eq(occurs("activities", "mode", text("In-Person"), true), STORE_NO);
    cr_expect_eq(occurs("countries", "name", text("turkiye"), false), STORE_YES);
    cr_expect_eq(occurs("countries", "name", text("Atlantis"), false), STORE_NO);
    cr_expect_eq(occurs("activities", "when", time_of("2025-10"), false), STORE_YES);
    cr_expect_eq(occurs("activities", "when", time_of("1999"), false), STORE_NO);
    cr_expect_eq(occurs("treaties", "opened", time_of("2001-11-23"), false), STORE_YES);
    cr_expect_eq(occurs("treaty_events", "rank", (value){.type = type_of(TYPE_INT), .as.integer = 81}, false), STORE_YES);
    cr_expect_eq(occurs("projects", "budget", (value){.type = type_of(TYPE_MONEY)}, false), STORE_UNKNOWN);
    cr_expect_eq(occurs("activities", "project", (value){.type = type_of(TYPE_LINK), .as.row = 0}, false), STORE_YES);
    cr_expect_eq(occurs("activities", "project", (value){.type = type_of(TYPE_LINK), .as.row = 4000}, false), STORE_NO);
}

Test(store, the_times_of_some_rows_lie_within_those_of_all)
{
    period firsts, lasts;
    bool found;
    cr_assert_eq(store_begin(store, NULL, &bag), ST_OK);
    cr_assert_eq(store_some_extent(store, collection_of("activities"), field_of("activities", "when"), &bag, &firsts, &lasts, &found),
                 ST_OK);
    store_end(store);
    cr_assert(found);
    const collection *c = &stdlib_data()->collections[collection_of("activities")];
    const col *when = c->fields[field_of("activities", "when")].data;
    period all = {CAL_LAST, CAL_FIRST};
    for (size_t row = 0; row < c->rows; row++) {
        value v = col_value(when, row);
        all.first = !v.missing && v.as.period.first < all.first ? v.as.period.first : all.first;
        all.last = !v.missing && v.as.period.last > all.last ? v.as.period.last : all.last;
    }
    cr_expect(firsts.first >= all.first && lasts.last <= all.last && firsts.first <= firsts.last);
}

Test(store, money_comes_in_the_order_of_rows)
{
    const col *values, *whole = stdlib_data()->collections[collection_of("projects")].fields[field_of("projects", "budget")].data;
    cr_assert_eq(store_begin(store, NULL, &bag), ST_OK);
    cr_assert_eq(store_values(store, collection_of("projects"), field_of("projects", "budget"), &bag, &values), ST_OK);
    store_end(store);
    size_t row = 0;
    while (col_missing(whole, row))
        row++;
    value first = col_value(values, 0), wanted = col_value(whole, row);
    cr_expect_eq(value_compare(&first, &wanted, NULL), 0);
}

/* ---- Databases of others ---- */

/* A table that is not dense, and one that links to it; cells of every kind in columns of every type. */
static const char theirs[] =
    "CREATE TABLE kinds (code TEXT PRIMARY KEY, label);"
    "INSERT INTO kinds VALUES ('b', 'Second'), ('a', 'First'), ('c', 12);"
    "CREATE TABLE things (id INTEGER PRIMARY KEY, kind, flag, amount, made, starts, ends);"
    "INSERT INTO things VALUES (10, 'a', 1, 1.5, '2025-10-07 12:00:00', '2025-01-01', '2025-02-01'),"
    "  (7, 'b', 0, 0.30000000000000004, '2025-10-07T01:00', '2025-03-01', '2025-02-01'),"
    "  (30, 'x', 'yes', 1e300, '44-03-15 BC', '2025-01-01', NULL), (31, NULL, 2, 'many', '2025-02-30', 'soon', 'later'),"
    "  (40, x'00', NULL, 12, 20251007, NULL, NULL);"
    "CREATE TABLE tags (thing, kind); INSERT INTO tags VALUES (7, 'c'), (30, 'a'), (7, 'a'), (99, 'a'), (40, 'q'), (30, NULL);";

static sql_field plain(type t, const char *column)
{
    return (sql_field){.type = t, .columns = {str_of(column)}, .column_count = 1};
}

static sql_store *open_theirs(void)
{
    static const str ids[] = {STR_INIT("id")}, codes[] = {STR_INIT("code")};
    static sql_field kinds[2], things[6];
    static sql_table tables[2];
    static field kind_fields[2], thing_fields[6];
    static collection collections[2];
    static dataset skeleton;
    type link = {.kind = TYPE_LINK, .target = 0};
    static const char *const names[] = {"kind", "flag", "amount", "made", "when", "tags"};
    kinds[0] = plain(type_of(TYPE_TEXT), "code");
    kinds[1] = plain(type_of(TYPE_TEXT), "label");
    things[0] = plain(link, "kind");
    things[1] = plain(type_of(TYPE_BOOL), "flag");
    things[2] = plain(type_of(TYPE_NUMBER), "amount");
    things[2].form = SQL_NUMERIC;
    things[3] = plain(type_of(TYPE_DATE), "made");
    things[3].form = SQL_TIMESTAMP;
    things[4] = (sql_field){.type = type_of(TYPE_PERIOD), .columns = {STR("starts"), STR("ends")}, .column_count = 2};
    things[5] = plain(type_set_of(link), "kind");
    things[5].table = STR("tags");
    things[5].owner = STR("thing");
    tables[0] = (sql_table){.name = STR("kinds"),
                            .key = STR("code"),
                            .key_type = type_of(TYPE_TEXT),
                            .order = codes,
                            .order_count = 1,
                            .fields = kinds,
                            .field_count = 2};
    tables[1] = (sql_table){.name = STR("things"),
                            .key = STR("id"),
                            .key_type = type_of(TYPE_INT),
                            .order = ids,
                            .order_count = 1,
                            .fields = things,
                            .field_count = 6};
    for (size_t i = 0; i < 2; i++)
        kind_fields[i] = (field){.name = i ? STR("label") : STR("code"), .type = kinds[i].type};
    for (size_t i = 0; i < 6; i++)
        thing_fields[i] = (field){.name = str_of(names[i]), .type = things[i].type};
    collections[0] =
        (collection){.name = STR("kinds"), .fields = kind_fields, .field_count = 2, .name_field = 1, .also_field = -1, .key_field = 0};
    collections[1] =
        (collection){.name = STR("things"), .fields = thing_fields, .field_count = 6, .name_field = -1, .also_field = -1, .key_field = -1};
    skeleton = (dataset){collections, 2};
    sqlite3 *db;
    cr_assert_eq(sqlite3_open(":memory:", &db), SQLITE_OK);
    cr_assert_eq(sqlite3_exec(db, theirs, NULL, NULL, NULL), SQLITE_OK);
    sql_store *s = calloc(1, sizeof *s);
    *s = (sql_store){.connection = adopt(db), .data = &skeleton, .layout = {tables, 2}};
    return s;
}

Test(store, what_does_not_fit_is_missing_in_databases_of_others)
{
    touched all;
    const dataset *d;
    sql_store *s = open_theirs();
    cr_assert_eq(touched_new(&a, s->data, &all), ST_OK);
    cr_assert_eq(touched_all(&all), ST_OK);
    cr_assert_eq(store_begin(s, NULL, &bag), ST_OK);
    cr_assert_eq(store_load(s, &all, s->data, &a, &bag, &d), ST_OK);
    store_end(s);
    sbuf kinds = {0}, things = {0};
    cr_assert(data_csv_write(&kinds, d, 0) == ST_OK && data_csv_write(&things, d, 1) == ST_OK);
    cr_expect_str_eq(kinds.p, "code,label\na,First\nb,Second\nc,12\n");
    cr_expect_str_eq(things.p, "kind,flag,amount,made,when,tags\n"
                               "b,false,0.3,2025-10-07,,c; a\n"
                               "a,true,1.5,2025-10-07,2025-01-01..2025-02-01,\n"
                               ",,,,,a\n"
                               ",,,,,\n"
                               ",,12,,,\n");
    sbuf_free(&kinds);
    sbuf_free(&things);
    store_close(s);
}
