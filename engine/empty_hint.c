/* The smallest change with which an empty answer would have rows: another value, or a condition less. Each is counted before it is told. */
#include "engine/why.h"

#include <string.h>

#include "base/text.h"
#include "engine/written.h"
#include "lexer/lexer.h"

enum { VALUES_MAX = 100000, HINTS_MAX = 2 };

static uint64_t bit(size_t i)
{
    return (uint64_t)1 << i;
}

static uint64_t all_of(const emptied *e)
{
    return bit(e->count) - 1;
}

static void hint(asking *a, diag *d, str change, int64_t rows)
{
    diag_hint(&a->p->bag, d, "%.*s there would be %lld row%s", STR_ARG(change), (long long)rows, rows == 1 ? "" : "s");
}

/* ---- Another value ---- */

/* A condition whose value may be wrong. */
typedef struct suspect {
    asking *a;
    const emptied *e;
    size_t at;
    const plan_conjunct *c;
    const source *from;
    const value *constant;
    const plan_expr *operand;
    const plan_expr *others; /* the conditions beside it; NULL: none */
    const result *values;    /* what rows that fit the others have: value, number of rows */
} suspect;

static const plan_expr *conditions_but(const suspect *s)
{
    const plan_expr *rest[64];
    size_t count = 0;
    for (size_t i = 0; i < s->e->count && count < 64; i++)
        if (i != s->at)
            rest[count++] = s->e->conditions[i]->expr;
    return probe_all(&s->a->probe, rest, count);
}

/* Is it a comparison of one thing with one value, and are there rows that fit all else? */
static bool begin_suspect(asking *a, const emptied *e, size_t at, suspect *s)
{
    const plan_conjunct *c = e->conditions[at];
    const plan_expr *operands[2];
    *s = (suspect){.a = a, .e = e, .at = at, .c = c, .from = e->filters[at]->from, .constant = probe_constant(c->expr)};
    if (!s->constant || c->either_count > 0 || c->value.end <= c->value.begin || emptied_count(e, all_of(e) & ~bit(at)) == 0)
        return false;
    if (probe_operands(&a->probe, c->expr, operands, 2) != 1)
        return false;
    s->operand = operands[0];
    s->others = conditions_but(s);
    return true;
}

static status find_values(suspect *s)
{
    return ask(s->a, probe_groups(&s->a->probe, s->e->rows, s->others, &s->operand, 1), &s->values);
}

/* How many rows there would be with that value. */
static status count_with(const suspect *s, const value *other, int64_t *out)
{
    const plan_expr *both[] = {probe_with_constant(&s->a->probe, s->c->expr, other), s->others};
    const result *r;
    if (!both[0])
        return ST_NO_MEMORY;
    const plan_expr *keep = probe_all(&s->a->probe, both, s->others ? 2 : 1);
    TRY(ask(s->a, probe_groups(&s->a->probe, s->e->rows, keep, NULL, 0), &r));
    *out = r->rows ? ask_int(r, 0, 0) : 0;
    return ST_OK;
}

/* The condition with another text in the place of its value, or of its operator and value. */
static str rewritten(const suspect *s, str value, const char *operator_)
{
    const plan_conjunct *c = s->c;
    asking *a = s->a;
    str left = ask_written(a, s->from, c->left);
    if (operator_)
        return arena_printf(&a->memory, "%.*s %s %.*s", STR_ARG(left), operator_, STR_ARG(value));
    str before = ask_written(a, s->from, (span){c->where.begin, c->value.begin});
    str after = ask_written(a, s->from, (span){c->value.end, c->where.end});
    bool space = before.n > 0 && before.p[before.n - 1] == '(';
    return arena_printf(&a->memory, "%.*s%s%.*s%.*s", STR_ARG(before), space || (before.n && before.p[before.n - 1] == ' ') ? "" : " ",
                        STR_ARG(value), STR_ARG(after));
}

