/* Values that no row has: the comparison is right, but it is never true. */
#include "runtime/query/operand.h"

#include "base/text.h"
#include "runtime/query/expr.h"
#include "runtime/query/extent.h"
#include "runtime/query/names.h"
#include "runtime/query/tried.h"
#include "runtime/query/values.h"
#include "runtime/query/variable.h"
#include "runtime/query/words.h"

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

static bool is_time(type t)
{
    return t.kind == TYPE_DATE || t.kind == TYPE_PERIOD;
}

/* A definition that is used twice is read twice. */
static bool was_warned(const checker *k, span where)
{
    for (const warned *w = k->warned; w; w = w->earlier)
        if (w->from == k->from && w->where.begin == where.begin)
            return true;
    return false;
}

/* Is it the library that compares, in a definition that is read? What it looks for need not be in the data at hand, but what it was told to look for should. */
static bool of_library(const checker *k)
{
    return k->env->in_library || (k->inside && k->inside->of->of_library);
}

/* Where the value was said: one from outside as it came, the setting of a library's module where it was set. True: not where it is compared. */
static bool place_of(const checker *k, const ast_expr *v, const source **from, span *where)
{
    const variable *set = variable_named(k, v);
    bool given = set && set->given;
    set = given || of_library(k) ? set : NULL;
    *from = given ? set->given : set ? set->as.from : k->from;
    *where = given ? (span){0, (uint32_t)set->given->text.n} : set ? set->as.where : v->where;
    return set;
}

/* Was it told of the value of a setting, for another comparison of the module? */
static bool was_told(const checker *k, const source *from, span where)
{
    for (size_t i = 0; i < k->bag->count; i++) {
        const diag *d = k->bag->items[i];
        if (d->code == W_VALUE_NOWHERE && d->from == from && d->where.begin == where.begin)
            return true;
    }
    return false;
}

/* A warning of the value, which is its last. */
static diag *warn_as(checker *k, diag_code code, const ast_expr *v, str message)
{
    warned *w = ARENA_NEW(k->memory, warned);
    if (!w)
        return NULL;
    const source *from;
    span where;
    bool elsewhere = place_of(k, v, &from, &where);
    *w = (warned){k->from, v->where, k->warned};
    k->warned = w;
    return elsewhere && was_told(k, from, where) ? NULL : diag_add(k->bag, code, from, where, "%.*s", STR_ARG(message));
}

static diag *warn(checker *k, const ast_expr *v, const char *format, ...) __attribute__((format(printf, 3, 4)));

static diag *warn(checker *k, const ast_expr *v, const char *format, ...)
{
    va_list args;
    va_start(args, format);
    str message = arena_vprintf(k->memory, format, args);
    va_end(args);
    return warn_as(k, W_VALUE_NOWHERE, v, message);
}

/* ---- Text: what it may have been meant to be ---- */

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

/* `country = none`, `country = ""` */
static bool hint_missing(checker *k, diag *d, const operand *o, str text)
{
    static const char *const words[] = {"", "none", "nothing", "unknown", "missing", "empty", "n/a", "na", "nil", "-", "?"};
    str name = checker_text(k, o->written);
    for (size_t i = 0; i < sizeof words / sizeof *words; i++)
        if (str_equal_nocase(text, str_of(words[i]))) {
            diag_hint(k->bag, d, "rows %s one: `%.*s is %s`", o->negated ? "that have" : "without", STR_ARG(name),
                      o->negated ? "known" : "missing");
            return true;
        }
    return false;
}

/* `country = not Ukraine` */
static bool hint_not(checker *k, diag *d, const operand *o, const ast_expr *v, str text)
{
    bool not = v->kind == AST_PHRASE && v->word_count > 1 && str_equal_nocase(v->words[0].text, STR("not"));
    if (!not || o->op != AST_OP_EQ || o->negated)
        return false;
    str rest = str_trim((str){text.p + 3, text.n - 3}), name = checker_text(k, o->written);
    str whole = arena_printf(k->memory, "%.*s != %.*s", STR_ARG(name), STR_ARG(rest));
    if (!tried_in_silence(k, whole))
        return false;
    diag_hint(k->bag, d, "write `%.*s`", STR_ARG(whole));
    return true;
}

