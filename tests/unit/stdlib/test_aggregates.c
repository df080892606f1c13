/* Every aggregate, case by case, in one group, in several, and over several blocks. */
#include "harness.h"

#include <string.h>

/* `rows` are as in "set int 1; 2": what the caller leaves of them, missing ones gone. An empty set is nothing at all. */
typedef struct aggregate_case {
    const char *name;
    const char *rows;
    const char *result;
    const char *note;
} aggregate_case;

static const aggregate_case cases[] = {
    {"count", "set text a; b; a", "3", ""},
    {"count", "set text ?", "0", ""},
    {"sum", "set int 1; 2; 2", "5", ""},
    {"sum", "set int 9223372036854775807; 1", "?", "u"},
    {"sum", "set int 9223372036854775807; 1; -1", "9223372036854775807", ""}, /* whatever the order */
    {"sum", "set int ?", "?", ""},
    {"sum", "set number 0.1; 0.2; -0.000000000001", "0.299999999999", ""},
    {"sum", "set number 999999999999999999; 1", "?", "u"},
    {"sum", "set number ?", "?", ""},
    {"sum", "set money EUR 1.50; EUR 2", "EUR 3.50", ""},
    {"sum", "set money EUR 1.50; USD 2", "?", "m"},
    {"sum", "set money ?", "?", ""},
    {"sum", "set duration 1 day; 2 days", "3 days", ""},
    {"sum", "set duration 1 day; 2 months", "?", "u"},
    {"avg", "set int 1; 2", "1.5", ""},
    {"avg", "set int 1; 1; 2", "1.333333333333", ""},
    {"avg", "set int -1; -1; -2; -1; -1; -1", "-1.166666666667", ""},
    {"avg", "set int ?", "?", ""},
    {"avg", "set number 0.1; 0.2", "0.15", ""},
    {"avg", "set number 999999999999999999; 999999999999999999", "999999999999999999", ""},
    {"avg", "set money EUR 0.01; EUR 0.02", "EUR 0.02", ""},
    {"avg", "set money EUR 0.01; USD 0.02", "?", "m"},
    {"avg", "set duration 1 day; 2 days", "2 days", ""},
    {"avg", "set duration 1 day; 1 month", "?", "u"},
    {"min", "set text b; É; a", "a", ""},
    {"min", "set date 2025-10-07; 2025-10-06", "2025-10-06", ""},
    {"min", "set period 2025; 2025-01", "2025-01", ""},
    {"min", "set bool true; false", "false", ""},
    {"min", "set money EUR 2; EUR 1", "EUR 1", ""},
    {"min", "set money EUR 2; USD 1", "?", "m"},
    {"min", "set int ?", "?", ""},
    {"max", "set text b; É; a", "É", ""},
    {"max", "set int -5; 3", "3", ""},
    {"max", "set duration 1 day; 1 month", "?", "u"},
    {"max", "set number ?", "?", ""},
    {"median", "set int 9; 1; 2", "2", ""},
    {"median", "set int 1; 2", "1.5", ""},
    {"median", "set number 0.1; 0.4; 0.2; 0.3", "0.25", ""},
    {"median", "set money EUR 0.01; EUR 0.02", "EUR 0.02", ""},
    {"median", "set money EUR 0.01; USD 0.02", "?", "m"},
    {"median", "set date 2025-10-09; 2025-10-07", "2025-10-07", ""},
    {"median", "set text c; a; b", "b", ""},
    {"median", "set duration 1 day; 1 month", "?", "u"},
    {"median", "set int ?", "?", ""},
    {"first", "set text b; a; c", "b", ""},
    {"first", "set text ?", "?", ""},
    {"last", "set text b; a; c", "c", ""},
    {"last", "set int 3; 1", "1", ""},
    {"last", "set int ?", "?", ""},
    {"list", "set text b; a; b", "a; b", ""},
    {"list", "set period 2025-10; 2025-09", "2025-09; 2025-10", ""},
    {"list", "set int ?", "?", ""},
    {"any", "set bool false; true", "true", ""},
    {"any", "set bool false", "false", ""},
    {"any", "set bool ?", "false", ""},
    {"all", "set bool true; false", "false", ""},
    {"all", "set bool true", "true", ""},
    {"all", "set bool ?", "true", ""},
};

/* Feeds the rows one block each, every one into the groups 0 and 2 of 3, from memory that is gone after the block. */
static void *feed(const function *f, arena *memory, function_call *call, const value *rows)
{
    char *states = arena_alloc(memory, f->aggregate->state_size * 3);
    for (size_t i = 0; !rows->missing && i < rows->as.set.count; i++) {
        arena block = {0};
        vec one;
        uint32_t groups[] = {0, 2};
        call->scratch = &block;
        cr_assert_eq(vec_constant(&block, &rows->as.set.items[i], 2, &one), ST_OK);
        cr_assert_eq(f->aggregate->update(call, memory, states, groups, &one, 2), ST_OK);
        arena_free(&block);
    }
    return states;
}

