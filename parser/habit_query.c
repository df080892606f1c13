/* Statements in the order of plain English or of a spreadsheet: `count activities`, `activities in Ukraine`, `SUM(projects.budget)`. */
#include "parser/habits.h"

#include "base/calendar.h"
#include "lexer/keywords.h"

static bool one_of(str word, const char *const *words)
{
    for (; *words; words++)
        if (str_equal_nocase(word, str_of(*words)))
            return true;
    return false;
}

static bool begins_statement(unsigned role)
{
    return role == ROLE_END || role == ROLE_KINDS;
}

/* The names of collections are plurals. */
static bool is_plural(str word)
{
    return word.n > 3 && (word.p[word.n - 1] == 's' || word.p[word.n - 1] == 'S');
}

static str first_word(str text)
{
    size_t n = 0;
    while (n < text.n && text.p[n] != ' ')
        n++;
    return (str){text.p, n};
}

/* The first word, and the text behind it. */
static str next_word(str *text)
{
    str word = first_word(*text);
    *text = word.n < text->n ? (str){text->p + word.n + 1, text->n - word.n - 1} : (str){0};
    return word;
}

/* ---- countries without activities ---- */

/* What rows lack that `had nothing`, `with no activities` or `without stories` are said of; empty if the text says nothing of the kind. */
static str lacked(str text)
{
    static const char *const having[] = {"had", "have", "has", "having", "with", NULL}, *const without[] = {"without", "lacking", NULL};
    static const char *const nothing[] = {"nothing", "none", NULL}, *const no[] = {"no", "zero", NULL};
    str word = next_word(&text);
    if (one_of(word, having)) {
        word = next_word(&text);
        if (one_of(word, nothing))
            return text.n == 0 ? STR("activities") : (str){0};
        if (!one_of(word, no))
            return (str){0};
    } else if (!one_of(word, without)) {
        return (str){0};
    }
    word = next_word(&text);
    return text.n == 0 && lexer_is_plain_name(word) ? word : (str){0};
}

static bool hint_lacking(parsing *p, diag *d, str from, str text)
{
    str what = lacked(text);
    if (what.n > 0)
        diag_hint(p->bag, d, "those without: `%.*s where %.*s is missing`", STR_ARG(from), STR_ARG(what));
    return what.n > 0;
}

/* ---- activities in Ukraine ---- */

static const char *const RELATIVE[] = {"this", "next", "last", "today", NULL};

static bool is_time(str value)
{
    str word = first_word(value), dots = STR("..");
    size_t range = str_find(word, dots);
    token_kind kind = lexer_classify(range == SIZE_MAX ? word : (str){word.p, range});
    return kind == TOK_DATE || kind == TOK_NUMBER || one_of(word, RELATIVE);
}

static const char *const PLACE[] = {"in", "at", "from", NULL};
static const char *const MATTER[] = {"about", "on", "regarding", "concerning", NULL};
static const char *const OWNER[] = {"for", "of", "with", "by", NULL};
static const char *const TIME[] = {"during", "since", "after", "before", "until", "between", NULL};

/* What a value may be, and the condition that asks for it. */
typedef struct reading {
    const char *about, *condition;
} reading;

static const reading COUNTRY = {"a country", "country ="}, PROJECT = {"a project", "project ="}, TITLE = {"a word in the title", "title ~"};

static reading time_reading(str word)
{
    static const struct {
        const char *word, *condition;
    } rows[] = {{"since", "when >="}, {"after", "when >"}, {"before", "when <"}, {"until", "when <="}};
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
        if (str_equal_nocase(word, str_of(rows[i].word)))
            return (reading){"a time", rows[i].condition};
    return (reading){"a time", "when ="};
}

/* A number that is no year. */
static bool is_count(str word)
{
    enum { YEAR = 4 };
    return lexer_classify(word) == TOK_NUMBER && word.n != YEAR;
}

