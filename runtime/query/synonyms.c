/* Words that people bring with them, and what the data may call the same. */
#include "runtime/query/synonyms.h"

enum { SYNONYMS_MAX = 6 };

/* Names of fields, collections and functions alike: only those are offered that exist where the word stands. */
static const struct {
    const char *word;
    const char *names[SYNONYMS_MAX];
} rows[] = {
    {"name", {"title", "headline", "name"}},
    {"title", {"headline", "name"}},
    {"headline", {"title", "name"}},
    {"text", {"title", "headline"}},
    {"summary", {"title", "headline", "text"}},
    {"label", {"title", "name", "headline"}},
    {"date", {"when", "start", "opened", "period"}},
    {"dates", {"when", "start"}},
    {"time", {"when", "date", "period"}},
    {"from", {"start", "when"}},
    {"until", {"end", "when"}},
    {"till", {"end", "when"}},
    {"begin", {"start"}},
    {"finish", {"end"}},
    {"duration", {"days"}},
    {"length", {"days"}},
    {"location", {"place", "city", "country"}},
    {"venue", {"place", "city"}},
    {"town", {"city", "place"}},
    {"state", {"country"}},
    {"nation", {"country"}},
    {"type", {"mode", "kind"}},
    {"format", {"mode"}},
    {"status", {"tentative"}},
    {"confirmed", {"tentative"}},
    {"donor", {"funding"}},
    {"funder", {"funding"}},
    {"funded_by", {"funding"}},
    {"sponsor", {"funding"}},
    {"amount", {"budget", "value"}},
    {"money", {"budget"}},
    {"cost", {"budget"}},
    {"organiser", {"body", "partner"}},
    {"organizer", {"body", "partner"}},
    {"organisation", {"partner", "body"}},
    {"code", {"iso2", "iso3"}},
    {"table", {"collections"}},
    {"tables", {"collections"}},
    {"sources", {"collections"}},
    {"columns", {"fields"}},
    {"procedures", {"functions"}},
    {"aggregates", {"functions"}},
    {"keywords", {"words"}},
    {"clauses", {"words"}},
    {"syntax", {"words"}},
    {"errors", {"codes"}},
    {"warnings", {"codes"}},
    {"messages", {"codes"}},
    {"libraries", {"modules"}},
    {"event", {"activities"}},
    {"events", {"activities"}},
    {"meeting", {"activities"}},
    {"meetings", {"activities"}},
    {"programme", {"projects"}},
    {"programmes", {"projects"}},
    {"news", {"stories"}},
    {"article", {"stories"}},
    {"articles", {"stories"}},
    {"conventions", {"treaties"}},
    {"partners", {"organisations"}},
    {"total", {"sum"}},
    {"union", {"together"}},
    {"intersection", {"common"}},
    {"intersect", {"common"}},
    {"difference", {"without"}},
    {"except", {"without"}},
    {"minus", {"without"}},
    {"networkdays", {"workdays"}},
    {"businessdays", {"workdays"}},
    {"weekdays", {"workdays", "weekday"}},
};

str synonym(str word, size_t i)
{
    for (size_t r = 0; r < sizeof rows / sizeof *rows; r++)
        if (str_equal_nocase(word, str_of(rows[r].word)))
            return i < SYNONYMS_MAX && rows[r].names[i] ? str_of(rows[r].names[i]) : (str){0};
    return (str){0};
}

str synonym_condition(str word)
{
    static const struct {
        const char *word, *condition;
    } conditions[] = {
        {"upcoming", "when > today"}, {"future", "when > today"},   {"coming", "when > today"},  {"planned", "when > today"},
        {"past", "when < today"},     {"finished", "when < today"}, {"current", "when = today"}, {"ongoing", "when = today"},
    };
    for (size_t i = 0; i < sizeof conditions / sizeof *conditions; i++)
        if (str_equal_nocase(word, str_of(conditions[i].word)))
            return str_of(conditions[i].condition);
    return (str){0};
}
