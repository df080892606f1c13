/* Statements in the order of plain English or of a spreadsheet: `count activities`, `which activities are in Ukraine`, `SUM(projects.budget)`. */
#include "parser/habits.h"

#include "lexer/keywords.h"

static bool begins_statement(unsigned role)
{
    return role == ROLE_END || role == ROLE_KINDS;
}

/* ---- How many …, list … ---- */

static const char *const LISTING[] = {"list",  "get",  "find",  "give", "display", "print",  "all", "every",
                                      "which", "what", "fetch", "who",  "whose",   "whom",   "do",  "does",
                                      "did",   "are",  "were",  "tell", "i",       "please", NULL};
static const char *const COUNTING[] = {"how", "number", NULL};
/* What activities do, in a question that does not name them: `what runs in Ukraine`. */
static const char *const DOING[] = {"runs", "ran", "happens", "happened", "is", "was", "goes", "comes", "takes", NULL};
/* What may stand behind that, or behind the collection, before `in Ukraine`. */
static const char *const BESIDE[] = {"place",     "is",     "are",   "was",   "were",   "on", "held", "planned",
                                     "happening", "taking", "going", "there", "coming", "up", NULL};
static const char *const FILLING[] = {"many", "much",  "me", "us", "all", "the",  "of", "number",
                                      "are",  "there", "a",  "an", "any", "some", NULL};

/* `on in Ukraine`, `taking place in 2025`: `on Ukraine` would be what they are about. */
static str past_beside(str text)
{
    str rest = text, word = habit_next_word(&rest);
    while (habit_one_of(word, BESIDE) && (!habit_is_preposition(word) || habit_is_preposition(habit_first_word(rest)))) {
        text = rest;
        word = habit_next_word(&rest);
    }
    return text;
}

/* The collection with what follows it and `count`: `activities where joint count`, where that is a query or plain English for one. */
static void hint_query(parsing *p, diag *d, const token *collection, bool count)
{
    str name = habit_one_of(collection->text, DOING) ? STR("activities") : collection->text;
    str rest = past_beside(habit_rest(p, collection->where.end, "a", HABIT_STATEMENT)), word = habit_first_word(rest);
    const keyword *near = keyword_near(word, KW_CLAUSE);
    bool clause = near && str_equal_nocase(near->first, word);
    const char *counted = count ? " count" : "";
    if (habit_hint_lacking(p, d, name, rest) || habit_hint_order(p, d, name, rest))
        return;
    habit_hint_keys(p, d, name, rest);
    if (rest.n == 0 || clause) {
        str query = arena_printf(p->memory, "%.*s%s%.*s%s", STR_ARG(name), rest.n ? " " : "", STR_ARG(rest), counted);
        habit_guess(p, d, HABIT_ALSO, query, "write `%.*s`", STR_ARG(query));
    }
    str value = {0};
    if (habit_is_preposition(word))
        value = habit_rest(p, (uint32_t)(word.p + word.n - p->from->text.p), "a where b =", HABIT_STATEMENT);
    if (value.n > 0)
        habit_hint_behind(p, d, word, name, value, count);
    else if (rest.n > 0 && !habit_is_preposition(word) && !clause)
        habit_hint_said(p, d, name, rest, count);
    habit_hint_some(p, d, name, counted);
}

/* The first word from here on that may name a collection, which are plurals: `activities` of `which cybercrime activities`, and else the one at hand. *said is
 * whether words before it say more of it. */
static const token *collection_ahead(const parsing *p, bool *said)
{
    const token *t = &p->current.t;
    for (unsigned i = 0; i < p->f.ahead_count && t->kind != TOK_EOF && habit_one_of(t->text, FILLING); i++)
        t = &p->f.ahead[i];
    const token *first = t;
    for (unsigned i = 0; i < p->f.ahead_count && !habit_one_of(first->text, DOING); i++) {
        bool behind = p->f.ahead[i].where.begin >= t->where.end;
        if (t->kind != TOK_WORD || habit_is_plural(t->text))
            break;
        t = behind ? &p->f.ahead[i] : t;
    }
    t = t->kind == TOK_WORD && habit_is_plural(t->text) ? t : first;
    *said = t != first;
    return t;
}