/* `in (select country from stories)`: a query of SQL, read as a text. */
static bool hint_sql(checker *k, diag *d, const ast_expr *v)
{
    size_t from = 1;
    if (v->kind != AST_PHRASE || !str_equal_nocase(v->words[0].text, STR("select")))
        return false;
    while (from < v->word_count && !str_equal_nocase(v->words[from].text, STR("from")))
        from++;
    if (from < 2 || from + 2 != v->word_count)
        return false;
    str columns = checker_written(k, span_join(v->words[1].where, v->words[from - 1].where));
    diag_hint(k->bag, d, "a query begins with its collection: `(%.*s select %.*s)`", STR_ARG(v->words[from + 1].text), STR_ARG(columns));
    return true;
}

/* The text between signs that stand for any text elsewhere, `*osint*` and `%osint%`; empty if there are none. */
static str between_wildcards(str text)
{
    str inner = text;
    while (inner.n > 0 && (inner.p[0] == '*' || inner.p[0] == '%'))
        inner = (str){inner.p + 1, inner.n - 1};
    while (inner.n > 0 && (inner.p[inner.n - 1] == '*' || inner.p[inner.n - 1] == '%'))
        inner.n--;
    return inner.n < text.n ? inner : STR("");
}

/* `title = "*osint*"` */
static bool hint_wildcards(checker *k, diag *d, const operand *o, str text)
{
    str inner = between_wildcards(text), name = checker_text(k, o->written);
    str whole = arena_printf(k->memory, "%.*s %s \"%.*s\"", STR_ARG(name), o->negated ? "!~" : "~", STR_ARG(inner));
    if (inner.n == 0 || !tried_condition(k, whole))
        return false;
    diag_hint(k->bag, d, "`~` finds a part of a text, without signs around it: `%.*s`", STR_ARG(whole));
    return true;
}

/* `mode = hybrid`, where hybrid is a field. */
static bool hint_truth(checker *k, diag *d, const operand *o, str text)
{
    type t;
    if (!names_here(k, text, &t) || t.kind != TYPE_BOOL)
        return false;
    diag_hint(k->bag, d, "%.*s is a field that is true or false, a condition by itself: `%s%.*s`", STR_ARG(text), o->negated ? "not " : "",
              STR_ARG(text));
    return true;
}

/* Did it come from outside? Who gave it writes no conditions, only another value. */
static bool was_given(const checker *k, const ast_expr *v)
{
    const variable *set = variable_named(k, v);
    return set && set->given;
}

/* `country = UA`: a row of the target has it in another field. */
static bool hint_code(checker *k, diag *d, const operand *o, const ast_expr *v, str text)
{
    values_other other = values_in_other_field(k, o->origin, text);
    if (!other.field)
        return false;
    diag_hint(k->bag, d, "%.*s is the %.*s of %.*s", STR_ARG(text), STR_ARG(other.field->name), STR_ARG(other.row));
    if (was_given(k, v)) {
        diag_hint(k->bag, d, "give %.*s", STR_ARG(other.row));
        return true;
    }
    str name = checker_text(k, o->written), row = tried_value(k, name, o->sign, other.row);
    str by_field =
        arena_printf(k->memory, "%.*s.%.*s %.*s %.*s", STR_ARG(name), STR_ARG(other.field->name), STR_ARG(o->sign), STR_ARG(text));
    if (row.n > 0)
        diag_hint(k->bag, d, "write `%.*s %.*s %.*s`", STR_ARG(name), STR_ARG(o->sign), STR_ARG(row));
    if (tried_condition(k, by_field))
        diag_hint(k->bag, d, "or ask for that field: `%.*s`", STR_ARG(by_field));
    return true;
}

