/* Mistakes that are known by their look: slips, and habits from other languages. Each is told with the way it is written here.
 *
 * A habit looks at the piece that cannot stand (p->current), at what could, and at what was before; it tells its mistake and returns true, or
 * leaves the matter to the next. The order matters: the more special come first. Habits about words that stand where an operator or a clause is
 * wanted are in habit_words.c. */
#include "parser/habits.h"

#include "lexer/keywords.h"
#include "parser/build_node.h"

str habit_text(parsing *p)
{
    return syntax_text(p, &p->current);
}

unsigned habit_before(const parsing *p, size_t back)
{
    return filter_past_role(&p->f, back + 1);
}

str habit_text_before(parsing *p, size_t back)
{
    const piece *before = filter_past(&p->f, back + 1);
    return before ? syntax_text(p, before) : STR("");
}

diag *habit_add(parsing *p, diag_code code, span where, const char *format, ...)
{
    va_list args;
    va_start(args, format);
    str message = arena_vprintf(p->memory, format, args);
    va_end(args);
    return diag_add(p->bag, code, p->from, where, "%.*s", STR_ARG(message));
}

static bool is_clause(unsigned role)
{
    return role < TOK_KINDS && keyword_in((token_kind)role, KW_CLAUSE);
}

static bool is_comparison(unsigned role)
{
    return role == TOK_EQ || role == TOK_IN || role == ROLE_COMPARE || role == ROLE_TEST;
}

/* ---- Brackets ---- */

static bool stray_bracket(parsing *p, const bool expected[])
{
    if (p->current.role != TOK_RPAREN || !p->f.stray || expected[TOK_RPAREN])
        return false;
    diag *d = habit_add(p, E_STRAY_BRACKET, p->current.t.where, "this bracket closes nothing");
    diag_expect(p->bag, d, "no ), or a ( before it");
    return true;
}

/* `in (Ukraine, Moldova sort by start`: a clause begins inside a list. */
static bool open_bracket(parsing *p, const bool expected[])
{
    bool clause = is_clause(p->current.role) || p->current.role == TOK_PIPE;
    if (!clause || p->f.depth == 0 || !expected[TOK_RPAREN])
        return false;
    span opened = p->f.opened[p->f.depth];
    diag *d = habit_add(p, E_UNCLOSED_BRACKET, opened, "this bracket is not closed before \"%.*s\"", STR_ARG(habit_text(p)));
    diag_expect(p->bag, d, "a ) that belongs to it");
    diag_label_at(p->bag, d, p->current.t.where, "a clause begins here");
    return true;
}

/* `country = (Ukraine or Moldova)` */
static bool or_between_values(parsing *p, const bool expected[])
{
    bool logic = p->current.role == TOK_OR || p->current.role == TOK_AND;
    if (!logic || p->f.depth == 0 || !(p->f.frame[p->f.depth] & IN_VALUES) || !expected[TOK_RPAREN])
        return false;
    str word = habit_text(p);
    diag *d = habit_add(p, E_VALUE_ENDED, p->current.t.where, "\"%.*s\" cannot stand between two values", STR_ARG(word));
    diag_expect(p->bag, d, "a comma or a closing bracket");
    diag_hint(p->bag, d, "one of several values: `country in (Ukraine, Moldova)`");
    diag_hint(p->bag, d, "a set with every one of them: `project has all (CyberSEE, GLACY-e)`");
    diag_hint(p->bag, d, "a text with `%.*s` in it stands in quotes: `\"Bosnia and Herzegovina\"`", STR_ARG(word));
    return true;
}

/* ---- Values ---- */

/* The words from the piece `back` before the current one to the last word that follows on the line. */
static str words_from(parsing *p, size_t back)
{
    span all = span_join(filter_past(&p->f, back + 1)->t.where, p->current.t.where);
    for (unsigned i = 0; i < p->f.ahead_count; i++) {
        const token *t = &p->f.ahead[i];
        const token *next = i + 1 < p->f.ahead_count ? &p->f.ahead[i + 1] : NULL;
        bool word = (t->kind == TOK_WORD || t->kind == TOK_NUMBER) && t->before == BREAK_NONE;
        if (!word || (next && keyword_pair(t->text, next->text)))
            break;
        all.end = t->where.end;
    }
    return build_shown(p, source_slice(p->from, all));
}

