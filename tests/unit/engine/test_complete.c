/* Completion: for texts with a mark where the cursor is, what must come first, what must be among the rest, and what must not. */
#include <criterion/criterion.h>

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "include/cyq.h"

/* `^` is the cursor. Of candidates that are separated by `|`: `first` are the first ones, in order; `some` are among them; `none` are not. "" for nothing; first "-": no candidate at all;
 * "=": those in `some` and no other. */
typedef struct expected {
    const char *text, *first, *some, *none;
} expected;

static const expected TABLE[] = {
    /* Statements and sources. */
    {"^", "activities|projects|claims", "conflicts|use|param|let|def|load|save|explain|describe|show", "where"},
    {"act^", "=", "activities", ""},
    {"ACT^", "=", "activities", ""},
    {"let $x = 1\n^", "activities|projects", "", "where"},
    {"let mine = projects\nmi^", "=", "mine", ""},
    {"let x = ^", "activities|projects", "", "load"},
    {"activities count\n\n^", "activities", "where|select", ""},
    {"activities join ^", "activities|projects", "conflicts", "where|title"},
    {"activities append ^", "activities|projects", "", "where"},
    {"explain ^", "activities|projects", "", "where"},
    {"explain act^", "=", "activities", ""},
    {"explain E020^", "E0201|E0202|E0203", "", "activities"},
    {"use ca^", "=", "calendar", ""},
    {"use calendar\nactivities where title = ab and tit^", "=", "title", ""},
    {"use calendar\n\n^", "activities", "clashes", "where"},
    {"use nonsense\nactivities where tit^", "=", "title", ""},
    {"use ^", "", "calendar|report|sources", "activities"},
    {"param $x: ^", "", "text|int|period|money", "activities"},
    {"show f^", "fields|functions|formats", "", "activities"},
    {"describe act^", "=", "activities", ""},
    {"describe activities.pr^", "=", "project|precision", ""},
    {"def ^", "activities|projects", "", "title"},
    {"def activities.x = mo^", "mode|month|months(", "", ""},
    {"def activities.jo^", "=", "joint", ""},
    {"let ^", "-", "", ""},

    /* Clauses. */
    {"activities ^", "where|select|add|drop|rename|sort by|first|last|limit|top|distinct|group by", "count|to|left join",
     "and|pivot|offset|by"},
    {"activities w^", "=", "where", ""},
    {"activities | ^", "where|select", "", "and"},
    {"activities\n^", "where|select", "activities|use", "and"},
    {"activities where joint |^", "where|select", "", "and"},
    {"activities gro^", "=", "group by", ""},
    {"activities group ^", "=", "group by", ""},
    {"activities sort b^", "=", "sort by", ""},
    {"activities left ^", "=", "left join", ""},
    {"activities limit 3 ^", "offset", "where", ""},
    {"activities top 3 ^", "=", "by", ""},
    {"activities top 3 by days ^", "per", "with ties|where", ""},
    {"activities top 3 by days with ^", "=", "with ties", ""},
    {"activities count ^", "by|where", "", "pivot"},
    {"activities group by country ^", "as|show|in", "pivot|sort by|to", "and|="},
    {"activities join projects ^", "on|as", "", "where"},
    {"activities sort by start ^", "asc|desc", "where", "="},
    {"activities first ^", "-", "", ""},

    /* Fields: those that are shown first. */
    {"activities where ^", "title|project|country|mode|when", "joint|online|month|days|not|if|lower(|country", "and|where|="},
    {"activities where pro^", "=", "project", ""},
    {"activities where not jo^", "=", "joint", ""},
    {"activities where joint and ^", "title|project", "", "and"},
    {"activities where joint or (country = Moldova and mo^", "mode|month|months(", "", ""},
    {"activities select title, ^", "title|project", "", ""},
    {"activities select ^", "title|project", "*", ""},
    {"activities drop ^", "title|project", "", "lower("},
    {"activities drop ti^", "=", "title", ""},
    {"activities rename ti^", "=", "title", ""},
    {"activities rename title as ^", "-", "", ""},
    {"activities group by ^", "title|project", "month", ""},
    {"activities expand ^", "title|project", "", "lower("},
    {"projects select name, size(acti^", "=", "activities", ""},
    {"activities select title where ^", "title", "", "project|country|when"},
    {"activities select title as t, days where ^", "t|days", "", "title|project"},
    {"activities drop title where ti^", "-", "", ""},
    {"activities add lengthy = days where len^", "=", "lengthy|length(", ""},
    {"activities count by country sort by ^", "country|count", "", "title|project"},
    {"activities group by country as land show sum(days) as total sort by ^", "land|total", "", "country|days"},
    {"activities group by country show ^", "count|count(|sum(|avg(", "title", "running("},
    {"activities group by country show sum(^", "title|project", "days", ""},
    {"activities group by country show sum(d^", "", "days", "count"},
    {"activities add n = ^", "title|project", "sum(|running(", ""},
    {"activities where project in (projects where bud^", "=", "budget", ""},
    {"activities append (projects where bud^", "=", "budget", ""},
    {"(activities where joint) where tit^", "=", "title", ""},
    {"(activities select title) where ^", "title", "", "project"},
    {"activities join projects as p on project = p.na^", "=", "name", ""},
    {"activities join projects as p on p^", "", "project|partner|p.name|p.budget", "projects"},
    {"activities join projects as p on project = p.id where p.bud^", "=", "budget", ""},
    {"let ours = activities select title\nours where ^", "title", "", "project"},
    {"activities select title\n\nwhere ^", "title", "", "project"},

    /* Paths. */
    {"activities where project.^", "name|parent|when|budget", "funding|activities|start", "title2|lower("},
    {"activities where project.fu^", "=", "funding", ""},
    {"activities where project.parent.fu^", "=", "funding", ""},
    {"activities where when.mo^", "=", "month|months", ""},
    {"activities where start = .en^", "=", "end", ""},
    {"activities where title.^", "-", "", ""},

    /* Operators, by type. */
    {"activities where project ^", "=|!=|~|!~|in|not in", "is known|is missing|has all|only|matches", "and|<|overlaps|where"},
    {"activities where days ^", "=|!=|in|not in|<|<=|>|>=", "", "~|matches|has all|and"},
    {"activities where when ^", "=|!=|in", "overlaps|within|contains", "~|and"},
    {"activities where joint ^", "=|!=", "and|or|where|select", "~|<|in"},
    {"activities where country not ^", "in", "matches", "not in|="},
    {"activities where country i^", "=", "in|is known|is missing", ""},
    {"activities where project has ^", "=", "has all", ""},
    {"activities where country is ^", "=", "known|missing", ""},
    {"activities where country is not ^", "=", "known|missing", ""},
    {"activities where lower(title) ^", "=|!=|~", "", "<|and"},

    /* Values, the most frequent first. */
    {"activities where project = ^", "GLACY-e|CyberSEE|CyberEast+", "", "and|title|where"},
    {"activities where project = cyb^", "CyberSEE|CyberEast+", "CYBERKOP", "GLACY-e"},
    {"activities where project = east^", "=", "CyberEast+", ""},
    {"activities where project=Gla^", "=", "GLACY-e", ""},
    {"activities where country != mol^", "=", "Moldova", ""},
    {"activities where country = turk^", "=", "Türkiye", ""},
    {"activities where country = Bos^", "=", "\"Bosnia and Herzegovina\"", ""},
    {"activities where country = Bosnia a^", "\"Bosnia and Herzegovina\"", "", "Azerbaijan"},
    {"activities where country = Dominican ^", "=", "Dominican Republic", ""},
    {"activities where country = Dominican R^", "=", "Dominican Republic", ""},
    {"activities where country in (^", "France", "Moldova", "title"},
    {"activities where country in (Moldova, Ukr^", "=", "Ukraine", ""},
    {"activities where project has all (cybere^", "=", "CyberEast+", ""},
    {"activities where mode = in ^", "=", "in person", ""},
    {"activities where month = ^", "2025-09|2025-10", "this month|next month", "and"},
    {"activities where month = 2025-1^", "2025-10|2025-11|2025-12", "", "2025-09"},
    {"activities where when = this ^", "=", "this week|this month|this quarter|this year", ""},
    {"activities where project.name = oct^", "=", "Octopus", ""},
    {"activities group by country in mol^", "=", "Moldova", ""},
    {"activities where project = CyberEast+ where country = ^", "Ukraine", "", "Chile"},
    {"activities where country = Moldova\n\nwhere mode = ^", "=", "in person", ""},
    {"activities where country = \"^", "\"France\"", "\"Moldova\"", "Moldova"},
    {"activities where country = \"mol^", "=", "\"Moldova\"", ""},
    {"activities where country = 'mol^", "=", "'Moldova'", ""},
    {"activities where country in (\"Moldova\", \"ukr^", "=", "\"Ukraine\"", ""},
    {"activities where title matches ^", "-", "", ""},
    {"let $q = 2025-Q4\nactivities where when = $^", "=", "$q", ""},

    /* After a value. */
    {"activities where project = CyberEast+ ^", "and|or|where", "group by|to", "=|in"},
    {"activities where project = CyberEast+ an^", "=", "and", ""},
    {"activities where project = CyberEast+ and ^", "title|project", "", ""},
    {"activities where project = CyberEast+ and month = 2025-10 ^", "and|or|where", "group by", "2025-10"},
    {"activities where project = CyberEast+ and month = 2025-10 group ^", "=", "group by", ""},
    {"activities where project = CyberEast+ and month = 2025-10 group by ^", "title|project|country", "", ""},

    /* Formats. */
    {"activities to ^", "table|csv", "json|markdown", "where"},
    {"activities to c^", "", "csv", "table"},
    {"activities to csv ^", "safe", "", "csv"},
    {"activities to csv s^", "safe", "", ""},

    /* Nothing in comments and texts, nor behind a mistake. */
    {"# act^", "-", "", ""},
    {"activities # wh^", "-", "", ""},
    {"activities # where\nwh^", "=", "where|why", ""},
    {"activities select \"act^", "-", "", ""},
    {"activities where lower(\"x^", "-", "", ""},
    {"activities where title matches /a^", "-", "", ""},
    {"activities where = ^", "-", "", ""},
    {"nonsense where ^", "", "lower(", "title"},
    {"activities where nonsense = ^", "-", "", ""},
    {"activities where country = Moldova where nonsense and co^", "", "country", ""},
};

