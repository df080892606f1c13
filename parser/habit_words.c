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
        diag *d = habit_add(p, E_NULL, p->current.t.where, "\"%.*s\" is no word of this language", STR_ARG(word));
        diag_expect(p->bag, d, "missing or known");
        diag_hint(p->bag, d, "write `is %s`", not ? "known" : "missing");
        return true;
    }
    diag *d = habit_add(p, E_SYNTAX, p->current.t.where, "\"is\" asks only whether there is a value");
    diag_expect(p->bag, d, "missing or known");
    if (p->current.role != ROLE_END)
        diag_hint(p->bag, d, "to compare, write `%s %.*s`", not ? "!=" : "=", STR_ARG(word));
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

typedef struct foreign_word {
    const char *word, *expect, *hint;
} foreign_word;

static const foreign_word OPERATORS[] = {
    {"like", "~ (contains, case and accents aside)", "title ~ osint"},
    {"ilike", "~ (contains, case and accents aside)", "title ~ osint"},
    {"contain", "~ for text, contains for periods", "title ~ osint"},
    {"includes", "~ for text, = for a set", "project = CyberSEE"},
    {"startswith", "matches", "title matches /^osint/i"},
    {"endswith", "matches", "title matches /osint$/i"},
    {"regexp", "matches", "title matches /osint/i"},
    {"rlike", "matches", "title matches /osint/i"},
    {"match", "matches", "title matches /osint/i"},
    {"equals", "=", "country = Ukraine"},
    {"eq", "=", "country = Ukraine"},
    {"ne", "!=", "country != Ukraine"},
    {"gt", ">", "days > 3"},
    {"ge", ">=", "days >= 3"},
    {"lt", "<", "days < 3"},
    {"le", "<=", "days <= 3"},
    {"before", "<", "when < 2025-10"},
    {"after", ">", "when > 2025-10"},
    {"during", "=", "when = 2025-10"},
    {"has", "=, or has all", "project has all (CyberSEE, GLACY-e)"},
};

/* `between 3 and 5`: the range that was meant, if it stands there. */
static void hint_range(parsing *p, diag *d)
{
    const token *from = &p->f.ahead[0], *and = &p->f.ahead[1], *to = &p->f.ahead[2];
    if (p->f.ahead_count > 2 && and->kind == TOK_AND)
        diag_hint(p->bag, d, "write `%.*s in %.*s..%.*s`", STR_ARG(habit_text_before(p, 0)), STR_ARG(from->text), STR_ARG(to->text));
    else
        diag_hint(p->bag, d, "for example: `when in 2025-10..2025-12`");
}

/* `like '%osint%'`: with the text that was meant, when it stands between percent signs and nowhere has one inside. */
static bool like_text(parsing *p)
{
    const token *text = &p->f.ahead[0];
    if (p->f.ahead_count == 0 || text->kind != TOK_STRING)
        return false;
    str inner = text->text;
    while (inner.n > 0 && inner.p[0] == '%')
        inner = (str){inner.p + 1, inner.n - 1};
    while (inner.n > 0 && inner.p[inner.n - 1] == '%')
        inner.n--;
    if (inner.n == 0 || str_find(inner, STR("%")) != SIZE_MAX)
        return false;
    sbuf quoted = {0};
    lexer_quote(&quoted, inner);
    diag *d = habit_add(p, E_FOREIGN_OPERATOR, p->current.t.where, "\"%.*s\" is no operator of this language", STR_ARG(habit_text(p)));
    diag_expect(p->bag, d, "~ (contains, case and accents aside)");
    diag_hint(p->bag, d, "write `%.*s ~ %.*s`", STR_ARG(habit_text_before(p, 0)), STR_ARG(sbuf_str(&quoted)));
    sbuf_free(&quoted);
    return true;
}