/* Is what begins as a time one, and no more: `2025-10`, `today`, `next month`? */
static bool whole_time(str text)
{
    static const char *const units[] = {"day", "week", "month", "quarter", "year", NULL};
    str rest = text, word = next_word(&rest);
    bool relative = one_of(word, RELATIVE) && !str_equal_nocase(word, STR("today"));
    return relative ? one_of(rest, units) : rest.n == 0;
}

/* `Ukraine next month`, `Ukraine in 2025`: a value, and a time behind it. Cuts the value; false if words about a time follow it that are none. */
static bool split_time(str *value, reading *when, str *time)
{
    str rest = *value;
    *time = (str){0};
    for (next_word(&rest); rest.n > 0; next_word(&rest)) {
        bool prepared = one_of(first_word(rest), TIME) || one_of(first_word(rest), PLACE);
        str behind = rest;
        str word = prepared ? next_word(&behind) : (str){0};
        if (behind.n == 0 || !is_time(behind) || is_count(first_word(behind)))
            continue;
        *when = time_reading(word);
        *time = behind;
        *value = str_trim((str){value->p, (size_t)(rest.p - value->p)});
        return whole_time(behind);
    }
    return true;
}

/* The collection `from` with the value in a condition, and `count` behind it or not. */
static void hint_reading(parsing *p, diag *d, str from, reading r, str value, bool count)
{
    reading when;
    str time;
    if (!split_time(&value, &when, &time))
        return;
    if (time.n > 0) {
        diag_hint(p->bag, d, "for %s and a time: `%.*s where %s %.*s and %s %.*s%s`", r.about, STR_ARG(from), r.condition, STR_ARG(value),
                  when.condition, STR_ARG(time), count ? " count" : "");
        return;
    }
    diag_hint(p->bag, d, "for %s: `%.*s where %s %.*s%s`", r.about, STR_ARG(from), r.condition, STR_ARG(value), count ? " count" : "");
}

/* `in October`, `in October 2025`: a month by its name, which is written with its year. */
static bool hint_month(parsing *p, diag *d, str word, str from, str value, bool count)
{
    enum { YEAR = 4 };
    int month = cal_month_named(first_word(value));
    str rest = value;
    next_word(&rest);
    bool year = rest.n == YEAR && lexer_classify(rest) == TOK_NUMBER;
    if (month == 0 || (rest.n > 0 && !year))
        return false;
    str written = arena_printf(p->memory, "%.*s-%02d", STR_ARG(year ? rest : STR("2025")), month);
    if (!year)
        diag_hint(p->bag, d, "a month is written with its year, as %.*s", STR_ARG(written));
    hint_reading(p, d, from, time_reading(word), written, count);
    return true;
}

/* `in Ukraine`, `for GLACY-e`, `since 2025-10` */
static void hint_preposition(parsing *p, diag *d, str word, str from, str value, bool count)
{
    if (hint_month(p, d, word, from, value, count))
        return;
    if (is_time(value) && !str_equal_nocase(word, STR("between")))
        hint_reading(p, d, from, time_reading(word), value, count);
    else if (one_of(word, MATTER))
        hint_reading(p, d, from, TITLE, value, count);
    else if (one_of(word, OWNER))
        hint_reading(p, d, from, PROJECT, value, count);
    if (!is_time(value) && (one_of(word, OWNER) || one_of(word, PLACE)))
        hint_reading(p, d, from, COUNTRY, value, count);
}

static bool is_preposition(str word)
{
    return one_of(word, PLACE) || one_of(word, MATTER) || one_of(word, OWNER) || one_of(word, TIME);
}

