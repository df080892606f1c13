/* Single values as text and back. */
#include "fixtures.h"
#include "runtime/model/print.h"

static void check_print(value v, const char *expected)
{
    sbuf out = {0};
    value_print(&out, &v);
    cr_expect(str_equal(sbuf_str(&out), str_of(expected)), "got |%.*s|, expected |%s|", STR_ARG(sbuf_str(&out)), expected);
    value back;
    if (!v.missing) {
        cr_expect(value_parse(v.type, sbuf_str(&out), &back), "%s is not read back", expected);
        cr_expect_eq(value_compare(&back, &v, NULL), 0, "%s is read as another value", expected);
    }
    sbuf_free(&out);
}

Test(print, every_type_prints_as_csv_and_is_read_back)
{
    check_print(BOOL(true), "true");
    check_print(BOOL(false), "false");
    check_print(INT(-12), "-12");
    check_print(INT(INT64_MIN), "-9223372036854775808");
    check_print(INT(INT64_MAX), "9223372036854775807");
    check_print(NUMBER(DEC_ONE / 4), "0.25");
    check_print(MONEY(390000050, "EUR"), "EUR 3900000.50");
    check_print(TEXT("a, b"), "a, b");
    check_print(TEXT(""), "");
    check_print(DATE(1), "0001-01-01");
    check_print(DATE(CAL_LAST), "9999-12-31");
    check_print(PERIOD(CAL_FIRST, CAL_LAST), "..");
    check_print(PERIOD(cal_day((civil){2025, 10, 1}), cal_day((civil){2025, 10, 31})), "2025-10");
    check_print(DAYS(1), "1 day");
    check_print(DAYS(-3), "-3 days");
    check_print(MONTHS(2), "2 months");
    check_print(MISSING(TYPE_INT), "");
}

Test(print, what_is_no_value_is_refused)
{
    static const struct {
        type_kind kind;
        const char *text;
    } wrong[] = {
        {TYPE_BOOL, "yes"},
        {TYPE_BOOL, ""},
        {TYPE_INT, ""},
        {TYPE_INT, "-"},
        {TYPE_INT, "1.5"},
        {TYPE_INT, "9223372036854775808"},
        {TYPE_INT, "-9223372036854775809"},
        {TYPE_NUMBER, "x"},
        {TYPE_MONEY, "12"},
        {TYPE_DATE, "2025-10"},
        {TYPE_DATE, "2025-02-30"},
        {TYPE_PERIOD, "2025-13"},
        {TYPE_PERIOD, "2025-10..2025-09"},
        {TYPE_DURATION, "3"},
        {TYPE_DURATION, "3 fortnights"},
        {TYPE_DURATION, "3  days"},
        {TYPE_DURATION, "9223372036854775807 weeks"},
        {TYPE_LINK, "Octopus"},
    };
    for (size_t i = 0; i < COUNT_OF(wrong); i++) {
        value v;
        cr_expect_not(value_parse(type_of(wrong[i].kind), str_of(wrong[i].text), &v), "%s is read", wrong[i].text);
    }
}
