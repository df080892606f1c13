/* Clauses in the words of other languages, and misspelt ones: each is offered as it is written here. */
#include "parser/habits.h"

#include "base/text.h"
#include "lexer/keywords.h"

/* ---- Words ---- */

/* What other languages call our clauses: what is said in words, and the beginning of the clause if the rest stands behind it as it is. Some of the words
 * are likely names of fields: those count only right behind a source. */
typedef struct foreign_clause {
    const char *word, *meant, *clause;
    bool name;
} foreign_clause;

static const foreign_clause CLAUSES[] = {
    {"filter", "where", "where", false},
    {"having", "where, behind group by", "where", false},
    {"when", "where", "where", true},
    {"with", "where", "where", true},
    {"from", "where", "where", true},
    {"and", "where", "where", true},
    {"grep", "where title ~", "where title ~", false},
    {"search", "where title ~", "where title ~", true},
    {"project", "select", "select", true},
    {"fields", "select", "select", true},
    {"columns", "select", "select", true},
    {"map", "select", "select", false},
    {"get", "select", "select", true},
    {"omit", "drop", "drop", false},
    {"project-away", "drop", "drop", false},
    {"length", "count", "count", true},
    {"size", "count", "count", true},
    {"sort", "sort by", "sort by", false},
    {"sorted", "sort by", "sort by", true},
    {"ordered", "sort by", "sort by", true},
    {"order", "sort by", "sort by", false},
    {"orderby", "sort by", "sort by", false},
    {"group", "group by", "group by", false},
    {"groupby", "group by", "group by", false},
    {"take", "first and a number", "first", false},
    {"fetch", "first and a number", "first", true},
    {"head", "first and a number", "first", true},
    {"tail", "last and a number", "last", true},
    {"skip", "limit n offset m", NULL, false},
    {"summarize", "show, or group by", "show", false},
    {"summarise", "show, or group by", "show", false},
    {"aggregate", "show, or group by", "show", false},
    {"extend", "add", "add", false},
    {"compute", "add", "add", false},
    {"derive", "add", "add", false},
    {"mutate", "add", "add", false},
    {"unnest", "expand", "expand", false},
    {"explode", "expand", "expand", false},
    {"mv-expand", "expand", "expand", false},
    {"union", "append", "append", false},
    {"minus", "except", "except", false},
    {"keys", "describe, in front of the collection", NULL, true},
    {"as", "to and a format", "to", true},
    {"into", "to and a format", "to", true},
    {"unique", "distinct", "distinct", true},
    {"uniq", "distinct", "distinct", true},
};

/* The clause that a word is likely to mean; its .meant is NULL if there is none. A slip of one has `more` behind it, as most clauses do. Behind a source nothing but a clause can stand, so a guess may be
 * bolder there. */
static foreign_clause clause_meant(str word, bool behind_source, bool more)
{
    for (size_t i = 0; i < sizeof CLAUSES / sizeof *CLAUSES; i++)
        if ((behind_source || !CLAUSES[i].name) && str_equal_nocase(word, str_of(CLAUSES[i].word)))
            return CLAUSES[i];
    const keyword *near = keyword_near(word, KW_CLAUSE);
    bool exact = near && str_equal_nocase(word, near->first);
    bool slip =
        near && word.n > 2 && (exact || more || !(near->traits & KW_OPEN)) && (behind_source || text_distance(word, near->first, 1) <= 1);
    const char *text = slip ? near->text.p : NULL; /* a literal of the table, so it ends in NUL */
    return (foreign_clause){.meant = text, .clause = text};
}

/* ---- The clause as it is written here ---- */

/* Without the dots before names, which jq has. */
static str undotted(parsing *p, str text)
{
    sbuf out = {0};
    for (size_t i = 0; i < text.n; i++) {
        bool dot = text.p[i] == '.' && i + 1 < text.n && lexer_is_plain_name((str){text.p + i + 1, 1});
        bool first = i == 0 || (!lexer_is_plain_name((str){text.p + i - 1, 1}) && text.p[i - 1] != ')' && text.p[i - 1] != '.');
        if (!dot || !first)
            sbuf_char(&out, text.p[i]);
    }
    str kept = arena_str(p->memory, sbuf_str(&out));
    sbuf_free(&out);
    return kept;
}

