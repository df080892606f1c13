/* Exact decimals and money. */
#include "base/decimal.h"

#include "check.h"

#include <string.h>

static dec number(const char *text)
{
    dec d = 0;
    cr_assert(dec_parse(str_of(text), &d), "%s", text);
    return d;
}

typedef struct vector {
    const char *operation, *a, *b, *result;
} vector;

static const vector VECTORS[] = {
#define VECTOR(operation, a, b, result) {#operation, a, b, result},
#include "decimal_vectors.def"
#undef VECTOR
};

static bool apply(const vector *v, dec *out)
{
    static const struct {
        const char *name;
        bool (*function)(dec, dec, dec *);
    } operations[] = {{"add", dec_add}, {"sub", dec_sub}, {"mul", dec_mul}, {"div", dec_div}, {"mod", dec_mod}};
    dec a = number(v->a), b = number(v->b);
    for (size_t i = 0; i < sizeof operations / sizeof *operations; i++)
        if (strcmp(operations[i].name, v->operation) == 0)
            return operations[i].function(a, b, out);
    cr_assert_str_eq(v->operation, "round");
    return dec_round(a, (int)(b / DEC_ONE), out);
}

Test(decimal, vectors)
{
    sbuf b = {0};
    for (size_t i = 0; i < sizeof VECTORS / sizeof *VECTORS; i++) {
        const vector *v = &VECTORS[i];
        dec result = 77;
        if (apply(v, &result))
            dec_print(&b, result, false);
        else
            cr_expect_eq(result, 77, "a failure leaves the result alone");
        cr_expect(str_equal(sbuf_str(&b), str_of(v->result)), "%s(%s, %s) gave %s, expected %s", v->operation, v->a, v->b, sbuf_str(&b).p,
                  v->result);
        sbuf_clear(&b);
    }
    sbuf_free(&b);
}

Test(decimal, parse)
{
    static const struct {
        const char *text, *printed;
    } rows[] = {
        {"0", "0"},
        {"-0", "0"},
        {"+7", "7"},
        {"007", "7"},
        {"-3.25", "-3.25"},
        {".5", "0.5"},
        {"-.5", "-0.5"},
        {"1e3", "1000"},
        {"1E+3", "1000"},
        {"25e-1", "2.5"},
        {"1.5e-11", "0.000000000015"},
        {"1.0000000000000000000000", "1"},
        {"0.000000000001", "0.000000000001"},
        {"999999999999999999.999999999999", "999999999999999999.999999999999"},
        {"0.000000000000000000000001e24", "1"},
        {"100000000000000000000000000000e-29", "1"},
        {"0e999999999999999999999", "0"},
        {"1000000000000000000e-1", "100000000000000000"},
    };
    sbuf b = {0};
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        dec_print(&b, number(rows[i].text), false);
        CHECK_BUFFER(&b, rows[i].printed);
    }
    sbuf_free(&b);
}

Test(decimal, parse_refuses)
{
    static const char *const rows[] = {
        "",
        "-",
        "+",
        ".",
        "-.",
        "1.",
        "1.e3",
        "e3",
        "1e",
        "1e+",
        "--1",
        "+-1",
        "1 ",
        " 1",
        "1,000",
        "1_000",
        "0x10",
        "1.2.3",
        "inf",
        "nan",
        "1k",
        "50%",
        "1e3.5",
        "0.0000000000001",
        "1e-13",
        "1e18",
        "1000000000000000000",
        "-1000000000000000000",
        "1e999999999999999999999",
        "1e-999999999999999999999",
        "1234567890123456789.5",
        "١",
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        dec d = 5;
        cr_expect_not(dec_parse(str_of(rows[i]), &d), "%s", rows[i]);
        cr_expect_eq(d, 5);
    }
}