/* `title = training`: it is a part of what some rows have. */
static bool hint_part(checker *k, diag *d, const operand *o, const ast_expr *v, str text)
{
    size_t count = values_containing(k, o->origin, text);
    str part =
        arena_printf(k->memory, "%.*s %s %.*s", STR_ARG(checker_text(k, o->written)), o->negated ? "!~" : "~", STR_ARG(checker_text(k, v)));
    if (count < 2 || !tried_condition(k, part))
        return false;
    diag_hint(k->bag, d, "%zu values have it in them: `%.*s`", count, STR_ARG(part));
    return true;
}

/* `country = c`, where $c is a variable. */
static bool hint_variable(checker *k, diag *d, const ast_expr *v, str text)
{
    if (v->kind != AST_PHRASE || v->word_count != 1 || !definition_find(k->env, SPACE_VARIABLE, text))
        return false;
    diag_hint(k->bag, d, "the variable is $%.*s", STR_ARG(text));
    return true;
}

static void hint_other(checker *k, diag *d, const operand *o, const ast_expr *v, str text)
{
    if (k->trying) /* nobody reads it, and it takes long */
        return;
    if (hint_not(k, d, o, v, text) || hint_sql(k, d, v) || hint_wildcards(k, d, o, text))
        return;
    size_t words = operand_value_words(k, o, v);
    if (operand_hint_behind(k, d, o, v, words))
        return;
    if (hint_variable(k, d, v, text) || hint_missing(k, d, o, text) || hint_truth(k, d, o, text) || hint_code(k, d, o, v, text))
        return;
    size_t before = d ? d->hint_count : 0;
    operand_hint_text_time(k, d, o, v);
    bool part = hint_part(k, d, o, v, text);
    str near = values_nearest(k, o->origin, text);
    if (near.n > 0 && !part && !operand_hint_instead(k, d, o, v, words, near)) {
        str written = was_given(k, v) ? near : tried_value(k, checker_text(k, o->written), o->sign, near);
        diag_hint(k->bag, d, "did you mean %.*s?", STR_ARG(written.n > 0 ? written : near));
    }
    hint_clause_word(k, d, v);
    if (d && d->hint_count == before && !operand_hint_without(k, d, o, v, words)) {
        operand_hint_values(k, d, o);
        if (!was_given(k, v))
            operand_hint_in_name(k, d, o, v, text);
    }
}

static void warn_text(checker *k, const operand *o, const ast_expr *v, const value *read)
{
    str name = checker_text(k, o->written), text = read->as.text, elsewhere = values_elsewhere(k, o->origin, text);
    bool spelt_otherwise = values_occur(k, o->origin, read, false), link = o->type.kind == TYPE_LINK;
    if (elsewhere.n > 0 && !spelt_otherwise) {
        const collection *target = checker_collection(k, o->type.target);
        warn(k, v, "no row's %.*s is %.*s (%.*s has it)", STR_ARG(name), STR_ARG(elsewhere), STR_ARG(target->name));
        return;
    }
    diag *d = warn(k, v, link ? "no %.*s is called \"%.*s\"%s" : "no row has the %.*s \"%.*s\"%s", STR_ARG(name), STR_ARG(text),
                   spelt_otherwise ? " in this spelling" : "");
    if (spelt_otherwise) {
        str meant = elsewhere.n > 0 ? elsewhere : values_nearest(k, o->origin, text); /* of a link the row's own name */
        str typed = was_given(k, v) ? meant : tried_value(k, name, o->sign, meant);
        diag_hint(k->bag, d, "did you mean %.*s?", STR_ARG(typed.n > 0 ? typed : meant));
        bool spelling = text_equal_folded(text, meant);
        diag_hint(k->bag, d, spelling ? "`=` takes case and accents for the same" : "`=` finds it by its other names, too");
    } else {
        hint_other(k, d, o, v, text);
    }
}

