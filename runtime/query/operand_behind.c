/* A value with words behind it that are no part of it: a clause that is misspelt, and so ends nothing, or another value. */
#include "base/text.h"
#include "parser/parser.h"
#include "runtime/query/guess.h"
#include "runtime/query/names.h"
#include "runtime/query/operand.h"
#include "runtime/query/tried.h"
#include "runtime/query/values.h"
#include "runtime/query/words.h"

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

static void ask(checker *k, diag *d, str meant)
{
    str typed = words_typed(k, meant);
    diag_hint(k->bag, d, "did you mean %.*s?", STR_ARG(typed));
}

/* Does the value end the `where`, so that a clause may follow it? */
static bool ends_where(const checker *k, const ast_expr *v)
{
    const ast_clause *c =
        k->reading && !checker_expands(k) && k->reading_at < k->reading->clause_count ? k->reading->clauses[k->reading_at] : NULL;
    return c && c->kind == AST_WHERE && c->expr && c->expr->where.end == v->where.end;
}

/* Is the text clauses and nothing else? What they name is not looked at. */
static bool parses(checker *k, str clauses)
{
    const source *from;
    const ast_script *script;
    return parse_tried(k->memory, arena_printf(k->memory, "rows | %.*s", STR_ARG(clauses)), &from, &script);
}

/* `selct title`: as a clause, which begins with the word at `at`; empty if that is near to none, or what follows makes none. */
static str clause_meant(checker *k, const ast_expr *v, size_t at)
{
    str first, second;
    if (!ends_where(k, v) || !parse_clause_near(v->words[at].text, &first, &second))
        return (str){0};
    size_t next = at + 1;
    next += second.n > 0 && next < v->word_count && str_equal_nocase(v->words[next].text, second);
    str rest = next < v->word_count ? words_between(k, v, next, v->word_count) : (str){0};
    str clause = arena_printf(k->memory, "%.*s%s%.*s%s%.*s", STR_ARG(first), second.n > 0 ? " " : "", STR_ARG(second),
                              rest.n > 0 ? " " : "", STR_ARG(rest));
    return parses(k, clause) ? clause : (str){0};
}

