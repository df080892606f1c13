/* What statements leave behind: definitions, the last query. And what a lack of memory does. */
#include <criterion/criterion.h>

#include "fixture.h"
#include "parser/parser.h"
#include "stdlib/functions.h"

Test(query_session, a_statement_goes_on_from_the_last_query)
{
    fixture f;
    fixture_open(&f);
    fixture_plan(&f, "activities where joint");
    str shape = fixture_plan(&f, "where mode = online | select title");
    cr_expect_str_eq(shape.p, "scan activities; filter >=(size(project), 2); filter any(mode, =(@0, \"online\")); out title = title");
    shape = fixture_plan(&f, "count");
    cr_expect_str_eq(shape.p, "scan activities; filter >=(size(project), 2); filter any(mode, =(@0, \"online\")); "
                              "group whole show count; out count = #0");
    fixture_close(&f);
}

Test(query_session, a_query_with_an_error_is_not_gone_on_from)
{
    fixture f;
    fixture_open(&f);
    fixture_plan(&f, "projects");
    fixture_check(&f, "activities where nothing_such");
    str shape = fixture_plan(&f, "count");
    cr_expect_str_eq(shape.p, "scan projects; group whole show count; out count = #0");
    fixture_close(&f);
}

Test(query_session, what_was_warned_of_is_not_warned_of_again)
{
    fixture f;
    fixture_open(&f);
    fixture_check(&f, "activities where project = CyberEats+");
    cr_expect_eq(f.bag.count, 1);
    fixture_check(&f, "count");
    cr_expect_eq(f.bag.count, 0);
    fixture_close(&f);
}

Test(query_session, to_is_passed_on_and_does_not_stay)
{
    fixture f;
    fixture_open(&f);
    const plan_query *q = fixture_check(&f, "activities to csv \"out.csv\"");
    cr_assert(q);
    cr_expect(str_equal(q->format, STR("csv")));
    cr_expect(q->has_file && str_equal(q->file, STR("out.csv")));
    q = fixture_check(&f, "count");
    cr_assert(q);
    cr_expect_eq(q->format.n, 0);
    cr_expect_not(q->has_file);
    fixture_close(&f);
}

Test(query_session, computed_fields)
{
    expect_plan("def activities.long = days > 30; activities where long select long",
                "scan activities; filter >(days(when), 30); out long = >(days(when), 30)");
    expect_plan("def *.weeks = days / 7; projects select weeks", "scan projects; out weeks = /(number(days(when)), 7n)");
}

Test(query_session, the_plan_of_a_definition_is_none)
{
    fixture f;
    fixture_open(&f);
    cr_expect_null(fixture_check(&f, "def activities.long = days > 30"));
    cr_expect_eq(f.bag.count, 0);
    fixture_close(&f);
}

Test(query_session, definitions_that_double_end_in_a_message)
{
    sbuf text = {0};
    sbuf_printf(&text, "def activities.a0 = days");
    for (int i = 1; i < 30; i++)
        sbuf_printf(&text, "; def activities.a%d = a%d + a%d", i, i - 1, i - 1);
    expect_code(text.p, "E0802");
    sbuf_free(&text);
}

Test(query_session, values_that_occur_nowhere_are_told_as_long_as_warnings_are)
{
    fixture f;
    sbuf text = {0};
    diag_quota quota = {.left = 20};
    fixture_open(&f);
    sbuf_printf(&text, "activities where title in (a");
    for (int i = 0; i < 1000; i++)
        sbuf_printf(&text, ", nothing %d", i);
    sbuf_printf(&text, ")");
    f.bag.warnings = &quota;
    fixture_check(&f, text.p);
    cr_expect_eq(f.bag.count, 20);
    cr_expect(quota.exceeded);
    sbuf_free(&text);
    fixture_close(&f);
}

Test(query_session, visible_names)
{
    fixture f;
    const visible_name *names;
    size_t count;
    fixture_open(&f);
    int32_t projects = dataset_find(f.data, STR("projects"));
    cr_assert_eq(check_visible(f.env, &f.memory, (uint16_t)projects, &names, &count), ST_OK);
    cr_assert_eq(count, 15);
    cr_expect(str_equal(names[0].name, STR("name")) && !names[0].computed && names[0].type.kind == TYPE_TEXT);
    cr_expect(str_equal(names[7].name, STR("start")) && names[7].computed && names[7].type.kind == TYPE_DATE);
    cr_expect(str_equal(names[12].name, STR("month")) && names[12].type.set && names[12].type.kind == TYPE_PERIOD);
    fixture_close(&f);
}

/* ---- Memory ---- */

static status check_within(fixture *f, const char *text, size_t limit)
{
    const source *from;
    const ast_script *script;
    const plan_query *plan;
    size_t bad;
    arena small = {.limit = limit};
    diag_bag bag = {.memory = &small};
    cr_assert_eq(source_read(&f->memory, STR("query"), str_of(text), &from, &bad), ST_OK);
    cr_assert_eq(parse(&f->memory, from, &f->bag, &script), ST_OK);
    status s = check_statement(f->env, &small, from, script->statements[0], &bag, &plan);
    arena_free(&small);
    return s;
}

Test(query_session, without_memory_nothing_but_that_is_said)
{
    static const char *const texts[] = {
        "activities where project = CyberEats+ and not country = Ukraine or month = 2025-10 select start, project.budget as b sort by end",
        "activities group by start.month in 2025-Q4 show sum(days) / count as mean, list(title), upper(first(title)) as u",
        "activities where projct = X and country = Bosnia and Herzegovina select lenght(title), sum(days)",
        "activities expand project.country where project.country = Ukraine distinct drop title add x = if joint then 1 else 2.5",
    };
    fixture f;
    fixture_open(&f);
    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) {
        size_t refused = 0;
        status s = ST_NO_MEMORY;
        for (size_t limit = 16; s == ST_NO_MEMORY && limit < 1000000; limit += 112) {
            s = check_within(&f, texts[i], limit);
            refused += s == ST_NO_MEMORY;
            cr_expect(s == ST_NO_MEMORY || s == ST_OK || s == ST_ERROR);
        }
        cr_expect_gt(refused, 10);
        cr_expect_neq(s, ST_NO_MEMORY);
    }
    fixture_close(&f);
}