/* Rule 5: `place` may be the field. */
static bool warn_field(checker *k, const operand *o, const ast_expr *v, str text)
{
    type t;
    if (v->kind != AST_PHRASE || v->word_count != 1 || !v->value_position || !names_here(k, text, &t))
        return false;
    bool texts = (t.kind == TYPE_TEXT || t.kind == TYPE_LINK) && (o->type.kind == TYPE_TEXT || o->type.kind == TYPE_LINK);
    if (t.kind != o->type.kind && !texts)
        return false;
    diag *d = diag_add(k->bag, W_VALUE_IS_FIELD, k->from, v->where, "this is the text \"%.*s\", not the field", STR_ARG(text));
    diag_hint(k->bag, d, "the field is .%.*s; in quotes, \"%.*s\" is surely the text", STR_ARG(text), STR_ARG(text));
    return true;
}

/* ---- Times ---- */

static str day_text(checker *k, day d)
{
    sbuf b = {0};
    cal_print_day(&b, d);
    return checker_take(k, &b);
}

/* From when to when the values run, unless that is for ever. */
static void hint_extent(checker *k, diag *d, str name, period all)
{
    str first = day_text(k, all.first), last = day_text(k, all.last);
    if (all.first > CAL_FIRST && all.last < CAL_LAST)
        diag_hint(k->bag, d, "%.*s runs from %.*s to %.*s", STR_ARG(name), STR_ARG(first), STR_ARG(last));
}

/* Can no value pass a comparison with the time? */
static bool never(ast_op op, period all, period time)
{
    switch (op) {
    case AST_OP_LT:
        return all.first >= time.first;
    case AST_OP_LE:
        return all.first > time.last;
    case AST_OP_GT:
        return all.last <= time.last;
    case AST_OP_GE:
        return all.last < time.first;
    default:
        return !cal_overlaps(all, time);
    }
}

static const char *order_words(ast_op op)
{
    switch (op) {
    case AST_OP_LT:
        return "comes before";
    case AST_OP_LE:
        return "ends by";
    case AST_OP_GT:
        return "comes after";
    case AST_OP_GE:
        return "comes in or after";
    default:
        return "shares a day with";
    }
}

/* `start == 2025-10`: never the very same, though `=` finds some. */
static void warn_not_exact(checker *k, const operand *o, const ast_expr *v, period time)
{
    value one = {.type = type_of(TYPE_PERIOD), .as.period = time};
    if (o->op != AST_OP_SAME || !values_other_time(k, o->origin, o->type, &one))
        return;
    str name = checker_text(k, o->written), text = checker_text(k, v);
    diag *d = warn(k, v, "no row's %.*s is exactly %.*s", STR_ARG(name), STR_ARG(text));
    str shared = arena_printf(k->memory, "%.*s %s %.*s", STR_ARG(name), o->negated ? "!=" : "=", STR_ARG(text));
    if (tried_condition(k, shared))
        diag_hint(k->bag, d, "that shares a day with it: `%.*s`", STR_ARG(shared));
}

/* Inside certainly and possibly a row's time may be less than what the column holds, but never has other days. */
static bool may_be_less(const checker *k, const operand *o)
{
    bool stored = o->left && (o->left->kind == PLAN_FIELD || o->left->kind == PLAN_DEREF);
    return k->weighing && !(stored && (o->op == AST_OP_EQ || o->op == AST_OP_IN || o->op == AST_OP_OVERLAPS));
}

/* Can no value pass the comparison, by the time in which they all lie? */
static bool is_never(checker *k, const operand *o, period time)
{
    period all;
    if (!o->left || (extent_of_some(k, o->left, &all) && !never(o->op, all, time)))
        return false;
    return extent_of(k, o->left, &all) && never(o->op, all, time);
}