typedef struct asked {
    cyq_completions *all;
    char names[8192]; /* |a|b|c| */
} asked;

static cyq_session *open_session(const char *backend)
{
    cyq_config config = {.size = sizeof config, .today = "2025-10-15", .backend = backend};
    cyq_session *session;
    cr_assert_eq(cyq_session_open(&config, NULL, &session), CYQ_OK);
    return session;
}

static void ask(cyq_session *session, const char *marked, asked *out)
{
    char text[512];
    const char *mark = strchr(marked, '^');
    size_t cursor = (size_t)(mark - marked), length = strlen(marked) - 1;
    memcpy(text, marked, cursor);
    strcpy(text + cursor, mark + 1);
    cr_assert_eq(cyq_complete(session, text, length, cursor, &out->all), CYQ_OK, "%s", marked);
    size_t used = (size_t)snprintf(out->names, sizeof out->names, "|");
    cyq_completion c = {.size = sizeof c};
    for (size_t i = 0; cyq_completions_get(out->all, i, &c) == CYQ_OK && used + 300 < sizeof out->names; i++) {
        used += (size_t)snprintf(out->names + used, sizeof out->names - used, "%.200s|", c.text);
        cr_expect_eq(c.to, cursor, "%s: %s", marked, c.text);
        cr_expect_leq(c.from, cursor, "%s: %s", marked, c.text);
    }
}

