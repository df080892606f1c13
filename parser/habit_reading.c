/* Plain English behind a collection: `activities in Ukraine next month`, `countries without activities`. What is said is read as conditions. */
#include "parser/habits.h"

#include "base/calendar.h"

bool habit_one_of(str word, const char *const *words)
{
    for (; *words; words++)
        if (str_equal_nocase(word, str_of(*words)))
            return true;
    return false;
}

/* The names of collections are plurals. */
bool habit_is_plural(str word)
{
    return word.n > 3 && (word.p[word.n - 1] == 's' || word.p[word.n - 1] == 'S');
}

str habit_plural(parsing *p, str word)
{
    bool y = word.n > 1 && (word.p[word.n - 1] | 0x20) == 'y';
    return arena_printf(p->memory, "%.*s%s", (int)(word.n - y), word.p, y ? "ies" : "s");
}

static str singular(parsing *p, str word)
{
    bool y = str_ends(word, STR("ies"));
    size_t cut = y ? 3 : habit_is_plural(word);
    return arena_printf(p->memory, "%.*s%s", (int)(word.n - cut), word.p, y ? "y" : "");
}

str habit_first_word(str text)
{
    size_t n = 0;
    while (n < text.n && text.p[n] != ' ')
        n++;
    return (str){text.p, n};
}

/* The first word, and the text behind it. */
str habit_next_word(str *text)
{
    str word = habit_first_word(*text);
    *text = word.n < text->n ? (str){text->p + word.n + 1, text->n - word.n - 1} : (str){0};
    return word;
}

/* ---- activities in Ukraine ---- */

static const char *const RELATIVE[] = {"this", "next", "last", "today", NULL};

static bool is_time(str value)
{
    str word = habit_first_word(value), dots = STR("..");
    size_t range = str_find(word, dots);
    token_kind kind = lexer_classify(range == SIZE_MAX ? word : (str){word.p, range});
    return kind == TOK_DATE || kind == TOK_NUMBER || habit_one_of(word, RELATIVE);
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
    str rest = text, word = habit_next_word(&rest);
    bool relative = habit_one_of(word, RELATIVE) && !str_equal_nocase(word, STR("today"));
    return relative ? habit_one_of(rest, units) : rest.n == 0;
}

