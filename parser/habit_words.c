/* Words where an operator or a clause is wanted: other languages' words, misspelt ones, and two names side by side. */
#include "parser/habits.h"

#include "base/text.h"
#include "lexer/keywords.h"

static bool is_word(const parsing *p, const char *word)
{
    return p->current.role == TOK_WORD && str_equal_nocase(p->current.t.text, str_of(word));
}

/* ---- SELECT … FROM ---- */

/* The pieces back to the SELECT of this statement, or 0. */
static size_t find_select(const parsing *p)
{
    for (size_t back = 0; habit_before(p, back) != ROLE_END && habit_before(p, back) != ROLE_KINDS; back++)
        if (habit_before(p, back) == TOK_SELECT)
            return back + 1;
    return 0;
}

/* `SELECT title FROM activities WHERE …`, and `from activities where …` */
bool habit_sql_select(parsing *p, const bool expected[])
{
    size_t select = is_word(p, "from") ? find_select(p) : 0;
    (void)expected;
    if (select > 0 && habit_before(p, select) == ROLE_LAST_QUERY) {
        const token *name = &p->f.ahead[0];
        str from = name->kind == TOK_WORD ? name->text : STR("activities");
        str columns = source_slice(p->from, (span){filter_past(&p->f, select)->t.where.end, p->current.t.where.begin});
        columns = str_trim(columns);
        diag *d =
            habit_add(p, E_SQL_SELECT, p->current.t.where, "\"%.*s\" is SQL: a query begins with its collection", STR_ARG(habit_text(p)));
        diag_expect(p->bag, d, "the collection first, its clauses behind it");
        diag_hint(p->bag, d, "write `%.*s select %.*s`", STR_ARG(from), STR_ARG(columns));
        if (str_equal(columns, STR("*")))
            diag_hint(p->bag, d, "`%.*s` alone shows its usual columns", STR_ARG(from));
        return true;
    }
    bool from_first = p->current.role == TOK_WORD && str_equal_nocase(habit_text_before(p, 0), STR("from")) &&
                      (habit_before(p, 1) == ROLE_END || habit_before(p, 1) == ROLE_KINDS);
    if (!from_first)
        return false;
    diag *d = habit_add(p, E_SQL_SELECT, filter_past(&p->f, 1)->t.where, "a query begins with its collection, without \"from\"");
    diag_expect(p->bag, d, "%.*s", STR_ARG(habit_text(p)));
    return true;
}

/* ---- Operators ---- */

/* Other languages' operators: how each is written here. A second word belongs to it where it stands there (`starts with`). */
typedef struct foreign_word {
    const char *word, *second, *sign;
} foreign_word;

static const foreign_word OPERATORS[] = {
    {"like", "", "~"},       {"ilike", "", "~"},        {"contain", "", "~"},     {"containing", "", "~"},  {"includes", "", "~"},
    {"has", "only", "only"}, {"has", "", "="},          {"equals", "", "="},      {"equal", "to", "="},     {"eq", "", "="},
    {"ne", "", "!="},        {"greater", "than", ">"},  {"more", "than", ">"},    {"less", "than", "<"},    {"fewer", "than", "<"},
    {"at", "least", ">="},   {"at", "most", "<="},      {"gt", "", ">"},          {"ge", "", ">="},         {"lt", "", "<"},
    {"le", "", "<="},        {"before", "", "<"},       {"after", "", ">"},       {"since", "", ">="},      {"until", "", "<="},
    {"during", "", "="},     {"regexp", "", "matches"}, {"rlike", "", "matches"}, {"match", "", "matches"}, {"startswith", "", "^"},
    {"starts", "with", "^"}, {"begins", "with", "^"},   {"endswith", "", "$"},    {"ends", "with", "$"},
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
        diag_hint(p->bag, d, "write `%.*s in %.*s..%.*s`", STR_ARG(left), STR_ARG(from), STR_ARG(to));
    else
        diag_hint(p->bag, d, "for example: `when in 2025-10..2025-12`");
    return true;
}

/* The text of `like '%osint%'`, when it stands between percent signs and nowhere has one inside; else as it is, or empty. */
static str without_percent(parsing *p, const token *text, str value)
{
    str inner = text->text;
    if (text->kind != TOK_STRING || str_find(inner, STR("%")) == SIZE_MAX)
        return value;
    while (inner.n > 0 && inner.p[0] == '%')
        inner = (str){inner.p + 1, inner.n - 1};
    while (inner.n > 0 && inner.p[inner.n - 1] == '%')
        inner.n--;
    if (inner.n == 0 || str_find(inner, STR("%")) != SIZE_MAX)
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
        return true;
    }
    return false;
}

/* ---- Clauses ---- */