static bool has(const asked *a, const char *name)
{
    char wanted[256];
    snprintf(wanted, sizeof wanted, "|%s|", name);
    return strstr(a->names, wanted) != NULL;
}

/* How many of a list are there. */
static size_t count_there(const asked *a, const char *list, size_t *all)
{
    char copy[512], *rest = copy;
    size_t there = 0;
    snprintf(copy, sizeof copy, "%s", list);
    *all = 0;
    for (char *name = strsep(&rest, "|"); name && *name; name = strsep(&rest, "|")) {
        (*all)++;
        there += has(a, name);
    }
    return there;
}

static void check_row(cyq_session *session, const expected *e)
{
    static asked a;
    char begin[512];
    size_t some, none;
    ask(session, e->text, &a);
    size_t count = cyq_completions_count(a.all), there = count_there(&a, e->some, &some);
    snprintf(begin, sizeof begin, "|%s|", e->first);
    if (strcmp(e->first, "-") == 0)
        cr_expect_eq(count, 0, "%s: %s", e->text, a.names);
    else if (strcmp(e->first, "=") == 0)
        cr_expect_eq(count, some, "%s: %s", e->text, a.names);
    else if (*e->first)
        cr_expect_eq(strncmp(a.names, begin, strlen(begin)), 0, "%s: %s", e->text, a.names);
    cr_expect_eq(there, some, "%s: lacks some of %s: %s", e->text, e->some, a.names);
    cr_expect_eq(count_there(&a, e->none, &none), 0, "%s: has some of %s: %s", e->text, e->none, a.names);
    cyq_completions_free(a.all);
}

static void check_table(const char *backend)
{
    cyq_session *session = open_session(backend);
    for (size_t i = 0; i < sizeof TABLE / sizeof *TABLE; i++)
        check_row(session, &TABLE[i]);
    cyq_session_close(session);
}

