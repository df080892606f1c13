/* Mistakes of syntax: what was found, in the user's words, and the short list of what could stand there. */
#include "parser/syntax.h"

#include "lexer/keywords.h"
#include "parser/build_node.h"

bool syntax_next(parsing *p)
{
    if (p->stopped == ST_OK)
        p->stopped = filter_next(&p->f, &p->current);
    return p->stopped == ST_OK;
}

bool syntax_begins_anew(const parsing *p)
{
    unsigned role = p->current.role;
    return role == ROLE_END || role == TOK_PIPE || (role < TOK_KINDS && keyword_in((token_kind)role, KW_CLAUSE));
}

void syntax_exhausted(parsing *p, span where, bool deep)
{
    if (deep)
        build_too_deep(p, where);
    else
        build_no_memory(p);
}

str syntax_text(parsing *p, const piece *found)
{
    return build_shown(p, source_slice(p->from, found->t.where));
}

str syntax_quoted(parsing *p, const piece *found)
{
    str text = syntax_text(p, found);
    bool quoted = text.n > 0 && (text.p[0] == '"' || text.p[0] == '\'');
    return quoted ? text : arena_printf(p->memory, "\"%.*s\"", STR_ARG(text));
}

/* ---- What could stand here ---- */

/* The words for a role that is expected, the most telling first. Roles that share their words stand once. */
typedef struct expectation {
    unsigned role;
    const char *words;
} expectation;

static const expectation EXPECTATIONS[] = {
    {TOK_KNOWN, "known or missing"},
    {TOK_THEN, "then"},
    {TOK_ELSE, "else"},
    {TOK_ON, "on and a condition"},
    {TOK_BY, "by"},
    {TOK_LINKS, "links"},
    {TOK_EQ, "="},
    {TOK_WITH, "with and settings"},
    {ROLE_DEFINE, "="},
    {ROLE_COMPARE, "an operator such as = ~ in"},
    {TOK_AND, "another condition (and, or)"},
    {TOK_RPAREN, "a closing bracket"},
    {TOK_COMMA, "a comma"},
    {TOK_WHERE, "a clause such as where, select, sort by"},
    {TOK_AS, "as and a name"},
    {ROLE_END, "the end of the statement"},
};
enum { EXPECTATION_COUNT = sizeof EXPECTATIONS / sizeof *EXPECTATIONS, SHOWN_EXPECTATIONS = 4 };

/* Where something is wanted that can be many things: its name. NULL where the single roles say it better. */
static const char *thing_wanted(const parsing *p, const bool expected[])
{
    if (expected[TOK_REGEX])
        return "a regular expression: /…/";
    if (expected[TOK_STRING] && expected[TOK_FIELD])
        return expected[ROLE_RELATIVE] ? "a field or a value" : "a value: text, a number, a date, $name or .field";
    if (expected[TOK_STRING] && expected[TOK_QUOTED_NAME])
        return "a name, or a sign in quotes";
    if (expected[TOK_STRING] && expected[TOK_WORD])
        return "a module, or a file in quotes";
    if (expected[TOK_NUMBER] && expected[TOK_VARIABLE])
        return "a number";
    if (expected[TOK_WORD] && expected[TOK_QUOTED_NAME] && expected[TOK_LPAREN])
        return "a collection, or a query in brackets";
    if (expected[TOK_WORD] && expected[TOK_QUOTED_NAME])
        return "a name";
    if (expected[TOK_STRING] && (filter_past_role(&p->f, 0) == TOK_NOT || filter_past_role(&p->f, 1) == TOK_NOT)) /* why not */
        return "a row's name or source in quotes";
    if (expected[TOK_STRING])
        return "a file's name in quotes";
    return expected[TOK_VARIABLE] ? "a $name" : NULL;
}

static void tell_expected(parsing *p, diag *d, const bool expected[])
{
    const char *shown[SHOWN_EXPECTATIONS] = {thing_wanted(p, expected)};
    size_t count = shown[0] != NULL;
    size_t limit = shown[0] ? 1 : SHOWN_EXPECTATIONS; /* a thing that is wanted says enough */
    for (size_t i = 0; i < EXPECTATION_COUNT && count < limit; i++)
        if (expected[EXPECTATIONS[i].role] && !(EXPECTATIONS[i].role == TOK_EQ && expected[ROLE_COMPARE]))
            shown[count++] = EXPECTATIONS[i].words;
    sbuf text = {0};
    for (size_t i = 0; i < count; i++)
        sbuf_printf(&text, "%s%s", i == 0 ? "" : i + 1 == count ? " or " : ", ", shown[i]);
    if (text.n > 0)
        diag_expect(p->bag, d, "%.*s", STR_ARG(sbuf_str(&text)));
    sbuf_free(&text);
}

