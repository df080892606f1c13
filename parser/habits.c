/* Mistakes that are known by their look: slips, and habits from other languages. Each is told with the way it is written here.
 *
 * A habit looks at the piece that cannot stand (p->current), at what could, and at what was before; it tells its mistake and returns true, or
 * leaves the matter to the next. The order matters: the more special come first. Habits about words that stand where an operator or a clause is
 * wanted are in habit_operator.c and habit_words.c. */
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

diag *habit_add_open(parsing *p, span where, const char *format, ...)
{
    va_list args;
    va_start(args, format);
    str message = arena_vprintf(p->memory, format, args);
    va_end(args);
    bool end = p->current.role == ROLE_END || p->current.role == TOK_EOF;
    return diag_add(p->bag, end ? E_TOO_SHORT : E_SYNTAX, p->from, end ? p->current.t.where : where, "%.*s", STR_ARG(message));
}

static bool is_clause(unsigned role)
{
    return role < TOK_KINDS && keyword_in((token_kind)role, KW_CLAUSE);
}

/* ---- Brackets ---- */

static bool stray_bracket(parsing *p, const bool expected[])
{
    if (p->current.role != TOK_RPAREN || !p->f.stray || expected[TOK_RPAREN])
        return false;
    diag *d = habit_add(p, E_STRAY_BRACKET, p->current.t.where, "this bracket closes nothing");
    diag_expect(p->bag, d, "no ), or a ( before it");
    diag_hint(p->bag, d, "leave it out");
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
    if (back == logic + 1 || !habit_is_comparison(habit_before(p, back)) || !expected[ROLE_COMPARE])
        return false;
    if (habit_says_lack(habit_text_before(p, logic - 1)))
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
        diag *d = habit_add(p, E_BAD_NUMBER, where, "\"%.*s\" is not a number: a comma stands between two values",
                            STR_ARG(source_slice(p->from, where)));
        diag_expect(p->bag, d, "thousands without a comma");
        diag_hint(p->bag, d, "write `%.*s`", STR_ARG(sbuf_str(&plain)));
    }
    sbuf_free(&plain);
    return found;
}

/* `= if joint then …` */
static bool bare_condition(parsing *p, const bool expected[])
{
    if (p->current.role != TOK_IF || !habit_is_comparison(habit_before(p, 0)) || !expected[TOK_STRING])
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
    str keys = habit_rest(p, p->current.t.where.end, "a sort by", HABIT_CLAUSE);
    diag *d = habit_add(p, E_ORDER_BY, p->current.t.where, "\"%.*s\" is not a clause of this language", STR_ARG(habit_text(p)));
    diag_expect(p->bag, d, "sort by");
    if (keys.n > 0)
        diag_hint(p->bag, d, "write `sort by %.*s`", STR_ARG(keys));
    return true;
}

/* `add days + 1 as more`, `add days + 1`: the item that begins behind `add` or its comma, with its name in front. */
static void hint_named_item(parsing *p, diag *d)
{
    size_t back = 0;
    while (habit_before(p, back) != ROLE_KINDS && habit_before(p, back) != TOK_ADD && habit_before(p, back) != ROLE_ITEM_COMMA)
        back++;
    const piece *begin = filter_past(&p->f, back + 1);
    str item = begin ? habit_rest(p, begin->t.where.end, "a select", HABIT_CLAUSE) : (str){0}, as = STR(" as ");
    size_t at = str_find(item, as);
    str of = at == SIZE_MAX ? item : (str){item.p, at};
    str name = at == SIZE_MAX ? STR("x") : (str){item.p + at + as.n, item.n - at - as.n};
    if (item.n > 0 && habit_parses(arena_printf(p->memory, "a add %.*s = %.*s", STR_ARG(name), STR_ARG(of))))
        diag_hint(p->bag, d, "write `add %.*s = %.*s`", STR_ARG(name), STR_ARG(of));
    else
        diag_hint(p->bag, d, "for example: `add longer = days + 1`");
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
    hint_named_item(p, d);
    return true;
}

/* `rename days = n` */
static bool rename_sign(parsing *p, const bool expected[])
{
    bool first = habit_before(p, 1) == TOK_RENAME || habit_before(p, 1) == TOK_COMMA;
    if (p->current.t.kind != TOK_EQ || !expected[TOK_AS] || expected[TOK_COMMA] || !first || p->f.ahead[0].kind != TOK_WORD)
        return false;
    diag *d = habit_add(p, E_SYNTAX, p->current.t.where, "\"=\" does not give a new name");
    diag_expect(p->bag, d, "the old name, as, and the new one");
    diag_hint(p->bag, d, "write `rename %.*s as %.*s`", STR_ARG(habit_text_before(p, 0)), STR_ARG(p->f.ahead[0].text));
    return true;
}