Test(completion, of_each_place)
{
    check_table(NULL);
}

Test(completion, is_the_same_where_the_data_lies_in_sqlite)
{
    check_table("sqlite");
}

/* Any beginning of a text is a place where somebody may press Tab. */
Test(completion, of_all_beginnings)
{
    static const char *const texts[] = {
        "activities where project = CyberEast+ and month = 2025-10 group by country show count as n sort by n desc first 3 to csv safe "
        "\"x.csv\"",
        "let $q: period = 2025-Q4; activities join projects as p on project = p.id where not (title ~ \"x\" or start > .end) # over\n",
        "def f($a, $b) = if $a > 3 then $b else -1 \nload \"a.csv\" as a with key = id, project links projects\n\"\\",
        "activities where country in (projects where name matches /x/i select `name`) | top 3 by days per month with ties",
    };
    cyq_session *session = open_session(NULL);
    for (size_t t = 0; t < sizeof texts / sizeof *texts; t++)
        for (size_t cursor = 0; cursor <= strlen(texts[t]); cursor++) {
            cyq_completions *all;
            cr_expect_eq(cyq_complete(session, texts[t], strlen(texts[t]), cursor, &all), CYQ_OK, "%.*s", (int)cursor, texts[t]);
            cyq_completions_free(all);
        }
    cyq_session_close(session);
}

Test(completion, leaves_the_session_as_it_was)
{
    static asked a;
    cyq_session *session = open_session(NULL);
    ask(session, "let mine = projects\nlet $x = 1\nmine where ^", &a);
    cyq_completions_free(a.all);
    ask(session, "activities count\n\n^", &a);
    cyq_completions_free(a.all);
    ask(session, "^", &a);
    cr_expect(!has(&a, "mine") && !has(&a, "where"), "%s", a.names);
    cyq_completions_free(a.all);
    cyq_session_close(session);
}

Test(completion, goes_on_from_the_last_answer)
{
    static asked a;
    cyq_script *script;
    cyq_session *session = open_session(NULL);
    static const char query[] = "activities where country = Moldova select title, mode";
    cr_assert_eq(cyq_script_open(session, "query", query, sizeof query - 1, NULL, &script), CYQ_OK);
    cyq_script_close(script);
    ask(session, "where ^", &a);
    cr_expect(has(&a, "mode") && !has(&a, "country"), "%s", a.names);
    cyq_completions_free(a.all);
    ask(session, "where mode = ^", &a);
    cr_expect_str_eq(a.names, "|in person|");
    cyq_completions_free(a.all);
    cyq_session_close(session);
}

Test(completion, tells_what_they_are)
{
    cyq_session *session = open_session(NULL);
    cyq_completions *all;
    cyq_completion c = {.size = sizeof c};
    size_t from = 0;
    cr_assert_eq(cyq_complete(session, "activities where project = gla", 30, 30, &all), CYQ_OK);
    cr_assert_eq(cyq_completions_get(all, 0, &c), CYQ_OK);
    cr_expect(c.kind == CYQ_COMPLETION_VALUE && c.frequency == 38 && c.from == 27 && c.whole, "%d %d", (int)c.kind, (int)c.frequency);
    cr_expect_str_eq(c.help, "38 rows");
    cr_expect(!cyq_completions_file(all, &from));
    cyq_completions_free(all);
    cr_assert_eq(cyq_complete(session, "activities where lowe", 21, 21, &all), CYQ_OK);
    cr_assert_eq(cyq_completions_get(all, 0, &c), CYQ_OK);
    cr_expect(c.kind == CYQ_COMPLETION_FUNCTION && !c.whole && strstr(c.form, "lower("), "%s", c.form);
    cr_expect_eq(cyq_completions_get(all, 1, &c), CYQ_MISUSE);
    cyq_completions_free(all);
    cr_assert_eq(cyq_complete(session, "load \"da", 8, 8, &all), CYQ_OK);
    cr_expect(cyq_completions_file(all, &from) && from == 6 && cyq_completions_count(all) == 0);
    cyq_completions_free(all);
    cr_assert_eq(cyq_complete(session, "activities to csv \"da", 21, 21, &all), CYQ_OK);
    cr_expect(cyq_completions_file(all, &from) && from == 19);
    cyq_completions_free(all);
    cr_expect_eq(cyq_complete(session, "x", 1, 2, &all), CYQ_MISUSE);
    cr_expect_null(all);
    cr_expect_eq(cyq_complete(NULL, "x", 1, 1, &all), CYQ_MISUSE);
    cr_expect_eq(cyq_completions_count(NULL), 0);
    cyq_session_close(session);
}