/* `activities in Ukraine`, `activities for GLACY-e`, `activities by project` */
bool habit_preposition(parsing *p, const bool expected[])
{
    str word = habit_text(p), from = habit_text_before(p, 0);
    if (!expected[TOK_WHERE] || !habit_after_source(p))
        return false;
    bool key = p->current.role == TOK_BY || p->current.role == TOK_PER;
    if (p->current.role == TOK_IN && p->f.ahead[0].kind == TOK_LPAREN)
        return false; /* a condition without its collection */
    if (!key && !is_preposition(word))
        return false;
    str keys = key ? habit_rest(p, p->current.t.where.end, "a count by", HABIT_STATEMENT) : (str){0};
    str value = key ? keys : habit_rest(p, p->current.t.where.end, "a where b =", HABIT_STATEMENT);
    diag *d = habit_add(p, E_UNKNOWN_CLAUSE, p->current.t.where, "\"%.*s\" is not a clause", STR_ARG(word));
    diag_expect(p->bag, d, key ? "count by, or group by" : "where and a condition");
    if (key && keys.n > 0)
        diag_hint(p->bag, d, "how many of each: `%.*s count by %.*s`", STR_ARG(from), STR_ARG(keys));
    else if (value.n > 0 && !hint_lacking(p, d, from, habit_rest(p, p->current.t.where.begin, "a where b =", HABIT_STATEMENT)))
        hint_preposition(p, d, word, from, value, false);
    return true;
}

/* ---- How many …, list … ---- */

static const char *const LISTING[] = {"list", "get", "find", "give", "display", "print", "all", "every", "which", "what", "fetch", NULL};
static const char *const COUNTING[] = {"how", "number", NULL};
/* What activities do, in a question that does not name them: `what runs in Ukraine`. */
static const char *const DOING[] = {"runs", "ran", "happens", "happened", "is", "was", "goes", "comes", "takes", NULL};
/* What may stand behind that, or behind the collection, before `in Ukraine`. */
static const char *const BESIDE[] = {"place",     "is",     "are",   "was",   "were",   "on", "held", "planned",
                                     "happening", "taking", "going", "there", "coming", "up", NULL};
static const char *const FILLING[] = {"many", "much", "me", "us", "all", "the", "of", "number", "are", "there", NULL};

/* `on in Ukraine`, `taking place in 2025`: `on Ukraine` would be what they are about. */
static str past_beside(str text)
{
    str rest = text, word = next_word(&rest);
    while (one_of(word, BESIDE) && (!is_preposition(word) || is_preposition(first_word(rest)))) {
        text = rest;
        word = next_word(&rest);
    }
    return text;
}

/* The collection with what follows it and `count`: `activities where joint count`, where that is a query or plain English for one. */
static void hint_query(parsing *p, diag *d, const token *collection, bool count)
{
    str name = one_of(collection->text, DOING) ? STR("activities") : collection->text;
    str rest = past_beside(habit_rest(p, collection->where.end, "a", HABIT_STATEMENT)), word = first_word(rest);
    const keyword *clause = keyword_near(word, KW_CLAUSE);
    const char *counted = count ? " count" : "";
    if (hint_lacking(p, d, name, rest))
        return;
    if (word.n > 0 && clause && str_equal_nocase(clause->first, word)) {
        diag_hint(p->bag, d, "write `%.*s %.*s%s`", STR_ARG(name), STR_ARG(rest), counted);
        return;
    }
    str value = {0};
    if (is_preposition(word))
        value = habit_rest(p, (uint32_t)(word.p + word.n - p->from->text.p), "a where b =", HABIT_STATEMENT);
    if (value.n > 0) {
        hint_preposition(p, d, word, name, value, count);
        return;
    }
    diag_hint(p->bag, d, "write `%.*s%s`", STR_ARG(name), counted);
    diag_hint(p->bag, d, "some of them: `%.*s where …%s`", STR_ARG(name), counted);
}

