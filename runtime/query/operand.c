/* The right side of a comparison: values read as what they are compared with needs. */
#include "runtime/query/operand.h"

#include "runtime/query/typed.h"
#include "runtime/query/expr.h"
#include "runtime/query/literal.h"
#include "runtime/query/names.h"
#include "runtime/query/not_executed.h"
#include "runtime/query/values.h"
#include "runtime/query/words.h"

/* ---- What is wrong with a value ---- */

/* "budget > " in front of what should be written. */
static str left_side(checker *k, const operand *o)
{
    str left = checker_text(k, o->written);
    return arena_printf(k->memory, "%.*s %.*s", STR_ARG(left), STR_ARG(o->sign));
}

static bool hint_field(checker *k, diag *d, const operand *o, str word)
{
    type t;
    if (!names_here(k, word, &t))
        return false;
    str left = left_side(k, o);
    diag_hint(k->bag, d, "the field is .%.*s: write `%.*s .%.*s`", STR_ARG(word), STR_ARG(left), STR_ARG(word));
    return true;
}

/* `budget > 5`: of which currency? */
static bool tell_currency(checker *k, const operand *o, const ast_expr *v)
{
    value number;
    if (o->type.kind != TYPE_MONEY || v->kind != AST_PHRASE || literal_read(k, v, TYPE_NUMBER, &number) != LITERAL_OK)
        return false;
    str name = checker_text(k, o->written), left = left_side(k, o), text = literal_text(k, v), currency = values_currency(k, o->origin);
    diag *d = diag_add(k->bag, E_NO_CURRENCY, k->from, v->where, "%.*s is an amount of money, and %.*s has no currency", STR_ARG(name),
                       STR_ARG(text));
    diag_expect(k->bag, d, "an amount such as EUR 5M");
    diag_hint(k->bag, d, "write `%.*s %.*s %.*s`", STR_ARG(left), STR_ARG(currency), STR_ARG(text));
    return true;
}

static int month_of(str word)
{
    static const char *const months[] = {"jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"};
    for (int i = 0; i < 12 && word.n >= 3; i++)
        if (str_equal_nocase((str){word.p, 3}, str_of(months[i])))
            return i + 1;
    return 0;
}

/* `7 October 2025`: as it is written here. */
static void hint_time(checker *k, diag *d, const ast_expr *v)
{
    int month = 0;
    str year = {0}, number = {0}, this_year = arena_printf(k->memory, "%04d", cal_civil(k->env->today).year);
    for (size_t i = 0; v->kind == AST_PHRASE && i < v->word_count; i++) {
        str w = v->words[i].text;
        dec ignored;
        if (month_of(w))
            month = month_of(w);
        else if (dec_parse(w, &ignored) && w.n == 4)
            year = w;
        else if (dec_parse(w, &ignored) && w.n <= 2)
            number = w;
    }
    value alone;
    bool lone_month = v->kind == AST_PHRASE && literal_read(k, v, TYPE_INT, &alone) == LITERAL_OK && alone.type.kind == TYPE_INT &&
                      alone.as.integer >= 1 && alone.as.integer <= 12;
    if (lone_month)
        diag_hint(k->bag, d, "a month is written with its year: %.*s-%02d", STR_ARG(this_year), (int)alone.as.integer);
    else if (!month)
        diag_hint(k->bag, d, "times are written 2025, 2025-Q4, 2025-10, 2025-W41 or 2025-10-07");
    else if (number.n > 0)
        diag_hint(k->bag, d, "write it as %.*s-%02d-%s%.*s", STR_ARG(year.n ? year : this_year), month, number.n == 1 ? "0" : "",
                  STR_ARG(number));
    else
        diag_hint(k->bag, d, "write it as %.*s-%02d", STR_ARG(year.n ? year : this_year), month);
}

/* `days > 3 days`, `end - start > 3`: a number and a length of time are two things. */
static bool hint_unit(checker *k, diag *d, const operand *o, const ast_expr *v)
{
    value read;
    str left = left_side(k, o);
    if (v->kind != AST_PHRASE)
        return false;
    bool counts = o->type.kind == TYPE_INT || o->type.kind == TYPE_NUMBER;
    if (counts && literal_read(k, v, TYPE_DURATION, &read) == LITERAL_OK)
        diag_hint(k->bag, d, "write the number alone: `%.*s %.*s`", STR_ARG(left), STR_ARG(v->words[0].text));
    else if (o->type.kind == TYPE_DURATION && literal_read(k, v, TYPE_INT, &read) == LITERAL_OK)
        diag_hint(k->bag, d, "say of what: `%.*s %.*s days`", STR_ARG(left), STR_ARG(v->words[0].text));
    else
        return false;
    return true;
}

/* `start = "2025-10-07"`: in quotes everything is text. */
static void hint_quotes(checker *k, diag *d, const operand *o, const ast_expr *v)
{
    value read;
    ast_word word = {.text = v->text, .where = v->where};
    ast_expr bare = {.kind = AST_PHRASE, .where = v->where, .words = &word, .word_count = 1};
    if (literal_read(k, &bare, (type_kind)o->type.kind, &read) != LITERAL_OK)
        return;
    str left = left_side(k, o);
    diag_hint(k->bag, d, "without quotes it is one: `%.*s %.*s`", STR_ARG(left), STR_ARG(v->text));
}

