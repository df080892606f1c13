/* Two names side by side: a comma, an operator or brackets are lacking, or the second is a word of plain English. */
#include "parser/habits.h"

#include "lexer/keywords.h"

unsigned habit_clause_at(const parsing *p)
{
    for (size_t back = 0; habit_before(p, back) != ROLE_END && habit_before(p, back) != ROLE_KINDS; back++)
        if (habit_before(p, back) < TOK_KINDS && keyword_in((token_kind)habit_before(p, back), KW_CLAUSE))
            return habit_before(p, back);
    return ROLE_KINDS;
}

static uint32_t offset_of(const parsing *p, str text)
{
    return (uint32_t)(text.p - p->from->text.p);
}

/* ---- Aggregates without brackets ---- */

const char *habit_aggregate(str word)
{
    static const struct {
        const char *word, *name;
    } rows[] = {{"sum", "sum"},     {"total", "sum"},   {"avg", "avg"},      {"average", "avg"}, {"mean", "avg"},
                {"min", "min"},     {"minimum", "min"}, {"smallest", "min"}, {"lowest", "min"},  {"max", "max"},
                {"maximum", "max"}, {"largest", "max"}, {"highest", "max"},  {"longest", "max"}, {"median", "median"}};
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
        if (str_equal_nocase(word, str_of(rows[i].word)))
            return rows[i].name;
    return NULL;
}

/* The name that stands `at` tokens behind the current one, or behind an `of` there; empty if there is none on this line. */
static str name_ahead(const parsing *p, unsigned at)
{
    const token *t = at == 0 ? &p->current.t : &p->f.ahead[at - 1];
    bool of = str_equal_nocase(t->text, STR("of"));
    t = of ? &p->f.ahead[at] : t;
    bool here = t->kind == TOK_WORD && (t == &p->current.t || t->before == BREAK_NONE);
    return here ? t->text : (str){0};
}

/* `group by country sum days`, `show sum days`, `show total of days`: the aggregate's own word, or the key that stands before it. */
static bool aggregate_words(parsing *p, unsigned clause)
{
    bool keys = clause == TOK_GROUP_BY || clause == TOK_COUNT;
    str word = keys ? habit_text(p) : habit_text_before(p, 0), of = name_ahead(p, keys);
    const char *name = habit_aggregate(word);
    if (!name || of.n == 0 || clause == TOK_WHERE)
        return false;
    diag *d = habit_add(p, E_SYNTAX, p->current.t.where, "\"%.*s\" wants brackets around what it is made of", STR_ARG(word));
    bool own = str_equal_nocase(word, str_of(name));
    diag_expect(p->bag, d, "%s", keys ? "show before it" : own ? "( behind it" : "an aggregate such as sum, and brackets");
    diag_hint(p->bag, d, "write `%s%s(%.*s)`", keys ? "show " : "", name, STR_ARG(of));
    return true;
}

/* ---- Columns ---- */

/* `count by each country`, `select the title`: a word that says nothing here. */
static bool small_word(parsing *p)
{
    static const char *const words[] = {"each", "every", "the", "a", "an", "all", "of", "for", NULL};
    const piece *word = filter_past(&p->f, 1);
    str rest = habit_rest(p, p->current.t.where.begin, "a select", HABIT_CLAUSE);
    if (!habit_one_of(habit_text_before(p, 0), words) || rest.n == 0)
        return false;
    diag *d = habit_add(p, E_SYNTAX, word->t.where, "\"%.*s\" is not a word of this language", STR_ARG(habit_text_before(p, 0)));
    diag_expect(p->bag, d, "a field");
    habit_guess(p, d, HABIT_ALSO, habit_with(p, word->t.where.begin, rest), "leave it out: `%.*s`", STR_ARG(rest));
    return true;
}

/* `10% of budget` */
static bool part_of(parsing *p)
{
    str percent = habit_text_before(p, 1);
    if (!str_equal_nocase(habit_text_before(p, 0), STR("of")) || habit_before(p, 1) != TOK_NUMBER || !str_ends(percent, STR("%")))
        return false;
    diag *d = habit_add(p, E_SYNTAX, filter_past(&p->f, 1)->t.where, "\"of\" does not multiply");
    diag_expect(p->bag, d, "* between a part and what it is of");
    diag_hint(p->bag, d, "write `%.*s * %.*s`", STR_ARG(percent), STR_ARG(habit_text(p)));
    return true;
}