/* `show me all activities in Ukraine` */
static bool show_me(parsing *p)
{
    unsigned clause = habit_before(p, 1);
    str me = habit_text_before(p, 0);
    bool starts = habit_before(p, 2) == ROLE_LAST_QUERY && (clause == TOK_SHOW || clause == TOK_SELECT);
    if (!starts || !(str_equal_nocase(me, STR("me")) || str_equal_nocase(me, STR("all")) || str_equal_nocase(me, STR("the"))))
        return false;
    bool said = false;
    const token *t = collection_ahead(p, &said);
    if (t->kind != TOK_WORD)
        return false;
    const piece *verb = filter_past(&p->f, 2);
    diag *d = habit_add(p, E_SYNTAX, verb->t.where, "a query does not begin with \"%.*s\"", STR_ARG(syntax_text(p, verb)));
    diag_expect(p->bag, d, "the name of a collection first");
    if (said)
        habit_hint_some(p, d, t->text, "");
    else
        hint_query(p, d, t, false);
    p->f.silent = true;
    return true;
}

/* `list activities`, `how many activities` */
bool habit_first_words(parsing *p, const bool expected[])
{
    if (show_me(p))
        return true;
    str verb = habit_text_before(p, 0);
    bool count = habit_one_of(verb, COUNTING);
    if (!expected[TOK_WHERE] || !habit_after_source(p) || !(count || habit_one_of(verb, LISTING)))
        return false;
    bool said = false;
    const token *t = collection_ahead(p, &said);
    if (t->kind != TOK_WORD && t->kind != TOK_IS)
        return false;
    diag *d = habit_add(p, E_SYNTAX, filter_past(&p->f, 1)->t.where, "a query does not begin with \"%.*s\"", STR_ARG(verb));
    diag_expect(p->bag, d, "the name of a collection first");
    if (said)
        habit_hint_some(p, d, t->text, count ? " count" : "");
    else
        hint_query(p, d, t, count);
    return true;
}

/* ---- project = GLACY-e, activities GLACY-e ---- */

/* A condition without its collection or without where: `project = GLACY-e`, `activities country = Ukraine`. */
bool habit_condition(parsing *p, const bool expected[])
{
    unsigned role = p->current.role;
    token_kind next = p->f.ahead[0].kind;
    bool sign = role == TOK_EQ || role == ROLE_COMPARE || role == ROLE_TEST || role == TOK_IN || role == TOK_MATCHES || role == TOK_IS;
    bool behind = role == TOK_WORD && next >= TOK_EQ && next <= TOK_GE;
    bool question = role == TOK_IS && habit_one_of(habit_text_before(p, 0), LISTING);
    if (!expected[TOK_WHERE] || !habit_after_source(p) || !(sign || behind) || question || p->current.t.kind == TOK_TO)
        return false;
    span where = sign ? filter_past(&p->f, 1)->t.where : p->current.t.where;
    str from = sign ? STR("activities") : habit_text_before(p, 0), condition = habit_rest(p, where.begin, "a where", HABIT_STATEMENT);
    diag *d = habit_add(p, E_SYNTAX, where, "a condition stands behind \"where\"");
    diag_expect(p->bag, d, sign ? "a collection, then where and a field" : "where before it");
    bool lacks_field = sign && habit_is_plural(habit_text_before(p, 0));
    str query = arena_printf(p->memory, "%.*s where %.*s", STR_ARG(from), STR_ARG(condition));
    str columns = p->current.t.kind == TOK_ONLY ? habit_rest(p, p->current.t.where.end, "a select", HABIT_STATEMENT) : (str){0};
    if (columns.n > 0) {
        str select = arena_printf(p->memory, "%.*s select %.*s", STR_ARG(habit_text_before(p, 0)), STR_ARG(columns));
        habit_guess(p, d, HABIT_ALSO, select, "to see a column: `%.*s`", STR_ARG(select));
    }
    if (condition.n > 0 && !lacks_field && sign)
        habit_guess(p, d, HABIT_ALSO, query, "for example: `%.*s`", STR_ARG(query));
    else if (condition.n > 0 && !lacks_field && habit_parses(query))
        diag_hint(p->bag, d, "write `%.*s`", STR_ARG(query));
    if (sign)
        habit_guess_none(p, d);
    return true;
}

