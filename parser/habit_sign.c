/* A colon in a text without quotes, and a bracket with a space before it. */
#include "parser/habits.h"

/* Where the value begins that the piece before the current one ends; NULL if that is none. */
static const piece *value_begin(const parsing *p)
{
    size_t back = 0;
    while (habit_is_value(habit_before(p, back)) && habit_before(p, back) != TOK_STRING)
        back++;
    unsigned before = habit_before(p, back);
    bool listed = p->f.depth > 0 && p->f.frame[p->f.depth] & IN_VALUES && (before == TOK_LPAREN || before == TOK_COMMA);
    return back > 0 && (listed || habit_is_comparison(before)) ? filter_past(&p->f, back) : NULL;
}

/* `source = 2025-Q3:521`, `title = Talk: part two` */
static bool colon(parsing *p)
{
    const piece *begin = p->current.t.kind == TOK_COLON ? value_begin(p) : NULL;
    if (!begin)
        return false;
    bool list = p->f.depth > 0 && p->f.frame[p->f.depth] & IN_VALUES;
    str behind = habit_rest(p, p->current.t.where.end, list ? "a where b in (" : "a where b =", HABIT_VALUE);
    size_t comma = list ? str_find(behind, STR(",")) : SIZE_MAX;
    behind.n = comma == SIZE_MAX ? behind.n : comma;
    uint32_t end = behind.n > 0 ? (uint32_t)(behind.p + behind.n - p->from->text.p) : p->current.t.where.end;
    str text = source_slice(p->from, (span){begin->t.where.begin, end});
    diag *d = habit_add(p, E_SYNTAX, p->current.t.where, "\":\" cannot stand in a text without quotes");
    diag_expect(p->bag, d, "quotes around the whole text");
    if (str_find(text, STR("\"")) == SIZE_MAX && str_find(text, STR("\\")) == SIZE_MAX)
        diag_hint(p->bag, d, "write `\"%.*s\"`", STR_ARG(text));
    return true;
}

/* `size (project) > 1`: what a function takes, behind a space; or values, and no operator. */
static bool bracket_apart(parsing *p, const bool expected[])
{
    const piece *name = filter_past(&p->f, 1);
    if (p->current.t.kind != TOK_LPAREN || !p->current.t.spaced || habit_before(p, 0) != TOK_WORD || !expected[ROLE_COMPARE])
        return false;
    str word = syntax_text(p, name), rest = habit_rest(p, p->current.t.where.begin, "a where b", HABIT_CLAUSE);
    diag *d = habit_add(p, E_SYNTAX, p->current.t.where, "\"(\" cannot stand after \"%.*s\"", STR_ARG(word));
    diag_expect(p->bag, d, "an operator, or the bracket directly behind the name of a function");
    rest = rest.n > 0 ? rest : habit_rest(p, p->current.t.where.begin, "a where b in", HABIT_CLAUSE);
    str call = arena_printf(p->memory, "%.*s%.*s", STR_ARG(word), STR_ARG(rest));
    str list = arena_printf(p->memory, "%.*s in %.*s", STR_ARG(word), STR_ARG(rest));
    uint32_t begin = name->t.where.begin;
    habit_guess(p, d, HABIT_ALSO, rest.n > 0 ? habit_with(p, begin, call) : rest, "without the space: `%.*s`", STR_ARG(call));
    habit_guess(p, d, HABIT_ELSE, rest.n > 0 ? habit_with(p, begin, list) : rest, "one of several values: `%.*s`", STR_ARG(list));
    return true;
}

bool habit_sign(parsing *p, const bool expected[])
{
    return colon(p) || bracket_apart(p, expected);
}
