/* The literals that name periods, and how periods print. Every form that cal_print writes, cal_parse_range reads. */
#include "base/calendar.h"

/* --- reading --- */

/* A form of literal: `0` stands for a digit, everything else for itself (letters in any case). */
typedef struct literal_form {
    const char *shape;
    cal_unit precision;
} literal_form;

static const literal_form FORMS[] = {
    {"0000", CAL_YEAR},     {"0000-H0", CAL_HALF},  {"0000-Q0", CAL_QUARTER},
    {"0000-00", CAL_MONTH}, {"0000-W00", CAL_WEEK}, {"0000-00-00", CAL_DAY},
};

static bool is_digit(char c)
{
    return c >= '0' && c <= '9';
}

static bool has_shape(str text, const char *shape)
{
    for (size_t i = 0; i < text.n; i++, shape++) {
        bool fits = *shape == '0' ? is_digit(text.p[i]) : *shape && str_equal_nocase((str){text.p + i, 1}, (str){shape, 1});
        if (!fits)
            return false;
    }
    return *shape == '\0';
}

static int digits_at(str text, size_t at)
{
    int n = 0;
    for (; at < text.n && is_digit(text.p[at]); at++)
        n = n * 10 + (text.p[at] - '0');
    return n;
}

/* The `months` long piece of a year with the 1-based number `part`; first 0 if the year has no such piece. */
static period part_of_year(int year, int months, int part)
{
    day first = part >= 1 && part <= 12 / months ? cal_day((civil){year, (part - 1) * months + 1, 1}) : 0;
    if (!first)
        return (period){0, 0};
    int last_month = part * months;
    return (period){first, cal_day((civil){year, last_month, cal_month_length(year, last_month)})};
}

static period of_form(str text, cal_unit precision)
{
    int year = digits_at(text, 0);
    switch (precision) {
    case CAL_YEAR:
        return part_of_year(year, 12, 1);
    case CAL_HALF:
        return part_of_year(year, 6, digits_at(text, 6));
    case CAL_QUARTER:
        return part_of_year(year, 3, digits_at(text, 6));
    case CAL_MONTH:
        return part_of_year(year, 1, digits_at(text, 5));
    case CAL_WEEK:
        return cal_week((iso_week){year, digits_at(text, 6)});
    case CAL_DAY:
        break;
    }
    day d = cal_day((civil){year, digits_at(text, 5), digits_at(text, 8)});
    return (period){d, d};
}

cal_literal cal_parse(str text, period *out, cal_unit *precision)
{
    for (size_t i = 0; i < sizeof FORMS / sizeof *FORMS; i++) {
        if (!has_shape(text, FORMS[i].shape))
            continue;
        period p = of_form(text, FORMS[i].precision);
        if (!p.first)
            return CAL_IMPOSSIBLE;
        *out = p;
        if (precision)
            *precision = FORMS[i].precision;
        return CAL_IS_DATE;
    }
    return CAL_NOT_A_DATE;
}

/* One side of a range; nothing there is the open end. */
static cal_literal parse_end(str text, period *out)
{
    *out = (period){CAL_FIRST, CAL_LAST};
    return text.n ? cal_parse(text, out, NULL) : CAL_IS_DATE;
}

cal_literal cal_parse_range(str text, period *out)
{
    size_t dots = str_find(text, STR(".."));
    if (dots == SIZE_MAX)
        return cal_parse(text, out, NULL);
    period from, to;
    cal_literal left = parse_end((str){text.p, dots}, &from);
    cal_literal right = parse_end((str){text.p + dots + 2, text.n - dots - 2}, &to);
    if (left == CAL_NOT_A_DATE || right == CAL_NOT_A_DATE)
        return CAL_NOT_A_DATE;
    if (left == CAL_IMPOSSIBLE || right == CAL_IMPOSSIBLE || from.first > to.last)
        return CAL_IMPOSSIBLE;
    *out = (period){from.first, to.last};
    return CAL_IS_DATE;
}

/* --- printing --- */

/* The shape of a period decides how it prints, in csv and pretty alike. */
typedef enum period_shape {
    SHAPE_NONE,
    SHAPE_ALL,
    SHAPE_UNTIL,
    SHAPE_FROM,
    SHAPE_DAY,
    SHAPE_MONTH,
    SHAPE_QUARTER,
    SHAPE_YEAR,
    SHAPE_YEARS,
    SHAPE_MONTHS,
    SHAPE_DAYS
} period_shape;

static period_shape open_shape(period p)
{
    if (p.first == CAL_FIRST && p.last == CAL_LAST)
        return SHAPE_ALL;
    return p.first == CAL_FIRST ? SHAPE_UNTIL : SHAPE_FROM;
}