static const function *row_of(const aggregate_case *c, type t)
{
    type element = type_element(t);
    return row_for(c->name, &element, 1);
}

Test(aggregates, case_by_case)
{
    for (size_t i = 0; i < COUNT_OF(cases); i++) {
        arena memory = {0}, scratch = {0};
        value rows = value_of(&memory, cases[i].rows);
        const function *f = row_of(&cases[i], rows.type);
        cr_assert(f != NULL, "no row for %s of %s", cases[i].name, cases[i].rows);
        function_call call = {0};
        void *states = feed(f, &memory, &call, &rows);
        type element = type_element(rows.type);
        vec out = {.type = result_type(f, &element)};
        call.scratch = &scratch;
        cr_assert_eq(f->aggregate->finish(&call, states, 3, &out), ST_OK);
        cr_expect_eq(out.count, 3);
        cr_expect_str_eq(result_text(&scratch, &out, 0), cases[i].result, "%s of %s", cases[i].name, cases[i].rows);
        cr_expect_str_eq(result_text(&scratch, &out, 2), cases[i].result, "%s of %s", cases[i].name, cases[i].rows);
        bool counts = strcmp(cases[i].name, "count") == 0 || strcmp(cases[i].name, "any") == 0 || strcmp(cases[i].name, "all") == 0;
        cr_expect_eq(strcmp(result_text(&scratch, &out, 1), "?") != 0, counts, "%s of nothing", cases[i].name);
        cr_expect_eq(call.uncomputable, *cases[i].note == 'u' ? 2 : 0, "%s of %s", cases[i].name, cases[i].rows);
        cr_expect_eq(call.mixed_currencies, *cases[i].note == 'm' ? 2 : 0, "%s of %s", cases[i].name, cases[i].rows);
        arena_free(&memory);
        arena_free(&scratch);
    }
}

Test(aggregates, every_row_has_a_case_with_a_result)
{
    for (size_t i = 0; i < stdlib_functions.count; i++) {
        const function *f = &stdlib_functions.rows[i];
        bool found = f->class != FN_AGGREGATE || f->arg_count == 0;
        for (size_t k = 0; !found && k < COUNT_OF(cases); k++) {
            arena a = {0};
            found = strcmp(cases[k].result, "?") != 0 && row_of(&cases[k], value_of(&a, cases[k].rows).type) == f;
            arena_free(&a);
        }
        cr_expect(found, "row %zu, %s", i, f->name);
    }
}

Test(aggregates, count_of_rows_needs_no_argument)
{
    arena a = {0};
    const function *f = row_for("count", NULL, 0);
    uint32_t groups[] = {0, 1, 1};
    int64_t states[2] = {0};
    function_call call = {.scratch = &a};
    vec out = {.type = type_of(TYPE_INT)};
    cr_assert_eq(f->aggregate->update(&call, &a, states, groups, NULL, 3), ST_OK);
    cr_assert_eq(f->aggregate->finish(&call, states, 2, &out), ST_OK);
    cr_expect_eq(out.as.ints[0], 1);
    cr_expect_eq(out.as.ints[1], 2);
    arena_free(&a);
}

Test(aggregates, a_million_largest_numbers_have_an_average)
{
    enum { BLOCKS = 500, ROWS = 2048 };
    arena memory = {0}, scratch = {0};
    value big = value_of(&memory, "number 999999999999999999.999999999999");
    type t = type_of(TYPE_NUMBER);
    const function *avg = row_for("avg", &t, 1), *sum = row_for("sum", &t, 1);
    static uint32_t groups[ROWS];
    char *averages = arena_alloc(&memory, avg->aggregate->state_size), *sums = arena_alloc(&memory, sum->aggregate->state_size);
    function_call call = {.scratch = &scratch};
    vec v, out = {.type = t};
    cr_assert_eq(vec_constant(&scratch, &big, ROWS, &v), ST_OK);
    for (int i = 0; i < BLOCKS; i++) {
        cr_assert_eq(avg->aggregate->update(&call, &memory, averages, groups, &v, ROWS), ST_OK);
        cr_assert_eq(sum->aggregate->update(&call, &memory, sums, groups, &v, ROWS), ST_OK);
    }
    cr_assert_eq(avg->aggregate->finish(&call, averages, 1, &out), ST_OK);
    cr_expect_str_eq(result_text(&scratch, &out, 0), "999999999999999999.999999999999");
    out = (vec){.type = t};
    cr_assert_eq(sum->aggregate->finish(&call, sums, 1, &out), ST_OK);
    cr_expect_str_eq(result_text(&scratch, &out, 0), "?");
    cr_expect_eq(call.uncomputable, 1);
    arena_free(&memory);
    arena_free(&scratch);
}
