/* Statements: names with and without $, files without quotes, beginnings that can begin none. */
#include "parser/habits.h"

#include "lexer/keywords.h"

static bool begins_clause(unsigned role)
{
    return role < TOK_KINDS && keyword_in((token_kind)role, KW_CLAUSE);
}

/* The statement with a name that is a query's. */
static void hint_query_named(parsing *p, diag *d)
{
    size_t back = 0;
    while (habit_before(p, back) != ROLE_KINDS && habit_before(p, back) != TOK_LET)
        back++;
    const piece *variable = back >= 3 ? filter_past(&p->f, back) : NULL, *value = back >= 3 ? filter_past(&p->f, back - 2) : NULL;
    bool named = variable && variable->role == TOK_VARIABLE && value;
    str query = named ? habit_rest(p, value->t.where.begin, "", HABIT_STATEMENT) : (str){0};
    if (query.n > 0)
        diag_hint(p->bag, d, "a query has no $: `let %.*s = %.*s`", STR_ARG(variable->t.text), STR_ARG(query));
    else
        diag_hint(p->bag, d, "a query has no $: `let ours = activities where joint`");
}

/* `save programme.db` */
bool habit_bare_file(parsing *p, const bool expected[])
{
    const token *ending = &p->f.ahead[0];
    bool statement = habit_before(p, 0) == TOK_SAVE || habit_before(p, 0) == TOK_LOAD;
    if (p->current.role != TOK_WORD || !statement || !expected[TOK_STRING] || ending->kind != TOK_PATH)
        return false;
    span where = span_join(p->current.t.where, ending->where);
    diag *d = habit_add(p, E_SYNTAX, where, "the name of a file stands in quotes");
    diag_expect(p->bag, d, "a file's name in quotes");
    diag_hint(p->bag, d, "write `%.*s \"%.*s\"`", STR_ARG(habit_text_before(p, 0)), STR_ARG(source_slice(p->from, where)));
    return true;
}

/* `let start = 2025-10`, `let $x = activities where …` */
bool habit_dollar(parsing *p, const bool expected[])
{
    bool value = habit_before(p, 0) == ROLE_DEFINE && habit_before(p, 2) == TOK_LET && p->current.role != ROLE_END;
    if (value) {
        diag *d = habit_add(p, E_DOLLAR, filter_past(&p->f, 2)->t.where, "\"%.*s\" names a query, and a value follows",
                            STR_ARG(habit_text_before(p, 1)));
        diag_expect(p->bag, d, "$ before the name of a value");
        diag_hint(p->bag, d, "write `let $%.*s = %.*s`", STR_ARG(habit_text_before(p, 1)), STR_ARG(habit_text(p)));
        return true;
    }
    if (p->f.statement == TOK_LET && begins_clause(p->current.role) && expected[ROLE_END]) {
        diag *d = habit_add(p, E_DOLLAR, p->current.t.where, "\"%.*s\" belongs to a query, and $ names a value", STR_ARG(habit_text(p)));
        diag_expect(p->bag, d, "the end of the statement");
        hint_query_named(p, d);
        diag_hint(p->bag, d, "a clause that goes on from the last query stands behind a blank line or ;");
        return true;
    }
    if (p->current.role == TOK_WORD && habit_before(p, 0) == TOK_PARAM) {
        diag *d = habit_add(p, E_DOLLAR, p->current.t.where, "the name of a parameter begins with $");
        diag_expect(p->bag, d, "$%.*s", STR_ARG(habit_text(p)));
        return true;
    }
    return false;
}

/* `def f = 3` */
bool habit_def_without_owner(parsing *p, const bool expected[])
{
    if (p->current.role != ROLE_DEFINE || p->f.statement != TOK_DEF || !expected[TOK_PATH])
        return false;
    str name = habit_text_before(p, 0);
    diag *d = habit_add(p, E_SYNTAX, p->current.t.where, "\"%.*s\" is neither a function nor a field of a collection", STR_ARG(name));
    diag_expect(p->bag, d, "brackets or a field behind the name");
    diag_hint(p->bag, d, "a computed field: `def activities.%.*s = days > 30`", STR_ARG(name));
    return true;
}

/* `5 activities` */
static void hint_first(parsing *p, diag *d)
{
    str query = arena_printf(p->memory, "%.*s first %.*s", STR_ARG(p->f.ahead[0].text), STR_ARG(habit_text(p)));
    habit_guess(p, d, HABIT_ALSO, query, "the first rows: `%.*s`", STR_ARG(query));
    habit_guess_none(p, d);
}

/* A statement that begins with what can begin none. */
bool habit_no_source(parsing *p, const bool expected[])
{
    unsigned before = habit_before(p, 0);
    if (!expected[ROLE_LAST_QUERY] || (before != ROLE_END && before != ROLE_KINDS) || p->current.role == ROLE_END)
        return false;
    bool logic = p->current.t.kind == TOK_AND;
    str condition = logic ? habit_rest(p, p->current.t.where.end, "a where", HABIT_STATEMENT) : (str){0};
    str where = arena_printf(p->memory, "where %.*s", STR_ARG(condition));
    diag *d = habit_add(p, E_NO_FROM, p->current.t.where, "a statement cannot begin with \"%.*s\"", STR_ARG(habit_text(p)));
    diag_expect(p->bag, d, "a collection such as activities");
    if (p->current.role == TOK_FIELD)
        diag_hint(p->bag, d, "without the dot: `%.*s`", STR_ARG(p->current.t.text));
    else if (p->current.role == TOK_EQ)
        diag_hint(p->bag, d, "a query has no = in front, for example: `projects show sum(budget)`");
    else if (p->current.role == TOK_NUMBER && p->f.ahead[0].kind == TOK_WORD && p->f.ahead[0].before == BREAK_NONE)
        hint_first(p, d);
    else if (condition.n > 0 && habit_parses(arena_printf(p->memory, "a %.*s", STR_ARG(where))))
        diag_hint(p->bag, d, "to go on from the last query: `%.*s`", STR_ARG(where));
    else
        diag_hint(p->bag, d, "for example: `activities where country = Ukraine`");
    return true;
}
