/* Which values occur in columns of many rows: what an index says is what a walk over the rows says. */
#include <criterion/criterion.h>

#include "fixture.h"

enum { ROWS = 3000, RANGE = 400 };

static const field_spec things[] = {
    {"name", "text", true, ""},       {"count", "int", true, ""},        {"amount", "number", true, ""},     {"price", "money", true, ""},
    {"first", "date", true, ""},      {"when", "period", true, ""},      {"long", "duration", true, ""},     {"sure", "bool", true, ""},
    {"tag", "set of text", true, ""}, {"level", "set of int", true, ""}, {"other", "link things", true, ""},
};
enum { FIELDS = sizeof things / sizeof *things };
static const collection_spec specs[] = {{.name = "things", .help = "", .fields = things, .field_count = FIELDS}};

/* What row i has; all values are below RANGE. Those of the first rows are few, so that most are found only in later ones. */
static int number_of(int row, int field)
{
    unsigned h = (unsigned)(row < 1500 ? row % 3 : row) * 2654435761u + (unsigned)field * 40503u;
    return (int)((h ^ h >> 15) * 2246822519u >> 16) % RANGE;
}

static bool has(int field, int n)
{
    for (int row = 0; row < ROWS; row++)
        if (number_of(row, field) == n)
            return true;
    return false;
}

static day day_of(int n)
{
    return cal_day((civil){2020, 1, 1}) + 10 * n;
}

static cell of(value v)
{
    return (cell){.v = v};
}

static void add_row(arena *a, dataset_builder *b, int row)
{
    str *name = ARENA_NEW(a, str), *tag = ARENA_NEW(a, str);
    value *level = ARENA_NEW(a, value);
    int n[FIELDS];
    for (int f = 0; f < FIELDS; f++)
        n[f] = number_of(row, f);
    *name = arena_printf(a, "Thing %d", row);
    *tag = arena_printf(a, "Tag %d", n[8]);
    *level = (value){.type = type_of(TYPE_INT), .as.integer = n[9]};
    cell cells[FIELDS] = {
        {.text = *name},
        of((value){.type = type_of(TYPE_INT), .as.integer = n[1]}),
        of((value){.type = type_of(TYPE_NUMBER), .as.number = dec_of_int(n[2]) / 4}),
        of((value){.type = type_of(TYPE_MONEY), .as.money = {n[3] * 100, money_currency(STR("EUR"))}}),
        of((value){.type = type_of(TYPE_DATE), .as.date = day_of(n[4])}),
        of((value){.type = type_of(TYPE_PERIOD), .as.period = {day_of(n[5]), day_of(n[5]) + 3}}),
        of((value){.type = type_of(TYPE_DURATION), .as.duration = {n[6], false}}),
        of((value){.type = type_of(TYPE_BOOL), .as.boolean = true}),
        {.texts = tag, .count = 1},
        of((value){.type = type_set_of(type_of(TYPE_INT)), .as.set = {level, 1}}),
        {.text = arena_printf(a, "Thing %d", n[10])},
    };
    cr_assert_eq(dataset_builder_row(b, 0, cells), ST_OK);
}

static void open(fixture *f)
{
    *f = (fixture){0};
    dataset_builder *b = dataset_builder_new(&f->memory, specs, 1, LINKS_BY_TEXT);
    cr_assert(b);
    for (int row = 0; row < ROWS; row++)
        add_row(&f->memory, b, row);
    fixture_begin(f, b);
}

/* Is the value that the condition asks for told of? */
static void expect_warned(fixture *f, bool warned, const char *condition)
{
    str query = arena_printf(&f->memory, "things where %s", condition);
    fixture_check(f, query.p);
    cr_expect_eq(f->bag.error_count, 0, "%s", condition);
    cr_expect_eq(f->bag.count, warned, "%s: %s", condition, warned ? "no row has it" : "some row has it");
}

static const char *day_text(fixture *f, day d)
{
    civil c = cal_civil(d);
    return arena_printf(&f->memory, "%04d-%02d-%02d", c.year, c.month, c.day).p;
}

Test(values_of_many, occur_as_a_walk_finds_them)
{
    fixture f;
    open(&f);
    for (int n = 0; n < RANGE; n++) {
        char const *quarter = (const char *[]){"", ".25", ".5", ".75"}[n % 4];
        expect_warned(&f, !has(1, n), arena_printf(&f.memory, "count = %d", n).p);
        expect_warned(&f, !has(2, n), arena_printf(&f.memory, "amount = %d%s", n / 4, quarter).p);
        expect_warned(&f, !has(3, n), arena_printf(&f.memory, "price = EUR %d", n).p);
        expect_warned(&f, !has(4, n), arena_printf(&f.memory, "first = %s", day_text(&f, day_of(n))).p);
        expect_warned(&f, !has(6, n), arena_printf(&f.memory, "long = %d days", n).p);
        expect_warned(&f, !has(8, n), arena_printf(&f.memory, "tag = tag %d", n).p);
        expect_warned(&f, !has(9, n), arena_printf(&f.memory, "level = %d", n).p);
        expect_warned(&f, !has(10, n), arena_printf(&f.memory, "other = thing %d", n).p);
    }
    fixture_close(&f);
}

Test(values_of_many, times_share_a_day)
{
    fixture f;
    open(&f);
    for (int n = 0; n < RANGE; n++) {
        expect_warned(&f, !has(5, n), arena_printf(&f.memory, "when = %s", day_text(&f, day_of(n) + 3)).p);
        expect_warned(&f, true, arena_printf(&f.memory, "when = %s", day_text(&f, day_of(n) + 4)).p);
        expect_warned(&f, !has(5, n) && !has(5, n + 1),
                      arena_printf(&f.memory, "when = %s..%s", day_text(&f, day_of(n) + 3), day_text(&f, day_of(n + 1))).p);
        expect_warned(&f, !has(5, n), arena_printf(&f.memory, "when == %s..%s", day_text(&f, day_of(n)), day_text(&f, day_of(n) + 3)).p);
        expect_warned(&f, true, arena_printf(&f.memory, "when == %s..%s", day_text(&f, day_of(n)), day_text(&f, day_of(n) + 2)).p);
    }
    fixture_close(&f);
}

Test(values_of_many, of_other_kinds_and_beyond_the_ends)
{
    fixture f;
    open(&f);
    expect_warned(&f, true, "sure = false");
    expect_warned(&f, false, "sure = true");
    expect_warned(&f, true, "price = USD 7");
    expect_warned(&f, true, "long = 1 month");
    expect_warned(&f, true, "count = 1.5");
    expect_warned(&f, true, "when < 2020");
    expect_warned(&f, true, "first > 2031");
    expect_warned(&f, false, "first > 2029");
    expect_warned(&f, true, "tag = tag");
    fixture_close(&f);
}