/* `country = Antigua and Barbuda West`: and, or ended the value, and what follows is no condition. */
static bool value_ended(parsing *p, const bool expected[])
{
    bool word = p->current.role == TOK_WORD || p->current.role == TOK_NUMBER;
    size_t back = 0;
    while (habit_before(p, back) == TOK_WORD || habit_before(p, back) == TOK_NUMBER)
        back++;
    size_t logic = back++;
    if (!word || logic == 0 || (habit_before(p, logic) != TOK_AND && habit_before(p, logic) != TOK_OR))
        return false;
    while (habit_before(p, back) == TOK_WORD || habit_before(p, back) == TOK_NUMBER)
        back++;
    if (back == logic + 1 || !is_comparison(habit_before(p, back)) || !expected[ROLE_COMPARE])
        return false;
    str ended = habit_text_before(p, logic);
    diag *d =
        habit_add(p, E_VALUE_ENDED, p->current.t.where, "\"%.*s\" ended the value before it, and no condition follows", STR_ARG(ended));
    diag_label_at(p->bag, d, filter_past(&p->f, logic + 1)->t.where, "the value ends here");
    diag_expect(p->bag, d, "an operator, or quotes around the whole text");
    diag_hint(p->bag, d, "a text with `%.*s` in it stands in quotes: `\"%.*s\"`", STR_ARG(ended), STR_ARG(words_from(p, back - 1)));
    return true;
}

/* `Kosovo*`: a footnote mark. */
static bool footnote_mark(parsing *p, const bool expected[])
{
    const piece *star = filter_past(&p->f, 1);
    (void)expected;
    if (habit_before(p, 0) != TOK_STAR || habit_before(p, 1) != TOK_WORD || !star || star->t.spaced)
        return false;
    str word = habit_text_before(p, 1);
    diag *d =
        habit_add(p, E_SYNTAX, star->t.where, "\"*\" behind \"%.*s\" multiplies, and nothing follows to multiply with", STR_ARG(word));
    diag_expect(p->bag, d, "the word without its footnote mark");
    diag_hint(p->bag, d, "write `%.*s`; the text with its mark stands in quotes: `\"%.*s*\"`", STR_ARG(word), STR_ARG(word));
    return true;
}

/* `budget > EUR 10,000,000` */
static bool thousands_comma(parsing *p, const bool expected[])
{
    const piece *before = filter_past(&p->f, 1);
    const token *ahead = p->f.ahead;
    if (p->current.role != TOK_COMMA || expected[TOK_COMMA] || p->current.t.spaced || !before || before->role != TOK_NUMBER)
        return false;
    sbuf plain = {0};
    span where = before->t.where;
    sbuf_add(&plain, before->t.text);
    for (unsigned i = 0; i < p->f.ahead_count; i += 2) {
        bool comma = i == 0 || (ahead[i - 1].kind == TOK_COMMA && !ahead[i - 1].spaced);
        if (!comma || ahead[i].kind != TOK_NUMBER || ahead[i].spaced || ahead[i].text.n != 3)
            break;
        sbuf_printf(&plain, "_%.*s", STR_ARG(ahead[i].text));
        where = span_join(where, ahead[i].where);
    }
    bool found = where.end > before->t.where.end;
    if (found) {
        diag *d = habit_add(p, E_BAD_NUMBER, where, "\"%.*s\" is no number: a comma parts values", STR_ARG(source_slice(p->from, where)));
        diag_expect(p->bag, d, "thousands without a comma");
        diag_hint(p->bag, d, "write `%.*s`", STR_ARG(sbuf_str(&plain)));
    }
    sbuf_free(&plain);
    return found;
}

/* `country = Ukraine, Moldova` */
static bool list_without_brackets(parsing *p, const bool expected[])
{
    size_t back = 0;
    while (habit_before(p, back) == TOK_WORD || habit_before(p, back) == TOK_NUMBER || habit_before(p, back) == TOK_STRING)
        back++;
    if (p->current.role != TOK_COMMA || expected[TOK_COMMA] || back == 0 || !is_comparison(habit_before(p, back)))
        return false;
    str value = source_slice(p->from, span_join(filter_past(&p->f, back)->t.where, filter_past(&p->f, 1)->t.where));
    value = build_shown(p, value);
    diag *d = habit_add(p, E_SYNTAX, p->current.t.where, "a comma cannot stand after the value of a comparison");
    diag_expect(p->bag, d, "another condition (and, or), a clause or the end");
    diag_hint(p->bag, d, "one of several values: `in (%.*s, …)`", STR_ARG(value));
    return true;
}