Test(decimal, parse_literal)
{
    static const struct {
        const char *text, *printed;
    } rows[] = {
        {"12", "12"},
        {"3.9", "3.9"},
        {"1_000", "1000"},
        {"3.9M", "3900000"},
        {"5k", "5000"},
        {"2bn", "2000000000"},
        {"40%", "0.4"},
        {"0.1%", "0.001"},
        {"3.9m", "3900000"},
        {"5K", "5000"},
        {"2BN", "2000000000"},
        {"-1_000.5k", "-1000500"},
        {"1_0_0.0_1", "100.01"},
        {"999999999bn", "999999999000000000"},
        {"0.0000000001%", "0.000000000001"},
        {"0.000000000000001k", "0.000000000001"},
    };
    sbuf b = {0};
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        dec d = 0;
        cr_expect(dec_parse_literal(str_of(rows[i].text), &d), "%s", rows[i].text);
        dec_print(&b, d, false);
        CHECK_BUFFER(&b, rows[i].printed);
    }
    static const char *const bad[] = {"",    "_1",  "1_", "1__0", "1._5",         "1_.5",           "k",    ".5",
                                      "5kk", "5 k", "5b", "1e3",  "1000000000bn", "0.00000000001%", "1,000"};
    for (size_t i = 0; i < sizeof bad / sizeof *bad; i++) {
        dec d = 5;
        cr_expect_not(dec_parse_literal(str_of(bad[i]), &d), "%s", bad[i]);
        cr_expect_eq(d, 5);
    }
    sbuf_free(&b);
}

Test(decimal, print_grouped)
{
    static const char *const rows[] = {"0",    "1",      "999",          "1,000", "10,000",
                                       "-999", "-1,000", "1,234,567.89", "-0.25", "999,999,999,999,999,999"};
    sbuf b = {0};
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        char plain[40];
        size_t n = 0;
        for (const char *p = rows[i]; *p; p++)
            if (*p != ',')
                plain[n++] = *p;
        plain[n] = '\0';
        dec_print(&b, number(plain), true);
        CHECK_BUFFER(&b, rows[i]);
        dec_print(&b, number(plain), false);
        CHECK_BUFFER(&b, plain);
    }
    sbuf_free(&b);
}

Test(decimal, integers)
{
    int64_t i = 0;
    cr_expect(dec_to_int(dec_of_int(INT64_MIN), &i));
    cr_expect_eq(i, INT64_MIN);
    cr_expect(dec_to_int(dec_of_int(INT64_MAX), &i));
    cr_expect_eq(i, INT64_MAX);
    cr_expect_not(dec_fits(dec_of_int(INT64_MAX)));
    cr_expect_not(dec_to_int(number("1.5"), &i));
    cr_expect_not(dec_to_int(dec_of_int(INT64_MAX) + DEC_ONE, &i));
    cr_expect(dec_to_int(number("-3"), &i));
    cr_expect_eq(i, -3);
}

Test(decimal, floor_and_ceil)
{
    static const struct {
        const char *d, *floor, *ceil;
    } rows[] = {
        {"0", "0", "0"}, {"2.1", "2", "3"},  {"-2.1", "-3", "-2"}, {"0.000000000001", "0", "1"}, {"-0.000000000001", "-1", "0"},
        {"5", "5", "5"}, {"-5", "-5", "-5"},
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        dec c = 0;
        cr_expect_eq(dec_floor(number(rows[i].d)), number(rows[i].floor));
        cr_expect(dec_ceil(number(rows[i].d), &c));
        cr_expect_eq(c, number(rows[i].ceil));
    }
    dec c = 5;
    cr_expect_not(dec_ceil(number("999999999999999999.5"), &c));
    cr_expect_eq(c, 5);
    cr_expect_not(dec_fits(dec_floor(number("-999999999999999999.5"))));
}

/* Any 128 bits may come in; run under UBSan this says that none does harm. */
Test(decimal, any_bits_are_safe)
{
    const dec highest = (dec)(~(__extension__(unsigned __int128) 0) >> 1), lowest = -highest - 1;
    const dec values[] = {highest, lowest, highest - 1, lowest + 1, 0, 1, -1, DEC_ONE, -DEC_ONE, highest / 10, dec_of_int(INT64_MIN)};
    const size_t count = sizeof values / sizeof *values;
    bool (*const operations[])(dec, dec, dec *) = {dec_add, dec_sub, dec_mul, dec_div, dec_mod};
    sbuf b = {0};
    for (size_t i = 0; i < count; i++) {
        for (size_t j = 0; j < count; j++)
            for (size_t k = 0; k < sizeof operations / sizeof *operations; k++) {
                dec out = 0;
                cr_expect(!operations[k](values[i], values[j], &out) || dec_fits(out));
            }
        dec out = 0;
        for (int places = -40; places <= 40; places++)
            cr_expect(!dec_round(values[i], places, &out) || dec_fits(out));
        cr_expect(!dec_ceil(values[i], &out) || dec_fits(out));
        dec floor = dec_floor(values[i]);
        cr_expect(!dec_fits(values[i]) || (floor <= values[i] && values[i] - floor < DEC_ONE));
        dec_print(&b, values[i], true);
        money_print(&b, (money){values[i], 0}, true);
        money m;
        cr_expect(!money_of(values[i], 0, &m) || dec_fits(money_amount(m)));
    }
    sbuf_free(&b);
}