static status hint_with(const suspect *s, diag *d, str condition, const value *other, bool *told)
{
    int64_t rows = 0;
    TRY(count_with(s, other, &rows));
    *told = rows > 0;
    if (*told)
        hint(s->a, d, arena_printf(&s->a->memory, "with `%.*s`", STR_ARG(condition)), rows);
    return ST_OK;
}

/* ---- Texts ---- */

/* A word that stands for itself needs no quotes. */
static str as_value(asking *a, str text)
{
    bool word = text.n > 0 && ((text.p[0] | 32) >= 'a' && (text.p[0] | 32) <= 'z');
    for (size_t i = 0; i < text.n; i++) {
        char c = text.p[i];
        bool letter = ((c | 32) >= 'a' && (c | 32) <= 'z') || (c >= '0' && c <= '9') || (unsigned char)c >= 0x80;
        word &= letter || (i > 0 && (c == '-' || c == '+') && (i + 1 == text.n ? c == '+' : true));
    }
    if (word && written_is_phrase(text))
        return text;
    sbuf b = {0};
    lexer_quote(&b, text);
    a->memory.failed |= b.failed;
    str quoted = arena_str(&a->memory, sbuf_str(&b));
    sbuf_free(&b);
    return quoted;
}

static status try_text(suspect *s, diag *d, bool *told)
{
    bool named = s->operand->type.kind == TYPE_TEXT || s->operand->type.kind == TYPE_LINK;
    if (s->constant->type.kind != TYPE_TEXT || !named)
        return ST_OK;
    TRY(find_values(s));
    size_t count = s->values->rows < VALUES_MAX ? s->values->rows : VALUES_MAX;
    str *texts = ARENA_ARRAY(&s->a->memory, count, str);
    if (!texts)
        return ST_NO_MEMORY;
    for (size_t i = 0; i < count; i++)
        texts[i] = ask_text(s->a, s->values, 0, i);
    int64_t near = text_nearest(s->constant->as.text, texts, count);
    if (near < 0 || texts[near].n == 0)
        return ST_OK;
    value other = *s->constant;
    other.as.text = texts[near];
    return hint_with(s, d, rewritten(s, as_value(s->a, texts[near]), NULL), &other, told);
}

/* ---- Times ---- */

static period period_of(const value *v)
{
    return v->type.kind == TYPE_DATE ? (period){v->as.date, v->as.date} : v->as.period;
}

/* The largest unit of the calendar that the period is one of. */
static bool unit_of(period p, cal_unit *out)
{
    for (int unit = CAL_YEAR; unit >= CAL_DAY; unit--) {
        period around = cal_around(p.first, (cal_unit)unit, 0);
        *out = (cal_unit)unit;
        if (around.first == p.first && around.last == p.last)
            return true;
    }
    return false;
}

/* How far a time is from the one that was asked for; -1 where they share a day. */
static int64_t distance(period p, period asked)
{
    if (p.first > asked.last)
        return (int64_t)p.first - asked.last;
    return p.last < asked.first ? (int64_t)asked.first - p.last : -1;
}

/* A time that is to come after or before another is as far from it as its own beginning or end is; what is `beside` the unit of that is what it comes after or before. */
typedef struct way {
    bool after, before;
    int beside;
} way;

static way way_of(const suspect *s)
{
    const char *name = probe_operator(s->c->expr);
    if (!name || (name[0] != '<' && name[0] != '>'))
        return (way){0};
    bool after = name[0] == '>', itself = name[1] == '=';
    return (way){after, !after, itself ? 0 : after ? -1 : 1};
}

static int64_t distance_on(way w, period p, period asked)
{
    if (w.after)
        return p.first == CAL_FIRST ? -1 : (int64_t)asked.last - p.first;
    if (w.before)
        return p.last == CAL_LAST ? -1 : (int64_t)p.last - asked.first;
    return cal_open(p) && p.first < asked.first && p.last > asked.last ? -1 : distance(p, asked);
}

