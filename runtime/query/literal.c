/* Phrases and literals, read as their place needs. */
#include "runtime/query/literal.h"

static bool word_is(const ast_word *w, const char *text)
{
    return str_equal_nocase(w->text, str_of(text));
}

str literal_text(checker *k, const ast_expr *phrase)
{
    if (phrase->word_count == 1)
        return phrase->words[0].text;
    sbuf b = {0};
    for (size_t i = 0; i < phrase->word_count; i++) {
        if (i > 0)
            sbuf_char(&b, ' ');
        sbuf_add(&b, phrase->words[i].text);
    }
    return checker_take(k, &b);
}

/* ---- One reader for each kind ---- */

static literal_result read_text(checker *k, const ast_expr *p, value *out)
{
    *out = (value){.type = type_of(TYPE_TEXT), .as.text = literal_text(k, p)};
    return LITERAL_OK;
}

static literal_result read_bool(checker *k, const ast_expr *p, value *out)
{
    (void)k;
    if (p->word_count != 1 || (!word_is(p->words, "true") && !word_is(p->words, "false")))
        return LITERAL_NOT;
    *out = (value){.type = type_of(TYPE_BOOL), .as.boolean = word_is(p->words, "true")};
    return LITERAL_OK;
}

static literal_result read_number(checker *k, const ast_expr *p, value *out)
{
    (void)k;
    dec d;
    if (p->word_count != 1 || !dec_parse_literal(p->words[0].text, &d))
        return LITERAL_NOT;
    *out = (value){.type = type_of(TYPE_NUMBER), .as.number = d};
    return LITERAL_OK;
}

static literal_result read_int(checker *k, const ast_expr *p, value *out)
{
    int64_t whole;
    literal_result r = read_number(k, p, out);
    if (r == LITERAL_OK && dec_to_int(out->as.number, &whole))
        *out = (value){.type = type_of(TYPE_INT), .as.integer = whole};
    return r;
}

/* Three decimals or more that end in a digit: rounding them would change what was written, or the point was meant for thousands. */
static bool has_many_places(str amount)
{
    size_t point = str_find(amount, STR("."));
    return point != SIZE_MAX && amount.n - point > 3 && amount.p[amount.n - 1] >= '0' && amount.p[amount.n - 1] <= '9';
}

static literal_result many_places(checker *k, const ast_word *currency, const ast_word *amount)
{
    size_t point = str_find(amount->text, STR("."));
    str whole = {amount->text.p, point}, places = {amount->text.p + point + 1, amount->text.n - point - 1};
    diag *d = diag_add(k->bag, E_MONEY_PLACES, k->from, amount->where, "%.*s has %zu decimals, and money has two", STR_ARG(amount->text),
                       places.n);
    if (places.n == 3)
        diag_hint(k->bag, d, "a point does not stand between thousands: `%.*s %.*s%.*s`", STR_ARG(currency->text), STR_ARG(whole),
                  STR_ARG(places));
    diag_hint(k->bag, d, "with two decimals: `%.*s %.*s.%.2s`", STR_ARG(currency->text), STR_ARG(whole), places.p);
    return LITERAL_TOLD;
}

static literal_result read_money(checker *k, const ast_expr *p, value *out)
{
    dec amount;
    uint32_t currency = p->word_count == 2 ? money_currency(p->words[0].text) : 0;
    *out = (value){.type = type_of(TYPE_MONEY)};
    if (!currency || !dec_parse_literal(p->words[1].text, &amount) || !money_of(amount, currency, &out->as.money))
        return LITERAL_NOT;
    return has_many_places(p->words[1].text) ? many_places(k, &p->words[0], &p->words[1]) : LITERAL_OK;
}

static bool read_length(const ast_word *words, duration *out)
{
    dec d;
    int64_t n;
    cal_unit unit;
    if (!dec_parse_literal(words[0].text, &d) || !dec_to_int(d, &n) || n < 0 || n > CAL_LAST || !cal_unit_named(words[1].text, &unit))
        return false;
    out->amount = n * cal_unit_length(unit, &out->months);
    return true;
}

static literal_result read_duration(checker *k, const ast_expr *p, value *out)
{
    (void)k;
    *out = (value){.type = type_of(TYPE_DURATION)};
    return p->word_count == 2 && read_length(p->words, &out->as.duration) ? LITERAL_OK : LITERAL_NOT;
}

static literal_result read_time(checker *k, const ast_expr *p, value *out)
{
    *out = (value){.type = type_of(TYPE_PERIOD)};
    return literal_time(k, p->words, p->word_count, p->where, &out->as.period);
}

static literal_result (*const readers[TYPE_KIND_COUNT])(checker *, const ast_expr *, value *) = {
    [TYPE_BOOL] = read_bool, [TYPE_INT] = read_int,     [TYPE_NUMBER] = read_number,     [TYPE_MONEY] = read_money, [TYPE_TEXT] = read_text,
    [TYPE_DATE] = read_time, [TYPE_PERIOD] = read_time, [TYPE_DURATION] = read_duration, [TYPE_LINK] = read_text,
};

literal_result literal_read(checker *k, const ast_expr *phrase, type_kind wanted, value *out)
{
    return readers[wanted] ? readers[wanted](k, phrase, out) : LITERAL_NOT;
}

/* ---- Where nothing says what it should be ---- */

/* A single day is a date by itself. */
static bool is_day_literal(const ast_expr *p)
{
    period day_period;
    cal_unit unit;
    const ast_word *w = &p->words[0];
    return p->word_count == 1 && ((cal_parse(w->text, &day_period, &unit) == CAL_IS_DATE && unit == CAL_DAY) || literal_is_word(w->text));
}

literal_result literal_natural(checker *k, const ast_expr *phrase, value *out)
{
    static const type_kind order[] = {TYPE_BOOL, TYPE_INT, TYPE_MONEY, TYPE_DURATION, TYPE_PERIOD};
    for (size_t i = 0; i < sizeof order / sizeof *order; i++) {
        literal_result r = literal_read(k, phrase, order[i], out);
        if (r == LITERAL_NOT)
            continue;
        if (r == LITERAL_OK && order[i] == TYPE_PERIOD && is_day_literal(phrase))
            *out = (value){.type = type_of(TYPE_DATE), .as.date = out->as.period.first};
        return r;
    }
    return read_text(k, phrase, out);
}

static const char *const operand_words[] = {"today", "yesterday", "tomorrow", "true", "false"};

bool literal_is_word(str word)
{
    for (size_t i = 0; i < sizeof operand_words / sizeof *operand_words; i++)
        if (str_equal_nocase(word, str_of(operand_words[i])))
            return true;
    return false;
}

literal_result literal_of_word(checker *k, const ast_name *name, value *out)
{
    ast_word word = {.kind = AST_WORD_TEXT, .text = name->text, .where = name->where};
    ast_expr phrase = {.kind = AST_PHRASE, .where = name->where, .words = &word, .word_count = 1};
    return literal_natural(k, &phrase, out);
}