static void warn_time(checker *k, const operand *o, const ast_expr *v, period time)
{
    period all;
    bool asks = asks_for_value(o), looked = asks && o->origin.field;
    value one = {.type = type_of(TYPE_PERIOD), .as.period = time};
    bool ordered = o->op == AST_OP_LT || o->op == AST_OP_LE || o->op == AST_OP_GT || o->op == AST_OP_GE;
    bool nowhere = looked ? !values_occur(k, o->origin, &one, false) : (asks || ordered) && is_never(k, o, time);
    if (!nowhere) {
        warn_not_exact(k, o, v, time);
        return;
    }
    str name = checker_text(k, o->written), text = checker_text(k, v);
    diag *d = warn(k, v, "no row's %.*s %s %.*s", STR_ARG(name), order_words(o->op), STR_ARG(text));
    if (o->left && extent_of(k, o->left, &all))
        hint_extent(k, d, name, all);
}

/* ---- Lengths of time ---- */

/* `end - start > 1 month`: what lies between two dates is counted in days, and a month has no fixed number of them. */
static bool warn_months(checker *k, const operand *o, const ast_expr *v, const value *read)
{
    const plan_expr *e = o->left;
    bool between_dates =
        e && e->kind == PLAN_CALL && e->arg_count == 2 && e->args[0]->type.kind == TYPE_DATE && e->args[1]->type.kind == TYPE_DATE;
    if (read->type.kind != TYPE_DURATION || !read->as.duration.months || read->as.duration.amount == 0 || !between_dates)
        return false;
    str name = checker_text(k, o->written), text = checker_text(k, v);
    diag *d = warn(k, v, "%.*s is counted in days, which do not compare with %.*s", STR_ARG(name), STR_ARG(text));
    str in_days =
        arena_printf(k->memory, "%.*s %.*s %lld days", STR_ARG(name), STR_ARG(o->sign), (long long)(read->as.duration.amount * 365 / 12));
    if (read->as.duration.amount <= CAL_LAST && tried_condition(k, in_days))
        diag_hint(k->bag, d, "in days, that is about `%.*s`", STR_ARG(in_days));
    return true;
}

/* ---- Money, and parts of texts ---- */

/* `budget > USD 5M`, where all budgets are in EUR. */
static bool warn_currency(checker *k, const operand *o, const ast_expr *v, const value *read)
{
    char text[4];
    if (read->type.kind != TYPE_MONEY || v->kind != AST_PHRASE || v->word_count != 2 || !o->origin.field ||
        values_have_currency(k, o->origin, read->as.money.currency))
        return false;
    str name = checker_text(k, o->written), currency = values_currency(k, o->origin);
    str in = money_currency_text(read->as.money.currency, text);
    diag *d = warn(k, v, "no row has a %.*s in %.*s, and currencies do not compare", STR_ARG(name), STR_ARG(in));
    diag_hint(k->bag, d, "write `%.*s %.*s %.*s %.*s`, if that is meant", STR_ARG(name), STR_ARG(o->sign), STR_ARG(currency),
              STR_ARG(v->words[1].text));
    return true;
}

/* `title ~ "%osint%"`: the signs are looked for as they are. */
static bool warn_wildcards(checker *k, const operand *o, const ast_expr *v, const value *read)
{
    if (o->op != AST_OP_LIKE || read->type.kind != TYPE_TEXT || !o->origin.field || between_wildcards(read->as.text).n == 0 ||
        !values_none_contain(k, o->origin, read->as.text))
        return false;
    str name = checker_text(k, o->written);
    diag *d = warn(k, v, "no row has \"%.*s\" in its %.*s", STR_ARG(read->as.text), STR_ARG(name));
    hint_wildcards(k, d, o, read->as.text);
    return true;
}