/* The nearest unit like the one asked for that has rows. */
static bool nearest_time(const suspect *s, period asked, cal_unit unit, period *out)
{
    int64_t best = INT64_MAX;
    way w = way_of(s);
    for (size_t i = 0; i < s->values->rows; i++) {
        value v = col_value(s->values->columns[0].data, i);
        period p = v.missing ? asked : period_of(&v);
        int64_t far = distance_on(w, p, asked);
        if (v.missing || far < 0 || far >= best)
            continue;
        best = far;
        *out = cal_around(w.after || (!w.before && p.first > asked.last) ? p.first : p.last, unit, w.beside);
    }
    return best < INT64_MAX && out->first != 0;
}

static status try_time(suspect *s, diag *d, bool *told)
{
    type_kind kind = s->constant->type.kind, of = s->operand->type.kind;
    period asked, near;
    cal_unit unit;
    if ((kind != TYPE_PERIOD && kind != TYPE_DATE) || (of != TYPE_PERIOD && of != TYPE_DATE))
        return ST_OK;
    asked = period_of(s->constant);
    if (!unit_of(asked, &unit))
        return ST_OK;
    TRY(find_values(s));
    if (!nearest_time(s, asked, unit, &near))
        return ST_OK;
    value other = *s->constant;
    if (kind == TYPE_DATE)
        other.as.date = near.first;
    else
        other.as.period = near;
    sbuf b = {0};
    cal_print(&b, near);
    s->a->memory.failed |= b.failed;
    str text = arena_str(&s->a->memory, sbuf_str(&b));
    sbuf_free(&b);
    return hint_with(s, d, rewritten(s, text, NULL), &other, told);
}

/* ---- Numbers ---- */

static bool amount(const value *v, dec *out)
{
    if (v->missing)
        return false;
    switch (v->type.kind) {
    case TYPE_INT:
        *out = (dec)v->as.integer * DEC_ONE;
        return true;
    case TYPE_NUMBER:
        *out = v->as.number;
        return true;
    case TYPE_MONEY:
        *out = v->as.money.cents;
        return true;
    default:
        return false;
    }
}

static bool same_currency(const value *a, const value *b)
{
    return a->type.kind != TYPE_MONEY || b->type.kind != TYPE_MONEY || a->as.money.currency == b->as.money.currency;
}

/* The nearest number that occurs, with the comparison that it fits: past the largest nothing is, so that `>=` gives the rows that have it. */
static status try_number(suspect *s, diag *d, bool *told)
{
    dec asked, best = 0;
    size_t found = SIZE_MAX;
    const char *name = probe_operator(s->c->expr);
    if (!amount(s->constant, &asked) || !name || strchr("<>=", name[0]) == NULL || strcmp(name, "==") == 0)
        return ST_OK;
    TRY(find_values(s));
    for (size_t i = 0; i < s->values->rows; i++) {
        value v = col_value(s->values->columns[0].data, i);
        dec n, far;
        if (!amount(&v, &n) || !same_currency(&v, s->constant))
            continue;
        far = n > asked ? n - asked : asked - n;
        if (found != SIZE_MAX && far >= best)
            continue;
        best = far;
        found = i;
    }
    if (found == SIZE_MAX)
        return ST_OK;
    int64_t rows = ask_int(s->values, 1, found);
    const char *operator_ = name[0] == '>' ? ">=" : name[0] == '<' ? "<=" : "=";
    str condition = rewritten(s, ask_text(s->a, s->values, 0, found), operator_);
    hint(s->a, d, arena_printf(&s->a->memory, "with `%.*s`", STR_ARG(condition)), rows);
    *told = true;
    return ST_OK;
}

/* ---- Two values of one thing ---- */

