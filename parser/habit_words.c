/* Words where an operator or a clause is wanted: other languages' words, misspelt ones, and two names side by side. */
#include "parser/habits.h"

#include "base/text.h"
#include "lexer/keywords.h"

static bool is_word(const parsing *p, const char *word)
{
    return p->current.role == TOK_WORD && str_equal_nocase(p->current.t.text, str_of(word));
}

/* ---- Operators ---- */

/* Other languages' operators: how each is written here. A second word belongs to it where it stands there (`starts with`). */
typedef struct foreign_word {
    const char *word, *second, *sign;
} foreign_word;

static const foreign_word OPERATORS[] = {
    {"like", "", "~"},        {"ilike", "", "~"},      {"contain", "", "~"},    {"containing", "", "~"},   {"includes", "", "~"},
    {"has", "only", "only"},  {"has", "", "="},        {"was", "", "="},        {"were", "", "="},         {"equals", "", "="},
    {"equal", "to", "="},     {"eq", "", "="},         {"ne", "", "!="},        {"greater", "than", ">"},  {"more", "than", ">"},
    {"less", "than", "<"},    {"fewer", "than", "<"},  {"at", "least", ">="},   {"at", "most", "<="},      {"gt", "", ">"},
    {"ge", "", ">="},         {"lt", "", "<"},         {"le", "", "<="},        {"before", "", "<"},       {"after", "", ">"},
    {"since", "", ">="},      {"until", "", "<="},     {"during", "", "="},     {"regexp", "", "matches"}, {"rlike", "", "matches"},
    {"match", "", "matches"}, {"startswith", "", "^"}, {"starts", "with", "^"}, {"begins", "with", "^"},   {"endswith", "", "$"},
    {"ends", "with", "$"},
};

/* The row of the current word, and in *end where its value begins. */
static const foreign_word *find_operator(const parsing *p, uint32_t *end)
{
    const token *next = &p->f.ahead[0];
    for (size_t i = 0; i < sizeof OPERATORS / sizeof *OPERATORS; i++) {
        const foreign_word *o = &OPERATORS[i];
        bool second = *o->second && str_equal_nocase(next->text, str_of(o->second));
        if (!str_equal_nocase(p->current.t.text, str_of(o->word)) || (*o->second && !second))
            continue;
        *end = second ? next->where.end : p->current.t.where.end;
        return o;
    }
    return NULL;
}

/* A time in quotes without them. */
static str unquoted_time(str value)
{
    str inner = value.n > 2 ? (str){value.p + 1, value.n - 2} : value;
    bool quoted = value.n > 2 && (value.p[0] == '\'' || value.p[0] == '"');
    return quoted && lexer_classify(inner) == TOK_DATE ? inner : value;
}

/* `between 3 and 5`: the range that was meant, if it stands there. */
static bool between(parsing *p)
{
    if (!is_word(p, "between"))
        return false;
    str left = habit_operand(p, 0), from = habit_rest(p, p->current.t.where.end, "a where b =", HABIT_VALUE), to = {0};
    if (from.n > 0) {
        uint32_t end = (uint32_t)(from.p + from.n - p->from->text.p);
        str and = str_trim(source_slice(p->from, (span){end, (uint32_t)p->from->text.n}));
        uint32_t behind = (uint32_t)(and.p - p->from->text.p) + 3;
        if (and.n > 3 && str_equal_nocase((str){and.p, 3}, STR("and")))
            to = habit_rest(p, behind, "a where b =", HABIT_VALUE);
    }
    diag *d = habit_add(p, E_FOREIGN_OPERATOR, p->current.t.where, "\"%.*s\" is not an operator of this language", STR_ARG(habit_text(p)));
    diag_expect(p->bag, d, "in, and a range");
    if (left.n > 0 && to.n > 0)
        diag_hint(p->bag, d, "write `%.*s in %.*s..%.*s`", STR_ARG(left), STR_ARG(unquoted_time(from)), STR_ARG(unquoted_time(to)));
    else
        diag_hint(p->bag, d, "for example: `when in 2025-10..2025-12`");
    return true;
}

