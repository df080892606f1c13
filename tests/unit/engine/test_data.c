/* Columns that are in a database: what bounds a statement bounds the looks into them, and loading them. */
#include <criterion/criterion.h>

#include "engine/data.h"

typedef struct opened {
    arena memory;
    diag_bag bag;
    data_source source;
} opened;

/* The built-in data, in a SQLite database. */
static void open_it(opened *o)
{
    const data_place place = {.backend = "sqlite"};
    bool misused;
    *o = (opened){0};
    o->bag.memory = &o->memory;
    cr_assert_eq(data_open(&o->source, &o->memory, &place, &o->bag, &misused), ST_OK);
}

static void close_it(opened *o)
{
    data_close(&o->source);
    arena_free(&o->memory);
}

static bool at_once(void *data)
{
    ++*(size_t *)data;
    return true;
}

static uint16_t field_of(const opened *o, const char *collection, const char *name, uint16_t *at)
{
    int32_t found = dataset_find(o->source.data, str_of(collection));
    cr_assert_geq(found, 0);
    const struct collection *c = &o->source.data->collections[found];
    *at = (uint16_t)found;
    size_t i = 0;
    while (i < c->field_count && !str_equal(c->fields[i].name, str_of(name)))
        i++;
    cr_assert_lt(i, c->field_count);
    return (uint16_t)i;
}

Test(data, looks_stop_when_the_statement_must)
{
    opened o;
    uint16_t at;
    size_t asked = 0;
    const exec_control stopped = {.stop = at_once, .stop_data = &asked};
    open_it(&o);
    uint16_t title = field_of(&o, "activities", "title", &at), when = field_of(&o, "activities", "when", &at);
    check_columns looks = data_columns(&o.source);
    const value text = {.type = type_of(TYPE_TEXT), .as.text = STR("no such title")};
    period firsts, lasts;
    o.source.looks = &stopped;
    cr_expect_null(looks.values(looks.data, at, title));
    cr_expect_null(looks.column(looks.data, at, title));
    cr_expect_eq(looks.occurs(looks.data, at, title, &text, false), CHECK_UNKNOWN);
    cr_expect_gt(asked, 0);
    o.source.looks = NULL;
    cr_expect_not_null(looks.values(looks.data, at, title), "the next statement may look");
    cr_expect_not_null(looks.column(looks.data, at, title));
    cr_expect_eq(looks.occurs(looks.data, at, title, &text, false), CHECK_NO);
    cr_expect(looks.some_extent(looks.data, at, when, &firsts, &lasts));
    close_it(&o);
}

Test(data, looks_take_no_more_memory_than_the_statement_may)
{
    opened o;
    uint16_t at;
    const exec_control small = {.max_memory = 4000};
    open_it(&o);
    uint16_t title = field_of(&o, "activities", "title", &at);
    check_columns looks = data_columns(&o.source);
    o.source.looks = &small;
    cr_expect_null(looks.values(looks.data, at, title));
    cr_expect_null(looks.column(looks.data, at, title));
    o.source.looks = NULL;
    cr_expect_not_null(looks.values(looks.data, at, title), "the next statement may look");
    cr_expect_not_null(looks.column(looks.data, at, title));
    close_it(&o);
}

Test(data, columns_are_loaded_within_the_limit_of_memory)
{
    opened o;
    const dataset *out;
    arena columns = {0};
    open_it(&o);
    cr_expect_eq(data_load_all(&o.source, o.source.data, &columns, &(exec_control){.max_memory = 20000}, &o.bag, &out), ST_LIMIT);
    cr_assert_eq(o.bag.error_count, 1);
    cr_expect_eq(o.bag.items[0]->code, E_MEMORY_LIMIT);
    cr_expect_eq(columns.limit, 0, "the limit is the statement's own");
    arena_free(&columns);
    cr_expect_eq(data_load_all(&o.source, o.source.data, &columns, &(exec_control){.max_memory = 100000000}, &o.bag, &out), ST_OK);
    cr_expect_eq(o.bag.error_count, 1);
    arena_free(&columns);
    close_it(&o);
}
