/* Completion, inside: what may come at the end of a text, gathered from the tables of the language, the rows at that point, and what their columns hold. */
#ifndef CYQ_ENGINE_COMPLETE_H
#define CYQ_ENGINE_COMPLETE_H

#include "engine/entries.h"
#include "engine/engine.h"
#include "parser/spot.h"
#include "runtime/query/offer.h"

typedef struct candidates {
    cyq_completion *items;
    size_t count, capacity;
} candidates;

/* One completion under way. All lies in `memory`. */
typedef struct completing {
    arena *memory;
    cyq_session *session;
    str text;        /* up to the cursor */
    size_t word;     /* where the word at the cursor begins, behind its dot or opening quote */
    char quote;      /* the quote that is open, or 0 */
    bool dot;        /* a dot stands before the word */
    parse_spot spot; /* of the text before the word, and before its dot or quote */
    spot_place place;
    offer offer; /* what the rows there have */
    candidates found;
} completing;

/* Adds one that begins with what stands between `from` and the cursor; folded as the language compares. `form` and `help` may be empty. What a line could not show is left out. */
void complete_add(completing *c, cyq_completion_kind kind, str text, size_t from, str form, str help, bool whole);

/* The parts. A failed allocation shows in c->memory->failed. */
void complete_words(completing *c);   /* words of the language, as the grammar lets them come */
void complete_names(completing *c);   /* columns, functions, variables, where an operand is wanted */
void complete_sources(completing *c); /* what rows come from */
void complete_named(completing *c);   /* where one name of some kind is wanted: a module, a format, a type … */
void complete_behind(completing *c);  /* what stands behind a dot */
/* Values of the column that the one at the cursor is compared with. True if some stand for the words before the cursor, which are then not at their end. */
bool complete_values(completing *c);

/* Does `text` begin with `typed`, or hold it, as folded? */
bool complete_begins(completing *c, str text, str typed);
bool complete_holds(completing *c, str text, str typed);
/* The query at the cursor up to the clause at hand, and `then` behind it, as a text of its own. */
str complete_query(completing *c, const char *then);
/* Is the role one that can come? */
static inline bool complete_expects(const completing *c, unsigned role)
{
    return c->spot.expected[role];
}

#endif
