/* A value with words behind it that are no part of it: a clause that is misspelt, and so ends nothing, or another value. */
#include "parser/parser.h"
#include "runtime/query/operand.h"
#include "runtime/query/tried.h"
#include "runtime/query/values.h"

/* Of a value of so many words each beginning is tried. */
enum { WORDS_MAX = 12 };

static str words_between(checker *k, const ast_expr *v, size_t begin, size_t end)
{
    return checker_written(k, span_join(v->words[begin].where, v->words[end - 1].where));
}

/* Texts are all of the type: one is meant that some row has. */
static bool is_one(checker *k, const operand *o, str text)
{
    str condition = operand_with(k, o, text);
    return o->type.kind == TYPE_TEXT || o->type.kind == TYPE_LINK ? tried_in_silence(k, condition) : tried_condition(k, condition);
}

/* How many words the longest beginning has that is a value by itself; 0 if there is none. */
static size_t longest_value(checker *k, const operand *o, const ast_expr *v)
{
    size_t n = v->word_count <= WORDS_MAX ? v->word_count : 0;
    while (n > 1 && !is_one(k, o, words_between(k, v, 0, n - 1)))
        n--;
    return n > 1 ? n - 1 : 0;
}

/* `Ukraine selct title`: the condition, and the clause as it should be, which begins with the word at `at`; empty if that is near to none. */
static str with_clause(checker *k, const operand *o, const ast_expr *v, size_t at)
{
    str first, second;
    if (!parse_clause_near(v->words[at].text, &first, &second))
        return (str){0};
    size_t next = at + 1;
    next += second.n > 0 && next < v->word_count && str_equal_nocase(v->words[next].text, second);
    str rest = next < v->word_count ? words_between(k, v, next, v->word_count) : (str){0};
    return arena_printf(k->memory, "%.*s %.*s%s%.*s%s%.*s", STR_ARG(operand_with(k, o, words_between(k, v, 0, at))), STR_ARG(first),
                        second.n > 0 ? " " : "", STR_ARG(second), rest.n > 0 ? " " : "", STR_ARG(rest));
}

str operand_part_behind(checker *k, const operand *o, const ast_expr *v)
{
    for (size_t i = 1; v->kind == AST_PHRASE && v->word_count <= WORDS_MAX && i < v->word_count; i++) {
        str meant = with_clause(k, o, v, i);
        if (meant.n > 0 && values_containing(k, o->origin, words_between(k, v, 0, i)) > 0)
            return values_containing(k, o->origin, words_between(k, v, 0, v->word_count)) > 0 ? (str){0} : meant;
    }
    return (str){0};
}

/* `country = Ukraine Moldova` */
static bool hint_list(checker *k, diag *d, const operand *o, const ast_expr *v, size_t at)
{
    str one = words_between(k, v, 0, at), other = words_between(k, v, at, v->word_count), name = checker_text(k, o->written);
    str either = arena_printf(k->memory, "%.*s %s (%.*s, %.*s)", STR_ARG(name), o->negated ? "not in" : "in", STR_ARG(one), STR_ARG(other));
    if (o->op != AST_OP_EQ || !is_one(k, o, other) || !tried_in_silence(k, either))
        return false;
    diag_hint(k->bag, d, "several values stand in brackets: `%.*s`", STR_ARG(either));
    return true;
}

static size_t value_behind_which(checker *k, const operand *o, const ast_expr *v)
{
    bool listed = o->op == AST_OP_IN || o->op == AST_OP_HAS_ALL || o->op == AST_OP_ONLY;
    return v->kind != AST_PHRASE || o->variable || listed ? 0 : longest_value(k, o, v);
}

bool operand_hint_behind(checker *k, diag *d, const operand *o, const ast_expr *v)
{
    size_t n = value_behind_which(k, o, v);
    str meant = n > 0 ? with_clause(k, o, v, n) : (str){0};
    if (meant.n > 0)
        diag_hint(k->bag, d, "did you mean `%.*s`?", STR_ARG(meant));
    return meant.n > 0 || (n > 0 && hint_list(k, d, o, v, n));
}

bool operand_hint_without(checker *k, diag *d, const operand *o, const ast_expr *v)
{
    size_t n = value_behind_which(k, o, v);
    if (n == 0)
        return false;
    str behind = words_between(k, v, n, v->word_count), alone = operand_with(k, o, words_between(k, v, 0, n));
    diag_hint(k->bag, d, "without \"%.*s\" it is one: `%.*s`", STR_ARG(behind), STR_ARG(alone));
    return true;
}
