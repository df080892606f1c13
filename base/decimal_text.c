/* Numbers and money as text: one scanner for every way they are written, one printer of grouped digits. */
#include "base/decimal.h"

__extension__ typedef unsigned __int128 wide;

enum { PLACES = 12, WHOLE_DIGITS = 18, MOST_DIGITS = PLACES + WHOLE_DIGITS };

static wide power_of_ten(int n)
{
    wide p = 1;
    while (n-- > 0)
        p *= 10;
    return p;
}

static bool is_digit(char c)
{
    return c >= '0' && c <= '9';
}

/* --- reading --- */

/* What has been read of a number is digits * 10^(zeros + exponent): zeros wait until a later digit shows that they count, so that
 * any number of leading or trailing ones does no harm. */
typedef struct scan {
    str text;
    size_t at;
    bool negative;
    wide digits;
    int significant; /* digits in `digits` */
    int64_t zeros, exponent;
    bool too_long; /* more digits than any number that fits */
} scan;

static void take_digit(scan *s, unsigned digit)
{
    if (digit == 0) {
        s->zeros += s->significant > 0;
        return;
    }
    if (s->zeros + 1 > MOST_DIGITS - s->significant) {
        s->too_long = true;
        return;
    }
    int more = (int)s->zeros + 1;
    s->digits = s->digits * power_of_ten(more) + digit;
    s->significant += more;
    s->zeros = 0;
}

/* Digits with single separators (0: none) inside; gives how many digits. */
static size_t scan_digits(scan *s, char separator)
{
    size_t count = 0;
    for (; s->at < s->text.n; s->at++) {
        char c = s->text.p[s->at];
        bool between = separator && c == separator && count && s->at + 1 < s->text.n && is_digit(s->text.p[s->at + 1]);
        if (between)
            continue;
        if (!is_digit(c))
            break;
        take_digit(s, (unsigned)(c - '0'));
        count++;
    }
    return count;
}

static bool scan_char(scan *s, char c)
{
    bool there = s->at < s->text.n && s->text.p[s->at] == c;
    s->at += there;
    return there;
}

/* True for a minus; a plus is passed over. */
static bool scan_sign(scan *s)
{
    bool negative = scan_char(s, '-');
    if (!negative)
        scan_char(s, '+');
    return negative;
}

/* Sign, digits and point; false if there is no number. `.5` is one, `5.` is none. */
static bool scan_number(scan *s, char separator)
{
    s->negative = scan_sign(s);
    size_t whole = scan_digits(s, separator);
    if (!scan_char(s, '.'))
        return whole > 0;
    size_t places = scan_digits(s, separator == '_' ? '_' : 0);
    s->exponent -= (int64_t)places;
    return places > 0;
}

/* `e3`, `E-12`, or nothing. */
static bool scan_exponent(scan *s)
{
    if (!scan_char(s, 'e') && !scan_char(s, 'E'))
        return true;
    enum { ENOUGH = 1000000000 }; /* beyond the length of any text that is read */
    bool negative = scan_sign(s);
    int64_t exponent = 0;
    size_t begin = s->at;
    for (; s->at < s->text.n && is_digit(s->text.p[s->at]); s->at++)
        if (exponent < ENOUGH)
            exponent = exponent * 10 + (s->text.p[s->at] - '0');
    s->exponent += negative ? -exponent : exponent;
    return s->at > begin;
}

/* The number that was read; false if it does not fit, or not exactly, or if text is left over. */
static bool scan_value(const scan *s, dec *out)
{
    int64_t exponent = s->zeros + s->exponent;
    if (s->at < s->text.n || s->too_long)
        return false;
    if (s->significant == 0) {
        *out = 0;
        return true;
    }
    if (exponent < -PLACES || s->significant + exponent > WHOLE_DIGITS)
        return false;
    dec value = (dec)(s->digits * power_of_ten((int)exponent + PLACES));
    *out = s->negative ? -value : value;
    return true;
}

bool dec_parse(str text, dec *out)
{
    scan s = {.text = text};
    return scan_number(&s, 0) && scan_exponent(&s) && scan_value(&s, out);
}

typedef struct suffix_row {
    const char *text;
    int exponent;
} suffix_row;

static const suffix_row SUFFIXES[] = {{"", 0}, {"k", 3}, {"M", 6}, {"bn", 9}, {"%", -2}};