/* `activities inner join projects on …` */
static bool join_words(parsing *p)
{
    static const char *const kinds[] = {"inner", "outer", "right", "full", "cross", "natural", NULL};
    const token *ahead = p->f.ahead;
    bool left = str_equal_nocase(habit_text(p), STR("left")), join = ahead[0].kind == TOK_JOIN || ahead[1].kind == TOK_JOIN;
    if (!join || !(left || habit_one_of(habit_text(p), kinds)))
        return false;
    diag *d = habit_add(p, E_UNKNOWN_CLAUSE, p->current.t.where, "\"%.*s\" is not a clause", STR_ARG(habit_text(p)));
    diag_expect(p->bag, d, left ? "left join" : "join, or left join");
    diag_hint(p->bag, d, "what a link leads to is reached with a dot, without a join: `activities select title, project.budget`");
    p->f.silent = true;
    return true;
}

/* `activities a where a.country = Ukraine` */
static bool short_name(parsing *p)
{
    token_kind next = p->f.ahead[0].kind;
    bool clause = next < TOK_KINDS && keyword_in(next, KW_CLAUSE);
    if (p->current.role != TOK_WORD || habit_text(p).n > 3 || !clause)
        return false;
    diag *d =
        habit_add(p, E_SYNTAX, p->current.t.where, "\"%.*s\" is not a clause: a collection has no short name", STR_ARG(habit_text(p)));
    diag_expect(p->bag, d, "a clause such as where, select, sort by, count");
    diag_hint(p->bag, d, "leave it out: fields are written without their collection, as in `country = Ukraine`");
    return true;
}

/* The value to the end of the statement, if no clause follows it there. */
static str lone_value(const parsing *p, uint32_t begin)
{
    str value = habit_rest(p, begin, "a where b =", HABIT_STATEMENT), alone = habit_rest(p, begin, "a where b =", HABIT_CLAUSE);
    return value.n == alone.n ? value : (str){0};
}

/* `treaty events`, `joint activities`: a name of two words, or what stands first is said of the rows. */
static void hint_two_words(parsing *p, diag *d, str first, str second)
{
    str name = arena_printf(p->memory, "%.*s_%.*s", STR_ARG(first), STR_ARG(second));
    str query = arena_printf(p->memory, "%.*s where %.*s", STR_ARG(second), STR_ARG(first));
    habit_guess(p, d, HABIT_ALSO, name, "a name of two words is written with _: `%.*s`", STR_ARG(name));
    habit_guess(p, d, HABIT_ELSE, query, "the collection stands first: `%.*s`", STR_ARG(query));
    habit_hint_named(p, d, second, first);
    habit_guess(p, d, HABIT_ELSE, second, "the collection stands first: `%.*s where …`", STR_ARG(second));
}

/* `activities sum days by project` */
static bool hint_aggregate(parsing *p, diag *d, str from)
{
    const char *name = habit_aggregate(habit_text(p));
    str of = name ? habit_rest(p, p->current.t.where.end, "a show", HABIT_CLAUSE) : (str){0}, field = habit_first_word(of);
    if (field.n == 0)
        return false;
    str behind = {field.p + field.n, of.n - field.n};
    str clause = habit_clause_of(p, "show", arena_printf(p->memory, "%s(%.*s)%.*s", name, STR_ARG(field), STR_ARG(behind)));
    str query = arena_printf(p->memory, "%.*s %.*s", STR_ARG(from), STR_ARG(clause));
    habit_guess(p, d, HABIT_ALSO, clause.n ? query : clause, "write `%.*s`", STR_ARG(query));
    return true;
}

