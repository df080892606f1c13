/* A small programme to check queries against. */
#include "fixture.h"

#include <criterion/criterion.h>
#include <string.h>

#include "parser/parser.h"
#include "plan_text.h"
#include "plan_valid.h"
#include "stdlib/functions.h"

static const field_spec countries[] = {
    {"name", "text", true, "short name"},
    {"iso2", "text", false, "code"},
    {"also", "set of text", false, "other names"},
};
static const field_spec projects[] = {
    {"name", "text", true, "short name"},
    {"parent", "link projects", true, "belongs to"},
    {"when", "period", true, "runs"},
    {"budget", "money", true, "budget"},
    {"funding", "text", true, "who pays"},
    {"rank", "int", false, "place in the list"},
    {"country", "set of link countries", false, "works with"},
};
static const field_spec activities[] = {
    {"title", "text", true, "title"}, {"project", "set of link projects", true, "held by"}, {"place", "text", false, "as printed"},
    {"city", "text", false, "town"},  {"country", "link countries", true, "where"},         {"mode", "set of text", true, "how"},
    {"when", "period", true, "runs"}, {"tentative", "bool", false, "to be confirmed"},      {"listed", "set of period", false, "months"},
};
static const collection_spec specs[] = {
    {"countries", "", countries, 3, NULL},
    {"projects", "", projects, 7, NULL},
    {"activities", "", activities, 9, NULL},
};
enum { COUNTRIES, PROJECTS, ACTIVITIES };

/* ---- Cells ---- */

static cell none(void)
{
    return (cell){.missing = true};
}

static cell text(const char *t)
{
    return (cell){.missing = !t, .text = str_of(t)};
}

/* "a; b" as a set. */
static cell texts(arena *a, const char *t)
{
    str *items = ARENA_ARRAY(a, 8, str);
    size_t count = 0;
    for (const char *p = t; *p;) {
        const char *end = strstr(p, "; ");
        size_t n = end ? (size_t)(end - p) : strlen(p);
        items[count++] = (str){p, n};
        p += n + (end ? 2 : 0);
    }
    return (cell){.missing = count == 0, .texts = items, .count = count};
}

static period when(const char *t)
{
    period p;
    cr_assert_eq(cal_parse_range(str_of(t), &p), CAL_IS_DATE, "%s", t);
    return p;
}

static cell time(const char *t)
{
    return (cell){.v = {.type = type_of(TYPE_PERIOD), .as.period = when(t)}};
}

static cell times(arena *a, const char *t)
{
    period *p = ARENA_NEW(a, period);
    *p = when(t);
    return (cell){.periods = p, .count = 1};
}

static cell amount(const char *t)
{
    cell c = {.v = {.type = type_of(TYPE_MONEY)}};
    cr_assert(money_parse(str_of(t), &c.v.as.money));
    return c;
}

static cell number(int64_t n)
{
    return (cell){.v = {.type = type_of(TYPE_INT), .as.integer = n}};
}

static cell truth(bool b)
{
    return (cell){.v = {.type = type_of(TYPE_BOOL), .as.boolean = b}};
}

/* ---- Rows ---- */

static void add_countries(arena *a, dataset_builder *b)
{
    static const char *const rows[][3] = {{"Ukraine", "UA", ""},
                                          {"Moldova", "MD", "Republic of Moldova"},
                                          {"United States", "US", "USA; United States of America"},
                                          {"Bosnia and Herzegovina", "BA", ""},
                                          {"France", "FR", ""}};
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        cell cells[] = {text(rows[i][0]), text(rows[i][1]), texts(a, rows[i][2])};
        cr_assert_eq(dataset_builder_row(b, COUNTRIES, cells), ST_OK);
    }
}

static void add_projects(arena *a, dataset_builder *b)
{
    cell octopus[] = {text("Octopus"), none(),      time("2021-01..2027-12"), amount("EUR 10000000"), text("Voluntary"),
                      number(1),       texts(a, "")};
    cell east[] = {text("CyberEast+"),     none(),    time("2024-03..2027-02"),    amount("EUR 3900000"),
                   text("European Union"), number(2), texts(a, "Ukraine; Moldova")};
    cell kop[] = {text("CYBERKOP"), text("Octopus"), time("2024-01..2026-12"), amount("EUR 750000"),
                  none(),           number(3),       texts(a, "Ukraine")};
    cr_assert_eq(dataset_builder_row(b, PROJECTS, octopus), ST_OK);
    cr_assert_eq(dataset_builder_row(b, PROJECTS, east), ST_OK);
    cr_assert_eq(dataset_builder_row(b, PROJECTS, kop), ST_OK);
}

static void add_activities(arena *a, dataset_builder *b)
{
    cell one[] = {text("OSINT training"), texts(a, "CyberEast+"), text("Kyiv"), text("Kyiv"),       text("Ukraine"),
                  texts(a, "in person"),  time("2025-10-07"),     truth(false), times(a, "2025-10")};
    cell two[] = {text("Joint exercise"),
                  texts(a, "CyberEast+; Octopus"),
                  text("online"),
                  none(),
                  text("Moldova"),
                  texts(a, "online; in person"),
                  time("2025-10-13..2025-10-17"),
                  truth(true),
                  times(a, "2025-10")};
    cell three[] = {text("Desk study on evidence"), texts(a, ""), text("place"),      none(), none(), texts(a, "desk study"),
                    time("2025-05..2025-12"),       truth(false), times(a, "2025-09")};
    cell four[] = {
        text("Workshop"),      texts(a, "CYBERKOP"),           text("Sarajevo"), text("Sarajevo"),   text("Bosnia and Herzegovina"),
        texts(a, "in person"), time("2025-11-04..2025-11-05"), truth(false),     times(a, "2025-11")};
    cr_assert_eq(dataset_builder_row(b, ACTIVITIES, one), ST_OK);
    cr_assert_eq(dataset_builder_row(b, ACTIVITIES, two), ST_OK);
    cr_assert_eq(dataset_builder_row(b, ACTIVITIES, three), ST_OK);
    cr_assert_eq(dataset_builder_row(b, ACTIVITIES, four), ST_OK);
}