/* `= if joint then …` */
static bool bare_condition(parsing *p, const bool expected[])
{
    if (p->current.role != TOK_IF || !is_comparison(habit_before(p, 0)) || !expected[TOK_STRING])
        return false;
    diag *d = habit_add(p, E_SYNTAX, p->current.t.where, "\"if\" cannot begin a value without brackets");
    diag_expect(p->bag, d, "a value, or ( before if");
    diag_hint(p->bag, d, "for example: `mode = (if joint then online else in person)`");
    return true;
}

/* ---- Clauses ---- */

static bool order_by(parsing *p, const bool expected[])
{
    (void)expected;
    if (p->current.t.kind != TOK_ORDER_BY)
        return false;
    diag *d = habit_add(p, E_ORDER_BY, p->current.t.where, "\"%.*s\" is no clause of this language", STR_ARG(habit_text(p)));
    diag_expect(p->bag, d, "sort by");
    const token *key = &p->f.ahead[0];
    diag_hint(p->bag, d, "write `sort by %.*s`", STR_ARG(key->kind == TOK_WORD ? key->text : STR("start desc")));
    return true;
}

static bool add_without_name(parsing *p, const bool expected[])
{
    bool in_add = p->f.depth == 0 && p->f.frame[0] & IN_ADD;
    bool comma = p->current.role == TOK_COMMA && !expected[TOK_COMMA];
    bool first = habit_before(p, 0) == TOK_ADD || habit_before(p, 0) == ROLE_ITEM_COMMA || expected[ROLE_DEFINE];
    if (!in_add || !(comma || first))
        return false;
    diag *d = habit_add(p, E_NO_NAME, p->current.t.where,
                        comma ? "what follows this comma has no name" : "an item of add begins with its name and =");
    diag_expect(p->bag, d, "name = expression");
    diag_hint(p->bag, d, "for example: `add longer = days + 1, n = number() per project`");
    return true;
}

/* `select where`, `sort by desc`: a word of the language where a name is wanted. */
static bool reserved_name(parsing *p, const bool expected[])
{
    const keyword *k = keyword_of(p->current.t.kind);
    if (!k || p->current.role == TOK_WORD || !expected[TOK_QUOTED_NAME] || k->class == KW_OPERATOR || is_comparison(habit_before(p, 0)))
        return false;
    diag *d = habit_add(p, E_RESERVED, p->current.t.where, "\"%.*s\" is a word of the language, and cannot stand after \"%.*s\"",
                        STR_ARG(habit_text(p)), STR_ARG(habit_text_before(p, 0)));
    diag_expect(p->bag, d, expected[TOK_STRING] ? "a field or a value" : "a name");
    bool after_logic = habit_before(p, 0) == TOK_AND || habit_before(p, 0) == TOK_OR;
    if (after_logic && k->class == KW_CLAUSE)
        diag_hint(p->bag, d, "leave out \"%.*s\", or write another condition behind it", STR_ARG(habit_text_before(p, 0)));
    else
        diag_hint(p->bag, d, "a field of that name is written `%.*s`", STR_ARG(habit_text(p)));
    if (!after_logic)
        p->f.failed_clause = p->f.clause; /* meant as a name, it begins no clause to be judged */
    return true;
}

/* ---- Counting ---- */

static bool count_star(parsing *p, const bool expected[])
{
    const piece *call = filter_past(&p->f, 2);
    bool star = p->current.role == TOK_STAR && habit_before(p, 0) == TOK_LPAREN && habit_before(p, 1) == TOK_CALL;
    (void)expected;
    if (!star || !str_equal_nocase(call->t.text, STR("count")))
        return false;
    diag *d = habit_add(p, E_COUNT_STAR, span_join(call->t.where, p->current.t.where), "count takes no *");
    diag_expect(p->bag, d, "count, without brackets");
    diag_hint(p->bag, d, "the number of rows: `show count`, or `count by country`");
    return true;
}

/* `show count by project` */
static bool show_by(parsing *p, const bool expected[])
{
    if (p->current.role != TOK_BY || !expected[TOK_WHERE])
        return false;
    diag *d = habit_add(p, E_SYNTAX, p->current.t.where, "\"%.*s\" cannot stand after \"%.*s\"", STR_ARG(habit_text(p)),
                        STR_ARG(habit_text_before(p, 0)));
    diag_expect(p->bag, d, "a comma, another clause or the end of the statement");
    diag_hint(p->bag, d, "one row per key: `count by project`, or `group by project show count, sum(days)`");
    return true;
}