/* Of a period that begins on the first of a month and ends on the last of one. */
static period_shape months_shape(civil a, civil b)
{
    bool years = a.month == 1 && b.month == 12;
    if (a.year != b.year)
        return years ? SHAPE_YEARS : SHAPE_MONTHS;
    if (a.month == b.month)
        return SHAPE_MONTH;
    if (years)
        return SHAPE_YEAR;
    return a.month % 3 == 1 && b.month == a.month + 2 ? SHAPE_QUARTER : SHAPE_MONTHS;
}

static period_shape shape_of(period p, civil a, civil b)
{
    if (a.year == 0 || b.year == 0 || p.first > p.last)
        return SHAPE_NONE;
    if (cal_open(p))
        return open_shape(p);
    if (p.first == p.last)
        return SHAPE_DAY;
    if (a.day == 1 && b.day == cal_month_length(b.year, b.month))
        return months_shape(a, b);
    return SHAPE_DAYS;
}

static int quarter_of(civil c)
{
    return (c.month + 2) / 3;
}

void cal_print_day(sbuf *out, day d)
{
    civil c = cal_civil(d);
    if (c.year)
        sbuf_printf(out, "%04d-%02d-%02d", c.year, c.month, c.day);
}

static void print_range(sbuf *out, period p)
{
    if (p.first != CAL_FIRST)
        cal_print_day(out, p.first);
    sbuf_add(out, STR(".."));
    if (p.last != CAL_LAST)
        cal_print_day(out, p.last);
}

void cal_print(sbuf *out, period p)
{
    civil a = cal_civil(p.first), b = cal_civil(p.last);
    switch (shape_of(p, a, b)) {
    case SHAPE_NONE:
        break;
    case SHAPE_DAY:
        cal_print_day(out, p.first);
        break;
    case SHAPE_MONTH:
        sbuf_printf(out, "%04d-%02d", a.year, a.month);
        break;
    case SHAPE_QUARTER:
        sbuf_printf(out, "%04d-Q%d", a.year, quarter_of(a));
        break;
    case SHAPE_YEAR:
        sbuf_printf(out, "%04d", a.year);
        break;
    case SHAPE_YEARS:
    case SHAPE_MONTHS:
        sbuf_printf(out, "%04d-%02d..%04d-%02d", a.year, a.month, b.year, b.month);
        break;
    case SHAPE_ALL:
    case SHAPE_UNTIL:
    case SHAPE_FROM:
    case SHAPE_DAYS:
        print_range(out, p);
        break;
    }
}

static const char *month_name(civil c)
{
    static const char *const names[] = {"Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"};
    return names[c.month - 1];
}

static void pretty_day(sbuf *out, const char *before, civil c)
{
    sbuf_printf(out, "%s%d %s %04d", before, c.day, month_name(c), c.year);
}

/* What both ends have in common is said once, at the end. */
static void pretty_days(sbuf *out, civil a, civil b)
{
    if (a.year != b.year) {
        pretty_day(out, "", a);
        pretty_day(out, " – ", b);
    } else if (a.month != b.month) {
        sbuf_printf(out, "%d %s", a.day, month_name(a));
        pretty_day(out, " – ", b);
    } else {
        sbuf_printf(out, "%d", a.day);
        pretty_day(out, "–", b);
    }
}

static void pretty_months(sbuf *out, civil a, civil b)
{
    sbuf_add(out, str_of(month_name(a)));
    if (a.year != b.year)
        sbuf_printf(out, " %04d", a.year);
    sbuf_printf(out, " – %s %04d", month_name(b), b.year);
}

void cal_print_pretty(sbuf *out, period p)
{
    civil a = cal_civil(p.first), b = cal_civil(p.last);
    switch (shape_of(p, a, b)) {
    case SHAPE_NONE:
        break;
    case SHAPE_ALL:
        sbuf_add(out, STR(".."));
        break;
    case SHAPE_UNTIL:
        pretty_day(out, "until ", b);
        break;
    case SHAPE_FROM:
        pretty_day(out, "from ", a);
        break;
    case SHAPE_DAY:
        pretty_day(out, "", a);
        break;
    case SHAPE_MONTH:
        sbuf_printf(out, "%s %04d", month_name(a), a.year);
        break;
    case SHAPE_QUARTER:
        sbuf_printf(out, "Q%d %04d", quarter_of(a), a.year);
        break;
    case SHAPE_YEAR:
        sbuf_printf(out, "%04d", a.year);
        break;
    case SHAPE_YEARS:
        sbuf_printf(out, "%04d – %04d", a.year, b.year);
        break;
    case SHAPE_MONTHS:
        pretty_months(out, a, b);
        break;
    case SHAPE_DAYS:
        pretty_days(out, a, b);
        break;
    }
}

int cal_month_named(str word)
{
    static const char *const months[] = {"january", "february", "march",     "april",   "may",      "june",
                                         "july",    "august",   "september", "october", "november", "december"};
    for (int i = 0; i < 12 && word.n >= 3; i++)
        if (word.n <= str_of(months[i]).n && str_equal_nocase(word, (str){months[i], word.n}))
            return i + 1;
    return str_equal_nocase(word, STR("sept")) ? 9 : 0;
}