/* `Ukraine next month`, `Ukraine in 2025`: a value, and a time behind it. Cuts the value; false if words about a time follow it that are none. */
static bool split_time(str *value, reading *when, str *time)
{
    str rest = *value;
    *time = (str){0};
    for (habit_next_word(&rest); rest.n > 0; habit_next_word(&rest)) {
        bool prepared = habit_one_of(habit_first_word(rest), TIME) || habit_one_of(habit_first_word(rest), PLACE);
        str behind = rest;
        str word = prepared ? habit_next_word(&behind) : (str){0};
        if (behind.n == 0 || !is_time(behind) || is_count(habit_first_word(behind)))
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
    const char *counted = count ? " count" : "";
    str query = arena_printf(p->memory, "%.*s where %s %.*s%s%s%s%.*s%s", STR_ARG(from), r.condition, STR_ARG(value), time.n ? " and " : "",
                             time.n ? when.condition : "", time.n ? " " : "", STR_ARG(time), counted);
    habit_guess(p, d, HABIT_ALSO, query, "for %s%s: `%.*s`", r.about, time.n ? " and a time" : "", STR_ARG(query));
}

/* Where no guess works: a condition of what the collection has, if it is one. */
void habit_hint_some(parsing *p, diag *d, str from, const char *counted)
{
    habit_guess(p, d, HABIT_ELSE, from, "some of them: `%.*s where …%s`", STR_ARG(from), counted);
    habit_guess_none(p, d);
}

str habit_month(parsing *p, diag *d, str value)
{
    enum { YEAR = 4 };
    int month = cal_month_named(habit_first_word(value));
    str rest = value;
    habit_next_word(&rest);
    bool year = rest.n == YEAR && lexer_classify(rest) == TOK_NUMBER;
    if (month == 0 || (rest.n > 0 && !year))
        return value;
    str written = arena_printf(p->memory, "%.*s-%02d", STR_ARG(year ? rest : STR("2025")), month);
    if (!year)
        diag_hint(p->bag, d, "a month is written with its year, as %.*s", STR_ARG(written));
    return written;
}

/* `in October`, `in October 2025`: a month by its name, which is written with its year. */
static bool hint_month(parsing *p, diag *d, str word, str from, str value, bool count)
{
    str written = habit_month(p, d, value);
    if (str_equal(written, value))
        return false;
    hint_reading(p, d, from, time_reading(word), written, count);
    return true;
}

/* `in Ukraine`, `for GLACY-e`, `since 2025-10` */
void habit_hint_behind(parsing *p, diag *d, str word, str from, str value, bool count)
{
    if (hint_month(p, d, word, from, value, count))
        return;
    if (is_time(value) && !str_equal_nocase(word, STR("between")))
        hint_reading(p, d, from, time_reading(word), value, count);
    else if (habit_one_of(word, MATTER))
        hint_reading(p, d, from, TITLE, value, count);
    else if (habit_one_of(word, OWNER))
        hint_reading(p, d, from, PROJECT, value, count);
    if (!is_time(value) && (habit_one_of(word, OWNER) || habit_one_of(word, PLACE)))
        hint_reading(p, d, from, COUNTRY, value, count);
}

void habit_hint_named(parsing *p, diag *d, str from, str value)
{
    hint_reading(p, d, from, PROJECT, value, false);
    hint_reading(p, d, from, COUNTRY, value, false);
}

void habit_hint_said(parsing *p, diag *d, str from, str value, bool count)
{
    static const char *const what[] = {"by its name", "those of which it is true", "to see a column"};
    const char *counted = count ? " count" : "";
    hint_reading(p, d, from, PROJECT, value, count);
    hint_reading(p, d, from, COUNTRY, value, count);
    str queries[] = {arena_printf(p->memory, "%.*s where name = %.*s%s", STR_ARG(from), STR_ARG(value), counted),
                     arena_printf(p->memory, "%.*s where %.*s%s", STR_ARG(from), STR_ARG(value), counted),
                     count ? (str){0} : arena_printf(p->memory, "%.*s select %.*s", STR_ARG(from), STR_ARG(value))};
    for (size_t i = 0; i < sizeof queries / sizeof *queries; i++)
        habit_guess(p, d, HABIT_ELSE, queries[i], "%s: `%.*s`", what[i], STR_ARG(queries[i]));
    habit_hint_some(p, d, from, counted);
}

/* `sorted by budget desc`, `with the largest budget`: the rows in an order. */
bool habit_hint_order(parsing *p, diag *d, str from, str text)
{
    static const char *const sorted[] = {"sorted", "ordered", "ranked", NULL}, *const most[] = {"largest", "biggest", "longest",
                                                                                                "highest", "most",    NULL};
    static const char *const least[] = {"smallest", "shortest", "lowest", "least", "fewest", NULL};
    if (habit_one_of(habit_first_word(text), sorted)) {
        habit_next_word(&text);
        bool by = str_equal_nocase(habit_first_word(text), STR("by"));
        if (by)
            habit_next_word(&text);
        str query = arena_printf(p->memory, "%.*s sort by %.*s", STR_ARG(from), STR_ARG(text));
        habit_guess(p, d, HABIT_ALSO, query, "write `%.*s`", STR_ARG(query));
        habit_hint_some(p, d, from, "");
        return true;
    }
    while (text.n > 0 && !habit_one_of(habit_first_word(text), most) && !habit_one_of(habit_first_word(text), least))
        habit_next_word(&text);
    bool low = habit_one_of(habit_next_word(&text), least);
    str query = arena_printf(p->memory, low ? "%.*s sort by %.*s first 3" : "%.*s top 3 by %.*s", STR_ARG(from), STR_ARG(text));
    if (text.n == 0 || !habit_parses(query))
        return false;
    habit_guess(p, d, HABIT_ALSO, query, "the first three of them: `%.*s`", STR_ARG(query));
    habit_hint_some(p, d, from, "");
    return true;
}

bool habit_is_preposition(str word)
{
    return habit_one_of(word, PLACE) || habit_one_of(word, MATTER) || habit_one_of(word, OWNER) || habit_one_of(word, TIME);
}

/* ---- countries without activities ---- */

/* What rows lack that `had nothing`, `with no activities` or `without stories this month` are said of, and the time if one is; empty if the text says
 * nothing of the kind. */
static str lacked(str text, str *time)
{
    static const char *const having[] = {"had", "have", "has", "having", "with", NULL}, *const without[] = {"without", "lacking", NULL};
    static const char *const nothing[] = {"nothing", "none", NULL}, *const no[] = {"no", "zero", NULL};
    str word = habit_next_word(&text), what = {0};
    bool has = habit_one_of(word, having);
    if (has)
        word = habit_next_word(&text);
    if (has && habit_one_of(word, nothing))
        what = STR("activities");
    else if (habit_one_of(word, has ? no : without))
        what = habit_next_word(&text);
    else
        return what;
    if (habit_one_of(habit_first_word(text), PLACE) || habit_one_of(habit_first_word(text), TIME))
        habit_next_word(&text);
    *time = text;
    bool whole = text.n == 0 || (is_time(text) && whole_time(text));
    return whole && lexer_is_plain_name(what) ? what : (str){0};
}

bool habit_hint_lacking(parsing *p, diag *d, str from, str text)
{
    str time = {0}, what = lacked(text, &time);
    if (what.n == 0)
        return false;
    str names[] = {what, habit_plural(p, what)};
    for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
        str query = arena_printf(p->memory, "%.*s where %.*s is missing", STR_ARG(from), STR_ARG(names[i]));
        if (time.n > 0)
            query = arena_printf(p->memory, "%.*s where name not in (%.*s where when = %.*s select %.*s.name)", STR_ARG(from),
                                 STR_ARG(names[i]), STR_ARG(time), STR_ARG(singular(p, from)));
        habit_guess(p, d, i == 0 ? HABIT_ALSO : HABIT_ELSE, query, "those without: `%.*s`", STR_ARG(query));
    }
    habit_guess_none(p, d);
    return true;
}