/* `total budget of projects`, `total budget`: an aggregate, what it is made of, and perhaps its collection. */
static bool hint_amount(parsing *p, diag *d, str word, str rest)
{
    static const char *const likely[] = {"activities", "projects"};
    const char *name = habit_aggregate(word);
    while (str_equal_nocase(habit_first_word(rest), STR("of")))
        habit_next_word(&rest);
    str of = habit_next_word(&rest);
    if (!name || of.n == 0 || (rest.n > 0 && !habit_is_preposition(habit_next_word(&rest))))
        return false;
    for (size_t i = 0; i < (rest.n > 0 ? 1 : sizeof likely / sizeof *likely); i++) {
        str from = rest.n > 0 ? rest : str_of(likely[i]),
            query = arena_printf(p->memory, "%.*s show %s(%.*s)", STR_ARG(from), name, STR_ARG(of));
        habit_guess(p, d, i == 0 ? HABIT_ALSO : HABIT_ELSE, query, "%s `%.*s`", rest.n > 0 ? "write" : "for example:", STR_ARG(query));
    }
    return true;
}

/* `project GLACY-e`: a field and its value. */
static void hint_field(parsing *p, diag *d, str field, str value)
{
    str query = arena_printf(p->memory, "activities where %.*s = %.*s", STR_ARG(field), STR_ARG(value));
    habit_guess(p, d, HABIT_ALSO, query, "a query begins with its collection, for example: `%.*s`", STR_ARG(query));
}

/* `activities GLACY-e`, `project GLACY-e`: a value, and no word of its field. And a whole clause in backquotes, copied from a hint. */
bool habit_written(parsing *p, const bool expected[])
{
    unsigned role = p->current.role;
    if (!expected[TOK_WHERE] || !habit_after_source(p))
        return false;
    str from = habit_text_before(p, 0), here = habit_text(p);
    if (role == TOK_QUOTED_NAME && str_find(here, STR(" ")) != SIZE_MAX) {
        diag *d = habit_add(p, E_SYNTAX, p->current.t.where, "a name in backquotes cannot stand after \"%.*s\"", STR_ARG(from));
        diag_expect(p->bag, d, "a clause such as where, select, sort by, count");
        diag_hint(p->bag, d, "the backquotes around a hint are not part of it: leave them out");
        return true;
    }
    if (role != TOK_WORD && role != TOK_STRING)
        return false;
    if (join_words(p) || short_name(p))
        return true;
    str value = lone_value(p, p->current.t.where.begin);
    diag *d = habit_add(p, E_UNKNOWN_CLAUSE, p->current.t.where, "%.*s is not a clause", STR_ARG(syntax_quoted(p, &p->current)));
    diag_expect(p->bag, d, "a clause such as where, select, sort by, count");
    if (value.n > 0 && habit_hint_lacking(p, d, from, value))
        return true;
    if (!habit_is_plural(from) && habit_is_plural(here) && role == TOK_WORD)
        hint_two_words(p, d, from, here);
    else if (habit_is_plural(from) && value.n > 0 && !(role == TOK_WORD && hint_aggregate(p, d, from)) &&
             !habit_hint_order(p, d, from, value))
        habit_hint_said(p, d, from, value, false);
    else if (!habit_is_plural(from) && value.n > 0 && !hint_amount(p, d, from, value))
        hint_field(p, d, from, value);
    habit_guess_none(p, d);
    return true;
}

/* ---- count activities, count country, distinct country ---- */

/* `show count distinct country`, `distinct country` */
static bool distinct_of(parsing *p)
{
    const piece *count = filter_past(&p->f, 2);
    str keys = habit_rest(p, p->current.t.where.begin, "a distinct by", HABIT_CLAUSE);
    bool counted = count && count->t.kind == TOK_COUNT;
    diag *d = habit_add(p, E_SYNTAX, p->current.t.where, "%.*s cannot stand after \"distinct\"", STR_ARG(syntax_quoted(p, &p->current)));
    diag_expect(p->bag, d, counted ? "brackets around what is counted" : "by");
    if (keys.n > 0 && counted)
        diag_hint(p->bag, d, "how many different ones: `%scount distinct(%.*s)`", count->role == TOK_COUNT ? "show " : "", STR_ARG(keys));
    else if (keys.n > 0)
        diag_hint(p->bag, d, "one row for each: `distinct by %.*s`", STR_ARG(keys));
    return true;
}