/* `top 10` */
static bool top_of_what(parsing *p, const bool expected[])
{
    if (!expected[TOK_BY] || habit_before(p, 1) != TOK_TOP)
        return false;
    str rows = habit_text_before(p, 0);
    diag *d = habit_add_open(p, filter_past(&p->f, 2)->t.where, "\"top %.*s\" does not say by what", STR_ARG(rows));
    diag_expect(p->bag, d, "top, a number, by and what is compared");
    diag_hint(p->bag, d, "the first rows as they come: `first %.*s`", STR_ARG(rows));
    diag_hint(p->bag, d, "those with the most days: `top %.*s by days`", STR_ARG(rows));
    return true;
}

/* `sort by country, start, desc`, `sort by desc`: a direction stands behind its key. */
static bool direction_alone(parsing *p, const bool expected[])
{
    unsigned role = p->current.role;
    bool comma = habit_before(p, 0) == TOK_COMMA;
    size_t sort = 0;
    while (comma && habit_before(p, sort) != TOK_SORT_BY && !is_clause(habit_before(p, sort)) && habit_before(p, sort) != ROLE_KINDS)
        sort++;
    if ((role != TOK_DESC && role != TOK_ASC) || habit_before(p, sort) != TOK_SORT_BY || !expected[TOK_QUOTED_NAME])
        return false;
    str word = habit_text(p), keys = STR("sort by start");
    if (comma)
        keys = source_slice(p->from, span_join(filter_past(&p->f, sort + 1)->t.where, filter_past(&p->f, 2)->t.where));
    diag *d = habit_add(p, E_RESERVED, p->current.t.where, "\"%.*s\" is a word of the language, and stands behind the key that it is about",
                        STR_ARG(word));
    diag_expect(p->bag, d, "a field");
    diag_hint(p->bag, d, "%s `%.*s %.*s`", comma ? "without the comma:" : "for example:", STR_ARG(keys), STR_ARG(word));
    p->f.failed_clause = p->f.clause;
    return true;
}