/* ---- The message ---- */

/* `show` alone on its line lists things; behind a query it is a clause. */
static void hint_lists(parsing *p, diag *d)
{
    sbuf lists = {0};
    sbuf_list(&lists, show_list_table, SHOW_LIST_COUNT, " or ");
    diag_hint(p->bag, d, "at the beginning of a line `show` and %s lists what there is", lists.p ? lists.p : "");
    sbuf_free(&lists);
}

/* What may follow the word that the statement ends with. */
static void hint_end(parsing *p, diag *d, unsigned last)
{
    static const struct {
        unsigned role;
        const char *hint;
    } hints[] = {
        {TOK_COMMA, "or leave out the comma"},
        {TOK_PIPE, "or leave out the bar"},
        {TOK_AND, "or leave out the `and`"},
        {TOK_OR, "or leave out the `or`"},
        {TOK_EQ, "rows without a value: `country is missing`"},
        {TOK_WHERE, "for example: `where country = Ukraine`"},
        {TOK_SELECT, "for example: `select title, start`"},
        {TOK_SORT_BY, "for example: `sort by start desc`"},
        {TOK_GROUP_BY, "for example: `group by country`"},
        {TOK_SHOW, "for example: `show count, sum(days)`"},
        {TOK_ADD, "for example: `add longer = days + 1`"},
        {TOK_EXPAND, "for example: `expand project`"},
        {TOK_DESCRIBE, "it describes whatever has a name: `describe activities`, `describe activities.project`, `describe days`, "
                       "`describe group by`, `describe \"??\"`, `describe csv`, `describe calendar`, `describe E0203`"},
    };
    if (last == TOK_SHOW && filter_past_role(&p->f, 2) == ROLE_LAST_QUERY)
        hint_lists(p, d);
    for (size_t i = 0; i < sizeof hints / sizeof *hints; i++)
        if (hints[i].role == last)
            diag_hint(p->bag, d, "%s", hints[i].hint);
}

/* Does the text end with a comment of another language, which was told? Nothing more is known of what stands there. */
static bool ends_with_comment(const parsing *p, const piece *last)
{
    const diag *d = p->bag->count > 0 ? p->bag->items[p->bag->count - 1] : NULL;
    return d && last && d->code == E_FOREIGN_COMMENT && d->from == p->from && d->where.begin >= last->t.where.end;
}

static void report_end(parsing *p, const bool expected[])
{
    const piece *last = filter_past(&p->f, 1);
    if (ends_with_comment(p, last))
        return;
    str after = last ? syntax_quoted(p, last) : STR("nothing");
    diag *d =
        diag_add(p->bag, E_TOO_SHORT, p->from, p->current.t.where, "the statement ends after %.*s, where more is needed", STR_ARG(after));
    tell_expected(p, d, expected);
    hint_end(p, d, last ? last->role : ROLE_KINDS);
}

static void report_found(parsing *p, const bool expected[])
{
    const piece *last = filter_past(&p->f, 1);
    str found = syntax_quoted(p, &p->current);
    bool after = last && last->t.where.end > last->t.where.begin && last->role != ROLE_END;
    str place = after ? arena_printf(p->memory, "after %.*s", STR_ARG(syntax_quoted(p, last))) : STR("here");
    diag *d = diag_add(p->bag, E_SYNTAX, p->from, p->current.t.where, "%.*s cannot stand %.*s", STR_ARG(found), STR_ARG(place));
    tell_expected(p, d, expected);
}

void syntax_report(parsing *p, const bool expected[])
{
    if (p->stopped != ST_OK || !filter_may_report(&p->f))
        return;
    if (!habit_report(p, expected)) {
        if (p->current.role == ROLE_END || p->current.role == TOK_EOF)
            report_end(p, expected);
        else
            report_found(p, expected);
    }
}