/* `title ~ "-"`: what is nothing once case, accents and signs are put aside is in every text. */
static bool note_nothing(checker *k, const operand *o, const ast_expr *v, const value *read)
{
    if (o->op != AST_OP_LIKE || variable_named(k, v) || read->type.kind != TYPE_TEXT || !text_equal_folded(read->as.text, STR("")))
        return false;
    str name = checker_text(k, o->written), text = checker_text(k, v);
    str message =
        arena_printf(k->memory, "every %.*s that is known has %.*s in it: a space and a hyphen do not count", STR_ARG(name), STR_ARG(text));
    diag *d = warn_as(k, N_SAME_FOR_ALL, v, message);
    str pattern = arena_printf(k->memory, "%.*s %smatches /%.*s/", STR_ARG(name), o->negated ? "not " : "", STR_ARG(read->as.text));
    if (read->as.text.n > 0 && tried_condition(k, pattern))
        diag_hint(k->bag, d, "the sign itself: `%.*s`", STR_ARG(pattern));
    return true;
}

/* `from > 2025-10-22`, where from is text. */
static bool warn_letters(checker *k, const operand *o, const ast_expr *v, const value *read)
{
    bool ordered = o->op == AST_OP_LT || o->op == AST_OP_LE || o->op == AST_OP_GT || o->op == AST_OP_GE;
    bool literal = expr_bare(o->written)->kind == AST_STRING; /* was told of as a field in quotes */
    if (!ordered || literal || read->type.kind != TYPE_TEXT || !operand_is_time(k, v))
        return false;
    str name = checker_text(k, o->written), is = words_type(k, o->type);
    str message = arena_printf(k->memory, "%.*s is %.*s, so this compares letters, not days", STR_ARG(name), STR_ARG(is));
    diag *d = warn_as(k, W_TEXT_TIME, v, message);
    operand_hint_text_time(k, d, o, v);
    str letters = arena_printf(k->memory, "%.*s %.*s \"%.*s\"", STR_ARG(name), STR_ARG(o->sign), STR_ARG(read->as.text));
    str typed = words_typed(k, letters);
    if (tried_condition(k, letters))
        diag_hint(k->bag, d, "if letters are meant, quotes say it: %.*s", STR_ARG(typed));
    return true;
}

/* `title ~ training selct title` */
static bool warn_behind(checker *k, const operand *o, const ast_expr *v, const value *read)
{
    bool part = o->op == AST_OP_LIKE && read->type.kind == TYPE_TEXT && o->origin.field;
    size_t at = part ? operand_part_behind(k, o, v) : 0;
    if (at == 0)
        return false;
    str name = checker_text(k, o->written);
    diag *d = warn(k, v, "no row has \"%.*s\" in its %.*s", STR_ARG(read->as.text), STR_ARG(name));
    operand_hint_part(k, d, o, v, at);
    return true;
}

/* ---- All of it ---- */

static bool warnings_are_full(const checker *k)
{
    return k->bag->warnings && k->bag->warnings->exceeded;
}

void operand_occurs(checker *k, const operand *o, const ast_expr *v, const value *read)
{
    bool is_own = !of_library(k) || variable_named(k, v);
    if (k->quiet || k->defining || k->torn || !is_own || warnings_are_full(k) || was_warned(k, v->where))
        return;
    if (is_time(o->type) && read->type.kind == TYPE_PERIOD) {
        if (!may_be_less(k, o))
            warn_time(k, o, v, read->as.period);
        return;
    }
    bool text = read->type.kind == TYPE_TEXT;
    if (note_nothing(k, o, v, read) || warn_currency(k, o, v, read) || warn_wildcards(k, o, v, read) || warn_letters(k, o, v, read) ||
        warn_behind(k, o, v, read))
        return;
    if (warn_months(k, o, v, read) || !asks_for_value(o) || (text && warn_field(k, o, v, read->as.text)) ||
        values_occur(k, o->origin, read, o->op == AST_OP_SAME))
        return;
    str name = checker_text(k, o->written), written = checker_text(k, v);
    if (text)
        warn_text(k, o, v, read);
    else
        warn(k, v, "no row has the %.*s %.*s", STR_ARG(name), STR_ARG(written));
}