bool habit_counted(parsing *p, const bool expected[])
{
    unsigned before = habit_before(p, 0);
    static const char *const small[] = {"for", "of", "in", "each", "every", "with", "per", NULL};
    unsigned role = p->current.role;
    bool operand = role == TOK_WORD || role == TOK_QUOTED_NAME || role == TOK_FIELD || role == TOK_PER || role == TOK_IN;
    if (!operand || !expected[TOK_BY] || (before != TOK_COUNT && before != TOK_DISTINCT))
        return false;
    if (before == TOK_DISTINCT)
        return distinct_of(p);
    str here = habit_text(p), keys = habit_rest(p, p->current.t.where.begin, "a count by", HABIT_CLAUSE);
    bool of = habit_one_of(here, small);
    while (habit_one_of(habit_first_word(keys), small))
        habit_next_word(&keys);
    bool first = habit_before(p, 1) == ROLE_LAST_QUERY && habit_is_plural(here);
    diag *d = habit_add(p, E_SYNTAX, p->current.t.where, "\"%.*s\" cannot stand after \"count\"", STR_ARG(here));
    diag_expect(p->bag, d, first ? "the collection before count" : "by");
    if (first) {
        hint_query(p, d, &p->current.t, true);
    } else if (keys.n > 0) {
        diag_hint(p->bag, d, "how many rows of each: `count by %.*s`", STR_ARG(keys));
        if (!of)
            diag_hint(p->bag, d, "how many different ones: `show count distinct(%.*s)`", STR_ARG(keys));
    }
    return true;
}

/* ---- Calls ---- */

static const char *const AGGREGATES[] = {"count", "sum", "avg", "min", "max", "median", "first", "last", "list", "any", "all", NULL};

/* `SUM(projects.budget)`, `COUNT(activities)` at the beginning; `activities sum(days)`, `activities count(*)` behind a source. */
bool habit_call(parsing *p, const bool expected[])
{
    bool first = expected[ROLE_LAST_QUERY] && begins_statement(habit_before(p, 0));
    bool clause = expected[TOK_WHERE] && !expected[TOK_STRING];
    if (p->current.role != TOK_CALL || !(first || clause))
        return false;
    str name = habit_text(p), args = habit_rest(p, p->f.ahead[0].where.end, "a show f(", HABIT_CLAUSE);
    size_t dot = str_find(args, STR("."));
    str from = dot == SIZE_MAX ? args : (str){args.p, dot}, of = dot == SIZE_MAX ? STR("") : (str){args.p + dot + 1, args.n - dot - 1};
    bool aggregate = habit_one_of(name, AGGREGATES), count = str_equal_nocase(name, STR("count")), plain = lexer_is_plain_name(from);
    bool rows = count && (args.n == 0 || str_equal(args, STR("*")));
    diag *d = habit_add(p, E_SYNTAX, p->current.t.where, "\"%.*s(\" is not a clause", STR_ARG(name));
    diag_expect(p->bag, d, first ? "a collection first" : "a clause such as show before it");
    if (rows)
        diag_hint(p->bag, d, "the number of rows is `count`, without brackets");
    else if (first && aggregate && plain && of.n > 0)
        diag_hint(p->bag, d, "write `%.*s show %.*s(%.*s)`", STR_ARG(from), STR_ARG(name), STR_ARG(of));
    else if (first && count && plain)
        diag_hint(p->bag, d, "write `%.*s count`", STR_ARG(from));
    else if (first && str_equal_nocase(name, STR("countif")))
        diag_hint(p->bag, d, "for example: `activities where country = Ukraine count`");
    else if (first)
        diag_hint(p->bag, d, "for example: `projects show sum(budget)`");
    else if (aggregate && args.n > 0) {
        str whole = habit_clause_of(p, "show", habit_rest(p, p->current.t.where.begin, "a show", HABIT_CLAUSE));
        diag_hint(p->bag, d, "write `%.*s`",
                  STR_ARG(whole.n ? whole : arena_printf(p->memory, "show %.*s(%.*s)", STR_ARG(name), STR_ARG(args))));
    }
    return true;
}