/* `count by project plot`, `count by project csv`: how the result is to leave. */
static bool leaves(parsing *p)
{
    static const char *const pictures[] = {"plot", "graph", "diagram", "chart", "bars", NULL};
    str word = habit_text(p);
    const token *next = &p->f.ahead[0];
    bool picture = habit_one_of(word, pictures), last = next->kind == TOK_EOF || next->kind == TOK_SEMICOLON || next->before != BREAK_NONE;
    if (!last || !(picture || format_known(word)))
        return false;
    str to = picture ? STR("to chart bar") : arena_printf(p->memory, "to %.*s", STR_ARG(word));
    diag *d = habit_add(p, E_UNKNOWN_CLAUSE, p->current.t.where, "\"%.*s\" is not a clause", STR_ARG(word));
    diag_expect(p->bag, d, "to and a format");
    diag_hint(p->bag, d, "write `%.*s`", STR_ARG(to));
    return true;
}

/* `select title activities`, `first 5 activities`: clauses before their collection. */
static void hint_source_last(parsing *p, diag *d, uint32_t end, str name)
{
    str query = arena_printf(p->memory, "%.*s %.*s", STR_ARG(name), STR_ARG(habit_with(p, end, STR(""))));
    size_t pieces = 0;
    while (habit_before(p, pieces) != ROLE_LAST_QUERY && habit_before(p, pieces) != ROLE_END && habit_before(p, pieces) != ROLE_KINDS)
        pieces++;
    if (habit_before(p, pieces) == ROLE_LAST_QUERY && habit_is_plural(name))
        habit_guess(p, d, HABIT_ELSE, query, "the collection stands first: `%.*s`", STR_ARG(query));
}

/* `first 5 activities` */
bool habit_source_last(parsing *p, const bool expected[])
{
    bool number = habit_before(p, 0) == TOK_NUMBER && habit_before(p, 2) == ROLE_LAST_QUERY && p->current.role == TOK_WORD;
    unsigned clause = habit_before(p, 1);
    if (!number || !(expected[TOK_WHERE] || clause == TOK_TOP) || !habit_is_plural(habit_text(p)))
        return false;
    str name = habit_text(p), behind = habit_rest(p, p->current.t.where.end, "a", HABIT_STATEMENT);
    str clauses = habit_with(p, filter_past(&p->f, 1)->t.where.end, STR(""));
    diag *d = habit_add(p, E_SYNTAX, p->current.t.where, "a collection cannot stand behind \"%.*s\"", STR_ARG(clauses));
    diag_expect(p->bag, d, "the collection first, its clauses behind it");
    str query = arena_printf(p->memory, "%.*s %.*s %.*s", STR_ARG(name), STR_ARG(clauses), STR_ARG(behind)), trimmed = str_trim(query);
    habit_guess(p, d, HABIT_ALSO, trimmed, "write `%.*s`", STR_ARG(trimmed));
    if (clause == TOK_TOP && behind.n == 0)
        diag_hint(p->bag, d, "top says by what: `projects top %.*s by budget`", STR_ARG(habit_text_before(p, 0)));
    p->f.silent = true;
    return true;
}

/* `select title country`: in a list of columns a comma is more likely missing than an operator. */
static void tell_columns(parsing *p, str left, str right)
{
    diag *d = habit_add(p, E_SYNTAX, p->current.t.where, "there is no comma between \"%.*s\" and \"%.*s\"", STR_ARG(left), STR_ARG(right));
    diag_expect(p->bag, d, "a comma, or an operator");
    uint32_t end = filter_past(&p->f, 1)->t.where.end;
    str both = arena_printf(p->memory, ", %.*s", STR_ARG(right)), as = arena_printf(p->memory, " as %.*s", STR_ARG(right));
    habit_guess(p, d, HABIT_ALSO, habit_with(p, end, both), "two columns: `%.*s%.*s`", STR_ARG(left), STR_ARG(both));
    habit_guess(p, d, HABIT_ALSO, habit_with(p, end, as), "another name for the column: `%.*s%.*s`", STR_ARG(left), STR_ARG(as));
    hint_source_last(p, d, end, right);
}

