/* What the grammar and the rest of the room share about a parse: its tokens, its limits, and how a mistake of syntax is told. */
#ifndef CYQ_PARSER_SYNTAX_H
#define CYQ_PARSER_SYNTAX_H

#include "parser/build.h"

/* Runs the grammar (in grammar.y). 0 when it came to the end. */
int syntax_run(parsing *p);

/* Makes the next piece p->current; false when the parse is stopped. */
bool syntax_next(parsing *p);

/* The grammar's stack cannot grow: the text is nested too deeply, or there is no memory. */
void syntax_exhausted(parsing *p, span where, bool deep);

/* After a mistake: does the piece at hand begin a clause or end the statement, so that what follows can be judged for itself? */
bool syntax_begins_anew(const parsing *p);

/* p->current cannot stand here; `expected` says, by role, what could. At most one diagnostic a clause. */
void syntax_report(parsing *p, const bool expected[]);

/* Mistakes that are known by their look, from other languages or from a slip: tells the one that is meant here, if any. (habits.c) */
bool habit_report(parsing *p, const bool expected[]);

/* The text of a piece as it was written, cut when long. */
str syntax_text(parsing *p, const piece *found);
/* The same in quotes, unless it is a text in quotes itself. */
str syntax_quoted(parsing *p, const piece *found);

#endif