/* `first three`, `top by days` */
bool habit_number(parsing *p, const bool expected[])
{
    const keyword *k = keyword_of(p->current.t.kind);
    if (!k || !(k->traits & KW_NUMBERED) || p->current.role != TOK_WORD || !(expected[TOK_WHERE] || expected[TOK_OFFSET]))
        return false;
    diag *d = habit_add(p, E_NO_NUMBER, p->current.t.where, "\"%.*s\" has no number behind it", STR_ARG(habit_text(p)));
    const token *by = &p->f.ahead[0];
    if (k->kind == TOK_TOP) {
        diag_expect(p->bag, d, "a number");
        str key = by->kind == TOK_BY ? habit_rest(p, by->where.end, "a sort by", HABIT_CLAUSE) : (str){0};
        if (key.n > 0)
            diag_hint(p->bag, d, "the largest first: `sort by %.*s desc first 3`", STR_ARG(key));
    } else {
        diag_expect(p->bag, d, "%.*s and a number", STR_ARG(k->text));
        diag_hint(p->bag, d, "for example: `%.*s 10`", STR_ARG(k->text));
    }
    return true;
}

bool habit_format(parsing *p, const bool expected[])
{
    const token *format = &p->f.ahead[0];
    if (p->current.t.kind != TOK_TO || p->current.role != TOK_WORD || !expected[TOK_WHERE])
        return false;
    if (format->kind != TOK_WORD || format->before != BREAK_NONE) {
        diag *d = habit_add(p, E_UNKNOWN_FORMAT, p->current.t.where, "\"to\" has no format behind it");
        diag_expect(p->bag, d, "to and a format or a file: to csv, to \"out.csv\"");
        return true;
    }
    int64_t nearest = text_nearest(format->text, format_table, format_count);
    diag *d = habit_add(p, E_UNKNOWN_FORMAT, format->where, "there is no format \"%.*s\"", STR_ARG(format->text));
    diag_expect(p->bag, d, "a format such as table, csv, tsv, json, jsonl or markdown");
    if (nearest >= 0)
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

/* What other languages call our clauses. Some of them are likely names of fields: those count only right behind a source. */
static const struct {
    const char *word, *meant;
    bool name;
} CLAUSES[] = {
    {"filter", "where", false},
    {"having", "where, behind group by", false},
    {"when", "where", true},
    {"with", "where", true},
    {"from", "where", true},
    {"fields", "select", true},
    {"columns", "select", true},
    {"map", "select", false},
    {"length", "count", true},
    {"size", "count", true},
    {"get", "select", true},
    {"sort", "sort by", false},
    {"sorted", "sort by", true},
    {"order", "sort by", false},
    {"orderby", "sort by", false},
    {"group", "group by", false},
    {"groupby", "group by", false},
    {"take", "first and a number", false},
    {"head", "first and a number", true},
    {"tail", "last and a number", true},
    {"skip", "limit n offset m", false},
    {"summarize", "show", false},
    {"aggregate", "show, or group by", false},
    {"extend", "add", false},
    {"compute", "add", false},
    {"derive", "add", false},
    {"mutate", "add", false},
    {"unnest", "expand", false},
    {"explode", "expand", false},
    {"as", "to and a format", true},
    {"into", "to and a format", true},
    {"unique", "distinct", true},
};

/* The clause that a word is likely to mean; NULL if none. Behind a source nothing but a clause can stand, so a guess may be bolder there. */
static const char *clause_meant(str word, bool behind_source)
{
    for (size_t i = 0; i < sizeof CLAUSES / sizeof *CLAUSES; i++)
        if ((behind_source || !CLAUSES[i].name) && str_equal_nocase(word, str_of(CLAUSES[i].word)))
            return CLAUSES[i].meant;
    const keyword *near = keyword_near(word, KW_CLAUSE);
    bool slip = near && word.n > 2 && (behind_source || text_distance(word, near->first, 1) <= 1);
    return slip ? near->text.p : NULL; /* a literal of the table, so it ends in NUL */
}

static void tell_clause(parsing *p, const token *t, const char *meant)
{
    diag *d = habit_add(p, E_UNKNOWN_CLAUSE, t->where, "\"%.*s\" is not a clause", STR_ARG(t->text));
    diag_expect(p->bag, d, "a clause such as where, select, sort by, count");
    if (meant)
        diag_hint(p->bag, d, "did you mean %s?", meant);
}

bool habit_after_source(const parsing *p)
{
    unsigned before = habit_before(p, 0), first = habit_before(p, 1);
    bool name = before == TOK_WORD || before == TOK_QUOTED_NAME;
    return name && (first == ROLE_END || first == ROLE_KINDS || first == ROLE_DEFINE || first == TOK_EXPLAIN || first == TOK_APPEND ||
                    first == TOK_EXCEPT || first == TOK_INTERSECT);
}

/* On a line of its own a misspelt clause word was taken for a collection, and the word after it cannot stand. */
bool habit_clause_line(parsing *p, const bool expected[])
{
    const piece *before = filter_past(&p->f, 1);
    bool own_line = expected[TOK_WHERE] && before && before->role == TOK_WORD && before->t.before != BREAK_NONE && habit_after_source(p);
    const char *meant = own_line ? clause_meant(before->t.text, true) : NULL;
    if (meant)
        tell_clause(p, &before->t, meant);
    return meant != NULL;
}

/* `activities were project = X` */
bool habit_clause(parsing *p, const bool expected[])
{
    if (!expected[TOK_WHERE])
        return false;
    bool alone = habit_after_source(p) || habit_before(p, 0) == TOK_PIPE;
    const char *meant = p->current.role == TOK_WORD ? clause_meant(p->current.t.text, alone) : NULL;
    if (meant)
        tell_clause(p, &p->current.t, meant);
    return meant != NULL;
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