static void tell_wrong_value(checker *k, const operand *o, const ast_expr *v, str text)
{
    type_kind kind = (type_kind)o->type.kind;
    bool time = kind == TYPE_DATE || kind == TYPE_PERIOD, truth = kind == TYPE_BOOL, quoted = v->kind == AST_STRING;
    str name = checker_text(k, o->written), type_text = words_type(k, type_element(o->type));
    diag *d = diag_add(k->bag, time ? E_NOT_A_TIME : E_WRONG_VALUE, k->from, v->where, "%.*s is %.*s, and \"%.*s\" is %s", STR_ARG(name),
                       STR_ARG(type_text), STR_ARG(text),
                       quoted  ? "text"
                       : truth ? "neither"
                               : "none");
    if (time || truth)
        diag_expect(k->bag, d, time ? "a time" : "true or false");
    else
        diag_expect(k->bag, d, "%.*s, as in %s", STR_ARG(type_text), words_example(kind));
    if (quoted)
        hint_quotes(k, d, o, v);
    else if (!hint_field(k, d, o, text) && !hint_unit(k, d, o, v) && time)
        hint_time(k, d, v);
}

/* ---- Does it make sense here? ---- */

/* Comparisons that ask for a value as it is: the others (<, ~ …) may well name one that no row has. */
static bool asks_for_value(const operand *o)
{
    switch (o->op) {
    case AST_OP_EQ:
    case AST_OP_SAME:
    case AST_OP_IN:
    case AST_OP_HAS_ALL:
    case AST_OP_ONLY:
        return true;
    default:
        return false;
    }
}

static void hint_clause_word(checker *k, diag *d, const ast_expr *v)
{
    static const char *const words[] = {"where", "select", "add",   "drop",   "rename",   "sort",      "order",
                                        "first", "last",   "limit", "top",    "distinct", "group",     "count",
                                        "show",  "expand", "join",  "append", "except",   "intersect", "to"};
    if (v->kind != AST_PHRASE)
        return;
    for (size_t i = 0; i < sizeof words / sizeof *words; i++)
        if (str_equal_nocase(v->words[0].text, str_of(words[i])))
            diag_hint(k->bag, d, "is a value missing before `%s`?", words[i]);
}

/* A definition that is used twice is read twice. */
static bool was_warned(const checker *k, span where)
{
    for (size_t i = 0; i < k->bag->count; i++) {
        const diag *d = k->bag->items[i];
        if (d->code == W_VALUE_NOWHERE && d->from == k->from && d->where.begin == where.begin)
            return true;
    }
    return false;
}

/* Numbers, money, times: there is no nearest one to suggest. */
static void warn_no_such(checker *k, const operand *o, const ast_expr *v, str text)
{
    str name = checker_text(k, o->written);
    bool time = o->type.kind == TYPE_DATE || o->type.kind == TYPE_PERIOD;
    diag_add(k->bag, W_VALUE_NOWHERE, k->from, v->where, time ? "no row's %.*s shares a day with %.*s" : "no row has the %.*s %.*s",
             STR_ARG(name), STR_ARG(text));
}

static void warn_nowhere(checker *k, const operand *o, const ast_expr *v, const value *read)
{
    str name = checker_text(k, o->written), text = read->as.text, elsewhere = values_elsewhere(k, o->origin, text);
    bool spelt_otherwise = values_occur(k, o->origin, read, false);
    if (elsewhere.n > 0 && !spelt_otherwise) {
        const collection *target = checker_collection(k, o->type.target);
        diag_add(k->bag, W_VALUE_NOWHERE, k->from, v->where, "no row has the %.*s %.*s, which is one of %.*s", STR_ARG(name),
                 STR_ARG(elsewhere), STR_ARG(target->name));
        return;
    }
    diag *d = diag_add(k->bag, W_VALUE_NOWHERE, k->from, v->where, "\"%.*s\" occurs nowhere in %.*s%s", STR_ARG(text), STR_ARG(name),
                       spelt_otherwise ? " in this spelling" : "");
    str near = values_nearest(k, o->origin, text);
    if (near.n > 0)
        diag_hint(k->bag, d, "did you mean %.*s?", STR_ARG(near));
    if (spelt_otherwise)
        diag_hint(k->bag, d, "`=` takes case and accents for the same");
    hint_clause_word(k, d, v);
}

/* Rule 5: `place` may be the field. */
static bool warn_field(checker *k, const operand *o, const ast_expr *v, str text)
{
    type t;
    if (v->kind != AST_PHRASE || v->word_count != 1 || !v->value_position || !names_here(k, text, &t))
        return false;
    if (t.kind != o->type.kind && !(t.kind == TYPE_TEXT && o->type.kind == TYPE_LINK))
        return false;
    diag *d = diag_add(k->bag, W_VALUE_IS_FIELD, k->from, v->where, "this is the text \"%.*s\", not the field", STR_ARG(text));
    diag_hint(k->bag, d, "the field is .%.*s; in quotes, \"%.*s\" is surely the text", STR_ARG(text), STR_ARG(text));
    return true;
}

