/* Words of the language, as the grammar lets them come. */
#include "engine/complete.h"

#include <string.h>

#include "lexer/keywords.h"

static void add_word(completing *c, str word, str help)
{
    complete_add(c, CYQ_COMPLETION_WORD, word, c->word, (str){0}, help, true);
}

/* A word of the table, if the grammar takes it. */
static void add_keyword(completing *c, token_kind kind)
{
    const keyword *k = keyword_of(kind);
    if (k && complete_expects(c, kind))
        add_word(c, k->text, k->help);
}

/* ---- Operators ---- */

/* For which operands an operator is of use. */
enum { OF_TEXT = 1, OF_NUMBER = 2, OF_TIME = 4, OF_SET = 8, OF_BOOL = 16, OF_ALL = 31 };

typedef struct sign {
    const char *text, *help;
    unsigned role, of;
} sign;

static const sign SIGNS[] = {
    {"=", "is, shares something", TOK_EQ, OF_ALL},
    {"!=", "is not, shares nothing", ROLE_COMPARE, OF_ALL},
    {"~", "contains the text", ROLE_COMPARE, OF_TEXT},
    {"!~", "does not contain the text", ROLE_COMPARE, OF_TEXT},
    {"in", "is one of a list, a query's values, or within a time", TOK_IN, OF_ALL & ~(unsigned)OF_BOOL},
    {"not in", "is none of a list", TOK_IN, OF_ALL & ~(unsigned)OF_BOOL},
    {"<", "less; ends before", ROLE_COMPARE, OF_NUMBER | OF_TIME},
    {"<=", "at most; ends by", ROLE_COMPARE, OF_NUMBER | OF_TIME},
    {">", "more; starts after", ROLE_COMPARE, OF_NUMBER | OF_TIME},
    {">=", "at least; starts from", ROLE_COMPARE, OF_NUMBER | OF_TIME},
    {"overlaps", "two periods share a day", ROLE_TEST, OF_TIME},
    {"within", "lies wholly inside a period", ROLE_TEST, OF_TIME},
    {"contains", "a period holds another wholly", ROLE_TEST, OF_TIME},
    {"has all", "a set has every value of a list", ROLE_TEST, OF_SET},
    {"only", "a set has values of a list and nothing else", ROLE_TEST, OF_SET},
    {"matches", "fits a regular expression: matches /re/i", TOK_MATCHES, OF_TEXT},
    {"is known", "there is a value", TOK_IS, OF_ALL},
    {"is missing", "there is no value", TOK_IS, OF_ALL},
    {"==", "is exactly", ROLE_COMPARE, OF_ALL},
    {"!==", "is not exactly", ROLE_COMPARE, OF_ALL},
};

static unsigned kind_of(type t)
{
    unsigned set = t.set ? OF_SET : 0;
    switch ((type_kind)t.kind) {
    case TYPE_TEXT:
    case TYPE_LINK:
        return set | OF_TEXT;
    case TYPE_DATE:
    case TYPE_PERIOD:
        return set | OF_TIME;
    case TYPE_BOOL:
        return set | OF_BOOL;
    case TYPE_NONE:
    case TYPE_KIND_COUNT:
        return OF_ALL;
    default:
        return set | OF_NUMBER;
    }
}

static bool sign_may_come(const completing *c, const sign *s)
{
    if (complete_expects(c, s->role))
        return true;
    bool compares = s->role == TOK_EQ || s->role == ROLE_COMPARE; /* behind the `on` of a join they have other roles */
    return compares ? complete_expects(c, ROLE_JOIN_COMPARE)
                    : s->role != TOK_MATCHES && s->role != TOK_IS && complete_expects(c, ROLE_JOIN_TEST);
}

static void add_signs(completing *c)
{
    unsigned of = kind_of(c->offer.operand);
    for (size_t i = 0; i < sizeof SIGNS / sizeof *SIGNS; i++)
        if (SIGNS[i].of & of && sign_may_come(c, &SIGNS[i]) && !(c->place.last == TOK_NOT && strncmp(SIGNS[i].text, "not ", 4) == 0))
            add_word(c, str_of(SIGNS[i].text), str_of(SIGNS[i].help));
}

/* Stands an operand here that is nothing yet without being compared? */
static bool must_compare(const completing *c)
{
    bool condition = c->place.clause == TOK_WHERE || c->place.clause == TOK_JOIN || c->place.clause == TOK_LEFT_JOIN;
    bool whole = c->offer.operand.kind == TYPE_NONE || (c->offer.operand.kind == TYPE_BOOL && !c->offer.operand.set);
    return condition && c->place.operand.n > 0 && !whole && !c->spot.in_phrase &&
           (complete_expects(c, TOK_EQ) || complete_expects(c, ROLE_JOIN_COMPARE));
}

