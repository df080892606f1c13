/* Conditions and values in plain English. */
#include "runtime/query/say.h"

#include "runtime/model/print.h"
#include "runtime/query/expr.h"
#include "runtime/query/literal.h"
#include "runtime/query/variable.h"

static void text(saying *s, const char *words)
{
    sbuf_add(&s->out, str_of(words));
}

static bool is_time(type t)
{
    return t.kind == TYPE_DATE || t.kind == TYPE_PERIOD;
}

/* ---- What is looked at ---- */

static void call(saying *s, const ast_expr *e)
{
    static const struct {
        const char *name, *words, *distinct;
    } known[] = {{"count", "the number of ", "the number of different "},
                 {"size", "the number of ", NULL},
                 {"sum", "the sum of ", NULL},
                 {"total", "the sum of ", NULL},
                 {"avg", "the average of ", NULL},
                 {"mean", "the average of ", NULL},
                 {"median", "the median of ", NULL},
                 {"min", "the smallest ", NULL},
                 {"least", "the smallest ", NULL},
                 {"max", "the largest ", NULL},
                 {"greatest", "the largest ", NULL},
                 {"share", "the share of ", NULL},
                 {"running", "the running sum of ", NULL},
                 {"days", "the days of ", NULL}};
    for (size_t i = 0; i < sizeof known / sizeof *known; i++) {
        if (e->item_count != 1 || !str_equal_nocase(e->name.text, str_of(known[i].name)))
            continue;
        text(s, e->distinct && known[i].distinct ? known[i].distinct : known[i].words);
        say_operand(s, e->items[0]);
        return;
    }
    ast_format_expr(&s->out, e);
}

void say_operand(saying *s, const ast_expr *e)
{
    e = expr_bare(e);
    if (e->kind == AST_NAME && !e->has_via && str_equal_nocase(e->name.text, STR("count"))) {
        text(s, "the number of rows");
    } else if (e->kind == AST_NAME || e->kind == AST_FIELD) {
        sbuf_add(&s->out, e->name.text);
        if (e->has_via)
            sbuf_printf(&s->out, " by way of %.*s", STR_ARG(e->via.text));
    } else if (e->kind == AST_PATH && !e->has_via) {
        say_operand(s, e->left);
        sbuf_printf(&s->out, "'s %.*s", STR_ARG(e->name.text));
    } else if (e->kind == AST_CALL) {
        call(s, e);
    } else {
        ast_format_expr(&s->out, e);
    }
}

/* ---- Values ---- */

/* `Oct 2025`, `next month (Nov 2025)`; false for what is no time. */
static bool date(saying *s, const ast_expr *e, type of)
{
    period p;
    value read;
    if (!is_time(of) || e->kind != AST_PHRASE)
        return false;
    if (e->word_count == 1 && cal_parse(e->words[0].text, &p, NULL) == CAL_IS_DATE) {
        cal_print_pretty(&s->out, p);
        return true;
    }
    if (literal_read(s->k, e, TYPE_PERIOD, &read) != LITERAL_OK)
        return false;
    ast_format_expr(&s->out, e);
    text(s, " (");
    cal_print_pretty(&s->out, read.as.period);
    text(s, ")");
    return true;
}

static void range(saying *s, const ast_expr *e, type of)
{
    if (e->left && e->right)
        text(s, "the range from ");
    if (e->left)
        say_value(s, e->left, of);
    text(s, e->left && e->right ? " to " : e->left ? " or later" : "up to ");
    if (e->right)
        say_value(s, e->right, of);
}

static void one_value(saying *s, const value *v)
{
    switch (v->type.kind) {
    case TYPE_PERIOD:
        cal_print_pretty(&s->out, v->as.period);
        break;
    case TYPE_DATE:
        cal_print_pretty(&s->out, (period){v->as.date, v->as.date});
        break;
    case TYPE_MONEY:
        money_print(&s->out, v->as.money, true);
        break;
    default:
        value_print(&s->out, v);
        break;
    }
}

/* `Moldova ($country)`: who does not know the language wants the value. */
static void read_variable(saying *s, const ast_expr *e, const value *v)
{
    if (!v->type.set)
        one_value(s, v);
    for (size_t i = 0; v->type.set && i < v->as.set.count; i++) {
        text(s, i == 0 ? "" : i + 1 < v->as.set.count ? ", " : " or ");
        one_value(s, &v->as.set.items[i]);
    }
    sbuf_printf(&s->out, " ($%.*s)", STR_ARG(e->name.text));
}

void say_value(saying *s, const ast_expr *e, type of)
{
    const variable *known = variable_named(s->k, e);
    e = expr_bare(e);
    if (date(s, e, of))
        return;
    if (known && !known->unset && !known->value.missing) {
        read_variable(s, e, &known->value);
    } else if (e->kind == AST_RANGE && is_time(of)) {
        range(s, e, of);
    } else if (e->kind == AST_LIST) {
        for (size_t i = 0; i < e->item_count; i++) {
            text(s, i == 0 ? "" : i + 1 < e->item_count ? ", " : " or ");
            say_value(s, e->items[i], of);
        }
    } else if (e->kind == AST_QUERY) {
        text(s, "one of what ");
        ast_format_query(&s->out, e->query);
        text(s, " gives");
    } else if (e->kind == AST_FIELD) {
        text(s, "its ");
        say_operand(s, e);
    } else {
        ast_format_expr(&s->out, e);
    }
}

