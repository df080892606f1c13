/* A colon in a text without quotes, and a bracket with a space before it. */
#include "parser/habits.h"

/* A value of words that the piece before the current one ends, and the sign that it is compared by, or that gives it to a variable. */
typedef struct words_value {
    const piece *begin; /* NULL: there is none */
    size_t sign;        /* how many pieces back */
    bool listed;
} words_value;

static words_value value_before(const parsing *p)
{
    words_value v = {0};
    size_t back = 0;
    while (habit_is_value(habit_before(p, back)) && habit_before(p, back) != TOK_STRING)
        back++;
    v.begin = back > 0 ? filter_past(&p->f, back) : NULL;
    v.listed = p->f.depth > 0 && p->f.frame[p->f.depth] & IN_VALUES;
    while (v.listed && habit_before(p, back) != TOK_LPAREN && habit_before(p, back) != ROLE_KINDS)
        back++;
    v.sign = back + v.listed;
    if (!habit_is_comparison(habit_before(p, v.sign)))
        v.begin = NULL;
    return v;
}

/* In quotes, where text can stand. */
static void hint_quotes(parsing *p, diag *d, const words_value *v, str text)
{
    str quoted = arena_printf(p->memory, "\"%.*s\"", STR_ARG(text));
    if (str_find(text, STR("\"")) != SIZE_MAX || str_find(text, STR("\\")) != SIZE_MAX)
        return;
    if (habit_clause_at(p) == ROLE_KINDS) { /* the value of a variable */
        diag_hint(p->bag, d, "write `%.*s`", STR_ARG(quoted));
        return;
    }
    str left = habit_operand(p, v->sign + 1 + (habit_before(p, v->sign + 1) == TOK_NOT));
    str condition = arena_printf(p->memory, "%.*s ~ %.*s", STR_ARG(left), STR_ARG(quoted));
    if (left.n > 0)
        habit_guess(p, d, HABIT_ALSO, habit_with(p, (uint32_t)(left.p - p->from->text.p), condition), "write `%.*s`", STR_ARG(quoted));
}

/* `source = 2025-Q3:521`, `title = Talk: part two` */
static bool colon(parsing *p)
{
    words_value v = p->current.t.kind == TOK_COLON ? value_before(p) : (words_value){0};
    if (!v.begin)
        return false;
    str behind = habit_rest(p, p->current.t.where.end, v.listed ? "a where b in (" : "a where b =", HABIT_VALUE);
    size_t comma = v.listed ? str_find(behind, STR(",")) : SIZE_MAX;
    behind.n = comma == SIZE_MAX ? behind.n : comma;
    uint32_t end = behind.n > 0 ? (uint32_t)(behind.p + behind.n - p->from->text.p) : p->current.t.where.end;
    diag *d = habit_add(p, E_SYNTAX, p->current.t.where, "\":\" cannot stand in a text without quotes");
    diag_expect(p->bag, d, "quotes around the whole text");
    hint_quotes(p, d, &v, source_slice(p->from, (span){v.begin->t.where.begin, end}));
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