bool dec_parse_literal(str text, dec *out)
{
    scan s = {.text = text};
    if (text.n == 0 || text.p[0] == '.' || !scan_number(&s, '_'))
        return false;
    str rest = {text.p + s.at, text.n - s.at};
    for (size_t i = 0; i < sizeof SUFFIXES / sizeof *SUFFIXES; i++) {
        if (!str_equal_nocase(rest, str_of(SUFFIXES[i].text)))
            continue;
        s.at = text.n;
        s.exponent += SUFFIXES[i].exponent;
        return scan_value(&s, out);
    }
    return false;
}

/* --- printing --- */

static void print_whole(sbuf *out, wide n, bool grouped)
{
    char text[64];
    size_t at = sizeof text;
    int digits = 0;
    do {
        if (grouped && digits && digits % 3 == 0)
            text[--at] = ',';
        text[--at] = (char)('0' + (int)(n % 10));
        n /= 10;
        digits++;
    } while (n);
    sbuf_add(out, (str){text + at, sizeof text - at});
}

static wide print_sign(sbuf *out, dec d)
{
    if (d >= 0)
        return (wide)d;
    sbuf_char(out, '-');
    return -(wide)d;
}

void dec_print(sbuf *out, dec d, bool grouped)
{
    wide m = print_sign(out, d);
    print_whole(out, m / (wide)DEC_ONE, grouped);
    uint64_t places = (uint64_t)(m % (wide)DEC_ONE);
    if (places == 0)
        return;
    int width = PLACES;
    for (; places % 10 == 0; places /= 10)
        width--;
    sbuf_printf(out, ".%0*llu", width, (unsigned long long)places);
}

/* --- money --- */

#define CENT (DEC_ONE / 100)

uint32_t money_currency(str code)
{
    if (code.n != 3)
        return 0;
    uint32_t packed = 0;
    for (size_t i = 0; i < 3; i++) {
        char c = code.p[i];
        if (c >= 'a' && c <= 'z')
            c = (char)(c - 'a' + 'A');
        if (c < 'A' || c > 'Z')
            return 0;
        packed = packed << 8 | (unsigned char)c;
    }
    return packed;
}

str money_currency_text(uint32_t currency, char out[4])
{
    out[0] = (char)(currency >> 16 & 0x7f);
    out[1] = (char)(currency >> 8 & 0x7f);
    out[2] = (char)(currency & 0x7f);
    out[3] = '\0';
    return (str){out, currency ? 3 : 0};
}

bool money_of(dec amount, uint32_t currency, money *out)
{
    dec rounded = 0;
    if (!dec_round(amount, 2, &rounded))
        return false;
    *out = (money){rounded / CENT, currency};
    return true;
}

dec money_amount(money m)
{
    dec amount = 0;
    return __builtin_mul_overflow(m.cents, CENT, &amount) ? 0 : amount;
}

/* Commas, if any, stand before every third digit of the whole part. */
static bool well_grouped(str amount)
{
    size_t whole = str_find(amount, STR("."));
    size_t end = whole == SIZE_MAX ? amount.n : whole;
    size_t begin = end && (amount.p[0] == '-' || amount.p[0] == '+') ? 1 : 0;
    if (str_find((str){amount.p, end}, STR(",")) == SIZE_MAX)
        return true;
    for (size_t i = begin; i < end; i++)
        if ((amount.p[i] == ',') != ((end - i) % 4 == 0))
            return false;
    return begin < end && amount.p[begin] != ',';
}

bool money_parse(str text, money *out)
{
    text = str_trim(text);
    if (text.n < 5)
        return false;
    uint32_t currency = money_currency((str){text.p, 3});
    str behind = {text.p + 3, text.n - 3};
    str amount = str_trim(behind);
    scan s = {.text = amount};
    dec value = 0;
    if (!currency || amount.n == behind.n || !well_grouped(amount) || !scan_number(&s, ',') || !scan_value(&s, &value))
        return false;
    return value % CENT == 0 && money_of(value, currency, out);
}

void money_print(sbuf *out, money m, bool grouped)
{
    char code[4];
    str currency = money_currency_text(m.currency, code);
    sbuf_add(out, currency);
    if (currency.n)
        sbuf_char(out, ' ');
    wide cents = print_sign(out, m.cents);
    print_whole(out, cents / 100, grouped);
    if (cents % 100)
        sbuf_printf(out, ".%02d", (int)(cents % 100));
}