/* `n = count()`: an aggregate, perhaps with the name of its column in front. */
static str named(parsing *p, str what)
{
    str sign = STR(" = ");
    size_t at = str_find(what, sign);
    str of = at == SIZE_MAX ? what : (str){what.p + at + sign.n, what.n - at - sign.n};
    of = str_equal_nocase(of, STR("count()")) ? STR("count") : of;
    return at == SIZE_MAX ? of : arena_printf(p->memory, "%.*s as %.*s", STR_ARG(of), (int)at, what.p);
}

/* `count() by country`: the aggregates and the keys around the word. */
static str grouped(parsing *p, str rest)
{
    str by = STR(" by ");
    size_t at = str_find(rest, by);
    str shown = named(p, at == SIZE_MAX ? rest : (str){rest.p, at});
    if (at == SIZE_MAX)
        return arena_printf(p->memory, "show %.*s", STR_ARG(shown));
    str keys = {rest.p + at + by.n, rest.n - at - by.n};
    return arena_printf(p->memory, "group by %.*s show %.*s", STR_ARG(keys), STR_ARG(shown));
}

static str clause_text(parsing *p, const char *clause, str rest)
{
    str name = str_of(clause), text = undotted(p, rest);
    if (str_equal(name, STR("show")))
        return grouped(p, text);
    if (str_equal(name, STR("sort by")) && text.n > 1 && text.p[0] == '-' && str_find(text, STR(",")) == SIZE_MAX)
        return arena_printf(p->memory, "sort by %.*s desc", (int)(text.n - 1), text.p + 1);
    return str_trim(arena_printf(p->memory, "%s %.*s", clause, STR_ARG(text)));
}

str habit_clause_of(parsing *p, const char *clause, str rest)
{
    if (!clause || (rest.n == 0 && !str_equal(str_of(clause), STR("count"))))
        return (str){0};
    str text = clause_text(p, clause, rest);
    return habit_parses(arena_printf(p->memory, "a %.*s", STR_ARG(text))) ? text : (str){0};
}

/* `first 5` for `take 5`. */
static str clause_behind(parsing *p, uint32_t begin, const char *clause)
{
    str beginning = arena_printf(p->memory, "a %s", clause ? clause : "");
    const token *by = &p->f.ahead[0];
    bool twice = clause && str_ends(str_of(clause), STR(" by")) && by->kind == TOK_BY && by->where.begin >= begin;
    str rest = clause ? habit_rest(p, twice ? by->where.end : begin, beginning.p, HABIT_CLAUSE) : (str){0};
    return habit_clause_of(p, clause, rest);
}

static void tell_clause(parsing *p, const token *t, foreign_clause meant)
{
    diag *d = habit_add(p, E_UNKNOWN_CLAUSE, t->where, "\"%.*s\" is not a clause", STR_ARG(t->text));
    diag_expect(p->bag, d, "a clause such as where, select, sort by, count");
    str whole = clause_behind(p, t->where.end, meant.clause);
    if (whole.n > 0)
        diag_hint(p->bag, d, "write `%.*s`", STR_ARG(whole));
    else if (meant.meant) {
        str condition = arena_printf(p->memory, "where %.*s", STR_ARG(habit_rest(p, t->where.begin, "a where", HABIT_CLAUSE)));
        habit_guess(p, d, HABIT_ALSO, habit_with(p, t->where.begin, condition), "write `%.*s`", STR_ARG(condition));
        diag_guess_that(p->bag, d, (str){0}, true, "did you mean %s?", meant.meant);
    }
    /* In `having count > 3` the next word would be taken for a clause. */
    const keyword *next = keyword_of(p->f.ahead[0].kind);
    p->f.silent |= next && next->traits & KW_NAME;
}

/* ---- Where they stand ---- */

bool habit_after_source(const parsing *p)
{
    unsigned before = habit_before(p, 0), first = habit_before(p, 1);
    bool name = before == TOK_WORD || before == TOK_QUOTED_NAME;
    return name && (first == ROLE_END || first == ROLE_KINDS || first == ROLE_DEFINE || first == TOK_EXPLAIN || first == TOK_WHY ||
                    first == TOK_SAY || first == TOK_APPEND || first == TOK_EXCEPT || first == TOK_INTERSECT);
}

/* On a line of its own a misspelt clause word was taken for a collection, and the word after it cannot stand. */
bool habit_clause_line(parsing *p, const bool expected[])
{
    const piece *before = filter_past(&p->f, 1);
    bool own_line = expected[TOK_WHERE] && before && before->role == TOK_WORD && before->t.before != BREAK_NONE && habit_after_source(p);
    foreign_clause meant = own_line ? clause_meant(before->t.text, true, true) : (foreign_clause){0};
    if (meant.meant)
        tell_clause(p, &before->t, meant);
    return meant.meant != NULL;
}