/* `Ukraine selct title`: the condition, and the clause as it should be. */
static str with_clause(checker *k, const operand *o, const ast_expr *v, size_t at)
{
    str clause = clause_meant(k, v, at);
    if (clause.n == 0)
        return clause;
    return arena_printf(k->memory, "%.*s %.*s", STR_ARG(operand_with(k, o, words_between(k, v, 0, at))), STR_ARG(clause));
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

size_t operand_value_words(checker *k, const operand *o, const ast_expr *v)
{
    bool listed = o->op == AST_OP_IN || o->op == AST_OP_HAS_ALL || o->op == AST_OP_ONLY;
    return v->kind != AST_PHRASE || o->variable || o->among || listed ? 0 : longest_value(k, o, v);
}

/* ---- A clause that is none ---- */

/* Does the hint say what to write? What is a condition must check: `write \`where x\``. */
static bool is_sound(checker *k, str hint)
{
    str begin = STR("write `where ");
    bool where = str_starts(hint, begin);
    return where ? tried_condition(k, (str){hint.p + begin.n, hint.n - begin.n - 1}) : str_starts(hint, STR("write `"));
}

/* What there is to say of the words if they are read as a clause: `to excel` asks for a format that there is not, `sort start` lacks a word. Empty if they are none, or are one
 * without a mistake, which would have ended the value. */
static str wrong_clause(checker *k, str words)
{
    size_t bad;
    type t;
    const source *from;
    const ast_script *script;
    diag_bag said = {.memory = k->memory};
    size_t first = str_find(words, STR(" "));
    if (names_here(k, (str){words.p, first == SIZE_MAX ? words.n : first}, &t))
        return (str){0};
    str text = arena_printf(k->memory, "rows | %.*s", STR_ARG(words));
    if (source_read(k->memory, STR("hint"), text, &from, &bad) != ST_OK || parse(k->memory, from, &said, &script) != ST_OK ||
        said.count == 0)
        return (str){0};
    const diag *d = said.items[0];
    if (d->code == E_UNKNOWN_FORMAT && d->hint_count == 0)
        return arena_printf(k->memory, "%.*s (`show formats` lists them)", STR_ARG(d->message));
    if (d->code == E_UNKNOWN_FORMAT)
        return arena_printf(k->memory, "%.*s; %.*s", STR_ARG(d->message), STR_ARG(d->hints[0]));
    if (d->code == E_NO_NUMBER)
        return d->message;
    return d->code == E_UNKNOWN_CLAUSE && d->hint_count > 0 && is_sound(k, d->hints[0]) ? d->hints[0] : (str){0};
}

/* `Moldova to excel` */
static bool hint_wrong_clause(checker *k, diag *d, const operand *o, const ast_expr *v, size_t at)
{
    str behind = words_between(k, v, at, v->word_count), why = ends_where(k, v) ? wrong_clause(k, behind) : (str){0};
    if (why.n == 0)
        return false;
    str alone = words_typed(k, operand_with(k, o, words_between(k, v, 0, at)));
    diag_hint(k->bag, d, "\"%.*s\" is read as a part of the value: %.*s", STR_ARG(behind), STR_ARG(why));
    diag_hint(k->bag, d, "without it: %.*s", STR_ARG(alone));
    return true;
}

/* ---- Another condition ---- */

/* `in 2025-10`, `project CyberEast+`, `2025-10`: the condition that the words may stand for; empty. */
static str condition_of(checker *k, const ast_expr *v, size_t at)
{
    static const char *const small[] = {"in", "on", "at", "for", "with", "during"};
    type t;
    str whole = guess_condition_quickly(k, words_between(k, v, at, v->word_count)), first = v->words[at].text;
    if (whole.n > 0 || at + 1 == v->word_count)
        return whole;
    str rest = words_between(k, v, at + 1, v->word_count);
    if (names_here(k, first, &t)) {
        str condition = arena_printf(k->memory, "%.*s = %.*s", STR_ARG(first), STR_ARG(rest));
        return tried_in_silence(k, condition) ? condition : (str){0};
    }
    for (size_t i = 0; i < sizeof small / sizeof *small; i++)
        if (str_equal_nocase(first, str_of(small[i])))
            return guess_condition_quickly(k, rest);
    return (str){0};
}

/* `Ukraine joint`, `Ukraine adn joint`: a condition as it stands there, or one that the words may stand for. */
static str condition_behind(checker *k, const ast_expr *v, size_t at)
{
    str and = STR("and");
    bool misspelt = at + 1 < v->word_count && text_nearest(v->words[at].text, &and, 1) == 0;
    str rest = words_between(k, v, at + misspelt, v->word_count);
    return tried_in_silence(k, rest) ? rest : condition_of(k, v, at);
}

/* `Moldova 2025-10` */
static bool hint_and(checker *k, diag *d, const operand *o, const ast_expr *v, size_t at)
{
    str other = o->variable ? (str){0} : condition_behind(k, v, at);
    if (other.n == 0)
        return false;
    str both = arena_printf(k->memory, "%.*s and %.*s", STR_ARG(operand_with(k, o, words_between(k, v, 0, at))), STR_ARG(other));
    ask(k, d, both);
    return true;
}

bool operand_hint_behind(checker *k, diag *d, const operand *o, const ast_expr *v, size_t n)
{
    str meant = n > 0 ? with_clause(k, o, v, n) : (str){0};
    if (meant.n > 0)
        ask(k, d, meant);
    return meant.n > 0 || (n > 0 && (hint_list(k, d, o, v, n) || hint_and(k, d, o, v, n) || hint_wrong_clause(k, d, o, v, n)));
}

size_t operand_part_behind(checker *k, const operand *o, const ast_expr *v)
{
    if (v->kind != AST_PHRASE || v->word_count > WORDS_MAX || o->among || !ends_where(k, v))
        return 0;
    for (size_t i = 1; i < v->word_count; i++) {
        bool clause = clause_meant(k, v, i).n > 0 || wrong_clause(k, words_between(k, v, i, v->word_count)).n > 0;
        if (clause && values_containing(k, o->origin, words_between(k, v, 0, i)) > 0)
            return values_none_contain(k, o->origin, words_between(k, v, 0, v->word_count)) ? i : 0;
    }
    return 0;
}

void operand_hint_part(checker *k, diag *d, const operand *o, const ast_expr *v, size_t at)
{
    str meant = with_clause(k, o, v, at);
    if (meant.n > 0)
        ask(k, d, meant);
    else
        hint_wrong_clause(k, d, o, v, at);
}

bool operand_hint_without(checker *k, diag *d, const operand *o, const ast_expr *v, size_t n)
{
    return operand_hint_instead(k, d, o, v, n, (str){0});
}

bool operand_hint_instead(checker *k, diag *d, const operand *o, const ast_expr *v, size_t n, str near)
{
    if (n == 0 || (near.n > 0 && !str_equal_nocase(near, words_between(k, v, 0, n))))
        return false;
    str behind = words_between(k, v, n, v->word_count), alone = words_typed(k, operand_with(k, o, words_between(k, v, 0, n)));
    diag_hint(k->bag, d, "without \"%.*s\" it is one: %.*s", STR_ARG(behind), STR_ARG(alone));
    return true;
}