/* ---- How many of each ---- */

static void hint_count_by(parsing *p, diag *d, str from, str keys)
{
    str query = arena_printf(p->memory, "%.*s count by %.*s", STR_ARG(from), STR_ARG(keys));
    habit_guess(p, d, HABIT_ALSO, query, "how many of each: `%.*s`", STR_ARG(query));
}

void habit_hint_keys(parsing *p, diag *d, str from, str text)
{
    static const char *const each[] = {"each", "every", "per", NULL};
    bool by = str_equal_nocase(habit_first_word(text), STR("by"));
    while (!by && text.n > 0 && !habit_one_of(habit_first_word(text), each))
        habit_next_word(&text);
    habit_next_word(&text);
    str keys = by ? text : habit_first_word(text);
    if (keys.n > 0)
        hint_count_by(p, d, from, keys);
}

/* ---- Where they stand ---- */

/* `activities between 2025-10 and 2025-12`, `activities from 2025-10 to 2025-12` */
static bool hint_range(parsing *p, diag *d, str from)
{
    str first = {0}, last = {0}, word = habit_text(p);
    bool asked = str_equal_nocase(word, STR("between")) || str_equal_nocase(word, STR("from"));
    if (!asked || !habit_range_ends(p, p->current.t.where.end, &first, &last))
        return false;
    str query = arena_printf(p->memory, "%.*s where when in %.*s..%.*s", STR_ARG(from), STR_ARG(first), STR_ARG(last));
    habit_guess(p, d, HABIT_ALSO, query, "for a time: `%.*s`", STR_ARG(query));
    return true;
}

/* `activities in Ukraine`, `activities for GLACY-e`, `activities by project` */
bool habit_preposition(parsing *p, const bool expected[])
{
    str word = habit_text(p), from = habit_text_before(p, 0);
    if (!expected[TOK_WHERE] || !habit_after_source(p))
        return false;
    bool key = p->current.role == TOK_BY || p->current.role == TOK_PER || str_equal_nocase(word, STR("each"));
    if (p->current.role == TOK_IN && p->f.ahead[0].kind == TOK_LPAREN)
        return false; /* a condition without its collection */
    if ((!key && !habit_is_preposition(word)) || habit_aggregate(from))
        return false;
    str keys = key ? habit_rest(p, p->current.t.where.end, "a count by", HABIT_STATEMENT) : (str){0};
    str value = key ? keys : habit_rest(p, p->current.t.where.end, "a where b =", HABIT_STATEMENT);
    diag *d = habit_add(p, E_UNKNOWN_CLAUSE, p->current.t.where, "\"%.*s\" is not a clause", STR_ARG(word));
    diag_expect(p->bag, d, key ? "count by, or group by" : "where and a condition");
    if (key && keys.n > 0)
        hint_count_by(p, d, from, keys);
    else if (value.n > 0 && !hint_range(p, d, from) && !habit_hint_order(p, d, from, value) &&
             !habit_hint_lacking(p, d, from, habit_rest(p, p->current.t.where.begin, "a where b =", HABIT_STATEMENT)))
        habit_hint_behind(p, d, word, from, value, false);
    habit_hint_some(p, d, from, "");
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
    str from = habit_text_before(p, 0);
    if (is_count(value)) {
        str query = arena_printf(p->memory, "%.*s first %.*s", STR_ARG(from), STR_ARG(value));
        diag *d = habit_add(p, E_UNKNOWN_CLAUSE, p->current.t.where, "\"%.*s\" is not a clause", STR_ARG(value));
        diag_expect(p->bag, d, "first and a number");
        habit_guess(p, d, HABIT_ALSO, query, "the first rows: `%.*s`", STR_ARG(query));
        return true;
    }
    diag *d = habit_add(p, E_UNKNOWN_CLAUSE, p->current.t.where, "\"%.*s\" is not a clause", STR_ARG(habit_text(p)));
    diag_expect(p->bag, d, "where and a condition");
    hint_reading(p, d, from, time_reading(STR("")), value, false);
    habit_hint_some(p, d, from, "");
    return true;
}