/* Where comparing is what one does with an operand. */
static bool may_compare(const completing *c)
{
    bool negated = c->place.last == TOK_NOT && complete_expects(c, TOK_IN) && !complete_expects(c, TOK_STRING);
    bool operand = complete_expects(c, TOK_EQ) || complete_expects(c, ROLE_JOIN_COMPARE) || negated;
    bool key = c->place.clause == TOK_GROUP_BY || c->place.clause == TOK_COUNT || c->place.clause == TOK_PIVOT ||
               c->place.clause == TOK_SELECT || c->place.clause == TOK_SORT_BY || c->place.clause == TOK_SHOW ||
               c->place.clause == TOK_TOP || c->place.clause == TOK_DISTINCT;
    return operand && !key && !c->spot.in_phrase;
}

/* ---- The rest ---- */

static bool may_begin_clause(const completing *c, token_kind kind)
{
    if (kind == TOK_PIVOT)
        return c->place.clause == TOK_GROUP_BY;
    return kind != TOK_OFFSET || c->place.clause == TOK_LIMIT;
}

/* Is there a query to go on from, in this text or before it? */
static bool has_last(const completing *c)
{
    const ast_script *tree = c->spot.before;
    for (size_t i = 0; tree && i < tree->statement_count; i++)
        if (tree->statements[i]->kind == AST_RUN)
            return true;
    return check_has_last(c->session->scope.env);
}

/* Is what stands here a condition, or part of one? */
static bool in_condition(const completing *c)
{
    bool clause = c->place.clause == TOK_WHERE || c->place.clause == TOK_JOIN || c->place.clause == TOK_LEFT_JOIN;
    return clause || c->offer.operand.kind == TYPE_BOOL || c->word < c->text.n;
}

static void add_clauses(completing *c)
{
    static const token_kind first[] = {TOK_THEN, TOK_ELSE,      TOK_BY,     TOK_ON,   TOK_AS,    TOK_ASC,   TOK_DESC,
                                       TOK_PER,  TOK_WITH_TIES, TOK_OFFSET, TOK_WITH, TOK_LINKS, TOK_KNOWN, TOK_MISSING};
    if (in_condition(c)) {
        add_keyword(c, TOK_AND);
        add_keyword(c, TOK_OR);
    }
    for (size_t i = 0; i < sizeof first / sizeof *first; i++)
        add_keyword(c, first[i]);
    if (c->place.clause == TOK_GROUP_BY && complete_expects(c, TOK_SHOW))
        add_keyword(c, TOK_SHOW);
    if ((c->place.clause == TOK_GROUP_BY || c->place.clause == TOK_COUNT || c->place.clause == TOK_EXPAND) && complete_expects(c, TOK_IN))
        add_keyword(c, TOK_IN);
    bool follows_last = c->place.last == ROLE_END && complete_expects(c, ROLE_LAST_QUERY) && has_last(c);
    for (size_t i = 0; i < keyword_count; i++) {
        const keyword *k = &keyword_table[i];
        if (k->class == KW_CLAUSE && (complete_expects(c, k->kind) || follows_last) && may_begin_clause(c, k->kind))
            add_word(c, k->text, k->help);
    }
}

static void add_statements(completing *c)
{
    for (size_t i = 0; i < keyword_count; i++)
        if (keyword_table[i].class == KW_STATEMENT)
            add_keyword(c, keyword_table[i].kind);
    if (complete_expects(c, ROLE_SHOW_LIST))
        add_word(c, STR("show"), STR("lists what there is: show functions"));
}

/* Units behind `this`, `last 90`. */
static void add_units(completing *c)
{
    static const char *const units[] = {"day", "week", "month", "quarter", "year"};
    bool many = c->place.last == TOK_NUMBER;
    bool relative =
        c->place.last == ROLE_RELATIVE || (many && c->spot.count > 1 && c->spot.pieces[c->spot.count - 2].role == ROLE_RELATIVE);
    for (size_t i = 0; relative && i < sizeof units / sizeof *units; i++)
        add_word(c, arena_printf(c->memory, "%s%s", units[i], many ? "s" : ""), (str){0});
}

void complete_words(completing *c)
{
    add_units(c);
    if (c->spot.value_first)
        return;
    if (may_compare(c))
        add_signs(c);
    if (must_compare(c))
        return;
    if (complete_expects(c, TOK_STAR) && c->place.last == TOK_SELECT)
        add_word(c, STR("*"), STR("all columns"));
    if (complete_expects(c, TOK_NOT) && complete_expects(c, ROLE_RELATIVE))
        add_keyword(c, TOK_NOT);
    if (complete_expects(c, TOK_IF))
        add_keyword(c, TOK_IF);
    add_clauses(c);
    add_statements(c);
}
