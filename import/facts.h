/* What documents say, before it becomes a dataset. Everything lies in the arena of the reading. */
#ifndef CYQ_IMPORT_FACTS_H
#define CYQ_IMPORT_FACTS_H

#include "base/decimal.h"
#include "import/issue.h"

/* Lines of a document. */
typedef struct place_in {
    const issue *in;
    uint32_t first, last;
} place_in;

/* Which figure of a project a line states. The names are what `claims.field` holds. */
#define STATED_FIELDS(FIELD) FIELD(when) FIELD(budget) FIELD(funding) FIELD(country) FIELD(scope) FIELD(implemented_by)
typedef enum stated_field {
#define FIELD(name) STATED_##name,
    STATED_FIELDS(FIELD)
#undef FIELD
        STATED_COUNT
} stated_field;

typedef struct statement {
    size_t project;
    stated_field field;
    bool final; /* in the final inventory, not in the project's box */
    str value;  /* as printed, footnote marks gone */
    str normal;
    place_in at;
} statement;

typedef struct project {
    str name;
    str title;
    str parent;                 /* the name of another project, or empty */
    bool lasting;               /* has a box or a place in the final inventory, and not only a heading that names it */
    bool led;                   /* some lead names it */
    place_in box, final, named; /* where; `in` NULL where not */
} project;

typedef struct lead {
    str_list projects, bodies, partners; /* names */
} lead;

typedef struct spot {
    str place; /* as printed, footnote marks gone; empty if there is none */
    str city, country, region;
    bool global;
    str_list cities, countries; /* all that are named */
} spot;

typedef struct listing {
    str id; /* that the activity had, where only its row is left; else empty */
    str title;
    lead lead;
    spot spot;
    str_list modes;
    period when; /* first 0: unknown */
    str dates;   /* the same as printed */
    bool month_only, tentative;
    bool coming;   /* listed as coming next, not as held */
    period listed; /* the month it stands under; first 0: none */
    const period
        *months; /* all that its activity is listed under, where only the row is left, which does not say which line stands under which */
    size_t month_count;
    size_t activity;
    place_in at;
} listing;

/* Listings that are one activity; the one that speaks for it is `shown`. */
typedef struct activity {
    size_t shown;
    const size_t *listings;
    size_t count, capacity;
    str id;
    str title; /* the spelling that most listings have */
} activity;

typedef struct story {
    str headline, section, text;
    lead lead;
    spot spot;
    period when;
    str_list modes;
    place_in at;
} story;

typedef struct treaty {
    str name, number;
    day opened;
    place_in at;
} treaty;

typedef enum event_kind { EVENT_OPENING, EVENT_SIGNATURE, EVENT_ACCESSION, EVENT_INVITATION } event_kind;

typedef struct treaty_event {
    event_kind kind;
    str state; /* a country's name, or empty */
    str treaty;
    day date;
    int64_t rank; /* 0: not stated */
    str effect;
    day effect_date;
    place_in at;
} treaty_event;

typedef struct figure {
    str name;
    int64_t value;
    day as_of;
    place_in at;
} figure;

typedef struct highlight {
    int64_t position;
    str headline;
    place_in at;
} highlight;

typedef struct saved_date {
    str title;
    period when;
    str country;
    size_t activity; /* SIZE_MAX: none */
    place_in at;
} saved_date;

typedef struct step {
    int64_t number;
    str action;
    place_in at;
} step;

typedef struct platform {
    str name, kind;
    place_in at;
} platform;

typedef struct footnote {
    str country, text;
    bool labelled; /* "Kosovo: …" */
    place_in at;
} footnote;

/* X-macro rather than a dozen hand-written triples: LIST(type, plural). */
#define FACT_LISTS(LIST)                                                                                                                   \
    LIST(project, projects)                                                                                                                \
    LIST(statement, statements)                                                                                                            \
    LIST(listing, listings)                                                                                                                \
    LIST(activity, activities)                                                                                                             \
    LIST(story, stories)                                                                                                                   \
    LIST(treaty, treaties)                                                                                                                 \
    LIST(treaty_event, treaty_events)                                                                                                      \
    LIST(figure, figures)                                                                                                                  \
    LIST(highlight, highlights)                                                                                                            \
    LIST(saved_date, saved_dates)                                                                                                          \
    LIST(step, steps)                                                                                                                      \
    LIST(platform, platforms)                                                                                                              \
    LIST(footnote, footnotes)

typedef struct facts {
    issue *const *issues;
    size_t issue_count;
#define LIST(type, plural)                                                                                                                 \
    struct {                                                                                                                               \
        type *items;                                                                                                                       \
        size_t count, capacity;                                                                                                            \
    } plural;
    FACT_LISTS(LIST)
#undef LIST
    name_table project_keys; /* lead_key of a project's name to its index */
    str_list partners;       /* that documents name of which only the facts are left, and perhaps no listing does */
} facts;

/* A new, zeroed fact at the end of a list; NULL without memory. */
#define FACT_ADD(r, list) arena_push((r)->a, (void **)&(list).items, &(list).count, &(list).capacity, sizeof *(list).items)

#endif