/* `select title as Activity title` */
static bool long_name(parsing *p, const bool expected[])
{
    const piece *name = filter_past(&p->f, 1);
    if (p->current.role != TOK_WORD || habit_before(p, 0) != TOK_WORD || habit_before(p, 1) != TOK_AS || !expected[TOK_COMMA])
        return false;
    str words = habit_rest(p, name->t.where.begin, "a where b =", HABIT_VALUE);
    diag *d = habit_add(p, E_SYNTAX, p->current.t.where, "a name is one word, and another follows");
    diag_expect(p->bag, d, "a comma, another clause or the end of the statement");
    if (words.n > 0 && str_find(words, STR("`")) == SIZE_MAX)
        diag_hint(p->bag, d, "a name that is not one word stands in backquotes, write: as `%.*s`", STR_ARG(words));
    return true;
}

/* ---- Conditions ---- */

/* `project name = X`, `the country = Moldova`: a path without its dot, or a word that says nothing. */
static void hint_path(parsing *p, diag *d, str left, str right)
{
    uint32_t begin = filter_past(&p->f, 1)->t.where.begin;
    str condition = habit_rest(p, p->current.t.where.begin, "a where", HABIT_CLAUSE);
    if (condition.n == 0)
        return;
    str path = habit_with(p, begin, arena_printf(p->memory, "%.*s.%.*s", STR_ARG(left), STR_ARG(condition)));
    habit_guess(p, d, HABIT_ALSO, path, "a field behind a link: `%.*s.%.*s`", STR_ARG(left), STR_ARG(right));
    habit_guess(p, d, HABIT_ELSE, habit_with(p, begin, condition), "without \"%.*s\": `%.*s`", STR_ARG(left), STR_ARG(condition));
}

/* `where about osint`, `where for Moldova`: plain English, as behind a collection. */
static bool hint_place(parsing *p, diag *d)
{
    str word = habit_text_before(p, 0), value = habit_rest(p, p->current.t.where.begin, "a where b =", HABIT_VALUE);
    if (habit_before(p, 1) != TOK_WHERE || !habit_is_preposition(word) || value.n == 0)
        return false;
    str from = habit_with(p, filter_past(&p->f, 2)->t.where.begin, STR(""));
    if (from.n > 0)
        habit_hint_behind(p, d, word, str_trim(from), value, false);
    return true;
}

static void tell_operator(parsing *p, str left, str right)
{
    diag *d =
        habit_add(p, E_SYNTAX, p->current.t.where, "there is no operator between \"%.*s\" and \"%.*s\"", STR_ARG(left), STR_ARG(right));
    diag_expect(p->bag, d, "an operator such as = ~ in");
    token_kind next = p->f.ahead[0].kind;
    str operand = habit_operand(p, 0), value = habit_rest(p, p->current.t.where.begin, "a where b =", HABIT_VALUE);
    if (p->current.role == TOK_WORD && next >= TOK_EQ && next <= TOK_GE) {
        hint_path(p, d, left, right);
        return;
    }
    if (hint_place(p, d))
        return;
    if (habit_clause_at(p) != TOK_WHERE || operand.n == 0 || value.n == 0)
        return;
    str is = arena_printf(p->memory, "%.*s = %.*s", STR_ARG(operand), STR_ARG(value));
    str has = arena_printf(p->memory, "%.*s ~ %.*s", STR_ARG(operand), STR_ARG(value));
    habit_guess(p, d, HABIT_ALSO, habit_with(p, offset_of(p, operand), is), "to compare: `%.*s`", STR_ARG(is));
    habit_guess(p, d, HABIT_ELSE, habit_with(p, offset_of(p, operand), has), "a part of a text: `%.*s`", STR_ARG(has));
    str both = arena_printf(p->memory, "%.*s and %.*s", STR_ARG(operand), STR_ARG(value));
    habit_guess(p, d, HABIT_ELSE, habit_with(p, offset_of(p, operand), both), "both hold: `%.*s`", STR_ARG(both));
}

bool habit_says_lack(str word)
{
    static const char *const words[] = {"no", "without", "lacking", "zero", NULL};
    return habit_one_of(word, words);
}