/* `country = Moldova and country = Georgia`: no row has two of what there is one of. */
static status try_either(asking *a, const emptied *e, size_t i, size_t k, diag *d, bool *told)
{
    const plan_conjunct *one = e->conditions[i], *two = e->conditions[k];
    const plan_expr *first[2], *second[2];
    bool equal = one->equal && two->equal && !one->shared && !two->shared && e->filters[i]->from == e->filters[k]->from;
    if (!equal || probe_operands(&a->probe, one->expr, first, 2) != 1 || probe_operands(&a->probe, two->expr, second, 2) != 1)
        return ST_OK;
    str left = ask_written(a, e->filters[i]->from, one->left);
    if (!str_equal_nocase(left, ask_written(a, e->filters[k]->from, two->left)))
        return ST_OK;
    int64_t rows = emptied_count(e, all_of(e) & ~bit(i)) + emptied_count(e, all_of(e) & ~bit(k));
    if (rows == 0)
        return ST_OK;
    *told = true;
    hint(a, d,
         arena_printf(&a->memory, "with `%.*s in (%.*s, %.*s)`", STR_ARG(left), STR_ARG(ask_written(a, e->filters[i]->from, one->value)),
                      STR_ARG(ask_written(a, e->filters[k]->from, two->value))),
         rows);
    return ST_OK;
}

/* ---- A condition less ---- */

static size_t size_of(uint64_t set)
{
    size_t n = 0;
    for (; set; set &= set - 1)
        n++;
    return n;
}

static str one_named(asking *a, const plan *filter, const plan_conjunct *c)
{
    if (c->shared)
        return arena_printf(&a->memory, "`%.*s` in the list", STR_ARG(ask_written(a, filter->from, c->value)));
    return arena_printf(&a->memory, "`%.*s`", STR_ARG(ask_conjunct(a, filter, c)));
}

static str named(asking *a, const emptied *e, uint64_t dropped)
{
    str all = {0};
    for (size_t i = 0; i < e->count; i++)
        if (dropped & bit(i))
            all = ask_join(a, all, " and ", one_named(a, e->filters[i], e->conditions[i]));
    return all;
}

/* What some row does not fit of the conditions, where no row fits more; the most rows first. */
static void hint_dropping(asking *a, const emptied *e, diag *d)
{
    uint64_t told[HINTS_MAX] = {0};
    size_t least = SIZE_MAX;
    for (size_t row = 0; row < e->patterns->rows; row++) {
        size_t lacking = 0;
        for (size_t i = 0; i < e->count; i++)
            lacking += ask_int(e->patterns, i, row) == 0;
        least = lacking < least ? lacking : least;
    }
    for (size_t t = 0; t < HINTS_MAX; t++) {
        int64_t most = 0;
        for (size_t row = 0; row < e->patterns->rows; row++) {
            uint64_t lacking = 0;
            for (size_t i = 0; i < e->count; i++)
                lacking |= (uint64_t)(ask_int(e->patterns, i, row) == 0) << i;
            int64_t rows = ask_int(e->patterns, e->count, row);
            if (size_of(lacking) != least || rows <= most || (t > 0 && lacking == told[0]))
                continue;
            most = rows;
            told[t] = lacking;
        }
        if (told[t])
            hint(a, d, arena_printf(&a->memory, "without %.*s", STR_ARG(named(a, e, told[t]))), most);
    }
}

/* ---- All ---- */

static status try_values(asking *a, const emptied *e, size_t at, bool alone, diag *d, bool *told)
{
    suspect s;
    if (!begin_suspect(a, e, at, &s))
        return ST_OK;
    TRY(try_time(&s, d, told));
    if (!*told && alone)
        TRY(try_text(&s, d, told));
    if (!*told && alone)
        TRY(try_number(&s, d, told));
    return ST_OK;
}

status empty_hint(asking *a, const emptied *e, uint64_t culprits, diag *d)
{
    bool told = false;
    size_t count = size_of(culprits), first = 0, second;
    while (first < e->count && !(culprits & bit(first)))
        first++;
    for (second = first + 1; second < e->count && !(culprits & bit(second));)
        second++;
    if (!d)
        return ST_OK;
    if (count == 2)
        TRY(try_either(a, e, first, second, d, &told));
    for (size_t i = 0; i < e->count && !told; i++)
        if (culprits == 0 || culprits & bit(i))
            TRY(try_values(a, e, i, count == 1, d, &told));
    if (!told)
        hint_dropping(a, e, d);
    return a->memory.failed ? ST_NO_MEMORY : ST_OK;
}