/* `show me all activities in Ukraine` */
static bool show_me(parsing *p)
{
    const token *t = &p->current.t;
    unsigned clause = habit_before(p, 1);
    str me = habit_text_before(p, 0);
    bool starts = habit_before(p, 2) == ROLE_LAST_QUERY && (clause == TOK_SHOW || clause == TOK_SELECT);
    if (!starts || !(str_equal_nocase(me, STR("me")) || str_equal_nocase(me, STR("all")) || str_equal_nocase(me, STR("the"))))
        return false;
    for (unsigned i = 0; i < p->f.ahead_count && t->kind != TOK_EOF && one_of(t->text, FILLING); i++)
        t = &p->f.ahead[i];
    if (t->kind != TOK_WORD)
        return false;
    const piece *verb = filter_past(&p->f, 2);
    diag *d = habit_add(p, E_SYNTAX, verb->t.where, "a query does not begin with \"%.*s\"", STR_ARG(syntax_text(p, verb)));
    diag_expect(p->bag, d, "the name of a collection first");
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
    bool count = one_of(verb, COUNTING);
    if (!expected[TOK_WHERE] || !habit_after_source(p) || !(count || one_of(verb, LISTING)))
        return false;
    const token *t = &p->current.t;
    for (unsigned i = 0; i < p->f.ahead_count && t->kind != TOK_EOF && one_of(t->text, FILLING); i++)
        t = &p->f.ahead[i];
    if (t->kind != TOK_WORD && t->kind != TOK_IS)
        return false;
    diag *d = habit_add(p, E_SYNTAX, filter_past(&p->f, 1)->t.where, "a query does not begin with \"%.*s\"", STR_ARG(verb));
    diag_expect(p->bag, d, "the name of a collection first");
    hint_query(p, d, t, count);
    return true;
}

/* ---- project = GLACY-e, activities GLACY-e ---- */

/* `projects > p.csv`, `projects > "p.csv"` */
static bool into_file(parsing *p)
{
    const token *file = &p->f.ahead[0], *ending = &p->f.ahead[1];
    if (p->current.t.kind != TOK_GT || p->f.ahead_count < 2)
        return false;
    bool path = file->kind == TOK_WORD && ending->kind == TOK_PATH && format_known(ending->text);
    if (!path && file->kind != TOK_STRING)
        return false;
    str name = path ? source_slice(p->from, span_join(file->where, ending->where)) : file->text;
    diag *d = habit_add(p, E_SYNTAX, p->current.t.where, "\">\" does not write a file");
    diag_expect(p->bag, d, "to and the file's name in quotes");
    diag_hint(p->bag, d, "write `%.*s to \"%.*s\"`", STR_ARG(habit_text_before(p, 0)), STR_ARG(name));
    return true;
}

/* `cyq> activities count` */
static bool prompt(parsing *p)
{
    const piece *name = filter_past(&p->f, 1);
    if (p->current.t.kind != TOK_GT || p->current.t.spaced || !str_equal_nocase(habit_text_before(p, 0), STR("cyq")))
        return false;
    str query = habit_rest(p, p->current.t.where.end, "", HABIT_STATEMENT);
    diag *d = habit_add(p, E_SYNTAX, span_join(name->t.where, p->current.t.where), "the prompt is not part of the query");
    diag_expect(p->bag, d, "the query alone");
    if (query.n > 0)
        diag_hint(p->bag, d, "write `%.*s`", STR_ARG(query));
    p->f.silent = true;
    return true;
}

/* A condition without its collection or without where: `project = GLACY-e`, `activities country = Ukraine`. */
bool habit_condition(parsing *p, const bool expected[])
{
    unsigned role = p->current.role;
    token_kind next = p->f.ahead[0].kind;
    bool sign = role == TOK_EQ || role == ROLE_COMPARE || role == ROLE_TEST || role == TOK_IN || role == TOK_MATCHES || role == TOK_IS;
    bool behind = role == TOK_WORD && next >= TOK_EQ && next <= TOK_GE;
    bool question = role == TOK_IS && one_of(habit_text_before(p, 0), LISTING);
    if (!expected[TOK_WHERE] || !habit_after_source(p) || !(sign || behind) || question || p->current.t.kind == TOK_TO)
        return false;
    if (into_file(p) || prompt(p))
        return true;
    span where = sign ? filter_past(&p->f, 1)->t.where : p->current.t.where;
    str from = sign ? STR("activities") : habit_text_before(p, 0), condition = habit_rest(p, where.begin, "a where", HABIT_STATEMENT);
    diag *d = habit_add(p, E_SYNTAX, where, "a condition stands behind \"where\"");
    diag_expect(p->bag, d, sign ? "a collection, then where and a field" : "where before it");
    bool lacks_field = sign && is_plural(habit_text_before(p, 0));
    if (condition.n > 0 && !lacks_field)
        diag_hint(p->bag, d, "%s `%.*s where %.*s`", sign ? "for example:" : "write", STR_ARG(from), STR_ARG(condition));
    return true;
}