/* `select where`: a word of the language where a name is wanted. */
static bool reserved_name(parsing *p, const bool expected[])
{
    const keyword *k = keyword_of(p->current.t.kind);
    if (!k || p->current.role == TOK_WORD || !expected[TOK_QUOTED_NAME] || k->class == KW_OPERATOR ||
        habit_is_comparison(habit_before(p, 0)))
        return false;
    str word = habit_text(p), before = habit_text_before(p, 0);
    diag *d = habit_add(p, E_RESERVED, p->current.t.where, "\"%.*s\" is a word of the language, and cannot stand after \"%.*s\"",
                        STR_ARG(word), STR_ARG(before));
    diag_expect(p->bag, d, expected[TOK_STRING] ? "a field or a value" : "a name");
    bool after_logic = habit_before(p, 0) == TOK_AND || habit_before(p, 0) == TOK_OR;
    if (k->class == KW_CLAUSE && str_equal_nocase(before, word))
        diag_hint(p->bag, d, "it stands twice: leave one out");
    else if (k->class == KW_CLAUSE && str_equal(before, STR(",")))
        diag_hint(p->bag, d, "leave out the comma, or name another column behind it");
    else if (after_logic && k->class == KW_CLAUSE)
        diag_hint(p->bag, d, "leave out \"%.*s\", or write another condition behind it", STR_ARG(before));
    else
        diag_hint(p->bag, d, "such a name is written in backquotes, which belong to it: `%.*s`", STR_ARG(word));
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

/* `activities count distinct(country)` */
static bool bare_count_distinct(parsing *p, const bool expected[])
{
    (void)expected;
    if (p->current.role != ROLE_DISTINCT_OF || habit_before(p, 0) != TOK_COUNT)
        return false;
    str args = habit_rest(p, p->f.ahead[0].where.end, "a show f(", HABIT_CLAUSE);
    diag *d = habit_add(p, E_SYNTAX, p->current.t.where, "\"count distinct\" is not a clause");
    diag_expect(p->bag, d, "a clause such as show before it");
    if (args.n > 0)
        diag_hint(p->bag, d, "write `show count distinct(%.*s)`", STR_ARG(args));
    return true;
}

/* `count(distinct country)` */
static bool distinct_inside(parsing *p, const bool expected[])
{
    const piece *call = filter_past(&p->f, 2);
    (void)expected;
    if (p->current.t.kind != TOK_DISTINCT || habit_before(p, 0) != TOK_LPAREN || !call || call->role != TOK_CALL)
        return false;
    str args = habit_rest(p, p->current.t.where.end, "a show f(", HABIT_CLAUSE);
    diag *d = habit_add(p, E_SYNTAX, p->current.t.where, "\"distinct\" stands before the bracket");
    diag_expect(p->bag, d, "what is counted");
    if (args.n > 0 && str_equal_nocase(call->t.text, STR("count")))
        diag_hint(p->bag, d, "write `count distinct(%.*s)`", STR_ARG(args));
    return true;
}

/* `limit 5, 10`, `first 5 offset 3`: the rows passed over. */
static bool passed_over(parsing *p, const bool expected[])
{
    unsigned clause = habit_before(p, 1), role = p->current.role;
    bool number = habit_before(p, 0) == TOK_NUMBER || habit_before(p, 0) == TOK_VARIABLE;
    bool comma = role == TOK_COMMA && clause == TOK_LIMIT, offset = role == TOK_OFFSET && (clause == TOK_FIRST || clause == TOK_LAST);
    if (!number || !(comma || offset) || !expected[TOK_WHERE])
        return false;
    str before = habit_text_before(p, 0), after = p->f.ahead[0].text;
    diag *d = habit_add(p, E_SYNTAX, p->current.t.where, "\"%.*s\" cannot stand after \"%.*s\"", STR_ARG(habit_text(p)), STR_ARG(before));
    diag_expect(p->bag, d, "limit n offset m");
    if (p->f.ahead[0].kind != TOK_NUMBER || clause == TOK_LAST)
        return true;
    if (comma)
        diag_hint(p->bag, d, "%.*s rows after the first %.*s: `limit %.*s offset %.*s`", STR_ARG(after), STR_ARG(before), STR_ARG(after),
                  STR_ARG(before));
    else
        diag_hint(p->bag, d, "%.*s rows after the first %.*s: `limit %.*s offset %.*s`", STR_ARG(before), STR_ARG(after), STR_ARG(before),
                  STR_ARG(after));
    return true;
}

/* `offset 10 limit 5`, `offset 10` */
static bool offset_first(parsing *p, const bool expected[])
{
    const token *rows = &p->f.ahead[0], *next = &p->f.ahead[1];
    if (p->current.t.kind != TOK_OFFSET || rows->kind != TOK_NUMBER || !expected[TOK_WHERE])
        return false;
    bool limit = next->kind == TOK_LIMIT && p->f.ahead[2].kind == TOK_NUMBER;
    diag *d = habit_add(p, E_UNKNOWN_CLAUSE, p->current.t.where, "\"%.*s\" belongs behind limit", STR_ARG(habit_text(p)));
    diag_expect(p->bag, d, "limit n offset m");
    if (limit)
        diag_hint(p->bag, d, "write `limit %.*s offset %.*s`", STR_ARG(p->f.ahead[2].text), STR_ARG(rows->text));
    else
        diag_hint(p->bag, d, "say how many rows, for example: `limit 10 offset %.*s`", STR_ARG(rows->text));
    p->f.silent = true;
    return true;
}

/* `select title as "x y"` */
static bool quoted_name(parsing *p, const bool expected[])
{
    if (p->current.role != TOK_STRING || habit_before(p, 0) != TOK_AS || !expected[TOK_QUOTED_NAME])
        return false;
    str name = p->current.t.text;
    diag *d = habit_add(p, E_SYNTAX, p->current.t.where, "a name does not stand in quotes");
    diag_expect(p->bag, d, "a name");
    if (lexer_is_plain_name(name))
        diag_hint(p->bag, d, "write: as %.*s", STR_ARG(name));
    else if (name.n > 0 && str_find(name, STR("`")) == SIZE_MAX && str_find(name, STR("\n")) == SIZE_MAX)
        diag_hint(p->bag, d, "a name that is not one word stands in backquotes, write: as `%.*s`", STR_ARG(name));
    return true;
}

/* `title matches osint` */
static bool bare_pattern(parsing *p, const bool expected[])
{
    if (!expected[TOK_REGEX] || !habit_is_value(p->current.role))
        return false;
    str words = habit_rest(p, p->current.t.where.begin, "a where b =", HABIT_VALUE);
    diag *d = habit_add(p, E_SYNTAX, p->current.t.where, "\"matches\" wants a regular expression between slashes");
    diag_expect(p->bag, d, "a regular expression: /…/");
    if (words.n > 0 && str_find(words, STR("/")) == SIZE_MAX)
        diag_hint(p->bag, d, "write `matches /%.*s/i`", STR_ARG(words));
    return true;
}

/* ---- The list ---- */

static habit *const HABITS[] = {
    habit_console,   stray_bracket,    distinct_inside,     open_bracket,     habit_sql,         habit_distinct,    habit_call_form,
    value_ended,     footnote_mark,    thousands_comma,     habit_comparison, passed_over,       offset_first,      habit_source_last,
    top_of_what,     habit_or_between, bare_condition,      bare_pattern,     order_by,          count_star,        habit_clause_call,
    habit_dotted,    habit_call,       bare_count_distinct, habit_as_format,  habit_clause_line, habit_first_words, habit_preposition,
    habit_time,      habit_condition,  habit_counted,       show_by,          habit_dollar,      habit_bare_file,   habit_def_without_owner,
    habit_is,        habit_not_sign,   habit_operator,      habit_not_value,  habit_number,      habit_format,      habit_no_source,
    habit_clause,    habit_written,    add_without_name,    rename_sign,      quoted_name,       direction_alone,   reserved_name,
    habit_direction, habit_two_words,  habit_sign,          habit_list,
};

bool habit_report(parsing *p, const bool expected[])
{
    for (size_t i = 0; !p->trial && i < sizeof HABITS / sizeof *HABITS; i++)
        if (HABITS[i](p, expected))
            return true;
    return false;
}