/* `activities sum(days)`, `activities count(country)`, `activities count distinct(country)`: an aggregate where its clause is missing. */
static bool bare_aggregate(parsing *p, const bool expected[])
{
    bool distinct = p->current.role == ROLE_DISTINCT_OF && habit_before(p, 0) == TOK_COUNT;
    bool call = p->current.role == TOK_CALL && expected[TOK_WHERE] && !expected[TOK_STRING];
    if (!distinct && !call)
        return false;
    diag *d = habit_add(p, E_SYNTAX, p->current.t.where, "%s begins no clause", distinct ? "\"count distinct\"" : "a call");
    diag_expect(p->bag, d, "a clause such as show before it");
    if (distinct)
        diag_hint(p->bag, d, "for example: `show count distinct(country)`");
    else
        diag_hint(p->bag, d, "an aggregate is shown: `show %.*s(…)`", STR_ARG(p->current.t.text));
    return true;
}

/* ---- Statements ---- */

/* `let start = 2025-10`, `let $x = activities where …` */
static bool dollar(parsing *p, const bool expected[])
{
    bool value = habit_before(p, 0) == ROLE_DEFINE && habit_before(p, 2) == TOK_LET && p->current.role != ROLE_END;
    if (value) {
        diag *d = habit_add(p, E_DOLLAR, filter_past(&p->f, 2)->t.where, "\"%.*s\" names a query, and a value follows",
                            STR_ARG(habit_text_before(p, 1)));
        diag_expect(p->bag, d, "$ before the name of a value");
        diag_hint(p->bag, d, "write `let $%.*s = %.*s`", STR_ARG(habit_text_before(p, 1)), STR_ARG(habit_text(p)));
        return true;
    }
    if (p->f.statement == TOK_LET && is_clause(p->current.role) && expected[ROLE_END]) {
        diag *d = habit_add(p, E_DOLLAR, p->current.t.where, "\"%.*s\" belongs to a query, and $ names a value", STR_ARG(habit_text(p)));
        diag_expect(p->bag, d, "the end of the statement");
        diag_hint(p->bag, d, "a query has no $: `let ours = activities where joint`");
        diag_hint(p->bag, d, "a clause that goes on from the last query stands behind a blank line or ;");
        return true;
    }
    if (p->current.role == TOK_WORD && habit_before(p, 0) == TOK_PARAM) {
        diag *d = habit_add(p, E_DOLLAR, p->current.t.where, "a parameter wears a $");
        diag_expect(p->bag, d, "$%.*s", STR_ARG(habit_text(p)));
        return true;
    }
    return false;
}

/* `def f = 3` */
static bool def_without_owner(parsing *p, const bool expected[])
{
    if (p->current.role != ROLE_DEFINE || p->f.statement != TOK_DEF || !expected[TOK_PATH])
        return false;
    str name = habit_text_before(p, 0);
    diag *d = habit_add(p, E_SYNTAX, p->current.t.where, "\"%.*s\" is neither a function nor a field of a collection", STR_ARG(name));
    diag_expect(p->bag, d, "brackets or a field behind the name");
    diag_hint(p->bag, d, "a function: `def %.*s($when) = days($when) > 30`", STR_ARG(name));
    diag_hint(p->bag, d, "a computed field: `def activities.%.*s = days > 30`", STR_ARG(name));
    diag_hint(p->bag, d, "a value: `let $%.*s = 30`", STR_ARG(name));
    return true;
}

/* A statement that begins with what can begin none. */
static bool no_source(parsing *p, const bool expected[])
{
    unsigned before = habit_before(p, 0);
    if (!expected[ROLE_LAST_QUERY] || (before != ROLE_END && before != ROLE_KINDS) || p->current.role == ROLE_END)
        return false;
    diag *d = habit_add(p, E_NO_FROM, p->current.t.where, "no statement begins with \"%.*s\"", STR_ARG(habit_text(p)));
    diag_expect(p->bag, d, "a collection such as activities, or a word such as let or use");
    diag_hint(p->bag, d, "for example: `activities where country = Ukraine`");
    return true;
}

/* ---- The list ---- */

static habit *const HABITS[] = {
    stray_bracket,    open_bracket,   habit_sql_select, value_ended,           footnote_mark, thousands_comma, or_between_values,
    bare_condition,   order_by,       count_star,       bare_aggregate,        show_by,       dollar,          def_without_owner,
    habit_is,         habit_not_sign, habit_operator,   habit_number,          habit_format,  no_source,       habit_clause,
    add_without_name, reserved_name,  habit_two_words,  list_without_brackets,
};

bool habit_report(parsing *p, const bool expected[])
{
    for (size_t i = 0; i < sizeof HABITS / sizeof *HABITS; i++)
        if (HABITS[i](p, expected))
            return true;
    return false;
}