/* `activities this week`, `activities 2025-10` */
bool habit_time(parsing *p, const bool expected[])
{
    unsigned role = p->current.role;
    if (!expected[TOK_WHERE] || !habit_after_source(p) || !(role == TOK_WORD || role == TOK_NUMBER || role == TOK_DATE))
        return false;
    str value = habit_rest(p, p->current.t.where.begin, "a where b =", HABIT_STATEMENT);
    cal_unit unit;
    bool relative = role == TOK_WORD && cal_unit_named(p->f.ahead[0].text, &unit);
    if (!is_time(value) || (role == TOK_WORD && !relative))
        return false;
    diag *d = habit_add(p, E_UNKNOWN_CLAUSE, p->current.t.where, "\"%.*s\" is not a clause", STR_ARG(habit_text(p)));
    diag_expect(p->bag, d, "where and a condition");
    hint_reading(p, d, habit_text_before(p, 0), time_reading(STR("")), value, false);
    return true;
}

/* `activities inner join projects on …` */
static bool join_words(parsing *p)
{
    static const char *const kinds[] = {"inner", "outer", "right", "full", "cross", "natural", NULL};
    const token *ahead = p->f.ahead;
    bool left = str_equal_nocase(habit_text(p), STR("left")), join = ahead[0].kind == TOK_JOIN || ahead[1].kind == TOK_JOIN;
    if (!join || !(left || one_of(habit_text(p), kinds)))
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
    if (value.n == 0 || hint_lacking(p, d, from, value))
        return true;
    if (!is_plural(from) && is_plural(here) && role == TOK_WORD) {
        diag_hint(p->bag, d, "the collection stands first: `%.*s where …`", STR_ARG(here));
    } else if (is_plural(from)) {
        hint_reading(p, d, from, PROJECT, value, false);
        hint_reading(p, d, from, COUNTRY, value, false);
    } else {
        diag_hint(p->bag, d, "a query begins with its collection, for example: `activities where %.*s = %.*s`", STR_ARG(from),
                  STR_ARG(value));
    }
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
    bool operand = p->current.role == TOK_WORD || p->current.role == TOK_QUOTED_NAME || p->current.role == TOK_FIELD;
    if (!operand || !expected[TOK_BY] || (before != TOK_COUNT && before != TOK_DISTINCT))
        return false;
    if (before == TOK_DISTINCT)
        return distinct_of(p);
    str here = habit_text(p), keys = habit_rest(p, p->current.t.where.begin, "a count by", HABIT_CLAUSE);
    bool first = habit_before(p, 1) == ROLE_LAST_QUERY && is_plural(here);
    diag *d = habit_add(p, E_SYNTAX, p->current.t.where, "\"%.*s\" cannot stand after \"count\"", STR_ARG(here));
    diag_expect(p->bag, d, first ? "the collection before count" : "by");
    if (first) {
        hint_query(p, d, &p->current.t, true);
    } else if (keys.n > 0) {
        diag_hint(p->bag, d, "how many rows of each: `count by %.*s`", STR_ARG(keys));
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
    bool aggregate = one_of(name, AGGREGATES), count = str_equal_nocase(name, STR("count")), plain = lexer_is_plain_name(from);
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
    else if (aggregate && args.n > 0)
        diag_hint(p->bag, d, "write `show %.*s(%.*s)`", STR_ARG(name), STR_ARG(args));
    return true;
}
