/* Reads amounts of money with English and continental separators. */
#include "import/budget.h"

#include <string.h>

static const struct {
    const char *printed, *code;
} currencies[] = {{"EUR", "EUR"}, {"USD", "USD"}, {"GBP", "GBP"}, {"CHF", "CHF"}, {"JPY", "JPY"},   {"CAD", "CAD"}, {"NOK", "NOK"},
                  {"SEK", "SEK"}, {"€", "EUR"},   {"$", "USD"},   {"£", "GBP"},   {"euros", "EUR"}, {"euro", "EUR"}};

static const struct {
    const char *word;
    int64_t times;
} multipliers[] = {{"million", 1000000}, {"billion", 1000000000}, {"thousand", 1000}, {"mln", 1000000},
                   {"mio", 1000000},     {"bn", 1000000000},      {"k", 1000},        {"m", 1000000}};

static const char *const ceilings[] = {"up to", "maximum", "at most", "not exceeding"};

static bool is_digit(char c)
{
    return c >= '0' && c <= '9';
}

/* ASCII case ignored. */
static size_t find_nocase(str text, str word)
{
    for (size_t at = 0; at + word.n <= text.n; at++)
        if (str_equal_nocase((str){text.p + at, word.n}, word))
            return at;
    return SIZE_MAX;
}

/* The run of digits, points and commas at `at`, separators behind it not included. */
static str number_at(str text, size_t at)
{
    size_t end = at;
    while (end < text.n &&
           (is_digit(text.p[end]) || ((text.p[end] == '.' || text.p[end] == ',') && end + 1 < text.n && is_digit(text.p[end + 1]))))
        end++;
    return (str){text.p + at, end - at};
}

/* Which separator, if any, is the decimal mark: the last of two kinds; of one kind the only one, unless three digits follow it and the number is not
 * said in millions (`750.000` is whole, `5.550 million` is not). */
static size_t decimal_mark(str number, bool multiplied)
{
    size_t last = SIZE_MAX, separators = 0;
    bool points = false, commas = false;
    for (size_t i = 0; i < number.n; i++) {
        if (is_digit(number.p[i]))
            continue;
        points |= number.p[i] == '.';
        commas |= number.p[i] == ',';
        last = i;
        separators++;
    }
    if (points && commas)
        return last;
    bool thousands = separators != 1 || (number.n - last - 1 == 3 && !multiplied);
    return thousands ? SIZE_MAX : last;
}

static bool plain_number(str number, bool multiplied, dec *out)
{
    char digits[48];
    size_t n = 0, mark = decimal_mark(number, multiplied);
    for (size_t i = 0; i < number.n; i++) {
        if (n + 1 >= sizeof digits)
            return false;
        if (is_digit(number.p[i]))
            digits[n++] = number.p[i];
        else if (i == mark)
            digits[n++] = '.';
    }
    return n && dec_parse((str){digits, n}, out);
}

static int64_t multiplier_at(str text)
{
    text = str_trim(text);
    for (size_t i = 0; i < sizeof multipliers / sizeof *multipliers; i++) {
        str word = str_of(multipliers[i].word);
        bool ends = text.n == word.n || (text.n > word.n && !((text.p[word.n] | 32) >= 'a' && (text.p[word.n] | 32) <= 'z'));
        if (text.n >= word.n && ends && str_equal_nocase((str){text.p, word.n}, word))
            return multipliers[i].times;
    }
    return 1;
}

static uint32_t currency_in(str text, size_t *at)
{
    uint32_t found = 0;
    *at = SIZE_MAX;
    for (size_t i = 0; i < sizeof currencies / sizeof *currencies; i++) {
        size_t here = find_nocase(text, str_of(currencies[i].printed));
        if (here < *at) {
            *at = here;
            found = money_currency(str_of(currencies[i].code));
        }
    }
    return found;
}

bool budget_read(str text, budget *out)
{
    size_t currency_at, at;
    uint32_t currency = currency_in(text, &currency_at);
    if (!currency)
        return false;
    for (at = currency_at; at < text.n && !is_digit(text.p[at]); at++)
        ;
    if (at == text.n) /* the currency may stand behind: 3.9 million EUR */
        for (at = 0; at < currency_at && !is_digit(text.p[at]); at++)
            ;
    str number = number_at(text, at);
    int64_t times = multiplier_at((str){text.p + at + number.n, text.n - at - number.n});
    dec amount;
    if (!number.n || !plain_number(number, times != 1, &amount) || !dec_mul(amount, dec_of_int(times), &amount))
        return false;
    out->ceiling = false;
    for (size_t i = 0; i < sizeof ceilings / sizeof *ceilings; i++)
        out->ceiling |= find_nocase(text, str_of(ceilings[i])) != SIZE_MAX;
    return money_of(amount, currency, &out->amount);
}