/* The text of `like '%osint%'` in plain quotes; other values as they are. */
static str without_percent(parsing *p, const token *text, str value)
{
    if (text->kind != TOK_STRING || str_find(text->text, STR("%")) == SIZE_MAX)
        return value;
    str inner = habit_without_percent(text->text);
    if (inner.n == 0)
        return (str){0};
    sbuf quoted = {0};
    lexer_quote(&quoted, inner);
    str kept = arena_str(p->memory, sbuf_str(&quoted));
    sbuf_free(&quoted);
    return kept;
}

/* A value as a regular expression: only of letters, digits, spaces and bytes from 0x80, which mean themselves there. */
static str as_pattern(const token *t, str value)
{
    str text = t->kind == TOK_STRING ? t->text : value;
    for (size_t i = 0; i < text.n; i++) {
        unsigned char c = (unsigned char)text.p[i];
        bool plain = c >= 0x80 || c == ' ' || (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
        if (!plain)
            return (str){0};
    }
    return text;
}

/* The condition as it is written here: same field, same value. */
static void hint_operator(parsing *p, diag *d, const foreign_word *o, uint32_t end, str left, bool negated)
{
    const token *first = &p->f.ahead[end > p->current.t.where.end];
    str value = habit_rest(p, end, "a where b =", HABIT_VALUE);
    bool pattern = o->sign[0] == '^' || o->sign[0] == '$' || str_equal(str_of(o->sign), STR("matches"));
    if (pattern) {
        value = as_pattern(first, value);
        if (left.n > 0 && value.n > 0)
            diag_hint(p->bag, d, "write `%.*s %smatches /%s%.*s%s/i`", STR_ARG(left), negated ? "not " : "", o->sign[0] == '^' ? "^" : "",
                      STR_ARG(value), o->sign[0] == '$' ? "$" : "");
        else
            diag_hint(p->bag, d, "for example: `title matches /%sosint%s/i`", o->sign[0] == '^' ? "^" : "", o->sign[0] == '$' ? "$" : "");
        return;
    }
    if (o->sign[0] == '~')
        value = without_percent(p, first, value);
    bool opposite = o->sign[0] == '~' || o->sign[0] == '=';
    if (left.n > 0 && value.n > 0 && (opposite || !negated))
        diag_hint(p->bag, d, "write `%.*s %s%s %.*s`", STR_ARG(left), negated ? "!" : "", o->sign, STR_ARG(value));
    if (left.n > 0 && value.n > 0 && str_equal(str_of(o->word), STR("has")) && str_equal(str_of(o->sign), STR("=")))
        diag_hint(p->bag, d, "for a part of a text: `%.*s %s~ %.*s`", STR_ARG(left), negated ? "!" : "", STR_ARG(value));
}

static void tell_foreign(parsing *p, const foreign_word *o, uint32_t end, str left, bool negated)
{
    span where = {p->current.t.where.begin, end};
    str word = source_slice(p->from, where);
    diag *d = habit_add(p, E_FOREIGN_OPERATOR, where, "\"%.*s\" is not an operator of this language", STR_ARG(word));
    bool pattern = o->sign[0] == '^' || o->sign[0] == '$';
    diag_expect(p->bag, d, "%s%s", pattern ? "matches" : o->sign, o->sign[0] == '~' ? " (contains, case and accents aside)" : "");
    hint_operator(p, d, o, end, left, negated);
}

bool habit_operator(parsing *p, const bool expected[])
{
    uint32_t end = 0;
    bool negated = habit_before(p, 0) == TOK_NOT && expected[TOK_MATCHES];
    if (p->current.role != TOK_WORD || !(expected[ROLE_COMPARE] || negated))
        return false;
    if (!negated && between(p))
        return true;
    const foreign_word *o = find_operator(p, &end);
    if (o)
        tell_foreign(p, o, end, habit_operand(p, negated), negated);
    return o != NULL;
}

/* `is null`, `is not empty`, `is Ukraine` */
bool habit_is(parsing *p, const bool expected[])
{
    static const char *const nothing[] = {"null", "empty", "none", "nil", "blank", "unknown"};
    bool not = habit_before(p, 0) == TOK_NOT;
    if (!expected[TOK_MISSING])
        return false;
    str word = habit_text(p);
    for (size_t i = 0; i < sizeof nothing / sizeof *nothing; i++) {
        if (!str_equal_nocase(word, str_of(nothing[i])))
            continue;
        diag *d = habit_add(p, E_NULL, p->current.t.where, "\"%.*s\" is not a word of this language", STR_ARG(word));
        diag_expect(p->bag, d, "missing or known");
        str left = habit_operand(p, not ? 2 : 1);
        diag_hint(p->bag, d, "write `%.*s is %s`", STR_ARG(left), not ? "known" : "missing");
        return true;
    }
    uint32_t end = 0;
    const foreign_word *o = p->current.role == TOK_WORD && !not ? find_operator(p, &end) : NULL;
    if (o) {
        tell_foreign(p, o, end, habit_operand(p, 1), false);
        return true;
    }
    str value = habit_rest(p, p->current.t.where.begin, "a where b =", HABIT_VALUE), left = habit_operand(p, not ? 2 : 1);
    diag *d = habit_add(p, E_SYNTAX, p->current.t.where, "\"is\" asks only whether there is a value");
    diag_expect(p->bag, d, "missing or known");
    if (left.n > 0 && value.n > 0)
        diag_hint(p->bag, d, "to compare, write `%.*s %s %.*s`", STR_ARG(left), not ? "!=" : "=", STR_ARG(value));
    return true;
}

/* `not = Ukraine`, `not ~ osint` */
bool habit_not_sign(parsing *p, const bool expected[])
{
    static const struct {
        token_kind kind;
        const char *written;
    } signs[] = {{TOK_EQ, "!="}, {TOK_LIKE, "!~"}, {TOK_SAME, "!=="}};
    (void)expected;
    for (size_t i = 0; habit_before(p, 0) == TOK_NOT && i < sizeof signs / sizeof *signs; i++) {
        if (signs[i].kind != p->current.t.kind)
            continue;
        span where = span_join(filter_past(&p->f, 1)->t.where, p->current.t.where);
        diag *d = habit_add(p, E_FOREIGN_OPERATOR, where, "\"not\" cannot stand before \"%.*s\"", STR_ARG(habit_text(p)));
        diag_expect(p->bag, d, "%s", signs[i].written);
        str left = habit_operand(p, 1), value = habit_rest(p, p->current.t.where.end, "a where b =", HABIT_VALUE);
        if (left.n > 0 && value.n > 0)
            diag_hint(p->bag, d, "write `%.*s %s %.*s`", STR_ARG(left), signs[i].written, STR_ARG(value));
        return true;
    }
    return false;
}

/* ---- Clauses ---- */

/* `top days`, `top by days` */
static void hint_top(parsing *p, diag *d)
{
    const token *by = &p->f.ahead[0];
    str key = habit_rest(p, by->kind == TOK_BY ? by->where.end : p->current.t.where.end, "a sort by", HABIT_CLAUSE);
    if (key.n > 0)
        diag_hint(p->bag, d, "the largest first: `top 3 by %.*s`", STR_ARG(key));
}

/* `first three`, `first -3`, `top by days` */
bool habit_number(parsing *p, const bool expected[])
{
    const keyword *k = keyword_of(p->current.t.kind);
    const token *next = &p->f.ahead[0], *number = &p->f.ahead[1];
    if (!k || !(k->traits & KW_NUMBERED) || p->current.role != TOK_WORD || !(expected[TOK_WHERE] || expected[TOK_OFFSET]))
        return false;
    bool negative = next->kind == TOK_MINUS && number->kind == TOK_NUMBER;
    diag *d = negative ? habit_add(p, E_NO_NUMBER, span_join(next->where, number->where), "a number of rows is 0 or more")
                       : habit_add(p, E_NO_NUMBER, p->current.t.where, "\"%.*s\" has no number behind it", STR_ARG(habit_text(p)));
    diag_expect(p->bag, d, k->kind == TOK_TOP ? "a number" : "%.*s and a number", STR_ARG(k->text));
    if (k->kind == TOK_TOP)
        hint_top(p, d);
    else if (negative && k->kind != TOK_LAST)
        diag_hint(p->bag, d, "from the end: `last %.*s`", STR_ARG(number->text));
    else if (str_equal_nocase(next->text, STR("all")))
        diag_hint(p->bag, d, "all rows come where no clause cuts: leave it out");
    else
        diag_hint(p->bag, d, "for example: `%.*s 10`", STR_ARG(k->text));
    return true;
}

/* `to out.csv`, `to > out.csv` */
static bool to_file(parsing *p)
{
    const token *name = &p->f.ahead[0];
    name += name->kind == TOK_GT;
    const token *ending = name + 1;
    if (name->kind != TOK_WORD || ending->kind != TOK_PATH || !format_known(ending->text))
        return false;
    str file = source_slice(p->from, span_join(name->where, ending->where));
    diag *d = habit_add(p, E_UNKNOWN_FORMAT, span_join(name->where, ending->where), "the name of a file stands in quotes");
    diag_expect(p->bag, d, "to and a format or a file");
    diag_hint(p->bag, d, "write `to \"%.*s\"`", STR_ARG(file));
    return true;
}

/* `to chart "c.svg" heat`: an option behind the file's name. */
static bool option_late(parsing *p)
{
    size_t to = 1;
    while (to < FILTER_PAST - 2 && habit_before(p, to) == TOK_WORD)
        to++;
    str word = habit_text(p);
    if (to == 1 || habit_before(p, 0) != TOK_STRING || habit_before(p, to) != TOK_TO || format_of_option(word).n == 0)
        return false;
    str before = source_slice(p->from, span_join(filter_past(&p->f, to + 1)->t.where, filter_past(&p->f, 2)->t.where));
    str file = source_slice(p->from, filter_past(&p->f, 1)->t.where);
    diag *d = habit_add(p, E_SYNTAX, p->current.t.where, "\"%.*s\" stands behind the file's name", STR_ARG(word));
    diag_expect(p->bag, d, "options before the file's name");
    diag_hint(p->bag, d, "write `%.*s %.*s %.*s`", STR_ARG(before), STR_ARG(word), STR_ARG(file));
    return true;
}

bool habit_format(parsing *p, const bool expected[])
{
    const token *format = &p->f.ahead[0];
    if (option_late(p))
        return true;
    if (p->current.t.kind != TOK_TO || p->current.role != TOK_WORD || !expected[TOK_WHERE])
        return false;
    if (to_file(p))
        return true;
    if (format->kind != TOK_WORD || format->before != BREAK_NONE) {
        diag *d = habit_add(p, E_UNKNOWN_FORMAT, p->current.t.where, "\"to\" has no format behind it");
        diag_expect(p->bag, d, "to and a format or a file: to csv, to \"out.csv\"");
        return true;
    }
    int64_t nearest = text_nearest(format->text, format_table, format_count);
    diag *d = habit_add(p, E_UNKNOWN_FORMAT, format->where, "there is no format \"%.*s\"", STR_ARG(format->text));
    sbuf formats = {0};
    format_list(&formats);
    diag_expect(p->bag, d, "a format such as %s", formats.p ? formats.p : "csv");
    sbuf_free(&formats);
    str of = format_of_option(format->text);
    if (of.n)
        diag_hint(p->bag, d, "it is an option, which stands behind its format: `to %.*s %.*s`", STR_ARG(of), STR_ARG(format->text));
    else if (nearest >= 0)
        diag_hint(p->bag, d, "did you mean %.*s?", STR_ARG(format_table[nearest]));
    return true;
}

/* `projects as csv`, `projects format csv` */
bool habit_as_format(parsing *p, const bool expected[])
{
    static const char *const words[] = {"as", "format", "output", "export", "into", "in", "save"};
    const token *format = &p->f.ahead[0];
    bool known = false;
    for (size_t i = 0; i < sizeof words / sizeof *words; i++)
        known = known || str_equal_nocase(p->current.t.text, str_of(words[i]));
    if (!known || !expected[TOK_WHERE] || expected[p->current.role] || !format_known(format->text) || format->before != BREAK_NONE)
        return false;
    str name = format->text;
    diag *d = habit_add(p, E_UNKNOWN_CLAUSE, p->current.t.where, "\"%.*s\" is not a clause", STR_ARG(habit_text(p)));
    diag_expect(p->bag, d, "to and a format");
    diag_hint(p->bag, d, "write `to %.*s`, or `to %.*s \"FILE\"` for a file", STR_ARG(name), STR_ARG(name));
    return true;
}

/* ---- Two words side by side ---- */

/* The clause that we are in. */
static unsigned clause_at(const parsing *p)
{
    for (size_t back = 0; habit_before(p, back) != ROLE_END && habit_before(p, back) != ROLE_KINDS; back++)
        if (habit_before(p, back) < TOK_KINDS && keyword_in((token_kind)habit_before(p, back), KW_CLAUSE))
            return habit_before(p, back);
    return ROLE_KINDS;
}

/* `select title country`: in a list of columns a comma is more likely missing than an operator. */
static void tell_columns(parsing *p, str left, str right)
{
    diag *d = habit_add(p, E_SYNTAX, p->current.t.where, "there is no comma between \"%.*s\" and \"%.*s\"", STR_ARG(left), STR_ARG(right));
    diag_expect(p->bag, d, "a comma, or an operator");
    diag_hint(p->bag, d, "two columns: `%.*s, %.*s`", STR_ARG(left), STR_ARG(right));
    diag_hint(p->bag, d, "another name for the column: `%.*s as %.*s`", STR_ARG(left), STR_ARG(right));
}

static void tell_operator(parsing *p, str left, str right)
{
    diag *d =
        habit_add(p, E_SYNTAX, p->current.t.where, "there is no operator between \"%.*s\" and \"%.*s\"", STR_ARG(left), STR_ARG(right));
    diag_expect(p->bag, d, "an operator such as = ~ in");
    token_kind next = p->f.ahead[0].kind;
    str operand = habit_operand(p, 0), value = habit_rest(p, p->current.t.where.begin, "a where b =", HABIT_VALUE);
    if (p->current.role == TOK_WORD && next >= TOK_EQ && next <= TOK_GE)
        diag_hint(p->bag, d, "a field behind a link: `%.*s.%.*s`", STR_ARG(left), STR_ARG(right));
    else if (clause_at(p) == TOK_WHERE && operand.n > 0 && value.n > 0)
        diag_hint(p->bag, d, "to compare: `%.*s = %.*s`", STR_ARG(operand), STR_ARG(value));
}

/* `sort by start descending` */
static bool direction(parsing *p, unsigned clause)
{
    static const char *const down[] = {"descending", "decreasing", "down", "reverse", "reversed"};
    static const char *const up[] = {"ascending", "increasing", "up"};
    const char *meant = NULL;
    for (size_t i = 0; i < sizeof down / sizeof *down; i++)
        meant = is_word(p, down[i]) ? "desc" : meant;
    for (size_t i = 0; i < sizeof up / sizeof *up; i++)
        meant = is_word(p, up[i]) ? "asc" : meant;
    str key = habit_operand(p, 0);
    if (!meant || clause != TOK_SORT_BY || key.n == 0)
        return false;
    diag *d = habit_add(p, E_SYNTAX, p->current.t.where, "\"%.*s\" is not a word of this language", STR_ARG(habit_text(p)));
    diag_expect(p->bag, d, "%s", meant);
    diag_hint(p->bag, d, "write `%.*s %s`", STR_ARG(key), meant);
    return true;
}

/* `group by country sum days`, `show sum days`: `before` is the aggregate's own word, or the key that stands before it. */
static bool aggregate_words(parsing *p, unsigned clause)
{
    static const char *const names[] = {"sum", "avg", "min", "max", "median"};
    bool last = false, here = false;
    for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
        last = last || str_equal_nocase(habit_text_before(p, 0), str_of(names[i]));
        here = here || is_word(p, names[i]);
    }
    bool keys = clause == TOK_GROUP_BY;
    const token *next = &p->f.ahead[0];
    if (!(last && !keys) && !(here && keys && next->kind == TOK_WORD && next->before == BREAK_NONE))
        return false;
    str name = last ? habit_text_before(p, 0) : habit_text(p), of = last ? habit_text(p) : next->text;
    diag *d = habit_add(p, E_SYNTAX, p->current.t.where, "\"%.*s\" wants brackets around what it is made of", STR_ARG(name));
    diag_expect(p->bag, d, last ? "( behind it" : "show before it");
    diag_hint(p->bag, d, "write `%s%.*s(%.*s)`", last ? "" : "show ", STR_ARG(name), STR_ARG(of));
    return true;
}

