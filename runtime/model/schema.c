/* The collections of the newsletter's data set: the one list that the built-in data, the importer and stored databases share. */
#include "runtime/model/dataset.h"

#define FACE true
#define MORE false

static const field_spec activities[] = {
    {"id", "text", MORE, "short name of the activity, stable across re-imports"},
    {"title", "text", FACE, "what the activity is called"},
    {"project", "set of link projects", FACE, "projects that hold it"},
    {"body", "set of text", MORE, "bodies that lead it: C-PROC, T-CY"},
    {"partner", "set of link organisations", MORE, "organisations that take part in holding it"},
    {"place", "text", MORE, "where it takes place, as printed"},
    {"city", "text", MORE, "city of the place"},
    {"country", "link countries", FACE, "country of the place"},
    {"region", "text", MORE, "region of the place"},
    {"scope", "text", MORE, "reach of the place: country, region, global or unspecified"},
    {"mode", "set of text", FACE, "how it is held: in person, online, desk research, desk study"},
    {"when", "period", FACE, "from its first to its last day"},
    {"precision", "text", MORE, "how exactly the period is given: day or month"},
    {"tentative", "bool", MORE, "whether it is still to be confirmed"},
    {"section", "set of text", MORE, "parts of the document that list it: inventory, coming next"},
    {"listed", "set of period", MORE, "months under which it is printed"},
    {"source", "set of text", MORE, "where it is printed, as document:line"},
};

static const field_spec projects[] = {
    {"name", "text", FACE, "short name"},
    {"title", "text", MORE, "full name"},
    {"parent", "link projects", FACE, "project that this one belongs to"},
    {"when", "period", FACE, "from its first to its last day"},
    {"budget", "money", FACE, "budget"},
    {"ceiling", "bool", MORE, "whether the budget is given as a most (\"up to\")"},
    {"funding", "text", FACE, "who pays, as printed"},
    {"scope", "text", MORE, "where it works, as printed"},
    {"country", "set of link countries", MORE, "countries that it works with"},
    {"implemented_by", "set of text", MORE, "who carries it out"},
    {"source", "text", MORE, "where it is printed, as document:line"},
};

static const field_spec claims[] = {
    {"about", "text", MORE, "name of the project, or id of the activity, that it is about"},
    {"field", "text", MORE, "what is stated: when, budget, funding, scope, country, implemented_by; of an activity when, place, mode"},
    {"value", "text", MORE, "the statement as printed"},
    {"normal", "text", MORE, "the statement in one form, so that equal ones compare equal"},
    {"source", "text", MORE, "where it is printed, as document:line"},
};

static const field_spec stories[] = {
    {"headline", "text", MORE, "headline"},
    {"project", "set of link projects", MORE, "projects that it is about"},
    {"section", "text", MORE, "part of the document that holds it"},
    {"place", "text", MORE, "where it happened, as printed"},
    {"city", "set of text", MORE, "cities of the place"},
    {"country", "set of link countries", MORE, "countries of the place"},
    {"when", "period", MORE, "from the first to the last day of what it tells"},
    {"mode", "set of text", MORE, "how that was held: in person, online"},
    {"source", "text", MORE, "where it is printed, as document:line"},
    {"text", "text", MORE, "the story itself; only in one's own imports"},
};

static const field_spec treaties[] = {
    {"name", "text", MORE, "short name"},
    {"number", "text", MORE, "number in the treaty series"},
    {"opened", "date", MORE, "day it was opened for signature"},
};

static const field_spec treaty_events[] = {
    {"kind", "text", MORE, "opening, signature, accession or invitation"},
    {"state", "link countries", MORE, "state that acted"},
    {"treaty", "link treaties", MORE, "treaty it is about"},
    {"date", "date", MORE, "day of the event"},
    {"rank", "int", MORE, "which party in order the state became: 81st is 81"},
    {"effect", "text", MORE, "what follows from it"},
    {"effect_date", "date", MORE, "day from which that holds"},
    {"source", "text", MORE, "where it is printed, as document:line"},
};

static const field_spec figures[] = {
    {"name", "text", MORE, "what is counted"},
    {"value", "int", MORE, "the count"},
    {"as_of", "date", MORE, "day of the count"},
    {"source", "text", MORE, "where it is printed, as document:line"},
};

static const field_spec highlights[] = {
    {"position", "int", MORE, "place in the document's list"},
    {"headline", "text", MORE, "headline"},
    {"source", "text", MORE, "where it is printed, as document:line"},
};

static const field_spec saved_dates[] = {
    {"title", "text", MORE, "what the date is kept free for"},
    {"when", "period", MORE, "from its first to its last day"},
    {"country", "link countries", MORE, "country of the place"},
    {"activity", "link activities", MORE, "the activity, where it is one of them"},
    {"source", "text", MORE, "where it is printed, as document:line"},
};

static const field_spec accession_steps[] = {
    {"step", "int", MORE, "number of the step"},
    {"action", "text", MORE, "what is done, in short"},
};

static const field_spec platforms[] = {
    {"name", "text", MORE, "name"},
    {"kind", "text", MORE, "what kind of platform it is"},
    {"source", "text", MORE, "where it is printed, as document:line"},
};

static const field_spec countries[] = {
    {"name", "text", MORE, "short English name"},
    {"iso2", "text", MORE, "two-letter code of ISO 3166-1"},
    {"iso3", "text", MORE, "three-letter code of ISO 3166-1"},
    {"also", "set of text", MORE, "other names, all of which find it"},
    {"note", "text", MORE, "the document's footnote on the designation"},
};

static const field_spec organisations[] = {
    {"name", "text", MORE, "name"},
    {"also", "set of text", MORE, "other names, all of which find it"},
};

static const field_spec documents[] = {
    {"id", "text", FACE, "short name, as in sources: 2025-Q3"},
    {"title", "text", FACE, "title"},
    {"period", "period", FACE, "time that it reports on"},
    {"file", "text", FACE, "name of the file it was read from"},
    {"imported", "date", FACE, "day it was read"},
    {"text", "text", MORE, "the document itself, which later imports read again; only in one's own imports"},
};

#define COLLECTION(rows, text)                                                                                                             \
    {                                                                                                                                      \
        .name = #rows, .help = text, .fields = rows, .field_count = sizeof(rows) / sizeof *(rows)                                          \
    }

const collection_spec dataset_specs[] = {
    COLLECTION(activities, "what the projects hold, each once, with its dates and place"),
    COLLECTION(projects, "the projects, with the values of the final inventory"),
    COLLECTION(claims, "every figure on a project, once for each place that states it"),
    COLLECTION(stories, "the reports on past events"),
    COLLECTION(treaties, "the conventions and protocols"),
    COLLECTION(treaty_events, "signatures, accessions and invitations, one row for each state"),
    COLLECTION(figures, "the counts that the document states"),
    COLLECTION(highlights, "the list on the document's first page"),
    COLLECTION(saved_dates, "dates to keep free"),
    COLLECTION(accession_steps, "how a state accedes"),
    COLLECTION(platforms, "the online platforms and tools"),
    COLLECTION(countries, "the countries of ISO 3166, and how the document calls them"),
    COLLECTION(organisations, "the partners"),
    COLLECTION(documents, "the documents that the data was read from"),
};

const size_t dataset_spec_count = sizeof dataset_specs / sizeof *dataset_specs;