static void check_all(fixture *f, const char *name, const char *text_given, const plan_query **out)
{
    const source *from;
    const ast_script *script;
    size_t bad;
    f->bag = (diag_bag){.memory = &f->memory, .warnings = f->bag.warnings};
    *out = NULL;
    cr_assert_eq(source_read(&f->memory, str_of(name), str_of(text_given), &from, &bad), ST_OK);
    cr_assert_eq(parse(&f->memory, from, &f->bag, &script), ST_OK);
    for (size_t i = 0; i < script->statement_count; i++) {
        const plan_query *plan;
        size_t before = f->bag.error_count;
        status s = check_statement(f->env, &f->memory, from, script->statements[i], &f->bag, &plan);
        cr_assert(s == ST_OK || s == ST_ERROR);
        bool told = f->bag.error_count > before || before > 0;
        cr_assert(s == ST_OK ? f->bag.error_count == before : told, "%s: the status and the diagnostics disagree", text_given);
        *out = plan;
    }
}

static void check_prelude(fixture *f)
{
    const source *from;
    const ast_script *script;
    size_t bad;
    f->bag = (diag_bag){.memory = &f->memory};
    cr_assert_eq(source_read(&f->memory, STR("prelude"), str_of(stdlib_prelude), &from, &bad), ST_OK);
    cr_assert_eq(parse(&f->memory, from, &f->bag, &script), ST_OK);
    cr_assert_eq(check_definitions(f->env, &f->memory, script, &f->bag), ST_OK);
}

void fixture_open(fixture *f)
{
    *f = (fixture){0};
    dataset_builder *b = dataset_builder_new(&f->memory, specs, 3, LINKS_BY_TEXT);
    cr_assert(b);
    add_countries(&f->memory, b);
    add_projects(&f->memory, b);
    add_activities(&f->memory, b);
    fixture_begin(f, b);
    check_prelude(f);
    cr_assert_eq(f->bag.count, 0, "the prelude gives diagnostics");
}

void fixture_begin(fixture *f, dataset_builder *b)
{
    cr_assert_eq(dataset_builder_finish(b, &f->memory, &f->data, NULL), ST_OK);
    f->env = check_env_new(&f->memory, f->data, &stdlib_functions);
    cr_assert(f->env);
    check_env_today(f->env, cal_day((civil){2025, 10, 15}));
}

void fixture_close(fixture *f)
{
    arena_free(&f->memory);
}

const plan_query *fixture_check(fixture *f, const char *text_given)
{
    const plan_query *out;
    check_all(f, "query", text_given, &out);
    return out;
}

static str said(fixture *f)
{
    sbuf b = {0};
    for (size_t i = 0; i < f->bag.count; i++)
        diag_render(&b, f->bag.items[i], false);
    str text_said = arena_str(&f->memory, sbuf_str(&b));
    sbuf_free(&b);
    return text_said;
}

str fixture_plan(fixture *f, const char *text_given)
{
    const plan_query *q = fixture_check(f, text_given);
    cr_assert(q, "%s\n%s", text_given, said(f).p);
    const char *wrong = plan_valid(f->data, q);
    cr_expect_null(wrong, "%s: %s", text_given, wrong);
    sbuf b = {0};
    plan_text(&b, f->data, q);
    str shape = arena_str(&f->memory, sbuf_str(&b));
    sbuf_free(&b);
    return shape;
}

str fixture_said(fixture *f, const char *text_given)
{
    fixture_check(f, text_given);
    return said(f);
}

/* ---- Expectations ---- */

void expect_plan(const char *query, const char *plan)
{
    fixture f;
    fixture_open(&f);
    str shape = fixture_plan(&f, query);
    cr_expect_str_eq(shape.p, plan, "%s\n  gives %s\n  not   %s", query, shape.p, plan);
    fixture_close(&f);
}

void expect_said(const char *query, const char *messages)
{
    fixture f;
    fixture_open(&f);
    str text_said = fixture_said(&f, query);
    cr_expect_str_eq(text_said.p, messages, "%s\nsays\n%s\nnot\n%s", query, text_said.p, messages);
    fixture_close(&f);
}

void expect_silence(const char *query)
{
    expect_said(query, "");
}

void expect_code(const char *query, const char *code)
{
    fixture f;
    fixture_open(&f);
    str text_said = fixture_said(&f, query);
    bool found = false;
    for (size_t i = 0; i < f.bag.count; i++)
        found |= strcmp(diag_info(f.bag.items[i]->code)->code, code) == 0;
    cr_expect(found, "%s\nsays no %s but\n%s", query, code, text_said.p);
    fixture_close(&f);
}

void expect_mentions(const char *query, const char *text_wanted)
{
    fixture f;
    fixture_open(&f);
    str text_said = fixture_said(&f, query);
    cr_expect(strstr(text_said.p, text_wanted), "%s\nsays nothing of \"%s\" but\n%s", query, text_wanted, text_said.p);
    fixture_close(&f);
}
