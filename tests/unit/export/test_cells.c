/* How values of each type print in each form (language.md, "How values print"). */
#include "tests/unit/export/sample.h"

#include "export/cell_print.h"

static void expect(const value *v, const char *plain, const char *pretty, const char *json)
{
    const char *want[CELL_FORM_COUNT] = {plain, pretty, json};
    for (int form = 0; form < CELL_FORM_COUNT; form++) {
        sbuf out = {0};
        cell_print_value(&out, (cell_form)form, NULL, v);
        sbuf_char(&out, 0);
        cr_expect_str_eq(out.p, want[form], "form %d prints %s, not %s", form, out.p, want[form]);
        sbuf_free(&out);
    }
}

static period days(int y, int m, int d, int y2, int m2, int d2)
{
    return (period){cal_day((civil){y, m, d}), cal_day((civil){y2, m2, d2})};
}

Test(cells, bools_and_ints)
{
    expect(&(value){.type = type_of(TYPE_BOOL), .as.boolean = true}, "true", "true", "true");
    expect(&(value){.type = type_of(TYPE_INT), .as.integer = 10000}, "10000", "10,000", "10000");
    expect(&(value){.type = type_of(TYPE_INT), .as.integer = INT64_MIN}, "-9223372036854775808", "-9,223,372,036,854,775,808",
           "-9223372036854775808");
}

Test(cells, numbers_are_exact)
{
    dec d = 0;
    cr_assert(dec_parse(STR("1234.500000000001"), &d));
    expect(&(value){.type = type_of(TYPE_NUMBER), .as.number = d}, "1234.500000000001", "1,234.500000000001", "1234.500000000001");
    expect(&(value){.type = type_of(TYPE_NUMBER), .as.number = 3 * DEC_ONE}, "3", "3", "3");
}

Test(cells, money)
{
    money m = {0};
    cr_assert(money_of(3900000 * DEC_ONE, money_currency(STR("EUR")), &m));
    expect(&(value){.type = type_of(TYPE_MONEY), .as.money = m}, "EUR 3900000", "EUR 3,900,000",
           "{\"currency\":\"EUR\",\"amount\":\"3900000\"}");
    m.cents += 50;
    expect(&(value){.type = type_of(TYPE_MONEY), .as.money = m}, "EUR 3900000.50", "EUR 3,900,000.50",
           "{\"currency\":\"EUR\",\"amount\":\"3900000.50\"}");
}

Test(cells, dates_and_periods)
{
    period one = days(2025, 10, 7, 2025, 10, 7);
    expect(&(value){.type = type_of(TYPE_DATE), .as.date = one.first}, "2025-10-07", "2025-10-07", "\"2025-10-07\"");
    expect(&(value){.type = type_of(TYPE_PERIOD), .as.period = one}, "2025-10-07", "7 Oct 2025",
           "{\"start\":\"2025-10-07\",\"end\":\"2025-10-07\"}");
    expect(&(value){.type = type_of(TYPE_PERIOD), .as.period = days(2025, 9, 30, 2025, 10, 2)}, "2025-09-30..2025-10-02",
           "30 Sep – 2 Oct 2025", "{\"start\":\"2025-09-30\",\"end\":\"2025-10-02\"}");
    expect(&(value){.type = type_of(TYPE_PERIOD), .as.period = days(2025, 10, 1, 2025, 12, 31)}, "2025-Q4", "Q4 2025",
           "{\"start\":\"2025-10-01\",\"end\":\"2025-12-31\"}");
}

Test(cells, open_periods_have_no_date_at_their_open_end)
{
    period from = {cal_day((civil){2025, 10, 7}), CAL_LAST};
    expect(&(value){.type = type_of(TYPE_PERIOD), .as.period = from}, "2025-10-07..", "from 7 Oct 2025",
           "{\"start\":\"2025-10-07\",\"end\":null}");
}

Test(cells, durations)
{
    expect(&(value){.type = type_of(TYPE_DURATION), .as.duration = {1, false}}, "1 day", "1 day", "\"1 day\"");
    expect(&(value){.type = type_of(TYPE_DURATION), .as.duration = {3, false}}, "3 days", "3 days", "\"3 days\"");
    expect(&(value){.type = type_of(TYPE_DURATION), .as.duration = {2, true}}, "2 months", "2 months", "\"2 months\"");
}

Test(cells, missing)
{
    for (uint8_t kind = TYPE_BOOL; kind < TYPE_KIND_COUNT; kind++)
        expect(&(value){.type = {.kind = kind}, .missing = true}, "", "", "null");
}

static void expect_cell(const sample *s, size_t row, const char *plain, const char *pretty, const char *json)
{
    const char *want[CELL_FORM_COUNT] = {plain, pretty, json};
    for (int form = 0; form < CELL_FORM_COUNT; form++) {
        sbuf out = {0};
        cell_print(&out, (cell_form)form, NULL, s->columns[0].data, row);
        sbuf_char(&out, 0);
        cr_expect_str_eq(out.p, want[form]);
        sbuf_free(&out);
    }
}

Test(cells, sets)
{
    sample s = {0};
    value items[] = {{.type = type_of(TYPE_TEXT), .as.text = STR("online")}, {.type = type_of(TYPE_TEXT), .as.text = STR("in person")}};
    type set = type_set_of(type_of(TYPE_TEXT));
    value rows[] = {{.type = set, .as.set = {items, 2}}, {.type = set, .missing = true}};
    sample_column(&s, "mode", set, rows, 2);
    expect_cell(&s, 0, "in person; online", "in person, online", "[\"in person\",\"online\"]");
    expect_cell(&s, 1, "", "", "[]");
    cr_expect(cell_present(s.columns[0].data, 0));
    cr_expect_not(cell_present(s.columns[0].data, 1));
    sample_free(&s);
}

/* A link prints the name of its row. */
Test(cells, links)
{
    static const str names[] = {{"Octopus", 7}};
    value name = {.type = type_of(TYPE_TEXT), .as.text = names[0]};
    sample projects = {0};
    sample_column(&projects, "name", type_of(TYPE_TEXT), &name, 1);
    field f = {.name = STR("name"), .type = type_of(TYPE_TEXT), .data = projects.columns[0].data};
    collection c = {.name = STR("projects"), .fields = &f, .field_count = 1, .rows = 1, .name_field = 0, .also_field = -1};
    dataset d = {&c, 1};
    value link = {.type = {.kind = TYPE_LINK, .target = 0}, .as.row = 0};
    sbuf out = {0};
    cell_print_value(&out, CELL_JSON, &d, &link);
    cell_print_value(&out, CELL_PLAIN, &d, &link);
    cr_expect_str_eq(out.p, "\"Octopus\"Octopus");
    sbuf_free(&out);
    sample_free(&projects);
}
