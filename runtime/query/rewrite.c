/* Times and amounts that were written in ways of elsewhere, as they are written here. */
#include "runtime/query/rewrite.h"

/* A run of digits, of letters, or one sign of a currency. */
typedef struct piece {
    str text;
    bool digits;
} piece;

enum { PIECES_MAX = 6 };

static bool is_digit(char c)
{
    return c >= '0' && c <= '9';
}

static bool is_letter(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (unsigned char)c >= 0x80 || c == '$';
}

/* What stands between pieces does not count; `inside`: signs that belong to a number. More than PIECES_MAX are none. */
static size_t cut(str text, const char *inside, piece out[PIECES_MAX])
{
    size_t count = 0;
    for (size_t at = 0, end; at < text.n; at = end) {
        end = at + 1;
        bool digits = is_digit(text.p[at]);
        if (!digits && !is_letter(text.p[at]))
            continue;
        while (end < text.n && (digits ? is_digit(text.p[end]) || str_find(str_of(inside), (str){text.p + end, 1}) < str_of(inside).n
                                       : is_letter(text.p[end])))
            end++;
        if (count == PIECES_MAX)
            return 0;
        out[count++] = (piece){.text = {text.p + at, end - at}, .digits = digits};
    }
    return count;
}

/* ---- Times ---- */

/* What the pieces of a time are. */
typedef struct parts {
    int year, month;
    char unit;      /* Q, H, W: `numbers` has which one */
    int numbers[3]; /* of one or two digits */
    size_t count;
    bool year_first;
} parts;

static bool is_filler(str word)
{
    static const char *const fillers[] = {"st", "nd", "rd", "th", "of", "the"};
    for (size_t i = 0; i < sizeof fillers / sizeof *fillers; i++)
        if (str_equal_nocase(word, str_of(fillers[i])))
            return true;
    return false;
}

static char unit_of(str word)
{
    static const struct {
        const char *word;
        char unit;
    } units[] = {{"q", 'Q'}, {"h", 'H'}, {"w", 'W'}, {"quarter", 'Q'}, {"half", 'H'}, {"week", 'W'}, {"kw", 'W'}};
    for (size_t i = 0; i < sizeof units / sizeof *units; i++)
        if (str_equal_nocase(word, str_of(units[i].word)))
            return units[i].unit;
    return 0;
}

static int number_of(str digits)
{
    int n = 0;
    for (size_t i = 0; i < digits.n; i++)
        n = n * 10 + (digits.p[i] - '0');
    return n;
}

static bool take_number(parts *t, str digits)
{
    if (digits.n == 4 && t->year == 0) {
        t->year = number_of(digits);
        t->year_first = t->count == 0;
        return true;
    }
    if (digits.n > 2 || t->count == 3)
        return false;
    t->numbers[t->count++] = number_of(digits);
    return true;
}

static bool take_word(parts *t, str word)
{
    if (unit_of(word) && !t->unit)
        t->unit = unit_of(word);
    else if (cal_month_named(word) && !t->month)
        t->month = cal_month_named(word);
    else
        return is_filler(word);
    return true;
}

static bool read_parts(str text, parts *t)
{
    piece pieces[PIECES_MAX];
    size_t count = cut(text, "", pieces);
    *t = (parts){0};
    for (size_t i = 0; i < count; i++)
        if (!(pieces[i].digits ? take_number(t, pieces[i].text) : take_word(t, pieces[i].text)))
            return false;
    return count > 0;
}

/* Adds it if there is such a time. */
static void offer(str time, str out[REWRITES_MAX], size_t *count)
{
    period p;
    if (*count < REWRITES_MAX && (*count == 0 || !str_equal(out[0], time)) && cal_parse(time, &p, NULL) == CAL_IS_DATE)
        out[(*count)++] = time;
}

static void offer_day(checker *k, int year, int month, int day_number, str out[REWRITES_MAX], size_t *count)
{
    offer(arena_printf(k->memory, "%04d-%02d-%02d", year, month, day_number), out, count);
}

static size_t rewrite_parts(checker *k, str text, int year, str out[REWRITES_MAX])
{
    parts t;
    size_t count = 0;
    if (!read_parts(text, &t))
        return 0;
    bool dated = t.year > 0;
    if (!dated)
        t.year = year;
    if (t.unit && t.count == 1 && !t.month)
        offer(arena_printf(k->memory, t.unit == 'W' ? "%04d-%c%02d" : "%04d-%c%d", t.year, t.unit, t.numbers[0]), out, &count);
    else if (t.month && t.count == 1)
        offer_day(k, t.year, t.month, t.numbers[0], out, &count);
    else if (t.month && t.count == 0)
        offer(arena_printf(k->memory, "%04d-%02d", t.year, t.month), out, &count);
    else if (!t.unit && !t.month && t.count == 1)
        offer(arena_printf(k->memory, "%04d-%02d", t.year, t.numbers[0]), out, &count);
    else if (!t.unit && !t.month && !dated && t.count == 2 && t.numbers[0] > 12)
        offer(arena_printf(k->memory, "20%02d-%02d", t.numbers[0], t.numbers[1]), out, &count);
    else if (!t.unit && !t.month && dated && t.count == 2 && t.year_first)
        offer_day(k, t.year, t.numbers[0], t.numbers[1], out, &count);
    else if (!t.unit && !t.month && dated && t.count == 2) {
        offer_day(k, t.year, t.numbers[1], t.numbers[0], out, &count);
        offer_day(k, t.year, t.numbers[0], t.numbers[1], out, &count);
    }
    return count;
}

/* ---- From today ---- */