/* `activities were project = X` */
bool habit_clause(parsing *p, const bool expected[])
{
    if (!expected[TOK_WHERE])
        return false;
    bool alone = habit_after_source(p) || habit_before(p, 0) == TOK_PIPE;
    bool word = p->current.role == TOK_WORD || p->current.role == TOK_AND;
    const token *next = &p->f.ahead[0];
    bool more = next->kind != TOK_EOF && next->kind != TOK_SEMICOLON && next->before == BREAK_NONE;
    foreign_clause meant = word ? clause_meant(p->current.t.text, alone, more) : (foreign_clause){0};
    if (meant.meant)
        tell_clause(p, &p->current.t, meant);
    return meant.meant != NULL;
}

/* ---- Clauses as calls ---- */

/* The clause that such a function of other languages, or a clause of ours, stands for; NULL if there is none. */
static const char *clause_called(str word)
{
    static const struct {
        const char *word, *clause;
    } calls[] = {
        {"sort_by", "sort by"},
        {"sortby", "sort by"},
        {"orderby", "sort by"},
        {"order_by", "sort by"},
        {"sort", "sort by"},
        {"group_by", "count by"},
        {"groupby", "count by"},
        {"map", "select"},
        {"filter", "where"},
        {"query", "where"},
        {"unique_by", "distinct by"},
        {"head", "first"},
        {"take", "first"},
        {"tail", "last"},
        {"summarize", "show"},
        {"agg", "show"},
        {"len", "count"},
        {"length", "count"},
        {"size", "count"},
    };
    for (size_t i = 0; i < sizeof calls / sizeof *calls; i++)
        if (str_equal_nocase(word, str_of(calls[i].word)))
            return calls[i].clause;
    const keyword *own = keyword_near(word, KW_CLAUSE);
    return own && own->second.n == 0 && str_equal_nocase(own->first, word) ? own->text.p
                                                                           : NULL; /* ends in NUL, as a literal of the table */
}

/* The call's arguments behind the clause's word. */
static str clause_of_call(parsing *p, const char *clause)
{
    return habit_clause_of(p, clause, habit_rest(p, p->f.ahead[0].where.end, "a show f(", HABIT_CLAUSE));
}

/* `sort_by(.start)`, `filter(days > 3)`: a clause of other languages with brackets. */
bool habit_clause_call(parsing *p, const bool expected[])
{
    bool call = p->current.role == TOK_CALL && expected[TOK_WHERE] && !expected[TOK_STRING];
    const char *clause = call ? clause_called(habit_text(p)) : NULL;
    if (!clause || habit_text(p).n == 0 || str_equal(str_of(clause), STR("count")))
        return false;
    str whole = clause_of_call(p, clause);
    diag *d = habit_add(p, E_UNKNOWN_CLAUSE, p->current.t.where, "\"%.*s(\" is not a clause", STR_ARG(habit_text(p)));
    diag_expect(p->bag, d, "a clause, without brackets around what follows it");
    if (whole.n > 0)
        diag_hint(p->bag, d, "write `%.*s`", STR_ARG(whole));
    else
        diag_hint(p->bag, d, "did you mean %s?", clause);
    p->f.silent |= whole.n == 0;
    return true;
}

/* `activities.title`, `activities.filter(days > 3)`: a dot where a clause is wanted. */
bool habit_dotted(parsing *p, const bool expected[])
{
    if (p->current.role != TOK_PATH || !expected[TOK_WHERE] || !habit_after_source(p))
        return false;
    str from = habit_text_before(p, 0), name = p->current.t.text;
    bool call = p->f.ahead[0].kind == TOK_LPAREN && !p->f.ahead[0].spaced;
    const char *clause = call ? clause_called(name) : "select";
    str whole = call ? clause_of_call(p, clause) : arena_printf(p->memory, "select %.*s", STR_ARG(name));
    diag *d = habit_add(p, E_SYNTAX, p->current.t.where, "a dot does not lead from a collection to its %s", call ? "clauses" : "fields");
    diag_expect(p->bag, d, "a clause, with a space before it");
    if (whole.n > 0)
        diag_hint(p->bag, d, "write `%.*s %.*s`", STR_ARG(from), STR_ARG(whole));
    p->f.silent = true;
    return true;
}