/* ---- Comparisons ---- */

/* What stands between the two sides: for times, sets and single values. */
static const char *verb(const ast_expr *e, type t)
{
    bool no = e->negated, time = is_time(t);
    switch (e->op) {
    case AST_OP_EQ:
    case AST_OP_IN:
    case AST_OP_OVERLAPS:
        if (time)
            return no ? "shares no day with" : "shares a day with";
        return t.set ? (no ? "does not include" : "includes") : no ? "is not" : "is";
    case AST_OP_SAME:
        return no ? "is not exactly" : "is exactly";
    case AST_OP_LIKE:
        return no ? "does not contain the text" : "contains the text";
    case AST_OP_LT:
        return time ? "ends before" : "is less than";
    case AST_OP_LE:
        return time ? "ends by the end of" : "is at most";
    case AST_OP_GT:
        return time ? "begins after" : "is more than";
    case AST_OP_GE:
        if (t.kind == TYPE_DATE && !t.set)
            return "is on or after";
        return time ? "begins with, or after, the first day of" : "is at least";
    case AST_OP_WITHIN:
        return no ? "does not lie wholly inside" : "lies wholly inside";
    case AST_OP_CONTAINS:
        return no ? "does not hold all of" : "holds all of";
    case AST_OP_MATCHES:
        return no ? "does not fit the pattern" : "fits the pattern";
    case AST_OP_HAS_ALL:
        return no ? "lacks one of" : "includes each of";
    case AST_OP_ONLY:
        return no ? "is not only" : "is only";
    default:
        return "is";
    }
}

/* `a, b and c`, where all of a list is meant. */
static void each(saying *s, const ast_expr *e, type of)
{
    for (size_t i = 0; i < e->item_count; i++) {
        text(s, i == 0 ? "" : i + 1 < e->item_count ? ", " : " and ");
        say_value(s, e->items[i], of);
    }
}

/* `whose title`; a variable is no row's: `where $project`. */
static void say_subject(saying *s, const ast_expr *e)
{
    text(s, expr_bare(e)->kind == AST_VAR ? "where " : "whose ");
    say_operand(s, e);
}

static void compare(saying *s, const ast_expr *e)
{
    type t = trail_type_of(s->k->trail, e->left);
    say_subject(s, e->left);
    sbuf_printf(&s->out, " %s ", verb(e, t));
    if (e->op == AST_OP_HAS_ALL && e->right->kind == AST_LIST)
        each(s, e->right, t);
    else
        say_value(s, e->right, t);
}

static void is_known(saying *s, const ast_expr *e)
{
    bool missing = (e->op == AST_OP_MISSING) != e->negated;
    say_subject(s, e->left);
    text(s, missing ? " is missing" : " is known");
}

/* ---- Logic ---- */

static void chain(saying *s, const ast_expr *e, ast_op op)
{
    const ast_expr *left = e->left;
    if (left->kind == AST_BINARY && left->op == op)
        chain(s, left, op);
    else
        say_condition(s, left);
    text(s, op == AST_OP_AND ? " and " : " or ");
    say_condition(s, e->right);
}

static void denied(saying *s, const ast_expr *e)
{
    const ast_expr *of = expr_bare(e->left);
    if (of->kind == AST_COMPARE || of->kind == AST_IS) {
        ast_expr turned = *of;
        bool takes = of->kind == AST_IS || (of->op != AST_OP_LT && of->op != AST_OP_LE && of->op != AST_OP_GT && of->op != AST_OP_GE);
        turned.negated = !turned.negated;
        if (takes && of->kind == AST_IS) {
            is_known(s, &turned);
            return;
        }
        if (takes) {
            compare(s, &turned);
            return;
        }
    }
    if (of->kind == AST_NAME || of->kind == AST_FIELD) {
        text(s, "that are not ");
        say_operand(s, of);
        return;
    }
    text(s, "that are not among those (");
    say_condition(s, of);
    text(s, ")");
}

void say_condition(saying *s, const ast_expr *written)
{
    const ast_expr *e = expr_bare(written);
    bool brackets = e != written && e->kind == AST_BINARY && (e->op == AST_OP_AND || e->op == AST_OP_OR);
    if (brackets)
        text(s, "(");
    if (e->kind == AST_COMPARE) {
        compare(s, e);
    } else if (e->kind == AST_IS) {
        is_known(s, e);
    } else if (e->kind == AST_NOT) {
        denied(s, e);
    } else if (e->kind == AST_BINARY && (e->op == AST_OP_AND || e->op == AST_OP_OR)) {
        chain(s, e, e->op);
    } else if (e->kind == AST_NAME || e->kind == AST_FIELD) {
        text(s, "that are ");
        say_operand(s, e);
    } else {
        text(s, "for which ");
        ast_format_expr(&s->out, e);
        text(s, " is true");
    }
    if (brackets)
        text(s, ")");
}

const char *say_order(type t, bool descending)
{
    if (is_time(t))
        return descending ? "the latest first" : "the earliest first";
    if (t.kind == TYPE_INT || t.kind == TYPE_NUMBER || t.kind == TYPE_MONEY || t.kind == TYPE_DURATION)
        return descending ? "the largest first" : "the smallest first";
    return descending ? "from Z to A" : "from A to Z";
}