bool habit_operator(parsing *p, const bool expected[])
{
    if (p->current.role != TOK_WORD || !expected[ROLE_COMPARE])
        return false;
    if ((is_word(p, "like") || is_word(p, "ilike")) && like_text(p))
        return true;
    if (is_word(p, "between")) {
        diag *d = habit_add(p, E_FOREIGN_OPERATOR, p->current.t.where, "\"%.*s\" is no operator of this language", STR_ARG(habit_text(p)));
        diag_expect(p->bag, d, "in, and a range");
        hint_range(p, d);
        return true;
    }
    for (size_t i = 0; i < sizeof OPERATORS / sizeof *OPERATORS; i++) {
        if (!is_word(p, OPERATORS[i].word))
            continue;
        diag *d = habit_add(p, E_FOREIGN_OPERATOR, p->current.t.where, "\"%.*s\" is no operator of this language", STR_ARG(habit_text(p)));
        diag_expect(p->bag, d, "%s", OPERATORS[i].expect);
        diag_hint(p->bag, d, "for example: `%s`", OPERATORS[i].hint);
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
    if (k->kind == TOK_TOP) {
        diag_expect(p->bag, d, "top, a number, by and what is largest");
        diag_hint(p->bag, d, "for example: `top 3 by budget`");
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
    str names[32];
    sbuf all = {0};
    for (size_t i = 0; i < format_count; i++) {
        names[i] = format_table[i].name;
        sbuf_printf(&all, "%s%.*s", i > 0 ? ", " : "", STR_ARG(names[i]));
    }
    int64_t nearest = text_nearest(format->text, names, format_count);
    diag *d = habit_add(p, E_UNKNOWN_FORMAT, format->where, "there is no format \"%.*s\"", STR_ARG(format->text));
    diag_expect(p->bag, d, "one of %.*s", STR_ARG(sbuf_str(&all)));
    if (nearest >= 0)
        diag_hint(p->bag, d, "did you mean %.*s?", STR_ARG(names[nearest]));
    sbuf_free(&all);
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
    {"project", "select", true},
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
    {"union", "append", false},
    {"minus", "except", false},
    {"inner", "join", false},
    {"left", "left join", true},
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
    bool slip = near && (behind_source || text_distance(word, near->first, 1) <= 1);
    return slip ? near->text.p : NULL; /* a literal of the table, so it ends in NUL */
}

static void tell_clause(parsing *p, const token *t, const char *meant)
{
    diag *d = habit_add(p, E_UNKNOWN_CLAUSE, t->where, "\"%.*s\" begins no clause", STR_ARG(t->text));
    diag_expect(p->bag, d, "a clause such as where, select, sort by, count");
    if (meant)
        diag_hint(p->bag, d, "did you mean %s?", meant);
}

/* Does the source of a statement or a whole clause end right before the current piece, so that only a clause's word can follow? */
static bool after_source(const parsing *p)
{
    unsigned before = habit_before(p, 0), first = habit_before(p, 1);
    bool name = before == TOK_WORD || before == TOK_QUOTED_NAME;
    return name && (first == ROLE_END || first == ROLE_KINDS || first == ROLE_DEFINE || first == TOK_EXPLAIN || first == TOK_APPEND ||
                    first == TOK_EXCEPT || first == TOK_INTERSECT);
}

/* On a line of its own a misspelt clause word was taken for a collection, and the word after it cannot stand. */
static bool clause_as_source(parsing *p)
{
    const piece *before = filter_past(&p->f, 1);
    bool own_line = before && before->role == TOK_WORD && before->t.before != BREAK_NONE && after_source(p);
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
    if (clause_as_source(p))
        return true;
    const char *meant = p->current.role == TOK_WORD ? clause_meant(p->current.t.text, after_source(p)) : NULL;
    bool clause = p->current.role == TOK_WORD && (meant || after_source(p));
    if (clause)
        tell_clause(p, &p->current.t, meant);
    return clause;
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
    diag_hint(p->bag, d, "a field behind a link: `%.*s.%.*s`", STR_ARG(left), STR_ARG(right));
}

static void tell_operator(parsing *p, str left, str right)
{
    diag *d =
        habit_add(p, E_SYNTAX, p->current.t.where, "there is no operator between \"%.*s\" and \"%.*s\"", STR_ARG(left), STR_ARG(right));
    diag_expect(p->bag, d, "an operator such as = ~ in");
    diag_hint(p->bag, d, "to compare: `%.*s = %.*s`", STR_ARG(left), STR_ARG(right));
    if (p->current.role == TOK_WORD)
        diag_hint(p->bag, d, "a field behind a link: `%.*s.%.*s`", STR_ARG(left), STR_ARG(right));
}

/* `where project name = X`, `where country Ukraine`, `where title "osint"` */
bool habit_two_words(parsing *p, const bool expected[])
{
    unsigned role = p->current.role, clause = clause_at(p);
    bool operand = role == TOK_WORD || role == TOK_STRING || role == TOK_DATE || role == TOK_VARIABLE || role == TOK_QUOTED_NAME;
    bool field = habit_before(p, 0) == TOK_WORD || habit_before(p, 0) == TOK_PATH || habit_before(p, 0) == TOK_QUOTED_NAME;
    if (!operand || !field || !expected[ROLE_COMPARE])
        return false;
    str left = syntax_text(p, filter_past(&p->f, 1)), right = habit_text(p);
    bool columns = clause == TOK_SELECT || clause == TOK_SHOW || clause == TOK_GROUP_BY || clause == TOK_COUNT;
    if (columns && role == TOK_WORD)
        tell_columns(p, left, right);
    else
        tell_operator(p, left, right);
    return true;
}