/* `countries where no activities` */
static bool lacking(parsing *p, unsigned clause)
{
    static const char *const words[] = {"no", "without", "lacking", "zero"};
    const piece *word = filter_past(&p->f, 1);
    bool lacks = false;
    for (size_t i = 0; i < sizeof words / sizeof *words; i++)
        lacks = lacks || str_equal_nocase(habit_text_before(p, 0), str_of(words[i]));
    if (!lacks || clause != TOK_WHERE || habit_before(p, 0) != TOK_WORD)
        return false;
    bool alone = habit_before(p, 1) == TOK_WHERE && (habit_before(p, 3) == ROLE_END || habit_before(p, 3) == ROLE_KINDS);
    str from = alone ? source_slice(p->from, span_join(filter_past(&p->f, 3)->t.where, filter_past(&p->f, 2)->t.where)) : STR("");
    diag *d = habit_add(p, E_SYNTAX, word->t.where, "\"%.*s\" is not a word of this language", STR_ARG(habit_text_before(p, 0)));
    diag_expect(p->bag, d, "a field first, and is missing behind it");
    diag_hint(p->bag, d, "write `%.*s%s%.*s is missing`", STR_ARG(from), alone ? " " : "", STR_ARG(habit_text(p)));
    return true;
}

/* `where project name = X`, `where country Ukraine`, `where title "osint"` */
bool habit_two_words(parsing *p, const bool expected[])
{
    unsigned role = p->current.role, clause = clause_at(p);
    bool operand = role == TOK_WORD || role == TOK_STRING || role == TOK_DATE || role == TOK_VARIABLE || role == TOK_QUOTED_NAME;
    bool field = habit_before(p, 0) == TOK_WORD || habit_before(p, 0) == TOK_PATH || habit_before(p, 0) == TOK_QUOTED_NAME;
    if (!operand || !field || !expected[ROLE_COMPARE])
        return false;
    if (role == TOK_WORD && (direction(p, clause) || aggregate_words(p, clause) || lacking(p, clause)))
        return true;
    str left = syntax_text(p, filter_past(&p->f, 1)), right = habit_text(p);
    bool columns = clause == TOK_SELECT || clause == TOK_SHOW || clause == TOK_GROUP_BY || clause == TOK_COUNT;
    if (columns && role == TOK_WORD)
        tell_columns(p, left, right);
    else
        tell_operator(p, left, right);
    return true;
}