/* `countries where no activities`: a field of the rows, or those that link to them, which are called by a plural. */
static bool lacking(parsing *p, unsigned clause)
{
    const piece *word = filter_past(&p->f, 1);
    if (!habit_says_lack(habit_text_before(p, 0)) || clause != TOK_WHERE || habit_before(p, 0) != TOK_WORD)
        return false;
    diag *d = habit_add(p, E_SYNTAX, word->t.where, "\"%.*s\" is not a word of this language", STR_ARG(habit_text_before(p, 0)));
    diag_expect(p->bag, d, "a field first, and is missing behind it");
    str one = habit_text(p), stem = {one.p, one.n - 1};
    bool y = (one.p[stem.n] | 0x20) == 'y';
    str conditions[] = {arena_printf(p->memory, "%.*s is missing", STR_ARG(one)),
                        arena_printf(p->memory, "%.*s%s is missing", STR_ARG(y ? stem : one), y ? "ies" : "s")};
    for (size_t i = 0; i < sizeof conditions / sizeof *conditions; i++) {
        str query = habit_with(p, word->t.where.begin, conditions[i]);
        bool alone = habit_before(p, 1) == TOK_WHERE && (habit_before(p, 3) == ROLE_END || habit_before(p, 3) == ROLE_KINDS);
        habit_guess(p, d, i == 0 ? HABIT_ALSO : HABIT_ELSE, query, "write `%.*s`", STR_ARG(alone ? query : conditions[i]));
    }
    return true;
}

/* ---- Order ---- */

/* `sort by start descending` */
static bool direction(parsing *p, unsigned clause)
{
    static const char *const down[] = {"descending", "decreasing", "down", "reverse", "reversed", NULL};
    static const char *const up[] = {"ascending", "increasing", "up", NULL};
    const char *meant = habit_one_of(habit_text(p), down) ? "desc" : habit_one_of(habit_text(p), up) ? "asc" : NULL;
    str key = habit_operand(p, 0);
    if (!meant || clause != TOK_SORT_BY || key.n == 0)
        return false;
    diag *d = habit_add(p, E_SYNTAX, p->current.t.where, "\"%.*s\" is not a word of this language", STR_ARG(habit_text(p)));
    diag_expect(p->bag, d, "%s", meant);
    diag_hint(p->bag, d, "write `%.*s %s`", STR_ARG(key), meant);
    return true;
}

/* `count by country desc`, `group by country show sum(days) desc`: a direction, and no sort by. */
bool habit_direction(parsing *p, const bool expected[])
{
    unsigned role = p->current.role, clause = habit_clause_at(p);
    bool counted = clause == TOK_COUNT || clause == TOK_GROUP_BY, shown = clause == TOK_SHOW || clause == TOK_SELECT;
    if ((role != TOK_DESC && role != TOK_ASC) || !expected[TOK_WHERE] || !(counted || shown))
        return false;
    str key = counted ? STR("count") : habit_operand(p, 0), word = habit_text(p);
    str sort = arena_printf(p->memory, "sort by %.*s %.*s", STR_ARG(key), STR_ARG(word));
    diag *d = habit_add(p, E_SYNTAX, p->current.t.where, "\"%.*s\" belongs to sort by", STR_ARG(word));
    diag_expect(p->bag, d, "sort by and a key before it");
    str behind = arena_printf(p->memory, " %.*s", STR_ARG(sort));
    if (key.n > 0)
        habit_guess(p, d, HABIT_ALSO, habit_with(p, filter_past(&p->f, 1)->t.where.end, behind), "write `%.*s`", STR_ARG(sort));
    return true;
}

/* ---- The habit ---- */

/* `where project name = X`, `where country Ukraine`, `where title "osint"` */
bool habit_two_words(parsing *p, const bool expected[])
{
    unsigned role = p->current.role, clause = habit_clause_at(p);
    bool operand = role == TOK_WORD || role == TOK_STRING || role == TOK_DATE || role == TOK_VARIABLE || role == TOK_QUOTED_NAME;
    bool field = habit_before(p, 0) == TOK_WORD || habit_before(p, 0) == TOK_PATH || habit_before(p, 0) == TOK_QUOTED_NAME;
    if (long_name(p, expected))
        return true;
    if (!operand || !field || !expected[ROLE_COMPARE])
        return false;
    bool columns = clause == TOK_SELECT || clause == TOK_SHOW || clause == TOK_GROUP_BY || clause == TOK_COUNT;
    if (role == TOK_WORD && (direction(p, clause) || aggregate_words(p, clause) || lacking(p, clause) || part_of(p)))
        return true;
    if (role == TOK_WORD && columns && (leaves(p) || small_word(p)))
        return true;
    str left = syntax_text(p, filter_past(&p->f, 1)), right = habit_text(p);
    if (columns && role == TOK_WORD)
        tell_columns(p, left, right);
    else
        tell_operator(p, left, right);
    return true;
}