/* `last_month`, `past 30 days`, `current_date`: empty if it is nothing of the kind. */
static str rewrite_relative(checker *k, str text)
{
    static const struct {
        const char *word, *here;
    } words[] = {{"current_date", "today"}, {"now", "today"},  {"current", "this"}, {"past", "last"},
                 {"previous", "last"},      {"prior", "last"}, {"coming", "next"},  {"following", "next"},
                 {"upcoming", "next"},      {"last", "last"},  {"this", "this"},    {"next", "next"}};
    char *spaced = arena_alloc(k->memory, text.n + 1);
    for (size_t i = 0; spaced && i < text.n; i++)
        spaced[i] = text.p[i] == '_' ? ' ' : text.p[i];
    str all = spaced ? (str){spaced, text.n} : text;
    for (size_t i = 0; i < sizeof words / sizeof *words; i++) {
        str word = str_of(words[i].word), unit = {0};
        if (str_equal_nocase(text, word))
            return str_equal(str_of(words[i].here), STR("today")) ? STR("today") : (str){0};
        bool first = all.n > word.n + 1 && all.p[word.n] == ' ' && str_equal_nocase((str){all.p, word.n}, word);
        str rest = first ? (str){all.p + word.n + 1, all.n - word.n - 1} : (str){0};
        size_t space = str_find(rest, STR(" "));
        unit = space == SIZE_MAX ? rest : (str){rest.p + space + 1, rest.n - space - 1};
        cal_unit known;
        if (first && cal_unit_named(unit, &known))
            return arena_printf(k->memory, "%s %.*s", words[i].here, STR_ARG(rest));
    }
    return (str){0};
}

/* ---- Ranges ---- */

/* The one way in which a time can be written here; empty if there are none or two. */
static str one_time(checker *k, str text, int year)
{
    period p;
    str ways[REWRITES_MAX];
    text = str_trim(text);
    if (cal_parse(text, &p, NULL) == CAL_IS_DATE)
        return text;
    return rewrite_parts(k, text, year, ways) == 1 ? ways[0] : (str){0};
}

/* `2025-10 to 2025-12`, `2025-10–2025-12`, `from October to December` */
static str rewrite_range(checker *k, str text, int year)
{
    static const char *const between[] = {" to ", " until ", " till ", " through ", " - ", "–", "—"};
    str from = STR("from ");
    if (text.n > from.n && str_equal_nocase((str){text.p, from.n}, from))
        text = (str){text.p + from.n, text.n - from.n};
    for (size_t i = 0; i < sizeof between / sizeof *between; i++) {
        str sign = str_of(between[i]);
        size_t at = str_find(text, sign);
        if (at == SIZE_MAX)
            continue;
        str first = one_time(k, (str){text.p, at}, year), last = one_time(k, (str){text.p + at + sign.n, text.n - at - sign.n}, year);
        if (first.n > 0 && last.n > 0)
            return arena_printf(k->memory, "%.*s..%.*s", STR_ARG(first), STR_ARG(last));
    }
    return (str){0};
}

size_t rewrite_time(checker *k, str text, int year, str out[REWRITES_MAX])
{
    str relative = rewrite_relative(k, text), range = relative.n > 0 ? (str){0} : rewrite_range(k, text, year);
    if (relative.n == 0 && range.n == 0)
        return rewrite_parts(k, text, year, out);
    out[0] = relative.n > 0 ? relative : range;
    return 1;
}

/* ---- Amounts ---- */

/* The suffix of a number that the word means; NULL if none. */
static const char *scale_of(str word)
{
    static const struct {
        const char *word, *suffix;
    } scales[] = {{"k", "k"},       {"thousand", "k"}, {"m", "M"},   {"mn", "M"}, {"mio", "M"},      {"mln", "M"},
                  {"million", "M"}, {"millions", "M"}, {"bn", "bn"}, {"b", "bn"}, {"billion", "bn"}, {"billions", "bn"}};
    for (size_t i = 0; i < sizeof scales / sizeof *scales; i++)
        if (str_equal_nocase(word, str_of(scales[i].word)))
            return scales[i].suffix;
    return NULL;
}

static str currency_of(checker *k, str word)
{
    static const struct {
        const char *word, *code;
    } names[] = {{"€", "EUR"}, {"$", "USD"}, {"£", "GBP"}, {"euro", "EUR"}, {"euros", "EUR"}, {"dollar", "USD"}, {"dollars", "USD"}};
    char text[4];
    for (size_t i = 0; i < sizeof names / sizeof *names; i++)
        if (str_equal_nocase(word, str_of(names[i].word)))
            return str_of(names[i].code);
    uint32_t currency = money_currency(word);
    return currency ? arena_str(k->memory, money_currency_text(currency, text)) : (str){0};
}

str rewrite_money(checker *k, str text, str currency)
{
    piece pieces[PIECES_MAX];
    size_t count = cut(text, "._", pieces);
    str number = {0};
    const char *scale = "";
    for (size_t i = 0; i < count; i++) {
        str word = pieces[i].text;
        if (pieces[i].digits && number.n == 0)
            number = word;
        else if (pieces[i].digits && word.n == 3 && pieces[i - 1].digits)
            number = arena_printf(k->memory, "%.*s_%.*s", STR_ARG(number), STR_ARG(word)); /* 10 000 000 */
        else if (pieces[i].digits)
            return (str){0};
        else if (number.n > 0 && !*scale && scale_of(word))
            scale = scale_of(word);
        else if (currency_of(k, word).n > 0)
            currency = currency_of(k, word);
        else
            return (str){0};
    }
    return number.n > 0 ? arena_printf(k->memory, "%.*s %.*s%s", STR_ARG(currency), STR_ARG(number), scale) : (str){0};
}