Test(money, currency)
{
    char code[4];
    cr_expect_eq(money_currency(STR("EUR")), money_currency(STR("eUr")));
    cr_expect_neq(money_currency(STR("EUR")), money_currency(STR("USD")));
    cr_expect_eq(money_currency(STR("EU")), 0);
    cr_expect_eq(money_currency(STR("EURO")), 0);
    cr_expect_eq(money_currency(STR("E1R")), 0);
    cr_expect_eq(money_currency(STR("€")), 0, "three bytes are not three letters");
    CHECK_TEXT(money_currency_text(money_currency(STR("chf")), code), "CHF");
    cr_expect_str_eq(code, "CHF");
    CHECK_TEXT(money_currency_text(0, code), "");
}

Test(money, rounds_once_half_away_from_zero)
{
    static const struct {
        const char *amount, *printed;
    } rows[] = {
        {"3900000", "EUR 3900000"}, {"0.005", "EUR 0.01"}, {"0.0049", "EUR 0"},  {"-0.005", "EUR -0.01"},
        {"-0.0049", "EUR 0"},       {"1.5", "EUR 1.50"},   {"1.05", "EUR 1.05"}, {"-12.3", "EUR -12.30"},
    };
    sbuf b = {0};
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        money m;
        cr_assert(money_of(number(rows[i].amount), money_currency(STR("EUR")), &m));
        money_print(&b, m, false);
        CHECK_BUFFER(&b, rows[i].printed);
        money again;
        cr_assert(money_of(money_amount(m), m.currency, &again));
        cr_expect_eq(again.cents, m.cents);
    }
    money m;
    cr_expect_not(money_of(number("999999999999999999.995"), 0, &m));
    sbuf_free(&b);
}

Test(money, prints_and_reads)
{
    static const struct {
        const char *text, *plain, *grouped;
    } rows[] = {
        {"EUR 3900000", "EUR 3900000", "EUR 3,900,000"},
        {"eur 3,900,000", "EUR 3900000", "EUR 3,900,000"},
        {"EUR 3,900,000.50", "EUR 3900000.50", "EUR 3,900,000.50"},
        {"  USD\u00A0-1,000.5 ", "USD -1000.50", "USD -1,000.50"},
        {"EUR 0", "EUR 0", "EUR 0"},
        {"EUR 1.2300", "EUR 1.23", "EUR 1.23"},
        {"EUR 999999999999999999.99", "EUR 999999999999999999.99", "EUR 999,999,999,999,999,999.99"},
    };
    sbuf b = {0};
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        money m;
        cr_assert(money_parse(str_of(rows[i].text), &m), "%s", rows[i].text);
        money_print(&b, m, false);
        CHECK_BUFFER(&b, rows[i].plain);
        money_print(&b, m, true);
        CHECK_BUFFER(&b, rows[i].grouped);
    }
    static const char *const bad[] = {
        "",           "EUR",       "EUR ",    "EUR5",        "5 EUR",  "EUR 1,00", "EUR 1000,000", "EUR ,100",
        "EUR 1,000,", "EUR 1.005", "EUR 1e3", "EUR 1.000,5", "EURO 5", "EUR --5",  "EUR 1,,000",   "EUR 1000000000000000000",
        "EUR -,100",  "EUR 1.0,00"};
    for (size_t i = 0; i < sizeof bad / sizeof *bad; i++) {
        money m = {1, 1};
        cr_expect_not(money_parse(str_of(bad[i]), &m), "%s", bad[i]);
        cr_expect_eq(m.cents, 1);
    }
    sbuf_free(&b);
}