enum { WARNINGS_MAX = 20 }; /* of values that occur nowhere, in one statement */

static void check_value(checker *k, const operand *o, const ast_expr *v, const value *read)
{
    if (k->quiet || k->defining || k->torn || !asks_for_value(o) || k->value_warnings >= WARNINGS_MAX)
        return;
    bool text = read->type.kind == TYPE_TEXT;
    if (text && warn_field(k, o, v, read->as.text))
        return;
    if (values_occur(k, o->origin, read, o->op == AST_OP_SAME) || was_warned(k, v->where))
        return;
    k->value_warnings++;
    if (text)
        warn_nowhere(k, o, v, read);
    else
        warn_no_such(k, o, v, checker_text(k, v));
}

/* ---- Reading ---- */

static const plan_expr *read_phrase(checker *k, const operand *o, const ast_expr *v)
{
    value read;
    bool text = o->op == AST_OP_LIKE || o->op == AST_OP_MATCHES;
    switch (literal_read(k, v, text ? TYPE_TEXT : (type_kind)o->type.kind, &read)) {
    case LITERAL_OK:
        check_value(k, o, v, &read);
        return typed_const(k, read, v->where);
    case LITERAL_NOT:
        if (!tell_currency(k, o, v))
            tell_wrong_value(k, o, v, literal_text(k, v));
        return &typed_nothing;
    default:
        return &typed_nothing;
    }
}

static const plan_expr *read_string(checker *k, const operand *o, const ast_expr *v)
{
    value read = {.type = type_of(TYPE_TEXT), .as.text = v->text};
    if (o->type.kind != TYPE_TEXT && o->type.kind != TYPE_LINK) {
        tell_wrong_value(k, o, v, v->text);
        return &typed_nothing;
    }
    check_value(k, o, v, &read);
    return typed_const(k, read, v->where);
}

static const plan_expr *read_one(checker *k, const operand *o, const ast_expr *v)
{
    v = expr_bare(v);
    switch (v->kind) {
    case AST_PHRASE:
        return read_phrase(k, o, v);
    case AST_STRING:
        return read_string(k, o, v);
    case AST_REGEX:
        return typed_text(k, v->text, v->where);
    default:
        return expr_check(k, v);
    }
}

static bool is_literal(const ast_expr *e)
{
    return !e || expr_bare(e)->kind == AST_PHRASE;
}

/* A range of times is one period. */
static bool read_time_range(checker *k, const operand *o, const ast_expr *v, compare_item *out)
{
    bool time = o->type.kind == TYPE_DATE || o->type.kind == TYPE_PERIOD;
    value read;
    literal_result r = literal_time_range(k, v, &read);
    if (r == LITERAL_TOLD)
        return false;
    if (time && r == LITERAL_OK) {
        check_value(k, o, v, &read);
        out->value = typed_const(k, read, v->where);
        return true;
    }
    if (!time || (is_literal(v->left) && is_literal(v->right))) {
        tell_wrong_value(k, o, v, checker_text(k, v));
        return false;
    }
    out->value = expr_check(k, v);
    return !typed_is_nothing(out->value);
}

/* `3..5`: a range of what is counted is both its ends. */
static bool read_range(checker *k, const operand *o, const ast_expr *v, compare_item *out)
{
    type_kind kind = (type_kind)o->type.kind;
    *out = (compare_item){.where = v->where};
    if (kind != TYPE_INT && kind != TYPE_NUMBER && kind != TYPE_MONEY && kind != TYPE_DURATION)
        return read_time_range(k, o, v, out);
    operand bound = *o;
    bound.op = AST_OP_GE; /* a bound need not occur */
    out->range = true;
    out->value = v->left ? read_one(k, &bound, v->left) : NULL;
    if (out->value && typed_is_nothing(out->value))
        return false;
    out->high = v->right ? read_one(k, &bound, v->right) : NULL;
    return !out->high || !typed_is_nothing(out->high);
}

static bool read_item(checker *k, const operand *o, const ast_expr *v, compare_item *out)
{
    if (expr_bare(v)->kind == AST_RANGE)
        return read_range(k, o, expr_bare(v), out);
    *out = (compare_item){.value = read_one(k, o, v), .where = v->where};
    return !typed_is_nothing(out->value);
}

bool operand_values(checker *k, const operand *o, const ast_expr *right, const compare_item **items, size_t *count)
{
    const ast_expr *bare = expr_bare(right);
    bool list = bare->kind == AST_LIST;
    *count = list ? bare->item_count : 1;
    compare_item *read = ARENA_ARRAY(k->memory, *count, compare_item);
    *items = read;
    if (!read)
        return false;
    if (bare->kind == AST_QUERY) {
        not_executed_expr(k, NOT_QUERY_AS_VALUES, bare);
        return false;
    }
    bool ok = true;
    for (size_t i = 0; i < *count; i++)
        ok &= read_item(k, o, list ? bare->items[i] : bare, &read[i]);
    return ok;
}
